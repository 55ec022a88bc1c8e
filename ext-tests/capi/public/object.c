/* object.h and cpython/object.h: what every object can do. Types are in typeobject.c. */
#include "../check.h"

static const char CLASSES[] =
    "class Plain: pass\n"
    "class Slots: __slots__ = 'x'\n"
    "class Fails:\n"
    "    def fail(self, *args): raise KeyError('fails')\n"
    "    __repr__ = __str__ = __bytes__ = __bool__ = __hash__ = __eq__ = __lt__ = __dir__ = __getattr__ = __setattr__ = fail\n"
    "class Wrong:\n"
    "    def __repr__(self): return 1\n"
    "    def __str__(self): return b'bytes'\n"
    "    def __bytes__(self): return 'text'\n"
    "    def __bool__(self): return 2\n"
    "    def __hash__(self): return 'hash'\n"
    "    def __dir__(self): return 5\n"
    "class Dynamic:\n"
    "    attribute = ['class']\n"
    "    def __getattr__(self, name):\n"
    "        if name == 'fails': raise ValueError(name)\n"
    "        if name == 'missing': raise AttributeError(name)\n"
    "        return [name]\n"
    "class Property:\n"
    "    @property\n"
    "    def p(self): return ['p']\n"
    "class Big:\n"
    "    def __hash__(self): return 2**70\n"
    "    def __bytes__(self): return b'big'\n"
    "    def __bool__(self): return False\n"
    "    def __repr__(self): return 'B\\u00efg'\n"
    "    def __lt__(self, other): return ['less']\n"
    "    def __eq__(self, other): return NotImplemented\n";

static const char *const OBJECTS[] = {"1000", "'t\\u00e9xt'", "[1]", "Fails()", "Wrong()", "Big()", "None", "int"};

static void texts(void)
{
    python(CLASSES);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(OBJECTS); i++) {
        PyObject *o = made(OBJECTS[i]);
        note("%s", OBJECTS[i]);
        CALL(PyObject_Repr, o);
        CALL(PyObject_Str, o);
        CALL(PyObject_ASCII, o);
        CALL(PyObject_Bytes, o);
        CALL(_PyObject_FunctionStr, o);
    }
}

static void truth_and_hash(void)
{
    python(CLASSES);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(OBJECTS); i++) {
        PyObject *o = made(OBJECTS[i]);
        note("%s", OBJECTS[i]);
        CALL(PyObject_IsTrue, o);
        CALL(PyObject_Not, o);
        SHOW(PyObject_Hash(o) != -1);
        CALL(PyCallable_Check, o);
        SHOW((Py_IsNone)(o));
        CALL(PyUnstable_IsImmortal, o);
    }
    PyObject *number = made("1000"), *same = number, *other = made("'x'");
    SHOW(PyObject_Hash(number));
    ALONE(PyObject_Hash(NULL));
    CALL(PyObject_HashNotImplemented, number);
    SHOW((Py_Is)(number, same));
    SHOW((Py_Is)(number, other));
    CALL(PyObject_SelfIter, number);
    CALL(PyCallable_Check, NULL);
}

static void comparing(void)
{
    python(CLASSES);
    PyObject *one = made("1000"), *two = made("1001"), *text = made("'a'"), *fails = made("Fails()"), *big = made("Big()"), *nan = made("float('nan')");
    for (int operation = Py_LT; operation <= Py_GE; operation++) {
        note("operation %d", operation);
        CALL(PyObject_RichCompare, one, two, operation);
        CALL(PyObject_RichCompare, one, text, operation);
        CALL(PyObject_RichCompare, fails, one, operation);
        CALL(PyObject_RichCompare, big, one, operation);
        CALL(PyObject_RichCompareBool, one, two, operation);
        CALL(PyObject_RichCompareBool, nan, nan, operation);
        CALL(PyObject_RichCompareBool, big, big, operation);
        CALL(PyObject_RichCompareBool, big, one, operation);
        CALL(PyObject_RichCompareBool, fails, one, operation);
    }
    /* No comparison has that number: the stock ints have `Py_UNREACHABLE` there. */
    UNCHECKED; ALONE(PyObject_RichCompare(one, two, 17));
}

