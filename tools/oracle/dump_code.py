"""Compiles files and writes what comes out, for comparison: run by the reference interpreter.

Arguments: output file, then paths of sources, or directories to search for them. For each file and optimisation level one record:
    u32 length of path, path, u8 level, u8 status, u32 length of payload, payload
Status 0: payload is the marshalled code object. Status 1: compilation failed, payload is the message.
"""

import marshal
import os
import struct
import sys
import warnings

from walk import sources


def main(output, *arguments):
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(100_000)
    with open(output, "wb") as out:
        for path in sources(arguments):
            with open(path, "rb") as file:
                source = file.read()
            for level in (0, 1, 2):
                try:
                    code = compile(source, path, "exec", dont_inherit=True, optimize=level)
                    status, payload = 0, marshal.dumps(code)
                except (SyntaxError, ValueError, RecursionError, OverflowError) as error:
                    status, payload = 1, f"{type(error).__name__}: {error}".encode("utf-8", "replace")
                encoded = os.fsencode(path)
                out.write(struct.pack("<I", len(encoded)) + encoded)
                out.write(struct.pack("<BBI", level, status, len(payload)) + payload)


if __name__ == "__main__":
    main(*sys.argv[1:])
