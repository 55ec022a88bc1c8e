/* Who runs: the thread's state is the library's to know. */
@begin
@types
@constants
@declarations

static inline PyThreadState *_PyThreadState_GET(void)
{
    return _PyThreadState_GetCurrent();
}

static inline int _PyThreadState_IsAttached(PyThreadState *tstate)
{
    return _Py_atomic_load_int_relaxed(&tstate->state) == _Py_THREAD_ATTACHED;
}

static inline void _Py_EnsureFuncTstateNotNULL(const char *func, PyThreadState *tstate)
{
    if (tstate == NULL) {
        _Py_FatalErrorFunc(func,
            "the function must be called with the GIL held, after Python initialization and before Python finalization, "
            "but the GIL is released (the current Python thread state is NULL)");
    }
}
#define _Py_EnsureTstateNotNULL(tstate) _Py_EnsureFuncTstateNotNULL(__func__, (tstate))

static inline void _Py_AssertHoldsTstateFunc(const char *func)
{
    _Py_EnsureFuncTstateNotNULL(func, _PyThreadState_GET());
}
#ifdef Py_DEBUG
#  define _Py_AssertHoldsTstate() _Py_AssertHoldsTstateFunc(__func__)
#else
#  define _Py_AssertHoldsTstate()
#endif

static inline PyInterpreterState *_PyInterpreterState_GET(void)
{
    return _PyThreadState_GET()->interp;
}

static inline int _Py_IsMainInterpreter(PyInterpreterState *interp)
{
    return interp == _PyInterpreterState_Main();
}

static inline uintptr_t _Py_get_machine_stack_pointer(void)
{
    return (uintptr_t)__builtin_frame_address(0);
}

/* How many margins of stack are left. */
static inline intptr_t _Py_RecursionLimit_GetMargin(PyThreadState *tstate)
{
    _PyThreadStateImpl *state = (_PyThreadStateImpl *)tstate;
    intptr_t left = (intptr_t)(_Py_get_machine_stack_pointer() - state->c_stack_soft_limit);
    return left >> _PyOS_STACK_MARGIN_SHIFT;
}

#define HEAD_LOCK(runtime) PyMutex_Lock(&(runtime)->interpreters.mutex)
#define HEAD_UNLOCK(runtime) PyMutex_Unlock(&(runtime)->interpreters.mutex)
#define _Py_FOR_EACH_TSTATE_UNLOCKED(interp, t) \
    for (PyThreadState *t = (interp)->threads.head; t != NULL; t = t->next)
#define _Py_FOR_EACH_TSTATE_BEGIN(interp, t) HEAD_LOCK(&_PyRuntime); _Py_FOR_EACH_TSTATE_UNLOCKED(interp, t)
#define _Py_FOR_EACH_TSTATE_END(interp) HEAD_UNLOCK(&_PyRuntime)
