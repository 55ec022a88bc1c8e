"""pyo3/src/lib.rs in use: whole, and for the stable ABI."""

import gc
import inspect
import sys
import traceback
import types
import weakref

import built_pyo3 as m


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except BaseException as e:
        cause = f" <- {e.__cause__!r}" if e.__cause__ else ""
        print(type(e).__name__, str(e) + cause)


print(m.ANSWER, m.inner.where, m.__all__[:3], m.Stack.__doc__, m.Stack.__module__, inspect.signature(m.Stack), inspect.signature(m.keywords), m.keywords.__doc__, m.Stack.LIMIT)
s = m.Stack(1, "two", name="s")
print(s, len(s), s.push([3]), s[0], s[-1], list(s), "two" in s, 5 in s, s.depth, s.name, m.Stack.empty(), m.Stack.named("n"), s.pop(), weakref.ref(s)() is s)
s.name = "renamed"
s.anything = 1
print(s, s.__dict__, [bool(x) for x in [m.Stack(), s]])


class Sub(m.Stack):
    def push(self, item):
        return super().push(("sub", item))


sub = Sub.named("sub")
print(sub.push(1), type(sub).__name__, m.Loud("loud"), m.Loud("l").push(1), issubclass(m.Loud, m.Stack))
attempt(lambda: s.push(1).push(2).push(3).push(4))
attempt(s.with_mut, lambda x: x.push(1))
attempt(s.with_mut, lambda x: len(x))
attempt(s.__getitem__, 99)
attempt(s.__getitem__, "x")
attempt(setattr, s, "name", 3)
attempt(setattr, s, "depth", 3)
attempt(delattr, s, "name")
attempt(m.Stack, name=3)
attempt(m.Stack, nope=3)
attempt(m.Stack.push, 1, 2)
attempt(m.Loud)
attempt(type, "Bad", (m.Loud,), {})
v = m.Version(1, 2)
print(v, v + 3, v == m.Version(1, 2), v < m.Version(2, 0), hash(v) == hash(m.Version(1, 2)), max(v, m.Version(1, 5)).minor, v != 3, sorted([m.Version(2, 0), v])[0].major)
attempt(lambda: v < 3)
attempt(lambda: v + "x")
attempt(lambda: 3 + v)
attempt(setattr, v, "major", 3)
attempt(m.Version, -1, 0)
attempt(m.Version, 2**33, 0)
print(m.Colour.Red, m.Colour.Red == m.Colour.Red, m.Colour.Green == 5, int(m.Colour.Green), m.Colour.Red != m.Colour.Green, list(m.Countdown(4)))
attempt(m.Colour)
attempt(lambda: hash(m.Colour.Red))
print(m.keywords(1, c="x"), m.keywords(1, 3, 4, 5, c="y", k=[1]))
attempt(m.keywords, 1)
attempt(m.keywords, a=1, c="x")
attempt(m.keywords, 1, c=2)
attempt(m.keywords, "x", c="")
attempt(m.keywords, 1, 2, b=3, c="")
print(m.convert({"b": [1, None], "a": []}, {1, 255}), m.big(2**64 - 1, -(2**100)), m.either(5), m.either("t"), m.either((1, True)))
attempt(m.convert, {"a": ["x"]}, set())
attempt(m.convert, [], set())
attempt(m.convert, {}, {256})
attempt(m.big, -1, 0)
attempt(m.either, [])
moved = m.moved(types.SimpleNamespace(x=1, y=2, tag="t"))
print(moved)
attempt(m.moved, types.SimpleNamespace(x=1))
attempt(m.moved, types.SimpleNamespace(x="1", y=2, tag=None))
for kind in ["key", "io", "parse", "other"]:
    attempt(m.fail, kind)
sys.stderr.flush()
attempt(m.caught, lambda: 1 / 0)
print(issubclass(m.Refused, ValueError), m.Refused.__doc__, m.Refused.__module__, m.caught(lambda: 5), m.caught(lambda: {}["k"]), m.detached(1000), m.threads(lambda i: i * i, 6))
attempt(m.threads, lambda i: 1 // (i - 2), 4)
print(m.objects({"b": 1, "a": 2}))
attempt(m.objects, {1: 1, "a": 2})
try:
    m.caught(lambda: [][1])
except m.Refused as e:
    print([f.name for f in traceback.extract_tb(e.__traceback__)], [f.name for f in traceback.extract_tb(e.__cause__.__traceback__)])
loop = m.Stack(name="loop")
loop.push(loop)
ref = weakref.ref(loop)
del loop
gc.collect()
print(ref(), [n for n in m.Stack.__dict__ if n.startswith("__")][:3] and "methods", m.Stack.__basicsize__ > 0, type(m.Stack.push).__name__, type(m.keywords).__name__)
before = len(gc.get_objects())
for _ in range(200):
    m.Stack(1).push(m.Version(1, 1)), m.convert({"a": [1.0]}, {1}), list(m.Countdown(2))
    try:
        m.caught(lambda: 1 / 0)
    except m.Refused:
        pass
gc.collect()
print(len(gc.get_objects()) - before < 50)
