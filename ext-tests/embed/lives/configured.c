/* What a configuration becomes: of each kind, from arguments, from the environment, from global variables, and what is wrong in it. */
#include "lives.h"

/* What depends on the place, or on the machine. */
static int is_place(const char *name) {
    static const char *const places[] = {"base_exec_prefix", "base_executable", "base_prefix", "exec_prefix", "executable", "home", "module_search_paths",
                                         "platlibdir", "prefix", "pythonpath_env", "stdlib_dir", "stdlib", NULL};
    for (int i = 0; places[i]; i++) {
        if (!strcmp(name, places[i])) {
            return 1;
        }
    }
    return 0;
}

/* Every option of the running interpreter that is not a place, by name. */
static void show_running(void) {
    PyObject *names = PyConfig_Names(), *sorted = names ? PySequence_List(names) : NULL;
    if (!sorted || PyList_Sort(sorted) < 0) {
        PyErr_Print();
        return;
    }
    for (Py_ssize_t i = 0; i < PyList_Size(sorted); i++) {
        const char *name = PyUnicode_AsUTF8(PyList_GetItem(sorted, i));
        if (!is_place(name)) {
            PyObject *value = PyConfig_Get(name), *text = value ? PyObject_ASCII(value) : NULL;
            printf("%s=%s ", name, text ? PyUnicode_AsUTF8(text) : "?");
            Py_XDECREF(text);
            Py_XDECREF(value);
        }
    }
    printf("\n");
    Py_DECREF(sorted);
    Py_DECREF(names);
    RUN("import sys; print(sys.flags, sys.argv, sys.orig_argv, sys.warnoptions, sys._xoptions, sys.flags.utf8_mode, sys.getfilesystemencoding(),\n"
        "    [(s.encoding, s.errors, s.line_buffering, s.write_through) for s in (sys.stdin, sys.stdout, sys.stderr)], 'site' in sys.modules)");
}

static void live(PyConfig *config) {
    STATUS(PyConfig_SetString(config, &config->program_name, L"lives"));
    if (!STATUS(Py_InitializeFromConfig(config))) {
        show_running();
        INT(Py_FinalizeEx());
    }
    PyConfig_Clear(config);
}

static void python_config(void) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    live(&config);
}

static void isolated_config(void) {
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    live(&config);
}

static void compatible_config(void) {
    Py_SetProgramName(L"lives");
    Py_Initialize();
    show_running();
    INT(Py_FinalizeEx());
}

static void global_variables(void) {
    Py_NoSiteFlag = Py_DebugFlag = Py_VerboseFlag = 0;
    Py_QuietFlag = Py_InspectFlag = Py_BytesWarningFlag = Py_DontWriteBytecodeFlag = Py_NoUserSiteDirectory = Py_UnbufferedStdioFlag = 1;
    Py_OptimizeFlag = 2;
    Py_UTF8Mode = 1;
    Py_SetProgramName(L"lives");
    Py_InitializeEx(0);
    show_running();
    INT(Py_FinalizeEx());
}

static void global_isolation(void) {
    Py_IsolatedFlag = Py_IgnoreEnvironmentFlag = Py_NoSiteFlag = 1;
    Py_SetProgramName(L"lives");
    Py_Initialize();
    show_running();
    INT(Py_FinalizeEx());
}

static void with_arguments(int isolated, Py_ssize_t count, wchar_t **arguments) {
    PyConfig config;
    if (isolated) {
        PyConfig_InitIsolatedConfig(&config);
        config.parse_argv = 1;
    } else {
        PyConfig_InitPythonConfig(&config);
    }
    STATUS(PyConfig_SetArgv(&config, count, arguments));
    live(&config);
}
#define ARGUMENTS(isolated, ...)                                                                                                  \
    do {                                                                                                                         \
        wchar_t *arguments[] = {L"lives", __VA_ARGS__};                                                                          \
        with_arguments(isolated, Py_ARRAY_LENGTH(arguments), arguments);                                                         \
    } while (0)

