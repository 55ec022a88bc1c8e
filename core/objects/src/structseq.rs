//! Struct sequences: tuples whose items have names (`sys.version_info`, `os.stat_result`).
//!
//! A type has visible fields, which are the tuple's items, and hidden ones after them, which are attributes only. How many of each
//! stands in the type's dict (`n_sequence_fields`, `n_fields`, `n_unnamed_fields`). A type is made from C's description
//! (`PyStructSequence_Desc`), as a heap type or into a static one.

use core::ffi::{CStr, c_char, c_int, c_void};
use std::sync::OnceLock;

use base::mem::{self, Domain};
use base::{Object, PyResult, Ref};
use layout::*;

use crate::clinic::*;
use crate::exceptions::no_memory;
use crate::prelude::*;
use crate::repr::Writer;
use crate::tuple::{PyTuple_Type, items};
use crate::{alloc, freelist, gc};

/// The name of fields that have none: compared by address.
#[repr(transparent)]
pub struct FieldName(pub *const c_char);
// SAFETY: points to a constant.
unsafe impl Sync for FieldName {}

#[unsafe(no_mangle)]
pub static PyStructSequence_UnnamedField: FieldName = FieldName(c"unnamed field".as_ptr());

base::object_view!(
    /// An instance of any struct sequence type.
    pub StructSeq, PyStructSequence, "structseq", |o| is_structseq(o)
);

fn is_structseq(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe {
        (*o.type_ptr()).tp_repr.is_some_and(|f| {
            crate::slots::repr(structseq_repr).is_some_and(|g| core::ptr::fn_addr_eq(f, g))
        })
    }
}

/// A number in the type's dict.
fn count(ty: &Type, key: &'static str) -> PyResult<usize> {
    match ty.dict().get_text(key)? {
        Some(v) => match v.downcast::<Long>() {
            Some(n) => Ok(n.as_isize()?.max(0) as usize),
            None => Err(raise!(
                TypeError,
                "Missed attribute '{}' of type {}",
                key,
                ty.name()
            )),
        },
        None => Err(raise!(
            TypeError,
            "Missed attribute '{}' of type {}",
            key,
            ty.tp_name()
        )),
    }
}

fn visible(ty: &Type) -> PyResult<usize> {
    count(ty, "n_sequence_fields")
}
fn real(ty: &Type) -> PyResult<usize> {
    count(ty, "n_fields")
}
fn unnamed(ty: &Type) -> PyResult<usize> {
    count(ty, "n_unnamed_fields")
}

/// The name of the `i`th named field.
fn member_name(ty: &Type, i: usize) -> Option<&CStr> {
    // SAFETY: the member table has an entry for every named field, then NULL.
    unsafe {
        let members = (*ty.raw()).tp_members;
        if members.is_null() {
            return None;
        }
        let name = (*members.add(i)).name;
        (!name.is_null()).then(|| CStr::from_ptr(name))
    }
}

impl StructSeq {
    /// `PyStructSequence_New`: all fields NULL, untracked; fill it with `set` and then `finish`.
    pub fn new(ty: &Type) -> PyResult<Ref<StructSeq>> {
        let (all, seen) = (real(ty)?, visible(ty)?);
        let o = alloc::gc_new_var::<StructSeq>(ty, all)?;
        // SAFETY: fresh; there is room for all fields.
        unsafe {
            (*o.raw()).ob_base.ob_size = seen as isize;
            (*o.raw()).ob_hash = -1;
            items(o.raw()).write_bytes(0, all);
        }
        Ok(o)
    }

    /// An instance with these fields (those not given are None).
    pub fn from_values(ty: &Type, values: Vec<Ref>) -> PyResult<Ref<StructSeq>> {
        let o = StructSeq::new(ty)?;
        let n = real(ty)?;
        let mut values = values.into_iter();
        for i in 0..n {
            o.set(i, values.next().unwrap_or_else(none_ref));
        }
        gc::track(&o);
        Ok(o)
    }

    /// Fills a field of a fresh instance.
    pub fn set(&self, index: usize, value: Ref) {
        // SAFETY: the index is that of a field, says the caller; fresh.
        unsafe { *items(self.raw()).add(index) = value.into_ptr() }
    }

