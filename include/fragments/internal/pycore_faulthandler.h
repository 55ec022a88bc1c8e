/* Tracebacks of crashes. */
@begin
@types
@constants
@declarations

#define FAULTHANDLER_USER
#define FAULTHANDLER_USE_ALT_STACK
