//! The table that ties special methods to slots, and what follows from it.
//!
//! Two directions: a type made in C has slots, and [`add_operators`] gives its dict the special methods (wrapper descriptors); a
//! class made in Python has special methods, and [`fixup_slots`] gives its slots the functions that look them up (`dispatch`), or,
//! where the method found is a wrapper of a slot of the right kind, that slot itself. [`update_slot`] redoes this when a class
//! attribute changes.
//!
//! Invariant: entries of one offset are adjacent, and their `name_strobj` is filled in by [`init`] before any type is ready.

use core::ffi::{c_int, c_void};
use core::mem::{offset_of, transmute};
use core::ptr::null_mut;

use layout::*;

use super::{dispatch, wrappers};
use crate::prelude::*;
use crate::slots::Table;

macro_rules! function {
    (none) => {
        null_mut()
    };
    ($f:ident) => {
        dispatch::$f as *const () as *mut c_void
    };
}

macro_rules! wrapper {
    (none) => {
        None
    };
    ($w:ident) => {
        // SAFETY: a function of the wrapper kind; those with keywords are told apart by the entry's flag.
        Some(unsafe { transmute::<*const (), wrapperfunc>(wrappers::$w as *const ()) })
    };
}

macro_rules! slotdefs {
    ($($name:literal, $group:ident.$slot:ident, $f:ident, $w:ident, $flags:expr, $sig:literal, $doc:literal;)*) => {
        const COUNT: usize = [$($name),*].len();
        static SLOTDEFS: Table<[pytype_slotdef; COUNT]> = Table::new([$(pytype_slotdef {
            name: concat!($name, "\0").as_ptr().cast(),
            offset: offset_of!(PyHeapTypeObject, $group.$slot) as c_int,
            function: function!($f),
            wrapper: wrapper!($w),
            doc: concat!($name, $sig, "\n--\n\n", $doc, "\0").as_ptr().cast(),
            flags: $flags,
            name_strobj: null_mut(),
        }),*]);
        /// The special methods, in the order of the table.
        pub const NAMES: [&str; COUNT] = [$($name),*];
    };
}

