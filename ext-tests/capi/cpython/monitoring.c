/* cpython/monitoring.h. */
#include "../check.h"

/* Scopes are entered for all events; a tool of sys.monitoring notes what reaches it. */
static const char TOOL[] =
    "import sys\n"
    "m, E = sys.monitoring, sys.monitoring.events\n"
    "seen = []\n"
    "def use():\n"
    "    m.use_tool_id(3, 'check')\n"
    "    for name in dir(E):\n"
    "        if name.isupper() and name != 'NO_EVENTS':\n"
    "            m.register_callback(3, getattr(E, name), lambda code, *args, name=name: seen.append((name, args)))\n"
    "    m.set_events(3, sum(getattr(E, n) for n in dir(E) if n.isupper() and n not in ('NO_EVENTS', 'BRANCH', 'C_RETURN', 'C_RAISE')))\n"
    "def leave(): m.free_tool_id(3)\n"
    "def take():\n"
    "    t = list(seen)\n"
    "    seen.clear()\n"
    "    return t\n"
    "def code(): pass\n";

static uint64_t version;
static PyMonitoringState states[20];
static const uint8_t kinds[] = {
    PY_MONITORING_EVENT_PY_START, PY_MONITORING_EVENT_PY_RESUME, PY_MONITORING_EVENT_PY_RETURN, PY_MONITORING_EVENT_PY_YIELD, PY_MONITORING_EVENT_CALL,
    PY_MONITORING_EVENT_LINE, PY_MONITORING_EVENT_JUMP, PY_MONITORING_EVENT_BRANCH_LEFT, PY_MONITORING_EVENT_BRANCH_RIGHT, PY_MONITORING_EVENT_STOP_ITERATION,
    PY_MONITORING_EVENT_RAISE, PY_MONITORING_EVENT_EXCEPTION_HANDLED, PY_MONITORING_EVENT_PY_UNWIND, PY_MONITORING_EVENT_PY_THROW, PY_MONITORING_EVENT_RERAISE,
};

static void fire(PyObject *take, PyObject *code)
{
    PyObject *value = made("['value']"), *target = made("40");
    DO(PyMonitoring_EnterScope(states, &version, kinds, Py_ARRAY_LENGTH(kinds)));
    SHOW(_PyMonitoring_FirePyStartEvent(&states[0], code, 2));
    SHOW(_PyMonitoring_FirePyResumeEvent(&states[1], code, 4));
    SHOW(_PyMonitoring_FirePyReturnEvent(&states[2], code, 6, value));
    SHOW(_PyMonitoring_FirePyYieldEvent(&states[3], code, 8, value));
    SHOW(_PyMonitoring_FireCallEvent(&states[4], code, 10, take, value));
    SHOW(_PyMonitoring_FireLineEvent(&states[5], code, 12, 7));
    SHOW(_PyMonitoring_FireJumpEvent(&states[6], code, 14, target));
    SHOW(_PyMonitoring_FireBranchLeftEvent(&states[7], code, 16, target));
    SHOW(_PyMonitoring_FireBranchRightEvent(&states[8], code, 18, target));
    SHOW(_PyMonitoring_FireStopIterationEvent(&states[9], code, 20, value));
    PyObject *seen = PyObject_CallNoArgs(take);
    PyObject *count = PyLong_FromSsize_t(PyList_Size(seen));
    SHOW(count);
    for (Py_ssize_t i = 0; i < PyList_Size(seen); i++) {
        PyObject *row = PyList_GetItem(seen, i);
        SHOW_LENT(PyTuple_GetItem(row, 0));
    }
    Py_DECREF(seen);
    SHOW(PyMonitoring_ExitScope());
}

