/* Cells: variables shared between scopes. */
@begin
#ifndef Py_LIMITED_API
@types
@declarations
#define PyCell_Check(op) Py_IS_TYPE((op), &PyCell_Type)
/* Borrowed; NULL while the variable is unbound. */
static inline PyObject *PyCell_GET(PyObject *op) {
    PyObject *value;
    assert(PyCell_Check(op));
    Py_BEGIN_CRITICAL_SECTION(op);
    value = _Py_CAST(PyCellObject *, op)->ob_ref;
    Py_END_CRITICAL_SECTION();
    return value;
}
#define PyCell_GET(op) PyCell_GET(_PyObject_CAST(op))
/* Takes over the reference, and forgets the old one without dropping it. */
static inline void PyCell_SET(PyObject *op, PyObject *value) {
    assert(PyCell_Check(op));
    Py_BEGIN_CRITICAL_SECTION(op);
    _Py_CAST(PyCellObject *, op)->ob_ref = value;
    Py_END_CRITICAL_SECTION();
}
#define PyCell_SET(op, value) PyCell_SET(_PyObject_CAST(op), (value))
#endif
