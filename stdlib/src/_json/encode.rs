//! The encoder: objects to JSON text.

use core::ffi::{c_char, c_int};
use core::mem::offset_of;

use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::unicode::writer::Writer;
use objects::{exceptions, recursion, slots};

use super::text::push_encoded;
use crate::heap_type::HeapType;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct EncoderObject {
    ob_base: PyObject,
    markers: *mut PyObject,
    default: *mut PyObject,
    encoder: *mut PyObject,
    indent: *mut PyObject,
    key_separator: *mut PyObject,
    item_separator: *mut PyObject,
    sort_keys: c_char,
    skipkeys: c_char,
    allow_nan: c_int,
}

object_view!(
    /// `_json.Encoder`, made by `make_encoder(...)`.
    pub Encoder, EncoderObject, "Encoder", |o| objects::type_::is_subtype_instance(o, &ENCODER)
);
owned_fields!(
    Encoder,
    heap = true,
    [
        markers,
        default,
        encoder,
        indent,
        key_separator,
        item_separator
    ]
);

#[pymethods]
impl Encoder {
    #[new(
        "make_encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
        nosig
    )]
    fn new(
        cls: &Type,
        markers: &Object,
        default: &Object,
        encoder: &Object,
        indent: &Object,
        key_separator: &Object,
        item_separator: &Object,
        sort_keys: bool,
        skipkeys: bool,
        allow_nan: bool,
    ) -> PyResult {
        if !is_none(markers) && markers.downcast::<Dict>().is_none() {
            return Err(raise!(
                TypeError,
                "make_encoder() argument 1 must be dict or None, not {}",
                markers.class().tp_name()
            ));
        }
        for (position, separator) in [(5, key_separator), (6, item_separator)] {
            if separator.downcast::<Str>().is_none() {
                return Err(raise!(
                    TypeError,
                    "make_encoder() argument {position} must be str, not {}",
                    separator.class().tp_name()
                ));
            }
        }
        let this: Ref<Encoder> = owned::alloc(cls)?;
        // SAFETY: fresh; each field owns what is put into it.
        unsafe {
            let raw = this.raw();
            (*raw).markers = markers.to_ref().into_ptr();
            (*raw).default = default.to_ref().into_ptr();
            (*raw).encoder = encoder.to_ref().into_ptr();
            (*raw).indent = indent.to_ref().into_ptr();
            (*raw).key_separator = key_separator.to_ref().into_ptr();
            (*raw).item_separator = item_separator.to_ref().into_ptr();
            (*raw).sort_keys = c_char::from(sort_keys);
            (*raw).skipkeys = c_char::from(skipkeys);
            (*raw).allow_nan = c_int::from(allow_nan);
        }
        Ok(this.upcast())
    }
}

/// How strings are written.
enum Strings {
    /// By our own functions, straight into the text; ASCII only or not.
    Own(bool),
    /// By a callable.
    Callable(Ref),
}

/// One run: the encoder's settings, and the text so far.
struct Run {
    out: Writer,
    markers: Option<Ref<Dict>>,
    default: Ref,
    strings: Strings,
    indent: Option<Ref<Str>>,
    key_separator: Ref<Str>,
    item_separator: Ref<Str>,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
}

/// Takes note of a container, so that meeting it again inside itself is noticed.
struct Marker(Option<(Ref<Dict>, Ref<Long>)>);

impl Run {
    fn mark(&self, o: &Object) -> PyResult<Marker> {
        let Some(markers) = &self.markers else {
            return Ok(Marker(None));
        };
        let id = Long::from_pointer(o.as_ptr().cast())?;
        if markers.contains(&id)? {
            return Err(raise!(ValueError, "Circular reference detected"));
        }
        markers.set(&id, o)?;
        Ok(Marker(Some((markers.clone(), id))))
    }

    fn unmark(&self, marker: Marker) -> PyResult<()> {
        match marker.0 {
            Some((markers, id)) => markers.del(&id),
            None => Ok(()),
        }
    }

    fn string(&mut self, text: &Str) -> PyResult<()> {
        match &self.strings {
            Strings::Own(ascii) => push_encoded(&mut self.out, text, *ascii),
            Strings::Callable(encoder) => {
                let encoded = encoder.call(&[text])?;
                match encoded.downcast::<Str>() {
                    Some(encoded) => self.out.push_str(encoded),
                    None => Err(raise!(
                        TypeError,
                        "encoder() must return a string, not {}",
                        encoded.class().tp_name()
                    )),
                }
            }
        }
    }

    /// A float as JSON has it, or JavaScript where JSON has none.
    fn float_text(&self, float: &Float) -> PyResult<Vec<u8>> {
        let value = float.value();
        if value.is_finite() {
            return objects::number_format::repr(value);
        }
        if !self.allow_nan {
            let shown = float.repr()?;
            return Err(raise!(
                ValueError,
                "Out of range float values are not JSON compliant: {}",
                shown.to_string_lossy()
            ));
        }
        let text: &[u8] = if value.is_nan() {
            b"NaN"
        } else if value > 0.0 {
            b"Infinity"
        } else {
            b"-Infinity"
        };
        Ok(text.to_vec())
    }

