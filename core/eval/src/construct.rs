//! Building containers, strings and templates from the stack.

use layout::*;

use objects::dict::lookup::is_exact_str;

use crate::errors;
use crate::prelude::*;

/// Takes `n` values over as owned references.
///
/// # Safety
/// `values` points to `n` live slots, which are forgotten.
unsafe fn take(values: *mut StackRef, n: usize, mut put: impl FnMut(usize, Ref)) {
    for i in 0..n {
        // SAFETY: as the caller says.
        put(i, unsafe { values.add(i).read().into_ref() });
    }
}

/// Releases `n` values, from the top.
///
/// # Safety
/// As [`take`].
pub unsafe fn release(values: *mut StackRef, n: usize) {
    for i in (0..n).rev() {
        // SAFETY: as the caller says.
        unsafe { values.add(i).read().close() };
    }
}

/// # Safety
/// As [`take`].
pub unsafe fn tuple(values: *mut StackRef, n: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let made = Tuple::from_fn(n, |i| values.add(i).read().into_ref());
        if made.is_err() {
            release(values, n);
        }
        Ok(made?.upcast())
    }
}

/// # Safety
/// As [`take`].
pub unsafe fn list(values: *mut StackRef, n: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        match List::with_len(n) {
            Ok(l) => {
                let items = (*l.raw()).ob_item;
                take(values, n, |i, v| items.add(i).write(v.into_ptr()));
                Ok(l.upcast())
            }
            Err(e) => {
                release(values, n);
                Err(e)
            }
        }
    }
}

/// # Safety
/// As [`take`].
pub unsafe fn set(values: *mut StackRef, n: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let result = (|| {
            let s = Set::new()?;
            for i in 0..n {
                s.add((*values.add(i)).as_object())?;
            }
            Ok(s.upcast())
        })();
        release(values, n);
        result
    }
}

/// From `n` pairs of key and value.
///
/// # Safety
/// As [`take`], for twice `n`.
pub unsafe fn map(values: *mut StackRef, n: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let result = (|| {
            let key = |i: usize| (*values.add(2 * i)).as_object();
            // Few entries find their kind of table by themselves.
            let d = Dict::presized(n, (0..n).all(|i| is_exact_str(key(i))))?;
            for i in 0..n {
                d.set(key(i), (*values.add(2 * i + 1)).as_object())?;
            }
            Ok(d.upcast())
        })();
        release(values, 2 * n);
        result
    }
}

/// The pieces of an f-string, joined.
///
/// # Safety
/// As [`take`]; all are strings.
pub unsafe fn string(values: *mut StackRef, n: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        const FEW: usize = 12;
        let mut few = [Str::empty(); FEW];
        let many: Vec<&Str>;
        let parts: &[&Str] = if n <= FEW {
            for (i, part) in few.iter_mut().enumerate().take(n) {
                *part = Str::from_raw((*values.add(i)).ptr().cast());
            }
            &few[..n]
        } else {
            many = (0..n)
                .map(|i| Str::from_raw((*values.add(i)).ptr().cast()))
                .collect();
            &many
        };
        let result = Str::empty().join(parts).map(Ref::upcast);
        release(values, n);
        result
    }
}

/// # Safety
/// As [`take`], for two or three.
pub unsafe fn slice(values: *mut StackRef, n: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let step = if n == 3 {
            (*values.add(2)).as_object_opt()
        } else {
            None
        };
        let result = Slice::new(
            (*values).as_object_opt(),
            (*values.add(1)).as_object_opt(),
            step,
        );
        release(values, n);
        Ok(result?.upcast())
    }
}

/// A t-string.
pub fn template(strings: &Object, interpolations: &Object) -> PyResult {
    // SAFETY: the compiler builds tuples there.
    unsafe {
        Ok(objects::template::Template::build(
            strings.downcast_unchecked(),
            interpolations.downcast_unchecked(),
        )?
        .upcast())
    }
}

/// One interpolation of a t-string.
///
/// # Safety
/// Two or three live slots.
pub unsafe fn interpolation(parts: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let format = if oparg & 1 != 0 {
            (*parts.add(2)).ptr()
        } else {
            Str::empty().as_ptr()
        };
        Ok(objects::template::Interpolation::build(
            Object::from_ptr((*parts).ptr()),
            Object::from_ptr((*parts.add(1)).ptr()),
            (oparg >> 2) as core::ffi::c_int,
            Object::from_ptr(format),
        )?
        .upcast())
    }
}

/// `LIST_APPEND`.
///
/// # Safety
/// `list` holds a list.
#[inline(always)]
pub unsafe fn append(list: &StackRef, value: StackRef) -> PyResult<()> {
    // SAFETY: layout; there is room below `allocated`.
    unsafe {
        let l = list.ptr().cast::<PyListObject>();
        let n = (*l).ob_base.ob_size;
        if n < (*l).allocated {
            (*l).ob_item.offset(n).write(value.into_ref().into_ptr());
            (*l).ob_base.ob_size = n + 1;
            return Ok(());
        }
        List::from_raw(l).push_owned(value.into_ref())
    }
}

