//! Types made at run time from a `PyType_Spec` (`PyType_FromMetaclass` and kin), and what the API asks of heap types.

use core::ffi::{CStr, c_int, c_ulong, c_void};
use core::mem::offset_of;

use layout::*;

use super::create::{best_base, calculate_metaclass, copy_c_string, type_new};
use crate::prelude::*;
use crate::slots;

/// Alignment of the data that a subclass adds to a base of unknown size.
const DATA_ALIGN: isize = 16;

/// Where a `Py_tp_*` (and so on) slot lies in a heap type; None for those that are no function or pointer to store.
fn slot_offset(slot: c_int) -> Option<usize> {
    Some(match slot {
        Py_bf_getbuffer => offset_of!(PyHeapTypeObject, as_buffer.bf_getbuffer),
        Py_bf_releasebuffer => offset_of!(PyHeapTypeObject, as_buffer.bf_releasebuffer),
        Py_mp_ass_subscript => offset_of!(PyHeapTypeObject, as_mapping.mp_ass_subscript),
        Py_mp_length => offset_of!(PyHeapTypeObject, as_mapping.mp_length),
        Py_mp_subscript => offset_of!(PyHeapTypeObject, as_mapping.mp_subscript),
        Py_nb_absolute => offset_of!(PyHeapTypeObject, as_number.nb_absolute),
        Py_nb_add => offset_of!(PyHeapTypeObject, as_number.nb_add),
        Py_nb_and => offset_of!(PyHeapTypeObject, as_number.nb_and),
        Py_nb_bool => offset_of!(PyHeapTypeObject, as_number.nb_bool),
        Py_nb_divmod => offset_of!(PyHeapTypeObject, as_number.nb_divmod),
        Py_nb_float => offset_of!(PyHeapTypeObject, as_number.nb_float),
        Py_nb_floor_divide => offset_of!(PyHeapTypeObject, as_number.nb_floor_divide),
        Py_nb_index => offset_of!(PyHeapTypeObject, as_number.nb_index),
        Py_nb_inplace_add => offset_of!(PyHeapTypeObject, as_number.nb_inplace_add),
        Py_nb_inplace_and => offset_of!(PyHeapTypeObject, as_number.nb_inplace_and),
        Py_nb_inplace_floor_divide => {
            offset_of!(PyHeapTypeObject, as_number.nb_inplace_floor_divide)
        }
        Py_nb_inplace_lshift => offset_of!(PyHeapTypeObject, as_number.nb_inplace_lshift),
        Py_nb_inplace_multiply => offset_of!(PyHeapTypeObject, as_number.nb_inplace_multiply),
        Py_nb_inplace_or => offset_of!(PyHeapTypeObject, as_number.nb_inplace_or),
        Py_nb_inplace_power => offset_of!(PyHeapTypeObject, as_number.nb_inplace_power),
        Py_nb_inplace_remainder => offset_of!(PyHeapTypeObject, as_number.nb_inplace_remainder),
        Py_nb_inplace_rshift => offset_of!(PyHeapTypeObject, as_number.nb_inplace_rshift),
        Py_nb_inplace_subtract => offset_of!(PyHeapTypeObject, as_number.nb_inplace_subtract),
        Py_nb_inplace_true_divide => offset_of!(PyHeapTypeObject, as_number.nb_inplace_true_divide),
        Py_nb_inplace_xor => offset_of!(PyHeapTypeObject, as_number.nb_inplace_xor),
        Py_nb_int => offset_of!(PyHeapTypeObject, as_number.nb_int),
        Py_nb_invert => offset_of!(PyHeapTypeObject, as_number.nb_invert),
        Py_nb_lshift => offset_of!(PyHeapTypeObject, as_number.nb_lshift),
        Py_nb_multiply => offset_of!(PyHeapTypeObject, as_number.nb_multiply),
        Py_nb_negative => offset_of!(PyHeapTypeObject, as_number.nb_negative),
        Py_nb_or => offset_of!(PyHeapTypeObject, as_number.nb_or),
        Py_nb_positive => offset_of!(PyHeapTypeObject, as_number.nb_positive),
        Py_nb_power => offset_of!(PyHeapTypeObject, as_number.nb_power),
        Py_nb_remainder => offset_of!(PyHeapTypeObject, as_number.nb_remainder),
        Py_nb_rshift => offset_of!(PyHeapTypeObject, as_number.nb_rshift),
        Py_nb_subtract => offset_of!(PyHeapTypeObject, as_number.nb_subtract),
        Py_nb_true_divide => offset_of!(PyHeapTypeObject, as_number.nb_true_divide),
        Py_nb_xor => offset_of!(PyHeapTypeObject, as_number.nb_xor),
        Py_sq_ass_item => offset_of!(PyHeapTypeObject, as_sequence.sq_ass_item),
        Py_sq_concat => offset_of!(PyHeapTypeObject, as_sequence.sq_concat),
        Py_sq_contains => offset_of!(PyHeapTypeObject, as_sequence.sq_contains),
        Py_sq_inplace_concat => offset_of!(PyHeapTypeObject, as_sequence.sq_inplace_concat),
        Py_sq_inplace_repeat => offset_of!(PyHeapTypeObject, as_sequence.sq_inplace_repeat),
        Py_sq_item => offset_of!(PyHeapTypeObject, as_sequence.sq_item),
        Py_sq_length => offset_of!(PyHeapTypeObject, as_sequence.sq_length),
        Py_sq_repeat => offset_of!(PyHeapTypeObject, as_sequence.sq_repeat),
        Py_tp_alloc => offset_of!(PyHeapTypeObject, ht_type.tp_alloc),
        Py_tp_call => offset_of!(PyHeapTypeObject, ht_type.tp_call),
        Py_tp_clear => offset_of!(PyHeapTypeObject, ht_type.tp_clear),
        Py_tp_dealloc => offset_of!(PyHeapTypeObject, ht_type.tp_dealloc),
        Py_tp_del => offset_of!(PyHeapTypeObject, ht_type.tp_del),
        Py_tp_descr_get => offset_of!(PyHeapTypeObject, ht_type.tp_descr_get),
        Py_tp_descr_set => offset_of!(PyHeapTypeObject, ht_type.tp_descr_set),
        Py_tp_getattr => offset_of!(PyHeapTypeObject, ht_type.tp_getattr),
        Py_tp_getattro => offset_of!(PyHeapTypeObject, ht_type.tp_getattro),
        Py_tp_hash => offset_of!(PyHeapTypeObject, ht_type.tp_hash),
        Py_tp_init => offset_of!(PyHeapTypeObject, ht_type.tp_init),
        Py_tp_is_gc => offset_of!(PyHeapTypeObject, ht_type.tp_is_gc),
        Py_tp_iter => offset_of!(PyHeapTypeObject, ht_type.tp_iter),
        Py_tp_iternext => offset_of!(PyHeapTypeObject, ht_type.tp_iternext),
        Py_tp_methods => offset_of!(PyHeapTypeObject, ht_type.tp_methods),
        Py_tp_new => offset_of!(PyHeapTypeObject, ht_type.tp_new),
        Py_tp_repr => offset_of!(PyHeapTypeObject, ht_type.tp_repr),
        Py_tp_richcompare => offset_of!(PyHeapTypeObject, ht_type.tp_richcompare),
        Py_tp_setattr => offset_of!(PyHeapTypeObject, ht_type.tp_setattr),
        Py_tp_setattro => offset_of!(PyHeapTypeObject, ht_type.tp_setattro),
        Py_tp_str => offset_of!(PyHeapTypeObject, ht_type.tp_str),
        Py_tp_traverse => offset_of!(PyHeapTypeObject, ht_type.tp_traverse),
        Py_tp_getset => offset_of!(PyHeapTypeObject, ht_type.tp_getset),
        Py_tp_free => offset_of!(PyHeapTypeObject, ht_type.tp_free),
        Py_nb_matrix_multiply => offset_of!(PyHeapTypeObject, as_number.nb_matrix_multiply),
        Py_nb_inplace_matrix_multiply => {
            offset_of!(PyHeapTypeObject, as_number.nb_inplace_matrix_multiply)
        }
        Py_am_await => offset_of!(PyHeapTypeObject, as_async.am_await),
        Py_am_aiter => offset_of!(PyHeapTypeObject, as_async.am_aiter),
        Py_am_anext => offset_of!(PyHeapTypeObject, as_async.am_anext),
        Py_tp_finalize => offset_of!(PyHeapTypeObject, ht_type.tp_finalize),
        Py_am_send => offset_of!(PyHeapTypeObject, as_async.am_send),
        Py_tp_vectorcall => offset_of!(PyHeapTypeObject, ht_type.tp_vectorcall),
        _ => return None,
    })
}

