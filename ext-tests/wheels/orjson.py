"""orjson: a Rust extension without PyO3's safety net: speaks the C API, and its structs, itself."""

import dataclasses
import datetime
import enum
import uuid
import zoneinfo

import orjson


class Colour(enum.Enum):
    RED = "red"
    BLUE = 2


@dataclasses.dataclass
class Point:
    x: int
    y: float = 0.5
    _hidden: str = "no"
    tags: list = dataclasses.field(default_factory=lambda: ["a"])


@dataclasses.dataclass(slots=True)
class Slotted:
    a: int
    b: str


class Text(str):
    pass


class Number(int):
    pass


UTC = datetime.timezone.utc
values = [
    None, True, 0, -1, 2**63, 2**64 - 1, -(2**63), 0.1, 1e16, 1e-7, 1.7976931348623157e308, float("nan"), float("inf"), "", "é\u20ac\U0001f600", "\"\\\b\f\n\r\t\x01\x7f",
    [], (1, 2), {}, {"b": {"a": [1, [2]]}}, Point(1), [Point(2, tags=[])], Slotted(1, "s"), Colour.RED, {"c": Colour.BLUE}, Text("sub"), Number(7),
    datetime.datetime(2026, 11, 21, 20, 5, 38, 250000), datetime.datetime(2026, 1, 2, tzinfo=UTC), datetime.date(1, 2, 3), datetime.time(4, 5, 6, 7),
    datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=-5, minutes=-30))),
    datetime.datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo("UTC")), uuid.UUID("12345678-1234-5678-1234-567812345678"), "x" * 4000, list(range(500)),
]
for value in values:
    text = orjson.dumps(value)
    print(text[:70], len(text))
data = {"z": 1, "a": [datetime.datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC), {"k": 1.0}], "m": {"y": 1, "x": 2}}
for name in ["INDENT_2", "SORT_KEYS", "APPEND_NEWLINE", "OMIT_MICROSECONDS", "UTC_Z", "NAIVE_UTC"]:
    print(name, orjson.dumps(data, option=getattr(orjson, "OPT_" + name)))
print(orjson.dumps({1: 2, None: 3, True: 4, 1.5: 5, Colour.RED: 6, datetime.date(2026, 1, 2): 7, uuid.UUID(int=1): 8}, option=orjson.OPT_NON_STR_KEYS))
print(orjson.dumps(Number(3), option=orjson.OPT_PASSTHROUGH_SUBCLASS, default=lambda o: "default"))
print(orjson.dumps([1 + 2j, {1, 2}], default=lambda o: sorted(o) if isinstance(o, set) else [o.real, o.imag]))
print(orjson.dumps({"f": orjson.Fragment(b'{"raw":true}')}))
for text in [
    '{"a": [1, 2.5, -3e2, true, false, null, "\\u00e9\\ud83d\\ude00\\n"]}', "18446744073709551615", "-9223372036854775808", "1e5", "0.1", " [ ] ", b'{"b": "\xc3\xa9"}',
    bytearray(b"[1]"), memoryview(b'"view"'), "12345678901234567890123", '{"dup": 1, "dup": 2}', '"' + "long é" * 50 + '"',
]:
    value = orjson.loads(text)
    print(repr(value)[:80], type(value).__name__)
keys = [list(d) for d in orjson.loads('[{"key": 1}, {"key": 2}]')]
print(keys[0][0] is keys[1][0])


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        cause = f" <- {type(e.__cause__).__name__}: {e.__cause__}" if e.__cause__ else ""
        place = f" at {e.lineno}:{e.colno} {e.pos}" if isinstance(e, orjson.JSONDecodeError) else ""
        print(type(e).__name__, type(e).__mro__[1].__name__, str(e) + place + cause)


def refuse(o):
    raise ValueError("refused")


for bad in ["", "[", "[1,]", '{"a"', "{1:2}", '"abc', "tru", "[1 2]", '"\\x"', "NaN", "-", '{"a":1,}', "[" * 2000, "\x01", b"\xff", '"\\ud800"', "1\n2"]:
    attempt(orjson.loads, bad)
attempt(orjson.loads, 3)
attempt(orjson.dumps, object)
attempt(orjson.dumps, 2**64)
attempt(orjson.dumps, 2**53, option=orjson.OPT_STRICT_INTEGER)
attempt(orjson.dumps, "\udc80")
attempt(orjson.dumps, {1: 2})
attempt(orjson.dumps, {1}, default=refuse)
attempt(orjson.dumps, {1}, default=lambda o: o)
attempt(orjson.dumps, 1, option="x")
attempt(orjson.dumps, 1, option=1 << 30)
attempt(orjson.dumps)
loop = []
loop.append(loop)
attempt(orjson.dumps, loop)
