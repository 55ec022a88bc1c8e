/* internal/pycore_crossinterp.h: what interpreters pass to each other, and sessions in another interpreter. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_crossinterp.h"
#include "internal/pycore_interp.h"

static const char SOURCE[] =
    "def pure(a): return len(a)\n"
    "def script(): print('script')\n"
    "def uses_global(): return pure\n"
    "def keeps(a):\n"
    "    def inner(): return a\n"
    "    return inner\n"
    "class Own: pass\n"
    "closure = keeps(1)\n"
    "def generates(): yield 1\n";

/* What the last attempt gave: 0 if there are data now. */
static int taken;

static PyThreadState *state(void)
{
    return PyThreadState_Get();
}

/* What arrives, and that it is another object where objects are not shared. */
static void arrive(_PyXIData_t *data, PyObject *from)
{
    SHOW(_PyXIData_INTERPID(data));
    SHOW(_PyXIData_OBJ(data) == from);
    PyObject *made = _PyXIData_NewObject(data);
    note("the same object: %d, of the same type: %d", made == from, made != NULL && Py_TYPE(made) == Py_TYPE(from));
    Py_XDECREF(made);
    PyErr_Clear();
    SHOW(_PyXIData_NewObject(data));
    SHOW(_PyXIData_Release(data));
}

static void sharing(void)
{
    python(SOURCE);
    static const char *const texts[] = {"None", "True", "5", "-7", "2**62", "2**70", "1.5", "'text'", "''", "b'bytes'", "(1, 'a', (None, b''))", "()",
        "([],)", "[1]", "{'a': 1}", "object()", "pure", "uses_global", "closure", "pure.__code__", "len", "Own", "Own()", "memoryview(b'view')", "1j", "..."};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *o = made(texts[i]);
        note("%s", texts[i]);
        SHOW(_PyObject_CheckXIData(state(), o));
        _PyXIData_getdata_t found = {0};
        SHOW((found = _PyXIData_Lookup(state(), o)).basic != NULL);
        SHOW(found.fallback != NULL);
        _PyXIData_t *data = NULL;
        SHOW((data = _PyXIData_New()) != NULL);
        SHOW(taken = _PyObject_GetXIDataNoFallback(state(), o, data));
        if (taken == 0) {
            arrive(data, o);
        }
        SHOW(taken = _PyObject_GetXIData(state(), o, _PyXIDATA_XIDATA_ONLY, data));
        if (taken == 0) {
            SHOW(_PyXIData_Release(data));
        }
        DO(_PyXIData_Free(data));
    }
}

static void fallbacks(void)
{
    python(SOURCE);
    static const char *const texts[] = {"2**70", "pure", "pure.__code__", "([],)", "uses_global", "closure"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *o = made(texts[i]);
        note("%s", texts[i]);
        _PyXIData_t *data = NULL;
        SHOW((data = _PyXIData_New()) != NULL);
        SHOW(taken = _PyMarshal_GetXIData(state(), o, data));
        if (taken == 0) {
            SHOW(data->new_object == _PyMarshal_ReadObjectFromXIData);
            SHOW(_PyMarshal_ReadObjectFromXIData(data));
            SHOW(_PyXIData_ReleaseAndRawFree(data));
            data = _PyXIData_New();
        }
        SHOW(taken = _PyCode_GetXIData(state(), o, data));
        if (taken == 0) {
            SHOW(data->new_object == _PyCode_FromXIData);
            SHOW(_PyCode_FromXIData(data));
            SHOW(_PyXIData_Release(data));
        }
        SHOW(taken = _PyFunction_GetXIData(state(), o, data));
        if (taken == 0) {
            SHOW(data->new_object == _PyFunction_FromXIData);
            SHOW(PyObject_GetAttrString(_PyFunction_FromXIData(data), "__name__"));
            SHOW(_PyXIData_Release(data));
        }
        _PyXIData_Free(data);
    }
}

static void pickles(void)
{
    static const char *const texts[] = {"[1, 'a']", "{'k': {5}}", "len", "lambda: 0"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *o = made(texts[i]);
        _PyXIData_t *data = _PyXIData_New();
        note("%s", texts[i]);
        SHOW(taken = _PyPickle_GetXIData(state(), o, data));
        if (taken == 0) {
            SHOW(data->new_object == _PyPickle_LoadFromXIData);
            SHOW(_PyPickle_LoadFromXIData(data));
            SHOW(_PyXIData_Release(data));
        }
        SHOW(taken = _PyObject_GetXIData(state(), o, _PyXIDATA_FULL_FALLBACK, data));
        if (taken == 0) {
            SHOW(_PyXIData_NewObject(data));
            SHOW(_PyXIData_Release(data));
        }
        _PyXIData_Free(data);
    }
}

