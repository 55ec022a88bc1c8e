//! Rows and tables of methods and getsets: const-made statics that a const-initialised type or module can point at.

use core::ffi::{c_char, c_int, c_void};
use core::mem::transmute;

use layout::*;

use super::Returned;

/// A static, terminated table. C never writes to it, but its type says `*mut`.
#[repr(transparent)]
pub struct Table<T, const N: usize>([T; N]);

// SAFETY: the tables are constant; the pointers in them are to constants and functions.
unsafe impl<T, const N: usize> Sync for Table<T, N> {}

const NO_METHOD: PyMethodDef = PyMethodDef {
    ml_name: core::ptr::null(),
    ml_meth: None,
    ml_flags: 0,
    ml_doc: core::ptr::null(),
};

const NO_GETSET: PyGetSetDef = PyGetSetDef {
    name: core::ptr::null(),
    get: None,
    set: None,
    doc: core::ptr::null(),
    closure: core::ptr::null_mut(),
};

impl<T: Copy, const N: usize> Table<T, N> {
    /// The rows of all `parts`, then `end` to fill up; a wrong `N` is a build error.
    const fn concat(parts: &[&[T]], end: T) -> Table<T, N> {
        let mut rows = [end; N];
        let (mut at, mut part) = (0, 0);
        while part < parts.len() {
            let mut row = 0;
            while row < parts[part].len() {
                rows[at] = parts[part][row];
                at += 1;
                row += 1;
            }
            part += 1;
        }
        assert!(at < N, "no room for the terminator");
        Table(rows)
    }

    pub const fn as_ptr(&'static self) -> *mut T {
        (&raw const self.0).cast_mut().cast()
    }
}

impl<const N: usize> Table<PyMethodDef, N> {
    pub const fn methods(parts: &[&[PyMethodDef]]) -> Self {
        Table::concat(parts, NO_METHOD)
    }
}

impl<const N: usize> Table<PyGetSetDef, N> {
    pub const fn getsets(parts: &[&[PyGetSetDef]]) -> Self {
        Table::concat(parts, NO_GETSET)
    }
}

type Object = *mut PyObject;
type Array = *const *mut PyObject;

/// A wrapper of whichever calling convention, as `ml_meth` has it.
#[derive(Clone, Copy)]
pub struct MethodPtr(PyCFunction);

macro_rules! method_pointers {
    ($($(#[$meta:meta])* $name:ident($($arg:ty),*);)*) => {
        $($(#[$meta])*
        pub const fn $name(f: unsafe extern "C" fn($($arg),*) -> Returned) -> MethodPtr {
            // SAFETY: a function pointer; `ml_flags` tells the caller which convention it really has.
            MethodPtr(unsafe { transmute::<unsafe extern "C" fn($($arg),*) -> Returned, PyCFunction>(f) })
        })*
    };
}

impl MethodPtr {
    method_pointers! {
        /// `METH_NOARGS`, `METH_O`, `METH_VARARGS`
        two(Object, Object);
        /// `METH_VARARGS | METH_KEYWORDS`
        three(Object, Object, Object);
        /// `METH_FASTCALL`
        fast(Object, Array, isize);
        /// `METH_FASTCALL | METH_KEYWORDS`
        fast_keywords(Object, Array, isize, Object);
        /// `METH_METHOD | METH_FASTCALL | METH_KEYWORDS`
        method(Object, Object, Array, isize, Object);
    }

    pub const fn def(self, name: *const c_char, flags: c_int, doc: *const c_char) -> PyMethodDef {
        PyMethodDef {
            ml_name: name,
            ml_meth: Some(self.0),
            ml_flags: flags,
            ml_doc: doc,
        }
    }
}

pub const fn getset(
    name: *const c_char,
    get: Option<getter>,
    set: Option<setter>,
    doc: *const c_char,
) -> PyGetSetDef {
    PyGetSetDef {
        name,
        get,
        set,
        doc,
        closure: core::ptr::null_mut::<c_void>(),
    }
}

/// A `tp_new` from the wrapper, whose parameter and result types have the ABI of the slot's.
pub const fn as_new(f: unsafe extern "C" fn(Object, Object, Object) -> Returned) -> newfunc {
    // SAFETY: `PyTypeObject *` and `PyObject *` pass alike; `Returned` is a nullable pointer.
    unsafe { transmute::<unsafe extern "C" fn(Object, Object, Object) -> Returned, newfunc>(f) }
}

/// A `tp_vectorcall` from the wrapper.
pub const fn as_vectorcall(
    f: unsafe extern "C" fn(Object, Array, usize, Object) -> Returned,
) -> vectorcallfunc {
    // SAFETY: `Returned` is a nullable pointer.
    unsafe {
        transmute::<unsafe extern "C" fn(Object, Array, usize, Object) -> Returned, vectorcallfunc>(
            f,
        )
    }
}

/// `tp_methods` of a type whose methods stand in several blocks: `methods_concat!(Str::METHOD_DEFS, Str::SEARCH)`.
#[macro_export]
macro_rules! methods_concat {
    ($($rows:expr),+ $(,)?) => {{
        const ROWS: usize = 1 $(+ $rows.len())+;
        static TABLE: $crate::clinic::Table<$crate::clinic::PyMethodDef, ROWS> =
            $crate::clinic::Table::methods(&[$(&$rows),+]);
        TABLE.as_ptr()
    }};
}

/// `tp_getset` likewise: `getset_concat!(Str::GETSET_DEFS, Str::SEARCH_GETSET)`.
#[macro_export]
macro_rules! getset_concat {
    ($($rows:expr),+ $(,)?) => {{
        const ROWS: usize = 1 $(+ $rows.len())+;
        static TABLE: $crate::clinic::Table<$crate::clinic::PyGetSetDef, ROWS> =
            $crate::clinic::Table::getsets(&[$(&$rows),+]);
        TABLE.as_ptr()
    }};
}
