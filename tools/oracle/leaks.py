"""Runs one stock test file several times in one process, and writes what there is more of after each run.

    leaks.py RESULT NAME

It is `python -m test -R 3:3 NAME` for a build without total reference counts: the stock `runtest_refleak` does it, and is given the number
of objects that the collector knows in place of that total. RESULT gets a line for each kind of thing, with the growth in each measured run.
"""

import gc
import sys

path, name = sys.argv[1:]
del sys.argv[1:]

WARM_UPS, RUNS = 3, 3


def main():
    import importlib
    import os
    import unittest
    from test import support
    from test.libregrtest import refleak
    from test.libregrtest.runtests import HuntRefleak

    support.use_resources = []
    support.verbose = 0
    module = importlib.import_module("test." + name)
    sys.gettotalrefcount = lambda: len(gc.get_objects())
    growth = os.path.abspath(path) + ".growth"
    if os.path.exists(growth):
        os.remove(growth)

    def cases():
        suite = unittest.defaultTestLoader.loadTestsFromModule(module)
        with open(os.devnull, "w") as out:
            unittest.TextTestRunner(out, verbosity=0).run(suite)

    # What a file may define instead of test cases.
    run = getattr(module, "test_main", cases)

    refleak.runtest_refleak(name, run, HuntRefleak(WARM_UPS, RUNS, growth), quiet=False)
    with open(path, "w") as out:
        if os.path.exists(growth):
            # "test_x leaked [1, 1, 1] memory blocks, sum=3"
            with open(growth) as told:
                for line in told:
                    deltas, kind = line.partition("[")[2].partition("]")[::2]
                    print(kind.partition(",")[0].strip().replace(" ", "-"), *deltas.split(", "), file=out)
        print("done", file=out)


main()
