//! `type`: its methods, its tables and the type object itself.

use core::ffi::c_ulong;
use core::mem::offset_of;

use layout::*;

use super::annotations::*;
use super::attributes::*;
use super::{create, subtype};
use crate::prelude::*;
use crate::slots;

extern "C" fn method_mro(ty: &Type, _: Option<&Object>) -> PyResult {
    Ok(List::from_vec(ty.linearise()?)?.upcast())
}

extern "C" fn subclasses(ty: &Type, _: Option<&Object>) -> PyResult {
    let list = List::new()?;
    let mut all = Vec::new();
    ty.each_subclass(&mut |s| all.push(s.to_ref()));
    for s in all {
        list.push(&s)?;
    }
    Ok(list.upcast())
}

extern "C" fn prepare(_: &Object, _: &Tuple, _: Option<&Dict>) -> PyResult {
    Ok(Dict::new()?.upcast())
}

extern "C" fn instance_check(ty: &Object, instance: &Object) -> PyResult {
    Ok(py_bool(crate::abstract_::instance::real_is_instance(instance, ty)?).to_ref())
}

extern "C" fn subclass_check(ty: &Object, subclass: &Object) -> PyResult {
    Ok(py_bool(crate::abstract_::instance::real_is_subclass(subclass, ty)?).to_ref())
}

extern "C" fn dir(ty: &Object, _: Option<&Object>) -> PyResult {
    crate::object::type_dir(ty)
}

extern "C" fn sizeof(ty: &Type, _: Option<&Object>) -> PyResult {
    let size = if ty.is_heap() {
        // SAFETY: a heap type's shared keys.
        let keys = unsafe {
            let k = (*ty.heap()).ht_cached_keys;
            if k.is_null() {
                0
            } else {
                crate::dict::keys::byte_size(k)
            }
        };
        size_of::<PyHeapTypeObject>() + keys
    } else {
        size_of::<PyTypeObject>()
    };
    Ok(Long::from_usize(size)?.upcast())
}

extern "C" fn repr(ty: &Type) -> PyResult {
    let module = module(ty)?;
    let name = ty.qualname()?;
    let text = match module.as_ref().and_then(|m| m.downcast::<Str>()) {
        Some(m) if !m.eq_literal("builtins") => {
            format!(
                "<class '{}.{}'>",
                m.to_string_lossy(),
                name.to_string_lossy()
            )
        }
        Some(_) => format!("<class '{}'>", name.to_string_lossy()),
        None => format!("<class '{}'>", ty.tp_name()),
    };
    Ok(Str::from_str(&text)?.upcast())
}

extern "C" fn union_or(a: &Object, b: &Object) -> PyResult {
    crate::union_::or(a, b)
}

static AS_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_or: slots::number(union_or),
    // SAFETY: all-zero is valid.
    ..unsafe { zeroed() }
});

static METHODS: slots::Table<[PyMethodDef; 8]> = slots::Table::new([
    slots::noargs::<Type>(
        c"mro",
        method_mro,
        c"mro($self, /)\n--\n\nThe method resolution order, as a list.",
    ),
    slots::noargs::<Type>(
        c"__subclasses__",
        subclasses,
        c"__subclasses__($self, /)\n--\n\nThe direct subclasses that are alive.",
    ),
    slots::with_flags(
        slots::keywords::<Object>(
            c"__prepare__",
            prepare,
            c"__prepare__($cls, name, bases, /, **kwds)\n--\n\nThe namespace that a class body runs in.",
        ),
        METH_CLASS,
    ),
    slots::onearg::<Object>(
        c"__instancecheck__",
        instance_check,
        c"__instancecheck__($self, instance, /)\n--\n\nIs it an instance?",
    ),
    slots::onearg::<Object>(
        c"__subclasscheck__",
        subclass_check,
        c"__subclasscheck__($self, subclass, /)\n--\n\nIs it a subclass?",
    ),
    slots::noargs::<Object>(
        c"__dir__",
        dir,
        c"__dir__($self, /)\n--\n\nThe names that dir() shows for a class.",
    ),
    slots::noargs::<Type>(
        c"__sizeof__",
        sizeof,
        c"__sizeof__($self, /)\n--\n\nSize of the type in memory, in bytes.",
    ),
    slots::METHODS_END,
]);

