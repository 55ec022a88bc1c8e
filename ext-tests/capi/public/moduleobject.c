/* moduleobject.h, methodobject.h, pycapsule.h, and what modsupport.h has for modules. */
#include "../check.h"

static PyObject *method(PyObject *self, PyObject *argument)
{
    return Py_BuildValue("OO", self == NULL ? Py_None : self, argument == NULL ? Py_None : argument);
}
static PyMethodDef methods[] = {{"one", method, METH_O, "Doc."}, {"none", method, METH_NOARGS, NULL}, {NULL}};
static PyMethodDef class_methods[] = {{"wrong", method, METH_O | METH_CLASS, NULL}, {NULL}};

static int execute(PyObject *module)
{
    return PyModule_AddIntConstant(module, "executed", 1);
}
static int execute_fails(PyObject *module)
{
    PyErr_SetString(PyExc_ValueError, "from exec");
    return -1;
}
static PyObject *create(PyObject *spec, PyModuleDef *definition)
{
    return Py_NewRef(spec);
}
static PyModuleDef_Slot good_slots[] = {{Py_mod_exec, execute}, {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED}, {0, NULL}};
static PyModuleDef_Slot failing_slots[] = {{Py_mod_exec, execute_fails}, {0, NULL}};
static PyModuleDef_Slot create_slots[] = {{Py_mod_create, create}, {0, NULL}};
static PyModuleDef_Slot twice_slots[] = {{Py_mod_create, create}, {Py_mod_create, create}, {0, NULL}};
static PyModuleDef_Slot unknown_slots[] = {{99, NULL}, {0, NULL}};
static PyModuleDef good = {PyModuleDef_HEAD_INIT, "good", "Doc.", 16, methods, good_slots};
static PyModuleDef failing = {PyModuleDef_HEAD_INIT, "failing", NULL, 0, NULL, failing_slots};
static PyModuleDef creating = {PyModuleDef_HEAD_INIT, "creating", NULL, 0, NULL, create_slots};
static PyModuleDef twice = {PyModuleDef_HEAD_INIT, "twice", NULL, 0, NULL, twice_slots};
static PyModuleDef unknown = {PyModuleDef_HEAD_INIT, "unknown", NULL, 0, NULL, unknown_slots};
static PyModuleDef single = {PyModuleDef_HEAD_INIT, "single", "Doc.", 8, methods};
static PyModuleDef negative = {PyModuleDef_HEAD_INIT, "negative", NULL, -5, NULL, good_slots};

static void making(void)
{
    python("class Spec:\n    def __init__(self, name): self.name = name\n    def __repr__(self): return 'Spec'");
    PyObject *name = made("'name'"), *number = made("1000"), *spec = made("Spec('good')"), *wrong_spec = made("Spec(5)");
    CALL(PyModule_New, "name");
    CALL(PyModule_NewObject, name);
    CALL(PyModule_NewObject, number);
    SHOW((PyObject *)PyModuleDef_Init(&good) == (PyObject *)&good);
    SHOW(PyModule_Create2(&single, PYTHON_API_VERSION));
    SHOW(PyModule_Create2(&good, PYTHON_API_VERSION));
    SHOW(PyModule_FromDefAndSpec2(&good, spec, PYTHON_API_VERSION));
    SHOW(PyModule_FromDefAndSpec2(&good, wrong_spec, PYTHON_API_VERSION));
    SHOW(PyModule_FromDefAndSpec2(&good, number, PYTHON_API_VERSION));
    SHOW(PyModule_FromDefAndSpec2(&creating, spec, PYTHON_API_VERSION));
    SHOW(PyModule_FromDefAndSpec2(&twice, spec, PYTHON_API_VERSION));
    SHOW(PyModule_FromDefAndSpec2(&unknown, spec, PYTHON_API_VERSION));
    SHOW(PyModule_FromDefAndSpec2(&negative, spec, PYTHON_API_VERSION));
    ALONE(PyModule_FromDefAndSpec2(NULL, spec, PYTHON_API_VERSION));
    ALONE(PyModule_FromDefAndSpec2(&good, NULL, PYTHON_API_VERSION));
    PyObject *module = PyModule_FromDefAndSpec2(&good, spec, PYTHON_API_VERSION);
    SHOW(PyModule_GetState(module));
    SHOW(PyModule_ExecDef(module, &good));
    SHOW(PyModule_GetState(module) != NULL);
    SHOW(PyObject_GetAttrString(module, "executed"));
    SHOW(PyModule_GetDef(module) == &good);
    Py_DECREF(module);
    module = PyModule_FromDefAndSpec2(&failing, spec, PYTHON_API_VERSION);
    SHOW(PyModule_ExecDef(module, &failing));
    SHOW(PyModule_ExecDef(number, &good));
    Py_DECREF(module);
}

