//! Names as Python 2 had them and as they are today, by the tables of `_compat_pickle`.

use objects::prelude::*;

use super::state::state;

/// The module and the name that a table has for these; None if it knows neither. `reverse` is the way to Python 2.
pub fn mapped(
    reverse: bool,
    module: &Object,
    name: &Str,
) -> PyResult<Option<(Ref<Str>, Ref<Str>)>> {
    let state = state()?;
    let (names, modules, prefix) = if reverse {
        let names = &state.name_mapping_3to2;
        (names, &state.import_mapping_3to2, "REVERSE_")
    } else {
        let names = &state.name_mapping_2to3;
        (names, &state.import_mapping_2to3, "")
    };
    let wrong = |table: &str, want: &str, found: &dyn core::fmt::Display| {
        raise!(
            RuntimeError,
            "_compat_pickle.{}{} values should be {}, not {:.200}",
            prefix,
            table,
            want,
            found
        )
    };
    if let Some(found) = names.get(&*Tuple::from_slice(&[module, name])?)? {
        let Some([module, name]) = found.downcast::<Tuple>().map(Tuple::as_slice) else {
            return Err(wrong("NAME_MAPPING", "2-tuples", &found.class().tp_name()));
        };
        return match (module.downcast::<Str>(), name.downcast::<Str>()) {
            (Some(module), Some(name)) => Ok(Some((module.to_ref(), name.to_ref()))),
            _ => Err(wrong(
                "NAME_MAPPING",
                "pairs of str",
                &format_args!("({}, {})", module.class().tp_name(), name.class().tp_name()),
            )),
        };
    }
    match modules.get(module)? {
        None => Ok(None),
        Some(found) => match found.downcast_into::<Str>() {
            Ok(module) => Ok(Some((module, name.to_ref()))),
            Err(other) => Err(wrong("IMPORT_MAPPING", "strings", &other.class().tp_name())),
        },
    }
}
