//! The names that a document has, which are few and come often: each becomes a `str` once.

use std::collections::HashMap;

use objects::exceptions;
use objects::prelude::*;

#[derive(Default)]
pub struct Names(HashMap<Box<[u8]>, Ref<Str>>);

impl Names {
    /// A name as the library writes it: Expat's `namespace}name` with the other brace.
    pub fn universal(&mut self, name: &[u8]) -> PyResult<Ref<Str>> {
        if let Some(known) = self.0.get(name) {
            return Ok(known.clone());
        }
        let made = if name.contains(&b'}') {
            Str::decode_utf8(&[b"{", name].concat(), None)?
        } else {
            Str::decode_utf8(name, None)?
        };
        self.0.try_reserve(1).map_err(|_| exceptions::no_memory())?;
        self.0.insert(name.into(), made.clone());
        Ok(made)
    }
}
