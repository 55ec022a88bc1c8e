/* ceval.h and cpython/ceval.h. */
#include "../check.h"

static void evaluating(void)
{
    PyObject *code = made("compile('x + y', '<code>', 'eval')"), *globals = made("{'x': 1, '__builtins__': {}}"), *locals = made("{'y': [2]}"), *number = made("1000");
    PyObject *sum = made("compile('x + 1', '<code>', 'eval')"), *fails = made("compile('1 // 0', '<code>', 'exec')"), *mapping = made("type('M', (dict,), {'__missing__': lambda s, k: 5})()");
    CALL(PyEval_EvalCode, sum, globals, globals);
    CALL(PyEval_EvalCode, sum, globals, NULL);
    CALL(PyEval_EvalCode, code, globals, locals);
    CALL(PyEval_EvalCode, code, globals, mapping);
    CALL(PyEval_EvalCode, fails, globals, globals);
    UNCHECKED; ALONE(PyEval_EvalCode(number, globals, globals));
}

static void evaluating_functions(void)
{
    python("def f(a, b=2, *args, k=4, **kwargs): return a, b, args, k, kwargs\ndef outer():\n    c = ['cell']\n    def inner(): return c\n    return inner");
    PyObject *code = made("f.__code__"), *globals = made("{}"), *one = made("1000"), *name = made("'b'"), *keyword = made("'new'"), *kwdefs = made("{'k': 44}");
    PyObject *const args[] = {one, one, one}, *const kwargs[] = {keyword, one}, *const twice[] = {name, one}, *const defaults[] = {Py_True};
    SHOW(PyEval_EvalCodeEx(code, globals, NULL, args, 1, NULL, 0, defaults, 1, kwdefs, NULL));
    SHOW(PyEval_EvalCodeEx(code, globals, NULL, args, 3, kwargs, 1, defaults, 1, kwdefs, NULL));
    SHOW(PyEval_EvalCodeEx(code, globals, NULL, args, 1, NULL, 0, NULL, 0, NULL, NULL));
    SHOW(PyEval_EvalCodeEx(code, globals, NULL, args, 2, twice, 1, NULL, 0, kwdefs, NULL));
    SHOW(PyEval_EvalCodeEx(code, globals, NULL, NULL, 0, NULL, 0, NULL, 0, NULL, NULL));
    PyObject *inner = made("outer().__code__"), *closure = made("outer().__closure__");
    SHOW(PyEval_EvalCodeEx(inner, globals, NULL, NULL, 0, NULL, 0, NULL, 0, NULL, closure));
    ALONE(PyEval_EvalCodeEx(NULL, globals, NULL, NULL, 0, NULL, 0, NULL, 0, NULL, NULL));
    ALONE(PyEval_EvalCodeEx(code, NULL, NULL, args, 1, NULL, 0, defaults, 1, kwdefs, NULL));
}

/* What a frame shows to functions in C that it calls. */
static PyObject *look(PyObject *self, PyObject *ignored)
{
    SHOW_LENT(PyEval_GetLocals());
    SHOW(PyEval_GetFrameLocals());
    SHOW_LENT(PyDict_GetItemString(PyEval_GetGlobals(), "marker"));
    SHOW(PyDict_Size(PyEval_GetFrameGlobals()) == PyDict_Size(PyEval_GetGlobals()));
    SHOW(PyEval_GetBuiltins() == PyEval_GetFrameBuiltins());
    SHOW((PyObject *)PyFrame_GetCode(PyEval_GetFrame()));
    PyCompilerFlags flags = {0, PY_MINOR_VERSION};
    SHOW(PyEval_MergeCompilerFlags(&flags));
    SHOW(flags.cf_flags);
    Py_RETURN_NONE;
}
static PyMethodDef look_definition = {"look", look, METH_NOARGS, NULL};

static void frames(void)
{
    PyObject *f = PyCFunction_New(&look_definition, NULL), *namespace = made("{'marker': ['global']}"), *builtins = PyEval_GetFrameBuiltins();
    PyDict_SetItemString(namespace, "look", f);
    PyDict_SetItemString(namespace, "__builtins__", builtins);
    const char *source = "from __future__ import annotations\ndef g(a, b=[2]):\n    c = 3\n    look()\ng(1)\nclass C:\n    d = 4\n    look()\n";
    SHOW(PyRun_String(source, Py_file_input, namespace, namespace));
    Py_DECREF(f);
    Py_DECREF(builtins);
}

static void names_of_functions(void)
{
    python("class C:\n    def m(self): pass");
    static const char *const objects[] = {"C.m", "C().m", "len", "[].append", "int", "1000", "C"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(objects); i++) {
        PyObject *o = made(objects[i]);
        note("%s", objects[i]);
        CALL(PyEval_GetFuncName, o);
        CALL(PyEval_GetFuncDesc, o);
    }
}

static void slice_indices(void)
{
    static const char *const objects[] = {"5", "-2**70", "2**70", "None", "True", "2.5", "'a'", "type('I', (), {'__index__': lambda s: 7})()",
                                          "type('I', (), {'__index__': lambda s: 1 // 0})()"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(objects); i++) {
        PyObject *o = made(objects[i]);
        Py_ssize_t index = 42;
        note("%s", objects[i]);
        CALL(_PyEval_SliceIndex, o, &index);
        CALL(_PyEval_SliceIndexNotNone, o, &index);
    }
}

