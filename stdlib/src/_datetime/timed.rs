//! What `time` and `datetime` share: a time of day, a fold, and perhaps a time zone, without which an object is allocated shorter.

use core::ffi::c_void;
use core::ops::Deref;

use base::mem::{self, Domain};
use layout::*;
use objects::clinic::*;
use objects::owned;
use objects::prelude::*;
use objects::slots;

use super::calendar::Clock;

/// `time` or `datetime`.
///
/// # Safety
/// The layout begins as `_PyDateTime_BaseTZInfo`; of an object whose `hastzinfo` is zero only the first `NAIVE` bytes exist, and
/// `zone` is not among them.
pub unsafe trait Timed: Subtype + Deref<Target = Object> {
    const NAIVE: usize;

    /// Where the time zone of an aware object is.
    ///
    /// # Safety
    /// `p` is an aware object.
    unsafe fn zone(p: *mut Self::Layout) -> *mut *mut PyObject;

    fn clock(&self) -> Clock;

    fn fold(&self) -> i32;

    #[inline]
    fn tzinfo(&self) -> Option<&Object> {
        // SAFETY: live; the field is there if the flag says so, and the object holds what it refers to.
        unsafe {
            if (*head(self)).hastzinfo == 0 {
                return None;
            }
            Object::from_ptr_opt(*Self::zone(self.as_ptr().cast()))
        }
    }

    /// Have they one time zone, or both none?
    fn same_zone(&self, other: &Self) -> bool {
        match (self.tzinfo(), other.tzinfo()) {
            (None, None) => true,
            (Some(a), Some(b)) => a.is(b),
            _ => false,
        }
    }
}

fn head<T: Timed + ?Sized>(this: &T) -> *mut _PyDateTime_BaseTZInfo {
    this.as_ptr().cast()
}

/// `tp_alloc`: without the room for a time zone unless the object is aware.
pub unsafe extern "C" fn alloc<T: Timed>(ty: *mut PyTypeObject, aware: isize) -> *mut PyObject {
    let size = if aware != 0 {
        size_of::<T::Layout>()
    } else {
        T::NAIVE
    };
    let o = mem::alloc(Domain::Obj, size).cast::<PyObject>();
    if o.is_null() {
        let _raised = objects::exceptions::no_memory();
        return o;
    }
    // SAFETY: fresh memory of that size, and a live type.
    unsafe {
        core::ptr::write_bytes(o.cast::<u8>(), 0, size);
        objects::alloc::init_header(o, Type::from_raw(ty));
    }
    o
}

/// An object with this time zone; the rest is for the caller to fill in.
#[inline]
pub fn new<T: Timed>(ty: &Type, tzinfo: Option<&Object>) -> PyResult<Ref<T>> {
    // SAFETY: the type is `T`'s or a subclass of it, say the callers; only an aware object has the field at the end.
    unsafe {
        let this = ty.alloc_as::<T>(usize::from(tzinfo.is_some()))?;
        (*head(&*this)).hashcode = -1;
        if let Some(tzinfo) = tzinfo {
            (*head(&*this)).hastzinfo = 1;
            *T::zone(this.as_ptr().cast()) = tzinfo.to_ref().into_ptr();
        }
        Ok(this)
    }
}

pub extern "C" fn dealloc<T: Timed>(this: *mut T) {
    // SAFETY: the last reference is gone; the field is there if the flag says so.
    unsafe {
        if (*head(&*this)).hastzinfo != 0 {
            owned::clear_field(T::zone(this.cast()));
        }
        objects::freelist::free_instance(this.cast());
    }
}

/// The hash, which is computed once.
pub fn hash<T: Timed>(
    this: &T,
    compute: impl FnOnce() -> PyResult<Py_hash_t>,
) -> PyResult<Py_hash_t> {
    // SAFETY: live; the cache is one word.
    let known = unsafe { (*head(this)).hashcode };
    if known != -1 {
        return Ok(known);
    }
    let hash = compute()?;
    // SAFETY: as above.
    unsafe { (*head(this)).hashcode = hash };
    Ok(hash)
}

