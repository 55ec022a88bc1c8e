//! The methods of `Element` that read and change one element.

use objects::abstract_::sequence;
use objects::clinic::*;
use objects::prelude::*;

use super::element::{Element, Side, expect_element};
use super::iterators;
use super::state::State;

#[cold]
fn undeletable() -> Raised {
    raise!(AttributeError, "can't delete element attribute")
}

#[pymethods]
impl Element {
    #[method("clear()")]
    fn clear_element(&self) {
        self.clear_extra();
        self.store_text(Side::Text, none_ref(), false);
        self.store_text(Side::Tail, none_ref(), false);
    }

    #[method("get(key, default=None)")]
    fn get(&self, key: &Object, default: Option<&Object>) -> PyResult {
        let found = match self.attrib_dict()? {
            Some(attrib) => attrib.get(key)?,
            None => None,
        };
        Ok(found.unwrap_or_else(|| default.unwrap_or(none()).to_ref()))
    }

    #[method("set(key, value, /)")]
    fn set(&self, key: &Object, value: &Object) -> PyResult<()> {
        match self.attrib_or_new()?.downcast::<Dict>() {
            Some(attrib) => attrib.set(key, value),
            None => Err(objects::exceptions::bad_internal_call()),
        }
    }

    #[method("append(subelement, /)")]
    fn append(&self, #[defining_class] _cls: &Type, subelement: &Element) -> PyResult<()> {
        self.push(subelement.to_ref())
    }

    #[method("extend(elements, /)")]
    fn extend(&self, #[defining_class] _cls: &Type, elements: &Object) -> PyResult<()> {
        let items = sequence::fast(elements, "'elements' must be an iterable")?;
        let mut i = 0;
        loop {
            // The list may be the caller's.
            let item = match items.downcast::<List>() {
                Some(list) => list.get(i),
                None => items
                    .downcast::<Tuple>()
                    .and_then(|t| t.get(i))
                    .map(Object::to_ref),
            };
            let Some(item) = item else {
                return Ok(());
            };
            self.push(expect_element(&item)?.to_ref())?;
            i += 1;
        }
    }

    #[method("insert(index, subelement, /)")]
    fn insert(&self, index: isize, subelement: &Element) -> PyResult<()> {
        let len = self.len() as isize;
        let at = if index < 0 {
            (index + len).max(0)
        } else {
            index.min(len)
        };
        self.insert_child(at as usize, subelement.to_ref())
    }

    #[method("remove(subelement, /)")]
    fn remove(&self, subelement: &Element) -> PyResult<()> {
        let mut i = 0;
        while let Some(child) = self.child(i) {
            if child.is(subelement) || child.compare_bool(subelement, CompareOp::Eq)? {
                // The comparison may have shortened the children.
                if i < self.len() {
                    drop(self.splice(i, 1, &[])?);
                }
                return Ok(());
            }
            i += 1;
        }
        Err(raise!(ValueError, "Element.remove(x): element not found"))
    }

    #[method("iter(tag=None)")]
    fn iter(&self, #[defining_class] cls: &Type, tag: Option<&Object>) -> PyResult {
        let tag = tag.unwrap_or(none());
        let any = match (tag.downcast::<Str>(), tag.downcast::<Bytes>()) {
            (Some(tag), _) => tag.eq_literal("*"),
            (_, Some(tag)) => tag.as_slice() == b"*",
            _ => false,
        };
        let tag = if any { none() } else { tag };
        iterators::create(State::of_type(cls)?, self, tag, false)
    }

    #[method("itertext()")]
    fn itertext(&self, #[defining_class] cls: &Type) -> PyResult {
        iterators::create(State::of_type(cls)?, self, none(), true)
    }

    #[method("items()")]
    fn items(&self) -> PyResult<Ref<List>> {
        match self.attrib_dict()? {
            Some(attrib) => attrib.items_list(),
            None => List::new(),
        }
    }

    #[method("keys()")]
    fn keys(&self) -> PyResult<Ref<List>> {
        match self.attrib_dict()? {
            Some(attrib) => attrib.keys_list(),
            None => List::new(),
        }
    }

    #[method("makeelement(tag, attrib, /)")]
    fn makeelement(
        &self,
        #[defining_class] cls: &Type,
        tag: &Object,
        attrib: &Dict,
    ) -> PyResult<Ref<Element>> {
        let attrib = attrib.copy()?;
        Element::create(cls, tag, Some(&attrib))
    }

    /// What kind of data the element represents: a string
    #[getter("tag")]
    fn get_tag(&self) -> PyResult {
        Ok(self.tag())
    }

    #[setter("tag")]
    fn assign_tag(&self, value: Option<&Object>) -> PyResult<()> {
        self.set_tag(value.ok_or_else(undeletable)?.to_ref());
        Ok(())
    }

    /// The text right after the start tag, or None
    #[getter("text")]
    fn get_text(&self) -> PyResult {
        self.text(Side::Text)
    }

    #[setter("text")]
    fn assign_text(&self, value: Option<&Object>) -> PyResult<()> {
        self.store_text(Side::Text, value.ok_or_else(undeletable)?.to_ref(), false);
        Ok(())
    }

    /// The text right after the end tag, or None
    #[getter("tail")]
    fn get_tail(&self) -> PyResult {
        self.text(Side::Tail)
    }

    #[setter("tail")]
    fn assign_tail(&self, value: Option<&Object>) -> PyResult<()> {
        self.store_text(Side::Tail, value.ok_or_else(undeletable)?.to_ref(), false);
        Ok(())
    }

    /// The attributes, by name: a dictionary
    #[getter("attrib")]
    fn get_attrib(&self) -> PyResult {
        self.attrib_or_new()
    }

    #[setter("attrib")]
    fn assign_attrib(&self, value: Option<&Object>) -> PyResult<()> {
        let value = value.ok_or_else(undeletable)?;
        if value.downcast::<Dict>().is_none() {
            return Err(raise!(
                TypeError,
                "attrib must be dict, not {:.200}",
                value.class().tp_name()
            ));
        }
        self.set_attrib(value.to_ref())
    }
}