static void scripts(void)
{
    python(SOURCE);
    static const char *const texts[] = {"'x = 1'", "'x ='", "b'x = 1'", "script", "pure", "generates", "uses_global", "closure", "script.__code__", "pure.__code__",
        "compile('x = 1', 'f', 'exec')", "compile('x', 'f', 'eval')", "5", "None"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *o = made(texts[i]);
        note("%s", texts[i]);
        _PyXIData_t *data = NULL;
        SHOW((data = _PyXIData_New()) != NULL);
        SHOW(taken = _PyCode_GetScriptXIData(state(), o, data));
        if (taken == 0) {
            SHOW(_PyXIData_Release(data));
        }
        SHOW(taken = _PyCode_GetPureScriptXIData(state(), o, data));
        if (taken == 0) {
            SHOW(_PyXIData_NewObject(data));
            SHOW(_PyXIData_Release(data));
        }
        _PyXIData_Free(data);
    }
}

static PyObject *length(_PyXIData_t *data)
{
    return PyLong_FromSsize_t(((_PyBytes_data_t *)data->data)->len);
}

static void bytes(void)
{
    PyObject *o = made("b'some\\0bytes'"), *text = made("'text'");
    _PyBytes_data_t raw = {0};
    SHOW(_PyBytes_GetData(o, &raw));
    SHOW(raw.len);
    SHOW(raw.bytes == PyBytes_AS_STRING(o));
    SHOW(_PyBytes_FromData(&raw));
    SHOW(_PyBytes_GetData(text, &raw));
    _PyXIData_t *data = _PyXIData_New();
    SHOW(taken = _PyBytes_GetXIData(state(), o, data));
    SHOW(data->new_object == _PyBytes_FromXIData);
    SHOW(_PyBytes_FromXIData(data));
    SHOW(_PyXIData_Release(data));
    SHOW(_PyBytes_GetXIDataWrapped(state(), o, sizeof(_PyBytes_data_t) + 8, length, data) == data->data);
    SHOW(_PyXIData_NewObject(data));
    SHOW(_PyXIData_Release(data));
    SHOW((void *)_PyBytes_GetXIDataWrapped(state(), text, 0, length, data));
    SHOW((void *)_PyBytes_GetXIDataWrapped(state(), o, 1, length, data));
    _PyXIData_Free(data);
}

static PyObject *number(_PyXIData_t *data)
{
    return PyLong_FromLong(*(int *)data->data);
}

static void by_hand(void)
{
    static int shared = 42;
    PyInterpreterState *interp = PyInterpreterState_Get();
    PyObject *o = made("['kept']");
    _PyXIData_t *data = _PyXIData_New();
    SHOW(data->data == NULL && data->obj == NULL && data->interpid == -1 && data->new_object == NULL && data->free == NULL);
    DO(_PyXIData_Init(data, interp, &shared, keep(o), number));
    SHOW(_PyXIData_INTERPID(data));
    SHOW(data->free == NULL);
    SHOW(_PyXIData_NewObject(data));
    DO(_PyXIData_Clear(interp, data));
    SHOW(data->data == NULL && data->obj == NULL);
    SHOW(data->interpid);
    DO(_PyXIData_Init(data, NULL, &shared, NULL, number));
    SHOW(data->interpid);
    SHOW(_PyXIData_NewObject(data));
    SHOW(_PyXIData_Release(data));
    SHOW(_PyXIData_InitWithSize(data, interp, sizeof(int), NULL, number));
    *(int *)data->data = 7;
    SHOW(data->free == PyMem_RawFree);
    SHOW(_PyXIData_NewObject(data));
    SHOW(_PyXIData_Release(data));
    _PyXIData_Free(data);
}

static int of_own(PyThreadState *tstate, PyObject *o, _PyXIData_t *data)
{
    static int shared = 99;
    _PyXIData_Init(data, tstate->interp, &shared, NULL, number);
    return 0;
}

