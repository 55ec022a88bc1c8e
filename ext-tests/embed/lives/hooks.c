/* What an embedder puts in Python's way: audit hooks, a hook for opening code, allocators, input and read functions, frozen modules of its own. */
#include "lives.h"
#include <unistd.h>

struct events {
    int seen[64], count;
    const char *names[64];
    int denied;
};
static struct events events;

static int count_event(const char *event, PyObject *arguments, void *data) {
    struct events *counted = data;
    (void)arguments;
    for (int i = 0; i < counted->count; i++) {
        if (!strcmp(counted->names[i], event)) {
            counted->seen[i]++;
            return 0;
        }
    }
    if (counted->count < 64) {
        counted->names[counted->count] = strdup(event);
        counted->seen[counted->count++] = 1;
    }
    return 0;
}
static int was_seen(const char *event) {
    for (int i = 0; i < events.count; i++) {
        if (!strcmp(events.names[i], event)) {
            return events.seen[i];
        }
    }
    return 0;
}

static void audited(void) {
    INT(PySys_AddAuditHook(count_event, &events));
    begin();
    RUN("import sys; sys.addaudithook(lambda *a: None); eval('1'); open('/dev/null').close(); compile('1', 'f', 'eval'); sys.audit('mine', 1)");
    PyThreadState *first = PyThreadState_Get(), *other = Py_NewInterpreter();
    Py_EndInterpreter(other);
    PyThreadState_Swap(first);
    INT(PySys_Audit("by.me", "is", 1, "two"));
    INT(Py_FinalizeEx());
    static const char *const asked[] = {"sys.addaudithook", "mine", "by.me", "cpython.PyInterpreterState_New", "cpython.PyInterpreterState_Clear",
                                        "cpython._PySys_ClearAuditHooks", "cpython.run_command", NULL};
    for (int i = 0; asked[i]; i++) {
        printf("%s seen: %d\n", asked[i], was_seen(asked[i]));
    }
    INT(was_seen("exec") > 0 && was_seen("compile") > 0 && was_seen("open") > 0 && was_seen("import") > 0);
}

static int refuse(const char *event, PyObject *arguments, void *data) {
    (void)arguments;
    if (strcmp(event, data)) {
        return 0;
    }
    PyErr_Format(PyExc_PermissionError, "not %s", event);
    return -1;
}
static void audit_refuses(void) {
    PySys_AddAuditHook(refuse, "os.putenv");
    begin();
    RUN("import os\ntry: os.putenv('A', 'b')\nexcept OSError as e: print(type(e).__name__, e)");
    INT(PySys_Audit("os.putenv", NULL));
    PyErr_Print();
    INT(Py_FinalizeEx());
}
static void audit_refuses_hooks(void) {
    INT(PySys_AddAuditHook(refuse, "sys.addaudithook"));
    begin();
    INT(PySys_AddAuditHook(count_event, &events));
    PyErr_Print();
    RUN("import sys; sys.addaudithook(print)");
    INT(Py_FinalizeEx());
}
static void audit_refuses_running(void) {
    PySys_AddAuditHook(refuse, "cpython.run_command");
    wchar_t *arguments[] = {L"lives", L"-S", L"-c", L"print('not run')"};
    INT(Py_Main(4, arguments));
}
static int show_run(const char *event, PyObject *arguments, void *data) {
    (void)data;
    if (!strncmp(event, "cpython.run_", 12)) {
        PyObject *text = PyObject_Repr(arguments);
        printf("%s%s\n", event, PyUnicode_AsUTF8(text));
        Py_DECREF(text);
    }
    return 0;
}
static void audit_running(const wchar_t *option, const wchar_t *what) {
    PySys_AddAuditHook(show_run, NULL);
    wchar_t *arguments[] = {L"lives", L"-S", (wchar_t *)option, (wchar_t *)what};
    INT(Py_Main(what ? 4 : 3, arguments));
}
static void audit_command(void) { audit_running(L"-c", L"pass"); }
static void audit_module(void) { audit_running(L"-m", L"missing_module"); }
static void audit_file(void) { audit_running(L"/no/missing_file.py", NULL); }
static void audit_input(void) { audit_running(L"-", NULL); }
static void audit_interactive(void) { audit_running(L"-iq", NULL); }

