"""Drives the extension `spine`; what is printed is compared with the stock library's.

Usage: spine.py DIRECTORY LIBRARY      where the extension lies; the end of the path of the library that must answer
"""
import gc
import os
import sys
import threading
import time
import weakref

sys.path.insert(0, sys.argv[1])
import spine

print("answered by the right library:", os.path.realpath(spine.library()).endswith(sys.argv[2]))


def attempt(call, *args, **kwargs):
    try:
        print("  ->", repr(call(*args, **kwargs)))
    except BaseException as e:
        print(f"  {type(e).__module__}.{type(e).__name__}: {e}")
        cause = e.__cause__
        while cause:
            print(f"    from {type(cause).__name__}: {cause}")
            cause = cause.__cause__


print("module:", spine.__name__, spine.__doc__, spine.ANSWER, spine.NAME, spine.METH_FASTCALL, type(spine.__spec__).__name__)
print(sorted(n for n in vars(spine) if not n.startswith("__")))

print("Point")
Point = spine.Point
p = Point(3, 4.5, id=7)
print(p, repr(p), p.x, p.y, p.id, p.norm, p.double_norm, p + Point(1, 1), hash(p), Point.__doc__, Point.__text_signature__)
print(p == Point(3), p < Point(9), p != Point(3, 1), p.origin(), Point.twice(21), Point.__flags__ & (1 << 9))
p.x = 10
p.norm = 2
print(p)
attempt(setattr, p, "id", 1)
attempt(setattr, p, "x", "wide")
attempt(setattr, p, "norm", "far")
attempt(delattr, p, "norm")
attempt(delattr, p, "x")
attempt(setattr, p, "nothing", 1)
attempt(Point, 1, 2, 3)
attempt(Point, "a")
attempt(Point, idd=3)
attempt(lambda: p + 1)
attempt(lambda: p < 1)
attempt(p.scale)
attempt(p.scale, 2, by=10)
attempt(p.scale, 1, 2)
attempt(p.scale, wrong=1)
attempt(p.scale, by="x")
attempt(p.origin, 1)
attempt(Point.scale)
attempt(Point.scale, 1)
attempt(setattr, Point, "more", 1)
print(Point.scale, Point.scale.__doc__, Point.scale.__text_signature__, Point.x, Point.norm, Point.twice.__name__)


class Named(Point):
    __slots__ = ("name",)

    def __new__(cls, name, *args):
        self = super().__new__(cls, *args)
        self.name = name
        return self


n = Named("n", 1, 2)
print(n, n.name, n.scale.__self__ is n, isinstance(n, Point), n + p)

print("Bag")
Bag = spine.Bag
bag = Bag("abc", limit=2)
print(len(bag), list(bag), bag[1], bag[-1], "a" in bag, "z" in bag, Bag[int], bag.put("d") is bag, list(bag), bag.made())
attempt(lambda: bag[10])
attempt(Bag, 5)
attempt(Bag, limit="x")
attempt(Bag, items="x")
attempt(bag.made, 1)
attempt(bag.put)
gone = []
me = Bag()
me.put(me)
ref = weakref.ref(me, lambda r: gone.append("gone"))
print(gc.is_tracked(me), ref() is me, gc.get_referents(me) == [Bag, [me]] or len(gc.get_referents(me)))
del me
gc.collect()
print(ref(), gone)


class Sack(Bag):
    def __del__(self):
        gone.append("sack")


sack = Sack([1])
sack.extra = sack
del sack
gc.collect()
print(gone, bag.made(), spine.Bag(range(3)).made())
del bag

print("Grid")
grid = spine.Grid(2, 3)
view = memoryview(grid)
print(view.format, view.shape, view.strides, view.nbytes, view.readonly, view.tolist(), view[1, 2], grid.exports)
view[0, 1] = -5
print(view.tolist(), bytes(view)[:8], spine.buffer_sum(grid), grid.exports)
view.release()
print(grid.exports, spine.buffer_sum(b"abc"), spine.buffer_sum(bytearray(b"\xff\xff")))
fixed = spine.Grid(1, 2, True)
attempt(lambda: memoryview(fixed).__setitem__((0, 0), 1))
import io
attempt(io.BytesIO(b"12345678").readinto, fixed)
print(io.BytesIO(b"\1\0\0\0\2\0\0\0").readinto(grid), memoryview(grid).tolist())
attempt(spine.buffer_sum, 1)
attempt(spine.Grid, -1, 2)

