/* The module `capi_bench`: `names`, `prepare(namespace)` and `run(name, loops)`, which gives seconds of this thread's processor time. */

#include "bench.h"
#include <time.h>

#define DEFINE(name) PyObject *name;
FIXTURES(DEFINE)
#undef DEFINE

extern const Bench __start_capi_benches[], __stop_capi_benches[];

static PyObject *prepare(PyObject *Py_UNUSED(self), PyObject *namespace)
{
#define TAKE(name)                                                                                                              \
    name = PyMapping_GetItemString(namespace, #name);                                                                           \
    if (!name) return NULL;
    FIXTURES(TAKE)
#undef TAKE
    Py_RETURN_NONE;
}

static PyObject *run(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    const char *wanted;
    Py_ssize_t loops;
    if (!PyArg_ParseTuple(arguments, "sn", &wanted, &loops)) return NULL;
    for (const Bench *bench = __start_capi_benches; bench < __stop_capi_benches; bench++) {
        if (strcmp(bench->name, wanted) != 0) continue;
        struct timespec start, end;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
        if (bench->run(loops) < 0) {
            return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_AssertionError, "%s: another result", wanted);
        }
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
        return PyFloat_FromDouble((double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec));
    }
    return PyErr_Format(PyExc_KeyError, "%s", wanted);
}

static int add_names(PyObject *module)
{
    PyObject *names = PyList_New(0);
    for (const Bench *bench = __start_capi_benches; names && bench < __stop_capi_benches; bench++) {
        PyObject *text = PyUnicode_FromString(bench->name);
        if (!text || PyList_Append(names, text) < 0) Py_CLEAR(names);
        Py_XDECREF(text);
    }
    return PyModule_Add(module, "names", names);
}

static PyMethodDef methods[] = {
    {"prepare", prepare, METH_O, "Takes the objects to work on from a mapping."},
    {"run", run, METH_VARARGS, "Runs a benchmark so many times; seconds."},
    {NULL, NULL, 0, NULL},
};
static PyModuleDef_Slot slots[] = {{Py_mod_exec, add_names}, {0, NULL}};
static PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT, .m_name = "capi_bench", .m_methods = methods, .m_slots = slots};

PyMODINIT_FUNC PyInit_capi_bench(void) { return PyModuleDef_Init(&definition); }