/// What the first pass over a spec's slots finds.
struct Plan {
    base: Option<Ref>,
    bases: Option<Ref>,
    doc: *const core::ffi::c_char,
    members: *const PyMemberDef,
    member_count: usize,
    weaklist_offset: isize,
    dict_offset: isize,
    vectorcall_offset: isize,
    token: Option<*mut c_void>,
}

unsafe fn plan(spec: &PyType_Spec) -> PyResult<Plan> {
    let mut p = Plan {
        base: None,
        bases: None,
        doc: core::ptr::null(),
        members: core::ptr::null(),
        member_count: 0,
        weaklist_offset: 0,
        dict_offset: 0,
        vectorcall_offset: 0,
        token: None,
    };
    // SAFETY: the array ends with a zero slot; the values are of the slots' types.
    unsafe {
        let mut at = spec.slots;
        while !at.is_null() && (*at).slot != 0 {
            match (*at).slot {
                Py_tp_base => p.base = Ref::from_borrowed_opt((*at).pfunc.cast::<PyObject>()),
                Py_tp_bases => p.bases = Ref::from_borrowed_opt((*at).pfunc.cast::<PyObject>()),
                Py_tp_doc => {
                    if !p.doc.is_null() {
                        return Err(raise!(
                            SystemError,
                            "Multiple Py_tp_doc slots are not supported."
                        ));
                    }
                    p.doc = (*at).pfunc.cast();
                }
                Py_tp_token => {
                    if p.token.is_some() {
                        return Err(raise!(
                            SystemError,
                            "Multiple Py_tp_token slots are not supported."
                        ));
                    }
                    p.token = Some((*at).pfunc);
                }
                Py_tp_members => {
                    if p.member_count > 0 {
                        return Err(raise!(
                            SystemError,
                            "Multiple Py_tp_members slots are not supported."
                        ));
                    }
                    p.members = (*at).pfunc.cast();
                    let mut m = p.members;
                    while !(*m).name.is_null() {
                        p.member_count += 1;
                        let mut offset = (*m).offset;
                        if (*m).flags & Py_RELATIVE_OFFSET != 0 {
                            if spec.basicsize > 0 {
                                return Err(raise!(
                                    SystemError,
                                    "With Py_RELATIVE_OFFSET, basicsize must be negative."
                                ));
                            }
                            if offset < 0 || offset >= -(spec.basicsize as isize) {
                                return Err(raise!(
                                    SystemError,
                                    "Member offset out of range (0..-basicsize)"
                                ));
                            }
                            offset = -1;
                        }
                        let special = match CStr::from_ptr((*m).name).to_bytes() {
                            b"__weaklistoffset__" => &mut p.weaklist_offset,
                            b"__dictoffset__" => &mut p.dict_offset,
                            b"__vectorcalloffset__" => &mut p.vectorcall_offset,
                            _ => {
                                m = m.add(1);
                                continue;
                            }
                        };
                        check_special(&*m)?;
                        *special = offset;
                        m = m.add(1);
                    }
                }
                s => {
                    if slot_offset(s).is_none() {
                        return Err(raise!(RuntimeError, "invalid slot offset"));
                    }
                }
            }
            at = at.add(1);
        }
    }
    Ok(p)
}

