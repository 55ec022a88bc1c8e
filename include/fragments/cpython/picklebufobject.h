/* PickleBuffer */
@begin
#ifndef Py_LIMITED_API
@declarations
#define PyPickleBuffer_Check(op) Py_IS_TYPE((op), &PyPickleBuffer_Type)
#endif
