"""Runs the benchmarks of the extension `capi_bench`, for `cargo xtask bench --capi`: makes the objects that they work on, and
measures those whose name contains one of the arguments (all without)."""

import contextvars
import sys

import capi_bench
import pyperf


def function0():
    pass


def function1(a):
    return a


def function2(a, b):
    return a


def function_kw(a, b, *, key=None):
    return key


def endless():
    while True:
        yield None


class Point:
    def __init__(self):
        self.x = 1
        self.y = 2

    def move(self, by):
        return by

    def size(self):
        return None


class Slotted:
    __slots__ = ("x",)


class Base:
    pass


class Between(Base):
    pass


class Derived(Between):
    pass


def fixtures():
    generator = endless()
    next(generator)
    slotted = Slotted()
    slotted.x = 1
    variable = contextvars.ContextVar("variable", default=1)
    letters = tuple("abcdefghi") + ("x",)
    return {
        "function0": function0,
        "function1": function1,
        "function2": function2,
        "function_kw": function_kw,
        "keyword_names": ("key",),
        "keywords": {"key": 3},
        "generator": generator,
        "Point": Point,
        "Slotted": Slotted,
        "Base": Base,
        "classes": (str, int),
        "point": Point(),
        "slotted": slotted,
        "derived": Derived(),
        "move": "move",
        "size": "size",
        "x": "x",
        "missing": "missing",
        "name": "name",
        "small": 7,
        "other_small": 12345,
        "large": 1 << 70,
        "real": 1.5,
        "other_real": 2.25,
        "text": "the quick brown fox jumps over the lazy dog",
        "needle": "lazy",
        "wide": "größer als € 5",
        "words": ["the", "quick", "brown", "fox", "jumps"],
        "comma": ", ",
        "digits": "123.456",
        "bytes100": bytes(range(100)),
        "bytearray100": bytearray(100),
        "list10": list(letters),
        "list100": list(range(100)),
        "tuple10": letters,
        "pair": (1, 2),
        "integers": [n * 1000 for n in range(10)],
        "dict10": dict.fromkeys(letters, 1),
        "dict100": {f"key{n}": n for n in range(100)},
        "set100": set(range(100)),
        "dict_small": {"a": 1, "b": 2},
        "arguments1": (1,),
        "arguments2": (1, 2),
        "arguments_text": ("name", "some words"),
        "arguments_list": ([],),
        "arguments_bytes": (b"some bytes",),
        "context_variable": variable,
        "empty_tuple": (),
    }


if __name__ == "__main__":
    capi_bench.prepare(fixtures())
    runner = pyperf.Runner()
    wanted = sys.argv[1:]
    for name in sorted(capi_bench.names):
        if not wanted or any(word in name for word in wanted):
            runner.bench_time_func(name, lambda loops: capi_bench.run(name, loops))
