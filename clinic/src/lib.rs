//! The attribute macros that give Rust functions their Python signature: argument parsing, method tables and
//! `__text_signature__`, as CPython's Argument Clinic does it. The runtime half (parsers, conversions, messages) is
//! `objects::clinic`; users write `use objects::clinic::*` there (or `use crate::clinic::*` within `objects`).
//!
//! # Methods
//!
//! ```ignore
//! #[pymethods]
//! impl List {
//!     /// Append object to the end of the list.        <- the docstring, in our own words
//!     #[method("append(object, /)")]                   // `$self` (and its `/`) is put in front by itself
//!     fn append(&self, object: &Object) -> PyResult<()> { .. }
//!
//!     #[method("index(value, start=0, stop=sys.maxsize, /)")]
//!     fn index(&self, value: &Object, start: SliceIndex, stop: SliceIndex) -> PyResult<isize> { .. }
//!
//!     #[method("sort(*, key=None, reverse=False)")]
//!     fn sort(&self, key: Option<&Object>, reverse: bool) -> PyResult<()> { .. }
//!
//!     #[classmethod("fromkeys(iterable, value=None, /)")]
//!     fn fromkeys(cls: &Type, iterable: &Object, value: Option<&Object>) -> PyResult { .. }
//!
//!     #[staticmethod("maketrans(x, y=<unrepresentable>, /)")]
//!     fn maketrans(x: &Object, y: Option<&Str>) -> PyResult { .. }
//!
//!     #[getter("real")]  fn real(&self) -> PyResult { .. }
//!     #[setter("real")]  fn set_real(&self, value: Option<&Object>) -> PyResult<()> { .. }   // None: delete
//!
//!     #[new("list(iterable=(), /)")]  fn new(cls: &Type, iterable: Option<&Object>) -> PyResult { .. }
//!     #[init("list(iterable=(), /)")] fn init(&self, iterable: Option<&Object>) -> PyResult<()> { .. }
//!     #[vectorcall("list(iterable=(), /)")] fn vectorcall(cls: &Type, iterable: Option<&Object>) -> PyResult { .. }
//! }
//! // in the PyTypeObject:  tp_methods: List::METHODS, tp_getset: List::GETSET, tp_doc: List::DOC,
//! //     tp_new: Some(List::NEW), tp_init: Some(List::INIT), tp_vectorcall: Some(List::VECTORCALL)
//! ```
//!
//! A method may take `slf: &Str` instead of `&self`. Methods spread over files: `#[pymethods(export = SEARCH)]` makes the
//! rows `Str::SEARCH` (and `Str::SEARCH_GETSET`); in the type `tp_methods: methods_concat!(Str::METHOD_DEFS, Str::SEARCH)`
//! and `getset_concat!(..)`, in the order wanted.
//!
//! # Functions
//!
//! ```ignore
//! #[pyfunction("len(obj, /)")]                        // `$module` is put in front
//! fn len(module: &Object, obj: &Object) -> PyResult<isize> { .. }   // `module` only if you want it
//! // m_methods: method_table![len, math::floor]
//! ```
//!
//! # The signature
//!
//! The text is Python's, with `/`, `*`, `*args`, `**kwargs`. Rust parameters follow in the same order under the same names
//! (`r#type`, `type_` and `_type` match `type`). How it is called (`METH_O`, `METH_FASTCALL`, ...) follows as in Argument
//! Clinic. An optional parameter's default: `#[default(expr)]` on the Rust parameter; or an `Option<..>`/`Nullable<..>`
//! type, which is `None` when the argument is omitted; or the literal in the text (`0`, `-1`, `1.5`, `True`, `'utf-8'`,
//! `sys.maxsize`). An explicit Python `None` is passed on: `Option<&Object>` is then `Some(None object)`; for
//! `str | None` use `Nullable<&Str>`.
//!
//! * `*args`: `args: &[&Object]` (no allocation) or `args: &Tuple`.
//! * `**kwargs`: `Option<&Dict>` or `Option<Ref<Dict>>`; only beside positional-only parameters and `*args`.
//! * `#[defining_class] cls: &Type`: the class that defines the method (`METH_METHOD`); it stands anywhere.
//! * options beside the string: `nosig` (parse so, but no `__text_signature__`), `shown = "($self, x)"` (parse so, but
//!   show that), `coexist` (`METH_COEXIST`).
//! * option `tuple`: `METH_VARARGS` and the messages of `PyArg_ParseTuple`, for functions that stock does not make by Argument Clinic.
//! * option `numbered`: the messages of `PyArg_ParseTupleAndKeywords` about an argument, which number it even if it has a name.
//! * optional groups: `find(sub[, start[, end]], /)`.
//! * `raw`: `fn(&self, args: &[&Object], kwnames: Option<&Tuple>)` gets the arguments as they come (without `kwnames`:
//!   `METH_FASTCALL`, keywords refused by the caller). The string may be a bare name: `#[pyfunction(raw, "max")]`.
//!   Keyword values follow the positional ones: use `objects::clinic::RawKeywords`.
//! * `varargs`: `fn(&self, args: &Tuple, kwargs: Option<&Dict>)`, or without `kwargs`; the only hand-made form for
//!   `new` and `init`.
//!
//! # Parameter types (`FromArg`)
//!
//! | Rust | Argument Clinic | |
//! |---|---|---|
//! | `&Object` | `object` | anything |
//! | `&Str`, `&List`, any `&T: Subtype` | `object(subclass_of=..)` | `f() argument 1 must be str, not int` |
//! | `Option<T>` | | `None` only when omitted |
//! | `Nullable<T>` | `accept={T, NoneType}` | `.0` is `None` for Python's None too; `str or None` in the message |
//! | `bool` | `bool` | truth of any object |
//! | `i16 i32 i64 u8 u16 u32 u64 usize` | `short int long unsigned_char ...` | by `__index__`, C's overflow messages |
//! | `isize` | `Py_ssize_t` | |
//! | `f64`, `f32` | `double`, `float` | |
//! | `Char` | `int(accept={str})` | a one-character string, any code point |
//! | `&str` | `str` | UTF-8 borrowed from the str, `ValueError: embedded null character` |
//! | `Utf8<'_>` | `str(zeroes=True)` | UTF-8, NULs allowed |
//! | `Buffer` | `Py_buffer` | contiguous bytes, released on drop |
//! | `SliceIndex` | `slice_index` | clipped; default in the text |
//! | `SliceIndexNone` | `accept={int, NoneType}` | `.0: Option<isize>`, `None` for None or omitted |
//! | `Bits32`, `Bits64` | `unsigned int(bitwise=True)` | the low bits of any int |
//!
//! # Result types (`IntoReturn`), plain or in `PyResult`
//!
//! `Ref<T>`, `&T` (new reference), `()` (None), `bool`, integers, `f64`, `Option<Ref<T>>` (`None` is Python's None),
//! `&str`, `String`.

