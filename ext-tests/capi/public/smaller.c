/* The smaller headers: structseq.h, weakrefobject.h, fileobject.h, fileutils.h, osmodule.h, intrcheck.h, pymacro.h, and of cpython/: context.h, odictobject.h,
 * pyhash.h, pytime.h, tracemalloc.h, pydebug.h. */
#include "../check.h"
#include <unistd.h>
#undef Py_PACK_VERSION
#undef Py_PACK_FULL_VERSION

static PyStructSequence_Field fields[] = {{"a", "Doc."}, {"b", NULL}, {"unnamed", NULL}, {"hidden", NULL}, {NULL}};
static PyStructSequence_Desc description = {"check.Sequence", "Doc.", fields, 3};
static PyStructSequence_Desc too_many = {"check.Sequence", "Doc.", fields, 9};
static PyTypeObject static_sequence, other_sequence;

static void struct_sequences(void)
{
    fields[2].name = PyStructSequence_UnnamedField;
    PyTypeObject *type = PyStructSequence_NewType(&description);
    SHOW((PyObject *)PyStructSequence_NewType(&description));
    ALONE((PyObject *)PyStructSequence_NewType(NULL));
    PyObject *o = PyStructSequence_New(type), *item = made("['item']"), *number = made("1000");
    for (int i = 0; i < 4; i++) {
        (PyStructSequence_SetItem)(o, i, keep(item));
        note("PyStructSequence_SetItem(o, %d, keep(item)) -> done", i);
    }
    SHOW_LENT(o);
    SHOW_LENT((PyStructSequence_GetItem)(o, 3));
    SHOW(PyTuple_Size(o));
    SHOW(PyObject_GetAttrString(o, "hidden"));
    SHOW(PyObject_GetAttrString((PyObject *)type, "n_unnamed_fields"));
    SHOW(PyStructSequence_New(type) != NULL);
    SHOW(PyStructSequence_InitType2(&static_sequence, &description));
    SHOW(PyStructSequence_New(&static_sequence) != NULL);
    DO(PyStructSequence_InitType(&other_sequence, &description));
    SHOW(PyObject_CallFunction((PyObject *)type, "((iii))", 1, 2, 3));
    SHOW(PyObject_CallFunction((PyObject *)type, "((i))", 1));
    Py_DECREF(o);
    Py_DECREF(type);
    (void)number, (void)too_many;
}

static void weak_references(void)
{
    python("class Plain:\n    def __repr__(self): return 'Plain()'\ncalled = []\ncallback = called.append\np = Plain()");
    PyObject *o = made("p"), *callback = made("callback"), *number = made("1000"), *found = NULL;
    PyObject *ref = PyWeakref_NewRef(o, callback), *proxy = PyWeakref_NewProxy(o, NULL);
    SHOW(PyWeakref_NewRef(o, NULL) != NULL);
    SHOW(PyWeakref_NewRef(number, NULL));
    SHOW(PyWeakref_NewProxy(number, NULL));
    ALONE(PyWeakref_NewRef(NULL, NULL));
    ALONE(PyWeakref_NewProxy(NULL, NULL));
    LENT(PyWeakref_GetObject, ref);
    CALL(PyWeakref_GetRef, ref, &found);
    CALL(PyWeakref_GetRef, proxy, &found);
    UNCHECKED; ALONE(PyWeakref_IsDead(NULL));
    SHOW(PyWeakref_IsDead(ref));
    SHOW(PyWeakref_IsDead(number));
    DO(_PyWeakref_ClearRef((PyWeakReference *)ref));
    SHOW(PyWeakref_IsDead(ref));
    found = NULL;
    SHOW(PyWeakref_GetRef(ref, &found));
    SHOW(found);
    SHOW_LENT(PyWeakref_GetObject(ref));
    Py_DECREF(ref);
    Py_DECREF(proxy);
}

