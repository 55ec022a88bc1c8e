/* What the collector keeps before an object, or in it where threads are free. */
@begin
@types
@constants
@declarations

static inline PyGC_Head *_Py_AS_GC(PyObject *op)
{
    return (PyGC_Head *)((char *)op - sizeof(PyGC_Head));
}

static inline PyObject *_Py_FROM_GC(PyGC_Head *gc)
{
    return (PyObject *)((char *)gc + sizeof(PyGC_Head));
}

static inline PyGC_Head *_PyGCHead_NEXT(PyGC_Head *gc) { return (PyGC_Head *)gc->_gc_next; }
static inline void _PyGCHead_SET_NEXT(PyGC_Head *gc, PyGC_Head *next) { gc->_gc_next = (uintptr_t)next; }

/* The two lowest bits are not the pointer's. */
static inline PyGC_Head *_PyGCHead_PREV(PyGC_Head *gc) { return (PyGC_Head *)(gc->_gc_prev & _PyGC_PREV_MASK); }

static inline void _PyGCHead_SET_PREV(PyGC_Head *gc, PyGC_Head *prev)
{
    gc->_gc_prev = (gc->_gc_prev & ~_PyGC_PREV_MASK) | (uintptr_t)prev;
}

static inline int _PyObject_GC_IS_TRACKED(PyObject *op)
{
#ifdef Py_GIL_DISABLED
    return (_Py_atomic_load_uint8_relaxed(&op->ob_gc_bits) & _PyGC_BITS_TRACKED) != 0;
#else
    return _Py_AS_GC(op)->_gc_next != 0;
#endif
}
#define _PyObject_GC_IS_TRACKED(op) _PyObject_GC_IS_TRACKED(_Py_CAST(PyObject *, op))

/* A tuple of atoms is not. */
static inline int _PyObject_GC_MAY_BE_TRACKED(PyObject *obj)
{
    return PyObject_IS_GC(obj) && (!PyTuple_CheckExact(obj) || _PyObject_GC_IS_TRACKED(obj));
}

static inline int _PyGC_FINALIZED(PyObject *op)
{
#ifdef Py_GIL_DISABLED
    return (_Py_atomic_load_uint8_relaxed(&op->ob_gc_bits) & _PyGC_BITS_FINALIZED) != 0;
#else
    return (_Py_AS_GC(op)->_gc_prev & _PyGC_PREV_MASK_FINALIZED) != 0;
#endif
}

static inline void _PyGC_SET_FINALIZED(PyObject *op)
{
#ifdef Py_GIL_DISABLED
    _Py_atomic_store_uint8_relaxed(&op->ob_gc_bits, (uint8_t)(op->ob_gc_bits | _PyGC_BITS_FINALIZED));
#else
    _Py_AS_GC(op)->_gc_prev |= _PyGC_PREV_MASK_FINALIZED;
#endif
}

static inline void _PyGC_CLEAR_FINALIZED(PyObject *op)
{
#ifdef Py_GIL_DISABLED
    _Py_atomic_store_uint8_relaxed(&op->ob_gc_bits, (uint8_t)(op->ob_gc_bits & ~_PyGC_BITS_FINALIZED));
#else
    _Py_AS_GC(op)->_gc_prev &= ~_PyGC_PREV_MASK_FINALIZED;
#endif
}

/* To be called once for an object; where it stands is of use in a debug build. */
static inline void _PyObject_GC_TRACK(const char *filename, int lineno, PyObject *op)
{
    (void)filename;
    (void)lineno;
    PyObject_GC_Track(op);
}

static inline void _PyObject_GC_UNTRACK(const char *filename, int lineno, PyObject *op)
{
    (void)filename;
    (void)lineno;
    PyObject_GC_UnTrack(op);
}
