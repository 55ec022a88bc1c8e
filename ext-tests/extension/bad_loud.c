#include <Python.h>
static int loud(PyObject *Py_UNUSED(module)) {
    PyErr_SetString(PyExc_RuntimeError, "said it worked");
    return 0;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)loud}, {0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_loud", .m_slots = slots};
PyMODINIT_FUNC PyInit_bad_loud(void) { return PyModuleDef_Init(&def); }
