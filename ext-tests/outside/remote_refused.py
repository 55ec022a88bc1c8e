"""What `sys.remote_exec` does with this very process, and refuses. Usage: remote_refused.py DIRECTORY PID-OF-ANOTHER-PROGRAM"""

import os
import sys

directory, other = sys.argv[1], int(sys.argv[2])
me = os.getpid()
script = directory + "/script.py"
long = directory + "/" + "b" * 200 + "/" + "c" * 200
os.makedirs(long)
long += "/" + "d" * 200 + ".py"
open(long, "w").close()


def attempt(*args):
    try:
        print(sys.remote_exec(*args))
    except BaseException as e:
        while e:
            print(type(e).__name__, e)
            e = e.__cause__


sys.addaudithook(lambda event, args: "remote" in event and print(event, len(args), type(args[0]).__name__, args[-1] == script))
attempt(me, script)
attempt(me, os.fsencode(script))
attempt(me, directory + "/wrong.py")
attempt(me, directory)
attempt(me, long)
attempt(me, "/nowhere")
attempt(me, "nul\0")
attempt(me, 3)
attempt("1", script)
attempt(2**40, script)
attempt(-1, script)
attempt(other, script)
