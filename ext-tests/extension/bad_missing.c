/* Needs a function that nobody has, as an extension for another ABI does. */
#include <Python.h>
extern PyObject *_PyNoSuchFunctionAnywhere(void);
PyMODINIT_FUNC PyInit_bad_missing(void) { return _PyNoSuchFunctionAnywhere(); }
