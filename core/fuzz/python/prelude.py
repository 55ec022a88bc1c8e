"""What the programs of the fuzzer find in their namespace: modules, and functions that make statements into expressions."""

import gc, sys, itertools, _operator, _collections, _functools, _bisect, _heapq, _struct, _random, _json, _csv, _io
import _pickle, _datetime, _codecs, _string, _sre, _weakref, _contextvars, _abc, _types, _typing, _statistics, _tokenize
import _md5, _sha1, _sha2, _sha3, _blake2, array, binascii, cmath, math, marshal, time, unicodedata, zlib, builtins
import _ast, _opcode, _symtable, _warnings, _stat
import types, collections, functools, weakref, copy, re, enum, abc, contextlib, typing, string.templatelib

try:
    import nomemory
except ImportError:
    nomemory = None

SELF = (lambda: None).__globals__


class Hostile(Exception):
    """What hooks raise on purpose."""


fuel = 0


def refuel(amount=60):
    global fuel
    fuel = amount


def hook(f):
    """A special method: `f`, as long as there is fuel. Two hooks that call each other would not end otherwise."""
    def method(*args, **kwargs):
        global fuel
        fuel -= 1
        if fuel < 0:
            return NotImplemented
        return f(*args, **kwargs)
    return method


def make(*bases, **methods):
    """A class, or the next best where its bases do not go together."""
    for b in (bases, bases[:1], (object,)):
        try:
            return type("C", b, dict(methods))
        except TypeError:
            pass
    return object


def build(cls, *args, **kwargs):
    for construct in (lambda: cls(*args, **kwargs), lambda: cls(), lambda: cls.__new__(cls), lambda: object()):
        try:
            return construct()
        except Exception:
            pass


def hurl(exception):
    raise exception


def setitem(o, key, value):
    o[key] = value


def delitem(o, key):
    del o[key]


def loop(iterable, step=None, limit=30):
    """Goes through it by the instructions of a `for`, doing something after each step."""
    seen = []
    for item in iterable:
        seen.append(item)
        if step is not None:
            step()
        if len(seen) >= limit:
            break
    return seen


def starve(first, count, f):
    """Calls `f` while allocations fail, `count` of them from the `first` on."""
    if nomemory is None:
        return f()
    nomemory.fail(first, count)
    try:
        return f()
    finally:
        nomemory.stop()


def attempt(*steps):
    """Calls one after the other, whatever they raise."""
    result = None
    for step in steps:
        try:
            result = step()
        except Exception as e:
            result = e
    return result


def inside(manager, f):
    with manager as m:
        return f(m)


def star(*args, **kwargs):
    return args, kwargs


def gen(*values):
    for value in values:
        got = yield value
        if got is not None and callable(got):
            got()
    return values


def gen_from(iterable):
    try:
        return (yield from iterable)
    finally:
        gc.collect(0)


async def coro(*values):
    for value in values:
        await Awaitable(value)
    return values


async def agen(*values):
    for value in values:
        yield value


class Awaitable:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


def frame():
    return sys._getframe()


def traceback():
    try:
        raise Hostile
    except Hostile as e:
        return e.__traceback__


def cell(value):
    return (lambda: value).__closure__[0]


class Slots:
    __slots__ = ("a", "b", "__weakref__")


class Plain:
    attribute = 1

    def method(self, *args):
        return args

    @property
    def prop(self):
        return self.attribute


class Wide(Plain):
    __slots__ = ("c",)


def warm(f, n=12):
    """The same thing often enough for the interpreter to specialise it."""
    result = None
    for _ in range(n):
        try:
            result = f()
        except Exception as e:
            result = e
    return result


class Null:
    """Where output goes."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass


# Where a line of a program fails, its name still stands for something.
C0 = C1 = C2 = C3 = object
v0 = v1 = v2 = v3 = v4 = v5 = v6 = v7 = v8 = v9 = None
