"""Describes code objects as text, for fixtures: run by the reference interpreter.

Arguments: paths of sources. Beside each `FILE.py` goes `FILE.dis`.
"""

import dis
import os
import sys


def constant(value):
    if hasattr(value, "co_code"):
        return f"code {value.co_qualname}"
    if isinstance(value, frozenset):
        return "frozenset " + " ".join(sorted(map(constant, value)))
    if isinstance(value, tuple):
        return "(" + " ".join(map(constant, value)) + ")"
    return repr(value)


def describe(code):
    counts = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    yield f"code {code.co_qualname} {code.co_name} line {code.co_firstlineno}"
    yield f"  args {counts} stack {code.co_stacksize} flags {code.co_flags:#x}"
    for field in ("names", "varnames", "cellvars", "freevars"):
        yield f"  {field} {' '.join(getattr(code, 'co_' + field))}"
    for value in code.co_consts:
        yield f"  const {constant(value)}"
    for i in dis.get_instructions(code, show_caches=False):
        p = i.positions
        place = [-1 if n is None else n for n in (p.lineno, p.col_offset, p.end_lineno, p.end_col_offset)]
        yield f"  {i.offset} {i.opname} {0 if i.arg is None else i.arg} at {place}"
    for e in dis._parse_exception_table(code):
        yield f"  except {e.start} {e.end} -> {e.target} depth {e.depth} lasti {int(e.lasti)}"
    for value in code.co_consts:
        if hasattr(value, "co_code"):
            yield from describe(value)


for path in sys.argv[1:]:
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    with open(os.path.splitext(path)[0] + ".dis", "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in describe(code))
