//! Private names: `__spam` inside class `Ham` is `_Ham__spam`.

use crate::text::{Name, Wtf8String};
use std::borrow::Cow;

/// `name` as it is spelt inside the class `class`; `None` outside every class.
pub fn mangle<'a>(class: Option<&Name>, name: &'a Name) -> Cow<'a, Name> {
    let id = name.as_bytes();
    let Some(class) = class else {
        return Cow::Borrowed(name);
    };
    // Dotted names occur in import statements only, and stay.
    if !id.starts_with(b"__") || id.ends_with(b"__") || id.contains(&b'.') {
        return Cow::Borrowed(name);
    }
    let class = class.as_bytes();
    let stripped = &class[class.iter().take_while(|b| **b == b'_').count()..];
    if stripped.is_empty() {
        return Cow::Borrowed(name);
    }
    let bytes = [b"_", stripped, id].concat();
    match Wtf8String::from_bytes(bytes) {
        Ok(s) => Cow::Owned(Name::from_wtf8(&s)),
        Err(_) => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_private_names_in_named_classes_change() {
        let m = |c: &str, n: &str| mangle(Some(&Name::from(c)), &Name::from(n)).to_string();
        assert_eq!(m("Ham", "__x"), "_Ham__x");
        assert_eq!(m("__Ham", "__x"), "_Ham__x");
        assert_eq!(m("__", "__x"), "__x");
        assert_eq!(m("Ham", "__x__"), "__x__");
        assert_eq!(m("Ham", "__a.b"), "__a.b");
        assert_eq!(m("Ham", "_x"), "_x");
    }
}
