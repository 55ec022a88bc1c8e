"""Compiles every string literal found in source files, in every mode, and writes what comes out: run by the reference.

Test files are full of small programs, right and wrong, in strings. Arguments: output file, then paths or directories. One record each:
    u32 length of source, source (UTF-8), u8 mode (0 exec, 1 eval, 2 single), u8 status, u32 length of payload, payload,
    u32 length of warnings, warnings (lines "lineno message")
Status 0: payload is the marshalled code object. Status 1: payload is "Type|message|lineno|offset|end_lineno|end_offset".
"""

import ast
import marshal
import struct
import sys
import textwrap
import warnings

from walk import sources

MODES = ("exec", "eval", "single")


def doctests(text):
    """The examples of a docstring."""
    lines = []
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith(">>> "):
            if lines:
                yield "\n".join(lines) + "\n"
            lines = [stripped[4:]]
        elif stripped.startswith("... ") and lines:
            lines.append(stripped[4:])
        elif stripped != "...":
            if lines:
                yield "\n".join(lines) + "\n"
            lines = []


def snippets(paths):
    seen = set()
    for path in paths:
        try:
            with open(path, "rb") as file:
                tree = ast.parse(file.read())
        except (SyntaxError, ValueError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for text in (node.value, textwrap.dedent(node.value), *doctests(node.value)):
                    if len(text) < 20_000 and text not in seen:
                        seen.add(text)
                        yield text


def main(output, *arguments):
    sys.setrecursionlimit(100_000)
    with open(output, "wb") as out:
        for text in snippets(sources(arguments)):
            try:
                encoded = text.encode()
            except UnicodeEncodeError:
                continue
            for number, mode in enumerate(MODES):
                with warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter("always")
                    try:
                        code = compile(text, "<string>", mode, dont_inherit=True, optimize=0)
                        status, payload = 0, marshal.dumps(code)
                    except SyntaxError as e:
                        place = (e.lineno, e.offset, e.end_lineno, e.end_offset)
                        parts = [type(e).__name__, str(e.msg), *map(str, place)]
                        status, payload = 1, "|".join(parts).encode("utf-8", "replace")
                    except (ValueError, RecursionError, OverflowError, MemoryError) as e:
                        status, payload = 1, f"{type(e).__name__}|{e}||||".encode("utf-8", "replace")
                said = "".join(f"{w.lineno} {w.message}\n" for w in caught).encode("utf-8", "replace")
                out.write(struct.pack("<I", len(encoded)) + encoded)
                out.write(struct.pack("<BBI", number, status, len(payload)) + payload)
                out.write(struct.pack("<I", len(said)) + said)


if __name__ == "__main__":
    main(*sys.argv[1:])
