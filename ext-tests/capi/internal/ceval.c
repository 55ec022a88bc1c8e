/* internal/pycore_ceval.h: the evaluator's helpers. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_critical_section.h"
#include "internal/pycore_stackref.h"

static PyThreadState *thread;

static _PyStackRef reference(PyObject *object)
{
    return (_PyStackRef){(uintptr_t)keep(object)};
}

static PyObject *object_of(_PyStackRef value)
{
    return (PyObject *)(value.bits & ~(uintptr_t)1);
}

static void names(void)
{
    PyObject *value = NULL, *globals = made("{'g': 'global'}"), *builtins = made("{'b': 'builtin'}");
    _PyStackRef found = {PyStackRef_NULL_BITS};
    CALL(_PyEval_GetBuiltin, made("'byteorder'"));
    SHOW(PyCFunction_Check(_PyEval_GetBuiltin(made("'len'"))));
    DO(_PyEval_LoadGlobalStackRef(globals, builtins, made("'g'"), &found));
    SHOW(object_of(found));
    DO(_PyEval_LoadGlobalStackRef(globals, builtins, made("'b'"), &found));
    SHOW(object_of(found));
    DO(_PyEval_LoadGlobalStackRef(globals, builtins, made("'n'"), &found));
    python("class Mapping:\n    def __getitem__(self, key): raise KeyError(key)\n");
    DO(_PyEval_LoadGlobalStackRef(made("Mapping()"), builtins, made("'b'"), &found));
    SHOW(object_of(found));
    DO(_PyEval_LoadGlobalStackRef(made("Mapping()"), builtins, made("'n'"), &found));
    SHOW(PyType_Check(_PyEval_ImportFrom(thread, made("__import__('sys')"), made("'__class__'"))));
    SHOW(_PyEval_ImportFrom(thread, made("__import__('sys')"), made("'absent'")));
    SHOW(_PyEval_ImportFrom(thread, made("5"), made("'absent'")));
    (void)value;
}

static void exceptions(void)
{
    SHOW(_PyEval_CheckExceptTypeValid(thread, PyExc_ValueError));
    SHOW(_PyEval_CheckExceptTypeValid(thread, made("(ValueError, KeyError)")));
    SHOW(_PyEval_CheckExceptTypeValid(thread, made("5")));
    SHOW(_PyEval_CheckExceptTypeValid(thread, made("(ValueError, 5)")));
    SHOW(_PyEval_CheckExceptStarTypeValid(thread, PyExc_ValueError));
    SHOW(_PyEval_CheckExceptStarTypeValid(thread, made("ExceptionGroup")));
    SHOW(_PyEval_CheckExceptStarTypeValid(thread, made("(ValueError, ExceptionGroup)")));
    SHOW(_PyEval_CheckExceptStarTypeValid(thread, made("5")));
    DO(_PyEval_FormatExcCheckArg(thread, PyExc_NameError, "name '%.200s' is not defined", made("'x'")));
    DO(_PyEval_FormatExcCheckArg(thread, PyExc_NameError, "name '%.200s' is not defined", NULL));
    PyCodeObject *code = (PyCodeObject *)made("(lambda a: [lambda: (a, b) for b in 'x'])(1)[0].__code__");
    DO(_PyEval_FormatExcUnbound(thread, code, 0));
    code = (PyCodeObject *)made("(lambda a: (lambda: a, a))(1)[0].__code__");
    DO(_PyEval_FormatExcUnbound(thread, code, 0));
    DO(_PyEval_FormatAwaitableError(thread, Py_TYPE(made("5")), 1));
    DO(_PyEval_FormatAwaitableError(thread, Py_TYPE(made("5")), 2));
    DO(_PyEval_FormatAwaitableError(thread, Py_TYPE(made("5")), 0));
    PyObject *function = made("len"), *five = made("5"), *named = made("{'k': 1}"), *numbered = made("{5: 1}");
    PyObject *name = made("('k',)"), *number = made("(5,)");
    DO((PyErr_SetString(PyExc_AttributeError, "keys"), _PyEval_FormatKwargsError(thread, function, five)));
    DO((PyErr_SetObject(PyExc_KeyError, name), _PyEval_FormatKwargsError(thread, function, named)));
    DO((PyErr_SetObject(PyExc_KeyError, number), _PyEval_FormatKwargsError(thread, function, numbered)));
    SHOW(_Py_Check_ArgsIterable(thread, made("len"), made("[]")));
    SHOW(_Py_Check_ArgsIterable(thread, made("len"), made("5")));
    SHOW(_PyEval_NoToolsForUnwind(thread));
}

static void groups(void)
{
    PyObject *match = NULL, *rest = NULL;
    PyObject *group = made("ExceptionGroup('g', [ValueError(1), KeyError(2)])"), *single = made("ValueError(3)");
    SHOW(_PyEval_ExceptionGroupMatch(NULL, group, PyExc_ValueError, &match, &rest));
    SHOW(match);
    SHOW(rest);
    match = rest = NULL;
    SHOW(_PyEval_ExceptionGroupMatch(NULL, group, PyExc_OSError, &match, &rest));
    SHOW(match);
    SHOW(rest);
    match = rest = NULL;
    SHOW(_PyEval_ExceptionGroupMatch(NULL, Py_None, PyExc_OSError, &match, &rest));
    SHOW(match);
    SHOW(rest);
    (void)single;
}

static void patterns(void)
{
    python("class Point:\n    __match_args__ = ('x', 'y')\n    def __init__(self): self.x, self.y, self.z = 1, 2, 3\n"
           "class Wrong:\n    __match_args__ = ['x']\n"
           "class Odd:\n    __match_args__ = ('x', 5)\n    x = 1");
    PyObject *point = made("Point()"), *type = made("Point");
    SHOW(_PyEval_MatchClass(thread, point, type, 2, made("()")));
    SHOW(_PyEval_MatchClass(thread, point, type, 1, made("('z',)")));
    SHOW(_PyEval_MatchClass(thread, point, type, 0, made("('absent',)")));
    SHOW(_PyEval_MatchClass(thread, point, type, 1, made("('x',)")));
    SHOW(_PyEval_MatchClass(thread, point, type, 3, made("()")));
    SHOW(_PyEval_MatchClass(thread, made("5"), type, 0, made("()")));
    SHOW(_PyEval_MatchClass(thread, made("5"), (PyObject *)&PyLong_Type, 1, made("()")));
    SHOW(_PyEval_MatchClass(thread, made("5"), (PyObject *)&PyLong_Type, 2, made("()")));
    SHOW(_PyEval_MatchClass(thread, point, made("5"), 0, made("()")));
    SHOW(_PyEval_MatchClass(thread, made("Wrong()"), made("Wrong"), 1, made("()")));
    SHOW(_PyEval_MatchClass(thread, made("Odd()"), made("Odd"), 2, made("()")));
    SHOW(_PyEval_MatchKeys(thread, made("{'a': 1, 'b': 2}"), made("('b', 'a')")));
    SHOW(_PyEval_MatchKeys(thread, made("{'a': 1}"), made("('b',)")));
    SHOW(_PyEval_MatchKeys(thread, made("{'a': 1}"), made("('a', 'a')")));
    SHOW(_PyEval_MatchKeys(thread, made("{'a': 1}"), made("()")));
}

static void unpacking(void)
{
    PyObject *values = made("['a', 'b', 'c', 'd']");
    _PyStackRef stack[4];
    SHOW(_PyEval_UnpackIterableStackRef(thread, made("['a', 'b']"), 2, -1, stack + 2));
    SHOW(object_of(stack[1]));
    SHOW(object_of(stack[0]));
    SHOW(_PyEval_UnpackIterableStackRef(thread, values, 1, 1, stack + 3));
    SHOW(object_of(stack[2]));
    SHOW(object_of(stack[1]));
    SHOW(object_of(stack[0]));
    SHOW(_PyEval_UnpackIterableStackRef(thread, values, 2, -1, stack + 2));
    SHOW(_PyEval_UnpackIterableStackRef(thread, made("['a']"), 2, -1, stack + 2));
    SHOW(_PyEval_UnpackIterableStackRef(thread, made("['a']"), 2, 1, stack + 4));
    SHOW(_PyEval_UnpackIterableStackRef(thread, made("5"), 2, -1, stack + 2));
}

static void awaiting(void)
{
    python("class Awaitable:\n    def __await__(self): return iter('ab')\n"
           "class Aiter:\n    def __anext__(self): return Awaitable()\n"
           "class WrongAiter:\n    def __anext__(self): return 5");
    SHOW(PyIter_Check(_PyEval_GetAwaitable(made("Awaitable()"), 0)));
    SHOW(_PyEval_GetAwaitable(made("5"), 0));
    SHOW(_PyEval_GetAwaitable(made("5"), 1));
    SHOW(PyIter_Check(_PyEval_GetANext(made("Aiter()"))));
    SHOW(_PyEval_GetANext(made("WrongAiter()")));
    SHOW(_PyEval_GetANext(made("5")));
}

static void stack_arrays(void)
{
    PyObject *scratch[4], **objects, *a = made("'a'"), *b = made("'b'");
    _PyStackRef input[8];
    for (int i = 0; i < 8; i++) {
        input[i] = reference(i % 2 ? b : a);
    }
    SHOW((objects = _PyObjectArray_FromStackRefArray(input, 2, scratch)) != NULL);
    SHOW(objects[0] == a && objects[1] == b);
    DO(_PyObjectArray_Free(objects, scratch));
    _PyStackRef own = reference(made("[1, 2]")), self = {PyStackRef_NULL_BITS};
    _PyStackRef attribute = _Py_LoadAttr_StackRefSteal(thread, own, made("'append'"), &self);
    SHOW(Py_TYPE(object_of(attribute))->tp_name != NULL);
    SHOW(object_of(self));
    own = reference(made("[1, 2]"));
    SHOW(_Py_LoadAttr_StackRefSteal(thread, own, made("'absent'"), &self).bits == PyStackRef_NULL_BITS);
}

static int calls;

static int pending(void *argument)
{
    calls += *(int *)argument;
    return 0;
}

static void pending_calls(void)
{
    int one = 1;
    SHOW((int)_PyEval_AddPendingCall(PyInterpreterState_Get(), pending, &one, 1));
    SHOW((int)_PyEval_AddPendingCall(PyInterpreterState_Get(), pending, &one, 0));
    SHOW(_PyEval_MakePendingCalls(thread));
    SHOW(calls);
    SHOW(_Py_HandlePending(thread));
    SHOW(calls);
    DO(_Py_InitializeRecursionLimits(thread));
    SHOW(_PyEval_SpecialMethodCanSuggest(made("5"), 0));
    python("class A:\n    def __aenter__(self): pass\n    def __aexit__(self, *a): pass");
    SHOW(_PyEval_SpecialMethodCanSuggest(made("A()"), 0));
    SHOW(_PyEval_SpecialMethodCanSuggest(made("A()"), 1));
}

static int profiler(PyObject *self, PyFrameObject *frame, int what, PyObject *argument)
{
    calls++;
    return 0;
}

static void profiling(void)
{
    SHOW(_PyEval_SetProfile(thread, profiler, NULL));
    calls = 0;
    PyObject_CallNoArgs(made("lambda: len('x')"));
    SHOW(_PyEval_SetProfile(thread, NULL, NULL));
    SHOW(calls > 0);
}

/* Nothing is locked in the build with the GIL. */
static void critical_sections(void)
{
    void *one[8] = {0}, *two[8] = {0}; /* incomplete types in this build */
    PyMutex first = {0}, second = {0};
    DO(_PyCriticalSection_BeginSlow((void *)one, &first));
    SHOW((int)first._bits);
    DO(_PyCriticalSection2_BeginSlow((void *)two, &first, &second, 0));
    SHOW((int)first._bits + (int)second._bits);
    DO(_PyCriticalSection_SuspendAll(thread));
}

static void here(void) { thread = PyThreadState_Get(); }

TESTS(ceval, TEST(here), TEST(names), TEST(exceptions), TEST(groups), TEST(patterns), TEST(unpacking), TEST(awaiting),
      TEST(stack_arrays), TEST(pending_calls), TEST(profiling), TEST(critical_sections))
