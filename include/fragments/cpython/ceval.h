/* Frame evaluation hooks, tracing, the perf map. */
@begin
@types
@declarations
Py_DEPRECATED(3.14) static inline Py_ssize_t _PyEval_RequestCodeExtraIndex(freefunc f) {
    return PyUnstable_Eval_RequestCodeExtraIndex(f);
}
