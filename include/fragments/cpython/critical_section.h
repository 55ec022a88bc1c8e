/* Locking an object, or two, for a block: nothing in the default build, where the GIL is the lock. */
@begin
@types
@declarations
#ifdef Py_GIL_DISABLED
struct PyCriticalSection {
    uintptr_t _cs_prev; /* the one outside of it, and flags */
    PyMutex *_cs_mutex;
};
struct PyCriticalSection2 {
    PyCriticalSection _cs_base;
    PyMutex *_cs_mutex2;
};
#  define Py_BEGIN_CRITICAL_SECTION(op) { PyCriticalSection _py_cs; PyCriticalSection_Begin(&_py_cs, _PyObject_CAST(op))
#  define Py_BEGIN_CRITICAL_SECTION_MUTEX(mutex) { PyCriticalSection _py_cs; PyCriticalSection_BeginMutex(&_py_cs, mutex)
#  define Py_END_CRITICAL_SECTION() PyCriticalSection_End(&_py_cs); }
#  define Py_BEGIN_CRITICAL_SECTION2(a, b) \
    { PyCriticalSection2 _py_cs2; PyCriticalSection2_Begin(&_py_cs2, _PyObject_CAST(a), _PyObject_CAST(b))
#  define Py_BEGIN_CRITICAL_SECTION2_MUTEX(m1, m2) \
    { PyCriticalSection2 _py_cs2; PyCriticalSection2_BeginMutex(&_py_cs2, m1, m2)
#  define Py_END_CRITICAL_SECTION2() PyCriticalSection2_End(&_py_cs2); }
#else
#  define Py_BEGIN_CRITICAL_SECTION(op) {
#  define Py_BEGIN_CRITICAL_SECTION_MUTEX(mutex) {
#  define Py_END_CRITICAL_SECTION() }
#  define Py_BEGIN_CRITICAL_SECTION2(a, b) {
#  define Py_BEGIN_CRITICAL_SECTION2_MUTEX(m1, m2) {
#  define Py_END_CRITICAL_SECTION2() }
#endif
