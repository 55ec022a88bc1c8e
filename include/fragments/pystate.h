/* Interpreters and threads. */
@begin
@types
@declarations
#define PyThreadState_GET() PyThreadState_Get()
