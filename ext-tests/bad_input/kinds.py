"""One unhandled exception of the kind that the first argument names."""

import sys


def fail(n):
    if n:
        fail(n - 1)
    return [1, 2, 3][n + 3] + (
        n / 0
    )


def chain():
    try:
        fail(1)
    except IndexError:
        {}["key"]


def cause():
    try:
        int("seven")
    except ValueError as e:
        raise RuntimeError("not a number") from e


def notes():
    e = KeyError("k")
    e.add_note("first note\nin two lines")
    e.add_note("second")
    raise e


def group():
    try:
        fail(0)
    except IndexError as e:
        one = e
    raise ExceptionGroup("several", [one, ValueError(2), ExceptionGroup("inner", [TypeError("three")])])


def bad_str():
    class E(Exception):
        def __str__(self):
            raise ValueError("no text")

    raise E


def exit_text():
    sys.exit("stopped: ünïcode")


def exit_number():
    sys.exit(300)


def exit_huge():
    sys.exit(1 << 80)


def hook():
    def broken(*args):
        raise LookupError("the hook fails")

    sys.excepthook = broken
    raise ValueError("the first")


def no_hook():
    del sys.excepthook
    raise ValueError("nobody prints it")


def at_exit():
    import atexit

    atexit.register(fail, 0)
    atexit.register(print, "registered")


def thread():
    import _thread
    import time

    _thread.start_new_thread(lambda: 1 / 0, ())
    time.sleep(1)


def delete():
    class C:
        def __del__(self):
            raise ValueError("in __del__")

    C()


def suggestion():
    print(lengthy, file=sys.stderr)
    lengthily = 1


def interrupted():
    raise KeyboardInterrupt


kinds = {"plain": lambda: fail(2), "del": delete, **globals()}
kinds[sys.argv[1]]()
