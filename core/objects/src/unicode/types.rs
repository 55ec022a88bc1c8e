//! `str`: the type object and its slots.

use core::ffi::c_int;

use base::mem::{self, Domain};
use base::{Hash, Length, Object, PyResult, Ref, Status};
use layout::*;

use super::{Str, intern, iter, methods, percent, state};
use crate::abstract_::{CompareOp, Protocol};
use crate::prelude::raise;
use crate::slice::{Slice, adjust_indices};
use crate::type_::ObjectClass;
use crate::{Type, not_implemented_result, py_bool};

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(str_length),
    sq_concat: crate::slots::binary(str_concat),
    sq_repeat: crate::slots::item(str_repeat),
    sq_item: crate::slots::item(str_item),
    sq_contains: crate::slots::contains(str_contains),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(str_length),
    mp_subscript: crate::slots::binary(str_subscript),
    mp_ass_subscript: None,
};

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_remainder: crate::slots::number(str_remainder),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

#[unsafe(no_mangle)]
pub static PyUnicode_Type: Type = Type::new(PyTypeObject {
    tp_name: c"str".as_ptr(),
    tp_basicsize: size_of::<PyUnicodeObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Str>(str_dealloc),
    tp_repr: crate::slots::repr(str_repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: crate::slots::hash(str_hash),
    tp_str: crate::slots::repr(str_str),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_UNICODE_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    tp_doc: Str::DOC,
    tp_richcompare: crate::slots::richcompare(str_richcompare),
    tp_iter: crate::slots::iter(iter::str_iter),
    tp_methods: methods::TABLE,
    tp_new: Some(Str::NEW),
    tp_vectorcall: Some(str_vectorcall),
    ..Type::EMPTY
});

/// `str(...)`, which says by itself that there are too many arguments.
unsafe extern "C" fn str_vectorcall(
    ty: *mut PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: *mut PyObject,
) -> *mut PyObject {
    let given = nargsf & !(1usize << (usize::BITS - 1));
    if given > 3 {
        let _set = raise!(TypeError, "str expected at most 3 arguments, got {}", given);
        return core::ptr::null_mut();
    }
    // SAFETY: vectorcall's contract is passed on.
    unsafe { Str::VECTORCALL(ty, args, nargsf, kwnames) }
}

extern "C" fn str_dealloc(this: *mut Str) {
    // SAFETY: the last reference is gone.
    unsafe {
        let s = &*this;
        match state::interned(s.ascii_struct()) {
            SSTATE_NOT_INTERNED => {}
            SSTATE_INTERNED_MORTAL => intern::forget(s),
            // An immortal string whose count a stray decref of an old extension ran down.
            _ => {
                base::refcount::set_immortal(s.as_ptr());
                return;
            }
        }
        if !(s.is_compact() && s.is_ascii()) {
            s.drop_utf8();
        }
        if !s.is_compact() {
            let data = (*s.raw()).data.any;
            if !data.is_null() {
                mem::free(Domain::Obj, data);
            }
        }
        if s.is_exact() {
            mem::free(Domain::Obj, this.cast());
        } else if let Some(free) = (*s.type_ptr()).tp_free {
            free(this.cast());
        }
    }
}

extern "C" fn str_hash(this: &Str) -> Hash {
    Hash(this.hash_value())
}

extern "C" fn str_repr(this: &Str) -> PyResult {
    Ok(super::repr::repr(this)?.upcast())
}

extern "C" fn str_str(this: &Str) -> PyResult {
    Ok(this.to_exact()?.upcast())
}

extern "C" fn str_length(this: &Str) -> Length {
    Length(this.len() as isize)
}

extern "C" fn str_concat(this: &Str, other: &Object) -> PyResult {
    match other.downcast::<Str>() {
        Some(o) => Ok(this.concat(o)?.upcast()),
        None => Err(raise!(
            TypeError,
            "can only concatenate str (not \"{:.200}\") to str",
            other.class().tp_name()
        )),
    }
}

extern "C" fn str_repeat(this: &Str, times: isize) -> PyResult {
    Ok(this.repeat(times)?.upcast())
}

extern "C" fn str_item(this: &Str, index: isize) -> PyResult {
    match usize::try_from(index)
        .ok()
        .and_then(|i| this.chars().get(i))
    {
        Some(c) => Ok(Str::from_char(c)?.upcast()),
        None => Err(raise!(IndexError, "string index out of range")),
    }
}

extern "C" fn str_contains(this: &Str, part: &Object) -> Status {
    match part.downcast::<Str>() {
        Some(p) => super::search::contains(this, p).into(),
        None => Err::<bool, _>(raise!(
            TypeError,
            "'in <string>' requires string as left operand, not {:.100}",
            part.class().tp_name()
        ))
        .into(),
    }
}

extern "C" fn str_subscript(this: &Str, key: &Object) -> PyResult {
    if crate::sequence::has_index(key) {
        let i = key.index_isize(false)?;
        return str_item(this, if i < 0 { i + this.len() as isize } else { i });
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(raise!(
            TypeError,
            "string indices must be integers, not '{:.200}'",
            key.class().tp_name()
        ));
    };
    let (start, stop, step) = slice.unpack()?;
    let (start, _, count) = adjust_indices(this.len() as isize, start, stop, step);
    Ok(if count == 0 {
        Str::empty().to_ref()
    } else if step == 1 {
        this.substring(start as usize, start as usize + count)?
    } else {
        this.stepped(start, step, count)?
    }
    .upcast())
}

extern "C" fn str_remainder(a: &Object, b: &Object) -> PyResult {
    match a.downcast::<Str>() {
        Some(a) => Ok(percent::format(a, b)?.upcast()),
        None => not_implemented_result(),
    }
}

extern "C" fn str_richcompare(this: &Str, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Str>() else {
        return not_implemented_result();
    };
    let holds = this.compare_text(other, CompareOp::from_c(op));
    Ok(py_bool(holds).to_ref().upcast())
}

/// An instance of a subclass, with the text of `s`: its characters are in a block of their own.
fn subclass_instance(cls: &Type, s: &Str) -> PyResult {
    let new = cls.alloc(0)?;
    // SAFETY: fresh, of a subclass of `str`; the state must be whole before anything can fail, since dealloc reads it.
    unsafe {
        let p: *mut PyUnicodeObject = new.as_ptr().cast();
        let ascii = &raw mut (*p)._base._base;
        let kind = s.kind();
        let n = s.len();
        (*ascii).length = 0;
        (*ascii).hash = s.cached_hash();
        (*ascii).state = state::not_compact(kind, s.is_ascii());
        (*p)._base.utf8 = core::ptr::null_mut();
        (*p)._base.utf8_length = 0;
        (*p).data.any = core::ptr::null_mut();
        let size = (n + 1) * kind;
        let block = mem::alloc(Domain::Obj, size);
        if block.is_null() {
            return Err(crate::exceptions::no_memory());
        }
        core::ptr::copy_nonoverlapping(s.data(), block.cast::<u8>(), size);
        (*p).data.any = block;
        if s.is_ascii() {
            (*p)._base.utf8 = block.cast();
            (*p)._base.utf8_length = n as isize;
        }
        (*ascii).length = n as isize;
    }
    Ok(new)
}

/// `str(object, encoding, errors)`.
pub(super) fn construct(
    cls: &Type,
    object: Option<&Object>,
    encoding: Option<&str>,
    errors: Option<&str>,
) -> PyResult {
    let text: Ref = match object {
        None => Str::empty().to_ref().upcast(),
        Some(o) if encoding.is_none() && errors.is_none() => o.str()?.upcast(),
        Some(o) => super::codec::decode_object(o, encoding, errors)?.upcast(),
    };
    if core::ptr::eq(cls, &PyUnicode_Type) {
        return Ok(text);
    }
    // SAFETY: both ways give a str.
    subclass_instance(cls, unsafe { text.downcast_unchecked::<Str>() })
}
