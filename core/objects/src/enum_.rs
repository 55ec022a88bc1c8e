//! `enumerate` and `reversed`.

use base::{NextResult, Object, PyResult, Ref, object_view, refcount};
use layout::*;

use crate::abstract_::{call, number};
use crate::clinic::*;
use crate::dict::iter::reuse_pair;
use crate::owned::{self, get_field};
use crate::owned_fields;
use crate::prelude::*;

/// `enumobject`: the count is a machine integer until it would overflow, then an int in `en_longindex`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct EnumObject {
    pub ob_base: PyObject,
    pub en_index: Py_ssize_t,
    pub en_sit: *mut PyObject,
    pub en_result: *mut PyObject,
    pub en_longindex: *mut PyObject,
    pub one: *mut PyObject,
}

object_view!(
    /// `enumerate`.
    pub Enumerate, EnumObject, "enumerate", |o| crate::type_::is_subtype_instance(o, &PyEnum_Type)
);
owned_fields!(Enumerate, heap = false, [en_sit, en_result, en_longindex]);

impl Enumerate {
    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields are held; the result pair is reused only while nobody else holds it.
        unsafe {
            let e = self.raw();
            let Some(it) = get_field(&raw mut (*e).en_sit) else {
                return Ok(None);
            };
            let Some(item) = owned::next(&it)? else {
                return Ok(None);
            };
            let index: Ref = if (*e).en_index != isize::MAX {
                let i = (*e).en_index;
                (*e).en_index = i + 1;
                Long::from_isize(i)?.upcast()
            } else {
                let i = match get_field(&raw mut (*e).en_longindex) {
                    Some(i) => i,
                    None => Long::from_isize(isize::MAX)?.upcast(),
                };
                let next = number::add(&i, Long::small(1))?;
                owned::set_field(&raw mut (*e).en_longindex, next);
                i
            };
            let pair = (*e).en_result;
            if !pair.is_null() && refcount::is_unique(pair) {
                return Ok(Some(reuse_pair(pair.cast(), index, item)));
            }
            Ok(Some(Tuple::from_array([index, item])?.upcast()))
        }
    }
}

extern "C" fn enum_next(this: &Enumerate) -> NextResult {
    this.advance().into()
}

/// `(iterable, start=0)`, whose messages are its own.
fn enumerate_arguments(args: &Tuple, kwargs: Option<&Dict>) -> PyResult<(Ref, Option<Ref>)> {
    let named = kwargs.map_or(0, Dict::len);
    if args.len() + named > 2 {
        return Err(raise!(
            TypeError,
            "enumerate() takes at most 2 arguments ({} given)",
            args.len() + named
        ));
    }
    let mut iterable = args.get(0).map(Object::to_ref);
    let mut start = args.get(1).map(Object::to_ref);
    if let Some(kw) = kwargs {
        let mut pos = 0;
        while let Some((key, value)) = kw.next_entry(&mut pos) {
            let key = key.str()?;
            if key.eq_literal("iterable") && iterable.is_none() {
                iterable = Some(value);
            } else if key.eq_literal("start") && (iterable.is_some() || named == 2) {
                start = Some(value);
            } else {
                return Err(raise!(
                    TypeError,
                    "'{}' is an invalid keyword argument for enumerate()",
                    key.to_string_lossy()
                ));
            }
        }
    }
    match iterable {
        Some(it) => Ok((it, start)),
        None => Err(raise!(
            TypeError,
            "enumerate() missing required argument 'iterable'"
        )),
    }
}

#[pymethods]
impl Enumerate {
    /// The items of an iterable as pairs with their count, which begins at `start`.
    #[new(varargs, "enumerate(iterable, start=0)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let (iterable, start) = enumerate_arguments(args, kwargs)?;
        new_enumerate(cls, &iterable, start.as_deref())
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        // SAFETY: the fields are held.
        unsafe {
            let e = self.raw();
            let index: Ref = match get_field(&raw mut (*e).en_longindex) {
                Some(i) => i,
                None => Long::from_isize((*e).en_index)?.upcast(),
            };
            let it = get_field(&raw mut (*e).en_sit).unwrap_or_else(none_ref);
            let args = Tuple::from_array([it, index])?;
            Tuple::from_array([self.class().to_ref().upcast(), args.upcast()])
        }
    }

    /// The generic alias `cls[item]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        crate::sequence::class_getitem(cls, object)
    }
}

fn new_enumerate(cls: &Type, iterable: &Object, start: Option<&Object>) -> PyResult {
    let e = owned::alloc::<Enumerate>(cls)?;
    // SAFETY: fresh; nobody else fills the fields.
    unsafe {
        let p = e.raw();
        if let Some(start) = start {
            let start = start.index()?;
            match start.to_i64() {
                Some(i) => (*p).en_index = i as isize,
                None => {
                    (*p).en_index = isize::MAX;
                    (*p).en_longindex = start.into_ptr();
                }
            }
        }
        (*p).en_sit = iterable.iter()?.into_ptr();
        (*p).en_result = Tuple::from_array([none_ref(), none_ref()])?.into_ptr();
    }
    Ok(e.upcast())
}

extern "C" fn enumerate_vectorcall(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    // SAFETY: the vectorcall convention: keyword values follow the positional ones.
    unsafe {
        let n = call::nargs(nargsf);
        let positional = call::object_slice(args, n);
        match (positional, kwnames.filter(|names| !names.is_empty())) {
            ([iterable], None) => new_enumerate(ty, iterable, None),
            ([iterable, start], None) => new_enumerate(ty, iterable, Some(start)),
            (_, names) => {
                let kwargs = call::keywords(args.wrapping_add(n), names)?;
                Enumerate::new(ty, &*Tuple::from_slice(positional)?, kwargs.as_deref())
            }
        }
    }
}