static void arguments_parsed(void) {
    ARGUMENTS(0, L"-SbbOuqP", L"-W", L"error::DeprecationWarning", L"-Wignore", L"-X", L"faulthandler", L"-Xint_max_str_digits=900", L"-Xa=b=c", L"-c", L"pass", L"-z", L"last");
}
static void arguments_isolated(void) {
    ARGUMENTS(1, L"-bW", L"default", L"-c", L"pass", L"1");
}
static void arguments_development(void) {
    ARGUMENTS(0, L"-X", L"dev", L"-Xno_debug_ranges", L"-Xcpu_count=3", L"-S", L"-m", L"this", L"x");
}
static void arguments_none(void) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    STATUS(PyConfig_SetArgv(&config, 0, NULL));
    live(&config);
}
static void arguments_as_they_are(void) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    config.parse_argv = 0;
    wchar_t *arguments[] = {L"-V", L"-c", L"no option"};
    STATUS(PyConfig_SetArgv(&config, 3, arguments));
    live(&config);
}
static void argument_version(void) { ARGUMENTS(0, L"--version"); }
static void argument_unknown(void) { ARGUMENTS(0, L"-Q"); }
static void argument_unknown_long(void) { ARGUMENTS(0, L"--unknown"); }
static void argument_missing(void) { ARGUMENTS(0, L"-c"); }
static void argument_check_hash(void) { ARGUMENTS(0, L"--check-hash-based-pycs", L"sometimes"); }
static void argument_digits(void) { ARGUMENTS(0, L"-Xint_max_str_digits=5"); }
static void argument_utf8(void) { ARGUMENTS(0, L"-Xutf8=2"); }
static void argument_tracemalloc(void) { ARGUMENTS(0, L"-Xtracemalloc=-1"); }
static void argument_cpu_count(void) { ARGUMENTS(0, L"-Xcpu_count=many"); }
static void argument_frozen(void) { ARGUMENTS(0, L"-Xfrozen_modules=perhaps"); }
static void argument_gil(void) { ARGUMENTS(0, L"-Xgil=0"); }
static void argument_importtime(void) { ARGUMENTS(0, L"-Ximporttime=3"); }
static void argument_context(void) { ARGUMENTS(0, L"-Xthread_inherit_context=2"); }
static void argument_number(void) { ARGUMENTS(0, L"-S", L"-Xtracemalloc= +7", L"-Xint_max_str_digits="); }
static void argument_number_followed(void) { ARGUMENTS(0, L"-Xtracemalloc=7 "); }
static void argument_number_blank(void) { ARGUMENTS(0, L"-Xtracemalloc= "); }
static void argument_number_large(void) { ARGUMENTS(0, L"-Xtracemalloc=2147483648"); }
static void argument_bytes(void) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    char *arguments[] = {"lives", "-Sc", "import sys; print(ascii(sys.argv))", "gr\xc3\xbc\xc3\x9f", "\xff\xfe"};
    STATUS(PyConfig_SetBytesArgv(&config, 5, arguments));
    live(&config);
}

/* Read first, looked at, changed, then used. */
static void read_first(void) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    config.site_import = 0;
    STATUS(PyConfig_SetString(&config, &config.program_name, L"lives"));
    STATUS(PyConfig_SetString(&config, &config.stdio_encoding, L"latin-1"));
    STATUS(PyConfig_Read(&config));
    INT(config.use_hash_seed);
    INT(config.argv.length);
    printf("argv[0] is %ls, errors %ls, encoding %ls\n", config.argv.items[0], config.stdio_errors, config.filesystem_encoding);
    INT(config.module_search_paths_set);
    INT(config.bytes_warning = 1);
    STATUS(PyWideStringList_Append(&config.warnoptions, L"always"));
    STATUS(PyWideStringList_Append(&config.argv, L"added"));
    STATUS(PyConfig_Read(&config));
    live(&config);
}

static void streams(const wchar_t *encoding, const wchar_t *errors) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    config.site_import = 0;
    if (encoding) {
        PyConfig_SetString(&config, &config.stdio_encoding, encoding);
    }
    if (errors) {
        PyConfig_SetString(&config, &config.stdio_errors, errors);
    }
    PyConfig_SetString(&config, &config.program_name, L"lives");
    if (!STATUS(Py_InitializeFromConfig(&config))) {
        RUN("import sys; print([(s.encoding, s.errors) for s in (sys.stdin, sys.stdout, sys.stderr)])");
        INT(Py_FinalizeEx());
    }
    PyConfig_Clear(&config);
}
static void stream_encodings(void) {
    streams(NULL, NULL);
    streams(NULL, L"ignore");
    streams(L"iso8859-1", NULL);
    streams(L"iso8859-1", L"replace");
    streams(L"ascii", L"xmlcharrefreplace");
}
static void stream_encoding_unknown(void) { streams(L"no-such-encoding", NULL); }
static void stream_errors_unknown(void) { streams(NULL, L"no-such-handler"); }

