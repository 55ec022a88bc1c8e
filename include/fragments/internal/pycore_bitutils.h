/* Bits of numbers. */
@begin
@types
@constants
@declarations

static inline uint16_t _Py_bswap16(uint16_t word) { return __builtin_bswap16(word); }
static inline uint32_t _Py_bswap32(uint32_t word) { return __builtin_bswap32(word); }
static inline uint64_t _Py_bswap64(uint64_t word) { return __builtin_bswap64(word); }
static inline int _Py_popcount32(uint32_t x) { return __builtin_popcount(x); }

/* How many bits it takes to write the number; 0 for 0. */
static inline int _Py_bit_length(unsigned long x)
{
    return x == 0 ? 0 : (int)(8 * sizeof x) - __builtin_clzl(x);
}
