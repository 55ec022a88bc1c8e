//! Small blocks in the default build, which `pymalloc` names as in the stock library: up to [`LIMIT`] bytes from pools of one
//! size, anything larger from the general allocator.
//!
//! What was freed last is handed out next, while it is still in the processor's cache, and neither way needs more than a few
//! instructions. That is what a general allocator, which must think of other threads, does not give: whoever calls here
//! is attached, as the contract of the `mem` and `obj` domains says, so nothing is locked.
//!
//! A pool is [`POOL`] bytes aligned to its size, with a head in front, so a block's address tells its pool. Pools are cut from
//! arenas of [`ARENA`] bytes, aligned too; a map of all arenas' addresses tells whose a block is. An arena whose pools are
//! all free goes back to the kernel, but for one.
//!
//! Invariant: the pools in a size's list are those with a free block; `free` is NULL in full pools alone, which are in no list.

use core::cell::UnsafeCell;
use core::ffi::c_void;
use core::ptr::{copy_nonoverlapping, null_mut, write_bytes};

use super::blocks as general;

/// The largest block that comes from here.
pub const LIMIT: usize = 512;
/// Blocks are multiples of this, and aligned to it.
const STEP: usize = 16;
const CLASSES: usize = LIMIT / STEP;
const POOL: usize = 16 << 10;
const ARENA_BITS: u32 = 20;
const ARENA: usize = 1 << ARENA_BITS;
const POOLS: u32 = (ARENA / POOL) as u32;
/// Bits of an address that a leaf of the map covers, above those of an arena.
const LEAF_BITS: u32 = 14;
const LEAF: usize = 1 << LEAF_BITS;
/// Leaves for all addresses that the kernel gives to programs.
const ROOT: usize = 1 << (47 - ARENA_BITS - LEAF_BITS);

/// A free block: the next one.
type Block = *mut c_void;

/// What stands at the beginning of a pool.
#[repr(C)]
struct Pool {
    free: Block,
    next: *mut Pool,
    prev: *mut Pool,
    /// Blocks in use.
    used: u32,
    class: u32,
    /// Bytes from the pool's beginning on that blocks were ever cut from.
    cut: u32,
    /// The arena's place in the table.
    arena: u32,
}

const HEAD: usize = size_of::<Pool>().next_multiple_of(STEP);

struct Arena {
    /// NULL: the place in the table is vacant.
    base: *mut u8,
    /// Pools that were used and are not now.
    free: *mut Pool,
    /// Pools that were never used, at the arena's end.
    untouched: u32,
    /// Both together.
    available: u32,
}

struct State {
    /// The first pool of each size with a free block; NULL if there is none.
    pools: [*mut Pool; CLASSES],
    arenas: *mut Arena,
    arenas_len: usize,
    /// Where the next pool comes from, if it has one available.
    current: usize,
    /// An arena without a used pool, kept.
    spare: Option<usize>,
    /// By the upper bits of an address, then by the lower ones of what an arena's addresses share: is there an arena?
    map: [*mut [bool; LEAF]; ROOT],
}

struct Shared(UnsafeCell<State>);

// SAFETY: only attached threads come here, one at a time in the default build.
unsafe impl Sync for Shared {}

static STATE: Shared = Shared(UnsafeCell::new(State {
    pools: [null_mut(); CLASSES],
    arenas: null_mut(),
    arenas_len: 0,
    current: 0,
    spare: None,
    map: [null_mut(); ROOT],
}));

#[inline(always)]
fn state() -> *mut State {
    STATE.0.get()
}

/// Is the address in one of the arenas?
#[inline(always)]
unsafe fn is_ours(p: *mut c_void) -> bool {
    let key = p.addr() >> ARENA_BITS;
    // SAFETY: attached; a leaf stays once it is made.
    unsafe {
        let root = key >> LEAF_BITS;
        if root >= ROOT {
            return false;
        }
        let leaf = (*state()).map[root];
        !leaf.is_null() && (*leaf)[key & (LEAF - 1)]
    }
}

#[inline(always)]
fn pool_of(p: *mut c_void) -> *mut Pool {
    p.map_addr(|a| a & !(POOL - 1)).cast()
}

#[inline(always)]
const fn block_size(class: usize) -> usize {
    (class + 1) * STEP
}

/// Puts a pool before the others of its size.
#[inline(always)]
unsafe fn link(pool: *mut Pool) {
    // SAFETY: a pool that is in no list.
    unsafe {
        let first = &raw mut (*state()).pools[(*pool).class as usize];
        (*pool).prev = null_mut();
        (*pool).next = *first;
        if !(*first).is_null() {
            (**first).prev = pool;
        }
        *first = pool;
    }
}