/// A member that tells the type where something lies is a number that nobody sets.
fn check_special(m: &PyMemberDef) -> PyResult<()> {
    // SAFETY: a member's name is a C string.
    let name = unsafe { CStr::from_ptr(m.name) }.to_string_lossy();
    if m.r#type != Py_T_PYSSIZET {
        return Err(raise!(SystemError, "type of {name} must be Py_T_PYSSIZET"));
    }
    if m.flags & !Py_RELATIVE_OFFSET != Py_READONLY {
        return Err(raise!(
            SystemError,
            "flags for {name} must be Py_READONLY or (Py_READONLY | Py_RELATIVE_OFFSET)"
        ));
    }
    Ok(())
}

/// TypeError unless an instance has room for that of the base, and for what the offsets speak of.
fn check_size(ty: &Type) -> PyResult<()> {
    // SAFETY: a type that is ready.
    let (raw, base) = unsafe { (&*ty.raw(), ty.base()) };
    if raw.tp_alloc.map(|f| f as usize) != Some(slots::PyType_GenericAlloc as *const () as usize) {
        return Ok(()); // another allocator need not look at the size
    }
    let size = raw.tp_basicsize;
    if let Some(base) = base {
        // SAFETY: as above.
        let base_size = unsafe { (*base.raw()).tp_basicsize };
        if base_size > size {
            return Err(raise!(
                TypeError,
                "tp_basicsize for type '{}' ({size}) is too small for base '{}' ({base_size})",
                ty.tp_name(),
                base.tp_name()
            ));
        }
    }
    for (what, offset) in [
        ("weaklist", raw.tp_weaklistoffset),
        ("dict", raw.tp_dictoffset),
        ("vectorcall", raw.tp_vectorcall_offset),
    ] {
        if offset.saturating_add(size_of::<usize>() as isize) > size {
            return Err(raise!(
                TypeError,
                "{what} offset {offset} is out of bounds for type '{}' (tp_basicsize = {size})",
                ty.tp_name()
            ));
        }
    }
    Ok(())
}

