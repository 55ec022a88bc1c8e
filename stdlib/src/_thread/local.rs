//! `_thread._local`: an object whose attributes each thread has for itself.
//!
//! The object holds the dicts of all threads, so that the collector sees a cycle through one. A thread's state holds two small objects, never
//! a dict: a key, under which the thread's dict stands in each such object, and a sentinel, to which nobody else has a reference. Each object
//! that the thread uses watches its sentinel by a weak reference, whose callback takes the thread's dict out.

use base::tstate;
use layout::*;
use objects::clinic::*;
use objects::object::attributes::{generic_get_attr_with, generic_set_attr_with};
use objects::owned::{self, get_field, set_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::slots;
use objects::weakref::{self, WeakRef};

use crate::heap_type::{self, HeapType};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct DummyObject {
    ob_base: PyObject,
    weaklist: *mut PyObject,
}

object_view!(
    /// `_thread._localdummy`: a thread's key or sentinel.
    pub Dummy, DummyObject, "_localdummy", |o| o.is_exactly(DUMMY.as_mut_ptr())
);

#[repr(C)]
#[derive(Clone, Copy)]
pub struct LocalObject {
    ob_base: PyObject,
    args: *mut PyObject,
    kwargs: *mut PyObject,
    weaklist: *mut PyObject,
    /// A dict: threads' keys, and their dicts.
    dicts: *mut PyObject,
    /// A set of weak references to threads' sentinels.
    watchdogs: *mut PyObject,
}

object_view!(
    /// `_thread._local`.
    pub Local, LocalObject, "_local", |o| objects::type_::is_subtype_instance(o, &LOCAL)
);
owned_fields!(Local, heap = true, [args, kwargs, dicts, watchdogs]);

/// What this thread's state has in one of its two fields, made on first use.
///
/// # Safety
/// `slot` is a field of the current thread state that owns its reference, or NULL.
unsafe fn dummy(slot: *mut *mut PyObject) -> PyResult<Ref> {
    // SAFETY: only this thread uses the field while it runs.
    unsafe {
        if (*slot).is_null() {
            let made = owned::alloc::<Dummy>(DUMMY.live()?)?;
            // The allocation may have run other code, but none that leaves the field empty.
            if (*slot).is_null() {
                *slot = made.into_ptr();
            }
        }
        Ok(Object::from_ptr(*slot).to_ref())
    }
}

/// Has the class an `__init__` of its own, and not object's?
fn has_init(class: &Type) -> bool {
    // SAFETY: live types.
    unsafe {
        let own = (*class.raw()).tp_init.map(|f| f as usize);
        own != (*objects::object::PyBaseObject_Type.raw())
            .tp_init
            .map(|f| f as usize)
    }
}

impl Local {
    /// What a field holds that `new` has filled; the collector may have emptied it since.
    fn part<T: Subtype>(&self, slot: *mut *mut PyObject) -> PyResult<Ref<T>> {
        // SAFETY: a field of this object, which owns its reference or is NULL.
        unsafe { get_field(slot) }
            .and_then(|o| o.downcast_into::<T>().ok())
            .ok_or_else(objects::exceptions::bad_internal_call)
    }

    fn dicts(&self) -> PyResult<Ref<Dict>> {
        // SAFETY: only the address is taken.
        self.part(unsafe { &raw mut (*self.raw()).dicts })
    }

    fn watchdogs(&self) -> PyResult<Ref<Set>> {
        // SAFETY: only the address is taken.
        self.part(unsafe { &raw mut (*self.raw()).watchdogs })
    }

    /// Sees to it that this thread's dict goes with the thread.
    fn watch(&self, key: &Object) -> PyResult<()> {
        // SAFETY: a field of the current thread state.
        let sentinel = unsafe { dummy(&raw mut (*tstate::current()).threading_local_sentinel)? };
        let own = WeakRef::new(self, None)?;
        let bound = Tuple::from_slice(&[&own, key])?;
        // SAFETY: the definition is static.
        let callback =
            unsafe { objects::CFunction::new(&raw mut FORGET_THREAD, Some(&bound), None, None)? };
        let watchdog = WeakRef::new(&sentinel, Some(&callback))?;
        self.watchdogs()?.add(&watchdog)?;
        Ok(())
    }

    /// An empty dict for this thread, whose key this is.
    fn add_dict(&self, key: &Object) -> PyResult<Ref<Dict>> {
        let d = Dict::new()?;
        self.watch(key)?;
        self.dicts()?.set(key, &d)?;
        Ok(d)
    }

    /// This thread's dict; on a thread's first use `__init__` runs for it.
    fn dict(&self) -> PyResult<Ref<Dict>> {
        // SAFETY: a field of the current thread state.
        let key = unsafe { dummy(&raw mut (*tstate::current()).threading_local_key)? };
        if let Some(d) = self.dicts()?.get(&key)?
            && let Ok(d) = d.downcast_into::<Dict>()
        {
            return Ok(d);
        }
        let d = self.add_dict(&key)?;
        let class = self.class();
        if has_init(class) {
            // SAFETY: live; the slot's contract.
            let done = unsafe {
                let args = get_field(&raw mut (*self.raw()).args);
                let kwargs = get_field(&raw mut (*self.raw()).kwargs);
                let raw =
                    |o: &Option<Ref>| o.as_ref().map_or(core::ptr::null_mut(), |o| o.as_ptr());
                match (*class.raw()).tp_init {
                    Some(f) => Status::from_c(f(self.as_ptr(), raw(&args), raw(&kwargs))).map(drop),
                    None => Ok(()),
                }
            };
            if let Err(raised) = done {
                // The next use tries again.
                let saved = base::error::take_current();
                if let Err(other) = self.dicts().and_then(|all| all.discard(&key)) {
                    other.clear();
                }
                base::error::restore(saved);
                return Err(raised);
            }
        }
        Ok(d)
    }
}

/// The callback of a watchdog: its thread is gone.
extern "C" fn forget_thread(bound: &Object, watchdog: &Object) -> PyResult {
    if let Some(bound) = bound.downcast::<Tuple>()
        && let &[own, key] = bound.as_slice()
        && let Some(own) = own.downcast::<WeakRef>()
        && let Some(local) = own.get()
        && let Some(local) = local.downcast::<Local>()
    {
        local.watchdogs()?.discard(watchdog)?;
        // Last, since what the thread kept may run code as it goes.
        drop(local.dicts()?.pop(key)?);
    }
    Ok(none_ref())
}

static mut FORGET_THREAD: PyMethodDef = PyMethodDef {
    ml_name: c"clear_locals".as_ptr(),
    // SAFETY: the ABI is that of METH_O.
    ml_meth: Some(unsafe {
        core::mem::transmute::<extern "C" fn(&Object, &Object) -> PyResult, PyCFunction>(
            forget_thread,
        )
    }),
    ml_flags: METH_O,
    ml_doc: core::ptr::null(),
};

extern "C" fn local_new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let given = !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty());
    if given && !has_init(cls) {
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
        set_field(&raw mut (*local.raw()).dicts, Dict::new()?);
        set_field(&raw mut (*local.raw()).watchdogs, Set::new()?);
        // Who calls the class runs `__init__` for the creating thread, whose dict is there from now on.
        let key = dummy(&raw mut (*tstate::current()).threading_local_key)?;
        local.add_dict(&key)?;
    }
    Ok(this)
}

