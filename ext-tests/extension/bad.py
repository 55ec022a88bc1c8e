"""Imports what is no extension, or a bad one. Usage: bad.py DIRECTORY"""
import importlib.machinery
import importlib.util
import sys

import os

directory = os.path.abspath(sys.argv[1])


def say(*words):
    print(*(str(w).replace(directory, "DIR") for w in words))



def load(name, path=None):
    path = path or f"{directory}/{name}.so"
    loader = importlib.machinery.ExtensionFileLoader(name, path)
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def attempt(name, path=None):
    try:
        say(name, "->", load(name, path))
    except BaseException as e:
        say(f"{name}: {type(e).__name__}: {e}")
        if isinstance(e, ImportError):
            say("   name", e.name, "path", e.path)
        while e := e.__cause__ or e.__context__:
            say(f"   after {type(e).__name__}: {e}")


for name in (
    "text", "empty", "absent", "name", "null", "raises", "both", "object", "zero", "slot", "size", "exec",
    "loud", "create", "missing", "ünïcode", "free",
):
    attempt("bad_" + name)
attempt("bad_name", directory)
attempt("package.bad_null", f"{directory}/bad_null.so")

# what is built for another machine, another version, another ABI
with open(f"{directory}/bad_single.so", "rb") as file:
    whole = file.read()
for name, place, value in ("magic", 0, 0), ("class", 4, 1), ("order", 5, 2), ("version", 6, 9), ("type", 16, 1), ("machine", 18, 40):
    with open(f"{directory}/bad_{name}.so", "wb") as file:
        file.write(whole[:place] + bytes([value]) + whole[place + 1 :])
    attempt("bad_" + name)
sys.path.insert(0, directory)
for tag in "cpython-313-x86_64-linux-gnu", "cpython-314t-x86_64-linux-gnu", "cpython-314-aarch64-linux-gnu", "abi4":
    with open(f"{directory}/other.{tag}.so", "wb") as file:
        file.write(whole)
    try:
        import other
    except ImportError as e:
        say(tag, type(e).__name__, e, e.name, e.path)
    try:
        say(load("bad_single", f"{directory}/other.{tag}.so").times)
    except ImportError as e:
        say(tag, type(e).__name__, e)
sys.path.pop(0)

say(importlib.machinery.EXTENSION_SUFFIXES)
first = load("bad_single")
second = load("bad_single")
say(first is second, first.times, second.times, first.whoami(), "bad_single" in sys.modules)
inner = load("package.bad_single", f"{directory}/bad_single.so")
say(inner.__name__, inner.whoami(), inner.times)
import warnings

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    attempt("bad_api")
say([str(w.message) for w in seen])
import _imp

for what in 1, None, object():
    try:
        _imp.create_dynamic(what)
    except Exception as e:
        say(type(e).__name__, e)
