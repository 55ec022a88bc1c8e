/* int */
@begin
@constants
@declarations
#define PyLong_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LONG_SUBCLASS)
#define PyLong_CheckExact(op) Py_IS_TYPE((op), &PyLong_Type)
#define PyLong_AS_LONG(op) PyLong_AsLong(op)
#define PyLong_FromPid PyLong_FromLong
#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030d0000
#  define PyLong_AsPid PyLong_AsInt
#else
static inline int PyLong_AsPid(PyObject *obj) {
    int overflow;
    long pid = PyLong_AsLongAndOverflow(obj, &overflow);
    if (pid == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (overflow || pid > INT_MAX || pid < INT_MIN) {
        PyErr_SetString(PyExc_OverflowError, "Python int too large to convert to C int");
        return -1;
    }
    return (int)pid;
}
#endif
