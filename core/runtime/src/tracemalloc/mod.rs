//! Tracing of memory: which Python code asked for which block (`tracemalloc`, `-X tracemalloc`, `PyTraceMalloc_Track`).
//!
//! While tracing is on, `hooks` stands around the allocators of all domains and is told of new objects; `tables` holds what is known. While it
//! is off, nothing of this costs anything. The tables have a lock of their own, since raw memory is freed without the GIL; who holds it calls
//! nothing of Python's.

mod hooks;
mod tables;

use std::sync::{Mutex, MutexGuard, PoisonError};

use base::mem::_PyRuntime;
use objects::prelude::*;

use tables::{KeptStack, Tables};

static TABLES: Mutex<Tables> = Mutex::new(Tables::new());

fn tables() -> MutexGuard<'static, Tables> {
    TABLES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Is memory being traced?
pub fn tracing() -> bool {
    // SAFETY: a word that is written under the tables' lock; read without, it may be late.
    unsafe { (&raw const _PyRuntime.tracemalloc.config.tracing).read_volatile() != 0 }
}

/// How many frames of a stack are kept.
pub fn limit() -> usize {
    // SAFETY: written by an attached thread before tracing starts.
    unsafe { _PyRuntime.tracemalloc.config.max_nframe.max(1) as usize }
}

/// The name of a file that nobody knows.
fn unknown() -> &'static Str {
    interned!("<unknown>")
}

/// Starts tracing, with so many frames for each block; nothing new if it is on.
pub fn start(frames: i32) -> PyResult<()> {
    if !(1..=i32::from(u16::MAX)).contains(&frames) {
        return Err(raise!(
            ValueError,
            "the number of frames must be in range [1; {}]",
            u16::MAX
        ));
    }
    // SAFETY: attached.
    unsafe { base::reftracer::set(Some(hooks::object_event), core::ptr::null_mut()) };
    if tracing() {
        return Ok(());
    }
    let _locked = tables();
    // SAFETY: attached, and nothing is installed.
    unsafe {
        _PyRuntime.tracemalloc.config.max_nframe = frames;
        hooks::install();
        _PyRuntime.tracemalloc.config.tracing = 1;
    }
    Ok(())
}

/// Stops tracing and forgets all blocks.
pub fn stop() {
    let mut locked = tables();
    if !tracing() {
        return;
    }
    // SAFETY: attached, and `start` installed them.
    unsafe {
        _PyRuntime.tracemalloc.config.tracing = 0;
        hooks::uninstall();
        base::reftracer::set(None, core::ptr::null_mut());
    }
    let names = locked.clear();
    drop(locked);
    drop(names);
}

/// Forgets all blocks.
pub fn clear() {
    let names = tables().clear();
    hooks::untraced(|| drop(names));
}

/// Remembers a block of a domain of the caller's; `None` if nothing is traced, false if there is no memory. The thread
/// may be detached.
pub fn track(domain: u32, block: usize, size: usize) -> Option<bool> {
    if !tracing() {
        return None;
    }
    hooks::untraced(|| {
        hooks::attached(true, || {
            tracing().then(|| hooks::remember(domain, block, size))
        })
    })
}

/// Forgets a block of the caller's; `None` if nothing is traced. The thread may be detached.
pub fn untrack(domain: u32, block: usize) -> Option<()> {
    tracing().then(|| {
        tables().remove(domain, block);
    })
}

/// Where a block was asked for: a tuple of (file name, line), or None.
pub fn traceback(domain: u32, block: usize) -> PyResult {
    if !tracing() {
        return Ok(none_ref());
    }
    let known = tables().stack_of(domain, block);
    match known {
        Ok(Some(stack)) => Ok(lines_object(&stack)?.upcast()),
        Ok(None) => Ok(none_ref()),
        Err(_) => Err(objects::exceptions::no_memory()),
    }
}

/// Where an object was made, as [`traceback`].
pub fn object_traceback(o: &Object) -> PyResult {
    traceback(0, hooks::block_of(o))
}

fn lines_object(stack: &KeptStack) -> PyResult<Ref<Tuple>> {
    let line = |name: &Str, line: u32| -> PyResult {
        Ok(Tuple::from_array([
            name.to_ref().upcast(),
            Long::from_u64(line.into())?.upcast(),
        ])?
        .upcast())
    };
    if stack.lines.is_empty() {
        return Tuple::from_array([line(unknown(), 0)?]);
    }
    let tuple = Tuple::with_len(stack.lines.len())?;
    for (i, (name, number)) in stack.lines.iter().enumerate() {
        tuple.init_item(i, line(name, *number)?);
    }
    Ok(tuple)
}

/// All blocks: a list of (domain, size, lines, number of frames); empty if nothing is traced.
pub fn traces() -> PyResult<Ref<List>> {
    let list = List::new()?;
    if !tracing() {
        return Ok(list);
    }
    let snapshot = tables().snapshot();
    let Ok(snapshot) = snapshot else {
        return Err(objects::exceptions::no_memory());
    };
    hooks::untraced(|| {
        let nowhere = KeptStack {
            total: 1,
            ..KeptStack::default()
        };
        let mut made = objects::grow::vec_for::<Option<Ref<Tuple>>>(snapshot.stacks.len() + 1)?;
        made.resize(snapshot.stacks.len() + 1, None);
        for trace in &snapshot.traces {
            let stack = snapshot.stacks.get(trace.stack).unwrap_or(&nowhere);
            let slot = made.get_mut(trace.stack.min(snapshot.stacks.len()));
            let lines = match slot {
                Some(Some(lines)) => lines.clone(),
                Some(slot) => slot.insert(lines_object(stack)?).clone(),
                None => lines_object(stack)?,
            };
            let entry = Tuple::from_array([
                Long::from_u64(trace.domain.into())?.upcast(),
                Long::from_u64(trace.size as u64)?.upcast(),
                lines.upcast(),
                Long::from_u64(stack.total.into())?.upcast(),
            ])?;
            list.push_owned(entry.upcast())?;
        }
        // Names may be released for good here.
        drop(snapshot);
        Ok(list)
    })
}

/// Bytes that are traced now, and the most there ever were.
pub fn traced_memory() -> (usize, usize) {
    tables().traced_and_peak()
}

pub fn reset_peak() {
    tables().reset_peak();
}

/// Bytes that tracing itself takes.
pub fn own_memory() -> usize {
    if tracing() { tables().memory() } else { 0 }
}

base::define_upcall!("libpython_dump_allocation" fn dump_allocation(block: *const core::ffi::c_void) {
    let out = crate::dump::Out(2);
    if !tracing() {
        out.put("Enable tracemalloc to get the memory block allocation traceback\n\n");
        return;
    }
    let known = tables().stack_of(0, block.addr());
    let Ok(Some(stack)) = known else {
        return;
    };
    out.put("Memory block allocated at (most recent call first):\n");
    let name_and_line = |name: &Str, line: u32| {
        out.put("  File \"");
        // SAFETY: a live string.
        unsafe { out.text(name.as_ptr()) };
        out.put("\", line ");
        out.decimal(line.into());
        out.put("\n");
    };
    if stack.lines.is_empty() {
        name_and_line(unknown(), 0);
    }
    for (name, line) in &stack.lines {
        name_and_line(name, *line);
    }
    out.put("\n");
    // The process ends: releasing names now could run code.
    core::mem::forget(stack);
});
