"""modules/built_nanobind.cpp in use."""

import array
import gc
import sys
import weakref

import built_nanobind as m


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


class Circle(m.Shape):
    def __init__(self, r):
        super().__init__()
        self.r = r

    def area(self):
        return 3 * self.r**2

    def name(self):
        return "circle"


print(m.__doc__, type(m.Square).__name__, m.Square.__mro__, m.Square.__module__, type(m.Square.unit).__name__)
s = m.Square(2)
s.extra = s
print(s, s.area(), s.diagonal2, s == m.Square(2), s < m.Square(3), {s: 1}[m.Square(2)], m.Square.unit(), weakref.ref(s)() is s, m.describe(s), m.describe(Circle(2)), m.Square.side.__doc__)
s.side = 5
print(s.side, Circle(1).area(), m.nothing(None), m.nothing(s), m.Square(side=3))
attempt(m.Square, "x")
attempt(m.Square, 1, 2)
attempt(setattr, s, "side", "x")
attempt(setattr, s, "diagonal2", 1)
attempt(m.Shape)
attempt(lambda: m.Shape.name(m.Square(1)))
attempt(m.describe, 3)
attempt(m.describe, None)


class Half(m.Shape):
    def name(self):
        return 3


attempt(m.describe, Half())
attempt(lambda: m.Square.__new__(m.Square).area())
print(m.Level.Low, repr(m.High), m.Level(5), m.Level.Low.value, m.Level.Low + 1, m.Level.__members__ if hasattr(m.Level, "__members__") else "", m.Level.Low.__doc__)
attempt(m.Level, 3)
for kind in range(4):
    attempt(m.fail, kind)
print(m.Failure.__mro__, m.convert({"a": [1]}), m.convert({}, s="k"), m.strict(3), m.over(1), m.over(1.5), m.over("x"))
attempt(m.convert, {"a": "x"})
attempt(m.convert, {1: []})
attempt(m.strict, 1.0)
attempt(m.strict, 2**40)
attempt(m.over, [])
print(m.keywords(1, 2, 3, b=4, c=5), m.keywords(1), m.keywords.__doc__, type(m.keywords).__name__, m.keywords.__name__)
attempt(m.keywords)
attempt(m.keywords, 1, a=2)
print(m.call(str, 5), m.typed([1, 2, 3]), m.total(memoryview(array.array("d", [1, 2, 3, 4])).cast("B").cast("d", (2, 2))))
attempt(m.call, lambda x: x, 5)
attempt(m.call, lambda x: 1 / 0, 5)
attempt(m.typed, [1, "x"])
attempt(m.typed, (1,))
attempt(m.total, memoryview(array.array("d", [1])))
view = m.made(5)
print(type(view).__name__, view.tolist(), view.format, m.released(lambda: "back"), m.count([1, None, 2]), m.count(iter("abc")))
attempt(m.count, 5)
attempt(m.released, 5)
print(m.build({"a": 1, "b": 2}), sys.built)
del s.extra, s
before = len(gc.get_objects())
for _ in range(200):
    q = m.Square(1)
    q.self = q
    m.describe(Circle(1)), m.convert({"a": [1]}), m.call(str, 1)
del q
gc.collect()
print(len(gc.get_objects()) - before < 50)
