/* ints to and from bytes and native integers. */
@begin
#define _PyLong_CAST(op) (assert(PyLong_Check(op)), _Py_CAST(PyLongObject *, (op)))
