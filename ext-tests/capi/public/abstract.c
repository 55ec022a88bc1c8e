/* abstract.h and cpython/abstract.h: what every object can do. Numbers, sequences and mappings have files of their own. */
#include "../check.h"

static const char CLASSES[] =
    "class Plain: pass\n"
    "class Iterator:\n"
    "    def __init__(self, n): self.n = n\n"
    "    def __iter__(self): return self\n"
    "    def __next__(self):\n"
    "        if self.n == 0: raise StopIteration('over')\n"
    "        if self.n < 0: raise ValueError('n')\n"
    "        self.n -= 1\n"
    "        return [self.n]\n"
    "class Async:\n"
    "    def __aiter__(self): return self\n"
    "    def __anext__(self): return None\n"
    "class Hint:\n"
    "    def __init__(self, hint): self.hint = hint\n"
    "    def __length_hint__(self):\n"
    "        if isinstance(self.hint, Exception): raise self.hint\n"
    "        return self.hint\n"
    "class Long:\n"
    "    def __len__(self): return -1\n"
    "class Meta(type):\n"
    "    def __instancecheck__(self, o): raise KeyError('instance')\n"
    "    def __subclasscheck__(self, o): return [o]\n"
    "class Checked(metaclass=Meta): pass\n"
    "def f(*args, **kwargs): return args, kwargs\n"
    "def fails(*args, **kwargs): raise ValueError('failed')\n"
    "def generate():\n"
    "    x = yield [1]\n"
    "    yield [x]\n"
    "    return [2]\n"
    "class Object:\n"
    "    def method(self, *args, **kwargs): return args, kwargs\n"
    "    attribute = 5\n"
    "    def __repr__(self): return 'Object()'\n"
    "    def __format__(self, spec): return 7 if spec == 'bad' else 'formatted ' + spec\n";

static void iterating(void)
{
    python(CLASSES);
    PyObject *list = made("[['x']]"), *iterator = made("Iterator(1)"), *failing = made("Iterator(-1)"), *item = NULL;
    PyObject *async = made("Async()"), *wrong = made("type('W', (), {'__iter__': lambda s: 1})()");
    PyObject *wrong_async = made("type('W', (), {'__aiter__': lambda s: 1})()");
    CALL(PyIter_Check, iterator);
    CALL(PyIter_Check, list);
    CALL(PyAIter_Check, async);
    CALL(PyAIter_Check, iterator);
    CALL(PyObject_GetIter, iterator);
    SHOW(PyObject_GetIter(list) != NULL);
    CALL(PyObject_GetIter, wrong);
    CALL(PyObject_GetAIter, wrong_async);
    SHOW(PyObject_GetAIter(async) == async);
    CALL(PyObject_GetAIter, list);
    CALL(PyIter_Next, iterator);
    CALL(PyIter_Next, iterator);
    CALL(PyIter_Next, failing);
    ALONE(PyIter_Next(list));
    iterator = made("Iterator(1)");
    CALL(PyIter_NextItem, iterator, &item);
    CALL(PyIter_NextItem, iterator, &item);
    CALL(PyIter_NextItem, failing, &item);
    CALL(PyIter_NextItem, list, &item);
}

static void sending(void)
{
    python(CLASSES);
    PyObject *generator = made("generate()"), *value = made("['sent']"), *got = NULL, *iterator = made("Iterator(1)");
    PyObject *failing = made("Iterator(-1)"), *list = made("[]");
    CALL(PyIter_Send, generator, Py_None, &got);
    CALL(PyIter_Send, generator, value, &got);
    CALL(PyIter_Send, generator, Py_None, &got);
    CALL(PyIter_Send, generator, Py_None, &got);
    CALL(PyIter_Send, iterator, Py_None, &got);
    CALL(PyIter_Send, iterator, Py_None, &got);
    CALL(PyIter_Send, failing, Py_None, &got);
    CALL(PyIter_Send, list, value, &got);
}

static void lengths(void)
{
    python(CLASSES);
    PyObject *list = made("[1, 2]"), *negative = made("Long()"), *number = made("1000");
    CALL(PyObject_Size, list);
    CALL(PyObject_Size, negative);
    CALL(PyObject_Size, number);
#undef PyObject_Length
    CALL(PyObject_Length, list);
    CALL(PyObject_Length, number);
    static const char *const hints[] = {"Hint(7)", "Hint(-1)", "Hint('a')", "Hint(TypeError('t'))", "Hint(ValueError('v'))",
                                        "Hint(NotImplemented)", "Hint(2**70)", "Long()", "object()", "(1,)"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(hints); i++) {
        note("%s", hints[i]);
        PyObject *o = made(hints[i]);
        CALL(PyObject_LengthHint, o, 42);
    }
}