/* Other text for what is called "hooked". */
static PyObject *open_code(PyObject *path, void *data) {
    PyObject *io = PyImport_ImportModule("_io");
    int hooked = PyUnicode_Check(path) && PyUnicode_EqualToUTF8(path, "hooked");
    PyObject *opened = NULL;
    if (io) {
        opened = hooked ? PyObject_CallMethod(io, "BytesIO", "y", (char *)data) : PyObject_CallMethod(io, "open", "Os", path, "rb");
    }
    Py_XDECREF(io);
    return opened;
}
static void code_opened(void) {
    INT(PyFile_SetOpenCodeHook(open_code, "print('not what stands there')"));
    INT(PyFile_SetOpenCodeHook(open_code, ""));
    begin();
    RUN("import io; print(io.open_code('hooked').read(), io.open_code('/dev/null').read())");
    OBJECT(PyFile_OpenCode("no such file"));
    OBJECT(PyFile_OpenCodeObject(Py_None));
    INT(PyFile_SetOpenCodeHook(open_code, ""));
    PyErr_Print();
    INT(Py_FinalizeEx());
}

/* An allocator that counts: all that Python takes comes from it. */
static PyMemAllocatorEx under[3];
static long taken[3];
static void *count_malloc(void *context, size_t size) {
    taken[(long)context]++;
    return under[(long)context].malloc(under[(long)context].ctx, size);
}
static void *count_calloc(void *context, size_t number, size_t size) {
    taken[(long)context]++;
    return under[(long)context].calloc(under[(long)context].ctx, number, size);
}
static void *count_realloc(void *context, void *block, size_t size) {
    return under[(long)context].realloc(under[(long)context].ctx, block, size);
}
static void count_free(void *context, void *block) {
    under[(long)context].free(under[(long)context].ctx, block);
}
static void allocators(void) {
    for (long domain = 0; domain < 3; domain++) {
        PyMem_GetAllocator(domain, &under[domain]);
        PyMem_SetAllocator(domain, &(PyMemAllocatorEx){(void *)domain, count_malloc, count_calloc, count_realloc, count_free});
    }
    begin();
    RUN("print(sum(len(str(n)) for n in range(1000)), [object() for _ in range(500)][0] is not None)");
    INT(Py_FinalizeEx());
    INT(taken[PYMEM_DOMAIN_OBJ] > 1000);
    INT(taken[PYMEM_DOMAIN_RAW] > 10 && taken[PYMEM_DOMAIN_MEM] > 10);
}
static void allocators_preconfigured(void) {
    static const int kinds[] = {PYMEM_ALLOCATOR_DEFAULT, PYMEM_ALLOCATOR_DEBUG, PYMEM_ALLOCATOR_MALLOC, PYMEM_ALLOCATOR_MALLOC_DEBUG, PYMEM_ALLOCATOR_PYMALLOC};
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    preconfig.allocator = kinds[3];
    STATUS(Py_PreInitialize(&preconfig));
    PyMem_SetupDebugHooks();
    char *block = PyMem_RawMalloc(4);
    printf("fresh bytes are %02x\n", (unsigned char)block[0]);
    PyMem_RawFree(block);
    begin();
    RUN("print('with hooks')");
    block = PyMem_Malloc(4);
    printf("fresh bytes are %02x\n", (unsigned char)block[0]);
    PyMem_Free(block);
    INT(Py_FinalizeEx());
}

static int hook_runs;
static int input_hook(void) { return ++hook_runs; }
static char *read_line(FILE *in, FILE *out, const char *prompt) {
    (void)in;
    (void)out;
    static int asked;
    printf("asked %s\n", prompt);
    if (asked++) {
        return NULL;
    }
    return strcpy(PyMem_RawMalloc(20), "x = 'read'\n");
}
static void read_functions(void) {
    INT(PyOS_InputHook == NULL);
    PyOS_InputHook = input_hook;
    PyOS_ReadlineFunctionPointer = read_line;
    begin();
    RUN("try: print(input('no terminal: '))\nexcept EOFError as e: print(e)");
    printf("hook ran %d times\n", hook_runs);
    INT(Py_FinalizeEx());
}

