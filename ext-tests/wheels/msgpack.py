"""msgpack: packing and unpacking by its Cython module, timestamps, extension types, streams, errors."""

import datetime
import io

import msgpack
from msgpack import _cmsgpack

print("in C:", msgpack.Packer is _cmsgpack.Packer, msgpack.Unpacker is _cmsgpack.Unpacker)
values = [
    None, True, False, 0, 1, 127, 128, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**63, 2**64 - 1, -1, -32, -33, -128, -129, -32769,
    -(2**31) - 1, -(2**63), 0.0, -1.5, 1e300, float("inf"), "", "a", "é" * 40, "x" * 300, b"", b"bytes" * 60, [], [1, [2, [3]]],
    (1, 2), {}, {"k": [1, {"n": None}]}, {1: 2, b"b": "s"}, list(range(20)), {str(i): i for i in range(20)}, "y" * 70000,
]
for value in values:
    packed = msgpack.packb(value)
    back = msgpack.unpackb(packed, strict_map_key=False)
    same = back == (list(value) if isinstance(value, tuple) else value)
    print(packed[:12].hex(), len(packed), same, type(back).__name__)

when = datetime.datetime(2026, 11, 21, 20, 5, 38, 250000, tzinfo=datetime.timezone.utc)
packed = msgpack.packb([when, msgpack.Timestamp(1, 2), msgpack.ExtType(42, b"payload")], datetime=True)
print(packed.hex())
print(msgpack.unpackb(packed, timestamp=3))
print(msgpack.unpackb(packed), msgpack.unpackb(packed, timestamp=1)[0], msgpack.unpackb(packed, timestamp=2)[0])


def default(o):
    if isinstance(o, complex):
        return msgpack.ExtType(1, repr(o).encode())
    if isinstance(o, set):
        return {"__set__": sorted(o)}
    raise TypeError(f"cannot pack {type(o).__name__}")


packed = msgpack.packb({"c": 1 + 2j, "s": {3, 1, 2}}, default=default)
hooked = msgpack.unpackb(
    packed,
    ext_hook=lambda code, data: complex(data.decode()) if code == 1 else None,
    object_hook=lambda d: set(d["__set__"]) if "__set__" in d else d,
)
print(packed.hex(), hooked["c"], sorted(hooked["s"]))
print(msgpack.unpackb(msgpack.packb({"b": 1, "a": 2}), object_pairs_hook=list), msgpack.unpackb(msgpack.packb([1, 2]), use_list=False))

stream = io.BytesIO()
packer = msgpack.Packer(autoreset=False)
for i in range(100):
    packer.pack({"i": i, "data": "x" * i})
stream.write(packer.bytes())
print(len(packer.bytes()), packer.getbuffer()[:3].hex())
stream.seek(0)
unpacker = msgpack.Unpacker(stream, read_size=17, max_buffer_size=10000)
print(sum(o["i"] + len(o["data"]) for o in unpacker), unpacker.tell())
feeder = msgpack.Unpacker()
seen = []
for byte in msgpack.packb([1, "two", {"three": 3.0}]) + msgpack.packb("end"):
    feeder.feed(bytes([byte]))
    seen += list(feeder)
print(seen)
feeder.feed(msgpack.packb({1: [1, 2]}))
print(feeder.read_map_header(), feeder.unpack(), feeder.read_array_header(), feeder.unpack(), feeder.skip())


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e, "<-", type(e.__context__).__name__)


loop = []
loop.append(loop)
attempt(msgpack.packb, loop)
attempt(msgpack.packb, object)
attempt(msgpack.packb, 2**64)
attempt(msgpack.packb, {"x": 1j}, default=default, strict_types=True)
attempt(msgpack.packb, {1, 2j}, default=default)
attempt(msgpack.unpackb, b"\xc1")
attempt(msgpack.unpackb, b"\x93\x01")
attempt(msgpack.unpackb, b"\x01\x02")
attempt(msgpack.unpackb, b"\x81\x01\x02")
attempt(msgpack.unpackb, b"\xa1\xff")
attempt(msgpack.unpackb, b"\xdd\xff\xff\xff\xff")
attempt(msgpack.unpackb, "text")
attempt(msgpack.unpackb, b"\x93\x01\x02\x03", max_array_len=2)
attempt(msgpack.Unpacker, io.BytesIO(), max_buffer_size=-1)
attempt(msgpack.packb, "\udc80")
attempt(msgpack.packb, "\udc80", unicode_errors="surrogateescape")
