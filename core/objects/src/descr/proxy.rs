//! `mappingproxy`: a read-only view of a mapping, as `type.__dict__` gives it.

use core::ffi::{c_int, c_void};

use layout::*;

use crate::prelude::*;
use crate::slots;

#[repr(C)]
pub struct ProxyObject {
    pub ob_base: PyObject,
    pub mapping: *mut PyObject,
}

object_view!(
    /// `mappingproxy`.
    pub MappingProxy, ProxyObject, "mappingproxy", |o| o.is_exactly(PyDictProxy_Type.raw())
);

impl MappingProxy {
    /// `PyDictProxy_New`.
    pub fn new(mapping: &Object) -> PyResult<Ref<MappingProxy>> {
        let is_mapping = mapping.is_mapping()
            && mapping.downcast::<List>().is_none()
            && mapping.downcast::<Tuple>().is_none();
        if !is_mapping {
            return Err(raise!(
                TypeError,
                "mappingproxy() argument must be a mapping, not {}",
                mapping.class().tp_name()
            ));
        }
        // SAFETY: fresh.
        unsafe {
            let p = crate::alloc::gc_new::<MappingProxy>(&PyDictProxy_Type)?;
            (*p.raw()).mapping = mapping.to_ref().into_ptr();
            crate::gc::track(&p);
            Ok(p)
        }
    }

    pub fn mapping(&self) -> &Object {
        // SAFETY: set when made, kept.
        unsafe { Object::from_ptr((*self.raw()).mapping) }
    }
}

/// The mapping behind a proxy, or the object itself.
fn unwrap(o: &Object) -> &Object {
    match o.downcast::<MappingProxy>() {
        Some(p) => p.mapping(),
        None => o,
    }
}

extern "C" fn new(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let _ = ty;
    let mut mapping = args.get(0).map(|o| o.to_ref());
    if args.len() > 1 {
        return Err(raise!(
            TypeError,
            "mappingproxy() takes at most 1 argument ({} given)",
            args.len() + kwargs.map_or(0, |k| k.len())
        ));
    }
    if let Some(k) = kwargs
        && !k.is_empty()
    {
        mapping = match k.get_str(id!(mapping))? {
            Some(m) if k.len() == 1 && mapping.is_none() => Some(m),
            _ => {
                return Err(raise!(
                    TypeError,
                    "mappingproxy() takes at most 1 argument ({} given)",
                    args.len() + k.len()
                ));
            }
        };
    }
    match mapping {
        Some(m) => Ok(MappingProxy::new(&m)?.upcast()),
        None => Err(raise!(
            TypeError,
            "mappingproxy() missing required argument 'mapping' (pos 1)"
        )),
    }
}

extern "C" fn dealloc(o: *mut MappingProxy) {
    // SAFETY: dead.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        super::clear_field(&raw mut (*(*o).raw()).mapping);
        slots::PyObject_GC_Del(o.cast());
    }
}

extern "C" fn traverse(this: &MappingProxy, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        crate::visit_field!(visit, arg, (*this.raw()).mapping);
    }
    0
}

extern "C" fn length(this: &MappingProxy) -> Length {
    this.mapping().length().into()
}
extern "C" fn subscript(this: &MappingProxy, key: &Object) -> PyResult {
    this.mapping().get_item(key)
}
extern "C" fn contains(this: &MappingProxy, key: &Object) -> Status {
    this.mapping().contains(key).into()
}
extern "C" fn iter(this: &MappingProxy) -> PyResult {
    this.mapping().iter()
}
extern "C" fn repr(this: &MappingProxy) -> PyResult {
    let inner = this.mapping().repr()?;
    let open = Str::from_str("mappingproxy(")?;
    let close = Str::from_str(")")?;
    Ok(Str::empty().join(&[&open, &inner, &close])?.upcast())
}
extern "C" fn str(this: &MappingProxy) -> PyResult {
    Ok(this.mapping().str()?.upcast())
}
extern "C" fn hash(this: &MappingProxy) -> Hash {
    this.mapping().hash().into()
}
extern "C" fn richcompare(this: &MappingProxy, other: &Object, op: c_int) -> PyResult {
    this.mapping()
        .rich_compare(unwrap(other), CompareOp::from_c(op))
}
extern "C" fn or(a: &Object, b: &Object) -> PyResult {
    crate::abstract_::number::or(unwrap(a), unwrap(b))
}
extern "C" fn inplace_or(this: &MappingProxy, _: &Object) -> PyResult {
    Err(raise!(
        TypeError,
        "'|=' is not supported by {}; use '|' instead",
        this.class().tp_name()
    ))
}

