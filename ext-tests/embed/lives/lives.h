/* Whole lives of an embedded Python. Each scenario runs in a process of its own, started anew (main.c), and prints what its calls give;
   the stock library's output is recorded in ../lives.expected. No scenario prints a path: where a library finds itself is ../../paths' subject. */
#ifndef LIVES_H
#define LIVES_H
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <marshal.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct scenario {
    const char *name;
    void (*run)(void);
    const char *environment; /* besides LC_ALL=C.UTF-8: "NAME=VALUE NAME=VALUE", or NULL */
    const char *input;       /* standard input; NULL for an empty one */
};
extern const struct scenario configured[], started[], running[], repeated[], hooks[], ends[];

/* What a call gives, as "call -> result". */
#define INT(call) show_int(#call, (long)(call))
#define STATUS(call) show_status(#call, (call))
#define OBJECT(call) show_object(#call, (call))
#define RUN(code) printf("PyRun_SimpleString(...) -> %d\n", PyRun_SimpleString(code))

static inline void show_int(const char *call, long result) {
    printf("%s -> %ld\n", call, result);
}

/* True where there is nothing to go on with. */
static inline int show_status(const char *call, PyStatus status) {
    if (PyStatus_IsExit(status)) {
        printf("%s -> exit %d\n", call, status.exitcode);
    } else if (PyStatus_Exception(status)) {
        printf("%s -> error of %s: %s\n", call, status.func ? status.func : "?", status.err_msg ? status.err_msg : "?");
    } else {
        printf("%s -> ok\n", call);
    }
    return PyStatus_Exception(status);
}

/* The repr of a new reference, or the exception. */
static inline void show_object(const char *call, PyObject *object) {
    PyObject *what = object ? object : PyErr_GetRaisedException();
    PyObject *text = what ? PyObject_Repr(what) : NULL;
    const char *shown = text ? PyUnicode_AsUTF8(text) : NULL;
    printf("%s -> %s%s\n", call, object ? "" : "raises ", shown ? shown : "?");
    PyErr_Clear();
    Py_XDECREF(text);
    Py_XDECREF(what);
}

/* Begins a life with a configuration as `Py_Initialize` has it, but a program name that is no path. */
static inline void begin(void) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    config.parse_argv = 0;
    config.site_import = 0;
    PyStatus status = PyConfig_SetBytesString(&config, &config.program_name, "lives");
    if (!PyStatus_Exception(status)) {
        status = Py_InitializeFromConfig(&config);
    }
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
}

#endif
