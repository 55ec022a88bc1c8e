/* Calls, of Python's functions from C and of C's from the C API. */

#include "bench.h"

BENCH(PyObject_CallNoArgs, MAKE(PyObject_CallNoArgs(function0)));
BENCH(PyObject_CallNoArgs_class, MAKE(PyObject_CallNoArgs(Point)));
BENCH(PyObject_CallOneArg, MAKE(PyObject_CallOneArg(function1, small)));
BENCH(PyObject_CallOneArg_type, MAKE(PyObject_CallOneArg((PyObject *)&PyUnicode_Type, text)));
BENCH(PyObject_Call, MAKE(PyObject_Call(function2, pair, NULL)));
BENCH(PyObject_Call_keywords, MAKE(PyObject_Call(function_kw, pair, keywords)));
BENCH(PyObject_CallObject, MAKE(PyObject_CallObject(function2, pair)));
BENCH(PyObject_CallFunction, MAKE(PyObject_CallFunction(function2, "ii", 1, 2)));
BENCH(PyObject_CallFunction_object, MAKE(PyObject_CallFunction(function1, "O", small)));
BENCH(PyObject_CallFunctionObjArgs, MAKE(PyObject_CallFunctionObjArgs(function2, small, text, NULL)));
BENCH(PyObject_CallMethod, MAKE(PyObject_CallMethod(point, "move", "i", 1)));
BENCH(PyObject_CallMethodNoArgs, MAKE(PyObject_CallMethodNoArgs(point, size)));
BENCH(PyObject_CallMethodOneArg, MAKE(PyObject_CallMethodOneArg(point, move, small)));
BENCH(PyObject_CallMethodObjArgs, MAKE(PyObject_CallMethodObjArgs(point, move, small, NULL)));
BENCH(PyObject_Vectorcall, {
    PyObject *values[] = {NULL, small, text};
    MAKE(PyObject_Vectorcall(function2, values + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
});
BENCH(PyObject_Vectorcall_keywords, {
    PyObject *values[] = {NULL, small, text, real};
    MAKE(PyObject_Vectorcall(function_kw, values + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, keyword_names));
});
BENCH(PyObject_Vectorcall_type, {
    PyObject *values[] = {NULL, tuple10};
    MAKE(PyObject_Vectorcall((PyObject *)&PyList_Type, values + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
});
BENCH(PyObject_VectorcallMethod, {
    PyObject *values[] = {NULL, point, small};
    MAKE(PyObject_VectorcallMethod(move, values + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL));
});
BENCH(PyObject_VectorcallDict, {
    PyObject *values[] = {NULL, small, text};
    MAKE(PyObject_VectorcallDict(function_kw, values + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, keywords));
});
BENCH(PyVectorcall_Call, MAKE(PyVectorcall_Call(function2, pair, NULL)));
BENCH(PyCallable_Check, KEEP(PyCallable_Check(function0)));

static PyObject *no_arguments(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { Py_RETURN_NONE; }
static PyObject *one_argument(PyObject *Py_UNUSED(self), PyObject *value) { return Py_NewRef(value); }
static PyObject *fast_arguments(PyObject *Py_UNUSED(self), PyObject *const *values, Py_ssize_t n)
{
    return n ? Py_NewRef(values[0]) : Py_NewRef(Py_None);
}
static PyObject *tuple_of_arguments(PyObject *Py_UNUSED(self), PyObject *values) { return Py_NewRef(values); }

static PyMethodDef method_no = {"no_arguments", no_arguments, METH_NOARGS, NULL};
static PyMethodDef method_one = {"one_argument", one_argument, METH_O, NULL};
static PyMethodDef method_fast = {"fast_arguments", (PyCFunction)(void (*)(void))fast_arguments, METH_FASTCALL, NULL};
static PyMethodDef method_tuple = {"tuple_of_arguments", tuple_of_arguments, METH_VARARGS, NULL};
static PyObject *c_function(PyObject **place, PyMethodDef *method)
{
    if (!*place) *place = PyCFunction_NewEx(method, NULL, NULL);
    return *place;
}
static PyObject *c_no, *c_one, *c_fast, *c_tuple;

BENCH(METH_NOARGS, MAKE(PyObject_CallNoArgs(c_function(&c_no, &method_no))));
BENCH(METH_O, MAKE(PyObject_CallOneArg(c_function(&c_one, &method_one), small)));
BENCH(METH_FASTCALL, MAKE(PyObject_CallOneArg(c_function(&c_fast, &method_fast), small)));
BENCH(METH_VARARGS, MAKE(PyObject_CallOneArg(c_function(&c_tuple, &method_tuple), small)));
BENCH(PyCFunction_NewEx, MAKE(PyCFunction_NewEx(&method_no, NULL, NULL)));
BENCH(PyMethod_New, MAKE(PyMethod_New(function1, point)));
BENCH(PyIter_Send, {
    PyObject *value;
    NEED(PyIter_Send(generator, Py_None, &value) == PYGEN_NEXT);
    Py_DECREF(value);
});
