/* Functions. */
@begin
@types
@constants
@declarations

static inline PyObject *_PyFunction_GET_BUILTINS(PyObject *func)
{
    assert(PyFunction_Check(func));
    return ((PyFunctionObject *)func)->func_builtins;
}
#define _PyFunction_GET_BUILTINS(func) _PyFunction_GET_BUILTINS(_PyObject_CAST(func))

/* Has the function a version that identifies it? */
static inline int _PyFunction_IsVersionValid(uint32_t version)
{
    return version >= FUNC_VERSION_FIRST_VALID;
}
