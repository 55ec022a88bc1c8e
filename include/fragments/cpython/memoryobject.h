/* memoryview's struct. */
@begin
@types
@constants
@declarations
#define _PyMemoryView_CAST(op) _Py_CAST(PyMemoryViewObject *, op)
static inline Py_buffer *PyMemoryView_GET_BUFFER(PyObject *op) {
    return &_PyMemoryView_CAST(op)->view;
}
#define PyMemoryView_GET_BUFFER(op) PyMemoryView_GET_BUFFER(_PyObject_CAST(op))
static inline PyObject *PyMemoryView_GET_BASE(PyObject *op) {
    return _PyMemoryView_CAST(op)->view.obj;
}
#define PyMemoryView_GET_BASE(op) PyMemoryView_GET_BASE(_PyObject_CAST(op))
