"""modules/built_cython_abi3.pyx in use."""

import built_cython_abi3 as m

print(m.__file__.endswith(".abi3.so"))
c = m.Counter(2)
c += 5
c += 1
print(c, bool(c), list(c), c[0], c[-1:], c.history, m.Counter.__doc__, m.Counter().n, bool(m.Counter()))
print(list(m.collatz(6)), m.apply(lambda *a, k: (a, k), 1, 2, k=3), m.apply(int, "x"), m.apply(len), m.joined({"b": 1, "a": "x"}), m.sized(255, 1.1, 5, b"abc"))


class Sub(m.Counter):
    pass


s = Sub(n=4)
s.extra = 1
print(s, s.extra, isinstance(s, m.Counter))


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(m.sized, 256, 1, 1, b"")
attempt(m.sized, 1, "x", 1, b"")
attempt(m.sized, 1, 1, 1, "x")
attempt(m.joined, [])
attempt(m.joined, {1: 1, "a": 2})
attempt(m.apply, lambda: 1 / 0)
attempt(setattr, c, "n", None)
attempt(setattr, c, "history", None)
attempt(setattr, c, "nope", None)
attempt(c.__iadd__, "x")
attempt(c.__getitem__, 9)
attempt(m.Counter, 1, 2)
attempt(m.collatz, "x")
attempt(m.joined)
attempt(m.joined, {}, sep=1)
