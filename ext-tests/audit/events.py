"""Every audit event that the interpreter and its built-in modules raise on Linux: its name and its arguments.

What would change the system is refused by the hook once it has spoken. Of the pure Python modules' events there are a few.
"""

import os
import sys

wanted = ()
refuse = False


def show(value):
    if isinstance(value, (str, bytes, int, float, type(None), type, os._Environ)):
        text = repr(value) if not isinstance(value, os._Environ) else "environ"
        return text.replace(scratch, "TMP")
    if isinstance(value, (list, tuple)):
        return type(value).__name__ + "(" + ", ".join(map(show, value)) + ")"
    if isinstance(value, BaseException):
        return f"{type(value).__name__}({value})"
    return f"<{type(value).__name__}>"


class Refused(Exception):
    pass


def hook(event, args):
    global wanted
    if not any(event == w or w[-1] == "*" and event.startswith(w[:-1]) for w in wanted):
        return
    mine, wanted = wanted, ()
    if event == "import":  # the lists in sys are another story
        args = args[:2]
    elif event == "builtins.id":
        args = map(type, args)
    print("  ", event, show(tuple(args)))
    wanted = mine
    if refuse:
        raise Refused(event)


scratch = "/tmp"
sys.addaudithook(hook)


def heard(names, function, *args, veto=False, **kwargs):
    """Calls the function and shows which of the named events it raises."""
    global wanted, refuse
    print(getattr(function, "__qualname__", function), "->", names)
    wanted, refuse = tuple(names.split()), veto
    try:
        return function(*args, **kwargs)
    except Exception as e:
        wanted = ()
        text = str(e).replace(scratch, "TMP")
        print("  ", "refused" if isinstance(e, Refused) else f"{type(e).__name__}: {text}")
    finally:
        wanted, refuse = (), False


# --- the language

def language():
    import types

    def plain(a=1, *, b=2):
        return a

    def other():
        pass

    heard("builtins.id", id, "x")
    heard("compile", compile, "1", "name", "eval")
    heard("compile", compile, b"1", "name", "eval")
    code = compile("1", "name", "eval")
    heard("exec", exec, code, {})
    heard("exec compile", eval, "2")
    heard("builtins.breakpoint", breakpoint, veto=True)
    heard("sys.addaudithook", sys.addaudithook, print, veto=True)
    heard("open", open, "/dev/null", "rb", buffering=0)
    heard("open", open, "/dev/null", "w").close()
    heard("open", os.open, "/dev/null", os.O_RDONLY)
    heard("code.__new__", code.replace, co_name="other")
    heard("function.__new__", types.FunctionType, plain.__code__, {})
    heard("object.__getattr__", getattr, plain, "__code__")
    heard("object.__getattr__", getattr, plain, "__defaults__")
    heard("object.__getattr__", getattr, plain, "__kwdefaults__")
    heard("object.__getattr__", getattr, plain, "__closure__")
    heard("object.__getattr__", getattr, sys._getframe(), "f_code")
    generator = (i for i in ())
    heard("object.__getattr__", getattr, generator, "gi_code")
    heard("object.__getattr__", getattr, generator, "gi_frame")
    try:
        1 / 0
    except ZeroDivisionError as e:
        heard("object.__getattr__", getattr, e.__traceback__, "tb_frame")
        heard("object.__getattr__", getattr, e.__traceback__, "tb_lineno")

    class A:
        pass

    class B:
        pass

    new = other.__code__
    heard("object.__setattr__", setattr, other, "__code__", new)
    heard("object.__setattr__", setattr, plain, "__code__", 1)
    for name in "__defaults__", "__kwdefaults__":
        heard("object.__*", setattr, plain, name, (1,) if name == "__defaults__" else {"b": 3})
        heard("object.__*", setattr, plain, name, None)
        heard("object.__*", delattr, plain, name)
    for name, value in (("__name__", "C"), ("__qualname__", "D"), ("__module__", "m"), ("__bases__", (object,)),
                        ("__doc__", "d"), ("__type_params__", ()), ("__annotations__", {}), ("other", 1)):
        heard("object.__*", setattr, A, name, value)
    heard("object.__*", setattr, A(), "__class__", B)
    heard("object.__*", setattr, A(), "x", B)
    heard("object.__*", delattr, A, "__name__")
    heard("object.__*", setattr, int, "__name__", "x")