static void registry(void)
{
    python(SOURCE);
    PyTypeObject *own = (PyTypeObject *)made("Own");
    PyObject *o = made("Own()");
    _PyXIData_getdata_t getdata = {.basic = of_own}, nothing = {0};
    SHOW(_PyXIData_UnregisterClass(state(), own));
    SHOW(_PyXIData_RegisterClass(state(), own, getdata));
    SHOW(_PyXIData_RegisterClass(state(), own, getdata));
    SHOW(_PyObject_CheckXIData(state(), o));
    _PyXIData_t *data = _PyXIData_New();
    SHOW(taken = _PyObject_GetXIDataNoFallback(state(), o, data));
    SHOW(_PyXIData_NewObject(data));
    SHOW(_PyXIData_Release(data));
    SHOW(_PyXIData_UnregisterClass(state(), own));
    SHOW(_PyXIData_UnregisterClass(state(), own));
    SHOW(_PyXIData_UnregisterClass(state(), own));
    SHOW(_PyObject_CheckXIData(state(), o));
    _PyXIData_Free(data);
}

static void not_shareable(void)
{
    PyObject *type = NULL;
    SHOW_LENT(type = _PyXIData_GetNotShareableErrorType(state()));
    SHOW_LENT((PyObject *)((PyTypeObject *)type)->tp_base);
    DO(_PyXIData_SetNotShareableError(state(), "the message"));
    DO(_PyXIData_FormatNotShareableError(state(), "%d of %s", 5, "six"));
    _PyXI_failure *failure = NULL;
    SHOW((failure = _PyXI_NewFailure()) != NULL);
    SHOW((int)_PyXI_GetFailureCode(failure));
    SHOW((int)_PyXI_GetFailureCode(NULL));
    PyObject *message = made("'a message'"), *number = made("5");
    SHOW(_PyXI_InitFailure(failure, _PyXI_ERR_OTHER, message));
    SHOW((int)_PyXI_GetFailureCode(failure));
    SHOW(_PyXI_InitFailure(failure, _PyXI_ERR_NOT_SHAREABLE, NULL));
    SHOW((int)_PyXI_GetFailureCode(failure));
    DO(_PyXI_InitFailureUTF8(failure, _PyXI_ERR_MAIN_NS_FAILURE, "text"));
    SHOW((int)_PyXI_GetFailureCode(failure));
    DO(_PyXI_FreeFailure(failure));
    failure = _PyXI_NewFailure();
    SHOW(_PyXI_UnwrapNotShareableError(state(), failure));
    PyErr_SetString(PyExc_ValueError, "no such error");
    note("_PyXI_UnwrapNotShareableError -> %d", _PyXI_UnwrapNotShareableError(state(), failure));
    PyErr_Clear();
    _PyXIData_SetNotShareableError(state(), "without a cause");
    note("_PyXI_UnwrapNotShareableError -> %d", _PyXI_UnwrapNotShareableError(state(), failure));
    SHOW((int)_PyXI_GetFailureCode(failure));
    PyErr_Clear();
    _PyXI_FreeFailure(failure);
    (void)number;
}

static void told(void)
{
    PyObject *e = made("ValueError('the text')"), *none = made("KeyError()");
    python("class Mine(Exception):\n    pass\n");
    PyObject *mine = made("Mine('a', 5)");
    PyObject *const errors[] = {e, none, mine};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(errors); i++) {
        _PyXI_excinfo *info = _PyXI_NewExcInfo(errors[i]);
        SHOW((char *)info->type.name);
        SHOW((char *)info->type.qualname);
        SHOW((char *)info->type.module);
        SHOW(info->type.builtin != NULL);
        SHOW((char *)info->msg);
        SHOW((char *)info->errdisplay);
        SHOW(_PyXI_FormatExcInfo(info));
        PyObject *object = NULL;
        SHOW((object = _PyXI_ExcInfoAsObject(info)) != NULL);
        SHOW(PyObject_Str(object));
        SHOW(PyObject_GetAttrString(object, "msg"));
        SHOW(PyObject_GetAttrString(object, "formatted"));
        SHOW(PyObject_Str(PyObject_GetAttrString(object, "type")));
        Py_DECREF(object);
        DO(_PyXI_FreeExcInfo(info));
    }
    SHOW((void *)_PyXI_NewExcInfo(NULL));
    SHOW((void *)_PyXI_NewExcInfo(Py_None));
}