    /// A field, hidden ones too.
    fn field(&self, index: usize) -> Ref {
        // SAFETY: the index is below the number of fields.
        unsafe { Ref::from_borrowed_opt(*items(self.raw()).add(index)) }.unwrap_or_else(none_ref)
    }

    fn as_tuple(&self) -> &Tuple {
        // SAFETY: a struct sequence is a tuple.
        unsafe { self.downcast_unchecked() }
    }
}

extern "C" fn structseq_dealloc(this: *mut StructSeq) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = this.cast::<PyObject>();
        let ty = (*o).ob_type;
        gc::untrack(Object::from_ptr(o));
        let n = match real(Type::from_raw(ty)) {
            Ok(n) => n,
            Err(e) => {
                e.clear();
                (*this.cast::<PyTupleObject>()).ob_base.ob_size as usize
            }
        };
        for i in 0..n {
            crate::owned::clear_field(items(this.cast()).add(i));
        }
        freelist::free_instance(o);
        if (*ty).tp_flags & Py_TPFLAGS_HEAPTYPE != 0 {
            base::refcount::decref(ty.cast());
        }
    }
}

extern "C" fn structseq_traverse(this: &StructSeq, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live; `tp_basicsize` and `ob_size` together tell the number of fields.
    unsafe {
        let ty = this.type_ptr();
        if (*ty).tp_flags & Py_TPFLAGS_HEAPTYPE != 0 {
            let r = visit(ty.cast(), arg);
            if r != 0 {
                return r;
            }
        }
        let hidden = ((*ty).tp_basicsize as usize)
            .saturating_sub(size_of::<PyTupleObject>() - size_of::<usize>())
            / size_of::<usize>();
        for i in 0..this.as_tuple().len() + hidden {
            let r = crate::iter::visit_field(*items(this.raw()).add(i), visit, arg);
            if r != 0 {
                return r;
            }
        }
        0
    }
}

extern "C" fn structseq_repr(this: &StructSeq) -> PyResult {
    let ty = this.class();
    let mut out = Writer::new();
    out.push(&ty.tp_name());
    out.push("(");
    for i in 0..this.as_tuple().len() {
        if i > 0 {
            out.push(", ");
        }
        let Some(name) = member_name(ty, i) else {
            return Err(raise!(
                SystemError,
                "In structseq_repr(), member {} name is NULL for type {}",
                i,
                ty.tp_name()
            ));
        };
        out.push(&name.to_string_lossy());
        out.push("=");
        out.push_repr(&this.field(i))?;
    }
    out.push(")");
    out.finish()
}

