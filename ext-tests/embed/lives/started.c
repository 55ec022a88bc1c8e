/* What comes before a life: preinitialisation, calls before initialisation, PyInitConfig, own built-in modules. */
#include "lives.h"

static void show_preconfiguration(void) {
    INT(Py_UTF8Mode);
    RUN("import sys; print(sys.flags.utf8_mode, sys.flags.isolated, sys.flags.dev_mode, sys.flags.ignore_environment, sys.getfilesystemencoding())");
}

static void preinitialized(PyPreConfig *preconfig, int how, Py_ssize_t count, wchar_t **wide, char **bytes) {
    int failed = how == 0   ? STATUS(Py_PreInitialize(preconfig))
                 : how == 1 ? STATUS(Py_PreInitializeFromArgs(preconfig, count, wide))
                            : STATUS(Py_PreInitializeFromBytesArgs(preconfig, count, bytes));
    if (failed) {
        return;
    }
    wchar_t *decoded = Py_DecodeLocale("gr\xc3\xbc\xc3\x9f \xff", NULL);
    printf("decoded to %zu characters, last %lx\n", wcslen(decoded), (long)decoded[wcslen(decoded) - 1]);
    begin();
    char *encoded = Py_EncodeLocale(decoded, NULL);
    printf("encoded to the same: %d\n", !strcmp(encoded, "gr\xc3\xbc\xc3\x9f \xff"));
    PyMem_Free(encoded);
    PyMem_RawFree(decoded);
    show_preconfiguration();
    INT(Py_FinalizeEx());
}
static wchar_t *wide[] = {L"lives", L"-X", L"utf8=1", L"-I", L"-X", L"dev"};
static char *bytes[] = {"lives", "-X", "utf8=0", "-E"};

static void preinitialize_python(void) {
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    preinitialized(&preconfig, 0, 0, NULL, NULL);
}
static void preinitialize_isolated(void) {
    PyPreConfig preconfig;
    PyPreConfig_InitIsolatedConfig(&preconfig);
    preinitialized(&preconfig, 0, 0, NULL, NULL);
}
static void preinitialize_wide(void) {
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    preinitialized(&preconfig, 1, Py_ARRAY_LENGTH(wide), wide, NULL);
}
static void preinitialize_bytes(void) {
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    preinitialized(&preconfig, 2, Py_ARRAY_LENGTH(bytes), NULL, bytes);
}
static void preinitialize_unparsed(void) {
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    preconfig.parse_argv = 0;
    preinitialized(&preconfig, 1, Py_ARRAY_LENGTH(wide), wide, NULL);
}
static void preinitialize_utf8(void) {
    PyPreConfig preconfig;
    PyPreConfig_InitIsolatedConfig(&preconfig);
    preconfig.utf8_mode = 1;
    preconfig.dev_mode = 1;
    preconfig.allocator = PYMEM_ALLOCATOR_DEBUG;
    preinitialized(&preconfig, 0, 0, NULL, NULL);
}
static void preinitialize_unconfigured_locale(void) {
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    preconfig.configure_locale = 0;
    preconfig.coerce_c_locale = 1;
    preinitialized(&preconfig, 0, 0, NULL, NULL);
}
static void preinitialize_null(void) {
    INT(PyStatus_IsError(Py_PreInitialize(NULL)));
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    preconfig.allocator = 99;
    STATUS(Py_PreInitialize(&preconfig));
}
static void preinitialize_twice(void) {
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    preconfig.utf8_mode = 1;
    STATUS(Py_PreInitialize(&preconfig));
    preconfig.utf8_mode = 0;
    STATUS(Py_PreInitialize(&preconfig));
    begin();
    show_preconfiguration();
}

