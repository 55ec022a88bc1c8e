/* A mutex of one byte, all zeros when unlocked, that lets the GIL go while it waits. */
@begin
@types
@constants
@declarations
/* The uncontended ways are inline; they hide the library's functions. */
static inline void _PyMutex_Lock(PyMutex *m) {
    uint8_t expected = _Py_UNLOCKED;
    if (!_Py_atomic_compare_exchange_uint8(&m->_bits, &expected, _Py_LOCKED)) {
        PyMutex_Lock(m);
    }
}
#define PyMutex_Lock _PyMutex_Lock
static inline void _PyMutex_Unlock(PyMutex *m) {
    uint8_t expected = _Py_LOCKED;
    if (!_Py_atomic_compare_exchange_uint8(&m->_bits, &expected, _Py_UNLOCKED)) {
        PyMutex_Unlock(m);
    }
}
#define PyMutex_Unlock _PyMutex_Unlock
static inline int _PyMutex_IsLocked(PyMutex *m) {
    return (_Py_atomic_load_uint8(&m->_bits) & _Py_LOCKED) != 0;
}
#define PyMutex_IsLocked _PyMutex_IsLocked
