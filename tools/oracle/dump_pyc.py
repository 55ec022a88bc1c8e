"""Digests of `.pyc` files, for comparison: run under either side.

    dump_pyc.py OUTPUT PART PARTS PATH-OR-DIRECTORY...

PART of PARTS: of the files, those whose number has this remainder. One line for each file and optimisation level: path, level, digest
(or the error), by tabs. Each file is compiled in a process of its own, since marshalled code shows which strings were interned before.
"""

import hashlib
import os
import py_compile
import sys
import traceback

from walk import sources

LEVELS = 0, 1, 2


def digest(path, level, compiled):
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    try:
        py_compile.compile(path, cfile=compiled, doraise=True, optimize=level, invalidation_mode=mode)
    except Exception as e:
        return type(e).__name__
    with open(compiled, "rb") as f:
        return hashlib.sha1(f.read()).hexdigest()


def compile_apart(path, compiled, output):
    """In a child, which writes its lines itself."""
    child = os.fork()
    if child == 0:
        try:
            lines = [f"{path}\t{level}\t{digest(path, level, compiled)}\n" for level in LEVELS]
            with open(output, "a") as f:
                f.write("".join(lines))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if status:
        sys.exit(f"{path}: status {status}")


def main(output, part, parts, *paths):
    if "PYTHONHASHSEED" not in os.environ:
        # the order of a frozenset depends on it
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})
    open(output, "w").close()
    compiled = output + ".pyc"
    for number, path in enumerate(sources(paths)):
        if number % int(parts) == int(part):
            compile_apart(path, compiled, output)


main(*sys.argv[1:])
