//! `for` and unpacking.

use layout::*;

use crate::monitor;
use crate::prelude::*;

unsafe extern "C" {
    /// `range`'s iterator.
    pub static PyRangeIter_Type: Type;
}

/// `FOR_ITER`: the next item, or a jump at the end.
///
/// # Safety
/// A running frame.
#[inline(always)]
pub unsafe fn advance(ts: Ts, frame: Frame, ip: Ip, iterator: &Object, end: Ip) -> PyResult<Jump> {
    // SAFETY: `GET_ITER` saw to it that there is a `tp_iternext`; it may answer NULL with or without an exception.
    unsafe {
        let Some(next) = (*iterator.type_ptr()).tp_iternext else {
            return Err(raise!(
                TypeError,
                "'{}' object is not an iterator",
                iterator.class().name()
            ));
        };
        match Ref::<Object>::from_owned_opt(next(iterator.as_ptr())) {
            Some(item) => Ok(Jump::Push(StackRef::from_ref(item))),
            None => {
                end_of_iteration(ts, frame, ip)?;
                Ok(Jump::To(end))
            }
        }
    }
}

/// `FOR_ITER` that tools watch: the side on which the loop goes on.
///
/// # Safety
/// As [`advance`].
pub unsafe fn advance_monitored(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    iterator: &Object,
    next: Ip,
    oparg: usize,
) -> PyResult<Jump> {
    // SAFETY: as the caller says.
    unsafe {
        let answer = advance(ts, frame, ip, iterator, next.add(oparg + 1))?;
        if let Jump::Push(_) = &answer {
            monitor::jump(ts, frame, ip, ip, next, monitor::events::BRANCH_LEFT)?;
        }
        Ok(answer)
    }
}

/// NULL came: the end, or an exception other than StopIteration.
#[inline]
unsafe fn end_of_iteration(ts: Ts, frame: Frame, ip: Ip) -> PyResult<()> {
    if base::error::occurred() {
        if !objects::exceptions::matches(&objects::exceptions::types::StopIteration) {
            return Err(Raised::ASSUMED);
        }
        // SAFETY: as the caller's.
        unsafe { monitor::raise(ts, frame, ip) };
        Raised::ASSUMED.clear();
    }
    Ok(())
}

/// # Safety
/// The slot holds a list iterator.
#[inline(always)]
pub unsafe fn next_of_list(iterator: &StackRef, end: Ip) -> Jump {
    // SAFETY: layout; the sequence is released after the iterator forgot it.
    unsafe {
        let it = iterator.ptr().cast::<_PyListIterObject>();
        let seq = (*it).it_seq;
        if !seq.is_null() {
            let i = (*it).it_index;
            if (i as usize) < (*seq).ob_base.ob_size as usize {
                (*it).it_index = i + 1;
                let item = *(*seq).ob_item.offset(i);
                return Jump::Push(StackRef::from_object(Object::from_ptr(item)));
            }
            (*it).it_index = -1;
            (*it).it_seq = core::ptr::null_mut();
            drop(Ref::<Object>::from_owned_opt(seq));
        }
        Jump::To(end)
    }
}

/// # Safety
/// The slot holds a tuple iterator.
#[inline(always)]
pub unsafe fn next_of_tuple(iterator: &StackRef, end: Ip) -> Jump {
    // SAFETY: layout; the sequence is released after the iterator forgot it.
    unsafe {
        let it = iterator.ptr().cast::<_PyTupleIterObject>();
        let seq = (*it).it_seq;
        if !seq.is_null() {
            let i = (*it).it_index;
            if (i as usize) < (*seq).ob_base.ob_size as usize {
                (*it).it_index = i + 1;
                let item = crate::frame::tuple_item(seq.cast(), i as usize);
                return Jump::Push(StackRef::from_object(Object::from_ptr(item)));
            }
            (*it).it_seq = core::ptr::null_mut();
            drop(Ref::<Object>::from_owned_opt(seq));
        }
        Jump::To(end)
    }
}

/// # Safety
/// The slot holds a range iterator.
#[inline(always)]
pub unsafe fn next_of_range(iterator: &StackRef, end: Ip) -> PyResult<Jump> {
    // SAFETY: layout.
    unsafe {
        let it = iterator.ptr().cast::<_PyRangeIterObject>();
        if (*it).len <= 0 {
            return Ok(Jump::To(end));
        }
        let value = (*it).start;
        (*it).start = value.wrapping_add((*it).step);
        (*it).len -= 1;
        Ok(Jump::Push(crate::numbers::int(value)?))
    }
}

