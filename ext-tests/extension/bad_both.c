#include <Python.h>
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_both"};
PyMODINIT_FUNC PyInit_bad_both(void) {
    PyErr_SetString(PyExc_RuntimeError, "raised all the same");
    return PyModuleDef_Init(&def);
}
