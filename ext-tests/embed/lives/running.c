/* Main programs: Py_Main and its kin with the arguments of a command line, Py_RunMain after a configuration, the interactive loop, frozen programs. */
#include "lives.h"
#include <unistd.h>

#define MAIN(...)                                                                                                                \
    do {                                                                                                                         \
        wchar_t *arguments[] = {L"lives", L"-S", __VA_ARGS__};                                                                   \
        INT(Py_Main(Py_ARRAY_LENGTH(arguments), arguments));                                                                     \
        INT(Py_IsInitialized());                                                                                                 \
    } while (0)

/* A folder of its own to run programs from: a file, a broken one, a package, a folder and an archive with __main__.py. */
static void make_programs(void) {
    char folder[] = "/tmp/lives-XXXXXX";
    if (!mkdtemp(folder) || chdir(folder)) {
        exit(96);
    }
    static const char *const files[][2] = {
        {"file.py", "import sys\nprint(__name__, __file__, sys.argv, sys.path[0] != '')\nsys.exit(len(sys.argv))\n"},
        {"broken.py", "def f(:\n    pass\n"},
        {"raises.py", "def f():\n    return 1 / 0\nf()\n"},
        {"latin.py", "# nothing declared\nprint('\xe9')\n"},
        {"null.py", "print(1)\0print(2)\n"},
        {NULL, NULL},
    };
    for (int i = 0; files[i][0]; i++) {
        FILE *file = fopen(files[i][0], "w");
        fputs(files[i][1], file);
        fclose(file);
    }
    if (system("mkdir -p folder package empty; echo 'import sys; print(\"folder\", sys.argv)' >folder/__main__.py;"
               "echo 'print(\"package\", __name__)' >package/__init__.py; echo 'print(\"its main\", __package__, __spec__.name)' >package/__main__.py")) {
        exit(95);
    }
}
static void remove_programs(void) {
    char folder[4096];
    if (getcwd(folder, sizeof folder) && !strncmp(folder, "/tmp/lives-", 11)) {
        char command[5000];
        snprintf(command, sizeof command, "rm -r '%s'", folder);
        if (system(command)) {
            exit(94);
        }
    }
}
#define PROGRAM(name, ...)                                                                                                       \
    static void name(void) {                                                                                                     \
        make_programs();                                                                                                         \
        MAIN(__VA_ARGS__);                                                                                                       \
        remove_programs();                                                                                                       \
    }
PROGRAM(main_command, L"-c", L"import sys; print(__name__, sys.argv, sys.orig_argv)", L"a", L"-b")
PROGRAM(main_command_raises, L"-c", L"import sys\ndef f(): raise ValueError('wrong')\nf()")
PROGRAM(main_command_syntax, L"-c", L"1 +")
PROGRAM(main_command_exits, L"-c", L"import sys; sys.exit(7)")
PROGRAM(main_command_exits_message, L"-c", L"import sys; sys.exit('a message')")
PROGRAM(main_command_exits_none, L"-c", L"raise SystemExit")
PROGRAM(main_command_exits_large, L"-c", L"raise SystemExit(2**70)")
PROGRAM(main_command_group, L"-c", L"raise ExceptionGroup('several', [ValueError(1), KeyError('k')])")
PROGRAM(main_command_surrogate, L"-c", L"print(ascii('\xdc80'))")
PROGRAM(main_file, L"file.py", L"x", L"y")
PROGRAM(main_file_first_line, L"-x", L"raises.py")
PROGRAM(main_file_missing, L"missing.py")
PROGRAM(main_file_broken, L"broken.py")
PROGRAM(main_file_latin, L"latin.py")
PROGRAM(main_file_raises, L"-X", L"tracemalloc", L"raises.py")
PROGRAM(main_folder, L"folder", L"x")
PROGRAM(main_folder_empty, L"empty")
PROGRAM(main_module, L"-m", L"package", L"x")
PROGRAM(main_module_missing, L"-m", L"no_such_module")
PROGRAM(main_module_package, L"-m", L"package.missing")
PROGRAM(main_module_isolated, L"-I", L"-m", L"package")
PROGRAM(main_standard_input, L"-", L"x")
PROGRAM(main_inspect, L"-i", L"-q", L"-c", L"x = 5; raise SystemExit(3)")
PROGRAM(main_interactive, L"-i", L"-q")
PROGRAM(main_unknown, L"-Q")
PROGRAM(main_version, L"-V")

