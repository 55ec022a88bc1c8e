//! The `extern "C"` functions that CPython's calling conventions call: they take the arguments apart and call the Rust
//! function.
//!
//! Positional calls touch only a count and the argument array; names are looked up by `Parser` out of line. Everything
//! emitted names the runtime half by its full path, so the user's scope needs no imports.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Error, Ident, Result, Type};

use crate::flags::Convention;
use crate::function::{Argument, Form, Function, Receiver, Role};
use crate::signature::Kind;

/// The name of the emitted function.
pub fn wrapper_name(function: &Ident) -> Ident {
    format_ident!(
        "__clinic_call_{}",
        function.to_string().trim_start_matches("r#")
    )
}

/// How many arguments of which kind: what the parser and the count check need.
struct Counts {
    slots: usize,
    positional_only: usize,
    positional: usize,
    required_positional: usize,
    required_keyword: usize,
    starred: bool,
    keyworded: bool,
}

impl Counts {
    fn of(function: &Function) -> Counts {
        let slots: Vec<_> = function.signature.slots().collect();
        let count = |kind: &[Kind], required_only: bool| {
            slots
                .iter()
                .filter(|p| kind.contains(&p.kind) && !(required_only && p.default.is_some()))
                .count()
        };
        let positional = [Kind::PositionalOnly, Kind::PositionalOrKeyword];
        Counts {
            slots: slots.len(),
            positional_only: count(&[Kind::PositionalOnly], false),
            positional: count(&positional, false),
            required_positional: count(&positional, true),
            required_keyword: count(&[Kind::KeywordOnly], true),
            starred: function.signature.has(Kind::VarPositional),
            keyworded: slots.iter().any(|p| p.kind != Kind::PositionalOnly),
        }
    }
}

