/* Critical sections: nothing to do where a lock for all is held. */
@begin
@types
@constants
@declarations

#ifdef Py_GIL_DISABLED
/* Of the sequence itself only if it is a list, which alone can change meanwhile. */
#  define Py_BEGIN_CRITICAL_SECTION_SEQUENCE_FAST(original) \
    { \
        PyObject *_sequence = _PyObject_CAST(original); \
        const int _is_list = PyList_CheckExact(_sequence); \
        PyCriticalSection _section; \
        if (_is_list) { \
            PyCriticalSection_Begin(&_section, _sequence); \
        }
#  define Py_END_CRITICAL_SECTION_SEQUENCE_FAST() \
        if (_is_list) { \
            PyCriticalSection_End(&_section); \
        } \
    }
#else
#  define Py_BEGIN_CRITICAL_SECTION_SEQUENCE_FAST(original) {
#  define Py_END_CRITICAL_SECTION_SEQUENCE_FAST() }
#endif
#define _Py_CRITICAL_SECTION_ASSERT_MUTEX_LOCKED(mutex)
#define _Py_CRITICAL_SECTION_ASSERT_OBJECT_LOCKED(op)
