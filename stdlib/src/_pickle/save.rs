//! The pickler's walk: each object as opcodes, by its exact type; what has no opcode goes through `save_reduce`.

use std::collections::HashSet;

use objects::exceptions::{self, add_note, types};
use objects::function::PyFunction_Type;
use objects::picklebuffer::{PickleBuffer, PyPickleBuffer_Type};
use objects::prelude::*;
use objects::repr::full_name;
use objects::type_::PyType_Type;
use objects::{ByteArray, bytearray, bytes, dict, float, list, long, set, tuple, unicode};

use super::inner::Machine;
use super::opcode::*;
use super::output::Output;
use super::pickler::Pickler;
use super::state::pickling_error;

/// Nesting of containers from which on "fast" mode looks out for cycles.
const FAST_NESTING_LIMIT: usize = 50;

/// The state of one `dump`.
pub struct Saver<'a> {
    pub pickler: &'a Pickler,
    pub out: Output,
    pub proto: i32,
    /// Is the protocol a binary one (1 and later)?
    pub bin: bool,
    pub fix_imports: bool,
    pub reducer_override: Option<Ref>,
    pub dispatch_table: Option<Ref>,
    persistent_id: Option<Ref>,
    buffer_callback: Option<Ref>,
    fast_nesting: usize,
    /// The containers that are being saved in fast mode, once deeply nested.
    fast_open: HashSet<usize>,
}

