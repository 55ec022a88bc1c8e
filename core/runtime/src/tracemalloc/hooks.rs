//! The allocators that tracing puts around those in use, and the tracer of new objects.
//!
//! A block is remembered under the name of the frame that asks for it. Raw blocks may be asked for without a thread state: the thread
//! attaches for that long, as it must to look at its own frames. What an allocator asks for on its own behalf is not counted again.

use core::cell::Cell;
use core::ffi::{c_int, c_void};

use base::mem::_PyRuntime;
use base::tstate;
use layout::*;
use objects::prelude::*;

use super::{limit, tables, tracing};
use crate::pystate;

thread_local! {
    /// Is this thread at work on a block already?
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Runs `f` without tracing what this thread allocates meanwhile.
pub(super) fn untraced<R>(f: impl FnOnce() -> R) -> R {
    let before = BUSY.replace(true);
    let result = f();
    BUSY.set(before);
    result
}

/// The frames of this thread, the running one first: file name and line.
fn frames() -> impl Iterator<Item = (&'static Str, u32)> {
    let tstate = tstate::current_or_null();
    let mut frame = if tstate.is_null() {
        core::ptr::null_mut()
    } else {
        // SAFETY: this thread's own state.
        unsafe { eval::frame::first_complete((*tstate).current_frame) }
    };
    core::iter::from_fn(move || {
        if frame.is_null() {
            return None;
        }
        // SAFETY: a complete frame of this thread, which does not run meanwhile; its code keeps the name.
        unsafe {
            let code = eval::frame::code_of(frame);
            let line = objects::traceback::lines::line_at(
                code,
                eval::frame::last_instruction(frame) as c_int * 2,
            );
            frame = eval::frame::first_complete((*frame).previous);
            let name = Object::from_ptr((*code).co_filename)
                .downcast::<Str>()
                .unwrap_or_else(|| super::unknown());
            Some((name, u32::try_from(line).unwrap_or(0)))
        }
    })
}

/// Remembers a block for this thread's frames; false if there is no memory for that.
pub(super) fn remember(domain: u32, block: usize, size: usize) -> bool {
    let mut tables = tables();
    // Another thread may have stopped it.
    !tracing() || tables.add(domain, block, size, frames(), limit()).is_ok()
}

/// The allocator under ours.
unsafe fn under(ctx: *mut c_void) -> PyMemAllocatorEx {
    // SAFETY: `install` gave the context.
    unsafe { *ctx.cast::<PyMemAllocatorEx>() }
}

fn is_raw(ctx: *mut c_void) -> bool {
    // SAFETY: only the address is taken.
    ctx == unsafe { &raw mut _PyRuntime.tracemalloc.allocators.raw }.cast()
}

/// Runs `f` attached; who is no user of raw memory is so already.
pub(super) fn attached<R>(raw: bool, f: impl FnOnce() -> R) -> R {
    if !raw {
        return f();
    }
    let held = pystate::gilstate_ensure();
    let result = f();
    // SAFETY: what has just been taken.
    unsafe { pystate::gilstate_release(held) };
    result
}

unsafe fn allocate(ctx: *mut c_void, size: usize, zeroed: bool) -> *mut c_void {
    // SAFETY: `install` gave the context, an allocator with all its functions.
    unsafe {
        let inner = under(ctx);
        let get = || match (zeroed, inner.calloc, inner.malloc) {
            (true, Some(calloc), _) => calloc(inner.ctx, 1, size),
            (false, _, Some(malloc)) => malloc(inner.ctx, size),
            _ => core::ptr::null_mut(),
        };
        if BUSY.get() {
            return get();
        }
        untraced(|| {
            let block = get();
            if block.is_null() || attached(is_raw(ctx), || remember(0, block.addr(), size)) {
                return block;
            }
            if let Some(free) = inner.free {
                free(inner.ctx, block);
            }
            core::ptr::null_mut()
        })
    }
}

unsafe extern "C" fn malloc(ctx: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: as called.
    unsafe { allocate(ctx, size, false) }
}

unsafe extern "C" fn calloc(ctx: *mut c_void, n: usize, size: usize) -> *mut c_void {
    match n.checked_mul(size) {
        // SAFETY: as called.
        Some(total) => unsafe { allocate(ctx, total, true) },
        None => core::ptr::null_mut(),
    }
}

unsafe extern "C" fn realloc(ctx: *mut c_void, old: *mut c_void, size: usize) -> *mut c_void {
    if old.is_null() {
        // SAFETY: as called.
        return unsafe { malloc(ctx, size) };
    }
    // SAFETY: `install` gave the context; the block is of the allocator under ours.
    unsafe {
        let inner = under(ctx);
        let Some(resize) = inner.realloc else {
            return core::ptr::null_mut();
        };
        // Forgotten first: once it is free, another thread may be given the same address.
        let known = tables().remove(0, old.addr());
        let new = untraced(|| resize(inner.ctx, old, size));
        if new.is_null() {
            if let Some(known) = known {
                tables().put_back(old.addr(), known);
            }
        } else if !BUSY.get() {
            // The block may be smaller than before, so an error cannot be told; the place of the old one is there.
            untraced(|| attached(is_raw(ctx), || remember(0, new.addr(), size)));
        }
        new
    }
}

unsafe extern "C" fn free(ctx: *mut c_void, block: *mut c_void) {
    if block.is_null() {
        return;
    }
    tables().remove(0, block.addr());
    // SAFETY: `install` gave the context; the block is of the allocator under ours.
    unsafe {
        let inner = under(ctx);
        if let Some(free) = inner.free {
            free(inner.ctx, block);
        }
    }
}

/// An object was made in a block that may have been allocated elsewhere: by a list of free ones.
pub(super) unsafe extern "C" fn object_event(
    op: *mut PyObject,
    event: PyRefTracerEvent,
    _data: *mut c_void,
) -> c_int {
    if event == PyRefTracer_CREATE && !BUSY.get() {
        // SAFETY: the object has its type.
        let block = unsafe { block_of(Object::from_ptr(op)) };
        untraced(|| {
            let mut tables = tables();
            if tracing() {
                // Without memory the old stack stays.
                let _ = tables.moved(block, frames(), limit());
            }
        });
    }
    0
}

/// Where the memory of an object starts.
pub(super) fn block_of(o: &Object) -> usize {
    o.as_ptr().addr() - objects::alloc::preheader_size(o.class().flags())
}

/// Puts tracing around the allocators in use.
///
/// # Safety
/// Attached, and not done already.
pub(super) unsafe fn install() {
    // SAFETY: static tables; the contexts are where the allocators under ours are kept.
    unsafe {
        let standard = &raw mut _PyRuntime.allocators.standard;
        let kept = &raw mut _PyRuntime.tracemalloc.allocators;
        for (domain, kept) in [
            (&raw mut (*standard).raw, &raw mut (*kept).raw),
            (&raw mut (*standard).mem, &raw mut (*kept).mem),
            (&raw mut (*standard).obj, &raw mut (*kept).obj),
        ] {
            *kept = *domain;
            *domain = PyMemAllocatorEx {
                ctx: kept.cast(),
                malloc: Some(malloc),
                calloc: Some(calloc),
                realloc: Some(realloc),
                free: Some(free),
            };
        }
    }
}

/// Puts the allocators back that `install` found.
///
/// # Safety
/// Attached, after `install`.
pub(super) unsafe fn uninstall() {
    // SAFETY: static tables.
    unsafe {
        let standard = &raw mut _PyRuntime.allocators.standard;
        let kept = &raw mut _PyRuntime.tracemalloc.allocators;
        (*standard).raw = (*kept).raw;
        (*standard).mem = (*kept).mem;
        (*standard).obj = (*kept).obj;
    }
}
