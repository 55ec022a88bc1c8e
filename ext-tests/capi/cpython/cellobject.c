/* cpython/cellobject.h and cpython/classobject.h: cells, and methods bound to an instance. */
#include "../check.h"

static void cells(void)
{
    PyObject *value = made("['value']"), *other = made("['other']"), *cell = PyCell_New(value), *empty = PyCell_New(NULL), *list = made("[1]");
    SHOW(PyCell_New(value) != NULL);
    CALL(PyCell_Get, cell);
    CALL(PyCell_Get, empty);
    CALL(PyCell_Get, list);
    CALL(PyCell_Set, cell, other);
    CALL(PyCell_Get, cell);
    CALL(PyCell_Set, cell, NULL);
    CALL(PyCell_Get, cell);
    CALL(PyCell_Set, list, other);
    Py_DECREF(cell);
    Py_DECREF(empty);
}

static void methods(void)
{
    python("def f(self, *args): return self, args\nclass Callable:\n    def __repr__(self): return 'Callable()'\n    def __call__(self): return 1");
    PyObject *f = made("f"), *self = made("['self']"), *callable = made("Callable()"), *list = made("[1]");
    PyObject *method = PyMethod_New(f, self), *instance_method = PyInstanceMethod_New(f);
    SHOW(PyMethod_New(f, self) != NULL);
    CALL(PyMethod_New, callable, self);
    CALL(PyMethod_New, f, NULL);
    LENT(PyMethod_Self, method);
    LENT(PyMethod_Self, list);
    SHOW_LENT(PyMethod_Function(method));
    LENT(PyMethod_Function, list);
    CALL(PyObject_CallNoArgs, method);
    SHOW(PyInstanceMethod_New(callable) != NULL);
    SHOW(PyInstanceMethod_Function(instance_method) == f);
    LENT(PyInstanceMethod_Function, list);
    CALL(PyObject_CallNoArgs, instance_method);
    CALL(PyObject_CallOneArg, instance_method, self);
    Py_DECREF(method);
    Py_DECREF(instance_method);
}

TESTS(cellobject, TEST(cells), TEST(methods))
