/* An extension of the kinds that extensions are made of: multi-phase initialisation with module state, a static and several
   heap types, every calling convention, argument parsing, buffers, a container that the collector follows, an exception, a
   capsule, the GIL let go around a wait. spine.py drives it; what it prints is compared with the stock library's. */
#ifndef _GNU_SOURCE
#  define _GNU_SOURCE
#endif
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <dlfcn.h>
#include <time.h>

typedef struct {
    PyObject *error;      /* spine.Error */
    PyTypeObject *bag;    /* spine.Bag */
    PyTypeObject *grid;   /* spine.Grid */
    PyTypeObject *count;  /* spine.Countdown */
    PyTypeObject *adder;  /* spine.Adder */
    long bags;            /* made so far */
} State;

static struct PyModuleDef spine_module;

static State *state_of(PyObject *module) {
    return (State *)PyModule_GetState(module);
}

/* ---- Point: a static type with members, attributes, arithmetic, comparison, hash ---- */

typedef struct {
    PyObject_HEAD
    double x, y;
    int id;
} Point;

static PyTypeObject Point_Type;

static PyObject *Point_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"x", "y", "id", NULL};
    double x = 0, y = 0;
    int id = -1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|dd$i:Point", names, &x, &y, &id)) {
        return NULL;
    }
    Point *self = (Point *)type->tp_alloc(type, 0);
    if (self) {
        self->x = x;
        self->y = y;
        self->id = id;
    }
    return (PyObject *)self;
}

static PyObject *Point_repr(Point *self) {
    PyObject *x = PyFloat_FromDouble(self->x), *y = PyFloat_FromDouble(self->y), *text = NULL;
    if (x && y) {
        text = PyUnicode_FromFormat("%s(%R, %R, id=%d)", Py_TYPE(self)->tp_name, x, y, self->id);
    }
    Py_XDECREF(x);
    Py_XDECREF(y);
    return text;
}

