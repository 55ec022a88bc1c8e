/* The allocator's state within a thread's, of the stock size; what is in it is the allocator's own. */
@begin
#ifdef Py_GIL_DISABLED
struct mi_heap_s {
    uint8_t opaque[3064];
} __attribute__((aligned(8)));
struct mi_tld_s {
    uint8_t opaque[1608];
} __attribute__((aligned(8)));
struct mi_abandoned_pool_s {
    uint8_t opaque[320];
} __attribute__((aligned(64)));
typedef struct mi_heap_s mi_heap_t;
typedef struct mi_tld_s mi_tld_t;
typedef struct mi_abandoned_pool_s mi_abandoned_pool_t;
#endif
@types
@constants
@declarations
