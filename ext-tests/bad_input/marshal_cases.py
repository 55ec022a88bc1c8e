"""Damaged marshal data: cut off at every place, changed bit by bit, with sizes and references that lie. Loading raises or
gives something; nothing crashes or takes memory out of proportion. (What is loaded is not run.)"""

import marshal
import struct


SOURCE = '''
import a.b as c
def f(x, /, y=1.5, *z, k: "int" = 2j, **w):
    """doc"""
    async def g():
        nonlocal x
        return [x async for x in y if x in {1, 2, "é"}]
    try:
        return g, b"bytes", 10**30, -7, ..., None, True, (1, (2, (3,))), x[1:2]
    except* ValueError as e:
        pass
class C[T]:
    a = frozenset
'''
CODE = compile(SOURCE, "<damaged>", "exec")
VALUES = [[1, 2.5, {"a": {3, 4}, "b": [None]}, frozenset({5}), slice(1, 2)], CODE]


def load(data):
    try:
        marshal.loads(data)
    except (EOFError, ValueError, TypeError, MemoryError, OverflowError, RecursionError, SystemError) as e:
        return type(e).__name__
    return "loaded"


for version in range(marshal.version + 1):
    for value in VALUES:
        try:
            data = marshal.dumps(value, version)
        except ValueError as e:
            print(version, "dumps:", e)
            continue
        cut = {load(data[:n]) for n in range(len(data))}
        print(version, type(value).__name__, "cut:", *sorted(cut))
        for at in range(len(data)):
            for bit in range(8):
                load(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])

INT = struct.Struct("<i").pack
LIES = {
    "unknown": b"?",
    "no type": b"\x01",
    "null": b"0",
    "null in tuple": b"(" + INT(1) + b"0",
    "tuple": b"(" + INT(0x7FFFFFF),
    "tuple negative": b"(" + INT(-1),
    "list": b"[" + INT(0x7FFFFFF),
    "list negative": b"[" + INT(-5),
    "set": b"<" + INT(0x7FFFFFFF),
    "frozenset": b">" + INT(-1),
    "string": b"s" + INT(0x7FFFFFFF),
    "string negative": b"s" + INT(-1),
    "unicode": b"u" + INT(0x7FFFFFFF) + b"abc",
    "unicode negative": b"u" + INT(-1),
    "unicode bad": b"u" + INT(2) + b"\xff\xfe",
    "ascii": b"a" + INT(0x7FFFFFFF),
    "ascii not": b"z\x02\xe9\xff",
    "interned not": b"Z\x01\xe9",
    "long negative": b"l" + INT(-0x80000000),
    "long denormal": b"l" + INT(2) + b"\x01\x00\x00\x00",
    "long digit": b"l" + INT(1) + b"\xff\xff",
    "float": b"f\x03abc",
    "float empty": b"f\x00",
    "float long": b"f\xff" + b"1" * 10,
    "complex": b"x\x01a\x01b",
    "ref": b"r" + INT(0),
    "ref negative": b"r" + INT(-1),
    "ref to itself in tuple": b"\xa8" + INT(1) + b"r" + INT(0),
    "ref to itself in list": b"\xdb" + INT(1) + b"r" + INT(0),
    "ref to itself in frozenset": b"\xbe" + INT(1) + b"r" + INT(0),
    "ref to itself in slice": b"\xba" + b"r" + INT(0) + b"NN",
    "ref to itself in code": b"\xe3" + INT(0) * 5 + b"r" + INT(0),
    "dict unhashable": b"{[" + INT(0) + b"N0",
    "dict unfinished": b"{N",
    "set unhashable": b"<" + INT(1) + b"[" + INT(0),
    "deep tuple": b"\x29\x01" * 100_000 + b"N",
    "deep list": (b"[" + INT(1)) * 100_000 + b"N",
    "deep dict": b"{N" * 100_000 + b"N",
    "deep frozenset": (b">" + INT(1)) * 100_000 + b"N",
    "code empty": b"c",
    "code of nothing": b"c" + INT(0) * 5 + b"N" * 10,
    "code of zeros": b"c" + bytes(100),
}
for name, data in LIES.items():
    print(name, load(data))

# A code object whose parts are not what they should be.
whole = marshal.dumps(CODE)
for letter in b"Ni[({)sczur":
    for at in range(21, len(whole), 5):
        load(whole[:at] + bytes([letter]) + whole[at + 1 :])
print("code of wrong parts: done")
