"""Runs programs of the fuzzer: `worker.py CASES FIRST NOTE`.

The programs of a file are separated by a line `---`; each line is a statement, whose exceptions are caught. The number of the one at
hand is written to NOTE, so that whoever started this knows where it ended. An exception that the runtime should never raise ends it too.
"""

import posix
import sys

sys.dont_write_bytecode = True
import prelude
from _signal import ITIMER_REAL, SIGALRM, setitimer, signal

#: What a SystemError says when a function of the runtime broke its word.
BROKEN = ("without setting an exception", "with an exception set", "unknown opcode", "error return without exception set")


class Slow(BaseException):
    pass


def alarm(*_):
    raise Slow


def broken(e, depth=0):
    """A SystemError among the exception and those it came from, that tells of a bug."""
    while e is not None and depth < 20:
        if type(e) is SystemError and any(b in str(e) for b in BROKEN):
            return e
        e, depth = e.__cause__ or e.__context__, depth + 1
    return None


def run(lines):
    space = dict(prelude.__dict__)
    space["SPACE"] = space
    for line in lines:
        prelude.refuel()
        try:
            code = compile(line, "<case>", "exec")
        except (SyntaxError, ValueError, RecursionError) as e:
            print("the grammar is wrong:", line, e, file=ERRORS)
            continue
        setitimer(ITIMER_REAL, 0.6)
        try:
            exec(code, space)
        except BaseException as e:
            setitimer(ITIMER_REAL, 0)
            if (e := broken(e)) is not None:
                print("broken:", line, "->", e, file=ERRORS)
                ERRORS.flush()
                posix._exit(70)
            del e
        setitimer(ITIMER_REAL, 0)
    prelude.nomemory and prelude.nomemory.stop()
    # Finalisers that run as it goes have a name in it, and need fuel.
    prelude.refuel()
    setitimer(ITIMER_REAL, 1)
    try:
        space.clear()
        prelude.gc.collect()
    except BaseException:
        pass
    setitimer(ITIMER_REAL, 0)


def unraisable(args):
    e = broken(args.exc_value)
    if e is not None:
        print("broken:", args.err_msg, "->", e, file=ERRORS)
        ERRORS.flush()
        posix._exit(70)


def main():
    cases, first, note = sys.argv[1:]
    with open(cases) as file:
        programs = file.read().split("\n---\n")
    note = posix.open(note, posix.O_WRONLY | posix.O_CREAT)
    signal(SIGALRM, alarm)
    sys.unraisablehook = unraisable
    for number, program in enumerate(programs):
        posix.pwrite(note, b"%12d" % (int(first) + number), 0)
        sys.stdout = sys.stderr = prelude.Null()
        sys.unraisablehook = unraisable
        try:
            run(program.splitlines())
        except Slow:
            pass
    posix.pwrite(note, b"%12d" % -1, 0)


ERRORS = sys.stderr
main()
