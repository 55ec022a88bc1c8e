/* Objects: what only the interpreter does with them. */
@begin
@types
@constants
#ifndef Py_GIL_DISABLED
/* Types and code objects are counted like any other object. */
#  define _Py_INCREF_TYPE Py_INCREF
#  define _Py_DECREF_TYPE Py_DECREF
#  define _Py_INCREF_CODE Py_INCREF
#  define _Py_DECREF_CODE Py_DECREF
#else
/* The stock library counts these by thread; what is counted as always comes to the same. */
static inline void _Py_INCREF_TYPE(PyTypeObject *op) { Py_INCREF(op); }
static inline void _Py_DECREF_TYPE(PyTypeObject *op) { Py_DECREF(op); }
static inline void _Py_INCREF_CODE(PyCodeObject *op) { Py_INCREF(op); }
static inline void _Py_DECREF_CODE(PyCodeObject *op) { Py_DECREF(op); }
#endif
@declarations

#define _Py_IsImmortalLoose(op) _Py_IsImmortal(op)
#define _Py_FatalRefcountError(message) _Py_FatalRefcountErrorFunc(__func__, (message))

#ifdef Py_GIL_DISABLED
#  define _PyObject_HEAD_INIT(type) \
    { \
        .ob_flags = _Py_STATICALLY_ALLOCATED_FLAG, \
        .ob_gc_bits = _PyGC_BITS_DEFERRED, \
        .ob_ref_local = _Py_IMMORTAL_REFCNT_LOCAL, \
        .ob_type = (type), \
    }
#else
#  define _PyObject_HEAD_INIT(type) \
    { \
        .ob_refcnt = _Py_IMMORTAL_INITIAL_REFCNT, \
        .ob_flags = _Py_STATIC_FLAG_BITS, \
        .ob_type = (type), \
    }
#endif
#define _PyVarObject_HEAD_INIT(type, size) \
    { \
        .ob_base = _PyObject_HEAD_INIT(type), \
        .ob_size = size, \
    }

/* Tells whoever watches objects come and go. */
#define _PyReftracerTrack(obj, operation) \
    do { \
        PyRefTracer _watcher = _PyRuntime.ref_tracer.tracer_func; \
        if (_watcher != NULL) { \
            _watcher((obj), (operation), _PyRuntime.ref_tracer.tracer_data); \
        } \
    } while (0)

/* The collector's list is the library's: it puts the object there and takes it out. */
#define _PyObject_GC_TRACK(op) _PyObject_GC_TRACK(__FILE__, __LINE__, _PyObject_CAST(op))
#define _PyObject_GC_UNTRACK(op) _PyObject_GC_UNTRACK(__FILE__, __LINE__, _PyObject_CAST(op))

static inline void _Py_RefcntAdd(PyObject *op, Py_ssize_t n)
{
#ifdef Py_GIL_DISABLED
    for (; n > 0; n--) {
        Py_INCREF(op);
    }
#else
    if (!_Py_IsImmortal(op)) {
        Py_ssize_t sum = Py_REFCNT(op) + n;
        op->ob_refcnt = (uint32_t)(sum < (Py_ssize_t)_Py_IMMORTAL_MINIMUM_REFCNT ? sum : (Py_ssize_t)_Py_IMMORTAL_INITIAL_REFCNT);
    }
#endif
}
#define _Py_RefcntAdd(op, n) _Py_RefcntAdd(_PyObject_CAST(op), n)

static inline int _PyObject_IsUniquelyReferenced(PyObject *ob)
{
#ifdef Py_GIL_DISABLED
    return PyUnstable_Object_IsUniquelyReferenced(ob);
#else
    return Py_REFCNT(ob) == 1;
#endif
}

static inline void _Py_SetMortal(PyObject *op, short refcnt)
{
    if (op != NULL) {
        assert(_Py_IsImmortal(op));
#ifdef Py_GIL_DISABLED
        op->ob_tid = _Py_UNOWNED_TID;
        op->ob_ref_local = 0;
        op->ob_ref_shared = _Py_REF_SHARED(refcnt, _Py_REF_MERGED);
#else
        op->ob_refcnt = (uint32_t)refcnt;
#endif
    }
}

/* The last reference of what was to stay for ever. */
static inline void _Py_ClearImmortal(PyObject *op)
{
    if (op != NULL) {
        _Py_SetMortal(op, 1);
        Py_DECREF(op);
    }
}
#define _Py_ClearImmortal(op) \
    do { \
        _Py_ClearImmortal(_PyObject_CAST(op)); \
        op = NULL; \
    } while (0)

/* For those who know how such an object is freed. */
static inline void _Py_DECREF_SPECIALIZED(PyObject *op, const destructor destruct)
{
#ifdef Py_GIL_DISABLED
    (void)destruct;
    Py_DECREF(op);
#else
    if (!_Py_IsImmortal(op) && --op->ob_refcnt == 0) {
        _PyReftracerTrack(op, PyRefTracer_DESTROY);
        destruct(op);
    }
#endif
}

/* For those who know that it is not the last reference. */
static inline void _Py_DECREF_NO_DEALLOC(PyObject *op)
{
#ifdef Py_GIL_DISABLED
    Py_DECREF(op);
#else
    if (!_Py_IsImmortal(op)) {
        op->ob_refcnt--;
    }
#endif
}

