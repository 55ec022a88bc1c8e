/* Hashing numbers, pointers and bytes. */
@begin
@types
@constants
@declarations
Py_DEPRECATED(3.14) static inline Py_hash_t _Py_HashPointer(const void *ptr) {
    return Py_HashPointer(ptr);
}
