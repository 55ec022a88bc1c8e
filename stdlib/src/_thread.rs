//! `_thread`: threads, locks, thread-local data.
//!
//! A lock is a byte with parked waiters (`base::lock` keeps the waiting out of the GIL); a timed wait uses the parking lot with a
//! deadline and lets signal handlers run on the main thread.

use core::sync::atomic::{AtomicBool, AtomicIsize, AtomicU64, AtomicUsize, Ordering::*};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base::local::LocalBox;
use base::tstate;
use clinic::{method_table, pyfunction, pymethods};
use layout::*;
use objects::clinic::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::owned::{self, get_field, set_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::{slots, weakref};
use parking_lot_core::{DEFAULT_PARK_TOKEN, DEFAULT_UNPARK_TOKEN, ParkResult};
use runtime::pystate;
use runtime::pytime::{self, Rounding};

use crate::heap_type::{self, HeapType};
use crate::support::add_type;
use os_thread::OsThread;

mod os_thread;

/// The longest timeout, in seconds.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// A lock that any thread may release; waiters are parked on its address.
#[repr(transparent)]
#[derive(Default)]
struct RawLock(AtomicBool);

enum Acquired {
    Yes,
    No,
}

impl RawLock {
    fn try_acquire(&self) -> bool {
        !self.0.swap(true, Acquire)
    }

    fn release(&self) {
        self.0.store(false, Release);
        // SAFETY: the key is the lock's address; the callback does nothing.
        unsafe {
            parking_lot_core::unpark_one((&raw const *self) as usize, |_| DEFAULT_UNPARK_TOKEN)
        };
    }

    /// Waits at most `timeout` (None: for good), without the GIL. Signal handlers run meanwhile.
    fn acquire(&self, timeout: Option<Duration>) -> PyResult<Acquired> {
        if self.try_acquire() {
            return Ok(Acquired::Yes);
        }
        if timeout.is_some_and(|t| t.is_zero()) {
            return Ok(Acquired::No);
        }
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let main = runtime::signals::is_main_thread();
        loop {
            // the main thread looks after signals now and then
            let slice = main.then(|| Instant::now() + Duration::from_millis(50));
            let until = match (deadline, slice) {
                (Some(d), Some(s)) => Some(d.min(s)),
                (d, s) => d.or(s),
            };
            let parked = pystate::allow_threads(|| {
                // SAFETY: the key is the lock's address; the callbacks neither panic nor park.
                unsafe {
                    parking_lot_core::park(
                        (&raw const *self) as usize,
                        || self.0.load(Relaxed),
                        || {},
                        |_, _| {},
                        DEFAULT_PARK_TOKEN,
                        until,
                    )
                }
            });
            if self.try_acquire() {
                return Ok(Acquired::Yes);
            }
            if matches!(parked, ParkResult::TimedOut)
                && deadline.is_some_and(|d| Instant::now() >= d)
            {
                return Ok(Acquired::No);
            }
            runtime::signals::check()?;
        }
    }
}

/// The arguments of `acquire`: None waits for good.
fn timeout_of(blocking: bool, timeout: Option<&Object>) -> PyResult<Option<Duration>> {
    let ns = match timeout {
        Some(t) => pytime::from_seconds(t, Rounding::Up)?,
        None => -pytime::SECOND,
    };
    if !blocking {
        if ns != -pytime::SECOND {
            return Err(raise!(
                ValueError,
                "can't specify a timeout for a non-blocking call"
            ));
        }
        return Ok(Some(Duration::ZERO));
    }
    if ns == -pytime::SECOND {
        return Ok(None);
    }
    if ns < 0 {
        return Err(raise!(
            ValueError,
            "timeout value must be a non-negative number"
        ));
    }
    if ns > TIMEOUT_MAX as i64 * pytime::SECOND {
        return Err(raise!(OverflowError, "timeout value is too large"));
    }
    Ok(Some(Duration::from_nanos(ns as u64)))
}

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

    fn make() -> PyResult<Ref<Lock>> {
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
        if !self.lock().0.load(Relaxed) {
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
        self.lock().0.load(Relaxed)
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
        self.lock().0.store(false, Release);
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
        self.raw_lock().lock.0.load(Relaxed)
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
        l.lock.0.store(false, Release);
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

// --- thread-local data: a dict per thread, kept in the thread state's own dict under the object ---

#[repr(C)]
#[derive(Clone, Copy)]
pub struct LocalObject {
    ob_base: PyObject,
    args: *mut PyObject,
    kwargs: *mut PyObject,
    /// Weak keys: thread dictionaries hold `key`, which dies with the object.
    key: *mut PyObject,
    weaklist: *mut PyObject,
}

object_view!(
    /// `_thread._local`.
    pub Local, LocalObject, "_local", |o| objects::type_::is_subtype_instance(o, &LOCAL)
);
owned_fields!(Local, heap = true, [args, kwargs, key]);

/// The thread state's dict, made on demand (`PyThreadState_GetDict`).
fn thread_dict() -> PyResult<Ref<Dict>> {
    // SAFETY: attached; the thread state owns the dict.
    unsafe {
        let slot = &raw mut (*tstate::current()).dict;
        if (*slot).is_null() {
            *slot = Dict::new()?.into_ptr();
        }
        Ok(Object::from_ptr(*slot).to_ref().downcast_into_unchecked())
    }
}

impl Local {
    /// This thread's dict; on a thread's first use `__init__` runs for it.
    fn dict(&self) -> PyResult<Ref<Dict>> {
        // SAFETY: live; the key is set for life by `new`.
        let key = unsafe { get_field(&raw mut (*self.raw()).key) }.unwrap_or_else(none_ref);
        let all = thread_dict()?;
        if let Some(d) = all.get(&key)?
            && let Ok(d) = d.downcast_into::<Dict>()
        {
            return Ok(d);
        }
        let d = Dict::new()?;
        all.set(&key, &d)?;
        let init = self.class().lookup(id!(__init__));
        let object_init = objects::object::PyBaseObject_Type.lookup(id!(__init__));
        let own = match (&init, &object_init) {
            (Some(a), Some(b)) => !a.is(b),
            _ => false,
        };
        if own {
            // SAFETY: live.
            let (args, kwargs) = unsafe {
                (
                    get_field(&raw mut (*self.raw()).args),
                    get_field(&raw mut (*self.raw()).kwargs),
                )
            };
            let method = self.get_method(id!(__init__))?;
            let mut positional: Vec<Ref> = if method.1 {
                vec![Object::to_ref(self)]
            } else {
                vec![]
            };
            if let Some(t) = args.as_ref().and_then(|a| a.downcast::<Tuple>()) {
                positional.extend(t.as_slice().iter().map(|o| o.to_ref()));
            }
            let positional = Tuple::from_vec(positional)?;
            if let Err(raised) = method.0.call_tuple(
                &positional,
                kwargs.as_ref().and_then(|k| k.downcast::<Dict>()),
            ) {
                all.discard(&key)?;
                return Err(raised);
            }
        }
        Ok(d)
    }
}

extern "C" fn local_new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let given = !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty());
    let init = cls.lookup(id!(__init__));
    let object_init = objects::object::PyBaseObject_Type.lookup(id!(__init__));
    if given && matches!((&init, &object_init), (Some(a), Some(b)) if a.is(b)) {
        return Err(raise!(
            TypeError,
            "Initialization arguments are not supported"
        ));
    }
    let this = cls.alloc(0)?;
    // SAFETY: a fresh instance of the type or a subclass.
    unsafe {
        let local = this.downcast_unchecked::<Local>();
        set_field(&raw mut (*local.raw()).args, args.to_ref());
        if let Some(k) = kwargs {
            set_field(&raw mut (*local.raw()).kwargs, k.to_ref());
        }
        let key = Str::format(format_args!("thread.local.{:#x}", local.as_ptr() as usize))?;
        set_field(&raw mut (*local.raw()).key, key);
        // the creating thread's __init__ is run by type.__call__: its dict exists from now on
        thread_dict()?.set(
            &get_field(&raw mut (*local.raw()).key).unwrap_or_else(none_ref),
            &*Dict::new()?,
        )?;
    }
    Ok(this)
}

extern "C" fn local_getattro(this: &Local, name: &Object) -> PyResult {
    let d = this.dict()?;
    if let Some(n) = name.downcast::<Str>()
        && n.eq_literal("__dict__")
    {
        return Ok(d.upcast());
    }
    let Some(text) = name.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "attribute name must be string, not '{}'",
            name.class().tp_name()
        ));
    };
    match objects::object::attributes::generic_get_attr_with(this, text, &d)? {
        Some(value) => Ok(value),
        None => this.generic_get_attr(name), // raises, with the usual words
    }
}

