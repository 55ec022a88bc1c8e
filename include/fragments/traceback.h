/* Tracebacks. */
@begin
@declarations
#define PyTraceBack_Check(v) Py_IS_TYPE((v), &PyTraceBack_Type)