unsafe fn unlink(pool: *mut Pool) {
    // SAFETY: a pool that is in the list of its size.
    unsafe {
        let (prev, next) = ((*pool).prev, (*pool).next);
        if !next.is_null() {
            (*next).prev = prev;
        }
        if prev.is_null() {
            (*state()).pools[(*pool).class as usize] = next;
        } else {
            (*prev).next = next;
        }
    }
}

/// The last block of the list was handed out: cuts another from the pool, or takes the pool off its list.
unsafe fn extend(pool: *mut Pool) {
    // SAFETY: a pool in its list, without a free block.
    unsafe {
        let size = block_size((*pool).class as usize);
        let cut = (*pool).cut as usize;
        if cut + size > POOL {
            unlink(pool);
            return;
        }
        let block = pool.cast::<u8>().add(cut).cast::<Block>();
        *block = null_mut();
        (*pool).cut = (cut + size) as u32;
        (*pool).free = block.cast();
    }
}

/// A block of a size none of whose pools has one free; NULL if there is no memory.
#[cold]
#[inline(never)]
unsafe fn from_new_pool(class: usize) -> *mut c_void {
    // SAFETY: attached; the pool is nobody's.
    unsafe {
        let Some(arena) = arena_with_pools() else {
            return null_mut();
        };
        let s = state();
        if (*s).spare == Some(arena) {
            (*s).spare = None;
        }
        let place = (*s).arenas.add(arena);
        let pool = if (*place).free.is_null() {
            (*place).untouched -= 1;
            (*place)
                .base
                .add(((*place).untouched as usize) * POOL)
                .cast::<Pool>()
        } else {
            let pool = (*place).free;
            (*place).free = (*pool).next;
            pool
        };
        (*place).available -= 1;
        let size = block_size(class);
        let first = pool.cast::<u8>().add(HEAD);
        pool.write(Pool {
            free: null_mut(),
            next: null_mut(),
            prev: null_mut(),
            used: 1,
            class: class as u32,
            cut: (HEAD + size) as u32,
            arena: arena as u32,
        });
        link(pool);
        extend(pool);
        first.cast()
    }
}

/// The arena to take a pool from: the present one, else the fullest, so that others may become empty, else a new one.
unsafe fn arena_with_pools() -> Option<usize> {
    // SAFETY: attached.
    unsafe {
        let s = state();
        let available = |i: usize| (*(*s).arenas.add(i)).available;
        if (*s).current < (*s).arenas_len && available((*s).current) > 0 {
            return Some((*s).current);
        }
        let found = (0..(*s).arenas_len)
            .filter(|&i| available(i) > 0)
            .min_by_key(|&i| available(i));
        (*s).current = match found {
            Some(i) => i,
            None => new_arena()?,
        };
        Some((*s).current)
    }
}

unsafe fn new_arena() -> Option<usize> {
    // SAFETY: attached; the table's places up to its length are initialised.
    unsafe {
        let s = state();
        let vacant = (0..(*s).arenas_len).find(|&i| (*(*s).arenas.add(i)).base.is_null());
        let place = match vacant {
            Some(i) => i,
            None => grow_table()?,
        };
        let base = map_arena()?;
        let key = base.addr() >> ARENA_BITS;
        let Some(leaf) = leaf(key >> LEAF_BITS) else {
            libc::munmap(base.cast(), ARENA);
            return None;
        };
        (*leaf)[key & (LEAF - 1)] = true;
        (*s).arenas.add(place).write(Arena {
            base,
            free: null_mut(),
            untouched: POOLS,
            available: POOLS,
        });
        Some(place)
    }
}

/// Doubles the table; the first of its vacant places.
unsafe fn grow_table() -> Option<usize> {
    // SAFETY: attached; nobody holds a pointer into the table.
    unsafe {
        let s = state();
        let old = (*s).arenas_len;
        let new = (old * 2).max(16);
        let table = libc::realloc((*s).arenas.cast(), new * size_of::<Arena>()).cast::<Arena>();
        if table.is_null() {
            return None;
        }
        for i in old..new {
            table.add(i).write(Arena {
                base: null_mut(),
                free: null_mut(),
                untouched: 0,
                available: 0,
            });
        }
        (*s).arenas = table;
        (*s).arenas_len = new;
        Some(old)
    }
}

/// The part of the map for these upper bits of an address, made when it is first wanted.
unsafe fn leaf(root: usize) -> Option<*mut [bool; LEAF]> {
    // SAFETY: attached; all-zero is a valid leaf.
    unsafe {
        let place = (*state()).map.get_mut(root)?;
        if place.is_null() {
            *place = libc::calloc(1, LEAF).cast();
        }
        (!place.is_null()).then_some(*place)
    }
}

