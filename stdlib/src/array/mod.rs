//! `array`: arrays of numbers or characters, all of one C type, kept as they lie in memory.
//!
//! While a view is exported (`exports`) the block must neither move nor change its length.

mod item;
mod iter;
mod methods;
mod reconstruct;
mod slots;

use core::ffi::c_int;

use base::mem::{self, Domain};
use clinic::method_table;
use layout::*;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;

use item::{Code, Kind};
use slots::ARRAY;

/// As stock's `arrayobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ArrayObject {
    ob_base: PyVarObject,
    items: *mut u8,
    allocated: isize,
    code: *const Code,
    weaklist: *mut PyObject,
    exports: isize,
}

object_view!(
    /// `array.array`.
    pub Array, ArrayObject, "array.array", |o| objects::type_::is_subtype_instance(o, &ARRAY)
);

impl Array {
    /// A new array of `n` items, which are not initialised.
    fn with_len(cls: &Type, code: &'static Code, n: usize) -> PyResult<Ref<Array>> {
        let bytes = n
            .checked_mul(code.size)
            .filter(|&b| isize::try_from(b).is_ok())
            .ok_or_else(exceptions::no_memory)?;
        let this = objects::owned::alloc::<Array>(cls)?;
        // SAFETY: fresh; the length is set once the block is there.
        unsafe {
            let a = this.raw();
            (*a).ob_base.ob_size = 0;
            (*a).items = core::ptr::null_mut();
            (*a).allocated = 0;
            (*a).code = code;
            (*a).weaklist = core::ptr::null_mut();
            (*a).exports = 0;
            if bytes > 0 {
                let p = mem::alloc(Domain::Mem, bytes);
                if p.is_null() {
                    return Err(exceptions::no_memory());
                }
                (*a).items = p.cast();
                (*a).allocated = n as isize;
                (*a).ob_base.ob_size = n as isize;
            }
        }
        Ok(this)
    }

    /// A new plain array of these bytes, whole items.
    fn from_bytes(code: &'static Code, bytes: &[u8]) -> PyResult<Ref<Array>> {
        let new = Array::with_len(&ARRAY, code, bytes.len() / code.size)?;
        new.write(0, bytes);
        Ok(new)
    }

    fn len(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    fn code(&self) -> &'static Code {
        // SAFETY: set at birth, to an entry of the table.
        unsafe { &*(*self.raw()).code }
    }

    /// Where the items are; dangling if there are none.
    fn pointer(&self) -> *mut u8 {
        // SAFETY: live.
        let p = unsafe { (*self.raw()).items };
        if p.is_null() {
            core::ptr::dangling_mut()
        } else {
            p
        }
    }

    /// The items' bytes. Nothing that can run Python code may happen while they are used.
    fn bytes(&self) -> &[u8] {
        // SAFETY: the block has so many bytes.
        unsafe { core::slice::from_raw_parts(self.pointer(), self.len() * self.code().size) }
    }

    /// Overwrites bytes, from a place on; they must fit.
    fn write(&self, at: usize, bytes: &[u8]) {
        debug_assert!(at + bytes.len() <= self.bytes().len());
        // SAFETY: in range, say the callers; the source may be the array itself.
        unsafe { core::ptr::copy(bytes.as_ptr(), self.pointer().add(at), bytes.len()) }
    }

    /// Item `i`, which is in range.
    fn get(&self, i: usize) -> PyResult {
        let code = self.code();
        let mut item = [0u8; 8];
        item[..code.size].copy_from_slice(&self.bytes()[i * code.size..][..code.size]);
        item::decode(code, &item[..code.size])
    }

    /// Sets item `i`, if it is still in range once the value has been converted.
    fn set(&self, i: usize, value: &Object) -> PyResult<()> {
        let bytes = item::encode(self.code(), value)?;
        if i >= self.len() {
            return Err(raise!(IndexError, "array assignment index out of range"));
        }
        self.write(i * self.code().size, &bytes[..self.code().size]);
        Ok(())
    }

    fn check_exports(&self) -> PyResult<()> {
        // SAFETY: live.
        if unsafe { (*self.raw()).exports } > 0 {
            return Err(raise!(
                BufferError,
                "cannot resize an array that is exporting buffers"
            ));
        }
        Ok(())
    }