slotdefs! {
    "__getattribute__", ht_type.tp_getattr, none, none, 0, "", "";
    "__getattr__", ht_type.tp_getattr, none, none, 0, "", "";
    "__setattr__", ht_type.tp_setattr, none, none, 0, "", "";
    "__delattr__", ht_type.tp_setattr, none, none, 0, "", "";
    "__repr__", ht_type.tp_repr, slot_tp_repr, wrap_unary, 0, "($self, /)", "The text form for programmers: repr(self).";
    "__hash__", ht_type.tp_hash, slot_tp_hash, wrap_hash, 0, "($self, /)", "The hash of the object: hash(self).";
    "__call__", ht_type.tp_call, slot_tp_call, wrap_call, PyWrapperFlag_KEYWORDS, "($self, /, *args, **kwargs)", "Call the object as a function.";
    "__str__", ht_type.tp_str, slot_tp_str, wrap_unary, 0, "($self, /)", "The text form for people: str(self).";
    "__getattribute__", ht_type.tp_getattro, slot_tp_getattr_hook, wrap_binary, 0, "($self, name, /)", "Look an attribute up by name.";
    "__getattr__", ht_type.tp_getattro, slot_tp_getattr_hook, none, 0, "($self, name, /)", "Called for an attribute that was not found.";
    "__setattr__", ht_type.tp_setattro, slot_tp_setattro, wrap_setattr, 0, "($self, name, value, /)", "Set an attribute by name.";
    "__delattr__", ht_type.tp_setattro, slot_tp_setattro, wrap_delattr, 0, "($self, name, /)", "Delete an attribute by name.";
    "__lt__", ht_type.tp_richcompare, slot_tp_richcompare, richcmp_lt, 0, "($self, value, /)", "Compare: self < value.";
    "__le__", ht_type.tp_richcompare, slot_tp_richcompare, richcmp_le, 0, "($self, value, /)", "Compare: self <= value.";
    "__eq__", ht_type.tp_richcompare, slot_tp_richcompare, richcmp_eq, 0, "($self, value, /)", "Compare: self == value.";
    "__ne__", ht_type.tp_richcompare, slot_tp_richcompare, richcmp_ne, 0, "($self, value, /)", "Compare: self != value.";
    "__gt__", ht_type.tp_richcompare, slot_tp_richcompare, richcmp_gt, 0, "($self, value, /)", "Compare: self > value.";
    "__ge__", ht_type.tp_richcompare, slot_tp_richcompare, richcmp_ge, 0, "($self, value, /)", "Compare: self >= value.";
    "__iter__", ht_type.tp_iter, slot_tp_iter, wrap_unary, 0, "($self, /)", "Make an iterator: iter(self).";
    "__next__", ht_type.tp_iternext, slot_tp_iternext, wrap_next, 0, "($self, /)", "Implement next(self).";
    "__get__", ht_type.tp_descr_get, slot_tp_descr_get, wrap_descr_get, 0, "($self, instance, owner=None, /)", "Read the attribute of an instance, or of the owner class.";
    "__set__", ht_type.tp_descr_set, slot_tp_descr_set, wrap_descr_set, 0, "($self, instance, value, /)", "Set the attribute of an instance.";
    "__delete__", ht_type.tp_descr_set, slot_tp_descr_set, wrap_descr_delete, 0, "($self, instance, /)", "Delete the attribute of an instance.";
    "__init__", ht_type.tp_init, slot_tp_init, wrap_init, PyWrapperFlag_KEYWORDS, "($self, /, *args, **kwargs)", "Initialise the object; help(type(self)) shows the signature.";
    "__new__", ht_type.tp_new, slot_tp_new, none, 0, "(type, /, *args, **kwargs)", "Make a new object; help(type) shows the signature.";
    "__del__", ht_type.tp_finalize, slot_tp_finalize, wrap_del, 0, "($self, /)", "Called before the object is destroyed.";
    "__buffer__", as_buffer.bf_getbuffer, slot_bf_getbuffer, wrap_buffer, 0, "($self, flags, /)", "Expose the memory of the object as a buffer.";
    "__release_buffer__", as_buffer.bf_releasebuffer, slot_bf_releasebuffer, wrap_releasebuffer, 0, "($self, buffer, /)", "Release a buffer exposed by __buffer__.";
    "__await__", as_async.am_await, slot_am_await, wrap_unary, 0, "($self, /)", "The iterator that an await expression drives.";
    "__aiter__", as_async.am_aiter, slot_am_aiter, wrap_unary, 0, "($self, /)", "The asynchronous iterator over self.";
    "__anext__", as_async.am_anext, slot_am_anext, wrap_unary, 0, "($self, /)", "An awaitable for the next item, or StopAsyncIteration.";
    "__add__", as_number.nb_add, slot_nb_add, wrap_binary_l, 0, "($self, value, /)", "Compute self + value.";
    "__radd__", as_number.nb_add, slot_nb_add, wrap_binary_r, 0, "($self, value, /)", "Compute value + self.";
    "__sub__", as_number.nb_subtract, slot_nb_subtract, wrap_binary_l, 0, "($self, value, /)", "Compute self - value.";
    "__rsub__", as_number.nb_subtract, slot_nb_subtract, wrap_binary_r, 0, "($self, value, /)", "Compute value - self.";
    "__mul__", as_number.nb_multiply, slot_nb_multiply, wrap_binary_l, 0, "($self, value, /)", "Compute self * value.";
    "__rmul__", as_number.nb_multiply, slot_nb_multiply, wrap_binary_r, 0, "($self, value, /)", "Compute value * self.";
    "__mod__", as_number.nb_remainder, slot_nb_remainder, wrap_binary_l, 0, "($self, value, /)", "Compute self % value.";
    "__rmod__", as_number.nb_remainder, slot_nb_remainder, wrap_binary_r, 0, "($self, value, /)", "Compute value % self.";
    "__divmod__", as_number.nb_divmod, slot_nb_divmod, wrap_binary_l, 0, "($self, value, /)", "Compute divmod(self, value).";
    "__rdivmod__", as_number.nb_divmod, slot_nb_divmod, wrap_binary_r, 0, "($self, value, /)", "Compute divmod(value, self).";
    "__pow__", as_number.nb_power, slot_nb_power, wrap_ternary, 0, "($self, value, mod=None, /)", "Compute pow(self, value, mod).";
    "__rpow__", as_number.nb_power, slot_nb_power, wrap_ternary_r, 0, "($self, value, mod=None, /)", "Compute pow(value, self, mod).";
    "__neg__", as_number.nb_negative, slot_nb_negative, wrap_unary, 0, "($self, /)", "Compute -self.";
    "__pos__", as_number.nb_positive, slot_nb_positive, wrap_unary, 0, "($self, /)", "Compute +self.";
    "__abs__", as_number.nb_absolute, slot_nb_absolute, wrap_unary, 0, "($self, /)", "Compute abs(self).";
    "__bool__", as_number.nb_bool, slot_nb_bool, wrap_predicate, 0, "($self, /)", "Is self true?";
    "__invert__", as_number.nb_invert, slot_nb_invert, wrap_unary, 0, "($self, /)", "Compute ~self.";
    "__lshift__", as_number.nb_lshift, slot_nb_lshift, wrap_binary_l, 0, "($self, value, /)", "Compute self << value.";
    "__rlshift__", as_number.nb_lshift, slot_nb_lshift, wrap_binary_r, 0, "($self, value, /)", "Compute value << self.";
    "__rshift__", as_number.nb_rshift, slot_nb_rshift, wrap_binary_l, 0, "($self, value, /)", "Compute self >> value.";
    "__rrshift__", as_number.nb_rshift, slot_nb_rshift, wrap_binary_r, 0, "($self, value, /)", "Compute value >> self.";
    "__and__", as_number.nb_and, slot_nb_and, wrap_binary_l, 0, "($self, value, /)", "Compute self & value.";
    "__rand__", as_number.nb_and, slot_nb_and, wrap_binary_r, 0, "($self, value, /)", "Compute value & self.";
    "__xor__", as_number.nb_xor, slot_nb_xor, wrap_binary_l, 0, "($self, value, /)", "Compute self ^ value.";
    "__rxor__", as_number.nb_xor, slot_nb_xor, wrap_binary_r, 0, "($self, value, /)", "Compute value ^ self.";
    "__or__", as_number.nb_or, slot_nb_or, wrap_binary_l, 0, "($self, value, /)", "Compute self | value.";
    "__ror__", as_number.nb_or, slot_nb_or, wrap_binary_r, 0, "($self, value, /)", "Compute value | self.";
    "__int__", as_number.nb_int, slot_nb_int, wrap_unary, 0, "($self, /)", "Convert to int.";
    "__float__", as_number.nb_float, slot_nb_float, wrap_unary, 0, "($self, /)", "Convert to float.";
    "__iadd__", as_number.nb_inplace_add, slot_nb_inplace_add, wrap_binary, 0, "($self, value, /)", "Compute self += value in place.";
    "__isub__", as_number.nb_inplace_subtract, slot_nb_inplace_subtract, wrap_binary, 0, "($self, value, /)", "Compute self -= value in place.";
    "__imul__", as_number.nb_inplace_multiply, slot_nb_inplace_multiply, wrap_binary, 0, "($self, value, /)", "Compute self *= value in place.";
    "__imod__", as_number.nb_inplace_remainder, slot_nb_inplace_remainder, wrap_binary, 0, "($self, value, /)", "Compute self %= value in place.";
    "__ipow__", as_number.nb_inplace_power, slot_nb_inplace_power, wrap_ternary, 0, "($self, value, /)", "Compute self **= value in place.";
    "__ilshift__", as_number.nb_inplace_lshift, slot_nb_inplace_lshift, wrap_binary, 0, "($self, value, /)", "Compute self <<= value in place.";
    "__irshift__", as_number.nb_inplace_rshift, slot_nb_inplace_rshift, wrap_binary, 0, "($self, value, /)", "Compute self >>= value in place.";
    "__iand__", as_number.nb_inplace_and, slot_nb_inplace_and, wrap_binary, 0, "($self, value, /)", "Compute self &= value in place.";
    "__ixor__", as_number.nb_inplace_xor, slot_nb_inplace_xor, wrap_binary, 0, "($self, value, /)", "Compute self ^= value in place.";
    "__ior__", as_number.nb_inplace_or, slot_nb_inplace_or, wrap_binary, 0, "($self, value, /)", "Compute self |= value in place.";
    "__floordiv__", as_number.nb_floor_divide, slot_nb_floor_divide, wrap_binary_l, 0, "($self, value, /)", "Compute self // value.";
    "__rfloordiv__", as_number.nb_floor_divide, slot_nb_floor_divide, wrap_binary_r, 0, "($self, value, /)", "Compute value // self.";
    "__truediv__", as_number.nb_true_divide, slot_nb_true_divide, wrap_binary_l, 0, "($self, value, /)", "Compute self / value.";
    "__rtruediv__", as_number.nb_true_divide, slot_nb_true_divide, wrap_binary_r, 0, "($self, value, /)", "Compute value / self.";
    "__ifloordiv__", as_number.nb_inplace_floor_divide, slot_nb_inplace_floor_divide, wrap_binary, 0, "($self, value, /)", "Compute self //= value in place.";
    "__itruediv__", as_number.nb_inplace_true_divide, slot_nb_inplace_true_divide, wrap_binary, 0, "($self, value, /)", "Compute self /= value in place.";
    "__index__", as_number.nb_index, slot_nb_index, wrap_unary, 0, "($self, /)", "The exact integer that self stands for, as for an index.";
    "__matmul__", as_number.nb_matrix_multiply, slot_nb_matrix_multiply, wrap_binary_l, 0, "($self, value, /)", "Compute self @ value.";
    "__rmatmul__", as_number.nb_matrix_multiply, slot_nb_matrix_multiply, wrap_binary_r, 0, "($self, value, /)", "Compute value @ self.";
    "__imatmul__", as_number.nb_inplace_matrix_multiply, slot_nb_inplace_matrix_multiply, wrap_binary, 0, "($self, value, /)", "Compute self @= value in place.";
    "__len__", as_mapping.mp_length, slot_mp_length, wrap_len, 0, "($self, /)", "The number of items: len(self).";
    "__getitem__", as_mapping.mp_subscript, slot_mp_subscript, wrap_binary, 0, "($self, key, /)", "Read self[key].";
    "__setitem__", as_mapping.mp_ass_subscript, slot_mp_ass_subscript, wrap_set_item, 0, "($self, key, value, /)", "Set self[key].";
    "__delitem__", as_mapping.mp_ass_subscript, slot_mp_ass_subscript, wrap_del_item, 0, "($self, key, /)", "Delete self[key].";
    "__len__", as_sequence.sq_length, slot_sq_length, wrap_len, 0, "($self, /)", "The number of items: len(self).";
    "__add__", as_sequence.sq_concat, none, wrap_binary, 0, "($self, value, /)", "Compute self + value.";
    "__mul__", as_sequence.sq_repeat, none, wrap_repeat, 0, "($self, value, /)", "Compute self * value.";
    "__rmul__", as_sequence.sq_repeat, none, wrap_repeat, 0, "($self, value, /)", "Compute value * self.";
    "__getitem__", as_sequence.sq_item, slot_sq_item, wrap_sq_item, 0, "($self, key, /)", "Read self[key].";
    "__setitem__", as_sequence.sq_ass_item, slot_sq_ass_item, wrap_sq_setitem, 0, "($self, key, value, /)", "Set self[key].";
    "__delitem__", as_sequence.sq_ass_item, slot_sq_ass_item, wrap_sq_delitem, 0, "($self, key, /)", "Delete self[key].";
    "__contains__", as_sequence.sq_contains, slot_sq_contains, wrap_contains, 0, "($self, key, /)", "Is key in self?";
    "__iadd__", as_sequence.sq_inplace_concat, none, wrap_binary, 0, "($self, value, /)", "Compute self += value in place.";
    "__imul__", as_sequence.sq_inplace_repeat, none, wrap_repeat, 0, "($self, value, /)", "Compute self *= value in place.";
}

