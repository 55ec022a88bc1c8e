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
