"""psutil: what it says about this process and machine, compared with what else is known of them."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import psutil

me = psutil.Process()
with me.oneshot():
    print(me.pid == os.getpid(), me.ppid() == os.getppid(), me.username(), me.uids(), me.gids().real, me.nice(), me.status(), me.num_threads(), me.cwd() == os.getcwd())
    print(me.exe() == os.readlink("/proc/self/exe"), me.cmdline()[-1].endswith("psutil.py"), me.environ()["LANG"], me.terminal(), 0 < time.time() - me.create_time() < 600)
print(me.memory_info()._fields, me.memory_info().rss > 1e6, me.memory_full_info().uss > 1e5, 0 < me.memory_percent() < 100, me.cpu_times()._fields, me.cpu_affinity() == sorted(os.sched_getaffinity(0)))
print(me.memory_maps()[0]._fields, any("libc.so" in m.path for m in me.memory_maps()), me.io_counters()._fields, me.ionice(), me.rlimit(psutil.RLIMIT_NOFILE) == __import__("resource").getrlimit(7))
with tempfile.NamedTemporaryFile() as f:
    print([os.path.basename(o.path) == os.path.basename(f.name) and o.mode for o in me.open_files() if o.path == f.name], me.num_fds() > 3)
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
mine = [c for c in me.net_connections("tcp") if c.laddr == server.getsockname() or c.raddr == server.getsockname()]
print(sorted((c.family.name, c.type.name, c.status) for c in mine), len(mine))
stop = threading.Event()
thread = threading.Thread(target=stop.wait)
thread.start()
print(len(me.threads()), me.threads()[0]._fields, me.threads()[0].id == os.getpid())
stop.set(), thread.join()
child = subprocess.Popen([sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"], stdout=subprocess.PIPE)
child.stdout.readline()
p = psutil.Process(child.pid)


def await_status(status):
    """The kernel may take a while, on a busy machine."""
    for _ in range(1000):
        if p.status() == status:
            break
        time.sleep(0.01)


await_status(psutil.STATUS_SLEEPING)
print(p.parent() == me, [c.pid == child.pid for c in me.children()], p.is_running(), p.status(), p.nice(5) or p.nice(), p.name() == me.name())
p.suspend()
await_status(psutil.STATUS_STOPPED)
print(p.status(), p.resume())
p.send_signal(signal.SIGTERM)
gone, alive = psutil.wait_procs([p], timeout=20)
print([g.returncode for g in gone], alive, p.is_running(), psutil.pid_exists(child.pid), child.wait(), p == psutil.Process(os.getpid()))
try:
    p.name()
except psutil.NoSuchProcess as e:
    print(type(e).__name__, e.pid == child.pid, "process no longer exists" in str(e) or "PID not found" in str(e))
print(psutil.cpu_count() == os.cpu_count(), psutil.cpu_times()._fields, len(psutil.cpu_times(percpu=True)) == psutil.cpu_count(), psutil.cpu_stats()._fields, len(psutil.getloadavg()))
print(psutil.virtual_memory()._fields, psutil.virtual_memory().total == os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"), psutil.swap_memory()._fields)
usage, stat = psutil.disk_usage("/"), os.statvfs("/")
print(usage.total == stat.f_blocks * stat.f_frsize, psutil.disk_partitions(all=True)[0]._fields, type(psutil.disk_io_counters(perdisk=True)).__name__)
print("lo" in psutil.net_if_addrs(), psutil.net_if_stats()["lo"].isup, psutil.net_io_counters()._fields, os.getpid() in psutil.pids(), abs(psutil.boot_time() - time.time()) > 10)
print(psutil.users() == psutil.users(), [a.address for a in psutil.net_if_addrs()["lo"] if a.family == socket.AF_INET], psutil.net_if_stats()["lo"].mtu)


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(psutil.Process, "x")
attempt(psutil.Process, -1)
attempt(psutil.Process, 2**22 + 5)
attempt(me.cpu_affinity, ["a"])
attempt(me.rlimit, psutil.RLIMIT_NOFILE, (1,))
attempt(me.nice, "x")
attempt(psutil.disk_usage, "/nonexistent")
attempt(psutil._psutil_linux.proc_ioprio_get, "x")
attempt(psutil._psutil_linux.proc_cpu_affinity_set, os.getpid(), 3)
attempt(psutil._psutil_linux.proc_cpu_affinity_set, os.getpid(), ["a"])
attempt(me.ionice, 9)
attempt(me.net_connections, "none")
