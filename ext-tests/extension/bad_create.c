/* Py_mod_create twice, and a definition whose create slot gives what is no module while there is an exec slot. */
#include <Python.h>
static PyObject *seven(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(def)) { return PyLong_FromLong(7); }
static int nothing(PyObject *Py_UNUSED(module)) { return 0; }
static PyModuleDef_Slot slots[] = {{Py_mod_create, (void *)seven}, {Py_mod_exec, (void *)nothing}, {0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "bad_create", .m_slots = slots};
PyMODINIT_FUNC PyInit_bad_create(void) { return PyModuleDef_Init(&def); }
