/* The exceptions' structs. */
@begin
#define PyException_HEAD \
    PyObject_HEAD \
    PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; \
    char suppress_context;
@types
@declarations
/* Says which function failed. */
#define Py_FatalError(message) _Py_FatalErrorFunc(__func__, (message))