/// `LIST_EXTEND`.
pub fn extend(list: &Object, iterable: &Object) -> PyResult<()> {
    // SAFETY: the compiler builds a list there.
    let list: &List = unsafe { list.downcast_unchecked() };
    list.extend(iterable).map_err(|raised| {
        if objects::exceptions::matches(&objects::exceptions::types::TypeError)
            && is_not_iterable(iterable)
        {
            raised.clear();
            return raise!(
                TypeError,
                "Value after * must be an iterable, not {}",
                iterable.class().name()
            );
        }
        raised
    })
}

/// Has the type neither `__iter__` nor the sequence protocol?
pub fn is_not_iterable(o: &Object) -> bool {
    // SAFETY: a live type.
    unsafe { (*o.class().raw()).tp_iter.is_none() && !o.is_sequence() }
}

/// `SET_ADD`. The set is the compiler's, but for `__conditional_annotations__`, which a program can rebind.
pub fn set_add(set: &Object, value: &Object) -> PyResult<()> {
    match set.downcast::<Set>() {
        Some(set) => set.add(value).map(|_new| ()),
        None => Err(raise!(
            TypeError,
            "'{}' object is not a set",
            set.class().tp_name()
        )),
    }
}

/// `SET_UPDATE`.
pub fn update_set(set: &Object, iterable: &Object) -> PyResult<()> {
    // SAFETY: the compiler builds a set there.
    let set: &Set = unsafe { set.downcast_unchecked() };
    let iterator = iterable.iter()?;
    while let Some(item) = iterator.next()? {
        set.add(&item)?;
    }
    Ok(())
}

/// `DICT_UPDATE`: `{**update}`.
pub fn update_dict(dict: &Object, update: &Object) -> PyResult<()> {
    // SAFETY: the compiler builds a dict there.
    let dict: &Dict = unsafe { dict.downcast_unchecked() };
    let no_mapping = || {
        raise!(
            TypeError,
            "'{}' object is not a mapping",
            update.class().name()
        )
    };
    // Unlike `dict.update`, no pairs.
    if update.downcast::<Dict>().is_none() && update.get_attr_opt(id!(keys))?.is_none() {
        return Err(no_mapping());
    }
    dict.update(update).map_err(|raised| {
        if objects::exceptions::matches(&objects::exceptions::types::AttributeError) {
            raised.clear();
            return no_mapping();
        }
        raised
    })
}

/// `DICT_MERGE`: `f(**update)`, without doubles.
pub fn merge_keywords(callable: &Object, dict: &Object, update: &Object) -> PyResult<()> {
    // SAFETY: the compiler builds a dict there.
    let dict: &Dict = unsafe { dict.downcast_unchecked() };
    merge_unique(dict, update).map_err(|raised| errors::keywords(callable, update, raised))
}

/// `_PyDict_MergeEx(dict, update, 2)`: a key that is there already is a KeyError.
fn merge_unique(dict: &Dict, update: &Object) -> PyResult<()> {
    if let Some(other) = update.downcast::<Dict>()
        && other.is_exactly(objects::dict::PyDict_Type.raw())
    {
        let mut position = 0;
        while let Some((key, value)) = other.next_entry(&mut position) {
            if dict.contains(&key)? {
                return Err(objects::exceptions::key_error(&key));
            }
            dict.set(&key, &value)?;
        }
        return Ok(());
    }
    let keys = update.call_method(id!(keys), &[])?;
    let iterator = keys.iter()?;
    while let Some(key) = iterator.next()? {
        if dict.contains(&key)? {
            return Err(objects::exceptions::key_error(&key));
        }
        let value = update.get_item(&key)?;
        dict.set(&key, &value)?;
    }
    Ok(())
}

/// `!s`, `!r`, `!a`.
pub fn convert(value: &Object, oparg: usize) -> PyResult {
    Ok(match oparg as core::ffi::c_int {
        FVC_STR => value.str()?,
        FVC_REPR => value.repr()?,
        FVC_ASCII => value.ascii()?,
        _ => return Err(raise!(SystemError, "unexpected conversion flag {}", oparg)),
    }
    .upcast())
}

/// `{value}` in an f-string: a str is itself.
///
/// # Safety
/// A live slot.
#[inline(always)]
pub unsafe fn format_simple(value: StackRef) -> PyResult<StackRef> {
    // SAFETY: as the caller says.
    unsafe {
        if value
            .as_object()
            .is_exactly(objects::unicode::PyUnicode_Type.raw())
        {
            return Ok(value);
        }
        let result = value.as_object().format(None);
        value.close();
        Ok(StackRef::from_ref(result?))
    }
}

/// `{value:spec}` in an f-string.
pub fn format(value: &Object, spec: &Object) -> PyResult {
    // SAFETY: the compiler builds a str there.
    let spec: &Str = unsafe { spec.downcast_unchecked() };
    Ok(value.format(Some(spec))?.upcast())
}
