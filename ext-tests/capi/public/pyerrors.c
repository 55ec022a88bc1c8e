/* pyerrors.h and cpython/pyerrors.h: raising, and looking at what was raised. The attributes of exceptions are in exceptions.c. */
#include "../check.h"
#include <signal.h>

static void raising(void)
{
    PyObject *type = PyExc_ValueError, *value = made("('a', 'b')"), *instance = made("KeyError('instance')"), *number = made("1000");
    VOID(PyErr_SetNone, type);
    VOID(PyErr_SetNone, number);
    VOID(PyErr_SetString, type, "message");
    VOID(PyErr_SetString, type, "\xff");
    VOID(PyErr_SetString, number, "message");
    VOID(PyErr_SetObject, type, value);
    VOID(PyErr_SetObject, type, NULL);
    VOID(PyErr_SetObject, type, instance);
    VOID(PyErr_SetObject, PyExc_LookupError, instance);
    VOID(PyErr_SetObject, number, value);
    VOID(PyErr_SetObject, PyExc_UnicodeDecodeError, value);
    SHOW(PyErr_BadArgument());
    DO(PyErr_BadInternalCall());
    DO(_PyErr_BadInternalCall("file.c", 5));
    SHOW(PyErr_NoMemory());
}

static PyObject *format_va(PyObject *exception, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    PyErr_FormatV(exception, format, values);
    va_end(values);
    return NULL;
}

static void formatting(void)
{
    PyObject *type = PyExc_ValueError, *object = made("['object']");
    SHOW(PyErr_Format(type, "%s %d %R %T", "text", 5, object, object));
    SHOW(PyErr_Format(type, "plain"));
    SHOW(PyErr_Format(type, "%y"));
    SHOW(PyErr_Format(type, "%s", "\xff"));
    SHOW(PyErr_Format(object, "%s", "text"));
    ALONE(PyErr_Format(NULL, "%s", "text"));
    ALONE(PyErr_Format(type, NULL));
    format_va(type, "%s %zd", "va", (Py_ssize_t)-3);
    note("PyErr_FormatV(type, \"%%s %%zd\", values) -> %s", PyErr_ExceptionMatches(type) ? "matches" : "does not match");
    SHOW(format_va(type, "%s %zd", "va", (Py_ssize_t)-3));
}

static PyObject *raised(PyObject *type, const char *message)
{
    PyErr_SetString(type, message);
    return PyErr_GetRaisedException();
}

static void fetching(void)
{
    PyObject *error = raised(PyExc_KeyError, "first"), *type = NULL, *value = NULL, *traceback = NULL, *number = made("1000");
    SHOW(PyErr_GetRaisedException());
    SHOW(PyErr_Occurred() != NULL);
    VOID(PyErr_SetRaisedException, keep(error));
    DO(PyErr_SetRaisedException(NULL));
    UNCHECKED; ALONE_DO(PyErr_SetRaisedException(keep(number)));
    PyErr_SetRaisedException(error);
    PyErr_Fetch(&type, &value, &traceback);
    SHOW_LENT(type);
    SHOW_LENT(value);
    SHOW_LENT(traceback);
    VOID(PyErr_Fetch, &type, &value, &traceback);
    DO(PyErr_Restore(keep(PyExc_KeyError), PyUnicode_FromString("second"), NULL));
    DO(PyErr_Restore(keep(PyExc_KeyError), keep(number), keep(number)));
    ALONE_DO(PyErr_Restore(keep(number), keep(number), NULL));
    DO(PyErr_Restore(NULL, NULL, NULL));
    PyErr_SetString(PyExc_KeyError, "cleared");
    PyErr_Clear();
    note("PyErr_Clear() -> %s", PyErr_Occurred() ? "an exception" : "none");
}

static void normalizing(void)
{
    static const char *const values[] = {"'text'", "('a', 'b')", "ValueError('instance')", "KeyError('other')", "None", "7"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(values); i++) {
        PyObject *type = keep(PyExc_ValueError), *value = keep(made(values[i])), *traceback = NULL;
        note("%s", values[i]);
        VOID(PyErr_NormalizeException, &type, &value, &traceback);
    }
    PyObject *type = keep(PyExc_UnicodeDecodeError), *value = NULL, *traceback = NULL;
    VOID(PyErr_NormalizeException, &type, &value, &traceback);
    type = NULL;
    value = NULL;
    VOID(PyErr_NormalizeException, &type, &value, &traceback);
}

