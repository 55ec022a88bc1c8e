/* listobject.h and cpython/listobject.h. */
#include "../check.h"

static void making(void)
{
    SHOW(PyList_New(0));
    SHOW(PyList_New(-1));
    SHOW(PyList_New(PY_SSIZE_T_MAX));
    PyObject *list = PyList_New(1);
    DO(PyList_SET_ITEM(list, 0, keep(Py_None)));
    CALL(PyList_Size, list);
    CALL(PyList_AsTuple, list);
    Py_DECREF(list);
}

static void items(void)
{
    PyObject *list = made("[1.5, 'b', ['c']]"), *item = made("['item']"), *tuple = made("(1, 2)");
    CALL(PyList_Size, list);
    CALL(PyList_Size, tuple);
    LENT(PyList_GetItem, list, 2);
    LENT(PyList_GetItem, list, 3);
    LENT(PyList_GetItem, list, -1);
    LENT(PyList_GetItem, tuple, 0);
    CALL(PyList_GetItemRef, list, 2);
    CALL(PyList_GetItemRef, list, 3);
    CALL(PyList_GetItemRef, list, -1);
    CALL(PyList_GetItemRef, tuple, 0);
    CALL(PyList_SetItem, list, 0, keep(item));
    CALL(PyList_SetItem, list, 3, keep(item));
    CALL(PyList_SetItem, list, -1, keep(item));
    CALL(PyList_SetItem, tuple, 0, keep(item));
    SHOW_LENT(list);
}

static void growing(void)
{
    PyObject *list = made("['a']"), *item = made("['item']"), *tuple = made("(item := 1.5, 2.5)");
    CALL(PyList_Append, list, item);
    CALL(PyList_Append, tuple, item);
    CALL(PyList_Insert, list, 0, item);
    CALL(PyList_Insert, list, 100, item);
    CALL(PyList_Insert, list, -1, item);
    CALL(PyList_Insert, tuple, 0, item);
    SHOW_LENT(list);
    CALL(PyList_Extend, list, tuple);
    CALL(PyList_Extend, list, list);
    CALL(PyList_Extend, tuple, list);
    SHOW_LENT(list);
    CALL(PyList_Clear, list);
    CALL(PyList_Clear, tuple);
    SHOW_LENT(list);
}

static void slices(void)
{
    PyObject *list = made("list(range(6))"), *two = made("('x', 'y')"), *tuple = made("(1, 2)"), *number = made("1000");
    CALL(PyList_GetSlice, list, 1, 3);
    CALL(PyList_GetSlice, list, -5, 100);
    CALL(PyList_GetSlice, list, 3, 1);
    CALL(PyList_GetSlice, tuple, 0, 1);
    CALL(PyList_SetSlice, list, 1, 3, two);
    CALL(PyList_SetSlice, list, 100, 100, two);
    CALL(PyList_SetSlice, list, 0, 1, number);
    SHOW_LENT(list);
    CALL(PyList_SetSlice, list, 0, 4, NULL);
    CALL(PyList_SetSlice, list, 0, 1, list);
    CALL(PyList_SetSlice, tuple, 0, 1, two);
    SHOW_LENT(list);
}

static void order(void)
{
    PyObject *list = made("[3, 1, 2]"), *mixed = made("[1, 'a']"), *tuple = made("(2, 1)");
    CALL(PyList_Sort, list);
    SHOW_LENT(list);
    CALL(PyList_Reverse, list);
    SHOW_LENT(list);
    CALL(PyList_Sort, mixed);
    CALL(PyList_Sort, tuple);
    CALL(PyList_Reverse, tuple);
    CALL(PyList_AsTuple, list);
    CALL(PyList_AsTuple, tuple);
}

TESTS(listobject, TEST(making), TEST(items), TEST(growing), TEST(slices), TEST(order))
