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
