/* internal/pycore_interp.h, pycore_pystate.h, pycore_pylifecycle.h, pycore_initconfig.h, pycore_pymem.h, pycore_token.h, pycore_code.h
 * and other small ones. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_code.h"
#include "internal/pycore_compile.h"
#include "internal/pycore_context.h"
#include "internal/pycore_import.h"
#include "internal/pycore_initconfig.h"
#include "internal/pycore_instruction_sequence.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pylifecycle.h"
#include "internal/pycore_pymem.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_signal.h"
#include "internal/pycore_token.h"
#include "internal/pycore_traceback.h"
#include "internal/pycore_tracemalloc.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_obmalloc.h"
#include "internal/pycore_pybuffer.h"

static void interpreters(void)
{
    PyInterpreterState *here = PyInterpreterState_Get();
    PyObject *text = made("'x'"), *negative = made("-1"), *large = made("2**70"), *zero = made("0"), *nine = made("9999");
    SHOW(_PyInterpreterState_Main() == here);
    SHOW(_PyInterpreterState_IsReady(here));
    SHOW(_PyInterpreterState_GetWhence(here));
    SHOW(_PyInterpreterState_GetIDObject(here));
    SHOW((long)_PyInterpreterState_ObjectToID(zero));
    CALL(_PyInterpreterState_ObjectToID, nine);
    CALL(_PyInterpreterState_ObjectToID, negative);
    CALL(_PyInterpreterState_ObjectToID, text);
    CALL(_PyInterpreterState_ObjectToID, large);
    SHOW(_PyInterpreterState_LookUpID(0) == here);
    SHOW(_PyInterpreterState_LookUpID(9999) == NULL);
    SHOW(_PyInterpreterState_LookUpID(-1) == NULL);
    SHOW(_PyInterpreterState_LookUpIDObject(zero) == here);
    SHOW((void *)_PyInterpreterState_LookUpIDObject(nine));
    SHOW((void *)_PyInterpreterState_LookUpIDObject(text));
    DO(_PyInterpreterState_IDIncref(here));
    DO(_PyInterpreterState_IDIncref(here));
    DO(_PyInterpreterState_IDDecref(here));
    SHOW(_PyInterpreterState_IsRunningMain(here));
    DO(_PyErr_SetInterpreterAlreadyRunning());
    SHOW(_PyInterpreterState_SetRunningMain(here));
    DO(_PyEval_StopTheWorld(here));
    DO(_PyEval_StartTheWorld(here));
    SHOW(_Py_IsInterpreterFinalizing(here));
}

static void threads(void)
{
    PyThreadState *here = PyThreadState_Get();
    SHOW(_PyThreadState_GetCurrent() == here);
    SHOW(_PyThreadState_GetDict(here) == PyThreadState_GetDict());
    PyThreadState *other = _PyThreadState_New(PyInterpreterState_Get(), _PyThreadState_WHENCE_THREADING);
    SHOW(other != NULL && other != here);
    SHOW(other->_whence);
    SHOW((long)other->id > 0);
    PyThreadState_Clear(other);
    PyThreadState_Delete(other);
    SHOW(_PyOS_IsMainThread());
    SHOW(_Py_HandlePending(here));
    SHOW(_PyEval_MakePendingCalls(here));
}

static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "mine"};

static void modules(void)
{
    PyObject *module = made("type(__import__('sys'))('mine')"), *name = made("'check_mine'");
    SHOW(PyModuleDef_Init(&definition) != NULL);
    SHOW(_PyState_AddModule(PyThreadState_Get(), module, &definition));
    SHOW(PyState_FindModule(&definition) == module);
    SHOW(_PyState_AddModule(PyThreadState_Get(), module, NULL));
    UNCHECKED;
    CALL(_PyImport_SetModule, name, module);
    python("import check_mine, sys\ndel sys.modules['check_mine']");
}

static void configurations(void)
{
    PyConfig config;
    PyPreConfig preconfig;
    SHOW(_Py_GetConfig() == &PyInterpreterState_Get()->config);
    PyObject *dict = _PyConfig_AsDict(_Py_GetConfig());
    SHOW(PyDict_Size(dict));
    SHOW(PyObject_CallFunction(made("lambda d: sorted(d)"), "O", dict));
    SHOW(PyObject_CallFunction(made("lambda d: (d['isolated'], d['hash_seed'], d['site_import'])"), "O", dict));
    DO(_PyConfig_InitCompatConfig(&config));
    note("%d %d %d %d", config._config_init, config.isolated, config.install_signal_handlers, config.verbose);
    SHOW(_PyConfig_FromDict(&config, dict));
    note("%d %d", config.isolated, config.site_import);
    SHOW(_PyConfig_FromDict(&config, made("{}")));
    SHOW(_PyConfig_FromDict(&config, (PyDict_SetItemString(dict, "isolated", made("'x'")), dict)));
    PyConfig_Clear(&config);
    Py_DECREF(dict);
    DO(_PyPreConfig_InitCompatConfig(&preconfig));
    note("%d %d %d %d", preconfig._config_init, preconfig.parse_argv, preconfig.isolated, preconfig.use_environment);
    note("%d %d %d %d %d %d", preconfig.configure_locale, preconfig.coerce_c_locale, preconfig.coerce_c_locale_warn,
         preconfig.utf8_mode, preconfig.dev_mode, preconfig.allocator);
    dict = _Py_GetConfigsAsDict();
    SHOW(PyObject_CallFunction(made("lambda d: sorted(d)"), "O", dict));
    SHOW(PyObject_CallFunction(made("lambda d: sorted(d['pre_config'].items())"), "O", dict));
    Py_DECREF(dict);
    DO(_PyErr_SetFromPyStatus(PyStatus_Error("it went wrong")));
    DO(_PyErr_SetFromPyStatus(PyStatus_NoMemory()));
    DO(_PyErr_SetFromPyStatus(PyStatus_Exit(3)));
    PyInterpreterConfig own = {0};
    python("ic = {'use_main_obmalloc': False, 'allow_fork': False, 'allow_exec': False, 'allow_threads': True,\n"
           "      'allow_daemon_threads': False, 'check_multi_interp_extensions': True, 'gil': 'own'}");
    SHOW(_PyInterpreterConfig_InitFromDict(&own, made("ic")));
    note("%d %d %d %d", own.use_main_obmalloc, own.allow_threads, own.check_multi_interp_extensions, own.gil);
    SHOW(_PyInterpreterConfig_InitFromDict(&own, made("{}")));
    SHOW(_PyInterpreterConfig_InitFromDict(&own, made("ic | {'gil': 'nobody'}")));
    SHOW(_PyInterpreterConfig_InitFromDict(&own, made("ic | {'more': 1}")));
    SHOW(_PyInterpreterConfig_InitFromDict(&own, made("ic | {'gil': 5}")));
}

static void memory(void)
{
    char *copy = _PyMem_Strdup("copied");
    SHOW((char *)copy);
    PyMem_Free(copy);
    SHOW(_PyMem_GetCurrentAllocatorName() != NULL);
    unsigned char bytes[16] = {0}, none[16] = {0};
    SHOW(_PyOS_URandomNonblock(bytes, 16));
    SHOW(memcmp(bytes, none, 16) != 0);
    SHOW(_PyOS_URandomNonblock(bytes, -1));
    SHOW(_PyOS_URandomNonblock(bytes, 0));
    SHOW(_PyTraceMalloc_GetTraceback(0, (uintptr_t)bytes));
    FILE *nowhere = fopen("/dev/null", "w");
    SHOW(_PyObject_DebugMallocStats(nowhere) >= 0);
    fclose(nowhere);
    Py_buffer *view = PyMem_RawCalloc(1, sizeof *view), local;
    PyObject *array = made("bytearray(b'abc')");
    PyObject_GetBuffer(array, view, 0);
    PyObject_GetBuffer(array, &local, 0);
    SHOW(_PyBuffer_ReleaseInInterpreter(PyInterpreterState_Get(), &local));
    SHOW((void *)local.obj);
    SHOW(_PyBuffer_ReleaseInInterpreterAndRawFree(PyInterpreterState_Get(), view));
    SHOW(PyObject_CallMethod(array, "clear", NULL));
}

static void signals_and_locale(void)
{
    DO(_Py_RestoreSignals());
    SHOW(_Py_SetLocaleFromEnv(1 /* LC_NUMERIC */) != NULL);
}

