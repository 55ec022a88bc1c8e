//! `partial` and `Placeholder`.
//!
//! The stored positional arguments may hold `Placeholder`, which the first arguments of a call fill in order; the last stored one
//! never is.

use base::local::LocalRef;
use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field, set_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::repr::{ReprGuard, Writer};

use crate::heap_type::{self, HeapType};
use crate::support::{add_type, keyword_values, positional};

object_view!(
    /// The type of `Placeholder`.
    PlaceholderType, PyObject, "functools._PlaceholderType", |o| o.is_exactly(PLACEHOLDER_TYPE.as_mut_ptr())
);

/// The one instance, from the module's making on.
static PLACEHOLDER: LocalRef = LocalRef::new();

/// The one instance; an exception in finalisers that run after the interpreter has let go of it.
fn placeholder() -> PyResult<&'static Object> {
    PLACEHOLDER
        .get()
        .ok_or_else(|| crate::support::gone("functools"))
}

fn is_placeholder(o: &Object) -> bool {
    PLACEHOLDER.get().is_some_and(|p| o.is(p))
}

extern "C" fn placeholder_repr(_: &Object) -> PyResult {
    Ok(Str::from_str("Placeholder")?.upcast())
}

extern "C" fn placeholder_dealloc(this: *mut Object) {
    // SAFETY: the last reference is gone.
    unsafe {
        objects::gc::untrack(&*this);
        heap_type::free(this.cast());
    }
}

#[pymethods]
impl PlaceholderType {
    /// The one instance.
    #[new(varargs, "PlaceholderType()")]
    fn new(_cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty()) {
            return Err(raise!(TypeError, "PlaceholderType takes no arguments"));
        }
        Ok(placeholder()?.to_ref())
    }

    /// The name for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> &'static str {
        "Placeholder"
    }
}

static PLACEHOLDER_TYPE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"functools._PlaceholderType".as_ptr(),
    tp_basicsize: size_of::<PyObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Object>(placeholder_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    tp_traverse: objects::slots::traverse::<Object>(heap_type::traverse),
    tp_repr: objects::slots::repr(placeholder_repr),
    tp_doc: c"The type of Placeholder, which stands for an argument that a call will give."
        .as_ptr(),
    tp_methods: PlaceholderType::METHODS,
    tp_new: Some(PlaceholderType::NEW),
    ..Type::EMPTY
});

/// `partialobject`.
#[repr(C)]
#[derive(Clone, Copy)]
struct PartialObject {
    ob_base: PyObject,
    func: *mut PyObject,
    args: *mut PyObject,
    kw: *mut PyObject,
    dict: *mut PyObject,
    weakreflist: *mut PyObject,
    placeholder: *mut PyObject,
    phcount: Py_ssize_t,
    vectorcall: Option<vectorcallfunc>,
}

object_view!(
    /// `functools.partial`.
    Partial, PartialObject, "functools.partial", |o| objects::type_::is_subtype_instance(o, &PARTIAL)
);
owned_fields!(Partial, heap = true, [func, args, kw, dict]);

struct Parts {
    func: Ref,
    args: Ref<Tuple>,
    kw: Ref<Dict>,
    holes: usize,
}

fn holes(args: &[&Object]) -> usize {
    args.iter().filter(|o| is_placeholder(o)).count()
}

/// Stored arguments with placeholders filled from `given`, then the rest of `given`.
fn merge<'a>(stored: &'a [&'a Object], given: &[&'a Object]) -> PyResult<Vec<&'a Object>> {
    let mut all = vec_for(stored.len() + given.len())?;
    let mut given = given.iter();
    for &o in stored {
        if is_placeholder(o)
            && let Some(&g) = given.as_slice().first()
        {
            given.next();
            all.push(g);
        } else {
            all.push(o);
        }
    }
    all.extend(given);
    Ok(all)
}

impl Partial {
    fn parts(&self) -> Option<Parts> {
        // SAFETY: the fields are held, or NULL while the object is torn down.
        unsafe {
            let p = self.raw();
            Some(Parts {
                func: get_field(&raw mut (*p).func)?,
                args: get_field(&raw mut (*p).args)?.downcast_into_unchecked(),
                kw: get_field(&raw mut (*p).kw)?.downcast_into_unchecked(),
                holes: (*p).phcount as usize,
            })
        }
    }

    fn some_parts(&self) -> PyResult<Parts> {
        self.parts()
            .ok_or_else(|| raise!(SystemError, "partial object is gone"))
    }

    /// Puts new parts in, releasing the old ones.
    fn store(&self, parts: Parts) {
        // SAFETY: the fields own their references.
        unsafe {
            let p = self.raw();
            (*p).phcount = parts.holes as isize;
            set_field(&raw mut (*p).func, parts.func);
            set_field(&raw mut (*p).args, parts.args);
            set_field(&raw mut (*p).kw, parts.kw);
            (*p).placeholder = PLACEHOLDER
                .get()
                .map_or(core::ptr::null_mut(), Object::as_ptr);
            (*p).vectorcall = objects::slots::vectorcall(vectorcall);
        }
    }
}

