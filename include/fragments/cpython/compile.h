/* Compiler flags and futures. */
@begin
#define PY_INVALID_STACK_EFFECT INT_MAX
@types
@constants
#define _PyCompilerFlags_INIT (PyCompilerFlags){.cf_flags = 0, .cf_feature_version = PY_MINOR_VERSION}