/* What may be called before all. */
static void before_all(void) {
    INT(Py_IsInitialized());
    INT(Py_IsFinalizing());
    printf("%.5s %.3s\n", Py_GetVersion(), Py_GetCopyright());
    void *block = PyMem_RawMalloc(10);
    block = PyMem_RawRealloc(block, 1000);
    PyMem_RawFree(block);
    PyOS_setsig(2, PyOS_getsig(2));
    INT(PyThread_tss_is_created(&(Py_tss_t)Py_tss_NEEDS_INIT));
    INT(PyGILState_GetThisThreadState() != NULL);
    wchar_t *text = Py_DecodeLocale("text", NULL);
    printf("%ls\n", text);
    PyMem_RawFree(text);
    begin();
    INT(Py_IsInitialized());
    INT(PyGILState_GetThisThreadState() == PyThreadState_Get());
    INT(Py_FinalizeEx());
    INT(Py_FinalizeEx());
    INT(Py_IsInitialized());
}

void PySys_AddWarnOption(const wchar_t *);
void PySys_AddXOption(const wchar_t *);
int PySys_HasWarnOptions(void);
void Py_SetPath(const wchar_t *);

static void options_before(void) {
    wchar_t *gone = wcscpy(malloc(20 * sizeof *gone), L"once"), *gone_too = wcscpy(malloc(20 * sizeof *gone), L"second=2");
    PySys_AddWarnOption(L"error");
    PySys_ResetWarnOptions();
    PySys_AddWarnOption(gone);
    PySys_AddWarnOption(L"module");
    PySys_AddXOption(L"first");
    PySys_AddXOption(gone_too);
    free(gone);
    free(gone_too);
    Py_SetProgramName(L"lives");
    Py_Initialize();
    RUN("import sys, warnings; print(sys.warnoptions, sys._xoptions, [f[0] for f in warnings.filters[:3]])");
    PySys_AddWarnOption(L"ignore::ImportWarning");
    INT(PySys_HasWarnOptions());
    RUN("print(sys.warnoptions)");
    INT(Py_FinalizeEx());
}

/* A search path that is given leaves nothing to be found: without the library, only what is frozen imports. */
static void path_before(void) {
    Py_NoSiteFlag = 1;
    Py_SetPath(L"/nowhere:/else where");
    Py_SetProgramName(L"lives");
    Py_SetPythonHome(L"/no/home");
    printf("name %ls, home %ls\n", Py_GetProgramName() ? Py_GetProgramName() : L"(null)", Py_GetPythonHome() ? Py_GetPythonHome() : L"(null)");
    Py_Initialize();
    RUN("import sys; print(sys.path)");
    INT(Py_FinalizeEx());
}

static void path_configured(void) {
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    config.module_search_paths_set = 1;
    STATUS(PyConfig_SetString(&config, &config.program_name, L"lives"));
    STATUS(PyConfig_SetString(&config, &config.stdlib_dir, L"/no/library"));
    STATUS(PyConfig_SetString(&config, &config.executable, L"/no/python"));
    STATUS(PyConfig_SetString(&config, &config.prefix, L"/no"));
    STATUS(PyConfig_SetString(&config, &config.base_prefix, L"/no/base"));
    STATUS(PyConfig_SetString(&config, &config.exec_prefix, L"/no/exec"));
    STATUS(PyConfig_SetString(&config, &config.base_exec_prefix, L"/no/base/exec"));
    STATUS(PyWideStringList_Append(&config.module_search_paths, L"/somewhere"));
    if (!STATUS(Py_InitializeFromConfig(&config))) {
        RUN("import sys; print(sys.path, sys.executable, sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, sys._stdlib_dir)");
        printf("%ls %ls %ls\n", Py_GetPrefix(), Py_GetExecPrefix(), Py_GetPath());
        INT(Py_FinalizeEx());
    }
    PyConfig_Clear(&config);
}

static PyObject *answer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
    return PyLong_FromLong(42);
}
static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static int execute(PyObject *module) {
    return PyModule_AddIntConstant(module, "executed", 1);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED}, {0, NULL}};
