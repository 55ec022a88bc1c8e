/* Interpreters: who ends them. */
@begin
@types
@constants
@declarations

static inline PyThreadState *_PyInterpreterState_GetFinalizing(PyInterpreterState *interp)
{
    return (PyThreadState *)_Py_atomic_load_ptr_relaxed(&interp->_finalizing);
}

static inline unsigned long _PyInterpreterState_GetFinalizingID(PyInterpreterState *interp)
{
    return _Py_atomic_load_ulong_relaxed(&interp->_finalizing_id);
}

static inline void _PyInterpreterState_SetFinalizing(PyInterpreterState *interp, PyThreadState *tstate)
{
    _Py_atomic_store_ptr_relaxed(&interp->_finalizing, tstate);
    _Py_atomic_store_ulong_relaxed(&interp->_finalizing_id, tstate == NULL ? 0 : tstate->thread_id);
}
