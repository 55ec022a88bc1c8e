/* internal/pycore_code.h and pycore_function.h about code that keeps no state, pycore_interp.h and the configuration of interpreters, and
 * single functions of pycore_bytesobject.h, pycore_ceval.h, pycore_compile.h, pycore_hashtable.h, pycore_initconfig.h, pycore_object.h,
 * pycore_pyarena.h, pycore_pyerrors.h, pycore_pymem.h, pycore_pystate.h, pycore_structseq.h. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_code.h"
#include "internal/pycore_compile.h"
#include "internal/pycore_function.h"
#include "internal/pycore_hashtable.h"
#include "internal/pycore_initconfig.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_object.h"
#include "internal/pycore_pyarena.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_pylifecycle.h"
#include "internal/pycore_pymem.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_structseq.h"

static const char SOURCE[] =
    "g = 5\n"
    "def pure(a): return a\n"
    "def builtin(a): return len(a)\n"
    "def uses_global(): return g\n"
    "def unknown(a): return no_such_name(a.attribute)\n"
    "def keeps(a):\n"
    "    def inner(): return a\n"
    "    return inner\n"
    "closure = keeps(1)\n"
    "def defaults(a=1, *, b=2): return a + b\n"
    "def generates(): yield 1\n"
    "async def coroutine(): pass\n"
    "def many(a, /, b, *args, c, **kwargs):\n"
    "    x = [y for y in a]\n"
    "    def nested(): return x, c\n"
    "    return nested\n"
    "def imports(): import sys\n"
    "def annotated(a: int) -> int: return a\n";

static PyThreadState *state(void)
{
    return PyThreadState_Get();
}

static void show_counts(_PyCode_var_counts_t *c)
{
    note("  all %d; locals %d: arguments %d (%d, %d, %d, %d, %d), pure %d, cells %d (%d, %d), hidden %d (%d, %d); free %d", c->total, c->locals.total,
         c->locals.args.total, c->locals.args.numposonly, c->locals.args.numposorkw, c->locals.args.numkwonly, c->locals.args.varargs,
         c->locals.args.varkwargs, c->locals.numpure, c->locals.cells.total, c->locals.cells.numargs, c->locals.cells.numothers,
         c->locals.hidden.total, c->locals.hidden.numpure, c->locals.hidden.numcells, c->numfree);
    note("  unbound %d: globals %d (%d, %d, %d), attributes %d, unknown %d", c->unbound.total, c->unbound.globals.total, c->unbound.globals.numglobal,
         c->unbound.globals.numbuiltin, c->unbound.globals.numunknown, c->unbound.numattrs, c->unbound.numunknown);
}

static void stateless(void)
{
    python(SOURCE);
    static const char *const names_[] = {"pure", "builtin", "uses_global", "unknown", "keeps", "closure", "defaults", "generates", "coroutine", "many",
        "imports", "annotated"};
    PyObject *globals = made("globals()"), *builtins = PyEval_GetFrameBuiltins(), *set = made("set()"), *number = made("5");
    for (size_t i = 0; i < Py_ARRAY_LENGTH(names_); i++) {
        PyObject *f = made(names_[i]);
        PyCodeObject *code = (PyCodeObject *)PyFunction_GetCode(f);
        const char *error = NULL;
        _PyCode_var_counts_t counts = {0};
        note("%s", names_[i]);
        SHOW(_PyCode_CheckNoInternalState(code, &error));
        SHOW((char *)error);
        SHOW(_PyCode_CheckPureFunction(code, &error));
        SHOW((char *)error);
        DO(_PyCode_GetVarCounts(code, &counts));
        show_counts(&counts);
        SHOW(_PyCode_CheckNoExternalState(code, &counts, &error));
        SHOW((char *)error);
        SHOW(_PyCode_SetUnboundVarCounts(state(), code, &counts, NULL, NULL, globals, builtins));
        show_counts(&counts);
        SHOW(_PyCode_CheckNoExternalState(code, &counts, &error));
        SHOW((char *)error);
        SHOW(_PyCode_SetUnboundVarCounts(state(), code, &counts, set, NULL, NULL, NULL));
        show_counts(&counts);
        SHOW(_PyCode_VerifyStateless(state(), code, NULL, globals, builtins));
        SHOW(_PyCode_VerifyStateless(state(), code, NULL, NULL, NULL));
        SHOW(_PyFunction_VerifyStateless(state(), f));
    }
    UNCHECKED; ALONE(_PyFunction_VerifyStateless(state(), number));
    Py_DECREF(builtins);
}

/* A line an option, in the order of their names: all of them are too long for one line. */
static void show_dict(PyConfig *config)
{
    PyObject *dict = NULL;
    SHOW((dict = _PyConfig_AsDict(config)) != NULL);
    PyObject *keys = PyMapping_Keys(dict);
    PyList_Sort(keys);
    for (Py_ssize_t i = 0; i < PyList_Size(keys); i++) {
        PyObject *key = PyList_GetItem(keys, i), *text = PyObject_ASCII(PyDict_GetItem(dict, key));
        note("  %s %s", PyUnicode_AsUTF8(key), PyUnicode_AsUTF8(text));
        Py_DECREF(text);
    }
    Py_DECREF(keys);
    Py_DECREF(dict);
}

