"""modules/built_cython.pyx in use."""

import array
import asyncio
import gc
import inspect
import pickle
import sys
import traceback
import weakref

import built_cython as m


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        cause = f" <- {e.__cause__!r}" if e.__cause__ else ""
        print(type(e).__name__, str(e) + cause)


print(m.__doc__, m.Vector.__doc__, m.keywords.__doc__, type(m.keywords).__name__)
v = m.Vector(3, y=4)
print(v, v.norm, v + m.Vector(1, 1), v == m.Vector(3, 4), hash(v) == hash((3.0, 4.0)), v[0], list(v), len(v), v.dot(v), m.Vector.unit(), m.Vector.parse("1,2.5"), v.log, pickle.loads(pickle.dumps(v)))
v.norm = 10
v.x += 1
print(v, weakref.ref(v)() is v, {v: 1}[v], v.__class__.__mro__)
c = m.Child(1, 2, extra=5)
print(c.extra, c.dot(c), list(c), "extra" in c, c(1, 2), isinstance(c, m.Vector), gc.is_tracked(c))


class Python(m.Child):
    def dot(self, other):
        return 100 + super().dot(other)


print(Python(1, 1).dot(v), Python(2, 3) + v, Python.dot.__qualname__)
attempt(lambda: v + 1)
attempt(lambda: v[5])
attempt(setattr, v, "log", [])
attempt(setattr, v, "new", 1)
attempt(setattr, v, "x", "text")
attempt(v.dot, 3)
attempt(m.Vector, 1, 2, 3)
attempt(m.Vector.parse, None)
attempt(getattr, c, "nope")
attempt(m.Vector.dot, 1, 2)
attempt(lambda: v < v)
b = m.Bytes()
view = memoryview(b)
view[3] = -5
print(view.tolist(), view.format, b.views, view.cast("B")[3])
view.release()
print(b.views, list(m.fibonacci(15)), next(m.fibonacci(95)), sum(1 for _ in m.fibonacci(94)))
e = m.echo()
print(next(e), e.send(1), e.throw(KeyError("k")), next(e), e.gi_running, e.__name__, type(e).__name__, inspect.isgenerator(e))
attempt(next, e)
g = m.echo()
next(g)
print(g.close(), g.gi_frame if hasattr(g, "gi_frame") else "no frame")


async def one():
    await asyncio.sleep(0)
    return 7


async def main():
    print(await m.waits(one, 3), [x async for x in m.items(3)], await asyncio.gather(m.waits(one, 1), m.waits(one, 2)))
    task = asyncio.ensure_future(m.waits(lambda: asyncio.sleep(10), 1))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled", e.args)


asyncio.run(main())
step = m.closure(10)
print(step(), step(5, scale=1), step.__name__, step.__qualname__, step.__kwdefaults__, step.__defaults__, step.__closure__ is not None)
print(m.keywords(1, 2, 3, c=4, d=5, e=6), m.keywords(1, b=2, d=3))
attempt(m.keywords, 1, 2)
attempt(m.keywords, a=1, b=2, d=3)
attempt(m.keywords, 1, 2, d=1, **{"b": 2})
attempt(m.keywords)
print(inspect.signature(m.closure), m.closure.__code__.co_varnames, m.closure.__module__)
data = memoryview(array.array("d", [1, 2, 3, 4, 5, 6])).cast("B").cast("d", (2, 3))
print(m.total(data), m.fill(bytearray(5), 7))
attempt(m.total, array.array("d", [1]))
attempt(m.total, array.array("f", [1]))
attempt(m.total, None)
attempt(m.fill, b"const", 1)
attempt(m.fill, bytearray(2), 300)
print(m.twice(3), m.twice(1.5), m.twice("ab"), m.twice["int"](4), sorted(m.twice.__signatures__))
attempt(m.twice, [])
print(m.calls_fails(1))
attempt(m.calls_fails, 9)
attempt(m.chain)
try:
    m.chain()
except RuntimeError as e:
    print([(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)][1:], e.__cause__.__traceback__.tb_frame.f_code.co_filename.endswith("built_cython.pyx"))
print(m.swap({"a": 1}, "a"), m.swap({}, "b"), m.text("é".encode()), m.comprehensions(4), m.at([1, 2], (3, 4), -1), m.overflow(-128), m.counted([]))
attempt(m.text, "str")
attempt(m.text, b"\xff")
attempt(m.at, [1], (1,), 5)
attempt(m.at, (1,), (1,), 0)
attempt(m.overflow, 200)
attempt(m.overflow, 1.5)
attempt(m.swap, [], 1)


class Manager:
    def __init__(self, values):
        self.values = values

    def __enter__(self):
        return self.values

    def __exit__(self, *exc):
        print("exit", exc[0], end=" ")
        return exc[0] is ZeroDivisionError


m.matches(Manager([1, None, 2]))
m.matches(Manager(["stop", 1]))
m.matches(Manager(1 / (x - 1) for x in range(3)))
print()
attempt(m.matches, Manager(3))
attempt(m.matches, 3)
try:
    raise m.Plain("message", key="K")
except m.Plain as e:
    print(e, repr(e), e.count, m.Plain.__annotations__, m.Plain.__module__, m.Plain.__init__.__qualname__)
seen = []
sys.setprofile(lambda frame, event, arg: seen.append(event))
m.twice(1)
sys.setprofile(None)
print(set(seen) <= {"call", "return", "c_call", "c_return"})
before = len(gc.get_objects())
for _ in range(100):
    list(m.fibonacci(5)), m.closure(1)(), m.Vector(1, 2) + m.Vector(2, 1), m.comprehensions(3)
    try:
        m.chain()
    except RuntimeError:
        pass
gc.collect()
print(len(gc.get_objects()) - before < 50)