static void tokens(void)
{
    SHOW(_PyToken_OneChar('+'));
    SHOW(_PyToken_OneChar('$'));
    SHOW(_PyToken_TwoChars('-', '>'));
    SHOW(_PyToken_TwoChars('!', '!'));
    SHOW(_PyToken_ThreeChars('*', '*', '='));
    SHOW(_PyToken_ThreeChars('.', '.', '.'));
    SHOW(_PyToken_ThreeChars('a', 'b', 'c'));
}

static void tracebacks(void)
{
    DO((PyErr_SetString(PyExc_ValueError, "raised"), _PyTraceback_Add("function", "file.py", 12)));
    PyErr_SetString(PyExc_ValueError, "raised");
    _PyTraceback_Add("function", "file.py", 12);
    PyObject *raised = PyErr_GetRaisedException();
    SHOW(PyObject_CallFunction(made("lambda e: (e.__traceback__.tb_lineno, e.__traceback__.tb_frame.f_code.co_name)"), "O", raised));
    Py_DECREF(raised);
    python("import io, os\npath = f'/tmp/check-{os.getpid()}.py'\nopen(path, 'w').write('one\\n    two\\nthree\\n')\nto = io.StringIO()");
    int cut = 0;
    PyObject *line = NULL;
    SHOW(_Py_DisplaySourceLine(made("to"), made("path"), 2, 4, &cut, &line));
    SHOW(cut);
    SHOW(line);
    SHOW(_Py_DisplaySourceLine(made("to"), made("path"), 1, 2, NULL, NULL));
    SHOW(_Py_DisplaySourceLine(made("to"), made("path"), 9, 0, NULL, NULL));
    SHOW(_Py_DisplaySourceLine(made("to"), made("'/no/file'"), 1, 0, NULL, NULL));
    SHOW(PyObject_CallMethod(made("to"), "getvalue", NULL));
    python("os.unlink(path)");
    DO(_Py_InitDumpStack());
}