extern "C" fn hour<T: Timed>(this: &T, _: *mut c_void) -> PyResult {
    number(this.clock().hour)
}

extern "C" fn minute<T: Timed>(this: &T, _: *mut c_void) -> PyResult {
    number(this.clock().minute)
}

extern "C" fn second<T: Timed>(this: &T, _: *mut c_void) -> PyResult {
    number(this.clock().second)
}

extern "C" fn microsecond<T: Timed>(this: &T, _: *mut c_void) -> PyResult {
    number(this.clock().us)
}

extern "C" fn tzinfo<T: Timed>(this: &T, _: *mut c_void) -> PyResult {
    Ok(this.tzinfo().unwrap_or(objects::none()).to_ref())
}

extern "C" fn fold<T: Timed>(this: &T, _: *mut c_void) -> PyResult {
    number(this.fold())
}

#[inline(always)]
fn number(n: i32) -> PyResult {
    Ok(Long::from_i64(n.into())?.upcast())
}

/// The attributes, for `getset_concat!`.
pub const fn attributes<T: Timed>() -> [PyGetSetDef; 6] {
    [
        slots::getset::<T>(c"hour", Some(hour::<T>), None, c""),
        slots::getset::<T>(c"minute", Some(minute::<T>), None, c""),
        slots::getset::<T>(c"second", Some(second::<T>), None, c""),
        slots::getset::<T>(c"microsecond", Some(microsecond::<T>), None, c""),
        slots::getset::<T>(c"tzinfo", Some(tzinfo::<T>), None, c""),
        slots::getset::<T>(c"fold", Some(fold::<T>), None, c""),
    ]
}

/// A time of day as a repr has it: the last parts that are zero are left out.
pub fn clock_repr(c: Clock) -> String {
    let mut text = format!("{}, {}", c.hour, c.minute);
    if c.us != 0 {
        text += &format!(", {}, {}", c.second, c.us);
    } else if c.second != 0 {
        text += &format!(", {}", c.second);
    }
    text
}

/// The end of a repr: the time zone by keyword, what follows it, and the bracket.
pub fn finish_repr(text: String, tzinfo: Option<&Object>, last: &str) -> PyResult {
    let mut w = objects::unicode::writer::Writer::new();
    w.push_text(&text)?;
    if let Some(tzinfo) = tzinfo {
        w.push_ascii(b", tzinfo=")?;
        w.push_repr(tzinfo)?;
    }
    w.push_text(last)?;
    w.push_ascii(b")")?;
    Ok(w.finish()?.upcast())
}

/// A pickle's state: the packed form, which tells the fold in the highest bit of a byte since protocol 4, and the time zone.
pub fn state<const N: usize>(
    this: &impl Timed,
    mut data: [u8; N],
    fold_at: usize,
    proto: i32,
) -> PyResult<Ref<Tuple>> {
    if proto > 3 && this.fold() != 0 {
        data[fold_at] |= 0x80;
    }
    let data = Bytes::from_slice(&data)?;
    match this.tzinfo() {
        Some(tz) => Tuple::from_slice(&[&data, tz]),
        None => Tuple::from_slice(&[&data]),
    }
}

/// The time zone of a pickle's state.
pub fn state_tzinfo(o: Option<&Object>) -> PyResult<Option<&Object>> {
    match o {
        Some(o) if !is_none(o) => match o.downcast::<super::tzinfo::TzInfo>() {
            Some(_) => Ok(Some(o)),
            None => Err(raise!(TypeError, "bad tzinfo state arg")),
        },
        _ => Ok(None),
    }
}

/// Midnight, and true, for the 24 o'clock that ends a day.
pub fn next_day_at_24(clock: Clock) -> PyResult<(Clock, bool)> {
    if clock.hour != 24 {
        return Ok((clock, false));
    }
    if clock.minute != 0 || clock.second != 0 || clock.us != 0 {
        return Err(raise!(
            ValueError,
            "minute, second, and microsecond must be 0 when hour is 24"
        ));
    }
    Ok((Clock::default(), true))
}