static void matching(void)
{
    PyObject *error = made("KeyError('k')"), *type = PyExc_KeyError, *base = PyExc_LookupError, *other = PyExc_ValueError, *number = made("1000");
    PyObject *types = made("(ValueError, (KeyError,))"), *class = made("int");
    CALL(PyErr_GivenExceptionMatches, error, type);
    CALL(PyErr_GivenExceptionMatches, error, base);
    CALL(PyErr_GivenExceptionMatches, type, base);
    CALL(PyErr_GivenExceptionMatches, error, other);
    CALL(PyErr_GivenExceptionMatches, error, types);
    CALL(PyErr_GivenExceptionMatches, number, class);
    CALL(PyErr_GivenExceptionMatches, class, class);
    PyErr_SetString(type, "k");
    int matches = PyErr_ExceptionMatches(base), does_not = PyErr_ExceptionMatches(other), one_of = PyErr_ExceptionMatches(types);
    PyErr_Clear();
    note("PyErr_ExceptionMatches(base) -> %d; (other) -> %d; (types) -> %d", matches, does_not, one_of);
    CALL(PyErr_ExceptionMatches, base);
}

static void operating_system(void)
{
    PyObject *type = PyExc_OSError, *name = made("'name'"), *other = made("'other'"), *number = made("1000"), *value_error = PyExc_ValueError;
#define FAIL(code, call) do { errno = code; call; } while (0)
    FAIL(ENOENT, SHOW(PyErr_SetFromErrno(type)));
    FAIL(EAGAIN, SHOW(PyErr_SetFromErrno(type)));
    FAIL(0, SHOW(PyErr_SetFromErrno(type)));
    FAIL(12345, SHOW(PyErr_SetFromErrno(type)));
    FAIL(EPERM, SHOW(PyErr_SetFromErrno(value_error)));
    FAIL(EPERM, ALONE(PyErr_SetFromErrno(NULL)));
    FAIL(EPERM, ALONE(PyErr_SetFromErrno(number)));
    FAIL(ENOENT, SHOW(PyErr_SetFromErrnoWithFilename(type, "file\xff")));
    FAIL(ENOENT, SHOW(PyErr_SetFromErrnoWithFilename(type, NULL)));
    FAIL(ENOENT, SHOW(PyErr_SetFromErrnoWithFilenameObject(type, name)));
    FAIL(ENOENT, SHOW(PyErr_SetFromErrnoWithFilenameObject(type, NULL)));
    FAIL(EEXIST, SHOW(PyErr_SetFromErrnoWithFilenameObjects(type, name, other)));
    FAIL(EEXIST, SHOW(PyErr_SetFromErrnoWithFilenameObjects(type, NULL, other)));
}

static void imports(void)
{
    PyObject *message = made("'message'"), *name = made("'name'"), *path = made("'path'"), *number = made("1000");
    CALL(PyErr_SetImportError, message, name, path);
    CALL(PyErr_SetImportError, message, NULL, NULL);
    CALL(PyErr_SetImportErrorSubclass, PyExc_ModuleNotFoundError, message, name, path);
    CALL(PyErr_SetImportErrorSubclass, PyExc_ValueError, message, name, path);
    CALL(PyErr_SetImportErrorSubclass, number, message, name, path);
}

static void handled(void)
{
    PyObject *error = made("KeyError('handled')"), *type = NULL, *value = NULL, *traceback = NULL, *number = made("1000");
    SHOW(PyErr_GetHandledException());
    VOID(PyErr_SetHandledException, error);
    SHOW(PyErr_GetHandledException());
    VOID(PyErr_GetExcInfo, &type, &value, &traceback);
    DO(PyErr_SetExcInfo(NULL, NULL, NULL));
    SHOW(PyErr_GetHandledException());
    VOID(PyErr_SetExcInfo, keep(PyExc_KeyError), keep(error), NULL);
    VOID(PyErr_GetExcInfo, &type, &value, &traceback);
    PyErr_SetHandledException(error);
    VOID(PyErr_SetString, PyExc_ValueError, "with context");
    PyErr_SetString(PyExc_ValueError, "with context");
    PyObject *raised_error = PyErr_GetRaisedException();
    SHOW(PyException_GetContext(raised_error));
    Py_DECREF(raised_error);
    DO(PyErr_SetHandledException(Py_None));
    SHOW(PyErr_GetHandledException());
    DO(PyErr_SetHandledException(NULL));
    (void)number;
}

