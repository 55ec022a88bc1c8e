//! `pyexpat`: the Expat XML parser, for `xml.parsers.expat` and all of the library that reads XML.
//!
//! `expat` has the C library, `parser` the parser object, `handlers` what it reports to, `encoding` the encodings that Python
//! adds, `constants` the submodules `errors` and `model`, `capi` the capsule through which other modules use the same Expat.

pub mod capi;
mod constants;
pub mod encoding;
pub mod expat;
mod handlers;
mod parser;

use core::ffi::{CStr, c_int, c_ulong};

use base::local::LocalRef;
use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;

use handlers::string;
use parser::{PARSER, Parser};

/// `ExpatError` of the interpreter's module that was made last.
static ERROR: LocalRef<Type> = LocalRef::new();

/// An `ExpatError` with its attributes; the message is Expat's and the position unless one is given.
fn new_error(code: c_int, line: c_ulong, column: c_ulong, message: Option<&str>) -> PyResult {
    let expat = expat::expat()?;
    let text = match message {
        Some(message) => Str::from_str(message)?,
        None => {
            // SAFETY: Expat's message is static, or NULL for a code that it does not know.
            let what = unsafe {
                let text = (expat.error_string)(code);
                if text.is_null() {
                    c"(null)"
                } else {
                    CStr::from_ptr(text)
                }
            };
            Str::from_str(&format!(
                "{}: line {line}, column {column}",
                what.to_string_lossy()
            ))?
        }
    };
    let class = ERROR.get().unwrap_or(&types::Exception).to_ref();
    let error = class.call(&[&*text])?;
    error.set_attr(id!(code), &*Long::from_i64(code.into())?)?;
    error.set_attr(interned!("lineno"), &*Long::from_i64(line as i64)?)?;
    error.set_attr(interned!("offset"), &*Long::from_i64(column as i64)?)?;
    Ok(error)
}

/// Return a new XML parser object.
#[pyfunction("ParserCreate(encoding=None, namespace_separator=None, intern=<unrepresentable>)")]
fn parser_create(
    encoding: Nullable<&str>,
    namespace_separator: Nullable<&str>,
    #[default(None)] intern: Option<&Object>,
) -> PyResult<Ref<Parser>> {
    if namespace_separator.0.is_some_and(|s| s.len() > 1) {
        return Err(raise!(
            ValueError,
            "namespace_separator must be at most one character, omitted, or None"
        ));
    }
    // None means no interning, nothing a dict of the parser's own.
    let intern = match intern {
        None => Some(Dict::new()?),
        Some(o) if o.is(none()) => None,
        Some(o) => match o.downcast::<Dict>() {
            Some(d) => Some(d.to_ref()),
            None => return Err(raise!(TypeError, "intern must be a dictionary")),
        },
    };
    parser::new(encoding.0, namespace_separator.0, intern)
}

/// Returns string error for given number.
#[pyfunction("ErrorString(code, /)")]
fn error_string(code: i64) -> PyResult {
    // SAFETY: Expat takes any number.
    string(unsafe { (expat::expat()?.error_string)(code as c_int) })
}

/// The features that Expat was built with: pairs of name and value.
fn features(expat: &expat::Expat) -> PyResult<Ref<List>> {
    let list = List::with_capacity(0)?;
    // SAFETY: Expat's static table, which ends with 0.
    unsafe {
        let mut at = (expat.get_feature_list)();
        while (*at).feature != 0 {
            let pair = [string((*at).name)?, Long::from_i64((*at).value)?.upcast()];
            list.push_owned(Tuple::from_array(pair)?.upcast())?;
            at = at.add(1);
        }
    }
    Ok(list)
}

fn new_error_class() -> PyResult<Ref<Type>> {
    let dict = Dict::new()?;
    dict.set(interned!("__module__"), interned!("xml.parsers.expat"))?;
    let bases = Tuple::from_slice(&[&types::Exception])?;
    let class = Type::create(&*Str::from_str("ExpatError")?, &bases, &dict)?;
    ERROR.set(class.clone());
    Ok(class)
}

fn exec(module: &Module) -> PyResult<()> {
    let expat = expat::expat()?;
    let parser = PARSER.make(module)?;
    let error = new_error_class()?;
    module.add("error", &error)?;
    module.add("ExpatError", &error)?;
    module.add("XMLParserType", &parser)?;
    // SAFETY: static text.
    let name = unsafe { (expat.expat_version)() };
    module.add("EXPAT_VERSION", &*string(name)?)?;
    // SAFETY: plain numbers.
    let version = unsafe { (expat.expat_version_info)() };
    let mut numbers = Vec::new();
    for n in [version.major, version.minor, version.micro] {
        numbers.push(Long::from_i64(n.into())?.upcast());
    }
    module.add("version_info", &*Tuple::from_vec(numbers)?)?;
    module.add_str("native_encoding", "UTF-8")?;
    constants::add_errors(module)?;
    constants::add_model(module)?;
    module.add("features", &*features(expat)?)?;
    for (i, name) in ["NEVER", "UNLESS_STANDALONE", "ALWAYS"].iter().enumerate() {
        module.add_int(&format!("XML_PARAM_ENTITY_PARSING_{name}"), i as i64)?;
    }
    module.add("expat_CAPI", &*capi::capsule(expat)?)
}

crate::module!(
    c"pyexpat",
    c"Python wrapper for Expat parser.",
    methods = method_table![parser_create, error_string],
    exec = exec
);