static void items(void)
{
    python(CLASSES);
    PyObject *dict = made("{'a': ['A']}"), *key = made("'a'"), *other = made("'b'"), *value = made("['value']");
    PyObject *list = made("[1, 2, 3]"), *one = made("1"), *far = made("2**70"), *class = made("Plain");
    PyObject *generic = made("list"), *part = made("slice(0, 2)");
    CALL(PyObject_GetItem, dict, key);
    CALL(PyObject_GetItem, dict, other);
    CALL(PyObject_GetItem, list, one);
    CALL(PyObject_GetItem, list, far);
    CALL(PyObject_GetItem, list, key);
    CALL(PyObject_GetItem, list, part);
    CALL(PyObject_GetItem, generic, one);
    CALL(PyObject_GetItem, class, one);
    CALL(PyObject_SetItem, dict, other, value);
    CALL(PyObject_SetItem, list, one, value);
    CALL(PyObject_SetItem, list, far, value);
    CALL(PyObject_SetItem, list, key, value);
    CALL(PyObject_SetItem, one, key, value);
    SHOW_LENT(list);
    CALL(PyObject_DelItem, dict, other);
    CALL(PyObject_DelItem, dict, other);
    CALL(PyObject_DelItem, list, one);
    CALL(PyObject_DelItem, list, key);
    CALL(PyObject_DelItem, one, key);
    CALL(PyObject_DelItemString, dict, "a");
    CALL(PyObject_DelItemString, dict, "a");
    CALL(PyObject_DelItemString, one, "a");
    CALL(PyObject_DelItemString, dict, "\xff");
}

static void kinds(void)
{
    python(CLASSES);
    PyObject *number = made("1000"), *type = made("int"), *types = made("(str, (list, int))"), *flag = made("bool");
    PyObject *checked = made("Checked"), *union_ = made("int | str"), *text = made("'text'"), *nested = made("[int]");
    CALL(PyObject_Type, number);
    CALL(PyObject_IsInstance, number, type);
    CALL(PyObject_IsInstance, text, type);
    CALL(PyObject_IsInstance, number, types);
    CALL(PyObject_IsInstance, number, union_);
    CALL(PyObject_IsInstance, number, checked);
    CALL(PyObject_IsInstance, number, nested);
    CALL(PyObject_IsSubclass, flag, type);
    CALL(PyObject_IsSubclass, type, flag);
    CALL(PyObject_IsSubclass, flag, types);
    CALL(PyObject_IsSubclass, flag, union_);
    CALL(PyObject_IsSubclass, flag, checked);
    CALL(PyObject_IsSubclass, number, type);
    CALL(PyObject_IsSubclass, flag, nested);
}

static void formatting(void)
{
    python(CLASSES);
    PyObject *object = made("Object()"), *spec = made("'spec'"), *wrong = made("'bad'"), *number = made("1000"), *hex = made("'x'");
    CALL(PyObject_Format, object, spec);
    CALL(PyObject_Format, object, wrong);
    CALL(PyObject_Format, object, NULL);
    CALL(PyObject_Format, number, hex);
    CALL(PyObject_Format, number, spec);
    CALL(PyObject_Format, number, number);
}

static void calling(void)
{
    python(CLASSES);
    PyObject *f = made("f"), *fails = made("fails"), *args = made("(1, 'a')"), *kwargs = made("{'k': 'v'}"), *none = made("()");
    PyObject *list = made("[1]"), *number = made("1000"), *wrong_keys = made("{1: 2}"), *len = made("len");
    CALL(PyObject_Call, f, args, kwargs);
    CALL(PyObject_Call, f, args, NULL);
    CALL(PyObject_Call, fails, args, kwargs);
    CALL(PyObject_Call, number, args, kwargs);
    CALL(PyObject_Call, f, args, wrong_keys);
    ALONE(PyObject_Call(f, list, kwargs));
    CALL(PyObject_CallNoArgs, f);
    CALL(PyObject_CallNoArgs, number);
    CALL(PyObject_CallNoArgs, len);
    CALL(PyObject_CallOneArg, f, number);
    CALL(PyObject_CallOneArg, len, number);
    CALL(PyObject_CallObject, f, args);
    CALL(PyObject_CallObject, f, NULL);
    CALL(PyObject_CallObject, f, list);
    SHOW(PyVectorcall_Call(f, args, kwargs));
    SHOW(PyVectorcall_Call(len, none, NULL));
    SHOW(PyVectorcall_Call(number, args, kwargs));
    SHOW(PyVectorcall_Function(f) != NULL);
    SHOW(PyVectorcall_Function(len) != NULL);
    CALL(PyVectorcall_Function, number);
}