extern "C" fn local_setattro(this: &Local, name: &Object, value: Option<&Object>) -> Status {
    let set = || -> PyResult<()> {
        if name
            .downcast::<Str>()
            .is_some_and(|n| n.eq_literal("__dict__"))
        {
            return Err(raise!(
                AttributeError,
                "'{}' object attribute '__dict__' is read-only",
                this.class().tp_name()
            ));
        }
        let d = this.dict()?;
        let Some(text) = name.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "attribute name must be string, not '{}'",
                name.class().tp_name()
            ));
        };
        // SAFETY: live types.
        let data_descriptor = this
            .class()
            .lookup(text)
            .is_some_and(|a| unsafe { (*a.type_ptr()).tp_descr_set.is_some() });
        if data_descriptor {
            return this.generic_set_attr(name, value);
        }
        match value {
            Some(v) => d.set(text, v),
            None if d.discard(text)? => Ok(()),
            None => Err(raise!(
                AttributeError,
                "'{}' object has no attribute '{}'",
                this.class().tp_name(),
                text.to_string_lossy()
            )),
        }
    };
    set().into()
}

extern "C" fn local_dealloc(this: *mut Local) {
    // SAFETY: the last reference is gone; every thread forgets its dict.
    unsafe {
        objects::gc::untrack(&*this);
        let local = &*this;
        if !(*local.raw()).weaklist.is_null() {
            weakref::clear_weakrefs(this.cast());
        }
        if let Some(key) = get_field(&raw mut (*local.raw()).key) {
            let saved = base::error::take_current();
            let mut dicts: Vec<Ref> = Vec::new();
            pystate::with_head_lock(|| {
                let mut t = (*tstate::interp()).threads.head;
                while !t.is_null() {
                    if let Some(d) = Ref::<Object>::from_borrowed_opt((*t).dict) {
                        dicts.push(d);
                    }
                    t = (*t).next;
                }
            });
            for d in dicts {
                if let Some(d) = d.downcast::<Dict>()
                    && let Err(raised) = d.discard(&key)
                {
                    raised.clear();
                }
            }
            base::error::restore(saved);
        }
        owned::dealloc::<Local>(this);
    }
}