static void file_objects(void)
{
    python("import io\nclass Out(io.StringIO):\n    def __repr__(self): return repr(self.getvalue())\nclass Fileno:\n    def __init__(self, n): self.n = n\n    def fileno(self): return self.n\n"
           "class Line:\n    def __init__(self, l): self.l = l\n    def readline(self, *args): return self.l\n    def __repr__(self): return 'Line'\n");
    PyObject *out = made("Out()"), *value = made("['va\\u00e9lue']"), *number = made("1000"), *lines = made("io.StringIO('one\\ntwo\\n')");
    CALL(PyFile_WriteObject, value, out, 0);
    CALL(PyFile_WriteObject, value, out, Py_PRINT_RAW);
    CALL(PyFile_WriteObject, value, number, 0);
    CALL(PyFile_WriteString, "text", out);
    CALL(PyFile_WriteString, "text", number);
    SHOW_LENT(out);
    CALL(PyFile_GetLine, lines, 0);
    CALL(PyFile_GetLine, lines, -1);
    CALL(PyFile_GetLine, lines, -1);
    CALL(PyFile_GetLine, lines, 0);
    CALL(PyFile_GetLine, number, 0);
    static const char *const odd[] = {"Line('abc\\n')", "Line(b'abc\\n')", "Line(5)", "Line('')", "Line(b'')"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(odd); i++) {
        PyObject *line = made(odd[i]);
        note("%s", odd[i]);
        CALL(PyFile_GetLine, line, 0);
        CALL(PyFile_GetLine, line, -1);
    }
    static const char *const files[] = {"Fileno(5)", "Fileno(-1)", "Fileno('a')", "7", "True", "-1", "2**70", "'text'"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(files); i++) {
        PyObject *file = made(files[i]);
        note("%s", files[i]);
        CALL(PyObject_AsFileDescriptor, file);
    }
    int fd = dup(1);
    SHOW(PyFile_FromFd(fd, "name", "wb", 0, NULL, NULL, NULL, 1) != NULL);
    SHOW(PyFile_FromFd(-5, "name", "r", -1, NULL, NULL, NULL, 0));
    SHOW(PyFile_FromFd(1, "name", "odd", -1, NULL, NULL, NULL, 0));
    PyObject *printer = PyFile_NewStdPrinter(1);
    SHOW(PyFile_NewStdPrinter(1) != NULL);
    SHOW(PyFile_NewStdPrinter(5));
    SHOW(PyObject_CallMethod(printer, "fileno", NULL));
    Py_DECREF(printer);
    PyObject *path = made("'/no/such/file'");
    CALL(PyFile_OpenCode, "/no/such/file");
    CALL(PyFile_OpenCodeObject, path);
    SHOW(PyFile_OpenCode("/dev/null") != NULL);
    ALONE((PyFile_SetOpenCodeHook(NULL, NULL)));
    FILE *universal = tmpfile();
    fputs("one\r\ntwo\rthree\n", universal);
    rewind(universal);
    char line[20];
    for (int i = 0; i < 4; i++) {
        SHOW((const char *)Py_UniversalNewlineFgets(line, sizeof line, universal, NULL));
    }
    fclose(universal);
}

static void paths(void)
{
    python("class Path:\n    def __init__(self, p): self.p = p\n    def __fspath__(self): return self.p");
    static const char *const texts[] = {"'/tmp'", "b'/tmp'", "Path('/tmp')", "Path(b'/tmp')", "Path(5)", "5", "None"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *path = made(texts[i]);
        note("%s", texts[i]);
        CALL(PyOS_FSPath, path);
    }
    PyObject *null = made("'/dev/null'"), *missing = made("'/no/such/file'"), *number = made("5.5"), *bytes = made("b'/dev/null'"), *zero = made("'a\\0b'");
    FILE *file = Py_fopen(null, "r");
    SHOW(file != NULL);
    SHOW(Py_fclose(file));
    SHOW(Py_fopen(bytes, "rb") != NULL);
    SHOW(Py_fopen(missing, "r"));
    SHOW(Py_fopen(number, "r"));
    SHOW(Py_fopen(zero, "r"));
    SHOW(Py_fopen(null, "odd"));
    ALONE(Py_fopen(NULL, "r"));
    ALONE(Py_fopen(null, NULL));
    size_t size = 0;
    wchar_t *wide = Py_DecodeLocale("t\xc3\xa9xt\xff", &size);
    SHOW(wide);
    SHOW(Py_DecodeLocale("text", NULL));
    ALONE(Py_DecodeLocale(NULL, NULL));
    SHOW(size);
    size = 99;
    SHOW((const char *)Py_EncodeLocale(wide, &size));
    SHOW((ssize_t)size);
    PyMem_RawFree(wide);
    SHOW((const char *)Py_EncodeLocale(L"a\xd800", &size));
    SHOW((ssize_t)size);
    SHOW((const char *)Py_EncodeLocale(L"plain", NULL));
    SHOW((const char *)Py_GETENV("NO_SUCH_VARIABLE"));
}

static void forks(void)
{
    DO(PyOS_BeforeFork());
    DO(PyOS_AfterFork_Parent());
    ALONE_DO((PyOS_BeforeFork(), PyOS_AfterFork_Child()));
    ALONE_DO((PyOS_BeforeFork(), PyOS_AfterFork()));
    SHOW((Py_PACK_VERSION)(3, 14));
    SHOW((Py_PACK_FULL_VERSION)(3, 14, 8, 0xf, 0));
}

static int context_event(PyContextEvent event, PyObject *o)
{
    note("  switched to %s", o == Py_None ? "None" : Py_TYPE(o)->tp_name);
    return 0;
}

