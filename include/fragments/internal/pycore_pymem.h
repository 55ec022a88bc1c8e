/* Memory: what freed memory is filled with in a debug build. */
@begin
@types
@constants
@declarations

static inline int _PyMem_IsPtrFreed(const void *ptr)
{
    uintptr_t value = (uintptr_t)ptr;
    return value == 0 || value == (uintptr_t)0xCDCDCDCDCDCDCDCD || value == (uintptr_t)0xDDDDDDDDDDDDDDDD
        || value == (uintptr_t)0xFDFDFDFDFDFDFDFD;
}

static inline int _PyMem_IsULongFreed(unsigned long value)
{
    return _PyMem_IsPtrFreed((const void *)value);
}

#ifndef Py_GIL_DISABLED
/* Nobody can be looking at it. */
static inline void _PyObject_XDecRefDelayed(PyObject *obj)
{
    Py_XDECREF(obj);
}
#endif
