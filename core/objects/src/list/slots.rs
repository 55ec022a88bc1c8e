//! `list`: the type object and its slots.

use core::ffi::{c_int, c_void};

use base::{Length, Object, PyResult, Ref, Status, refcount};
use layout::*;

use super::{List, free_items, iter};
use crate::abstract_::{CompareOp, Protocol};
use crate::prelude::raise;
use crate::slice::{Slice, adjust_indices};
use crate::type_::ObjectClass;
use crate::{Dict, Tuple, Type, freelist, gc, not_implemented_result, py_bool};

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(list_length),
    sq_concat: crate::slots::binary(list_concat),
    sq_repeat: crate::slots::item(list_repeat),
    sq_item: crate::slots::item(list_item),
    sq_ass_item: crate::slots::set_item(list_ass_item),
    sq_contains: crate::slots::contains(list_contains),
    sq_inplace_concat: crate::slots::binary(list_inplace_concat),
    sq_inplace_repeat: crate::slots::item(list_inplace_repeat),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(list_length),
    mp_subscript: crate::slots::binary(list_subscript),
    mp_ass_subscript: crate::slots::set_subscript(list_ass_subscript),
};

#[unsafe(no_mangle)]
pub static PyList_Type: Type = Type::new(PyTypeObject {
    tp_name: c"list".as_ptr(),
    tp_basicsize: size_of::<PyListObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<List>(list_dealloc),
    tp_repr: crate::slots::repr(list_repr),
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: freelist::UNHASHABLE,
    tp_flags: Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_LIST_SUBCLASS
        | Py_TPFLAGS_HAVE_GC
        | _Py_TPFLAGS_MATCH_SELF
        | Py_TPFLAGS_SEQUENCE as core::ffi::c_ulong,
    tp_traverse: crate::slots::traverse(list_traverse),
    tp_clear: crate::slots::clear(list_clear),
    tp_richcompare: crate::slots::richcompare(list_richcompare),
    tp_iter: crate::slots::iter(list_iter),
    tp_methods: List::METHODS,
    tp_doc: c"list(iterable=(), /)\n--\n\nA row of items that can be changed; of an iterable, its items.".as_ptr(),
    tp_init: crate::slots::init(list_init),
    tp_vectorcall: crate::slots::vectorcall::<Type>(list_vectorcall),
    tp_new: crate::slots::new(list_new),
    ..Type::EMPTY
});

extern "C" fn list_dealloc(this: *mut List) {
    // SAFETY: the last reference is gone.
    unsafe {
        let l = this.cast::<PyListObject>();
        let o = this.cast::<PyObject>();
        gc::untrack(Object::from_ptr(o));
        let block = (*l).ob_item;
        if !block.is_null() {
            for i in (0..(*l).ob_base.ob_size).rev() {
                let item = *block.offset(i);
                if !item.is_null() {
                    refcount::decref(item);
                }
            }
            free_items(block);
        }
        if core::ptr::eq((*o).ob_type, PyList_Type.as_mut_ptr())
            && freelist::push(&raw mut (*freelist::lists()).lists, l, Py_lists_MAXFREELIST)
        {
            return;
        }
        freelist::free_instance(o);
    }
}

extern "C" fn list_traverse(this: &List, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: visiting does not change the list.
    unsafe {
        let items = this.raw_items();
        for i in (0..this.len()).rev() {
            let o = *items.add(i);
            if !o.is_null() {
                let r = visit(o, arg);
                if r != 0 {
                    return r;
                }
            }
        }
        0
    }
}

extern "C" fn list_clear(this: &List) -> c_int {
    this.clear();
    0
}

extern "C" fn list_length(this: &List) -> Length {
    Length::from(Ok::<usize, base::Raised>(this.len()))
}

extern "C" fn list_contains(this: &List, item: &Object) -> Status {
    contains(this, item).into()
}

fn contains(this: &List, item: &Object) -> PyResult<bool> {
    let mut i = 0;
    while let Some(o) = this.get(i) {
        if o.compare_bool(item, CompareOp::Eq)? {
            return Ok(true);
        }
        i += 1;
    }
    Ok(false)
}

extern "C" fn list_item(this: &List, index: isize) -> PyResult {
    usize::try_from(index)
        .ok()
        .and_then(|i| this.get(i))
        .ok_or_else(|| raise!(IndexError, "list index out of range"))
}

extern "C" fn list_ass_item(this: &List, index: isize, value: Option<&Object>) -> Status {
    ass_item(this, index, value).into()
}

