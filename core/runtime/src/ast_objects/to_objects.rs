//! From trees to objects: what the generated walk rests on.
//!
//! A node is the instance and its dict, whose keys all instances of the class share: nothing is hashed. Names are made
//! once each, however often they occur.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use compiler::constant::{Constant, Int};
use compiler::text::{Name, Wtf8, Wtf8String};
use layout::{PyObject, ast_state};
use objects::prelude::*;

use super::node::Node;

/// Makes the objects of one tree.
pub struct Builder<'s> {
    pub state: &'s ast_state,
    /// By the address of the text, which the tree keeps alive.
    names: RefCell<HashMap<usize, Ref<Str>, BuildHasherDefault<AddressHasher>>>,
    /// The last number made that is not one of the small ones: lines come in runs.
    last: RefCell<Option<(i32, Ref)>>,
}

/// Addresses are well spread already but for their lowest bits.
#[derive(Default)]
pub struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 << 8) ^ u64::from(*b);
        }
    }
    fn write_usize(&mut self, n: usize) {
        self.0 = ((n >> 4) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

pub trait ToObject {
    fn to_object(&self, b: &Builder<'_>) -> PyResult;
}

impl<'s> Builder<'s> {
    pub fn new(state: &'s ast_state) -> Builder<'s> {
        Builder {
            state,
            names: RefCell::default(),
            last: RefCell::new(None),
        }
    }

    #[inline]
    pub fn enter(&self) -> PyResult<()> {
        objects::recursion::enter(" during ast construction")
    }

    #[inline]
    pub fn singleton(&self, object: *mut PyObject) -> PyResult {
        // SAFETY: set for good once the state is ready.
        Ok(unsafe { Object::from_ptr(object) }.to_ref())
    }

    /// A node of a class with the values of its fields and attributes.
    pub fn node<const N: usize>(&self, class: *mut PyObject, values: [Ref; N]) -> PyResult {
        // SAFETY: the class is one of those made from the description, with shared keys of as many names.
        unsafe {
            let class: &Type = Object::from_ptr(class).downcast_unchecked();
            let node = objects::alloc::generic_untracked(class, 0)?;
            if N > 0 {
                let dict = objects::dict::managed::dict_of_values(class, values)?;
                (*node.as_object_ptr().cast::<Node>()).dict = dict.into_ptr();
            }
            objects::gc::track(&node);
            Ok(node)
        }
    }
}

impl<T: ToObject> ToObject for Box<T> {
    fn to_object(&self, b: &Builder<'_>) -> PyResult {
        (**self).to_object(b)
    }
}

impl<T: ToObject> ToObject for Option<T> {
    fn to_object(&self, b: &Builder<'_>) -> PyResult {
        match self {
            Some(node) => node.to_object(b),
            None => Ok(none_ref()),
        }
    }
}

impl<T: ToObject> ToObject for Vec<T> {
    fn to_object(&self, b: &Builder<'_>) -> PyResult {
        let list = List::with_capacity(self.len())?;
        for item in self {
            list.push_owned(item.to_object(b)?)?;
        }
        Ok(list.upcast())
    }
}

impl ToObject for i32 {
    #[inline]
    fn to_object(&self, b: &Builder<'_>) -> PyResult {
        if objects::long::is_small((*self).into()) {
            return Ok(Long::small(*self).to_ref().upcast());
        }
        let mut last = b.last.borrow_mut();
        if let Some((n, made)) = &*last
            && n == self
        {
            return Ok(made.clone());
        }
        let made = Long::from_i64((*self).into())?.upcast();
        *last = Some((*self, made.clone()));
        Ok(made)
    }
}

impl ToObject for Name {
    fn to_object(&self, b: &Builder<'_>) -> PyResult {
        let key = self.as_bytes().as_ptr() as usize;
        let mut names = b.names.borrow_mut();
        if let Some(made) = names.get(&key) {
            return Ok(made.clone().upcast());
        }
        let made = Str::intern(Str::from_wtf8(self.as_bytes())?);
        names.insert(key, made.clone());
        Ok(made.upcast())
    }
}

impl ToObject for Wtf8 {
    fn to_object(&self, _: &Builder<'_>) -> PyResult {
        Ok(Str::from_wtf8(self.as_bytes())?.upcast())
    }
}

impl ToObject for Wtf8String {
    fn to_object(&self, b: &Builder<'_>) -> PyResult {
        (**self).to_object(b)
    }
}

impl ToObject for Constant {
    fn to_object(&self, b: &Builder<'_>) -> PyResult {
        match self {
            Constant::Str(s) => (**s).to_object(b),
            Constant::Int(Int::Small(n)) => Ok(Long::from_i64(*n)?.upcast()),
            Constant::None => Ok(none_ref()),
            other => objects::code::from_constant(other),
        }
    }
}
