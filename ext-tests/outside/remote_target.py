"""Waits for a debugger's script, in a loop of bytecode."""

import time

stop = False
print("ready", flush=True)
end = time.monotonic() + 20
while not stop and time.monotonic() < end:
    time.sleep(0.01)
print("stopped", stop)