fn ass_item(this: &List, index: isize, value: Option<&Object>) -> PyResult<()> {
    let n = this.len();
    let Some(i) = usize::try_from(index).ok().filter(|i| *i < n) else {
        return Err(raise!(IndexError, "list assignment index out of range"));
    };
    match value {
        Some(v) => this.set(i, v.to_ref()),
        None => {
            this.remove_range(i, i + 1);
            Ok(())
        }
    }
}

extern "C" fn list_concat(this: &List, other: &Object) -> PyResult {
    let Some(b) = other.downcast::<List>() else {
        return Err(raise!(
            TypeError,
            "can only concatenate list (not \"{}\") to list",
            other.class().tp_name()
        ));
    };
    let new = List::with_capacity(this.len() + b.len())?;
    new.extend_items(this)?;
    new.extend_items(b)?;
    Ok(new.upcast())
}

extern "C" fn list_repeat(this: &List, times: isize) -> PyResult {
    let n = this.len();
    let times = if n == 0 { 0 } else { times.max(0) as usize };
    let Some(total) = n
        .checked_mul(times)
        .filter(|t| *t <= isize::MAX as usize / size_of::<usize>())
    else {
        return Err(crate::exceptions::no_memory());
    };
    let new = List::with_capacity(total)?;
    for _ in 0..times {
        if n == 1 {
            // SAFETY: the block has room for `total` items.
            unsafe { new.fill_repeat(this, total) };
            break;
        }
        new.extend_items(this)?;
    }
    Ok(new.upcast())
}

extern "C" fn list_inplace_concat(this: &List, other: &Object) -> PyResult {
    this.extend(other)?;
    Ok(this.to_ref().upcast())
}

extern "C" fn list_inplace_repeat(this: &List, times: isize) -> PyResult {
    let n = this.len();
    if n == 0 || times == 1 {
        return Ok(this.to_ref().upcast());
    }
    if times < 1 {
        this.clear();
        return Ok(this.to_ref().upcast());
    }
    let Some(total) = n
        .checked_mul(times as usize)
        .filter(|t| *t <= isize::MAX as usize / size_of::<usize>())
    else {
        return Err(crate::exceptions::no_memory());
    };
    // SAFETY: the grown slots are filled from the first `n` items at once.
    unsafe {
        this.resize(total)?;
        let items = this.raw_items();
        for i in n..total {
            let o = *items.add(i % n);
            refcount::incref(o);
            *items.add(i) = o;
        }
    }
    Ok(this.to_ref().upcast())
}

extern "C" fn list_subscript(this: &List, key: &Object) -> PyResult {
    subscript(this, key)
}

/// `self[key]` for an index or a slice.
pub fn subscript(this: &List, key: &Object) -> PyResult {
    if let Some(slice) = key.downcast::<Slice>() {
        let (start, stop, step) = slice.unpack()?;
        let (start, _, count) = adjust_indices(this.len() as isize, start, stop, step);
        if count == 0 {
            return Ok(List::new()?.upcast());
        }
        if step == 1 {
            return Ok(this.slice(start as usize, start as usize + count)?.upcast());
        }
        let new = List::with_len(count)?;
        for i in 0..count {
            let at = start + i as isize * step;
            let item = this.get(at as usize).unwrap_or_else(crate::none_ref);
            new.init_item(i, item);
        }
        return Ok(new.upcast());
    }
    let Some(index) = index_of(key)? else {
        return Err(bad_index(key));
    };
    let index = if index < 0 {
        index + this.len() as isize
    } else {
        index
    };
    list_item(this, index)
}

/// The value of an index object; None if it is none.
fn index_of(key: &Object) -> PyResult<Option<isize>> {
    if crate::sequence::has_index(key) {
        Ok(Some(key.index_isize(false)?))
    } else {
        Ok(None)
    }
}

#[cold]
fn bad_index(key: &Object) -> base::Raised {
    raise!(
        TypeError,
        "list indices must be integers or slices, not {}",
        key.class().tp_name()
    )
}

extern "C" fn list_ass_subscript(this: &List, key: &Object, value: Option<&Object>) -> Status {
    ass_subscript(this, key, value).into()
}

