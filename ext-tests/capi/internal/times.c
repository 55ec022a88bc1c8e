/* internal/pycore_time.h, pycore_pythread.h's timeouts. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_pythread.h"
#include "internal/pycore_time.h"

static void to_objects(void)
{
    SHOW(_PyTime_AsLong(-1500));
    SHOW(_PyTime_AsLong(INT64_MAX));
    SHOW(_PyLong_FromTime_t((time_t)-86400));
    SHOW(_PyTime_FromSeconds(3));
    SHOW(_PyTime_FromSeconds(-3));
    CALL(_PyLong_AsTime_t, made("12345"));
    CALL(_PyLong_AsTime_t, made("2**70"));
    CALL(_PyLong_AsTime_t, made("1.5"));
}

static void rounding(void)
{
    PyTime_t times[] = {0, 1500, 1500000, 2500000, -1500, -1500000, -2500000, 1, -1, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        PyTime_t t = times[i];
        note("%lld ns", (long long)t);
        for (int round = _PyTime_ROUND_FLOOR; round <= _PyTime_ROUND_UP; round++) {
            SHOW(_PyTime_AsMilliseconds(t, round));
            SHOW(_PyTime_AsMicroseconds(t, round));
        }
    }
}

static void from_objects(void)
{
    PyObject *objects = made("[0, 1, -1, 1.5, -0.0000000015, 2**62, 2**63, 1e300, float('nan'), 'x', None, True]");
    PyTime_t time = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(objects); i++) {
        PyObject *object = PyList_GET_ITEM(objects, i);
        SHOW_LENT(object);
        for (int round = _PyTime_ROUND_FLOOR; round <= _PyTime_ROUND_UP; round++) {
            time = 0;
            SHOW(_PyTime_FromSecondsObject(&time, object, round));
            SHOW(time);
            time = 0;
            SHOW(_PyTime_FromMillisecondsObject(&time, object, round));
            SHOW(time);
        }
        time = 0;
        SHOW(_PyTime_FromLong(&time, object));
        SHOW(time);
    }
}

static void seconds_and_fractions(void)
{
    PyObject *objects = made("[0, 7, -1.5, 1.0000005, -1e-9, 2**62, 2**63, 1e300, float('nan'), 'x']");
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(objects); i++) {
        PyObject *object = PyList_GET_ITEM(objects, i);
        time_t seconds = 0;
        long fraction = 0;
        SHOW_LENT(object);
        for (int round = _PyTime_ROUND_FLOOR; round <= _PyTime_ROUND_UP; round++) {
            seconds = 0, fraction = 0;
            SHOW(_PyTime_ObjectToTime_t(object, &seconds, round));
            SHOW((long)seconds);
            SHOW(_PyTime_ObjectToTimeval(object, &seconds, &fraction, round));
            note("%ld %ld", (long)seconds, fraction);
            seconds = 0, fraction = 0;
            SHOW(_PyTime_ObjectToTimespec(object, &seconds, &fraction, round));
            note("%ld %ld", (long)seconds, fraction);
        }
    }
}

static void to_structs(void)
{
    PyTime_t times[] = {1500000001, -1, -1500000001, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        PyTime_t t = times[i];
        struct timespec spec = {0, 0};
        struct timeval val = {0, 0};
        time_t seconds = 0;
        int micros = 0;
        SHOW(_PyTime_AsTimespec(t, &spec));
        note("%ld %ld", (long)spec.tv_sec, spec.tv_nsec);
        DO(_PyTime_AsTimespec_clamp(t, &spec));
        note("%ld %ld", (long)spec.tv_sec, spec.tv_nsec);
        for (int round = _PyTime_ROUND_FLOOR; round <= _PyTime_ROUND_UP; round++) {
            SHOW(_PyTime_AsTimeval(t, &val, round));
            note("%ld %ld", (long)val.tv_sec, (long)val.tv_usec);
            DO(_PyTime_AsTimeval_clamp(t, &val, round));
            note("%ld %ld", (long)val.tv_sec, (long)val.tv_usec);
            SHOW(_PyTime_AsTimevalTime_t(t, &seconds, &micros, round));
            note("%ld %d", (long)seconds, micros);
        }
    }
}

static void calendars(void)
{
    struct tm tm = {0};
    SHOW(_PyTime_gmtime(86400 * 365, &tm));
    note("%d-%d-%d %d:%d:%d, %d, %d, %d", tm.tm_year, tm.tm_mon, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_wday,
         tm.tm_yday, tm.tm_isdst);
    SHOW(_PyTime_gmtime((time_t)INT64_MAX, &tm));
    SHOW(_PyTime_localtime(0, &tm));
    SHOW(_PyTime_localtime((time_t)INT64_MIN, &tm));
}

static void clocks(void)
{
    PyTime_t time = 0, now = 0;
    _Py_clock_info_t info = {0};
    SHOW(_PyTime_MonotonicWithInfo(&time, &info));
    note("%s monotonic %d adjustable %d resolution %g", info.implementation, info.monotonic, info.adjustable, info.resolution);
    SHOW(PyTime_Monotonic(&now) == 0 && now >= time);
    PyTime_t end = _PyDeadline_Init(1000000000);
    SHOW(_PyDeadline_Init(1000000000) >= end);
    SHOW(_PyDeadline_Get(end) <= 1000000000 && _PyDeadline_Get(end) > 0);
    SHOW(_PyDeadline_Get(now - 5) < 0);
    SHOW(_PyDeadline_Init(INT64_MAX) == INT64_MAX);
}

static void timeouts(void)
{
    PY_TIMEOUT_T timeout = 0;
    PyObject *none = made("None"), *half = made("0.5"), *negative = made("-2"), *large = made("1e30"), *text = made("'x'");
    SHOW(PyThread_ParseTimeoutArg(NULL, 1, &timeout));
    SHOW((long)timeout);
    SHOW(PyThread_ParseTimeoutArg(none, 1, &timeout));
    SHOW(PyThread_ParseTimeoutArg(NULL, 0, &timeout));
    SHOW((long)timeout);
    SHOW(PyThread_ParseTimeoutArg(half, 1, &timeout));
    SHOW((long)timeout);
    SHOW(PyThread_ParseTimeoutArg(half, 0, &timeout));
    SHOW(PyThread_ParseTimeoutArg(negative, 1, &timeout));
    SHOW(PyThread_ParseTimeoutArg(large, 1, &timeout));
    SHOW(PyThread_ParseTimeoutArg(text, 1, &timeout));
    PyThread_type_lock lock = PyThread_allocate_lock();
    SHOW((int)PyThread_acquire_lock_timed_with_retries(lock, 0));
    SHOW((int)PyThread_acquire_lock_timed_with_retries(lock, 2000));
    PyThread_release_lock(lock);
    SHOW((int)PyThread_acquire_lock_timed_with_retries(lock, -1));
    PyThread_release_lock(lock);
    PyThread_free_lock(lock);
}

static int started;

static void run(void *argument) { __atomic_store_n(&started, *(int *)argument, __ATOMIC_SEQ_CST); }

static void threads(void)
{
    static int argument = 5;
    PyThread_ident_t ident = 0;
    PyThread_handle_t handle = 0;
    SHOW(PyThread_get_thread_ident_ex() == PyThread_get_thread_ident());
    SHOW(PyThread_start_joinable_thread(run, &argument, &ident, &handle));
    SHOW(ident != 0);
    SHOW(PyThread_join_thread(handle));
    SHOW(started);
    argument = 6;
    SHOW(PyThread_start_joinable_thread(run, &argument, &ident, &handle));
    SHOW(PyThread_detach_thread(handle));
    while (__atomic_load_n(&started, __ATOMIC_SEQ_CST) != 6) {
    }
    SHOW(started);
}

TESTS(times, TEST(to_objects), TEST(rounding), TEST(from_objects), TEST(seconds_and_fractions), TEST(to_structs),
      TEST(calendars), TEST(clocks), TEST(timeouts), TEST(threads))