impl Type {
    /// `PyType_FromModuleAndSpec`, the body of all `PyType_From*Spec`. `bases`: a tuple, one type, or None.
    ///
    /// # Safety
    /// `spec` is a valid `PyType_Spec`.
    pub unsafe fn from_spec(
        module: Option<&Object>,
        spec: *const PyType_Spec,
        bases: Option<&Object>,
    ) -> PyResult<Ref<Type>> {
        // SAFETY: the caller vouches.
        unsafe { Type::from_metaclass(None, module, spec, bases) }
    }

    /// `PyType_FromMetaclass`.
    ///
    /// # Safety
    /// `spec` is a valid `PyType_Spec`.
    pub unsafe fn from_metaclass(
        metaclass: Option<&Type>,
        module: Option<&Object>,
        spec: *const PyType_Spec,
        bases: Option<&Object>,
    ) -> PyResult<Ref<Type>> {
        // SAFETY: a valid spec; the new type is ours until it is ready.
        unsafe {
            let spec = &*spec;
            let plan = plan(spec)?;
            if spec.name.is_null() {
                return Err(raise!(
                    SystemError,
                    "Type spec does not define the name field."
                ));
            }
            let full = CStr::from_ptr(spec.name).to_bytes();
            let dot = full.iter().rposition(|&c| c == b'.');
            let short = dot.map_or(full, |i| &full[i + 1..]);
            let name = Str::decode_utf8(short, None)?;

            let bases = match (bases, &plan.bases, &plan.base) {
                (Some(b), ..) => match b.downcast::<Tuple>() {
                    Some(t) => t.to_ref(),
                    None => Tuple::from_slice(&[b])?,
                },
                (None, Some(b), _) => match b.downcast::<Tuple>() {
                    Some(t) => t.to_ref(),
                    None => return Err(raise!(SystemError, "Py_tp_bases is not a tuple")),
                },
                (None, None, Some(b)) => Tuple::from_slice(&[b])?,
                (None, None, None) => Tuple::from_slice(&[&crate::object::PyBaseObject_Type])?,
            };
            let metaclass = calculate_metaclass(metaclass.unwrap_or(&super::PyType_Type), &bases)?;
            if !metaclass.is_subtype(&super::PyType_Type) {
                return Err(raise!(
                    TypeError,
                    "Metaclass '{}' is not a subclass of 'type'.",
                    metaclass.repr()?.to_string_lossy()
                ));
            }
            if (*metaclass.raw())
                .tp_new
                .is_some_and(|f| f as usize != type_new as *const () as usize)
            {
                return Err(raise!(
                    TypeError,
                    "Metaclasses with custom tp_new are not supported."
                ));
            }
            if spec.flags as c_ulong & Py_TPFLAGS_IMMUTABLETYPE != 0 {
                for b in bases.as_slice() {
                    if let Some(b) = b.downcast::<Type>()
                        && !b.has(Py_TPFLAGS_IMMUTABLETYPE)
                    {
                        return Err(raise!(
                            TypeError,
                            "Creating immutable type {} from mutable base {}",
                            String::from_utf8_lossy(full),
                            crate::repr::full_name(b)
                        ));
                    }
                }
            }
            let base = best_base(&bases)?.to_ref();

            let base_size = (*base.raw()).tp_basicsize;
            let align = |n: isize| (n + DATA_ALIGN - 1) & !(DATA_ALIGN - 1);
            let (basicsize, data_offset) = match spec.basicsize as isize {
                0 => (base_size, base_size),
                n if n > 0 => (n, 0),
                n => {
                    let start = align(base_size);
                    (start + align(-n), start)
                }
            };
            let itemsize = spec.itemsize as isize;
            if spec.basicsize < 0
                && (*base.raw()).tp_itemsize != 0
                && (base.flags() | spec.flags as c_ulong) & Py_TPFLAGS_ITEMS_AT_END as c_ulong == 0
            {
                return Err(raise!(
                    SystemError,
                    "Cannot extend variable-size class without Py_TPFLAGS_ITEMS_AT_END."
                ));
            }

            let ty = metaclass.alloc_as::<Type>(plan.member_count)?;
            let (raw, heap) = (ty.raw(), ty.heap());
            (*raw).tp_flags = spec.flags as c_ulong | Py_TPFLAGS_HEAPTYPE;
            (*raw).tp_as_async = &raw mut (*heap).as_async;
            (*raw).tp_as_sequence = &raw mut (*heap).as_sequence;
            (*raw).tp_as_mapping = &raw mut (*heap).as_mapping;
            (*raw).tp_as_number = &raw mut (*heap).as_number;
            (*raw).tp_as_buffer = &raw mut (*heap).as_buffer;
            (*heap).ht_name = name.to_ref().into_ptr();
            (*heap).ht_qualname = name.into_ptr();
            // The API promises that the spec's name may go away.
            let c_name = copy_c_string(full)?;
            (*heap)._ht_tpname = c_name.cast_mut();
            (*raw).tp_name = c_name;
            (*raw).tp_bases = bases.to_ref().into_ptr();
            (*raw).tp_base = base.to_ref().into_ptr().cast();
            (*raw).tp_basicsize = basicsize;
            (*raw).tp_itemsize = itemsize;
            if let Some(m) = module {
                (*heap).ht_module = m.to_ref().into_ptr();
            }
            if let Some(token) = plan.token {
                (*heap).ht_token = if token.is_null() {
                    (spec as *const PyType_Spec).cast_mut().cast()
                } else {
                    token
                };
            }
            if !plan.doc.is_null() {
                (*raw).tp_doc = copy_c_string(CStr::from_ptr(plan.doc).to_bytes())?;
            }

            let mut at = spec.slots;
            while !at.is_null() && (*at).slot != 0 {
                if let Some(offset) = slot_offset((*at).slot) {
                    *heap.byte_add(offset).cast::<*mut c_void>() = (*at).pfunc;
                }
                at = at.add(1);
            }
            let members = raw
                .cast::<u8>()
                .add((*metaclass.raw()).tp_basicsize as usize)
                .cast::<PyMemberDef>();
            for i in 0..plan.member_count {
                let m = members.add(i);
                *m = *plan.members.add(i);
                // The type frees its members' names.
                (*m).name = copy_c_string(CStr::from_ptr((*m).name).to_bytes())?;
                if (*m).flags & Py_RELATIVE_OFFSET != 0 {
                    (*m).flags &= !Py_RELATIVE_OFFSET;
                    (*m).offset += data_offset;
                    match CStr::from_ptr((*m).name).to_bytes() {
                        b"__weaklistoffset__" => (*raw).tp_weaklistoffset = (*m).offset,
                        b"__dictoffset__" => (*raw).tp_dictoffset = (*m).offset,
                        b"__vectorcalloffset__" => (*raw).tp_vectorcall_offset = (*m).offset,
                        _ => {}
                    }
                }
            }
            (*raw).tp_members = members;
            if plan.weaklist_offset > 0 {
                (*raw).tp_weaklistoffset = plan.weaklist_offset;
            }
            if plan.dict_offset != 0 && (*raw).tp_dictoffset == 0 {
                (*raw).tp_dictoffset = plan.dict_offset;
            }
            if plan.vectorcall_offset > 0 {
                (*raw).tp_vectorcall_offset = plan.vectorcall_offset;
            }
            if (*raw).tp_dealloc.is_none() {
                // Heap types need one that releases the type.
                (*raw).tp_dealloc = slots::dealloc::<Object>(super::subtype::subtype_dealloc);
            }
            ty.ready()?;
            check_size(&ty)?;
            // The two members that only say an offset are no attributes.
            for (offset, name) in [
                (plan.weaklist_offset, interned!("__weaklistoffset__")),
                (plan.dict_offset, interned!("__dictoffset__")),
            ] {
                if offset != 0 {
                    ty.change_dict(|d| d.discard(name))?;
                }
            }
            if !ty.dict().contains(id!(__module__))? {
                match dot {
                    Some(i) => {
                        let m = Str::intern(Str::decode_utf8(&full[..i], None)?);
                        ty.change_dict(|d| d.set(id!(__module__), &m))?;
                    }
                    None => crate::warnings::warn(
                        &crate::exceptions::types::DeprecationWarning,
                        format_args!(
                            "builtin type {} has no __module__ attribute",
                            String::from_utf8_lossy(full)
                        ),
                        1,
                    )?,
                }
            }
            Ok(ty)
        }
    }

