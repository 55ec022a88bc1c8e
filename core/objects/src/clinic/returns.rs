//! What a Rust function may return, and what Python gets for it.

use base::{Object, PyResult, Ref, Subtype};
use layout::PyObject;

use crate::{Float, Long, Str, none_ref, py_bool};

/// The result of every wrapper: a new reference, or NULL with the exception set.
pub type Returned = PyResult;

/// The pointer that C sees.
#[inline(always)]
pub fn raw(result: Returned) -> *mut PyObject {
    match result {
        Ok(value) => value.into_ptr(),
        Err(_) => core::ptr::null_mut(),
    }
}

/// A value that can be handed to Python.
pub trait IntoReturn {
    fn into_return(self) -> Returned;
}

impl<T: IntoReturn> IntoReturn for PyResult<T> {
    #[inline(always)]
    fn into_return(self) -> Returned {
        self?.into_return()
    }
}

impl<T: Subtype> IntoReturn for Ref<T> {
    #[inline(always)]
    fn into_return(self) -> Returned {
        Ok(self.upcast())
    }
}

/// A borrowed object: a new reference to it.
impl<T: Subtype> IntoReturn for &T {
    #[inline(always)]
    fn into_return(self) -> Returned {
        // SAFETY: a view is transparent over a struct that begins with PyObject.
        Ok(unsafe { Object::from_ptr((&raw const *self).cast_mut().cast()) }.to_ref())
    }
}

/// Nothing there is Python's None.
impl<T: IntoReturn> IntoReturn for Option<T> {
    #[inline(always)]
    fn into_return(self) -> Returned {
        match self {
            Some(value) => value.into_return(),
            None => Ok(none_ref()),
        }
    }
}

impl IntoReturn for () {
    #[inline(always)]
    fn into_return(self) -> Returned {
        Ok(none_ref())
    }
}

impl IntoReturn for bool {
    #[inline(always)]
    fn into_return(self) -> Returned {
        Ok(py_bool(self).to_ref())
    }
}

impl IntoReturn for f64 {
    #[inline(always)]
    fn into_return(self) -> Returned {
        Float::from_f64(self).into_return()
    }
}

impl IntoReturn for &str {
    #[inline]
    fn into_return(self) -> Returned {
        Str::from_str(self).into_return()
    }
}

impl IntoReturn for String {
    #[inline]
    fn into_return(self) -> Returned {
        Str::from_str(&self).into_return()
    }
}

macro_rules! integers {
    ($($ty:ty => $from:ident),*) => {
        $(impl IntoReturn for $ty {
            #[inline(always)]
            fn into_return(self) -> Returned {
                Long::$from(self.into()).into_return()
            }
        })*
    };
}

integers!(u8 => from_i64, i8 => from_i64, u16 => from_i64, i16 => from_i64, u32 => from_i64, i32 => from_i64,
    i64 => from_i64, u64 => from_u64, isize => from_isize, usize => from_usize);

/// What `__init__` and setters may return.
pub trait IntoStatus {
    fn into_result(self) -> PyResult<()>;
}

impl IntoStatus for () {
    #[inline(always)]
    fn into_result(self) -> PyResult<()> {
        Ok(())
    }
}

impl IntoStatus for PyResult<()> {
    #[inline(always)]
    fn into_result(self) -> PyResult<()> {
        self
    }
}
