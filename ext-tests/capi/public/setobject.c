/* setobject.h and sliceobject.h. */
#include "../check.h"

static void making(void)
{
    PyObject *list = made("[1]"), *number = made("1000"), *unhashable = made("[[]]"), *frozen = made("frozenset([1])"), *set = made("{1}");
    CALL(PySet_New, list);
    CALL(PySet_New, NULL);
    CALL(PySet_New, number);
    CALL(PySet_New, unhashable);
    CALL(PyFrozenSet_New, list);
    CALL(PyFrozenSet_New, NULL);
    CALL(PyFrozenSet_New, number);
    CALL(PyFrozenSet_New, frozen);
    SHOW(PyFrozenSet_New(frozen) == frozen);
    SHOW(PySet_New(set) == set);
}

static void members(void)
{
    PyObject *set = made("{'a'}"), *frozen = made("frozenset(['a'])"), *item = made("('item', 1.5)"), *absent = made("('absent',)");
    PyObject *unhashable = made("[]"), *list = made("[1]"), *inner = made("{1}"), *fails = made("type('F', (), {'__hash__': lambda s: 1 // 0})()");
    CALL(PySet_Size, set);
    CALL(PySet_Size, frozen);
    CALL(PySet_Size, list);
    CALL(PySet_Add, set, item);
    CALL(PySet_Add, set, item);
    CALL(PySet_Add, set, unhashable);
    CALL(PySet_Add, set, fails);
    CALL(PySet_Add, keep(frozen), item);
    CALL(PySet_Add, list, item);
    CALL(PySet_Contains, set, item);
    CALL(PySet_Contains, set, absent);
    CALL(PySet_Contains, set, unhashable);
    CALL(PySet_Contains, set, inner);
    CALL(PySet_Contains, list, item);
    CALL(PySet_Discard, set, item);
    CALL(PySet_Discard, set, item);
    CALL(PySet_Discard, set, unhashable);
    CALL(PySet_Discard, frozen, item);
    CALL(PySet_Pop, set);
    CALL(PySet_Pop, set);
    CALL(PySet_Pop, frozen);
    PySet_Add(set, item);
    CALL(PySet_Clear, set);
    CALL(PySet_Clear, frozen);
    SHOW_LENT(set);
    PyObject *fresh = PyFrozenSet_New(NULL);
    CALL(PySet_Add, fresh, item);
    SHOW_LENT(fresh);
    Py_DECREF(fresh);
}

static PySliceObject *as_slice(PyObject *o)
{
    return (PySliceObject *)o;
}

static void slices(void)
{
    PyObject *a = made("['a']"), *b = made("['b']"), *c = made("['c']"), *list = made("[1]"), *length = made("10**20"), *start = NULL, *stop = NULL;
    PyObject *step = NULL;
    Py_ssize_t from = 0, to = 0, by = 0, count = 0;
    CALL(PySlice_New, a, b, c);
    CALL(PySlice_New, NULL, NULL, NULL);
    CALL(_PySlice_FromIndices, 1, -2);
    static const char *const texts[] = {"slice(None)", "slice(1, 5, 2)", "slice(None, None, -1)", "slice(-3, 100)", "slice(10**30, -10**30)", "slice(5, 1)",
                                        "slice(0, 10, 0)", "slice('a')", "slice(0, 'b')", "slice(0, 1, 'c')", "slice(None, None, 10**30)",
                                        "slice(None, None, -10**30)"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        note("%s", texts[i]);
        PyObject *slice = made(texts[i]);
        UNCHECKED; CALL(PySlice_Unpack, slice, &from, &to, &by);
        UNCHECKED; CALL(PySlice_GetIndicesEx, slice, 10, &from, &to, &by, &count);
        UNCHECKED; CALL(PySlice_GetIndices, slice, 10, &from, &to, &by);
        CALL(_PySlice_GetLongIndices, as_slice(slice), length, &start, &stop, &step);
    }
    UNCHECKED; ALONE(PySlice_Unpack(list, &from, &to, &by));
    UNCHECKED; ALONE(PySlice_GetIndices(list, 10, &from, &to, &by));
    static const Py_ssize_t bounds[][4] = {{10, 2, 8, 3}, {10, -2, 100, 1}, {10, 100, -100, -1}, {0, 0, 5, 1}, {10, 8, 2, -2}, {10, 5, 5, 1}};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(bounds); i++) {
        from = bounds[i][1];
        to = bounds[i][2];
        note("%zd, %zd, %zd", from, to, bounds[i][3]);
        CALL(PySlice_AdjustIndices, bounds[i][0], &from, &to, bounds[i][3]);
    }
}

TESTS(setobject, TEST(making), TEST(members), TEST(slices))
