"""Prints what `_remote_debugging` reads from a process: the frames of each thread, by the deepest thread first."""

import os
import sys

import _remote_debugging

unwinder = _remote_debugging.RemoteUnwinder(int(sys.argv[1]), all_threads=True)
threads = []
for interpreter in unwinder.get_stack_trace():
    for thread in getattr(interpreter, "threads", [interpreter]):
        lines = []
        for frame in thread.frame_info:
            place = frame.lineno
            if os.path.basename(frame.filename) == "threading.py":
                place = "-"  # the library's own lines are not our subject
            lines.append(f"  {frame.funcname} {os.path.basename(frame.filename)}:{place}")
        threads.append(lines)
for lines in sorted(threads, key=lambda lines: (-len(lines), lines)):
    print("thread")
    print("\n".join(lines))