#[pymethods]
impl StructSeq {
    /// An instance from the items of a sequence, with the hidden fields in a dict.
    #[new("structseq(sequence, dict={})")]
    fn new_(cls: &Type, sequence: &Object, dict: Option<&Object>) -> PyResult {
        let (least, most) = (visible(cls)?, real(cls)?);
        let skipped = unnamed(cls)?;
        let values = match sequence.downcast::<Tuple>() {
            Some(t) => t.to_ref(),
            None => match sequence.iter() {
                Ok(it) => Tuple::from_iterable(&it)?,
                Err(e) if crate::exceptions::matches(&crate::exceptions::types::TypeError) => {
                    e.clear();
                    return Err(raise!(TypeError, "constructor requires a sequence"));
                }
                Err(e) => return Err(e),
            },
        };
        let dict = match dict {
            None => None,
            Some(d) => match d.downcast::<Dict>() {
                Some(d) => Some(d),
                None => {
                    return Err(raise!(
                        TypeError,
                        "{}() takes a dict as second arg, if any",
                        cls.tp_name()
                    ));
                }
            },
        };
        let n = values.len();
        let expected = if least == most && n != least {
            Some(format!("a {least}"))
        } else if n < least {
            Some(format!("an at least {least}"))
        } else if n > most {
            Some(format!("an at most {most}"))
        } else {
            None
        };
        if let Some(expected) = expected {
            return Err(raise!(
                TypeError,
                "{}() takes {}-sequence ({}-sequence given)",
                cls.tp_name(),
                expected,
                n
            ));
        }
        let new = StructSeq::new(cls)?;
        for (i, o) in values.as_slice().iter().enumerate() {
            new.set(i, o.to_ref());
        }
        let mut used = 0;
        for i in n..most {
            let mut value = None;
            if let Some(d) = dict
                && let Some(name) = member_name(cls, i - skipped)
            {
                value = d.get_text(&name.to_string_lossy())?;
                used += usize::from(value.is_some());
            }
            new.set(i, value.unwrap_or_else(none_ref));
        }
        if dict.is_some_and(|d| d.len() > used) {
            return Err(raise!(
                TypeError,
                "{}() got duplicate or unexpected field name(s)",
                cls.tp_name()
            ));
        }
        gc::track(&new);
        Ok(new.upcast())
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let ty = self.class();
        let (seen, all, skipped) = (self.as_tuple().len(), real(ty)?, unnamed(ty)?);
        let plain = Tuple::from_slice(self.as_tuple().as_slice())?;
        let hidden = Dict::new()?;
        for i in seen..all {
            if let Some(name) = member_name(ty, i - skipped) {
                hidden.set_text(&name.to_string_lossy(), &self.field(i))?;
            }
        }
        let args = Tuple::from_array([plain.upcast(), hidden.upcast()])?;
        Tuple::from_array([ty.to_ref().upcast(), args.upcast()])
    }

    /// A copy with some fields replaced.
    #[method(varargs, "__replace__(**changes)")]
    fn replace(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Ref<StructSeq>> {
        if !args.is_empty() {
            return Err(raise!(
                TypeError,
                "__replace__() takes no positional arguments"
            ));
        }
        let ty = self.class();
        let n = real(ty)?;
        if unnamed(ty)? > 0 {
            return Err(raise!(
                TypeError,
                "__replace__() is not supported for {} because it has unnamed field(s)",
                ty.tp_name()
            ));
        }
        let changes = match kwargs {
            Some(k) => k.copy()?,
            None => Dict::new()?,
        };
        let new = StructSeq::new(ty)?;
        for i in 0..n {
            let mut value = None;
            if let Some(name) = member_name(ty, i) {
                value = changes.pop(&*Str::from_str(&name.to_string_lossy())?)?;
            }
            new.set(i, value.unwrap_or_else(|| self.field(i)));
        }
        if !changes.is_empty() {
            let names = changes.keys_list()?.repr()?;
            return Err(raise!(
                TypeError,
                "Got unexpected field name(s): {}",
                names.to_string_lossy()
            ));
        }
        gc::track(&new);
        Ok(new)
    }
}

/// The fields of a description, and how many have no name.
unsafe fn fields<'a>(desc: *const PyStructSequence_Desc) -> (&'a [PyStructSequence_Field], usize) {
    // SAFETY: a description ends with a field whose name is NULL.
    unsafe {
        let first = (*desc).fields;
        let mut n = 0;
        let mut nameless = 0;
        while !(*first.add(n)).name.is_null() {
            nameless += usize::from((*first.add(n)).name == PyStructSequence_UnnamedField.0);
            n += 1;
        }
        (core::slice::from_raw_parts(first, n), nameless)
    }
}

/// The member table: one entry for every field with a name.
unsafe fn members(
    fields: &[PyStructSequence_Field],
    nameless: usize,
) -> PyResult<*mut PyMemberDef> {
    // SAFETY: the table is fresh and has room for the named fields and the end.
    unsafe {
        let n = fields.len() - nameless + 1;
        let table: *mut PyMemberDef = mem::calloc(Domain::Mem, n, size_of::<PyMemberDef>()).cast();
        if table.is_null() {
            return Err(no_memory());
        }
        let mut k = 0;
        for (i, f) in fields.iter().enumerate() {
            if f.name == PyStructSequence_UnnamedField.0 {
                continue;
            }
            table.add(k).write(PyMemberDef {
                name: f.name,
                r#type: _Py_T_OBJECT,
                offset: (core::mem::offset_of!(PyTupleObject, ob_item) + i * size_of::<usize>())
                    as isize,
                flags: Py_READONLY,
                doc: f.doc,
            });
            k += 1;
        }
        Ok(table)
    }
}