/* Runs a statement there; nothing is printed on the way, since objects here are not to be touched. */
static void session(PyInterpreterState *interp, PyObject *updates, const char *statement, const char *preserved)
{
    _PyXI_session *session = NULL;
    SHOW((session = _PyXI_NewSession()) != NULL);
    _PyXI_session_result result = {0};
    int entered = _PyXI_Enter(session, interp, updates, &result), there = 0, ran = 0, kept = 0, has_namespace = 0;
    if (entered == 0) {
        there = PyInterpreterState_Get() == interp;
        PyObject *namespace = _PyXI_GetMainNamespace(session, NULL);
        has_namespace = namespace != NULL;
        PyObject *ended = PyRun_String(statement, Py_file_input, namespace, namespace);
        ran = ended != NULL;
        Py_XDECREF(ended);
        if (preserved != NULL) {
            kept = ran ? _PyXI_Preserve(session, preserved, PyDict_GetItemString(namespace, preserved), NULL) : 0;
        }
        int left = _PyXI_Exit(session, NULL, &result);
        note("PyRun_String(%s, Py_file_input, namespace, namespace) != NULL -> %d, in %s interpreter", statement, ran, there ? "that" : "another");
        note("_PyXI_GetMainNamespace(session, NULL) -> %s", has_namespace ? "pointer" : "NULL");
        if (preserved != NULL) {
            note("_PyXI_Preserve(session, %s, ..., NULL) -> %d", preserved, kept);
        }
        note("_PyXI_Exit(session, NULL, &result) -> %d", left);
    }
    note("_PyXI_Enter(session, interp, updates, &result) -> %d, code: %d", entered, (int)result.errcode);
    SHOW(PyInterpreterState_Get() == PyInterpreterState_Main());
    SHOW((PyErr_Clear(), result.excinfo == NULL ? NULL : PyObject_GetAttrString(result.excinfo, "formatted")));
    if (preserved != NULL) {
        SHOW(_PyXI_GetPreserved(&result, preserved));
        SHOW(_PyXI_GetPreserved(&result, "absent"));
    }
    DO(_PyXI_ClearResult(&result));
    SHOW(result.preserved == NULL && result.excinfo == NULL && result.errcode == 0);
    DO(_PyXI_FreeSession(session));
}

static void sessions(void)
{
    long whence = _PyInterpreterState_WHENCE_XI;
    PyInterpreterConfig config = {.use_main_obmalloc = 1, .allow_fork = 1, .allow_exec = 1, .allow_threads = 1, .allow_daemon_threads = 1, .gil = PyInterpreterConfig_SHARED_GIL};
    PyInterpreterState *interp = _PyXI_NewInterpreter(&config, &whence, NULL, NULL);
    SHOW(interp != NULL);
    SHOW(whence);
    SHOW(interp != PyInterpreterState_Get());
    SHOW(PyInterpreterState_Get() == PyInterpreterState_Main());
    PyObject *updates = made("{'x': 5, 'text': 'passed', 'pair': (1, b'two')}"), *unshareable = made("{'x': object()}"), *number = made("5");
    session(interp, NULL, "a = 1", NULL);
    session(interp, updates, "y = (x + 1, text, pair)", "y");
    session(interp, NULL, "a += 1", "a");
    session(interp, NULL, "1 // 0", "a");
    session(interp, NULL, "no syntax", NULL);
    session(interp, NULL, "o = object()", "o");
    session(interp, unshareable, "pass", NULL);
    session(interp, NULL, "import sys; sys.exit('end')", NULL);
    DO(_PyXI_EndInterpreter(interp, NULL, NULL));
    SHOW((void *)_PyInterpreterState_LookUpID(1));
    (void)number;
}

static void interpreters(void)
{
    PyThreadState *t = NULL, *saved = NULL;
    long whence = _PyInterpreterState_WHENCE_XI;
    PyInterpreterConfig config = {.use_main_obmalloc = 0, .check_multi_interp_extensions = 1, .gil = PyInterpreterConfig_OWN_GIL, .allow_threads = 1};
    PyInterpreterState *interp = _PyXI_NewInterpreter(&config, &whence, &t, &saved);
    int there = PyInterpreterState_Get() == interp && PyThreadState_Get() == t;
    _PyXI_EndInterpreter(interp, t, &saved);
    note("there: %d; back: %d, saved: %d", there, PyInterpreterState_Get() == PyInterpreterState_Main(), saved == NULL);
    PyInterpreterConfig wrong = {.gil = 17};
    SHOW((void *)_PyXI_NewInterpreter(&wrong, &whence, NULL, NULL));
    PyInterpreterConfig contradiction = {.use_main_obmalloc = 0, .check_multi_interp_extensions = 0, .gil = PyInterpreterConfig_OWN_GIL};
    SHOW((void *)_PyXI_NewInterpreter(&contradiction, &whence, NULL, NULL));
}

TESTS(crossinterp, TEST(sharing), TEST(fallbacks), TEST(pickles), TEST(scripts), TEST(bytes), TEST(by_hand), TEST(registry), TEST(not_shareable), TEST(told), TEST(sessions),
      TEST(interpreters))
