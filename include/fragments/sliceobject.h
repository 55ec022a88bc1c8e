/* slice and Ellipsis */
@begin
#if defined(Py_LIMITED_API) && Py_LIMITED_API+0 >= 0x030d0000
#  define Py_Ellipsis Py_GetConstantBorrowed(Py_CONSTANT_ELLIPSIS)
#else
#  define Py_Ellipsis (&_Py_EllipsisObject)
#endif
@types
@declarations
#define PySlice_Check(op) Py_IS_TYPE((op), &PySlice_Type)
#if !defined(Py_LIMITED_API) || (Py_LIMITED_API+0 >= 0x03050400 && Py_LIMITED_API+0 < 0x03060000) \
    || Py_LIMITED_API+0 >= 0x03060100
/* 0, or -1 with an exception; the length is 0 then. The function of that name looks at the length too early. */
#  define PySlice_GetIndicesEx(slice, length, start, stop, step, slicelen) ( \
    PySlice_Unpack((slice), (start), (stop), (step)) < 0 \
        ? ((*(slicelen) = 0), -1) \
        : ((*(slicelen) = PySlice_AdjustIndices((length), (start), (stop), *(step))), 0))
#endif
