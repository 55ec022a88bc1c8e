"""Makes NAME.py of the expressions in NAME.txt, one a line (lines after `!` are statements); run it, then record.

python3 make.py; for n in strings transcoding characters; do python3.14 $n.py > $n.expected; done
The patterns' program comes from patterns_make.py under the reference: python3.14 patterns_make.py > patterns.py
"""

for name in ("strings", "transcoding", "characters"):
    lines = []
    for line in open(name + ".txt").read().split("\n"):
        if line.startswith("!"):
            lines.append(line[1:])
        elif line.strip():
            n = len(lines)
            lines.append(
                f"try: print({n}, ascii(({line})))\n"
                f"except BaseException as e: print({n}, type(e).__name__, ascii(str(e)))"
            )
    open(name + ".py", "w").write("\n".join(lines) + "\n")
