//! A function over one stream: `dropwhile`, `takewhile`, `filterfalse`, `starmap`.

use core::ffi::c_long;

use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field};
use objects::prelude::*;

use super::NO_REPR;

/// A function and a stream.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FunctionObject {
    ob_base: PyObject,
    func: *mut PyObject,
    it: *mut PyObject,
}
/// The same with a flag.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct WhileObject {
    ob_base: PyObject,
    func: *mut PyObject,
    it: *mut PyObject,
    flag: c_long,
}

macro_rules! function_iterator {
    ($view:ident, $layout:ty) => {
        impl $view {
            const REPR: Option<reprfunc> = NO_REPR;

            fn parts(&self) -> Option<(Ref, Ref)> {
                // SAFETY: the fields are held, or NULL while the object is torn down.
                unsafe {
                    Some((
                        get_field(&raw mut (*self.raw()).func)?,
                        get_field(&raw mut (*self.raw()).it)?,
                    ))
                }
            }

            fn make(cls: &Type, func: &Object, iterable: &Object) -> PyResult {
                let it = iterable.iter()?;
                let f = owned::alloc::<$view>(cls)?;
                // SAFETY: fresh.
                unsafe {
                    (*f.raw()).func = func.to_ref().into_ptr();
                    (*f.raw()).it = it.into_ptr();
                }
                Ok(f.upcast())
            }
        }
    };
}

iterator!(
    /// `itertools.dropwhile`.
    DropWhile, WhileObject, DROPWHILE = "dropwhile", c"itertools.dropwhile", [func, it]
);
function_iterator!(DropWhile, WhileObject);

impl DropWhile {
    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        loop {
            let Some(item) = owned::next(&it)? else {
                return Ok(None);
            };
            // SAFETY: live.
            unsafe {
                if (*self.raw()).flag == 1 {
                    return Ok(Some(item));
                }
                if !func.call(&[&item])?.is_true()? {
                    (*self.raw()).flag = 1;
                    return Ok(Some(item));
                }
            }
        }
    }
}

#[pymethods]
impl DropWhile {
    /// The items from the first on for which the predicate is false.
    #[new("dropwhile(predicate, iterable, /)")]
    fn new(cls: &Type, predicate: &Object, iterable: &Object) -> PyResult {
        DropWhile::make(cls, predicate, iterable)
    }
}

iterator!(
    /// `itertools.takewhile`.
    TakeWhile, WhileObject, TAKEWHILE = "takewhile", c"itertools.takewhile", [func, it]
);
function_iterator!(TakeWhile, WhileObject);

impl TakeWhile {
    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        // SAFETY: live.
        unsafe {
            if (*self.raw()).flag == 1 {
                return Ok(None);
            }
            let Some(item) = owned::next(&it)? else {
                return Ok(None);
            };
            if func.call(&[&item])?.is_true()? {
                return Ok(Some(item));
            }
            (*self.raw()).flag = 1;
            Ok(None)
        }
    }
}

#[pymethods]
impl TakeWhile {
    /// The items up to the first for which the predicate is false.
    #[new("takewhile(predicate, iterable, /)")]
    fn new(cls: &Type, predicate: &Object, iterable: &Object) -> PyResult {
        TakeWhile::make(cls, predicate, iterable)
    }
}

iterator!(
    /// `itertools.filterfalse`.
    FilterFalse, FunctionObject, FILTERFALSE = "filterfalse", c"itertools.filterfalse", [func, it]
);
function_iterator!(FilterFalse, FunctionObject);

impl FilterFalse {
    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        let truth = is_none(&func) || func.is(&objects::bool_::PyBool_Type);
        while let Some(item) = owned::next(&it)? {
            let good = if truth {
                item.is_true()?
            } else {
                func.call(&[&item])?.is_true()?
            };
            if !good {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

#[pymethods]
impl FilterFalse {
    /// The items for which the function is false; with None, the items that are false.
    #[new("filterfalse(function, iterable, /)")]
    fn new(cls: &Type, function: &Object, iterable: &Object) -> PyResult {
        FilterFalse::make(cls, function, iterable)
    }
}

iterator!(
    /// `itertools.starmap`.
    StarMap, FunctionObject, STARMAP = "starmap", c"itertools.starmap", [func, it]
);
function_iterator!(StarMap, FunctionObject);

impl StarMap {
    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        let Some(args) = owned::next(&it)? else {
            return Ok(None);
        };
        let args = Tuple::from_iterable(&args)?;
        func.call_tuple(&args, None).map(Some)
    }
}

#[pymethods]
impl StarMap {
    /// The results of a function whose arguments come as tuples.
    #[new("starmap(function, iterable, /)")]
    fn new(cls: &Type, function: &Object, iterable: &Object) -> PyResult {
        StarMap::make(cls, function, iterable)
    }
}
