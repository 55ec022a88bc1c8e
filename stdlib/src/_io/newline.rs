//! `IncrementalNewlineDecoder`, a decoder over a decoder that knows and translates line ends; and the search for line ends.

use core::cell::Cell;

use layout::PyObject;
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::unicode::chars::Chars;
use objects::{owned, owned_fields, slots};

use super::field::Field;
use crate::heap_type::HeapType;

const CR: u8 = 1;
const LF: u8 = 2;
const CRLF: u8 = 4;

#[repr(C)]
pub struct DecoderObject {
    head: core::cell::UnsafeCell<PyObject>,
    decoder: Field,
    errors: Field,
    pending_cr: Cell<bool>,
    translate: Cell<bool>,
    seen: Cell<u8>,
}

object_view!(
    /// `_io.IncrementalNewlineDecoder`.
    pub NewlineDecoder, DecoderObject, "_io.IncrementalNewlineDecoder",
    |o| objects::type_::is_subtype_instance(o, &DECODER)
);
owned_fields!(NewlineDecoder, heap = true, [decoder, errors]);

/// What a decoder gave must be text.
pub fn decoded_text(o: Ref) -> PyResult<Ref<Str>> {
    o.downcast_into::<Str>().map_err(|other| {
        raise!(
            TypeError,
            "decoder should return a string result, not '{:.200}'",
            other.class().tp_name()
        )
    })
}

fn has_cr(text: &Str) -> bool {
    match text.chars() {
        Chars::One(s) => memchr::memchr(b'\r', s).is_some(),
        Chars::Two(s) => s.contains(&u16::from(b'\r')),
        Chars::Four(s) => s.contains(&u32::from(b'\r')),
    }
}

fn has_lf(text: &Str) -> bool {
    match text.chars() {
        Chars::One(s) => memchr::memchr(b'\n', s).is_some(),
        Chars::Two(s) => s.contains(&u16::from(b'\n')),
        Chars::Four(s) => s.contains(&u32::from(b'\n')),
    }
}

/// Which line ends occur.
fn kinds(text: &Str) -> u8 {
    let mut seen = 0;
    let mut chars = text.iter_chars().peekable();
    while let Some(c) = chars.next() {
        if c == u32::from(b'\n') {
            seen |= LF;
        } else if c == u32::from(b'\r') {
            if chars.peek() == Some(&u32::from(b'\n')) {
                chars.next();
                seen |= CRLF;
            } else {
                seen |= CR;
            }
        }
        if seen == CR | LF | CRLF {
            break;
        }
    }
    seen
}

/// With every line end as `\n`.
fn translated(text: &Str) -> PyResult<Ref<Str>> {
    let mut out: Vec<u32> = Vec::new();
    if out.try_reserve_exact(text.len()).is_err() {
        return Err(objects::exceptions::no_memory());
    }
    let mut after_cr = false;
    for c in text.iter_chars() {
        if c == u32::from(b'\r') {
            out.push(u32::from(b'\n'));
            after_cr = true;
            continue;
        }
        if !(after_cr && c == u32::from(b'\n')) {
            out.push(c);
        }
        after_cr = false;
    }
    Str::from_code_points(&out)
}

impl NewlineDecoder {
    fn s(&self) -> &DecoderObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    /// Over a decoder, or over text that is decoded already.
    pub fn make(decoder: Option<&Object>, translate: bool) -> PyResult<Ref<NewlineDecoder>> {
        let this = owned::alloc::<NewlineDecoder>(DECODER.live()?)?;
        this.set_up(decoder.unwrap_or(none()), translate, interned!("strict"));
        Ok(this)
    }

    fn set_up(&self, decoder: &Object, translate: bool, errors: &Object) {
        let s = self.s();
        s.decoder.set(Some(decoder.to_ref()));
        s.errors.set(Some(errors.to_ref()));
        s.translate.set(translate);
        s.seen.set(0);
        s.pending_cr.set(false);
    }

    /// The decoder beneath, if there is one.
    fn inner(&self) -> PyResult<Option<Ref>> {
        match self.s().decoder.get() {
            Some(d) => Ok(Some(d).filter(|d| !is_none(d))),
            None => Err(raise!(
                ValueError,
                "IncrementalNewlineDecoder.__init__() not called"
            )),
        }
    }

    pub fn feed(&self, input: &Object, last: bool) -> PyResult<Ref<Str>> {
        let s = self.s();
        let output = match self.inner()? {
            Some(d) => d.call_method(interned!("decode"), &[input, py_bool(last)])?,
            None => input.to_ref(),
        };
        let mut text = decoded_text(output)?;
        if s.pending_cr.get() && (last || !text.is_empty()) {
            text = Str::latin1_char(b'\r').concat(&text)?;
            s.pending_cr.set(false);
        }
        let cr = has_cr(&text);
        // A carriage return at the end may be half of a line end.
        if cr && !last && text.char_at(text.len() - 1) == u32::from(b'\r') {
            text = text.substring(0, text.len() - 1)?;
            s.pending_cr.set(true);
        }
        if !cr {
            if s.seen.get() & LF == 0 && has_lf(&text) {
                s.seen.set(s.seen.get() | LF);
            }
            return Ok(text);
        }
        if s.seen.get() != CR | LF | CRLF {
            s.seen.set(s.seen.get() | kinds(&text));
        }
        if s.translate.get() {
            translated(&text)
        } else {
            Ok(text)
        }
    }

