//! `unicodedata`: the Unicode character database (16), and that of version 3.2, which IDNA needs.
//!
//! `tables.rs` is generated. What `str` itself needs (numeric values, case) is in `objects::unicode::database`; names and normal
//! forms come from crates of the same Unicode version.

use base::{PyResult, object_view};
use layout::{PyObject, PyTypeObject};
use objects::clinic::*;
use objects::prelude::*;
use objects::unicode::{Writer, database};
use unicode_normalization::UnicodeNormalization;

use crate::heap_type::HeapType;
use crate::module;

mod capi;
mod old;
mod tables;

use tables::*;

/// Which version of the database.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    New,
    Old,
}
use Version::{New, Old};

type Record = (&'static str, &'static str, u8, &'static str, bool);

fn record(c: u32, version: Version) -> &'static Record {
    let (first, second): (&[u16], &[u16]) = match version {
        New => (&NEW_FIRST, &NEW_SECOND),
        Old => (&OLD_FIRST, &OLD_SECOND),
    };
    let block = first.get((c >> 7) as usize).copied().unwrap_or(0) as usize;
    &RECORDS[second[(block << 7) + (c & 127) as usize] as usize]
}

fn assigned(c: u32, version: Version) -> bool {
    version == New || record(c, Old).0 != "Cn"
}

fn parts_of(c: u32, version: Version) -> Option<(&'static str, &'static [u32])> {
    if !assigned(c, version) {
        return None;
    }
    let find = |rows: &'static [(u32, u8, u16, u8)]| {
        let i = rows.binary_search_by_key(&c, |r| r.0).ok()?;
        let (_, tag, at, n) = rows[i];
        Some((
            TAGS[tag as usize],
            &PARTS[at as usize..at as usize + n as usize],
        ))
    };
    find(&DECOMPOSITIONS)
}

fn decomposition(c: u32, version: Version) -> String {
    let Some((tag, parts)) = parts_of(c, version) else {
        return String::new();
    };
    let mut words: Vec<String> = Vec::new();
    if !tag.is_empty() {
        words.push(tag.to_owned());
    }
    words.extend(parts.iter().map(|p| format!("{p:04X}")));
    words.join(" ")
}

fn numeric(c: u32, version: Version) -> Option<f64> {
    if version == Old {
        if !assigned(c, Old) {
            return None;
        }
        if let Ok(i) = OLD_NUMERIC.binary_search_by_key(&c, |r| r.0) {
            return OLD_NUMERIC[i].1;
        }
    }
    database::to_numeric(c)
}

fn or_default(value: PyResult<Option<Ref>>, default: Option<&Object>, what: &str) -> PyResult {
    match (value?, default) {
        (Some(v), _) => Ok(v),
        (None, Some(d)) => Ok(d.to_ref()),
        (None, None) => Err(raise!(ValueError, "{}", what)),
    }
}

fn decimal_value(c: u32, version: Version, default: Option<&Object>) -> PyResult {
    let value = match version {
        Old if !assigned(c, Old) => None,
        Old => match OLD_DECIMAL.binary_search_by_key(&c, |r| r.0) {
            Ok(i) => Some(i32::from(OLD_DECIMAL[i].1)),
            Err(_) => database::to_decimal(c).map(|n| n as i32),
        },
        New => database::to_decimal(c).map(|n| n as i32),
    };
    let value = value.map(|n| Long::small(n).to_ref().upcast());
    or_default(Ok(value), default, "not a decimal")
}

fn digit_value(c: u32, default: Option<&Object>) -> PyResult {
    let value = database::to_digit(c).map(|n| Long::small(n as i32).to_ref().upcast());
    or_default(Ok(value), default, "not a digit")
}

fn numeric_value(c: u32, version: Version, default: Option<&Object>) -> PyResult {
    let value = numeric(c, version)
        .map(|n| Float::from_f64(n).map(Ref::upcast))
        .transpose();
    or_default(value, default, "not a numeric character")
}

fn name_of(c: u32, version: Version, default: Option<&Object>) -> PyResult {
    let name = if assigned(c, version) {
        char::from_u32(c).and_then(unicode_names2::name)
    } else {
        None
    };
    let name = name
        .map(|n| Str::from_str(&n.to_string()).map(Ref::upcast))
        .transpose();
    or_default(name, default, "no such name")
}

