/* Compiled for another version of the API. */
#include <Python.h>
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_api", .m_size = -1};
PyMODINIT_FUNC PyInit_bad_api(void) { return PyModule_Create2(&def, 1007); }