Py_ssize_t count_of(size_t) EXPORTED("PyVectorcall_NARGS");

static void vectors(void)
{
    python(CLASSES);
    PyObject *f = made("f"), *number = made("1000"), *a = made("['a']"), *b = made("['b']"), *names = made("('k',)");
    PyObject *kwargs = made("{'k': 'v'}"), *object = made("Object()"), *method = made("'method'"), *missing = made("'missing'");
    PyObject *const args[] = {NULL, a, b}, *const with_self[] = {NULL, object, a, b};
    PyObject *attribute = made("'attribute'");
    size_t offset = PY_VECTORCALL_ARGUMENTS_OFFSET;
    CALL(PyObject_Vectorcall, f, args + 1, 2, NULL);
    CALL(PyObject_Vectorcall, f, args + 1, 2 | offset, NULL);
    CALL(PyObject_Vectorcall, f, args + 1, 1, names);
    CALL(PyObject_Vectorcall, number, args + 1, 2, NULL);
    CALL(PyObject_VectorcallDict, f, args + 1, 2, kwargs);
    CALL(PyObject_VectorcallDict, f, args + 1, 2 | offset, NULL);
    CALL(PyObject_VectorcallDict, number, args + 1, 2, kwargs);
    CALL(PyObject_VectorcallMethod, method, with_self + 1, 2, NULL);
    CALL(PyObject_VectorcallMethod, method, with_self + 1, 3 | offset, NULL);
    CALL(PyObject_VectorcallMethod, method, with_self + 1, 2, names);
    CALL(PyObject_VectorcallMethod, missing, with_self + 1, 2, NULL);
    CALL(PyObject_VectorcallMethod, attribute, with_self + 1, 2, NULL);
#undef PyVectorcall_NARGS
#define PyVectorcall_NARGS count_of
    note("PyVectorcall_NARGS(2 | offset) -> %zd", PyVectorcall_NARGS(2 | offset));
    CALL(_PyStack_AsDict, args + 1, names);
}

static void formats(void)
{
    python(CLASSES);
    PyObject *f = made("f"), *fails = made("fails"), *object = made("Object()"), *a = made("['a']"), *number = made("1000");
    PyObject *method = made("'method'"), *missing = made("'missing'"), *pair = made("(1, 2)");
    static _Py_Identifier name = {"method", -1};
    CALL(PyObject_CallFunction, f, "is", 1, "x");
    CALL(PyObject_CallFunction, f, "");
    CALL(PyObject_CallFunction, f, NULL);
    CALL(PyObject_CallFunction, f, "O", pair);
    CALL(PyObject_CallFunction, f, "(i)", 7);
    CALL(PyObject_CallFunction, f, "?", 7);
    CALL(PyObject_CallFunction, fails, "i", 7);
    CALL(PyObject_CallFunction, number, "i", 7);
    CALL(PyObject_CallMethod, object, "method", "iO", 1, a);
    CALL(PyObject_CallMethod, object, "method", NULL);
    CALL(PyObject_CallMethod, object, "missing", "i", 1);
    CALL(PyObject_CallMethod, object, "attribute", "i", 1);
    CALL(_PyObject_CallMethodId, object, &name, "iO", 1, a);
    SHOW(PyObject_CallFunctionObjArgs(f, NULL));
    SHOW(PyObject_CallFunctionObjArgs(f, a, number, NULL));
    SHOW(PyObject_CallFunctionObjArgs(number, a, NULL));
    ALONE(PyObject_CallFunctionObjArgs(NULL, a, NULL));
    SHOW(PyObject_CallMethodObjArgs(object, method, NULL));
    SHOW(PyObject_CallMethodObjArgs(object, method, a, number, NULL));
    SHOW(PyObject_CallMethodObjArgs(object, missing, a, NULL));
    ALONE(PyObject_CallMethodObjArgs(NULL, method, a, NULL));
    ALONE(PyObject_CallMethodObjArgs(object, NULL, a, NULL));
    ALONE(PyObject_CallMethodObjArgs(object, number, a, NULL));
}

TESTS(abstract, TEST(iterating), TEST(sending), TEST(lengths), TEST(items), TEST(kinds), TEST(formatting), TEST(calling), TEST(vectors),
      TEST(formats))
