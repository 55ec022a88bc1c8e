"""Stand-in for pyperf, for `cargo xtask bench`: runs a benchmark script's functions a given number of times.

The environment says what to do:
  BENCH_LOOPS   "name=loops,..." as an earlier run printed them; a benchmark not named there is calibrated
  BENCH_VALUES  how many values to measure of each benchmark, after one that is thrown away
  BENCH_SECONDS how long a value should take; where one loop takes longer, fewer values make up for it

  BENCH_PYTHON  what starts a further process of the same interpreter (`sys.executable` of one under a loader does not)

For each benchmark it prints "bench NAME LOOPS SECONDS...": seconds for one loop, one figure a value.
Times are processor time, that of finished child processes included. Imports next to nothing, so that it runs where little of
the standard library does.
"""

import os
import sys
from time import process_time

__all__ = ["Runner", "perf_counter", "python_implementation"]

if "BENCH_PYTHON" in os.environ:
    sys.executable = sys._base_executable = os.environ["BENCH_PYTHON"]


def perf_counter():
    """Processor time: what else runs on the machine then matters less."""
    times = os.times()
    return process_time() + times.children_user + times.children_system


def python_implementation():
    return sys.implementation.name


class _Options:
    """The arguments as `parse_args` leaves them."""


class _ArgumentParser:
    """As much of `argparse` as the scripts use, so that neither side's figures hold the import of it."""

    def __init__(self):
        self._options = _Options()
        self._flags = {}
        self._positional = []

    def add_argument(self, *names, default=None, dest=None, action=None, type=str, **_):
        if dest is None:
            long_names = [name for name in names if name.startswith("--")]
            dest = (long_names or names)[0].lstrip("-").replace("-", "_")
        if default is None and action == "store_true":
            default = False
        setattr(self._options, dest, default)
        if not names[0].startswith("-"):
            self._positional.append(dest)
        for name in names:
            self._flags[name] = (dest, None if action == "store_true" else type)

    def parse_args(self):
        words = iter(sys.argv[1:])
        positional = iter(self._positional)
        for word in words:
            if word.startswith("-"):
                dest, convert = self._flags[word]
                setattr(self._options, dest, True if convert is None else convert(next(words)))
            else:
                setattr(self._options, next(positional), word)
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
        self._seconds = float(os.environ.get("BENCH_SECONDS", "0.1"))

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

    def bench_async_func(self, name, func, *args, loop_factory=None, **_):
        import asyncio

        async def rounds(loops):
            start = perf_counter()
            for _ in range(loops):
                await func(*args)
            return perf_counter() - start

        def run(loops):
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                return runner.run(rounds(loops))

        self._measure(name, run)

    def bench_command(self, name, command):
        def run(loops):
            seconds = 0
            for _ in range(loops):
                nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
                child = os.posix_spawn(command[0], command, os.environ, file_actions=nowhere)
                _, status, usage = os.wait4(child, 0)
                if status != 0:
                    raise RuntimeError(f"{name}: status {status}")
                seconds += usage.ru_utime + usage.ru_stime
            return seconds

        self._measure(name, run)

    def bench_time_func(self, name, func, *args, inner_loops=None, **_):
        self._measure(name, lambda loops: func(loops, *args))

    def _measure(self, name, run):
        loops = self._loops.get(name)
        if loops is None:
            loops = self._calibrate(run)
        else:
            run(loops)
        values = []
        while len(values) < self._values and sum(values) * loops < self._values * self._seconds:
            values.append(run(loops) / loops)
        print("bench", name, loops, *values, flush=True)

    def _calibrate(self, run):
        loops = 1
        while (seconds := run(loops)) < self._seconds:
            loops = max(loops + 1, min(int(loops * self._seconds / max(seconds, 1e-9)), loops * 10))
        return loops
