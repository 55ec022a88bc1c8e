//! `_thread._local`: a dict per thread, kept in the thread state's own dict under a key that dies with the object.

use base::tstate;
use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field, set_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::{slots, weakref};
use runtime::pystate;

use crate::heap_type::HeapType;

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
        let found = this.class().lookup(text);
        // SAFETY: the type of a live object.
        let data_descriptor =
            found.is_some_and(|a| unsafe { (*a.type_ptr()).tp_descr_set.is_some() });
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