static void chaining(void)
{
    PyObject *first = raised(PyExc_KeyError, "first"), *none = NULL;
    PyErr_SetString(PyExc_ValueError, "second");
    _PyErr_ChainExceptions1(first);
    PyObject *second = PyErr_GetRaisedException();
    note("_PyErr_ChainExceptions1(first) -> with one set");
    SHOW(PyException_GetContext(second));
    Py_DECREF(second);
    VOID(_PyErr_ChainExceptions1, raised(PyExc_KeyError, "alone"));
    DO(_PyErr_ChainExceptions1(none));
}

static void unraisable(void)
{
    PyObject *where = made("['where']");
#define IGNORE(call) (PyErr_SetString(PyExc_ValueError, "ignored"), call)
    check_begin("PyErr_WriteUnraisable(where)", NULL);
    check_call();
    IGNORE(PyErr_WriteUnraisable(where));
    check_pointer(check_done);
    check_end();
    check_begin("PyErr_WriteUnraisable(NULL)", NULL);
    check_call();
    IGNORE(PyErr_WriteUnraisable(NULL));
    check_pointer(check_done);
    check_end();
    check_begin("PyErr_FormatUnraisable(\"in %s %R\", \"text\", where)", NULL);
    check_call();
    IGNORE(PyErr_FormatUnraisable("in %s %R", "text", where));
    check_pointer(check_done);
    check_end();
    check_begin("PyErr_FormatUnraisable(NULL)", NULL);
    check_call();
    IGNORE(PyErr_FormatUnraisable(NULL));
    check_pointer(check_done);
    check_end();
}

static void new_classes(void)
{
    PyObject *base = PyExc_KeyError, *bases = made("(KeyError, ValueError)"), *dict = made("{'attribute': 5}"), *number = made("1000");
    UNCHECKED; CALL(PyErr_NewException, "module.Name", base, dict);
    SHOW(PyErr_NewException("package.module.Name", bases, NULL));
    SHOW(PyErr_NewException("package.module.Name", NULL, NULL));
    SHOW(PyErr_NewException("NoModule", NULL, NULL));
    UNCHECKED; ALONE(PyErr_NewException("module.Name", NULL, number));
    PyObject *class = PyErr_NewExceptionWithDoc("module.Name", "Doc.", base, dict);
    SHOW(PyObject_GetAttrString(class, "__doc__"));
    SHOW(PyObject_GetAttrString(class, "__module__"));
    SHOW(PyObject_GetAttrString(class, "attribute"));
    CALL(PyErr_NewExceptionWithDoc, "module.Name", "Doc.", base, NULL);
    SHOW(PyErr_NewExceptionWithDoc("NoModule", NULL, NULL, NULL));
    UNCHECKED; CALL(PyExceptionClass_Name, class);
    CALL(PyExceptionClass_Name, base);
    Py_DECREF(class);
}