static PyObject *Point_add(PyObject *a, PyObject *b) {
    if (!PyObject_TypeCheck(a, &Point_Type) || !PyObject_TypeCheck(b, &Point_Type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyObject_CallFunction((PyObject *)&Point_Type, "dd", ((Point *)a)->x + ((Point *)b)->x,
                                 ((Point *)a)->y + ((Point *)b)->y);
}

static PyObject *Point_richcompare(PyObject *a, PyObject *b, int op) {
    if (!PyObject_TypeCheck(a, &Point_Type) || !PyObject_TypeCheck(b, &Point_Type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    Py_RETURN_RICHCOMPARE(((Point *)a)->x, ((Point *)b)->x, op);
}

static Py_hash_t Point_hash(Point *self) {
    return (Py_hash_t)(self->x * 31 + self->y);
}

static PyObject *Point_get_norm(Point *self, void *closure) {
    return PyFloat_FromDouble((self->x * self->x + self->y * self->y) * (closure ? 2 : 1));
}

static int Point_set_norm(Point *self, PyObject *value, void *Py_UNUSED(closure)) {
    if (value == NULL) {
        PyErr_SetString(PyExc_AttributeError, "norm stays");
        return -1;
    }
    double norm = PyFloat_AsDouble(value);
    if (norm == -1.0 && PyErr_Occurred()) {
        return -1;
    }
    self->x = norm;
    self->y = 0;
    return 0;
}

/* vectorcall convention with keywords */
static PyObject *Point_scale(Point *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
    double factor = 1;
    if (nargs > 1) {
        return PyErr_Format(PyExc_TypeError, "scale() takes at most 1 positional argument (%zd given)", nargs);
    }
    if (nargs == 1 && (factor = PyFloat_AsDouble(args[0])) == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    for (Py_ssize_t i = 0; kwnames && i < PyTuple_GET_SIZE(kwnames); i++) {
        PyObject *name = PyTuple_GET_ITEM(kwnames, i);
        if (PyUnicode_CompareWithASCIIString(name, "by") != 0) {
            return PyErr_Format(PyExc_TypeError, "scale() got an unexpected keyword argument %R", name);
        }
        double by = PyFloat_AsDouble(args[nargs + i]);
        if (by == -1.0 && PyErr_Occurred()) {
            return NULL;
        }
        factor *= by;
    }
    return PyObject_CallFunction((PyObject *)Py_TYPE(self), "dd", self->x * factor, self->y * factor);
}

static PyObject *Point_origin(PyObject *type, PyObject *Py_UNUSED(ignored)) {
    return PyObject_CallNoArgs(type);
}

static PyObject *Point_twice(PyObject *Py_UNUSED(none), PyObject *arg) {
    return PyNumber_Add(arg, arg);
}

static PyMemberDef Point_members[] = {
    {"x", Py_T_DOUBLE, offsetof(Point, x), 0, PyDoc_STR("abscissa")},
    {"y", T_DOUBLE, offsetof(Point, y), 0, NULL},
    {"id", Py_T_INT, offsetof(Point, id), Py_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyGetSetDef Point_getset[] = {
    {"norm", (getter)Point_get_norm, (setter)Point_set_norm, PyDoc_STR("squared"), NULL},
    {"double_norm", (getter)Point_get_norm, NULL, NULL, "twice"},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyMethodDef Point_methods[] = {
    {"scale", _PyCFunction_CAST(Point_scale), METH_FASTCALL | METH_KEYWORDS,
     PyDoc_STR("scale($self, factor=1, *, by=1)\n--\n\nA point as far away as said.")},
    {"origin", Point_origin, METH_CLASS | METH_NOARGS, NULL},
    {"twice", Point_twice, METH_STATIC | METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static PyNumberMethods Point_as_number = {.nb_add = Point_add};
static PyTypeObject Point_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "spine.Point",
    .tp_basicsize = sizeof(Point),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("Point(x=0, y=0, *, id=-1)\n--\n\nA place in the plane."),
    .tp_new = Point_new,
    .tp_repr = (reprfunc)Point_repr,
    .tp_as_number = &Point_as_number,
    .tp_richcompare = Point_richcompare,
    .tp_hash = (hashfunc)Point_hash,
    .tp_members = Point_members,
    .tp_getset = Point_getset,
    .tp_methods = Point_methods,
};

/* ---- Bag: a heap type, a container that the collector follows, with a weak reference list and module state ---- */

typedef struct {
    PyObject_HEAD
    PyObject *items; /* a list, or NULL once cleared */
    PyObject *weakrefs;
} Bag;

static int Bag_traverse(Bag *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->items);
    return 0;
}

static int Bag_clear(Bag *self) {
    Py_CLEAR(self->items);
    return 0;
}

static void Bag_dealloc(Bag *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (self->weakrefs) {
        PyObject_ClearWeakRefs((PyObject *)self);
    }
    Bag_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static int Bag_init(Bag *self, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"", "limit", NULL};
    PyObject *items = NULL;
    Py_ssize_t limit = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|On:Bag", names, &items, &limit)) {
        return -1;
    }
    PyObject *list = items ? PySequence_List(items) : PyList_New(0);
    if (!list) {
        return -1;
    }
    if (PyList_GET_SIZE(list) > limit && PyList_SetSlice(list, limit, PY_SSIZE_T_MAX, NULL) < 0) {
        Py_DECREF(list);
        return -1;
    }
    Py_XSETREF(self->items, list);
    PyObject *module = PyType_GetModuleByDef(Py_TYPE(self), &spine_module);
    if (!module) {
        return -1;
    }
    state_of(module)->bags++;
    return 0;
}

static Py_ssize_t Bag_length(Bag *self) {
    return self->items ? PyList_GET_SIZE(self->items) : 0;
}

static PyObject *Bag_item(Bag *self, Py_ssize_t i) {
    if (i < 0 || i >= Bag_length(self)) {
        PyErr_SetString(PyExc_IndexError, "bag index out of range");
        return NULL;
    }
    return Py_NewRef(PyList_GET_ITEM(self->items, i));
}

static int Bag_contains(Bag *self, PyObject *value) {
    return self->items ? PySequence_Contains(self->items, value) : 0;
}

static PyObject *Bag_put(Bag *self, PyObject *value) {
    if (PyList_Append(self->items, value) < 0) {
        return NULL;
    }
    return Py_NewRef(self);
}

/* The defining class leads to the module's state. */
static PyObject *Bag_made(PyObject *Py_UNUSED(self), PyTypeObject *defining_class, PyObject *const *Py_UNUSED(args),
                          Py_ssize_t nargs, PyObject *kwnames) {
    if (nargs || (kwnames && PyTuple_GET_SIZE(kwnames))) {
        PyErr_SetString(PyExc_TypeError, "made() takes no arguments");
        return NULL;
    }
    State *state = (State *)PyType_GetModuleState(defining_class);
    return state ? PyLong_FromLong(state->bags) : NULL;
}

static PyMemberDef Bag_members[] = {
    {"__weaklistoffset__", Py_T_PYSSIZET, offsetof(Bag, weakrefs), Py_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyMethodDef Bag_methods[] = {
    {"put", (PyCFunction)(void (*)(void))Bag_put, METH_O, PyDoc_STR("put(value, /)\n\nAdds; gives the bag.")},
    {"made", (PyCFunction)(void (*)(void))Bag_made, METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot Bag_slots[] = {
    {Py_tp_doc, (void *)"Holds anything, itself too."},
    {Py_tp_init, (void *)Bag_init},
    {Py_tp_new, (void *)PyType_GenericNew},
    {Py_tp_dealloc, (void *)Bag_dealloc},
    {Py_tp_traverse, (void *)Bag_traverse},
    {Py_tp_clear, (void *)Bag_clear},
    {Py_tp_methods, Bag_methods},
    {Py_tp_members, Bag_members},
    {Py_sq_length, (void *)Bag_length},
    {Py_sq_item, (void *)Bag_item},
    {Py_sq_contains, (void *)Bag_contains},
    {0, NULL},
};
static PyType_Spec Bag_spec = {
    "spine.Bag", sizeof(Bag), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, Bag_slots};

/* ---- Grid: two-dimensional ints, by the buffer protocol ---- */

typedef struct {
    PyObject_HEAD
    Py_ssize_t shape[2], strides[2];
    int exports, readonly;
    int *cells;
} Grid;

static int Grid_init(Grid *self, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"rows", "columns", "readonly", NULL};
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "nn|p:Grid", names, &self->shape[0], &self->shape[1], &self->readonly)) {
        return -1;
    }
    if (self->shape[0] < 0 || self->shape[1] < 0) {
        PyErr_SetString(PyExc_ValueError, "a grid has no negative side");
        return -1;
    }
    Py_ssize_t n = self->shape[0] * self->shape[1];
    int *cells = PyMem_New(int, n);
    if (!cells) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        cells[i] = (int)i;
    }
    PyMem_Free(self->cells);
    self->cells = cells;
    self->strides[0] = self->shape[1] * (Py_ssize_t)sizeof(int);
    self->strides[1] = sizeof(int);
    return 0;
}

static void Grid_dealloc(Grid *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->cells);
    type->tp_free(self);
    Py_DECREF(type);
}

static int Grid_getbuffer(Grid *self, Py_buffer *view, int flags) {
    if ((flags & PyBUF_WRITABLE) && self->readonly) {
        view->obj = NULL;
        PyErr_SetString(PyExc_BufferError, "this grid is read-only");
        return -1;
    }
    view->obj = Py_NewRef(self);
    view->buf = self->cells;
    view->itemsize = sizeof(int);
    view->len = self->shape[0] * self->shape[1] * (Py_ssize_t)sizeof(int);
    view->readonly = self->readonly;
    view->format = (flags & PyBUF_FORMAT) ? "i" : NULL;
    view->ndim = (flags & PyBUF_ND) ? 2 : 1;
    view->shape = (flags & PyBUF_ND) ? self->shape : NULL;
    view->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? self->strides : NULL;
    view->suboffsets = NULL;
    view->internal = NULL;
    self->exports++;
    return 0;
}

static void Grid_releasebuffer(Grid *self, Py_buffer *Py_UNUSED(view)) {
    self->exports--;
}

static PyMemberDef Grid_members[] = {
    {"exports", Py_T_INT, offsetof(Grid, exports), Py_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyType_Slot Grid_slots[] = {
    {Py_tp_init, (void *)Grid_init},
    {Py_tp_new, (void *)PyType_GenericNew},
    {Py_tp_dealloc, (void *)Grid_dealloc},
    {Py_tp_members, Grid_members},
    {Py_bf_getbuffer, (void *)Grid_getbuffer},
    {Py_bf_releasebuffer, (void *)Grid_releasebuffer},
    {0, NULL},
};
static PyType_Spec Grid_spec = {"spine.Grid", sizeof(Grid), 0, Py_TPFLAGS_DEFAULT, Grid_slots};

/* ---- Countdown: an iterator ---- */

typedef struct {
    PyObject_HEAD
    long left;
} Countdown;

static PyObject *Countdown_next(Countdown *self) {
    return self->left > 0 ? PyLong_FromLong(self->left--) : NULL;
}

static PyObject *Countdown_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
    long from;
    if (!PyArg_ParseTuple(args, "l:Countdown", &from)) {
        return NULL;
    }
    Countdown *self = (Countdown *)type->tp_alloc(type, 0);
    if (self) {
        self->left = from;
    }
    return (PyObject *)self;
}

static PyType_Slot Countdown_slots[] = {
    {Py_tp_new, (void *)Countdown_new},
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)Countdown_next},
    {0, NULL},
};
static PyType_Spec Countdown_spec = {"spine.Countdown", sizeof(Countdown), 0, Py_TPFLAGS_DEFAULT, Countdown_slots};

/* ---- Adder: instances that are called by vectorcall ---- */

typedef struct {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    long amount;
} Adder;

static PyObject *Adder_call(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    long sum = ((Adder *)callable)->amount;
    Py_ssize_t all = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    for (Py_ssize_t i = 0; i < all; i++) {
        long value = PyLong_AsLong(args[i]);
        if (value == -1 && PyErr_Occurred()) {
            return NULL;
        }
        sum += value;
    }
    return Py_BuildValue("(ln)", sum, nargs);
}

static PyObject *Adder_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
    Adder *self = (Adder *)type->tp_alloc(type, 0);
    if (self && !PyArg_ParseTuple(args, "l", &self->amount)) {
        Py_CLEAR(self);
    }
    if (self) {
        self->vectorcall = Adder_call;
    }
    return (PyObject *)self;
}

static PyMemberDef Adder_members[] = {
    {"__vectorcalloffset__", Py_T_PYSSIZET, offsetof(Adder, vectorcall), Py_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyType_Slot Adder_slots[] = {
    {Py_tp_new, (void *)Adder_new},
    {Py_tp_call, (void *)PyVectorcall_Call},
    {Py_tp_members, Adder_members},
    {0, NULL},
};
static PyType_Spec Adder_spec = {
    "spine.Adder", sizeof(Adder), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL, Adder_slots};

/* ---- functions ---- */

/* Where the running library comes from: the proof of who answers. */
static PyObject *library(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    Dl_info info;
    if (!dladdr((void *)&Py_IncRef, &info) || !info.dli_fname) {
        PyErr_SetString(PyExc_OSError, "no library");
        return NULL;
    }
    return PyUnicode_DecodeFSDefault(info.dli_fname);
}

static int even(PyObject *object, void *target) {
    long value = PyLong_AsLong(object);
    if (value == -1 && PyErr_Occurred()) {
        return 0;
    }
    if (value % 2) {
        PyErr_Format(PyExc_ValueError, "%ld is odd", value);
        return 0;
    }
    *(long *)target = value / 2;
    return 1;
}

static PyObject *parse(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwargs) {
    static char *names[] = {"text", "items", "number", "ratio", "flag", "half", "blob", "letter", NULL};
    const char *text, *blob = NULL;
    Py_ssize_t length, blob_length = -1;
    PyObject *items;
    int number, flag = -1, letter = '?';
    double ratio = 0.5;
    long half = -1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "s#O!i|dp$O&z#C:parse", names, &text, &length, &PyList_Type, &items,
                                     &number, &ratio, &flag, even, &half, &blob, &blob_length, &letter)) {
        return NULL;
    }
    return Py_BuildValue("{s:s#,s:O,s:i,s:d,s:N,s:(ll),s:y#,s:C}", "text", text, length, "items", items, "number", number,
                         "ratio", ratio, "flag", PyBool_FromLong(flag > 0), "half", half, half * 2, "blob", blob,
                         blob_length, "letter", letter);
}

static PyObject *units(PyObject *Py_UNUSED(module), PyObject *args) {
    unsigned char b;
    short h;
    long long L;
    unsigned long long K;
    Py_ssize_t n;
    float f;
    Py_complex D;
    PyObject *U, *S, *first, *second;
    Py_buffer buffer;
    if (!PyArg_ParseTuple(args, "bhLKnfDUSy*(OO);eleven things are wanted", &b, &h, &L, &K, &n, &f, &D, &U, &S, &buffer,
                          &first, &second)) {
        return NULL;
    }
    PyObject *made = Py_BuildValue("[bhLKnfDOOn{OO}]", b, h, L, K, n, f, &D, U, S, buffer.len, first, second);
    PyBuffer_Release(&buffer);
    return made;
}

static PyObject *build(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    return Py_BuildValue("()(i)[ss]{s:i,s:[z]}kIHBcOyu", 1, "a", "b", "one", 1, "none", NULL, 18446744073709551615UL,
                         4294967295U, 65535, 255, 'x', Py_None, "bytes", L"wide");
}

static PyObject *sum_fast(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t nargs) {
    PyObject *sum = PyLong_FromLong(0);
    for (Py_ssize_t i = 0; sum && i < nargs; i++) {
        Py_SETREF(sum, PyNumber_Add(sum, args[i]));
    }
    return sum;
}

/* Reads characters by the inline functions, writes them back the other way round. */
static PyObject *reverse(PyObject *Py_UNUSED(module), PyObject *text) {
    if (!PyUnicode_Check(text)) {
        return PyErr_Format(PyExc_TypeError, "a str is wanted, not %.100s", Py_TYPE(text)->tp_name);
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    PyObject *made = PyUnicode_New(n, PyUnicode_MAX_CHAR_VALUE(text));
    if (!made) {
        return NULL;
    }
    int kind = PyUnicode_KIND(text);
    const void *from = PyUnicode_DATA(text);
    void *to = PyUnicode_DATA(made);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyUnicode_WRITE(kind, to, n - 1 - i, PyUnicode_READ(kind, from, i));
    }
    PyObject *answer = Py_BuildValue("(Nii)", made, kind, (int)PyUnicode_IS_ASCII(text));
    return answer;
}

static PyObject *describe(PyObject *Py_UNUSED(module), PyObject *mapping) {
    if (!PyDict_Check(mapping)) {
        PyErr_BadArgument();
        return NULL;
    }
    PyObject *lines = PyList_New(PyDict_GET_SIZE(mapping)), *key, *value;
    Py_ssize_t at = 0, i = 0;
    while (lines && PyDict_Next(mapping, &at, &key, &value)) {
        PyObject *line = PyUnicode_FromFormat("%S=%R %5d|%-5d|%05d %x %%%c %.3s %zd %V %A %T", key, value, 42, 42, 42, 255,
                                              'c', "shortened", (Py_ssize_t)-7, NULL, "fallback", key, value);
        if (!line) {
            Py_CLEAR(lines);
            break;
        }
        PyList_SET_ITEM(lines, i++, line);
    }
    return lines;
}

static PyObject *fail(PyObject *module, PyObject *args) {
    const char *how;
    if (!PyArg_ParseTuple(args, "s", &how)) {
        return NULL;
    }
    State *state = state_of(module);
    if (!strcmp(how, "own")) {
        PyErr_SetString(state->error, "own exception");
    }
    else if (!strcmp(how, "object")) {
        PyObject *value = Py_BuildValue("(si)", "two", 2);
        PyErr_SetObject(state->error, value);
        Py_XDECREF(value);
    }
    else if (!strcmp(how, "errno")) {
        errno = ENOENT;
        PyErr_SetFromErrnoWithFilename(PyExc_OSError, "/no/such/file");
    }
    else if (!strcmp(how, "chained")) {
        PyErr_SetString(PyExc_KeyError, "first");
        PyObject *cause = PyErr_GetRaisedException();
        PyErr_Format(state->error, "second, after %s", Py_TYPE(cause)->tp_name);
        PyObject *now = PyErr_GetRaisedException();
        PyException_SetCause(now, Py_NewRef(cause));
        PyException_SetContext(now, cause);
        PyErr_SetRaisedException(now);
    }
    else if (!strcmp(how, "swallowed")) {
        PyErr_SetString(PyExc_KeyError, "gone");
        if (PyErr_ExceptionMatches(PyExc_LookupError)) {
            PyErr_Clear();
        }
        Py_RETURN_NONE;
    }
    else if (!strcmp(how, "silent")) {
        return NULL; /* wrong: the caller is told so */
    }
    else if (!strcmp(how, "both")) {
        PyErr_SetString(PyExc_ValueError, "raised and returned");
        Py_RETURN_NONE; /* wrong too */
    }
    else {
        PyErr_Format(PyExc_ValueError, "no way to fail called %R", PyTuple_GET_ITEM(args, 0));
    }
    return NULL;
}

/* Other threads run while it waits. */
static PyObject *wait_seconds(PyObject *Py_UNUSED(module), PyObject *arg) {
    double seconds = PyFloat_AsDouble(arg);
    if (seconds == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    struct timespec span = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    Py_BEGIN_ALLOW_THREADS
    nanosleep(&span, NULL);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

/* From a thread that Python knows nothing of. */
static int called_back = 0;

static void *foreign_thread(void *callable) {
    PyGILState_STATE held = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction((PyObject *)callable, "i", 41);
    if (result) {
        called_back = (int)PyLong_AsLong(result);
        Py_DECREF(result);
    }
    PyErr_Clear();
    PyGILState_Release(held);
    return NULL;
}

#include <pthread.h>
static PyObject *call_from_thread(PyObject *Py_UNUSED(module), PyObject *callable) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, foreign_thread, callable)) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(called_back);
}

/* The capsule: a table of C functions for other extensions. */
static double multiply(double a, double b) {
    return a * b;
}
static double (*const table[])(double, double) = {multiply};

static PyObject *through_capsule(PyObject *Py_UNUSED(module), PyObject *args) {
    double a, b;
    if (!PyArg_ParseTuple(args, "dd", &a, &b)) {
        return NULL;
    }
    double (**functions)(double, double) = (double (**)(double, double))PyCapsule_Import("spine._C_API", 0);
    return functions ? PyFloat_FromDouble(functions[0](a, b)) : NULL;
}

static PyObject *buffer_sum(PyObject *Py_UNUSED(module), PyObject *exporter) {
    Py_buffer view;
    if (PyObject_GetBuffer(exporter, &view, PyBUF_FULL_RO) < 0) {
        return NULL;
    }
    long long sum = 0;
    for (Py_ssize_t i = 0; i < view.len; i++) {
        sum += ((unsigned char *)view.buf)[i];
    }
    PyObject *answer = Py_BuildValue("(Lnnizi)", sum, view.len, view.itemsize, view.ndim, view.format, view.readonly);
    PyBuffer_Release(&view);
    return answer;
}

static PyObject *numbers(PyObject *Py_UNUSED(module), PyObject *arg) {
    int overflow;
    long long value = PyLong_AsLongLongAndOverflow(arg, &overflow);
    if (value == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return Py_BuildValue("(Lik)", value, overflow, PyLong_AsUnsignedLongMask(arg));
}

static PyMethodDef functions[] = {
    {"library", library, METH_NOARGS, NULL},
    {"parse", _PyCFunction_CAST(parse), METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("parse(text, items, number, ratio=0.5, flag=False, *, half=-2, blob=None, letter='?')\n--\n\nAll back.")},
    {"units", units, METH_VARARGS, NULL},
    {"build", build, METH_NOARGS, NULL},
    {"sum_fast", _PyCFunction_CAST(sum_fast), METH_FASTCALL, NULL},
    {"reverse", reverse, METH_O, NULL},
    {"describe", describe, METH_O, NULL},
    {"fail", fail, METH_VARARGS, NULL},
    {"wait", wait_seconds, METH_O, NULL},
    {"call_from_thread", call_from_thread, METH_O, NULL},
    {"through_capsule", through_capsule, METH_VARARGS, NULL},
    {"buffer_sum", buffer_sum, METH_O, NULL},
    {"numbers", numbers, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- the module ---- */

static int add_type(PyObject *module, PyType_Spec *spec, PyTypeObject **slot) {
    *slot = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, NULL);
    return *slot ? PyModule_AddType(module, *slot) : -1;
}

static int spine_exec(PyObject *module) {
    State *state = state_of(module);
    if (PyModule_AddType(module, &Point_Type) < 0 || add_type(module, &Bag_spec, &state->bag) < 0
        || add_type(module, &Grid_spec, &state->grid) < 0 || add_type(module, &Countdown_spec, &state->count) < 0
        || add_type(module, &Adder_spec, &state->adder) < 0) {
        return -1;
    }
    state->error = PyErr_NewExceptionWithDoc("spine.Error", "Of this module.", PyExc_ValueError, NULL);
    if (PyModule_AddObjectRef(module, "Error", state->error) < 0) {
        return -1;
    }
    PyObject *capsule = PyCapsule_New((void *)table, "spine._C_API", NULL);
    if (PyModule_Add(module, "_C_API", capsule) < 0) {
        return -1;
    }
    return PyModule_AddIntConstant(module, "ANSWER", 42) || PyModule_AddStringConstant(module, "NAME", "spine")
           || PyModule_AddIntMacro(module, METH_FASTCALL) ? -1 : 0;
}

static int spine_traverse(PyObject *module, visitproc visit, void *arg) {
    State *state = state_of(module);
    Py_VISIT(state->error);
    Py_VISIT(state->bag);
    Py_VISIT(state->grid);
    Py_VISIT(state->count);
    Py_VISIT(state->adder);
    return 0;
}

static int spine_clear(PyObject *module) {
    State *state = state_of(module);
    Py_CLEAR(state->error);
    Py_CLEAR(state->bag);
    Py_CLEAR(state->grid);
    Py_CLEAR(state->count);
    Py_CLEAR(state->adder);
    return 0;
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)spine_exec},
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
    {Py_mod_gil, Py_MOD_GIL_USED},
    {0, NULL},
};
static struct PyModuleDef spine_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "spine",
    .m_doc = PyDoc_STR("What extensions are made of."),
    .m_size = sizeof(State),
    .m_methods = functions,
    .m_slots = slots,
    .m_traverse = spine_traverse,
    .m_clear = spine_clear,
};

PyMODINIT_FUNC PyInit_spine(void) {
    return PyModuleDef_Init(&spine_module);
}
