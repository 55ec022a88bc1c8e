/* internal/pycore_lock.h, pycore_semaphore.h, pycore_parking_lot.h, by one thread and a second one. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_lock.h"
#include "internal/pycore_parking_lot.h"
#include "internal/pycore_semaphore.h"
#include <pthread.h>
#include <time.h>

#define MILLISECONDS(n) ((PyTime_t)(n) * 1000 * 1000)

static void start(void *(*run)(void *), void *argument, pthread_t *thread)
{
    if (pthread_create(thread, NULL, run, argument) != 0) {
        note("no thread");
    }
}

/* Waits for another thread, which may want to be attached. */
static void finish(pthread_t thread)
{
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
}

static void pause_a_moment(void)
{
    nanosleep(&(struct timespec){0, 20 * 1000 * 1000}, NULL);
}

static void *notify(void *event)
{
    pause_a_moment();
    _PyEvent_Notify(event);
    return NULL;
}

static void events(void)
{
    PyEvent event = {0};
    pthread_t thread;
    SHOW(_PyEvent_IsSet(&event));
    SHOW(PyEvent_WaitTimed(&event, MILLISECONDS(1), 1));
    start(notify, &event, &thread);
    DO(PyEvent_Wait(&event));
    finish(thread);
    SHOW(_PyEvent_IsSet(&event));
    SHOW(PyEvent_WaitTimed(&event, MILLISECONDS(1), 0));
    DO(_PyEvent_Notify(&event));
    SHOW((int)event.v);
}

static void mutexes(void)
{
    PyMutex mutex = {0};
    SHOW((int)_PyMutex_LockTimed(&mutex, 0, _Py_LOCK_DONT_DETACH));
    SHOW((int)mutex._bits);
    SHOW((int)_PyMutex_LockTimed(&mutex, 0, _Py_LOCK_DONT_DETACH));
    SHOW((int)_PyMutex_LockTimed(&mutex, MILLISECONDS(2), _PY_LOCK_DETACH));
    PyMutex_Unlock(&mutex);
    SHOW((int)mutex._bits);
    SHOW((int)_PyMutex_LockTimed(&mutex, -1, _PY_LOCK_DETACH));
    PyMutex_Unlock(&mutex);
    SHOW((int)mutex._bits);
}

static void recursive(void)
{
    _PyRecursiveMutex mutex = {0};
    SHOW(_PyRecursiveMutex_IsLockedByCurrentThread(&mutex));
    DO(_PyRecursiveMutex_Lock(&mutex));
    DO(_PyRecursiveMutex_Lock(&mutex));
    SHOW((int)mutex.level);
    SHOW(_PyRecursiveMutex_IsLockedByCurrentThread(&mutex));
    DO(_PyRecursiveMutex_Unlock(&mutex));
    SHOW(_PyRecursiveMutex_IsLockedByCurrentThread(&mutex));
    DO(_PyRecursiveMutex_Unlock(&mutex));
    SHOW(_PyRecursiveMutex_IsLockedByCurrentThread(&mutex));
    SHOW((int)mutex.mutex._bits);
}

static int called;

static int once(void *result)
{
    called++;
    return *(int *)result;
}

static void once_flags(void)
{
    _PyOnceFlag flag = {0};
    int result = -1;
    SHOW(_PyOnceFlag_CallOnceSlow(&flag, once, &result));
    SHOW((int)flag.v);
    result = 0;
    SHOW(_PyOnceFlag_CallOnceSlow(&flag, once, &result));
    SHOW((int)flag.v);
    SHOW(_PyOnceFlag_CallOnceSlow(&flag, once, &result));
    SHOW(called);
}

static void *write_locked(void *mutex)
{
    _PyRWMutex_Lock(mutex);
    _PyRWMutex_Unlock(mutex);
    return NULL;
}

