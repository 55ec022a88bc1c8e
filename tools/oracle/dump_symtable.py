"""Writes the symbol tables of files as text, for comparison: run by the reference interpreter.

Arguments: output file, then paths of sources, or directories. For each file `FILE path`, then for each block, parents
first, `depth name type lineno nested varnames` and its symbols with their flags, sorted.
"""

import _symtable
import sys
import warnings

from walk import sources


def write(out, entry, depth):
    nested = int(bool(entry.nested))
    out.write(f"{depth} {entry.name} {entry.type} {entry.lineno} {nested} {','.join(entry.varnames)}\n")
    for name, flags in sorted(entry.symbols.items()):
        out.write(f"  {name} {flags}\n")
    for child in entry.children:
        write(out, child, depth + 1)


def main(output, *arguments):
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(100_000)
    with open(output, "w", encoding="utf-8", errors="surrogatepass") as out:
        for path in sources(arguments):
            with open(path, "rb") as file:
                source = file.read()
            try:
                top = _symtable.symtable(source, path, "exec")
            except (SyntaxError, ValueError):
                continue
            out.write(f"FILE {path}\n")
            write(out, top, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
