/* range */
@begin
@declarations
#define PyRange_Check(op) Py_IS_TYPE((op), &PyRange_Type)
