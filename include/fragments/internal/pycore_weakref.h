/* Weak references. */
@begin
@types
@constants
@declarations

#ifdef Py_GIL_DISABLED
#  define LOCK_WEAKREFS(obj) PyMutex_LockFlags(WEAKREF_LIST_LOCK(obj), _Py_LOCK_DONT_DETACH)
#  define UNLOCK_WEAKREFS(obj) PyMutex_Unlock(WEAKREF_LIST_LOCK(obj))
#  define LOCK_WEAKREFS_FOR_WR(wr) PyMutex_LockFlags((wr)->weakrefs_lock, _Py_LOCK_DONT_DETACH)
#  define UNLOCK_WEAKREFS_FOR_WR(wr) PyMutex_Unlock((wr)->weakrefs_lock)
/* A lock that many objects share, by their place in memory. */
#  define WEAKREF_LIST_LOCK(obj) \
    _PyInterpreterState_GET()->weakref_locks[(uintptr_t)(obj) % NUM_WEAKREF_LIST_LOCKS]
#  define FT_CLEAR_WEAKREFS(obj, weakref_list) \
    do { \
        (void)(weakref_list); \
        PyObject_ClearWeakRefs(obj); \
    } while (0)
#else
#  define LOCK_WEAKREFS(obj)
#  define UNLOCK_WEAKREFS(obj)
#  define LOCK_WEAKREFS_FOR_WR(wr)
#  define UNLOCK_WEAKREFS_FOR_WR(wr)
#  define FT_CLEAR_WEAKREFS(obj, weakref_list) \
    do { \
        if ((weakref_list) != NULL) { \
            PyObject_ClearWeakRefs(obj); \
        } \
    } while (0)
#endif

/* An object whose last reference is gone, while it is taken apart. */
static inline int _is_dead(PyObject *obj)
{
    return Py_REFCNT(obj) == 0;
}

/* A new reference, or NULL without an exception. */
static inline PyObject *_PyWeakref_GET_REF(PyObject *ref_obj)
{
    PyObject *obj = NULL;
    assert(PyWeakref_Check(ref_obj));
    (void)PyWeakref_GetRef(ref_obj, &obj);
    return obj;
}

static inline int _PyWeakref_IS_DEAD(PyObject *ref_obj)
{
    assert(PyWeakref_Check(ref_obj));
    return _PyWeakref_IsDead(ref_obj);
}
