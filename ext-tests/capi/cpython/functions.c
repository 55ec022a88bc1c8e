/* cpython/funcobject.h, cpython/genobject.h, cpython/code.h, cpython/compile.h, pyframe.h with its cpython/ half, and cpython/frameobject.h. */
#include "../check.h"
#include <frameobject.h>

static const char SOURCE[] =
    "def f(a, b=['b'], *, c: int = ['c']): return a, b, c\n"
    "def outer():\n"
    "    cell = ['cell']\n"
    "    def inner(): return cell\n"
    "    return inner\n"
    "inner = outer()\n"
    "def plain(): 'Doc.'\n"
    "def gen(): yield 1\n"
    "async def coro(): pass\n"
    "async def agen(): yield 1\n";

static void making(void)
{
    python(SOURCE);
    PyObject *code = made("plain.__code__"), *globals = made("{'__name__': 'module'}"), *name = made("'Qual.name'"), *number = made("1000"), *empty = made("{}");
    PyObject *f = PyFunction_New(code, globals);
    SHOW(PyFunction_New(code, globals) != NULL);
    SHOW(PyObject_GetAttrString(f, "__module__"));
    SHOW(PyObject_GetAttrString(f, "__doc__"));
    Py_DECREF(f);
    f = PyFunction_NewWithQualName(code, globals, name);
    SHOW(PyFunction_NewWithQualName(code, globals, name) != NULL);
    SHOW(PyObject_GetAttrString(f, "__qualname__"));
    Py_DECREF(f);
    f = PyFunction_New(code, empty);
    SHOW(PyObject_GetAttrString(f, "__module__"));
    Py_DECREF(f);
    UNCHECKED; ALONE(PyFunction_New(number, globals));
    UNCHECKED; ALONE(PyFunction_New(NULL, globals));
    UNCHECKED; ALONE(PyFunction_New(code, NULL));
}

static void parts(void)
{
    python(SOURCE);
    PyObject *f = made("f"), *inner = made("inner"), *plain = made("plain"), *number = made("1000"), *tuple = made("(['x'],)"), *dict = made("{'c': ['C']}"), *list = made("[1]");
    LENT(PyFunction_GetCode, f);
    LENT(PyFunction_GetCode, number);
    SHOW(PyDict_Check(PyFunction_GetGlobals(f)));
    LENT(PyFunction_GetGlobals, number);
    LENT(PyFunction_GetModule, f);
    LENT(PyFunction_GetDefaults, f);
    LENT(PyFunction_GetDefaults, plain);
    LENT(PyFunction_GetKwDefaults, f);
    SHOW(PyTuple_Size(PyFunction_GetClosure(inner)));
    LENT(PyFunction_GetClosure, f);
    LENT(PyFunction_GetAnnotations, f);
    CALL(PyFunction_SetDefaults, f, tuple);
    CALL(PyFunction_SetDefaults, f, Py_None);
    CALL(PyFunction_SetDefaults, f, list);
    CALL(PyFunction_SetKwDefaults, f, dict);
    CALL(PyFunction_SetKwDefaults, f, Py_None);
    CALL(PyFunction_SetKwDefaults, f, list);
    CALL(PyFunction_SetAnnotations, f, dict);
    CALL(PyFunction_SetAnnotations, f, Py_None);
    CALL(PyFunction_SetAnnotations, f, list);
    PyObject *closure = made("inner.__closure__");
    CALL(PyFunction_SetClosure, inner, closure);
    CALL(PyFunction_SetClosure, inner, list);
    CALL(PyFunction_SetClosure, inner, Py_None);
    DO(PyFunction_SetVectorcall((PyFunctionObject *)plain, PyVectorcall_Function(plain)));
    CALL(PyObject_CallNoArgs, plain);
    PyObject *class_method = PyClassMethod_New(f), *static_method = PyStaticMethod_New(f);
    SHOW(PyClassMethod_New(f) != NULL);
    SHOW(PyStaticMethod_New(f) != NULL);
    SHOW(PyObject_GetAttrString(class_method, "__func__") == f);
    SHOW(PyObject_GetAttrString(static_method, "__func__") == f);
    Py_DECREF(class_method);
    Py_DECREF(static_method);
}

static int watched(PyFunction_WatchEvent event, PyFunctionObject *f, PyObject *value)
{
    note("  event %d, %s", event, value == NULL ? "no value" : "a value");
    return 0;
}

static void watchers(void)
{
    python(SOURCE);
    PyObject *f = made("f"), *tuple = made("(1,)");
    int id = PyFunction_AddWatcher(watched);
    SHOW(PyFunction_AddWatcher(watched) > id);
    SHOW(PyFunction_SetDefaults(f, tuple));
    SHOW(PyFunction_SetKwDefaults(f, Py_None));
    SHOW(PyFunction_ClearWatcher(id + 1));
    SHOW(PyFunction_ClearWatcher(id));
    SHOW(PyFunction_ClearWatcher(id));
    SHOW(PyFunction_ClearWatcher(-1));
    SHOW(PyFunction_ClearWatcher(100));
}