/// Interns the names. Once, at start-up.
pub fn init() {
    for (i, name) in NAMES.iter().enumerate() {
        // SAFETY: start-up is single-threaded; the table is static.
        unsafe {
            let def = entry(i);
            if (*def).name_strobj.is_null() {
                (*def).name_strobj = Str::intern_static(name).as_ptr();
            }
        }
    }
}

#[inline(always)]
fn entry(i: usize) -> *mut pytype_slotdef {
    // SAFETY: callers pass indices below COUNT.
    unsafe { SLOTDEFS.ptr().cast::<pytype_slotdef>().add(i) }
}

#[inline(always)]
fn def(i: usize) -> &'static pytype_slotdef {
    // SAFETY: the table does not change after `init`.
    unsafe { &*entry(i) }
}

/// The entry's name, interned.
fn name_of(d: &pytype_slotdef) -> &'static Str {
    // SAFETY: filled by `init`, immortal.
    unsafe { Str::from_raw(d.name_strobj.cast()) }
}

/// Where a type keeps the slot at a heap type's `offset`; None if it lacks the sub-table.
pub(crate) fn slot_pointer(ty: &Type, offset: usize) -> Option<*mut *mut c_void> {
    // SAFETY: a ready type's sub-tables are NULL or whole structs.
    unsafe {
        let raw = ty.raw();
        let (table, start): (*mut c_void, usize) =
            if offset < offset_of!(PyHeapTypeObject, as_async) {
                (raw.cast(), 0)
            } else if offset < offset_of!(PyHeapTypeObject, as_number) {
                (
                    (*raw).tp_as_async.cast(),
                    offset_of!(PyHeapTypeObject, as_async),
                )
            } else if offset < offset_of!(PyHeapTypeObject, as_mapping) {
                (
                    (*raw).tp_as_number.cast(),
                    offset_of!(PyHeapTypeObject, as_number),
                )
            } else if offset < offset_of!(PyHeapTypeObject, as_sequence) {
                (
                    (*raw).tp_as_mapping.cast(),
                    offset_of!(PyHeapTypeObject, as_mapping),
                )
            } else if offset < offset_of!(PyHeapTypeObject, as_buffer) {
                (
                    (*raw).tp_as_sequence.cast(),
                    offset_of!(PyHeapTypeObject, as_sequence),
                )
            } else {
                (
                    (*raw).tp_as_buffer.cast(),
                    offset_of!(PyHeapTypeObject, as_buffer),
                )
            };
        if table.is_null() {
            return None;
        }
        Some(table.byte_add(offset - start).cast())
    }
}

