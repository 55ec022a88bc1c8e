//! Loads and stores of variables: fast locals, cells, globals, names in dictionaries, constants.

use layout::*;
use opdef::{compose, family, inst, op};

use crate::prelude::*;
use crate::{cache, errors, names, specialize};

// Fast locals.

#[inst("-- value")]
pub unsafe fn LOAD_FAST_CHECK(frame: Frame, oparg: usize) -> PyResult<StackRef> {
    let slot = &*local(frame, oparg);
    if slot.is_null() {
        return Err(errors::unbound_local(frame, oparg));
    }
    Ok(slot.dup())
}

#[inst("-- value")]
pub unsafe fn LOAD_FAST(frame: Frame, oparg: usize) -> StackRef {
    (*local(frame, oparg)).dup()
}

/// The compiler proved that the local outlives this use.
#[inst("-- value")]
pub unsafe fn LOAD_FAST_BORROW(frame: Frame, oparg: usize) -> StackRef {
    (*local(frame, oparg)).borrow()
}

#[inst("-- value")]
pub unsafe fn LOAD_FAST_AND_CLEAR(frame: Frame, oparg: usize) -> StackRef {
    local(frame, oparg).replace(StackRef::NULL)
}

#[inst("-- value1, value2")]
pub unsafe fn LOAD_FAST_LOAD_FAST(frame: Frame, oparg: usize) -> (StackRef, StackRef) {
    (
        (*local(frame, oparg >> 4)).dup(),
        (*local(frame, oparg & 15)).dup(),
    )
}

#[inst("-- value1, value2")]
pub unsafe fn LOAD_FAST_BORROW_LOAD_FAST_BORROW(
    frame: Frame,
    oparg: usize,
) -> (StackRef, StackRef) {
    (
        (*local(frame, oparg >> 4)).borrow(),
        (*local(frame, oparg & 15)).borrow(),
    )
}

#[inst("value --")]
pub unsafe fn STORE_FAST(frame: Frame, oparg: usize, value: StackRef) {
    local(frame, oparg).replace(value).close();
}

#[inst("value1 -- value2")]
pub unsafe fn STORE_FAST_LOAD_FAST(frame: Frame, oparg: usize, value1: StackRef) -> StackRef {
    local(frame, oparg >> 4).replace(value1).close();
    (*local(frame, oparg & 15)).dup()
}

#[op("value2, value1 -- value2")]
pub unsafe fn _STORE_FAST_HIGH(frame: Frame, oparg: usize, value1: StackRef) {
    local(frame, oparg >> 4).replace(value1).close();
}

#[op("value2 --")]
pub unsafe fn _STORE_FAST_LOW(frame: Frame, oparg: usize, value2: StackRef) {
    local(frame, oparg & 15).replace(value2).close();
}

#[inst("--")]
pub unsafe fn DELETE_FAST(frame: Frame, oparg: usize) -> PyResult<()> {
    let old = local(frame, oparg).replace(StackRef::NULL);
    if old.is_null() {
        return Err(errors::unbound_local(frame, oparg));
    }
    old.close();
    Ok(())
}

// Constants.

/// Turns itself into the form that fits the constant.
#[inst("-- value")]
pub unsafe fn LOAD_CONST(frame: Frame, ip: Ip, oparg: usize) -> StackRef {
    let value = Object::from_ptr(constant(frame, oparg));
    if (*ip).op.code == LOAD_CONST_IS {
        (*ip).op.code = if value.is_immortal() {
            layout::LOAD_CONST_IMMORTAL as u8
        } else {
            layout::LOAD_CONST_MORTAL as u8
        };
    }
    StackRef::from_object(value)
}

const LOAD_CONST_IS: u8 = layout::LOAD_CONST as u8;

#[inst("-- value")]
pub unsafe fn LOAD_CONST_MORTAL(frame: Frame, oparg: usize) -> StackRef {
    StackRef::from_ref(Object::from_ptr(constant(frame, oparg)).to_ref())
}

#[inst("-- value")]
pub unsafe fn LOAD_CONST_IMMORTAL(frame: Frame, oparg: usize) -> StackRef {
    StackRef::from_borrowed(constant(frame, oparg))
}

family! {
    LOAD_CONST: LOAD_CONST_MORTAL, LOAD_CONST_IMMORTAL;
}

#[inst("-- value")]
pub unsafe fn LOAD_SMALL_INT(oparg: usize) -> StackRef {
    StackRef::from_immortal(Long::small(oparg as i32))
}

#[inst("-- value")]
pub unsafe fn LOAD_COMMON_CONSTANT(ts: Ts, oparg: usize) -> StackRef {
    StackRef::from_object(Object::from_ptr((*(*ts).interp).common_consts[oparg]))
}

// Cells.

#[inst("--")]
pub unsafe fn MAKE_CELL(frame: Frame, oparg: usize) -> PyResult<()> {
    names::make_cell(local(frame, oparg))
}

#[inst("-- value")]
pub unsafe fn LOAD_DEREF(frame: Frame, oparg: usize) -> PyResult<StackRef> {
    let cell = (*local(frame, oparg)).ptr().cast::<PyCellObject>();
    match names::cell_get(cell) {
        Some(value) => Ok(StackRef::from_ref(value)),
        None => Err(errors::unbound_deref(frame, oparg)),
    }
}

#[inst("value --")]
pub unsafe fn STORE_DEREF(frame: Frame, oparg: usize, value: StackRef) {
    names::cell_set((*local(frame, oparg)).ptr().cast(), value.into_ref());
}

