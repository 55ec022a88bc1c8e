/* datetime.h: each of its macros, over the capsule that `_datetime` gives. */
#include "../check.h"
#include <datetime.h>

/* What the expressions of a test need. */
static void names(void)
{
    python("import datetime\n"
           "class Sub(datetime.date): pass\n"
           "class SubMoment(datetime.datetime): pass\n"
           "class SubTime(datetime.time): pass\n"
           "class SubDelta(datetime.timedelta): pass\n");
}

static void checks(void)
{
    names();
    static const char *const values[] = {
        "datetime.date(2024, 2, 29)", "datetime.datetime(2024, 2, 29, 1)", "datetime.time(1)",
        "datetime.timedelta(1)", "datetime.timezone.utc", "type('D', (datetime.date,), {})(1, 2, 3)",
        "type('S', (datetime.datetime,), {})(1, 2, 3)", "type('T', (datetime.time,), {})()",
        "type('L', (datetime.timedelta,), {})()", "type('Z', (datetime.tzinfo,), {})()", "1",
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        PyObject *o = made(values[i]);
        note("%s: date %d %d, datetime %d %d, time %d %d, timedelta %d %d, tzinfo %d %d", values[i], PyDate_Check(o),
             PyDate_CheckExact(o), PyDateTime_Check(o), PyDateTime_CheckExact(o), PyTime_Check(o), PyTime_CheckExact(o),
             PyDelta_Check(o), PyDelta_CheckExact(o), PyTZInfo_Check(o), PyTZInfo_CheckExact(o));
    }
}

static void dates(void)
{
    names();
    PyObject *o = made("datetime.date(2024, 2, 29)");
    SHOW(PyDateTime_GET_YEAR(o));
    SHOW(PyDateTime_GET_MONTH(o));
    SHOW(PyDateTime_GET_DAY(o));
    SHOW(PyDate_FromDate(2024, 2, 29));
    SHOW(PyDate_FromDate(1, 1, 1));
    SHOW(PyDate_FromDate(9999, 12, 31));
    SHOW(PyDate_FromDate(0, 1, 1));
    SHOW(PyDate_FromDate(10000, 1, 1));
    SHOW(PyDate_FromDate(2023, 2, 29));
    SHOW(PyDate_FromDate(2023, 13, 1));
    SHOW(PyDate_FromDate(2023, -1, 1));
    SHOW(PyDate_FromDate(2023, 1, 0));
    PyTypeObject *sub = (PyTypeObject *)made("Sub");
    SHOW(PyDateTimeAPI->Date_FromDate(2024, 2, 29, sub));
    PyObject *zero = made("(0,)"), *text = made("('x',)"), *none = made("()"), *three = made("(1, 2, 3)");
    SHOW(PyDate_FromTimestamp(zero));
    SHOW(PyDate_FromTimestamp(text));
    SHOW(PyDate_FromTimestamp(none));
    SHOW(PyDate_FromTimestamp(three));
    PyObject *huge = made("(1e20,)"), *nan = made("(float('nan'),)");
    SHOW(PyDate_FromTimestamp(huge));
    SHOW(PyDate_FromTimestamp(nan));
}