/// Gives a type's dict the special methods of its filled slots.
///
/// A static type that another interpreter has made ready has its bases' slots as well by now: `own` tells which of the table's entries
/// were its own. Answers which were this time.
pub(crate) fn add_operators(ty: &Type, own: Option<u128>) -> PyResult<u128> {
    const { assert!(COUNT < 128) };
    let dict = ty.dict().to_ref();
    let mut found = 0;
    for i in 0..COUNT {
        let d = def(i);
        if d.wrapper.is_none() || own.is_some_and(|own| own & (1 << i) == 0) {
            continue;
        }
        let function = match slot_pointer(ty, d.offset as usize) {
            // SAFETY: slots hold function pointers or NULL.
            Some(p) => unsafe { *p },
            None => continue,
        };
        if function.is_null() {
            continue;
        }
        found |= 1 << i;
        let name = name_of(d);
        if dict.contains(name)? {
            continue;
        }
        if function == crate::slots::PyObject_HashNotImplemented as *const () as *mut c_void {
            // Unhashable types say so in their dict, which keeps subclasses from inheriting object's.
            dict.set(name, none())?;
        } else {
            let descr = crate::descr::wrapper::new(ty, entry(i), function)?;
            dict.set(name, &descr)?;
        }
    }
    Ok(found)
}

