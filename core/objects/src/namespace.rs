//! `types.SimpleNamespace`: an object that is its attributes.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use layout::*;

use crate::descr::clear_field;
use crate::prelude::*;
use crate::slots;

#[repr(C)]
pub struct NamespaceObject {
    pub ob_base: PyObject,
    pub dict: *mut PyObject,
}

object_view!(
    /// `types.SimpleNamespace`.
    pub Namespace, NamespaceObject, "types.SimpleNamespace", |o| {
        crate::type_::is_subtype_instance(o, &_PyNamespace_Type)
    }
);

impl Namespace {
    /// `_PyNamespace_New`: with the items of a dict as attributes.
    pub fn new(items: Option<&Dict>) -> PyResult<Ref<Namespace>> {
        let n = allocate(&_PyNamespace_Type)?;
        if let Some(d) = items {
            n.dict().update(d)?;
        }
        Ok(n)
    }

    /// The attributes.
    pub fn dict(&self) -> &Dict {
        // SAFETY: set when made, kept.
        unsafe { Object::from_ptr((*self.raw()).dict).downcast_unchecked() }
    }
}

/// [`Namespace::new`], untyped.
pub fn new(items: Option<&Dict>) -> PyResult {
    Ok(Namespace::new(items)?.upcast())
}

fn allocate(ty: &Type) -> PyResult<Ref<Namespace>> {
    // SAFETY: fresh, of the struct.
    unsafe {
        let n = ty.alloc_as::<Namespace>(0)?;
        (*n.raw()).dict = Dict::new()?.into_ptr();
        Ok(n)
    }
}

extern "C" fn tp_new(ty: &Type, _: &Tuple, _: Option<&Dict>) -> PyResult {
    Ok(allocate(ty)?.upcast())
}

extern "C" fn init(this: &Namespace, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    let run = || -> PyResult<()> {
        if let Some(source) = crate::sequence::one_argument("SimpleNamespace", args.as_slice())? {
            let items = Dict::new()?;
            if source.is_exactly(crate::dict::PyDict_Type.raw()) || source.has_attr(id!(keys))? {
                items.update(source)?;
            } else {
                items.merge_pairs(source, true)?;
            }
            if !items.has_only_str_keys() {
                return Err(raise!(TypeError, "keywords must be strings"));
            }
            this.dict().update(&items)?;
        }
        if let Some(k) = kwargs {
            if !k.has_only_str_keys() {
                return Err(raise!(TypeError, "keywords must be strings"));
            }
            this.dict().update(k)?;
        }
        Ok(())
    };
    run().into()
}

extern "C" fn dealloc(o: *mut Namespace) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        clear_field(&raw mut (*(*o).raw()).dict);
        crate::type_::free_instance(o.cast());
    }
}

extern "C" fn traverse(this: &Namespace, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        crate::visit_field!(visit, arg, (*this.raw()).dict);
    }
    0
}

extern "C" fn clear(this: &Namespace) -> c_int {
    // SAFETY: the field owns its reference.
    unsafe { clear_field(&raw mut (*this.raw()).dict) };
    0
}

extern "C" fn repr(this: &Namespace) -> PyResult {
    let name = if this.is_exactly(_PyNamespace_Type.raw()) {
        "namespace".to_owned()
    } else {
        this.class().name().into_owned()
    };
    let Some(_guard) = crate::repr::ReprGuard::enter(this)? else {
        return Ok(Str::from_str(&format!("{name}(...)"))?.upcast());
    };
    let mut out = crate::repr::Writer::new();
    out.push(&name);
    out.push("(");
    let mut first = true;
    let dict = this.dict().to_ref();
    let mut position = 0;
    while let Some((key, value)) = dict.next_entry(&mut position) {
        let Some(key) = key.downcast::<Str>() else {
            continue;
        };
        if key.is_empty() {
            continue;
        }
        if !core::mem::take(&mut first) {
            out.push(", ");
        }
        out.push_text(key);
        out.push("=");
        out.push_repr(&value)?;
    }
    out.push(")");
    out.finish()
}

extern "C" fn richcompare(this: &Namespace, other: &Object, op: c_int) -> PyResult {
    match other.downcast::<Namespace>() {
        Some(other) => this
            .dict()
            .rich_compare(other.dict(), CompareOp::from_c(op)),
        None => not_implemented_result(),
    }
}

extern "C" fn reduce(this: &Namespace, _: Option<&Object>) -> PyResult {
    Ok(Tuple::from_slice(&[this.class(), Tuple::empty(), this.dict()])?.upcast())
}

/// `copy.replace`: a copy with some attributes changed.
extern "C" fn replace(this: &Namespace, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if !args.is_empty() {
        return Err(raise!(
            TypeError,
            "__replace__() takes no positional arguments"
        ));
    }
    let copy = this.class().call(&[])?;
    let Some(namespace) = copy.downcast::<Namespace>() else {
        return Err(raise!(
            TypeError,
            "expect {} type, but {}() returned '{}' object",
            "types.SimpleNamespace",
            crate::repr::full_name(this.class()),
            crate::repr::full_name(copy.class())
        ));
    };
    namespace.dict().update(this.dict())?;
    if let Some(k) = kwargs {
        namespace.dict().update(k)?;
    }
    Ok(copy)
}

static METHODS: slots::Table<[PyMethodDef; 3]> = slots::Table::new([
    slots::noargs::<Namespace>(c"__reduce__", reduce, c"Pickling: the attributes."),
    slots::keywords::<Namespace>(
        c"__replace__",
        replace,
        c"__replace__($self, /, **changes)\n--\n\nA copy with some attributes changed.",
    ),
    slots::METHODS_END,
]);

static MEMBERS: slots::Table<[PyMemberDef; 2]> = slots::Table::new([
    slots::member(
        c"__dict__",
        _Py_T_OBJECT,
        offset_of!(NamespaceObject, dict),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

pub static _PyNamespace_Type: Type = Type::new(PyTypeObject {
    tp_name: c"types.SimpleNamespace".as_ptr(),
    tp_basicsize: size_of::<NamespaceObject>() as isize,
    tp_dealloc: slots::dealloc::<Namespace>(dealloc),
    tp_repr: slots::repr::<Namespace>(repr),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_setattro: slots::GENERIC_SETATTR,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: c"SimpleNamespace(mapping_or_iterable=(), /, **kwargs)\n--\n\nAn object with the given attributes.".as_ptr(),
    tp_traverse: slots::traverse::<Namespace>(traverse),
    tp_clear: slots::clear::<Namespace>(clear),
    tp_richcompare: slots::richcompare::<Namespace>(richcompare),
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_dictoffset: offset_of!(NamespaceObject, dict) as isize,
    tp_init: slots::init::<Namespace>(init),
    tp_alloc: slots::GENERIC_ALLOC,
    tp_new: slots::new(tp_new),
    tp_free: Some(slots::PyObject_GC_Del),
    ..Type::EMPTY
});