/// The wrapper of a function. `call` is the path by which it calls the user's function (`Self::append`, `len`).
pub fn wrapper(
    function: &Function,
    call: &TokenStream,
    self_type: Option<&Type>,
) -> Result<TokenStream> {
    let name = wrapper_name(&function.ident);
    let counts = Counts::of(function);
    let prologue = prologue(function, &counts, self_type)?;
    let conversions = conversions(function, &counts);
    let arguments = (0..function.arguments.len()).map(|i| format_ident!("__a{i}"));
    let receiver = match &function.receiver {
        Receiver::SelfRef => {
            let ty = self_type
                .ok_or_else(|| Error::new(function.ident.span(), "`self` outside an impl block"))?;
            quote!(__c::receiver::<#ty>(__slf.cast()),)
        }
        Receiver::Typed(ty) => quote!(__c::receiver::<#ty>(__slf.cast()),),
        Receiver::Absent => quote!(),
    };
    let (parameters, output) = parameters(function);
    let result = match function.form {
        Form::Init => quote!(__c::IntoStatus::into_result(#call(#receiver #(#arguments),*))),
        _ => quote!(__c::IntoReturn::into_return(#call(#receiver #(#arguments),*))),
    };
    let body = quote! {
        use ::objects::clinic as __c;
        #[allow(unused_unsafe, clippy::undocumented_unsafe_blocks)]
        // Called through a method table or slot: the thread is attached and the pointers are live for the call.
        unsafe {
            #prologue
            #conversions
            #result
        }
    };
    let lints = quote!(#[doc(hidden)] #[allow(unused_variables, non_snake_case, clippy::all)]);
    Ok(if function.form == Form::Init {
        quote! {
            #lints
            unsafe extern "C" fn #name(#parameters) -> ::core::ffi::c_int {
                #[inline(always)]
                unsafe fn status(result: ::objects::clinic::PyResult<()>) -> ::core::ffi::c_int {
                    if result.is_ok() { 0 } else { -1 }
                }
                let parse = || -> ::objects::clinic::PyResult<()> { #body };
                unsafe { status(parse()) }
            }
        }
    } else {
        quote! {
            #lints
            unsafe extern "C" fn #name(#parameters) -> #output { #body }
        }
    })
}

fn parameters(function: &Function) -> (TokenStream, TokenStream) {
    let object = quote!(*mut ::objects::clinic::PyObject);
    let array = quote!(__args: *const *mut ::objects::clinic::PyObject, __nargs: isize);
    let parameters = match (function.form, function.convention) {
        (Form::New | Form::Init, _) => quote!(__slf: #object, __tuple: #object, __kwargs: #object),
        (Form::Vectorcall, _) => quote!(
            __slf: #object, __args: *const *mut ::objects::clinic::PyObject, __nargsf: usize, __kwnames: #object
        ),
        (_, Convention::NoArgs) => quote!(__slf: #object, __unused: #object),
        (_, Convention::One) => quote!(__slf: #object, __arg: #object),
        (_, Convention::Varargs) => quote!(__slf: #object, __tuple: #object),
        (_, Convention::VarargsKeywords) => {
            quote!(__slf: #object, __tuple: #object, __kwargs: #object)
        }
        (_, Convention::Fast) => quote!(__slf: #object, #array),
        (_, Convention::FastKeywords) => quote!(__slf: #object, #array, __kwnames: #object),
        (_, Convention::Method) => {
            quote!(__slf: #object, __defining: #object, #array, __kwnames: #object)
        }
    };
    (parameters, quote!(::objects::clinic::Returned))
}

/// Statements that check the counts and leave `__argv` (the array), `__total` (how many entries it has), and
/// `__nargs` for what follows.
fn prologue(function: &Function, counts: &Counts, self_type: Option<&Type>) -> Result<TokenStream> {
    let name = &function.signature.name;
    let (min, slots) = (counts.required_positional, counts.slots);
    let max = if counts.starred {
        quote!(::core::primitive::usize::MAX)
    } else {
        quote!(#slots)
    };

    let from_tuple = quote!(let (__args, __nargs) = __c::tuple_parts(__tuple););
    let checked = match function.options.tuple {
        true => quote!(check_tuple),
        false => quote!(check_positional),
    };
    let check = quote! {
        __c::#checked(#name, __nargs as usize, #min, #max)?;
        let (__argv, __total) = (__args, __nargs as usize);
    };
    let parser = parser(function, counts);
    let unpack = quote! {
        #parser
        let mut __buffer = [::core::ptr::null_mut(); #slots];
        let (__argv, __total) = __PARSER.unpack(__args, __nargs as usize, __kwnames, &mut __buffer)?;
    };

    Ok(match (function.form, function.convention) {
        (Form::New | Form::Init, _) => {
            let wrapper = wrapper_name(&function.ident);
            let ty = self_type
                .ok_or_else(|| Error::new(function.ident.span(), "outside an impl block"))?;
            let strict = if function.form == Form::New {
                quote!(__c::new_is_strict(__slf.cast(), <#ty>::#wrapper as *const ()))
            } else {
                quote!(__c::init_is_strict(__slf, <#ty>::#wrapper as *const ()))
            };
            let no_keywords = quote! {
                if !__kwargs.is_null() && #strict {
                    __c::no_keywords(#name, __kwargs)?;
                }
            };
            if function.options.varargs {
                let keywordless = !function.has(|r| matches!(r, Role::Keywords));
                if keywordless { no_keywords } else { quote!() }
            } else if function.has(|r| matches!(r, Role::Keywords)) {
                quote!(#from_tuple #check)
            } else if counts.keyworded {
                quote! {
                    #from_tuple
                    #parser
                    let mut __buffer = [::core::ptr::null_mut(); #slots];
                    let (__argv, __total) =
                        __PARSER.unpack_dict(__args, __nargs as usize, __kwargs, &mut __buffer)?;
                }
            } else if slots == 0 && !counts.starred {
                quote! {
                    #from_tuple
                    if (__nargs != 0 || !__kwargs.is_null()) && #strict {
                        __c::no_positional(#name, __nargs as usize)?;
                        __c::no_keywords(#name, __kwargs)?;
                    }
                }
            } else {
                quote!(#no_keywords #from_tuple #check)
            }
        }
        (Form::Vectorcall, _) => {
            let count = quote!(let __nargs = __c::vectorcall_count(__nargsf) as isize;);
            if function.options.raw {
                let strict = !function.has(|r| matches!(r, Role::Kwnames));
                if strict {
                    quote!(#count __c::no_kwnames(#name, __kwnames)?;)
                } else {
                    count
                }
            } else if counts.keyworded {
                quote!(#count #unpack)
            } else {
                quote!(#count __c::no_kwnames(#name, __kwnames)?; #check)
            }
        }
        _ if function.options.raw || function.options.varargs => quote!(),
        (_, Convention::NoArgs | Convention::One) => quote!(),
        (_, Convention::Varargs | Convention::VarargsKeywords) => quote!(#from_tuple #check),
        (_, Convention::Fast) => check,
        (_, Convention::FastKeywords) => unpack,
        (_, Convention::Method) if slots == 0 && !counts.starred => {
            quote!(__c::takes_no_arguments(#name, __nargs as usize, __kwnames)?;)
        }
        (_, Convention::Method) => unpack,
    })
}

fn parser(function: &Function, counts: &Counts) -> TokenStream {
    let name = &function.signature.name;
    let keywords = function
        .signature
        .slots()
        .filter(|p| p.kind != Kind::PositionalOnly)
        .map(|p| p.name.as_str());
    let Counts {
        positional_only,
        positional,
        required_positional,
        required_keyword,
        starred,
        ..
    } = *counts;
    quote! {
        static __PARSER: __c::Parser = __c::Parser {
            function: #name,
            keywords: &[#(#keywords),*],
            positional_only: #positional_only,
            min_positional: #required_positional,
            max_positional: #positional,
            min_keyword: #required_keyword,
            starred: #starred,
        };
    }
}

/// One `let __aN = ...;` for each Rust parameter behind the receiver.
fn conversions(function: &Function, counts: &Counts) -> TokenStream {
    let mut statements = TokenStream::new();
    for (at, argument) in function.arguments.iter().enumerate() {
        let local = format_ident!("__a{at}");
        let value = conversion(function, counts, argument);
        let ty = &argument.ty;
        let annotated = match &argument.role {
            Role::Slot { .. } => quote!(#local),
            _ => quote!(#local: #ty),
        };
        statements.extend(quote!(let #annotated = #value;));
    }
    statements
}

fn conversion(function: &Function, counts: &Counts, argument: &Argument) -> TokenStream {
    let ty = &argument.ty;
    let positional = counts.positional;
    match &argument.role {
        Role::DefiningClass => quote!(__c::receiver(__defining)),
        Role::Slice if function.options.raw => {
            quote!(__c::argument_slice(__args, 0, __nargs as usize))
        }
        Role::Slice => quote!(__c::argument_slice(__args, #positional, __nargs as usize)),
        Role::Tuple if function.options.varargs => quote!(__c::receiver(__tuple)),
        Role::Tuple => {
            quote!(&*__c::argument_tuple(__args, #positional, __nargs as usize)?)
        }
        Role::Keywords => quote!(__c::FromKeywords::from_keywords(__kwargs)?),
        Role::Kwnames => quote!(__c::borrowed(__kwnames)),
        Role::Slot { index, default } => {
            let context = context(function, *index);
            if function.convention == Convention::One && !is_slot(function.form) {
                return quote!(<#ty as __c::FromArg>::from_arg(__c::object(__arg), #context)?);
            }
            match default {
                None => {
                    quote!(<#ty as __c::FromArg>::from_arg(__c::object(*__argv.add(#index)), #context)?)
                }
                Some(default) => quote! {
                    match __c::optional(__argv, __total, #index) {
                        ::core::option::Option::Some(__given) => <#ty as __c::FromArg>::from_arg(__given, #context)?,
                        ::core::option::Option::None => <#ty as __c::FromArg>::from_default(#default),
                    }
                },
            }
        }
    }
}

fn is_slot(form: Form) -> bool {
    matches!(form, Form::New | Form::Init | Form::Vectorcall)
}

/// How messages name the argument: `argument`, `argument 2` or `argument 'key'`.
fn context(function: &Function, index: usize) -> TokenStream {
    let name = &function.signature.name;
    let parameter = function.signature.slots().nth(index);
    let position = Literal::u32_unsuffixed(index as u32 + 1);
    let which = match parameter {
        _ if function.options.numbered => quote!(__c::Argument::Numbered(#position)),
        Some(p) if p.kind != Kind::PositionalOnly => {
            let text = &p.name;
            quote!(__c::Argument::Named(#text))
        }
        _ if function.convention == Convention::One && !is_slot(function.form) => {
            quote!(__c::Argument::Only)
        }
        _ => quote!(__c::Argument::Position(#position)),
    };
    quote!(&__c::ArgName { function: #name, argument: #which })
}
