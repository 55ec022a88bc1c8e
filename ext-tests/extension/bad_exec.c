#include <Python.h>
static int silent(PyObject *Py_UNUSED(module)) { return -1; }
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)silent}, {0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_exec", .m_slots = slots};
PyMODINIT_FUNC PyInit_bad_exec(void) { return PyModuleDef_Init(&def); }
