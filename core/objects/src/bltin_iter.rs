//! `filter`, `map` and `zip`.

use base::{NextResult, Object, PyResult, Ref, object_view, refcount};
use layout::*;

use crate::abstract_::call;
use crate::clinic::*;
use crate::owned::{self, get_field};
use crate::prelude::*;
use crate::tuple::items;
use crate::{gc, owned_fields};

/// `filterobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FilterObject {
    pub ob_base: PyObject,
    pub func: *mut PyObject,
    pub it: *mut PyObject,
}
object_view!(
    /// `filter`.
    pub Filter, FilterObject, "filter", |o| crate::type_::is_subtype_instance(o, &PyFilter_Type)
);
owned_fields!(Filter, heap = false, [func, it]);

impl Filter {
    fn parts(&self) -> Option<(Ref, Ref)> {
        // SAFETY: the fields are held, or NULL while the object is torn down.
        unsafe {
            Some((
                get_field(&raw mut (*self.raw()).func)?,
                get_field(&raw mut (*self.raw()).it)?,
            ))
        }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        let truth = is_none(&func) || func.is(&crate::bool_::PyBool_Type);
        while let Some(item) = owned::next(&it)? {
            let good = if truth {
                item.is_true()?
            } else {
                func.call(&[&item])?.is_true()?
            };
            if good {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

extern "C" fn filter_next(this: &Filter) -> NextResult {
    this.advance().into()
}

#[pymethods]
impl Filter {
    /// The items of an iterable for which the function is true; with None, the items that are true.
    #[new("filter(function, iterable, /)")]
    fn new(cls: &Type, function: &Object, iterable: &Object) -> PyResult {
        let it = iterable.iter()?;
        let f = owned::alloc::<Filter>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*f.raw()).func = function.to_ref().into_ptr();
            (*f.raw()).it = it.into_ptr();
        }
        Ok(f.upcast())
    }

    #[vectorcall("filter(function, iterable, /)")]
    fn vectorcall(cls: &Type, function: &Object, iterable: &Object) -> PyResult {
        Filter::new(cls, function, iterable)
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let args = match self.parts() {
            Some((f, it)) => Tuple::from_array([f, it])?,
            None => Tuple::empty().to_ref(),
        };
        Tuple::from_array([self.class().to_ref().upcast(), args.upcast()])
    }
}

#[unsafe(no_mangle)]
pub static PyFilter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"filter".as_ptr(),
    tp_basicsize: size_of::<FilterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Filter>(owned::dealloc),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: Filter::DOC,
    tp_traverse: crate::slots::traverse::<Filter>(owned::traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(filter_next),
    tp_methods: Filter::METHODS,
    tp_new: Some(Filter::NEW),
    tp_vectorcall: Some(Filter::VECTORCALL),
    ..Type::EMPTY
});

/// The `strict` flag among keyword arguments, which must be the only one.
fn strict_flag(name: &str, kwargs: Option<&Dict>) -> PyResult<bool> {
    let Some(kwargs) = kwargs else {
        return Ok(false);
    };
    let mut strict = false;
    let mut pos = 0;
    while let Some((key, value)) = kwargs.next_entry(&mut pos) {
        match key.downcast::<Str>() {
            Some(k) if k.eq_literal("strict") => strict = value.is_true()?,
            Some(k) => {
                return Err(raise!(
                    TypeError,
                    "{}() got an unexpected keyword argument '{}'",
                    name,
                    k.to_string_lossy()
                ));
            }
            None => return Err(raise!(TypeError, "keywords must be strings")),
        }
    }
    Ok(strict)
}

/// The `__reduce__` of `map` and `zip`: the flag is the state, where it is set.
fn reduced(this: &Object, args: Ref, strict: core::ffi::c_int) -> PyResult<Ref<Tuple>> {
    let class = this.class().to_ref().upcast();
    if strict != 0 {
        return Tuple::from_array([class, args, py_bool(true).to_ref()]);
    }
    Tuple::from_array([class, args])
}

fn iterators(iterables: &[&Object]) -> PyResult<Ref<Tuple>> {
    let mut its = vec_for(iterables.len())?;
    for o in iterables {
        its.push(o.iter()?);
    }
    Tuple::from_vec(its)
}

/// Iterator `i` of a strict `zip` or `map` ended: do all end here? Else ValueError.
#[cold]
fn check_strict(name: &str, its: &Tuple, i: usize) -> PyResult<()> {
    let plural = |i: usize| if i == 1 { " " } else { "s 1-" };
    if i > 0 {
        return Err(raise!(
            ValueError,
            "{}() argument {} is shorter than argument{}{}",
            name,
            i + 1,
            plural(i),
            i
        ));
    }
    for (j, it) in its.as_slice().iter().enumerate().skip(1) {
        if owned::next(it)?.is_some() {
            return Err(raise!(
                ValueError,
                "{}() argument {} is longer than argument{}{}",
                name,
                j + 1,
                plural(j),
                j
            ));
        }
    }
    Ok(())
}

/// `mapobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct MapObject {
    pub ob_base: PyObject,
    pub iters: *mut PyObject,
    pub func: *mut PyObject,
    pub strict: core::ffi::c_int,
}
object_view!(
    /// `map`.
    pub Map, MapObject, "map", |o| crate::type_::is_subtype_instance(o, &PyMap_Type)
);
owned_fields!(Map, heap = false, [iters, func]);

