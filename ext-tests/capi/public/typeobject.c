/* object.h and cpython/object.h: types, made and looked at. */
#include "../check.h"

typedef struct {
    PyObject_HEAD
    int number;
} Thing;

static PyObject *thing_method(PyObject *self, PyObject *argument)
{
    return Py_NewRef(argument);
}
static PyMethodDef thing_methods[] = {{"method", thing_method, METH_O, "Doc."}, {NULL}};
static PyMemberDef thing_members[] = {{"number", Py_T_INT, offsetof(Thing, number), 0, NULL}, {NULL}};
static char token[1];
static PyType_Slot thing_slots[] = {{Py_tp_methods, thing_methods}, {Py_tp_members, thing_members}, {Py_tp_doc, "A thing."}, {Py_tp_token, token}, {0, NULL}};
static PyType_Spec thing_spec = {"package.Thing", sizeof(Thing), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, thing_slots};
static PyType_Slot no_slots[] = {{0, NULL}};
static PyType_Spec data_spec = {"package.Data", -16, 0, Py_TPFLAGS_DEFAULT, no_slots};
static PyType_Spec small_spec = {"package.Small", 8, 0, Py_TPFLAGS_DEFAULT, no_slots};
static PyType_Spec nameless_spec = {NULL, 0, 0, Py_TPFLAGS_DEFAULT, no_slots};
static PyType_Slot wrong_slots[] = {{1000, NULL}, {0, NULL}};
static PyType_Spec wrong_spec = {"package.Wrong", 0, 0, Py_TPFLAGS_DEFAULT, wrong_slots};
static PyType_Spec plain_spec = {"Plain", 0, 0, Py_TPFLAGS_DEFAULT, no_slots};
static PyType_Spec immutable_spec = {"package.Immutable", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE, no_slots};
static struct PyModuleDef thing_module = {PyModuleDef_HEAD_INIT, "package", NULL, 8, NULL};

static PyTypeObject *as_type(PyObject *o)
{
    return (PyTypeObject *)o;
}

static void from_specs(void)
{
    python("class Meta(type): pass\nclass New(type):\n    def __new__(cls, *args): return 1\nclass Mutable: pass");
    PyObject *bases = made("(int,)"), *one = made("dict"), *number = made("1000"), *wrong = made("(1,)"), *meta = made("Meta"), *two = made("(int, str)");
    PyObject *final = made("bool"), *new = made("New"), *mutable = made("Mutable");
    CALL(PyType_FromSpec, &thing_spec);
    SHOW(PyType_FromSpec(&nameless_spec));
    SHOW(PyType_FromSpec(&wrong_spec));
    SHOW(PyType_FromSpec(&small_spec));
    SHOW(PyType_FromSpec(&plain_spec));
    SHOW(PyType_FromSpecWithBases(&plain_spec, bases));
    SHOW(PyType_FromSpecWithBases(&plain_spec, one));
    SHOW(PyType_FromSpecWithBases(&plain_spec, NULL));
    SHOW(PyType_FromSpecWithBases(&plain_spec, wrong));
    SHOW(PyType_FromSpecWithBases(&plain_spec, two));
    SHOW(PyType_FromSpecWithBases(&plain_spec, final));
    SHOW(PyType_FromSpecWithBases(&immutable_spec, mutable));
    ALONE(PyType_FromSpecWithBases(&plain_spec, number));
    SHOW(PyType_FromModuleAndSpec(NULL, &plain_spec, bases));
    PyObject *module = PyModule_Create(&thing_module), *type = PyType_FromModuleAndSpec(module, &thing_spec, NULL);
    SHOW(PyObject_Type(type));
    SHOW(PyType_GetModule(as_type(type)) == module);
    SHOW(PyType_GetModuleState(as_type(type)) == PyModule_GetState(module));
    SHOW(PyType_GetModuleByDef(as_type(type), &thing_module) == module);
    SHOW(PyType_GetModuleByDef(&PyLong_Type, &thing_module));
    SHOW(PyType_GetModule(&PyLong_Type));
    SHOW(PyType_GetModuleState(&PyLong_Type));
    PyObject *unbound = PyType_FromSpec(&plain_spec);
    SHOW(PyType_GetModule(as_type(unbound)));
    SHOW(PyType_FromMetaclass(as_type(meta), module, &plain_spec, NULL));
    SHOW(PyType_FromMetaclass(as_type(new), NULL, &plain_spec, NULL));
    SHOW(PyType_FromMetaclass(&PyLong_Type, NULL, &plain_spec, NULL));
    SHOW(PyObject_Type(PyType_FromMetaclass(as_type(meta), NULL, &plain_spec, NULL)));
    Py_DECREF(type);
    Py_DECREF(unbound);
    Py_DECREF(module);
}

