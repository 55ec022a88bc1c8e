# Ctrl-C: in a loop, in a sleep, in a wait for a lock, while standard input is read, with a handler of one's own, ignored.
exec 2>&1
# --foreground: one signal, not another for the process group, which may come while the traceback is printed
run() { timeout --foreground --preserve-status -s INT 1.5 "$PYTHON" -c "$1"; echo $?; }
run 'while True: pass'
run 'import time
time.sleep(60)'
run 'import _thread
l = _thread.allocate_lock(); l.acquire(); l.acquire()'
run 'try:
    while True: pass
finally: print("finally")'
run 'try:
    while True: pass
except KeyboardInterrupt: print("caught")'
run 'import signal, sys
signal.signal(signal.SIGINT, lambda n, f: sys.exit(f"handler {n}"))
while True: pass'
run 'import signal
signal.signal(signal.SIGINT, signal.SIG_DFL)
while True: pass'
run 'sum(x for x in iter(int, 1))'
