# cython: embedsignature=True
"""What Cython's code asks of the C API: types, generators, coroutines, closures, buffers, fused types, errors, calls without the GIL."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.dict cimport PyDict_GetItem
from cpython.ref cimport Py_REFCNT
from libc.math cimport sqrt
from libc.string cimport memcpy
cimport cython


cdef class Vector:
    """A vector of doubles."""
    cdef public double x, y
    cdef readonly list log
    cdef object __weakref__

    def __cinit__(self, *args, **kwargs):
        self.log = ["cinit"]

    def __init__(self, double x=0, double y=0):
        self.x, self.y = x, y

    def __add__(self, other):
        if isinstance(self, Vector) and isinstance(other, Vector):
            return Vector((<Vector>self).x + (<Vector>other).x, (<Vector>self).y + (<Vector>other).y)
        return NotImplemented

    def __eq__(self, other):
        return isinstance(other, Vector) and self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __getitem__(self, int i):
        if i == 0:
            return self.x
        if i == 1:
            return self.y
        raise IndexError(i)

    def __len__(self):
        return 2

    def __repr__(self):
        return f"Vector({self.x:g}, {self.y!r})"

    def __reduce__(self):
        return Vector, (self.x, self.y)

    @property
    def norm(self):
        "its length"
        return sqrt(self.x * self.x + self.y * self.y)

    @norm.setter
    def norm(self, double to):
        cdef double by = to / self.norm
        self.x *= by
        self.y *= by

    cpdef double dot(self, Vector other) except? -1:
        return self.x * other.x + self.y * other.y

    @classmethod
    def unit(cls):
        return cls(1, 0)

    @staticmethod
    def parse(str text not None):
        return Vector(*map(float, text.split(",")))


cdef class Bytes:
    """Shows a buffer of its own."""
    cdef char data[8]
    cdef Py_ssize_t shape, stride
    cdef public int views

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        self.shape, self.stride = 8, 1
        buffer.buf, buffer.obj, buffer.len, buffer.itemsize = self.data, self, 8, 1
        buffer.readonly, buffer.ndim, buffer.format = 0, 1, "b"
        buffer.shape, buffer.strides = &self.shape, &self.stride
        buffer.suboffsets, buffer.internal = NULL, NULL
        self.views += 1

    def __releasebuffer__(self, Py_buffer *buffer):
        self.views -= 1


def fibonacci(int n):
    cdef unsigned long long a = 0, b = 1
    for _ in range(n):
        yield a
        a, b = b, a + b


def echo():
    got = yield "started"
    try:
        while True:
            got = yield got
    except KeyError as e:
        yield f"caught {e!r}"
    finally:
        yield "finally"


async def waits(thing, int times):
    total = 0
    for _ in range(times):
        total += await thing()
    return total


async def items(n):
    for i in range(n):
        yield i


def closure(start):
    count = start

    def step(by=1, *, scale=2):
        nonlocal count
        count += by * scale
        return count

    return step


def keywords(a, /, b, *args, c=3, d, **rest):
    return a, b, args, c, d, rest


def total(const double[:, :] view not None):
    cdef Py_ssize_t i, j
    cdef double s = 0
    with nogil:
        for i in range(view.shape[0]):
            for j in range(view.shape[1]):
                s += view[i, j]
    return s


def fill(unsigned char[::1] view, int value):
    view[:] = value
    return bytes(view[::2]), view.T.shape[0]


ctypedef fused number:
    int
    double
    str


def twice(number x):
    return x + x


cdef int fails(int x) except -1 nogil:
    if x > 2:
        with gil:
            raise ValueError(f"too much: {x}")
    return x


def calls_fails(int x):
    cdef int r
    with nogil:
        r = fails(x)
    return r


def chain():
    try:
        {}["missing"]
    except KeyError as e:
        raise RuntimeError("chained") from e


def swap(dict d not None, key):
    found = PyDict_GetItem(d, key)
    return NULL_or(found)


cdef NULL_or(void *p):
    return "NULL" if p == NULL else <object>p


def text(bytes b):
    cdef char *s = b
    cdef bytes made = PyBytes_FromStringAndSize(NULL, len(b))
    memcpy(<char *>made, s, len(b))
    return made.decode("utf-8"), f"{len(b):>4}", b[1:3], <int>s[0]


def comprehensions(n):
    return [i for i in range(n) if i % 2], {i: str(i) for i in range(n)}, {i // 2 for i in range(n)}, sum(i for i in range(n)), sorted((lambda x: -x)(i) for i in range(n))


@cython.boundscheck(True)
def at(list values, tuple key, Py_ssize_t i):
    return values[i], key[i], values[-1:], (<object>key)[i]


def overflow(object x):
    cdef signed char c = x
    return c


def matches(x):
    try:
        with x as y:
            for z in y:
                if z is None:
                    continue
                elif z == "stop":
                    break
                print(z, end=" ")
            else:
                print("through", end=" ")
    finally:
        print("left", end=" ")


class Plain(Exception):
    """A Python class."""
    count: int = 0

    def __init__(self, *args, key=None):
        super().__init__(*args)
        self.key = key

    def __str__(self):
        return f"{super().__str__()}/{self.key}"


cdef class Child(Vector):
    cdef dict extra

    def __init__(self, *args, **kw):
        super().__init__(*args)
        self.extra = kw

    def __getattr__(self, name):
        try:
            return self.extra[name]
        except KeyError:
            raise AttributeError(name) from None

    cpdef double dot(self, Vector other) except? -1:
        return -Vector.dot(self, other)

    def __iter__(self):
        return iter(self.extra)

    def __contains__(self, item):
        return item in self.extra

    def __call__(self, *args):
        return args


def counted(o):
    return Py_REFCNT(o) > 0