static void lines(void)
{
    python("def f(a):\n    x = [a,\n         5]\n    for y in x:\n        pass\n\n    return (lambda: y)\n");
    PyCodeObject *code = (PyCodeObject *)PyFunction_GetCode(made("f"));
    PyBytesObject *table = (PyBytesObject *)code->co_linetable;
    PyCodeAddressRange range = {-1, 0, -1, {code->co_firstlineno, (const uint8_t *)table->ob_sval, (const uint8_t *)table->ob_sval + Py_SIZE(table)}};
    for (int at = 0; at < 60; at += 2) {
        SHOW(_PyCode_CheckLineNumber(at, &range));
        note("  %d to %d", range.ar_start, range.ar_end);
    }
    SHOW(_PyCode_CheckLineNumber(8, &range));
    SHOW(_PyCode_CheckLineNumber(10000, &range));
}

/* The stages of the compiler, one by one. */
static void stages(void)
{
    python("def tree(text): return compile(text, 'f', 'exec', 0x400)\n"
           "def shown(sequence): return [i[:2] for i in sequence.get_instructions()]\n");
    static const char *const texts[] = {"x = 1", "def f(a): return a + 1", "for i in y:\n    if i: break", "", "return"};
    PyObject *tree = made("tree"), *shown = made("shown"), *file = made("'file.py'"), *number = made("5");
    PyCompilerFlags flags = _PyCompilerFlags_INIT;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *text = PyUnicode_FromString(texts[i]), *ast = PyObject_CallOneArg(tree, text), *result = NULL;
        note("%s", texts[i]);
        SHOW((result = _PyCompile_CodeGen(ast, file, &flags, 0, 0)) != NULL);
        if (result != NULL) {
            SHOW(PyObject_CallOneArg(shown, PyTuple_GetItem(result, 0)));
            SHOW_LENT(PyTuple_GetItem(result, 1));
            Py_DECREF(result);
        }
        Py_DECREF(text);
        Py_DECREF(ast);
    }
    SHOW(_PyCompile_CodeGen(number, file, &flags, 0, 0));
}

static void configurations(void)
{
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    show_dict(&config);
    PyConfig_Clear(&config);
    PyConfig_InitPythonConfig(&config);
    show_dict(&config);
    PyConfig_Clear(&config);
    PyObject *all = NULL;
    SHOW((all = _Py_GetConfigsAsDict()) != NULL);
    SHOW(PyMapping_Keys(all));
    SHOW_LENT(PyDict_GetItemString(all, "pre_config"));
    SHOW_LENT(PyDict_GetItemString(all, "global_config"));
    Py_DECREF(all);
    SHOW(Py_TYPE(_Py_Get_Getpath_CodeObject())->tp_name);
}

