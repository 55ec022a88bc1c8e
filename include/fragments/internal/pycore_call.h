/* Calls without a detour through a function of the library. */
@begin
@types
@constants
@declarations

static inline vectorcallfunc _PyVectorcall_FunctionInline(PyObject *callable)
{
    vectorcallfunc function = NULL;
    PyTypeObject *type = Py_TYPE(callable);
    if (PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL)) {
        memcpy(&function, (char *)callable + type->tp_vectorcall_offset, sizeof function);
    }
    return function;
}

static inline PyObject *
_PyObject_VectorcallTstate(PyThreadState *tstate, PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    vectorcallfunc function = _PyVectorcall_FunctionInline(callable);
    if (function != NULL) {
        return _Py_CheckFunctionResult(tstate, callable, function(callable, args, nargsf, kwnames), NULL);
    }
    return _PyObject_MakeTpCall(tstate, callable, args, PyVectorcall_NARGS(nargsf), kwnames);
}

static inline PyObject *_PyObject_CallNoArgsTstate(PyThreadState *tstate, PyObject *func)
{
    return _PyObject_VectorcallTstate(tstate, func, NULL, 0, NULL);
}

static inline PyObject *_PyObject_CallNoArgs(PyObject *func)
{
    return _PyObject_CallNoArgsTstate(_PyThreadState_GET(), func);
}

static inline PyObject *
_PyObject_VectorcallMethodId(_Py_Identifier *name, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    PyObject *text = _PyUnicode_FromId(name);   /* borrowed */
    return text == NULL ? NULL : PyObject_VectorcallMethod(text, args, nargsf, kwnames);
}

static inline PyObject *_PyObject_CallMethodIdNoArgs(PyObject *self, _Py_Identifier *name)
{
    return _PyObject_VectorcallMethodId(name, &self, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

static inline PyObject *_PyObject_CallMethodIdOneArg(PyObject *self, _Py_Identifier *name, PyObject *arg)
{
    PyObject *args[2] = {self, arg};
    assert(arg != NULL);
    return _PyObject_VectorcallMethodId(name, args, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}