static void reading_attributes(void)
{
    python(CLASSES);
    PyObject *object = made("Dynamic()"), *name = made("'attribute'"), *fails = made("'fails'"), *missing = made("'missing'"), *number = made("1000");
    PyObject *plain = made("Plain()"), *found = NULL, *class = made("Dynamic"), *dict = made("{'a': ['in dict']}"), *a = made("'a'");
    static _Py_Identifier identifier = {"attribute", -1};
    CALL(PyObject_GetAttr, object, name);
    CALL(PyObject_GetAttr, class, name);
    CALL(PyObject_GetAttr, object, fails);
    CALL(PyObject_GetAttr, object, missing);
    CALL(PyObject_GetAttr, plain, missing);
    CALL(PyObject_GetAttr, object, number);
    CALL(PyObject_GetAttrString, object, "attribute");
    CALL(PyObject_GetAttrString, object, "other");
    CALL(PyObject_GetAttrString, plain, "missing");
    CALL(PyObject_GetAttrString, plain, "\xff");
    CALL(PyObject_GetOptionalAttr, object, name, &found);
    CALL(PyObject_GetOptionalAttr, object, fails, &found);
    CALL(PyObject_GetOptionalAttr, object, missing, &found);
    CALL(PyObject_GetOptionalAttr, plain, missing, &found);
    CALL(PyObject_GetOptionalAttr, object, number, &found);
    CALL(PyObject_GetOptionalAttrString, object, "attribute", &found);
    CALL(PyObject_GetOptionalAttrString, object, "fails", &found);
    CALL(PyObject_GetOptionalAttrString, plain, "missing", &found);
    CALL(PyObject_HasAttr, object, name);
    CALL(PyObject_HasAttr, object, fails);
    CALL(PyObject_HasAttr, plain, missing);
    CALL(PyObject_HasAttrString, object, "attribute");
    CALL(PyObject_HasAttrString, object, "fails");
    CALL(PyObject_HasAttrString, plain, "missing");
    CALL(PyObject_HasAttrWithError, object, name);
    CALL(PyObject_HasAttrWithError, object, fails);
    CALL(PyObject_HasAttrWithError, plain, missing);
    CALL(PyObject_HasAttrStringWithError, object, "attribute");
    CALL(PyObject_HasAttrStringWithError, object, "fails");
    CALL(PyObject_HasAttrStringWithError, plain, "missing");
    CALL(PyObject_GenericGetAttr, object, name);
    CALL(PyObject_GenericGetAttr, object, missing);
    CALL(PyObject_GenericGetAttr, object, number);
    SHOW(_PyObject_GenericGetAttrWithDict(object, a, dict, 0));
    SHOW(_PyObject_GenericGetAttrWithDict(object, missing, dict, 0));
    SHOW(_PyObject_GenericGetAttrWithDict(object, missing, dict, 1));
    SHOW(_PyObject_GetAttrId(object, &identifier));
    SHOW(_PyObject_GetDictPtr(plain) != NULL);
    SHOW(_PyObject_GetDictPtr(number));
}

static void writing_attributes(void)
{
    python(CLASSES);
    PyObject *plain = made("Plain()"), *name = made("'attribute'"), *value = made("['value']"), *number = made("1000"), *slots = made("Slots()"), *fails = made("Fails()");
    PyObject *property = made("Property()"), *p = made("'p'"), *x = made("'x'"), *type = made("int"), *dict = made("{}");
    CALL(PyObject_SetAttr, plain, name, value);
    CALL(PyObject_SetAttr, slots, name, value);
    CALL(PyObject_SetAttr, slots, x, value);
    CALL(PyObject_SetAttr, fails, name, value);
    CALL(PyObject_SetAttr, property, p, value);
    CALL(PyObject_SetAttr, number, name, value);
    CALL(PyObject_SetAttr, type, name, value);
    CALL(PyObject_SetAttr, plain, number, value);
    CALL(PyObject_DelAttr, plain, name);
    CALL(PyObject_DelAttr, plain, name);
    CALL(PyObject_DelAttr, slots, x);
    CALL(PyObject_DelAttr, slots, x);
    CALL(PyObject_DelAttr, property, p);
    CALL(PyObject_SetAttrString, plain, "attribute", value);
    CALL(PyObject_SetAttrString, plain, "\xff", value);
    CALL(PyObject_SetAttrString, number, "attribute", value);
    CALL(PyObject_DelAttrString, plain, "attribute");
    CALL(PyObject_DelAttrString, plain, "attribute");
    CALL(PyObject_DelAttrString, number, "attribute");
    CALL(PyObject_GenericSetAttr, plain, name, value);
    CALL(PyObject_GenericSetAttr, slots, name, value);
    CALL(PyObject_GenericSetAttr, property, p, value);
    SHOW(_PyObject_GenericSetAttrWithDict(plain, name, value, dict));
    SHOW(_PyObject_GenericSetAttrWithDict(property, p, value, dict));
    SHOW_LENT(dict);
}

static void directories(void)
{
    python(CLASSES);
    PyObject *slots = made("Slots()"), *fails = made("Fails()"), *wrong = made("Wrong()");
    SHOW(PyObject_Dir(slots));
    CALL(PyObject_Dir, fails);
    CALL(PyObject_Dir, wrong);
}

static void recursion(void)
{
    PyObject *list = made("[1]");
    CALL(Py_ReprEnter, list);
    SHOW(Py_ReprEnter(list));
    VOID(Py_ReprLeave, list);
    SHOW(Py_ReprEnter(list));
    DO(Py_ReprLeave(list));
    DO(Py_ReprLeave(list));
    SHOW(_Py_ReachedRecursionLimitWithMargin(PyThreadState_Get(), 1));
}

