/* Attributes, the object protocol, numbers as objects, making and freeing of instances. */

#include "bench.h"

BENCH(PyObject_GetAttr, MAKE(PyObject_GetAttr(point, x)));
BENCH(PyObject_GetAttr_method, MAKE(PyObject_GetAttr(point, move)));
BENCH(PyObject_GetAttr_slot, MAKE(PyObject_GetAttr(slotted, x)));
BENCH(PyObject_GetAttr_type, MAKE(PyObject_GetAttr(Point, move)));
BENCH(PyObject_GetAttrString, MAKE(PyObject_GetAttrString(point, "x")));
BENCH(PyObject_GetOptionalAttr, {
    PyObject *value;
    NEED(PyObject_GetOptionalAttr(point, x, &value) == 1);
    Py_DECREF(value);
});
BENCH(PyObject_GetOptionalAttr_missing, {
    PyObject *value;
    NEED(PyObject_GetOptionalAttr(point, missing, &value) == 0);
});
BENCH(PyObject_GetOptionalAttrString, {
    PyObject *value;
    NEED(PyObject_GetOptionalAttrString(point, "x", &value) == 1);
    Py_DECREF(value);
});
BENCH(PyObject_HasAttr, NEED(PyObject_HasAttr(point, x)));
BENCH(PyObject_HasAttrString, NEED(PyObject_HasAttrString(point, "x")));
BENCH(PyObject_HasAttrWithError, NEED(PyObject_HasAttrWithError(point, x) == 1));
BENCH(PyObject_SetAttr, NEED(PyObject_SetAttr(point, x, small) == 0));
BENCH(PyObject_SetAttr_slot, NEED(PyObject_SetAttr(slotted, x, small) == 0));
BENCH(PyObject_SetAttrString, NEED(PyObject_SetAttrString(point, "x", small) == 0));
BENCH(PyObject_GenericGetAttr, MAKE(PyObject_GenericGetAttr(point, x)));
BENCH(PyObject_GenericSetAttr, NEED(PyObject_GenericSetAttr(point, x, small) == 0));
BENCH(PyObject_IsInstance, NEED(PyObject_IsInstance(derived, Base) == 1));
BENCH(PyObject_IsInstance_tuple, NEED(PyObject_IsInstance(small, classes) == 1));
BENCH(PyObject_IsSubclass, NEED(PyObject_IsSubclass((PyObject *)Py_TYPE(derived), Base) == 1));
BENCH(PyType_IsSubtype, NEED(PyType_IsSubtype(Py_TYPE(derived), (PyTypeObject *)Base)));
BENCH(PyType_GetFlags, KEEP(PyType_GetFlags(Py_TYPE(point))));
BENCH(PyType_GetSlot, KEEP(PyType_GetSlot(Py_TYPE(point), Py_tp_repr)));
BENCH(PyObject_Type, MAKE(PyObject_Type(point)));
BENCH(PyObject_Repr, MAKE(PyObject_Repr(text)));
BENCH(PyObject_Str, MAKE(PyObject_Str(text)));
BENCH(PyObject_Str_int, MAKE(PyObject_Str(small)));
BENCH(PyObject_Hash, KEEP(PyObject_Hash(text)));
BENCH(PyObject_Hash_tuple, KEEP(PyObject_Hash(tuple10)));
BENCH(PyObject_RichCompare, MAKE(PyObject_RichCompare(small, other_small, Py_LT)));
BENCH(PyObject_RichCompareBool, KEEP(PyObject_RichCompareBool(text, needle, Py_EQ)));
BENCH(PyObject_IsTrue, KEEP(PyObject_IsTrue(list10)));
BENCH(PyObject_Not, KEEP(PyObject_Not(small)));
BENCH(PyObject_Size, KEEP(PyObject_Size(dict10)));
BENCH(PyObject_GetItem_list, MAKE(PyObject_GetItem(list10, small)));
BENCH(PyObject_GetItem_dict, MAKE(PyObject_GetItem(dict10, x)));
BENCH(PyObject_SetItem_list, NEED(PyObject_SetItem(list10, small, text) == 0));
BENCH(PyObject_SetItem_dict, NEED(PyObject_SetItem(dict10, x, small) == 0));
BENCH(PyObject_Format, MAKE(PyObject_Format(small, NULL)));
BENCH(PyObject_GetIter, MAKE(PyObject_GetIter(list10)));
BENCH(PyIter_Next_100, {
    PyObject *iterator = PyObject_GetIter(list100), *item;
    NEED(iterator);
    while ((item = PyIter_Next(iterator))) Py_DECREF(item);
    Py_DECREF(iterator);
    NEED(!PyErr_Occurred());
});
BENCH(PyIter_NextItem_100, {
    PyObject *iterator = PyObject_GetIter(list100), *item;
    NEED(iterator);
    while (PyIter_NextItem(iterator, &item) == 1) Py_DECREF(item);
    Py_DECREF(iterator);
});
BENCH(PyObject_Malloc, {
    void *place = PyObject_Malloc(48);
    NEED(place);
    PyObject_Free(place);
});
BENCH(PyMem_Malloc, {
    void *place = PyMem_Malloc(300);
    NEED(place);
    PyMem_Free(place);
});
BENCH(PyMem_Realloc, {
    void *place = PyMem_Malloc(40), *larger;
    NEED(place);
    larger = PyMem_Realloc(place, 120);
    PyMem_Free(larger ? larger : place);
});
BENCH(PyType_GenericAlloc, MAKE(PyType_GenericAlloc((PyTypeObject *)Point, 0)));
BENCH(PyType_GenericNew, MAKE(PyType_GenericNew((PyTypeObject *)Slotted, NULL, NULL)));
BENCH(Py_IncRef, {
    Py_IncRef(text);
    Py_DecRef(text);
});
BENCH(PyObject_GC_Track, {
    PyObject_GC_UnTrack(list10);
    PyObject_GC_Track(list10);
});
BENCH(PyWeakref_NewRef, MAKE(PyWeakref_NewRef(point, NULL)));
BENCH(PyWeakref_GetRef, {
    PyObject *weak = PyWeakref_NewRef(point, NULL), *strong;
    NEED(weak && PyWeakref_GetRef(weak, &strong) == 1);
    Py_DECREF(strong);
    Py_DECREF(weak);
});
static int pointed_at;
BENCH(PyCapsule_New, MAKE(PyCapsule_New(&pointed_at, "bench", NULL)));
BENCH(PyCapsule_GetPointer, {
    static PyObject *capsule;
    if (!capsule) capsule = PyCapsule_New(&pointed_at, "bench", NULL);
    KEEP(PyCapsule_GetPointer(capsule, "bench"));
});
BENCH(PySlice_New, MAKE(PySlice_New(small, other_small, NULL)));
BENCH(PySlice_Unpack, {
    static PyObject *slice;
    if (!slice) slice = PySlice_New(small, other_small, NULL);
    Py_ssize_t start, stop, step;
    NEED(PySlice_Unpack(slice, &start, &stop, &step) == 0);
    KEEP(PySlice_AdjustIndices(10, &start, &stop, step));
});
