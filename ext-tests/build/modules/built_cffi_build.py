"""cffi's API mode: a C source compiled against the stable ABI, with Python functions that C can call."""

from cffi import FFI

ffi = FFI()
ffi.cdef("""
    typedef struct { int x; double y; ...; } pair;
    enum kind { KIND_A, KIND_B = 7, ... };
    #define LIMIT ...
    static const char *const GREETING;
    int add(int, int);
    double sum(pair *, int);
    pair swap(pair);
    int apply(int (*)(int, void *), int, void *);
    extern int counter;
    extern int table[4];
    int variadic(int, ...);
    extern "Python" int handler(int, void *);
    int call_handler(int, void *);
    char *copy(const char *);
    void free(void *);
    uint64_t big(void);
    _Bool is_odd(long long);
""")
ffi.set_source(
    "built_cffi",
    """
    #include <stdarg.h>
    #include <stdint.h>
    #include <stdlib.h>
    #include <string.h>
    typedef struct { char hidden; int x; double y; } pair;
    enum kind { KIND_A, KIND_B = 7, KIND_C };
    #define LIMIT 99
    static const char *const GREETING = "hello";
    static int add(int a, int b) { return a + b; }
    static double sum(pair *p, int n) { double s = 0; while (n--) s += p[n].x * p[n].y; return s; }
    static pair swap(pair p) { pair q = { 0, (int)p.y, p.x }; return q; }
    static int apply(int (*f)(int, void *), int x, void *data) { return f(x, data) + f(x + 1, data); }
    static int counter = 5;
    static int table[4] = { 1, 2, 3, 4 };
    static int variadic(int n, ...) { va_list v; int s = 0; va_start(v, n); while (n--) s += va_arg(v, int); va_end(v); return s; }
    static int handler(int, void *);
    static int call_handler(int x, void *data) { return handler(x, data) * 2; }
    static char *copy(const char *s) { return strdup(s); }
    static uint64_t big(void) { return UINT64_MAX; }
    static _Bool is_odd(long long x) { return x & 1; }
    """,
    py_limited_api=True,
)