    fn constant(o: &Object) -> Option<&'static [u8]> {
        if is_none(o) {
            Some(b"null")
        } else if o.is(py_bool(true)) {
            Some(b"true")
        } else if o.is(py_bool(false)) {
            Some(b"false")
        } else {
            None
        }
    }

    /// Writes any object; `newline` is the line break with the indentation here.
    fn value(&mut self, o: &Object, newline: Option<&Str>) -> PyResult<()> {
        if let Some(word) = Self::constant(o) {
            return self.out.push_ascii(word);
        }
        if let Some(text) = o.downcast::<Str>() {
            return self.string(text);
        }
        if let Some(int) = o.downcast::<Long>() {
            return self.out.push_str(&*objects::long::decimal(int)?);
        }
        if let Some(float) = o.downcast::<Float>() {
            if float.value().is_finite() {
                let repr = objects::number_format::Repr::of(float.value());
                return self.out.push_ascii(repr.as_bytes());
            }
            let text = self.float_text(float)?;
            return self.out.push_ascii(&text);
        }
        if o.downcast::<List>().is_some() || o.downcast::<Tuple>().is_some() {
            recursion::enter(" while encoding a JSON object")?;
            return self.sequence(o, newline);
        }
        if let Some(dict) = o.downcast::<Dict>() {
            recursion::enter(" while encoding a JSON object")?;
            return self.dict(dict, newline);
        }
        let marker = self.mark(o)?;
        let replaced = self.default.call(&[o])?;
        recursion::enter(" while encoding a JSON object")?;
        if let Err(raised) = self.value(&replaced, newline) {
            exceptions::add_note(format_args!(
                "when serializing {} object",
                o.class().tp_name()
            ));
            return Err(raised);
        }
        self.unmark(marker)
    }

    /// The line break one level deeper, and the separator that ends with it.
    fn deeper(&self, newline: Option<&Str>) -> PyResult<(Option<Ref<Str>>, Ref<Str>)> {
        match (&self.indent, newline) {
            (Some(indent), Some(newline)) => {
                let inner = newline.concat(indent)?;
                let separator = self.item_separator.concat(&inner)?;
                Ok((Some(inner), separator))
            }
            _ => Ok((None, self.item_separator.clone())),
        }
    }

    fn sequence(&mut self, o: &Object, newline: Option<&Str>) -> PyResult<()> {
        let len = |o: &Object| match o.downcast::<List>() {
            Some(list) => list.len(),
            None => o.downcast::<Tuple>().map_or(0, Tuple::len),
        };
        let item = |o: &Object, i: usize| match o.downcast::<List>() {
            Some(list) => list.get(i),
            None => o
                .downcast::<Tuple>()
                .and_then(|t| t.get(i))
                .map(Object::to_ref),
        };
        if len(o) == 0 {
            return self.out.push_ascii(b"[]");
        }
        let marker = self.mark(o)?;
        self.out.push_ascii(b"[")?;
        let (inner, separator) = self.deeper(newline)?;
        if let Some(inner) = &inner {
            self.out.push_str(inner)?;
        }
        let mut i = 0;
        // The list may change while its items are written.
        while let Some(value) = item(o, i) {
            if i > 0 {
                self.out.push_str(&separator)?;
            }
            if let Err(raised) = self.value(&value, inner.as_deref()) {
                exceptions::add_note(format_args!(
                    "when serializing {} item {i}",
                    o.class().tp_name()
                ));
                return Err(raised);
            }
            i += 1;
        }
        self.unmark(marker)?;
        if let (Some(_), Some(newline)) = (&inner, newline) {
            self.out.push_str(newline)?;
        }
        self.out.push_ascii(b"]")
    }

    fn dict(&mut self, dict: &Dict, newline: Option<&Str>) -> PyResult<()> {
        if dict.is_empty() {
            return self.out.push_ascii(b"{}");
        }
        let marker = self.mark(dict)?;
        self.out.push_ascii(b"{")?;
        let (inner, separator) = self.deeper(newline)?;
        let mut first = true;
        if self.sort_keys || !dict.is_exact_dict() {
            let items = dict.call_method(interned!("items"), &[])?;
            let items = List::from_iterable(&items)?;
            if self.sort_keys {
                items.sort_in_place()?;
            }
            let mut i = 0;
            while let Some(item) = items.get(i) {
                i += 1;
                let Some([key, value]) = item.downcast::<Tuple>().map(Tuple::as_slice) else {
                    return Err(raise!(ValueError, "items must return 2-tuples"));
                };
                self.entry(dict, &mut first, key, value, inner.as_deref(), &separator)?;
            }
        } else {
            let mut position = 0;
            while let Some((key, value)) = dict.next_entry(&mut position) {
                self.entry(dict, &mut first, &key, &value, inner.as_deref(), &separator)?;
            }
        }
        self.unmark(marker)?;
        if let (Some(_), Some(newline)) = (&inner, newline)
            && !first
        {
            self.out.push_str(newline)?;
        }
        self.out.push_ascii(b"}")
    }

    fn entry(
        &mut self,
        dict: &Dict,
        first: &mut bool,
        key: &Object,
        value: &Object,
        inner: Option<&Str>,
        separator: &Str,
    ) -> PyResult<()> {
        let made;
        let name = if let Some(text) = key.downcast::<Str>() {
            text
        } else {
            made = if let Some(float) = key.downcast::<Float>() {
                Str::from_latin1(&self.float_text(float)?)?
            } else if let Some(word) = Self::constant(key) {
                Str::from_latin1(word)?
            } else if let Some(int) = key.downcast::<Long>() {
                objects::long::decimal(int)?
            } else if self.skip_keys {
                return Ok(());
            } else {
                return Err(raise!(
                    TypeError,
                    "keys must be str, int, float, bool or None, not {}",
                    key.class().tp_name()
                ));
            };
            &*made
        };
        if core::mem::take(first) {
            if let Some(inner) = inner {
                self.out.push_str(inner)?;
            }
        } else {
            self.out.push_str(separator)?;
        }
        self.string(name)?;
        let key_separator = self.key_separator.clone();
        self.out.push_str(&key_separator)?;
        if let Err(raised) = self.value(value, inner) {
            let kind = dict.class().tp_name();
            // The note names the key, whose repr may fail in its turn: then there is no note.
            let pending = base::error::take_current();
            let shown = key.repr();
            match (shown, pending) {
                (Ok(shown), pending) => {
                    base::error::restore(pending);
                    exceptions::add_note(format_args!(
                        "when serializing {kind} item {}",
                        shown.to_string_lossy()
                    ));
                }
                (Err(other), pending) => {
                    other.clear();
                    base::error::restore(pending);
                }
            }
            return Err(raised);
        }
        Ok(())
    }
}