/// The counts and `__match_args__` in the type's dict.
unsafe fn fill_dict(
    dict: &Dict,
    desc: *const PyStructSequence_Desc,
    fields: &[PyStructSequence_Field],
    nameless: usize,
) -> PyResult<()> {
    // SAFETY: names are C strings.
    unsafe {
        let seen = (*desc).n_in_sequence.max(0) as usize;
        dict.set_text("n_sequence_fields", &*Long::from_usize(seen)?)?;
        dict.set_text("n_fields", &*Long::from_usize(fields.len())?)?;
        dict.set_text("n_unnamed_fields", &*Long::from_usize(nameless)?)?;
        let mut names = Vec::new();
        for f in fields.iter().take(seen) {
            if f.name != PyStructSequence_UnnamedField.0 {
                names.push(Str::from_str(&CStr::from_ptr(f.name).to_string_lossy())?.upcast());
            }
        }
        dict.set_text("__match_args__", &*Tuple::from_vec(names)?)
    }
}

fn basic_size(desc: &PyStructSequence_Desc, n: usize) -> usize {
    let hidden = n.saturating_sub(desc.n_in_sequence.max(0) as usize);
    size_of::<PyTupleObject>() - size_of::<usize>() + hidden * size_of::<usize>()
}

/// Makes a static type ready from its description, in each interpreter (`_PyStructSequence_InitBuiltinWithFlags`, and the body of
/// `PyStructSequence_InitType2`).
///
/// # Safety
/// `desc` outlives the type.
pub unsafe fn init_static(
    ty: &Type,
    desc: *const PyStructSequence_Desc,
    flags: core::ffi::c_ulong,
) -> PyResult<()> {
    // SAFETY: the caller vouches; a static type is written only before it is ready.
    unsafe {
        let (fields, nameless) = fields(desc);
        let t = ty.raw();
        if (*t).tp_flags & Py_TPFLAGS_READY == 0 {
            (*t).tp_name = (*desc).name;
            (*t).tp_basicsize = basic_size(&*desc, fields.len()) as isize;
            (*t).tp_itemsize = size_of::<usize>() as isize;
            (*t).tp_dealloc = crate::slots::dealloc::<StructSeq>(structseq_dealloc);
            (*t).tp_repr = crate::slots::repr(structseq_repr);
            (*t).tp_doc = (*desc).doc;
            (*t).tp_base = PyTuple_Type.as_mut_ptr();
            (*t).tp_methods = StructSeq::METHODS;
            (*t).tp_new = Some(StructSeq::NEW);
            (*t).tp_flags |= Py_TPFLAGS_HAVE_GC | flags;
            (*t).tp_traverse = crate::slots::traverse(structseq_traverse);
            (*t).tp_members = members(fields, nameless)?;
        }
        ty.ready()?;
        fill_dict(ty.dict(), desc, fields, nameless)?;
        ty.modified();
        Ok(())
    }
}

const fn slot<F: Copy>(id: c_int, f: Option<F>) -> PyType_Slot {
    #[repr(C)]
    union Cast<F: Copy> {
        f: Option<F>,
        p: *mut c_void,
    }
    PyType_Slot {
        slot: id,
        // SAFETY: function pointers have the size of a data pointer.
        pfunc: unsafe { Cast { f }.p },
    }
}

