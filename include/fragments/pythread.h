/* Threads and locks of the system, and thread-specific storage. */
@begin
#define PY_HAVE_THREAD_NATIVE_ID
/* Microseconds. */
#define PY_TIMEOUT_T long long
@types
@constants
@declarations
