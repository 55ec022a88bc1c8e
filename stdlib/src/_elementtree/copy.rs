//! Copies and pickles of elements.

use layout::PyObject;
use objects::clinic::*;
use objects::prelude::*;
use objects::recursion;

use super::element::{Element, Side, expect_element, not_an_element};
use super::state::State;

fn is_exact_str(o: &Object) -> bool {
    o.downcast::<Str>().is_some_and(Str::is_exact)
}

/// Are all keys and values of the dictionary plain strings?
fn is_simple(dict: &Dict) -> bool {
    let mut position = 0;
    while let Some((key, value)) = dict.next_entry(&mut position) {
        if !is_exact_str(&key) || !is_exact_str(&value) {
            return false;
        }
    }
    true
}

/// A deep copy of an object that somebody holds for us: what nobody else refers to need not be looked up in `memo`.
///
/// # Safety
/// `o` is live.
unsafe fn deepcopy(state: &State, o: *mut PyObject, memo: &Dict) -> PyResult {
    // SAFETY: the caller vouches; held from here on.
    let (o, unshared) = unsafe {
        let o = Object::from_ptr(o);
        (o.to_ref(), o.refcount() == 2)
    };
    if is_none(&o) || is_exact_str(&o) {
        return Ok(o);
    }
    if unshared {
        if let Some(dict) = o.downcast::<Dict>() {
            if dict.is_exact_dict() && is_simple(dict) {
                return Ok(dict.copy()?.upcast());
            }
        } else if let Some(element) = o.downcast::<Element>()
            && element.is_exact()
        {
            return Ok(copy_element(element, memo)?.upcast());
        }
    }
    let Some(function) = state.deepcopy.get() else {
        return Err(raise!(RuntimeError, "deepcopy helper not found"));
    };
    function.call(&[&o, memo])
}

/// As [`deepcopy`], of what was got for the occasion: the one reference more is let go.
fn deepcopy_field(state: &State, o: Ref, memo: &Dict) -> PyResult {
    if is_none(&o) || is_exact_str(&o) {
        return Ok(o);
    }
    let p = o.as_ptr();
    // SAFETY: the element holds another reference, which only Python code can release, and `deepcopy` takes its own first.
    unsafe {
        if o.refcount() > 1 {
            drop(o);
            return deepcopy(state, p, memo);
        }
        deepcopy(state, p, memo)
    }
}

fn copy_element(this: &Element, memo: &Dict) -> PyResult<Ref<Element>> {
    recursion::enter(" in Element.__deepcopy__")?;
    let own = this.own_type()?;
    let state = State::of_type(own)?;
    let tag = deepcopy_field(state, this.tag(), memo)?;
    let attrib = match this.attrib() {
        Some(attrib) => Some(deepcopy_field(state, attrib, memo)?),
        None => None,
    };
    let copy = Element::create(own, &tag, attrib.as_deref())?;
    for side in [Side::Text, Side::Tail] {
        let (stored, join) = this.stored_text(side);
        copy.store_text(side, deepcopy_field(state, stored, memo)?, join);
    }
    if this.has_extra() {
        copy.reserve(this.len())?;
    }
    let mut i = 0;
    loop {
        let child = this.child_ptr(i);
        if child.is_null() {
            break;
        }
        // SAFETY: the element holds it, and nothing has run since.
        let child = unsafe { deepcopy(state, child, memo)? };
        match child.downcast_into::<Element>() {
            Ok(child) => copy.push(child)?,
            Err(other) => return Err(not_an_element(&other)),
        }
        i += 1;
    }
    memo.set(&*Long::from_pointer(this.as_ptr().cast())?, &copy)?;
    Ok(copy)
}

/// The fields of a pickled element, which are those of the class in Python.
const STATE: [&str; 5] = ["tag", "attrib", "text", "tail", "_children"];