extern "C" fn encoder_call(this: &Encoder, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let [o, level] = super::two_arguments(
        "_iterencode",
        ["obj", "_current_indent_level"],
        args,
        kwargs,
    )?;
    let level = level.index()?.as_isize()?;
    // SAFETY: live fields, set by `new`; the separators were checked to be strings there.
    let mut run = unsafe {
        let raw = this.raw();
        let field = |slot: *mut *mut PyObject| get_field(slot).unwrap_or_else(none_ref);
        let text = |slot: *mut *mut PyObject| field(slot).downcast_into_unchecked::<Str>();
        let encoder = field(&raw mut (*raw).encoder);
        Run {
            out: Writer::new(),
            markers: field(&raw mut (*raw).markers).downcast_into::<Dict>().ok(),
            default: field(&raw mut (*raw).default),
            strings: match super::own_encoder(&encoder) {
                Some(ascii) => Strings::Own(ascii),
                None => Strings::Callable(encoder),
            },
            indent: field(&raw mut (*raw).indent).downcast_into::<Str>().ok(),
            key_separator: text(&raw mut (*raw).key_separator),
            item_separator: text(&raw mut (*raw).item_separator),
            sort_keys: (*raw).sort_keys != 0,
            skip_keys: (*raw).skipkeys != 0,
            allow_nan: (*raw).allow_nan != 0,
        }
    };
    let newline = match &run.indent {
        Some(indent) => {
            let break_ = Str::from_str("\n")?;
            Some(break_.concat(&*indent.repeat(level)?)?)
        }
        None => None,
    };
    run.value(&o, newline.as_deref())?;
    Ok(Tuple::from_array([run.out.finish()?.upcast()])?.upcast())
}

static mut MEMBERS: [PyMemberDef; 9] = [
    super::member(c"markers", _Py_T_OBJECT, offset_of!(EncoderObject, markers)),
    super::member(c"default", _Py_T_OBJECT, offset_of!(EncoderObject, default)),
    super::member(c"encoder", _Py_T_OBJECT, offset_of!(EncoderObject, encoder)),
    super::member(c"indent", _Py_T_OBJECT, offset_of!(EncoderObject, indent)),
    super::member(
        c"key_separator",
        _Py_T_OBJECT,
        offset_of!(EncoderObject, key_separator),
    ),
    super::member(
        c"item_separator",
        _Py_T_OBJECT,
        offset_of!(EncoderObject, item_separator),
    ),
    super::member(
        c"sort_keys",
        Py_T_BOOL,
        offset_of!(EncoderObject, sort_keys),
    ),
    super::member(c"skipkeys", Py_T_BOOL, offset_of!(EncoderObject, skipkeys)),
    // SAFETY: all-zero ends the table.
    unsafe { zeroed() },
];

pub static ENCODER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_json.Encoder".as_ptr(),
    tp_basicsize: size_of::<EncoderObject>() as isize,
    tp_dealloc: slots::dealloc(owned::dealloc::<Encoder>),
    tp_call: slots::call(encoder_call),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: c"Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)"
        .as_ptr(),
    tp_traverse: slots::traverse(owned::traverse::<Encoder>),
    tp_clear: slots::clear(owned::clear::<Encoder>),
    tp_members: (&raw mut MEMBERS).cast(),
    tp_new: Some(Encoder::NEW),
    ..Type::EMPTY
});