/* Events that only arrive with others, from states that are set by hand. */
static void by_hand(void)
{
    python(TOOL);
    PyObject *take = made("take"), *code = made("code.__code__"), *value = made("['value']"), *target = made("40"), *error = made("ValueError('e')");
    python("m.use_tool_id(3, 'check')\n"
           "for name in 'C_RETURN', 'C_RAISE', 'BRANCH', 'BRANCH_LEFT', 'BRANCH_RIGHT': m.register_callback(3, getattr(E, name), lambda code, *args, name=name: seen.append((name, args)))\n");
    PyMonitoringState state = {.active = 8};
    SHOW(_PyMonitoring_FireCReturnEvent(&state, code, 22, value));
    SHOW(PyObject_CallNoArgs(take));
    SHOW(state.active);
    PyErr_SetObject(PyExc_ValueError, error);
    note("_PyMonitoring_FireCRaiseEvent(&state, code, 26) -> %d, then %s", _PyMonitoring_FireCRaiseEvent(&state, code, 26),
         PyErr_ExceptionMatches(PyExc_ValueError) ? "ValueError" : "another");
    PyErr_Clear();
    SHOW(PyObject_CallNoArgs(take));
    SHOW(state.active);
    SHOW(_PyMonitoring_FireBranchEvent(&state, code, 24, target));
    SHOW(PyObject_CallNoArgs(take));
    SHOW(state.active);
    /* A callback for both directions, as they were before 3.14, at a place that is no branch. */
    python("m.register_callback(3, E.BRANCH_LEFT, None)\nm.register_callback(3, E.BRANCH_RIGHT, None)\n"
           "m.register_callback(3, E.BRANCH, lambda code, *args: seen.append(('BRANCH', args)))\n");
    SHOW(_PyMonitoring_FireBranchEvent(&state, code, 24, target));
    SHOW(PyObject_CallNoArgs(take));
    SHOW(state.active);
    python("leave()");
}

static void scopes(void)
{
    python(TOOL);
    PyObject *take = made("take"), *code = made("code.__code__"), *use = made("use"), *leave = made("leave");
    PyObject_CallNoArgs(use);
    fire(take, code);
    PyObject_CallNoArgs(leave);
    SHOW(PyMonitoring_EnterScope(states, &version, kinds, Py_ARRAY_LENGTH(kinds)));
    SHOW(_PyMonitoring_FirePyStartEvent(&states[0], code, 2));
    SHOW(PyMonitoring_ExitScope());
}

/* These are fired while an exception is set. */
static void exceptions(void)
{
    python(TOOL);
    PyObject *take = made("take"), *code = made("code.__code__"), *use = made("use"), *leave = made("leave");
    PyObject_CallNoArgs(use);
    PyMonitoring_EnterScope(states, &version, kinds, Py_ARRAY_LENGTH(kinds));
    PyObject_CallNoArgs(take);
#define WITH_EXCEPTION(call)                                                              \
    do {                                                                                  \
        PyErr_SetString(PyExc_ValueError, "set");                                         \
        int result = call;                                                                \
        PyObject *error = PyErr_GetRaisedException();                                     \
        note("%s -> %d, %s", #call, result, error ? Py_TYPE(error)->tp_name : "NULL");    \
        Py_XDECREF(error);                                                                \
    } while (0)
    WITH_EXCEPTION(_PyMonitoring_FireRaiseEvent(&states[10], code, 2));
    WITH_EXCEPTION(_PyMonitoring_FireExceptionHandledEvent(&states[11], code, 4));
    WITH_EXCEPTION(_PyMonitoring_FirePyUnwindEvent(&states[12], code, 6));
    WITH_EXCEPTION(_PyMonitoring_FirePyThrowEvent(&states[13], code, 8));
    WITH_EXCEPTION(_PyMonitoring_FireReraiseEvent(&states[14], code, 10));
    PyObject *seen = PyObject_CallNoArgs(take);
    for (Py_ssize_t i = 0; i < PyList_Size(seen); i++) {
        SHOW_LENT(PyTuple_GetItem(PyList_GetItem(seen, i), 0));
    }
    Py_DECREF(seen);
    PyMonitoring_ExitScope();
    PyObject_CallNoArgs(leave);
}

TESTS(monitoring, TEST(by_hand), TEST(scopes), TEST(exceptions))
