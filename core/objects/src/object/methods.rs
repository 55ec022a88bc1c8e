//! The type `object`: its slots and methods.

use core::ffi::{c_int, c_void};

use layout::*;

use super::reduce;
use crate::prelude::*;
use crate::slots;

fn has_args(args: &Tuple, kwargs: Option<&Dict>) -> bool {
    !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty())
}

/// `object.__new__`. Arguments are an error unless `__init__` is overridden and `__new__` is not: then they are `__init__`'s.
pub extern "C" fn object_new(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if has_args(args, kwargs) {
        // SAFETY: live type.
        let (new, init) = unsafe {
            (
                (*ty.raw()).tp_new.map(|f| f as usize),
                (*ty.raw()).tp_init.map(|f| f as usize),
            )
        };
        if new != Some(object_new as *const () as usize) {
            return Err(raise!(
                TypeError,
                "object.__new__() takes exactly one argument (the type to instantiate)"
            ));
        }
        if init == Some(object_init as *const () as usize) {
            return Err(raise!(TypeError, "{}() takes no arguments", ty.name()));
        }
    }
    if ty.has(Py_TPFLAGS_IS_ABSTRACT) {
        return Err(abstract_class(ty));
    }
    ty.alloc(0)
}

#[cold]
fn abstract_class(ty: &Type) -> Raised {
    let names = || -> PyResult<(usize, String)> {
        let methods = ty.get_attr(id!(__abstractmethods__))?;
        let list = List::from_iterable(&methods)?;
        list.sort_in_place()?;
        let mut names = Vec::new();
        for i in 0..list.len() {
            if let Some(n) = list.get(i) {
                names.push(n.str()?.to_string_lossy().into_owned());
            }
        }
        Ok((names.len(), names.join("', '")))
    };
    match names() {
        Ok((n, names)) => raise!(
            TypeError,
            "Can't instantiate abstract class {} without an implementation for abstract method{} '{names}'",
            ty.name(),
            if n == 1 { "" } else { "s" }
        ),
        Err(e) => e,
    }
}

/// `object.__init__`: the mirror image of [`object_new`].
pub extern "C" fn object_init(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    if has_args(args, kwargs) {
        let ty = this.class();
        // SAFETY: live type.
        let (new, init) = unsafe {
            (
                (*ty.raw()).tp_new.map(|f| f as usize),
                (*ty.raw()).tp_init.map(|f| f as usize),
            )
        };
        if init != Some(object_init as *const () as usize) {
            return Err::<bool, _>(raise!(
                TypeError,
                "object.__init__() takes exactly one argument (the instance to initialize)"
            ))
            .into();
        }
        if new == Some(object_new as *const () as usize) {
            return Err::<bool, _>(raise!(
                TypeError,
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                ty.tp_name()
            ))
            .into();
        }
    }
    Status(0)
}

extern "C" fn object_dealloc(o: *mut Object) {
    // SAFETY: dead; the type's tp_free frees what its tp_alloc allocated.
    unsafe {
        if let Some(f) = (*(*o).type_ptr()).tp_free {
            f(o.cast());
        }
    }
}

pub extern "C" fn object_repr(this: &Object) -> PyResult {
    let ty = this.class();
    let module = crate::type_::attributes::module(ty)?;
    if let Some(m) = module.as_ref().and_then(|m| m.downcast::<Str>())
        && !m.eq_literal("builtins")
    {
        return Ok(Str::format(format_args!(
            "<{}.{} object at {:p}>",
            m.to_string_lossy(),
            ty.qualname()?.to_string_lossy(),
            this.as_ptr()
        ))?
        .upcast());
    }
    Ok(Str::format(format_args!(
        "<{} object at {:p}>",
        ty.tp_name(),
        this.as_ptr()
    ))?
    .upcast())
}

extern "C" fn object_str(this: &Object) -> PyResult {
    // SAFETY: the slot's contract.
    unsafe {
        match (*this.type_ptr()).tp_repr {
            Some(f) if f as usize != object_str as *const () as usize => {
                Ref::from_c(f(this.as_ptr()))
            }
            _ => object_repr(this),
        }
    }
}

pub extern "C" fn richcompare(this: &Object, other: &Object, op: c_int) -> PyResult {
    match op {
        // NotImplemented rather than False: the other operand is asked before they count as unequal.
        Py_EQ if this.is(other) => Ok(py_bool(true).to_ref()),
        Py_NE => {
            // SAFETY: the slot's contract.
            unsafe {
                let Some(f) = (*this.type_ptr()).tp_richcompare else {
                    return not_implemented_result();
                };
                let r = Ref::<Object>::from_c(f(this.as_ptr(), other.as_ptr(), Py_EQ))?;
                if r.is(not_implemented()) {
                    return Ok(r);
                }
                Ok(py_bool(!r.is_true()?).to_ref())
            }
        }
        _ => not_implemented_result(),
    }
}

extern "C" fn object_hash(this: &Object) -> Hash {
    Hash(super::pointer_hash(this.as_ptr()))
}

extern "C" fn get_class(this: &Object, _: *mut c_void) -> PyResult {
    Ok(this.class().to_ref().upcast())
}

extern "C" fn set_class(this: &Object, value: Option<&Object>, _: *mut c_void) -> Status {
    crate::type_::subtype::set_class(this, value).into()
}