static void bytes_main(void) {
    char *arguments[] = {"lives", "-Sc", "import sys; print(ascii(sys.argv))", "gr\xc3\xbc\xc3\x9f", "\xff"};
    INT(Py_BytesMain(5, arguments));
    INT(Py_IsInitialized());
}
static void bytes_main_nothing(void) {
    char *arguments[] = {NULL};
    INT(Py_BytesMain(0, arguments));
}
static void main_within_life(void) {
    wchar_t *arguments[] = {L"other", L"-c", L"import sys; print(sys.argv, kept)", L"x"};
    begin();
    RUN("kept = 'kept'");
    INT(Py_Main(4, arguments));
    INT(Py_IsInitialized());
}
static void main_twice(void) {
    wchar_t *arguments[] = {L"lives", L"-S", L"-c", L"import sys; print('again', 'kept' in globals()); kept = 1"};
    INT(Py_Main(4, arguments));
    INT(Py_Main(4, arguments));
}

/* The way of an embedder: a configuration, then Py_RunMain. */
static void configured_main(const wchar_t *command, const wchar_t *module, const wchar_t *file, int inspect) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    config.site_import = 0;
    config.parse_argv = 0;
    config.inspect = inspect;
    wchar_t *arguments[] = {L"argv0", L"argv1"};
    PyConfig_SetArgv(&config, 2, arguments);
    PyConfig_SetString(&config, &config.program_name, L"lives");
    PyConfig_SetString(&config, &config.run_command, command);
    PyConfig_SetString(&config, &config.run_module, module);
    PyConfig_SetString(&config, &config.run_filename, file);
    if (!STATUS(Py_InitializeFromConfig(&config))) {
        PyConfig_Clear(&config);
        INT(Py_RunMain());
        INT(Py_IsInitialized());
    }
}
static void run_main_command(void) { configured_main(L"import sys; print(sys.argv, __name__); sys.exit(9)", NULL, NULL, 0); }
static void run_main_inspect(void) { configured_main(L"value = 'seen'; raise SystemExit(9)", NULL, NULL, 1); }
static void run_main_file(void) {
    make_programs();
    configured_main(NULL, NULL, L"file.py", 0);
    remove_programs();
}
static void run_main_module(void) {
    make_programs();
    configured_main(NULL, L"package", NULL, 0);
    remove_programs();
}
static void run_main_nothing(void) { configured_main(NULL, NULL, NULL, 0); }
static void run_main_again(void) {
    for (int i = 0; i < 3; i++) {
        configured_main(L"print('life')", NULL, NULL, 0);
    }
}
static void run_main_at_exit(void) {
    configured_main(L"import atexit, sys\natexit.register(print, 'at exit')\natexit.register(lambda: 1 / 0)\n"
                    L"class D:\n    def __del__(self): print('deleted')\nd = D()\nsys.exit(4)",
                    NULL, NULL, 0);
}
static void run_main_lost_output(void) { configured_main(L"import os; print('lost'); os.close(1)", NULL, NULL, 0); }

static void argument_vectors(void) {
    wchar_t *arguments[] = {L"lives", L"-S", L"-c", L"pass", L"x"}, **seen = NULL;
    int count = -1;
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    PyConfig_SetArgv(&config, 5, arguments);
    STATUS(Py_InitializeFromConfig(&config));
    PyConfig_Clear(&config);
    Py_GetArgcArgv(&count, &seen);
    for (int i = 0; i < count; i++) {
        printf("%ls\n", seen[i]);
    }
    wchar_t *other[] = {L"", L"changed"};
    PySys_SetArgvEx(2, other, 0);
    RUN("import sys; print(sys.argv, sys.orig_argv)");
    INT(Py_FinalizeEx());
}

static void interactive(const char *text, int (*loop)(FILE *)) {
    FILE *stream = tmpfile();
    fputs(text, stream);
    rewind(stream);
    begin();
    INT(loop(stream));
    RUN("print(sorted(name for name in globals() if name[0] != '_'))");
    INT(Py_FinalizeEx());
    fclose(stream);
}
static int loop(FILE *stream) { return PyRun_InteractiveLoop(stream, "typed"); }
static int one(FILE *stream) { return PyRun_InteractiveOne(stream, "typed"); }
static int any(FILE *stream) { return PyRun_AnyFile(stream, "typed"); }
static void interactive_loop(void) {
    interactive("import sys\nsys.ps1 = '? '\nx = 5\nx\nif x:\n  y = 6\n\n1 / 0\n1 +\n(2,\n 3)\nprint('end')\n", loop);
}
static void interactive_one(void) { interactive("x = 1\ny = 2\n", one); }
static void interactive_one_wrong(void) { interactive("1 +\n", one); }
static void interactive_exits(void) { interactive("raise SystemExit(6)\n", loop); }
static void any_file(void) { interactive("x = 1\nprint(x, __name__)\n1 / 0\n", any); }