static void looking(void)
{
    PyObject *module = made("type(__builtins__)('made') if False else __import__('types').ModuleType('made', 'Doc.')"), *number = made("1000");
    PyObject *with_file = made("__import__('types').ModuleType('with_file')"), *nameless = made("__import__('types').ModuleType('nameless')"), *path = made("'path.py'");
    PyObject_SetAttrString(with_file, "__file__", path);
    PyObject_SetAttrString(nameless, "__name__", number);
    CALL(PyModule_GetName, module);
    CALL(PyModule_GetNameObject, module);
    CALL(PyModule_GetNameObject, nameless);
    CALL(PyModule_GetFilename, with_file);
    CALL(PyModule_GetFilename, module);
    CALL(PyModule_GetFilenameObject, with_file);
    CALL(PyModule_GetFilenameObject, module);
    LENT(PyModule_GetDict, with_file);
    CALL(PyModule_GetDef, module);
    CALL(PyModule_GetState, module);
}

static void adding(void)
{
    PyObject *module = made("__import__('types').ModuleType('made')"), *value = made("['value']"), *number = made("1000");
    CALL(PyModule_AddObjectRef, module, "value", value);
    SHOW(PyModule_AddObjectRef(module, "value", NULL));
    CALL(PyModule_Add, module, "value", keep(value));
    CALL(PyModule_AddObject, module, "value", keep(value));
    CALL(PyModule_AddIntConstant, module, "constant", 5L);
    CALL(PyModule_AddStringConstant, module, "text", "value");
    CALL(PyModule_SetDocString, module, "doc");
    CALL(PyModule_AddType, module, &PyList_Type);
    CALL(PyModule_AddFunctions, module, methods);
    SHOW(PyModule_AddFunctions(module, class_methods));
    SHOW(PyModule_AddFunctions(number, methods));
    SHOW(PyObject_CallMethod(module, "one", "i", 5) != NULL);
    SHOW(PyObject_CallMethod(module, "one", NULL));
    SHOW(PyObject_CallMethod(module, "none", "i", 5));
    SHOW(PyObject_GetAttrString(module, "list"));
}

static void states(void)
{
    PyObject *module = PyModule_Create(&single);
    SHOW(PyState_FindModule(&single));
    SHOW(PyState_AddModule(module, &single));
    SHOW(PyState_FindModule(&single) == module);
    ALONE(PyState_AddModule(module, &single));
    SHOW(PyState_RemoveModule(&single));
    SHOW(PyState_FindModule(&single));
    ALONE(PyState_RemoveModule(&single));
    SHOW(PyState_AddModule(module, &good));
    SHOW(PyState_RemoveModule(&good));
    SHOW(PyState_FindModule(&good));
    ALONE(PyState_AddModule(NULL, &single));
    Py_DECREF(module);
}

