//! `PyType_Ready`: from the struct that a type's author filled in to a type that works.

use core::ffi::CStr;
use core::sync::atomic::{AtomicBool, Ordering};

use base::{PyResult, Ref};
use layout::*;

use super::view::OF_MODULE;
use super::{doc, inherit, mro, slotdefs, statics};
use crate::prelude::*;
use crate::{descr, slots};

/// Beyond the bits of the table of special methods: the type's dict says that it has no hash.
const UNHASHABLE: u128 = 1 << 127;

impl Type {
    /// Makes a type ready (`PyType_Ready`): idempotent. Static built-in types get their per-interpreter state.
    pub fn ready(&self) -> PyResult<()> {
        if self.is_static_builtin() {
            let of_module = self.has(OF_MODULE);
            return self.ready_static(if of_module {
                statics::Kind::Module
            } else {
                statics::Kind::Builtin
            });
        }
        if self.has(Py_TPFLAGS_READY) {
            return Ok(());
        }
        if !self.is_heap() {
            // Static types of extensions: nobody may change them.
            // SAFETY: the type is its author's until it is ready.
            unsafe { (*self.raw()).tp_flags |= Py_TPFLAGS_IMMUTABLETYPE };
        }
        self.ready_steps(true)
    }

    /// `_PyStaticType_InitBuiltin`, `_PyStaticType_InitForExtension`.
    pub fn ready_static(&self, kind: statics::Kind) -> PyResult<()> {
        if let Some(s) = statics::state(self)
            // SAFETY: this interpreter's entry.
            && unsafe { !(*s).tp_dict.is_null() }
        {
            return Ok(());
        }
        let _lock = statics::ready_lock();
        static NAMES: AtomicBool = AtomicBool::new(false);
        if !NAMES.swap(true, Ordering::AcqRel) {
            slotdefs::init();
        }
        let initial = statics::init(self, kind)?;
        self.ready_steps(initial)
    }

    fn ready_steps(&self, initial: bool) -> PyResult<()> {
        let raw = self.raw();
        // SAFETY: the type is being set up; only this thread sees the changes matter.
        unsafe {
            if (*raw).tp_name.is_null() {
                return Err(raise!(
                    SystemError,
                    "Type does not define the tp_name field."
                ));
            }
            (*raw).tp_flags |= Py_TPFLAGS_READYING;
        }
        let result = self.ready_body(initial);
        // SAFETY: as above.
        unsafe {
            (*raw).tp_flags &= !Py_TPFLAGS_READYING;
            if result.is_ok() {
                (*raw).tp_flags |= Py_TPFLAGS_READY;
                // Such a type has a dict for each interpreter, and one version.
                if self.is_static_builtin()
                    && let Some(dict) = self.dict_opt()
                {
                    dict.mark_as_types();
                }
            }
        }
        result
    }

    fn ready_body(&self, initial: bool) -> PyResult<()> {
        let raw = self.raw();
        // SAFETY: as in `ready_steps`; bases are live types.
        unsafe {
            self.make_dict()?;
            // The base, and the metatype it implies.
            let object = &crate::object::PyBaseObject_Type;
            if (*raw).tp_base.is_null() && !core::ptr::eq(self, object) {
                (*raw).tp_base = object.raw();
                if self.is_heap() {
                    base::refcount::incref(object.raw().cast());
                }
            }
            if let Some(b) = self.base() {
                // Built-in static types: also this interpreter's state of the base.
                if b.is_static_builtin() || b.dict_opt().is_none() {
                    b.ready()?;
                }
                if (*raw).ob_base.ob_base.ob_type.is_null() {
                    (*raw).ob_base.ob_base.ob_type = (*b.raw()).ob_base.ob_base.ob_type;
                }
            }
            if (*raw).tp_bases.is_null() {
                let bases = match self.base() {
                    Some(b) => Tuple::from_slice(&[b])?,
                    None => Tuple::empty().to_ref(),
                };
                if self.is_static_builtin() {
                    base::refcount::set_immortal(bases.as_ptr());
                }
                (*raw).tp_bases = bases.into_ptr();
            }
            if initial {
                drop(mro::compute(self)?);
                if !self.is_heap() {
                    self.check_static_bases()?;
                }
            }
            self.set_new(initial)?;
            self.fill_dict(initial)?;
            if initial {
                self.inherit()?;
            }
            self.check_preheader()?;
            self.set_hash(initial)?;
            self.add_to_bases()?;
            if initial {
                self.set_managed_dict()?;
                if self.version() == 0 && self.is_static_builtin() {
                    (*raw).tp_flags |= Py_TPFLAGS_READY;
                    self.assign_version();
                }
            }
        }
        Ok(())
    }

