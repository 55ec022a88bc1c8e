/* Building and reading of lists, tuples, dicts and sets, and the protocols over them. */

#include "bench.h"

BENCH(PyList_New, MAKE(PyList_New(0)));
BENCH(PyList_New_10, {
    PyObject *list = PyList_New(10);
    NEED(list);
    for (int i = 0; i < 10; i++) PyList_SET_ITEM(list, i, Py_NewRef(small));
    Py_DECREF(list);
});
BENCH(PyList_Append_10, {
    PyObject *list = PyList_New(0);
    NEED(list);
    for (int i = 0; i < 10; i++) NEED(PyList_Append(list, text) == 0);
    Py_DECREF(list);
});
BENCH(PyList_GetItem, KEEP(PyList_GetItem(list10, 3)));
BENCH(PyList_GetItemRef, MAKE(PyList_GetItemRef(list10, 3)));
BENCH(PyList_SetItem, NEED(PyList_SetItem(list10, 3, Py_NewRef(text)) == 0));
BENCH(PyList_Size, KEEP(PyList_Size(list10)));
BENCH(PyList_AsTuple, MAKE(PyList_AsTuple(list10)));
BENCH(PyList_GetSlice, MAKE(PyList_GetSlice(list10, 2, 6)));
BENCH(PyList_SetSlice, NEED(PyList_SetSlice(list10, 2, 4, pair) == 0));
BENCH(PyList_Insert, {
    NEED(PyList_Insert(list10, 2, small) == 0);
    NEED(PySequence_DelItem(list10, 2) == 0);
});
BENCH(PyList_Sort, NEED(PyList_Sort(integers) == 0));
BENCH(PyList_Reverse, NEED(PyList_Reverse(list10) == 0));
BENCH(PyList_Extend, {
    PyObject *list = PyList_New(0);
    NEED(list && PyList_Extend(list, tuple10) == 0);
    Py_DECREF(list);
});

BENCH(PyTuple_New, {
    PyObject *tuple = PyTuple_New(2);
    NEED(tuple);
    PyTuple_SET_ITEM(tuple, 0, Py_NewRef(text));
    PyTuple_SET_ITEM(tuple, 1, Py_NewRef(real));
    Py_DECREF(tuple);
});
BENCH(PyTuple_Pack, MAKE(PyTuple_Pack(2, text, real)));
BENCH(PyTuple_GetItem, KEEP(PyTuple_GetItem(tuple10, 3)));
BENCH(PyTuple_SetItem, {
    PyObject *tuple = PyTuple_New(1);
    NEED(tuple && PyTuple_SetItem(tuple, 0, Py_NewRef(text)) == 0);
    Py_DECREF(tuple);
});
BENCH(PyTuple_Size, KEEP(PyTuple_Size(tuple10)));
BENCH(PyTuple_GetSlice, MAKE(PyTuple_GetSlice(tuple10, 2, 6)));

