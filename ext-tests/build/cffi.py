"""modules/built_cffi_build.py's module in use."""

import gc

from built_cffi import ffi, lib

print(__import__("built_cffi").__file__.endswith(".abi3.so"), lib, sorted(n for n in dir(lib) if not n.startswith("_"))[:6])
print(lib.add(2, 3), lib.LIMIT, lib.KIND_A, lib.KIND_B, ffi.string(lib.GREETING), lib.big(), lib.is_odd(3), lib.is_odd(2))
p = ffi.new("pair[]", [{"x": 2, "y": 1.5}, (3, 2.5)])
print(lib.sum(p, 2), ffi.sizeof("pair"), ffi.offsetof("pair", "x"), lib.swap(p[1]).x, lib.swap(p[1]).y, [f[0] for f in ffi.typeof("pair").fields])
lib.counter += 5
lib.table[2] = 30
print(lib.counter, list(lib.table), ffi.addressof(lib, "counter")[0], lib.variadic(3, ffi.cast("int", 1), ffi.cast("int", 2), ffi.cast("int", 3)))
data = ffi.new_handle({"by": 10})


@ffi.callback("int(int, void *)")
def multiply(x, handle):
    return x * ffi.from_handle(handle)["by"]


@ffi.def_extern(error=-100)
def handler(x, handle):
    return 10 // x


print(lib.apply(multiply, 4, data), lib.call_handler(5, ffi.NULL))
import contextlib
import io

errors = io.StringIO()
with contextlib.redirect_stderr(errors):
    print(lib.call_handler(0, ffi.NULL))
print([line for line in errors.getvalue().splitlines() if not line.startswith((" ", "Traceback"))])
s = ffi.gc(lib.copy(b"copied"), lib.free)
print(ffi.string(s), lib.add, type(lib.add).__name__, lib.add.__doc__, lib.add.__name__, ffi.addressof(lib, "add"), ffi.typeof("enum kind"))
del s
gc.collect()


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lib.add, 1)
attempt(lib.add, 1, "x")
attempt(lib.add, 1, 2**31)
attempt(lib.sum, [1], 2)
attempt(lib.swap, p)
attempt(lib.copy, "text")
attempt(lib.variadic, 1, 2)
attempt(getattr, lib, "nope")
attempt(setattr, lib, "LIMIT", 1)
attempt(setattr, lib, "add", 1)
attempt(setattr, lib, "counter", "x")
attempt(lib.apply, 3, 4, data)
attempt(ffi.def_extern(name="nobody"), len)
attempt(ffi.cdef, "int x;")
attempt(lib.is_odd, 2**70)
attempt(lib.is_odd, None)
