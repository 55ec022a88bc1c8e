/* References on the interpreter's stack: an object, and in the lowest bit whether somebody else counts it; or an integer, with both bits set. */
@begin
@types
@constants
@declarations

static const _PyStackRef PyStackRef_NULL = {.bits = Py_TAG_REFCNT};
#define PyStackRef_None ((_PyStackRef){.bits = (uintptr_t)&_Py_NoneStruct | Py_TAG_REFCNT})
#define PyStackRef_True ((_PyStackRef){.bits = (uintptr_t)&_Py_TrueStruct | Py_TAG_REFCNT})
#define PyStackRef_False ((_PyStackRef){.bits = (uintptr_t)&_Py_FalseStruct | Py_TAG_REFCNT})
#define PyStackRef_IsNull(stackref) ((stackref).bits == PyStackRef_NULL.bits)
#define PyStackRef_IsNone(ref) ((ref).bits == PyStackRef_None.bits)
#define PyStackRef_IsTrue(ref) ((ref).bits == PyStackRef_True.bits)
#define PyStackRef_IsFalse(ref) ((ref).bits == PyStackRef_False.bits)

/* An integer of two bits less. */
static inline bool PyStackRef_IsTaggedInt(_PyStackRef i) { return (i.bits & Py_INT_TAG) == Py_INT_TAG; }
static inline intptr_t PyStackRef_UntagInt(_PyStackRef i)
{
    assert(PyStackRef_IsTaggedInt(i));
    return (intptr_t)i.bits >> 2;
}

static inline _PyStackRef PyStackRef_TagInt(intptr_t i)
{
    _PyStackRef made = {.bits = (uintptr_t)i << 2 | Py_INT_TAG};
    assert(PyStackRef_UntagInt(made) == i);
    return made;
}

static inline PyObject *PyStackRef_AsPyObjectBorrow(_PyStackRef ref)
{
    assert(!PyStackRef_IsTaggedInt(ref));
    return (PyObject *)(ref.bits & ~(uintptr_t)Py_TAG_REFCNT);
}

/* Somebody else counts it, whatever it is. */
static inline _PyStackRef PyStackRef_FromPyObjectBorrow(PyObject *obj)
{
    return (_PyStackRef){.bits = (uintptr_t)obj | Py_TAG_REFCNT};
}

static inline _PyStackRef PyStackRef_Borrow(_PyStackRef ref)
{
    return (_PyStackRef){.bits = ref.bits | Py_TAG_REFCNT};
}

#ifndef Py_GIL_DISABLED
#  define BITS_TO_PTR(REF) ((PyObject *)(REF).bits)
#  define BITS_TO_PTR_MASKED(REF) ((PyObject *)((REF).bits & ~(uintptr_t)Py_TAG_REFCNT))
#  define PyStackRef_CheckValid(REF)

static inline _PyStackRef PyStackRef_FromPyObjectImmortal(PyObject *obj)
{
    assert(_Py_IsImmortal(obj));
    return PyStackRef_FromPyObjectBorrow(obj);
}

/* Is the reference one that the object's count knows? */
static inline int PyStackRef_RefcountOnObject(_PyStackRef ref)
{
    return (ref.bits & Py_TAG_REFCNT) == 0;
}

static inline bool PyStackRef_IsNullOrInt(_PyStackRef ref)
{
    return PyStackRef_IsNull(ref) || PyStackRef_IsTaggedInt(ref);
}

static inline _PyStackRef PyStackRef_FromPyObjectSteal(PyObject *obj)
{
    return (_PyStackRef){.bits = (uintptr_t)obj | (obj->ob_flags & Py_TAG_REFCNT)};
}

static inline _PyStackRef PyStackRef_FromPyObjectStealMortal(PyObject *obj)
{
    assert(!_Py_IsImmortal(obj));
    return (_PyStackRef){.bits = (uintptr_t)obj};
}

static inline _PyStackRef _PyStackRef_FromPyObjectNewMortal(PyObject *obj)
{
    _Py_INCREF_MORTAL(obj);
    return (_PyStackRef){.bits = (uintptr_t)obj};
}

static inline _PyStackRef _PyStackRef_FromPyObjectNew(PyObject *obj)
{
    return _Py_IsImmortal(obj) ? PyStackRef_FromPyObjectBorrow(obj) : _PyStackRef_FromPyObjectNewMortal(obj);
}
#  define PyStackRef_FromPyObjectNew(obj) _PyStackRef_FromPyObjectNew(_PyObject_CAST(obj))
#  define PyStackRef_FromPyObjectNewMortal(obj) _PyStackRef_FromPyObjectNewMortal(_PyObject_CAST(obj))