    /// `PyType_GetModule`.
    pub fn module_object(&self) -> PyResult<&Object> {
        if !self.is_heap() {
            return Err(raise!(
                TypeError,
                "PyType_GetModule: Type '{}' is not a heap type",
                self.tp_name()
            ));
        }
        // SAFETY: NULL or kept by the type.
        match unsafe { Object::from_ptr_opt((*self.heap()).ht_module) } {
            Some(m) => Ok(m),
            None => Err(raise!(
                TypeError,
                "PyType_GetModule: Type '{}' has no associated module",
                self.tp_name()
            )),
        }
    }

    /// `PyType_GetModuleByDef`: the module of the first class along the MRO that belongs to a module of this definition.
    pub fn module_by_def(&self, def: *const PyModuleDef) -> PyResult<Ref> {
        if let Some(mro) = self.mro() {
            for c in mro.as_slice() {
                if let Some(c) = c.downcast::<Type>()
                    && c.is_heap()
                    // SAFETY: NULL or a module kept by the type.
                    && let Some(m) = unsafe { Object::from_ptr_opt((*c.heap()).ht_module) }
                    && let Some(module) = m.downcast::<crate::Module>()
                    // SAFETY: a module's field.
                    && unsafe { core::ptr::eq((*module.raw()).md_def, def) }
                {
                    return Ok(m.to_ref());
                }
            }
        }
        Err(raise!(
            TypeError,
            "PyType_GetModuleByDef: No superclass of '{}' has the given module",
            self.tp_name()
        ))
    }