fn ass_subscript(this: &List, key: &Object, value: Option<&Object>) -> PyResult<()> {
    if let Some(index) = index_of(key)? {
        let index = if index < 0 {
            index + this.len() as isize
        } else {
            index
        };
        return ass_item(this, index, value);
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(bad_index(key));
    };
    let (from, to, step) = slice.unpack()?;
    let (start, stop, count) = adjust_indices(this.len() as isize, from, to, step);
    if step == 1 {
        let low = start as usize;
        let high = (stop.max(start)) as usize;
        return match value {
            None => {
                this.remove_range(low, high);
                Ok(())
            }
            Some(v) => match v.downcast::<List>() {
                Some(l) => this.replace_by(low, high, l),
                None => {
                    let new = sequence_items(v, "must assign iterable to extended slice")?;
                    this.replace_range(low, high, new.into_iter())
                }
            },
        };
    }
    match value {
        None => {
            this.remove_stepped(start, step, count);
            Ok(())
        }
        Some(v) => {
            let new = sequence_items(v, "must assign iterable to extended slice")?;
            // Getting the items may have changed the list.
            let (start, _, count) = adjust_indices(this.len() as isize, from, to, step);
            if new.len() != count {
                return Err(raise!(
                    ValueError,
                    "attempt to assign sequence of size {} to extended slice of size {}",
                    new.len(),
                    count
                ));
            }
            let mut old = Vec::new();
            if old.try_reserve_exact(count).is_err() {
                return Err(crate::exceptions::no_memory());
            }
            for (i, item) in new.into_iter().enumerate() {
                let at = (start + i as isize * step) as usize;
                if at < this.len() {
                    // SAFETY: in range; the old items are released after the loop.
                    unsafe {
                        let p = this.raw_items().add(at).replace(item.into_ptr());
                        old.push(Ref::<Object>::from_owned_opt(p));
                    }
                }
            }
            drop(old);
            Ok(())
        }
    }
}

/// The items of any iterable, with the message for one that is not.
pub(super) fn sequence_items(v: &Object, message: &str) -> PyResult<Vec<Ref>> {
    if let Some(l) = v.downcast::<List>() {
        return l.to_vec();
    }
    if let Some(t) = v.downcast::<Tuple>() {
        let mut items = Vec::new();
        if items.try_reserve_exact(t.len()).is_err() {
            return Err(crate::exceptions::no_memory());
        }
        items.extend(t.as_slice().iter().map(|o| o.to_ref()));
        return Ok(items);
    }
    match v.iter() {
        Ok(it) => List::from_iterable(&it)?.to_vec(),
        Err(e) if crate::exceptions::matches(&crate::exceptions::types::TypeError) => {
            e.clear();
            Err(raise!(TypeError, "{}", message))
        }
        Err(e) => Err(e),
    }
}

extern "C" fn list_iter(this: &List) -> PyResult {
    iter::new(this)
}

extern "C" fn list_repr(this: &List) -> PyResult {
    crate::repr::items(this, ["[", "", "]"], || this.len(), |i| this.get(i))
}

extern "C" fn list_richcompare(this: &List, other: &Object, op: c_int) -> PyResult {
    let Some(b) = other.downcast::<List>() else {
        return not_implemented_result();
    };
    if this.len() != b.len() && (op == Py_EQ || op == Py_NE) {
        return Ok(py_bool(op == Py_NE).to_ref());
    }
    let mut i = 0;
    loop {
        let (Some(x), Some(y)) = (this.get(i), b.get(i)) else {
            break;
        };
        if !x.is(&y) && !x.compare_bool(&y, CompareOp::Eq)? {
            if i >= this.len() || i >= b.len() {
                // The comparison made a list shorter: no more items to tell them apart.
                break;
            }
            return crate::sequence::compare_at(&x, &y, op);
        }
        i += 1;
    }
    Ok(py_bool(crate::sequence::compare_lengths(this.len(), b.len(), op)).to_ref())
}

extern "C" fn list_new(ty: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    if core::ptr::eq(ty.raw(), PyList_Type.as_mut_ptr()) {
        return Ok(List::new()?.upcast());
    }
    ty.alloc(0)
}

extern "C" fn list_init(this: &List, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    init(this, args.as_slice(), kwargs).into()
}

fn init(this: &List, args: &[&Object], kwargs: Option<&Dict>) -> PyResult<()> {
    // SAFETY: live types.
    let made_by_list = unsafe {
        match ((*this.class().raw()).tp_new, (*PyList_Type.raw()).tp_new) {
            (Some(f), Some(g)) => core::ptr::fn_addr_eq(f, g),
            _ => false,
        }
    };
    if made_by_list && kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "list() takes no keyword arguments"));
    }
    let iterable = crate::sequence::one_argument("list", args)?;
    this.clear();
    match iterable {
        Some(it) => this.extend(it),
        None => Ok(()),
    }
}

extern "C" fn list_vectorcall(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    // SAFETY: vectorcall's contract.
    let args = unsafe { crate::sequence::positional(args, nargsf) };
    if kwnames.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "list() takes no keyword arguments"));
    }
    let new = if core::ptr::eq(ty.raw(), PyList_Type.as_mut_ptr()) {
        List::new()?.upcast()
    } else {
        ty.alloc(0)?
    };
    // SAFETY: just made, of this type.
    init(unsafe { new.downcast_unchecked() }, args, None)?;
    Ok(new)
}
