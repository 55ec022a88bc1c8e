#include <Python.h>
static PyModuleDef_Slot slots[] = {{99, NULL}, {0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_slot", .m_slots = slots};
PyMODINIT_FUNC PyInit_bad_slot(void) { return PyModuleDef_Init(&def); }
