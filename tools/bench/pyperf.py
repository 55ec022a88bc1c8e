"""Stand-in for pyperf, for `cargo xtask bench`: runs a benchmark script's functions a given number of times.

The environment says what to do:
  BENCH_LOOPS   "name=loops,..." as an earlier run printed them; a benchmark not named there is calibrated
  BENCH_VALUES  how many values to measure of each benchmark, after one that is thrown away
  BENCH_SECONDS how long a value should take, when calibrating

For each benchmark it prints "bench NAME LOOPS SECONDS...": seconds for one loop, one figure a value.
Times are processor time. Imports next to nothing, so that it runs where little of the standard library does.
"""

import os

# Processor time: what else runs on the machine then matters less.
from time import process_time as perf_counter

__all__ = ["Runner", "perf_counter"]


class _Options:
    """The default of every option: benchmarks are run as their scripts stand."""


class _ArgumentParser:
    def __init__(self):
        self._options = _Options()

    def add_argument(self, *names, default=None, dest=None, action=None, **_):
        if dest is None:
            long_names = [name for name in names if name.startswith("--")]
            dest = (long_names or names)[0].lstrip("-").replace("-", "_")
        if default is None and action == "store_true":
            default = False
        setattr(self._options, dest, default)

    def parse_args(self):
        return self._options


class Runner:
    def __init__(self, add_cmdline_args=None, **_):
        self.metadata = {}
        self.argparser = _ArgumentParser()
        self._loops = {}
        for item in os.environ.get("BENCH_LOOPS", "").split(","):
            name, _, loops = item.partition("=")
            if loops:
                self._loops[name] = int(loops)
        self._values = int(os.environ.get("BENCH_VALUES", "3"))
        self._seconds = float(os.environ.get("BENCH_SECONDS", "0.2"))

    def parse_args(self, args=None):
        return self.argparser.parse_args()

    def bench_func(self, name, func, *args, inner_loops=None, **_):
        def run(loops):
            rounds = range(loops)
            start = perf_counter()
            for _ in rounds:
                func(*args)
            return perf_counter() - start

        self._measure(name, run)

    def bench_time_func(self, name, func, *args, inner_loops=None, **_):
        self._measure(name, lambda loops: func(loops, *args))

    def _measure(self, name, run):
        loops = self._loops.get(name)
        if loops is None:
            loops = self._calibrate(run)
        else:
            run(loops)
        values = [run(loops) / loops for _ in range(self._values)]
        print("bench", name, loops, *values, flush=True)

    def _calibrate(self, run):
        loops = 1
        while (seconds := run(loops)) < self._seconds:
            loops = max(loops + 1, min(int(loops * self._seconds / max(seconds, 1e-9)), loops * 10))
        return loops
