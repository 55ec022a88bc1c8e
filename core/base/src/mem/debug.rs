//! The debug hooks (`PyMem_SetupDebugHooks`): each block between guard bytes, with its size and its domain, filled when it is new and
//! when it is dead. An overrun, a block freed in another domain and a call without a thread state end the process with a
//! message that names the rule.
//!
//! A block of `n` bytes, in words: `[n] [domain, 7 guards] data [8 guards]`; the caller sees `data`.

use core::ffi::{c_char, c_void};

use layout::{PyMemAllocatorEx, debug_alloc_api_t};

use super::_PyRuntime;

const WORD: usize = size_of::<usize>();
const HEAD: usize = 2 * WORD;
const EXTRA: usize = HEAD + WORD;
const CLEAN: u8 = 0xCD;
const DEAD: u8 = 0xDD;
const GUARD: u8 = 0xFD;

/// Wraps each domain's present allocator in the checks, once.
///
/// # Safety
/// As for [`super::set_up`].
pub unsafe fn install() {
    // SAFETY: the caller's contract; the tables are static.
    unsafe {
        let a = &raw mut _PyRuntime.allocators;
        for (domain, id, wrapped) in [
            (&raw mut (*a).standard.raw, b'r', &raw mut (*a).debug.raw),
            (&raw mut (*a).standard.mem, b'm', &raw mut (*a).debug.mem),
            (&raw mut (*a).standard.obj, b'o', &raw mut (*a).debug.obj),
        ] {
            if (*domain).ctx == wrapped.cast() {
                continue;
            }
            *wrapped = debug_alloc_api_t {
                api_id: id as c_char,
                alloc: *domain,
            };
            *domain = PyMemAllocatorEx {
                ctx: wrapped.cast(),
                malloc: Some(malloc),
                calloc: Some(calloc),
                realloc: Some(realloc),
                free: Some(free),
            };
        }
        (*a).is_debug_enabled = 1;
    }
}

/// The wrapped allocator; ends the process if a domain that needs a thread state is used without one.
unsafe fn api(ctx: *mut c_void, function: &str) -> *const debug_alloc_api_t {
    let api = ctx.cast::<debug_alloc_api_t>();
    // SAFETY: `install` gave the context.
    unsafe {
        if (*api).api_id as u8 != b'r' && crate::tstate::current_or_null().is_null() {
            crate::fatal::error(
                Some(function),
                "Python memory allocator called without holding the GIL",
            );
        }
    }
    api
}

unsafe extern "C" fn malloc(ctx: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: fresh memory, long enough for the guards.
    unsafe {
        let api = api(ctx, "_PyMem_DebugMalloc");
        let data = decorate(api, size, |a, total| a.malloc.map(|f| f(a.ctx, total)));
        if !data.is_null() {
            data.write_bytes(CLEAN, size);
        }
        data.cast()
    }
}

unsafe extern "C" fn calloc(ctx: *mut c_void, n: usize, size: usize) -> *mut c_void {
    let Some(size) = n.checked_mul(size) else {
        return core::ptr::null_mut();
    };
    // SAFETY: fresh memory.
    unsafe {
        let api = api(ctx, "_PyMem_DebugCalloc");
        decorate(api, size, |a, total| a.calloc.map(|f| f(a.ctx, 1, total))).cast()
    }
}

/// Allocates with room for the guards, writes them, and returns where the data starts.
unsafe fn decorate(
    api: *const debug_alloc_api_t,
    size: usize,
    allocate: impl FnOnce(&PyMemAllocatorEx, usize) -> Option<*mut c_void>,
) -> *mut u8 {
    if size > isize::MAX as usize - EXTRA {
        return core::ptr::null_mut();
    }
    // SAFETY: the block has `EXTRA` bytes besides the data.
    unsafe {
        let block = allocate(&(*api).alloc, size + EXTRA).unwrap_or(core::ptr::null_mut());
        if block.is_null() {
            return core::ptr::null_mut();
        }
        write_guards(block.cast(), (*api).api_id as u8, size)
    }
}

unsafe fn write_guards(block: *mut u8, id: u8, size: usize) -> *mut u8 {
    // SAFETY: the caller's block has `size + EXTRA` bytes.
    unsafe {
        block.cast::<[u8; WORD]>().write(size.to_be_bytes());
        block.add(WORD).write(id);
        block.add(WORD + 1).write_bytes(GUARD, WORD - 1);
        let data = block.add(HEAD);
        data.add(size).write_bytes(GUARD, WORD);
        data
    }
}

/// The size that was asked for.
unsafe fn size_of_block(data: *const u8) -> usize {
    // SAFETY: a decorated block.
    unsafe { usize::from_be_bytes(data.sub(HEAD).cast::<[u8; WORD]>().read()) }
}