static void data_of_types(void)
{
    PyTypeObject *type = as_type(PyType_FromSpec(&data_spec));
    PyObject *o = PyType_GenericAlloc(type, 0);
    CALL(PyType_GetTypeDataSize, type);
    SHOW((char *)PyObject_GetTypeData(o, type) - (char *)o);
    SHOW(PyType_GetTypeDataSize(&PyLong_Type));
    Py_DECREF(o);
    Py_DECREF(type);
    PyObject *number = made("1000"), *heap_type = made("type('T', (), {})");
    SHOW(PyObject_GetItemData(number));
    SHOW((char *)PyObject_GetItemData(heap_type) - (char *)heap_type);
}

static void names(void)
{
    python("class Outer:\n    class Inner: pass");
    PyTypeObject *inner = as_type(made("Outer.Inner")), *integer = &PyLong_Type, *odd = as_type(made("type('N', (), {'__module__': 5})"));
    CALL(PyType_GetName, inner);
    CALL(PyType_GetQualName, inner);
    CALL(PyType_GetModuleName, inner);
    CALL(PyType_GetFullyQualifiedName, inner);
    SHOW(PyType_GetName(integer));
    SHOW(PyType_GetQualName(integer));
    SHOW(PyType_GetModuleName(integer));
    SHOW(PyType_GetFullyQualifiedName(integer));
    SHOW(PyType_GetModuleName(odd));
    SHOW(PyType_GetFullyQualifiedName(odd));
    CALL(_PyType_Name, inner);
    SHOW(_PyType_Name(as_type(made("type(__import__('sys').flags)"))));
}

static void relations(void)
{
    PyTypeObject *boolean = &PyBool_Type, *integer = &PyLong_Type, *found = NULL, *thing = as_type(PyType_FromSpec(&thing_spec));
    CALL(PyType_IsSubtype, boolean, integer);
    CALL(PyType_IsSubtype, integer, boolean);
    CALL(PyType_IsSubtype, integer, integer);
    SHOW((PyType_GetFlags)(integer) == integer->tp_flags);
    UNCHECKED; ALONE(PyType_GetFlags(NULL));
    SHOW(PyType_GetBaseByToken(thing, token, &found));
    SHOW(found == thing);
    SHOW(PyType_GetBaseByToken(thing, token, NULL));
    SHOW(PyType_GetBaseByToken(integer, token, &found));
    SHOW(found);
    SHOW(PyType_GetBaseByToken(thing, NULL, &found));
    SHOW((PyObject *)(Py_TYPE)(Py_None));
    SHOW(PyType_GetSlot(integer, Py_tp_repr) == integer->tp_repr);
    SHOW(PyType_GetSlot(integer, Py_nb_add) == integer->tp_as_number->nb_add);
    SHOW(PyType_GetSlot(integer, Py_sq_length));
    SHOW(PyType_GetSlot(integer, 0));
    SHOW(PyType_GetSlot(integer, 1000));
    SHOW(PyType_GetSlot(thing, Py_tp_token) == token);
    ALONE(PyType_GetSlot(NULL, Py_tp_repr));
    Py_DECREF(thing);
}

static void looking_up(void)
{
    python("class A: x = ['x']\nclass B(A): pass");
    PyTypeObject *b = as_type(made("B"));
    PyObject *x = made("'x'"), *y = made("'y'");
    LENT(_PyType_Lookup, b, x);
    LENT(_PyType_Lookup, b, y);
    CALL(_PyType_LookupRef, b, x);
    CALL(_PyType_LookupRef, b, y);
    SHOW(PyDict_Check(PyType_GetDict(b)));
    SHOW(PyDict_GetItemString(PyType_GetDict(&PyLong_Type), "bit_length") != NULL);
    UNCHECKED; ALONE(PyType_GetDict(NULL));
    VOID(PyType_Modified, b);
    SHOW(PyUnstable_Type_AssignVersionTag(b));
    SHOW(PyType_ClearCache() > 0);
}