/// An arena's memory, aligned to its size.
fn map_arena() -> Option<*mut u8> {
    let map = |size: usize| {
        // SAFETY: new memory wherever the kernel likes.
        let p = unsafe {
            libc::mmap(
                null_mut(),
                size,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        (p != libc::MAP_FAILED).then_some(p.cast::<u8>())
    };
    let exact = map(ARENA)?;
    if exact.addr() % ARENA == 0 {
        return Some(exact);
    }
    // SAFETY: what was just mapped, and the parts of it that are too much; nobody has seen either.
    unsafe {
        libc::munmap(exact.cast(), ARENA);
        let wide = map(2 * ARENA)?;
        let before = wide.addr().next_multiple_of(ARENA) - wide.addr();
        if before > 0 {
            libc::munmap(wide.cast(), before);
        }
        if before < ARENA {
            libc::munmap(wide.add(before + ARENA).cast(), ARENA - before);
        }
        Some(wide.add(before))
    }
}

/// The last block of a pool was freed.
#[inline(never)]
unsafe fn give_back(pool: *mut Pool) {
    // SAFETY: a pool in its list with no block in use; its arena is in the table.
    unsafe {
        if (*pool).prev.is_null() && (*pool).next.is_null() {
            // The only one of its size, which will be wanted again.
            return;
        }
        unlink(pool);
        let s = state();
        let index = (*pool).arena as usize;
        let arena = (*s).arenas.add(index);
        (*pool).next = (*arena).free;
        (*arena).free = pool;
        (*arena).available += 1;
        if (*arena).available < POOLS {
            return;
        }
        if (*s).spare.is_none() {
            (*s).spare = Some(index);
            return;
        }
        let base = (*arena).base;
        let key = base.addr() >> ARENA_BITS;
        if let Some(leaf) = leaf(key >> LEAF_BITS) {
            (*leaf)[key & (LEAF - 1)] = false;
        }
        (*arena).base = null_mut();
        (*arena).available = 0;
        libc::munmap(base.cast(), ARENA);
    }
}

#[inline(always)]
pub(super) unsafe extern "C" fn malloc(size: usize) -> *mut c_void {
    if size > LIMIT {
        // SAFETY: plain allocation.
        return unsafe { general::malloc(size) };
    }
    let class = size.saturating_sub(1) / STEP;
    // SAFETY: attached; a pool in the list has a free block.
    unsafe {
        let pool = (*state()).pools[class];
        if pool.is_null() {
            return from_new_pool(class);
        }
        let block = (*pool).free;
        (*pool).used += 1;
        let next = *block.cast::<Block>();
        (*pool).free = next;
        if next.is_null() {
            extend(pool);
        }
        block
    }
}

/// # Safety
/// `p` is NULL or a block from here, not used again.
#[inline(always)]
pub(super) unsafe extern "C" fn free(p: *mut c_void) {
    // SAFETY: attached; whose the block is has been asked. NULL is in no arena.
    unsafe {
        if !is_ours(p) {
            return general::free(p);
        }
        let pool = pool_of(p);
        let last = (*pool).free;
        *p.cast::<Block>() = last;
        (*pool).free = p;
        (*pool).used -= 1;
        if last.is_null() {
            link(pool);
        } else if (*pool).used == 0 {
            give_back(pool);
        }
    }
}

#[inline(always)]
pub(super) unsafe extern "C" fn calloc(n: usize, size: usize) -> *mut c_void {
    let total = n.saturating_mul(size);
    if total > LIMIT {
        // SAFETY: plain allocation.
        return unsafe { general::calloc(n, size) };
    }
    // SAFETY: fresh, of as many bytes.
    unsafe {
        let block = malloc(total);
        if !block.is_null() {
            write_bytes(block.cast::<u8>(), 0, total);
        }
        block
    }
}

/// # Safety
/// `p` is NULL or a block from here.
pub(super) unsafe extern "C" fn realloc(p: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: attached; a block from here, of its class's size.
    unsafe {
        if p.is_null() {
            return malloc(size);
        }
        if !is_ours(p) {
            return general::realloc(p, size);
        }
        let old = block_size((*pool_of(p)).class as usize);
        if size <= old && size > old / 4 * 3 {
            return p;
        }
        let new = malloc(size);
        if new.is_null() {
            // To shrink cannot fail.
            return if size <= old { p } else { new };
        }
        copy_nonoverlapping(p.cast::<u8>(), new.cast::<u8>(), size.min(old));
        free(p);
        new
    }
}

/// How many blocks are in use.
pub fn blocks_in_use() -> usize {
    // SAFETY: attached. Of a pool in use the head is whole; of a free one it says so, since its count is zero.
    unsafe {
        let s = state();
        (0..(*s).arenas_len)
            .map(|i| (*s).arenas.add(i))
            .filter(|a| !(**a).base.is_null())
            .flat_map(|a| ((*a).untouched..POOLS).map(move |k| (*a).base.add(k as usize * POOL)))
            .map(|pool| (*pool.cast::<Pool>()).used as usize)
            .sum()
    }
}
