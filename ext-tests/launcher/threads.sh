# Threads at the program's end, exceptions in them, and those that nobody can raise any more.
exec 2>&1
# What the library's own frames show depends on whether its sources are at hand: only their functions count.
"$PYTHON" -c 'import threading
def f(): 1/0
t = threading.Thread(target=f, name="worker"); t.start(); t.join(); print("end")' 2>&1 |
    sed -e 's#"\(/.*/threading.py\|<frozen threading>\)", line [0-9]*#threading#' -e '/^    self\./d' -e '/^    ~*^*$/d'; echo $?
"$PYTHON" -c 'import threading, time
t = threading.Thread(target=time.sleep, args=(100,), daemon=True); t.start(); print("end")'; echo $?
"$PYTHON" -c 'import threading, time
t = threading.Thread(target=lambda: (time.sleep(0.5), print("late"))); t.start(); print("end")'; echo $?
"$PYTHON" -c 'import _thread, time
def f(): raise SystemExit
_thread.start_new_thread(f, ()); time.sleep(0.1); print("end")'; echo $?
"$PYTHON" -c 'import threading, sys, time
sys.setswitchinterval(0.0005)
n = 0
def f():
    global n
    for i in range(5000):
        with lock: n += 1
lock = threading.Lock()
ts = [threading.Thread(target=f) for i in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]; print(n)'; echo $?
"$PYTHON" -c 'import threading, time
start = time.monotonic()
ts = [threading.Thread(target=time.sleep, args=(1,)) for i in range(10)]
[t.start() for t in ts]; [t.join() for t in ts]; print(time.monotonic() - start < 8)'; echo $?
"$PYTHON" -c 'import signal, os, time
signal.signal(signal.SIGALRM, lambda *a: print("handler", a[0]))
signal.setitimer(signal.ITIMER_REAL, 0.05); time.sleep(0.3); print(signal.getitimer(signal.ITIMER_REAL))'; echo $?
"$PYTHON" -c 'import os, threading
t = threading.Thread(target=threading.Event().wait, daemon=True); t.start()
pid = os.fork()
if pid == 0: os._exit(7 if not t.is_alive() else 8)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))' 2>&1 | grep -v -e DeprecationWarning -e os.fork; echo $?
"$PYTHON" -c 'import atexit
atexit.register(lambda: print("bye")); print("end")'; echo $?
