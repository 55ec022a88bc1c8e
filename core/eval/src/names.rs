//! Variables that live in dictionaries and cells: names, globals, builtins, closures.

use layout::*;

use crate::errors;
use crate::prelude::*;

/// The frame's globals, when they are a dict (they are, but for `exec` with a mapping of its own).
///
/// # Safety
/// A complete frame.
pub unsafe fn globals<'a>(frame: Frame) -> &'a Dict {
    // SAFETY: the frame keeps its globals alive.
    unsafe { Dict::from_raw((*frame).f_globals.cast()) }
}

unsafe fn object<'a>(p: *mut PyObject) -> &'a Object {
    // SAFETY: live, by the frame.
    unsafe { Object::from_ptr(p) }
}

/// Looks a name up in a mapping that may be a dict.
fn lookup(mapping: &Object, name: &Str) -> PyResult<Option<Ref>> {
    if mapping.is_exactly(objects::dict::PyDict_Type.raw()) {
        // SAFETY: layout, just checked.
        return unsafe { mapping.downcast_unchecked::<Dict>() }.get_str(name);
    }
    mapping.get_item_opt(name)
}

/// `LOAD_GLOBAL`: the globals, then the builtins.
///
/// # Safety
/// A complete frame.
pub unsafe fn load_global(frame: Frame, name: &Str) -> PyResult {
    // SAFETY: the frame keeps both alive.
    unsafe {
        load_global_from(
            object((*frame).f_globals),
            object((*frame).f_builtins),
            name,
        )
    }
}

/// The same from two namespaces.
pub fn load_global_from(globals: &Object, builtins: &Object, name: &Str) -> PyResult {
    let found = match lookup(globals, name)? {
        Some(v) => Some(v),
        None => lookup(builtins, name)?,
    };
    found.ok_or_else(|| errors::name_error(name))
}

/// `LOAD_NAME`: locals, globals, builtins.
///
/// # Safety
/// A complete frame.
pub unsafe fn load_name(frame: Frame, name: &Str) -> PyResult {
    // SAFETY: the frame keeps its locals alive.
    unsafe {
        let locals = (*frame).f_locals;
        if locals.is_null() {
            return Err(raise!(SystemError, "no locals"));
        }
        from_dict_or_globals(frame, object(locals), name)
    }
}

/// `LOAD_FROM_DICT_OR_GLOBALS`.
///
/// # Safety
/// A complete frame.
pub unsafe fn from_dict_or_globals(frame: Frame, mapping: &Object, name: &Str) -> PyResult {
    match lookup(mapping, name)? {
        Some(v) => Ok(v),
        // SAFETY: as the caller's.
        None => unsafe { load_global(frame, name) },
    }
}

/// `LOAD_LOCALS`.
///
/// # Safety
/// A complete frame.
pub unsafe fn locals(frame: Frame) -> PyResult {
    // SAFETY: NULL or live.
    match unsafe { Object::from_ptr_opt((*frame).f_locals) } {
        Some(l) => Ok(l.to_ref()),
        None => Err(raise!(SystemError, "no locals")),
    }
}

/// `STORE_NAME`.
///
/// # Safety
/// A complete frame.
pub unsafe fn store_name(frame: Frame, name: &Str, value: &Object) -> PyResult<()> {
    // SAFETY: NULL or live.
    match unsafe { Object::from_ptr_opt((*frame).f_locals) } {
        Some(l) if l.is_exactly(objects::dict::PyDict_Type.raw()) => {
            // SAFETY: layout, just checked.
            unsafe { l.downcast_unchecked::<Dict>() }.set(name, value)
        }
        Some(l) => l.set_item(name, value),
        None => Err(raise!(
            SystemError,
            "no locals found when storing {}",
            name.repr()?.to_string_lossy()
        )),
    }
}

/// `DELETE_NAME`.
///
/// # Safety
/// A complete frame.
pub unsafe fn delete_name(frame: Frame, name: &Str) -> PyResult<()> {
    // SAFETY: NULL or live.
    let Some(l) = (unsafe { Object::from_ptr_opt((*frame).f_locals) }) else {
        return Err(raise!(
            SystemError,
            "no locals when deleting {}",
            name.repr()?.to_string_lossy()
        ));
    };
    l.del_item(name).map_err(|raised| {
        raised.clear();
        errors::name_error(name)
    })
}

/// `DELETE_GLOBAL`.
///
/// # Safety
/// A complete frame.
pub unsafe fn delete_global(frame: Frame, name: &Str) -> PyResult<()> {
    // SAFETY: as the caller's.
    if unsafe { globals(frame) }.discard(name)? {
        Ok(())
    } else {
        Err(errors::name_error(name))
    }
}

/// `SETUP_ANNOTATIONS`: `__annotations__` is made if it is not there.
///
/// # Safety
/// A complete frame.
pub unsafe fn setup_annotations(frame: Frame) -> PyResult<()> {
    // SAFETY: NULL or live.
    let Some(l) = (unsafe { Object::from_ptr_opt((*frame).f_locals) }) else {
        return Err(raise!(
            SystemError,
            "no locals found when setting up annotations"
        ));
    };
    if l.get_item_opt(id!(__annotations__))?.is_none() {
        let annotations = Dict::new()?;
        l.set_item(id!(__annotations__), &annotations)?;
    }
    Ok(())
}