    /// `PyType_GetBaseByToken`.
    pub fn base_by_token(&self, token: *const c_void) -> Option<Ref<Type>> {
        // SAFETY: a heap type's field.
        let has = |c: &Type| c.is_heap() && unsafe { core::ptr::eq((*c.heap()).ht_token, token) };
        if let Some(mro) = self.mro() {
            return mro.as_slice().iter().find_map(|c| {
                let c = c.downcast::<Type>()?;
                has(c).then(|| c.to_ref())
            });
        }
        // Before there is an MRO: the bases, depth first.
        if has(self) {
            return Some(self.to_ref());
        }
        let bases = self.bases()?.as_slice().iter();
        bases
            .filter_map(|b| b.downcast::<Type>())
            .find_map(|b| b.base_by_token(token))
    }

    /// `PyType_GetSlot`: NULL for what the type lacks.
    pub fn slot(&self, slot: c_int) -> PyResult<*mut c_void> {
        // SAFETY: fields of a live type.
        unsafe {
            match slot {
                Py_tp_base => return Ok((*self.raw()).tp_base.cast()),
                Py_tp_bases => return Ok((*self.raw()).tp_bases.cast()),
                Py_tp_doc => return Ok((*self.raw()).tp_doc.cast_mut().cast()),
                Py_tp_members => return Ok((*self.raw()).tp_members.cast()),
                Py_tp_token if self.is_heap() => return Ok((*self.heap()).ht_token),
                Py_tp_token => return Ok(core::ptr::null_mut()),
                _ => {}
            }
            let Some(offset) = slot_offset(slot) else {
                return Err(crate::exceptions::bad_internal_call());
            };
            Ok(super::slotdefs::slot_pointer(self, offset).map_or(core::ptr::null_mut(), |p| *p))
        }
    }

