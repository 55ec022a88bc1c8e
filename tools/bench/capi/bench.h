/* What the files of this extension share: how a benchmark is written, and the objects that they work on.

   BENCH(name, body) defines one: the body runs once a loop, inside a function that gives -1 where an exception is set. The name is
   that of the exported function which it is about, with a suffix where there are several. A linker section collects them. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

typedef struct {
    const char *name;
    int (*run)(Py_ssize_t loops);
} Bench;

#define BENCH(name, ...)                                                                                                        \
    static int run_##name(Py_ssize_t loops)                                                                                     \
    {                                                                                                                           \
        while (loops-- > 0) {                                                                                                   \
            __VA_ARGS__;                                                                                                        \
        }                                                                                                                       \
        return 0;                                                                                                               \
    }                                                                                                                           \
    static const Bench row_##name __attribute__((used, section("capi_benches"))) = {#name, run_##name}

/* Ends the benchmark where an exception came. */
#define NEED(condition)                                                                                                         \
    do {                                                                                                                        \
        if (!(condition)) return -1;                                                                                            \
    } while (0)
/* A new reference is made and dropped. */
#define MAKE(expression)                                                                                                        \
    do {                                                                                                                        \
        PyObject *made_ = (PyObject *)(expression);                                                                             \
        NEED(made_);                                                                                                            \
        Py_DECREF(made_);                                                                                                       \
    } while (0)
/* A value that the compiler must not leave out. */
#define KEEP(expression)                                                                                                        \
    do {                                                                                                                        \
        __typeof__(expression) kept_ = (expression);                                                                            \
        __asm__ volatile("" : : "r,m"(kept_) : "memory");                                                                       \
    } while (0)

/* Made by capi.py, by these names; borrowed for as long as the process lives. */
#define FIXTURES(X)                                                                                                             \
    X(function0) X(function1) X(function2) X(function_kw) X(keyword_names) X(keywords) X(generator) X(Point) X(Slotted) X(Base) X(classes) \
    X(point) X(slotted) X(derived) X(move) X(size) X(x) X(missing) X(name)                                                      \
    X(small) X(other_small) X(large) X(real) X(other_real)                                                                      \
    X(text) X(needle) X(wide) X(words) X(comma) X(digits) X(bytes100) X(bytearray100)                                           \
    X(list10) X(list100) X(tuple10) X(pair) X(integers) X(dict10) X(dict100) X(set100) X(dict_small)                             \
    X(arguments1) X(arguments2) X(arguments_text) X(arguments_list) X(arguments_bytes) X(context_variable) X(empty_tuple)
#define DECLARE(name) extern PyObject *name;
FIXTURES(DECLARE)
#undef DECLARE
