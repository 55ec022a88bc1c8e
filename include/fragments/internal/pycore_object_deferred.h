/* Objects whose references on the stack are not counted. */
@begin
@types
@constants
@declarations

static inline int _PyObject_HasDeferredRefcount(PyObject *op)
{
#ifdef Py_GIL_DISABLED
    return (_Py_atomic_load_uint8_relaxed(&op->ob_gc_bits) & _PyGC_BITS_DEFERRED) != 0;
#else
    (void)op;
    return 0;
#endif
}
