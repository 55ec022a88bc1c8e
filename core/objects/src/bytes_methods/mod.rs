//! The methods that `bytes` and `bytearray` share.
//!
//! `shared_methods!` writes them into both types. The bodies take slices; arguments are converted before the object's own bytes
//! are looked at, since a conversion may run code that changes a bytearray.

use base::{Object, PyResult, Ref, Subtype};

use self::filling::Filling;
use crate::prelude::*;
use crate::unicode::search;

pub mod ascii;
pub mod filling;
pub mod hex;
pub mod iter;
pub mod methods;
pub mod pad;
pub mod percent;
pub mod split;

/// `bytes` or `bytearray`.
pub trait BytesLike: Subtype + Sized {
    /// Runs `f` on the bytes, which nobody changes meanwhile: `f` runs no Python code.
    fn with<R>(&self, f: impl FnOnce(&[u8]) -> R) -> R;
    /// A new object of the base type.
    fn make(s: &[u8]) -> PyResult<Ref<Self>>;
    /// A new object of the base type with `n` bytes, all of which `f` writes; `f` runs no Python code.
    fn filled(n: usize, f: impl FnOnce(&mut Filling<'_>)) -> PyResult<Ref<Self>>;
    /// As [`BytesLike::filled`], in a place for `room` bytes, of which a bytearray keeps some.
    fn filled_in(_room: usize, n: usize, f: impl FnOnce(&mut Filling<'_>)) -> PyResult<Ref<Self>> {
        Self::filled(n, f)
    }
    /// A new object with what `f` makes of each byte.
    fn map(&self, f: impl FnMut(u8) -> u8) -> PyResult<Ref<Self>> {
        self.with(|s| Self::filled(s.len(), |out| out.extend_by(s, f)))
    }
    /// The same bytes: the object itself if it cannot change.
    fn same(&self) -> PyResult<Ref<Self>>;
    /// The object as it is.
    fn object(&self) -> &Object;
    /// Keeps the bytes where they are while code runs: who tries to resize them meanwhile gets BufferError.
    fn pin(&self) -> Pin;
}

/// What [`BytesLike::pin`] gives: an export of a bytearray, which ends when it is dropped.
#[must_use]
pub struct Pin(Option<Ref<ByteArray>>);

impl Pin {
    fn of(array: &ByteArray) -> Pin {
        array.count_export(1);
        Pin(Some(array.to_ref()))
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        if let Some(array) = &self.0 {
            array.count_export(-1);
        }
    }
}

impl BytesLike for Bytes {
    #[inline(always)]
    fn with<R>(&self, f: impl FnOnce(&[u8]) -> R) -> R {
        f(self.as_slice())
    }
    fn make(s: &[u8]) -> PyResult<Ref<Bytes>> {
        Bytes::from_slice(s)
    }
    fn filled(n: usize, f: impl FnOnce(&mut Filling<'_>)) -> PyResult<Ref<Bytes>> {
        // Not one of the shared objects of one byte, as in the stock library.
        let new = Bytes::with_len(n)?;
        // SAFETY: fresh, with room for `n` bytes.
        unsafe { Filling::run(new.as_mut_ptr(), n, f) };
        Ok(new)
    }
    fn same(&self) -> PyResult<Ref<Bytes>> {
        if self.is_exact() {
            Ok(self.to_ref())
        } else {
            Bytes::from_slice(self.as_slice())
        }
    }
    fn object(&self) -> &Object {
        self
    }
    #[inline(always)]
    fn pin(&self) -> Pin {
        Pin(None)
    }
}

impl BytesLike for ByteArray {
    #[inline(always)]
    fn with<R>(&self, f: impl FnOnce(&[u8]) -> R) -> R {
        critical_section!(*self);
        // SAFETY: locked where threads are free, and `f` runs no code that could resize.
        f(unsafe { self.slice_unchecked() })
    }
    fn make(s: &[u8]) -> PyResult<Ref<ByteArray>> {
        ByteArray::from_slice(s)
    }
    fn filled(n: usize, f: impl FnOnce(&mut Filling<'_>)) -> PyResult<Ref<ByteArray>> {
        // SAFETY: fresh, with room for `n` bytes.
        ByteArray::fresh(n, |p| unsafe { Filling::run(p, n, f) })
    }
    fn filled_in(
        room: usize,
        n: usize,
        f: impl FnOnce(&mut Filling<'_>),
    ) -> PyResult<Ref<ByteArray>> {
        let new = ByteArray::filled(room, |out| {
            f(out);
            out.pad(room - n, 0);
        })?;
        new.resize(n)?;
        Ok(new)
    }
    fn same(&self) -> PyResult<Ref<ByteArray>> {
        self.with(ByteArray::from_slice)
    }
    fn object(&self) -> &Object {
        self
    }
    fn pin(&self) -> Pin {
        Pin::of(self)
    }
}

/// A part to search for: bytes-like, or one byte as an int.
pub enum Needle {
    Byte([u8; 1]),
    Buffer(Buffer),
}

impl Needle {
    /// The part to search for in `this`, which stays as it is meanwhile.
    pub fn get_for<T: BytesLike>(this: &T, o: &Object) -> PyResult<Needle> {
        let _pin = this.pin();
        Needle::get(o)
    }

    pub fn get(o: &Object) -> PyResult<Needle> {
        if crate::buffer::has_buffer(o) {
            return Ok(Needle::Buffer(Buffer::get(o)?));
        }
        if !crate::sequence::has_index(o) {
            return Err(raise!(
                TypeError,
                "argument should be integer or bytes-like object, not '{:.200}'",
                o.class().tp_name()
            ));
        }
        Ok(Needle::Byte([byte(o)?]))
    }

    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Needle::Byte(b) => b,
            Needle::Buffer(b) => b.as_slice(),
        }
    }
}

/// An int from 0 to 255.
pub fn byte(o: &Object) -> PyResult<u8> {
    let n = o.index()?;
    match n.to_i64().and_then(|n| u8::try_from(n).ok()) {
        Some(b) => Ok(b),
        None => Err(raise!(ValueError, "byte must be in range(0, 256)")),
    }
}

/// Where a part occurs first (or last) between the bounds.
pub fn find(
    s: &[u8],
    part: &[u8],
    start: Option<isize>,
    end: Option<isize>,
    last: bool,
) -> Option<usize> {
    let (a, b) = crate::unicode::window(s.len(), start, end)?;
    let found = if last {
        search::rfind(&s[a..b], part)
    } else {
        search::find(&s[a..b], part)
    };
    found.map(|i| a + i)
}

/// How often a part occurs between the bounds.
pub fn count(s: &[u8], part: &[u8], start: Option<isize>, end: Option<isize>) -> usize {
    match crate::unicode::window(s.len(), start, end) {
        Some((a, b)) => search::count(&s[a..b], part, usize::MAX),
        None => 0,
    }
}

/// `item in s`.
pub fn contains<T: BytesLike>(this: &T, item: &Object) -> PyResult<bool> {
    let pin = this.pin();
    if crate::sequence::has_index(item) && !crate::buffer::has_buffer(item) {
        let b = byte(item)?;
        drop(pin);
        return Ok(this.with(|s| memchr::memchr(b, s).is_some()));
    }
    let part = Buffer::get(item)?;
    drop(pin);
    Ok(this.with(|s| search::find(s, part.as_slice()).is_some()))
}

/// `startswith` and `endswith`: one part, or a tuple of them.
pub fn tail_match<T: BytesLike>(
    this: &T,
    what: &Object,
    start: Option<isize>,
    end: Option<isize>,
    at_end: bool,
) -> PyResult<bool> {
    let matches = |part: &[u8]| {
        this.with(|s| match crate::unicode::window(s.len(), start, end) {
            Some((a, b)) if at_end => s[a..b].ends_with(part),
            Some((a, b)) => s[a..b].starts_with(part),
            None => false,
        })
    };
    if let Some(t) = what.downcast::<Tuple>() {
        for item in t.as_slice() {
            if matches(Buffer::get(item)?.as_slice()) {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if !crate::buffer::has_buffer(what) {
        return Err(raise!(
            TypeError,
            "{} first arg must be bytes or a tuple of bytes, not {:.100}",
            if at_end { "endswith" } else { "startswith" },
            what.class().tp_name()
        ));
    }
    Ok(matches(Buffer::get(what)?.as_slice()))
}

/// `s.replace(old, new, count)`.
pub fn replace<T: BytesLike>(this: &T, old: &[u8], new: &[u8], count: isize) -> PyResult<Ref<T>> {
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    let replaced = this.with(|s| -> PyResult<Option<Ref<T>>> {
        let n = search::count(s, old, limit);
        if limit == 0 || n == 0 {
            return Ok(None);
        }
        let total = (new.len() as isize - old.len() as isize)
            .checked_mul(n as isize)
            .and_then(|d| d.checked_add(s.len() as isize));
        let Some(total) = total else {
            return Err(raise!(OverflowError, "replace bytes is too long"));
        };
        let replaced = T::filled(total as usize, |out| {
            if old.is_empty() {
                for (i, b) in s.iter().enumerate() {
                    if i < n {
                        out.extend(new);
                    }
                    out.push(*b);
                }
                if n > s.len() {
                    out.extend(new);
                }
                return;
            }
            let mut from = 0;
            for at in search::Matches::new(s, old).take(n) {
                out.extend(&s[from..at]);
                out.extend(new);
                from = at + old.len();
            }
            out.extend(&s[from..]);
        });
        replaced.map(Some)
    })?;
    match replaced {
        Some(new) => Ok(new),
        None => this.same(),
    }
}

/// Room for `n` bytes, or MemoryError.
pub fn buffer(n: usize) -> PyResult<Vec<u8>> {
    let mut v = Vec::new();
    match v.try_reserve_exact(n) {
        Ok(()) => Ok(v),
        Err(_) => Err(crate::exceptions::no_memory()),
    }
}

/// `s.join(iterable)`.
pub fn join<T: BytesLike>(this: &T, iterable: &Object) -> PyResult<Ref<T>> {
    let _pin = this.pin();
    let list;
    let given = iterable.downcast::<List>();
    let items: Vec<Ref> = if let Some(t) = iterable.downcast::<Tuple>() {
        let mut items = crate::grow::vec_for(t.len())?;
        items.extend(t.as_slice().iter().map(|o| o.to_ref()));
        items
    } else if let Some(l) = given {
        l.to_vec()?
    } else {
        match iterable.iter() {
            Ok(it) => {
                list = List::from_iterable(&it)?;
                list.to_vec()?
            }
            Err(e) => {
                crate::exceptions::clear_if(&crate::exceptions::types::TypeError, e)?;
                return Err(raise!(TypeError, "can only join an iterable"));
            }
        }
    };
    if let [one] = items.as_slice()
        && let Some(b) = one.downcast::<Bytes>()
        && b.is_exact()
    {
        return T::make(b.as_slice());
    }
    // Of `bytes` alone, the usual case, no buffers need be held: they would take ten times what the pointers take.
    let exact = |o: &Ref| o.downcast::<Bytes>().is_some_and(Bytes::is_exact);
    if items.iter().all(exact) {
        let parts = items.iter().filter_map(|o| o.downcast::<Bytes>());
        return joined(this, parts.map(Bytes::as_slice));
    }
    let mut buffers = crate::grow::vec_for(items.len())?;
    for (i, item) in items.iter().enumerate() {
        // Whatever it was that kept the item from giving its bytes.
        buffers.push(Buffer::get(item).map_err(|e| {
            e.clear();
            raise!(
                TypeError,
                "sequence item {}: expected a bytes-like object, {:.80} found",
                i,
                item.class().tp_name()
            )
        })?);
        if given.is_some_and(|l| l.len() != items.len()) {
            return Err(raise!(
                RuntimeError,
                "sequence changed size during iteration"
            ));
        }
    }
    joined(this, buffers.iter().map(Buffer::as_slice))
}

fn joined<'a, T: BytesLike>(
    this: &T,
    parts: impl Iterator<Item = &'a [u8]> + Clone,
) -> PyResult<Ref<T>> {
    this.with(|sep| {
        let mut total = Some(0usize);
        for (i, part) in parts.clone().enumerate() {
            let sep = if i > 0 { sep.len() } else { 0 };
            total = total.and_then(|t| t.checked_add(sep)?.checked_add(part.len()));
        }
        let Some(total) = total.filter(|t| isize::try_from(*t).is_ok()) else {
            return Err(raise!(OverflowError, "join() result is too long"));
        };
        T::filled(total, |out| {
            for (i, part) in parts.enumerate() {
                if i > 0 {
                    out.extend(sep);
                }
                out.extend(part);
            }
        })
    })
}

/// `s.translate(table, delete)`.
pub fn translate<T: BytesLike>(
    this: &T,
    table: &Object,
    delete: Option<&Object>,
) -> PyResult<Ref<T>> {
    let table = if is_none(table) {
        None
    } else {
        let b = Buffer::get(table)?;
        if b.len() != 256 {
            return Err(raise!(
                ValueError,
                "translation table must be 256 characters long"
            ));
        }
        Some(b)
    };
    let delete = delete.map(Buffer::get).transpose()?;
    let mut drop = [false; 256];
    for b in delete.iter().flat_map(|d| d.as_slice()) {
        drop[*b as usize] = true;
    }
    let stands_for = |b: u8| table.as_ref().map_or(b, |t| t.as_slice()[b as usize]);
    let translated = this.with(|s| {
        let dropped = |b: &u8| drop[*b as usize];
        if s.iter().all(|b| !dropped(b) && stands_for(*b) == *b) {
            return Ok(None);
        }
        let kept = s.iter().filter(|b| !dropped(b));
        let translated = T::filled_in(s.len(), kept.clone().count(), |out| {
            kept.for_each(|b| out.push(stands_for(*b)));
        });
        translated.map(Some)
    })?;
    match translated {
        Some(new) => Ok(new),
        None => this.same(),
    }
}

/// `bytes.maketrans(frm, to)`.
pub fn maketrans(from: &Buffer, to: &Buffer) -> PyResult<Ref<Bytes>> {
    if from.len() != to.len() {
        return Err(raise!(
            ValueError,
            "maketrans arguments must have same length"
        ));
    }
    let mut table: [u8; 256] = core::array::from_fn(|i| i as u8);
    for (f, t) in from.as_slice().iter().zip(to.as_slice()) {
        table[*f as usize] = *t;
    }
    Bytes::from_slice(&table)
}

/// `repr` of bytes between a prefix (`b` or `bytearray(b`) and a suffix.
pub fn repr(s: &[u8], prefix: &str, suffix: &str) -> PyResult<Ref<Str>> {
    let double = memchr::memchr(b'\'', s).is_some() && memchr::memchr(b'"', s).is_none();
    let quote = if double { b'"' } else { b'\'' };
    let mut out = buffer(s.len() + prefix.len() + suffix.len() + 2)?;
    out.extend_from_slice(prefix.as_bytes());
    out.push(quote);
    for b in s {
        match b {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            // bytearray escapes the single quote between double ones, too.
            b if *b == quote || *b == b'\'' && prefix != "b" => {
                out.extend_from_slice(&[b'\\', *b]);
            }
            0x20..=0x7e => out.push(*b),
            b => {
                out.extend_from_slice(b"\\x");
                out.push(hex::DIGITS[(b >> 4) as usize]);
                out.push(hex::DIGITS[(b & 15) as usize]);
            }
        }
    }
    out.push(quote);
    out.extend_from_slice(suffix.as_bytes());
    if prefix.is_ascii() {
        Str::from_ascii(&out)
    } else {
        // A subclass of bytearray may have any name.
        Str::from_wtf8(&out)
    }
}

/// Order with a bytes-like object: what `tp_richcompare` answers. `None` if the other is not one.
pub fn compare(a: &[u8], other: &Object, op: core::ffi::c_int) -> PyResult<Option<bool>> {
    if !crate::buffer::has_buffer(other) {
        return Ok(None);
    }
    let b = match Buffer::get(other) {
        Ok(b) => b,
        Err(e) => {
            e.clear();
            return Ok(None);
        }
    };
    Ok(Some(crate::sequence::compare_lengths(a, b.as_slice(), op)))
}

/// The bytes that `bytes(x)` and `bytearray(x)` make of a buffer or an iterable of ints.
pub fn from_iterable(o: &Object, kind: &str) -> PyResult<Vec<u8>> {
    let _ = kind;
    let mut out = Vec::new();
    let push = |out: &mut Vec<u8>, item: &Object| -> PyResult<()> {
        let n = item.index()?;
        let Some(b) = n.to_i64().and_then(|n| u8::try_from(n).ok()) else {
            return Err(raise!(ValueError, "{} must be in range(0, 256)", kind));
        };
        if out.try_reserve(1).is_err() {
            return Err(crate::exceptions::no_memory());
        }
        out.push(b);
        Ok(())
    };
    if let Some(t) = o.downcast::<Tuple>() {
        for item in t.as_slice() {
            push(&mut out, item)?;
        }
        return Ok(out);
    }
    let it = o.iter()?;
    let hint = o.length_hint(64)?;
    if out.try_reserve(hint.min(isize::MAX as usize)).is_err() {
        return Err(crate::exceptions::no_memory());
    }
    while let Some(item) = it.next()? {
        push(&mut out, &item)?;
    }
    Ok(out)
}

/// Can the object be iterated over, by `__iter__` or as a sequence?
pub fn is_iterable(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe { (*o.type_ptr()).tp_iter.is_some() || o.is_sequence() }
}

/// BytesWarning, if `-b` asks for it (`-bb` makes it an error through the filters).
pub fn bytes_warning(message: core::fmt::Arguments<'_>) -> PyResult<()> {
    // SAFETY: attached; the configuration does not change after start-up.
    if unsafe { (*base::tstate::interp()).config.bytes_warning } == 0 {
        return Ok(());
    }
    crate::warnings::warn(&crate::exceptions::types::BytesWarning, message, 1)
}
