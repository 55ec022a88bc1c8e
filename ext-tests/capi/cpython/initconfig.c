/* cpython/initconfig.h, pylifecycle.h and cpython/pylifecycle.h, as far as a running interpreter can be asked; embed/ has the rest. */
#include "../check.h"
#include <signal.h>

static void statuses(void)
{
    PyStatus ok = PyStatus_Ok(), error = PyStatus_Error("wrong"), no_memory = PyStatus_NoMemory(), leave = PyStatus_Exit(7);
    SHOW(PyStatus_Ok());
    SHOW(PyStatus_Error("wrong"));
    SHOW(PyStatus_NoMemory());
    SHOW(PyStatus_Exit(7));
    SHOW(PyStatus_Exception(ok));
    SHOW(PyStatus_Exception(error));
    SHOW(PyStatus_Exception(leave));
    SHOW(PyStatus_IsError(error));
    SHOW(PyStatus_IsError(no_memory));
    SHOW(PyStatus_IsError(leave));
    SHOW(PyStatus_IsExit(leave));
    SHOW(PyStatus_IsExit(ok));
    ALONE_DO(Py_ExitStatusException(leave));
    ALONE_DO(Py_ExitStatusException(error));
    ALONE_DO(Py_ExitStatusException(ok));
}

static void string_lists(void)
{
    PyWideStringList list = {0, NULL};
    SHOW(PyWideStringList_Append(&list, L"one"));
    SHOW(PyWideStringList_Insert(&list, 0, L"zero"));
    SHOW(PyWideStringList_Insert(&list, 100, L"last"));
    SHOW(PyWideStringList_Insert(&list, -1, L"negative"));
    SHOW(list.length);
    for (Py_ssize_t i = 0; i < list.length; i++) {
        SHOW(list.items[i]);
    }
}

#define FIELD(from, name) note("  %s %d", #name, from->name)

static void show_preconfig(PyPreConfig *preconfig)
{
    FIELD(preconfig, _config_init); FIELD(preconfig, parse_argv); FIELD(preconfig, isolated); FIELD(preconfig, use_environment);
    FIELD(preconfig, configure_locale); FIELD(preconfig, coerce_c_locale); FIELD(preconfig, coerce_c_locale_warn);
    FIELD(preconfig, utf8_mode); FIELD(preconfig, dev_mode); FIELD(preconfig, allocator);
}

static void show_config(PyConfig *config)
{
    FIELD(config, _config_init); FIELD(config, isolated); FIELD(config, use_environment); FIELD(config, dev_mode);
    FIELD(config, install_signal_handlers); FIELD(config, use_hash_seed); FIELD(config, faulthandler); FIELD(config, tracemalloc);
    FIELD(config, perf_profiling); FIELD(config, remote_debug); FIELD(config, import_time); FIELD(config, code_debug_ranges);
    FIELD(config, show_ref_count); FIELD(config, dump_refs); FIELD(config, malloc_stats); FIELD(config, parse_argv);
    FIELD(config, site_import); FIELD(config, bytes_warning); FIELD(config, warn_default_encoding); FIELD(config, inspect);
    FIELD(config, interactive); FIELD(config, optimization_level); FIELD(config, parser_debug); FIELD(config, write_bytecode);
    FIELD(config, verbose); FIELD(config, quiet); FIELD(config, user_site_directory); FIELD(config, configure_c_stdio);
    FIELD(config, buffered_stdio); FIELD(config, use_frozen_modules); FIELD(config, safe_path); FIELD(config, int_max_str_digits);
    FIELD(config, thread_inherit_context); FIELD(config, context_aware_warnings); FIELD(config, cpu_count);
    FIELD(config, pathconfig_warnings); FIELD(config, module_search_paths_set); FIELD(config, skip_source_first_line);
    FIELD(config, _install_importlib); FIELD(config, _init_main); FIELD(config, _is_python_build);
}

/* What `Py_Initialize` begins with; no public header has them. */
void _PyPreConfig_InitCompatConfig(PyPreConfig *);
void _PyConfig_InitCompatConfig(PyConfig *);

