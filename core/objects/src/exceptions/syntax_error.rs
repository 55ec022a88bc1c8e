//! `SyntaxError`: where in the source text.

use core::mem::offset_of;

use base::{Object, PyResult, Ref, Status};
use layout::*;

use super::base_exception::{self as basic, Fields};
use super::{BaseExc, replace};
use crate::prelude::*;
use crate::slots;

// SAFETY: the offsets are the fields'.
unsafe impl Fields for PySyntaxErrorObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(PySyntaxErrorObject, msg),
        offset_of!(PySyntaxErrorObject, filename),
        offset_of!(PySyntaxErrorObject, lineno),
        offset_of!(PySyntaxErrorObject, offset),
        offset_of!(PySyntaxErrorObject, end_lineno),
        offset_of!(PySyntaxErrorObject, end_offset),
        offset_of!(PySyntaxErrorObject, text),
        offset_of!(PySyntaxErrorObject, print_file_and_line),
        offset_of!(PySyntaxErrorObject, metadata),
    ];
}

/// `SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset[, metadata]]))`.
extern "C" fn init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    (|| {
        basic::init(this, args, kwargs)?;
        let raw = this.raw().cast::<PySyntaxErrorObject>();
        if let Some(msg) = args.get(0) {
            // SAFETY: layout: the slot of SyntaxError.
            unsafe { replace(&raw mut (*raw).msg, Some(msg.to_ref())) };
        }
        if args.len() != 2 {
            return Ok(());
        }
        let Some(info) = args.get(1) else {
            return Ok(());
        };
        let info = Tuple::from_iterable(info)?;
        let n = info.len();
        if !(4..=7).contains(&n) {
            return Err(raise!(
                TypeError,
                "function takes at {} arguments ({n} given)",
                if n < 4 { "least 4" } else { "most 7" }
            ));
        }
        let at = |i: usize| -> Option<Ref> { info.get(i).map(Object::to_ref) };
        // SAFETY: layout, as above.
        unsafe {
            replace(&raw mut (*raw).filename, at(0));
            replace(&raw mut (*raw).lineno, at(1));
            replace(&raw mut (*raw).offset, at(2));
            replace(&raw mut (*raw).text, at(3));
            replace(&raw mut (*raw).end_lineno, at(4));
            replace(&raw mut (*raw).end_offset, at(5));
            replace(&raw mut (*raw).metadata, at(6));
        }
        if n == 5 {
            return Err(raise!(
                TypeError,
                "end_offset must be provided when end_lineno is provided"
            ));
        }
        Ok(())
    })()
    .into()
}

extern "C" fn str_slot(this: &BaseExc) -> PyResult {
    let raw = this.raw().cast::<PySyntaxErrorObject>();
    // SAFETY: layout; the fields own references or are NULL.
    let (msg, filename, lineno) = unsafe {
        (
            Ref::<Object>::from_borrowed_opt((*raw).msg).unwrap_or_else(none_ref),
            Ref::<Object>::from_borrowed_opt((*raw).filename),
            Ref::<Object>::from_borrowed_opt((*raw).lineno),
        )
    };
    let base_name = match filename.as_ref().and_then(|f| f.downcast::<Str>()) {
        Some(f) => {
            let start = (0..f.len()).rev().find(|&i| f.char_at(i) == u32::from('/'));
            Some(f.substring(start.map_or(0, |i| i + 1), f.len())?)
        }
        None => None,
    };
    // A number that does not fit shows as -1.
    let line = lineno
        .filter(|l| l.is_exactly(crate::long::PyLong_Type.raw()))
        .map(|l| l.downcast::<Long>().and_then(Long::to_i64).unwrap_or(-1));
    let text = msg.str()?;
    let suffix = match (&base_name, line) {
        (None, None) => return Ok(text.upcast()),
        (Some(f), None) => {
            return Ok(Str::empty()
                .join(&[&text, &*Str::from_str(" (")?, f, &*Str::from_str(")")?])?
                .upcast());
        }
        (None, Some(line)) => Str::format(format_args!(" (line {line})"))?,
        (Some(f), Some(line)) => Str::empty().join(&[
            &*Str::from_str(" (")?,
            f,
            &*Str::format(format_args!(", line {line})"))?,
        ])?,
    };
    Ok(text.concat(&suffix)?.upcast())
}

pub const INIT: Option<initproc> = slots::init(init);
pub const STR: Option<reprfunc> = slots::repr(str_slot);

macro_rules! fields {
    ($($name:literal $field:ident $doc:literal,)*) => {
        [$(slots::member_doc($name, _Py_T_OBJECT, offset_of!(PySyntaxErrorObject, $field), 0, $doc),)* slots::MEMBERS_END]
    };
}

pub static mut MEMBERS: [PyMemberDef; 10] = fields![
    c"msg" msg c"exception msg",
    c"filename" filename c"exception filename",
    c"lineno" lineno c"exception lineno",
    c"offset" offset c"exception offset",
    c"text" text c"exception text",
    c"end_lineno" end_lineno c"exception end lineno",
    c"end_offset" end_offset c"exception end offset",
    c"print_file_and_line" print_file_and_line c"exception print_file_and_line",
    c"_metadata" metadata c"exception private metadata",
];