/// If exactly one of the slots that go by `name` is filled in, that one.
fn only_filled_slot(ty: &Type, name: &Str) -> Option<*mut *mut c_void> {
    let mut found = None;
    for i in 0..COUNT {
        let d = def(i);
        if d.name_strobj != name.as_ptr() {
            continue;
        }
        if let Some(p) = slot_pointer(ty, d.offset as usize) {
            // SAFETY: a slot.
            if unsafe { !(*p).is_null() } {
                if found.is_some() {
                    return None;
                }
                found = Some(p);
            }
        }
    }
    found
}

/// Recomputes the slot of entry `first` (the first of its offset); answers the index after the last of that offset.
fn update_one(ty: &Type, first: usize) -> usize {
    let offset = def(first).offset;
    let mut end = first + 1;
    while end < COUNT && def(end).offset == offset {
        end += 1;
    }
    let Some(slot) = slot_pointer(ty, offset as usize) else {
        return end;
    };
    let raw = ty.raw();
    // SAFETY: only addresses are compared.
    let (hash, new, next) = unsafe {
        (
            (&raw mut (*raw).tp_hash).cast::<*mut c_void>(),
            (&raw mut (*raw).tp_new).cast::<*mut c_void>(),
            (&raw mut (*raw).tp_iternext).cast::<*mut c_void>(),
        )
    };
    // The slot function that all methods found wrap, if they agree; else the dispatcher.
    let mut specific: *mut c_void = null_mut();
    let mut generic: *mut c_void = null_mut();
    let mut use_generic = false;
    for i in first..end {
        let d = def(i);
        let name = name_of(d);
        let Some(method) = ty.lookup_uncached(name) else {
            if slot == next {
                specific = crate::slots::_PyObject_NextNotImplemented as *const () as *mut c_void;
            }
            continue;
        };
        if let Some(w) = crate::descr::wrapper::exact(&method)
            // SAFETY: wrapper descriptors hold a table entry.
            && unsafe { (*(*w).d_base).name_strobj == d.name_strobj }
        {
            match only_filled_slot(ty, name) {
                Some(p) if p != slot => {}
                _ => generic = d.function,
            }
            // SAFETY: the descriptor lives.
            unsafe {
                let owner = Type::from_raw((*w).d_common.d_type);
                let same_kind =
                    (*(*w).d_base).wrapper.map(|f| f as usize) == d.wrapper.map(|f| f as usize);
                if (specific.is_null() || specific == (*w).d_wrapped)
                    && same_kind
                    && ty.is_subtype(owner)
                {
                    specific = (*w).d_wrapped;
                } else {
                    use_generic = true;
                }
            }
        } else if slot == new && super::create::is_new_wrapper(&method) {
            // SAFETY: the inherited tp_new, which the wrapper would reach by detours.
            specific = unsafe { *slot };
        } else if slot == hash && is_none(&method) {
            specific = crate::slots::PyObject_HashNotImplemented as *const () as *mut c_void;
        } else {
            use_generic = true;
            generic = d.function;
            if d.function == dispatch::slot_tp_call as *const () as *mut c_void {
                // SAFETY: the type lock is held, or the type is new.
                unsafe { (*raw).tp_flags &= !Py_TPFLAGS_HAVE_VECTORCALL };
            }
        }
    }
    // SAFETY: a slot of the type.
    unsafe {
        *slot = if !specific.is_null() && !use_generic {
            specific
        } else {
            generic
        };
    }
    end
}

