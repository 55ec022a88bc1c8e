/* Exceptions: what only the interpreter does with them. */
@begin
@types
@constants
@declarations
#define PyExc_IncompleteInputError ((PyObject *)&_PyExc_IncompleteInputError)

static inline PyObject *_PyErr_Occurred(PyThreadState *tstate)
{
    assert(tstate != NULL);
    return tstate->current_exception == NULL ? NULL : (PyObject *)Py_TYPE(tstate->current_exception);
}

static inline void _PyErr_ClearExcState(_PyErr_StackItem *exc_state)
{
    Py_CLEAR(exc_state->exc_value);
}