pub static LOCAL: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_thread._local".as_ptr(),
    tp_basicsize: size_of::<LocalObject>() as isize,
    tp_dealloc: slots::dealloc(local_dealloc),
    tp_getattro: slots::getattro(local_getattro),
    tp_setattro: slots::setattro(local_setattro),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: c"_local()\n--\n\nData of which each thread has its own.".as_ptr(),
    tp_traverse: slots::traverse(owned::traverse::<Local>),
    tp_clear: slots::clear(owned::clear::<Local>),
    tp_weaklistoffset: core::mem::offset_of!(LocalObject, weaklist) as isize,
    tp_new: slots::new(local_new),
    ..Type::EMPTY
});

// --- handles and starting ---

/// What a handle and its thread share.
struct Handle {
    ident: AtomicU64,
    started: AtomicBool,
    done: RawLock,
    finished: AtomicBool,
    os: OsThread,
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
    fn make() -> PyResult<Ref<ThreadHandle>> {
        let h = owned::alloc::<ThreadHandle>(HANDLE.live()?)?;
        let shared = Arc::new(Handle {
            ident: AtomicU64::new(0),
            started: AtomicBool::new(false),
            done: RawLock(AtomicBool::new(true)),
            finished: AtomicBool::new(false),
            os: OsThread::default(),
        });
        // SAFETY: fresh.
        unsafe { (*h.raw()).shared = Arc::into_raw(shared) };
        Ok(h)
    }

