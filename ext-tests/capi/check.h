/* What the tests of public/, cpython/ and internal/ are written with. Each call is printed as it stands in the source, with what came of it:
 *
 *     PyList_Append(list, item) -> 0  [item +1]
 *     PyList_Append(NULL, item) -> -1, SystemError: bad argument to internal function
 *
 * that is, the result by its C type, the exception that was set, what stands where an argument points (PyObject **, int *, ...: they must
 * point to something initialised), and by how much the reference counts of the arguments changed. The
 * stock library has printed NAME.expected; whatever ours prints otherwise is a bug of ours. Where the stock library crashes, NAME.ours
 * has what ours says instead.
 *
 *     CALL(function, arguments...)   the result is a new reference, or no object
 *     LENT(function, arguments...)   the result is a borrowed reference
 *     VOID(function, arguments...)   there is no result
 *     SHOW(expression), SHOW_LENT(expression), DO(expression)   the same without the other arguments:
 *
 * The first time that a function is called by one of the first three, the same call is first made with NULL for each argument in turn that is
 * a pointer, and with `bad` (a plain object) for each that is an object; all these in children, which may crash. ALONE(expression) and
 * ALONE_DO(expression) are for other calls that may. They call the exported function, even if a macro has its name.
 *
 * `UNCHECKED;` before one says that the stock library does not look at types there, and goes wrong in ways that are not worth recording: its calls with
 * `bad`, and ALONE, count as crashes of it. What the unraisable hook is told stands behind the result, "; ignored ...". */
#ifndef CHECK_H
#define CHECK_H
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Where functions of the headers are inline, or macros without parentheses: the exported function, under its own name. */
#define EXPORTED(name) __asm__(name)

/* A fresh object, the value of a Python expression; it lives until the test's end. */
PyObject *made(const char *expression);
/* Runs statements in the namespace that `made` looks in. */
void python(const char *statements);
/* One more reference, for calls that steal one. */
PyObject *keep(PyObject *object);
extern PyObject *bad;
#define UNCHECKED check_undefined()
void check_undefined(void);
/* Prints a line of its own. */
void note(const char *format, ...);