fn check_holes(parts: &Parts, given: usize) -> PyResult<()> {
    if given < parts.holes {
        return Err(raise!(
            TypeError,
            "missing positional arguments in 'partial' call; expected at least {}, got {}",
            parts.holes,
            given
        ));
    }
    Ok(())
}

extern "C" fn vectorcall(
    this: &Partial,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let parts = this.some_parts()?;
    // SAFETY: vectorcall's contract.
    let (given, values) = unsafe {
        (
            positional(args, nargsf),
            keyword_values(args, nargsf, kwnames),
        )
    };
    check_holes(&parts, given.len())?;
    if !parts.kw.is_empty() {
        let kw = parts.kw.copy()?;
        if let Some(names) = kwnames {
            for (name, value) in names.as_slice().iter().zip(values) {
                kw.set(name, value)?;
            }
        }
        let all = Tuple::from_slice(&merge(parts.args.as_slice(), given)?)?;
        return parts.func.call_tuple(&all, Some(&kw));
    }
    let mut all = merge(parts.args.as_slice(), given)?;
    all.try_room(values.len())?;
    all.extend(values);
    parts.func.call_kw(&all, kwnames.filter(|k| !k.is_empty()))
}

extern "C" fn tp_call(this: &Partial, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let parts = this.some_parts()?;
    check_holes(&parts, args.len())?;
    let all = Tuple::from_slice(&merge(parts.args.as_slice(), args.as_slice())?)?;
    let kw = match kwargs {
        Some(k) if !k.is_empty() => {
            let merged = parts.kw.copy()?;
            merged.merge(k, true)?;
            Some(merged)
        }
        _ if parts.kw.is_empty() => None,
        _ => Some(parts.kw.copy()?),
    };
    parts.func.call_tuple(&all, kw.as_deref())
}

extern "C" fn repr(this: &Partial) -> PyResult {
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::from_str("...")?.upcast());
    };
    let parts = this.some_parts()?;
    let mut out = Writer::new();
    out.push(&objects::repr::full_name(this.class()));
    out.push("(");
    out.push_repr(&parts.func)?;
    for o in parts.args.as_slice() {
        out.push(", ");
        out.push_repr(o)?;
    }
    let mut pos = 0;
    while let Some((k, v)) = parts.kw.next_entry(&mut pos) {
        out.push(", ");
        out.push_text(&*k.str()?);
        out.push("=");
        out.push_repr(&v)?;
    }
    out.push(")");
    out.finish()
}

extern "C" fn dealloc(this: *mut Partial) {
    // SAFETY: the last reference is gone.
    unsafe {
        crate::heap_type::let_go(this.cast(), (*this.cast::<PartialObject>()).weakreflist);
    }
    owned::dealloc(this)
}

#[cold]
fn trailing() -> Raised {
    raise!(TypeError, "trailing Placeholders are not allowed")
}

