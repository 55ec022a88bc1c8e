"""Digests of syntax trees and of the code made from them, for comparison: run under either side.

    dump_ast.py OUTPUT PART PARTS PATH-OR-DIRECTORY...

PART of PARTS: of the files, those whose number has this remainder. One line for each file and variant: path, variant, digest (or the
error), by tabs. The variants, apart from how the whole file is parsed: `code` is what comes of compiling the tree at each optimisation level,
`future` of compiling the source with annotations as strings, `single` and `eval` of compiling its statements and expressions one by one.
"""

import __future__
import ast
import hashlib
import marshal
import sys
import warnings

from walk import sources

ANNOTATIONS = __future__.annotations.compiler_flag


def digest(data):
    return hashlib.sha1(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()


def dump(source, path, flags=0, **options):
    tree = compile(source, path, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True, **options)
    return digest(ast.dump(tree, include_attributes=True))


def code(source, path, mode="exec", flags=0, optimize=0):
    return marshal.dumps(compile(source, path, mode, flags, dont_inherit=True, optimize=optimize), 2)


def from_tree(source, path):
    levels = []
    for level in (0, 1, 2):
        tree = ast.parse(source, path)
        levels.append(code(tree, path, optimize=level))
    return digest(b"".join(levels))


def piece(kind, source, path):
    """Each statement or expression that stands at the file's top level, compiled by itself."""
    text = ast.unparse(ast.parse(source, path)) if kind == "unparse" else None
    if text is not None:
        return digest(text)
    lines = ast._splitlines_no_ff(source.decode())
    said = hashlib.sha1()
    for node in ast.parse(source, path).body:
        if kind == "eval":
            nodes = [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.expr)]
        else:
            nodes = [node]
        for n in nodes:
            part = "".join(lines[n.lineno - 1 : n.end_lineno]).encode()
            cut = len(part) - (len(lines[n.end_lineno - 1].encode()) - n.end_col_offset)
            part = part[n.col_offset : cut]
            try:
                said.update(code(part, path, kind))
                tree = ast.parse(part, path, kind)
                said.update(ast.dump(tree, include_attributes=True).encode("utf-8", "surrogatepass"))
            except SyntaxError as e:
                said.update(repr((e.args, type(e))).encode("utf-8", "surrogatepass"))
    return said.hexdigest()


VARIANTS = {
    "dump": dump,
    "type_comments": lambda source, path: dump(source, path, ast.PyCF_TYPE_COMMENTS),
    "python37": lambda source, path: dump(source, path, ast.PyCF_TYPE_COMMENTS, _feature_version=7),
    "optimized": lambda source, path: dump(source, path, ast.PyCF_OPTIMIZED_AST, optimize=1),
    "optimized2": lambda source, path: dump(source, path, ast.PyCF_OPTIMIZED_AST, optimize=2),
    "code": from_tree,
    "future": lambda source, path: digest(code(source, path, flags=ANNOTATIONS)),
    "single": lambda source, path: piece("single", source, path),
    "eval": lambda source, path: piece("eval", source, path),
    "unparse": lambda source, path: piece("unparse", source, path),
}


def main(output, part, parts, *paths):
    warnings.simplefilter("ignore")
    with open(output, "w", encoding="utf-8", errors="backslashreplace") as out:
        for n, path in enumerate(sources(paths)):
            if n % int(parts) != int(part):
                continue
            with open(path, "rb") as file:
                source = file.read()
            for name, variant in VARIANTS.items():
                try:
                    said = variant(source, path)
                except Exception as e:
                    said = f"{type(e).__name__} {e.args}"
                print(path, name, said, sep="\t", file=out, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
