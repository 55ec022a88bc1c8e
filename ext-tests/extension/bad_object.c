#include <Python.h>
PyMODINIT_FUNC PyInit_bad_object(void) { return PyLong_FromLong(7); }