mod docstring;
mod flags;
mod function;
mod options;
mod signature;
mod table;
mod wrapper;

use proc_macro::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, ItemFn, ItemImpl, Path, Token, parse_macro_input};

/// On an inherent impl block: makes the method and getset tables of the functions marked in it. See the crate docs.
#[proc_macro_attribute]
pub fn pymethods(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let export = (|input: ParseStream| -> syn::Result<Option<Ident>> {
        if input.is_empty() {
            return Ok(None);
        }
        let word: Ident = input.parse()?;
        if word != "export" {
            return Err(syn::Error::new(word.span(), "expected `export = NAME`"));
        }
        input.parse::<Token![=]>()?;
        input.parse().map(Some)
    })
    .parse(attribute);
    let export = match export {
        Ok(export) => export,
        Err(error) => return error.to_compile_error().into(),
    };
    let item = parse_macro_input!(item as ItemImpl);
    table::expand_methods(export, item)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// On a free function: makes a row for [`method_table!`]. See the crate docs.
#[proc_macro_attribute]
pub fn pyfunction(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let options = parse_macro_input!(attribute as options::Options);
    let item = parse_macro_input!(item as ItemFn);
    table::expand_function(options, item)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// `method_table![len, math::floor]`: a pointer to a static, terminated `PyMethodDef` array of `#[pyfunction]` items.
#[proc_macro]
pub fn method_table(input: TokenStream) -> TokenStream {
    let paths = parse_macro_input!(input with Punctuated::<Path, Token![,]>::parse_terminated);
    table::expand_method_table(paths).into()
}
