//! `_thread._ThreadHandle`: what is known of a thread, for it and for those that wait for its end. Object and thread share it, so
//! that either may go first.

use core::sync::atomic::{AtomicBool, AtomicU64, Ordering::*};
use std::sync::Arc;
use std::time::Duration;

use clinic::pymethods;
use layout::*;
use objects::clinic::*;
use objects::owned;
use objects::prelude::*;
use objects::slots;
use runtime::pystate;
use runtime::pytime::{self, Rounding};

use crate::heap_type::{self, HeapType};

use super::os_thread::OsThread;
use super::raw_lock::{Acquired, RawLock};

/// What a handle and its thread share.
pub(super) struct Handle {
    pub(super) ident: AtomicU64,
    pub(super) started: AtomicBool,
    pub(super) done: RawLock,
    pub(super) finished: AtomicBool,
    pub(super) os: OsThread,
}

#[repr(C)]
pub struct HandleObject {
    ob_base: PyObject,
    shared: *const Handle,
}

object_view!(
    /// `_thread._ThreadHandle`.
    pub ThreadHandle, HandleObject, "_ThreadHandle", |o| o.is_exactly(HANDLE.as_mut_ptr())
);

impl ThreadHandle {
    pub(super) fn make() -> PyResult<Ref<ThreadHandle>> {
        let h = owned::alloc::<ThreadHandle>(HANDLE.live()?)?;
        let shared = Arc::new(Handle {
            ident: AtomicU64::new(0),
            started: AtomicBool::new(false),
            done: RawLock::taken(),
            finished: AtomicBool::new(false),
            os: OsThread::default(),
        });
        // SAFETY: fresh.
        unsafe { (*h.raw()).shared = Arc::into_raw(shared) };
        Ok(h)
    }

    pub(super) fn shared(&self) -> Arc<Handle> {
        // SAFETY: the field owns one count for the object's life.
        unsafe {
            Arc::increment_strong_count((*self.raw()).shared);
            Arc::from_raw((*self.raw()).shared)
        }
    }
}

#[pymethods]
impl ThreadHandle {
    #[new("_ThreadHandle()")]
    fn new(_cls: &Type) -> PyResult {
        Ok(ThreadHandle::make()?.upcast())
    }

    /// The thread's identifier.
    #[getter("ident")]
    fn ident(&self) -> PyResult<Ref<Long>> {
        Long::from_u64(self.shared().ident.load(Relaxed))
    }

    /// Wait for the thread to end, at most so many seconds.
    #[method("join(timeout=None, /)", nosig)]
    fn join(&self, timeout: Option<&Object>) -> PyResult<()> {
        let h = self.shared();
        let timeout = match timeout.filter(|t| !is_none(t)) {
            Some(t) => {
                let ns = pytime::from_seconds(t, Rounding::Up)?;
                u64::try_from(ns).ok().map(Duration::from_nanos)
            }
            None => None,
        };
        if !h.started.load(Acquire) {
            return Err(raise!(RuntimeError, "thread not started"));
        }
        if h.finished.load(Acquire) {
            reap(&h);
            return Ok(());
        }
        if h.ident.load(Relaxed) == pystate::thread_ident() {
            return Err(raise!(RuntimeError, "Cannot join current thread"));
        }
        if !pystate::finalizing().is_null() {
            // No other thread runs any more, so it will not end.
            return Err(raise!(
                PythonFinalizationError,
                "cannot join thread at interpreter shutdown"
            ));
        }
        if let Acquired::Yes = h.done.acquire(timeout)? {
            h.done.release(); // for the next who joins
            reap(&h);
        }
        Ok(())
    }

    /// Has the thread ended?
    #[method("is_done($self, /)")]
    fn is_done(&self) -> bool {
        self.shared().finished.load(Acquire)
    }

    #[method("_set_done($self, /)")]
    fn set_done(&self) -> PyResult<()> {
        let h = self.shared();
        if !h.started.load(Acquire) {
            return Err(raise!(RuntimeError, "thread not started"));
        }
        finish(&h);
        Ok(())
    }
}

pub(super) fn finish(h: &Handle) {
    if !h.finished.swap(true, AcqRel) {
        h.done.release();
    }
}

/// Waits for the system's thread of one that has run. (It may be our own: `_set_done` says so of any.)
pub(super) fn reap(h: &Handle) {
    if h.ident.load(Relaxed) != pystate::thread_ident() {
        pystate::allow_threads(|| h.os.join());
    }
}

extern "C" fn handle_repr(this: &ThreadHandle) -> PyResult {
    let ident = this.shared().ident.load(Relaxed);
    Ok(Str::format(format_args!(
        "<_thread._ThreadHandle object: ident={ident}>"
    ))?
    .upcast())
}

extern "C" fn handle_dealloc(this: *mut ThreadHandle) {
    // SAFETY: the last reference is gone; the field owned one count.
    unsafe {
        let shared = (*(*this).raw()).shared;
        if !shared.is_null() {
            drop(Arc::from_raw(shared));
        }
        objects::gc::untrack(&*this);
        heap_type::free(this.cast());
    }
}

pub static HANDLE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_thread._ThreadHandle".as_ptr(),
    tp_basicsize: size_of::<HandleObject>() as isize,
    tp_dealloc: slots::dealloc(handle_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    tp_traverse: slots::traverse(heap_type::traverse::<ThreadHandle>),
    tp_repr: slots::repr(handle_repr),
    tp_methods: ThreadHandle::METHODS,
    tp_getset: ThreadHandle::GETSET,
    tp_new: Some(ThreadHandle::NEW),
    ..Type::EMPTY
});
