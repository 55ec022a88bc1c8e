/* Types. */
@begin
@types
@constants
@declarations

static inline void *_PyType_GetModuleState(PyTypeObject *type)
{
    assert(PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) && ((PyHeapTypeObject *)type)->ht_module != NULL);
    return ((PyModuleObject *)((PyHeapTypeObject *)type)->ht_module)->md_state;
}

static inline int _PyType_IsReady(PyTypeObject *type)
{
    return _PyType_GetDict(type) != NULL;
}

static inline PyObject **_PyStaticType_GET_WEAKREFS_LISTPTR(managed_static_type_state *state)
{
    assert(state != NULL);
    return &state->tp_weaklist;
}