static void contexts(void)
{
    PyObject *context = PyContext_New(), *copy = PyContext_CopyCurrent(), *value = made("['value']"), *deflt = made("['default']"), *found = NULL, *list = made("[1]");
    PyObject *variable = PyContextVar_New("variable", deflt), *bare = PyContextVar_New("bare", NULL);
    SHOW(PyContext_New() != NULL);
    SHOW(PyContext_CopyCurrent() != NULL);
    SHOW(PyContext_Copy(context) != NULL);
    ALONE(PyContext_Copy(NULL));
    ALONE(PyContext_Copy(list));
    SHOW(PyContextVar_New("name", NULL) != NULL);
    ALONE(PyContextVar_New(NULL, NULL));
    CALL(PyContextVar_Get, variable, NULL, &found);
    CALL(PyContextVar_Get, variable, value, &found);
    CALL(PyContextVar_Get, bare, NULL, &found);
    PyObject *token = PyContextVar_Set(variable, value);
    SHOW(PyContextVar_Set(variable, value) != NULL);
    CALL(PyContextVar_Get, variable, NULL, &found);
    CALL(PyContextVar_Reset, variable, token);
    CALL(PyContextVar_Reset, variable, token);
    CALL(PyContextVar_Reset, variable, list);
    ALONE(PyContextVar_Set(NULL, value) != NULL);
    ALONE(PyContextVar_Set(list, value) != NULL);
    SHOW(PyContext_AddWatcher(context_event));
    int id = PyContext_AddWatcher(context_event);
    CALL(PyContext_Enter, context);
    SHOW(PyContext_Enter(context));
    SHOW(PyContext_Exit(copy));
    CALL(PyContext_Exit, context);
    SHOW(PyContext_Exit(context));
    SHOW(PyContext_Enter(list));
    SHOW(PyContext_ClearWatcher(id));
    SHOW(PyContext_ClearWatcher(id));
    SHOW(PyContext_ClearWatcher(-1));
    Py_DECREF(token);
    Py_DECREF(variable);
    Py_DECREF(bare);
    Py_DECREF(context);
    Py_DECREF(copy);
}

static void ordered_dicts(void)
{
    PyObject *od = PyODict_New(), *key = made("('key',)"), *value = made("['value']"), *unhashable = made("[]");
    SHOW(PyODict_New());
    SHOW(PyODict_SetItem(od, key, value));
    SHOW(PyODict_SetItem(od, unhashable, value));
    SHOW_LENT(od);
    SHOW(PyODict_DelItem(od, key));
    SHOW(PyODict_DelItem(od, key));
    SHOW(PyODict_DelItem(od, unhashable));
    UNCHECKED; ALONE(PyODict_SetItem(NULL, key, value));
    UNCHECKED; ALONE(PyODict_SetItem(od, NULL, value));
    UNCHECKED; ALONE(PyODict_DelItem(NULL, key));
    Py_DECREF(od);
}

static void hashes(void)
{
    PyObject *o = made("[1]"), *number = made("2.5");
    SHOW(PyHash_GetFuncDef()->name != NULL);
    SHOW((const char *)PyHash_GetFuncDef()->name);
    SHOW(PyHash_GetFuncDef()->hash_bits);
    SHOW(PyObject_GenericHash(o) == (Py_HashPointer)(o));
    SHOW(Py_HashBuffer("abc", 3));
    SHOW(Py_HashBuffer("", 0));
    SHOW(Py_HashPointer((void *)256));
    SHOW(_Py_HashDouble(number, 2.5));
    SHOW(_Py_HashDouble(number, Py_INFINITY));
    SHOW(_Py_HashDouble(number, -1.0));
    SHOW(_Py_HashDouble(number, Py_NAN) == PyObject_GenericHash(number));
}

static void times(void)
{
    PyTime_t first = 0, second = 0;
    SHOW(PyTime_AsSecondsDouble(1500000000));
    SHOW(PyTime_AsSecondsDouble(-1));
    SHOW(PyTime_Time(&first) | PyTime_TimeRaw(&second));
    SHOW(first > 0 && second >= first);
    SHOW(PyTime_Monotonic(&first) | PyTime_MonotonicRaw(&second));
    SHOW(first > 0 && second >= first);
    SHOW(PyTime_PerfCounter(&first) | PyTime_PerfCounterRaw(&second));
    SHOW(first > 0 && second >= first);
    SHOW(PyTraceMalloc_Track(123, 16, 10));
    SHOW(PyTraceMalloc_Untrack(123, 16));
}

TESTS(smaller, TEST(struct_sequences), TEST(weak_references), TEST(file_objects), TEST(paths), TEST(forks), TEST(contexts), TEST(ordered_dicts),
      TEST(hashes), TEST(times))
