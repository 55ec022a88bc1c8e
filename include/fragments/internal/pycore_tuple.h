/* Tuples. */
@begin
@types
@constants
@declarations

#define _PyTuple_ITEMS(op) _Py_RVALUE(_PyTuple_CAST(op)->ob_item)
#define _PyTuple_HASH_XXROTATE(x) ((x) << 31 | (x) >> 33)
#define _PyTuple_RESET_HASH_CACHE(op) \
    do { \
        assert((op) != NULL); \
        _PyTuple_CAST(op)->ob_hash = -1; \
    } while (0)

/* A tuple that its only owner fills anew: its hash is gone, and the collector looks at it again. */
static inline void _PyTuple_Recycle(PyObject *op)
{
    _PyTuple_RESET_HASH_CACHE(op);
    if (!_PyObject_GC_IS_TRACKED(op)) {
        _PyObject_GC_TRACK(op);
    }
}