#ifndef Py_GIL_DISABLED
/* For those who know that it is not there for ever. */
static inline void _Py_INCREF_MORTAL(PyObject *op)
{
    assert(!_Py_IsStaticImmortal(op));
    op->ob_refcnt++;
}

static inline void Py_DECREF_MORTAL(PyObject *op)
{
    assert(!_Py_IsStaticImmortal(op));
    if (--op->ob_refcnt == 0) {
        _Py_Dealloc(op);
    }
}
#define Py_DECREF_MORTAL(op) Py_DECREF_MORTAL(_PyObject_CAST(op))

static inline void Py_DECREF_MORTAL_SPECIALIZED(PyObject *op, destructor destruct)
{
    assert(!_Py_IsStaticImmortal(op));
    if (--op->ob_refcnt == 0) {
        _PyReftracerTrack(op, PyRefTracer_DESTROY);
        destruct(op);
    }
}
#define Py_DECREF_MORTAL_SPECIALIZED(op, destruct) Py_DECREF_MORTAL_SPECIALIZED(_PyObject_CAST(op), destruct)
#endif

/* A reference to what may be on its way out: 1, or 0. */
static inline int _Py_TryIncref(PyObject *op)
{
#ifdef Py_GIL_DISABLED
    return PyUnstable_TryIncRef(op);
#else
    if (Py_REFCNT(op) <= 0) {
        return 0;
    }
    Py_INCREF(op);
    return 1;
#endif
}

/* Alive while its finaliser runs; 1 at the end if it is to stay. */
static inline void _PyObject_ResurrectStart(PyObject *op)
{
    assert(Py_REFCNT(op) == 0);
    Py_SET_REFCNT(op, 1);
    _PyReftracerTrack(op, PyRefTracer_CREATE);
}

static inline int _PyObject_ResurrectEnd(PyObject *op)
{
    Py_SET_REFCNT(op, Py_REFCNT(op) - 1);
    if (Py_REFCNT(op) > 0) {
        return 1;
    }
    _PyReftracerTrack(op, PyRefTracer_DESTROY);
    return 0;
}

static inline int _PyType_HasFeature(PyTypeObject *type, unsigned long feature)
{
    return (FT_ATOMIC_LOAD_ULONG_RELAXED(type->tp_flags) & feature) != 0;
}

#define _PyType_IS_GC(t) _PyType_HasFeature((t), Py_TPFLAGS_HAVE_GC)

static inline int _PyType_SUPPORTS_WEAKREFS(PyTypeObject *type)
{
    return type->tp_weaklistoffset != 0;
}

/* What lies before an object of the type. */
static inline size_t _PyType_PreHeaderSize(PyTypeObject *tp)
{
    size_t size = 0;
#ifndef Py_GIL_DISABLED
    if (_PyType_IS_GC(tp)) {
        size += sizeof(PyGC_Head);
    }
#endif
    if (_PyType_HasFeature(tp, Py_TPFLAGS_PREHEADER)) {
        size += 2 * sizeof(PyObject *);
    }
    return size;
}

static inline int _PyObject_IS_GC(PyObject *obj)
{
    PyTypeObject *type = Py_TYPE(obj);
    return _PyType_IS_GC(type) && (type->tp_is_gc == NULL || type->tp_is_gc(obj));
}

static inline void _PyObject_Init(PyObject *op, PyTypeObject *typeobj)
{
    Py_SET_TYPE(op, typeobj);
    Py_INCREF(typeobj);
    _Py_NewReference(op);
}

static inline void _PyObject_InitVar(PyVarObject *op, PyTypeObject *typeobj, Py_ssize_t size)
{
    assert(typeobj != &PyLong_Type);
    Py_SET_SIZE(op, size);
    _PyObject_Init((PyObject *)op, typeobj);
}

/* A string knows its own. */
static inline Py_hash_t _PyObject_HashFast(PyObject *op)
{
    if (PyUnicode_CheckExact(op)) {
        Py_hash_t hash = ((PyASCIIObject *)op)->hash;
        if (hash != -1) {
            return hash;
        }
    }
    return PyObject_Hash(op);
}

/* Where the weak references to it begin; those to a type of the library are the interpreter's affair. */
static inline PyObject **_PyObject_GET_WEAKREFS_LISTPTR(PyObject *op)
{
    return PyObject_GET_WEAKREFS_LISTPTR(op);
}

static inline PyWeakReference **_PyObject_GET_WEAKREFS_LISTPTR_FROM_OFFSET(PyObject *op)
{
    return (PyWeakReference **)((char *)op + Py_TYPE(op)->tp_weaklistoffset);
}

static inline PyManagedDictPointer *_PyObject_ManagedDictPointer(PyObject *obj)
{
    assert(_PyType_HasFeature(Py_TYPE(obj), Py_TPFLAGS_MANAGED_DICT));
    return (PyManagedDictPointer *)((char *)obj + MANAGED_DICT_OFFSET);
}

static inline PyDictObject *_PyObject_GetManagedDict(PyObject *obj)
{
    return (PyDictObject *)FT_ATOMIC_LOAD_PTR_ACQUIRE(_PyObject_ManagedDictPointer(obj)->dict);
}

/* The values that an instance has without a dict, behind what its type says that it holds. */
static inline PyDictValues *_PyObject_InlineValues(PyObject *obj)
{
    assert(_PyType_HasFeature(Py_TYPE(obj), Py_TPFLAGS_INLINE_VALUES));
    return (PyDictValues *)((char *)obj + Py_TYPE(obj)->tp_basicsize);
}
