//! The object model: every built-in type, a file or folder each, what makes types work, and `_PyRuntime`, which
//! embeds objects.
//!
//! A type's file tells its layout and invariants, its Rust interface, its slots and its methods, in that order. The view
//! types (`List`, `Dict`, ...) are `repr(transparent)` over the C structs of `layout`; see `base` for ownership.

extern crate self as objects;

pub mod abstract_;
pub mod alloc;
pub mod audit;
pub mod bltin_iter;
pub mod bool_;
pub mod buffer;
pub mod bytearray;
pub mod bytes;
pub mod bytes_methods;
pub mod capsule;
pub mod cell;
pub mod cfunction;
pub mod clinic;
pub mod code;
pub mod codecs;
pub mod complex;
pub mod context;
pub mod descr;
pub mod dict;
pub mod enum_;
pub mod exceptions;
pub mod float;
pub mod freelist;
pub mod function;
pub mod gc;
pub mod generated;
pub mod genericalias;
pub mod grow;
pub mod iter;
pub mod list;
pub mod long;
pub mod marshal;
pub mod memoryview;
pub mod method;
pub mod module;
pub mod namespace;
pub mod number_format;
pub mod object;
pub mod odict;
pub mod owned;
pub mod pyhash;
pub mod range;
pub mod recursion;
pub mod repr;
pub mod runtime_data;
pub mod sequence;
pub mod set;
pub mod slice;
pub mod slots;
pub mod static_types;
pub mod structseq;
pub mod template;
pub mod traceback;
pub mod tuple;
pub mod type_;
pub mod typevar;
pub mod unicode;
pub mod union_;
pub mod warnings;
pub mod weakref;

pub mod percent;
pub mod picklebuffer;
pub mod prelude;

pub use base::{Object, PyResult, Raised, Ref};
pub use bool_::{Bool, py_bool};
pub use buffer::Buffer;
pub use bytearray::ByteArray;
pub use bytes::Bytes;
pub use cell::Cell;
pub use cfunction::CFunction;
pub use code::Code;
pub use complex::Complex;
pub use dict::Dict;
pub use float::Float;
pub use function::Function;
pub use generated::ids;
pub use list::List;
pub use long::Long;
pub use memoryview::MemoryView;
pub use method::Method;
pub use module::Module;
pub use object::{is_none, none, none_ref, not_implemented, not_implemented_result};
pub use set::{AnySet, FrozenSet, Set};
pub use slice::Slice;
pub use tuple::Tuple;
pub use type_::Type;
pub use unicode::Str;
pub use weakref::WeakRef;

/// A static interned string: `id!(__init__)` (names that are no Rust identifiers as in `ids`: `id!(r#type)`, `id!(self_)`).
#[macro_export]
macro_rules! id {
    ($name:ident) => {
        $crate::ids::$name()
    };
}

/// An interned string for a literal that is not among the static identifiers; made once, immortal.
#[macro_export]
macro_rules! interned {
    ($text:literal) => {{
        static CACHE: core::sync::atomic::AtomicPtr<$crate::Str> =
            core::sync::atomic::AtomicPtr::new(core::ptr::null_mut());
        $crate::interned_literal(&CACHE, $text)
    }};
}

/// What `interned!` expands to: the cached string, made at its first use.
#[inline(always)]
pub fn interned_literal(
    cache: &core::sync::atomic::AtomicPtr<Str>,
    text: &'static str,
) -> &'static Str {
    use core::sync::atomic::Ordering;
    let p = cache.load(Ordering::Acquire);
    if p.is_null() {
        let s = Str::intern_static(text);
        cache.store(s as *const Str as *mut Str, Ordering::Release);
        s
    } else {
        // SAFETY: interned literals are immortal.
        unsafe { &*p }
    }
}
