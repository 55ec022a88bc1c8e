/* Cells. The free-threaded build goes through the exported functions, which lock. */
@begin
@types
@constants
@declarations

/* Puts a value in, takes its reference over, and hands back the reference to the one before. */
static inline PyObject *PyCell_SwapTakeRef(PyCellObject *cell, PyObject *value)
{
    PyObject *before;
#ifdef Py_GIL_DISABLED
    before = PyCell_Get((PyObject *)cell);
    PyCell_Set((PyObject *)cell, value);
    Py_XDECREF(value);
#else
    before = cell->ob_ref;
    cell->ob_ref = value;
#endif
    return before;
}

static inline void PyCell_SetTakeRef(PyCellObject *cell, PyObject *value)
{
    Py_XDECREF(PyCell_SwapTakeRef(cell, value));
}

static inline PyObject *PyCell_GetRef(PyCellObject *cell)
{
#ifdef Py_GIL_DISABLED
    return PyCell_Get((PyObject *)cell);
#else
    return Py_XNewRef(cell->ob_ref);
#endif
}

static inline _PyStackRef _PyCell_GetStackRef(PyCellObject *cell)
{
    PyObject *value = PyCell_GetRef(cell);
    return value == NULL ? PyStackRef_NULL : PyStackRef_FromPyObjectSteal(value);
}
