//! What type parameters have in common: a value that is a function until somebody asks ([`Lazy`]), and the variance.

use core::cell::Cell;

use base::{Object, PyResult, Ref};
use layout::*;

use super::evaluator;
use super::no_default::no_default;
use crate::prelude::*;

/// A bound, the constraints, a default or an alias's value: NULL twice if there is none, the value if it is known, the function
/// that gives it if that was given first. It is a field of an object, so references to it end with those to the object.
#[repr(C)]
pub struct Lazy {
    /// NULL or owned.
    value: Cell<*mut PyObject>,
    /// NULL or owned.
    evaluate: Cell<*mut PyObject>,
}

impl Lazy {
    /// Where the two fields lie within this.
    pub const VALUE: usize = core::mem::offset_of!(Lazy, value);
    pub const EVALUATE: usize = core::mem::offset_of!(Lazy, evaluate);

    pub fn new(value: Option<&Object>, evaluate: Option<&Object>) -> Lazy {
        let own = |o: Option<&Object>| {
            Cell::new(o.map_or(core::ptr::null_mut(), |o| o.to_ref().into_ptr()))
        };
        Lazy {
            value: own(value),
            evaluate: own(evaluate),
        }
    }

    pub fn set_value(&self, value: Option<Ref>) {
        store(&self.value, value);
    }

    pub fn set_evaluate(&self, evaluate: Option<Ref>) {
        store(&self.evaluate, evaluate);
    }

    /// The function, if there is one.
    pub fn function(&self) -> Option<Ref> {
        // SAFETY: NULL or owned.
        unsafe { Ref::from_borrowed_opt(self.evaluate.get()) }
    }

    fn known(&self) -> Option<Ref> {
        // SAFETY: NULL or owned.
        unsafe { Ref::from_borrowed_opt(self.value.get()) }
    }

    /// The value itself, or what the function gives, kept from then on; `None` if there is neither.
    pub fn get(&self) -> PyResult<Option<Ref>> {
        if let Some(v) = self.known() {
            return Ok(Some(v));
        }
        let Some(f) = self.function() else {
            return Ok(None);
        };
        // 1: annotationlib.Format.VALUE
        let v = f.call(&[Long::small(1)])?;
        self.set_value(Some(v.clone()));
        Ok(Some(v))
    }

    /// The function, a constant one if the value is all there is; None if there is neither.
    pub fn evaluator(&self) -> PyResult {
        if let Some(f) = self.function() {
            return Ok(f);
        }
        match self.known() {
            Some(v) => evaluator::constant(&v),
            None => Ok(none_ref()),
        }
    }

    /// Of a default: is there one?
    pub fn is_given(&self) -> bool {
        !self.evaluate.get().is_null()
            || (!self.value.get().is_null() && self.value.get() != no_default().as_ptr())
    }

    /// Of a default: [`Lazy::get`], `NoDefault` if there is none.
    pub fn default_value(&self) -> PyResult {
        Ok(self.get()?.unwrap_or_else(|| no_default().to_ref()))
    }

    /// Of a default: [`Lazy::evaluator`]; the absent default has none.
    pub fn default_evaluator(&self) -> PyResult {
        if self.is_given() {
            self.evaluator()
        } else {
            Ok(none_ref())
        }
    }
}

/// Replaces what a field owns.
fn store(field: &Cell<*mut PyObject>, new: Option<Ref>) {
    let old = field.replace(new.map_or(core::ptr::null_mut(), Ref::into_ptr));
    // SAFETY: the field owned it.
    drop(unsafe { Ref::<Object>::from_owned_opt(old) });
}

/// The variance of a type variable or a parameter specification.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Variance {
    pub covariant: bool,
    pub contravariant: bool,
    pub infer: bool,
}

impl Variance {
    /// Of the `[T]` syntax.
    pub const INFERRED: Variance = Variance {
        covariant: false,
        contravariant: false,
        infer: true,
    };

    pub fn new(covariant: bool, contravariant: bool, infer: bool) -> PyResult<Variance> {
        if covariant && contravariant {
            return Err(raise!(ValueError, "Bivariant types are not supported."));
        }
        if infer && (covariant || contravariant) {
            return Err(raise!(
                ValueError,
                "Variance cannot be specified with infer_variance."
            ));
        }
        Ok(Variance {
            covariant,
            contravariant,
            infer,
        })
    }

    /// Its sign and the name.
    pub fn repr(self, name: &Object) -> PyResult {
        let name = name.str()?;
        if self.infer {
            return Ok(name.upcast());
        }
        let sign = match self {
            Variance {
                covariant: true, ..
            } => "+",
            Variance {
                contravariant: true,
                ..
            } => "-",
            _ => "~",
        };
        Ok(Str::from_str(sign)?.concat(&name)?.upcast())
    }
}
