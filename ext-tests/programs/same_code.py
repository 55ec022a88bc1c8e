"""same_code.py DIR DIR: whether compiled files hold the same code, attribute by attribute, under the same header."""

import marshal
import os
import sys

ATTRIBUTES = [
    "co_code co_names co_varnames co_cellvars co_freevars co_filename co_name co_qualname co_firstlineno co_linetable",
    "co_exceptiontable co_flags co_stacksize co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals",
]


def differences(a, b, where):
    if type(a) is not type(b):
        yield f"{where}: {type(a).__name__} and {type(b).__name__}"
    elif hasattr(a, "co_code"):
        for name in " ".join(ATTRIBUTES).split():
            if getattr(a, name) != getattr(b, name):
                yield f"{where}.{a.co_qualname}: {name}"
        yield from differences(a.co_consts, b.co_consts, f"{where}.{a.co_qualname}")
    elif isinstance(a, tuple):
        if len(a) != len(b):
            yield f"{where}: {len(a)} and {len(b)} constants"
        for x, y in zip(a, b):
            yield from differences(x, y, where)
    elif repr(a) != repr(b) and not isinstance(a, frozenset) or a != b:
        yield f"{where}: {a!r} and {b!r}"


for name in sorted(os.listdir(sys.argv[1])):
    theirs, ours = (open(os.path.join(d, name), "rb").read() for d in sys.argv[1:])
    found = list(differences(marshal.loads(theirs[16:]), marshal.loads(ours[16:]), name))
    if theirs[:16] != ours[:16]:
        found.insert(0, f"{name}: header")
    print(name, *found[:3] or ["same code"])