extern "C" fn init_subclass(_: &Object, _: Option<&Object>) -> PyResult {
    Ok(none_ref())
}

extern "C" fn subclass_hook(_: &Object, _: &Object) -> PyResult {
    not_implemented_result()
}

extern "C" fn format(this: &Object, spec: &Object) -> PyResult {
    let Some(text) = spec.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "__format__() argument must be str, not {}",
            spec.class().name()
        ));
    };
    // A format that means something must be understood by somebody.
    if !text.is_empty() {
        return Err(raise!(
            TypeError,
            "unsupported format string passed to {}.__format__",
            this.class().tp_name()
        ));
    }
    Ok(this.str()?.upcast())
}

extern "C" fn sizeof(this: &Object, _: Option<&Object>) -> PyResult {
    // SAFETY: live; a type with items has var objects.
    unsafe {
        let ty = this.type_ptr();
        let mut size = (*ty).tp_basicsize;
        if (*ty).tp_itemsize > 0 {
            let n = (*this.as_ptr().cast::<PyVarObject>()).ob_size;
            size = size.saturating_add(n.saturating_mul((*ty).tp_itemsize));
        }
        Ok(Long::from_isize(size)?.upcast())
    }
}

/// Adds the names of a class and its bases.
fn merge_class_dict(names: &Dict, class: &Object) -> PyResult<()> {
    if let Some(d) = class.get_attr_opt(id!(__dict__))? {
        names.update(&d)?;
    }
    if let Some(bases) = class.get_attr_opt(id!(__bases__))? {
        let n = bases.length()?;
        for i in 0..n {
            merge_class_dict(names, &*bases.get_index(i as isize)?)?;
        }
    }
    Ok(())
}

extern "C" fn dir(this: &Object, _: Option<&Object>) -> PyResult {
    let names = match this.get_attr_opt(id!(__dict__))? {
        Some(d) => match d.downcast::<Dict>() {
            Some(d) => d.copy()?,
            None => Dict::new()?,
        },
        None => Dict::new()?,
    };
    if let Some(class) = this.get_attr_opt(id!(__class__))? {
        merge_class_dict(&names, &class)?;
    }
    Ok(names.keys_list()?.upcast())
}

/// `type.__dir__`: the names of the class and its bases, not of the metaclass.
pub(crate) fn type_dir(class: &Object) -> PyResult {
    let names = Dict::new()?;
    merge_class_dict(&names, class)?;
    Ok(names.keys_list()?.upcast())
}

static METHODS: slots::Table<[PyMethodDef; 9]> = slots::Table::new([
    slots::onearg::<Object>(
        c"__reduce_ex__",
        reduce::reduce_ex,
        c"__reduce_ex__($self, protocol, /)\n--\n\nPickling, for a protocol.",
    ),
    slots::noargs::<Object>(
        c"__reduce__",
        reduce::reduce,
        c"__reduce__($self, /)\n--\n\nPickling.",
    ),
    slots::noargs::<Object>(
        c"__getstate__",
        reduce::getstate,
        c"__getstate__($self, /)\n--\n\nPickling: the state of the object.",
    ),
    slots::with_flags(
        slots::onearg::<Object>(
            c"__subclasshook__",
            subclass_hook,
            c"Says for abstract classes what counts as a subclass.\n\nNotImplemented leaves it to the usual rule.",
        ),
        METH_CLASS,
    ),
    slots::with_flags(
        slots::noargs::<Object>(
            c"__init_subclass__",
            init_subclass,
            c"Called when a class is subclassed; does nothing unless overridden.",
        ),
        METH_CLASS,
    ),
    slots::onearg::<Object>(
        c"__format__",
        format,
        c"__format__($self, format_spec, /)\n--\n\nstr(self), if the format is empty.",
    ),
    slots::noargs::<Object>(
        c"__sizeof__",
        sizeof,
        c"__sizeof__($self, /)\n--\n\nSize of the object in memory, in bytes.",
    ),
    slots::noargs::<Object>(
        c"__dir__",
        dir,
        c"__dir__($self, /)\n--\n\nThe names that dir() shows.",
    ),
    slots::METHODS_END,
]);

static GETSET: slots::Table<[PyGetSetDef; 2]> = slots::Table::new([
    slots::getset::<Object>(
        c"__class__",
        Some(get_class),
        Some(set_class),
        c"the object's class",
    ),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyBaseObject_Type: Type = Type::new(PyTypeObject {
    tp_name: c"object".as_ptr(),
    tp_basicsize: size_of::<PyObject>() as isize,
    tp_dealloc: slots::dealloc::<Object>(object_dealloc),
    tp_repr: slots::repr::<Object>(object_repr),
    tp_hash: slots::hash::<Object>(object_hash),
    tp_str: slots::repr::<Object>(object_str),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_setattro: slots::GENERIC_SETATTR,
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: c"object()\n--\n\nThe base class of all classes. An instance of it has no attributes of its own.".as_ptr(),
    tp_richcompare: slots::richcompare::<Object>(richcompare),
    tp_methods: METHODS.first(),
    tp_getset: GETSET.first(),
    tp_init: slots::init::<Object>(object_init),
    tp_alloc: slots::GENERIC_ALLOC,
    tp_new: slots::new(object_new),
    tp_free: Some(slots::PyObject_Free),
    ..Type::EMPTY
});
