"""How many instructions each call of the C API takes, here and there: what `cargo xtask bench --capi` times, counted.

Counts do not depend on what else the machine does, so this is the way to see on a busy machine, in half a minute, whether a change
helps. They say nothing about caches and stalls: the bench itself decides.

    python3 tools/bench/capi/instructions.py OURS [NAME...]

OURS is a python3.14 of ours. The extension must be built (`cargo xtask bench --capi` does it), and valgrind be installed both here
and in the root of the reference (REFERENCE_ROOT).
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LOOPS = 1000


def measured(names):
    """Runs within valgrind: each benchmark so many times."""
    sys.path.insert(0, os.path.dirname(HERE))
    source = open(os.path.join(HERE, "capi.py")).read()
    space = {"__name__": "capi"}
    exec(compile(source, "capi.py", "exec"), space)
    bench = space["capi_bench"]
    bench.prepare(space["fixtures"]())
    for name in sorted(bench.names):
        if not names or any(word in name for word in names):
            bench.run(name, LOOPS)


def inclusive(profile):
    """Instructions a call, by benchmark, from callgrind's file."""
    listing = subprocess.run(
        ["callgrind_annotate", "--inclusive=yes", "--threshold=100", profile],
        capture_output=True, text=True, check=True,
    ).stdout
    rows = re.findall(r"^\s*([\d,]+) .*?:run_(\w+)", listing, re.MULTILINE)
    return {name: int(count.replace(",", "")) / LOOPS for count, name in rows}


def count(prefix, python, extension, names, folder):
    profile = os.path.join(folder, "callgrind.out")
    command = [*prefix, "env", "PYTHONHASHSEED=0", f"PYTHONPATH={extension}", "valgrind", "-q", "--tool=callgrind",
               f"--callgrind-out-file={profile}", python, os.path.abspath(__file__), "--measured", *names]
    subprocess.run(command, check=True)
    return profile


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], epilog="See the text at the top of the file.")
    parser.add_argument("python", help="a python3.14 of ours")
    parser.add_argument("names", nargs="*", help="words, one of which a benchmark's name must contain")
    parser.add_argument("--extension", default=os.path.join(os.environ.get("CARGO_TARGET_DIR", "target"), "bench/capi"),
                        help="the folder of capi_bench.so")
    parser.add_argument("--json", help="where to write the counts, too")
    options = parser.parse_args()
    root = os.environ.get("REFERENCE_ROOT") or sys.exit("REFERENCE_ROOT: where is the reference?")
    extension = os.path.abspath(options.extension)
    with tempfile.TemporaryDirectory() as folder:
        ours = inclusive(count([], options.python, extension, options.names, folder))
        # The root sees neither this tree nor the folder: both are brought in for as long as it runs.
        inside = tempfile.mkdtemp(dir=os.path.join(root, "tmp"))
        try:
            stand_in = os.path.join(os.path.dirname(HERE), "pyperf.py")
            subprocess.run(["cp", "-r", HERE, extension, stand_in, inside], check=True)
            there = inside[len(root.rstrip("/")):]
            script = os.path.join(there, os.path.basename(HERE), os.path.basename(__file__))
            command = ["chroot", root, "env", "PYTHONHASHSEED=0", f"PYTHONPATH={there}/{os.path.basename(extension)}", "valgrind", "-q",
                       "--tool=callgrind", f"--callgrind-out-file={there}/callgrind.out", "python3.14", script, "--measured", *options.names]
            subprocess.run(command, check=True)
            reference = inclusive(os.path.join(inside, "callgrind.out"))
        finally:
            subprocess.run(["rm", "-rf", inside], check=True)
    both = sorted(((ours[n] / reference[n], n) for n in ours.keys() & reference.keys() if reference[n]), reverse=True)
    for ratio, name in both:
        print(f"{name:44} {reference[name]:9.0f} {ours[name]:9.0f} {ratio:6.2f}")
    mean = math.exp(sum(math.log(ratio) for ratio, _ in both) / len(both))
    print(f"{'geometric mean of ' + str(len(both)):44} {'':9} {'':9} {mean:6.2f}")
    if options.json:
        json.dump({"reference": reference, "ours": ours}, open(options.json, "w"), indent=1, sort_keys=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measured"]:
        measured(sys.argv[2:])
    else:
        main()
