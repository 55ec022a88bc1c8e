//! `_thread.lock`: a lock that any thread may release.

use clinic::pymethods;
use layout::*;
use objects::clinic::*;
use objects::owned;
use objects::prelude::*;
use objects::{slots, weakref};

use crate::heap_type::{self, HeapType};

use super::raw_lock::{Acquired, RawLock, timeout_of};

#[repr(C)]
pub struct LockObject {
    ob_base: PyObject,
    lock: RawLock,
}

object_view!(
    /// `_thread.lock`.
    pub Lock, LockObject, "lock", |o| o.is_exactly(LOCK.as_mut_ptr())
);

impl Lock {
    fn lock(&self) -> &RawLock {
        // SAFETY: live; the lock is only accessed atomically.
        unsafe { &(*self.raw()).lock }
    }

    pub(super) fn make() -> PyResult<Ref<Lock>> {
        owned::alloc::<Lock>(LOCK.live()?)
    }
}

#[pymethods]
impl Lock {
    #[new("lock()")]
    fn new(_cls: &Type) -> PyResult {
        Ok(Lock::make()?.upcast())
    }

    /// Take the lock; False if it could not be had in time.
    #[method("acquire($self, /, blocking=True, timeout=-1)")]
    fn acquire(&self, #[default(true)] blocking: bool, timeout: Option<&Object>) -> PyResult<bool> {
        Ok(matches!(
            self.lock().acquire(timeout_of(blocking, timeout)?)?,
            Acquired::Yes
        ))
    }

    /// Take the lock; False if it could not be had in time.
    #[method("acquire_lock($self, /, blocking=True, timeout=-1)")]
    fn acquire_lock(
        &self,
        #[default(true)] blocking: bool,
        timeout: Option<&Object>,
    ) -> PyResult<bool> {
        self.acquire(blocking, timeout)
    }

    /// Release the lock, which any thread may do.
    #[method("release($self, /)")]
    fn release(&self) -> PyResult<()> {
        if !self.lock().is_taken() {
            return Err(raise!(RuntimeError, "release unlocked lock"));
        }
        self.lock().release();
        Ok(())
    }

    /// Release the lock, which any thread may do.
    #[method("release_lock($self, /)")]
    fn release_lock(&self) -> PyResult<()> {
        self.release()
    }

    /// Is the lock held?
    #[method("locked($self, /)")]
    fn locked(&self) -> bool {
        self.lock().is_taken()
    }

    /// Is the lock held?
    #[method("locked_lock($self, /)")]
    fn locked_lock(&self) -> bool {
        self.locked()
    }

    /// Take the lock.
    #[method("__enter__($self, /)")]
    fn enter(&self) -> PyResult<bool> {
        self.acquire(true, None)
    }

    /// Release the lock.
    #[method("__exit__($self, /, *exc_info)")]
    fn exit(&self, exc_info: &[&Object]) -> PyResult<()> {
        let _ = exc_info;
        self.release()
    }

    /// Make the lock anew in the child of a fork.
    #[method("_at_fork_reinit($self, /)")]
    fn at_fork_reinit(&self) {
        self.lock().reset();
    }
}

extern "C" fn lock_repr(this: &Lock) -> PyResult {
    Ok(Str::format(format_args!(
        "<{} {} object at {:#x}>",
        if this.locked() { "locked" } else { "unlocked" },
        this.class().tp_name(),
        this.as_ptr() as usize
    ))?
    .upcast())
}

extern "C" fn lock_dealloc(this: *mut Lock) {
    // SAFETY: the last reference is gone; the struct holds no objects.
    unsafe {
        objects::gc::untrack(&*this);
        weakref::clear_weakrefs(this.cast());
        heap_type::free(this.cast());
    }
}

pub static LOCK: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_thread.lock".as_ptr(),
    tp_basicsize: size_of::<LockObject>() as isize,
    tp_dealloc: slots::dealloc(lock_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_IMMUTABLETYPE
        | Py_TPFLAGS_MANAGED_WEAKREF as core::ffi::c_ulong,
    tp_repr: slots::repr(lock_repr),
    tp_doc: c"lock()\n--\n\nA lock: a thread that takes it keeps others out until it is released."
        .as_ptr(),
    tp_traverse: slots::traverse(heap_type::traverse::<Lock>),
    tp_methods: Lock::METHODS,
    tp_new: Some(Lock::NEW),
    ..Type::EMPTY
});