static void printing(void)
{
    python(CLASSES);
    PyObject *text = made("'te\\nxt'"), *fails = made("Fails()");
    CALL(PyObject_Print, text, stdout, 0);
    SHOW(PyObject_Print(text, stdout, Py_PRINT_RAW));
    SHOW(PyObject_Print(NULL, stdout, 0));
    SHOW(PyObject_Print(fails, stdout, 0));
    ALONE_DO(_PyObject_Dump(NULL));
    ALONE_DO(_PyObject_AssertFailed(text, "expression", "message", "file.c", 5, "function"));
}

static void constants(void)
{
    for (unsigned i = 0; i <= 10; i++) {
        note("constant %u", i);
        SHOW(Py_GetConstant(i));
        SHOW_LENT(Py_GetConstantBorrowed(i));
    }
}

static void counting(void)
{
    python(CLASSES);
    PyObject *o = PyList_New(0), *list = made("[1]");
    SHOW(PyUnstable_Object_IsUniquelyReferenced(o));
    SHOW((Py_REFCNT)(o));
    VOID(Py_IncRef, o);
    SHOW(PyUnstable_Object_IsUniquelyReferenced(o));
    VOID(Py_DecRef, o);
    DO(Py_IncRef(NULL));
    DO(Py_DecRef(NULL));
    /* These two take no NULL in ours either: they are `Py_INCREF` and `Py_DECREF` of extensions for the stable ABI, where a test would
     * count, and the functions above are there for callers that may have NULL. */
    VOID(_Py_IncRef, o);
    VOID(_Py_DecRef, o);
    SHOW((Py_NewRef)(o) == o);
    Py_DECREF(o);
    SHOW((Py_XNewRef)(NULL));
    CALL(PyUnstable_Object_EnableDeferredRefcount, list);
    DO(PyUnstable_EnableTryIncRef(list));
    CALL(PyUnstable_TryIncRef, list);
    SHOW(PyUnstable_Object_IsUniqueReferencedTemporary(o));
    DO(_Py_SetRefcnt(o, 3));
    SHOW((Py_REFCNT)(o));
    DO(_Py_SetRefcnt(o, 1));
    _Py_NewReference(o);
    note("_Py_NewReference(o) -> %zd", Py_REFCNT(o));
    _Py_NewReferenceNoTotal(o);
    note("_Py_NewReferenceNoTotal(o) -> %zd", Py_REFCNT(o));
    _Py_ForgetReference(o);
    note("_Py_ForgetReference(o) -> done");
    _Py_ResurrectReference(o);
    note("_Py_ResurrectReference(o) -> %zd", Py_REFCNT(o));
    python("class Dies:\n    def __del__(self): deaths.append('died')\ndeaths = []");
    PyObject *deaths = made("deaths"), *class = made("Dies"), *dies = PyObject_CallNoArgs(class);
    VOID(PyObject_CallFinalizer, dies);
    SHOW_LENT(deaths);
    Py_DECREF(dies);
    SHOW_LENT(deaths);
    dies = PyObject_CallNoArgs(class);
    Py_SET_REFCNT(dies, 0);
    _Py_Dealloc(dies);
    note("_Py_Dealloc(dies) -> done");
    SHOW_LENT(deaths);
    dies = PyObject_CallNoArgs(class);
    Py_SET_REFCNT(dies, 0);
    SHOW(PyObject_CallFinalizerFromDealloc(dies));
    SHOW_LENT(deaths);
    Py_DECREF(o);
}

static int traced;
static int tracer(PyObject *object, PyRefTracerEvent event, void *data)
{
    traced++;
    return 0;
}

static void tracing(void)
{
    void *data = NULL;
    SHOW(PyRefTracer_GetTracer(&data) == NULL);
    SHOW(PyRefTracer_SetTracer(tracer, &traced));
    Py_DECREF(PyList_New(0));
    SHOW(PyRefTracer_GetTracer(&data) == tracer);
    SHOW(data == &traced);
    SHOW(PyRefTracer_SetTracer(NULL, NULL));
    SHOW(traced > 1);
}

static void weak_references(void)
{
    python(CLASSES);
    python("import _weakref");
    PyObject *o = made("Plain()"), *ref = made("_weakref.ref(Plain)");
    python("p = Plain()\nr = _weakref.ref(p, lambda r: print('called', flush=True))");
    PyObject *p = made("p"), *r = made("r");
    VOID(PyObject_ClearWeakRefs, o);
    UNCHECKED; ALONE_DO(PyObject_ClearWeakRefs(NULL));
    DO(PyUnstable_Object_ClearWeakRefsNoCallbacks(p));
    CALL(PyObject_CallNoArgs, r);
    (void)ref;
}

TESTS(object, TEST(texts), TEST(truth_and_hash), TEST(comparing), TEST(reading_attributes), TEST(writing_attributes), TEST(directories), TEST(recursion),
      TEST(printing), TEST(constants), TEST(counting), TEST(tracing), TEST(weak_references))
