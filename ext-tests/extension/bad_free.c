/* Compiled for the free-threaded ABI, whose reference counts are others. */
#define Py_GIL_DISABLED 1
#include <Python.h>
static int fill(PyObject *module) {
    PyObject *list = PyList_New(0);
    Py_INCREF(list);
    Py_DECREF(list);
    Py_DECREF(list);
    return PyModule_AddIntConstant(module, "filled", 1);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, fill}, {0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_free", .m_slots = slots};
PyMODINIT_FUNC PyInit_bad_free(void) { return PyModuleDef_Init(&def); }
