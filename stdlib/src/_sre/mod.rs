//! `_sre`: the engine of `re`. The pattern compiler is `re._compiler`; its code runs here.

use objects::clinic::*;
use objects::prelude::*;
use objects::unicode::database;

use crate::module;

mod charset;
mod engine;
mod matched;
mod pattern;
mod scanner;
mod subject;
mod template;

/// The version of the code that `re._compiler` must agree with.
const MAGIC: i64 = 20230612;
const MAX_GROUPS: i64 = u32::MAX as i64 / 4;

/// Bytes in a word of code.
#[pyfunction("getcodesize()")]
fn getcodesize() -> i32 {
    4
}

/// Has the character another case, among ASCII?
#[pyfunction("ascii_iscased(character, /)")]
fn ascii_iscased(character: i32) -> bool {
    (character as u32) < 128 && (character as u8).is_ascii_alphabetic()
}

/// Has the character another case?
#[pyfunction("unicode_iscased(character, /)")]
fn unicode_iscased(character: i32) -> bool {
    let c = character as u32;
    c != charset::lower_unicode(c) || c != database::to_upper(c)
}

/// The character in lower case, among ASCII.
#[pyfunction("ascii_tolower(character, /)")]
fn ascii_tolower(character: i32) -> i32 {
    charset::lower_ascii(character as u32) as i32
}

/// The character in lower case.
#[pyfunction("unicode_tolower(character, /)")]
fn unicode_tolower(character: i32) -> i32 {
    charset::lower_unicode(character as u32) as i32
}

/// Makes a pattern of its code.
#[pyfunction("compile(pattern, flags, code, groups, groupindex, indexgroup)")]
fn compile(
    pattern: &Object,
    flags: i32,
    code: &List,
    groups: isize,
    groupindex: &Dict,
    indexgroup: &Tuple,
) -> PyResult {
    pattern::compile(pattern, flags, code, groups, groupindex, indexgroup)
}

/// Makes a replacement template of literal strings and group numbers in turn.
#[pyfunction("template(pattern, template, /)")]
fn template_function(pattern: &Object, template: &List) -> PyResult {
    template::new(pattern, template)
}

fn exec(module: &Module) -> PyResult<()> {
    pattern::PATTERN.make(module)?;
    matched::MATCH.make(module)?;
    scanner::SCANNER.make(module)?;
    template::TEMPLATE.make(module)?;
    module.add_int("MAGIC", MAGIC)?;
    module.add_int("CODESIZE", 4)?;
    module.add_int("MAXREPEAT", u32::MAX as i64)?;
    module.add_int("MAXGROUPS", MAX_GROUPS)?;
    module.add_str(
        "copyright",
        " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ",
    )
}

module!(
    c"_sre",
    c"",
    methods = method_table![
        compile,
        template_function,
        getcodesize,
        ascii_iscased,
        unicode_iscased,
        ascii_tolower,
        unicode_tolower,
    ],
    exec = exec
);
