//! `_thread.RLock`: a lock that its holder may take again, and that only the holder releases.

use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering::*};

use clinic::pymethods;
use layout::*;
use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;
use objects::{slots, weakref};
use runtime::pystate;

use crate::heap_type::{self, HeapType};

use super::raw_lock::{Acquired, RawLock, timeout_of};

#[repr(C)]
pub struct RLockObject {
    ob_base: PyObject,
    lock: RawLock,
    owner: AtomicU64,
    count: AtomicUsize,
}

object_view!(
    /// `_thread.RLock`.
    pub RLock, RLockObject, "RLock", |o| objects::type_::is_subtype_instance(o, &RLOCK)
);

impl RLock {
    fn raw_lock(&self) -> &RLockObject {
        // SAFETY: live; the fields are atomics.
        unsafe { &*self.raw() }
    }

    fn is_mine(&self) -> bool {
        self.raw_lock().owner.load(Relaxed) == pystate::thread_ident()
    }
}

#[pymethods]
impl RLock {
    #[new(varargs, "RLock()")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty()) {
            objects::warnings::warn(
                &types::DeprecationWarning,
                format_args!(
                    "Passing arguments to RLock is deprecated and will be removed in 3.15"
                ),
                1,
            )?;
        }
        cls.alloc(0)
    }

    /// Take the lock, which its owner may do again; False if it could not be had in time.
    #[method("acquire($self, /, blocking=True, timeout=-1)")]
    fn acquire(&self, #[default(true)] blocking: bool, timeout: Option<&Object>) -> PyResult<bool> {
        let l = self.raw_lock();
        if self.is_mine() {
            let n = l.count.load(Relaxed);
            if n == usize::MAX {
                return Err(raise!(OverflowError, "Internal lock count overflowed"));
            }
            l.count.store(n + 1, Relaxed);
            return Ok(true);
        }
        match l.lock.acquire(timeout_of(blocking, timeout)?)? {
            Acquired::Yes => {
                l.owner.store(pystate::thread_ident(), Relaxed);
                l.count.store(1, Relaxed);
                Ok(true)
            }
            Acquired::No => Ok(false),
        }
    }

    /// Release the lock, once for each time it was taken.
    #[method("release($self, /)")]
    fn release(&self) -> PyResult<()> {
        let l = self.raw_lock();
        if l.count.load(Relaxed) == 0 || !self.is_mine() {
            return Err(raise!(RuntimeError, "cannot release un-acquired lock"));
        }
        if l.count.fetch_sub(1, Relaxed) == 1 {
            l.owner.store(0, Relaxed);
            l.lock.release();
        }
        Ok(())
    }

    /// Is the lock held?
    #[method("locked($self, /)")]
    fn locked(&self) -> bool {
        self.raw_lock().lock.is_taken()
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

    /// Does this thread hold the lock? For Condition.
    #[method("_is_owned($self, /)")]
    fn is_owned(&self) -> bool {
        self.is_mine()
    }

    /// How often the lock was taken. For Condition.
    #[method("_recursion_count($self, /)")]
    fn recursion_count(&self) -> usize {
        if self.is_mine() {
            self.raw_lock().count.load(Relaxed)
        } else {
            0
        }
    }

    /// Take the lock back with its count. For Condition.
    #[method("_acquire_restore($self, state, /)")]
    fn acquire_restore(&self, state: &Object) -> PyResult<()> {
        let Some(state) = state.downcast::<Tuple>() else {
            return Err(raise!(
                TypeError,
                "_acquire_restore() argument 1 must be 2-item tuple, not {}",
                state.class().tp_name()
            ));
        };
        let [count, owner] = state.as_slice() else {
            return Err(raise!(
                TypeError,
                "_acquire_restore() argument 1 must be tuple of length 2, not {}",
                state.len()
            ));
        };
        let (count, owner) = (count.index()?.as_u64()? as usize, owner.index()?.as_u64()?);
        let l = self.raw_lock();
        l.lock.acquire(None)?;
        l.owner.store(owner, Relaxed);
        l.count.store(count, Relaxed);
        Ok(())
    }

    /// Release the lock whatever its count, which is given back. For Condition.
    #[method("_release_save($self, /)")]
    fn release_save(&self) -> PyResult<Ref<Tuple>> {
        let l = self.raw_lock();
        if l.count.load(Relaxed) == 0 {
            return Err(raise!(RuntimeError, "cannot release un-acquired lock"));
        }
        let state = Tuple::from_array([
            Long::from_usize(l.count.swap(0, Relaxed))?.upcast(),
            Long::from_u64(l.owner.swap(0, Relaxed))?.upcast(),
        ])?;
        l.lock.release();
        Ok(state)
    }

    /// Make the lock anew in the child of a fork.
    #[method("_at_fork_reinit($self, /)")]
    fn at_fork_reinit(&self) {
        let l = self.raw_lock();
        l.lock.reset();
        l.owner.store(0, Relaxed);
        l.count.store(0, Relaxed);
    }
}

extern "C" fn rlock_repr(this: &RLock) -> PyResult {
    let l = this.raw_lock();
    Ok(Str::format(format_args!(
        "<{} {} object owner={} count={} at {:#x}>",
        if this.locked() { "locked" } else { "unlocked" },
        this.class().tp_name(),
        l.owner.load(Relaxed),
        l.count.load(Relaxed),
        this.as_ptr() as usize
    ))?
    .upcast())
}

extern "C" fn rlock_dealloc(this: *mut RLock) {
    // SAFETY: the last reference is gone; a subclass' parts are the subclass' own work.
    unsafe {
        objects::gc::untrack(&*this);
        weakref::clear_weakrefs(this.cast());
        heap_type::free(this.cast());
    }
}

pub static RLOCK: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_thread.RLock".as_ptr(),
    tp_basicsize: size_of::<RLockObject>() as isize,
    tp_dealloc: slots::dealloc(rlock_dealloc),
    tp_repr: slots::repr(rlock_repr),
    tp_flags: Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_IMMUTABLETYPE
        | Py_TPFLAGS_MANAGED_WEAKREF as core::ffi::c_ulong,
    tp_traverse: slots::traverse(heap_type::traverse::<RLock>),
    tp_methods: RLock::METHODS,
    tp_new: Some(RLock::NEW),
    ..Type::EMPTY
});
