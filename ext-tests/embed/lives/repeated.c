/* Several lives in one process, several interpreters in one life, and threads that Python did not start. */
#include "lives.h"
#include <pthread.h>
#include <unistd.h>

static void lives(void) {
    for (int life = 0; life < 4; life++) {
        begin();
        RUN("import sys, collections, re, json\n"
            "print(hasattr(sys, 'kept'), json.dumps(re.findall('a+', 'aabca')), collections.namedtuple('P', 'x y')(1, 2), sys.version_info[:2])\n"
            "sys.kept = object; sys.kept.__doc__\n"
            "class Cycle:\n"
            "    def __init__(self): self.me = self\n"
            "    def __del__(self): sys.__stdout__.write('a cycle dies\\n')\n"
            "c = Cycle()");
        INT(Py_FinalizeEx());
    }
}

/* What a life leaves in the objects that all lives share. */
static void lives_apart(void) {
    for (int life = 0; life < 3; life++) {
        begin();
        RUN("import sys, signal, warnings, codecs, gc, decimal, datetime\n"
            "print(sys.getrecursionlimit(), sys.getswitchinterval(), gc.get_threshold(), sys.get_int_max_str_digits(), gc.isenabled())\n"
            "print(sys.displayhook is sys.__displayhook__, signal.getsignal(signal.SIGINT) is signal.default_int_handler, decimal.getcontext().prec)\n"
            "sys.setrecursionlimit(500); sys.setswitchinterval(1); gc.set_threshold(5); sys.set_int_max_str_digits(700); gc.disable()\n"
            "decimal.getcontext().prec = 3\n"
            "sys.displayhook = None\n"
            "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
            "codecs.register_error('mine', lambda e: ('', e.end))\n"
            "sys.settrace(None); sys.setprofile(lambda *a: None)");
        INT(Py_FinalizeEx());
        begin();
        RUN("import codecs\n"
            "try: print(codecs.lookup_error('mine'))\n"
            "except LookupError as e: print(e)");
        INT(Py_FinalizeEx());
    }
}

static void show_interpreter(PyThreadState *first) {
    PyThreadState *state = PyThreadState_Get();
    printf("interpreter %ld, the first state %d, main %d\n", (long)PyInterpreterState_GetID(PyThreadState_GetInterpreter(state)), state == first,
           PyThreadState_GetInterpreter(state) == PyInterpreterState_Main());
    fflush(stdout);
    RUN("import sys; print('kept' in vars(sys), __name__, len(globals()) < 15); sys.kept = 1; sys.stdout.flush()");
}
static void interpreters(void) {
    for (int life = 0; life < 3; life++) {
        begin();
        PyThreadState *first = PyThreadState_Get();
        PyEval_SaveThread();
        PyGILState_STATE ensured = PyGILState_Ensure();
        show_interpreter(first);
        PyThreadState_Swap(NULL);
        for (int i = 0; i < 3; i++) {
            PyThreadState *other = Py_NewInterpreter();
            show_interpreter(first);
            RUN("import atexit; atexit.register(print, 'an interpreter ends')");
            Py_EndInterpreter(other);
        }
        PyThreadState_Swap(first);
        show_interpreter(first);
        PyGILState_Release(ensured);
        PyEval_RestoreThread(first);
        INT(Py_FinalizeEx());
    }
}

static void configured_interpreter(PyInterpreterConfig config) {
    PyThreadState *first = PyThreadState_Get(), *state = NULL;
    if (!STATUS(Py_NewInterpreterFromConfig(&state, &config))) {
        RUN("import sys, os, threading\n"
            "def said(f, *a):\n"
            "    try: return f(*a)\n"
            "    except BaseException as e: return f'{type(e).__name__}: {e}'\n"
            "print(said(os.execv, '/none', ['x']))\n"
            "t = threading.Thread(target=print, args=('in a thread',)); print(said(t.start)); said(t.join)\n"
            "print(said(lambda: threading.Thread(target=print, daemon=True).start()))\n"
            "print(said(__import__, 'single_phase'))");
        Py_EndInterpreter(state);
    }
    PyThreadState_Swap(first);
}
static void configured_interpreters(void) {
    PyInterpreterConfig own = {.allow_threads = 1, .allow_daemon_threads = 0, .check_multi_interp_extensions = 1, .gil = PyInterpreterConfig_OWN_GIL};
    PyInterpreterConfig shared = {.use_main_obmalloc = 1, .allow_fork = 1, .allow_exec = 1, .allow_threads = 1, .allow_daemon_threads = 1, .gil = PyInterpreterConfig_SHARED_GIL};
    PyInterpreterConfig wrong_memory = {.check_multi_interp_extensions = 0, .gil = PyInterpreterConfig_OWN_GIL};
    PyInterpreterConfig wrong_lock = {.use_main_obmalloc = 1, .gil = 7};
    PyInterpreterConfig wrong_own = {.use_main_obmalloc = 1, .gil = PyInterpreterConfig_OWN_GIL};
    PyInterpreterConfig bare = {.use_main_obmalloc = 1, .gil = PyInterpreterConfig_DEFAULT_GIL};
    begin();
    PyInterpreterConfig all[] = {own, shared, wrong_memory, wrong_lock, wrong_own, bare};
    for (int i = 0; i < 6; i++) {
        printf("configuration %d\n", i);
        configured_interpreter(all[i]);
    }
    INT(Py_FinalizeEx());
}

