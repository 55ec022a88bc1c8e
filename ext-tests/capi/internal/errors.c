/* internal/pycore_pyerrors.h, pycore_sysmodule.h, pycore_modsupport.h. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_modsupport.h"
#include "internal/pycore_pyerrors.h"
#include "internal/pycore_sysmodule.h"

static PyObject *format_with(PyThreadState *thread, PyObject *type, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    PyObject *result = _PyErr_FormatV(thread, type, format, values);
    va_end(values);
    return result;
}

static void setting(void)
{
    PyThreadState *thread = PyThreadState_Get();
    PyObject *raised = made("KeyError('made')");
    DO(_PyErr_SetString(thread, PyExc_ValueError, "text"));
    SHOW(_PyErr_Format(thread, PyExc_ValueError, "%d of %s", 5, "ten"));
    SHOW(format_with(thread, PyExc_TypeError, "%d of %s", 5, "ten"));
    DO(_PyErr_SetLocaleString(PyExc_OSError, "words \xc3\xa4"));
    DO(_PyErr_SetKeyError(made("(1, 2)")));
    DO(_PyErr_SetKeyError(made("'name'")));
    DO(_PyErr_SetRaisedException(thread, keep(raised)));
    SHOW((PyErr_SetString(PyExc_LookupError, "wanted"), _PyErr_ExceptionMatches(thread, PyExc_LookupError)));
    SHOW((PyErr_SetString(PyExc_LookupError, "wanted"), _PyErr_ExceptionMatches(thread, PyExc_KeyError)));
    SHOW((PyErr_SetString(PyExc_LookupError, "taken"), _PyErr_GetRaisedException(thread)));
    SHOW(_PyErr_GetRaisedException(thread));
    DO((PyErr_SetString(PyExc_LookupError, "gone"), _PyErr_Clear(thread)));
}

static void causes_and_notes(void)
{
#define WITH_CAUSE (PyErr_SetString(PyExc_LookupError, "the cause"), _PyErr_FormatFromCause(PyExc_RuntimeError, "after %d", 7))
    SHOW((PyErr_SetString(PyExc_LookupError, "the cause"), _PyErr_FormatFromCause(PyExc_RuntimeError, "after %d", 7)));
    WITH_CAUSE;
    PyObject *raised = PyErr_GetRaisedException();
    SHOW(PyException_GetCause(raised));
    SHOW(PyException_GetContext(raised));
    Py_DECREF(raised);
    DO((PyErr_SetString(PyExc_ValueError, "noted"), _PyErr_FormatNote("note %s", "one")));
    PyErr_SetString(PyExc_ValueError, "noted");
    _PyErr_FormatNote("note %s", "one");
    _PyErr_FormatNote("note %d", 2);
    raised = PyErr_GetRaisedException();
    SHOW(PyObject_GetAttrString(raised, "__notes__"));
    Py_DECREF(raised);
}

static void source_lines(void)
{
    python("import os\n"
           "path = f'/tmp/check-{os.getpid()}.py'\n"
           "open(path, 'w', encoding='latin-1').write('# coding: latin-1\\n\\xe4 = 1\\n')");
    SHOW(_PyErr_ProgramDecodedTextObject(made("path"), 2, "latin-1"));
    SHOW(_PyErr_ProgramDecodedTextObject(made("path"), 2, "utf-8"));
    SHOW(_PyErr_ProgramDecodedTextObject(made("path"), 9, "latin-1"));
    SHOW(_PyErr_ProgramDecodedTextObject(made("'/no/file'"), 1, "utf-8"));
    SHOW(_PyErr_ProgramDecodedTextObject(NULL, 1, "utf-8"));
    python("os.unlink(path)");
}

static void likeness(void)
{
    CALL(_Py_UTF8_Edit_Cost, made("'spam'"), made("'Spam'"), -1);
    CALL(_Py_UTF8_Edit_Cost, made("'spam'"), made("'ham'"), -1);
    CALL(_Py_UTF8_Edit_Cost, made("'spam'"), made("'completely other'"), 4);
    CALL(_Py_UTF8_Edit_Cost, made("'\\u20ac'"), made("'\\u20ac'"), -1);
    CALL(_Py_UTF8_Edit_Cost, made("''"), made("'abc'"), -1);
}

static void sys_attributes(void)
{
    PyObject *value = NULL, *name = made("'maxsize'"), *none = made("'no such'"), *list = made("[]");
    SHOW(_PySys_GetOptionalAttr(name, &value));
    SHOW(value);
    SHOW(_PySys_GetOptionalAttr(none, &value));
    SHOW(value == NULL);
    SHOW(_PySys_GetOptionalAttr(list, &value));
    SHOW(_PySys_GetOptionalAttrString("byteorder", &value));
    SHOW(value);
    SHOW(_PySys_GetOptionalAttrString("no such", &value));
    CALL(_PySys_GetRequiredAttr, name);
    CALL(_PySys_GetRequiredAttr, none);
    CALL(_PySys_GetRequiredAttr, list);
    CALL(_PySys_GetRequiredAttrString, "byteorder");
    SHOW(_PySys_GetRequiredAttrString("no such"));
    python("class Sized:\n    def __init__(self, n): self.n = n\n    def __sizeof__(self): return self.n");
    SHOW(_PySys_GetSizeOf(made("(1, 2)")));
    SHOW(_PySys_GetSizeOf(made("Sized(100)")) - sizeof(PyObject *) * 2);
    SHOW((long)_PySys_GetSizeOf(made("Sized(-1)")));
    SHOW((long)_PySys_GetSizeOf(made("Sized('x')")));
    SHOW((long)_PySys_GetSizeOf(made("int")) > 100);
}

static void argument_counts(void)
{
    PyObject *words = made("{'key': 1}"), *none = made("{}"), *tuple = made("(1,)"), *empty = made("()");
    SHOW(_PyArg_CheckPositional("f", 2, 1, 3));
    SHOW(_PyArg_CheckPositional("f", 0, 1, 3));
    SHOW(_PyArg_CheckPositional("f", 4, 1, 3));
    SHOW(_PyArg_CheckPositional("f", 1, 2, 2));
    SHOW(_PyArg_CheckPositional(NULL, 1, 2, 2));
    SHOW(_PyArg_CheckPositional(NULL, 3, 0, 1));
    SHOW(_PyArg_CheckPositional("f", 1, 0, 0));
    SHOW(_PyArg_NoKeywords("f", NULL));
    SHOW(_PyArg_NoKeywords("f", none));
    SHOW(_PyArg_NoKeywords("f", words));
    SHOW(_PyArg_NoKeywords("f", tuple));
    SHOW(_PyArg_NoPositional("f", NULL));
    SHOW(_PyArg_NoPositional("f", empty));
    SHOW(_PyArg_NoPositional("f", tuple));
    SHOW(_PyArg_NoPositional("f", words));
    DO(_PyArg_BadArgument("f", "argument 2", "str", tuple));
    DO(_PyArg_BadArgument("f", "argument", "int", Py_None));
}

static void argument_parsing(void)
{
    PyObject *arguments[] = {made("5"), made("'text'"), made("2.5")}, *names = made("('last',)");
    static const char *const keywords[] = {"first", "second", "last", NULL}, *const one_unnamed[] = {"", "second", "last", NULL};
    static _PyArg_Parser by_format = {.keywords = keywords, .format = "is|d:f"};
    static _PyArg_Parser unpacked = {.keywords = one_unnamed, .fname = "f"};
    int number = 0;
    const char *text = "";
    double real = 0;
    SHOW(_PyArg_ParseStack(arguments, 3, "isd:f", &number, &text, &real));
    note("%d %s %g", number, text, real);
    SHOW(_PyArg_ParseStack(arguments, 2, "isd:f", &number, &text, &real));
    SHOW(_PyArg_ParseStack(arguments + 1, 1, "i:f", &number));
    number = 0, text = "", real = 0;
    SHOW(_PyArg_ParseStackAndKeywords(arguments, 2, names, &by_format, &number, &text, &real));
    note("%d %s %g", number, text, real);
    SHOW(_PyArg_ParseStackAndKeywords(arguments, 1, names, &by_format, &number, &text, &real));
    SHOW(_PyArg_ParseStackAndKeywords(arguments, 2, made("('other',)"), &by_format, &number, &text, &real));
    SHOW(_PyArg_ParseStackAndKeywords(arguments, 2, made("('first',)"), &by_format, &number, &text, &real));
    PyObject *buffer[3] = {NULL};
    PyObject *const *got = _PyArg_UnpackKeywords(arguments, 2, NULL, names, &unpacked, 1, 3, 0, 0, buffer);
    SHOW(got != NULL && got[0] == arguments[0] && got[2] == arguments[2]);
    SHOW((void *)_PyArg_UnpackKeywords(arguments, 0, NULL, NULL, &unpacked, 1, 3, 0, 0, buffer));
    SHOW((void *)_PyArg_UnpackKeywords(arguments, 1, made("{'first': 1}"), NULL, &unpacked, 1, 3, 0, 0, buffer));
    SHOW((void *)_PyArg_UnpackKeywords(arguments, 4, NULL, NULL, &unpacked, 1, 3, 0, 0, buffer));
    SHOW((void *)_PyArg_UnpackKeywords(arguments, 1, NULL, NULL, &unpacked, 1, 3, 2, 0, buffer));
}

TESTS(errors, TEST(setting), TEST(causes_and_notes), TEST(source_lines), TEST(likeness), TEST(sys_attributes),
      TEST(argument_counts), TEST(argument_parsing))
