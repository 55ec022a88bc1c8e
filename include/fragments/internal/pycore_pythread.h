/* Threads: POSIX has them. */
@begin
@types
@constants
@declarations

#define _USE_PTHREADS
#define CONDATTR_MONOTONIC
