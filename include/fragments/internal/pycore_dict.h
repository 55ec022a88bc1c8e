/* Dictionaries: what only the interpreter does with them. */
@begin
@types
@constants
#ifndef Py_GIL_DISABLED
/* As types are, in pycore_object.h. */
#  define _Py_INCREF_DICT Py_INCREF
#  define _Py_DECREF_DICT Py_DECREF
#  define _Py_INCREF_BUILTINS Py_INCREF
#  define _Py_DECREF_BUILTINS Py_DECREF
#else
/* The stock library counts these by thread; what is counted as always comes to the same. */
static inline void _Py_INCREF_DICT(PyObject *op) { Py_INCREF(op); }
static inline void _Py_DECREF_DICT(PyObject *op) { Py_DECREF(op); }
static inline void _Py_INCREF_BUILTINS(PyObject *op) { Py_INCREF(op); }
static inline void _Py_DECREF_BUILTINS(PyObject *op) { Py_DECREF(op); }
#endif
@declarations
