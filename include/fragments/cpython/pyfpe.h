/* Nothing since 3.7. */
@begin
#ifndef Py_LIMITED_API
#define PyFPE_START_PROTECT(err_string, leave_stmt)
#define PyFPE_END_PROTECT(v)
#endif