/// All slots of a class, from the methods along its MRO.
pub(crate) fn fixup_slots(ty: &Type) {
    let mut i = 0;
    while i < COUNT {
        i = update_one(ty, i);
    }
}

/// All slots of a new class. Where the class has none of a slot's methods itself, and one base from which all else comes, it
/// has the base's function: so nearly all slots of nearly all classes are spared the search along the MRO.
pub(crate) fn fill_slots(ty: &Type) {
    let Some((base, own)) = sole_base(ty).zip(own_slots(ty)) else {
        return fixup_slots(ty);
    };
    let mut i = 0;
    while i < COUNT {
        if own[i] {
            i = update_one(ty, i);
            continue;
        }
        let offset = def(i).offset;
        if let Some(slot) = slot_pointer(ty, offset as usize) {
            // SAFETY: slots of the two types.
            unsafe {
                *slot = inherited(base, offset);
                #[cfg(debug_assertions)]
                {
                    let copied = *slot;
                    update_one(ty, i);
                    // A class that was once asked for an attribute and has no `__getattr__` has the shorter function since.
                    let shorter = dispatch::slot_tp_getattro as *const () as *mut c_void;
                    let longer = dispatch::slot_tp_getattr_hook as *const () as *mut c_void;
                    let same = copied == *slot || (copied == shorter && *slot == longer);
                    assert!(same, "slot at {offset} of {}", ty.tp_name());
                }
            }
        }
        while i < COUNT && def(i).offset == offset {
            i += 1;
        }
    }
}

