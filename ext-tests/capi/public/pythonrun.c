/* pythonrun.h, sysmodule.h, audit.h, traceback.h, warnings.h, pystrcmp.h, pystrtod.h and their cpython/ halves. */
#include "../check.h"
#include <unistd.h>

static FILE *file_of(const char *text)
{
    FILE *file = tmpfile();
    fputs(text, file);
    rewind(file);
    return file;
}

static void strings(void)
{
    PyObject *globals = made("{'x': 5}"), *name = made("'<name>'"), *number = made("1000");
    PyCompilerFlags flags = {PyCF_DONT_IMPLY_DEDENT, PY_MINOR_VERSION}, future = {CO_FUTURE_ANNOTATIONS, PY_MINOR_VERSION};
    SHOW((PyRun_String)("x + 1", Py_eval_input, globals, globals));
    SHOW((PyRun_String)("x +", Py_eval_input, globals, globals));
    SHOW((PyRun_String)("x = 7", Py_file_input, globals, globals));
    SHOW((PyRun_String)("1 // 0", Py_file_input, globals, globals));
    SHOW(PyRun_StringFlags("x", Py_eval_input, globals, globals, &flags));
    SHOW(PyRun_StringFlags("x", 12345, globals, globals, &flags));
    ALONE(PyRun_StringFlags(NULL, Py_eval_input, globals, globals, NULL));
    ALONE(PyRun_StringFlags("x", Py_eval_input, NULL, NULL, NULL));
    ALONE(PyRun_StringFlags("x", Py_eval_input, number, number, NULL));
    SHOW((Py_CompileString)("x", "<name>", Py_eval_input));
    SHOW((Py_CompileString)("x =", "<name>", Py_file_input));
    SHOW((Py_CompileStringFlags)("x", "<name>", Py_single_input, &future));
    SHOW(Py_CompileStringExFlags("assert x", "<name>", Py_file_input, NULL, 2));
    SHOW(Py_CompileStringExFlags("x", "\xff", Py_eval_input, NULL, -1));
    CALL(Py_CompileStringObject, "x", name, Py_eval_input, NULL, 1);
    SHOW(Py_CompileStringObject("x", number, Py_eval_input, NULL, 1));
    SHOW(PyRun_SimpleStringFlags("print('simple', flush=True)", NULL));
    SHOW((PyRun_SimpleString)("y = 1"));
    ALONE((PyRun_SimpleString)("1 // 0"));
}

static void files(void)
{
    PyObject *globals = made("{'x': 5}"), *name = made("'<name>'");
    SHOW((PyRun_File)(file_of("x"), "<file>", Py_eval_input, globals, globals));
    SHOW((PyRun_FileEx)(file_of("x + 1"), "<file>", Py_eval_input, globals, globals, 1));
    SHOW((PyRun_FileFlags)(file_of("x + 2"), "<file>", Py_eval_input, globals, globals, NULL));
    SHOW(PyRun_FileExFlags(file_of("x +"), "<file>", Py_eval_input, globals, globals, 1, NULL));
    SHOW((PyRun_SimpleFile)(file_of("print('simple file', flush=True)"), "<file>"));
    SHOW((PyRun_SimpleFileEx)(file_of("print(__file__, flush=True)"), "<file>", 1));
    SHOW(PyRun_SimpleFileExFlags(file_of("z = 1"), "<file>", 1, NULL));
    SHOW((PyRun_AnyFile)(file_of("print('any file', flush=True)"), "<file>"));
    SHOW((PyRun_AnyFileEx)(file_of("z = 1"), NULL, 1));
    SHOW((PyRun_AnyFileFlags)(file_of("z = 1"), "<file>", NULL));
    SHOW(PyRun_AnyFileExFlags(file_of("z = 1"), "<file>", 1, NULL));
    SHOW((PyRun_InteractiveOne)(file_of("z = 1\nz = 2\n"), "<file>"));
    SHOW(PyRun_InteractiveOneFlags(file_of("z = 1\n"), "<file>", NULL));
    SHOW(PyRun_InteractiveOneObject(file_of("z = 1\n"), name, NULL));
    SHOW((PyRun_InteractiveLoop)(file_of("z = 1\n"), "<file>"));
    SHOW(PyRun_InteractiveLoopFlags(file_of("z = 1\n"), "<file>", NULL));
}