# --- sys

def system():
    heard("sys._getframe", sys._getframe)
    heard("sys._getframemodulename", sys._getframemodulename, 0)
    heard("sys.*", sys._current_frames)
    heard("sys.*", sys._current_exceptions)
    heard("sys.*", sys.settrace, None)
    heard("sys.*", sys.setprofile, None)
    heard("sys.*", sys.set_asyncgen_hooks, None, None)
    heard("sys.*", sys.set_asyncgen_hooks, firstiter=None)
    heard("sys.*", sys.monitoring.use_tool_id, 3, "me")
    heard("sys.*", sys.monitoring.register_callback, 3, 1, None)
    sys.monitoring.free_tool_id(3)
    heard("anything", sys.audit, "anything")
    heard("anything", sys.audit, "anything", 1, (2, 3), [4], None)
    heard("anything", sys.audit)
    heard("anything", sys.audit, 1)

    class Bad:
        def __del__(self):
            raise ValueError("in __del__")

    seen = sys.unraisablehook
    sys.unraisablehook = lambda args: None
    heard("sys.unraisablehook", lambda: Bad() and None)
    sys.unraisablehook = seen


# --- modules of C

def modules():
    import _pickle, _thread, array, fcntl, gc, io, marshal, pickle, signal, socket, syslog, threading, time

    heard("array.__new__", array.array, "i", [1, 2])
    heard("array.__new__", array.array, "w")
    heard("array.__new__", array.array, "?", [1])
    heard("gc.*", gc.get_objects, 0)
    heard("gc.*", gc.get_objects)
    heard("gc.*", gc.get_referrers, hook, 1)
    heard("gc.*", gc.get_referents, 1, "x")
    data = heard("marshal.*", marshal.dumps, [1])
    heard("marshal.*", marshal.loads, data)
    heard("marshal.*", marshal.dump, [1], io.BytesIO())
    heard("marshal.*", marshal.load, io.BytesIO(data))
    text = pickle.dumps(sys.exit)
    heard("pickle.*", _pickle.loads, text)
    heard("pickle.*", pickle._loads, text)
    heard("time.sleep", time.sleep, 0)
    heard("time.sleep", time.sleep, 0.001)
    heard("time.sleep", time.sleep, -1)
    heard("_thread.*", _thread.start_new_thread, len, (1,), veto=True)
    heard("_thread.*", _thread.start_new_thread, len, ([],), {}, veto=True)
    heard("_thread.*", _thread.start_joinable_thread, len, veto=True)
    heard("_thread.*", _thread.start_joinable_thread, len, daemon=False, veto=True)
    thread = threading.Thread(target=int)
    heard("_thread.*", thread.start)
    thread.join()
    heard("signal.*", signal.pthread_kill, 5, 0, veto=True)
    with open("/dev/null", "rb") as f:
        n = f.fileno()
        for name in ("fcntl", "ioctl", "flock", "lockf"):
            heard("fcntl.*", getattr(fcntl, name), 99, 1, veto=True)
        heard("fcntl.*", fcntl.fcntl, 99, 1, b"x", veto=True)
        heard("fcntl.*", fcntl.ioctl, 99, 1, b"x", veto=True)
        heard("fcntl.*", fcntl.lockf, 99, 1, 2, 3, 4, veto=True)
    heard("syslog.*", syslog.openlog, "me", veto=True)
    heard("syslog.*", syslog.openlog, veto=True)
    heard("syslog.*", syslog.syslog, "text", veto=True)
    heard("syslog.*", syslog.setlogmask, 1, veto=True)
    heard("syslog.*", syslog.closelog)
    heard("socket.*", socket.gethostname, veto=True)
    heard("socket.*", socket.sethostname, "other", veto=True)
    heard("socket.*", socket.getaddrinfo, "127.0.0.1", 80, veto=True)
    heard("socket.*", socket.getaddrinfo, None, "http", type=1, veto=True)
    heard("socket.*", socket.gethostbyname, "localhost", veto=True)
    heard("socket.*", socket.gethostbyname_ex, "localhost", veto=True)
    heard("socket.*", socket.gethostbyaddr, "127.0.0.1", veto=True)
    heard("socket.*", socket.getnameinfo, ("127.0.0.1", 80), 0, veto=True)
    heard("socket.*", socket.getservbyname, "http", veto=True)
    heard("socket.*", socket.getservbyname, "http", "tcp", veto=True)
    heard("socket.*", socket.getservbyport, 80, veto=True)
    heard("socket.*", socket.getservbyport, 80, "tcp", veto=True)
    s = heard("socket.*", socket.socket, socket.AF_INET, socket.SOCK_DGRAM)
    heard("socket.*", socket.socket, veto=True)
    for name in "bind", "connect", "connect_ex":
        heard("socket.*", getattr(s, name), ("127.0.0.1", 1), veto=True)
    heard("socket.*", s.sendto, b"x", ("127.0.0.1", 1), veto=True)
    heard("socket.*", s.sendto, b"x", 0, ("127.0.0.1", 1), veto=True)
    heard("socket.*", s.sendmsg, [b"x"], veto=True)
    heard("socket.*", s.sendmsg, [b"x"], [], 0, ("127.0.0.1", 1), veto=True)
    s.close()


