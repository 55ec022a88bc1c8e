/* dict's struct, and its watchers. */
@begin
#define PY_FOREACH_DICT_EVENT(V) V(ADDED) V(MODIFIED) V(DELETED) V(CLONED) V(CLEARED) V(DEALLOCATED)
@types
@constants
@declarations
static inline Py_ssize_t PyDict_GET_SIZE(PyObject *op) {
    assert(PyDict_Check(op));
    PyDictObject *mp = _Py_CAST(PyDictObject *, op);
#ifdef Py_GIL_DISABLED
    return _Py_atomic_load_ssize_relaxed(&mp->ma_used);
#else
    return mp->ma_used;
#endif
}
#define PyDict_GET_SIZE(op) PyDict_GET_SIZE(_PyObject_CAST(op))
