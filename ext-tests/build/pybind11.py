"""modules/built_pybind11.cpp in use."""

import array
import copy
import gc
import pickle
import weakref

import built_pybind11 as m


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        cause = f" <- {e.__cause__!r}" if e.__cause__ else ""
        print(type(e).__name__, str(e) + cause)


class Cat(m.Animal):
    def speak(self, times):
        return "meow " * times


print(m.__doc__, m.answer, m.sub.where(), m.sub.__name__, type(m.Dog).__name__, m.Dog.__mro__)
d = m.Dog("Bo")
d.extra = [d]
print(d, d.twice(), m.Dog().name, Cat().twice(), pickle.loads(pickle.dumps(d)), copy.copy(d), isinstance(d, m.Animal), d.extra[0] is d)
ref = weakref.ref(d)
del d
gc.collect()
print(ref() is None)


class Lazy(m.Animal):
    def __init__(self):
        pass


attempt(m.Animal().speak, 1)
attempt(Lazy)
attempt(m.Dog, 3)
attempt(m.Dog.twice, 3)
attempt(m.Dog, name="x", age=3)
x = m.Matrix(2, 3)
x[1, 2] = 1.5
view = memoryview(x)
view[0, 0] = 9
print(view.tolist(), view.shape, view.strides, view.format, x[0, 0], m.Matrix(view)[1, 2])
attempt(x.__getitem__, (5, 5))
attempt(x.__setitem__, (5, 5), 1)
attempt(m.Matrix, array.array("i", [1]))
attempt(m.Matrix, b"x")
a = m.Money(150)
print((a + a).euros, (a * 3).euros, a < m.Money(200), a == m.Money(150), a != a, m.Money.currency, m.Money.of(euros=2).euros, m.Money.of.__doc__)
a.euros = 3
attempt(lambda: a + 1)
attempt(setattr, a, "euros", "x")
attempt(setattr, m.Money, "currency", "USD")
print(a.euros, m.Colour.Red, repr(m.Green), int(m.Green), m.Colour(1), m.Red | m.Green, m.Colour.__members__, hash(m.Red), pickle.loads(pickle.dumps(m.Red)))
print(m.convert({"a": [1, None, 2.5]}, {3, 1}, (True, "t"), "v"), m.convert({}, set(), [False, "f"], 3)[3])
attempt(m.convert, {"a": 1}, set(), (1, "x"), 1)
attempt(m.convert, {1: [1]}, set(), (True, "x"), 1)
print(m.overloaded(1), m.overloaded(1.5), m.overloaded("é"), m.overloaded(b"ab"), m.overloaded(True))
attempt(m.overloaded, None)
print(m.keywords(1), m.keywords(1, 2, 3, b=4, c=5), m.keywords(a=1))
attempt(m.keywords)
attempt(m.keywords, 2**40)
attempt(m.keywords, 1.5)
print(m.call(lambda v: v * 2, 5), m.call(m.adder(3), 4), m.adder(1)(2), m.overloaded.__doc__)
attempt(m.call, lambda v: "x", 1)
attempt(m.call, lambda v: 1 / 0, 1)
attempt(m.call, None, 1)
attempt(m.refuse, "why")
attempt(m.refuse, "")
print(issubclass(m.Refused, ValueError), m.Refused.__module__, m.catches(lambda: 1 / 0), m.catches(int))
attempt(m.catches, lambda: [][0])
attempt(m.chains, lambda: {}["k"])
seen = []
m.threads(seen.append, 8)
print(sorted(seen), m.objects({"b": 1, "a": 2}, []), list(m.iterate("abc")))
attempt(m.objects, {"b": 1, 2: 3}, [])
attempt(m.iterate, 5)
capsule = m.capsule()
print(m.read(capsule), "built.five" in repr(capsule))
attempt(m.read, 3)
attempt(getattr, m, "nope")
attempt(m.Animal.speak)
attempt(m.Animal.__new__, int)


class Both(m.Dog):
    __slots__ = ("slot",)


both = Both("two")
both.slot = 1
print(both.slot, both.twice(), m.Dog.__init__.__doc__, type(m.Dog.speak).__name__)
attempt(type, "Bad", (m.Dog, int), {})
before = len(gc.get_objects())
for _ in range(200):
    m.Dog().extra = Cat(), m.adder(2)(1), m.convert({"a": [1]}, {1}, (True, ""), 2)
    m.catches(lambda: 1 / 0)
gc.collect()
print(len(gc.get_objects()) - before < 50)
