/* pystate.h, pythread.h, and the cpython/ halves of pystate.h, lock.h, critical_section.h. */
#include "../check.h"
#include <unistd.h>

static void states(void)
{
    PyThreadState *state = PyThreadState_Get();
    PyInterpreterState *interpreter = PyInterpreterState_Get();
    SHOW(PyThreadState_Get() != NULL);
    SHOW(PyThreadState_GetUnchecked() == state);
    SHOW(PyGILState_GetThisThreadState() == state);
    SHOW(PyGILState_Check());
    SHOW(PyThreadState_GetInterpreter(state) == interpreter);
    SHOW(PyThreadState_GetID(state));
    SHOW(PyThreadState_GetFrame(state) != NULL);
    SHOW_LENT(PyThreadState_GetDict());
    SHOW(PyInterpreterState_Get() == PyInterpreterState_Main());
    SHOW(PyInterpreterState_Head() == interpreter);
    SHOW(PyInterpreterState_Next(interpreter));
    SHOW(PyInterpreterState_ThreadHead(interpreter) == state);
    SHOW(PyThreadState_Next(state));
    SHOW(PyInterpreterState_GetID(interpreter));
    SHOW(PyDict_Check(PyInterpreterState_GetDict(interpreter)));
    SHOW(_PyInterpreterState_RequiresIDRef(interpreter));
    DO(_PyInterpreterState_RequireIDRef(interpreter, 1));
    SHOW(_PyInterpreterState_RequiresIDRef(interpreter));
    DO(_PyInterpreterState_RequireIDRef(interpreter, 0));
    SHOW(_PyInterpreterState_GetEvalFrameFunc(interpreter) != NULL);
    DO(_PyInterpreterState_SetEvalFrameFunc(interpreter, _PyEval_EvalFrameDefault));
    ALONE(PyInterpreterState_GetID(NULL));
    ALONE(PyInterpreterState_GetDict(NULL));
    UNCHECKED; ALONE(PyThreadState_GetInterpreter(NULL));
    UNCHECKED; ALONE(PyThreadState_GetID(NULL));
    UNCHECKED; ALONE(PyThreadState_GetFrame(NULL));
    DO(PyThreadState_EnterTracing(state));
    DO(PyThreadState_LeaveTracing(state));
    SHOW(PyDict_Size(_PyThread_CurrentFrames()));
    SHOW(PyUnstable_ThreadState_SetStackProtection(state, (void *)16, 10));
    DO(PyUnstable_ThreadState_ResetStackProtection(state));
}

static void other_states(void)
{
    PyThreadState *state = PyThreadState_Get(), *other = PyThreadState_New(PyInterpreterState_Get());
    SHOW(other != NULL && other != state);
    ALONE(PyThreadState_New(PyInterpreterState_Get()) != NULL);
    ALONE(PyThreadState_New(NULL) != NULL);
    SHOW(PyThreadState_GetID(other) > PyThreadState_GetID(state));
    SHOW((PyObject *)PyThreadState_GetFrame(other));
    PyThreadState *before = PyThreadState_Swap(other), *now = PyThreadState_Get();
    PyThreadState *left = PyThreadState_Swap(before);
    note("PyThreadState_Swap(other) -> %d%d%d", before == state, now == other, left == other);
    DO(PyThreadState_Clear(other));
    DO(PyThreadState_Delete(other));
    UNCHECKED; ALONE_DO(PyThreadState_Delete(NULL));
    ALONE_DO(PyThreadState_Delete(state));
    PyThreadState *third = PyThreadState_New(PyInterpreterState_Get());
    PyThreadState_Swap(third);
    PyThreadState_Clear(third);
    PyThreadState_DeleteCurrent();
    PyEval_RestoreThread(state);
    note("PyThreadState_DeleteCurrent() -> %d", PyThreadState_Get() == state);
    PyGILState_STATE gil = PyGILState_Ensure();
    note("PyGILState_Ensure() -> %d", gil);
    PyGILState_Release(gil);
    note("PyGILState_Release(gil) -> %d", PyGILState_Check());
    PyThreadState *saved = PyEval_SaveThread();
    gil = PyGILState_Ensure();
    int inside = PyGILState_Check();
    PyGILState_Release(gil);
    int outside = PyGILState_Check();
    PyEval_RestoreThread(saved);
    note("PyGILState_Check() -> %d inside, %d outside", inside, outside);
    ALONE_DO((PyEval_SaveThread(), PyThreadState_Get()));
    ALONE_DO((PyEval_SaveThread(), PyInterpreterState_Get()));
    ALONE_DO((PyEval_SaveThread(), PyEval_SaveThread()));
    ALONE_DO((PyEval_SaveThread(), PyGILState_Release(0)));
    ALONE((PyEval_SaveThread(), PyGILState_GetThisThreadState() != NULL));
}

static void asynchronous(void)
{
    python("def spin():\n    while True: pass");
    PyObject *spin = made("spin"), *number = made("1000");
    unsigned long me = PyThread_get_thread_ident();
    SHOW(PyThreadState_SetAsyncExc(me, PyExc_ValueError));
    SHOW(PyObject_CallNoArgs(spin));
    SHOW(PyThreadState_SetAsyncExc(me, PyExc_ValueError));
    SHOW(PyThreadState_SetAsyncExc(me, NULL));
    SHOW(PyThreadState_SetAsyncExc(12345, PyExc_ValueError));
    (void)number;
}

