//! Building containers, strings and templates; adding to containers under construction; formatting.

use opdef::inst;

use crate::construct;
use crate::prelude::*;

#[inst("values[oparg] -- tuple")]
pub unsafe fn BUILD_TUPLE(oparg: usize, values: *mut StackRef) -> PyResult<Ref> {
    construct::tuple(values, oparg)
}

#[inst("values[oparg] -- list")]
pub unsafe fn BUILD_LIST(oparg: usize, values: *mut StackRef) -> PyResult<Ref> {
    construct::list(values, oparg)
}

#[inst("values[oparg] -- set")]
pub unsafe fn BUILD_SET(oparg: usize, values: *mut StackRef) -> PyResult<Ref> {
    construct::set(values, oparg)
}

#[inst("values[oparg * 2] -- map")]
pub unsafe fn BUILD_MAP(oparg: usize, values: *mut StackRef) -> PyResult<Ref> {
    construct::map(values, oparg)
}

#[inst("pieces[oparg] -- string")]
pub unsafe fn BUILD_STRING(oparg: usize, pieces: *mut StackRef) -> PyResult<Ref> {
    construct::string(pieces, oparg)
}

#[inst("arguments[oparg] -- slice")]
pub unsafe fn BUILD_SLICE(oparg: usize, arguments: *mut StackRef) -> PyResult<Ref> {
    construct::slice(arguments, oparg)
}

#[inst("strings, interpolations -- template")]
pub unsafe fn BUILD_TEMPLATE(strings: &StackRef, interpolations: &StackRef) -> PyResult<Ref> {
    construct::template(strings.as_object(), interpolations.as_object())
}

/// The low bit of the argument says whether a format specification is there; the bits above, the conversion.
#[inst("parts[2 + (oparg & 1)] -- interpolation")]
pub unsafe fn BUILD_INTERPOLATION(oparg: usize, parts: *const StackRef) -> PyResult<Ref> {
    construct::interpolation(parts, oparg)
}

#[inst("list, unused[oparg - 1], value -- list, unused[oparg - 1]")]
pub unsafe fn LIST_APPEND(list: &StackRef, value: StackRef) -> PyResult<()> {
    construct::append(list, value)
}

#[inst("list, unused[oparg - 1], iterable -- list, unused[oparg - 1]")]
pub unsafe fn LIST_EXTEND(list: &StackRef, iterable: &StackRef) -> PyResult<()> {
    construct::extend(list.as_object(), iterable.as_object())
}

#[inst("set, unused[oparg - 1], value -- set, unused[oparg - 1]")]
pub unsafe fn SET_ADD(set: &StackRef, value: &StackRef) -> PyResult<()> {
    construct::set_add(set.as_object(), value.as_object())
}

#[inst("set, unused[oparg - 1], iterable -- set, unused[oparg - 1]")]
pub unsafe fn SET_UPDATE(set: &StackRef, iterable: &StackRef) -> PyResult<()> {
    construct::update_set(set.as_object(), iterable.as_object())
}

#[inst("dict, unused[oparg - 1], key, value -- dict, unused[oparg - 1]")]
pub unsafe fn MAP_ADD(dict: &StackRef, key: &StackRef, value: &StackRef) -> PyResult<()> {
    let dict: &Dict = dict.as_object().downcast_unchecked();
    dict.set(key.as_object(), value.as_object())
}

#[inst("dict, unused[oparg - 1], update -- dict, unused[oparg - 1]")]
pub unsafe fn DICT_UPDATE(dict: &StackRef, update: &StackRef) -> PyResult<()> {
    construct::update_dict(dict.as_object(), update.as_object())
}

/// Merges `**mapping` of a call: a key that is there already is an error about the callable.
#[inst(
    "callable, null, args, dict, unused[oparg - 1], update -- callable, null, args, dict, unused[oparg - 1]"
)]
pub unsafe fn DICT_MERGE(callable: &StackRef, dict: &StackRef, update: &StackRef) -> PyResult<()> {
    construct::merge_keywords(callable.as_object(), dict.as_object(), update.as_object())
}

#[inst("value -- result")]
pub unsafe fn CONVERT_VALUE(oparg: usize, value: &StackRef) -> PyResult<Ref> {
    construct::convert(value.as_object(), oparg)
}

#[inst("value -- result")]
pub unsafe fn FORMAT_SIMPLE(value: StackRef) -> PyResult<StackRef> {
    construct::format_simple(value)
}

#[inst("value, spec -- result")]
pub unsafe fn FORMAT_WITH_SPEC(value: &StackRef, spec: &StackRef) -> PyResult<Ref> {
    construct::format(value.as_object(), spec.as_object())
}
