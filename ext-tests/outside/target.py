"""A process with several threads at known places, looked at from outside until its standard input ends."""

import sys
import threading

started = threading.Barrier(3)
done = threading.Event()


class Waiter:
    def wait_inside(self, n):
        if n:
            return self.wait_inside(n - 1)
        started.wait()
        done.wait()


def generate(n):
    yield n
    look()


def look():
    started.wait()
    print("ready", flush=True)
    sys.stdin.read()


def consume(limit):
    for _ in generate(limit):
        pass


def worker(depth):
    Waiter().wait_inside(depth)


threads = [threading.Thread(target=worker, args=(n,)) for n in (1, 3)]
for t in threads:
    t.start()
consume(1)
done.set()
for t in threads:
    t.join()
