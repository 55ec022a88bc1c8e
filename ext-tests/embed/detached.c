/* Calls without a thread state: before initialisation, with the GIL released, on a thread that Python does not know, after
   finalisation. Each is made in a process of its own, and what that dies of is printed: the first line of the fatal error, or "crashes". */
#include <Python.h>
#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIST ((PyObject *)&PyList_Type)
static int pointed_at;
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "detached"};

#define CALLS(X)                                                                                                                 \
    X(PyThreadState_Get, PyThreadState_Get())                                                                                    \
    X(PyThreadState_GetUnchecked, PyThreadState_GetUnchecked())                                                                  \
    X(PyThreadState_GetDict, PyThreadState_GetDict())                                                                            \
    X(PyThreadState_Delete, PyThreadState_Delete(NULL))                                                                          \
    X(PyThreadState_DeleteCurrent, PyThreadState_DeleteCurrent())                                                                \
    X(PyInterpreterState_Get, PyInterpreterState_Get())                                                                          \
    X(PyGILState_Check, PyGILState_Check())                                                                                      \
    X(Py_IsInitialized, Py_IsInitialized())                                                                                      \
    X(PyEval_SaveThread, PyEval_SaveThread())                                                                                    \
    X(PyEval_RestoreThread, PyEval_RestoreThread(NULL))                                                                          \
    X(PyEval_AcquireThread, PyEval_AcquireThread(NULL))                                                                          \
    X(PyEval_GetBuiltins, PyEval_GetBuiltins())                                                                                  \
    X(PyEval_GetGlobals, PyEval_GetGlobals())                                                                                    \
    X(PyEval_GetFrame, PyEval_GetFrame())                                                                                        \
    X(PyEval_EvalCode, PyEval_EvalCode(Py_None, Py_None, Py_None))                                                               \
    X(Py_EnterRecursiveCall, Py_EnterRecursiveCall(""))                                                                          \
    X(PyErr_SetString, PyErr_SetString(PyExc_ValueError, "wrong"))                                                               \
    X(PyErr_SetObject, PyErr_SetObject(PyExc_ValueError, Py_None))                                                               \
    X(PyErr_SetNone, PyErr_SetNone(PyExc_ValueError))                                                                            \
    X(PyErr_Format, PyErr_Format(PyExc_ValueError, "wrong"))                                                                     \
    X(PyErr_Occurred, PyErr_Occurred())                                                                                          \
    X(PyErr_Clear, PyErr_Clear())                                                                                                \
    X(PyErr_Print, PyErr_Print())                                                                                                \
    X(PyErr_CheckSignals, PyErr_CheckSignals())                                                                                  \
    X(PyErr_GetRaisedException, PyErr_GetRaisedException())                                                                      \
    X(PyErr_WarnEx, PyErr_WarnEx(PyExc_UserWarning, "careful", 1))                                                               \
    X(PyObject_CallNoArgs, PyObject_CallNoArgs(LIST))                                                                            \
    X(PyObject_CallOneArg, PyObject_CallOneArg(LIST, Py_None))                                                                   \
    X(PyObject_Call, PyObject_Call(LIST, Py_None, NULL))                                                                         \
    X(PyObject_CallObject, PyObject_CallObject(LIST, NULL))                                                                      \
    X(PyObject_CallFunction, PyObject_CallFunction(LIST, NULL))                                                                  \
    X(PyObject_CallMethod, PyObject_CallMethod(LIST, "mro", NULL))                                                               \
    X(PyObject_Vectorcall, PyObject_Vectorcall(LIST, NULL, 0, NULL))                                                             \
    X(PyObject_GetAttrString, PyObject_GetAttrString(LIST, "mro"))                                                               \
    X(PyObject_SetAttrString, PyObject_SetAttrString(LIST, "mro", Py_None))                                                      \
    X(PyImport_ImportModule, PyImport_ImportModule("sys"))                                                                       \
    X(PyImport_AddModule, PyImport_AddModule("sys"))                                                                             \
    X(PyRun_SimpleString, PyRun_SimpleString("1"))                                                                               \
    X(Py_CompileString, Py_CompileString("1", "one", Py_eval_input))                                                             \
    X(PySys_GetObject, PySys_GetObject("path"))                                                                                  \
    X(PyGC_Collect, PyGC_Collect())                                                                                              \
    X(PyList_New, PyList_New(1))                                                                                                 \
    X(PyTuple_New, PyTuple_New(1))                                                                                               \
    X(PyTuple_Pack, PyTuple_Pack(1, Py_None))                                                                                    \
    X(PyDict_New, PyDict_New())                                                                                                  \
    X(PySet_New, PySet_New(NULL))                                                                                                \
    X(PyFloat_FromDouble, PyFloat_FromDouble(1.5))                                                                               \
    X(PyUnicode_FromString, PyUnicode_FromString("text"))                                                                        \
    X(PyUnicode_FromStringAndSize, PyUnicode_FromStringAndSize("text", 4))                                                       \
    X(PyUnicode_InternFromString, PyUnicode_InternFromString("text"))                                                            \
    X(Py_BuildValue, Py_BuildValue("(ii)", 1, 2))                                                                                \
    X(PyModule_Create2, PyModule_Create(&module))                                                                                \
    X(PyCapsule_New, PyCapsule_New(&pointed_at, NULL, NULL))                                                                     \
    X(PyWeakref_NewRef, PyWeakref_NewRef(LIST, NULL))                                                                            \
    X(PyContext_New, PyContext_New())

#define DEFINE(name, call)                                                                                                       \
    static void *call_##name(void *nothing) {                                                                                    \
        (void)(call);                                                                                                            \
        return nothing;                                                                                                          \
    }
CALLS(DEFINE)

static struct {
    const char *name;
    void *(*call)(void *);
} calls[] = {
#define ROW(name, call) {#name, call_##name},
    CALLS(ROW)};

enum { BEFORE, RELEASED, STRANGER, AFTER, STATES };
static const char *states[] = {"before initialisation", "with the GIL released", "on a thread of its own", "after finalisation"};

static void make(void *(*call)(void *), int state) {
    if (state != BEFORE) {
        Py_InitializeEx(0);
    }
    if (state == RELEASED || state == STRANGER) {
        PyEval_SaveThread();
    }
    if (state == AFTER) {
        Py_Finalize();
    }
    if (state == STRANGER) {
        pthread_t thread;
        pthread_create(&thread, NULL, call, NULL);
        pthread_join(thread, NULL);
    } else {
        call(NULL);
    }
    _exit(0);
}

int main(void) {
    for (int state = 0; state < STATES; state++) {
        printf("%s\n", states[state]);
        for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
            int pipe_ends[2], status;
            if (pipe(pipe_ends) < 0) return 1;
            fflush(stdout);
            pid_t child = fork();
            if (child == 0) {
                dup2(pipe_ends[1], 2);
                close(pipe_ends[0]);
                close(pipe_ends[1]);
                alarm(20);
                make(calls[i].call, state);
            }
            close(pipe_ends[1]);
            FILE *errors = fdopen(pipe_ends[0], "r");
            char line[1000] = "", rest[1000];
            if (!fgets(line, sizeof line, errors)) line[0] = 0;
            while (fgets(rest, sizeof rest, errors)) {
            }
            fclose(errors);
            waitpid(child, &status, 0);
            line[strcspn(line, "\n")] = 0;
            printf("  %s: ", calls[i].name);
            if (WIFEXITED(status)) {
                printf("fine\n");
            } else if (WTERMSIG(status) == SIGABRT) {
                printf("%s\n", line);
            } else {
                printf("crashes\n");
            }
        }
    }
    return 0;
}
