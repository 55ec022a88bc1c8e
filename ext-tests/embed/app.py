import sys

print(__name__, sys.argv, sys.orig_argv[:0], "state" in globals())
state = "of this life"


def combine(count, text=None, ratio=0.0, *, numbers=()):
    if count is None:
        raise TypeError("nothing to combine")
    return f"{text * count}/{ratio}", sum(numbers) + len(sys.argv)


sys.stdout.flush()
