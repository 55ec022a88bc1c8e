//! Classes and functions are saved by module and name: finding both, and checking that they lead back to the object.

use objects::exceptions::{self, types};
use objects::prelude::*;
use objects::unicode::codec;
use runtime::import;

use super::names::mapped;
use super::opcode::*;
use super::save::Saver;
use super::state::{pickling_error, state, with_context};

/// The parts of a dotted name.
pub fn dotted_path(name: &Str) -> PyResult<Vec<Ref<Str>>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for i in 0..=name.len() {
        if i == name.len() || name.char_at(i) == u32::from('.') {
            parts.push(name.substring(start, i)?);
            start = i + 1;
        }
    }
    Ok(parts)
}

/// The attribute of an attribute that a path leads to.
pub fn deep_attribute(o: &Object, path: &[Ref<Str>]) -> PyResult {
    let mut at = o.to_ref();
    for name in path {
        at = at.get_attr(name)?;
    }
    Ok(at)
}

/// The module of an object that does not name it: the first of the loaded ones in which the name leads to it.
fn search_modules(o: &Object, path: &[Ref<Str>]) -> PyResult {
    let modules = import::modules()?;
    let names = match modules.downcast::<Dict>() {
        Some(d) => d.copy()?.items_list()?,
        None => List::from_iterable(&*modules.call_method(id!(items), &[])?)?,
    };
    for pair in names.to_vec()? {
        let Some([name, module]) = pair.downcast::<Tuple>().map(Tuple::as_slice) else {
            continue;
        };
        let main = |n: &Str| n.eq_literal("__main__") || n.eq_literal("__mp_main__");
        if is_none(module) || name.downcast::<Str>().is_some_and(main) {
            continue;
        }
        match deep_attribute(module, path) {
            Ok(found) if found.is(o) => return Ok(name.to_ref()),
            Ok(_) => {}
            Err(raised) => exceptions::clear_if(&types::AttributeError, raised)?,
        }
    }
    Ok(interned!("__main__").to_ref().upcast())
}

/// `PicklingError: Can't pickle OBJECT: EXCEPTION`, for a module that cannot be imported.
fn cannot_import(o: &Object, raised: Raised) -> Raised {
    let known = [&types::ImportError, &types::ValueError, &types::KeyError];
    if !known.into_iter().any(exceptions::matches) {
        return raised;
    }
    let Some(cause) = raised.take() else {
        return Raised::ASSUMED;
    };
    let text = cause.str();
    with_context(Raised::set(cause), || {
        Ok(pickling_error(format_args!(
            "Can't pickle {}: {}",
            o.repr()?.to_string_lossy(),
            text?.to_string_lossy()
        )))
    })
}

/// The module in which an object is to be found, checked.
fn which_module(o: &Object, name: &Str, path: &[Ref<Str>]) -> PyResult {
    let module_name = o.get_attr_opt(id!(__module__))?;
    if path.iter().any(|p| p.eq_literal("<locals>")) {
        return Err(pickling_error(format_args!(
            "Can't pickle local object {}",
            o.repr()?.to_string_lossy()
        )));
    }
    let module_name = match module_name.filter(|m| !is_none(m)) {
        Some(name) => name,
        None => search_modules(o, path)?,
    };
    let from = Tuple::from_slice(&[interned!("*")])?;
    let module = import::import_module_level(&module_name, None, Some(&from), 0)
        .map_err(|raised| cannot_import(o, raised))?;
    let wrong = |how: &str| -> PyResult<Raised> {
        Ok(pickling_error(format_args!(
            "Can't pickle {}: it's not {how} as {}.{}",
            o.repr()?.to_string_lossy(),
            module_name.str()?.to_string_lossy(),
            name.to_string_lossy()
        )))
    };
    match deep_attribute(&module, path) {
        Ok(found) if found.is(o) => Ok(module_name),
        Ok(_) => Err(wrong("the same object")?),
        Err(raised) if exceptions::matches(&types::AttributeError) => {
            Err(with_context(raised, || wrong("found")))
        }
        Err(raised) => Err(raised),
    }
}