# --- os

def operating_system():
    global scratch
    import tempfile

    scratch = tempfile.mkdtemp()
    path = os.path.join(scratch, "file")
    again = os.path.join(scratch, "again")
    folder = os.path.join(scratch, "folder")
    open(path, "w").close()
    fd = 40
    os.dup2(os.open(scratch, os.O_RDONLY), fd)
    here = os.getcwd()
    heard("os.*", os.chdir, scratch)
    heard("os.*", os.chdir, b"/")
    os.chdir(here)
    heard("os.*", os.fchdir, 99, veto=True)
    heard("os.*", os.chmod, path, 0o600)
    heard("os.*", os.chmod, path.encode(), 0o600)
    heard("os.*", os.fchmod, 99, 0o600, veto=True)
    heard("os.*", os.chown, path, -1, -1)
    heard("os.*", os.chown, path, 5, 6, veto=True)
    heard("os.*", os.lchown, path, -1, -1)
    heard("os.*", os.fchown, 99, -1, -1, veto=True)
    heard("os.*", os.execv, "/none", ["a", "b"], veto=True)
    heard("os.*", os.execve, "/none", ("a",), {"x": "y"}, veto=True)
    heard("os.*", os.execl, "/none", "a", veto=True)
    heard("os.*", os.fork, veto=True)
    heard("os.*", os.forkpty, veto=True)
    heard("os.*", os.getxattr, path, "user.x", veto=True)
    heard("os.*", os.setxattr, path, "user.x", b"v", veto=True)
    heard("os.*", os.setxattr, path, "user.x", b"v", os.XATTR_CREATE, veto=True)
    heard("os.*", os.removexattr, path, "user.x", veto=True)
    heard("os.*", os.listxattr, path)
    heard("os.*", os.listxattr)
    heard("os.*", os.kill, 12345, 0, veto=True)
    heard("os.*", os.killpg, 12345, 0, veto=True)
    heard("os.*", os.link, path, again)
    heard("os.*", os.rename, again, again + "2")
    heard("os.*", os.replace, again + "2", again)
    heard("os.*", os.symlink, path, again + "3")
    heard("os.*", os.symlink, path, again + "3", veto=True, dir_fd=0)
    heard("os.*", os.remove, again)
    heard("os.*", os.unlink, again + "3")
    heard("os.*", os.remove, "x", dir_fd=0, veto=True)
    heard("os.*", os.mkdir, folder)
    heard("os.*", os.mkdir, folder, 0o700, veto=True)
    heard("os.*", os.rmdir, folder)
    heard("os.*", os.makedirs, os.path.join(folder, "in"))
    heard("os.*", os.removedirs, os.path.join(folder, "in"), veto=True)
    heard("os.*", os.listdir, folder)
    heard("os.*", os.listdir, veto=True)
    heard("os.*", os.scandir, folder).close()
    heard("os.*", os.scandir, veto=True)
    heard("os.*", list, os.walk(folder))
    heard("os.*", lambda: list(os.walk(folder)))
    heard("os.*", lambda: list(os.fwalk(folder, dir_fd=fd)), veto=True)
    heard("os.*", os.lockf, 99, os.F_LOCK, 5, veto=True)
    heard("os.*", os.posix_spawn, "/none", ["a"], {"x": "y"}, veto=True)
    heard("os.*", os.posix_spawnp, "none", ["a"], os.environ, veto=True)
    heard("os.*", os.spawnv, os.P_WAIT, "/none", ["a"], veto=True)
    heard("os.*", os.putenv, "A_NAME", "value")
    heard("os.*", os.environ.__setitem__, "A_NAME", "other")
    heard("os.*", os.unsetenv, "A_NAME")
    heard("os.*", os.system, "true", veto=True)
    heard("os.*", os.system, b"true", veto=True)
    heard("os.*", os.truncate, path, 1)
    heard("os.*", os.truncate, 99, 1, veto=True)
    heard("os.*", os.ftruncate, 99, 1, veto=True)
    heard("os.*", os.utime, path)
    heard("os.*", os.utime, path, (1, 2))
    heard("os.*", os.utime, path, ns=(1, 2))
    heard("os.*", os.utime, path, None, follow_symlinks=False)
    os.close(fd)