/// # Safety
/// The slot holds a tuple.
#[inline(always)]
pub unsafe fn tuple_len(sequence: &StackRef) -> usize {
    // SAFETY: layout.
    unsafe { (*sequence.ptr().cast::<PyVarObject>()).ob_size as usize }
}

/// # Safety
/// The slot holds a tuple of `n` items; `out` has room for them.
#[inline(always)]
pub unsafe fn unpack_tuple(sequence: StackRef, n: usize, out: *mut StackRef) {
    // SAFETY: as the caller says.
    unsafe {
        let tuple = sequence.ptr();
        for i in 0..n {
            let item = crate::frame::tuple_item(tuple, i);
            out.add(n - 1 - i)
                .write(StackRef::from_object(Object::from_ptr(item)));
        }
        sequence.close();
    }
}

/// # Safety
/// The slot holds a list of `n` items; `out` has room for them.
#[inline(always)]
pub unsafe fn unpack_list(sequence: StackRef, n: usize, out: *mut StackRef) {
    // SAFETY: as the caller says.
    unsafe {
        let items = (*sequence.ptr().cast::<PyListObject>()).ob_item;
        for i in 0..n {
            out.add(n - 1 - i)
                .write(StackRef::from_object(Object::from_ptr(*items.add(i))));
        }
        sequence.close();
    }
}

/// `a, b, *c, d = sequence`: exactly `before` items, or with `after` given a list between.
///
/// # Safety
/// `out` has room for all.
pub unsafe fn unpack(
    sequence: StackRef,
    before: usize,
    after: Option<usize>,
    out: *mut StackRef,
) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let result = unpack_items(sequence.as_object(), before, after);
        sequence.close();
        let items = result?;
        let n = items.len();
        for (i, item) in items.into_iter().enumerate() {
            out.add(n - 1 - i).write(StackRef::from_ref(item));
        }
        Ok(())
    }
}

fn unpack_items(sequence: &Object, before: usize, after: Option<usize>) -> PyResult<Vec<Ref>> {
    let iterator = sequence.iter().map_err(|raised| {
        if objects::exceptions::matches(&objects::exceptions::types::TypeError)
            && crate::construct::is_not_iterable(sequence)
        {
            raised.clear();
            return raise!(
                TypeError,
                "cannot unpack non-iterable {} object",
                sequence.class().name()
            );
        }
        raised
    })?;
    let mut items = Vec::with_capacity(before + after.map_or(0, |a| a + 1));
    while items.len() < before {
        match iterator.next()? {
            Some(item) => items.push(item),
            None => {
                return Err(match after {
                    None => raise!(
                        ValueError,
                        "not enough values to unpack (expected {}, got {})",
                        before,
                        items.len()
                    ),
                    Some(a) => raise!(
                        ValueError,
                        "not enough values to unpack (expected at least {}, got {})",
                        before + a,
                        items.len()
                    ),
                });
            }
        }
    }
    let Some(after) = after else {
        if iterator.next()?.is_some() {
            return Err(too_many(sequence, before)?);
        }
        return Ok(items);
    };
    let rest = List::from_iterable(&iterator)?;
    let n = rest.len();
    if n < after {
        return Err(raise!(
            ValueError,
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            before + n
        ));
    }
    let mut last = vec_for(after)?;
    // SAFETY: the list is ours alone; its last `after` items move out.
    unsafe {
        let l = rest.raw();
        for i in n - after..n {
            last.push(Ref::from_raw_owned(*(*l).ob_item.add(i)));
        }
        (*l).ob_base.ob_size = (n - after) as isize;
    }
    items.push(rest.upcast());
    items.extend(last);
    Ok(items)
}

/// The message counts what is there, for the types whose length is plain.
fn too_many(sequence: &Object, expected: usize) -> PyResult<Raised> {
    let exact = |ty: &Type| sequence.is_exactly(ty.raw());
    if exact(&objects::list::PyList_Type)
        || exact(&objects::tuple::PyTuple_Type)
        || exact(&objects::dict::PyDict_Type)
    {
        let got = sequence.length()?;
        if got > expected {
            return Ok(raise!(
                ValueError,
                "too many values to unpack (expected {}, got {})",
                expected,
                got
            ));
        }
    }
    Ok(raise!(
        ValueError,
        "too many values to unpack (expected {})",
        expected
    ))
}
