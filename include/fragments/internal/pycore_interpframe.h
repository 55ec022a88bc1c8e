/* Reading the interpreter's frames. */
@begin
@types
@constants
@declarations

/* The code that a frame runs: every frame that is not the interpreter's own has one. */
static inline PyCodeObject *_PyFrame_GetCode(_PyInterpreterFrame *f)
{
    return (PyCodeObject *)(f->f_executable.bits & ~(uintptr_t)Py_TAG_REFCNT);
}

/* The first of the instructions that this thread runs of a frame's code. */
static inline _Py_CODEUNIT *_PyFrame_GetBytecode(_PyInterpreterFrame *f)
{
    PyCodeObject *code = _PyFrame_GetCode(f);
#ifdef Py_GIL_DISABLED
    return (_Py_CODEUNIT *)code->co_tlbc->entries[f->tlbc_index];
#else
    return (_Py_CODEUNIT *)code->co_code_adaptive;
#endif
}

/* Which instruction a frame is at, counted in code units. */
#define _PyInterpreterFrame_LASTI(IF) ((int)((IF)->instr_ptr - _PyFrame_GetBytecode(IF)))

/* Where the frame's evaluation stack begins: behind its variables. */
static inline _PyStackRef *_PyFrame_Stackbase(_PyInterpreterFrame *f)
{
    return f->localsplus + _PyFrame_GetCode(f)->co_nlocalsplus;
}

/* The variables, cells and free variables. */
static inline _PyStackRef *_PyFrame_GetLocalsArray(_PyInterpreterFrame *frame)
{
    return frame->localsplus;
}

/* Whether Python code must not see the frame: it is the interpreter's own, or has not come past making its cells and generator. */
static inline bool _PyFrame_IsIncomplete(_PyInterpreterFrame *frame)
{
    if (frame->owner >= FRAME_OWNED_BY_INTERPRETER) {
        return true;
    }
    if (frame->owner == FRAME_OWNED_BY_GENERATOR) {
        return false;
    }
    return _PyInterpreterFrame_LASTI(frame) < _PyFrame_GetCode(frame)->_co_firsttraceable;
}

/* The frame itself, or the next below it that is complete, or NULL. */
static inline _PyInterpreterFrame *_PyFrame_GetFirstComplete(_PyInterpreterFrame *frame)
{
    for (; frame != NULL; frame = frame->previous) {
        if (!_PyFrame_IsIncomplete(frame)) {
            return frame;
        }
    }
    return NULL;
}

/* The frame that a thread runs. */
static inline _PyInterpreterFrame *_PyThreadState_GetFrame(PyThreadState *tstate)
{
    return _PyFrame_GetFirstComplete(tstate->current_frame);
}

static inline PyFunctionObject *_PyFrame_GetFunction(_PyInterpreterFrame *f)
{
    return (PyFunctionObject *)PyStackRef_AsPyObjectBorrow(f->f_funcobj);
}

/* NULL where the frame is not, or no longer, one of code. */
static inline PyCodeObject *_PyFrame_SafeGetCode(_PyInterpreterFrame *f)
{
    PyObject *code;
    if (PyStackRef_IsNull(f->f_executable) || f->f_executable.bits == 0) {
        return NULL;
    }
    code = PyStackRef_AsPyObjectBorrow(f->f_executable);
    return _PyObject_IsFreed(code) || !PyCode_Check(code) ? NULL : (PyCodeObject *)code;
}

/* The offset in bytes; -1 where there is none. */
static inline int _PyFrame_SafeGetLasti(struct _PyInterpreterFrame *f)
{
    if (_PyFrame_SafeGetCode(f) == NULL || _PyMem_IsPtrFreed(f->instr_ptr)) {
        return -1;
    }
    return _PyInterpreterFrame_LASTI(f) * (int)sizeof(_Py_CODEUNIT);
}

static inline _PyStackRef _PyFrame_StackPeek(_PyInterpreterFrame *f)
{
    assert(f->stackpointer > _PyFrame_Stackbase(f));
    return f->stackpointer[-1];
}

static inline _PyStackRef _PyFrame_StackPop(_PyInterpreterFrame *f)
{
    assert(f->stackpointer > _PyFrame_Stackbase(f));
    return *--f->stackpointer;
}

static inline void _PyFrame_StackPush(_PyInterpreterFrame *f, _PyStackRef value)
{
    *f->stackpointer++ = value;
}

/* Takes the stack pointer out of the frame: whoever holds it puts it back. */
static inline _PyStackRef *_PyFrame_GetStackPointer(_PyInterpreterFrame *frame)
{
    _PyStackRef *top = frame->stackpointer;
    assert(top != NULL);
    frame->stackpointer = NULL;
    return top;
}

