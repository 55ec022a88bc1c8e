"""ujson: encoding, decoding, options, errors."""

import collections
import decimal
import io

import ujson

values = [
    None, True, 0, -1, 2**31, 2**63, -(2**63), 2**64 - 1, 10**30, 0.1, 1e-7, 1e16, 123456.789, -0.0, 1e300, "", "é\u20ac\U0001f600</script>&", "\"\\\b\f\n\r\t\x01",
    [], {}, [1, [2, [3]]], (1, 2), {"b": 1, "a": {"c": None}}, {1: 2, None: 3, True: 4, 1.5: 5}, b"bytes", decimal.Decimal("1.10"),
    collections.OrderedDict(z=1, a=2), "x" * 5000, list(range(300)),
]
for value in values:
    text = ujson.dumps(value, reject_bytes=False)
    print(text[:60], len(text))
data = {"html": "<a&b>", "path": "a/b", "é": ["ü", 1.5], "z": {"y": [1, {"x": 2}]}, "a": ()}
for options in [
    {"ensure_ascii": False}, {"encode_html_chars": True}, {"escape_forward_slashes": False}, {"indent": 3}, {"sort_keys": True},
    {"separators": (", ", ": ")}, {"indent": 1, "sort_keys": True, "ensure_ascii": False},
]:
    print(ujson.dumps(data, **options))
for text in [
    '{"a": [1, 2.5, -3e2, true, false, null, "\\u00e9\\ud83d\\ude00\\n"]}', "12345678901234567890123", "-9223372036854775808", "1e5", "0.1", " [ ] ", '"\\ud800"',
    "NaN", "-Infinity", "[[[[]]]]", b'{"bytes": "\xc3\xa9"}', bytearray(b"[1]"),
]:
    value = ujson.loads(text)
    print(ascii(value), type(value).__name__)


class Own:
    def __json__(self):
        return '{"own": 1}'


class AsDict:
    def toDict(self):
        return {"as": "dict"}


print(ujson.dumps([Own(), AsDict(), {Own.__name__: Own()}]), ujson.dumps(1j, default=str))
stream = io.StringIO()
ujson.dump({"to": "file"}, stream)
stream.seek(0)
print(ujson.load(stream))


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


for bad in ["", "[", "[1,", "{", '{"a"', '{"a":', '{"a":1', '{1:2}', '"abc', "tru", "nul", "[1 2]", "1 2", '"\\x"', '"\\u12"', "-", "]", '{"a":1,}', "[" * 2000, "\x01"]:
    attempt(ujson.loads, bad)
attempt(ujson.loads, 3)
attempt(ujson.loads, b"\xff")
attempt(ujson.dumps, object())
attempt(ujson.dumps, b"x")
attempt(ujson.dumps, float("nan"), allow_nan=False)
attempt(ujson.dumps, float("inf"))
attempt(ujson.dumps, "\udc80")
attempt(ujson.dumps, "\udc80", reject_bytes=True, ensure_ascii=False)
attempt(ujson.dumps, {object(): 1})
attempt(ujson.dumps, 1, no_such=2)
attempt(ujson.dumps, 1, separators=(",", 3))
attempt(ujson.dumps, [1j], default=lambda o: o)
loop = {}
loop["loop"] = loop
attempt(ujson.dumps, loop)
attempt(ujson.load, 5)
