/* Semaphores are POSIX's. */
@begin
@types
@constants
@declarations

#define _Py_USE_SEMAPHORES