static void date_and_time(void)
{
    names();
    PyObject *o = made("datetime.datetime(2024, 2, 29, 23, 59, 58, 999_999, tzinfo=datetime.timezone.utc, fold=1)");
    PyObject *naive = made("datetime.datetime(2024, 2, 29)");
    SHOW(PyDateTime_GET_YEAR(o));
    SHOW(PyDateTime_GET_MONTH(o));
    SHOW(PyDateTime_GET_DAY(o));
    SHOW(PyDateTime_DATE_GET_HOUR(o));
    SHOW(PyDateTime_DATE_GET_MINUTE(o));
    SHOW(PyDateTime_DATE_GET_SECOND(o));
    SHOW(PyDateTime_DATE_GET_MICROSECOND(o));
    SHOW(PyDateTime_DATE_GET_FOLD(o));
    SHOW_LENT(PyDateTime_DATE_GET_TZINFO(o));
    SHOW_LENT(PyDateTime_DATE_GET_TZINFO(naive));
    SHOW(_PyDateTime_HAS_TZINFO(o));
    SHOW(_PyDateTime_HAS_TZINFO(naive));
    SHOW(PyDateTime_FromDateAndTime(2024, 2, 29, 23, 59, 58, 999999));
    SHOW(PyDateTime_FromDateAndTime(2024, 2, 30, 0, 0, 0, 0));
    SHOW(PyDateTime_FromDateAndTime(2024, 2, 29, 24, 0, 0, 0));
    SHOW(PyDateTime_FromDateAndTime(2024, 2, 29, 0, 60, 0, 0));
    SHOW(PyDateTime_FromDateAndTime(2024, 2, 29, 0, 0, 60, 0));
    SHOW(PyDateTime_FromDateAndTime(2024, 2, 29, 0, 0, 0, 1000000));
    SHOW(PyDateTime_FromDateAndTime(2024, 2, 29, 0, 0, 0, -1));
    SHOW(PyDateTime_FromDateAndTimeAndFold(2024, 2, 29, 1, 2, 3, 4, 1));
    SHOW(PyDateTime_FromDateAndTimeAndFold(2024, 2, 29, 1, 2, 3, 4, 2));
    SHOW(PyDateTime_FromDateAndTimeAndFold(2024, 2, 29, 1, 2, 3, 4, -1));
    PyTypeObject *moment = PyDateTimeAPI->DateTimeType, *sub = (PyTypeObject *)made("SubMoment");
    SHOW(PyDateTimeAPI->DateTime_FromDateAndTime(2024, 1, 2, 3, 4, 5, 6, PyDateTime_TimeZone_UTC, moment));
    SHOW(PyDateTimeAPI->DateTime_FromDateAndTime(2024, 1, 2, 3, 4, 5, 6, Py_None, sub));
    SHOW(PyDateTimeAPI->DateTime_FromDateAndTime(2024, 1, 2, 3, 4, 5, 6, bad, moment));
    SHOW(PyDateTimeAPI->DateTime_FromDateAndTimeAndFold(2024, 1, 2, 3, 4, 5, 6, PyDateTime_TimeZone_UTC, 1, sub));
    PyObject *zero = made("(0, datetime.timezone.utc)"), *text = made("('x',)"), *none = made("()");
    PyObject *wrong = made("(0, 'UTC')"), *late = made("(1e20,)"), *keywords = made("{'tz': datetime.timezone.utc}"), *one = made("(1.5,)");
    SHOW(PyDateTime_FromTimestamp(zero));
    SHOW(PyDateTime_FromTimestamp(text));
    SHOW(PyDateTime_FromTimestamp(none));
    SHOW(PyDateTime_FromTimestamp(wrong));
    SHOW(PyDateTime_FromTimestamp(late));
    SHOW(PyDateTimeAPI->DateTime_FromTimestamp((PyObject *)moment, one, keywords));
    SHOW(PyDateTimeAPI->DateTime_FromTimestamp((PyObject *)sub, one, keywords));
}

static void times(void)
{
    names();
    PyObject *o = made("datetime.time(23, 59, 58, 999_999, tzinfo=datetime.timezone.utc, fold=1)");
    PyObject *naive = made("datetime.time()");
    SHOW(PyDateTime_TIME_GET_HOUR(o));
    SHOW(PyDateTime_TIME_GET_MINUTE(o));
    SHOW(PyDateTime_TIME_GET_SECOND(o));
    SHOW(PyDateTime_TIME_GET_MICROSECOND(o));
    SHOW(PyDateTime_TIME_GET_FOLD(o));
    SHOW_LENT(PyDateTime_TIME_GET_TZINFO(o));
    SHOW_LENT(PyDateTime_TIME_GET_TZINFO(naive));
    SHOW(PyTime_FromTime(23, 59, 58, 999999));
    SHOW(PyTime_FromTime(24, 0, 0, 0));
    SHOW(PyTime_FromTime(-1, 0, 0, 0));
    SHOW(PyTime_FromTime(0, 60, 0, 0));
    SHOW(PyTime_FromTime(0, 0, 60, 0));
    SHOW(PyTime_FromTime(0, 0, 0, 1000000));
    SHOW(PyTime_FromTimeAndFold(1, 2, 3, 4, 1));
    SHOW(PyTime_FromTimeAndFold(1, 2, 3, 4, 2));
    PyTypeObject *plain = PyDateTimeAPI->TimeType, *sub = (PyTypeObject *)made("SubTime");
    SHOW(PyDateTimeAPI->Time_FromTime(1, 2, 3, 4, PyDateTime_TimeZone_UTC, plain));
    SHOW(PyDateTimeAPI->Time_FromTime(1, 2, 3, 4, Py_None, sub));
    SHOW(PyDateTimeAPI->Time_FromTime(1, 2, 3, 4, bad, plain));
    SHOW(PyDateTimeAPI->Time_FromTimeAndFold(1, 2, 3, 4, PyDateTime_TimeZone_UTC, 1, sub));
}