    fn shared(&self) -> Arc<Handle> {
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

fn finish(h: &Handle) {
    if !h.finished.swap(true, AcqRel) {
        h.done.release();
    }
}

/// Waits for the system's thread of one that has run. (It may be our own: `_set_done` says so of any.)
fn reap(h: &Handle) {
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

/// How many threads the interpreter's `_thread` has started that are not over.
fn running() -> &'static AtomicIsize {
    // SAFETY: attached; a word of the interpreter, which its threads count in.
    unsafe { AtomicIsize::from_ptr(&raw mut (*tstate::interp()).threads.count) }
}

/// The size of new threads' native stacks; 0: the default.
fn stack_size_of_new() -> &'static AtomicUsize {
    // SAFETY: attached; as above.
    unsafe { AtomicUsize::from_ptr(&raw mut (*tstate::interp()).threads.stacksize) }
}

/// May the interpreter start this thread?
fn check_allowed(daemon: bool) -> PyResult<()> {
    if !pystate::has_feature(Py_RTFLAGS_THREADS) {
        return Err(raise!(
            RuntimeError,
            "thread is not supported for isolated subinterpreters"
        ));
    }
    if daemon && !pystate::has_feature(Py_RTFLAGS_DAEMON_THREADS) {
        return Err(raise!(
            RuntimeError,
            "daemon threads are disabled in this (sub)interpreter"
        ));
    }
    Ok(())
}

/// What a new thread gets: owned pointers, since references must not cross threads by accident.
struct Boot {
    tstate: usize,
    function: usize,
    args: usize,
    kwargs: usize,
    handle: Option<Arc<Handle>>,
}

/// Starts a thread that calls the function; its identifier.
fn start(
    function: &Object,
    args: Ref<Tuple>,
    kwargs: Option<Ref<Dict>>,
    handle: Option<Arc<Handle>>,
) -> PyResult<u64> {
    check_allowed(false)?;
    // SAFETY: attached; the new state is handed to the new thread.
    let t = unsafe {
        pystate::new_thread_state(tstate::interp(), _PyThreadState_WHENCE_THREADING as _)
    };
    if t.is_null() {
        return Err(exceptions::no_memory());
    }
    let own = handle.clone();
    let boot = Boot {
        tstate: t as usize,
        function: function.to_ref().into_ptr() as usize,
        args: args.into_ptr() as usize,
        kwargs: kwargs.map_or(0, |k| k.into_ptr() as usize),
        handle,
    };
    let (sender, receiver) = std::sync::mpsc::channel::<u64>();
    let mut builder = std::thread::Builder::new();
    let size = stack_size_of_new().load(Relaxed);
    builder = builder.stack_size(if size > 0 { size } else { 8 << 20 });
    let begin = move || {
        let _ = sender.send(pystate::thread_ident());
        run(boot);
    };
    let spawned = match own {
        Some(h) => h.os.spawn(builder, begin),
        None => builder.spawn(begin).map(drop),
    };
    match spawned {
        Ok(()) => {
            running().fetch_add(1, Relaxed);
            Ok(pystate::allow_threads(|| receiver.recv()).unwrap_or(0))
        }
        Err(_) => {
            // SAFETY: the thread never ran: the state is still ours.
            unsafe {
                pystate::clear(t);
                pystate::delete(t);
            }
            Err(raise!(RuntimeError, "can't start new thread"))
        }
    }
}

fn run(boot: Boot) {
    // SAFETY: the state and the references were handed over by `start`; they are released attached.
    unsafe {
        let t = boot.tstate as *mut PyThreadState;
        pystate::bind(t);
        pystate::bind_gilstate(t);
        pystate::attach(t);
        if let Some(h) = &boot.handle {
            h.ident.store(pystate::thread_ident(), Relaxed);
        }
        {
            let function: Ref = Ref::from_raw_owned(boot.function as *mut PyObject);
            let args: Ref<Tuple> = Ref::from_raw_owned(boot.args as *mut PyObject);
            let kwargs: Option<Ref<Dict>> = Ref::from_owned_opt(boot.kwargs as *mut PyObject);
            if let Err(raised) = function.call_tuple(&args, kwargs.as_deref()) {
                if exceptions::matches(&types::SystemExit) {
                    raised.clear();
                } else {
                    exceptions::write_unraisable(
                        format_args!("Exception ignored in thread started by"),
                        Some(&function),
                    );
                }
            }
        }
        running().fetch_sub(1, Relaxed);
        pystate::clear(t);
        pystate::detach(t);
        pystate::delete(t);
    }
    if let Some(h) = &boot.handle {
        finish(h);
    }
}

/// Start a thread that calls function(*args, **kwargs); gives its identifier.
#[pyfunction("start_new_thread(function, args, kwargs={}, /)")]
fn start_new_thread(function: &Object, args: &Object, kwargs: Option<&Object>) -> PyResult<u64> {
    if !function.is_callable() {
        return Err(raise!(TypeError, "first arg must be callable"));
    }
    let Some(args) = args.downcast::<Tuple>() else {
        return Err(raise!(TypeError, "2nd arg must be a tuple"));
    };
    let kwargs = match kwargs {
        Some(k) => match k.downcast::<Dict>() {
            Some(d) => Some(d.to_ref()),
            None => return Err(raise!(TypeError, "optional 3rd arg must be a dictionary")),
        },
        None => None,
    };
    objects::audit!(
        "_thread.start_new_thread",
        function,
        args,
        kwargs.as_deref()
    )?;
    start(function, args.to_ref(), kwargs, None)
}

/// Start a thread that calls function(*args, **kwargs); gives its identifier.
#[pyfunction("start_new(function, args, kwargs={}, /)")]
fn start_new(function: &Object, args: &Object, kwargs: Option<&Object>) -> PyResult<u64> {
    start_new_thread(function, args, kwargs)
}

/// Start a thread that calls function(), and can be joined by its handle.
#[pyfunction("start_joinable_thread(function, handle=None, daemon=True)")]
fn start_joinable_thread(
    function: &Object,
    handle: Option<&Object>,
    #[default(true)] daemon: bool,
) -> PyResult<Ref<ThreadHandle>> {
    if !function.is_callable() {
        return Err(raise!(TypeError, "thread function must be callable"));
    }
    let given = handle;
    let handle = match handle.filter(|h| !is_none(h)) {
        Some(h) => match h.downcast::<ThreadHandle>() {
            Some(h) => h.to_ref(),
            None => return Err(raise!(TypeError, "'handle' must be a _ThreadHandle")),
        },
        None => ThreadHandle::make()?,
    };
    objects::audit!(
        "_thread.start_joinable_thread",
        function,
        i32::from(daemon),
        given
    )?;
    check_allowed(daemon)?;
    let shared = handle.shared();
    if shared.started.swap(true, AcqRel) {
        return Err(raise!(RuntimeError, "thread already started"));
    }
    remember(&shared);
    let ident = start(
        function,
        Tuple::empty().to_ref(),
        None,
        Some(shared.clone()),
    )?;
    shared.ident.store(ident, Relaxed);
    if !daemon {
        let mut all = joined_at_exit();
        all.retain(|h| !h.finished.load(Acquire));
        all.push(shared);
    }
    Ok(handle)
}

/// A fork's child will know of this thread.
fn remember(h: &Arc<Handle>) {
    let mut all = STARTED.lock().unwrap_or_else(|e| e.into_inner());
    all.retain(|h| h.strong_count() > 0);
    all.push(Arc::downgrade(h));
}

/// Every handle of a thread that was started, or was there before; those that nobody holds go now and then.
static STARTED: std::sync::Mutex<Vec<std::sync::Weak<Handle>>> = std::sync::Mutex::new(Vec::new());

/// In the child of a fork: of all threads only the calling one is left, so the others count as ended.
pub fn after_fork_child() {
    let me = pystate::thread_ident();
    let mut mine = 0;
    for h in STARTED.lock().unwrap_or_else(|e| e.into_inner()).iter() {
        if let Some(h) = h.upgrade() {
            if h.ident.load(Relaxed) == me && !h.finished.load(Relaxed) {
                mine += isize::from(h.os.was_started());
            } else {
                finish(&h);
            }
        }
    }
    running().store(mine, Relaxed);
}

/// Threads that the interpreter's end waits for; those that are over go when the next one starts.
static JOIN_AT_EXIT: LocalBox<Mutex<Vec<Arc<Handle>>>> = LocalBox::new();

fn joined_at_exit() -> MutexGuard<'static, Vec<Arc<Handle>>> {
    let all = JOIN_AT_EXIT.get_or(|| Mutex::new(Vec::new()));
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Wait for all threads that are no daemons.
#[pyfunction("_shutdown()")]
fn shutdown() -> PyResult<()> {
    loop {
        let next = joined_at_exit().pop();
        let Some(h) = next else { return Ok(()) };
        if h.ident.load(Relaxed) == pystate::thread_ident() {
            continue;
        }
        if !h.finished.load(Acquire)
            && let Acquired::Yes = h.done.acquire(None)?
        {
            h.done.release();
        }
        reap(&h);
    }
}

/// A handle for a thread that was not started here.
#[pyfunction("_make_thread_handle(ident, /)")]
fn make_thread_handle(ident: &Object) -> PyResult<Ref<ThreadHandle>> {
    let Some(ident) = ident.downcast::<Long>() else {
        return Err(raise!(TypeError, "ident must be an integer"));
    };
    let ident = ident.as_u64()?;
    let h = ThreadHandle::make()?;
    let s = h.shared();
    s.ident.store(ident, Relaxed);
    s.started.store(true, Relaxed);
    remember(&s);
    Ok(h)
}

/// A new lock.
#[pyfunction("allocate_lock()")]
fn allocate_lock() -> PyResult<Ref<Lock>> {
    Lock::make()
}

/// A new lock.
#[pyfunction("allocate()")]
fn allocate() -> PyResult<Ref<Lock>> {
    Lock::make()
}

/// This thread's identifier.
#[pyfunction("get_ident()")]
fn get_ident() -> u64 {
    pystate::thread_ident()
}

/// This thread's identifier in the system.
#[pyfunction("get_native_id()")]
fn get_native_id() -> u64 {
    pystate::native_thread_id()
}

/// The main thread's identifier.
#[pyfunction("_get_main_thread_ident()")]
fn get_main_thread_ident() -> u64 {
    // SAFETY: static word.
    unsafe { base::mem::_PyRuntime.main_thread }
}

/// Is this the main interpreter?
#[pyfunction("_is_main_interpreter()")]
fn is_main_interpreter() -> bool {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).id == 0 }
}

