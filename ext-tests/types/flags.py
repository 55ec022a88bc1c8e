"""The flags of the types of built-in modules: which are static and which are made with their module, what may be changed, what is collected.

Flags that come and go while a type is used (READY, READYING, VALID_VERSION_TAG) are left out.
"""

import collections
import functools
import importlib
import io
import itertools
import operator
import re
import sys
import types

PASSING = 1 << 12 | 1 << 13 | 1 << 19

# Static in stock, and made at the start in ours: the sequences with names that `sys` has.
NOT_YET = {f"sys.{name}" for name in ("flags", "float_info", "hash_info", "int_info", "thread_info", "version_info")}


class Plain:
    def method(self):
        pass


def generator():
    yield


# Types that no module names.
HIDDEN = {
    "array iterator": "iter(importlib.import_module('array').array('b'))",
    "bytes iterator": "iter(b'')",
    "bytearray iterator": "iter(bytearray())",
    "BytesIO's buffer": "io.BytesIO().getbuffer().obj",
    "callable iterator": "iter(int, 0)",
    "csv reader": "importlib.import_module('_csv').reader([])",
    "csv writer": "importlib.import_module('_csv').writer(io.StringIO())",
    "deque iterator": "iter(collections.deque())",
    "deque reverse iterator": "reversed(collections.deque())",
    "dict iterator": "iter({})",
    "dict item iterator": "iter({}.items())",
    "dict reverse iterator": "reversed({})",
    "Element iterator": "importlib.import_module('_elementtree').Element('e').iter()",
    "enumerate": "enumerate(())",
    "generator": "generator()",
    "groupby's group": "next(itertools.groupby([1]))[1]",
    "json encoder": "importlib.import_module('_json').make_encoder",
    "key wrapper": "functools.cmp_to_key(int)",
    "list iterator": "iter([])",
    "list reverse iterator": "reversed([])",
    "lock": "importlib.import_module('_thread').allocate_lock()",
    "long range iterator": "iter(range(1 << 100))",
    "lru_cache's wrapper": "functools.lru_cache(len)",
    "match": "re.match('', '')",
    "md5": "importlib.import_module('_md5').md5()",
    "memory iterator": "iter(memoryview(b''))",
    "method": "Plain().method",
    "old database": "importlib.import_module('unicodedata').ucd_3_2_0",
    "pattern": "re.compile('')",
    "placeholder": "functools.Placeholder",
    "poll": "importlib.import_module('select').poll()",
    "range iterator": "iter(range(1))",
    "scanner": "re.compile('').scanner('')",
    "scandir": "importlib.import_module('posix').scandir('/')",
    "set iterator": "iter(set())",
    "sha1": "importlib.import_module('_sha1').sha1()",
    "str iterator": "iter('é')",
    "ASCII str iterator": "iter('')",
    "tee": "itertools.tee(())[0]",
    "template": "importlib.import_module('_sre').template(None, ['', 1, ''])",
    "tuple iterator": "iter(())",
    "unpack_iterator": "importlib.import_module('_struct').iter_unpack('b', b'')",
    "zlib compressor": "importlib.import_module('zlib').compressobj()",
    "zlib decompressor": "importlib.import_module('zlib').decompressobj()",
}


def show(name, ty):
    if f"{ty.__module__}.{ty.__qualname__}" not in NOT_YET and name not in NOT_YET:
        print(f"{name} {ty.__flags__ & ~PASSING:#x}")


seen = {object}
for module in sorted(sys.builtin_module_names):
    for name, value in sorted(vars(importlib.import_module(module)).items()):
        if isinstance(value, type) and value not in seen:
            seen.add(value)
            show(f"{module}.{name}", value)
for name, expression in HIDDEN.items():
    value = eval(expression)
    show(name, value if isinstance(value, type) else type(value))

# What follows from them.
array = importlib.import_module("array").array
for what in ("array.x = 1", "del array.append", "re.Pattern.x = 1", "operator.itemgetter.x = 1", "importlib.import_module('zlib')._ZlibDecompressor.x = 1"):
    try:
        exec(what)
        print(what, "-> done")
    except Exception as e:
        print(what, "->", type(e).__name__, e)
for ty in (array, collections.deque, itertools.chain, io.StringIO, functools.partial, type(re.compile(""))):
    print(ty, ty.__name__, ty.__qualname__, ty.__module__, "__module__" in vars(ty), ty.__weakrefoffset__ != 0, ty.__dictoffset__ != 0)
try:
    type("C", (operator.itemgetter,), {})
except TypeError as e:
    print(e)
count = sys.getrefcount(array)
some = [array("b") for _ in range(10)]
print(sys.getrefcount(array) - count)
del some
print(sys.getrefcount(array) - count)
print(array.append, types.MethodDescriptorType is type(array.append), array.__doc__ is None)
