/* memoryview */
@begin
@declarations
#define PyMemoryView_Check(op) Py_IS_TYPE((op), &PyMemoryView_Type)
