/* Floating-point numbers. The processor's registers are as precise as their type: there is nothing to be set. */
@begin
@types
@constants
@declarations

#define _Py_SET_53BIT_PRECISION_HEADER
#define _Py_SET_53BIT_PRECISION_START
#define _Py_SET_53BIT_PRECISION_END

/* Sets `errno` to what the C library might have forgotten: too large is an error, too small is none. */
static inline void _Py_ADJUST_ERANGE1(double x)
{
    if (errno == 0 && (x == HUGE_VAL || x == -HUGE_VAL)) {
        errno = ERANGE;
    }
    else if (errno == ERANGE && x == 0.0) {
        errno = 0;
    }
}

static inline void _Py_ADJUST_ERANGE2(double x, double y)
{
    if (x == HUGE_VAL || x == -HUGE_VAL || y == HUGE_VAL || y == -HUGE_VAL) {
        if (errno == 0) {
            errno = ERANGE;
        }
    }
    else if (errno == ERANGE) {
        errno = 0;
    }
}