/* Ended at finalisation by the library. */
static void interpreter_left(void) {
    begin();
    PyThreadState *first = PyThreadState_Get();
    Py_NewInterpreter();
    RUN("import atexit; atexit.register(print, 'the one that was left')");
    PyThreadState_Swap(first);
    INT(Py_FinalizeEx());
}

/* Made, cleared and deleted by hand, as far as an interpreter without modules goes. */
static void interpreter_by_hand(void) {
    begin();
    PyThreadState *first = PyThreadState_Get(), *other = Py_NewInterpreter();
    PyInterpreterState *interpreter = PyThreadState_GetInterpreter(other);
    INT(PyInterpreterState_GetID(interpreter) > 0);
    OBJECT(PyObject_Type(PyInterpreterState_GetDict(interpreter)));
    PyInterpreterState *found = PyInterpreterState_Head();
    int count = 0;
    for (; found; found = PyInterpreterState_Next(found)) {
        count++;
    }
    printf("%d interpreters\n", count);
    PyThreadState *second = PyThreadState_New(interpreter);
    PyThreadState_Swap(second);
    RUN("print('by another state')");
    PyThreadState_Swap(other);
    PyThreadState_Clear(second);
    PyThreadState_Delete(second);
    Py_EndInterpreter(other);
    PyThreadState_Swap(first);
    INT(Py_FinalizeEx());
}

static void *foreign(void *argument) {
    for (int i = 0; i < 3; i++) {
        PyGILState_STATE state = PyGILState_Ensure(), inner = PyGILState_Ensure();
        INT(state == PyGILState_UNLOCKED);
        INT(inner == PyGILState_LOCKED);
        INT(PyGILState_Check());
        RUN("import threading; print(type(threading.current_thread()).__name__, threading.current_thread().daemon)");
        PyGILState_Release(inner);
        PyGILState_Release(state);
        INT(PyGILState_GetThisThreadState() != NULL);
    }
    return argument;
}
static void foreign_threads(void) {
    for (int life = 0; life < 2; life++) {
        begin();
        pthread_t threads[2];
        PyThreadState *state = PyEval_SaveThread();
        for (int i = 0; i < 2; i++) {
            pthread_create(&threads[i], NULL, foreign, NULL);
            pthread_join(threads[i], NULL);
        }
        PyEval_RestoreThread(state);
        INT(Py_FinalizeEx());
    }
}

static void *whole_life(void *argument) {
    begin();
    RUN("import threading, signal; print(threading.current_thread() is threading.main_thread(), threading.active_count())");
    INT(Py_FinalizeEx());
    return argument;
}
static void life_in_a_thread(void) {
    for (int life = 0; life < 2; life++) {
        pthread_t thread;
        pthread_create(&thread, NULL, whole_life, NULL);
        pthread_join(thread, NULL);
        INT(Py_IsInitialized());
    }
    whole_life(NULL);
}

/* A thread that waits for the lock while Python ends: it is stopped there and never comes back. */
static volatile int waiting, came_back;
static void *wait_for_lock(void *argument) {
    PyGILState_STATE state = PyGILState_Ensure();
    waiting = 1;
    for (int i = 0; i < 1000000 && !came_back; i++) {
        Py_BEGIN_ALLOW_THREADS
        usleep(1000);
        Py_END_ALLOW_THREADS
    }
    PyGILState_Release(state);
    came_back = 1;
    return argument;
}
static void thread_outlives(void) {
    begin();
    pthread_t thread;
    pthread_create(&thread, NULL, wait_for_lock, NULL);
    while (!waiting) {
        Py_BEGIN_ALLOW_THREADS
        usleep(1000);
        Py_END_ALLOW_THREADS
    }
    INT(Py_FinalizeEx());
    usleep(50000);
    printf("came back: %d\n", came_back);
}

static void daemon_threads(void) {
    begin();
    RUN("import threading, time\n"
        "started = threading.Event()\n"
        "def for_ever():\n"
        "    started.set()\n"
        "    while True: time.sleep(.001)\n"
        "def a_while():\n"
        "    time.sleep(.05); print('waited for')\n"
        "threading.Thread(target=for_ever, daemon=True).start()\n"
        "threading.Thread(target=a_while).start()\n"
        "started.wait()");
    INT(Py_FinalizeEx());
}

const struct scenario repeated[] = {
    {"lives", lives, NULL, NULL},
    {"lives_apart", lives_apart, NULL, NULL},
    {"interpreters", interpreters, NULL, NULL},
    {"configured_interpreters", configured_interpreters, NULL, NULL},
    {"interpreter_left", interpreter_left, NULL, NULL},
    {"interpreter_by_hand", interpreter_by_hand, NULL, NULL},
    {"foreign_threads", foreign_threads, NULL, NULL},
    {"life_in_a_thread", life_in_a_thread, NULL, NULL},
    {"thread_outlives", thread_outlives, NULL, NULL},
    {"daemon_threads", daemon_threads, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
