/* Firing sys.monitoring events from code that is not Python's: nothing happens unless a tool listens. */
@begin
@types
@constants
#define PY_MONITORING_IS_INSTRUMENTED_EVENT(ev) ((ev) < _PY_MONITORING_LOCAL_EVENTS)
@declarations
#define _PYMONITORING_FIRE(NAME, ARGUMENTS, ...) \
    static inline int PyMonitoring_Fire##NAME##Event ARGUMENTS { \
        return state->active ? _PyMonitoring_Fire##NAME##Event(state, codelike, offset, ##__VA_ARGS__) : 0; \
    }
#define _PYMONITORING_FIRE0(NAME) \
    static inline int PyMonitoring_Fire##NAME##Event(PyMonitoringState *state, PyObject *codelike, int32_t offset) { \
        return state->active ? _PyMonitoring_Fire##NAME##Event(state, codelike, offset) : 0; \
    }
#define _PYMONITORING_FIRE1(NAME, TYPE) \
    static inline int PyMonitoring_Fire##NAME##Event( \
            PyMonitoringState *state, PyObject *codelike, int32_t offset, TYPE value) { \
        return state->active ? _PyMonitoring_Fire##NAME##Event(state, codelike, offset, value) : 0; \
    }
_PYMONITORING_FIRE0(PyStart)
_PYMONITORING_FIRE0(PyResume)
_PYMONITORING_FIRE1(PyReturn, PyObject *)
_PYMONITORING_FIRE1(PyYield, PyObject *)
_PYMONITORING_FIRE1(Line, int)
_PYMONITORING_FIRE1(Jump, PyObject *)
_PYMONITORING_FIRE1(BranchRight, PyObject *)
_PYMONITORING_FIRE1(BranchLeft, PyObject *)
_PYMONITORING_FIRE1(CReturn, PyObject *)
_PYMONITORING_FIRE0(PyThrow)
_PYMONITORING_FIRE0(Raise)
_PYMONITORING_FIRE0(Reraise)
_PYMONITORING_FIRE0(ExceptionHandled)
_PYMONITORING_FIRE0(CRaise)
_PYMONITORING_FIRE0(PyUnwind)
_PYMONITORING_FIRE1(StopIteration, PyObject *)
static inline int PyMonitoring_FireCallEvent(
        PyMonitoringState *state, PyObject *codelike, int32_t offset, PyObject *callable, PyObject *arg0) {
    return state->active ? _PyMonitoring_FireCallEvent(state, codelike, offset, callable, arg0) : 0;
}
#undef _PYMONITORING_FIRE
#undef _PYMONITORING_FIRE0
#undef _PYMONITORING_FIRE1
