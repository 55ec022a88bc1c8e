/* How a life ends: exit functions and their order, statuses, fatal errors, streams that are gone, objects that outlive. */
#include "lives.h"
#include <fcntl.h>
#include <unistd.h>

static void at_c_exit(void) { printf("registered in C, initialised %d\n", Py_IsInitialized()); }
static void at_interpreter_exit(void *data) { printf("registered with the interpreter: %s\n", (char *)data); }

static void exit_functions(void) {
    begin();
    INT(Py_AtExit(at_c_exit));
    INT(PyUnstable_AtExit(PyInterpreterState_Get(), at_interpreter_exit, "one"));
    INT(PyUnstable_AtExit(PyInterpreterState_Get(), at_interpreter_exit, "two"));
    RUN("import atexit, sys, threading, weakref\n"
        "atexit.register(print, 'registered in Python', flush=True)\n"
        "threading._register_atexit(print, 'registered with threading', flush=True)\n"
        "class C: pass\n"
        "c = C(); weakref.finalize(c, print, 'finalised', flush=True)");
    INT(Py_FinalizeEx());
    for (int i = 0; i < 40; i++) {
        if (Py_AtExit(at_c_exit) != 0) {
            printf("refused after %d\n", i);
            break;
        }
    }
}

static void leave(void) {
    begin();
    Py_AtExit(at_c_exit);
    RUN("import atexit; atexit.register(print, 'at exit'); print('not flushed', end='')");
    Py_Exit(11);
}
static void leave_uninitialized(void) { Py_Exit(12); }
static void leave_by_system_exit(void) {
    begin();
    PyErr_SetObject(PyExc_SystemExit, PyLong_FromLong(13));
    PyErr_Print();
}
static void leave_by_simple_string(void) {
    begin();
    RUN("raise SystemExit('said at the end')");
}
static void status_error(void) { Py_ExitStatusException(PyStatus_Error("of the embedder")); }
static void status_exit(void) { Py_ExitStatusException(PyStatus_Exit(14)); }
static void status_memory(void) { Py_ExitStatusException(PyStatus_NoMemory()); }
static void status_ok(void) { Py_ExitStatusException(PyStatus_Ok()); }

static void fatal(void) {
    begin();
    PyErr_SetString(PyExc_ValueError, "that was set");
    Py_FatalError("said by the embedder");
}
static void fatal_uninitialized(void) { Py_FatalError("before all"); }
static void fatal_in_python(void) {
    begin();
    RUN("import faulthandler; faulthandler.enable()");
    RUN("def f(): import os; os.abort()\nf()");
}

/* Streams: closed before the life begins, full, broken. */
static void streams_closed(int first, int last) {
    int kept = dup(1);
    for (int fd = first; fd <= last; fd++) {
        close(fd);
    }
    begin();
    int failed = PyRun_SimpleString("import sys, os\ntext = repr([s and (s.name, s.encoding) for s in (sys.stdin, sys.stdout, sys.stderr)])\nprint('lost')\ntry: input()\nexcept Exception as e: text += repr(e)\n");
    PyObject *main_module = PyImport_AddModuleRef("__main__"), *text = PyObject_GetAttrString(main_module, "text");
    dprintf(kept, "%d %s\n", failed, PyUnicode_AsUTF8(text));
    Py_DECREF(text);
    Py_DECREF(main_module);
    dprintf(kept, "%d\n", Py_FinalizeEx());
}
static void streams_none(void) { streams_closed(0, 2); }
static void streams_no_input(void) { streams_closed(0, 0); }
static void streams_no_output(void) { streams_closed(1, 2); }
static void stream_full(void) {
    int kept = dup(1), full = open("/dev/full", O_WRONLY);
    dup2(full, 1);
    begin();
    int failed = PyRun_SimpleString("print('lost')");
    int status = Py_FinalizeEx();
    dprintf(kept, "%d %d\n", failed, status);
}

