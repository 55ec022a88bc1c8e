/* The runtime: who ends it. */
@begin
@types
@constants
@declarations

static inline PyThreadState *_PyRuntimeState_GetFinalizing(_PyRuntimeState *runtime)
{
    return (PyThreadState *)_Py_atomic_load_ptr_relaxed(&runtime->_finalizing);
}

static inline unsigned long _PyRuntimeState_GetFinalizingID(_PyRuntimeState *runtime)
{
    return _Py_atomic_load_ulong_relaxed(&runtime->_finalizing_id);
}

static inline void _PyRuntimeState_SetFinalizing(_PyRuntimeState *runtime, PyThreadState *tstate)
{
    _Py_atomic_store_ptr_relaxed(&runtime->_finalizing, tstate);
    _Py_atomic_store_ulong_relaxed(&runtime->_finalizing_id, tstate == NULL ? 0 : tstate->thread_id);
}
