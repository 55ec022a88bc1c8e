/* Code objects: the instructions follow the struct. */
@begin
#ifndef Py_LIMITED_API
@types
@constants
@declarations
#define PY_PARSER_REQUIRES_FUTURE_KEYWORD
#define PyCode_Check(op) Py_IS_TYPE((op), &PyCode_Type)
static inline Py_ssize_t PyCode_GetNumFree(PyCodeObject *op) {
    assert(PyCode_Check(op));
    return op->co_nfreevars;
}
static inline int PyUnstable_Code_GetFirstFree(PyCodeObject *op) {
    assert(PyCode_Check(op));
    return op->co_nlocalsplus - op->co_nfreevars;
}
Py_DEPRECATED(3.13) static inline int PyCode_GetFirstFree(PyCodeObject *op) {
    return PyUnstable_Code_GetFirstFree(op);
}
/* They change with the version; the PyUnstable_ names say so. */
_Py_DEPRECATED_EXTERNALLY(3.12) static inline PyCodeObject *PyCode_New(
        int a, int b, int c, int d, int e, PyObject *f, PyObject *g, PyObject *h, PyObject *i, PyObject *j, PyObject *k,
        PyObject *l, PyObject *m, PyObject *n, int o, PyObject *p, PyObject *q) {
    return PyUnstable_Code_New(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
}
_Py_DEPRECATED_EXTERNALLY(3.12) static inline PyCodeObject *PyCode_NewWithPosOnlyArgs(
        int a, int poac, int b, int c, int d, int e, PyObject *f, PyObject *g, PyObject *h, PyObject *i, PyObject *j,
        PyObject *k, PyObject *l, PyObject *m, PyObject *n, int o, PyObject *p, PyObject *q) {
    return PyUnstable_Code_NewWithPosOnlyArgs(a, poac, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
}
#define PY_FOREACH_CODE_EVENT(V) V(CREATE) V(DESTROY)
Py_DEPRECATED(3.13) static inline int _PyCode_GetExtra(PyObject *code, Py_ssize_t index, void **extra) {
    return PyUnstable_Code_GetExtra(code, index, extra);
}
Py_DEPRECATED(3.13) static inline int _PyCode_SetExtra(PyObject *code, Py_ssize_t index, void *extra) {
    return PyUnstable_Code_SetExtra(code, index, extra);
}

/* A code object's struct with room for SIZE bytes of code. */
#ifdef Py_GIL_DISABLED
#  define _PyCode_DEF_THREAD_LOCAL_BYTECODE() _PyCodeArray *co_tlbc;
#else
#  define _PyCode_DEF_THREAD_LOCAL_BYTECODE()
#endif
#define _PyCode_DEF(SIZE) { \
    PyObject_VAR_HEAD \
    PyObject *co_consts; PyObject *co_names; PyObject *co_exceptiontable; int co_flags; \
    int co_argcount; int co_posonlyargcount; int co_kwonlyargcount; int co_stacksize; int co_firstlineno; \
    int co_nlocalsplus; int co_framesize; int co_nlocals; int co_ncellvars; int co_nfreevars; uint32_t co_version; \
    PyObject *co_localsplusnames; PyObject *co_localspluskinds; \
    PyObject *co_filename; PyObject *co_name; PyObject *co_qualname; PyObject *co_linetable; PyObject *co_weakreflist; \
    _PyExecutorArray *co_executors; _PyCoCached *_co_cached; uintptr_t _co_instrumentation_version; \
    struct _PyCoMonitoringData *_co_monitoring; Py_ssize_t _co_unique_id; int _co_firsttraceable; void *co_extra; \
    _PyCode_DEF_THREAD_LOCAL_BYTECODE() \
    char co_code_adaptive[(SIZE)]; \
}
#endif