static void tracebacks(void)
{
    python("import io\nclass Out(io.StringIO):\n    def __repr__(self): return repr(self.getvalue())\ndef caught():\n    try: 1 // 0\n    except Exception as e: return e");
    PyObject *out = made("Out()"), *error = made("caught()"), *traceback = made("caught().__traceback__"), *number = made("1000");
    PyObject *before = keep(PySys_GetObject("stderr"));
    CALL(PyTraceBack_Print, traceback, out);
    CALL(PyTraceBack_Print, number, out);
    CALL(PyTraceBack_Print, traceback, NULL);
    SHOW_LENT(out);
    PySys_SetObject("stderr", made("Out()"));
    PyErr_Display(NULL, error, NULL);
    note("PyErr_Display(NULL, error, NULL) -> done");
    PyErr_DisplayException(error);
    note("PyErr_DisplayException(error) -> done");
    PyErr_SetString(PyExc_ValueError, "printed");
    PyErr_Print();
    note("PyErr_Print() -> done");
    PyErr_SetString(PyExc_ValueError, "printed");
    PyErr_PrintEx(0);
    note("PyErr_PrintEx(0) -> done");
    SHOW_LENT(PySys_GetObject("stderr"));
    SHOW(PySys_GetObject("last_exc") != NULL);
    PySys_SetObject("stderr", before);
    Py_DECREF(before);
    ALONE_DO(PyErr_Print());
    ALONE_DO((PyErr_SetNone(PyExc_SystemExit), PyErr_Print()));
}

static PyObject *here(PyObject *self, PyObject *ignored)
{
    PyErr_SetString(PyExc_ValueError, "here");
    int result = PyTraceBack_Here(PyEval_GetFrame());
    PyObject *error = PyErr_GetRaisedException();
    note("PyTraceBack_Here(frame) -> %d", result);
    SHOW(PyException_GetTraceback(error) != NULL);
    Py_DECREF(error);
    Py_RETURN_NONE;
}
static PyMethodDef here_definition = {"here", here, METH_NOARGS, NULL};

static void traceback_here(void)
{
    PyObject *f = PyCFunction_New(&here_definition, NULL), *globals = made("{}");
    PyDict_SetItemString(globals, "here", f);
    SHOW((PyRun_String)("here()", Py_file_input, globals, globals));
    Py_DECREF(f);
}

static void warnings(void)
{
    python("import warnings\ncaught = []\ndef showwarning(m, c, f, l, file=None, line=None): caught.append((str(m), c.__name__, f, l))\nold = warnings.showwarning\n"
           "warnings.showwarning = showwarning\nwarnings.simplefilter('always')");
    PyObject *category = PyExc_UserWarning, *number = made("1000"), *message = made("'message'"), *file = made("'file.py'"), *module = made("'module'"), *registry = made("{}");
    PyObject *caught = made("caught");
    SHOW(PyErr_WarnEx(category, "message", 1));
    SHOW(PyErr_WarnEx(NULL, "message", 1));
    SHOW(PyErr_WarnEx(number, "message", 1));
    SHOW(PyErr_WarnFormat(category, 1, "%s %d", "message", 5));
    SHOW(PyErr_ResourceWarning(number, 1, "%s", "resource"));
    SHOW(PyErr_WarnExplicit(category, "message", "file.py", 7, "module", registry));
    SHOW(PyErr_WarnExplicit(category, "message", "file.py", 7, NULL, NULL));
    SHOW(PyErr_WarnExplicitFormat(category, "file.py", 8, "module", registry, "%s", "formatted"));
    SHOW(PyErr_WarnExplicitObject(category, message, file, 9, module, registry));
    SHOW(PyErr_WarnExplicitObject(category, message, file, 9, NULL, NULL));
    SHOW_LENT(caught);
    python("warnings.simplefilter('error')");
    SHOW(PyErr_WarnEx(category, "message", 1));
    SHOW(PyErr_WarnExplicitObject(category, message, file, 9, module, registry));
    python("warnings.showwarning = old\nwarnings.resetwarnings()");
}

static void system_module(void)
{
    PyObject *value = made("['value']");
    CALL(PySys_SetObject, "check_value", value);
    LENT(PySys_GetObject, "check_value");
    SHOW(PySys_SetObject("check_value", NULL));
    SHOW(PySys_SetObject("check_value", NULL));
    LENT(PySys_GetObject, "check_value");
    SHOW_LENT(PySys_GetXOptions());
    DO(PySys_ResetWarnOptions());
    python("import sys, io\nclass Out(io.StringIO):\n    def __repr__(self): return repr(self.getvalue())\nout, err = Out(), Out()");
    PyObject *out = made("out"), *err = made("err"), *old_out = keep(PySys_GetObject("stdout")), *old_err = keep(PySys_GetObject("stderr"));
    PySys_SetObject("stdout", out);
    PySys_SetObject("stderr", err);
    DO(PySys_WriteStdout("%s %d\n", "out", 5));
    DO(PySys_WriteStdout("%1100d", 5));
    DO(PySys_FormatStdout("%R %U\n", value, PyUnicode_FromString("u")));
    DO(PySys_WriteStderr("%s %d\n", "err", 5));
    DO(PySys_FormatStderr("%R\n", value));
    PySys_SetObject("stdout", old_out);
    PySys_SetObject("stderr", old_err);
    Py_DECREF(old_out);
    Py_DECREF(old_err);
    SHOW(PyObject_CallMethod(out, "getvalue", NULL));
    SHOW(PyObject_CallMethod(err, "getvalue", NULL));
    wchar_t *argv[] = {L"program", L"argument"};
    DO(PySys_SetArgvEx(2, argv, 0));
    SHOW_LENT(PySys_GetObject("argv"));
    DO(PySys_SetArgvEx(0, NULL, 0));
    SHOW_LENT(PySys_GetObject("argv"));
    ALONE_DO(PySys_SetArgv(2, argv));
}