static void recursion(void)
{
    int limit = Py_GetRecursionLimit();
    SHOW(Py_GetRecursionLimit());
    DO(Py_SetRecursionLimit(500));
    SHOW(Py_GetRecursionLimit());
    DO(Py_SetRecursionLimit(limit));
    SHOW(Py_EnterRecursiveCall(" in a test"));
    DO(Py_LeaveRecursiveCall());
}

static int called;
static int pending(void *argument)
{
    called += *(int *)argument;
    return 0;
}
static int pending_fails(void *argument)
{
    PyErr_SetString(PyExc_ValueError, "pending");
    return -1;
}

static void pending_calls(void)
{
    int five = 5;
    SHOW(Py_AddPendingCall(pending, &five));
    SHOW(Py_AddPendingCall(pending, &five));
    SHOW(called);
    SHOW(Py_MakePendingCalls());
    SHOW(called);
    SHOW(Py_AddPendingCall(pending_fails, NULL));
    SHOW(Py_MakePendingCalls());
    SHOW(Py_MakePendingCalls());
}

static void threads(void)
{
    PyThreadState *state = PyThreadState_Get();
    DO(PyEval_InitThreads());
    PyThreadState *saved = PyEval_SaveThread();
    PyEval_RestoreThread(saved);
    note("PyEval_SaveThread() -> %s", saved == state ? "the same" : "another");
    note("PyEval_RestoreThread(state) -> %s", PyThreadState_Get() == state ? "the same" : "another");
    saved = PyThreadState_Get();
    PyEval_ReleaseThread(saved);
    PyEval_AcquireThread(saved);
    note("PyEval_ReleaseThread(state) -> done");
    note("PyEval_AcquireThread(state) -> %s", PyThreadState_Get() == state ? "the same" : "another");
    ALONE_DO(PyEval_RestoreThread(NULL));
    ALONE_DO(PyEval_ReleaseThread(NULL));
    ALONE_DO(PyEval_AcquireThread(NULL));
}

static int events[8];
static int trace(PyObject *object, PyFrameObject *frame, int what, PyObject *argument)
{
    events[what]++;
    return 0;
}
static int trace_fails(PyObject *object, PyFrameObject *frame, int what, PyObject *argument)
{
    PyErr_SetString(PyExc_ValueError, "from the trace function");
    return -1;
}
static void note_events(const char *function)
{
    note("%s: call %d, exception %d, line %d, return %d, c_call %d, c_exception %d, c_return %d", function, events[0], events[1], events[2], events[3],
         events[4], events[5], events[6]);
    memset(events, 0, sizeof events);
}

static void tracing(void)
{
    python("def f():\n    x = len([])\n    try: 1 // 0\n    except ZeroDivisionError: pass\n    return x\n");
    PyObject *f = made("f"), *argument = made("['argument']");
    DO(PyEval_SetTrace(trace, argument));
    Py_XDECREF(PyObject_CallNoArgs(f));
    DO(PyEval_SetTrace(NULL, NULL));
    note_events("PyEval_SetTrace");
    DO(PyEval_SetProfile(trace, NULL));
    Py_XDECREF(PyObject_CallNoArgs(f));
    DO(PyEval_SetProfile(NULL, NULL));
    note_events("PyEval_SetProfile");
    DO(PyEval_SetTraceAllThreads(trace, argument));
    Py_XDECREF(PyObject_CallNoArgs(f));
    DO(PyEval_SetTraceAllThreads(NULL, NULL));
    note_events("PyEval_SetTraceAllThreads");
    DO(PyEval_SetProfileAllThreads(trace, argument));
    Py_XDECREF(PyObject_CallNoArgs(f));
    DO(PyEval_SetProfileAllThreads(NULL, NULL));
    note_events("PyEval_SetProfileAllThreads");
    DO(PyEval_SetTrace(trace_fails, argument));
    SHOW(PyObject_CallNoArgs(f));
    DO(PyEval_SetTrace(NULL, NULL));
}

static void code_extras(void)
{
    PyObject *code = made("compile('1', '<code>', 'eval')"), *list = made("[1]");
    Py_ssize_t index = PyUnstable_Eval_RequestCodeExtraIndex(NULL);
    SHOW(PyUnstable_Eval_RequestCodeExtraIndex(NULL) > index);
    void *extra = &called;
    SHOW(PyUnstable_Code_GetExtra(code, index, &extra));
    SHOW(extra);
    SHOW(PyUnstable_Code_SetExtra(code, index, &called));
    SHOW(PyUnstable_Code_GetExtra(code, index, &extra));
    SHOW(extra == &called);
    SHOW(PyUnstable_Code_SetExtra(code, 1000, &called));
    SHOW(PyUnstable_Code_GetExtra(list, index, &extra));
    SHOW(PyUnstable_Code_SetExtra(list, index, &called));
}

static void perf_maps(void)
{
    PyObject *code = made("compile('1', '<code>', 'eval')");
    ALONE(PyUnstable_PerfMapState_Init());
    ALONE(PyUnstable_WritePerfMapEntry((void *)16, 5, "entry"));
    ALONE_DO((PyUnstable_PerfMapState_Init(), PyUnstable_PerfMapState_Fini()));
    ALONE(PyUnstable_CopyPerfMapFile("/no/such/file"));
    ALONE(PyUnstable_PerfTrampoline_CompileCode((PyCodeObject *)code));
    SHOW(PyUnstable_PerfTrampoline_SetPersistAfterFork(0));
}

TESTS(ceval, TEST(evaluating), TEST(evaluating_functions), TEST(frames), TEST(names_of_functions), TEST(slice_indices), TEST(recursion),
      TEST(pending_calls), TEST(threads), TEST(tracing), TEST(code_extras), TEST(perf_maps))
