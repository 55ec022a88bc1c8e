//! Conversion of arguments by the declared type: objects, numbers and indices. Text and buffers are in `text`.
//!
//! Messages are those of Argument Clinic's converters of the same C type.

use core::fmt;

use base::{Object, PyResult, Subtype};

use super::errors::wrong_type;
use crate::prelude::Protocol;
use crate::{Long, is_none, raise};

/// Which argument of which function: what a message says.
pub struct ArgName {
    pub function: &'static str,
    pub argument: Argument,
}

pub enum Argument {
    /// The only one there is.
    Only,
    /// Positional-only, counted from 1.
    Position(u32),
    /// The same, of a function that is not made by Argument Clinic; it may have a name.
    Numbered(u32),
    /// May be given by name.
    Named(&'static str),
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Argument::Only => f.write_str("argument"),
            Argument::Position(n) | Argument::Numbered(n) => write!(f, "argument {n}"),
            Argument::Named(name) => write!(f, "argument '{name}'"),
        }
    }
}

/// A type that a parameter of a Python function may have.
pub trait FromArg<'a>: Sized {
    /// The type of the default's expression.
    type Default;

    fn from_arg(arg: &'a Object, name: &'static ArgName) -> PyResult<Self>;

    /// As `from_arg`, for an argument that might have been None: says so in the message.
    fn from_arg_or_none(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        Self::from_arg(arg, name)
    }

    fn from_default(default: Self::Default) -> Self;
}

impl<'a, T: Subtype> FromArg<'a> for &'a T {
    type Default = &'a T;

    #[inline(always)]
    fn from_arg(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        arg.downcast::<T>()
            .ok_or_else(|| wrong_type::<T>(name, false, arg))
    }

    #[inline(always)]
    fn from_arg_or_none(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        arg.downcast::<T>()
            .ok_or_else(|| wrong_type::<T>(name, true, arg))
    }

    #[inline(always)]
    fn from_default(default: &'a T) -> Self {
        default
    }
}

/// `None` when omitted; an explicit Python None is an argument like others.
impl<'a, T: FromArg<'a>> FromArg<'a> for Option<T> {
    type Default = Option<T>;

    #[inline(always)]
    fn from_arg(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        T::from_arg(arg, name).map(Some)
    }

    #[inline(always)]
    fn from_default(default: Option<T>) -> Self {
        default
    }
}

/// `T` or Python's None, which counts as omitted.
pub struct Nullable<T>(pub Option<T>);

impl<'a, T: FromArg<'a>> FromArg<'a> for Nullable<T> {
    type Default = Option<T>;

    #[inline(always)]
    fn from_arg(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        if is_none(arg) {
            Ok(Nullable(None))
        } else {
            T::from_arg_or_none(arg, name).map(|v| Nullable(Some(v)))
        }
    }

    #[inline(always)]
    fn from_default(default: Option<T>) -> Self {
        Nullable(default)
    }
}

/// Types that are their own default, with a conversion that needs no name.
macro_rules! plain {
    ($($(#[$meta:meta])* $ty:ty, |$arg:ident| $body:expr;)*) => {
        $($(#[$meta])*
        impl<'a> FromArg<'a> for $ty {
            type Default = $ty;

            #[inline]
            fn from_arg($arg: &'a Object, _: &'static ArgName) -> PyResult<Self> {
                $body
            }

            #[inline(always)]
            fn from_default(default: $ty) -> $ty {
                default
            }
        })*
    };
}

/// The int of an argument: itself, or by `__index__`.
#[inline(always)]
fn with_int<R>(arg: &Object, use_int: impl FnOnce(&Long) -> PyResult<R>) -> PyResult<R> {
    match arg.downcast::<Long>() {
        Some(int) => use_int(int),
        None => use_int(&*arg.index()?),
    }
}

/// An int that fits `long` but must also fit something narrower, `what`.
fn narrow<T: TryFrom<i64>>(arg: &Object, what: &str) -> PyResult<T> {
    let value = with_int(arg, Long::as_i64)?;
    T::try_from(value).map_err(|_| {
        let side = if value < 0 {
            "less than minimum"
        } else {
            "greater than maximum"
        };
        raise!(OverflowError, "{what} is {side}")
    })
}

/// An int that is not negative and fits the C type `what`.
fn unsigned<T: TryFrom<u64>>(arg: &Object, what: &str) -> PyResult<T> {
    with_int(arg, |int| {
        if int.is_negative() {
            return Err(raise!(ValueError, "Cannot convert negative int"));
        }
        let value = match int.to_i64() {
            Some(value) => Some(value as u64), // not negative
            None => int.as_u64().map_err(|raised| raised.clear()).ok(),
        };
        value
            .and_then(|value| T::try_from(value).ok())
            .ok_or_else(|| raise!(OverflowError, "Python int too large for C {what}"))
    })
}

plain! {
    /// The truth of any object.
    bool, |arg| arg.is_true();
    i32, |arg| with_int(arg, Long::as_i32);
    i64, |arg| with_int(arg, Long::as_i64);
    isize, |arg| with_int(arg, Long::as_isize);
    i16, |arg| narrow(arg, "signed short integer");
    u8, |arg| narrow(arg, "unsigned byte integer");
    u16, |arg| unsigned(arg, "unsigned short");
    u32, |arg| unsigned(arg, "unsigned int");
    u64, |arg| unsigned(arg, "unsigned long");
    usize, |arg| unsigned(arg, "size_t");
    f64, |arg| crate::float::as_f64(arg);
    f32, |arg| crate::float::as_f64(arg).map(|value| value as f32);
}

/// Newtypes over a plain value, whose default is that value.
macro_rules! wrapped {
    ($($(#[$meta:meta])* $name:ident($inner:ty), |$arg:ident| $body:expr;)*) => {
        $($(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub $inner);

        impl<'a> FromArg<'a> for $name {
            type Default = $inner;

            #[inline]
            fn from_arg($arg: &'a Object, _: &'static ArgName) -> PyResult<Self> {
                $body.map($name)
            }

            #[inline(always)]
            fn from_default(default: $inner) -> Self {
                $name(default)
            }
        })*
    };
}

fn has_index(arg: &Object) -> bool {
    // SAFETY: a live type and its method table, read whole.
    unsafe {
        let methods = (*arg.type_ptr()).tp_as_number;
        !methods.is_null() && (*methods).nb_index.is_some()
    }
}

wrapped! {
    /// An index as slices take it: what is too large is clipped.
    SliceIndex(isize), |arg| {
        if has_index(arg) {
            arg.index_isize(true)
        } else {
            Err(raise!(TypeError, "slice indices must be integers or have an __index__ method"))
        }
    };
    /// The same, or None, which is `None` here.
    SliceIndexNone(Option<isize>), |arg| {
        if is_none(arg) {
            Ok(None)
        } else if has_index(arg) {
            arg.index_isize(true).map(Some)
        } else {
            Err(raise!(TypeError, "slice indices must be integers or None or have an __index__ method"))
        }
    };
    /// The low 64 bits of an int, in two's complement.
    Bits64(u64), |arg| with_int(arg, |int| Ok(int.as_u64_mask()));
    /// The low 32 bits of an int, in two's complement.
    Bits32(u32), |arg| with_int(arg, |int| Ok(int.as_u64_mask() as u32));
}