static void configurations(void)
{
    PyConfig config;
    PyPreConfig preconfig;
    DO(PyPreConfig_InitPythonConfig(&preconfig));
    show_preconfig(&preconfig);
    DO(PyPreConfig_InitIsolatedConfig(&preconfig));
    show_preconfig(&preconfig);
    DO(_PyPreConfig_InitCompatConfig(&preconfig));
    show_preconfig(&preconfig);
    DO(_PyConfig_InitCompatConfig(&config));
    show_config(&config);
    DO(PyConfig_Clear(&config));
    DO(PyPreConfig_InitIsolatedConfig(&preconfig));
    DO(PyConfig_InitIsolatedConfig(&config));
    show_config(&config);
    DO(PyConfig_Clear(&config));
    DO(PyConfig_InitPythonConfig(&config));
    show_config(&config);
    SHOW(PyConfig_SetString(&config, &config.program_name, L"program"));
    SHOW(config.program_name);
    SHOW(PyConfig_SetString(&config, &config.program_name, NULL));
    SHOW(config.program_name);
    SHOW(PyConfig_SetBytesString(&config, &config.program_name, "pr\xc3\xb6gram"));
    SHOW(config.program_name);
    SHOW(PyConfig_SetBytesString(&config, &config.home, NULL));
    wchar_t *wide[] = {L"program", L"-X", L"dev", L"file.py"};
    char *narrow[] = {"program", "-c", "pass"};
    SHOW(PyConfig_SetArgv(&config, 4, wide));
    SHOW(config.argv.length);
    SHOW(config.argv.items[3]);
    SHOW(PyConfig_SetBytesArgv(&config, 3, narrow));
    SHOW(config.argv.items[1]);
    SHOW(PyConfig_SetWideStringList(&config, &config.warnoptions, 2, wide));
    SHOW(config.warnoptions.length);
    SHOW(PyConfig_Read(&config));
    SHOW((config.executable != NULL) + 2 * (config.base_executable != NULL) + 4 * (config.prefix != NULL) + 8 * (config.base_prefix != NULL));
    SHOW((config.exec_prefix != NULL) + 2 * (config.base_exec_prefix != NULL));
    wchar_t *const texts[] = {config.program_name, config.home, config.platlibdir, config.pythonpath_env,
        config.pycache_prefix, config.filesystem_encoding, config.filesystem_errors, config.stdio_encoding, config.stdio_errors,
        config.check_hash_pycs_mode, config.dump_refs_file, config.run_module, config.run_filename, config.sys_path_0};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        SHOW(texts[i]);
    }
    SHOW(config.module_search_paths.length);
    show_config(&config);
    SHOW(config.run_command);
    SHOW(config.argv.length);
    SHOW(config.argv.items[0]);
    DO(PyConfig_Clear(&config));
    SHOW(Py_PreInitialize(&preconfig));
    SHOW(Py_PreInitializeFromArgs(&preconfig, 4, wide));
    SHOW(Py_PreInitializeFromBytesArgs(&preconfig, 3, narrow));
}

static void options(void)
{
    int value = 0;
    PyObject *one = made("1"), *text = made("'text'"), *list = made("['a', 5]");
    static const char *const names[] = {"argv", "bytes_warning", "verbose", "isolated", "int_max_str_digits", "xoptions", "hash_seed", "use_environment", "no_such_option"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        const char *name = names[i];
        note("%s", name);
        SHOW(PyConfig_Get(name));
        SHOW(PyConfig_GetInt(name, &value));
        SHOW(value);
    }
    ALONE(PyConfig_Get(NULL));
    ALONE(PyConfig_GetInt(NULL, &value));
    SHOW(PySet_Contains(PyConfig_Names(), text));
    SHOW(PyFrozenSet_Check(PyConfig_Names()));
    SHOW(PyConfig_Set("int_max_str_digits", made("5000")));
    SHOW(PyConfig_Get("int_max_str_digits"));
    SHOW(PyConfig_Set("int_max_str_digits", made("4300")));
    SHOW(PyConfig_Set("int_max_str_digits", made("5")));
    SHOW(PyConfig_Set("int_max_str_digits", text));
    SHOW(PyConfig_Set("isolated", one));
    SHOW(PyConfig_Set("no_such_option", one));
    SHOW(PyConfig_Set("warnoptions", list));
    SHOW(PyConfig_Set("executable", one));
    ALONE(PyConfig_Set(NULL, one));
    ALONE(PyConfig_Set("verbose", NULL));
}