    /// `PyObject_GetTypeData`: the part of an instance that this class added to its base.
    ///
    /// # Safety
    /// `o` is an instance.
    pub unsafe fn data(&self, o: *mut PyObject) -> *mut c_void {
        // SAFETY: the offset lies within the instance.
        unsafe {
            let base = (*self.raw()).tp_base;
            let start = ((*base).tp_basicsize + DATA_ALIGN - 1) & !(DATA_ALIGN - 1);
            o.byte_offset(start).cast()
        }
    }

    /// `PyType_GetTypeDataSize`: how much of it there is.
    pub fn data_size(&self) -> isize {
        // SAFETY: fields of a live type.
        unsafe {
            let base = (*self.raw()).tp_base;
            let start = ((*base).tp_basicsize + DATA_ALIGN - 1) & !(DATA_ALIGN - 1);
            ((*self.raw()).tp_basicsize - start).max(0)
        }
    }

    /// `PyType_Freeze`: the type cannot be changed any more; its bases must be so already.
    pub fn freeze(&self) -> PyResult<()> {
        for base in self.mro().map_or(&[][..], |m| m.as_slice()).iter().skip(1) {
            if let Some(b) = base.downcast::<Type>()
                && !b.has(Py_TPFLAGS_IMMUTABLETYPE)
            {
                return Err(raise!(
                    TypeError,
                    "Creating immutable type {} from mutable base {}",
                    self.tp_name(),
                    crate::repr::full_name(b)
                ));
            }
        }
        // SAFETY: a live type; nobody runs Python code between reading and writing its flags.
        unsafe { (*self.raw()).tp_flags |= Py_TPFLAGS_IMMUTABLETYPE };
        self.modified();
        Ok(())
    }
}
