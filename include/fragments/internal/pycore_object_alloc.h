/* Memory for objects, by their type: what the type says matters where threads are free. */
@begin
@types
@constants
@declarations

static inline void *_PyObject_MallocWithType(PyTypeObject *tp, size_t size)
{
    (void)tp;
    return PyObject_Malloc(size);
}

static inline void *_PyObject_ReallocWithType(PyTypeObject *tp, void *ptr, size_t size)
{
    (void)tp;
    return PyObject_Realloc(ptr, size);
}