static void frozen_modules(void) {
    static const unsigned char not_code[] = {'N'};
    static struct _frozen table[] = {{"made", NULL, 0, 0}, {"made_package", NULL, 0, 1}, {"wrong", not_code, 1, 0}, {"excluded", NULL, 0, 0}, {NULL, NULL, 0, 0}};
    begin();
    PyObject *code = Py_CompileString("value = __name__, __spec__ and __spec__.origin, '__path__' in globals()", "<made>", Py_file_input);
    PyObject *marshalled = PyMarshal_WriteObjectToString(code, Py_MARSHAL_VERSION);
    for (int i = 0; i < 2; i++) {
        table[i].size = (int)PyBytes_Size(marshalled);
        table[i].code = memcpy(malloc(table[i].size), PyBytes_AsString(marshalled), table[i].size);
    }
    Py_DECREF(marshalled);
    Py_DECREF(code);
    PyImport_FrozenModules = table;
    RUN("import made, made_package, _imp; print(made.value, made_package.value, _imp.is_frozen('made'), _imp.is_frozen('absent'))");
    RUN("import wrong");
    RUN("import excluded");
    INT(PyImport_ImportFrozenModule("made"));
    INT(PyImport_ImportFrozenModule("absent"));
    INT(PyImport_ImportFrozenModule("excluded"));
    PyErr_Print();
    INT(Py_FinalizeEx());
}

/* Signals: Python's own handler, or none. */
static void signals(int handlers) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    config.install_signal_handlers = handlers;
    config.site_import = 0;
    PyConfig_SetString(&config, &config.program_name, L"lives");
    STATUS(Py_InitializeFromConfig(&config));
    PyConfig_Clear(&config);
    RUN("import signal; print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGPIPE))");
    if (handlers) {
        PyErr_SetInterrupt();
        RUN("try:\n    for i in range(10): pass\nexcept KeyboardInterrupt: print('interrupted')");
        INT(PyErr_SetInterruptEx(15));
        INT(PyErr_SetInterruptEx(1000));
        INT(PyErr_CheckSignals());
    }
    INT(Py_FinalizeEx());
    INT(PyOS_getsig(2) == SIG_DFL);
}
static void signals_installed(void) { signals(1); }
static void signals_left(void) { signals(0); }

static int pending(void *argument) {
    printf("pending call %s\n", (char *)argument);
    if (!strcmp(argument, "fails")) {
        PyErr_SetString(PyExc_RuntimeError, "of a pending call");
        return -1;
    }
    return 0;
}
static void pending_calls(void) {
    begin();
    INT(Py_AddPendingCall(pending, "one"));
    INT(Py_AddPendingCall(pending, "two"));
    RUN("for i in range(3): pass");
    INT(Py_AddPendingCall(pending, "fails"));
    INT(Py_MakePendingCalls());
    PyErr_Print();
    INT(Py_AddPendingCall(pending, "left for the end"));
    INT(Py_FinalizeEx());
}

const struct scenario hooks[] = {
    {"audited", audited, NULL, NULL},
    {"audit_refuses", audit_refuses, NULL, NULL},
    {"audit_refuses_hooks", audit_refuses_hooks, NULL, NULL},
    {"audit_refuses_running", audit_refuses_running, NULL, NULL},
    {"audit_command", audit_command, NULL, NULL},
    {"audit_module", audit_module, NULL, NULL},
    {"audit_file", audit_file, NULL, NULL},
    {"audit_input", audit_input, NULL, "pass\n"},
    {"audit_interactive", audit_interactive, "PYTHONSTARTUP=missing.py", "1\n"},
    {"code_opened", code_opened, NULL, NULL},
    {"allocators", allocators, NULL, NULL},
    {"allocators_preconfigured", allocators_preconfigured, NULL, NULL},
    {"read_functions", read_functions, NULL, "typed\n"},
    {"frozen_modules", frozen_modules, NULL, NULL},
    {"signals_installed", signals_installed, NULL, NULL},
    {"signals_left", signals_left, NULL, NULL},
    {"pending_calls", pending_calls, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
