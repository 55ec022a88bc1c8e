"""How fast the standard library's sources are compiled, all in one process: one of three benchmarks, named by the argument.

  compile_stdlib  `compile(source, name, "exec")`: from bytes to code objects
  parse_stdlib    as far as the parser goes: a `from __future__ import` of what does not exist, put before the source, ends the
                  compilation right after it, so that neither side pays for making objects of the tree
  ast_stdlib      the same with these: `ast.PyCF_ONLY_AST`
"""

import os
import sys
import warnings

import pyperf

ONLY_AST = 0x400


def sources():
    root = os.path.dirname(os.__file__)
    found = []
    for folder, subfolders, files in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if name != "test")
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith(".py") and os.path.exists(path):
                with open(path, "rb") as file:
                    found.append((path, file.read()))
    return found


def compile_all(sources):
    for path, source in sources:
        compile(source, path, "exec", dont_inherit=True, optimize=0)


def parse_all(sources):
    for path, source in sources:
        try:
            compile(source, path, "exec", dont_inherit=True)
        except SyntaxError:
            pass


def trees(sources):
    for path, source in sources:
        compile(source, path, "exec", ONLY_AST, True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    name = sys.argv[1]
    files = sources()
    if name == "parse_stdlib":
        files = [(path, b"from __future__ import nothing;" + source) for path, source in files]
    run = {"compile_stdlib": compile_all, "parse_stdlib": parse_all, "ast_stdlib": trees}[name]
    pyperf.Runner().bench_func(name, run, files)