static PyModuleDef single = {PyModuleDef_HEAD_INIT, .m_name = "single", .m_size = -1, .m_methods = methods};
static PyModuleDef multiple = {PyModuleDef_HEAD_INIT, .m_name = "multiple", .m_size = 0, .m_methods = methods, .m_slots = slots};
static PyObject *init_single(void) { return PyModule_Create(&single); }
static PyObject *init_multiple(void) { return PyModuleDef_Init(&multiple); }
static PyObject *init_failing(void) { PyErr_SetString(PyExc_ImportError, "not today"); return NULL; }
static PyObject *init_silent(void) { return NULL; }

#define IMPORTS                                                                                                                  \
    "import sys\n"                                                                                                               \
    "for name in 'single', 'multiple', 'failing', 'silent', 'absent':\n"                                                         \
    "    try: module = __import__(name)\n"                                                                                       \
    "    except (ImportError, SystemError) as e: print(name, name in sys.builtin_module_names, type(e).__name__, e)\n"          \
    "    else: print(name, name in sys.builtin_module_names, module.answer(), module.__spec__.origin, hasattr(module, 'executed'))"

static void modules_added(void) {
    struct _inittab table[] = {{"multiple", init_multiple}, {"silent", init_silent}, {NULL, NULL}};
    INT(PyImport_AppendInittab("single", init_single));
    INT(PyImport_ExtendInittab(table));
    INT(PyImport_AppendInittab("failing", init_failing));
    for (int life = 0; life < 2; life++) {
        begin();
        RUN(IMPORTS);
        PyThreadState *first = PyThreadState_Get(), *second = Py_NewInterpreter();
        RUN(IMPORTS);
        Py_EndInterpreter(second);
        PyThreadState_Swap(first);
        INT(Py_FinalizeEx());
    }
}

static void init_config(void) {
    const char *message = "none", *wrong[] = {"dev_mode", "no_such_option", "hash_seed", "program_name", "argv", NULL};
    int code = 0;
    int64_t number = 0;
    char *text = NULL, *arguments[] = {"-S", "first", "second"}, **items = NULL;
    size_t count = 0;
    PyInitConfig *config = PyInitConfig_Create();
    for (int i = 0; wrong[i]; i++) {
        printf("%s:\n", wrong[i]);
        INT(PyInitConfig_HasOption(config, wrong[i]));
        INT(PyInitConfig_GetInt(config, wrong[i], &number));
        INT(PyInitConfig_GetError(config, &message));
        printf("%s\n", message ? message : "(null)");
        INT(PyInitConfig_GetStr(config, wrong[i], &text));
        INT(PyInitConfig_GetError(config, &message));
        printf("%s\n", message ? message : "(null)");
        INT(PyInitConfig_GetStrList(config, wrong[i], &count, &items));
        INT(PyInitConfig_GetError(config, &message));
        printf("%s\n", message ? message : "(null)");
        INT(PyInitConfig_SetStr(config, wrong[i], "text"));
        INT(PyInitConfig_GetError(config, &message));
        printf("%s\n", message ? message : "(null)");
        INT(PyInitConfig_GetExitCode(config, &code));
    }
    INT(PyInitConfig_SetInt(config, "dev_mode", -5));
    INT(PyInitConfig_GetError(config, &message));
    printf("%s\n", message ? message : "(null)");
    INT(PyInitConfig_SetInt(config, "faulthandler", 1));
    INT(PyInitConfig_SetInt(config, "hash_seed", 10));
    INT(PyInitConfig_SetInt(config, "hash_seed", -1));
    INT(PyInitConfig_SetInt(config, "use_hash_seed", 1));
    INT(PyInitConfig_SetInt(config, "optimization_level", 1000000000000));
    INT(PyInitConfig_GetError(config, &message));
    printf("%s\n", message ? message : "(null)");
    INT(PyInitConfig_SetInt(config, "parse_argv", 1));
    INT(PyInitConfig_SetInt(config, "site_import", 0));
    INT(PyInitConfig_SetStr(config, "program_name", "lives"));
    INT(PyInitConfig_SetStrList(config, "argv", 3, arguments));
    INT(PyInitConfig_GetStrList(config, "argv", &count, &items));
    printf("%zu items, last %s\n", count, items[count - 1]);
    PyInitConfig_FreeStrList(count, items);
    INT(PyInitConfig_AddModule(config, "single", init_single));
    INT(PyInitConfig_AddModule(config, "multiple", init_multiple));
    INT(Py_InitializeFromInitConfig(config));
    INT(PyInitConfig_GetError(config, &message));
    PyInitConfig_Free(config);
    RUN("import sys, single; print(sys.flags, sys.argv, single.answer(), hash('text'))");
    OBJECT(PyConfig_Get("faulthandler"));
    INT(Py_FinalizeEx());
}

