/* bytes' struct; a zero byte follows the value. */
@begin
@types
@declarations
#define _PyBytes_CAST(op) (assert(PyBytes_Check(op)), _Py_CAST(PyBytesObject *, op))
static inline char *PyBytes_AS_STRING(PyObject *op) {
    return _PyBytes_CAST(op)->ob_sval;
}
#define PyBytes_AS_STRING(op) PyBytes_AS_STRING(_PyObject_CAST(op))
static inline Py_ssize_t PyBytes_GET_SIZE(PyObject *op) {
    return Py_SIZE(_PyBytes_CAST(op));
}
#define PyBytes_GET_SIZE(self) PyBytes_GET_SIZE(_PyObject_CAST(self))
Py_DEPRECATED(3.14) static inline PyObject *_PyBytes_Join(PyObject *sep, PyObject *iterable) {
    return PyBytes_Join(sep, iterable);
}