/* A program that is frozen: its code is made in a first life. */
static void frozen_main(void) {
    static struct _frozen table[] = {{"__main__", NULL, 0, 0}, {"helper", NULL, 0, 0}, {NULL, NULL, 0, 0}};
    static const char *const sources[] = {"import sys, helper\nprint(__name__, sys.argv, helper.value, getattr(sys, 'frozen', None))\nif '-x' in sys.argv: raise SystemExit(5)\n", "value = 'of the helper'\n"};
    begin();
    for (int i = 0; i < 2; i++) {
        PyObject *code = Py_CompileString(sources[i], "<frozen>", Py_file_input), *marshalled = PyMarshal_WriteObjectToString(code, Py_MARSHAL_VERSION);
        table[i].size = (int)PyBytes_Size(marshalled);
        table[i].code = memcpy(malloc(table[i].size), PyBytes_AsString(marshalled), table[i].size);
        Py_DECREF(marshalled);
        Py_DECREF(code);
    }
    INT(Py_FinalizeEx());
    PyImport_FrozenModules = table;
    char *arguments[] = {"frozen program", "-V", "-x", NULL};
    INT(Py_FrozenMain(2, arguments));
    INT(Py_IsInitialized());
    INT(Py_FrozenMain(3, arguments));
}
static void frozen_main_missing(void) {
    char *arguments[] = {"frozen program", NULL};
    INT(Py_FrozenMain(1, arguments));
}

const struct scenario running[] = {
    {"main_command", main_command, NULL, NULL},
    {"main_command_raises", main_command_raises, NULL, NULL},
    {"main_command_syntax", main_command_syntax, NULL, NULL},
    {"main_command_exits", main_command_exits, NULL, NULL},
    {"main_command_exits_message", main_command_exits_message, NULL, NULL},
    {"main_command_exits_none", main_command_exits_none, NULL, NULL},
    {"main_command_exits_large", main_command_exits_large, NULL, NULL},
    {"main_command_group", main_command_group, NULL, NULL},
    {"main_command_surrogate", main_command_surrogate, NULL, NULL},
    {"main_file", main_file, NULL, NULL},
    {"main_file_first_line", main_file_first_line, NULL, NULL},
    {"main_file_missing", main_file_missing, NULL, NULL},
    {"main_file_broken", main_file_broken, NULL, NULL},
    {"main_file_latin", main_file_latin, NULL, NULL},
    {"main_file_raises", main_file_raises, NULL, NULL},
    {"main_folder", main_folder, NULL, NULL},
    {"main_folder_empty", main_folder_empty, NULL, NULL},
    {"main_module", main_module, NULL, NULL},
    {"main_module_missing", main_module_missing, NULL, NULL},
    {"main_module_package", main_module_package, NULL, NULL},
    {"main_module_isolated", main_module_isolated, NULL, NULL},
    {"main_standard_input", main_standard_input, NULL, "import sys\nprint(sys.argv, __name__)\nraise KeyError('read')\n"},
    {"main_inspect", main_inspect, NULL, "print(x)\nx\n"},
    {"main_inspect, by the environment", main_command_raises, "PYTHONINSPECT=1", "print('after')\nf\n1/0\n"},
    {"main_interactive", main_interactive, NULL, "x = 1\nx + 1\nif x:\n  2\n\nraise SystemExit(4)\n"},
    {"main_interactive, a start-up file", main_interactive, "PYTHONSTARTUP=missing.py", "1\n"},
    {"main_unknown", main_unknown, NULL, NULL},
    {"main_version", main_version, NULL, NULL},
    {"bytes_main", bytes_main, NULL, NULL},
    {"bytes_main_nothing", bytes_main_nothing, NULL, "print('read')\n"},
    {"main_within_life", main_within_life, NULL, NULL},
    {"main_twice", main_twice, NULL, NULL},
    {"run_main_command", run_main_command, NULL, NULL},
    {"run_main_inspect", run_main_inspect, NULL, "print(value)\n"},
    {"run_main_file", run_main_file, NULL, NULL},
    {"run_main_module", run_main_module, NULL, NULL},
    {"run_main_nothing", run_main_nothing, NULL, "print('read from standard input')\n"},
    {"run_main_again", run_main_again, NULL, NULL},
    {"run_main_at_exit", run_main_at_exit, NULL, NULL},
    {"run_main_lost_output", run_main_lost_output, NULL, NULL},
    {"argument_vectors", argument_vectors, NULL, NULL},
    {"interactive_loop", interactive_loop, NULL, NULL},
    {"interactive_one", interactive_one, NULL, NULL},
    {"interactive_one_wrong", interactive_one_wrong, NULL, NULL},
    {"interactive_exits", interactive_exits, NULL, NULL},
    {"any_file", any_file, NULL, NULL},
    {"frozen_main", frozen_main, NULL, NULL},
    {"frozen_main_missing", frozen_main_missing, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