static inline PyObject *PyStackRef_AsPyObjectSteal(_PyStackRef ref)
{
    return PyStackRef_RefcountOnObject(ref) ? BITS_TO_PTR(ref) : Py_NewRef(PyStackRef_AsPyObjectBorrow(ref));
}

static inline _PyStackRef PyStackRef_DUP(_PyStackRef ref)
{
    if (PyStackRef_RefcountOnObject(ref)) {
        _Py_INCREF_MORTAL(BITS_TO_PTR(ref));
    }
    return ref;
}

static inline void PyStackRef_CLOSE(_PyStackRef ref)
{
    assert(!PyStackRef_IsNull(ref));
    if (PyStackRef_RefcountOnObject(ref)) {
        Py_DECREF_MORTAL(BITS_TO_PTR(ref));
    }
}

static inline void PyStackRef_CLOSE_SPECIALIZED(_PyStackRef ref, destructor destruct)
{
    assert(!PyStackRef_IsNull(ref));
    if (PyStackRef_RefcountOnObject(ref)) {
        Py_DECREF_MORTAL_SPECIALIZED(BITS_TO_PTR(ref), destruct);
    }
}

static inline void PyStackRef_XCLOSE(_PyStackRef ref)
{
    /* nothing counts as a reference that somebody else counts */
    if (PyStackRef_RefcountOnObject(ref)) {
        Py_DECREF_MORTAL(BITS_TO_PTR(ref));
    }
}

#else
/* Here the bit says that the reference is deferred, which comes to the same for those who only pass references on. */
static inline _PyStackRef PyStackRef_FromPyObjectNew(PyObject *obj)
{
    return _Py_IsImmortal(obj) || _PyObject_HasDeferredRefcount(obj)
        ? PyStackRef_FromPyObjectBorrow(obj) : (_PyStackRef){.bits = (uintptr_t)Py_NewRef(obj)};
}
#  define PyStackRef_FromPyObjectNew(obj) PyStackRef_FromPyObjectNew(_PyObject_CAST(obj))
#  define PyStackRef_FromPyObjectNewMortal(obj) PyStackRef_FromPyObjectNew(obj)

static inline _PyStackRef _PyStackRef_FromPyObjectSteal(PyObject *obj)
{
    return (_PyStackRef){.bits = (uintptr_t)obj | (_Py_IsImmortal(obj) ? Py_TAG_REFCNT : 0)};
}
#  define PyStackRef_FromPyObjectSteal(obj) _PyStackRef_FromPyObjectSteal(_PyObject_CAST(obj))

static inline _PyStackRef PyStackRef_FromPyObjectStealMortal(PyObject *obj)
{
    return (_PyStackRef){.bits = (uintptr_t)obj};
}

static inline _PyStackRef PyStackRef_FromPyObjectImmortal(PyObject *obj)
{
    return PyStackRef_FromPyObjectBorrow(obj);
}
#  define PyStackRef_FromPyObjectImmortal(obj) PyStackRef_FromPyObjectImmortal(_PyObject_CAST(obj))

#  define PyStackRef_IsDeferred(ref) (((ref).bits & Py_TAG_REFCNT) != 0)
#  define PyStackRef_IsNullOrInt(stackref) (PyStackRef_IsNull(stackref) || PyStackRef_IsTaggedInt(stackref))

static inline PyObject *PyStackRef_NotDeferred_AsPyObject(_PyStackRef stackref)
{
    assert(!PyStackRef_IsDeferred(stackref));
    return (PyObject *)stackref.bits;
}

static inline PyObject *PyStackRef_AsPyObjectSteal(_PyStackRef ref)
{
    PyObject *obj = PyStackRef_AsPyObjectBorrow(ref);
    return PyStackRef_IsDeferred(ref) ? Py_NewRef(obj) : obj;
}

static inline _PyStackRef PyStackRef_DUP(_PyStackRef ref)
{
    if (!PyStackRef_IsDeferred(ref)) {
        Py_INCREF(PyStackRef_NotDeferred_AsPyObject(ref));
    }
    return ref;
}

static inline _PyStackRef PyStackRef_AsStrongReference(_PyStackRef stackref)
{
    return PyStackRef_FromPyObjectStealMortal(PyStackRef_AsPyObjectSteal(stackref));
}

#  define PyStackRef_CLOSE(REF) \
    do { \
        _PyStackRef _closed = (REF); \
        if (!PyStackRef_IsDeferred(_closed)) { \
            Py_DECREF(PyStackRef_NotDeferred_AsPyObject(_closed)); \
        } \
    } while (0)
#  define PyStackRef_XCLOSE(stackref) PyStackRef_CLOSE(stackref)