/// What a name stands for. Version 3.2 knows no aliases and no names of sequences; else it finds what 16 finds.
fn character(name: &str, version: Version) -> PyResult<Ref<Str>> {
    if let Some(c) = compiler::unicode::character_by_name(name)
        && (version == New || !is_alias(name, c))
    {
        return Str::from_char(c as u32);
    }
    if version == New {
        let wanted = name.to_ascii_uppercase();
        if let Ok(i) = SEQUENCES.binary_search_by_key(&&*wanted, |row| row.0) {
            return Str::from_str(SEQUENCES[i].1);
        }
    }
    Err(objects::exceptions::raise_object(
        &objects::exceptions::types::KeyError,
        &*Str::format(format_args!("undefined character name '{name}'"))?,
    ))
}

/// Is it another name than that of the character? (Ideographs may have none but the one that is made of their number.)
fn is_alias(name: &str, c: char) -> bool {
    match unicode_names2::name(c) {
        Some(own) => !own.to_string().eq_ignore_ascii_case(name),
        None => !name.contains('-'),
    }
}

/// A normal form.
#[derive(Clone, Copy)]
enum Form {
    C,
    D,
    Kc,
    Kd,
}

fn form(name: &Str) -> PyResult<Form> {
    match name.as_ascii() {
        Some("NFC") => Ok(Form::C),
        Some("NFD") => Ok(Form::D),
        Some("NFKC") => Ok(Form::Kc),
        Some("NFKD") => Ok(Form::Kd),
        _ => Err(raise!(ValueError, "invalid normalization form")),
    }
}

fn normalized(f: &Str, s: &Str, version: Version) -> PyResult<Ref<Str>> {
    if s.is_empty() {
        return s.to_exact();
    }
    let f = form(f)?;
    if s.is_ascii() {
        return s.to_exact();
    }
    if version == Old {
        return old::normalized(f, s);
    }
    let mut w = Writer::with_capacity(s.len());
    // Lone surrogates stand apart and stay as they are.
    let mut run = String::new();
    let flush = |run: &mut String, w: &mut Writer| -> PyResult<()> {
        let mut write = |c: char| w.push_char(c as u32);
        match f {
            Form::C => run.nfc().try_for_each(&mut write),
            Form::D => run.nfd().try_for_each(&mut write),
            Form::Kc => run.nfkc().try_for_each(&mut write),
            Form::Kd => run.nfkd().try_for_each(&mut write),
        }?;
        run.clear();
        Ok(())
    };
    for c in s.iter_chars() {
        run.try_reserve(4)
            .map_err(|_| objects::exceptions::no_memory())?;
        match char::from_u32(c) {
            Some(c) => run.push(c),
            None => {
                flush(&mut run, &mut w)?;
                w.push_char(c)?;
            }
        }
    }
    flush(&mut run, &mut w)?;
    w.finish()
}

/// The object's struct: nothing of its own.
#[repr(C)]
pub struct UcdObject {
    ob_base: PyObject,
}

object_view!(
    /// An old version of the database.
    pub Ucd, UcdObject, "unicodedata.UCD", |o| o.is_exactly(UCD.as_mut_ptr())
);

objects::owned_fields!(Ucd, heap = true, []);

static UCD: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"unicodedata.UCD".as_ptr(),
    tp_basicsize: size_of::<UcdObject>() as isize,
    tp_flags: layout::Py_TPFLAGS_HAVE_GC
        | layout::Py_TPFLAGS_IMMUTABLETYPE
        | layout::Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_dealloc: objects::slots::dealloc::<Ucd>(objects::owned::dealloc),
    tp_traverse: objects::slots::traverse::<Ucd>(objects::owned::traverse),
    tp_methods: Ucd::METHODS,
    tp_getset: Ucd::GETSET,
    ..Type::EMPTY
});