# --- the library

def library():
    import _posixsubprocess, glob, pathlib, shutil, subprocess

    heard("_posix*", _posixsubprocess.fork_exec, ["a", "b"], [b"/none"], True, (), None, [b"X=1"],
          -1, -1, -1, -1, -1, -1, 5, 6, True, True, 0, None, None, None, -1, None, veto=True)
    heard("subprocess.*", subprocess.Popen, ["/none"], veto=True)
    heard("glob.*", glob.glob, scratch + "/*")
    heard("pathlib.*", lambda: list(pathlib.Path(scratch).glob("*")), veto=True)
    heard("shutil.*", shutil.copyfile, scratch + "/file", scratch + "/copy")
    heard("shutil.* os.*", shutil.copy2, scratch + "/file", scratch + "/copy", veto=True)
    heard("shutil.* os.r*", shutil.rmtree, scratch, veto=True)
    heard("import", __import__, "this_is_none_at_all", veto=True)


# --- whole programs: how they start, how they end

AT_START = """
import sys
def hook(event, args):
    if event.startswith("cpython.") or event in ("sys.excepthook", "builtins.input", "builtins.input/result"):
        shown = [a if isinstance(a, str) else type(a).__name__ for a in args]
        sys.__stdout__.write(f"   {event} {shown}\\n")
        sys.__stdout__.flush()
sys.addaudithook(hook)
"""


def programs():
    import subprocess

    with open(os.path.join(scratch, "sitecustomize.py"), "w") as f:
        f.write(AT_START)
    with open(os.path.join(scratch, "a_module.py"), "w") as f:
        f.write("print('a_module')\n")
    for args, text in ((["-c", "print(1)"], ""), (["-m", "a_module"], ""), (["a_module.py"], ""), (["-"], "print(2)"),
                       (["-c", "1/0"], ""), (["-c", "print(input('prompt'))"], "line\n"), (["-c", "exit(3)"], "")):
        print("python", *args, flush=True)
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONSTARTUP"}
        done = subprocess.run([sys.executable, *args], input=text, text=True, cwd=scratch,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment | {"PYTHONPATH": scratch})
        print(done.stdout.replace(scratch, "TMP"), end="")
        print("   status", done.returncode)


for part in language, system, modules, operating_system, library, programs:
    print("---", part.__name__)
    part()

import shutil

shutil.rmtree(scratch)