/// The values of a pickled element, in the order of [`STATE`].
fn state_values(state: &Dict) -> PyResult<[Option<Ref>; 5]> {
    let mut values = [const { None }; 5];
    let mut known = 0;
    for (value, name) in values.iter_mut().zip(STATE) {
        *value = state.get_text(name)?;
        known += usize::from(value.is_some());
    }
    if state.len() > STATE.len() {
        return Err(raise!(
            TypeError,
            "function takes at most 5 keyword arguments ({} given)",
            state.len()
        ));
    }
    if state.len() > known {
        let mut position = 0;
        while let Some((key, _)) = state.next_entry(&mut position) {
            let Some(key) = key.downcast::<Str>() else {
                return Err(raise!(TypeError, "keywords must be strings"));
            };
            if !STATE.iter().any(|name| key.eq_literal(name)) {
                return Err(raise!(
                    TypeError,
                    "this function got an unexpected keyword argument '{}'",
                    key.to_string_lossy()
                ));
            }
        }
    }
    Ok(values)
}

/// The children of a pickled element, put in the place of those that are there; the attributes stay.
fn restore_children(this: &Element, children: &Object) -> PyResult<()> {
    let Some(children) = children.downcast::<List>() else {
        return Err(raise!(TypeError, "'_children' is not a list"));
    };
    let old = this.take_extra();
    if let Err(raised) = this.reserve(children.len()) {
        this.put_extra(old);
        return Err(raised);
    }
    if let Some(attrib) = old.take_attrib() {
        this.set_attrib(attrib)?;
    }
    let mut i = 0;
    while let Some(child) = children.get(i) {
        this.push(expect_element(&child)?.to_ref())?;
        i += 1;
    }
    Ok(())
}

#[pymethods(export = COPY)]
impl Element {
    #[method("__copy__()")]
    fn copy(&self, #[defining_class] cls: &Type) -> PyResult<Ref<Element>> {
        let attrib = self.attrib();
        let copy = Element::create(cls, &self.tag(), attrib.as_deref())?;
        for side in [Side::Text, Side::Tail] {
            let (stored, join) = self.stored_text(side);
            copy.store_text(side, stored, join);
        }
        if self.has_extra() {
            copy.reserve(self.len())?;
        }
        let mut i = 0;
        while let Some(child) = self.child(i) {
            copy.push(child)?;
            i += 1;
        }
        Ok(copy)
    }

    #[method("__deepcopy__(memo, /)")]
    fn deepcopy(&self, memo: &Dict) -> PyResult<Ref<Element>> {
        copy_element(self, memo)
    }

    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        self.byte_size()
    }

    #[method("__getstate__()")]
    fn getstate(&self) -> PyResult<Ref<Dict>> {
        let children = List::with_capacity(self.len())?;
        let mut i = 0;
        while let Some(child) = self.child(i) {
            children.push_owned(child.upcast())?;
            i += 1;
        }
        let attrib = match self.attrib() {
            Some(attrib) => attrib,
            None => Dict::new()?.upcast(),
        };
        let state = Dict::new()?;
        state.set_text("tag", &self.tag())?;
        state.set_text("_children", &children)?;
        state.set_text("attrib", &attrib)?;
        state.set_text("text", &self.stored_text(Side::Text).0)?;
        state.set_text("tail", &self.stored_text(Side::Tail).0)?;
        Ok(state)
    }

    #[method("__setstate__(state, /)")]
    fn setstate(&self, #[defining_class] _cls: &Type, state: &Object) -> PyResult<()> {
        let Some(state) = state.downcast::<Dict>().filter(|d| d.is_exact_dict()) else {
            return Err(raise!(
                TypeError,
                "Don't know how to unpickle \"{:.200}\" as an Element",
                state.repr()?.to_string_lossy()
            ));
        };
        let [tag, attrib, text, tail, children] = state_values(state)?;
        let Some(tag) = tag else {
            return Err(raise!(TypeError, "tag may not be NULL"));
        };
        self.set_tag(tag);
        for (side, value) in [(Side::Text, text), (Side::Tail, tail)] {
            let value = value.unwrap_or_else(none_ref);
            // A list can only be what `__getstate__` gave away unjoined.
            let join = value.is_exactly(objects::list::PyList_Type.raw());
            self.store_text(side, value, join);
        }
        if let Some(children) = &children {
            restore_children(self, children)?;
        }
        match attrib {
            Some(attrib) => self.set_attrib(attrib),
            // The attributes are replaced by none.
            None if children.is_some() => {
                self.drop_attrib();
                Ok(())
            }
            None => Ok(()),
        }
    }
}
