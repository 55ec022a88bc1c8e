/* Errors, threads and the GIL, modules and what else belongs to the interpreter. */

#include "bench.h"

BENCH(PyErr_Occurred, KEEP(PyErr_Occurred()));
BENCH(PyErr_Clear, PyErr_Clear());
BENCH(PyErr_SetString, {
    PyErr_SetString(PyExc_ValueError, "not a good value");
    PyErr_Clear();
});
BENCH(PyErr_SetObject, {
    PyErr_SetObject(PyExc_KeyError, text);
    PyErr_Clear();
});
BENCH(PyErr_SetNone, {
    PyErr_SetNone(PyExc_StopIteration);
    PyErr_Clear();
});
BENCH(PyErr_Format, {
    PyErr_Format(PyExc_TypeError, "expected %s, not %.100s", "int", Py_TYPE(text)->tp_name);
    PyErr_Clear();
});
BENCH(PyErr_NoMemory, {
    PyErr_NoMemory();
    PyErr_Clear();
});
BENCH(PyErr_ExceptionMatches, {
    PyErr_SetNone(PyExc_StopIteration);
    NEED(PyErr_ExceptionMatches(PyExc_Exception));
    PyErr_Clear();
});
BENCH(PyErr_GivenExceptionMatches, NEED(PyErr_GivenExceptionMatches(PyExc_KeyError, PyExc_LookupError)));
BENCH(PyErr_Fetch, {
    PyObject *type, *value, *traceback;
    PyErr_SetString(PyExc_ValueError, "not a good value");
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyErr_Restore(type, value, traceback);
    PyErr_Clear();
});
BENCH(PyErr_Fetch_none, {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_Restore(type, value, traceback);
});
BENCH(PyErr_GetRaisedException, {
    PyErr_SetString(PyExc_ValueError, "not a good value");
    PyObject *raised = PyErr_GetRaisedException();
    PyErr_SetRaisedException(raised);
    PyErr_Clear();
});
BENCH(PyErr_CheckSignals, NEED(PyErr_CheckSignals() == 0));
BENCH(attribute_error, {
    NEED(!PyObject_GetAttr(point, missing));
    PyErr_Clear();
});
BENCH(key_error, {
    NEED(!PyObject_GetItem(dict10, missing));
    PyErr_Clear();
});

BENCH(PyEval_SaveThread, {
    PyThreadState *state = PyEval_SaveThread();
    PyEval_RestoreThread(state);
});
BENCH(PyGILState_Ensure, {
    PyGILState_STATE state = PyGILState_Ensure();
    PyGILState_Release(state);
});
BENCH(PyGILState_Ensure_released, {
    PyThreadState *saved = PyEval_SaveThread();
    PyGILState_STATE state = PyGILState_Ensure();
    PyGILState_Release(state);
    PyEval_RestoreThread(saved);
});
BENCH(PyGILState_Check, KEEP(PyGILState_Check()));
BENCH(PyThreadState_Get, KEEP(PyThreadState_Get()));
BENCH(PyThreadState_GetUnchecked, KEEP(PyThreadState_GetUnchecked()));
BENCH(PyInterpreterState_Get, KEEP(PyInterpreterState_Get()));
BENCH(PyThreadState_GetDict, KEEP(PyThreadState_GetDict()));
BENCH(PyThreadState_Swap, {
    PyThreadState *state = PyThreadState_Swap(NULL);
    PyThreadState_Swap(state);
});
BENCH(PyThread_acquire_lock, {
    static PyThread_type_lock lock;
    if (!lock) lock = PyThread_allocate_lock();
    PyThread_acquire_lock(lock, 1);
    PyThread_release_lock(lock);
});
BENCH(PyThread_get_thread_ident, KEEP(PyThread_get_thread_ident()));
BENCH(PyThread_tss_get, {
    static Py_tss_t key = Py_tss_NEEDS_INIT;
    if (!PyThread_tss_is_created(&key)) NEED(PyThread_tss_create(&key) == 0);
    NEED(PyThread_tss_set(&key, &key) == 0);
    KEEP(PyThread_tss_get(&key));
});
BENCH(Py_EnterRecursiveCall, {
    NEED(Py_EnterRecursiveCall(" in a benchmark") == 0);
    Py_LeaveRecursiveCall();
});
BENCH(Py_ReprEnter, {
    NEED(Py_ReprEnter(list10) == 0);
    Py_ReprLeave(list10);
});
BENCH(PyImport_ImportModule, MAKE(PyImport_ImportModule("sys")));
BENCH(PyImport_GetModule, {
    static PyObject *sys;
    if (!sys) sys = PyUnicode_InternFromString("sys");
    MAKE(PyImport_GetModule(sys));
});
BENCH(PyImport_AddModuleRef, MAKE(PyImport_AddModuleRef("sys")));
BENCH(PySys_GetObject, KEEP(PySys_GetObject("modules")));
BENCH(PyEval_GetBuiltins, KEEP(PyEval_GetBuiltins()));
BENCH(PyEval_GetFrame, KEEP(PyEval_GetFrame()));
BENCH(PyEval_GetGlobals, KEEP(PyEval_GetGlobals()));
BENCH(PyContextVar_Get, {
    PyObject *value;
    NEED(PyContextVar_Get(context_variable, NULL, &value) == 0);
    Py_XDECREF(value);
});
BENCH(PyContextVar_Set, MAKE(PyContextVar_Set(context_variable, small)));
BENCH(PyObject_GetState_module, {
    static PyObject *module;
    if (!module) module = PyImport_ImportModule("capi_bench");
    KEEP(PyModule_GetState(module));
    KEEP(PyModule_GetDict(module));
});