typedef struct { const char *name; void (*run)(void); } check_test;
PyObject *check_module(PyModuleDef *module, const check_test *tests);
#define TEST(function) {#function, function}
#define TESTS(module_name, ...)                                                                        \
    static const check_test check_tests[] = {__VA_ARGS__, {NULL, NULL}};                               \
    static PyModuleDef check_definition = {PyModuleDef_HEAD_INIT, .m_name = #module_name, .m_size = -1}; \
    PyMODINIT_FUNC PyInit_##module_name(void) { return check_module(&check_definition, check_tests); }

/* How results are printed. */
void check_new(PyObject *value);
void check_lent(PyObject *value);
void check_int(int value);
void check_signed(long long value);
void check_unsigned(unsigned long long value);
void check_double(double value);
void check_complex(Py_complex value);
void check_string(const char *value);
void check_wide(const wchar_t *value);
void check_status(PyStatus value);
void check_pointer(const void *value);
#define CHECK_SHOWER(value, object)                                                                     \
    _Generic((value), PyObject *: object, bool: check_int, char: check_int, signed char: check_int,     \
        unsigned char: check_int, short: check_int, unsigned short: check_int, int: check_int,          \
        unsigned: check_unsigned, long: check_signed, unsigned long: check_unsigned,                    \
        long long: check_signed, unsigned long long: check_unsigned, float: check_double,               \
        double: check_double, Py_complex: check_complex, char *: check_string,                          \
        const char *: check_string, wchar_t *: check_wide, const wchar_t *: check_wide,                 \
        PyStatus: check_status, default: check_pointer)
#define CHECK_RESULT(expression) CHECK_SHOWER(expression, check_new)(expression)
#define CHECK_RESULT_LENT(expression) CHECK_SHOWER(expression, check_lent)(expression)

/* A call begins with its text; then its arguments are watched; `check_child` is true in the child that makes it with argument `index` spoilt. */
void check_begin(const char *function, const char *arguments);
void check_watch(PyObject *argument, char kind, const void *place);
bool check_child(int index, const char *replacement);
bool check_alone(void);
void check_call(void);
void check_end(void);

#define SHOW(expression) (check_begin(#expression, NULL), check_call(), CHECK_RESULT(expression), check_end())
#define SHOW_LENT(expression) (check_begin(#expression, NULL), check_call(), CHECK_RESULT_LENT(expression), check_end())
#define DO(expression) (check_begin(#expression, NULL), check_call(), (void)(expression), check_pointer(check_done), check_end())
#define ALONE(expression) do { check_begin(#expression, NULL); if (check_alone()) { CHECK_RESULT(expression); check_end(); } } while (0)
#define ALONE_DO(expression)                                                                                                    \
    do { check_begin(#expression, NULL); if (check_alone()) { (void)(expression); check_pointer(check_done); check_end(); } } while (0)
/* How a call without a result is printed. */
extern const char check_done[];

/* What is put for an argument: by its type, NULL and `bad`, or itself where there is nothing to spoil. */
#define CHECK_NULL(a)                                                                                              \
    _Generic((a), PyObject *: (PyObject *)NULL, PyTypeObject *: (PyTypeObject *)NULL, char *: (char *)NULL,         \
        const char *: (const char *)NULL, default: (a))
#define CHECK_BAD(a) _Generic((a), PyObject *: bad, default: (a))
#define CHECK_HAS_NULL(a)                                                                                          \
    _Generic((a), PyObject *: true, PyTypeObject *: true, char *: true, const char *: true, default: false)
#define CHECK_HAS_BAD(a) _Generic((a), PyObject *: true, default: false)
#define CHECK_WATCH(a)                                                                                              \
    check_watch(_Generic((a), PyObject *: (a), default: (PyObject *)NULL),                                          \
                _Generic((a), PyObject **: 'O', int *: 'i', long *: 'l', unsigned long *: 'u', double *: 'd', char **: 's', \
                         const char **: 's', default: 0),                                                           \
                _Generic((a), PyObject **: (a), int *: (a), long *: (a), unsigned long *: (a), double *: (a), char **: (a), \
                         const char **: (a), default: NULL))
#define CHECK_SPOILT(index, a, null_call, bad_call, R)                                              \
    if (CHECK_HAS_NULL(a) && check_child(index, "NULL")) { R(null_call); check_end(); }             \
    if (CHECK_HAS_BAD(a) && check_child(index, "bad")) { R(bad_call); check_end(); }

#define CALL(function, ...) CHECK_ARITY(__VA_ARGS__)(CHECK_RESULT, function, #function, #__VA_ARGS__, __VA_ARGS__)
#define LENT(function, ...) CHECK_ARITY(__VA_ARGS__)(CHECK_RESULT_LENT, function, #function, #__VA_ARGS__, __VA_ARGS__)
#define VOID(function, ...) CHECK_ARITY(__VA_ARGS__)(CHECK_RESULT_VOID, function, #function, #__VA_ARGS__, __VA_ARGS__)
#define CHECK_RESULT_VOID(expression) ((void)(expression), check_pointer(check_done))
#define CHECK_ARITY(...) CHECK_SEVENTH(__VA_ARGS__, CHECK_6, CHECK_5, CHECK_4, CHECK_3, CHECK_2, CHECK_1, )
#define CHECK_SEVENTH(a, b, c, d, e, f, g, ...) g

#define CHECK_1(R, function, name, arguments, x)                                            \
    do {                                                                                    \
        __auto_type a_ = (x);                                                                \
        check_begin(name, arguments);                                                       \
        CHECK_WATCH(a_);                                                                     \
        CHECK_SPOILT(0, a_, (function)(CHECK_NULL(a_)), (function)(CHECK_BAD(a_)), R)          \
        check_call(); R((function)(a_)); check_end();                                        \
    } while (0)
#define CHECK_2(R, function, name, arguments, x, y)                                         \
    do {                                                                                    \
        __auto_type a_ = (x); __auto_type b_ = (y);                                           \
        check_begin(name, arguments);                                                       \
        CHECK_WATCH(a_); CHECK_WATCH(b_);                                                     \
        CHECK_SPOILT(0, a_, (function)(CHECK_NULL(a_), b_), (function)(CHECK_BAD(a_), b_), R)    \
        CHECK_SPOILT(1, b_, (function)(a_, CHECK_NULL(b_)), (function)(a_, CHECK_BAD(b_)), R)    \
        check_call(); R((function)(a_, b_)); check_end();                                     \
    } while (0)
#define CHECK_3(R, function, name, arguments, x, y, z)                                            \
    do {                                                                                          \
        __auto_type a_ = (x); __auto_type b_ = (y); __auto_type c_ = (z);                            \
        check_begin(name, arguments);                                                             \
        CHECK_WATCH(a_); CHECK_WATCH(b_); CHECK_WATCH(c_);                                           \
        CHECK_SPOILT(0, a_, (function)(CHECK_NULL(a_), b_, c_), (function)(CHECK_BAD(a_), b_, c_), R)    \
        CHECK_SPOILT(1, b_, (function)(a_, CHECK_NULL(b_), c_), (function)(a_, CHECK_BAD(b_), c_), R)    \
        CHECK_SPOILT(2, c_, (function)(a_, b_, CHECK_NULL(c_)), (function)(a_, b_, CHECK_BAD(c_)), R)    \
        check_call(); R((function)(a_, b_, c_)); check_end();                                        \
    } while (0)
#define CHECK_4(R, function, name, arguments, x, y, z, v)                                               \
    do {                                                                                                \
        __auto_type a_ = (x); __auto_type b_ = (y); __auto_type c_ = (z); __auto_type d_ = (v);             \
        check_begin(name, arguments);                                                                   \
        CHECK_WATCH(a_); CHECK_WATCH(b_); CHECK_WATCH(c_); CHECK_WATCH(d_);                                 \
        CHECK_SPOILT(0, a_, (function)(CHECK_NULL(a_), b_, c_, d_), (function)(CHECK_BAD(a_), b_, c_, d_), R)    \
        CHECK_SPOILT(1, b_, (function)(a_, CHECK_NULL(b_), c_, d_), (function)(a_, CHECK_BAD(b_), c_, d_), R)    \
        CHECK_SPOILT(2, c_, (function)(a_, b_, CHECK_NULL(c_), d_), (function)(a_, b_, CHECK_BAD(c_), d_), R)    \
        CHECK_SPOILT(3, d_, (function)(a_, b_, c_, CHECK_NULL(d_)), (function)(a_, b_, c_, CHECK_BAD(d_)), R)    \
        check_call(); R((function)(a_, b_, c_, d_)); check_end();                                           \
    } while (0)
#define CHECK_5(R, function, name, arguments, x, y, z, v, w)                                                  \
    do {                                                                                                      \
        __auto_type a_ = (x); __auto_type b_ = (y); __auto_type c_ = (z); __auto_type d_ = (v); __auto_type e_ = (w); \
        check_begin(name, arguments);                                                                         \
        CHECK_WATCH(a_); CHECK_WATCH(b_); CHECK_WATCH(c_); CHECK_WATCH(d_); CHECK_WATCH(e_);                       \
        CHECK_SPOILT(0, a_, (function)(CHECK_NULL(a_), b_, c_, d_, e_), (function)(CHECK_BAD(a_), b_, c_, d_, e_), R)    \
        CHECK_SPOILT(1, b_, (function)(a_, CHECK_NULL(b_), c_, d_, e_), (function)(a_, CHECK_BAD(b_), c_, d_, e_), R)    \
        CHECK_SPOILT(2, c_, (function)(a_, b_, CHECK_NULL(c_), d_, e_), (function)(a_, b_, CHECK_BAD(c_), d_, e_), R)    \
        CHECK_SPOILT(3, d_, (function)(a_, b_, c_, CHECK_NULL(d_), e_), (function)(a_, b_, c_, CHECK_BAD(d_), e_), R)    \
        CHECK_SPOILT(4, e_, (function)(a_, b_, c_, d_, CHECK_NULL(e_)), (function)(a_, b_, c_, d_, CHECK_BAD(e_)), R)    \
        check_call(); R((function)(a_, b_, c_, d_, e_)); check_end();                                              \
    } while (0)
/* Functions with more arguments than that are called as they stand. */
#define CHECK_6(R, function, name, arguments, ...)                                                            \
    do { check_begin(name, arguments); check_call(); R((function)(__VA_ARGS__)); check_end(); } while (0)

#endif