/* Values that no reading gives. */
#define REFUSED(change)                                                                                                           \
    do {                                                                                                                         \
        PyConfig config;                                                                                                         \
        PyConfig_InitPythonConfig(&config);                                                                                      \
        PyConfig_SetString(&config, &config.program_name, L"lives");                                                             \
        printf("%s\n", #change);                                                                                                 \
        change;                                                                                                                  \
        if (!STATUS(Py_InitializeFromConfig(&config))) {                                                                         \
            INT(Py_FinalizeEx());                                                                                                \
        }                                                                                                                        \
        PyConfig_Clear(&config);                                                                                                 \
    } while (0)
static void values_refused(void) {
    REFUSED(config.int_max_str_digits = 5);
    REFUSED(config.hash_seed = 4294967296UL; config.use_hash_seed = 1);
    REFUSED(config.cpu_count = 0);
    REFUSED(config.tracemalloc = -2);
    REFUSED(PyConfig_SetString(&config, &config.check_hash_pycs_mode, L"now and then"));
}

const struct scenario configured[] = {
    {"python_config", python_config, NULL, NULL},
    {"isolated_config", isolated_config, "PYTHONHASHSEED=3 PYTHONOPTIMIZE=1", NULL},
    {"compatible_config", compatible_config, NULL, NULL},
    {"compatible_config, environment", compatible_config,
     "PYTHONHASHSEED=42 PYTHONINSPECT=1 PYTHONOPTIMIZE=2 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONNOUSERSITE=1 PYTHONFAULTHANDLER=1 "
     "PYTHONWARNINGS=error,once PYTHONIOENCODING=latin-1:replace PYTHONSAFEPATH=1 PYTHONPYCACHEPREFIX=cache PYTHONNODEBUGRANGES=1 PYTHONINTMAXSTRDIGITS=888 "
     "PYTHON_CPU_COUNT=5 PYTHON_THREAD_INHERIT_CONTEXT=1 PYTHON_CONTEXT_AWARE_WARNINGS=1 PYTHON_FROZEN_MODULES=on PYTHONTRACEMALLOC=2",
     NULL},
    {"python_config, environment", python_config,
     "PYTHONHASHSEED=random PYTHONOPTIMIZE=word PYTHONDEVMODE=1 PYTHONUTF8=1 PYTHONWARNDEFAULTENCODING=1 PYTHONVERBOSE= PYTHONDEBUG=0 PYTHONPROFILEIMPORTTIME=0", NULL},
    {"python_config, allocator", python_config, "PYTHONMALLOC=malloc_debug", NULL},
    {"python_config, allocator unknown", python_config, "PYTHONMALLOC=mine", NULL},
    {"python_config, seed wrong", python_config, "PYTHONHASHSEED=-1", NULL},
    {"python_config, utf8 wrong", python_config, "PYTHONUTF8=yes", NULL},
    {"python_config, digits wrong", python_config, "PYTHONINTMAXSTRDIGITS=few", NULL},
    {"python_config, tracemalloc wrong", python_config, "PYTHONTRACEMALLOC=all", NULL},
    {"python_config, cpus wrong", python_config, "PYTHON_CPU_COUNT=0", NULL},
    {"python_config, C locale", python_config, "LC_ALL=C", NULL},
    {"compatible_config, C locale", compatible_config, "LC_ALL=C", NULL},
    {"python_config, C locale coerced", python_config, "LC_ALL= PYTHONCOERCECLOCALE=warn", NULL},
    {"python_config, C locale with a warning", python_config, "LC_ALL=C PYTHONCOERCECLOCALE=warn", NULL},
    {"compatible_config, C locale kept", compatible_config, "LC_ALL=C PYTHONCOERCECLOCALE=0 PYTHONUTF8=0", NULL},
    {"global_variables", global_variables, NULL, NULL},
    {"global_isolation", global_isolation, "PYTHONOPTIMIZE=2", NULL},
    {"arguments_parsed", arguments_parsed, NULL, NULL},
    {"arguments_isolated", arguments_isolated, NULL, NULL},
    {"arguments_development", arguments_development, NULL, NULL},
    {"arguments_none", arguments_none, NULL, NULL},
    {"arguments_as_they_are", arguments_as_they_are, NULL, NULL},
    {"argument_version", argument_version, NULL, NULL},
    {"argument_unknown", argument_unknown, NULL, NULL},
    {"argument_unknown_long", argument_unknown_long, NULL, NULL},
    {"argument_missing", argument_missing, NULL, NULL},
    {"argument_check_hash", argument_check_hash, NULL, NULL},
    {"argument_digits", argument_digits, NULL, NULL},
    {"argument_utf8", argument_utf8, NULL, NULL},
    {"argument_tracemalloc", argument_tracemalloc, NULL, NULL},
    {"argument_cpu_count", argument_cpu_count, NULL, NULL},
    {"argument_frozen", argument_frozen, NULL, NULL},
    {"argument_gil", argument_gil, NULL, NULL},
    {"argument_importtime", argument_importtime, NULL, NULL},
    {"argument_context", argument_context, NULL, NULL},
    {"argument_number", argument_number, NULL, NULL},
    {"argument_number_followed", argument_number_followed, NULL, NULL},
    {"argument_number_blank", argument_number_blank, NULL, NULL},
    {"argument_number_large", argument_number_large, NULL, NULL},
    {"argument_bytes", argument_bytes, NULL, NULL},
    {"read_first", read_first, "PYTHONHASHSEED=1", NULL},
    {"stream_encodings", stream_encodings, NULL, NULL},
    {"stream_encoding_unknown", stream_encoding_unknown, NULL, NULL},
    {"stream_errors_unknown", stream_errors_unknown, NULL, NULL},
    {"values_refused", values_refused, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