/// Is it `__dict__`? Who calls the slot may give anything for a name, and what that says counts.
fn is_dict_name(name: &Object) -> PyResult<bool> {
    name.equals(id!(__dict__))
}

fn bad_name(name: &Object) -> Raised {
    raise!(
        TypeError,
        "attribute name must be string, not '{}'",
        name.class().tp_name()
    )
}

extern "C" fn local_getattro(this: &Local, name: &Object) -> PyResult {
    let d = this.dict()?;
    if is_dict_name(name)? {
        return Ok(d.upcast());
    }
    let Some(text) = name.downcast::<Str>() else {
        return Err(bad_name(name));
    };
    match generic_get_attr_with(this, text, &d)? {
        Some(value) => Ok(value),
        None => this.generic_get_attr(name), // raises, with the usual words
    }
}

extern "C" fn local_setattro(this: &Local, name: &Object, value: Option<&Object>) -> Status {
    let set = || -> PyResult<()> {
        let d = this.dict()?;
        if is_dict_name(name)? {
            return Err(raise!(
                AttributeError,
                "'{}' object attribute '__dict__' is read-only",
                this.class().tp_name()
            ));
        }
        let Some(text) = name.downcast::<Str>() else {
            return Err(bad_name(name));
        };
        generic_set_attr_with(this, text, value, &d)
    };
    set().into()
}

extern "C" fn local_dealloc(this: *mut Local) {
    // SAFETY: the last reference is gone; weak references end before the fields do.
    unsafe {
        objects::gc::untrack(&*this);
        weakref::clear_weakrefs(this.cast());
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

extern "C" fn dummy_dealloc(this: *mut Dummy) {
    // SAFETY: the last reference is gone; what watches it hears of it here.
    unsafe {
        weakref::clear_weakrefs(this.cast());
        heap_type::free(this.cast());
    }
}

pub static DUMMY: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_thread._localdummy".as_ptr(),
    tp_basicsize: size_of::<DummyObject>() as isize,
    tp_dealloc: slots::dealloc(dummy_dealloc),
    tp_flags: Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_doc: c"What a thread's state holds for its thread-local data.".as_ptr(),
    tp_weaklistoffset: core::mem::offset_of!(DummyObject, weaklist) as isize,
    ..Type::EMPTY
});