#[inst("--")]
pub unsafe fn DELETE_DEREF(frame: Frame, oparg: usize) -> PyResult<()> {
    let cell = (*local(frame, oparg)).ptr().cast::<PyCellObject>();
    names::cell_clear(frame, oparg, cell)
}

#[inst("class_dict -- value")]
pub unsafe fn LOAD_FROM_DICT_OR_DEREF(
    frame: Frame,
    oparg: usize,
    class_dict: &StackRef,
) -> PyResult<Ref> {
    names::from_dict_or_deref(frame, class_dict.as_object(), oparg)
}

#[inst("--")]
pub unsafe fn COPY_FREE_VARS(frame: Frame, oparg: usize) {
    names::copy_free_variables(frame, oparg);
}

// Names in dictionaries.

#[inst("-- locals")]
pub unsafe fn LOAD_LOCALS(frame: Frame) -> PyResult<Ref> {
    names::locals(frame)
}

#[inst("-- value")]
pub unsafe fn LOAD_NAME(frame: Frame, oparg: usize) -> PyResult<Ref> {
    names::load_name(frame, name_at(frame, oparg))
}

#[inst("value --")]
pub unsafe fn STORE_NAME(frame: Frame, oparg: usize, value: &StackRef) -> PyResult<()> {
    names::store_name(frame, name_at(frame, oparg), value.as_object())
}

#[inst("--")]
pub unsafe fn DELETE_NAME(frame: Frame, oparg: usize) -> PyResult<()> {
    names::delete_name(frame, name_at(frame, oparg))
}

#[inst("mod_or_class_dict -- value")]
pub unsafe fn LOAD_FROM_DICT_OR_GLOBALS(
    frame: Frame,
    oparg: usize,
    mod_or_class_dict: &StackRef,
) -> PyResult<Ref> {
    names::from_dict_or_globals(frame, mod_or_class_dict.as_object(), name_at(frame, oparg))
}

#[inst("value --")]
pub unsafe fn STORE_GLOBAL(frame: Frame, oparg: usize, value: &StackRef) -> PyResult<()> {
    names::globals(frame).set(name_at(frame, oparg), value.as_object())
}

#[inst("--")]
pub unsafe fn DELETE_GLOBAL(frame: Frame, oparg: usize) -> PyResult<()> {
    names::delete_global(frame, name_at(frame, oparg))
}

#[inst("--")]
pub unsafe fn SETUP_ANNOTATIONS(frame: Frame) -> PyResult<()> {
    names::setup_annotations(frame)
}

#[inst("-- function")]
pub unsafe fn LOAD_BUILD_CLASS(frame: Frame) -> PyResult<Ref> {
    names::build_class_function(frame)
}

// Globals and builtins.

#[op("--", cache = "counter@1")]
pub unsafe fn _SPECIALIZE_LOAD_GLOBAL(frame: Frame, ip: Ip, oparg: usize, counter: u16) -> Adapt {
    if cache::triggers(counter) {
        specialize::load_global(frame, ip, name_at(frame, oparg >> 1));
        return Adapt::Again;
    }
    (*ip.add(1)).cache = cache::advance(counter);
    Adapt::Continue
}

#[op("-- value")]
pub unsafe fn _LOAD_GLOBAL(frame: Frame, oparg: usize) -> PyResult<Ref> {
    names::load_global(frame, name_at(frame, oparg >> 1))
}

/// The second slot of a callable to be, if the low bit of the argument asks for it.
#[op("-- null[oparg & 1]")]
pub unsafe fn _PUSH_NULL_CONDITIONAL(oparg: usize, null: *mut StackRef) {
    if oparg & 1 != 0 {
        null.write(StackRef::NULL);
    }
}

/// The globals' keys are those that were specialised for: the value lies at `index`.
#[op("--", cache = "version@2, builtin_version@3, index@4")]
pub unsafe fn _GUARD_GLOBALS_VALUE(frame: Frame, version: u16, index: u16) -> Guard {
    Guard(names::has_value_at((*frame).f_globals, version, index))
}

#[op("-- value", cache = "version@2, builtin_version@3, index@4")]
pub unsafe fn _LOAD_GLOBAL_MODULE(frame: Frame, index: u16) -> StackRef {
    names::value_at((*frame).f_globals, index)
}

#[op("--", cache = "version@2, builtin_version@3, index@4")]
pub unsafe fn _GUARD_BUILTINS_VALUE(
    frame: Frame,
    version: u16,
    builtin_version: u16,
    index: u16,
) -> Guard {
    Guard(
        names::has_keys_version((*frame).f_globals, version)
            && names::has_value_at((*frame).f_builtins, builtin_version, index),
    )
}

#[op("-- value", cache = "version@2, builtin_version@3, index@4")]
pub unsafe fn _LOAD_GLOBAL_BUILTINS(frame: Frame, index: u16) -> StackRef {
    names::value_at((*frame).f_builtins, index)
}

compose! {
    STORE_FAST_STORE_FAST = _STORE_FAST_HIGH + _STORE_FAST_LOW;
    LOAD_GLOBAL/4 = _SPECIALIZE_LOAD_GLOBAL + _LOAD_GLOBAL + _PUSH_NULL_CONDITIONAL;
    LOAD_GLOBAL_MODULE/4 = _GUARD_GLOBALS_VALUE + _LOAD_GLOBAL_MODULE + _PUSH_NULL_CONDITIONAL;
    LOAD_GLOBAL_BUILTIN/4 = _GUARD_BUILTINS_VALUE + _LOAD_GLOBAL_BUILTINS + _PUSH_NULL_CONDITIONAL;
}

family! {
    LOAD_GLOBAL: LOAD_GLOBAL_MODULE, LOAD_GLOBAL_BUILTIN;
}
