/* Where things lie that extensions reach for by address: instance dicts, and the memory of the data stack. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *dict_pointer(PyObject *m, PyObject *o)
{
    PyObject **slot = _PyObject_GetDictPtr(o);
    if (PyErr_Occurred()) {
        return NULL;
    }
    if (slot == NULL) {
        return PyUnicode_FromString("no place");
    }
    if (*slot == NULL) {
        return PyUnicode_FromString("empty place");
    }
    return Py_NewRef(*slot);
}

/* A type that keeps its dict in front of the object, made in C. */
static int managed_traverse(PyObject *o, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(o));
    return PyObject_VisitManagedDict(o, visit, arg);
}

static int managed_clear(PyObject *o)
{
    PyObject_ClearManagedDict(o);
    return 0;
}

static void managed_dealloc(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    PyObject_GC_UnTrack(o);
    managed_clear(o);
    type->tp_free(o);
    Py_DECREF(type);
}

static PyGetSetDef managed_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL},
};

static PyType_Slot managed_slots[] = {
    {Py_tp_traverse, managed_traverse},
    {Py_tp_clear, managed_clear},
    {Py_tp_dealloc, managed_dealloc},
    {Py_tp_getset, managed_getset},
    {0, NULL},
};

static PyType_Spec managed_spec = {
    "places.Managed",
    sizeof(PyObject),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MANAGED_DICT | Py_TPFLAGS_BASETYPE,
    managed_slots,
};

/* As greenlet does with a stack that nobody will return to: its chunks go back through the arena allocator. */
static PyObject *arena(PyObject *m, PyObject *Py_UNUSED(ignored))
{
    PyObjectArenaAllocator a;
    PyObject_GetArenaAllocator(&a);
    if (a.alloc == NULL || a.free == NULL) {
        return PyUnicode_FromString("no arena allocator");
    }
    char *block = a.alloc(a.ctx, 100000);
    memset(block, 1, 100000);
    a.free(a.ctx, block, 100000);
    return PyUnicode_FromString("arena");
}

static PyMethodDef methods[] = {
    {"dict_pointer", dict_pointer, METH_O, NULL},
    {"arena", arena, METH_NOARGS, NULL},
    {NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "places", NULL, -1, methods};

PyMODINIT_FUNC PyInit_places(void)
{
    PyObject *m = PyModule_Create(&module);
    if (m == NULL) {
        return NULL;
    }
    PyObject *type = PyType_FromSpec(&managed_spec);
    if (type == NULL || PyModule_AddObjectRef(m, "Managed", type) < 0) {
        Py_XDECREF(type);
        Py_DECREF(m);
        return NULL;
    }
    Py_DECREF(type);
    return m;
}