    /// Changes the length; new items are not initialised. Grows by an eighth more than asked.
    fn resize(&self, n: usize) -> PyResult<()> {
        if n != self.len() {
            self.check_exports()?;
        }
        let size = self.code().size;
        // SAFETY: the block is this array's own, and nobody looks at it meanwhile.
        unsafe {
            let a = self.raw();
            let allocated = (*a).allocated as usize;
            if allocated >= n && self.len() < n.saturating_add(16) && !(*a).items.is_null() {
                (*a).ob_base.ob_size = n as isize;
                return Ok(());
            }
            if n == 0 {
                mem::free(Domain::Mem, (*a).items.cast());
                (*a).items = core::ptr::null_mut();
                (*a).allocated = 0;
                (*a).ob_base.ob_size = 0;
                return Ok(());
            }
            let room = n
                .checked_add((n >> 4) + if self.len() < 8 { 3 } else { 7 })
                .ok_or_else(exceptions::no_memory)?;
            let bytes = room
                .checked_mul(size)
                .filter(|&b| isize::try_from(b).is_ok())
                .ok_or_else(exceptions::no_memory)?;
            let p = mem::realloc(Domain::Mem, (*a).items.cast(), bytes);
            if p.is_null() {
                return Err(exceptions::no_memory());
            }
            (*a).items = p.cast();
            (*a).allocated = room as isize;
            (*a).ob_base.ob_size = n as isize;
        }
        Ok(())
    }

    /// Gives back the room beyond the items.
    fn shrink(&self) {
        let size = self.len() * self.code().size;
        // SAFETY: the block is this array's own, and has that many bytes at least; where it stays as it is, so does the room.
        unsafe {
            let a = self.raw();
            if size == 0 || (*a).allocated as usize == self.len() {
                return;
            }
            let p = mem::realloc(Domain::Mem, (*a).items.cast(), size);
            if !p.is_null() {
                (*a).items = p.cast();
                (*a).allocated = (*a).ob_base.ob_size;
            }
        }
    }

    /// Puts `bytes`, whole items that do not lie in this array, in the place of the items from `low` to `high`.
    fn splice(&self, low: usize, high: usize, bytes: &[u8]) -> PyResult<()> {
        let (n, size) = (self.len(), self.code().size);
        let new = bytes.len() / size;
        let tail = n - high;
        let total = low
            .checked_add(new)
            .and_then(|t| t.checked_add(tail))
            .ok_or_else(exceptions::no_memory)?;
        // SAFETY: items move within the block, which is as long as the longer of both lengths.
        unsafe {
            let shift = |this: &Array| {
                let p = this.pointer();
                core::ptr::copy(p.add(high * size), p.add((low + new) * size), tail * size);
            };
            if total > n {
                self.resize(total)?;
                shift(self);
            } else if total < n {
                self.check_exports()?;
                shift(self);
                self.resize(total)?;
            }
        }
        self.write(low * size, bytes);
        Ok(())
    }

    fn append(&self, value: &Object) -> PyResult<()> {
        let bytes = item::encode(self.code(), value)?;
        let n = self.len();
        self.splice(n, n, &bytes[..self.code().size])
    }

    /// Adds the items of an array of the same kind, or of any iterable.
    fn extend(&self, other: &Object) -> PyResult<()> {
        if let Some(other) = other.downcast::<Array>() {
            if !core::ptr::eq(other.code(), self.code()) {
                return Err(raise!(TypeError, "can only extend with array of same kind"));
            }
            let n = self.len();
            if other.is(self) {
                self.resize(n.checked_mul(2).ok_or_else(exceptions::no_memory)?)?;
                let half = n * self.code().size;
                // SAFETY: the block has just been doubled.
                unsafe { core::ptr::copy(self.pointer(), self.pointer().add(half), half) };
                return Ok(());
            }
            return self.splice(n, n, other.bytes());
        }
        let it = other.iter()?;
        while let Some(value) = objects::owned::next(&it)? {
            self.append(&value)?;
        }
        Ok(())
    }

    /// Adds items from their bytes.
    fn extend_bytes(&self, bytes: &[u8]) -> PyResult<()> {
        if !bytes.len().is_multiple_of(self.code().size) {
            return Err(raise!(
                ValueError,
                "bytes length not a multiple of item size"
            ));
        }
        let n = self.len();
        self.splice(n, n, bytes)
    }

    /// Adds the characters of a str.
    fn extend_text(&self, text: &Str) -> PyResult<()> {
        let mut bytes = Vec::new();
        for i in 0..text.len() {
            bytes.try_extend(&text.char_at(i).to_ne_bytes())?;
        }
        self.extend_bytes(&bytes)
    }

    fn is_text(&self) -> bool {
        self.code().kind == Kind::Character
    }
}