    pub fn seen(&self) -> PyResult {
        let text = |s: &str| -> PyResult { Ok(Str::from_str(s)?.upcast()) };
        let mut all = Vec::new();
        for (bit, end) in [(CR, "\r"), (LF, "\n"), (CRLF, "\r\n")] {
            if self.s().seen.get() & bit != 0 {
                all.push(text(end)?);
            }
        }
        match all.len() {
            0 => Ok(none_ref()),
            1 => Ok(all.swap_remove(0)),
            _ => Ok(Tuple::from_vec(all)?.upcast()),
        }
    }
}

#[pymethods]
impl NewlineDecoder {
    /// Decodes by another decoder (or takes text, if that is None) and translates line ends to \n if asked.
    #[init("IncrementalNewlineDecoder(decoder, translate, errors='strict')")]
    fn init(&self, decoder: &Object, translate: bool, errors: Option<&Object>) {
        self.set_up(decoder, translate, errors.unwrap_or(interned!("strict")));
    }

    #[method("decode(input, final=False)")]
    fn decode(&self, input: &Object, r#final: bool) -> PyResult<Ref<Str>> {
        self.feed(input, r#final)
    }

    #[method("getstate()")]
    fn getstate(&self) -> PyResult<Ref<Tuple>> {
        let (buffer, flag) = match self.inner()? {
            None => (Bytes::empty().to_ref().upcast(), 0),
            Some(d) => {
                let state = d.call_method(interned!("getstate"), &[])?;
                let parts = state.downcast::<Tuple>().map(Tuple::as_slice);
                let Some([buffer, flag]) = parts else {
                    return Err(raise!(TypeError, "illegal decoder state"));
                };
                (buffer.to_ref(), flag.index()?.as_u64_mask())
            }
        };
        let flag = flag << 1 | u64::from(self.s().pending_cr.get());
        Tuple::from_array([buffer, Long::from_u64(flag)?.upcast()])
    }

    #[method("setstate(state, /)")]
    fn setstate(&self, state: &Object) -> PyResult<()> {
        let inner = self.inner()?;
        let Some(state) = state.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "state argument must be a tuple"));
        };
        let [buffer, flag] = state.as_slice() else {
            return Err(raise!(TypeError, "setstate(): illegal state argument"));
        };
        let flag = flag.index()?.as_u64_mask();
        self.s().pending_cr.set(flag & 1 != 0);
        if let Some(d) = inner {
            let state = Tuple::from_array([buffer.to_ref(), Long::from_u64(flag >> 1)?.upcast()])?;
            d.call_method(interned!("setstate"), &[&state])?;
        }
        Ok(())
    }

    #[method("reset()")]
    fn reset(&self) -> PyResult<()> {
        let inner = self.inner()?;
        self.s().seen.set(0);
        self.s().pending_cr.set(false);
        if let Some(d) = inner {
            d.call_method(interned!("reset"), &[])?;
        }
        Ok(())
    }

    #[getter("newlines")]
    fn newlines(&self) -> PyResult {
        self.inner()?;
        self.seen()
    }
}

pub static DECODER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.IncrementalNewlineDecoder".as_ptr(),
    tp_basicsize: size_of::<DecoderObject>() as isize,
    tp_doc: NewlineDecoder::DOC,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_dealloc: slots::dealloc::<NewlineDecoder>(owned::dealloc),
    tp_traverse: slots::traverse::<NewlineDecoder>(owned::traverse),
    tp_clear: slots::clear::<NewlineDecoder>(owned::clear),
    tp_methods: NewlineDecoder::METHODS,
    tp_getset: NewlineDecoder::GETSET,
    tp_init: Some(NewlineDecoder::INIT),
    tp_new: slots::new(objects::object::object_new),
    ..Type::EMPTY
});

/// How lines end in what is read.
#[derive(Clone, Copy)]
pub enum LineEnd {
    /// `\n`, whatever came in.
    Translated,
    /// Any of the three.
    Universal,
    Cr,
    Lf,
    CrLf,
}

/// Where the first line ends, if it does.
fn find<U: Copy + PartialEq + From<u8>>(
    s: &[U],
    end: LineEnd,
    position: impl Fn(u8) -> Option<usize>,
) -> Option<usize> {
    let (cr, lf) = (U::from(b'\r'), U::from(b'\n'));
    match end {
        LineEnd::Translated | LineEnd::Lf => position(b'\n').map(|i| i + 1),
        LineEnd::Cr => position(b'\r').map(|i| i + 1),
        LineEnd::Universal => s.iter().position(|&c| c == cr || c == lf).map(|i| {
            if s[i] == cr && s.get(i + 1) == Some(&lf) {
                i + 2
            } else {
                i + 1
            }
        }),
        LineEnd::CrLf => s
            .windows(2)
            .position(|w| w[0] == cr && w[1] == lf)
            .map(|i| i + 2),
    }
}

/// Where the first line of a text ends, if it does.
pub fn find_line_end(text: Chars<'_>, end: LineEnd) -> Option<usize> {
    match text {
        Chars::One(s) => find(s, end, |c| memchr::memchr(c, s)),
        Chars::Two(s) => find(s, end, |c| s.iter().position(|&x| x == u16::from(c))),
        Chars::Four(s) => find(s, end, |c| s.iter().position(|&x| x == u32::from(c))),
    }
}

/// The same in plain code points.
pub fn find_in_code_points(s: &[u32], end: LineEnd) -> Option<usize> {
    find_line_end(Chars::Four(s), end)
}

pub fn contains(text: &Str, c: u8) -> bool {
    if c == b'\r' {
        has_cr(text)
    } else {
        has_lf(text)
    }
}
