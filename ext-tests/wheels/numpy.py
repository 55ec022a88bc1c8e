"""NumPy: arrays, dtypes, ufuncs, linear algebra, random numbers, buffers, errors. Sums are rounded: how they associate depends on the processor."""

import copy
import ctypes
import io
import pickle
import warnings

import numpy as np
from numpy.lib import recfunctions

a = np.arange(24).reshape(2, 3, 4)
print(a, a.dtype, a.strides, a.T.shape, a[..., 1:3].sum(), a[:, ::-1, [0, 2]].tolist(), a[a % 5 == 0])
print(np.array([[1.5, -2], [3, 4e10]]), np.array([1 + 2j, 3]), np.array(["a", "bcd", "é"]), np.array([b"x", b"yz"]), np.array([None, 1, "x"], dtype=object))
print(repr(np.linspace(0, 1, 5)), repr(np.zeros((2, 0))), repr(np.arange(2000)), repr(np.float32(1.1)), repr(np.int8(-3)), str(np.datetime64("2026-11-21")))
with np.printoptions(precision=3, suppress=True, formatter={"int": "<{}>".format}):
    print(np.array([1e-9, 3.14159, 1000.5]), np.arange(3))
b = np.array([3, 1, 2])
print(b + 1, b * [1.5], -b, b**2, b // 2, b % 2, b << 1, b & 1, ~b, b == 2, b @ b, divmod(b, 2), b > 1, np.add.reduce(b), np.multiply.accumulate(b), np.subtract.outer(b, b))
print(np.sort(b), np.argsort(b), np.unique([3, 1, 3, 2], return_counts=True), np.where(b > 1, b, 0), np.concatenate([b, b]), np.stack([b, b]), np.split(np.arange(6), 3))
m = np.array([[4.0, 2], [1, 3]])
w, v = np.linalg.eig(m)
print(np.round(np.linalg.inv(m), 6), round(np.linalg.det(m), 6), np.round(np.sort(w), 6), np.round(np.linalg.solve(m, [1, 2]), 6), np.round(np.linalg.svd(m)[1], 6))
print(np.round(np.fft.fft([1, 2, 3, 4]), 6), np.einsum("ij,jk->ik", m, m), np.round(np.polyfit([0, 1, 2], [1, 3, 7], 2), 6), np.interp(1.5, [1, 2], [10, 20]))
rng = np.random.default_rng(12345)
print(rng.integers(0, 100, 5), np.round(rng.normal(size=3), 8), rng.permutation(6), rng.choice(list("abc"), 2), np.random.RandomState(7).randint(0, 9, 4))
r = np.array([(1, "x", 2.5), (2, "y", 3.5)], dtype=[("n", "i4"), ("s", "U3"), ("f", "f8")])
print(r, r.dtype, r["s"], r[1], r[["n", "f"]], recfunctions.append_fields(r, "z", [7, 8], usemask=False).dtype.names, np.dtype({"names": ["a"], "formats": [">u2"], "offsets": [3], "itemsize": 8}))
print(np.datetime64("2026-01-31") + np.arange(3), np.array(["2026-01-01"], "M8[D]") - np.datetime64("2025-01-01"), np.timedelta64(90, "m").astype("m8[h]"), np.busday_count("2026-11-01", "2026-12-01"))
print(np.ma.masked_array([1, 2, 3], [0, 1, 0]).mean(), np.char.upper(np.array(["ab"])), np.strings.find(np.array(["hello"]), "l"), np.array(["x", "long text"], dtype=np.dtypes.StringDType()))
print(np.vectorize(lambda x, y: x + y)([1, 2], 3), np.frompyfunc(str, 1, 1)(b), np.apply_along_axis(sum, 0, a[0]), np.fromiter((i * i for i in range(4)), int), list(np.ndenumerate(m))[:2])


class Quantity(np.ndarray):
    def __new__(cls, values, unit):
        self = np.asarray(values).view(cls)
        self.unit = unit
        return self

    def __array_finalize__(self, other):
        self.unit = getattr(other, "unit", "?")


class Diverting:
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return f"{ufunc.__name__}.{method}"

    def __array_function__(self, function, types, args, kwargs):
        return function.__name__

    def __array__(self, dtype=None, copy=None):
        return np.array([9])


q = Quantity([1, 2], "m")
print(repr(q * 2), (q * 2).unit, q[:1].unit, np.add(b, Diverting()), np.sum(Diverting()), np.concatenate([Diverting()]))
print(memoryview(b).format, memoryview(a).shape, np.frombuffer(bytearray(b"\1\0\2\0"), "<u2"), np.asarray(memoryview(b"abc")), bytes(np.arange(3, dtype=np.uint8)))
print(np.ctypeslib.as_array((ctypes.c_int * 3)(1, 2, 3)), b.ctypes.data % b.itemsize, np.from_dlpack(b))
print(pickle.loads(pickle.dumps(r)) == r, pickle.loads(pickle.dumps(a, 5)).shape, copy.deepcopy(np.array([[1], None], dtype=object)), pickle.loads(pickle.dumps(np.float64(2.5))))
file = io.BytesIO()
np.savez_compressed(file, a=a, m=m)
file.seek(0)
with np.load(file) as loaded:
    print(sorted(loaded.files), (loaded["a"] == a).all())
text = io.StringIO()
np.savetxt(text, m, fmt="%.2f", delimiter=";", header="h")
print(text.getvalue(), np.loadtxt(io.StringIO("1,2\n3,4"), delimiter=",", dtype=int), np.genfromtxt(io.StringIO("a b\n1 x\n2 y"), names=True, dtype=None, encoding="utf-8"))
print(float(np.float64(0.1)) == 0.1, isinstance(np.float64(1), float), isinstance(np.True_, bool), hash(np.int64(5)), int(np.uint64(2**63)), f"{np.float64(3.14159):.2f}", np.int64(7).__index__(), round(np.float64(2.567), 1))
print(np.iinfo(np.int16), np.finfo(np.float32).eps, np.can_cast("i4", "i2"), np.result_type("u1", "i1"), np.promote_types("M8[s]", "M8[ms]"), np.nditer(a, flags=["multi_index"]).multi_index)


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(np.add, b, np.arange(4))
attempt(np.array, [[1], [1, 2]])
attempt(np.reshape, a, (5, 5))
attempt(a.__getitem__, (0, 0, 9))
attempt(np.dtype, "nope")
attempt(np.linalg.inv, np.zeros((2, 2)))
attempt(bool, b)
attempt(np.array, [1], dtype="i4", no=1)
attempt(np.zeros, -1)
attempt(np.int8, 300)
attempt(np.concatenate, [])
attempt(np.add.reduce, "x")
attempt(np.array([1, "x", None], dtype=object).sum)
attempt(np.frompyfunc(lambda x: 1 / x, 1, 1), np.array([1, 0]))
attempt(np.zeros, 10**18)
with np.errstate(all="raise"):
    attempt(np.divide, 1.0, 0.0)

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    np.log(np.array([0.0, -1.0]))
    np.array([200], np.uint8) + np.uint8(100)
    np.float64(1) / 0
print([(w.category.__name__, str(w.message)) for w in seen])