unsafe extern "C" fn realloc(ctx: *mut c_void, p: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: `p` is NULL or a block of this domain, which `check` confirms as far as it can be seen. A new block
    // instead of a grown one: who still uses the old address meets dead bytes.
    unsafe {
        if p.is_null() {
            return malloc(ctx, size);
        }
        let api = api(ctx, "_PyMem_DebugRealloc");
        check("_PyMem_DebugRawRealloc", (*api).api_id as u8, p.cast());
        let old = size_of_block(p.cast());
        let data = malloc(ctx, size).cast::<u8>();
        if data.is_null() {
            return core::ptr::null_mut();
        }
        data.copy_from_nonoverlapping(p.cast(), old.min(size));
        free(ctx, p);
        data.cast()
    }
}

unsafe extern "C" fn free(ctx: *mut c_void, p: *mut c_void) {
    if p.is_null() {
        return;
    }
    // SAFETY: a block of this domain, which `check` confirms as far as it can be seen.
    unsafe {
        let api = api(ctx, "_PyMem_DebugFree");
        check("_PyMem_DebugRawFree", (*api).api_id as u8, p.cast());
        let block = p.cast::<u8>().sub(HEAD);
        block.write_bytes(DEAD, size_of_block(p.cast()) + EXTRA);
        if let Some(f) = (*api).alloc.free {
            f((*api).alloc.ctx, block.cast());
        }
    }
}

/// Ends the process unless the block is of this domain and has whole guards.
unsafe fn check(function: &str, id: u8, data: *const u8) {
    // SAFETY: the head is read first; only if it is whole is its size believed.
    unsafe {
        let found = data.sub(WORD).read();
        let fail = |message: &str| {
            dump(data);
            crate::fatal::error(Some(function), message)
        };
        if found != id {
            fail(&format!(
                "bad ID: Allocated using API '{}', verified using API '{}'",
                found as char, id as char
            ));
        }
        if !guarded(data.sub(WORD - 1), WORD - 1) {
            fail("bad leading pad byte");
        }
        if !guarded(data.add(size_of_block(data)), WORD) {
            fail("bad trailing pad byte");
        }
    }
}

unsafe fn guarded(at: *const u8, n: usize) -> bool {
    // SAFETY: within the block, says the caller.
    unsafe { (0..n).all(|i| at.add(i).read() == GUARD) }
}

/// What can be said of a damaged block, on stderr.
unsafe fn dump(data: *const u8) {
    // SAFETY: as for `check`.
    unsafe {
        let size = size_of_block(data);
        let leading = guarded(data.sub(WORD - 1), WORD - 1);
        eprintln!(
            "Debug memory block at address p={data:p}: API '{}'",
            data.sub(WORD).read() as char
        );
        eprintln!("    {size} bytes originally requested");
        describe_guards(
            &format!("The {} pad bytes at p-{}", WORD - 1, WORD - 1),
            data.sub(WORD - 1),
            WORD - 1,
            |i| format!("p-{}", WORD - 1 - i),
        );
        if !leading {
            eprintln!(
                "    Because memory is corrupted at the start, the count of bytes requested\n       may be bogus, and checking the \
                 trailing pad bytes may segfault."
            );
        }
        let tail = data.add(size);
        describe_guards(
            &format!("The {WORD} pad bytes at tail={tail:p}"),
            tail,
            WORD,
            |i| format!("tail+{i}"),
        );
        if size > 0 {
            let shown: Vec<String> = (0..size.min(8))
                .chain(size.saturating_sub(8).max(8)..size)
                .map(|i| format!(" {:02x}", data.add(i).read()))
                .collect();
            let (first, last) = shown.split_at(shown.len().min(8));
            let gap = if size > 16 { " ..." } else { "" };
            eprintln!("    Data at p:{}{gap}{}", first.concat(), last.concat());
        }
        eprintln!();
        crate::upcalls::dump_allocation(data.cast());
    }
}

unsafe fn describe_guards(title: &str, at: *const u8, n: usize, place: impl Fn(usize) -> String) {
    // SAFETY: within the block, says the caller.
    unsafe {
        if guarded(at, n) {
            eprintln!("    {title} are FORBIDDENBYTE, as expected.");
            return;
        }
        eprintln!("    {title} are not all FORBIDDENBYTE (0x{GUARD:02x}):");
        for i in 0..n {
            let byte = at.add(i).read();
            let mark = if byte == GUARD { "" } else { " *** OUCH" };
            eprintln!("        at {}: 0x{byte:02x}{mark}", place(i));
        }
    }
}