/// The type code of an argument: one character.
fn code_argument(o: &Object) -> PyResult<u32> {
    let Some(text) = o.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "array() argument 1 must be a unicode character, not {}",
            o.class().tp_name()
        ));
    };
    match text.len() {
        1 => Ok(text.char_at(0)),
        n => Err(raise!(
            TypeError,
            "array() argument 1 must be a unicode character, not a string of length {}",
            n
        )),
    }
}

fn as_char(code: u32) -> char {
    char::from_u32(code).unwrap_or('?')
}

extern "C" fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let exact = cls.is(&ARRAY);
    // SAFETY: live types.
    let own_init = exact
        || unsafe {
            (*cls.raw()).tp_init.map(|f| f as usize) == (*ARRAY.raw()).tp_init.map(|f| f as usize)
        };
    if own_init && kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(crate::support::no_keywords("array.array"));
    }
    let (letter, initial) = match args.as_slice() {
        [letter] => (&**letter, None),
        [letter, initial] => (&**letter, Some(&**initial)),
        [] => {
            return Err(raise!(
                TypeError,
                "array() takes at least 1 argument (0 given)"
            ));
        }
        more => {
            return Err(raise!(
                TypeError,
                "array() takes at most 2 arguments ({} given)",
                more.len()
            ));
        }
    };
    let letter = code_argument(letter)?;
    runtime::audit::audit("array.__new__", || {
        Tuple::from_array([
            Str::from_code_points(&[letter])?.upcast(),
            initial.unwrap_or(none()).to_ref(),
        ])
    })?;
    if letter == u32::from('u') {
        objects::warnings::warn(
            &types::DeprecationWarning,
            format_args!("The 'u' type code is deprecated and will be removed in Python 3.16"),
            1,
        )?;
    }
    let is_text = |c: u32| c == u32::from('u') || c == u32::from('w');
    let source = initial.and_then(|i| i.downcast::<Array>());
    if !is_text(letter) {
        if initial.is_some_and(|i| i.downcast::<Str>().is_some()) {
            return Err(raise!(
                TypeError,
                "cannot use a str to initialize an array with typecode '{}'",
                as_char(letter)
            ));
        }
        if source.is_some_and(Array::is_text) {
            return Err(raise!(
                TypeError,
                "cannot use a unicode array to initialize an array with typecode '{}'",
                as_char(letter)
            ));
        }
    }
    let Some(code) = item::find(letter) else {
        return Err(raise!(
            ValueError,
            "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"
        ));
    };
    let this = Array::with_len(cls, code, 0)?;
    let Some(initial) = initial else {
        return Ok(this.upcast());
    };
    if let Some(bytes) = initial.downcast::<Bytes>() {
        this.extend_bytes(bytes.as_slice())?;
    } else if let Some(bytes) = initial.downcast::<ByteArray>() {
        this.extend_bytes(&bytes.to_vec())?;
    } else if let Some(text) = initial.downcast::<Str>() {
        this.extend_text(text)?;
    } else if source.is_some_and(|s| core::ptr::eq(s.code(), code)) {
        this.extend(initial)?;
    } else {
        // an array of another kind is a row of values
        let it = initial.iter()?;
        while let Some(value) = objects::owned::next(&it)? {
            this.append(&value)?;
        }
    }
    // of those, the length is known beforehand
    let counted = initial.downcast::<List>().is_some() || initial.downcast::<Tuple>().is_some();
    if counted || source.is_some() || initial.downcast::<Str>().is_some() {
        this.shrink();
    }
    Ok(this.upcast())
}

fn exec(m: &Module) -> PyResult<()> {
    iter::ARRAY_ITERATOR.make(m)?;
    crate::support::add_type(m, &ARRAY)?;
    m.add("ArrayType", &ARRAY)?;
    let letters: String = item::CODES.iter().map(|c| char::from(c.letter)).collect();
    m.add_str("typecodes", &letters)?;
    // arrays are mutable sequences
    let register = runtime::import::import_attr("collections.abc", interned!("MutableSequence"))?
        .get_attr(interned!("register"))?;
    register.call(&[&ARRAY])?;
    Ok(())
}

crate::module!(
    c"array",
    c"Arrays of numbers or characters, all of one C type.",
    methods = method_table![reconstruct::array_reconstructor],
    exec = exec
);

/// Index of an item from the end, if negative.
fn from_end(i: isize, n: usize) -> isize {
    if i < 0 { i + n as isize } else { i }
}

#[cold]
fn compare_op(op: c_int) -> CompareOp {
    objects::sequence::compare_op(op)
}
