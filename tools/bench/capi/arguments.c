/* Argument parsing and building of values. */

#include "bench.h"

BENCH(PyArg_ParseTuple_O, {
    PyObject *value;
    NEED(PyArg_ParseTuple(arguments1, "O:name", &value));
});
BENCH(PyArg_ParseTuple_ii, {
    int a, b;
    NEED(PyArg_ParseTuple(arguments2, "ii", &a, &b));
});
BENCH(PyArg_ParseTuple_nd, {
    Py_ssize_t a;
    double b;
    NEED(PyArg_ParseTuple(arguments2, "n|d", &a, &b));
});
BENCH(PyArg_ParseTuple_text, {
    const char *word, *start;
    Py_ssize_t length;
    NEED(PyArg_ParseTuple(arguments_text, "ss#", &word, &start, &length));
});
BENCH(PyArg_ParseTuple_object, {
    PyObject *list;
    NEED(PyArg_ParseTuple(arguments_list, "O!", &PyList_Type, &list));
});
BENCH(PyArg_ParseTuple_buffer, {
    Py_buffer view;
    NEED(PyArg_ParseTuple(arguments_bytes, "y*", &view));
    PyBuffer_Release(&view);
});
BENCH(PyArg_ParseTuple_nested, {
    static PyObject *outer;
    if (!outer) outer = Py_BuildValue("(O)", arguments2);
    int a, b;
    NEED(PyArg_ParseTuple(outer, "(ii)", &a, &b));
});
static char *names[] = {"a", "b", "key", NULL};
BENCH(PyArg_ParseTupleAndKeywords, {
    int a, b, key = 0;
    NEED(PyArg_ParseTupleAndKeywords(arguments2, NULL, "ii|i:name", names, &a, &b, &key));
});
BENCH(PyArg_ParseTupleAndKeywords_keywords, {
    int a, b;
    PyObject *key;
    NEED(PyArg_ParseTupleAndKeywords(arguments2, keywords, "ii|$O:name", names, &a, &b, &key));
});
BENCH(PyArg_UnpackTuple, {
    PyObject *a, *b = NULL;
    NEED(PyArg_UnpackTuple(arguments2, "name", 1, 3, &a, &b, &b));
});
BENCH(PyArg_Parse, {
    int a;
    NEED(PyArg_Parse(small, "i", &a));
});
BENCH(PyArg_ValidateKeywordArguments, NEED(PyArg_ValidateKeywordArguments(keywords)));

BENCH(Py_BuildValue_i, MAKE(Py_BuildValue("i", 1000)));
BENCH(Py_BuildValue_s, MAKE(Py_BuildValue("s", "some words")));
BENCH(Py_BuildValue_O, MAKE(Py_BuildValue("O", text)));
BENCH(Py_BuildValue_tuple, MAKE(Py_BuildValue("(iid)", 1, 2, 2.5)));
BENCH(Py_BuildValue_list, MAKE(Py_BuildValue("[OO]", text, small)));
BENCH(Py_BuildValue_dict, MAKE(Py_BuildValue("{s:i,s:O}", "x", 1, "name", text)));
BENCH(Py_BuildValue_none, MAKE(Py_BuildValue("")));
