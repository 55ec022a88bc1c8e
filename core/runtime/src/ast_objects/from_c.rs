//! From C's trees to the compiler's: what the generated walk of `c_generated.rs` rests on.
//!
//! An extension builds such a tree by hand: NULL where a node is wanted, a kind that does not exist and a negative size are a
//! ValueError, too deep a tree is a RecursionError. That what is not NULL is a node of its type is the caller's word, as it is
//! between any two parts of C.

use core::ffi::{c_int, c_uint};

use compiler::ast::Mod;
use compiler::constant::Constant;
use compiler::text::{Name, Wtf8String};
use layout::{PyObject, asdl_generic_seq};
use objects::prelude::*;

use super::classes;
use super::from_objects::{FromObject, Reader, constant_of};

/// Reads the nodes of one tree.
pub struct CReader<'s> {
    objects: Reader<'s>,
}

/// A part of a tree that C may name.
pub trait FromC: Sized {
    /// What a field or an element of a sequence holds.
    type C: Copy;
    /// `None` if it is NULL.
    ///
    /// # Safety
    /// A pointer is NULL, or points to what its type says, all the way down.
    unsafe fn from_c(value: Self::C, r: &CReader<'_>) -> PyResult<Option<Self>>;
}

#[cold]
pub fn no_such(what: &str, kind: c_uint) -> Raised {
    raise!(ValueError, "no {what} is of kind {kind}")
}

#[cold]
fn wanted(field: &str, owner: &str) -> Raised {
    raise!(ValueError, "field '{field}' is required for {owner}")
}

impl CReader<'_> {
    /// The node behind a pointer.
    ///
    /// # Safety
    /// NULL or a valid node, of which nobody changes anything meanwhile.
    pub unsafe fn node<'n, T>(&self, node: *mut T, what: &str) -> PyResult<Option<&'n T>> {
        self.objects.enter(what)?;
        // SAFETY: the caller's.
        Ok(unsafe { node.as_ref() })
    }

    /// # Safety
    /// As `from_c`.
    pub unsafe fn required<T: FromC>(&self, value: T::C, field: &str, owner: &str) -> PyResult<T> {
        // SAFETY: the caller's.
        unsafe { T::from_c(value, self) }?.ok_or_else(|| wanted(field, owner))
    }

    /// # Safety
    /// As `from_c`.
    pub unsafe fn optional<T: FromC>(
        &self,
        value: T::C,
        _field: &str,
        _owner: &str,
    ) -> PyResult<Option<T>> {
        // SAFETY: the caller's.
        unsafe { T::from_c(value, self) }
    }

    /// # Safety
    /// NULL or an object.
    pub unsafe fn constant(
        &self,
        value: *mut PyObject,
        field: &str,
        owner: &str,
    ) -> PyResult<Constant> {
        // SAFETY: the caller's.
        match unsafe { Object::from_ptr_opt(value) } {
            Some(o) => constant_of(o, &self.objects),
            None => Err(wanted(field, owner)),
        }
    }

    /// # Safety
    /// NULL, or a sequence of `T::C`; each as `from_c`.
    unsafe fn list<T: FromC, R>(
        &self,
        sequence: *mut asdl_generic_seq,
        field: &str,
        owner: &str,
        element: impl Fn(Option<T>) -> PyResult<R>,
    ) -> PyResult<Vec<R>> {
        if sequence.is_null() {
            return Ok(Vec::new());
        }
        // SAFETY: a sequence, says the caller; the elements begin at the same place whatever their type.
        let (size, first) = unsafe {
            (
                (*sequence).size,
                (&raw mut (*sequence).typed_elements).cast::<T::C>(),
            )
        };
        let Ok(size) = usize::try_from(size) else {
            return Err(raise!(
                ValueError,
                "field '{field}' of {owner} has a negative size"
            ));
        };
        let mut items = Vec::new();
        items.try_room(size)?;
        for i in 0..size {
            // SAFETY: below the size.
            items.push(element(unsafe { T::from_c(*first.add(i), self) }?)?);
        }
        Ok(items)
    }

    /// # Safety
    /// NULL (which is empty), or a sequence of `T::C`; each as `from_c`.
    pub unsafe fn sequence<T: FromC>(
        &self,
        sequence: *mut asdl_generic_seq,
        field: &str,
        owner: &str,
    ) -> PyResult<Vec<T>> {
        let element = |item: Option<T>| {
            item.ok_or_else(|| raise!(ValueError, "NULL in field '{field}' of {owner}"))
        };
        // SAFETY: the caller's.
        unsafe { self.list(sequence, field, owner, element) }
    }

    /// # Safety
    /// As `sequence`.
    pub unsafe fn sequence_of_optional<T: FromC>(
        &self,
        sequence: *mut asdl_generic_seq,
        field: &str,
        owner: &str,
    ) -> PyResult<Vec<Option<T>>> {
        // SAFETY: the caller's.
        unsafe { self.list(sequence, field, owner, Ok) }
    }
}

impl<T: FromC> FromC for Box<T> {
    type C = T::C;
    unsafe fn from_c(value: T::C, r: &CReader<'_>) -> PyResult<Option<Self>> {
        // SAFETY: the caller's.
        Ok(unsafe { T::from_c(value, r) }?.map(Box::new))
    }
}

impl FromC for i32 {
    type C = c_int;
    unsafe fn from_c(value: c_int, _: &CReader<'_>) -> PyResult<Option<i32>> {
        Ok(Some(value))
    }
}

impl FromC for Name {
    type C = *mut PyObject;
    unsafe fn from_c(value: *mut PyObject, r: &CReader<'_>) -> PyResult<Option<Name>> {
        // SAFETY: NULL or an object, says the caller.
        match unsafe { Object::from_ptr_opt(value) } {
            Some(o) => Name::from_object(o, &r.objects),
            None => Ok(None),
        }
    }
}

impl FromC for Wtf8String {
    type C = *mut PyObject;
    unsafe fn from_c(value: *mut PyObject, r: &CReader<'_>) -> PyResult<Option<Wtf8String>> {
        // SAFETY: NULL or an object, says the caller.
        match unsafe { Object::from_ptr_opt(value) } {
            Some(o) => Wtf8String::from_object(o, &r.objects),
            None => Ok(None),
        }
    }
}

/// The compiler's tree of C's, valid.
///
/// # Safety
/// NULL or a tree, of which nobody changes anything meanwhile.
pub unsafe fn from_c(tree: *mut layout::internal::pycore_ast::_mod) -> PyResult<Mod> {
    let reader = CReader {
        objects: Reader::new(classes::state()?),
    };
    // SAFETY: the caller's.
    let tree = unsafe { Mod::from_c(tree, &reader) }?
        .ok_or_else(|| raise!(ValueError, "a tree is required, not NULL"))?;
    crate::compile::validate(&tree)?;
    Ok(tree)
}