BENCH(PyDict_New, MAKE(PyDict_New()));
BENCH(PyDict_SetItem, NEED(PyDict_SetItem(dict10, x, small) == 0));
BENCH(PyDict_SetItem_build, {
    PyObject *dict = PyDict_New();
    NEED(dict);
    for (int i = 0; i < 10; i++) NEED(PyDict_SetItem(dict, PyTuple_GET_ITEM(tuple10, i), small) == 0);
    Py_DECREF(dict);
});
BENCH(PyDict_SetItem_integers, {
    PyObject *dict = PyDict_New();
    NEED(dict);
    for (int i = 0; i < 10; i++) NEED(PyDict_SetItem(dict, PyList_GET_ITEM(integers, i), small) == 0);
    Py_DECREF(dict);
});
BENCH(PyDict_SetItemString, NEED(PyDict_SetItemString(dict10, "x", small) == 0));
BENCH(PyDict_GetItem, KEEP(PyDict_GetItem(dict10, x)));
BENCH(PyDict_GetItemWithError, KEEP(PyDict_GetItemWithError(dict10, x)));
BENCH(PyDict_GetItemWithError_missing, KEEP(PyDict_GetItemWithError(dict10, missing)));
BENCH(PyDict_GetItemString, KEEP(PyDict_GetItemString(dict10, "x")));
BENCH(PyDict_GetItemRef, {
    PyObject *value;
    NEED(PyDict_GetItemRef(dict10, x, &value) == 1);
    Py_DECREF(value);
});
BENCH(PyDict_GetItemStringRef, {
    PyObject *value;
    NEED(PyDict_GetItemStringRef(dict10, "x", &value) == 1);
    Py_DECREF(value);
});
BENCH(PyDict_Contains, NEED(PyDict_Contains(dict10, x) == 1));
BENCH(PyDict_ContainsString, NEED(PyDict_ContainsString(dict10, "x") == 1));
BENCH(PyDict_SetDefault, KEEP(PyDict_SetDefault(dict10, x, small)));
BENCH(PyDict_SetDefaultRef, {
    PyObject *value;
    NEED(PyDict_SetDefaultRef(dict10, x, small, &value) == 1);
    Py_DECREF(value);
});
BENCH(PyDict_DelItem, {
    NEED(PyDict_SetItem(dict_small, missing, small) == 0);
    NEED(PyDict_DelItem(dict_small, missing) == 0);
});
BENCH(PyDict_Pop, {
    PyObject *value;
    NEED(PyDict_SetItem(dict_small, missing, small) == 0);
    NEED(PyDict_Pop(dict_small, missing, &value) == 1);
    Py_DECREF(value);
});
BENCH(PyDict_Next_100, {
    Py_ssize_t place = 0;
    PyObject *key, *value;
    while (PyDict_Next(dict100, &place, &key, &value)) KEEP(value);
});
BENCH(PyDict_Size, KEEP(PyDict_Size(dict10)));
BENCH(PyDict_Copy, MAKE(PyDict_Copy(dict10)));
BENCH(PyDict_Keys, MAKE(PyDict_Keys(dict10)));
BENCH(PyDict_Values, MAKE(PyDict_Values(dict10)));
BENCH(PyDict_Items, MAKE(PyDict_Items(dict10)));
BENCH(PyDict_Update, {
    PyObject *dict = PyDict_New();
    NEED(dict && PyDict_Update(dict, dict10) == 0);
    Py_DECREF(dict);
});
BENCH(PyDict_Merge, NEED(PyDict_Merge(dict10, dict10, 0) == 0));
BENCH(PyDictProxy_New, MAKE(PyDictProxy_New(dict10)));

BENCH(PySet_New, MAKE(PySet_New(NULL)));
BENCH(PySet_New_10, MAKE(PySet_New(tuple10)));
BENCH(PyFrozenSet_New, MAKE(PyFrozenSet_New(tuple10)));
BENCH(PySet_Add, {
    NEED(PySet_Add(set100, missing) == 0);
    NEED(PySet_Discard(set100, missing) == 1);
});
BENCH(PySet_Contains, KEEP(PySet_Contains(set100, small)));
BENCH(PySet_Size, KEEP(PySet_Size(set100)));

BENCH(PySequence_Check, KEEP(PySequence_Check(list10)));
BENCH(PySequence_Size, KEEP(PySequence_Size(tuple10)));
BENCH(PySequence_GetItem, MAKE(PySequence_GetItem(tuple10, 3)));
BENCH(PySequence_SetItem, NEED(PySequence_SetItem(list10, 3, text) == 0));
BENCH(PySequence_GetSlice, MAKE(PySequence_GetSlice(tuple10, 2, 6)));
BENCH(PySequence_Fast, MAKE(PySequence_Fast(list10, "not a sequence")));
BENCH(PySequence_Fast_iterable, MAKE(PySequence_Fast(dict10, "not a sequence")));
BENCH(PySequence_List, MAKE(PySequence_List(tuple10)));
BENCH(PySequence_Tuple, MAKE(PySequence_Tuple(list10)));
BENCH(PySequence_Contains, NEED(PySequence_Contains(tuple10, x) >= 0));
BENCH(PySequence_Concat, MAKE(PySequence_Concat(tuple10, pair)));
BENCH(PyMapping_Check, KEEP(PyMapping_Check(dict10)));
BENCH(PyMapping_Size, KEEP(PyMapping_Size(dict10)));
BENCH(PyMapping_GetItemString, MAKE(PyMapping_GetItemString(dict10, "x")));
BENCH(PyMapping_GetOptionalItem, {
    PyObject *value;
    NEED(PyMapping_GetOptionalItem(dict10, missing, &value) == 0);
});
BENCH(PyMapping_Keys, MAKE(PyMapping_Keys(dict10)));
BENCH(PyMapping_Items, MAKE(PyMapping_Items(dict10)));