/// A new heap type (`_PyStructSequence_NewType`).
///
/// # Safety
/// `desc` and its texts outlive the type.
pub unsafe fn new_type(
    desc: *const PyStructSequence_Desc,
    flags: core::ffi::c_ulong,
) -> PyResult<Ref<Type>> {
    // SAFETY: the caller vouches; the slot table is copied by `from_spec`.
    unsafe {
        let (fields, nameless) = fields(desc);
        let members = members(fields, nameless)?;
        let mut slots = [
            slot(
                Py_tp_dealloc,
                crate::slots::dealloc::<StructSeq>(structseq_dealloc),
            ),
            slot(Py_tp_repr, crate::slots::repr(structseq_repr)),
            PyType_Slot {
                slot: Py_tp_doc,
                pfunc: (*desc).doc.cast_mut().cast(),
            },
            PyType_Slot {
                slot: Py_tp_methods,
                pfunc: StructSeq::METHODS.cast(),
            },
            slot(Py_tp_new, Some(StructSeq::NEW)),
            PyType_Slot {
                slot: Py_tp_members,
                pfunc: members.cast(),
            },
            slot(Py_tp_traverse, crate::slots::traverse(structseq_traverse)),
            PyType_Slot {
                slot: 0,
                pfunc: core::ptr::null_mut(),
            },
        ];
        let spec = PyType_Spec {
            name: (*desc).name,
            basicsize: basic_size(&*desc, fields.len()) as c_int,
            itemsize: size_of::<usize>() as c_int,
            flags: (Py_TPFLAGS_HAVE_GC | flags) as _,
            slots: slots.as_mut_ptr(),
        };
        let made = Type::from_spec(None, &spec, Some(&PyTuple_Type));
        // The member table was copied into the type.
        mem::free(Domain::Mem, members.cast());
        let ty = made?;
        fill_dict(ty.dict(), desc, fields, nameless)?;
        ty.modified();
        Ok(ty)
    }
}

/// A description for Rust code, which lives as long as the process, as types of all interpreters refer to it.
pub struct Description {
    name: &'static CStr,
    doc: &'static CStr,
    fields: &'static [(&'static CStr, &'static CStr)],
    visible: usize,
    c_form: OnceLock<CForm>,
}

/// What C calls a description. It refers to the fields beside it.
struct CForm {
    description: PyStructSequence_Desc,
    _fields: Box<[PyStructSequence_Field]>,
}
// SAFETY: nobody writes what the pointers lead to: constants, and the boxed fields.
unsafe impl Send for CForm {}
// SAFETY: as above.
unsafe impl Sync for CForm {}

impl Description {
    /// Name, doc, fields with docs, and how many of them are items.
    pub const fn new(
        name: &'static CStr,
        doc: &'static CStr,
        fields: &'static [(&'static CStr, &'static CStr)],
        visible: usize,
    ) -> Description {
        Description {
            name,
            doc,
            fields,
            visible,
            c_form: OnceLock::new(),
        }
    }

    pub fn name(&self) -> &'static CStr {
        self.name
    }

    pub fn doc(&self) -> &'static CStr {
        self.doc
    }

    pub fn fields(&self) -> &'static [(&'static CStr, &'static CStr)] {
        self.fields
    }

    pub fn visible(&self) -> usize {
        self.visible
    }

    fn c_form(&'static self) -> &'static PyStructSequence_Desc {
        let make = || {
            let mut fields: Vec<PyStructSequence_Field> = self
                .fields
                .iter()
                .map(|(name, doc)| PyStructSequence_Field {
                    name: if *name == c"unnamed field" {
                        PyStructSequence_UnnamedField.0
                    } else {
                        name.as_ptr()
                    },
                    doc: doc.as_ptr(),
                })
                .collect();
            fields.push(PyStructSequence_Field {
                name: core::ptr::null(),
                doc: core::ptr::null(),
            });
            let mut fields = fields.into_boxed_slice();
            CForm {
                description: PyStructSequence_Desc {
                    name: self.name.as_ptr(),
                    doc: self.doc.as_ptr(),
                    fields: fields.as_mut_ptr(),
                    n_in_sequence: self.visible as c_int,
                },
                _fields: fields,
            }
        };
        &self.c_form.get_or_init(make).description
    }

    /// Makes a static type ready.
    pub fn init_static(&'static self, ty: &Type, flags: core::ffi::c_ulong) -> PyResult<()> {
        // SAFETY: the description lives as long as the process.
        unsafe { init_static(ty, self.c_form(), flags) }
    }

    /// A new heap type.
    pub fn new_type(&'static self) -> PyResult<Ref<Type>> {
        // SAFETY: the description lives as long as the process.
        unsafe { new_type(self.c_form(), 0) }
    }
}
