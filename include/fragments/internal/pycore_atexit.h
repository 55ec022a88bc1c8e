/* Functions to be called at the end. */
@begin
@types
@constants
@declarations

#ifdef Py_GIL_DISABLED
#  define _PyAtExit_LockCallbacks(state) PyMutex_Lock(&(state)->ll_callbacks_lock)
#  define _PyAtExit_UnlockCallbacks(state) PyMutex_Unlock(&(state)->ll_callbacks_lock)
#else
#  define _PyAtExit_LockCallbacks(state)
#  define _PyAtExit_UnlockCallbacks(state)
#endif