impl<'a> Saver<'a> {
    pub fn new(pickler: &'a Pickler, out: Output) -> PyResult<Saver<'a>> {
        let options = pickler.with(|i| {
            (
                i.options.proto,
                i.options.fix_imports,
                i.options.buffer_callback.clone(),
            )
        });
        let Some((proto, fix_imports, buffer_callback)) = options else {
            return Err(pickling_error(format_args!("Pickler was not initialized")));
        };
        Ok(Saver {
            pickler,
            out,
            proto,
            bin: proto > 0,
            fix_imports,
            reducer_override: pickler.get_attr_opt(interned!("reducer_override"))?,
            dispatch_table: pickler.dispatch_table(),
            persistent_id: pickler.persistent_id_method()?,
            buffer_callback,
            fast_nesting: 0,
            fast_open: HashSet::new(),
        })
    }

    /// A whole pickle: the protocol, the object, the end.
    pub fn dump(&mut self, o: &Object) -> PyResult<()> {
        if self.proto >= 2 {
            self.out.push(&[PROTO, self.proto as u8])?;
            self.out.framing = self.proto >= 4;
        }
        self.save(o)?;
        self.out.op(STOP)?;
        self.out.close_frame();
        self.out.framing = false;
        Ok(())
    }

    /// Saves an object, or its persistent id.
    pub fn save(&mut self, o: &Object) -> PyResult<()> {
        self.out.boundary()?;
        if let Some(f) = self.persistent_id.clone() {
            let id = f.call(&[o])?;
            if !is_none(&id) {
                return self.save_persistent(&id);
            }
        }
        self.save_object(o)
    }

    fn save_persistent(&mut self, id: &Object) -> PyResult<()> {
        if self.bin {
            self.out.boundary()?;
            self.save_object(id)?;
            return self.out.op(BINPERSID);
        }
        let text = id.str()?;
        let Some(ascii) = text.as_ascii() else {
            return Err(pickling_error(format_args!(
                "persistent IDs in protocol 0 must be ASCII strings"
            )));
        };
        self.out.op(PERSID)?;
        self.out.push(ascii.as_bytes())?;
        self.out.push(b"\n")
    }

    fn save_object(&mut self, o: &Object) -> PyResult<()> {
        // What is never in the memo.
        if is_none(o) {
            return self.out.op(NONE);
        }
        if o.is(py_bool(true)) || o.is(py_bool(false)) {
            return self.save_bool(o.is(py_bool(true)));
        }
        let exactly = |t: &Type| o.is_exactly(t.as_mut_ptr());
        if exactly(&long::PyLong_Type) {
            return self.save_long(cast(o));
        }
        if exactly(&float::PyFloat_Type) {
            return self.save_float(cast(o));
        }
        if let Some(index) = self.pickler.memo_get(o) {
            return self.get(index);
        }
        if exactly(&bytes::PyBytes_Type) {
            return self.save_bytes(cast(o));
        }
        if exactly(&unicode::PyUnicode_Type) {
            return self.save_str(cast(o));
        }
        objects::recursion::enter(" while pickling an object")?;
        if exactly(&dict::PyDict_Type) {
            return self.in_fast_mode(o, |s| s.save_dict(cast(o)));
        }
        if exactly(&set::PySet_Type) {
            return self.save_set(o);
        }
        if exactly(&set::PyFrozenSet_Type) {
            return self.save_frozenset(o);
        }
        if exactly(&list::PyList_Type) {
            return self.in_fast_mode(o, |s| s.save_list(cast(o)));
        }
        if exactly(&tuple::PyTuple_Type) {
            return self.save_tuple(cast(o));
        }
        if exactly(&bytearray::PyByteArray_Type) {
            return self.save_bytearray(cast(o));
        }
        if exactly(&PyPickleBuffer_Type) {
            return self.save_picklebuffer(cast(o));
        }
        if let Some(f) = self.reducer_override.clone() {
            let reduced = f.call(&[o])?;
            if !reduced.is(objects::not_implemented()) {
                return self.save_reduced(o, &reduced);
            }
        }
        if exactly(&PyType_Type) {
            return self.save_type(o);
        }
        if exactly(&PyFunction_Type) {
            return self.save_global(o, None);
        }
        self.save_by_reduction(o)
    }

    /// Runs `f` on a container; in fast mode, which has no memo, watches for cycles.
    fn in_fast_mode(
        &mut self,
        o: &Object,
        f: impl FnOnce(&mut Self) -> PyResult<()>,
    ) -> PyResult<()> {
        if !self.pickler.is_fast() {
            return f(self);
        }
        self.fast_nesting += 1;
        let watched = self.fast_nesting >= FAST_NESTING_LIMIT;
        if watched && !self.fast_open.insert(o.as_ptr().addr()) {
            return Err(raise!(
                ValueError,
                "fast mode: can't pickle cyclic objects including object type {:.200} at {:p}",
                o.class().tp_name(),
                o.as_ptr()
            ));
        }
        f(self)?;
        self.fast_nesting -= 1;
        if watched {
            self.fast_open.remove(&o.as_ptr().addr());
        }
        Ok(())
    }

    /// Puts an object on the stack that was saved before.
    pub fn get(&mut self, index: usize) -> PyResult<()> {
        if !self.bin {
            return self.out.push(format!("g{index}\n").as_bytes());
        }
        if let Ok(byte) = u8::try_from(index) {
            return self.out.push(&[BINGET, byte]);
        }
        let Ok(index) = u32::try_from(index) else {
            return Err(pickling_error(format_args!(
                "memo id too large for LONG_BINGET"
            )));
        };
        self.header(LONG_BINGET, &index.to_le_bytes())
    }

    /// Remembers the object on top of the stack.
    pub fn memoize(&mut self, o: &Object) -> PyResult<()> {
        if self.pickler.is_fast() {
            return Ok(());
        }
        let index = self.pickler.memo_put(o)?;
        if self.proto >= 4 {
            return self.out.op(MEMOIZE);
        }
        if !self.bin {
            return self.out.push(format!("p{index}\n").as_bytes());
        }
        if let Ok(byte) = u8::try_from(index) {
            return self.out.push(&[BINPUT, byte]);
        }
        let Ok(index) = u32::try_from(index) else {
            return Err(pickling_error(format_args!(
                "memo id too large for LONG_BINPUT"
            )));
        };
        self.header(LONG_BINPUT, &index.to_le_bytes())
    }

    /// An opcode and its argument.
    fn header(&mut self, opcode: u8, argument: &[u8]) -> PyResult<()> {
        let (bytes, n) = joined(opcode, argument);
        self.out.push(&bytes[..n])
    }

    fn save_bool(&mut self, value: bool) -> PyResult<()> {
        match (self.proto >= 2, value) {
            (true, true) => self.out.op(NEWTRUE),
            (true, false) => self.out.op(NEWFALSE),
            (false, true) => self.out.push(b"I01\n"),
            (false, false) => self.out.push(b"I00\n"),
        }
    }

    fn save_long(&mut self, value: &Long) -> PyResult<()> {
        if let Some(small) = value.to_i64().and_then(|v| i32::try_from(v).ok()) {
            if !self.bin {
                return self.out.push(format!("I{small}\n").as_bytes());
            }
            let bytes = small.to_le_bytes();
            return match small {
                0..=0xff => self.out.push(&[BININT1, bytes[0]]),
                0x100..=0xffff => self.out.push(&[BININT2, bytes[0], bytes[1]]),
                _ => self.header(BININT, &bytes),
            };
        }
        if self.proto < 2 {
            self.out.op(LONG)?;
            self.out.push(&long::to_text::decimal_bytes(value)?)?;
            return self.out.push(b"L\n");
        }
        let n = usize::try_from(value.bit_length() / 8 + 1)
            .ok()
            .filter(|n| *n <= i32::MAX as usize)
            .ok_or_else(|| raise!(OverflowError, "int too large to pickle"))?;
        let mut digits = Vec::new();
        digits
            .try_reserve_exact(n)
            .map_err(|_| exceptions::no_memory())?;
        digits.resize(n, 0);
        long::to_byte_slice(value, &mut digits, true, true)?;
        // the sign may need no byte of its own
        if let [.., before, 0xff] = digits[..]
            && value.is_negative()
            && before & 0x80 != 0
        {
            digits.pop();
        }
        match u8::try_from(digits.len()) {
            Ok(n) => self.out.push(&[LONG1, n])?,
            Err(_) => self.header(LONG4, &(digits.len() as u32).to_le_bytes())?,
        }
        self.out.push(&digits)
    }

    fn save_float(&mut self, value: &Float) -> PyResult<()> {
        if self.bin {
            return self.header(BINFLOAT, &value.value().to_be_bytes());
        }
        let text = value.repr()?;
        self.out.op(FLOAT)?;
        self.out.push(text.to_string_lossy().as_bytes())?;
        self.out.push(b"\n")
    }

    /// Bytes by their own opcodes, in the first of the given sizes of length that is wide enough.
    fn push_counted(
        &mut self,
        data: &[u8],
        [short, medium, long]: [Option<u8>; 3],
        payload: Option<&Object>,
        what: &str,
    ) -> PyResult<()> {
        let n = data.len();
        let (header, length) = match (short, medium, long) {
            (Some(op), ..) if n <= 0xff => joined(op, &[n as u8]),
            (_, Some(op), _) if n <= 0xffff_ffff => joined(op, &(n as u32).to_le_bytes()),
            (.., Some(op)) => joined(op, &(n as u64).to_le_bytes()),
            _ => {
                return Err(raise!(
                    OverflowError,
                    "serializing a {} larger than 4 GiB requires pickle protocol 4 or higher",
                    what
                ));
            }
        };
        self.out.push_large(&header[..length], data, payload)
    }

    fn save_bytes_data(
        &mut self,
        memoized: &Object,
        data: &[u8],
        payload: Option<&Object>,
    ) -> PyResult<()> {
        let eight = (self.proto >= 4).then_some(BINBYTES8);
        let sizes = [Some(SHORT_BINBYTES), Some(BINBYTES), eight];
        self.push_counted(data, sizes, payload, "bytes object")?;
        self.memoize(memoized)
    }

    fn save_bytes(&mut self, value: &Bytes) -> PyResult<()> {
        if self.proto >= 3 {
            return self.save_bytes_data(value, value.as_slice(), Some(value));
        }
        let reduced = if value.is_empty() {
            Tuple::from_slice(&[&bytes::PyBytes_Type, Tuple::empty()])?
        } else {
            let text = Str::from_latin1(value.as_slice())?;
            let args = Tuple::from_slice(&[&text, interned!("latin1")])?;
            Tuple::from_slice(&[&super::state::state()?.codecs_encode, &args])?
        };
        self.save_reduce(&reduced, Some(value))
    }

    fn save_bytearray_data(
        &mut self,
        memoized: &Object,
        data: &[u8],
        payload: Option<&Object>,
    ) -> PyResult<()> {
        self.push_counted(data, [None, None, Some(BYTEARRAY8)], payload, "bytearray")?;
        self.memoize(memoized)
    }

    fn save_bytearray(&mut self, value: &ByteArray) -> PyResult<()> {
        // The file may change it meanwhile: what is written is the value of now.
        if self.proto >= 5 {
            let view = Buffer::get(value)?;
            return self.save_bytearray_data(value, view.as_slice(), Some(value));
        }
        let copy = Bytes::from_slice(Buffer::get(value)?.as_slice())?;
        let args = if copy.is_empty() {
            Tuple::empty().to_ref()
        } else {
            Tuple::from_slice(&[&copy])?
        };
        let reduced = Tuple::from_slice(&[&bytearray::PyByteArray_Type, &args])?;
        self.save_reduce(&reduced, Some(value))
    }

    fn save_picklebuffer(&mut self, value: &PickleBuffer) -> PyResult<()> {
        if self.proto < 5 {
            return Err(pickling_error(format_args!(
                "PickleBuffer can only be pickled with protocol >= 5"
            )));
        }
        // Held from here on: the callback may release the PickleBuffer.
        value.view()?;
        let held = Buffer::get_with(value, layout::PyBUF_FULL_RO)?;
        let view = held.view();
        if !objects::buffer::is_contiguous(view, b'A') {
            return Err(pickling_error(format_args!(
                "PickleBuffer can not be pickled when pointing to a non-contiguous buffer"
            )));
        }
        let (readonly, data) = (view.readonly != 0, view.buf.cast::<u8>());
        let len = usize::try_from(view.len).unwrap_or(0);
        let in_band = match self.buffer_callback.clone() {
            Some(f) => f.call(&[value])?.is_true()?,
            None => true,
        };
        if !in_band {
            self.out.op(NEXT_BUFFER)?;
            return if readonly {
                self.out.op(READONLY_BUFFER)
            } else {
                Ok(())
            };
        }
        let data = if len == 0 {
            &[]
        } else {
            // SAFETY: a contiguous buffer of this length, which `held` keeps in place.
            unsafe { core::slice::from_raw_parts(data, len) }
        };
        if readonly {
            self.save_bytes_data(value, data, None)
        } else {
            self.save_bytearray_data(value, data, None)
        }
    }

    fn save_str(&mut self, value: &Str) -> PyResult<()> {
        if self.bin {
            let encoded;
            let data = match value.as_ascii() {
                Some(ascii) => ascii.as_bytes(),
                None => {
                    encoded = value.to_wtf8()?;
                    &encoded
                }
            };
            let from_four = |op| (self.proto >= 4).then_some(op);
            let sizes = [
                from_four(SHORT_BINUNICODE),
                Some(BINUNICODE),
                from_four(BINUNICODE8),
            ];
            self.push_counted(data, sizes, None, "string")?;
        } else {
            self.out.op(UNICODE)?;
            self.out.push(&raw_unicode_escape(value)?)?;
            self.out.push(b"\n")?;
        }
        self.memoize(value)
    }

    fn save_tuple(&mut self, value: &Tuple) -> PyResult<()> {
        let n = value.len();
        if n == 0 {
            return if self.bin {
                self.out.op(EMPTY_TUPLE)
            } else {
                self.out.push(&[MARK, TUPLE])
            };
        }
        let short = n <= 3 && self.proto >= 2;
        if !short {
            self.out.op(MARK)?;
        }
        for (i, item) in value.as_slice().iter().enumerate() {
            self.save_item(item, value, i)?;
        }
        // Its items may have saved the tuple itself: then what they left on the stack goes.
        if let Some(index) = self.pickler.memo_get(value) {
            if short {
                self.out.push(&[POP; 3][..n])?;
            } else if self.bin {
                self.out.op(POP_MARK)?;
            } else {
                for _ in 0..=n {
                    self.out.op(POP)?;
                }
            }
            return self.get(index);
        }
        self.out.op(if short {
            [TUPLE1, TUPLE2, TUPLE3][n - 1]
        } else {
            TUPLE
        })?;
        self.memoize(value)
    }

    /// Saves an item of a sequence, with a note on its place if that fails.
    fn save_item(&mut self, item: &Object, of: &Object, index: usize) -> PyResult<()> {
        self.save(item).inspect_err(|_| {
            add_note(format_args!(
                "when serializing {} item {}",
                full_name(of.class()),
                index
            ));
        })
    }

    fn save_list(&mut self, value: &List) -> PyResult<()> {
        if self.bin {
            self.out.op(EMPTY_LIST)?;
        } else {
            self.out.push(&[MARK, LIST])?;
        }
        self.memoize(value)?;
        if value.is_empty() {
            return Ok(());
        }
        if !self.bin {
            return self.batch_items(&*value.iter()?, value);
        }
        if value.len() == 1
            && let Some(item) = value.get(0)
        {
            self.save_item(&item, value, 0)?;
            return self.out.op(APPEND);
        }
        let mut at = 0;
        while at < value.len() {
            self.out.op(MARK)?;
            let end = at + BATCH_SIZE;
            while at < end
                && let Some(item) = value.get(at)
            {
                self.save_item(&item, value, at)?;
                at += 1;
            }
            self.out.op(APPENDS)?;
        }
        Ok(())
    }

    /// Appends what an iterator gives to the list (or whatever has `extend`) on the stack.
    pub fn batch_items(&mut self, items: &Object, of: &Object) -> PyResult<()> {
        let mut index = 0;
        if !self.bin {
            while let Some(item) = items.next()? {
                self.save_item(&item, of, index)?;
                index += 1;
                self.out.op(APPEND)?;
            }
            return Ok(());
        }
        while let Some(first) = items.next()? {
            let Some(mut item) = items.next()? else {
                self.save_item(&first, of, index)?;
                return self.out.op(APPEND);
            };
            self.out.op(MARK)?;
            self.save_item(&first, of, index)?;
            let end = index + BATCH_SIZE;
            index += 1;
            loop {
                self.save_item(&item, of, index)?;
                index += 1;
                if index == end {
                    break;
                }
                match items.next()? {
                    Some(next) => item = next,
                    None => break,
                }
            }
            self.out.op(APPENDS)?;
            if index != end {
                break;
            }
        }
        Ok(())
    }

    fn save_pair(&mut self, key: &Object, value: &Object, of: &Object) -> PyResult<()> {
        self.save(key)?;
        self.save(value).inspect_err(|_| {
            let current = base::error::take_current();
            let shown = key.repr();
            base::error::restore(current);
            if let Ok(key) = shown {
                add_note(format_args!(
                    "when serializing {} item {}",
                    full_name(of.class()),
                    key.to_string_lossy()
                ));
            }
        })
    }

    fn save_dict(&mut self, value: &Dict) -> PyResult<()> {
        if self.bin {
            self.out.op(EMPTY_DICT)?;
        } else {
            self.out.push(&[MARK, DICT])?;
        }
        self.memoize(value)?;
        if value.is_empty() {
            return Ok(());
        }
        if !self.bin {
            let items = value.call_method(id!(items), &[])?.iter()?;
            return self.batch_pairs(&items, value);
        }
        let size = value.len();
        let mut at = 0;
        if size == 1
            && let Some((key, item)) = value.next_entry(&mut at)
        {
            self.save_pair(&key, &item, value)?;
            return self.out.op(SETITEM);
        }
        loop {
            let mut n = 0;
            self.out.op(MARK)?;
            while n < BATCH_SIZE
                && let Some((key, item)) = value.next_entry(&mut at)
            {
                self.save_pair(&key, &item, value)?;
                n += 1;
            }
            self.out.op(SETITEMS)?;
            if value.len() != size {
                return Err(raise!(
                    RuntimeError,
                    "dictionary changed size during iteration"
                ));
            }
            if n < BATCH_SIZE {
                return Ok(());
            }
        }
    }

    /// Sets the pairs that an iterator gives in the dict (or whatever has items) on the stack.
    pub fn batch_pairs(&mut self, items: &Object, of: &Object) -> PyResult<()> {
        if !self.bin {
            while let Some(pair) = items.next()? {
                let (key, value) = as_pair(&pair)?;
                self.save_pair(key, value, of)?;
                self.out.op(SETITEM)?;
            }
            return Ok(());
        }
        while let Some(first) = items.next()? {
            let (key, value) = as_pair(&first)?;
            let Some(mut pair) = items.next()? else {
                self.save_pair(key, value, of)?;
                return self.out.op(SETITEM);
            };
            self.out.op(MARK)?;
            self.save_pair(key, value, of)?;
            let mut n = 1;
            loop {
                let (key, value) = as_pair(&pair)?;
                self.save_pair(key, value, of)?;
                n += 1;
                if n == BATCH_SIZE {
                    break;
                }
                match items.next()? {
                    Some(next) => pair = next,
                    None => break,
                }
            }
            self.out.op(SETITEMS)?;
            if n < BATCH_SIZE {
                break;
            }
        }
        Ok(())
    }

    fn save_element(&mut self, item: &Object, of: &Object) -> PyResult<()> {
        self.save(item).inspect_err(|_| {
            add_note(format_args!(
                "when serializing {} element",
                full_name(of.class())
            ));
        })
    }

    fn save_set(&mut self, value: &Object) -> PyResult<()> {
        if self.proto < 4 {
            return self.save_as_list(&set::PySet_Type, value);
        }
        self.out.op(EMPTY_SET)?;
        self.memoize(value)?;
        let size = value.length()?;
        if size == 0 {
            return Ok(());
        }
        let items = value.iter()?;
        loop {
            let mut n = 0;
            self.out.op(MARK)?;
            while n < BATCH_SIZE {
                if value.length()? != size {
                    return Err(raise!(RuntimeError, "set changed size during iteration"));
                }
                let Some(item) = items.next()? else {
                    break;
                };
                self.save_element(&item, value)?;
                n += 1;
            }
            self.out.op(ADDITEMS)?;
            if n < BATCH_SIZE {
                return Ok(());
            }
        }
    }

    fn save_frozenset(&mut self, value: &Object) -> PyResult<()> {
        if self.proto < 4 {
            return self.save_as_list(&set::PyFrozenSet_Type, value);
        }
        self.out.op(MARK)?;
        let items = value.iter()?;
        while let Some(item) = items.next()? {
            self.save_element(&item, value)?;
        }
        if let Some(index) = self.pickler.memo_get(value) {
            self.out.op(POP_MARK)?;
            return self.get(index);
        }
        self.out.op(FROZENSET)?;
        self.memoize(value)
    }

    /// A set before protocol 4: its type called with a list.
    fn save_as_list(&mut self, class: &Type, value: &Object) -> PyResult<()> {
        let items = List::from_iterable(value)?;
        let args = Tuple::from_slice(&[&items])?;
        self.save_reduce(&*Tuple::from_slice(&[class, &args])?, Some(value))
    }

    fn save_type(&mut self, o: &Object) -> PyResult<()> {
        let singletons = [
            objects::none(),
            objects::slice::ellipsis(),
            objects::not_implemented(),
        ];
        for s in singletons {
            if o.is(s.class()) {
                let args = Tuple::from_slice(&[s])?;
                let reduced = Tuple::from_slice(&[&PyType_Type, &args])?;
                return self.save_reduce(&reduced, Some(o));
            }
        }
        self.save_global(o, None)
    }
}

/// The view of an object whose exact type the caller has seen.
fn cast<T: Subtype>(o: &Object) -> &T {
    debug_assert!(T::check(o));
    // SAFETY: every caller has just compared the type.
    unsafe { o.downcast_unchecked() }
}

/// An opcode and its argument of up to eight bytes, and their length.
fn joined(opcode: u8, argument: &[u8]) -> ([u8; 9], usize) {
    let mut bytes = [opcode; 9];
    bytes[1..=argument.len()].copy_from_slice(argument);
    (bytes, argument.len() + 1)
}

fn as_pair(o: &Object) -> PyResult<(&Object, &Object)> {
    match o.downcast::<Tuple>().map(Tuple::as_slice) {
        Some([key, value]) => Ok((key, value)),
        _ => Err(exceptions::raise(
            &types::TypeError,
            format_args!("dict items iterator must return 2-tuples"),
        )),
    }
}

/// Latin-1 with `\uXXXX` for the rest, for backslashes and for what would end or spoil a line.
fn raw_unicode_escape(text: &Str) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    out.try_reserve(text.len())
        .map_err(|_| exceptions::no_memory())?;
    for c in text.iter_chars() {
        out.try_reserve(10).map_err(|_| exceptions::no_memory())?;
        match c {
            0x10000.. => out.extend_from_slice(format!("\\U{c:08x}").as_bytes()),
            0x100.. | 0x5c | 0 | 0x0a | 0x0d | 0x1a => {
                out.extend_from_slice(format!("\\u{c:04x}").as_bytes());
            }
            _ => out.push(c as u8),
        }
    }
    Ok(out)
}
