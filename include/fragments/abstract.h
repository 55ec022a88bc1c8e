/* The object protocols: calls, attributes, numbers, sequences, mappings, iterators. */
@begin
/* Deleting was setting to NULL before 3.13. */
#if defined(Py_LIMITED_API) && Py_LIMITED_API+0 < 0x030d0000
#  define PyObject_DelAttrString(O, A) PyObject_SetAttrString((O), (A), NULL)
#  define PyObject_DelAttr(O, A) PyObject_SetAttr((O), (A), NULL)
#endif
@types
@constants
@declarations
#define PyObject_Length PyObject_Size
#define PySequence_Length PySequence_Size
#define PySequence_In PySequence_Contains
#define PyMapping_Length PyMapping_Size
#define PyMapping_DelItemString(O, K) PyObject_DelItemString((O), (K))
#define PyMapping_DelItem(O, K) PyObject_DelItem((O), (K))