static void instances(void)
{
    python("class Init:\n    def __init__(self, *args, **kwargs): self.args = args, kwargs\n    def __repr__(self): return 'Init()'");
    PyTypeObject *init = as_type(made("Init")), *tuple = &PyTuple_Type;
    PyObject *args = made("(1,)"), *kwargs = made("{'k': 'v'}");
    CALL(PyType_GenericNew, init, args, kwargs);
    CALL(PyType_GenericAlloc, init, 0);
    SHOW(PyTuple_Size(PyType_GenericAlloc(tuple, 3)));
    ALONE(PyType_GenericAlloc(tuple, PY_SSIZE_T_MAX / 8));
    PyObject *o = PyType_GenericAlloc(init, 0);
    CALL(PyObject_GC_IsTracked, o);
    SHOW(_PyObject_SetManagedDict(o, kwargs));
    SHOW(PyObject_GenericGetDict(o, NULL) == kwargs);
    DO(PyObject_ClearManagedDict(o));
    SHOW(PyObject_GenericGetDict(o, NULL));
    Py_DECREF(o);
}

static int visit_one(PyObject *o, void *arg)
{
    ++*(int *)arg;
    return 0;
}

static void managed_dicts(void)
{
    python("class Plain: pass\np = Plain()\np.a = [1]\np.b = [2]");
    PyObject *p = made("p");
    int count = 0;
    SHOW(PyObject_VisitManagedDict(p, visit_one, &count));
    SHOW(count);
    made("p.__dict__");
    count = 0;
    SHOW(PyObject_VisitManagedDict(p, visit_one, &count));
    SHOW(count);
}

static void freezing(void)
{
    python("class Free: x = 1\nclass Base: pass\nclass Sub(Base): pass");
    PyTypeObject *free_type = as_type(made("Free")), *sub = as_type(made("Sub"));
    PyObject *x = made("'x'"), *class = made("Free");
    CALL(PyType_Freeze, free_type);
    CALL(PyObject_SetAttr, class, x, x);
    SHOW(PyType_Freeze(sub));
    SHOW(PyType_Freeze(&PyLong_Type));
}

static PyTypeObject static_type = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "package.Static", .tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT};
static PyTypeObject nameless_type = {PyVarObject_HEAD_INIT(NULL, 0).tp_basicsize = sizeof(PyObject)};
static PyTypeObject dictless_type = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "package.Gc", .tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC};

static void static_types(void)
{
    CALL(PyType_Ready, &static_type);
    SHOW(PyType_Ready(&static_type));
    SHOW(PyObject_CallNoArgs((PyObject *)&static_type));
    SHOW(PyType_Ready(&nameless_type));
    ALONE(PyType_Ready(&dictless_type));
}

static int watched(PyTypeObject *type)
{
    note("  %s changed", type->tp_name);
    return 0;
}
static int watch_fails(PyTypeObject *type)
{
    PyErr_SetString(PyExc_ValueError, "from the watcher");
    return -1;
}

static void watchers(void)
{
    python("class Watched: pass");
    PyObject *type = made("Watched"), *number = made("1000"), *x = made("'x'");
    int id = PyType_AddWatcher(watched), failing = PyType_AddWatcher(watch_fails);
    SHOW(PyType_AddWatcher(watched) > id);
    CALL(PyType_Watch, id, type);
    CALL(PyType_Watch, id, number);
    CALL(PyType_Watch, 100, type);
    SHOW(PyObject_SetAttr(type, x, x));
    _PyType_Lookup(as_type(type), x);
    SHOW(PyType_Watch(failing, type));
    SHOW(PyObject_DelAttr(type, x));
    CALL(PyType_Unwatch, id, type);
    CALL(PyType_Unwatch, failing, type);
    CALL(PyType_Unwatch, id, number);
    SHOW(PyObject_SetAttr(type, x, x));
    SHOW(PyType_ClearWatcher(id));
    SHOW(PyType_ClearWatcher(failing));
    SHOW(PyType_ClearWatcher(id));
    SHOW(PyType_ClearWatcher(-1));
    SHOW(PyType_ClearWatcher(100));
}

TESTS(typeobject, TEST(from_specs), TEST(data_of_types), TEST(names), TEST(relations), TEST(looking_up), TEST(instances), TEST(managed_dicts),
      TEST(freezing), TEST(static_types), TEST(watchers))