static void init_config_refused(const char *option, const char *text, int64_t number) {
    const char *message = "none";
    int code = -1;
    PyInitConfig *config = PyInitConfig_Create();
    INT(PyInitConfig_SetStr(config, "program_name", "lives"));
    if (text) {
        INT(PyInitConfig_SetStr(config, option, text));
    } else {
        INT(PyInitConfig_SetInt(config, option, number));
    }
    INT(Py_InitializeFromInitConfig(config));
    INT(PyInitConfig_GetError(config, &message));
    printf("%s\n", message ? message : "(null)");
    INT(PyInitConfig_GetExitCode(config, &code));
    printf("exit code %d\n", code);
    PyInitConfig_Free(config);
}
static void init_config_digits(void) { init_config_refused("int_max_str_digits", NULL, 3); }
static void init_config_encoding(void) { init_config_refused("stdio_encoding", "no-such-encoding", 0); }
static void init_config_exits(void) {
    char *arguments[] = {"lives", "--version"};
    int code = -1;
    const char *message = "none";
    PyInitConfig *config = PyInitConfig_Create();
    INT(PyInitConfig_SetInt(config, "parse_argv", 1));
    INT(PyInitConfig_SetStrList(config, "argv", 2, arguments));
    INT(Py_InitializeFromInitConfig(config));
    INT(PyInitConfig_GetExitCode(config, &code));
    printf("exit code %d\n", code);
    INT(PyInitConfig_GetError(config, &message));
    printf("%s\n", message ? message : "(null)");
    PyInitConfig_Free(config);
}

const struct scenario started[] = {
    {"preinitialize_python", preinitialize_python, NULL, NULL},
    {"preinitialize_python, utf8", preinitialize_python, "PYTHONUTF8=1", NULL},
    {"preinitialize_isolated", preinitialize_isolated, "PYTHONUTF8=1 PYTHONDEVMODE=1", NULL},
    {"preinitialize_wide", preinitialize_wide, NULL, NULL},
    {"preinitialize_bytes", preinitialize_bytes, "PYTHONUTF8=1", NULL},
    {"preinitialize_unparsed", preinitialize_unparsed, NULL, NULL},
    {"preinitialize_utf8", preinitialize_utf8, "LC_ALL=C", NULL},
    {"preinitialize_unconfigured_locale", preinitialize_unconfigured_locale, "LC_ALL=C", NULL},
    {"preinitialize_null", preinitialize_null, NULL, NULL},
    {"preinitialize_twice", preinitialize_twice, NULL, NULL},
    {"before_all", before_all, NULL, NULL},
    {"options_before", options_before, NULL, NULL},
    {"path_before", path_before, NULL, NULL},
    {"path_configured", path_configured, NULL, NULL},
    {"modules_added", modules_added, NULL, NULL},
    {"init_config", init_config, NULL, NULL},
    {"init_config_digits", init_config_digits, NULL, NULL},
    {"init_config_encoding", init_config_encoding, NULL, NULL},
    {"init_config_exits", init_config_exits, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
