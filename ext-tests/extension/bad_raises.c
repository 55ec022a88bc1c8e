#include <Python.h>
PyMODINIT_FUNC PyInit_bad_raises(void) {
    PyErr_SetString(PyExc_RuntimeError, "not today");
    return NULL;
}