static void deltas(void)
{
    names();
    PyObject *o = made("datetime.timedelta(-1, 5, 7)");
    SHOW(PyDateTime_DELTA_GET_DAYS(o));
    SHOW(PyDateTime_DELTA_GET_SECONDS(o));
    SHOW(PyDateTime_DELTA_GET_MICROSECONDS(o));
    SHOW(PyDelta_FromDSU(1, 2, 3));
    SHOW(PyDelta_FromDSU(0, -1, 0));
    SHOW(PyDelta_FromDSU(0, 0, -1));
    SHOW(PyDelta_FromDSU(0, 200000, 3000000));
    SHOW(PyDelta_FromDSU(999999999, 86399, 999999));
    SHOW(PyDelta_FromDSU(999999999, 86399, 1000000));
    SHOW(PyDelta_FromDSU(-999999999, 0, 0));
    SHOW(PyDelta_FromDSU(-999999999, 0, -1));
    SHOW(PyDelta_FromDSU(2147483647, 0, 0));
    PyTypeObject *plain = PyDateTimeAPI->DeltaType, *sub = (PyTypeObject *)made("SubDelta");
    SHOW(PyDateTimeAPI->Delta_FromDelta(1, 2, 3, 0, plain));
    SHOW(PyDateTimeAPI->Delta_FromDelta(1000000000, 2, 3, 0, plain));
    SHOW(PyDateTimeAPI->Delta_FromDelta(1, 86400, 3, 1, sub));
}

static void zones(void)
{
    names();
    PyObject *hour = made("datetime.timedelta(hours=1)"), *day = made("datetime.timedelta(days=1)");
    PyObject *none = made("datetime.timedelta(0)"), *odd = made("datetime.timedelta(0, 1, 1)"), *name = made("'CET'"), *empty = made("''");
    SHOW_LENT(PyDateTime_TimeZone_UTC);
    SHOW(PyDateTime_TimeZone_UTC == made("datetime.timezone.utc"));
    SHOW(PyTimeZone_FromOffset(hour));
    SHOW(PyTimeZone_FromOffset(odd));
    SHOW(PyTimeZone_FromOffset(none) == PyDateTime_TimeZone_UTC);
    SHOW(PyTimeZone_FromOffset(day));
    SHOW(PyTimeZone_FromOffsetAndName(hour, name));
    SHOW(PyTimeZone_FromOffsetAndName(none, name));
    SHOW(PyTimeZone_FromOffsetAndName(none, empty));
    SHOW(PyTimeZone_FromOffsetAndName(day, name));
}

static void table(void)
{
    names();
    SHOW((PyObject *)PyDateTimeAPI->DateType);
    SHOW((PyObject *)PyDateTimeAPI->DateTimeType);
    SHOW((PyObject *)PyDateTimeAPI->TimeType);
    SHOW((PyObject *)PyDateTimeAPI->DeltaType);
    SHOW((PyObject *)PyDateTimeAPI->TZInfoType);
    note("sizes: %zu %zu %zu %zu %zu %zu", sizeof(PyDateTime_Date), sizeof(PyDateTime_DateTime), sizeof(PyDateTime_Time),
         sizeof(PyDateTime_Delta), sizeof(PyDateTime_TZInfo), sizeof(PyDateTime_CAPI));
    PyDateTime_CAPI *before = PyDateTimeAPI;
    PyDateTime_IMPORT;
    SHOW(PyDateTimeAPI == before);
    SHOW_LENT(made("datetime.datetime_CAPI.__class__"));
}

static void import(void)
{
    SHOW(PyDateTimeAPI != NULL);
    PyDateTime_IMPORT;
    SHOW(PyDateTimeAPI != NULL);
}

TESTS(datetime_api, TEST(import), TEST(table), TEST(checks), TEST(dates), TEST(date_and_time), TEST(times), TEST(deltas), TEST(zones))
