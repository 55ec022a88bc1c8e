/* Hashes. */
@begin
@types
@constants
@declarations

/* The lowest four bits say least: they come last. */
static inline Py_hash_t _Py_HashPointerRaw(const void *ptr)
{
    uintptr_t bits = (uintptr_t)ptr;
    return (Py_hash_t)(bits >> 4 | bits << (8 * sizeof bits - 4));
}
