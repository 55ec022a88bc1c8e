/* Types in full, and what only CPython has of objects. */
@begin
#ifndef Py_BUILD_CORE
/* A C string that becomes an interned str at first use. New code makes its own. */
#  define _Py_static_string_init(value) { .string = (value), .index = -1 }
#  define _Py_static_string(varname, value) static _Py_Identifier varname = _Py_static_string_init(value)
#  define _Py_IDENTIFIER(varname) _Py_static_string(PyId_##varname, #varname)
#endif
typedef struct _dictkeysobject PyDictKeysObject;
@types
@constants
@declarations

/* Sets the variable before the old object goes; evaluates `dst` once. */
#define Py_SETREF(dst, src) \
    do { \
        _Py_TYPEOF(dst) *_setref_at = &(dst); \
        _Py_TYPEOF(dst) _setref_old = (*_setref_at); \
        *_setref_at = (src); \
        Py_DECREF(_setref_old); \
    } while (0)
/* As Py_SETREF, where `dst` may be NULL. */
#define Py_XSETREF(dst, src) \
    do { \
        _Py_TYPEOF(dst) *_setref_at = &(dst); \
        _Py_TYPEOF(dst) _setref_old = (*_setref_at); \
        *_setref_at = (src); \
        Py_XDECREF(_setref_old); \
    } while (0)

#ifdef NDEBUG
#  define _PyObject_ASSERT_FROM(obj, expr, msg, filename, lineno, func) ((void)0)
#else
#  define _PyObject_ASSERT_FROM(obj, expr, msg, filename, lineno, func) \
    ((expr) ? (void)(0) : _PyObject_AssertFailed((obj), Py_STRINGIFY(expr), (msg), (filename), (lineno), (func)))
#endif
#define _PyObject_ASSERT_WITH_MSG(obj, expr, msg) _PyObject_ASSERT_FROM((obj), expr, (msg), __FILE__, __LINE__, __func__)
#define _PyObject_ASSERT(obj, expr) _PyObject_ASSERT_WITH_MSG((obj), expr, NULL)
#define _PyObject_ASSERT_FAILED_MSG(obj, msg) _PyObject_AssertFailed((obj), NULL, (msg), __FILE__, __LINE__, __func__)

/* _Py_Dealloc itself keeps deep structures from exhausting the stack. */
#define Py_TRASHCAN_BEGIN(op, dealloc)
#define Py_TRASHCAN_END
