"""`s += s`: text that is extended in place is not the text that is added."""


def f():
    s = "abc" * 1000
    for i in range(12):
        s += s
    t = s[:]
    n = len(s)
    return n, s == "abc" * (n // 3)

print(f())


def g():
    s = "\U0001f600ab"
    while len(s) < 3_000_000:
        s += s
    return len(s), s.count("a"), s == "\U0001f600ab" * (len(s) // 3)

print(g())
