//! `pyexpat.errors` and `pyexpat.model`: Expat's numbers by their names in C.

use core::ffi::c_int;

use objects::prelude::*;

use super::expat::expat;
use super::handlers::string;

/// The names of the errors from 1 on, without `XML_ERROR_`, and what Expat says if it is too old to know them.
const ERRORS: [(&str, &str); 44] = [
    ("NO_MEMORY", "out of memory"),
    ("SYNTAX", "syntax error"),
    ("NO_ELEMENTS", "no element found"),
    ("INVALID_TOKEN", "not well-formed (invalid token)"),
    ("UNCLOSED_TOKEN", "unclosed token"),
    ("PARTIAL_CHAR", "partial character"),
    ("TAG_MISMATCH", "mismatched tag"),
    ("DUPLICATE_ATTRIBUTE", "duplicate attribute"),
    ("JUNK_AFTER_DOC_ELEMENT", "junk after document element"),
    ("PARAM_ENTITY_REF", "illegal parameter entity reference"),
    ("UNDEFINED_ENTITY", "undefined entity"),
    ("RECURSIVE_ENTITY_REF", "recursive entity reference"),
    ("ASYNC_ENTITY", "asynchronous entity"),
    ("BAD_CHAR_REF", "reference to invalid character number"),
    ("BINARY_ENTITY_REF", "reference to binary entity"),
    (
        "ATTRIBUTE_EXTERNAL_ENTITY_REF",
        "reference to external entity in attribute",
    ),
    (
        "MISPLACED_XML_PI",
        "XML or text declaration not at start of entity",
    ),
    ("UNKNOWN_ENCODING", "unknown encoding"),
    (
        "INCORRECT_ENCODING",
        "encoding specified in XML declaration is incorrect",
    ),
    ("UNCLOSED_CDATA_SECTION", "unclosed CDATA section"),
    (
        "EXTERNAL_ENTITY_HANDLING",
        "error in processing external entity reference",
    ),
    ("NOT_STANDALONE", "document is not standalone"),
    (
        "UNEXPECTED_STATE",
        "unexpected parser state - please send a bug report",
    ),
    (
        "ENTITY_DECLARED_IN_PE",
        "entity declared in parameter entity",
    ),
    (
        "FEATURE_REQUIRES_XML_DTD",
        "requested feature requires XML_DTD support in Expat",
    ),
    (
        "CANT_CHANGE_FEATURE_ONCE_PARSING",
        "cannot change setting once parsing has begun",
    ),
    ("UNBOUND_PREFIX", "unbound prefix"),
    ("UNDECLARING_PREFIX", "must not undeclare prefix"),
    ("INCOMPLETE_PE", "incomplete markup in parameter entity"),
    ("XML_DECL", "XML declaration not well-formed"),
    ("TEXT_DECL", "text declaration not well-formed"),
    ("PUBLICID", "illegal character(s) in public id"),
    ("SUSPENDED", "parser suspended"),
    ("NOT_SUSPENDED", "parser not suspended"),
    ("ABORTED", "parsing aborted"),
    ("FINISHED", "parsing finished"),
    ("SUSPEND_PE", "cannot suspend in external parameter entity"),
    (
        "RESERVED_PREFIX_XML",
        "reserved prefix (xml) must not be undeclared or bound to another namespace name",
    ),
    (
        "RESERVED_PREFIX_XMLNS",
        "reserved prefix (xmlns) must not be declared or undeclared",
    ),
    (
        "RESERVED_NAMESPACE_URI",
        "prefix must not be bound to one of the reserved namespace names",
    ),
    ("INVALID_ARGUMENT", "invalid argument"),
    (
        "NO_BUFFER",
        "a successful prior call to function XML_GetBuffer is required",
    ),
    (
        "AMPLIFICATION_LIMIT_BREACH",
        "limit on input amplification factor (from DTD and entities) breached",
    ),
    ("NOT_STARTED", "parser not started"),
];

const MODEL: [(&str, i64); 10] = [
    ("XML_CTYPE_EMPTY", 1),
    ("XML_CTYPE_ANY", 2),
    ("XML_CTYPE_MIXED", 3),
    ("XML_CTYPE_NAME", 4),
    ("XML_CTYPE_CHOICE", 5),
    ("XML_CTYPE_SEQ", 6),
    ("XML_CQUANT_NONE", 0),
    ("XML_CQUANT_OPT", 1),
    ("XML_CQUANT_REP", 2),
    ("XML_CQUANT_PLUS", 3),
];

/// An empty module of the name `pyexpat.NAME`, in `sys.modules` and in `pyexpat`.
fn add_submodule(parent: &Module, name: &str, doc: &str) -> PyResult<Ref<Module>> {
    let full = Str::from_str(&format!("pyexpat.{name}"))?;
    let module = Module::new(&full)?;
    module.add_str("__doc__", doc)?;
    runtime::import::modules()?.set_item(&full, &module)?;
    parent.add(name, &module)?;
    Ok(module)
}

pub fn add_errors(parent: &Module) -> PyResult<()> {
    let module = add_submodule(
        parent,
        "errors",
        "Constants used to describe error conditions.",
    )?;
    let (codes, messages) = (Dict::new()?, Dict::new()?);
    for (i, (name, fallback)) in ERRORS.iter().enumerate() {
        let code = i as c_int + 1;
        // SAFETY: Expat takes any number.
        let mut message = string(unsafe { (expat()?.error_string)(code) })?;
        if message.is(none()) {
            message = Str::from_str(fallback)?.upcast();
        }
        let number = Long::from_i64(code.into())?;
        module.add(&format!("XML_ERROR_{name}"), &message)?;
        codes.set(&message, &number)?;
        messages.set(&number, &message)?;
    }
    module.add("codes", &codes)?;
    module.add("messages", &messages)
}

pub fn add_model(parent: &Module) -> PyResult<()> {
    let module = add_submodule(
        parent,
        "model",
        "Constants used to interpret content model information.",
    )?;
    for (name, value) in MODEL {
        module.add_int(name, value)?;
    }
    Ok(())
}
