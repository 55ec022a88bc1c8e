/* What the allocator of small objects would need, had we one. The shapes stay, for those who read the memory of others. */
@begin
@types
@constants
@declarations

#define USE_INTERIOR_NODES
#define USE_LARGE_ARENAS
#define USE_LARGE_POOLS
#define INDEX2SIZE(I) (((pymem_uint)(I) + 1) << ALIGNMENT_SHIFT)
#define NUMBLOCKS(I) ((pymem_uint)(POOL_SIZE - POOL_OVERHEAD) / INDEX2SIZE(I))
#define POOL_ADDR(P) ((poolp)_Py_ALIGN_DOWN((P), POOL_SIZE))
#define AS_UINT(p) ((uintptr_t)(p))
#define HIGH_BITS(p) (AS_UINT(p) >> ADDRESS_BITS)
#define MAP_BOT_INDEX(p) ((AS_UINT(p) >> MAP_BOT_SHIFT) & MAP_BOT_MASK)
#define MAP_MID_INDEX(p) ((AS_UINT(p) >> MAP_MID_SHIFT) & MAP_MID_MASK)
#define MAP_TOP_INDEX(p) ((AS_UINT(p) >> MAP_TOP_SHIFT) & MAP_TOP_MASK)
