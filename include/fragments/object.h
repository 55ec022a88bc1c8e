/* What every object begins with, type slots, and the questions that may be asked of any object. */
#include "pytypedefs.h"
@begin
#if defined(Py_DEBUG) && !defined(Py_REF_DEBUG)
#  define Py_REF_DEBUG
#endif

/* The first member of an object's struct. */
#define PyObject_HEAD PyObject ob_base;
#define PyObject_VAR_HEAD PyVarObject ob_base;
#define _PyObject_EXTRA_INIT

/* Initialisers of static objects, which are immortal. */
#ifdef Py_GIL_DISABLED
#  define PyObject_HEAD_INIT(type) \
    { 0, _Py_STATICALLY_ALLOCATED_FLAG, { 0 }, 0, _Py_IMMORTAL_REFCNT_LOCAL, 0, (type), },
#else
#  define PyObject_HEAD_INIT(type) { { _Py_STATIC_IMMORTAL_INITIAL_REFCNT }, (type) },
#endif
#define PyVarObject_HEAD_INIT(type, size) { PyObject_HEAD_INIT(type) (size) },
#define Py_INVALID_SIZE (Py_ssize_t)-1
@types
@constants
@declarations

/* Takes only what can be an object, `const` or a struct that begins with one. */
#define _PyObject_CAST(op) _Py_CAST(PyObject *, (op))
#define _PyVarObject_CAST(op) _Py_CAST(PyVarObject *, (op))
#define Py_Is(x, y) ((x) == (y))

#if defined(Py_GIL_DISABLED) && !defined(Py_LIMITED_API)
/* A number that no other live thread has: the thread pointer. */
static inline uintptr_t _Py_ThreadId(void) {
#  if defined(__x86_64__)
    uintptr_t id;
    __asm__("{movq %%fs:0, %0|mov %0, qword ptr fs:[0]}" : "=r"(id));
    return id;
#  elif _Py__has_builtin(__builtin_thread_pointer) || defined(__aarch64__)
    return (uintptr_t)__builtin_thread_pointer();
#  else
    return _Py_GetThreadLocal_Addr();
#  endif
}

static inline Py_ALWAYS_INLINE int _Py_IsOwnedByCurrentThread(PyObject *ob) {
    return _Py_atomic_load_uintptr_relaxed(&ob->ob_tid) == _Py_ThreadId();
}
#endif

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030e0000
static inline PyTypeObject *_Py_TYPE(PyObject *ob) {
    return ob->ob_type;
}
#  if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030b0000
#    define Py_TYPE(ob) _Py_TYPE(_PyObject_CAST(ob))
#  else
#    define Py_TYPE(ob) _Py_TYPE(ob)
#  endif
#endif

/* Not of an int, nor of a bool: theirs is not a size. */
static inline Py_ssize_t Py_SIZE(PyObject *ob) {
    assert(Py_TYPE(ob) != &PyLong_Type);
    assert(Py_TYPE(ob) != &PyBool_Type);
    return _PyVarObject_CAST(ob)->ob_size;
}

static inline int Py_IS_TYPE(PyObject *ob, PyTypeObject *type) {
    return Py_TYPE(ob) == type;
}

static inline void Py_SET_TYPE(PyObject *ob, PyTypeObject *type) {
    ob->ob_type = type;
}

static inline void Py_SET_SIZE(PyVarObject *ob, Py_ssize_t size) {
    assert(Py_TYPE(_PyObject_CAST(ob)) != &PyLong_Type);
    assert(Py_TYPE(_PyObject_CAST(ob)) != &PyBool_Type);
#ifdef Py_GIL_DISABLED
    _Py_atomic_store_ssize_relaxed(&ob->ob_size, size);
#else
    ob->ob_size = size;
#endif
}

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030e0000
#  define Py_TP_USE_SPEC NULL
#endif

static inline int PyObject_TypeCheck(PyObject *ob, PyTypeObject *type) {
    return Py_IS_TYPE(ob, type) || PyType_IsSubtype(Py_TYPE(ob), type);
}

/* Up to 3.10 the cast to an object was part of the promise. */
#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030b0000
#  define Py_SIZE(ob) Py_SIZE(_PyObject_CAST(ob))
#  define Py_IS_TYPE(ob, type) Py_IS_TYPE(_PyObject_CAST(ob), (type))
#  define Py_SET_TYPE(ob, type) Py_SET_TYPE(_PyObject_CAST(ob), type)
#  define Py_SET_SIZE(ob, size) Py_SET_SIZE(_PyVarObject_CAST(ob), (size))
#  define PyObject_TypeCheck(ob, type) PyObject_TypeCheck(_PyObject_CAST(ob), (type))
#endif

#if defined(Py_LIMITED_API) && Py_LIMITED_API+0 >= 0x030d0000
#  define Py_None Py_GetConstantBorrowed(Py_CONSTANT_NONE)
#  define Py_NotImplemented Py_GetConstantBorrowed(Py_CONSTANT_NOT_IMPLEMENTED)
#else
#  define Py_None (&_Py_NoneStruct)
#  define Py_NotImplemented (&_Py_NotImplementedStruct)
#endif
#define Py_IsNone(x) Py_Is((x), Py_None)
/* Since 3.12 they are immortal. */
#if defined(Py_LIMITED_API) && Py_LIMITED_API+0 < 0x030c0000
#  define Py_RETURN_NONE return Py_NewRef(Py_None)
#  define Py_RETURN_NOTIMPLEMENTED return Py_NewRef(Py_NotImplemented)
#else
#  define Py_RETURN_NONE return Py_None
#  define Py_RETURN_NOTIMPLEMENTED return Py_NotImplemented
#endif

#define Py_RETURN_RICHCOMPARE(val1, val2, op) \
    do { \
        switch (op) { \
        case Py_LT: if ((val1) < (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; \
        case Py_LE: if ((val1) <= (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; \
        case Py_EQ: if ((val1) == (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; \
        case Py_NE: if ((val1) != (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; \
        case Py_GT: if ((val1) > (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; \
        case Py_GE: if ((val1) >= (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; \
        default: Py_UNREACHABLE(); \
        } \
    } while (0)

@cpython

static inline int PyType_HasFeature(PyTypeObject *type, unsigned long feature) {
    unsigned long flags;
#ifdef Py_LIMITED_API
    flags = PyType_GetFlags(type);
#elif defined(Py_GIL_DISABLED)
    flags = _Py_atomic_load_ulong_relaxed(&type->tp_flags);
#else
    flags = type->tp_flags;
#endif
    return (flags & feature) != 0;
}

#define PyType_FastSubclass(type, flag) PyType_HasFeature((type), (flag))

static inline int PyType_Check(PyObject *op) {
    return PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_TYPE_SUBCLASS);
}

static inline int PyType_CheckExact(PyObject *op) {
    return Py_IS_TYPE(op, &PyType_Type);
}

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030b0000
#  define PyType_Check(op) PyType_Check(_PyObject_CAST(op))
#  define PyType_CheckExact(op) PyType_CheckExact(_PyObject_CAST(op))
#endif
#define _PyType_CAST(op) (assert(PyType_Check(op)), _Py_CAST(PyTypeObject *, (op)))