/// What a class that adds no method for it has at `offset`.
fn inherited(base: &Type, offset: c_int) -> *mut c_void {
    // SAFETY: a slot of the base, if it has that table.
    let function = slot_pointer(base, offset as usize).map_or(null_mut(), |p| unsafe { *p });
    if function.is_null() && offset as usize == core::mem::offset_of!(PyTypeObject, tp_iternext) {
        return crate::slots::_PyObject_NextNotImplemented as *const () as *mut c_void;
    }
    function
}

/// The base whose MRO is the type's own but for the type, if its slots are what its methods say: so it is with `object` and
/// with classes made in Python. (A subclass of `list` has `nb_inplace_add`, because `list` has `__iadd__`; `list` has not.)
fn sole_base(ty: &Type) -> Option<&Type> {
    let base = ty.base()?;
    if !super::subtype::is_made_in_python(base)
        && !core::ptr::eq(base, &crate::object::PyBaseObject_Type)
    {
        return None;
    }
    let (mine, theirs) = (ty.mro()?.as_slice(), base.mro()?.as_slice());
    let (_, rest) = mine.split_first()?;
    let same = rest.len() == theirs.len() && rest.iter().zip(theirs).all(|(a, b)| a.is(b));
    same.then_some(base)
}

/// The slots (by first entry) that the type's own dict has methods for, unless it has odd keys.
fn own_slots(ty: &Type) -> Option<[bool; COUNT]> {
    let mut own = [false; COUNT];
    let dict = ty.dict_opt()?;
    let mut position = 0;
    while let Some((key, _)) = dict.next_entry(&mut position) {
        let name = key.downcast::<Str>().filter(|s| s.is_interned())?;
        let (firsts, n) = affected(name);
        for first in &firsts[..n] {
            own[*first] = true;
        }
    }
    Some(own)
}

/// The first entries of the offsets that `name` has a part in.
fn affected(name: &Str) -> ([usize; 10], usize) {
    let mut firsts = [0; 10];
    let mut n = 0;
    for i in 0..COUNT {
        if def(i).name_strobj != name.as_ptr() {
            continue;
        }
        let mut first = i;
        while first > 0 && def(first - 1).offset == def(i).offset {
            first -= 1;
        }
        if !firsts[..n].contains(&first) && n < firsts.len() {
            firsts[n] = first;
            n += 1;
        }
    }
    (firsts, n)
}

/// After the class attribute `name` (interned) changed: the slots of the type and of subclasses that do not override it.
pub(crate) fn update_slot(ty: &Type, name: &Str) {
    let (firsts, n) = affected(name);
    if n == 0 {
        return;
    }
    update_recursively(ty, name, &firsts[..n]);
}

fn update_recursively(ty: &Type, name: &Str, firsts: &[usize]) {
    for &first in firsts {
        update_one(ty, first);
    }
    ty.each_subclass(&mut |sub| {
        if let Some(d) = sub.dict_opt()
            && matches!(d.get_str(name), Ok(Some(_)))
        {
            return;
        }
        update_recursively(sub, name, firsts);
    });
}

/// After `__bases__` changed: every slot of the type and its subclasses.
pub(crate) fn update_all_slots(ty: &Type) {
    fixup_slots(ty);
    ty.each_subclass(&mut |sub| update_all_slots(sub));
}

/// Does the type's `name` (one of `__getattribute__`, `__setattr__`, ...) come from `wrapper` descriptors over `slot` only?
pub(crate) fn wraps_slot(method: &Object, function: *const ()) -> bool {
    match crate::descr::wrapper::exact(method) {
        // SAFETY: the descriptor lives.
        Some(w) => unsafe { (*w).d_wrapped == function as *mut c_void },
        None => false,
    }
}
