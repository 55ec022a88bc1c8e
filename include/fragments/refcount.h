/* Reference counts. An object whose count has its top bit set is immortal; in the free-threaded build the owning thread counts
   apart from all others. */
@begin
@constants
#ifdef Py_GIL_DISABLED
#  define _Py_REF_SHARED(refcnt, flags) (((refcnt) << _Py_REF_SHARED_SHIFT) + (flags))
#endif
@declarations

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030e0000
static inline Py_ssize_t _Py_REFCNT(PyObject *ob) {
#  ifdef Py_GIL_DISABLED
    uint32_t own = _Py_atomic_load_uint32_relaxed(&ob->ob_ref_local);
    if (own == _Py_IMMORTAL_REFCNT_LOCAL) {
        return _Py_IMMORTAL_INITIAL_REFCNT;
    }
    Py_ssize_t shared = _Py_atomic_load_ssize_relaxed(&ob->ob_ref_shared);
    return _Py_STATIC_CAST(Py_ssize_t, own) + Py_ARITHMETIC_RIGHT_SHIFT(Py_ssize_t, shared, _Py_REF_SHARED_SHIFT);
#  else
    return ob->ob_refcnt;
#  endif
}
#  if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030b0000
#    define Py_REFCNT(ob) _Py_REFCNT(_PyObject_CAST(ob))
#  else
#    define Py_REFCNT(ob) _Py_REFCNT(ob)
#  endif
#endif

static inline Py_ALWAYS_INLINE int _Py_IsImmortal(PyObject *op) {
#ifdef Py_GIL_DISABLED
    return _Py_atomic_load_uint32_relaxed(&op->ob_ref_local) == _Py_IMMORTAL_REFCNT_LOCAL;
#else
    return _Py_CAST(int32_t, op->ob_refcnt) < 0;
#endif
}
#define _Py_IsImmortal(op) _Py_IsImmortal(_PyObject_CAST(op))

static inline Py_ALWAYS_INLINE int _Py_IsStaticImmortal(PyObject *op) {
    return (op->ob_flags & _Py_STATICALLY_ALLOCATED_FLAG) != 0;
}
#define _Py_IsStaticImmortal(op) _Py_IsStaticImmortal(_PyObject_CAST(op))

static inline void Py_SET_REFCNT(PyObject *ob, Py_ssize_t refcnt) {
#if defined(Py_LIMITED_API) && Py_LIMITED_API+0 >= 0x030d0000
    _Py_SetRefcnt(ob, refcnt);
#else
    if (_Py_IsImmortal(ob)) {
        return;
    }
#  ifdef Py_GIL_DISABLED
    if (!_Py_IsOwnedByCurrentThread(ob)) {
        /* all of it goes to the shared count, as that of an object without owner */
        _Py_atomic_store_uintptr_relaxed(&ob->ob_tid, _Py_UNOWNED_TID);
        _Py_atomic_store_uint32_relaxed(&ob->ob_ref_local, 0);
        _Py_atomic_store_ssize_relaxed(&ob->ob_ref_shared, _Py_REF_SHARED(refcnt, _Py_REF_MERGED));
        return;
    }
    int immortal = (size_t)refcnt > (size_t)UINT32_MAX;
    _Py_atomic_store_uint32_relaxed(
        &ob->ob_ref_local, immortal ? _Py_IMMORTAL_REFCNT_LOCAL : _Py_STATIC_CAST(uint32_t, refcnt));
    _Py_atomic_store_ssize_relaxed(&ob->ob_ref_shared, _Py_atomic_load_ssize_relaxed(&ob->ob_ref_shared)
                                                           & _Py_REF_SHARED_FLAG_MASK);
    if (immortal) {
        _Py_atomic_store_uintptr_relaxed(&ob->ob_tid, _Py_UNOWNED_TID);
    }
#  else
    ob->ob_refcnt = (uint32_t)refcnt;
#  endif
#endif
}

