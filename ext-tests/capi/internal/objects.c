/* internal/pycore_object.h, pycore_call.h, pycore_abstract.h, pycore_typeobject.h, pycore_genobject.h and smaller ones about objects. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_call.h"
#include "internal/pycore_capsule.h"
#include "internal/pycore_function.h"
#include "internal/pycore_genobject.h"
#include "internal/pycore_interpolation.h"
#include "internal/pycore_moduleobject.h"
#include "internal/pycore_namespace.h"
#include "internal/pycore_object.h"
#include "internal/pycore_stackref.h"
#include "internal/pycore_structseq.h"
#include "internal/pycore_template.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unionobject.h"
#include "internal/pycore_weakref.h"

#define AS_TYPE(object) ((PyTypeObject *)(object))

static void calls(void)
{
    PyThreadState *thread = PyThreadState_Get();
    PyObject *list = made("[3, 1]"), *name = made("'index'"), *arguments[] = {made("'0x10'"), made("16")}, *value = made("'value'");
    SHOW(_PyObject_CallMethod(list, name, "i", 1));
    SHOW(_PyObject_CallMethod(list, name, "(i)", 7));
    SHOW(_PyObject_CallMethod(list, made("'absent'"), NULL));
    SHOW(_PyObject_CallMethod(NULL, name, NULL));
    SHOW(_PyObject_MakeTpCall(thread, (PyObject *)&PyLong_Type, arguments, 2, NULL));
    SHOW(_PyObject_MakeTpCall(thread, (PyObject *)&PyLong_Type, arguments, 1, made("('base',)")));
    SHOW(_PyObject_MakeTpCall(thread, (PyObject *)&PyLong_Type, arguments, 1, made("{'base': 16}")));
    SHOW(_PyObject_MakeTpCall(thread, list, arguments, 1, NULL));
    SHOW(_Py_CheckFunctionResult(thread, list, keep(value), NULL));
    SHOW(_Py_CheckFunctionResult(thread, list, NULL, NULL));
    SHOW(_Py_CheckFunctionResult(thread, NULL, NULL, "here"));
    SHOW((PyErr_SetString(PyExc_KeyError, "set"), _Py_CheckFunctionResult(thread, list, keep(value), NULL)));
    SHOW((PyErr_SetString(PyExc_KeyError, "set"), _Py_CheckFunctionResult(thread, NULL, keep(value), "here")));
    SHOW((PyErr_SetString(PyExc_KeyError, "set"), _Py_CheckFunctionResult(thread, list, NULL, NULL)));
}

static void numbers(void)
{
    Py_ssize_t size = -7;
    python("class Index:\n    def __index__(self): return 77\n    def __repr__(self): return 'Index'\n"
           "class Wrong:\n    def __index__(self): return 'x'\n    def __repr__(self): return 'Wrong'");
    CALL(_PyNumber_Index, made("Index()"));
    CALL(_PyNumber_Index, made("True"));
    CALL(_PyNumber_Index, made("Wrong()"));
    CALL(_PyNumber_Index, made("1.5"));
    CALL(_Py_convert_optional_to_ssize_t, made("None"), (void *)&size);
    SHOW((long)size);
    CALL(_Py_convert_optional_to_ssize_t, made("Index()"), (void *)&size);
    SHOW((long)size);
    CALL(_Py_convert_optional_to_ssize_t, made("2**80"), (void *)&size);
    CALL(_Py_convert_optional_to_ssize_t, made("1.5"), (void *)&size);
}

static void attributes(void)
{
    python("class Own:\n"
           "    __slots__ = ('a', 'b')\n"
           "    def method(self): return 'called'\n"
           "    def __enter__(self): return 'entered'\n"
           "    def __add__(self, other): return ('added', other)\n"
           "    def __repr__(self): return 'Own'\n"
           "class Plain:\n    def __repr__(self): return 'Plain'\n"
           "own = Own(); own.a = 1\n"
           "plain = Plain(); plain.x = 2");
    PyObject *own = made("own"), *plain = made("plain"), *method = NULL;
    SHOW(_PyObject_GetMethod(own, made("'method'"), &method));
    SHOW(PyFunction_Check(method));
    Py_CLEAR(method);
    SHOW(_PyObject_GetMethod(plain, made("'x'"), &method));
    SHOW(method);
    method = NULL;
    SHOW(_PyObject_GetMethod(plain, made("'absent'"), &method));
    SHOW(method == NULL);
    SHOW(_PyObject_GetMethod(plain, made("5"), &method));
    UNCHECKED;
    CALL(_PyObject_LookupSpecial, own, made("'__sizeof__'"));
    CALL(_PyObject_LookupSpecial, own, made("'absent'"));
    SHOW(PyCallable_Check(_PyObject_LookupSpecial(own, made("'__enter__'"))));
    UNCHECKED;
    CALL(_PyObject_MaybeCallSpecialNoArgs, own, made("'__enter__'"));
    CALL(_PyObject_MaybeCallSpecialNoArgs, own, made("'__exit__'"));
    UNCHECKED;
    CALL(_PyObject_MaybeCallSpecialOneArg, own, made("'__add__'"), made("5"));
    CALL(_PyObject_MaybeCallSpecialOneArg, own, made("'__sub__'"), made("5"));
    CALL(_PyObject_GetState, own);
    CALL(_PyObject_GetState, plain);
    CALL(_PyObject_GetState, made("object()"));
    CALL(_PyObject_GetState, made("iter([1, 2])"));
    _PyStackRef pair[2] = {{PyStackRef_NULL_BITS}, {(uintptr_t)keep(own)}};
    SHOW(_PyObject_LookupSpecialMethod(made("'__enter__'"), pair));
    SHOW(PyFunction_Check((PyObject *)(pair[0].bits & ~(uintptr_t)1)));
}

static void lives(void)
{
    PyObject *mortal = keep(made("[1]")), *other = keep(made("[2]"));
    SHOW(_PyObject_IsFreed(mortal));
    SHOW(_PyObject_IsFreed(NULL));
    PyObject *immortal = PyTuple_Pack(1, Py_None);
    SHOW(PyUnstable_IsImmortal(immortal));
    DO(_Py_SetImmortal(immortal));
    SHOW(PyUnstable_IsImmortal(immortal));
    SHOW(PyObject_GC_IsTracked(immortal));
    PyObject *untracked = PyFloat_FromDouble(7.5);
    DO(_Py_SetImmortalUntracked(untracked));
    SHOW(PyUnstable_IsImmortal(untracked));
    Py_DECREF(mortal), Py_DECREF(other);
    ALONE_DO(_Py_FatalRefcountErrorFunc("here", "wrong count"));
}

static void types(void)
{
    PyObject *dict_type = made("dict"), *name = made("'__doc__'"), *names = NULL;
    int is_method = -1;
    PyTypeObject *found = NULL;
    python("class A:\n    def hello(self): return 'A'\n    def __repr__(self): return 'an A'\n"
           "class B(A):\n    def hello(self): return 'B'");
    SHOW(_PySuper_Lookup(AS_TYPE(made("B")), made("B()"), made("'__module__'"), &is_method));
    SHOW(is_method);
    SHOW(PyFunction_Check(_PySuper_Lookup(AS_TYPE(made("B")), made("B()"), made("'hello'"), &is_method)));
    SHOW(is_method);
    SHOW(_PySuper_Lookup(AS_TYPE(made("B")), made("B()"), made("'absent'"), &is_method));
    SHOW(_PySuper_Lookup(AS_TYPE(made("B")), made("5"), made("'hello'"), &is_method));
    SHOW(_PyType_GetBaseByToken_Borrow(AS_TYPE(dict_type), (void *)types, &found));
    SHOW((void *)found);
    SHOW(_PyType_GetBaseByToken_Borrow(AS_TYPE(made("B")), (void *)types, NULL));
    SHOW(PyDict_CheckExact(_PyType_GetDict(AS_TYPE(dict_type))));
    SHOW(PyDict_Contains(_PyType_GetDict(AS_TYPE(dict_type)), made("'fromkeys'")));
    SHOW(PyList_Sort(names = _PyType_GetSlotWrapperNames()));
    SHOW(PyList_Size(names) > 80);
    SHOW(PySequence_Contains(names, made("'__add__'")));
    Py_CLEAR(names);
    SHOW(PyDict_Size(names = _PyStaticType_GetBuiltins()) > 0 || PyList_Check(names));
    Py_CLEAR(names);
    (void)name;
}

static PyTypeObject first_static = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "mine.First", .tp_basicsize = sizeof(PyObject)};

static void static_types(void)
{
    SHOW(_PyStaticType_InitForExtension(PyInterpreterState_Get(), &first_static));
    SHOW((first_static.tp_flags & Py_TPFLAGS_READY) != 0);
    SHOW(PyUnstable_IsImmortal((PyObject *)&first_static));
    SHOW(PyType_GetName(&first_static));
    PyObject *managed = made("type('Managed', (), {})");
    PyObject *object = _PyType_NewManagedObject(AS_TYPE(managed));
    SHOW(Py_TYPE(object) == AS_TYPE(managed));
    SHOW(PyObject_GenericGetDict(object, NULL));
    Py_DECREF(object);
    PyObject *type = made("type('Versioned', (), {})");
    DO(_PyType_SetVersion(AS_TYPE(type), 0));
    SHOW(AS_TYPE(type)->tp_version_tag);
}

static PyStructSequence_Field fields[] = {{"first", "the first"}, {"second", NULL}, {NULL, NULL}};
static PyStructSequence_Desc sequence = {"mine.Pair", "two of them", fields, 1};

static void special_types(void)
{
    PyObject *pair = (PyObject *)_PyStructSequence_NewType(&sequence, Py_TPFLAGS_DISALLOW_INSTANTIATION);
    SHOW(PyType_GetName(AS_TYPE(pair)));
    SHOW(PyObject_GetAttrString(pair, "n_sequence_fields"));
    SHOW(PyObject_GetAttrString(pair, "n_fields"));
    Py_DECREF(pair);
    CALL(_Py_union_type_or, made("int"), made("str"));
    CALL(_Py_union_type_or, made("int"), made("int"));
    CALL(_Py_union_type_or, made("int"), made("None"));
    CALL(_Py_union_type_or, made("int"), made("5"));
    CALL(_Py_union_type_or, made("int | str"), made("'T'"));
    UNCHECKED;
    CALL(_PyNamespace_New, made("{'a': 1, 'b': 2}"));
    SHOW(_PyNamespace_New(NULL));
    CALL(_PyInterpolation_Build, made("5"), made("'x'"), 0, made("'>5'"));
    CALL(_PyInterpolation_Build, made("5"), made("'x'"), 2, made("''"));
    SHOW(_PyTemplate_Build(made("('a', 'b')"), PyTuple_Pack(1, _PyInterpolation_Build(made("5"), made("'x'"), 3, made("''")))));
    SHOW(_PyTemplate_Build(made("('a',)"), made("()")));
}

static void generators(void)
{
    PyObject *value = NULL;
    python("def numbers():\n    yield from [1, 2]\n"
           "async def coroutine(): pass\n"
           "class Awaitable:\n    def __await__(self): return iter('ab')\n"
           "class Wrong:\n    def __await__(self): return 5\n"
           "running = numbers(); next(running); fresh = numbers(); c = coroutine(); wrong = Wrong(); w = Awaitable()");
    SHOW(_PyGen_yf((PyGenObject *)made("fresh")));
    SHOW(PyIter_Check(_PyGen_yf((PyGenObject *)made("running"))));
    SHOW(_PyCoro_GetAwaitableIter(made("c")) == made("c"));
    SHOW(PyIter_Check(_PyCoro_GetAwaitableIter(made("w"))));
    SHOW(_PyCoro_GetAwaitableIter(made("wrong")));
    SHOW(_PyCoro_GetAwaitableIter(made("5")));
    SHOW(_PyGen_SetStopIterationValue(made("5")));
    SHOW(_PyGen_SetStopIterationValue(made("(1, 2)")));
    SHOW((_PyGen_SetStopIterationValue(made("(1, 2)")), _PyGen_FetchStopIterationValue(&value)));
    SHOW(value);
    SHOW(_PyGen_FetchStopIterationValue(&value));
    SHOW(value);
    SHOW((PyErr_SetString(PyExc_ValueError, "stays"), _PyGen_FetchStopIterationValue(&value)));
    python("c.close()");
}

static int traverse(PyObject *self, visitproc visit, void *argument) { return 0; }
static int clear(PyObject *self) { return 0; }

static void smaller(void)
{
    PyObject *capsule = PyCapsule_New((void *)smaller, "name", NULL), *module = made("__import__('sys')");
    SHOW(PyObject_GC_IsTracked(capsule));
    SHOW(_PyCapsule_SetTraverse(capsule, traverse, clear));
    SHOW(PyObject_GC_IsTracked(capsule));
    SHOW(_PyCapsule_SetTraverse(capsule, NULL, NULL));
    SHOW(_PyCapsule_SetTraverse(module, traverse, clear));
    Py_DECREF(capsule);
    python("import weakref\nclass Target: pass\ntarget = Target(); alive = weakref.ref(target); dead = weakref.ref(Target())");
    SHOW(_PyWeakref_IsDead(made("alive")));
    SHOW(_PyWeakref_IsDead(made("dead")));
    PyObject *function = made("lambda: 5");
    DO(_PyFunction_SetVersion((PyFunctionObject *)function, 0));
    SHOW(((PyFunctionObject *)function)->func_version);
}

TESTS(objects, TEST(calls), TEST(numbers), TEST(attributes), TEST(lives), TEST(types), TEST(static_types), TEST(special_types),
      TEST(generators), TEST(smaller))
