/* Single-phase initialisation: not bad, only old. The second import gives the very module. */
#include <Python.h>
static PyObject *whoami(PyObject *module, PyObject *Py_UNUSED(ignored)) { return PyModule_GetNameObject(module); }
static PyMethodDef methods[] = {{"whoami", whoami, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_single", .m_size = -1, .m_methods = methods};
static int times = 0;
PyMODINIT_FUNC PyInit_bad_single(void) {
    PyObject *module = PyModule_Create(&def);
    if (module) {
        PyModule_AddIntConstant(module, "times", ++times);
    }
    return module;
}