    unsafe fn make_dict(&self) -> PyResult<()> {
        // SAFETY: set up by one thread.
        unsafe {
            if self.dict_opt().is_some() {
                return Ok(());
            }
            let dict = Dict::new()?.into_ptr();
            if self.is_static_builtin() {
                if let Some(s) = statics::state(self) {
                    (*s).tp_dict = dict;
                }
            } else {
                (*self.raw()).tp_dict = dict;
            }
        }
        Ok(())
    }

    /// A static type cannot have a base that may go away.
    fn check_static_bases(&self) -> PyResult<()> {
        let Some(mro) = self.mro() else {
            return Ok(());
        };
        for b in mro.as_slice().iter().skip(1) {
            if let Some(b) = b.downcast::<Type>()
                && b.is_heap()
            {
                return Err(raise!(
                    TypeError,
                    "type '{}' is not dynamically allocated but its base type '{}' is dynamically allocated",
                    self.tp_name(),
                    b.tp_name()
                ));
            }
        }
        Ok(())
    }

    /// `tp_new` and `__new__`. A static type directly under `object` does not inherit `object.__new__`: its author did not ask
    /// for instances.
    unsafe fn set_new(&self, initial: bool) -> PyResult<()> {
        // SAFETY: the type is being set up.
        unsafe {
            let raw = self.raw();
            let base = (*raw).tp_base;
            let object = crate::object::PyBaseObject_Type.raw();
            if (*raw).tp_new.is_none() && base == object && !self.is_heap() {
                (*raw).tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
            }
            if self.has(Py_TPFLAGS_DISALLOW_INSTANTIATION) {
                (*raw).tp_new = None;
            } else if (*raw).tp_new.is_some() {
                // A type of a built-in extension module stands for a heap type, which would inherit this.
                if (initial && self.is_static_builtin() && !self.has(OF_MODULE))
                    || base.is_null()
                    || (*raw).tp_new.map(|f| f as usize) != (*base).tp_new.map(|f| f as usize)
                {
                    super::create::add_new_wrapper(self)?;
                }
            } else if !base.is_null() {
                (*raw).tp_new = (*base).tp_new;
            }
        }
        Ok(())
    }

    unsafe fn fill_dict(&self, initial: bool) -> PyResult<()> {
        if !self.is_static_builtin() {
            slotdefs::add_operators(self, None)?;
        } else if initial {
            statics::set_own_operators(self, slotdefs::add_operators(self, None)?);
        } else {
            slotdefs::add_operators(self, Some(statics::own_operators(self)))?;
        }
        // SAFETY: the tables end with a NULL name.
        unsafe {
            let raw = self.raw();
            let mut m = (*raw).tp_methods;
            while !m.is_null() && !(*m).ml_name.is_null() {
                self.add_method(m)?;
                m = m.add(1);
            }
            let mut m = (*raw).tp_members;
            while !m.is_null() && !(*m).name.is_null() {
                let descr = descr::member::new(self, m)?;
                self.add_descriptor(CStr::from_ptr((*m).name), &descr)?;
                m = m.add(1);
            }
            let mut g = (*raw).tp_getset;
            while !g.is_null() && !(*g).name.is_null() {
                let descr = descr::getset::new(self, g)?;
                self.add_descriptor(CStr::from_ptr((*g).name), &descr)?;
                g = g.add(1);
            }
            let dict = self.dict();
            if !dict.contains(id!(__doc__))? {
                let text = if (*raw).tp_doc.is_null() {
                    none_ref()
                } else {
                    doc::without_signature(
                        CStr::from_ptr((*raw).tp_name).to_bytes(),
                        CStr::from_ptr((*raw).tp_doc).to_bytes(),
                    )?
                };
                dict.set(id!(__doc__), &text)?;
            }
        }
        Ok(())
    }

    /// # Safety
    /// `def` is a valid entry that outlives the type.
    unsafe fn add_method(&self, def: *mut PyMethodDef) -> PyResult<()> {
        // SAFETY: a valid entry.
        unsafe {
            let flags = (*def).ml_flags;
            let name = CStr::from_ptr((*def).ml_name);
            let value = if flags & METH_CLASS != 0 {
                if flags & METH_STATIC != 0 {
                    return Err(raise!(ValueError, "method cannot be both class and static"));
                }
                descr::method::new_class_method(self, def)?
            } else if flags & METH_STATIC != 0 {
                let f = crate::CFunction::new(def, Some(self), None, None)?;
                crate::function::static_method(&f)?
            } else {
                descr::method::new(self, def)?
            };
            if flags & METH_COEXIST != 0 {
                self.dict().set(&*intern(name)?, &value)
            } else {
                self.add_descriptor(name, &value)
            }
        }
    }

    /// Adds to the dict unless the name is taken.
    fn add_descriptor(&self, name: &CStr, value: &Object) -> PyResult<()> {
        let name = intern(name)?;
        let dict = self.dict();
        if !dict.contains(&name)? {
            dict.set(&name, value)?;
        }
        Ok(())
    }

