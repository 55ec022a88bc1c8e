#include <Python.h>
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_size", .m_size = -1, .m_slots = slots};
PyMODINIT_FUNC PyInit_bad_size(void) { return PyModuleDef_Init(&def); }