static void locks(void)
{
    PyThread_type_lock lock = PyThread_allocate_lock();
    SHOW(PyThread_allocate_lock() != lock);
    SHOW(PyThread_acquire_lock(lock, 0));
    SHOW(PyThread_acquire_lock(lock, 0));
    SHOW((int)PyThread_acquire_lock_timed(lock, 0, 0));
    SHOW((int)PyThread_acquire_lock_timed(lock, 1000, 1));
    DO(PyThread_release_lock(lock));
    SHOW((int)PyThread_acquire_lock_timed(lock, -1, 0));
    DO(PyThread_release_lock(lock));
    SHOW(PyThread_acquire_lock(lock, 1));
    DO(PyThread_release_lock(lock));
    DO(PyThread_free_lock(lock));
    PyMutex mutex = {0}, other = {0};
    SHOW(PyMutex_IsLocked(&mutex));
    DO((PyMutex_Lock)(&mutex));
    SHOW(PyMutex_IsLocked(&mutex));
    DO((PyMutex_Unlock)(&mutex));
    SHOW(PyMutex_IsLocked(&mutex));
    ALONE_DO((PyMutex_Unlock)(&mutex));
    PyObject *a = made("['a']"), *b = made("['b']");
    uintptr_t space[8] = {0}; /* the default build does not declare their contents */
    PyCriticalSection *section = (PyCriticalSection *)space;
    PyCriticalSection2 *sections = (PyCriticalSection2 *)space;
    DO((PyCriticalSection_Begin)(section, a));
    DO((PyCriticalSection_End)(section));
    DO((PyCriticalSection_BeginMutex)(section, &mutex));
    DO((PyCriticalSection_End)(section));
    DO((PyCriticalSection2_Begin)(sections, a, b));
    DO((PyCriticalSection2_End)(sections));
    DO((PyCriticalSection2_BeginMutex)(sections, &mutex, &other));
    DO((PyCriticalSection2_End)(sections));
}

static void thread_storage(void)
{
    Py_tss_t key = Py_tss_NEEDS_INIT, *allocated = PyThread_tss_alloc();
    int value = 5;
    SHOW(PyThread_tss_is_created(&key));
    SHOW(PyThread_tss_create(&key));
    SHOW(PyThread_tss_create(&key));
    SHOW(PyThread_tss_is_created(&key));
    SHOW(PyThread_tss_get(&key));
    SHOW(PyThread_tss_set(&key, &value));
    SHOW(PyThread_tss_get(&key) == &value);
    DO(PyThread_tss_delete(&key));
    DO(PyThread_tss_delete(&key));
    SHOW(PyThread_tss_is_created(&key));
    SHOW(PyThread_tss_alloc() != allocated);
    SHOW(PyThread_tss_is_created(allocated));
    DO(PyThread_tss_free(allocated));
    DO(PyThread_tss_free(NULL));
    int old = PyThread_create_key();
    SHOW(PyThread_create_key() != old);
    SHOW(PyThread_get_key_value(old));
    SHOW(PyThread_set_key_value(old, &value));
    SHOW(PyThread_get_key_value(old) == &value);
    DO(PyThread_delete_key_value(old));
    SHOW(PyThread_get_key_value(old));
    DO(PyThread_delete_key(old));
    DO(PyThread_ReInitTLS());
}

static PyThread_type_lock done;
static unsigned long started;
static void in_thread(void *argument)
{
    *(int *)argument = 7;
    started = PyThread_get_thread_ident();
    PyThread_release_lock(done);
}
static void exiting(void *argument)
{
    *(int *)argument = 8;
    PyThread_release_lock(done);
    PyThread_exit_thread();
}

static void threads(void)
{
    int value = 0;
    DO(PyThread_init_thread());
    SHOW(PyThread_get_thread_ident() != 0);
    SHOW(PyThread_get_thread_native_id() == (unsigned long)getpid());
    SHOW(PyThread_GetInfo() != NULL);
    SHOW(PyThread_get_stacksize());
    SHOW(PyThread_set_stacksize(1 << 20));
    SHOW(PyThread_get_stacksize());
    SHOW(PyThread_set_stacksize(10));
    SHOW(PyThread_set_stacksize(0));
    done = PyThread_allocate_lock();
    PyThread_acquire_lock(done, 1);
    SHOW(PyThread_start_new_thread(in_thread, &value) != PYTHREAD_INVALID_THREAD_ID);
    PyThread_acquire_lock(done, 1);
    SHOW(value);
    SHOW(started != PyThread_get_thread_ident());
    SHOW(PyThread_start_new_thread(exiting, &value) != PYTHREAD_INVALID_THREAD_ID);
    PyThread_acquire_lock(done, 1);
    note("PyThread_exit_thread() -> %d", value);
}

TESTS(pystate, TEST(states), TEST(other_states), TEST(asynchronous), TEST(locks), TEST(thread_storage), TEST(threads))
