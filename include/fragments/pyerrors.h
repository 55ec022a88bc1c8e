/* The error indicator and the exceptions. */
@begin
@declarations
#define PyExceptionClass_Check(x) \
    (PyType_Check((x)) && PyType_FastSubclass((PyTypeObject *)(x), Py_TPFLAGS_BASE_EXC_SUBCLASS))
#define PyExceptionInstance_Check(x) PyType_FastSubclass(Py_TYPE(x), Py_TPFLAGS_BASE_EXC_SUBCLASS)
#define PyExceptionInstance_Class(x) _PyObject_CAST(Py_TYPE(x))
#define _PyBaseExceptionGroup_Check(x) PyObject_TypeCheck((x), (PyTypeObject *)PyExc_BaseExceptionGroup)
#ifdef Py_LIMITED_API
#  define PyErr_BadInternalCall() PyErr_BadInternalCall()
#else
#  define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)
#endif
