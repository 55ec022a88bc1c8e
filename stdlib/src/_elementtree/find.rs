//! `find` and its kin: children by tag here, paths by `xml.etree.ElementPath`.

use objects::clinic::*;
use objects::prelude::*;

use super::element::{Element, Side};
use super::state::State;

/// Does the tag mean more than itself? Inside braces (a namespace) nothing does.
fn is_path(tag: &Object) -> bool {
    if let Some(tag) = tag.downcast::<Str>() {
        return has_path_syntax(tag.len(), |i| tag.char_at(i));
    }
    if let Some(tag) = tag.downcast::<Bytes>() {
        let tag = tag.as_slice();
        return has_path_syntax(tag.len(), |i| u32::from(tag[i]));
    }
    true
}

fn has_path_syntax(len: usize, at: impl Fn(usize) -> u32) -> bool {
    let is = |i: usize, c: char| at(i) == u32::from(c);
    // Any namespace, or none.
    if len >= 3 && is(0, '{') && (is(1, '}') || (is(1, '*') && is(2, '}'))) {
        return true;
    }
    let mut outside = true;
    for i in 0..len {
        match char::from_u32(at(i)) {
            Some('{') => outside = false,
            Some('}') => outside = true,
            Some('/' | '*' | '[' | '@' | '.') if outside => return true,
            _ => {}
        }
    }
    false
}

/// Must `ElementPath` do it?
fn needs_path(path: &Object, namespaces: Option<&Object>) -> bool {
    namespaces.is_some_and(|n| !is_none(n)) || is_path(path)
}

impl Element {
    /// Calls `each` with the children of that tag, until it gives something.
    fn find_child<T>(
        &self,
        tag: &Object,
        mut each: impl FnMut(Ref<Element>) -> PyResult<Option<T>>,
    ) -> PyResult<Option<T>> {
        let mut i = 0;
        while let Some(child) = self.child(i) {
            let of_child = child.tag();
            if of_child.is(tag) || of_child.compare_bool(tag, CompareOp::Eq)? {
                let found = each(child)?;
                if found.is_some() {
                    return Ok(found);
                }
            }
            i += 1;
        }
        Ok(None)
    }

    /// Calls a function of `ElementPath`, of which one takes a default.
    fn by_path(
        &self,
        cls: &Type,
        function: &Str,
        path: &Object,
        default: Option<&Object>,
        namespaces: Option<&Object>,
    ) -> PyResult {
        let namespaces = namespaces.unwrap_or(none());
        let module = State::of_type(cls)?.element_path.require()?;
        match default {
            Some(default) => module.call_method(function, &[self, path, default, namespaces]),
            None => module.call_method(function, &[self, path, namespaces]),
        }
    }
}

#[pymethods(export = FIND)]
impl Element {
    #[method("find(path, namespaces=None)")]
    fn find(
        &self,
        #[defining_class] cls: &Type,
        path: &Object,
        namespaces: Option<&Object>,
    ) -> PyResult {
        if needs_path(path, namespaces) {
            return self.by_path(cls, interned!("find"), path, None, namespaces);
        }
        let found = self.find_child(path, |child| Ok(Some(child.upcast())))?;
        Ok(found.unwrap_or_else(none_ref))
    }

    #[method("findtext(path, default=None, namespaces=None)")]
    fn findtext(
        &self,
        #[defining_class] cls: &Type,
        path: &Object,
        default: Option<&Object>,
        namespaces: Option<&Object>,
    ) -> PyResult {
        let default = default.unwrap_or(none());
        if needs_path(path, namespaces) {
            let function = interned!("findtext");
            return self.by_path(cls, function, path, Some(default), namespaces);
        }
        match self.find_child(path, |child| child.text(Side::Text).map(Some))? {
            Some(text) if is_none(&text) => Ok(Str::from_str("")?.upcast()),
            Some(text) => Ok(text),
            None => Ok(default.to_ref()),
        }
    }

    #[method("findall(path, namespaces=None)")]
    fn findall(
        &self,
        #[defining_class] cls: &Type,
        path: &Object,
        namespaces: Option<&Object>,
    ) -> PyResult {
        if needs_path(path, namespaces) {
            return self.by_path(cls, interned!("findall"), path, None, namespaces);
        }
        let found = List::new()?;
        self.find_child(path, |child| {
            found.push_owned(child.upcast())?;
            Ok(None::<()>)
        })?;
        Ok(found.upcast())
    }

    #[method("iterfind(path, namespaces=None)")]
    fn iterfind(
        &self,
        #[defining_class] cls: &Type,
        path: &Object,
        namespaces: Option<&Object>,
    ) -> PyResult {
        self.by_path(cls, interned!("iterfind"), path, None, namespaces)
    }
}