static void interpreters(void)
{
    PyInterpreterConfig config = _PyInterpreterConfig_INIT, legacy = _PyInterpreterConfig_LEGACY_INIT, own = {0};
    PyInterpreterState *interp = NULL, *main = PyInterpreterState_Main();
    PyObject *updates = made("{'gil': 'shared', 'allow_fork': True}"), *unknown = made("{'no_such_option': 1}"), *wrong = made("{'gil': 'wrong'}"),
             *type = made("{'allow_fork': 'text'}"), *number = made("5"), *empty = made("{}");
    SHOW(_PyInterpreterConfig_AsDict(&config));
    SHOW(_PyInterpreterConfig_AsDict(&legacy));
    SHOW(_PyInterpreterConfig_InitFromState(&own, main));
    SHOW(_PyInterpreterConfig_AsDict(&own));
    SHOW(_PyInterpreterConfig_UpdateFromDict(&config, updates));
    SHOW(_PyInterpreterConfig_AsDict(&config));
    SHOW(_PyInterpreterConfig_UpdateFromDict(&config, empty));
    SHOW(_PyInterpreterConfig_UpdateFromDict(&config, unknown));
    SHOW(_PyInterpreterConfig_UpdateFromDict(&config, wrong));
    SHOW(_PyInterpreterConfig_UpdateFromDict(&config, type));
    ALONE(_PyInterpreterConfig_UpdateFromDict(&config, number));

    PyThreadState *before = state(), *t = NULL;
    /* In children: an interpreter that was never initialised cannot be taken away again. */
    ALONE(_PyInterpreterState_New(before, &interp));
    ALONE((_PyInterpreterState_New(before, &interp), PyInterpreterState_GetID(interp)));
    ALONE((_PyInterpreterState_New(before, &interp), _PyThreadState_New(interp, _PyThreadState_WHENCE_EXEC)->interp == interp));
    SHOW((t = _PyThreadState_New(main, _PyThreadState_WHENCE_EXEC)) != NULL);
    SHOW(t->interp == main && t->_whence == _PyThreadState_WHENCE_EXEC);
    DO(PyThreadState_Clear(t));
    DO(PyThreadState_Delete(t));
    SHOW((t = _PyThreadState_NewBound(main, _PyThreadState_WHENCE_UNKNOWN)) != NULL);
    SHOW(t->interp == main && t->thread_id == before->thread_id);
    DO(PyThreadState_Clear(t));
    DO(PyThreadState_Delete(t));
    ALONE((interp = PyInterpreterState_New()) != NULL);
    SHOW(_PyInterpreterState_IsRunningMain(main));
    DO(_PyInterpreterState_SetNotRunningMain(main));
    SHOW(_PyInterpreterState_IsRunningMain(main));
    SHOW(_PyInterpreterState_SetRunningMain(main));
    SHOW(_PyInterpreterState_IsRunningMain(main));
    SHOW(state() == before);
}

/* Public: whole interpreters. */
static void subinterpreters(void)
{
    PyThreadState *before = state(), *t = NULL, *second = NULL;
    /* What happens in the other interpreter is noted afterwards: the test's objects are this one's. */
    t = Py_NewInterpreter();
    bool other = t != NULL && PyInterpreterState_Get() != PyInterpreterState_Main();
    int ran = PyRun_SimpleString("import sys\nx = 5\nassert 'x' in vars()");
    Py_EndInterpreter(t);
    PyThreadState_Swap(before);
    note("Py_NewInterpreter() -> %s interpreter", other ? "another" : "no");
    note("PyRun_SimpleString(...) -> %d", ran);
    note("Py_EndInterpreter(t) -> done, now: %d", state() == before);
    PyInterpreterConfig own = _PyInterpreterConfig_INIT, wrong = {.gil = 17};
    PyStatus status = Py_NewInterpreterFromConfig(&second, &own);
    ran = PyRun_SimpleString("import sys\nassert len(sys.modules) > 3");
    Py_EndInterpreter(second);
    PyThreadState_Swap(before);
    note("PyRun_SimpleString(...) -> %d", ran);
    note("Py_NewInterpreterFromConfig(&second, &own) -> %d", PyStatus_Exception(status));
    SHOW(Py_NewInterpreterFromConfig(&second, &wrong));
    SHOW((void *)second);
    SHOW(state() == before);
}

