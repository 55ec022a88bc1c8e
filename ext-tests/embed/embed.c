/* A program that embeds Python, the whole of its life twice: configured, a file run, a function called, an exception fetched,
   finalised. Usage: embed DIRECTORY LIBRARY    (where app.py lies; the end of the path of the library that must answer) */
#define _GNU_SOURCE
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <dlfcn.h>
#include <stdlib.h>

static int fail(const char *what) {
    fprintf(stderr, "embed: %s failed\n", what);
    if (Py_IsInitialized() && PyErr_Occurred()) {
        PyErr_Print();
    }
    return 1;
}

/* What Python itself would show of the exception, but on one line. */
static void show_exception(void) {
    PyObject *exception = PyErr_GetRaisedException();
    PyObject *text = PyObject_Str(exception);
    PyObject *traceback = PyException_GetTraceback(exception);
    printf("exception %s: %s, %s\n", Py_TYPE(exception)->tp_name, text ? PyUnicode_AsUTF8(text) : "?",
           traceback && PyTraceBack_Check(traceback) ? "with traceback" : "without traceback");
    Py_XDECREF(traceback);
    Py_XDECREF(text);
    Py_DECREF(exception);
}

static PyObject *host_greet(PyObject *Py_UNUSED(self), PyObject *name) {
    return PyUnicode_FromFormat("host greets %U", name);
}
static PyMethodDef host_methods[] = {{"greet", host_greet, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef host_module = {PyModuleDef_HEAD_INIT, .m_name = "host", .m_size = 0, .m_methods = host_methods};
static PyObject *PyInit_host(void) {
    return PyModule_Create(&host_module);
}

static int live(const char *directory, int turn) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    config.parse_argv = 0;
    config.site_import = 0;
    config.safe_path = 1;
    wchar_t *arguments[] = {L"embedded", L"first argument", turn ? L"second turn" : L"first turn"};
    PyStatus status = PyConfig_SetArgv(&config, 3, arguments);
    if (!PyStatus_Exception(status)) {
        status = PyConfig_SetBytesString(&config, &config.program_name, "embedded-program");
    }
    if (!PyStatus_Exception(status)) {
        status = Py_InitializeFromConfig(&config);
    }
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        fprintf(stderr, "embed: %s\n", status.err_msg ? status.err_msg : "no message");
        return 1;
    }
    printf("turn %d: %.4s, initialised %d\n", turn, Py_GetVersion(), Py_IsInitialized());

    /* the directory of the program that is run */
    PyObject *path = PySys_GetObject("path");
    PyObject *where = PyUnicode_DecodeFSDefault(directory);
    if (!path || !where || PyList_Insert(path, 0, where) < 0) {
        return fail("sys.path");
    }
    Py_DECREF(where);

    /* a file, as the main program */
    char file[4096];
    snprintf(file, sizeof file, "%s/app.py", directory);
    FILE *stream = fopen(file, "r");
    if (!stream || PyRun_SimpleFileEx(stream, "app.py", 1) != 0) {
        return fail("PyRun_SimpleFileEx");
    }

    /* a function of it, with arguments of several kinds */
    PyObject *main_module = PyImport_AddModuleRef("__main__");
    PyObject *function = main_module ? PyObject_GetAttrString(main_module, "combine") : NULL;
    PyObject *args = Py_BuildValue("(isd)", 3, "text", 1.5), *kwargs = Py_BuildValue("{s:[iii]}", "numbers", 1, 2, 3);
    PyObject *result = function && args && kwargs ? PyObject_Call(function, args, kwargs) : NULL;
    if (!result) {
        return fail("combine");
    }
    const char *text;
    long total;
    if (!PyArg_ParseTuple(result, "sl", &text, &total)) {
        return fail("result of combine");
    }
    printf("combine: %s, %ld\n", text, total);
    Py_DECREF(result);

    /* an exception, fetched */
    result = PyObject_CallFunction(function, "O", Py_None);
    if (result) {
        return fail("the call that must fail");
    }
    show_exception();
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    Py_DECREF(function);
    Py_DECREF(main_module);

    /* a module that is imported, a class used, a syntax error */
    PyObject *module = PyImport_ImportModule("helper_module");
    PyObject *made = module ? PyObject_CallMethod(module, "Counter", "i", 5) : NULL;
    for (int i = 0; made && i < 3; i++) {
        PyObject *value = PyObject_CallMethod(made, "step", NULL);
        printf("step %ld\n", value ? PyLong_AsLong(value) : -1);
        Py_XDECREF(value);
    }
    Py_XDECREF(made);
    Py_XDECREF(module);
    if (!made) {
        return fail("helper_module");
    }
    PyObject *globals = PyDict_New();
    PyObject *value = PyRun_String("sum(n * n for n in range(10))", Py_eval_input, globals, globals);
    printf("evaluated %ld\n", value ? PyLong_AsLong(value) : -1);
    Py_XDECREF(value);
    if (PyRun_String("1 +", Py_eval_input, globals, globals)) {
        return fail("the syntax error");
    }
    show_exception();
    Py_DECREF(globals);
    if (PyRun_SimpleString("import host; print(host.greet('Python'))\n"
                           "import atexit; atexit.register(print, 'at exit of', sys.argv[2])") != 0) {
        return fail("PyRun_SimpleString");
    }
    if (PyRun_SimpleString("raise ValueError('printed by the library')") != -1) {
        return fail("the exception of PyRun_SimpleString");
    }
    int status_of_end = Py_FinalizeEx();
    printf("finalised %d, initialised %d\n", status_of_end, Py_IsInitialized());
    fflush(stdout);
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: embed DIRECTORY LIBRARY\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    Dl_info info;
    char real[4096] = "";
    if (dladdr((void *)&Py_InitializeFromConfig, &info) && realpath(info.dli_fname, real)) {
        size_t have = strlen(real), want = strlen(argv[2]);
        printf("answered by the right library: %d\n", have >= want && !strcmp(real + have - want, argv[2]));
    }
    if (PyImport_AppendInittab("host", PyInit_host) < 0) {
        return fail("PyImport_AppendInittab");
    }
    for (int turn = 0; turn < 2; turn++) {
        if (live(argv[1], turn)) {
            return 1;
        }
    }
    return 0;
}
