# Ctrl-C: in a loop, in a sleep, in a wait for a lock, while standard input is read, with a handler of one's own, ignored.
exec 2>&1
mkfifo "$TMP/up"
# The program says that it has come so far, however slow the machine; only its last step is waited for by the clock.
# What is started in the background by a script would ignore the signal.
run() {
    env --default-signal=INT "$PYTHON" -c "import os; os.close(os.open('$TMP/up', os.O_WRONLY))
$1" <&3 &
    : <"$TMP/up"
    sleep 1
    kill -INT $!
    wait $!
    echo $?
}
# a standard input that stays open and empty
mkfifo "$TMP/in"
exec 3<>"$TMP/in"
run 'while True: pass'
run 'import time
time.sleep(60)'
run 'import _thread
l = _thread.allocate_lock(); l.acquire(); l.acquire()'
run 'input()'
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
run 'import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
time.sleep(3); print("ignored")'
run 'sum(x for x in iter(int, 1))'