static int audited;
static int audit_hook(const char *event, PyObject *args, void *data)
{
    if (strncmp(event, "check.", 6) == 0) {
        audited++;
        note("  %s", event);
    }
    if (strcmp(event, "check.fails") == 0) {
        PyErr_SetString(PyExc_ValueError, "from the hook");
        return -1;
    }
    return 0;
}

static void audits(void)
{
    PyObject *args = made("(1, 2)"), *list = made("[1]");
    SHOW(PySys_Audit("check.unheard", "i", 5));
    SHOW(PySys_AddAuditHook(audit_hook, NULL));
    SHOW(PySys_Audit("check.event", "iO", 5, list));
    SHOW(PySys_Audit("check.event", NULL));
    SHOW(PySys_Audit("check.fails", NULL));
    SHOW(PySys_AuditTuple("check.tuple", args));
    SHOW(PySys_AuditTuple("check.tuple", NULL));
    SHOW(PySys_AuditTuple("check.tuple", list));
    SHOW(audited);
}

static void numbers_as_text(void)
{
    static const double numbers[] = {0.0, -0.0, 1.5, 1e100, 0.1, 123456789.0, Py_INFINITY, -Py_INFINITY, Py_NAN};
    static const struct { char code; int precision, flags; } formats[] = {{'r', 0, 0}, {'g', 3, 0}, {'e', 2, 0}, {'f', 2, Py_DTSF_SIGN}, {'E', 2, 0}, {'F', 1, 0},
                                                                          {'G', 3, Py_DTSF_ALT}, {'r', 0, Py_DTSF_ADD_DOT_0}, {'g', 3, Py_DTSF_NO_NEG_0}};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        for (size_t j = 0; j < Py_ARRAY_LENGTH(formats); j++) {
            int type = -1;
            char *text = PyOS_double_to_string(numbers[i], formats[j].code, formats[j].precision, formats[j].flags, &type);
            note("PyOS_double_to_string(%g, '%c', %d, %d) -> %s, type %d", numbers[i], formats[j].code, formats[j].precision, formats[j].flags, text, type);
            PyMem_Free(text);
        }
    }
    SHOW((const char *)PyOS_double_to_string(1.0, 'x', 0, 0, NULL));
    SHOW((const char *)PyOS_double_to_string(1.0, 'r', 5, 0, NULL));
    static const char *const texts[] = {"1.5", "1.5x", "x", "", " 1", "1e400", "nan", "-inf", "1_0", "0x10"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        char *end = NULL;
        const char *text = texts[i];
        note("'%s'", text);
        CALL(PyOS_string_to_double, text, &end, NULL);
        CALL(PyOS_string_to_double, text, NULL, PyExc_ValueError);
    }
    SHOW(PyOS_mystricmp("Text", "tExT"));
    SHOW(PyOS_mystricmp("a", "B") < 0);
    SHOW(PyOS_mystricmp("b", "A") > 0);
    SHOW(PyOS_mystrnicmp("Textual", "tExT", 4));
    SHOW(PyOS_mystrnicmp("Textual", "tExT", 5) > 0);
    SHOW(PyOS_mystrnicmp("a", "b", 0));
    ALONE(PyOS_mystricmp(NULL, "a"));
}

static void reading_lines(void)
{
    char *line = PyOS_Readline(file_of("line one\nline two"), stdout, "");
    note("PyOS_Readline(file, stdout, \"\") -> %s", line ? line : "NULL");
    PyMem_Free(line);
    line = PyOS_Readline(file_of(""), stdout, "");
    note("PyOS_Readline(empty, stdout, \"\") -> '%s'", line ? line : "NULL");
    PyMem_Free(line);
}

TESTS(pythonrun, TEST(strings), TEST(files), TEST(tracebacks), TEST(traceback_here), TEST(warnings), TEST(system_module), TEST(numbers_as_text),
      TEST(reading_lines), TEST(audits))