static inline void _PyFrame_SetStackPointer(_PyInterpreterFrame *frame, _PyStackRef *stack_pointer)
{
    assert(frame->stackpointer == NULL);
    frame->stackpointer = stack_pointer;
}

static inline int _PyFrame_NumSlotsForCodeObject(PyCodeObject *code)
{
    assert(code->co_framesize >= (int)FRAME_SPECIALS_SIZE);
    return code->co_framesize - (int)FRAME_SPECIALS_SIZE;
}

/* Moves a frame, which owns what it holds from then on at the other place. */
static inline void _PyFrame_Copy(_PyInterpreterFrame *src, _PyInterpreterFrame *dest)
{
    size_t held = (size_t)(src->stackpointer - src->localsplus);
    memcpy(dest, src, offsetof(_PyInterpreterFrame, localsplus) + held * sizeof(_PyStackRef));
    dest->stackpointer = dest->localsplus + held;
    /* a frame is copied where it is the first of its own chain */
    dest->previous = NULL;
}

/* Takes over the function and the locals; variables from `null_locals_from` on are empty. */
static inline void
_PyFrame_Initialize(PyThreadState *tstate, _PyInterpreterFrame *frame, _PyStackRef func, PyObject *locals,
    PyCodeObject *code, int null_locals_from, _PyInterpreterFrame *previous)
{
    PyFunctionObject *function = (PyFunctionObject *)PyStackRef_AsPyObjectBorrow(func);
    (void)tstate;
    frame->previous = previous;
    frame->f_funcobj = func;
    frame->f_executable = PyStackRef_FromPyObjectNew(code);
    frame->f_globals = function->func_globals;
    frame->f_builtins = function->func_builtins;
    frame->f_locals = locals;
    frame->frame_obj = NULL;
#ifdef Py_GIL_DISABLED
    frame->tlbc_index = 0;
#endif
    frame->instr_ptr = _PyFrame_GetBytecode(frame);
    frame->stackpointer = frame->localsplus + code->co_nlocalsplus;
    frame->return_offset = 0;
    frame->owner = FRAME_OWNED_BY_THREAD;
    frame->visited = 0;
    for (int i = null_locals_from; i < code->co_nlocalsplus; i++) {
        frame->localsplus[i] = PyStackRef_NULL;
    }
}

static inline bool _PyThreadState_HasStackSpace(PyThreadState *tstate, int size)
{
    return tstate->datastack_top != NULL && size < tstate->datastack_limit - tstate->datastack_top;
}

/* For those who have asked whether there is room. */
static inline _PyInterpreterFrame *
_PyFrame_PushUnchecked(PyThreadState *tstate, _PyStackRef func, int null_locals_from, _PyInterpreterFrame *previous)
{
    PyCodeObject *code = (PyCodeObject *)((PyFunctionObject *)PyStackRef_AsPyObjectBorrow(func))->func_code;
    _PyInterpreterFrame *made = (_PyInterpreterFrame *)tstate->datastack_top;
    assert(_PyThreadState_HasStackSpace(tstate, code->co_framesize));
    tstate->datastack_top += code->co_framesize;
    _PyFrame_Initialize(tstate, made, func, NULL, code, null_locals_from, previous);
    return made;
}

/* A frame for code of the library's own, which belongs to no function. */
static inline _PyInterpreterFrame *
_PyFrame_PushTrampolineUnchecked(PyThreadState *tstate, PyCodeObject *code, int stackdepth, _PyInterpreterFrame *previous)
{
    _PyInterpreterFrame *made = (_PyInterpreterFrame *)tstate->datastack_top;
    assert(_PyThreadState_HasStackSpace(tstate, code->co_framesize));
    tstate->datastack_top += code->co_framesize;
    made->previous = previous;
    made->f_funcobj = PyStackRef_None;
    made->f_executable = PyStackRef_FromPyObjectNew(code);
    made->f_globals = NULL;
    made->f_builtins = NULL;
    made->f_locals = NULL;
    made->frame_obj = NULL;
#ifdef Py_GIL_DISABLED
    made->tlbc_index = 0;
#endif
    made->instr_ptr = _PyFrame_GetBytecode(made);
    assert(stackdepth <= code->co_stacksize);
    made->stackpointer = made->localsplus + code->co_nlocalsplus + stackdepth;
    made->return_offset = 0;
    made->owner = FRAME_OWNED_BY_THREAD;
    made->visited = 0;
    for (int i = 0; i < code->co_nlocalsplus; i++) {
        made->localsplus[i] = PyStackRef_NULL;
    }
    return made;
}