extern "C" fn get(this: &MappingProxy, args: *const *mut PyObject, n: isize) -> PyResult {
    // SAFETY: the calling convention: `n` live references.
    match unsafe { crate::abstract_::call::object_slice(args, n as usize) } {
        [key] => crate::abstract_::call::call_method(id!(get), [this.mapping(), key, none()]),
        [key, default] => {
            crate::abstract_::call::call_method(id!(get), [this.mapping(), key, default])
        }
        [] => Err(raise!(TypeError, "get expected at least 1 argument, got 0")),
        more => Err(raise!(
            TypeError,
            "get expected at most 2 arguments, got {}",
            more.len()
        )),
    }
}
extern "C" fn keys(this: &MappingProxy, _: Option<&Object>) -> PyResult {
    crate::abstract_::call::call_method(id!(keys), [this.mapping()])
}
extern "C" fn values(this: &MappingProxy, _: Option<&Object>) -> PyResult {
    crate::abstract_::call::call_method(id!(values), [this.mapping()])
}
extern "C" fn items(this: &MappingProxy, _: Option<&Object>) -> PyResult {
    crate::abstract_::call::call_method(id!(items), [this.mapping()])
}
extern "C" fn copy(this: &MappingProxy, _: Option<&Object>) -> PyResult {
    crate::abstract_::call::call_method(id!(copy), [this.mapping()])
}
extern "C" fn reversed(this: &MappingProxy, _: Option<&Object>) -> PyResult {
    crate::abstract_::call::call_method(id!(__reversed__), [this.mapping()])
}

static METHODS: slots::Table<[PyMethodDef; 8]> = slots::Table::new([
    slots::fastcall::<MappingProxy>(
        c"get",
        get,
        c"get($self, key, default=None, /)\n--\n\nThe value for the key if there is one, else the default.",
    ),
    slots::noargs::<MappingProxy>(c"keys", keys, c"The keys, as a view."),
    slots::noargs::<MappingProxy>(c"values", values, c"The values, as a view."),
    slots::noargs::<MappingProxy>(c"items", items, c"The key and value pairs, as a view."),
    slots::noargs::<MappingProxy>(c"copy", copy, c"A shallow copy of the mapping."),
    slots::with_flags(
        slots::onearg::<Object>(
            c"__class_getitem__",
            crate::abstract_::generic_alias,
            c"__class_getitem__($type, object, /)\n--\n\nFor generic notation.",
        ),
        METH_CLASS,
    ),
    slots::noargs::<MappingProxy>(
        c"__reversed__",
        reversed,
        c"__reversed__($self, /)\n--\n\nAn iterator over the keys, last first.",
    ),
    slots::METHODS_END,
]);

static AS_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_or: slots::number(or),
    nb_inplace_or: slots::binary::<MappingProxy>(inplace_or),
    // SAFETY: all-zero is valid.
    ..unsafe { zeroed() }
});
static AS_SEQUENCE: slots::Table<PySequenceMethods> = slots::Table::new(PySequenceMethods {
    sq_contains: slots::contains::<MappingProxy>(contains),
    // SAFETY: all-zero is valid.
    ..unsafe { zeroed() }
});
static AS_MAPPING: slots::Table<PyMappingMethods> = slots::Table::new(PyMappingMethods {
    mp_length: slots::length::<MappingProxy>(length),
    mp_subscript: slots::binary::<MappingProxy>(subscript),
    mp_ass_subscript: None,
});

#[unsafe(no_mangle)]
pub static PyDictProxy_Type: Type = Type::new(PyTypeObject {
    tp_name: c"mappingproxy".as_ptr(),
    tp_basicsize: size_of::<ProxyObject>() as isize,
    tp_dealloc: slots::dealloc::<MappingProxy>(dealloc),
    tp_repr: slots::repr::<MappingProxy>(repr),
    tp_as_number: AS_NUMBER.ptr(),
    tp_as_sequence: AS_SEQUENCE.ptr(),
    tp_as_mapping: AS_MAPPING.ptr(),
    tp_hash: slots::hash::<MappingProxy>(hash),
    tp_str: slots::repr::<MappingProxy>(str),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MAPPING as core::ffi::c_ulong,
    tp_doc: c"mappingproxy(mapping)\n--\n\nRead-only view of a mapping.".as_ptr(),
    tp_traverse: slots::traverse::<MappingProxy>(traverse),
    tp_richcompare: slots::richcompare::<MappingProxy>(richcompare),
    tp_iter: slots::iter::<MappingProxy>(iter),
    tp_methods: METHODS.first(),
    tp_new: slots::new(new),
    ..Type::EMPTY
});
