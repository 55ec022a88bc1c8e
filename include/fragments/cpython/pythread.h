/* What a lock and a key of thread-specific storage are made of. */
#include <pthread.h>
@begin
@types
#define Py_tss_NEEDS_INIT {0}
