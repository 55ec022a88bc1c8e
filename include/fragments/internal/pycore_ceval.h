/* What stands between the interpreter and those who call it. */
@begin
@types
@constants
@declarations

static inline int _Py_eval_breaker_bit_is_set(PyThreadState *tstate, uintptr_t bit)
{
    return (_Py_atomic_load_uintptr_relaxed(&tstate->eval_breaker) & bit) != 0;
}

static inline void _Py_set_eval_breaker_bit(PyThreadState *tstate, uintptr_t bit)
{
    _Py_atomic_or_uintptr(&tstate->eval_breaker, bit);
}

static inline void _Py_unset_eval_breaker_bit(PyThreadState *tstate, uintptr_t bit)
{
    _Py_atomic_and_uintptr(&tstate->eval_breaker, ~bit);
}

/* By the function that a program may have put in the interpreter's place. */
static inline PyObject *_PyEval_EvalFrame(PyThreadState *tstate, _PyInterpreterFrame *frame, int throwflag)
{
    _PyFrameEvalFunction other = tstate->interp->eval_frame;
    return other != NULL ? other(tstate, frame, throwflag) : _PyEval_EvalFrameDefault(tstate, frame, throwflag);
}

/* The machine's stack is what counts: below the soft limit, and not so far below that it must be another stack. */
static inline int _Py_MakeRecCheck(PyThreadState *tstate)
{
    _PyThreadStateImpl *state = (_PyThreadStateImpl *)tstate;
    uintptr_t here = _Py_get_machine_stack_pointer();
    return here < state->c_stack_soft_limit && here >= state->c_stack_soft_limit - 2 * _PyOS_STACK_MARGIN_BYTES;
}

static inline int _Py_ReachedRecursionLimit(PyThreadState *tstate)
{
    return _Py_get_machine_stack_pointer() < ((_PyThreadStateImpl *)tstate)->c_stack_soft_limit;
}

static inline int _Py_EnterRecursiveCallTstate(PyThreadState *tstate, const char *where)
{
    return _Py_MakeRecCheck(tstate) && _Py_CheckRecursiveCall(tstate, where);
}

static inline int _Py_EnterRecursiveCall(const char *where)
{
    return _Py_EnterRecursiveCallTstate(_PyThreadState_GET(), where);
}

static inline void _Py_LeaveRecursiveCallTstate(PyThreadState *tstate) { (void)tstate; }
static inline void _Py_LeaveRecursiveCall(void) {}