static inline void PyStackRef_CLOSE_SPECIALIZED(_PyStackRef ref, destructor destruct)
{
    (void)destruct;
    PyStackRef_CLOSE(ref);
}
#endif

#define PyStackRef_AsPyObjectNew(stackref) Py_NewRef(PyStackRef_AsPyObjectBorrow(stackref))
#define PyStackRef_Is(a, b) (PyStackRef_AsPyObjectBorrow(a) == PyStackRef_AsPyObjectBorrow(b))
#define PyStackRef_TYPE(stackref) \
    (PyStackRef_IsTaggedInt(stackref) ? &PyLong_Type : Py_TYPE(PyStackRef_AsPyObjectBorrow(stackref)))

/* May the reference be kept where nobody sees that it is borrowed? */
static inline bool PyStackRef_IsHeapSafe(_PyStackRef ref)
{
    return (ref.bits & Py_TAG_REFCNT) == 0 || PyStackRef_IsNull(ref) || PyStackRef_IsTaggedInt(ref)
        || _Py_IsImmortal(PyStackRef_AsPyObjectBorrow(ref));
}

static inline _PyStackRef PyStackRef_MakeHeapSafe(_PyStackRef ref)
{
    if (PyStackRef_IsHeapSafe(ref)) {
        return ref;
    }
    return (_PyStackRef){.bits = (uintptr_t)PyStackRef_AsPyObjectNew(ref)};
}

#define PyStackRef_CLEAR(REF) \
    do { \
        _PyStackRef *_cleared = &(REF); \
        _PyStackRef _before = *_cleared; \
        *_cleared = PyStackRef_NULL; \
        PyStackRef_XCLOSE(_before); \
    } while (0)

#define PyStackRef_XSETREF(dst, src) \
    do { \
        _PyStackRef *_set = &(dst); \
        _PyStackRef _before = *_set; \
        *_set = (src); \
        PyStackRef_XCLOSE(_before); \
    } while (0)

/* In a `tp_traverse`. */
#define _Py_VISIT_STACKREF(ref) \
    do { \
        if (!PyStackRef_IsNullOrInt(ref)) { \
            Py_VISIT(PyStackRef_AsPyObjectBorrow(ref)); \
        } \
    } while (0)

static inline bool PyStackRef_GenCheck(_PyStackRef stackref) { return PyGen_Check(PyStackRef_AsPyObjectBorrow(stackref)); }
static inline bool PyStackRef_BoolCheck(_PyStackRef stackref) { return PyBool_Check(PyStackRef_AsPyObjectBorrow(stackref)); }
static inline bool PyStackRef_CodeCheck(_PyStackRef stackref) { return PyCode_Check(PyStackRef_AsPyObjectBorrow(stackref)); }
static inline bool PyStackRef_FunctionCheck(_PyStackRef stackref) { return PyFunction_Check(PyStackRef_AsPyObjectBorrow(stackref)); }
static inline bool PyStackRef_ExceptionInstanceCheck(_PyStackRef stackref)
{
    return PyExceptionInstance_Check(PyStackRef_AsPyObjectBorrow(stackref));
}

static inline bool PyStackRef_LongCheck(_PyStackRef stackref)
{
    return PyStackRef_IsTaggedInt(stackref) || PyLong_Check(PyStackRef_AsPyObjectBorrow(stackref));
}

/* A reference in C's own variables, which the collector of the free-threaded build has to know of. */
static inline void _PyThreadState_PushCStackRef(PyThreadState *tstate, _PyCStackRef *ref)
{
#ifdef Py_GIL_DISABLED
    _PyThreadStateImpl *state = (_PyThreadStateImpl *)tstate;
    ref->next = state->c_stack_refs;
    state->c_stack_refs = ref;
#else
    (void)tstate;
#endif
    ref->ref = PyStackRef_NULL;
}

static inline void _PyThreadState_PushCStackRefNew(PyThreadState *tstate, _PyCStackRef *ref, PyObject *obj)
{
    _PyThreadState_PushCStackRef(tstate, ref);
    ref->ref = PyStackRef_FromPyObjectNew(obj);
}

/* The caller's from now on. */
static inline _PyStackRef _PyThreadState_PopCStackRefSteal(PyThreadState *tstate, _PyCStackRef *ref)
{
#ifdef Py_GIL_DISABLED
    _PyThreadStateImpl *state = (_PyThreadStateImpl *)tstate;
    assert(state->c_stack_refs == ref);
    state->c_stack_refs = ref->next;
#else
    (void)tstate;
#endif
    return ref->ref;
}

static inline void _PyThreadState_PopCStackRef(PyThreadState *tstate, _PyCStackRef *ref)
{
    PyStackRef_XCLOSE(_PyThreadState_PopCStackRefSteal(tstate, ref));
}