static void syntax(void)
{
    python("def attributes(e): return e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text, e.print_file_and_line");
    PyObject *attributes = made("attributes"), *name = made("'name'");
    static const int kinds[] = {0, 1, 2, 3};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(kinds); i++) {
        PyErr_SetString(PyExc_SyntaxError, "syntax");
        switch (kinds[i]) {
        case 0: PyErr_SyntaxLocation("file.py", 3); note("PyErr_SyntaxLocation(\"file.py\", 3) -> set"); break;
        case 1: PyErr_SyntaxLocationEx("file.py", 3, 4); note("PyErr_SyntaxLocationEx(\"file.py\", 3, 4) -> set"); break;
        case 2: PyErr_SyntaxLocationObject(name, 5, -1); note("PyErr_SyntaxLocationObject(name, 5, -1) -> set"); break;
        case 3: PyErr_RangedSyntaxLocationObject(name, 5, 6, 7, 8); note("PyErr_RangedSyntaxLocationObject(name, 5, 6, 7, 8) -> set"); break;
        }
        PyObject *error = PyErr_GetRaisedException();
        SHOW(PyObject_CallOneArg(attributes, error));
        Py_DECREF(error);
    }
    FILE *file = fopen("/tmp/check_program_text.py", "w");
    fputs("first\n  second\nthird", file);
    fclose(file);
    PyObject *path = made("'/tmp/check_program_text.py'");
    CALL(PyErr_ProgramText, "/tmp/check_program_text.py", 2);
    CALL(PyErr_ProgramText, "/tmp/check_program_text.py", 3);
    CALL(PyErr_ProgramText, "/tmp/check_program_text.py", 9);
    CALL(PyErr_ProgramText, "/tmp/check_no_such_file.py", 1);
    CALL(PyErr_ProgramTextObject, path, 1);
    CALL(PyErr_ProgramTextObject, path, 0);
    remove("/tmp/check_program_text.py");
}

static void signals(void)
{
    SHOW(PyErr_CheckSignals());
    DO(PyErr_SetInterrupt());
    SHOW(PyErr_CheckSignals());
    SHOW(PyErr_SetInterruptEx(SIGINT));
    SHOW(PyErr_CheckSignals());
    SHOW(PyErr_SetInterruptEx(-1));
    SHOW(PyErr_SetInterruptEx(1000));
    SHOW(PyErr_SetInterruptEx(SIGUSR1));
    SHOW(PyErr_CheckSignals());
    SHOW(PySignal_SetWakeupFd(-1));
    SHOW(PySignal_SetWakeupFd(-1));
    PyErr_SetInterrupt();
    SHOW(PyOS_InterruptOccurred());
    SHOW(PyOS_InterruptOccurred());
}

static int print_va(char *to, size_t size, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int result = PyOS_vsnprintf(to, size, format, values);
    va_end(values);
    return result;
}

static void printing(void)
{
    char text[10];
    SHOW(PyOS_snprintf(text, sizeof text, "%s %d", "text", 5));
    SHOW((const char *)text);
    SHOW(PyOS_snprintf(text, sizeof text, "%s", "longer than that"));
    SHOW((const char *)text);
    note("PyOS_vsnprintf(text, 5, \"%%d\", 123456) -> %d", print_va(text, 5, "%d", 123456));
    SHOW((const char *)text);
}

static void groups(void)
{
    PyObject *group = made("ExceptionGroup('g', [KeyError(1), ValueError(2)])"), *rest = made("[ExceptionGroup('h', [TypeError(3)]), None]");
    PyObject *plain = made("KeyError('plain')"), *nothing = made("[]"), *wrong = made("[1]"), *none = made("[None]");
    CALL(PyUnstable_Exc_PrepReraiseStar, group, rest);
    CALL(PyUnstable_Exc_PrepReraiseStar, group, nothing);
    CALL(PyUnstable_Exc_PrepReraiseStar, group, none);
    CALL(PyUnstable_Exc_PrepReraiseStar, plain, none);
    CALL(PyUnstable_Exc_PrepReraiseStar, group, wrong);
}

static void fatal(void)
{
    ALONE_DO(Py_FatalError("the end"));
    ALONE_DO((Py_FatalError)("the end"));
    ALONE_DO(_Py_FatalErrorFunc("function", "the end"));
    ALONE_DO(_Py_FatalErrorFunc(NULL, "the end"));
    ALONE_DO((PyErr_SetString(PyExc_ValueError, "set"), _Py_FatalErrorFunc("function", "with an exception")));
}

TESTS(pyerrors, TEST(raising), TEST(formatting), TEST(fetching), TEST(normalizing), TEST(matching), TEST(operating_system), TEST(imports),
      TEST(handled), TEST(chaining), TEST(unraisable), TEST(new_classes), TEST(syntax), TEST(signals), TEST(printing), TEST(groups), TEST(fatal))