static MEMBERS: slots::Table<[PyMemberDef; 7]> = slots::Table::new([
    slots::member(
        c"__basicsize__",
        Py_T_PYSSIZET,
        offset_of!(PyTypeObject, tp_basicsize),
        Py_READONLY,
    ),
    slots::member(
        c"__itemsize__",
        Py_T_PYSSIZET,
        offset_of!(PyTypeObject, tp_itemsize),
        Py_READONLY,
    ),
    slots::member(
        c"__flags__",
        Py_T_ULONG,
        offset_of!(PyTypeObject, tp_flags),
        Py_READONLY,
    ),
    slots::member(
        c"__weakrefoffset__",
        Py_T_PYSSIZET,
        offset_of!(PyTypeObject, tp_weaklistoffset),
        Py_READONLY,
    ),
    slots::member(
        c"__base__",
        _Py_T_OBJECT,
        offset_of!(PyTypeObject, tp_base),
        Py_READONLY,
    ),
    slots::member(
        c"__dictoffset__",
        Py_T_PYSSIZET,
        offset_of!(PyTypeObject, tp_dictoffset),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

static GETSET: slots::Table<[PyGetSetDef; 13]> = slots::Table::new([
    slots::getset::<Type>(c"__name__", Some(get_name), Some(set_name), c""),
    slots::getset::<Type>(c"__qualname__", Some(get_qualname), Some(set_qualname), c""),
    slots::getset::<Type>(c"__bases__", Some(get_bases), Some(set_bases), c""),
    slots::getset::<Type>(c"__mro__", Some(get_mro), None, c""),
    slots::getset::<Type>(c"__module__", Some(get_module), Some(set_module), c""),
    slots::getset::<Type>(
        c"__abstractmethods__",
        Some(get_abstract),
        Some(set_abstract),
        c"",
    ),
    slots::getset::<Type>(c"__dict__", Some(get_dict), None, c""),
    slots::getset::<Type>(c"__doc__", Some(get_doc), Some(set_doc), c""),
    slots::getset::<Type>(c"__text_signature__", Some(get_signature), None, c""),
    slots::getset::<Type>(
        c"__annotations__",
        Some(get_annotations),
        Some(set_annotations),
        c"",
    ),
    slots::getset::<Type>(c"__annotate__", Some(get_annotate), Some(set_annotate), c""),
    slots::getset::<Type>(
        c"__type_params__",
        Some(get_type_params),
        Some(set_type_params),
        c"",
    ),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyType_Type: Type = Type::new(PyTypeObject {
    tp_name: c"type".as_ptr(),
    tp_basicsize: size_of::<PyHeapTypeObject>() as isize,
    tp_itemsize: size_of::<PyMemberDef>() as isize,
    tp_dealloc: slots::dealloc::<Type>(subtype::type_dealloc),
    tp_vectorcall_offset: offset_of!(PyTypeObject, tp_vectorcall) as isize,
    tp_repr: slots::repr::<Type>(repr),
    tp_as_number: AS_NUMBER.ptr(),
    tp_call: slots::call::<Type>(create::type_call),
    tp_getattro: slots::getattro::<Type>(type_getattro),
    tp_setattro: slots::setattro::<Type>(type_setattro),
    tp_flags: Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_TYPE_SUBCLASS
        | Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_HAVE_VECTORCALL
        | Py_TPFLAGS_ITEMS_AT_END as c_ulong,
    tp_doc: c"type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type"
        .as_ptr(),
    tp_traverse: slots::traverse::<Type>(subtype::type_traverse),
    tp_clear: slots::clear::<Type>(subtype::type_clear),
    tp_weaklistoffset: offset_of!(PyTypeObject, tp_weaklist) as isize,
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_getset: GETSET.first(),
    tp_dictoffset: offset_of!(PyTypeObject, tp_dict) as isize,
    tp_init: slots::init::<Object>(create::type_init),
    tp_alloc: slots::GENERIC_ALLOC,
    tp_new: slots::new(create::type_new),
    tp_free: Some(slots::PyObject_GC_Del),
    tp_is_gc: slots::inquiry_int::<Type>(subtype::type_is_gc),
    tp_vectorcall: slots::vectorcall::<Type>(create::type_vectorcall),
    ..Type::EMPTY
});