    unsafe fn inherit(&self) -> PyResult<()> {
        if let Some(base) = self.base() {
            inherit::inherit_special(self, base);
        }
        if let Some(mro) = self.mro() {
            let mro = mro.to_ref();
            for b in mro.as_slice().iter().skip(1) {
                if let Some(b) = b.downcast::<Type>() {
                    inherit::inherit_slots(self, b);
                    inherit::inherit_collection_flags(self, b);
                }
            }
        }
        if let Some(base) = self.base() {
            inherit::inherit_tables(self, base);
        }
        // SAFETY: the type is being set up.
        unsafe {
            let raw = self.raw();
            // The root's own allocation.
            if (*raw).tp_alloc.is_none() {
                (*raw).tp_alloc = Some(core::mem::transmute::<*const (), allocfunc>(
                    slots::PyType_GenericAlloc as *const (),
                ));
            }
            if self.has(Py_TPFLAGS_HAVE_GC) && (*raw).tp_traverse.is_none() {
                return Err(raise!(
                    SystemError,
                    "type {} has the Py_TPFLAGS_HAVE_GC flag but has no traverse function",
                    self.tp_name()
                ));
            }
        }
        Ok(())
    }

    /// The managed dict and weak-reference list lie before the object, so their offsets are fixed.
    unsafe fn check_preheader(&self) -> PyResult<()> {
        // SAFETY: the type is being set up.
        unsafe {
            let raw = self.raw();
            if self.has(Py_TPFLAGS_MANAGED_DICT as _) {
                if (*raw).tp_dictoffset > 0 || (*raw).tp_dictoffset < -1 {
                    return Err(raise!(
                        TypeError,
                        "type {} has the Py_TPFLAGS_MANAGED_DICT flag but tp_dictoffset is set to incompatible value",
                        self.tp_name()
                    ));
                }
                (*raw).tp_dictoffset = -1;
            }
            if self.has(Py_TPFLAGS_MANAGED_WEAKREF as _) {
                if (*raw).tp_weaklistoffset != 0
                    && (*raw).tp_weaklistoffset != MANAGED_WEAKREF_OFFSET as isize
                {
                    return Err(raise!(
                        TypeError,
                        "type {} has the Py_TPFLAGS_MANAGED_WEAKREF flag but tp_weaklistoffset is set to incompatible value",
                        self.tp_name()
                    ));
                }
                (*raw).tp_weaklistoffset = MANAGED_WEAKREF_OFFSET as isize;
            }
        }
        Ok(())
    }

    /// A type that compares but does not hash is unhashable.
    /// A type that neither has nor inherits a hash says so in its dict.
    unsafe fn set_hash(&self, initial: bool) -> PyResult<()> {
        // SAFETY: the type is being set up.
        unsafe {
            let raw = self.raw();
            let is_static = self.is_static_builtin();
            let said_before =
                is_static && !initial && statics::own_operators(self) & UNHASHABLE != 0;
            if (*raw).tp_hash.is_some() && !said_before {
                return Ok(());
            }
            let dict = self.dict();
            if dict.contains(id!(__hash__))? {
                return Ok(());
            }
            if is_static && initial {
                let own = statics::own_operators(self);
                statics::set_own_operators(self, own | UNHASHABLE);
            }
            dict.set(id!(__hash__), none())?;
            (*raw).tp_hash = slots::HASH_NOT_IMPLEMENTED;
        }
        Ok(())
    }

    unsafe fn add_to_bases(&self) -> PyResult<()> {
        let Some(bases) = self.bases() else {
            return Ok(());
        };
        let bases = bases.to_ref();
        for b in bases.as_slice() {
            if let Some(b) = b.downcast::<Type>() {
                super::subtype::add_subclass(b, self)?;
            }
        }
        Ok(())
    }

    unsafe fn set_managed_dict(&self) -> PyResult<()> {
        if !self.has(Py_TPFLAGS_MANAGED_DICT as _) {
            return Ok(());
        }
        if !self.is_heap() {
            return Err(raise!(
                SystemError,
                "type {} has the Py_TPFLAGS_MANAGED_DICT flag but not Py_TPFLAGS_HEAPTYPE flag",
                self.tp_name()
            ));
        }
        // SAFETY: a heap type being set up.
        unsafe {
            let heap = self.heap();
            if (*heap).ht_cached_keys.is_null() {
                let keys = crate::dict::new_keys_for_class(self);
                if keys.is_null() {
                    return Err(crate::exceptions::no_memory());
                }
                (*heap).ht_cached_keys = keys;
            }
            let raw = self.raw();
            // The values lie after the fixed part, which only var objects go past.
            if (*raw).tp_itemsize == 0 {
                (*raw).tp_flags |= Py_TPFLAGS_INLINE_VALUES as core::ffi::c_ulong;
            }
        }
        Ok(())
    }
}

/// An interned str of a table's name.
pub(crate) fn intern(name: &CStr) -> PyResult<Ref<Str>> {
    Ok(Str::intern(Str::decode_utf8(name.to_bytes(), None)?))
}