impl Saver<'_> {
    /// Saves an object by module and name; the name is given, or the object's own.
    pub fn save_global(&mut self, o: &Object, name: Option<&Str>) -> PyResult<()> {
        let name = match name {
            Some(name) => name.to_ref(),
            None => {
                let found = match o.get_attr_opt(id!(__qualname__))? {
                    Some(found) => found,
                    None => o.get_attr(id!(__name__))?,
                };
                match found.downcast_into::<Str>() {
                    Ok(name) => name,
                    Err(other) => {
                        return Err(raise!(
                            TypeError,
                            "must be str, not {}",
                            other.class().tp_name()
                        ));
                    }
                }
            }
        };
        let path = dotted_path(&name)?;
        let module = which_module(o, &name, &path)?;
        if self.proto >= 2 && self.save_extension(&module, &name)? {
            return Ok(());
        }
        if self.proto >= 4 {
            self.save(&module)?;
            self.save(&name)?;
            self.out.op(STACK_GLOBAL)?;
        } else {
            self.save_global_by_text(module, &path)?;
        }
        self.memoize(o)
    }

    /// Saves what has an extension code, by that.
    fn save_extension(&mut self, module: &Object, name: &Str) -> PyResult<bool> {
        let key = Tuple::from_slice(&[module, name])?;
        let Some(code) = state()?.extension_registry.get(&key)? else {
            return Ok(false);
        };
        let code = code.index()?.as_i64()?;
        let Some(code) = u32::try_from(code)
            .ok()
            .filter(|c| (1..=0x7fff_ffff).contains(c))
        else {
            return Err(raise!(
                RuntimeError,
                "extension code {} is out of range",
                code
            ));
        };
        let [a, b, c, d] = code.to_le_bytes();
        match code {
            0..=0xff => self.out.push(&[EXT1, a])?,
            0x100..=0xffff => self.out.push(&[EXT2, a, b])?,
            _ => self.out.push(&[EXT4, a, b, c, d])?,
        }
        Ok(true)
    }

    /// Before protocol 4: GLOBAL for the first part of the name, and calls of `getattr` for the others.
    fn save_global_by_text(&mut self, module: Ref, path: &[Ref<Str>]) -> PyResult<()> {
        let [first, rest @ ..] = path else {
            return Ok(());
        };
        for _ in rest {
            self.save(&state()?.getattr)?;
            if self.proto < 2 {
                self.out.op(MARK)?;
            }
        }
        self.save_toplevel(module, first.clone())?;
        for name in rest {
            self.save(name)?;
            self.out
                .push(&[if self.proto < 2 { TUPLE } else { TUPLE2 }, REDUCE])?;
        }
        Ok(())
    }

    fn save_toplevel(&mut self, module: Ref, name: Ref<Str>) -> PyResult<()> {
        let mapped = if self.fix_imports {
            mapped(true, &module, &name)?
        } else {
            None
        };
        let (module, name) = match mapped {
            Some((module, name)) => (module.upcast(), name),
            None => (module, name),
        };
        let Some(module) = module.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "must be str, not {}",
                module.class().tp_name()
            ));
        };
        self.out.op(GLOBAL)?;
        for (text, what) in [(module, "module"), (&*name, "global")] {
            let encoded = if self.proto >= 3 {
                codec::utf8::encode(text, None)
            } else {
                codec::single::encode(text, None, codec::single::ASCII)
            };
            let encoded = encoded.map_err(|raised| {
                with_context(raised, || {
                    Ok(pickling_error(format_args!(
                        "can't pickle {what} identifier {} using pickle protocol {}",
                        text.repr()?.to_string_lossy(),
                        self.proto
                    )))
                })
            })?;
            self.out.push(encoded.as_slice())?;
            self.out.push(b"\n")?;
        }
        Ok(())
    }
}