static inline Py_ALWAYS_INLINE void Py_INCREF(PyObject *op) {
#if defined(Py_LIMITED_API) && (Py_LIMITED_API+0 >= 0x030c0000 || defined(Py_REF_DEBUG))
    /* opaque from 3.12 on: how counting works may change */
#  if Py_LIMITED_API+0 >= 0x030a00A7
    _Py_IncRef(op);
#  else
    Py_IncRef(op);
#  endif
#elif defined(Py_GIL_DISABLED)
    uint32_t next = _Py_atomic_load_uint32_relaxed(&op->ob_ref_local) + 1;
    if (next == 0) {
        return; /* immortal */
    }
    if (_Py_IsOwnedByCurrentThread(op)) {
        _Py_atomic_store_uint32_relaxed(&op->ob_ref_local, next);
    }
    else {
        _Py_atomic_add_ssize(&op->ob_ref_shared, (1 << _Py_REF_SHARED_SHIFT));
    }
#else
    uint32_t count = op->ob_refcnt;
    if (count >= _Py_IMMORTAL_INITIAL_REFCNT) {
        return;
    }
    op->ob_refcnt = count + 1;
#endif
}

static inline Py_ALWAYS_INLINE void Py_DECREF(PyObject *op) {
#if defined(Py_LIMITED_API) && (Py_LIMITED_API+0 >= 0x030c0000 || defined(Py_REF_DEBUG))
#  if Py_LIMITED_API+0 >= 0x030a00A7
    _Py_DecRef(op);
#  else
    Py_DecRef(op);
#  endif
#elif defined(Py_GIL_DISABLED)
    uint32_t own = _Py_atomic_load_uint32_relaxed(&op->ob_ref_local);
    if (own == _Py_IMMORTAL_REFCNT_LOCAL) {
        return;
    }
    if (!_Py_IsOwnedByCurrentThread(op)) {
        _Py_DecRefShared(op);
        return;
    }
    _Py_atomic_store_uint32_relaxed(&op->ob_ref_local, own - 1);
    if (own == 1) {
        _Py_MergeZeroLocalRefcount(op);
    }
#else
    if (_Py_IsImmortal(op)) {
        return;
    }
    if (--op->ob_refcnt == 0) {
        _Py_Dealloc(op);
    }
#endif
}
#define Py_DECREF(op) Py_DECREF(_PyObject_CAST(op))

/* The variable is NULL before the object goes: what its deallocation runs must not find it again. `op` is evaluated once. */
#define Py_CLEAR(op) \
    do { \
        _Py_TYPEOF(op) *_clear_at = &(op); \
        _Py_TYPEOF(op) _clear_old = (*_clear_at); \
        if (_clear_old != NULL) { \
            *_clear_at = _Py_NULL; \
            Py_DECREF(_clear_old); \
        } \
    } while (0)

static inline void Py_XINCREF(PyObject *op) {
    if (op != _Py_NULL) {
        (Py_INCREF)(op);
    }
}

static inline void Py_XDECREF(PyObject *op) {
    if (op != _Py_NULL) {
        (Py_DECREF)(op);
    }
}

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030b0000
#  define Py_INCREF(op) Py_INCREF(_PyObject_CAST(op))
#  define Py_XINCREF(op) Py_XINCREF(_PyObject_CAST(op))
#  define Py_XDECREF(op) Py_XDECREF(_PyObject_CAST(op))
#  define Py_SET_REFCNT(ob, refcnt) Py_SET_REFCNT(_PyObject_CAST(ob), (refcnt))
#endif

static inline PyObject *_Py_NewRef(PyObject *obj) {
    (Py_INCREF)(obj);
    return obj;
}

static inline PyObject *_Py_XNewRef(PyObject *obj) {
    (Py_XINCREF)(obj);
    return obj;
}

/* They are functions of the library too: the macros hide them. */
#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030b0000
#  define Py_NewRef(obj) _Py_NewRef(_PyObject_CAST(obj))
#  define Py_XNewRef(obj) _Py_XNewRef(_PyObject_CAST(obj))
#else
#  define Py_NewRef(obj) _Py_NewRef(obj)
#  define Py_XNewRef(obj) _Py_XNewRef(obj)
#endif