static void readers_and_writers(void)
{
    _PyRWMutex mutex = {0};
    pthread_t thread;
    DO(_PyRWMutex_RLock(&mutex));
    DO(_PyRWMutex_RLock(&mutex));
    SHOW((unsigned long)mutex.bits);
    DO(_PyRWMutex_RUnlock(&mutex));
    start(write_locked, &mutex, &thread);
    pause_a_moment();
    DO(_PyRWMutex_RUnlock(&mutex));
    finish(thread);
    SHOW((unsigned long)mutex.bits);
    DO(_PyRWMutex_Lock(&mutex));
    SHOW((unsigned long)mutex.bits);
    DO(_PyRWMutex_Unlock(&mutex));
    SHOW((unsigned long)mutex.bits);
}

static void sequences(void)
{
    _PySeqLock lock = {0};
    SHOW(_PySeqLock_BeginRead(&lock));
    DO(_PySeqLock_LockWrite(&lock));
    SHOW(lock.sequence);
    SHOW(_PySeqLock_EndRead(&lock, 0));
    DO(_PySeqLock_UnlockWrite(&lock));
    SHOW(_PySeqLock_BeginRead(&lock));
    SHOW(_PySeqLock_EndRead(&lock, 2));
    SHOW(_PySeqLock_EndRead(&lock, 0));
    DO(_PySeqLock_LockWrite(&lock));
    DO(_PySeqLock_AbandonWrite(&lock));
    SHOW(lock.sequence);
    SHOW(_PySeqLock_AfterFork(&lock));
    _PySeqLock_LockWrite(&lock);
    SHOW(_PySeqLock_AfterFork(&lock));
    SHOW(lock.sequence);
}

static void *wake(void *semaphore)
{
    pause_a_moment();
    _PySemaphore_Wakeup(semaphore);
    return NULL;
}

static void semaphores(void)
{
    _PySemaphore semaphore;
    pthread_t thread;
    DO(_PySemaphore_Init(&semaphore));
    SHOW(_PySemaphore_Wait(&semaphore, MILLISECONDS(1), 1));
    SHOW(_PySemaphore_Wait(&semaphore, 0, 0));
    DO(_PySemaphore_Wakeup(&semaphore));
    SHOW(_PySemaphore_Wait(&semaphore, -1, 1));
    start(wake, &semaphore, &thread);
    SHOW(_PySemaphore_Wait(&semaphore, -1, 1));
    finish(thread);
    DO(_PySemaphore_Destroy(&semaphore));
}

static uint8_t place;

static void *park(void *result)
{
    uint8_t expected = 1;
    *(int *)result = _PyParkingLot_Park(&place, &expected, 1, -1, "mine", 0);
    return NULL;
}

static const char *parked;
static int more;

static void unparked(void *argument, void *park_argument, int has_more)
{
    *(int *)argument += 1, parked = park_argument, more = has_more;
    place = 0;
}

static void parking(void)
{
    uint8_t expected = 0;
    int result = 5, calls = 0;
    pthread_t thread;
    place = 1;
    SHOW(_PyParkingLot_Park(&place, &expected, 1, -1, NULL, 0));
    expected = 1;
    SHOW(_PyParkingLot_Park(&place, &expected, 1, MILLISECONDS(2), NULL, 1));
    DO(_PyParkingLot_Unpark(&place, unparked, &calls));
    note("%d calls, %d", calls, parked == NULL);
    place = 1;
    start(park, &result, &thread);
    while (parked == NULL) {
        pause_a_moment();
        place = 1;
        _PyParkingLot_Unpark(&place, unparked, &calls);
    }
    finish(thread);
    note("result %d, argument %s, more %d", result, parked, more);
    place = 1;
    start(park, &result, &thread);
    for (int i = 0; i < 5; i++) {
        pause_a_moment();
        _PyParkingLot_UnparkAll(&place);
        place = 0; /* what comes later does not park */
    }
    DO(_PyParkingLot_UnparkAll(&place));
    finish(thread);
    DO(_PyParkingLot_AfterFork());
}

TESTS(locks, TEST(events), TEST(mutexes), TEST(recursive), TEST(once_flags), TEST(readers_and_writers), TEST(sequences),
      TEST(semaphores), TEST(parking))
