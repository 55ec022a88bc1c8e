"""After a join nothing of the thread is left; who forks beside other threads is warned, and the child can join those that it has not."""

import os
import sys
import threading
import time
import warnings


def tasks():
    """The threads of the process, when the kernel has cleared away those that have ended."""
    for _ in range(500):
        n = len(os.listdir("/proc/self/task"))
        if n == 1:
            break
        time.sleep(0.01)
    return n


for _ in range(200):
    t = threading.Thread(target=lambda: None)
    t.start()
    t.join()
print("after joins:", tasks())

# several wait for one, one waits with a limit
go = threading.Event()
t = threading.Thread(target=go.wait)
t.start()
t.join(0.01)
print("alive:", t.is_alive())
waiting = [threading.Thread(target=t.join) for _ in range(5)]
[w.start() for w in waiting]
threading.Timer(0.2, go.set).start()
t.join()
[w.join() for w in waiting]
print("after all:", tasks(), t.join(), t.is_alive())

# the child of a fork has none of the others
warnings.simplefilter("error")
lock = threading.Lock()
lock.acquire()
other = threading.Thread(target=lock.acquire)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    other.start()
    sys.stdout.flush()
    pid = os.fork()
if pid == 0:
    other.join()
    mine = threading.Thread(target=lambda: None)
    mine.start()
    mine.join()
    del other
    print("child:", tasks(), threading.active_count(), flush=True)
    os._exit(0)
print("waited:", os.waitpid(pid, 0)[1], [w.category.__name__ for w in seen])
lock.release()
other.join()
pid = os.fork()
if pid == 0:
    os._exit(0)
print("alone:", os.waitpid(pid, 0)[1], tasks())


# forked by another thread: the main one is over in the child
def fork():
    main = threading.main_thread()
    with warnings.catch_warnings(record=True):
        pid = os.fork()
    if pid == 0:
        main.join()
        print("child of another:", main.is_alive(), threading.main_thread() is threading.current_thread(), flush=True)
        os._exit(0)
    print("waited:", os.waitpid(pid, 0)[1])


sys.stdout.flush()
t = threading.Thread(target=fork)
t.start()
t.join()
