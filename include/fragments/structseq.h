/* Named tuples made by C. */
@begin
@types
@declarations
#ifndef Py_LIMITED_API
#  define PyStructSequence_SET_ITEM PyStructSequence_SetItem
#  define PyStructSequence_GET_ITEM PyStructSequence_GetItem
#endif