#[unsafe(no_mangle)]
pub static PyEnum_Type: Type = Type::new(PyTypeObject {
    tp_name: c"enumerate".as_ptr(),
    tp_basicsize: size_of::<EnumObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Enumerate>(owned::dealloc),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: Enumerate::DOC,
    tp_traverse: crate::slots::traverse::<Enumerate>(owned::traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(enum_next),
    tp_methods: Enumerate::METHODS,
    tp_new: Some(Enumerate::NEW),
    tp_vectorcall: crate::slots::vectorcall::<Type>(enumerate_vectorcall),
    ..Type::EMPTY
});

/// `reversedobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ReversedObject {
    pub ob_base: PyObject,
    pub index: Py_ssize_t,
    pub seq: *mut PyObject,
}

object_view!(
    /// `reversed`: over a sequence, last item first.
    pub Reversed, ReversedObject, "reversed", |o| crate::type_::is_subtype_instance(o, &PyReversed_Type)
);
owned_fields!(Reversed, heap = false, [seq]);

/// `PySequence_Check`.
fn is_sequence(o: &Object) -> bool {
    if o.downcast::<Dict>().is_some() {
        return false;
    }
    // SAFETY: live types.
    unsafe {
        let s = (*o.type_ptr()).tp_as_sequence;
        !s.is_null() && (*s).sq_item.is_some()
    }
}

impl Reversed {
    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the sequence is held.
        unsafe {
            let r = self.raw();
            let Some(seq) = get_field(&raw mut (*r).seq) else {
                return Ok(None);
            };
            if (*r).index >= 0 {
                match seq.get_index((*r).index) {
                    Ok(item) => {
                        (*r).index -= 1;
                        return Ok(Some(item));
                    }
                    Err(e) => {
                        use crate::exceptions::{matches, types};
                        if !matches(&types::IndexError) && !matches(&types::StopIteration) {
                            return Err(e);
                        }
                        e.clear();
                    }
                }
            }
            (*r).index = -1;
            owned::clear_field(&raw mut (*r).seq);
            Ok(None)
        }
    }
}

extern "C" fn reversed_next(this: &Reversed) -> NextResult {
    this.advance().into()
}

#[pymethods]
impl Reversed {
    /// An iterator over the items of a sequence, last first.
    #[new("reversed(sequence, /)")]
    fn new(cls: &Type, sequence: &Object) -> PyResult {
        // The special method is looked up by hand: None means "not reversible", and must not be called.
        let special = sequence.class().lookup(id!(__reversed__));
        if let Some(f) = special {
            if is_none(&f) {
                return Err(not_reversible(sequence));
            }
            if let Some(bound) = sequence.lookup_special(id!(__reversed__))? {
                return bound.call(&[]);
            }
        }
        if !is_sequence(sequence) {
            return Err(not_reversible(sequence));
        }
        let n = sequence.length()?;
        let r = owned::alloc::<Reversed>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*r.raw()).index = n as isize - 1;
            (*r.raw()).seq = sequence.to_ref().into_ptr();
        }
        Ok(r.upcast())
    }

    #[vectorcall("reversed(sequence, /)")]
    fn vectorcall(cls: &Type, sequence: &Object) -> PyResult {
        Reversed::new(cls, sequence)
    }

    /// How many items are left.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> PyResult<isize> {
        // SAFETY: the sequence, if there is one, is held.
        unsafe {
            let r = self.raw();
            let Some(seq) = get_field(&raw mut (*r).seq) else {
                return Ok(0);
            };
            let left = (*r).index + 1;
            Ok(if (seq.length()? as isize) < left {
                0
            } else {
                left
            })
        }
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let class = self.class().to_ref().upcast();
        // SAFETY: the sequence, if there is one, is held.
        unsafe {
            let r = self.raw();
            match get_field(&raw mut (*r).seq) {
                Some(seq) => {
                    let index = Long::from_isize((*r).index)?.upcast();
                    Tuple::from_array([class, Tuple::from_array([seq])?.upcast(), index])
                }
                None => {
                    let empty = Tuple::empty().to_ref().upcast();
                    Tuple::from_array([class, Tuple::from_array([empty])?.upcast()])
                }
            }
        }
    }

    /// Sets the position.
    #[method("__setstate__(object, /)")]
    fn setstate(&self, object: &Object) -> PyResult<()> {
        let index = crate::iter::state_index(object)?;
        // SAFETY: the sequence, if there is one, is held.
        unsafe {
            let r = self.raw();
            if let Some(seq) = get_field(&raw mut (*r).seq) {
                let n = seq.length()? as isize;
                (*r).index = index.clamp(-1, n - 1);
            }
        }
        Ok(())
    }
}

#[cold]
fn not_reversible(o: &Object) -> base::Raised {
    raise!(
        TypeError,
        "'{}' object is not reversible",
        o.class().tp_name()
    )
}

#[unsafe(no_mangle)]
pub static PyReversed_Type: Type = Type::new(PyTypeObject {
    tp_name: c"reversed".as_ptr(),
    tp_basicsize: size_of::<ReversedObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Reversed>(owned::dealloc),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: Reversed::DOC,
    tp_traverse: crate::slots::traverse::<Reversed>(owned::traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(reversed_next),
    tp_methods: Reversed::METHODS,
    tp_new: Some(Reversed::NEW),
    tp_vectorcall: Some(Reversed::VECTORCALL),
    ..Type::EMPTY
});