impl Map {
    fn parts(&self) -> Option<(Ref, Ref<Tuple>)> {
        // SAFETY: the fields are held, or NULL while the object is torn down; `iters` is a tuple.
        unsafe {
            Some((
                get_field(&raw mut (*self.raw()).func)?,
                get_field(&raw mut (*self.raw()).iters)?.downcast_into_unchecked(),
            ))
        }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, its)) = self.parts() else {
            return Ok(None);
        };
        // SAFETY: live.
        let strict = unsafe { (*self.raw()).strict } != 0;
        if let [it] = its.as_slice() {
            return match owned::next(it)? {
                Some(a) => func.call(&[&a]).map(Some),
                None => Ok(None),
            };
        }
        if let [x, y] = its.as_slice()
            && !strict
        {
            let Some(a) = owned::next(x)? else {
                return Ok(None);
            };
            let Some(b) = owned::next(y)? else {
                return Ok(None);
            };
            return func.call(&[&a, &b]).map(Some);
        }
        let mut args: Vec<Ref> = vec_for(its.len())?;
        for (i, it) in its.as_slice().iter().enumerate() {
            match owned::next(it)? {
                Some(a) => args.push(a),
                None => {
                    if strict {
                        check_strict("map", &its, i)?;
                    }
                    return Ok(None);
                }
            }
        }
        let borrowed: Vec<&Object> = args.iter().map(|a| &**a).collect();
        func.call(&borrowed).map(Some)
    }
}

extern "C" fn map_next(this: &Map) -> NextResult {
    this.advance().into()
}

#[pymethods]
impl Map {
    /// The results of a function over the items of iterables, side by side; with `strict` they must be equally long.
    #[new(varargs, "map(function, iterable, /, *iterables, strict=False)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let strict = strict_flag("map", kwargs)?;
        new_map(cls, args.as_slice(), strict)
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let mut args = Vec::new();
        if let Some((f, its)) = self.parts() {
            args.push(f);
            args.extend(its.as_slice().iter().map(|o| o.to_ref()));
        }
        let args = Tuple::from_vec(args)?.upcast();
        // SAFETY: live.
        reduced(self, args, unsafe { (*self.raw()).strict })
    }

    /// Sets the `strict` flag.
    #[method("__setstate__(object, /)")]
    fn setstate(&self, object: &Object) -> PyResult<()> {
        let strict = i32::from(object.is_true()?);
        // SAFETY: live.
        unsafe { (*self.raw()).strict = strict };
        Ok(())
    }
}