static int code_watched(PyCodeEvent event, PyCodeObject *code)
{
    note("  event %d", event);
    return 0;
}

static void codes(void)
{
    python(SOURCE);
    PyObject *object = made("f.__code__"), *inner = made("inner.__code__"), *outer = made("outer.__code__"), *number = made("1000");
    PyCodeObject *code = (PyCodeObject *)object;
    int line = 0, column = 0, end_line = 0, end_column = 0;
    SHOW((PyObject *)PyCode_NewEmpty("file.py", "name", 7));
    ALONE((PyObject *)PyCode_NewEmpty(NULL, "name", 7));
    SHOW(PyCode_Addr2Line(code, 0));
    SHOW(PyCode_Addr2Line(code, 4));
    SHOW(PyCode_Addr2Line(code, -1));
    SHOW(PyCode_Addr2Location(code, 4, &line, &column, &end_line, &end_column));
    SHOW(Py_BuildValue("iiii", line, column, end_line, end_column));
    SHOW(PyCode_Addr2Location(code, -1, &line, &column, &end_line, &end_column));
    SHOW(PyCode_GetVarnames(code));
    SHOW(PyCode_GetCellvars((PyCodeObject *)outer));
    SHOW(PyCode_GetFreevars((PyCodeObject *)inner));
    SHOW(PyBytes_Size(PyCode_GetCode(code)) > 0);
    PyObject *constants = made("()"), *bytes = made("b'\\x00'");
    SHOW(PyCode_Optimize(bytes, constants, constants, bytes));
    ALONE(PyCode_AddWatcher(code_watched) >= 0);
    int id = PyCode_AddWatcher(code_watched);
    made("compile('1', 'f', 'eval')");
    SHOW(PyCode_ClearWatcher(id));
    SHOW(PyCode_ClearWatcher(id));
    SHOW(PyCode_ClearWatcher(-1));
    SHOW(PyCompile_OpcodeStackEffect(31, 0));
    SHOW(PyCompile_OpcodeStackEffect(-1, 0));
    SHOW(PyCompile_OpcodeStackEffectWithJump(31, 0, 1));
    SHOW(PyCompile_OpcodeStackEffectWithJump(1000, 0, 0));
    PyCodeAddressRange range = {0};
    static const char *const keys[] = {"1", "1.0", "-0.0", "True", "'a'", "(1, (2.0,))", "frozenset([1])", "0j", "None", "...", "slice(1, 2)"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(keys); i++) {
        PyObject *constant = made(keys[i]);
        note("%s", keys[i]);
        SHOW(_PyCode_ConstantKey(constant));
    }
    (void)range, (void)number;
}

static PyObject *new_code(PyObject *constants, int arguments)
{
    PyObject *code = made("b'\\x80\\x00R\\x00#\\x00'"), *empty = made("()"), *file = made("'file.py'"), *name = made("'name'"), *lines = made("b''"), *exceptions = made("b''");
    return (PyObject *)PyUnstable_Code_New(arguments, 0, 0, 1, 0, code, constants, empty, empty, empty, empty, file, name, name, 3, lines, exceptions);
}

static void new_codes(void)
{
    PyObject *constants = made("(None, ['constant'])"), *list = made("[]"), *code = made("b'\\x80\\x00R\\x00#\\x00'"), *empty = made("()"), *file = made("'file.py'");
    PyObject *name = made("'name'"), *bytes = made("b''"), *number = made("1000"), *odd = made("b'\\x80'");
    SHOW(new_code(constants, 0));
    SHOW(new_code(list, 0));
    SHOW(new_code(constants, 5));
    SHOW(new_code(constants, -1));
    note("PyUnstable_Code_New(...) -> seen");
    SHOW((PyObject *)PyUnstable_Code_NewWithPosOnlyArgs(0, 0, 0, 0, 1, 0, code, constants, empty, empty, empty, empty, file, name, name, 3, bytes, bytes));
    SHOW((PyObject *)PyUnstable_Code_NewWithPosOnlyArgs(0, 0, 0, 0, 1, 0, odd, constants, empty, empty, empty, empty, file, name, name, 3, bytes, bytes));
    SHOW((PyObject *)PyUnstable_Code_NewWithPosOnlyArgs(0, 1, 0, 0, 1, 0, code, constants, empty, empty, empty, empty, file, name, name, 3, bytes, bytes));
    SHOW((PyObject *)PyUnstable_Code_NewWithPosOnlyArgs(0, 0, 0, 0, 1, 0, code, constants, empty, empty, empty, empty, number, name, name, 3, bytes, bytes));
    ALONE((PyObject *)PyUnstable_Code_NewWithPosOnlyArgs(0, 0, 0, 0, 1, 0, NULL, constants, empty, empty, empty, empty, file, name, name, 3, bytes, bytes));
}

static struct _PyInterpreterFrame *interpreter_frame(PyFrameObject *frame)
{
    struct start { PyObject_HEAD PyFrameObject *f_back; struct _PyInterpreterFrame *f_frame; };
    return ((struct start *)frame)->f_frame;
}