static void codes(void)
{
    _PyCode_var_counts_t counts;
    python("def nothing(a, b=1, *, c): x = a; return None\n"
           "def something(): return 5\n"
           "def both(x):\n    if x: return None\n    return x");
    memset(&counts, 0, sizeof counts);
    PyCodeObject *code = (PyCodeObject *)made("nothing.__code__");
    DO(_PyCode_GetVarCounts(code, &counts));
    note("%d %d %d %d %d", counts.total, counts.locals.total, counts.locals.args.total, counts.locals.numpure, counts.unbound.total);
    SHOW(_PyCode_ReturnsOnlyNone(code));
    SHOW(_PyCode_ReturnsOnlyNone((PyCodeObject *)made("something.__code__")));
    SHOW(_PyCode_ReturnsOnlyNone((PyCodeObject *)made("both.__code__")));
    UNCHECKED;
    CALL(_PyCompile_CleanDoc, made("'first\\n      second\\n        third\\n'"));
    CALL(_PyCompile_CleanDoc, made("'plain'"));
    CALL(_PyCompile_CleanDoc, made("'    led\\n'"));
    SHOW(PyObject_Length(_PyContext_NewHamtForTests()));
    SHOW(Py_TYPE(_PyInstructionSequence_New())->tp_name != NULL);
}

TESTS(state, TEST(interpreters), TEST(threads), TEST(modules), TEST(configurations), TEST(memory), TEST(signals_and_locale),
      TEST(tokens), TEST(tracebacks), TEST(codes))
