"""cffi's ABI mode through _cffi_backend: declarations, C data, calls, callbacks, buffers, errors."""

import gc
import weakref

import cffi

ffi = cffi.FFI()
ffi.cdef("""
    typedef struct { int x; double y; char name[8]; } point;
    typedef union { int i; unsigned char b[4]; } four;
    struct node { int value; struct node *next; unsigned flag:3, rest:5; };
    enum colour { RED, GREEN = 5, BLUE };
    typedef int (*compare)(const void *, const void *);
    size_t strlen(const char *);
    int snprintf(char *, size_t, const char *, ...);
    void qsort(void *, size_t, size_t, compare);
    double floor(double);
    char *getenv(const char *);
    long labs(long);
    int atoi(const char *);
    typedef struct { int quot, rem; } div_t;
    div_t div(int, int);
    extern char **environ;
    #define LIMIT 42
""")
C = ffi.dlopen(None)
print(C.strlen(b"hello"), C.labs(-5), C.atoi(b"12x"), C.LIMIT, C.div(17, 5).quot, C.div(17, 5).rem, C.GREEN if hasattr(C, "GREEN") else "")
m = ffi.dlopen("libm.so.6")
print(m.floor(-2.5), m.floor(3), m)
p = ffi.new("point *", {"x": 3, "y": 2.5, "name": b"abc"})
print(p.x, p.y, ffi.string(p.name), p[0].x, ffi.sizeof("point"), ffi.offsetof("point", "y"), ffi.alignof("point"), dir(p), ffi.typeof(p), ffi.typeof("point").fields[2][1].type)
u = ffi.new("four *", [0x01020304])
print(list(u.b), bytes(ffi.buffer(u)), ffi.sizeof(u[0]))
a = ffi.new("int[]", [5, 3, 9, 1])


@ffi.callback("int(const void *, const void *)")
def compare(x, y):
    return ffi.cast("int *", x)[0] - ffi.cast("int *", y)[0]


C.qsort(a, len(a), ffi.sizeof("int"), compare)
print(list(a), a[1:3], len(a), (a + 1)[0], (a + 2) - a, ffi.unpack(a, 3), a == ffi.addressof(a), ffi.addressof(a, 2)[0])
buffer = ffi.new("char[]", 50)
n = C.snprintf(buffer, 50, b"%d %s %.2f", ffi.cast("int", 7), ffi.new("char[]", b"str"), ffi.cast("double", 1.5))
print(n, ffi.string(buffer), ffi.string(buffer, 3), ffi.buffer(buffer)[:4], memoryview(ffi.buffer(buffer)).nbytes)
n1, n2 = ffi.new("struct node *"), ffi.new("struct node *", {"value": 2})
n1.next, n1.flag, n1.value = n2, 5, -1
print(n1.next.value, n1.next.next == ffi.NULL, bool(n1.next.next), n1.flag, n1.rest)
print(ffi.cast("enum colour", 5), int(ffi.cast("enum colour", 6)), ffi.typeof("enum colour").elements, ffi.cast("uint8_t", 300), ffi.cast("char", 65), ffi.cast("float", 0.1), ffi.cast("void *", 0x10))
print(ffi.getctype("int[3]", "*"), ffi.getctype("compare", "f"), ffi.typeof("int(*)(char, ...)").ellipsis, ffi.new("wchar_t[]", "h\u00e9\U0001f600"), ffi.string(ffi.new("char16_t[]", "\U0001f600")))
data = bytearray(b"abcdef")
view = ffi.from_buffer("char[]", data, require_writable=True)
view[0] = b"X"
ffi.memmove(view + 3, b"YZ", 2)
print(data, ffi.from_buffer(b"const")[1], len(view))
dead = []
owner = ffi.gc(ffi.new("int *", 7), lambda c: dead.append(c[0]))
del owner
gc.collect()
handle = ffi.new_handle(["an", "object"])
print(dead, ffi.from_handle(ffi.cast("void *", handle)), weakref.ref(a)() is a, hash(a) == hash(ffi.addressof(a)) or "other", {ffi.NULL: 1}[ffi.NULL])
boom = ffi.callback("int(int)", lambda x: 1 // x, error=-9, onerror=lambda t, v, tb: dead.append(t.__name__))
print(boom(2), boom(0), dead)
alloc = ffi.new_allocator(alloc=lambda size: ffi.cast("char *", block) + 0, free=None, should_clear_after_alloc=False)
block = ffi.new("char[64]")
alloc("int *", 5)
print(bytes(ffi.buffer(block, 4)), ffi.errno, ffi.typeof("int") is ffi.typeof("signed int"), ffi.new("int[2][3]")[1][2], ffi.new("bool *", True)[0], ffi.new("long double *", 1.5)[0])
ffi.errno = 13
print(ffi.errno, ffi.typeof(C.strlen).args, ffi.typeof(C.strlen).result, repr(ffi.new("int[3]")), repr(ffi.NULL), ffi.list_types()[0][:3])


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])


attempt(C.strlen, "text")
attempt(C.strlen)
attempt(C.labs, 2**70)
attempt(C.labs, "x")
attempt(C.snprintf, buffer, 5, b"%d", 7)
attempt(getattr, C, "no_such_function")
attempt(ffi.cdef, "int f(;")
attempt(ffi.cdef, "typedef struct { int x; } point;")
attempt(ffi.new, "int")
attempt(ffi.new, "nope *")
attempt(ffi.new, "char[2]", b"toolong")
attempt(ffi.new, "int *", "x")
attempt(ffi.new, "uint8_t *", 256)
attempt(ffi.new, "point *", {"z": 1})
attempt(ffi.dlopen, "libdoesnotexist.so")
attempt(getattr, p, "nope")
attempt(a.__getitem__, 9)
attempt(ffi.from_handle, ffi.NULL)
attempt(ffi.from_buffer, "text")
attempt(ffi.string, ffi.NULL)
attempt(lambda: ffi.NULL.x)
attempt(lambda: ffi.cast("int *", 0)[0])
attempt(lambda: ffi.cast("int", 1) + 1)
attempt(lambda: ffi.cast("int", 1) < ffi.cast("int", 2))
attempt(ffi.callback, "int", len)
attempt(ffi.offsetof, "point", "zz")
attempt(ffi.gc, 3, 4)