static void functions(void)
{
    PyObject *self = made("['self']"), *module = made("'module'"), *list = made("[1]"), *number = made("1000");
    static PyMethodDef wrong = {"wrong", method, METH_O | METH_NOARGS, NULL}, defined = {"defined", method, METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL};
    PyObject *f = PyCFunction_New(&methods[0], self);
    SHOW(PyCFunction_New(&methods[0], self) != NULL);
    SHOW(PyCFunction_New(&wrong, self));
    SHOW(PyCFunction_NewEx(&methods[0], self, module) != NULL);
    SHOW(PyCMethod_New(&methods[0], self, module, NULL) != NULL);
    SHOW(PyCMethod_New(&methods[0], self, module, &PyList_Type));
    SHOW(PyCMethod_New(&defined, self, module, NULL));
    SHOW(PyCMethod_New(&defined, self, module, &PyList_Type) != NULL);
    CALL(PyCFunction_GetFlags, f);
    CALL(PyCFunction_GetFunction, f);
    LENT(PyCFunction_GetSelf, f);
    CALL(PyCFunction_GetFlags, list);
    SHOW(PyObject_CallOneArg(f, number));
    SHOW(PyObject_CallOneArg(bad, number));
    ALONE(PyObject_CallOneArg(NULL, number));
    /* The stock library hands NULL on, to a function that need not expect it. */
    UNCHECKED; ALONE(PyObject_CallOneArg(f, NULL));
    CALL(PyObject_CallNoArgs, f);
    Py_DECREF(f);
}

static int destroyed;
static void destroy(PyObject *capsule)
{
    destroyed++;
}

static void capsules(void)
{
    int target;
    PyObject *list = made("[1]"), *capsule = PyCapsule_New(&target, "check.name", destroy), *nameless = PyCapsule_New(&target, NULL, NULL);
    SHOW(PyCapsule_New(NULL, "name", NULL));
    SHOW(PyCapsule_New(&target, "name", NULL) != NULL);
    CALL(PyCapsule_GetPointer, capsule, "check.name");
    CALL(PyCapsule_GetPointer, capsule, "other");
    CALL(PyCapsule_GetPointer, nameless, NULL);
    CALL(PyCapsule_GetPointer, list, "check.name");
    CALL(PyCapsule_IsValid, capsule, "check.name");
    CALL(PyCapsule_IsValid, capsule, "other");
    CALL(PyCapsule_IsValid, list, "check.name");
    CALL(PyCapsule_GetName, capsule);
    CALL(PyCapsule_GetName, nameless);
    CALL(PyCapsule_GetContext, capsule);
    SHOW(PyCapsule_GetDestructor(capsule) == destroy);
    SHOW(PyCapsule_GetDestructor(nameless) == NULL);
    SHOW(PyCapsule_GetDestructor(list) == NULL);
    SHOW(PyCapsule_SetContext(capsule, &target));
    SHOW(PyCapsule_GetContext(capsule) == &target);
    SHOW(PyCapsule_SetContext(list, &target));
    SHOW(PyCapsule_SetPointer(capsule, &destroyed));
    SHOW(PyCapsule_GetPointer(capsule, "check.name") == &destroyed);
    SHOW(PyCapsule_SetPointer(capsule, NULL));
    CALL(PyCapsule_SetName, nameless, "new name");
    CALL(PyCapsule_GetName, nameless);
    SHOW(PyCapsule_SetDestructor(nameless, destroy));
    SHOW(PyCapsule_SetDestructor(list, destroy));
    PyObject *module = PyImport_AddModule("check");
    PyModule_AddObjectRef(module, "name", capsule);
    SHOW(PyCapsule_Import("check.name", 0) == &destroyed);
    CALL(PyCapsule_Import, "check.missing", 0);
    CALL(PyCapsule_Import, "no_such_module.name", 0);
    PyObject_DelAttrString(module, "name");
    Py_DECREF(capsule);
    Py_DECREF(nameless);
    SHOW(destroyed);
}

TESTS(moduleobject, TEST(making), TEST(looking), TEST(adding), TEST(states), TEST(functions), TEST(capsules))
