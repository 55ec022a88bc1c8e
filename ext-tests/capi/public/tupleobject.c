/* tupleobject.h and cpython/tupleobject.h. */
#include "../check.h"

static void making(void)
{
    PyObject *a = made("['a']"), *b = made("['b']");
    SHOW(PyTuple_New(0));
    SHOW(PyTuple_New(-1));
    SHOW(PyTuple_New(PY_SSIZE_T_MAX));
    SHOW(PyTuple_Pack(0));
    CALL(PyTuple_Pack, 2, a, b);
}

static void items(void)
{
    PyObject *tuple = made("(['a'], ['b'], ['c'])"), *list = made("[1, 2]"), *item = made("['item']");
    CALL(PyTuple_Size, tuple);
    CALL(PyTuple_Size, list);
    LENT(PyTuple_GetItem, tuple, 2);
    LENT(PyTuple_GetItem, tuple, 3);
    LENT(PyTuple_GetItem, tuple, -1);
    LENT(PyTuple_GetItem, list, 0);
    CALL(PyTuple_GetSlice, tuple, 1, 3);
    CALL(PyTuple_GetSlice, tuple, -5, 100);
    CALL(PyTuple_GetSlice, tuple, 0, 3);
    CALL(PyTuple_GetSlice, tuple, 3, 1);
    CALL(PyTuple_GetSlice, list, 0, 1);
    CALL(PyTuple_SetItem, tuple, 0, keep(item));
    CALL(PyTuple_SetItem, list, 0, keep(item));
}

/* Items are put into a tuple that nobody else has. */
static void filling(void)
{
    PyObject *item = made("['item']"), *tuple = PyTuple_New(2);
    CALL(PyTuple_SetItem, tuple, 0, keep(item));
    CALL(PyTuple_SetItem, tuple, 2, keep(item));
    CALL(PyTuple_SetItem, tuple, -1, keep(item));
    DO(PyTuple_SET_ITEM(tuple, 1, keep(item)));
    SHOW_LENT(tuple);
    Py_DECREF(tuple);
}

static void resizing(void)
{
    PyObject *tuple = PyTuple_New(1), *item = made("['item']"), *shared = made("(1, 2)");
    PyTuple_SET_ITEM(tuple, 0, keep(item));
    CALL(_PyTuple_Resize, &tuple, 1);
    CALL(_PyTuple_Resize, &tuple, 0);
    CALL(_PyTuple_Resize, &tuple, 2);
    PyTuple_SET_ITEM(tuple, 0, keep(item));
    PyTuple_SET_ITEM(tuple, 1, keep(item));
    SHOW_LENT(tuple);
    CALL(_PyTuple_Resize, &tuple, 1);
    Py_CLEAR(tuple);
    Py_INCREF(shared);
    Py_INCREF(shared);
    CALL(_PyTuple_Resize, &shared, 1);
    PyObject *list = keep(item);
    CALL(_PyTuple_Resize, &list, 1);
}

TESTS(tupleobject, TEST(making), TEST(items), TEST(filling), TEST(resizing))
