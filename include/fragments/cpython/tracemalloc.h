/* Telling tracemalloc of memory that was not taken from PyMem. */
@begin
#ifndef Py_LIMITED_API
@declarations
#endif