#[pymethods]
impl Partial {
    /// A function with some arguments filled in already.
    #[new(varargs, "partial(func, /, *args, **keywords)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let [func, given @ ..] = args.as_slice() else {
            return Err(raise!(
                TypeError,
                "type 'partial' takes at least one argument"
            ));
        };
        if !func.is_callable() {
            return Err(raise!(TypeError, "the first argument must be callable"));
        }
        if given.last().is_some_and(|o| is_placeholder(o)) {
            return Err(trailing());
        }
        if let Some(kw) = kwargs {
            let mut pos = 0;
            while let Some((_, v)) = kw.next_entry(&mut pos) {
                if is_placeholder(&v) {
                    return Err(raise!(
                        TypeError,
                        "Placeholder cannot be passed as a keyword argument"
                    ));
                }
            }
        }
        // A plain partial of a partial is one partial.
        let inner = func.downcast::<Partial>().filter(|p| {
            // SAFETY: live types and fields.
            unsafe {
                (*p.raw()).dict.is_null()
                    && (*p.type_ptr()).tp_call.is_some_and(|f| {
                        objects::slots::call(tp_call).is_some_and(|g| core::ptr::fn_addr_eq(f, g))
                    })
            }
        });
        let parts = match inner {
            Some(p) => {
                let old = p.some_parts()?;
                let merged = merge(old.args.as_slice(), given)?;
                let kw = old.kw.copy()?;
                if let Some(k) = kwargs {
                    kw.merge(k, true)?;
                }
                Parts {
                    holes: holes(&merged),
                    args: Tuple::from_slice(&merged)?,
                    func: old.func,
                    kw,
                }
            }
            None => Parts {
                func: func.to_ref(),
                args: Tuple::from_slice(given)?,
                kw: match kwargs {
                    Some(k) => k.copy()?,
                    None => Dict::new()?,
                },
                holes: holes(given),
            },
        };
        let p = owned::alloc::<Partial>(cls)?;
        p.store(parts);
        Ok(p.upcast())
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let parts = self.some_parts()?;
        // SAFETY: NULL or held.
        let dict = unsafe { get_field(&raw mut (*self.raw()).dict) }.unwrap_or_else(none_ref);
        let front = Tuple::from_array([parts.func.clone()])?;
        let state = Tuple::from_array([parts.func, parts.args.upcast(), parts.kw.upcast(), dict])?;
        Tuple::from_array([
            self.class().to_ref().upcast(),
            front.upcast(),
            state.upcast(),
        ])
    }

    /// Takes a pickled state over.
    #[method("__setstate__(object, /)")]
    fn setstate(&self, object: &Object) -> PyResult<()> {
        let invalid = || raise!(TypeError, "invalid partial state");
        let state = object.downcast::<Tuple>().ok_or_else(invalid)?;
        let [func, args, kw, dict] = state.as_slice() else {
            return Err(invalid());
        };
        let args = args.downcast::<Tuple>().ok_or_else(invalid)?;
        let dict_or_none = |o: &Object| is_none(o) || o.downcast::<Dict>().is_some();
        if !func.is_callable() || !dict_or_none(kw) || !dict_or_none(dict) {
            return Err(invalid());
        }
        if args.as_slice().last().is_some_and(|o| is_placeholder(o)) {
            return Err(trailing());
        }
        let kw = match kw.downcast::<Dict>() {
            None => Dict::new()?,
            Some(d) if d.is_exact_dict() => d.to_ref(),
            Some(d) => d.copy()?,
        };
        let args = if args.class().is(&objects::tuple::PyTuple_Type) {
            args.to_ref()
        } else {
            Tuple::from_slice(args.as_slice())?
        };
        let parts = Parts {
            func: func.to_ref(),
            holes: holes(args.as_slice()),
            args,
            kw,
        };
        // SAFETY: the field owns its reference.
        unsafe {
            if is_none(dict) {
                owned::clear_field(&raw mut (*self.raw()).dict);
            } else {
                set_field(&raw mut (*self.raw()).dict, dict.to_ref());
            }
        }
        self.store(parts);
        Ok(())
    }

    /// The function that is called.
    #[getter("func")]
    fn func(&self) -> Option<Ref> {
        self.parts().map(|p| p.func)
    }

    /// The positional arguments that are filled in.
    #[getter("args")]
    fn args(&self) -> Option<Ref<Tuple>> {
        self.parts().map(|p| p.args)
    }

    /// The keyword arguments that are filled in.
    #[getter("keywords")]
    fn keywords(&self) -> Option<Ref<Dict>> {
        self.parts().map(|p| p.kw)
    }

    /// The attributes.
    #[getter("__dict__")]
    fn dict(&self) -> PyResult<Ref<Dict>> {
        objects::dict::instance_dict(self)
    }

    #[setter("__dict__")]
    fn set_dict(&self, value: Option<&Object>) -> PyResult<()> {
        set_dict(self, value, core::mem::offset_of!(PartialObject, dict))
    }

    /// The generic alias `cls[item]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::sequence::class_getitem(cls, object)
    }
}

/// `PyObject_GenericSetDict` for an object that keeps its dict at an offset.
pub(super) fn set_dict(o: &Object, value: Option<&Object>, offset: usize) -> PyResult<()> {
    let Some(value) = value else {
        return Err(raise!(TypeError, "cannot delete __dict__"));
    };
    let Some(d) = value.downcast::<Dict>() else {
        return Err(raise!(
            TypeError,
            "__dict__ must be set to a dictionary, not a '{}'",
            value.class().tp_name()
        ));
    };
    // SAFETY: the offset is that of a field which owns its reference.
    unsafe { set_field(o.as_ptr().cast::<u8>().add(offset).cast(), d.to_ref()) };
    Ok(())
}

static PARTIAL: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"functools.partial".as_ptr(),
    tp_basicsize: size_of::<PartialObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Partial>(dealloc),
    tp_vectorcall_offset: core::mem::offset_of!(PartialObject, vectorcall) as isize,
    tp_repr: objects::slots::repr(repr),
    tp_call: objects::slots::call(tp_call),
    tp_flags: Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_IMMUTABLETYPE
        | Py_TPFLAGS_HAVE_VECTORCALL,
    tp_doc: Partial::DOC,
    tp_traverse: objects::slots::traverse::<Partial>(owned::traverse),
    tp_clear: objects::slots::clear::<Partial>(owned::clear),
    tp_weaklistoffset: core::mem::offset_of!(PartialObject, weakreflist) as isize,
    tp_methods: Partial::METHODS,
    tp_getset: Partial::GETSET,
    tp_descr_get: objects::slots::descr_get(super::descr_get::<Partial>),
    tp_dictoffset: core::mem::offset_of!(PartialObject, dict) as isize,
    tp_new: Some(Partial::NEW),
    ..Type::EMPTY
});

pub fn add(module: &Module) -> PyResult<()> {
    add_type(module, &PLACEHOLDER_TYPE)?;
    PLACEHOLDER.set(PLACEHOLDER_TYPE.live()?.alloc(0)?);
    module.add("Placeholder", placeholder()?)?;
    add_type(module, &PARTIAL)
}