/// `LOAD_BUILD_CLASS`.
///
/// # Safety
/// A complete frame.
pub unsafe fn build_class_function(frame: Frame) -> PyResult {
    // SAFETY: the frame keeps its builtins alive.
    let found = lookup(unsafe { object((*frame).f_builtins) }, id!(__build_class__))?;
    found.ok_or_else(|| raise!(NameError, "__build_class__ not found"))
}

// Values at a known place of a dictionary with string keys.

/// The unicode-keyed entries of a key table.
///
/// # Safety
/// `keys` is a live table of kind unicode.
#[inline(always)]
pub unsafe fn unicode_entries(keys: *mut PyDictKeysObject) -> *mut PyDictUnicodeEntry {
    // SAFETY: the entries follow the indices.
    unsafe {
        (&raw mut (*keys).dk_indices)
            .cast::<u8>()
            .add(1usize << (*keys).dk_log2_index_bytes)
            .cast()
    }
}

/// Do the dict's keys have this version?
///
/// # Safety
/// `dict` is live.
#[inline(always)]
pub unsafe fn has_keys_version(dict: *mut PyObject, version: u16) -> bool {
    // SAFETY: the exact type is checked first.
    unsafe {
        object(dict).is_exactly(objects::dict::PyDict_Type.raw())
            && (*(*dict.cast::<PyDictObject>()).ma_keys).dk_version == version as u32
    }
}

/// Do the dict's keys have this version, and does the entry hold a value?
///
/// # Safety
/// `dict` is live; `index` was found for this version.
#[inline(always)]
pub unsafe fn has_value_at(dict: *mut PyObject, version: u16, index: u16) -> bool {
    // SAFETY: the version fixes the entries.
    unsafe {
        has_keys_version(dict, version)
            && !(*unicode_entries((*dict.cast::<PyDictObject>()).ma_keys).add(index as usize))
                .me_value
                .is_null()
    }
}

/// The value at a place that was just checked.
///
/// # Safety
/// [`has_value_at`] held.
#[inline(always)]
pub unsafe fn value_at(dict: *mut PyObject, index: u16) -> StackRef {
    // SAFETY: as the caller says.
    unsafe {
        let entry = unicode_entries((*dict.cast::<PyDictObject>()).ma_keys).add(index as usize);
        StackRef::from_object(object((*entry).me_value))
    }
}

// Cells.

/// `MAKE_CELL`: the slot's value moves into a new cell.
///
/// # Safety
/// `slot` is a live slot.
pub unsafe fn make_cell(slot: *mut StackRef) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let cell = Cell::new((*slot).as_object_opt())?;
        slot.replace(StackRef::from_ref(cell)).close();
    }
    Ok(())
}

/// # Safety
/// `cell` is live.
#[inline(always)]
pub unsafe fn cell_get(cell: *mut PyCellObject) -> Option<Ref> {
    // SAFETY: live.
    unsafe { Ref::from_borrowed_opt((*cell).ob_ref) }
}

/// # Safety
/// `cell` is live.
#[inline(always)]
pub unsafe fn cell_set(cell: *mut PyCellObject, value: Ref) {
    // SAFETY: live; the old value is released last.
    unsafe {
        let old = core::mem::replace(&mut (*cell).ob_ref, value.into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// `DELETE_DEREF`.
///
/// # Safety
/// `cell` is live, in slot `i`.
pub unsafe fn cell_clear(frame: Frame, i: usize, cell: *mut PyCellObject) -> PyResult<()> {
    // SAFETY: live.
    unsafe {
        let old = core::mem::replace(&mut (*cell).ob_ref, core::ptr::null_mut());
        match Ref::<Object>::from_owned_opt(old) {
            Some(_) => Ok(()),
            None => Err(errors::unbound_deref(frame, i)),
        }
    }
}

/// `LOAD_FROM_DICT_OR_DEREF`.
///
/// # Safety
/// Slot `i` holds a cell.
pub unsafe fn from_dict_or_deref(frame: Frame, class_dict: &Object, i: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let names = (*code_of(frame)).co_localsplusnames;
        let name = Str::from_raw(crate::frame::tuple_item(names, i).cast());
        if let Some(v) = class_dict.get_item_opt(name)? {
            return Ok(v);
        }
        cell_get((*local(frame, i)).ptr().cast()).ok_or_else(|| errors::unbound_deref(frame, i))
    }
}

/// `COPY_FREE_VARS`: the function's closure into the frame's last slots.
///
/// # Safety
/// The function has `n` cells.
pub unsafe fn copy_free_variables(frame: Frame, n: usize) {
    // SAFETY: as the compiler laid out.
    unsafe {
        let closure = (*function_of(frame)).func_closure;
        let first = (*code_of(frame)).co_nlocalsplus as usize - n;
        for i in 0..n {
            let cell = Object::from_ptr(crate::frame::tuple_item(closure, i));
            local(frame, first + i).write(StackRef::from_ref(cell.to_ref()));
        }
    }
}