/// May daemon threads be started?
#[pyfunction("daemon_threads_allowed()")]
fn daemon_threads_allowed() -> bool {
    pystate::has_feature(Py_RTFLAGS_DAEMON_THREADS)
}

/// The number of threads that were started here and run.
#[pyfunction("_count()")]
fn count() -> isize {
    running().load(Relaxed)
}

/// End this thread, by raising SystemExit.
#[pyfunction("exit()")]
fn exit() -> PyResult<()> {
    Err(exceptions::raise_none(&types::SystemExit))
}

/// End this thread, by raising SystemExit.
#[pyfunction("exit_thread()")]
fn exit_thread() -> PyResult<()> {
    exit()
}

/// As if a signal had come, for the main thread.
#[pyfunction("interrupt_main(signum=signal.SIGINT, /)")]
fn interrupt_main(#[default(libc::SIGINT)] signum: i32) -> PyResult<()> {
    if signum < 1 || signum as usize >= runtime::signals::COUNT {
        return Err(raise!(ValueError, "signal number out of range"));
    }
    runtime::signals::trip(signum);
    Ok(())
}

/// Set the stack size of new threads in bytes (0: the default); gives the old one.
#[pyfunction("stack_size(size=0, /)")]
fn stack_size(#[default(0)] size: isize) -> PyResult<usize> {
    let least = pystate::MIN_STACK as isize;
    if size < 0 || size > 0 && size < least {
        return Err(raise!(ValueError, "size must be at least {} bytes", least));
    }
    Ok(stack_size_of_new().swap(size as usize, Relaxed))
}

