/* Locks of a byte. */
@begin
@types
@constants
@declarations

static inline int PyMutex_LockFast(PyMutex *m)
{
    uint8_t unlocked = _Py_UNLOCKED;
    return _Py_atomic_compare_exchange_uint8(&m->_bits, &unlocked, _Py_LOCKED);
}

static inline void PyMutex_LockFlags(PyMutex *m, _PyLockFlags flags)
{
    if (!PyMutex_LockFast(m)) {
        _PyMutex_LockTimed(m, -1, flags);
    }
}

/* In a child process nobody else holds it. */
static inline void _PyMutex_at_fork_reinit(PyMutex *m)
{
    m->_bits = _Py_UNLOCKED;
}

/* Calls the function unless it has been called and did not fail. 0, or what it returned. */
static inline int _PyOnceFlag_CallOnce(_PyOnceFlag *flag, _Py_once_fn_t *fn, void *arg)
{
    return _Py_atomic_load_uint8(&flag->v) == _Py_ONCE_INITIALIZED ? 0 : _PyOnceFlag_CallOnceSlow(flag, fn, arg);
}
