/* A definition that was not passed through PyModuleDef_Init. */
#include <Python.h>
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_zero"};
PyMODINIT_FUNC PyInit_bad_zero(void) { return (PyObject *)&def; }
