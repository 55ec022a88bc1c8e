/* Static probes: none are built in, so that nothing listens and nothing is told. */
@begin
#define _PYDTRACE_PROBE(NAME, ...) \
    static inline void PyDTrace_##NAME(__VA_ARGS__) {} \
    static inline int PyDTrace_##NAME##_ENABLED(void) { return 0; }
_PYDTRACE_PROBE(LINE, const char *Py_UNUSED(file), const char *Py_UNUSED(function), int Py_UNUSED(line))
_PYDTRACE_PROBE(FUNCTION_ENTRY, const char *Py_UNUSED(file), const char *Py_UNUSED(function), int Py_UNUSED(line))
_PYDTRACE_PROBE(FUNCTION_RETURN, const char *Py_UNUSED(file), const char *Py_UNUSED(function), int Py_UNUSED(line))
_PYDTRACE_PROBE(GC_START, int Py_UNUSED(generation))
_PYDTRACE_PROBE(GC_DONE, Py_ssize_t Py_UNUSED(collected))
_PYDTRACE_PROBE(INSTANCE_NEW_START, int Py_UNUSED(unused))
_PYDTRACE_PROBE(INSTANCE_NEW_DONE, int Py_UNUSED(unused))
_PYDTRACE_PROBE(INSTANCE_DELETE_START, int Py_UNUSED(unused))
_PYDTRACE_PROBE(INSTANCE_DELETE_DONE, int Py_UNUSED(unused))
_PYDTRACE_PROBE(IMPORT_FIND_LOAD_START, const char *Py_UNUSED(name))
_PYDTRACE_PROBE(IMPORT_FIND_LOAD_DONE, const char *Py_UNUSED(name), int Py_UNUSED(found))
_PYDTRACE_PROBE(AUDIT, const char *Py_UNUSED(event), void *Py_UNUSED(args))
#undef _PYDTRACE_PROBE