static PyObject *format(const char *text, ...)
{
    va_list values;
    va_start(values, text);
    PyObject *result = _PyErr_FormatV(state(), PyExc_ValueError, text, values);
    va_end(values);
    return result;
}
#define _PyErr_FormatV format

static Py_uhash_t constant_hash(const void *key)
{
    return 5;
}

static void single(void)
{
    python(SOURCE);
    SHOW(_PyErr_FormatV("%d of %s", 5, "six"));
    char *copy = NULL;
    SHOW(copy = _PyMem_Strdup("text"));
    PyMem_Free(copy);
    _Py_hashtable_t *table = NULL;
    SHOW((table = _Py_hashtable_new(constant_hash, _Py_hashtable_compare_direct)) != NULL);
    DO(_Py_hashtable_destroy(table));
    SHOW((table = _Py_hashtable_new_full(constant_hash, _Py_hashtable_compare_direct, NULL, NULL, NULL)) != NULL);
    DO(_Py_hashtable_destroy(table));
    PyArena *arena = NULL;
    SHOW((arena = _PyArena_New()) != NULL);
    DO(_PyArena_Free(arena));
    _PyBytesWriter writer;
    char *at = NULL;
    DO(_PyBytesWriter_Init(&writer));
    SHOW((at = _PyBytesWriter_Alloc(&writer, 5)) != NULL);
    memcpy(at, "bytes", 5);
    SHOW(_PyBytesWriter_Finish(&writer, at + 5));
    DO(_PyBytesWriter_Init(&writer));
    SHOW((at = _PyBytesWriter_Alloc(&writer, 1000)) != NULL);
    memset(at, 'x', 10);
    SHOW(_PyBytesWriter_Finish(&writer, at + 10));
    PyTypeObject *type = (PyTypeObject *)made("type('C', (), {'__slots__': ('a',), '__module__': 'module'})"), *plain = (PyTypeObject *)made("type('P', (), {})");
    PyObject *o = NULL;
    SHOW((o = _PyType_AllocNoTrack(type, 0)) != NULL);
    SHOW(Py_TYPE(o) == type && Py_REFCNT(o) == 1);
    SHOW(PyObject_GC_IsTracked(o));
    SHOW(PyObject_GetAttrString(o, "a"));
    Py_DECREF(o);
    SHOW((o = _PyType_NewManagedObject(plain)) != NULL);
    SHOW(PyObject_GetAttrString(o, "__dict__"));
    SHOW(PyObject_SetAttrString(o, "attribute", Py_None));
    SHOW(PyObject_GetAttrString(o, "__dict__"));
    Py_DECREF(o);
    for (int i = -1; i < 15; i++) {
        SHOW(_PyCompile_GetUnaryIntrinsicName(i));
        SHOW(_PyCompile_GetBinaryIntrinsicName(i));
    }
    static PyStructSequence_Field fields[] = {{"first", "The first."}, {"second", NULL}, {NULL}};
    PyStructSequence_Desc desc = {"module.Pair", "A pair.", fields, 1};
    PyTypeObject *pair = NULL;
    SHOW((pair = _PyStructSequence_NewType(&desc, Py_TPFLAGS_DISALLOW_INSTANTIATION)) != NULL);
    SHOW(PyType_HasFeature(pair, Py_TPFLAGS_DISALLOW_INSTANTIATION) + 2 * PyType_HasFeature(pair, Py_TPFLAGS_BASETYPE));
    SHOW(PyObject_CallNoArgs((PyObject *)pair));
    PyObject *coroutine = made("coroutine"), *generates = made("generates");
    SHOW(Py_TYPE(o = _Py_MakeCoro((PyFunctionObject *)generates))->tp_name);
    Py_DECREF(o);
    (void)coroutine;
}

TESTS(machinery, TEST(stateless), TEST(lines), TEST(stages), TEST(configurations), TEST(interpreters), TEST(subinterpreters), TEST(single))