/* Looks at the frame that called it. */
static PyObject *look(PyObject *self, PyObject *argument)
{
    PyFrameObject *frame = PyEval_GetFrame();
    PyObject *name = made("'local'"), *missing = made("'missing'"), *number = made("1000");
    PyCodeObject *code = PyFrame_GetCode(frame);
    SHOW((PyObject *)PyFrame_GetCode(frame));
    SHOW(PyFrame_GetLineNumber(frame));
    SHOW(PyFrame_GetLasti(frame) > 0);
    SHOW(PyFrame_GetLocals(frame));
    SHOW(PyFrame_GetGlobals(frame) == PyEval_GetGlobals());
    SHOW(PyFrame_GetBuiltins(frame) == PyEval_GetBuiltins());
    SHOW(PyFrame_GetGenerator(frame));
    SHOW((PyObject *)PyFrame_GetBack(frame) != NULL);
    SHOW(PyFrame_GetVar(frame, name));
    SHOW(PyFrame_GetVar(frame, missing));
    SHOW(PyFrame_GetVar(frame, number));
    SHOW(PyFrame_GetVarString(frame, "local"));
    SHOW(PyFrame_GetVarString(frame, "missing"));
    ALONE(PyFrame_GetVarString(frame, NULL));
    DO(PyFrame_FastToLocals(frame));
    SHOW(PyFrame_FastToLocalsWithError(frame));
    DO(PyFrame_LocalsToFast(frame, 0));
    SHOW(_PyFrame_IsEntryFrame(frame));
    SHOW(PyUnstable_InterpreterFrame_GetCode(interpreter_frame(frame)) == (PyObject *)code);
    SHOW(PyUnstable_InterpreterFrame_GetLasti(interpreter_frame(frame)) == PyFrame_GetLasti(frame));
    SHOW(PyUnstable_InterpreterFrame_GetLine(interpreter_frame(frame)));
    SHOW(PyThreadState_GetFrame(PyThreadState_Get()) == frame);
    UNCHECKED; ALONE((PyObject *)PyFrame_GetCode(NULL));
    UNCHECKED; ALONE(PyFrame_GetLineNumber(NULL));
    UNCHECKED; ALONE((PyObject *)PyFrame_GetBack(NULL));
    UNCHECKED; ALONE(PyFrame_GetLocals(NULL));
    Py_RETURN_NONE;
}
static PyMethodDef look_definition = {"look", look, METH_NOARGS, NULL};

static void frames(void)
{
    PyObject *f = PyCFunction_New(&look_definition, NULL), *namespace = made("{}"), *builtins = PyEval_GetFrameBuiltins();
    PyDict_SetItemString(namespace, "look", f);
    PyDict_SetItemString(namespace, "__builtins__", builtins);
    const char *source = "def g():\n    local = ['l']\n    look()\ng()\ndef h():\n    local = 1\n    look()\n    yield\nlist(h())\n";
    SHOW(PyRun_String(source, Py_file_input, namespace, namespace));
    PyObject *code = made("compile('x', 'f', 'eval')");
    PyFrameObject *frame = PyFrame_New(PyThreadState_Get(), (PyCodeObject *)code, namespace, namespace);
    SHOW((PyObject *)PyFrame_New(PyThreadState_Get(), (PyCodeObject *)code, namespace, namespace) != NULL);
    ALONE((PyObject *)PyFrame_GetBack(frame));
    Py_DECREF(f);
    Py_DECREF(builtins);
}

static void generators(void)
{
    python(SOURCE);
    PyObject *generator = made("gen()"), *code = made("gen.__code__"), *coro_code = made("coro.__code__"), *agen_code = made("agen.__code__"), *globals = made("{}"), *name = made("'name'");
    PyThreadState *state = PyThreadState_Get();
    SHOW((PyObject *)PyGen_GetCode((PyGenObject *)generator));
    UNCHECKED; ALONE((PyObject *)PyGen_GetCode(NULL));
    ALONE(PyObject_GetAttrString(PyGen_New(PyFrame_New(state, (PyCodeObject *)code, globals, NULL)), "__name__"));
    ALONE(PyObject_GetAttrString(PyGen_NewWithQualName(PyFrame_New(state, (PyCodeObject *)code, globals, NULL), name, name), "__qualname__"));
    ALONE(PyObject_GetAttrString(PyAsyncGen_New(PyFrame_New(state, (PyCodeObject *)agen_code, globals, NULL), name, name), "__qualname__"));
    ALONE(PyObject_GetAttrString(PyCoro_New(PyFrame_New(state, (PyCodeObject *)coro_code, globals, NULL), name, name), "__qualname__"));
    ALONE(PyCoro_New(PyFrame_New(state, (PyCodeObject *)coro_code, globals, NULL), name, name) != NULL);
}

TESTS(functions, TEST(making), TEST(parts), TEST(watchers), TEST(codes), TEST(new_codes), TEST(frames), TEST(generators))
