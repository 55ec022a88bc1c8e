//! The tables: what `#[pymethods]`, `#[pyfunction]` and `method_table!` put in place of the annotated items.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::ffi::CString;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Ident, ImplItem, ImplItemFn, ItemFn, ItemImpl, LitStr, Path, Result, Token};

use crate::docstring::{doc_text, python_doc};
use crate::flags::Convention;
use crate::function::{Form, Function, take_attribute};
use crate::options::Options;
use crate::wrapper::{wrapper, wrapper_name};

fn c_string(text: &str, at: &Ident) -> Result<TokenStream> {
    let text = CString::new(text)
        .map_err(|_| Error::new(at.span(), "a NUL in the signature or docstring"))?;
    let literal = Literal::c_string(&text);
    Ok(quote!(#literal.as_ptr()))
}

fn doc_pointer(doc: Option<String>, at: &Ident) -> Result<TokenStream> {
    match doc {
        Some(doc) => c_string(&doc, at),
        None => Ok(quote!(::core::ptr::null())),
    }
}

/// The `PyMethodDef` of a function whose wrapper is reached by `wrapper`.
fn method_def(function: &Function, doc: &str, wrapper: &TokenStream) -> Result<TokenStream> {
    let name = c_string(&function.signature.name, &function.ident)?;
    let doc = doc_pointer(python_doc(&function.signature, doc), &function.ident)?;
    let constructor = match function.convention {
        Convention::NoArgs | Convention::One | Convention::Varargs => quote!(two),
        Convention::VarargsKeywords | Convention::Fast => match function.convention {
            Convention::Fast => quote!(fast),
            _ => quote!(three),
        },
        Convention::FastKeywords => quote!(fast_keywords),
        Convention::Method => quote!(method),
    };
    let kind = match function.form {
        Form::ClassMethod => 0x10,
        Form::StaticMethod => 0x20,
        _ => 0,
    };
    let coexist = if function.options.coexist { 0x40 } else { 0 };
    let flags = function.convention.flags() | kind | coexist;
    Ok(quote!(::objects::clinic::MethodPtr::#constructor(#wrapper).def(#name, #flags, #doc)))
}

/// `#[pyfunction("len(obj, /)")]`
pub fn expand_function(options: Options, mut item: ItemFn) -> Result<TokenStream> {
    let function = Function::read(Form::Function, options, &mut item.sig)?;
    let doc = doc_text(&item.attrs);
    let ident = &item.sig.ident;
    let wrapped = wrapper(&function, &quote!(#ident), None)?;
    let name = wrapper_name(ident);
    let def = method_def(&function, &doc, &quote!(#name))?;
    let def_name = def_name(ident);
    let visibility = &item.vis;
    Ok(quote! {
        #item
        #wrapped
        #[doc(hidden)]
        #[allow(non_upper_case_globals)]
        #visibility const #def_name: ::objects::clinic::PyMethodDef = #def;
    })
}

fn def_name(function: &Ident) -> Ident {
    format_ident!(
        "__clinic_def_{}",
        function.to_string().trim_start_matches("r#")
    )
}

/// `method_table![len, math::floor]`
pub fn expand_method_table(paths: Punctuated<Path, Token![,]>) -> TokenStream {
    let defs = paths.into_iter().map(|mut path| {
        if let Some(last) = path.segments.last_mut() {
            last.ident = Ident::new(&def_name(&last.ident).to_string(), last.ident.span());
        }
        path
    });
    quote! {{
        const __DEFS: &[::objects::clinic::PyMethodDef] = &[#(#defs),*];
        static __TABLE: ::objects::clinic::Table<::objects::clinic::PyMethodDef, { __DEFS.len() + 1 }> =
            ::objects::clinic::Table::methods(&[__DEFS]);
        __TABLE.as_ptr()
    }}
}

/// A row of the getset table under construction.
struct GetSet {
    name: String,
    ident: Ident,
    doc: String,
    get: Option<Ident>,
    set: Option<Ident>,
}

/// What `#[pymethods]` has collected from a block so far.
#[derive(Default)]
struct Block {
    wrappers: TokenStream,
    methods: Vec<TokenStream>,
    getsets: Vec<GetSet>,
    slots: TokenStream,
    doc: Option<(TokenStream, bool)>,
}

/// `#[pymethods] impl List { ... }`; `export` names the tables of a type whose methods stand in several blocks.
pub fn expand_methods(export: Option<Ident>, mut item: ItemImpl) -> Result<TokenStream> {
    if let Some((_, path, _)) = &item.trait_ {
        return Err(Error::new(path.span(), "expected an inherent impl block"));
    }
    let mut block = Block::default();
    let mut errors: Option<Error> = None;
    let self_type = (*item.self_ty).clone();
    for member in &mut item.items {
        if let ImplItem::Fn(function) = member
            && let Err(error) = expand_member(&mut block, function, &self_type)
        {
            match &mut errors {
                Some(errors) => errors.combine(error),
                None => errors = Some(error),
            }
        }
    }
    // The block itself is kept in any case, so that one wrong signature is one error.
    if let Some(errors) = errors {
        let errors = errors.to_compile_error();
        return Ok(quote!(#item #errors));
    }

    let Block {
        wrappers,
        methods,
        getsets,
        slots,
        doc,
    } = block;
    let getsets = getsets.iter().map(getset_def).collect::<Result<Vec<_>>>()?;
    let doc = doc.map(|(doc, _)| {
        quote! {
            /// `tp_doc`: the constructor's signature and docstring.
            pub const DOC: *const ::core::ffi::c_char = #doc;
        }
    });
    let (method_count, getset_count) = (methods.len(), getsets.len());
    let (method_defs, getset_defs) = match &export {
        Some(name) => (name.clone(), format_ident!("{name}_GETSET")),
        None => (format_ident!("METHOD_DEFS"), format_ident!("GETSET_DEFS")),
    };
    let pointers = export.is_none().then(|| {
        let methods = pointer(
            &self_type,
            "PyMethodDef",
            "methods",
            &method_defs,
            method_count,
        );
        let getset = pointer(
            &self_type,
            "PyGetSetDef",
            "getsets",
            &getset_defs,
            getset_count,
        );
        quote! {
            /// `tp_methods`
            pub const METHODS: *mut ::objects::clinic::PyMethodDef = #methods;
            /// `tp_getset`
            pub const GETSET: *mut ::objects::clinic::PyGetSetDef = #getset;
        }
    });
    Ok(quote! {
        #item
        #[allow(dead_code)]
        impl #self_type {
            #wrappers
            #slots
            #doc
            #[doc(hidden)]
            pub const #method_defs: [::objects::clinic::PyMethodDef; #method_count] = [#(#methods),*];
            #[doc(hidden)]
            pub const #getset_defs: [::objects::clinic::PyGetSetDef; #getset_count] = [#(#getsets),*];
            #pointers
        }
    })
}

/// A pointer to a terminated static table, NULL when it has no rows.
fn pointer(
    self_type: &syn::Type,
    row: &str,
    constructor: &str,
    defs: &Ident,
    count: usize,
) -> TokenStream {
    if count == 0 {
        return quote!(::core::ptr::null_mut());
    }
    let (row, constructor) = (format_ident!("{row}"), format_ident!("{constructor}"));
    quote! {{
        static __TABLE: ::objects::clinic::Table<::objects::clinic::#row, { #count + 1 }> =
            ::objects::clinic::Table::#constructor(&[&<#self_type>::#defs]);
        __TABLE.as_ptr()
    }}
}

fn getset_def(row: &GetSet) -> Result<TokenStream> {
    let name = c_string(&row.name, &row.ident)?;
    let doc = doc_pointer((!row.doc.is_empty()).then(|| row.doc.clone()), &row.ident)?;
    let option = |wrapper: &Option<Ident>| match wrapper {
        Some(wrapper) => quote!(::core::option::Option::Some(Self::#wrapper)),
        None => quote!(::core::option::Option::None),
    };
    let (get, set) = (option(&row.get), option(&row.set));
    Ok(quote!(::objects::clinic::getset(#name, #get, #set, #doc)))
}

fn options_of(attribute: &syn::Attribute) -> Result<Options> {
    match &attribute.meta {
        syn::Meta::Path(_) => Ok(Options::default()),
        _ => attribute.parse_args(),
    }
}

fn expand_member(
    block: &mut Block,
    function: &mut ImplItemFn,
    self_type: &syn::Type,
) -> Result<()> {
    let doc = doc_text(&function.attrs);
    for accessor in ["getter", "setter"] {
        while let Some(attribute) = take_attribute(&mut function.attrs, accessor) {
            let name = match &attribute.meta {
                syn::Meta::Path(_) => function.sig.ident.to_string(),
                _ => attribute.parse_args::<LitStr>()?.value(),
            };
            expand_accessor(block, function, &doc, name, accessor == "getter", self_type)?;
        }
    }
    for form in [
        "method",
        "classmethod",
        "staticmethod",
        "new",
        "init",
        "vectorcall",
    ] {
        let Some(attribute) = take_attribute(&mut function.attrs, form) else {
            continue;
        };
        let Some(form) = Form::from_name(form) else {
            continue;
        };
        let read = Function::read(form, options_of(&attribute)?, &mut function.sig)?;
        let ident = &function.sig.ident;
        block.wrappers.extend(wrapper(
            &read,
            &quote!(<#self_type>::#ident),
            Some(self_type),
        )?);
        let name = wrapper_name(ident);
        let slot = match form {
            Form::New => Some(quote! {
                /// `tp_new`
                pub const NEW: ::objects::clinic::newfunc = ::objects::clinic::as_new(Self::#name);
            }),
            Form::Init => Some(quote! {
                /// `tp_init`
                pub const INIT: ::objects::clinic::initproc = Self::#name;
            }),
            Form::Vectorcall => Some(quote! {
                /// `tp_vectorcall`
                pub const VECTORCALL: ::objects::clinic::vectorcallfunc =
                    ::objects::clinic::as_vectorcall(Self::#name);
            }),
            _ => {
                block
                    .methods
                    .push(method_def(&read, &doc, &quote!(Self::#name))?);
                None
            }
        };
        if let Some(slot) = slot {
            block.slots.extend(slot);
            // The first of `new`, `init` with words of its own documents the type.
            let worded = !doc.is_empty();
            if form != Form::Vectorcall
                && block
                    .doc
                    .as_ref()
                    .is_none_or(|(_, earlier)| worded && !earlier)
            {
                let text = doc_pointer(python_doc(&read.signature, &doc), ident)?;
                block.doc = Some((text, worded));
            }
        }
    }
    Ok(())
}

fn expand_accessor(
    block: &mut Block,
    function: &ImplItemFn,
    doc: &str,
    name: String,
    getter: bool,
    self_type: &syn::Type,
) -> Result<()> {
    let ident = &function.sig.ident;
    let (wanted, parameters) = if getter {
        (1, "(&self)")
    } else {
        (2, "(&self, value: Option<&Object>)")
    };
    if function.sig.inputs.len() != wanted || function.sig.receiver().is_none() {
        return Err(Error::new(
            function.sig.inputs.span(),
            format!("expected `{parameters}`"),
        ));
    }
    let wrapper = format_ident!(
        "__clinic_{}_{}",
        if getter { "get" } else { "set" },
        name.replace('.', "_")
    );
    let emitted = if getter {
        quote! {
            #[doc(hidden)]
            #[allow(non_snake_case, clippy::all)]
            unsafe extern "C" fn #wrapper(
                __slf: *mut ::objects::clinic::PyObject,
                _: *mut ::core::ffi::c_void,
            ) -> *mut ::objects::clinic::PyObject {
                use ::objects::clinic as __c;
                __c::raw(__c::IntoReturn::into_return(<#self_type>::#ident(unsafe {
                    __c::receiver::<#self_type>(__slf)
                })))
            }
        }
    } else {
        quote! {
            #[doc(hidden)]
            #[allow(non_snake_case, clippy::all)]
            unsafe extern "C" fn #wrapper(
                __slf: *mut ::objects::clinic::PyObject,
                __value: *mut ::objects::clinic::PyObject,
                _: *mut ::core::ffi::c_void,
            ) -> ::core::ffi::c_int {
                use ::objects::clinic as __c;
                let __result = unsafe {
                    <#self_type>::#ident(__c::receiver::<#self_type>(__slf), __c::borrowed(__value))
                };
                if __c::IntoStatus::into_result(__result).is_ok() { 0 } else { -1 }
            }
        }
    };
    block.wrappers.extend(emitted);
    let row = match block.getsets.iter_mut().position(|row| row.name == name) {
        Some(at) => &mut block.getsets[at],
        None => {
            let row = GetSet {
                name,
                ident: ident.clone(),
                doc: String::new(),
                get: None,
                set: None,
            };
            block.getsets.push(row);
            let last = block.getsets.len() - 1;
            &mut block.getsets[last]
        }
    };
    if row.doc.is_empty() || getter && !doc.is_empty() {
        row.doc = doc.to_string();
    }
    let place = if getter { &mut row.get } else { &mut row.set };
    if place.replace(wrapper).is_some() {
        return Err(Error::new(
            ident.span(),
            format!("a second accessor of this kind for `{}`", row.name),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages of the `compile_error!`s in an expansion.
    fn errors(method: &str) -> String {
        let block = syn::parse_str(&format!("impl List {{ {method} }}")).unwrap();
        let expansion = match expand_methods(None, block) {
            Ok(tokens) => tokens.to_string(),
            Err(error) => error.to_compile_error().to_string(),
        };
        let Some((_, message)) = expansion.split_once("compile_error ! {") else {
            return String::new();
        };
        message.split('"').nth(1).unwrap_or("").to_string()
    }

    #[test]
    fn mistakes_are_named() {
        for (method, message) in [
            (
                r#"#[method("f(a, /)")] fn f(&self, b: &Object) {}"#,
                "the signature has `a` here, the function `b`",
            ),
            (
                r#"#[method("f(a, b, /)")] fn f(&self, a: &Object) {}"#,
                "the function has no parameter for `b`",
            ),
            (
                r#"#[method("f()")] fn f(&self, b: &Object) {}"#,
                "the signature has no parameter for `b`",
            ),
            (
                r#"#[method("f(a=(), /)")] fn f(&self, a: isize) {}"#,
                "`a=()` needs `#[default(...)]` or the type `Option<..>`",
            ),
            (
                r#"#[method("f(a, /)")] fn f(&self, #[default(1)] a: isize) {}"#,
                "`a` has no default in the signature",
            ),
            (
                r#"#[method("f()")] fn f() {}"#,
                "the first parameter must be `&self` (or `slf: &SomeType`)",
            ),
            (
                r#"#[method("f()")] fn f(self) {}"#,
                "a Python object is received as `&self`",
            ),
            (
                r#"#[classmethod("f()")] fn f(&self) {}"#,
                "the first parameter must be the class: `cls: &Type`",
            ),
            (
                r#"#[method("f")] fn f(&self) {}"#,
                "without parentheses the function must be `raw` or `varargs`",
            ),
            (
                r#"#[method] fn f(&self) {}"#,
                "expected the Python signature: \\",
            ),
            (
                r#"#[method("f(b, **k)")] fn f(&self, b: &Object, k: Option<&Dict>) {}"#,
                "`**kwargs` goes with positional-only parameters and `*args` only; use `varargs` or `raw`",
            ),
            (
                r#"#[getter("f")] fn f(&self, b: &Object) {}"#,
                "expected `(&self)`",
            ),
            (
                r#"#[method(fast, "f()")] fn f(&self) {}"#,
                "expected a signature string, `raw`, `varargs`, `coexist`, `nosig`, `tuple`, `numbered` or `shown`",
            ),
        ] {
            assert_eq!(errors(method), message, "{method}");
        }
        assert_eq!(
            errors(r#"#[method("f(r#type, /)")] fn f(&self, type_: &Object) {}"#),
            "`r#type` is not a name"
        );
        assert_eq!(
            errors(r#"#[method("f(type, /)")] fn f(&self, r#type: &Object) {}"#),
            ""
        );
        assert_eq!(
            errors(r#"#[method("f(type, /)")] fn f(&self, _type: &Object) {}"#),
            ""
        );
    }
}
