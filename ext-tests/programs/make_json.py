"""Writes the tokens of library modules as JSON: make_json.py LIBRARY FILE."""

import json
import sys
import tokenize

library, file = sys.argv[1:]
tokens = {}
for name in ("typing", "argparse", "_pydecimal", "tarfile", "subprocess"):
    with open(f"{library}/{name}.py", "rb") as source:
        tokens[name] = [
            {"type": t.type, "string": t.string, "start": t.start, "exact": t.exact_type, "ratio": len(t.line) / 7}
            for t in tokenize.tokenize(source.readline)
        ]
with open(file, "w") as out:
    json.dump(tokens, out, ensure_ascii=False)
