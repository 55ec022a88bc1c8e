"""Cython by the stable ABI: heap types, generators and errors, through exported functions alone."""


cdef class Counter:
    """Counts."""
    cdef public int n
    cdef list seen

    def __init__(self, n=0):
        self.n = n
        self.seen = []

    def __iadd__(self, int by):
        self.n += by
        self.seen.append(by)
        return self

    def __iter__(self):
        return iter(self.seen)

    def __repr__(self):
        return f"Counter({self.n})"

    def __bool__(self):
        return self.n > 0

    def __getitem__(self, key):
        return self.seen[key]

    @property
    def history(self):
        return tuple(self.seen)


def collatz(long n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1


def apply(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except (ValueError, TypeError) as e:
        return f"{type(e).__name__}: {e}"


def joined(dict d, str sep=", "):
    return sep.join([f"{k}={v!r}" for k, v in sorted(d.items())])


def sized(unsigned char c, float f, bint b, bytes raw):
    return c, round(f, 3), b, raw[::-1]