print("iteration and calls")
print(list(spine.Countdown(3)), sum(spine.Countdown(100)), iter(c := spine.Countdown(1)) is c, next(c), next(c, "end"))
adder = spine.Adder(10)
print(adder(), adder(1, 2), adder(1, x=2), adder(*[1] * 5, **{"y": 1}), sorted(map(adder, [3, 1])))
attempt(adder, "x")

print("parsing")
attempt(spine.parse, "a\0b", [1], 7)
attempt(spine.parse, "é", [], -1, 2, True, half=8, blob=b"x\0y", letter="ß")
attempt(spine.parse, text="t", number=1, items=[])
attempt(spine.parse)
attempt(spine.parse, "a")
attempt(spine.parse, 1, [], 1)
attempt(spine.parse, "a", (), 1)
attempt(spine.parse, "a", [], "1")
attempt(spine.parse, "a", [], 2**40)
attempt(spine.parse, "a", [], 1.5)
attempt(spine.parse, "a", [], 1, "x")
attempt(spine.parse, "a", [], 1, half=3)
attempt(spine.parse, "a", [], 1, half="x")
attempt(spine.parse, "a", [], 1, letter="long")
attempt(spine.parse, "a", [], 1, blob=1)
attempt(spine.parse, "a", [], 1, wrong=1)
attempt(spine.parse, "a", [], 1, 1.0, 1, 1)
attempt(spine.parse, "a", [], 1, items=[])
attempt(spine.parse, "\udc80", [], 1)
attempt(spine.units, 255, -2, 2**62, 2**64 - 1, 5, 1.5, 2 + 3j, "u", b"s", bytearray(b"yy"), ("a", "b"))
attempt(spine.units, 256, -2, 1, 1, 5, 1.5, 2j, "u", b"s", b"y", ("a", "b"))
attempt(spine.units, 1, 40000, 1, 1, 5, 1.5, 2j, "u", b"s", b"y", ("a", "b"))
attempt(spine.units, 1, 4, 1, 1, 5, 1.5, 2j, b"u", b"s", b"y", ("a", "b"))
attempt(spine.units, 1, 4, 1, 1, 5, 1.5, 2j, "u", b"s", "y", ("a", "b"))
attempt(spine.units, 1, 4, 1, 1, 5, 1.5, 2j, "u", b"s", b"y", ("a", "b", "c"))
attempt(spine.units, 1, 4)
attempt(spine.build)
attempt(spine.build, 1)
attempt(spine.sum_fast)
attempt(spine.sum_fast, 1, 2.5, 10**30)
attempt(spine.sum_fast, 1, "x")
attempt(spine.sum_fast, x=1)
attempt(spine.numbers, 2**70)
attempt(spine.numbers, -2**63)
attempt(spine.numbers, 3.0)

print("text")
for text in "", "abc", "añb", "a€b", "a🐍b":
    print("  ", ascii(spine.reverse(text)))
attempt(spine.reverse, 1)
attempt(spine.describe, {"k": [1], 2: "ä"})
attempt(spine.describe, [])

print("errors")
for how in "own", "object", "errno", "chained", "swallowed", "silent", "both", "otherwise":
    attempt(spine.fail, how)
print(spine.Error.__mro__, spine.Error.__doc__, spine.Error.__module__)

print("threads")
seen, stop = 0, False


def count():
    global seen
    while not stop:
        seen += 1
        time.sleep(0.001)


thread = threading.Thread(target=count)
thread.start()
before = seen
spine.wait(1)
after = seen
stop = True
thread.join()
print("others ran during the wait:", after - before > 5)
print(spine.call_from_thread(lambda n: n + 1), threading.active_count())

print("capsule")
print(str(spine._C_API).split(" at ")[0], spine.through_capsule(6, 7))
kept, spine._C_API = spine._C_API, None
attempt(spine.through_capsule, 6, 7)
spine._C_API = kept

print("again")
import importlib.util
spec = importlib.util.find_spec("spine")
other = importlib.util.module_from_spec(spec)
spec.loader.exec_module(other)
print(other is spine, other.Error is spine.Error, other.Point is spine.Point, other.Bag is spine.Bag, other.Bag().made())
del other
gc.collect()
print("done")
