/* Clocks, in nanoseconds. */
@begin
#ifndef Py_LIMITED_API
#define PyTime_MIN INT64_MIN
#define PyTime_MAX INT64_MAX
@types
@declarations
#endif