static void init_configurations(void)
{
    PyInitConfig *config = PyInitConfig_Create();
    int64_t number = 0;
    char *text = NULL, **items = NULL, *both[] = {"one", "two"};
    size_t length = 0;
    const char *message = NULL;
    int exit_code = 0;
    SHOW(PyInitConfig_Create() != NULL);
    SHOW(PyInitConfig_HasOption(config, "verbose"));
    SHOW(PyInitConfig_HasOption(config, "no_such_option"));
    SHOW(PyInitConfig_GetInt(config, "isolated", &number));
    SHOW(number);
    SHOW(PyInitConfig_SetInt(config, "verbose", 5));
    SHOW(PyInitConfig_GetInt(config, "verbose", &number));
    SHOW(number);
    SHOW(PyInitConfig_SetInt(config, "verbose", (int64_t)1 << 40));
    SHOW(PyInitConfig_GetError(config, &message));
    SHOW(message);
    SHOW(PyInitConfig_GetInt(config, "program_name", &number));
    SHOW(PyInitConfig_GetError(config, &message));
    SHOW(message);
    SHOW(PyInitConfig_GetInt(config, "no_such_option", &number));
    SHOW(PyInitConfig_GetError(config, &message));
    SHOW(message);
    SHOW(PyInitConfig_SetStr(config, "program_name", "program"));
    SHOW(PyInitConfig_GetStr(config, "program_name", &text));
    SHOW((const char *)text);
    SHOW(PyInitConfig_SetStr(config, "verbose", "text"));
    SHOW(PyInitConfig_GetStr(config, "verbose", &text));
    SHOW(PyInitConfig_SetStrList(config, "warnoptions", 2, both));
    SHOW(PyInitConfig_GetStrList(config, "warnoptions", &length, &items));
    SHOW(length);
    SHOW((const char *)items[1]);
    DO(PyInitConfig_FreeStrList(length, items));
    SHOW(PyInitConfig_GetStrList(config, "verbose", &length, &items));
    SHOW(PyInitConfig_GetExitCode(config, &exit_code));
    SHOW(PyInitConfig_AddModule(config, "check_added", NULL));
    DO(PyInitConfig_Free(config));
    DO(PyInitConfig_Free(NULL));
}

static void asking(void)
{
    SHOW(Py_IsInitialized());
    SHOW(Py_IsFinalizing());
    SHOW(strncmp(Py_GetVersion(), "3.14.8 ", 7));
    SHOW(Py_GetPlatform());
    SHOW(strncmp(Py_GetCopyright(), "Copyright", 9));
    SHOW(Py_GetCompiler() != NULL);
    SHOW(Py_GetBuildInfo() != NULL);
    SHOW(Py_GetProgramName() != NULL);
    SHOW(Py_GetProgramFullPath() != NULL);
    SHOW(Py_GetPrefix() != NULL);
    SHOW(Py_GetExecPrefix() != NULL);
    SHOW(Py_GetPath() != NULL);
    SHOW(Py_GetPythonHome());
    int argc = 0;
    wchar_t **argv = NULL;
    DO(Py_GetArgcArgv(&argc, &argv));
    SHOW(argc);
    SHOW(argc > 1 ? argv[1] : NULL);
    SHOW(Py_FdIsInteractive(stdin, "name"));
    FILE *file = tmpfile();
    SHOW(Py_FdIsInteractive(file, "name"));
    fclose(file);
    DO(Py_Initialize());
    DO(Py_InitializeEx(0));
    SHOW(Py_InitializeFromConfig(NULL));
    ALONE_DO(Py_SetProgramName(L"program"));
    ALONE_DO(Py_SetPythonHome(L"/home"));
}

static void handler(int number)
{
}

static void signals(void)
{
    PyOS_sighandler_t before = PyOS_getsig(SIGUSR1);
    SHOW(PyOS_getsig(SIGUSR1) == SIG_DFL);
    SHOW(PyOS_setsig(SIGUSR1, handler) == before);
    SHOW(PyOS_getsig(SIGUSR1) == handler);
    SHOW(PyOS_setsig(SIGUSR1, SIG_DFL) == handler);
    SHOW(PyOS_getsig(-1) == SIG_ERR);
    SHOW(PyOS_setsig(100000, handler) == SIG_ERR);
}

static void at_exit(void *data)
{
    note("  called with %s", (const char *)data);
}
static void at_the_end(void)
{
}

static void ending(void)
{
    SHOW(Py_AtExit(at_the_end));
    SHOW(PyUnstable_AtExit(PyInterpreterState_Get(), at_exit, "data"));
    ALONE_DO(Py_Exit(3));
    ALONE_DO((Py_Finalize(), exit(Py_IsInitialized() ? 1 : 5)));
    ALONE_DO(exit(10 + Py_FinalizeEx()));
}

TESTS(initconfig, TEST(statuses), TEST(string_lists), TEST(configurations), TEST(options), TEST(init_configurations), TEST(asking), TEST(signals), TEST(ending))
