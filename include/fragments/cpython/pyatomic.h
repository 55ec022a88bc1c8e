/* Atomic access by type: `_Py_atomic_OPERATION_TYPE[_ORDER]`. Without an order in the name it is sequentially consistent. */
@begin
#ifndef Py_LIMITED_API
#define Py_CPYTHON_PYATOMIC_GCC_H
#include "cpython/pyatomic_gcc.h"
#undef Py_CPYTHON_PYATOMIC_GCC_H
#if SIZEOF_LONG == 8
#  define _Py_atomic_load_ulong(p) _Py_atomic_load_uint64((uint64_t *)p)
#  define _Py_atomic_load_ulong_relaxed(p) _Py_atomic_load_uint64_relaxed((uint64_t *)p)
#  define _Py_atomic_store_ulong(p, v) _Py_atomic_store_uint64((uint64_t *)p, v)
#  define _Py_atomic_store_ulong_relaxed(p, v) _Py_atomic_store_uint64_relaxed((uint64_t *)p, v)
#endif
/* Dependent loads are ordered after it on the processors that we know. */
#define _Py_atomic_load_ptr_consume _Py_atomic_load_ptr_acquire
#endif