/// Name this thread for the system.
#[pyfunction("set_name(name)")]
fn set_name(name: &Str) -> PyResult<()> {
    let bytes = name.encode_fs_default()?;
    let all = bytes.as_slice();
    let all = &all[..all.iter().position(|&b| b == 0).unwrap_or(all.len())];
    let short = &all[..all.len().min(15)];
    let text = std::ffi::CString::new(short).unwrap_or_default();
    // SAFETY: a C string of at most 15 bytes.
    unsafe { libc::pthread_setname_np(libc::pthread_self(), text.as_ptr()) };
    Ok(())
}

/// This thread's name in the system.
#[pyfunction("_get_name()")]
fn get_name() -> PyResult<Ref<Str>> {
    let mut buffer = [0u8; 100];
    // SAFETY: the buffer's length is given.
    unsafe {
        libc::pthread_getname_np(
            libc::pthread_self(),
            buffer.as_mut_ptr().cast(),
            buffer.len(),
        )
    };
    let end = buffer.iter().position(|&b| b == 0).unwrap_or(0);
    Str::decode_fs_default(&buffer[..end])
}

/// Report an exception that ended a thread.
#[pyfunction("_excepthook(args, /)")]
fn excepthook(args: &Object) -> PyResult<()> {
    let class = runtime::import::import_attr("_thread", interned!("_ExceptHookArgs"))?;
    if !args.class().is(&class) {
        return Err(raise!(
            TypeError,
            "_thread.excepthook argument type must be ExceptHookArgs"
        ));
    }
    let kind = args.get_item(Long::small(0))?;
    if kind.is(&types::SystemExit) {
        return Ok(());
    }
    let value = args.get_item(Long::small(1))?;
    let traceback = args.get_item(Long::small(2))?;
    let thread = args.get_item(Long::small(3))?;
    let name = match thread.get_attr_opt(interned!("_name"))? {
        Some(n) => n.str()?.to_string_lossy().into_owned(),
        None => pystate::thread_ident().to_string(),
    };
    exceptions::print::write_stderr(format_args!("Exception in thread {name}:\n"));
    exceptions::print::display(&value, Some(&traceback))
}