fn new_map(cls: &Type, args: &[&Object], strict: bool) -> PyResult {
    let [func, iterables @ ..] = args else {
        return Err(raise!(TypeError, "map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(raise!(TypeError, "map() must have at least two arguments."));
    }
    let its = iterators(iterables)?;
    let m = owned::alloc::<Map>(cls)?;
    // SAFETY: fresh.
    unsafe {
        (*m.raw()).iters = its.into_ptr();
        (*m.raw()).func = func.to_ref().into_ptr();
        (*m.raw()).strict = i32::from(strict);
    }
    Ok(m.upcast())
}

extern "C" fn map_vectorcall(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    // SAFETY: the vectorcall convention: keyword values follow the positional ones.
    unsafe {
        let n = call::nargs(nargsf);
        let kwargs = call::keywords(args.wrapping_add(n), kwnames)?;
        let strict = strict_flag("map", kwargs.as_deref())?;
        new_map(ty, call::object_slice(args, n), strict)
    }
}

#[unsafe(no_mangle)]
pub static PyMap_Type: Type = Type::new(PyTypeObject {
    tp_name: c"map".as_ptr(),
    tp_basicsize: size_of::<MapObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Map>(owned::dealloc),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: Map::DOC,
    tp_traverse: crate::slots::traverse::<Map>(owned::traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(map_next),
    tp_methods: Map::METHODS,
    tp_new: Some(Map::NEW),
    tp_vectorcall: crate::slots::vectorcall::<Type>(map_vectorcall),
    ..Type::EMPTY
});

/// `zipobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ZipObject {
    pub ob_base: PyObject,
    pub tuplesize: Py_ssize_t,
    pub ittuple: *mut PyObject,
    pub result: *mut PyObject,
    pub strict: core::ffi::c_int,
}
object_view!(
    /// `zip`.
    pub Zip, ZipObject, "zip", |o| crate::type_::is_subtype_instance(o, &PyZip_Type)
);
owned_fields!(Zip, heap = false, [ittuple, result]);

impl Zip {
    fn iterators(&self) -> Option<Ref<Tuple>> {
        // SAFETY: the field is held, or NULL while the object is torn down; it is a tuple.
        unsafe { Some(get_field(&raw mut (*self.raw()).ittuple)?.downcast_into_unchecked()) }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some(its) = self.iterators() else {
            return Ok(None);
        };
        if its.is_empty() {
            return Ok(None);
        }
        // SAFETY: the result tuple is changed only while nobody else holds it: a second reference is taken first, as a sign to
        // whoever comes in again through an iterator.
        unsafe {
            let z = self.raw();
            let strict = (*z).strict != 0;
            let ended = |i: usize| {
                if strict {
                    check_strict("zip", &its, i)?;
                }
                Ok(None)
            };
            let reused = (*z).result;
            if !reused.is_null() && refcount::is_unique(reused) {
                let result = Object::from_ptr(reused).to_ref();
                let t = reused.cast::<PyTupleObject>();
                for (i, it) in its.as_slice().iter().enumerate() {
                    match owned::next(it)? {
                        Some(item) => {
                            let old = items(t).add(i).replace(item.into_ptr());
                            drop(Ref::<Object>::from_owned_opt(old));
                        }
                        None => return ended(i),
                    }
                }
                (*t).ob_hash = -1;
                if !gc::is_tracked(&result) {
                    gc::track(&result);
                }
                return Ok(Some(result));
            }
            let result = Tuple::with_len(its.len())?;
            for (i, it) in its.as_slice().iter().enumerate() {
                match owned::next(it)? {
                    Some(item) => result.init_item(i, item),
                    None => return ended(i),
                }
            }
            Ok(Some(result.upcast()))
        }
    }
}

extern "C" fn zip_next(this: &Zip) -> NextResult {
    this.advance().into()
}

#[pymethods]
impl Zip {
    /// Tuples of the items of iterables, side by side, as many as the shortest of them has; with `strict` they must be equally long.
    ///
    /// >>> list(zip('ab', (1, 2, 3)))
    /// [('a', 1), ('b', 2)]
    #[new(varargs, "zip(*iterables, strict=False)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let strict = strict_flag("zip", kwargs)?;
        let its = iterators(args.as_slice())?;
        let n = its.len();
        let result = Tuple::from_vec((0..n).map(|_| none_ref()).collect())?;
        let z = owned::alloc::<Zip>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*z.raw()).ittuple = its.into_ptr();
            (*z.raw()).tuplesize = n as isize;
            (*z.raw()).result = result.into_ptr();
            (*z.raw()).strict = i32::from(strict);
        }
        Ok(z.upcast())
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let args = self
            .iterators()
            .unwrap_or_else(|| Tuple::empty().to_ref())
            .upcast();
        // SAFETY: live.
        reduced(self, args, unsafe { (*self.raw()).strict })
    }

    /// Sets the `strict` flag.
    #[method("__setstate__(object, /)")]
    fn setstate(&self, object: &Object) -> PyResult<()> {
        let strict = i32::from(object.is_true()?);
        // SAFETY: live.
        unsafe { (*self.raw()).strict = strict };
        Ok(())
    }
}

#[unsafe(no_mangle)]
pub static PyZip_Type: Type = Type::new(PyTypeObject {
    tp_name: c"zip".as_ptr(),
    tp_basicsize: size_of::<ZipObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Zip>(owned::dealloc),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: Zip::DOC,
    tp_traverse: crate::slots::traverse::<Zip>(owned::traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(zip_next),
    tp_methods: Zip::METHODS,
    tp_new: Some(Zip::NEW),
    ..Type::EMPTY
});