/// The functions of the module, and the methods of the old version, which are the same.
macro_rules! both {
    ($($(#[$doc:meta])* $name:ident = $sig:literal ($($arg:ident : [$($ty:tt)*]),*) -> $ret:ty { |$v:ident| $body:expr })*) => {
        $($(#[$doc])*
        #[pyfunction($sig)]
        fn $name($($arg: $($ty)*),*) -> PyResult<$ret> {
            let $v = New;
            $body
        })*
        #[pymethods]
        impl Ucd {
            $($(#[$doc])*
            #[method($sig)]
            fn $name(&self, $($arg: $($ty)*),*) -> PyResult<$ret> {
                let $v = Old;
                $body
            })*

            #[getter("unidata_version")]
            fn unidata_version(&self) -> &'static str {
                "3.2.0"
            }
        }
    };
}

both! {
    /// The value of a decimal digit.
    decimal = "decimal($self, chr, default=<unrepresentable>, /)" (chr: [Char], default: [Option<&Object>]) -> Ref {
        |v| decimal_value(chr.0, v, default)
    }
    /// The value of a digit.
    digit = "digit($self, chr, default=<unrepresentable>, /)" (chr: [Char], default: [Option<&Object>]) -> Ref {
        |_v| digit_value(chr.0, default)
    }
    /// The value of a numeric character.
    numeric_ = "numeric($self, chr, default=<unrepresentable>, /)" (chr: [Char], default: [Option<&Object>]) -> Ref {
        |v| numeric_value(chr.0, v, default)
    }
    /// The general category.
    category = "category($self, chr, /)" (chr: [Char]) -> Ref<Str> {
        |v| Str::from_str(record(chr.0, v).0)
    }
    /// The bidirectional class; empty if none is defined.
    bidirectional = "bidirectional($self, chr, /)" (chr: [Char]) -> Ref<Str> {
        |v| Str::from_str(record(chr.0, v).1)
    }
    /// The canonical combining class.
    combining = "combining($self, chr, /)" (chr: [Char]) -> i32 {
        |v| Ok(record(chr.0, v).2 as i32)
    }
    /// 1 if the character is mirrored in bidirectional text.
    mirrored = "mirrored($self, chr, /)" (chr: [Char]) -> i32 {
        |v| Ok(record(chr.0, v).4 as i32)
    }
    /// The East Asian width.
    east_asian_width = "east_asian_width($self, chr, /)" (chr: [Char]) -> Ref<Str> {
        |v| Str::from_str(record(chr.0, v).3)
    }
    /// What the character decomposes into; empty if into nothing.
    decomposition_ = "decomposition($self, chr, /)" (chr: [Char]) -> Ref<Str> {
        |v| Str::from_str(&decomposition(chr.0, v))
    }
    /// The name of a character.
    name = "name($self, chr, default=<unrepresentable>, /)" (chr: [Char], default: [Option<&Object>]) -> Ref {
        |v| name_of(chr.0, v, default)
    }
    /// The character of a name.
    lookup = "lookup($self, name, /)" (name: [&str]) -> Ref<Str> {
        |v| character(name, v)
    }
    /// Is a text in a normal form?
    is_normalized = "is_normalized($self, form, unistr, /)" (form: [&Str], unistr: [&Str]) -> bool {
        |v| Ok(normalized(form, unistr, v)?.eq_str(unistr))
    }
    /// A text in a normal form.
    normalize = "normalize($self, form, unistr, /)" (form: [&Str], unistr: [&Str]) -> Ref<Str> {
        |v| normalized(form, unistr, v)
    }
}

fn exec(module: &Module) -> PyResult<()> {
    module.add_str("unidata_version", "16.0.0")?;
    module.add("_ucnhash_CAPI", &*capi::capsule()?)?;
    UCD.make(module)?;
    module.add("UCD", &UCD)?;
    module.add("ucd_3_2_0", &*objects::alloc::new::<Ucd>(&UCD)?)
}

module!(
    c"unicodedata",
    c"The Unicode Character Database: the properties of every character, from version 16.0.0 of the standard.",
    methods = method_table![
        decimal,
        digit,
        numeric_,
        category,
        bidirectional,
        combining,
        mirrored,
        east_asian_width,
        decomposition_,
        name,
        lookup,
        is_normalized,
        normalize,
    ],
    exec = exec
);