fn exec(m: &Module) -> PyResult<()> {
    for ty in [&LOCK, &RLOCK, &LOCAL, &HANDLE] {
        add_type(m, ty)?;
    }
    m.add("LockType", &LOCK)?;
    m.add_int("_NAME_MAXLEN", 15)?;
    m.add("error", &types::RuntimeError)?;
    m.add("TIMEOUT_MAX", &*Float::from_f64(TIMEOUT_MAX)?)?;
    let fields = [
        ("exc_type", "Exception type"),
        ("exc_value", "Exception value"),
        ("exc_traceback", "Exception traceback"),
        ("thread", "Thread"),
    ];
    m.add(
        "_ExceptHookArgs",
        &*runtime::named_tuple::new_type("_thread._ExceptHookArgs", "", &fields, 4)?,
    )
}

crate::module!(
    c"_thread",
    c"Threads and locks, on which the module threading is built.",
    methods = method_table![
        start_new_thread,
        start_new,
        start_joinable_thread,
        make_thread_handle,
        shutdown,
        allocate_lock,
        allocate,
        get_ident,
        get_native_id,
        get_main_thread_ident,
        is_main_interpreter,
        daemon_threads_allowed,
        count,
        exit,
        exit_thread,
        interrupt_main,
        stack_size,
        set_name,
        get_name,
        excepthook
    ],
    exec = exec
);
