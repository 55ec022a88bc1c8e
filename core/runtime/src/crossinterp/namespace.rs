//! Several objects by name, described to another interpreter.

use layout::_PyXI_ERR_APPLY_NS_FAILURE;
use objects::prelude::*;

use super::data::{Fallback, Owned};
use super::failure::Failure;

/// Names and the data of their objects.
pub struct Shared(Vec<(String, Owned)>);

impl Shared {
    /// Describes the values of a dict whose keys are strings. A failure that the error alone does not tell is noted.
    pub fn of(dict: &Dict, fallback: Fallback, failure: &mut Failure) -> PyResult<Shared> {
        let mut names = vec_for(dict.len())?;
        let mut position = 0;
        while let Some((name, value)) = dict.next_entry(&mut position) {
            let Some(name) = name.downcast::<Str>() else {
                *failure = Failure::of(_PyXI_ERR_APPLY_NS_FAILURE);
                return Err(raise!(
                    TypeError,
                    "bad argument type for built-in operation"
                ));
            };
            let name = name.as_utf8()?;
            if name.contains('\0') {
                *failure = Failure::of(_PyXI_ERR_APPLY_NS_FAILURE);
                return Err(raise!(ValueError, "found embedded NULL character"));
            }
            names.push((name.to_owned(), value));
        }
        let mut items = vec_for(names.len())?;
        for (name, value) in names {
            match Owned::of(&value, fallback) {
                Ok(data) => items.push((name, data)),
                Err(raised) => {
                    failure.note_not_shareable();
                    return Err(raised);
                }
            }
        }
        Ok(Shared(items))
    }

    /// Sets the names in a dict of the current interpreter.
    pub fn apply(&self, to: &Dict) -> PyResult<()> {
        for (name, data) in &self.0 {
            let value = data.object()?;
            to.set(&Str::intern(Str::from_str(name)?), &value)?;
        }
        Ok(())
    }
}
