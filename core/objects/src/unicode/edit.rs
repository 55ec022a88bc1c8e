//! Putting strings together and taking them apart: concatenation, repetition, slices, join.

use base::{Object, PyResult, Ref};

use super::chars::Chars;
use super::{Str, each_width};
use crate::abstract_::Protocol;
use crate::prelude::raise;
use crate::type_::ObjectClass;
use crate::{List, Tuple};

impl Str {
    pub fn concat(&self, other: &Str) -> PyResult<Ref<Str>> {
        if self.is_empty() {
            return other.to_exact();
        }
        if other.is_empty() {
            return self.to_exact();
        }
        let (n, m) = (self.len(), other.len());
        // Each is below isize::MAX, so the sum does not wrap.
        if n + m > isize::MAX as usize {
            return Err(raise!(OverflowError, "strings are too large to concat"));
        }
        let new = Str::with_len(n + m, self.max_char().max(other.max_char()))?;
        // SAFETY: fresh, with room for both, as wide as the wider.
        unsafe {
            new.fill(0, self.chars());
            new.fill(n, other.chars());
        }
        Ok(new)
    }

    /// `left + right`, in place if the caller's reference to `left` is the only one (`PyUnicode_Append`).
    #[inline]
    pub fn append_in_place(left: Ref<Str>, right: &Str) -> PyResult<Ref<Str>> {
        if left.is_modifiable()
            // `s += s`: the interpreter borrows what a local holds, so one reference does not say that they differ.
            && !core::ptr::eq::<Str>(&*left, right)
            && !right.is_empty()
            && !left.is_empty()
            && right.kind() <= left.kind()
            && right.is_ascii() >= left.is_ascii()
        {
            let (n, m) = (left.len(), right.len());
            if n + m > isize::MAX as usize {
                return Err(raise!(OverflowError, "strings are too large to concat"));
            }
            // SAFETY: unique and compact; then there is room for `right`, which is no wider and another object.
            unsafe {
                let new = Str::resize_unique(left, n + m)?;
                new.fill(n, right.chars());
                return Ok(new);
            }
        }
        left.concat(right)
    }

    pub fn repeat(&self, times: isize) -> PyResult<Ref<Str>> {
        if times < 1 || self.is_empty() {
            return Ok(Str::empty().to_ref());
        }
        if times == 1 {
            return self.to_exact();
        }
        let n = self.len();
        let times = times as usize;
        let Some(total) = n.checked_mul(times).filter(|t| *t <= isize::MAX as usize) else {
            return Err(raise!(OverflowError, "repeated string is too long"));
        };
        let new = Str::with_len(total, self.max_char())?;
        let kind = self.kind();
        // SAFETY: fresh, of the same kind, with room for `times` copies.
        unsafe { repeat_bytes(self.data(), n * kind, new.data(), total * kind) };
        Ok(new)
    }

    /// The part from `start` to `end`; both are clipped.
    pub fn substring(&self, start: usize, end: usize) -> PyResult<Ref<Str>> {
        let n = self.len();
        let end = end.min(n);
        let start = start.min(end);
        if start == 0 && end == n {
            return self.to_exact();
        }
        let part = self.chars().slice(start, end);
        match part {
            Chars::One(s) if self.is_ascii() => Str::from_ascii(s),
            _ => Str::from_chars(part),
        }
    }

    /// `self.join(parts)`.
    pub fn join(&self, parts: &[&Str]) -> PyResult<Ref<Str>> {
        // SAFETY: a `Str` is an `Object`; the slices have the same layout.
        let items =
            unsafe { core::slice::from_raw_parts(parts.as_ptr().cast::<&Object>(), parts.len()) };
        self.join_items(items)
    }

    /// `self.join(iterable)`.
    pub fn join_iterable(&self, iterable: &Object) -> PyResult<Ref<Str>> {
        if let Some(t) = iterable.downcast::<Tuple>() {
            return self.join_items(t.as_slice());
        }
        let list = if iterable.is_exactly(crate::list::PyList_Type.as_mut_ptr()) {
            // SAFETY: layout.
            unsafe { iterable.downcast_unchecked::<List>() }.to_ref()
        } else {
            match iterable.iter() {
                Ok(it) => List::from_iterable(&it)?,
                Err(e) => {
                    crate::exceptions::clear_if(&crate::exceptions::types::TypeError, e)?;
                    return Err(raise!(TypeError, "can only join an iterable"));
                }
            }
        };
        base::critical_section!(*list);
        // SAFETY: joining runs no Python code, and the list is locked where threads are free.
        let items = unsafe {
            let l = list.raw();
            match (*l).ob_base.ob_size as usize {
                0 => &[],
                n => core::slice::from_raw_parts((*l).ob_item.cast::<&Object>(), n),
            }
        };
        self.join_items(items)
    }

    fn join_items(&self, items: &[&Object]) -> PyResult<Ref<Str>> {
        match items {
            [] => return Ok(Str::empty().to_ref()),
            [one] => {
                if let Some(s) = one.downcast::<Str>()
                    && s.is_exact()
                {
                    return Ok(s.to_ref());
                }
            }
            _ => {}
        }
        let mut max = if items.len() > 1 && !self.is_empty() {
            self.max_char()
        } else {
            0
        };
        let mut total = self.len().checked_mul(items.len().saturating_sub(1));
        for (i, item) in items.iter().enumerate() {
            let Some(s) = item.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "sequence item {i}: expected str instance, {:.80} found",
                    item.class().tp_name()
                ));
            };
            max = max.max(s.max_char());
            total = total.and_then(|t| t.checked_add(s.len()));
        }
        let Some(total) = total.filter(|t| *t <= isize::MAX as usize) else {
            return Err(raise!(
                OverflowError,
                "join() result is too long for a Python string"
            ));
        };
        if total == 0 {
            return Ok(Str::empty().to_ref());
        }
        let new = Str::with_len(total, max)?;
        let mut at = 0;
        for (i, item) in items.iter().enumerate() {
            // SAFETY: strs, as seen above; fresh, with room for all.
            unsafe {
                if i > 0 && !self.is_empty() {
                    new.fill(at, self.chars());
                    at += self.len();
                }
                let s = item.downcast_unchecked::<Str>();
                new.fill(at, s.chars());
                at += s.len();
            }
        }
        Ok(Str::shared(new))
    }

    /// The characters from `start` on, `count` of them `step` apart (`s[::step]`); all within bounds.
    pub(crate) fn stepped(&self, start: isize, step: isize, count: usize) -> PyResult<Ref<Str>> {
        each_width!(self.chars(), s => {
            let pick = (0..count).map(|i| super::Unit::code(s[(start + i as isize * step) as usize]));
            Str::from_code_iter(pick, count)
        })
    }
}

/// Fills `total` bytes with copies of the first `n`, doubling what is there.
///
/// # Safety
/// `from` has `n` bytes, `to` has `total`, a multiple of `n`.
pub(crate) unsafe fn repeat_bytes(from: *const u8, n: usize, to: *mut u8, total: usize) {
    // SAFETY: in bounds, says the caller.
    unsafe {
        if n == 1 {
            core::ptr::write_bytes(to, *from, total);
            return;
        }
        core::ptr::copy_nonoverlapping(from, to, n);
        let mut done = n;
        while done < total {
            let more = done.min(total - done);
            core::ptr::copy_nonoverlapping(to, to.add(done), more);
            done += more;
        }
    }
}
