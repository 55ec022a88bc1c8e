/* Functions that are exported for old binaries, and declared by no header. */
#include "../check.h"

extern PyObject *PyCFunction_Call(PyObject *, PyObject *, PyObject *);
extern PyObject *PyEval_CallObjectWithKeywords(PyObject *, PyObject *, PyObject *);
extern PyObject *PyEval_CallFunction(PyObject *, const char *, ...);
extern PyObject *PyEval_CallMethod(PyObject *, const char *, const char *, ...);
extern int PyEval_ThreadsInitialized(void);
extern void PyEval_AcquireLock(void);
extern void PyEval_ReleaseLock(void);
extern int PyObject_AsCharBuffer(PyObject *, const char **, Py_ssize_t *);
extern int PyObject_AsReadBuffer(PyObject *, const void **, Py_ssize_t *);
extern int PyObject_AsWriteBuffer(PyObject *, void **, Py_ssize_t *);
extern int PyObject_CheckReadBuffer(PyObject *);
extern void PySys_AddWarnOption(const wchar_t *);
extern void PySys_AddWarnOptionUnicode(PyObject *);
extern void PySys_AddXOption(const wchar_t *);
extern int PySys_HasWarnOptions(void);
extern void PySys_SetPath(const wchar_t *);
extern Py_ssize_t PyUnicode_GetSize(PyObject *);
extern void PyUnicode_InternImmortal(PyObject **);
extern int _PyArg_Parse_SizeT(PyObject *, const char *, ...);
extern int _PyArg_ParseTuple_SizeT(PyObject *, const char *, ...);
extern int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, ...);
extern int _PyArg_VaParse_SizeT(PyObject *, const char *, va_list);
extern int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *, char **, va_list);
extern PyObject *_PyObject_CallFunction_SizeT(PyObject *, const char *, ...);
extern PyObject *_PyObject_CallMethod_SizeT(PyObject *, const char *, const char *, ...);
extern PyObject *_Py_BuildValue_SizeT(const char *, ...);
extern PyObject *_Py_VaBuildValue_SizeT(const char *, va_list);
extern PyObject *_PyLong_FromGid(gid_t);
extern int _Py_Gid_Converter(PyObject *, gid_t *);
extern int _Py_Uid_Converter(PyObject *, uid_t *);

static void calls(void)
{
    PyObject *integer = made("int"), *arguments = made("('0x10',)"), *words = made("{'base': 16}"), *list = made("[3, 1]");
    CALL(PyEval_CallObjectWithKeywords, integer, arguments, words);
    CALL(PyEval_CallObjectWithKeywords, integer, NULL, NULL);
    CALL(PyEval_CallObjectWithKeywords, integer, list, NULL);
    CALL(PyEval_CallObjectWithKeywords, integer, arguments, list);
    UNCHECKED;
    CALL(PyCFunction_Call, made("[].__len__"), made("()"), NULL);
    CALL(PyCFunction_Call, made("len"), made("([1, 2],)"), made("{}"));
    SHOW(PyEval_CallFunction(integer, "si", "0x10", 16));
    SHOW(PyEval_CallFunction(list, ""));
    SHOW(PyEval_CallMethod(list, "index", "i", 1));
    SHOW(PyEval_CallMethod(list, "absent", NULL));
    SHOW(_PyObject_CallFunction_SizeT(integer, "s#i", "0x10...", (Py_ssize_t)4, 16));
    SHOW(_PyObject_CallMethod_SizeT(list, "index", "i", 1));
}

static PyObject *value_of(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    PyObject *value = _Py_VaBuildValue_SizeT(format, values);
    va_end(values);
    return value;
}

static int parse_one(PyObject *object, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int answer = _PyArg_VaParse_SizeT(object, format, values);
    va_end(values);
    return answer;
}

static int parse_words(PyObject *tuple, PyObject *words, const char *format, char **names, ...)
{
    va_list values;
    va_start(values, names);
    int answer = _PyArg_VaParseTupleAndKeywords_SizeT(tuple, words, format, names, values);
    va_end(values);
    return answer;
}