/* What is left in a module's state, in static variables and in cycles when the end comes. */
static void last_words(void) {
    begin();
    RUN("import sys, gc, weakref\n"
        "class Loud:\n"
        "    def __init__(self, name): self.name = name\n"
        "    def __del__(self): print('dies:', self.name, sys is not None and sys.is_finalizing(), flush=True)\n"
        "sys.loud = Loud('in sys')\n"
        "a = Loud('a global')\n"
        "_b = Loud('a private global')\n"
        "cycle = Loud('in a cycle'); cycle.me = cycle\n"
        "import types; module = types.ModuleType('m'); module.x = Loud('in a module'); sys.modules['m'] = module; del module\n"
        "def generate():\n"
        "    try: yield 1\n"
        "    finally: print('generator closed', flush=True)\n"
        "g = generate(); next(g)\n"
        "def thread_local():\n"
        "    import threading; l = threading.local(); l.x = Loud('in a local'); return l\n"
        "l = thread_local()");
    INT(Py_FinalizeEx());
}
static void last_words_import(void) {
    begin();
    RUN("class Late:\n"
        "    def __del__(self):\n"
        "        try:\n"
        "            import colorsys\n"
        "        except BaseException as e: print(type(e).__name__, e, flush=True)\n"
        "import sys, builtins; sys.modules['late'] = Late(); builtins.late = Late()");
    INT(Py_FinalizeEx());
}
static void last_words_raise(void) {
    begin();
    RUN("class Raises:\n    def __del__(self): raise ValueError('at the end')\nr = Raises()\nimport atexit\natexit.register(lambda: 1 / 0)\n@atexit.register\ndef f(): raise SystemExit(3)");
    INT(Py_FinalizeEx());
}
static void last_threads(void) {
    begin();
    RUN("import threading, atexit\n"
        "def late():\n"
        "    try: threading.Thread(target=print).start()\n"
        "    except BaseException as e: print(type(e).__name__, e, flush=True)\n"
        "class D:\n"
        "    def __del__(self): late()\n"
        "atexit.register(late); d = D()");
    INT(Py_FinalizeEx());
}

/* A signal that comes when nobody handles it any more, and those that nobody ever did. */
static void last_signal(void) {
    begin();
    RUN("import _thread, signal\n"
        "_thread.interrupt_main(signal.SIGTERM)\n"
        "for i in range(3): pass\n"
        "class D:\n"
        "    def __del__(self): _thread.interrupt_main()\n"
        "d = D()");
    INT(Py_FinalizeEx());
}

/* Objects that a program still holds are not touched any more, but their memory is there. */
static void held_over(void) {
    begin();
    PyObject *held = PyUnicode_FromString("held"), *list = PyList_New(0);
    INT(Py_FinalizeEx());
    INT(Py_REFCNT(held) > 0 && Py_REFCNT(list) == 1);
    begin();
    INT(PyList_CheckExact(list));
    INT(Py_FinalizeEx());
}

const struct scenario ends[] = {
    {"exit_functions", exit_functions, NULL, NULL},
    {"leave", leave, NULL, NULL},
    {"leave_uninitialized", leave_uninitialized, NULL, NULL},
    {"leave_by_system_exit", leave_by_system_exit, NULL, NULL},
    {"leave_by_simple_string", leave_by_simple_string, NULL, NULL},
    {"status_error", status_error, NULL, NULL},
    {"status_exit", status_exit, NULL, NULL},
    {"status_memory", status_memory, NULL, NULL},
    {"status_ok", status_ok, NULL, NULL},
    {"fatal", fatal, NULL, NULL},
    {"fatal_uninitialized", fatal_uninitialized, NULL, NULL},
    {"fatal_in_python", fatal_in_python, NULL, NULL},
    {"streams_none", streams_none, NULL, NULL},
    {"streams_no_input", streams_no_input, NULL, "typed\n"},
    {"streams_no_output", streams_no_output, NULL, "typed\n"},
    {"stream_full", stream_full, NULL, NULL},
    {"last_words", last_words, NULL, NULL},
    {"last_words_import", last_words_import, NULL, NULL},
    {"last_words_raise", last_words_raise, NULL, NULL},
    {"last_threads", last_threads, NULL, NULL},
    {"last_signal", last_signal, NULL, NULL},
    {"held_over", held_over, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