static void sizes(void)
{
    const char *text = "";
    Py_ssize_t size = 0;
    int number = 0;
    char *names[] = {"text", "number", NULL};
    SHOW(_Py_BuildValue_SizeT("(s#y#i)", "abcdef", (Py_ssize_t)3, "xyz", (Py_ssize_t)2, 5));
    SHOW(value_of("{s#:i}", "abcdef", (Py_ssize_t)3, 5));
    SHOW(_PyArg_Parse_SizeT(made("'parsed'"), "s#", &text, &size));
    note("%s %zd", text, size);
    SHOW(_PyArg_ParseTuple_SizeT(made("('parsed', 5)"), "s#i:f", &text, &size, &number));
    note("%s %zd %d", text, size, number);
    SHOW(_PyArg_ParseTuple_SizeT(made("('parsed',)"), "s#i:f", &text, &size, &number));
    SHOW(_PyArg_ParseTupleAndKeywords_SizeT(made("('parsed',)"), made("{'number': 6}"), "s#i:f", names, &text, &size, &number));
    note("%s %zd %d", text, size, number);
    SHOW(_PyArg_ParseTupleAndKeywords_SizeT(made("('parsed',)"), made("{'n': 6}"), "s#|i:f", names, &text, &size, &number));
    SHOW(parse_one(made("'parsed'"), "s#", &text, &size));
    SHOW(parse_words(made("('parsed', 7)"), NULL, "s#i:f", names, &text, &size, &number));
    note("%s %zd %d", text, size, number);
}

static void buffers(void)
{
    const char *text = NULL;
    const void *data = NULL;
    void *own = NULL;
    Py_ssize_t size = -1;
    PyObject *bytes = made("b'abc'"), *array = made("bytearray(b'defg')"), *five = made("5");
    SHOW(PyObject_AsCharBuffer(bytes, &text, &size));
    note("%s %zd", text, size);
    SHOW(PyObject_AsCharBuffer(five, &text, &size));
    SHOW(PyObject_AsReadBuffer(array, &data, &size));
    note("%.4s %zd", (const char *)data, size);
    SHOW(PyObject_AsReadBuffer(five, &data, &size));
    SHOW(PyObject_AsReadBuffer(NULL, &data, &size));
    SHOW(PyObject_AsWriteBuffer(array, &own, &size));
    SHOW(PyObject_AsWriteBuffer(bytes, &own, &size));
    CALL(PyObject_CheckReadBuffer, bytes);
    CALL(PyObject_CheckReadBuffer, five);
}

static void sys_module(void)
{
    DO(PySys_AddWarnOption(L"ignore::UserWarning"));
    DO(PySys_AddWarnOptionUnicode(made("'error::DeprecationWarning'")));
    SHOW(PySys_HasWarnOptions());
    SHOW_LENT(PySys_GetObject("warnoptions"));
    DO(PySys_AddXOption(L"mine=5"));
    SHOW(PyDict_GetItemString(PySys_GetObject("_xoptions"), "mine") != NULL);
    python("import sys\npath = sys.path[:]");
    DO(PySys_SetPath(L"/first:/second"));
    SHOW_LENT(PySys_GetObject("path"));
    python("sys.path[:] = path");
    SHOW(PyEval_ThreadsInitialized());
}

static void strings(void)
{
    python("def fresh(n): return 'retired ' + n");
    PyObject *text = keep(made("fresh('a')"));
    CALL(PyUnicode_GetSize, made("'a\\u20ac'"));
    DO(PyUnicode_InternImmortal(&text));
    SHOW(PyUnstable_IsImmortal(text));
}

static void owners(void)
{
    uid_t user = 5;
    gid_t group = 5;
    SHOW(_PyLong_FromGid(7));
    SHOW(_PyLong_FromGid((gid_t)-1));
#define CONVERT(function, to, expression) SHOW(function(made(expression), &to)); note("  %u", (unsigned)to)
    CONVERT(_Py_Uid_Converter, user, "1000");
    CONVERT(_Py_Uid_Converter, user, "-1");
    CONVERT(_Py_Uid_Converter, user, "-2");
    CONVERT(_Py_Uid_Converter, user, "2**32");
    CONVERT(_Py_Uid_Converter, user, "2**70");
    CONVERT(_Py_Uid_Converter, user, "'x'");
    CONVERT(_Py_Gid_Converter, group, "1000");
    CONVERT(_Py_Gid_Converter, group, "-1");
    CONVERT(_Py_Gid_Converter, group, "-2");
    CONVERT(_Py_Gid_Converter, group, "2**32");
    CONVERT(_Py_Gid_Converter, group, "1.5");
}

TESTS(retired, TEST(calls), TEST(sizes), TEST(buffers), TEST(sys_module), TEST(strings), TEST(owners))
