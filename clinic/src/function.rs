//! A Rust function read as a Python one: each parameter gets its role, or the error that says why it has none.
//!
//! For [`crate::wrapper`]. Parameters are paired with the signature's in order, and their names must agree (a trailing or
//! leading `_` and `r#` do not count), so that text and code cannot drift apart.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, Error, FnArg, Ident, Lifetime, Pat, Result, Signature as RustSignature, Type,
};

use crate::flags::Convention;
use crate::options::Options;
use crate::signature::{Kind, Parameter, Signature};

/// What the attribute says the function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Method,
    ClassMethod,
    StaticMethod,
    Function,
    New,
    Init,
    Vectorcall,
}

impl Form {
    pub fn from_name(name: &str) -> Option<Form> {
        Some(match name {
            "method" => Form::Method,
            "classmethod" => Form::ClassMethod,
            "staticmethod" => Form::StaticMethod,
            "new" => Form::New,
            "init" => Form::Init,
            "vectorcall" => Form::Vectorcall,
            _ => return None,
        })
    }

    /// The `$` marker that stands first in the signature text.
    fn marker(self) -> Option<&'static str> {
        match self {
            Form::Method => Some("$self"),
            Form::ClassMethod => Some("$type"),
            Form::Function => Some("$module"),
            Form::StaticMethod | Form::New | Form::Init | Form::Vectorcall => None,
        }
    }
}

/// The first parameter of the Rust function.
pub enum Receiver {
    /// `&self`
    SelfRef,
    /// `cls: &Type`, `module: &Object`, `slf: &List`: the type behind the `&`.
    Typed(Box<Type>),
    /// None: a static method, or a function that does not want its module.
    Absent,
}

pub enum Role {
    DefiningClass,
    /// The argument with this index; the default's expression if it is optional.
    Slot {
        index: usize,
        default: Option<TokenStream>,
    },
    /// `*args` (or all arguments of a `raw` function) as `&[&Object]`.
    Slice,
    /// `*args` as a tuple.
    Tuple,
    /// `**kwargs`
    Keywords,
    /// `kwnames: Option<&Tuple>` of a `raw` function.
    Kwnames,
}

pub struct Argument {
    /// The declared type, with named lifetimes made anonymous: the wrapper has none of those names.
    pub ty: Type,
    pub role: Role,
}

struct Anonymous;

impl VisitMut for Anonymous {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident != "static" {
            lifetime.ident = Ident::new("_", lifetime.ident.span());
        }
    }
}

impl Argument {
    fn new(ty: &Type, role: Role) -> Argument {
        let mut ty = ty.clone();
        Anonymous.visit_type_mut(&mut ty);
        Argument { ty, role }
    }
}

/// Everything the wrapper's emission needs to know.
pub struct Function {
    pub ident: Ident,
    pub form: Form,
    pub signature: Signature,
    pub convention: Convention,
    pub receiver: Receiver,
    pub arguments: Vec<Argument>,
    pub options: Options,
}

/// Takes the attributes of that name off the list.
pub fn take_attribute(attributes: &mut Vec<Attribute>, name: &str) -> Option<Attribute> {
    let at = attributes.iter().position(|a| a.path().is_ident(name))?;
    Some(attributes.remove(at))
}

impl Function {
    /// Reads the function and strips our attributes from its parameters.
    pub fn read(form: Form, options: Options, rust: &mut RustSignature) -> Result<Function> {
        let Some(text) = &options.text else {
            let message = "expected the Python signature: \"name(params)\", or \"name\" for a `raw` or `varargs` function";
            return Err(Error::new(rust.ident.span(), message));
        };
        let classic = options.raw || options.varargs;
        let parse = if classic {
            Signature::parse_text_only
        } else {
            Signature::parse
        };
        let mut signature = parse(&text.value(), form.marker())
            .map_err(|message| Error::new(text.span(), message))?;
        if signature.text.is_none() && !classic {
            return Err(Error::new(
                text.span(),
                "without parentheses the function must be `raw` or `varargs`",
            ));
        }
        if options.nosig {
            signature.text = None;
        }
        if let Some(shown) = &options.shown {
            signature.text = Some(shown.value());
        }
        if let Some(generic) = rust.generics.type_params().next() {
            return Err(Error::new(
                generic.span(),
                "a Python function has no type parameters",
            ));
        }

        let mut inputs: Vec<&mut FnArg> = rust.inputs.iter_mut().collect();
        let receiver = read_receiver(form, &signature, &mut inputs, rust.ident.span())?;
        let arguments = if options.raw {
            read_raw(inputs)?
        } else if options.varargs {
            read_varargs(inputs)?
        } else {
            read_declared(&signature, text.span(), inputs)?
        };

        let defining = arguments
            .iter()
            .any(|a| matches!(a.role, Role::DefiningClass));
        let has = |role: fn(&Role) -> bool| arguments.iter().any(|a| role(&a.role));
        let convention = if options.raw && defining {
            Convention::Method
        } else if options.raw && has(|r| matches!(r, Role::Kwnames)) {
            Convention::FastKeywords
        } else if options.raw {
            Convention::Fast
        } else if options.varargs && has(|r| matches!(r, Role::Keywords)) {
            Convention::VarargsKeywords
        } else if options.varargs || options.tuple {
            Convention::Varargs
        } else {
            Convention::of(&signature, defining)
        };
        let keyworded = signature.slots().any(|p| p.kind != Kind::PositionalOnly);
        if convention == Convention::VarargsKeywords && !options.varargs && keyworded {
            let message = "`**kwargs` goes with positional-only parameters and `*args` only; use `varargs` or `raw`";
            return Err(Error::new(text.span(), message));
        }
        if defining && matches!(form, Form::New | Form::Init | Form::Vectorcall) {
            return Err(Error::new(
                rust.ident.span(),
                "only methods and functions have a defining class",
            ));
        }
        let slot_form = matches!(form, Form::New | Form::Init | Form::Vectorcall);
        if slot_form && options.raw && form != Form::Vectorcall {
            return Err(Error::new(
                rust.ident.span(),
                "`new` and `init` get a tuple and a dict: use `varargs`",
            ));
        }
        Ok(Function {
            ident: rust.ident.clone(),
            form,
            signature,
            convention,
            receiver,
            arguments,
            options,
        })
    }

    pub fn has(&self, role: fn(&Role) -> bool) -> bool {
        self.arguments.iter().any(|a| role(&a.role))
    }
}

fn typed(input: &mut FnArg) -> Result<(String, &mut Vec<Attribute>, &Type, Span)> {
    match input {
        FnArg::Receiver(receiver) => Err(Error::new(receiver.span(), "`self` has no place here")),
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(pat) => {
                let name = pat.ident.to_string();
                Ok((
                    name.trim_start_matches("r#").to_string(),
                    &mut typed.attrs,
                    &typed.ty,
                    pat.span(),
                ))
            }
            other => Err(Error::new(other.span(), "expected a plain parameter name")),
        },
    }
}

fn referent(ty: &Type) -> Result<Box<Type>> {
    match ty {
        Type::Reference(reference) if reference.mutability.is_none() => {
            let mut ty = reference.elem.clone();
            Anonymous.visit_type_mut(&mut ty);
            Ok(ty)
        }
        other => Err(Error::new(
            other.span(),
            "expected a shared reference, such as `&Object`",
        )),
    }
}

fn read_receiver(
    form: Form,
    signature: &Signature,
    inputs: &mut Vec<&mut FnArg>,
    span: Span,
) -> Result<Receiver> {
    let missing = |what: &str| Error::new(span, format!("the first parameter must be {what}"));
    let take_typed = |inputs: &mut Vec<&mut FnArg>, what| {
        if inputs.is_empty() {
            return Err(missing(what));
        }
        let (_, _, ty, _) = typed(inputs[0]).map_err(|_| missing(what))?;
        let ty = referent(ty)?;
        inputs.remove(0);
        Ok(Receiver::Typed(ty))
    };
    match form {
        Form::Method | Form::Init => match inputs.first() {
            Some(FnArg::Receiver(receiver)) => {
                if receiver.reference.is_none() || receiver.mutability.is_some() {
                    return Err(Error::new(
                        receiver.span(),
                        "a Python object is received as `&self`",
                    ));
                }
                inputs.remove(0);
                Ok(Receiver::SelfRef)
            }
            _ => take_typed(inputs, "`&self` (or `slf: &SomeType`)"),
        },
        Form::ClassMethod | Form::New | Form::Vectorcall => {
            take_typed(inputs, "the class: `cls: &Type`")
        }
        Form::StaticMethod => Ok(Receiver::Absent),
        Form::Function => {
            let is_module = match inputs.first_mut() {
                Some(input) => typed(input)?.0.trim_start_matches('_') == "module",
                None => false,
            };
            if is_module
                && signature
                    .parameters
                    .first()
                    .is_none_or(|p| p.name != "module")
            {
                take_typed(inputs, "`module: &Object`")
            } else {
                Ok(Receiver::Absent)
            }
        }
    }
}

fn read_raw(inputs: Vec<&mut FnArg>) -> Result<Vec<Argument>> {
    let mut arguments = Vec::new();
    let mut expected = [Role::Slice, Role::Kwnames].into_iter();
    for input in inputs {
        let (_, attributes, ty, span) = typed(input)?;
        let role = match take_attribute(attributes, "defining_class") {
            Some(_) => Role::DefiningClass,
            None => expected.next().ok_or_else(|| {
                Error::new(span, "a `raw` function takes `args: &[&Object]` and perhaps `kwnames: Option<&Tuple>`")
            })?,
        };
        arguments.push(Argument::new(ty, role));
    }
    Ok(arguments)
}

fn read_varargs(inputs: Vec<&mut FnArg>) -> Result<Vec<Argument>> {
    let mut arguments = Vec::new();
    let mut expected = [Role::Tuple, Role::Keywords].into_iter();
    for input in inputs {
        let (_, _, ty, span) = typed(input)?;
        let role = expected.next().ok_or_else(|| {
            Error::new(
                span,
                "a `varargs` function takes `args: &Tuple` and perhaps `kwargs: Option<&Dict>`",
            )
        })?;
        arguments.push(Argument::new(ty, role));
    }
    Ok(arguments)
}

fn read_declared(
    signature: &Signature,
    text: Span,
    inputs: Vec<&mut FnArg>,
) -> Result<Vec<Argument>> {
    let mut arguments = Vec::new();
    let mut parameters = signature.parameters.iter();
    let mut slots = 0;
    for input in inputs {
        let (name, attributes, ty, span) = typed(input)?;
        let default = take_attribute(attributes, "default");
        let starred = take_attribute(attributes, "varargs").is_some();
        let keywords = take_attribute(attributes, "kwargs").is_some();
        if take_attribute(attributes, "defining_class").is_some() {
            arguments.push(Argument::new(ty, Role::DefiningClass));
            continue;
        }
        let Some(parameter) = parameters.next() else {
            return Err(Error::new(
                span,
                format!("the signature has no parameter for `{name}`"),
            ));
        };
        if name.trim_matches('_') != parameter.name.trim_matches('_') {
            let message = format!(
                "the signature has `{}` here, the function `{name}`",
                parameter.name
            );
            return Err(Error::new(span, message));
        }
        if starred && parameter.kind != Kind::VarPositional
            || keywords && parameter.kind != Kind::VarKeyword
        {
            return Err(Error::new(
                span,
                format!("`{name}` has no star in the signature"),
            ));
        }
        let role = match parameter.kind {
            Kind::VarPositional => {
                let slice = matches!(ty, Type::Reference(r) if matches!(&*r.elem, Type::Slice(_)));
                if slice { Role::Slice } else { Role::Tuple }
            }
            Kind::VarKeyword => Role::Keywords,
            _ => {
                let default = default_of(parameter, ty, default, span)?;
                slots += 1;
                Role::Slot {
                    index: slots - 1,
                    default,
                }
            }
        };
        arguments.push(Argument::new(ty, role));
    }
    if let Some(parameter) = parameters.next() {
        return Err(Error::new(
            text,
            format!("the function has no parameter for `{}`", parameter.name),
        ));
    }
    Ok(arguments)
}

/// The default's expression: `#[default(e)]`, else `None` for an option, else the signature's own literal.
fn default_of(
    parameter: &Parameter,
    ty: &Type,
    given: Option<Attribute>,
    span: Span,
) -> Result<Option<TokenStream>> {
    let name = &parameter.name;
    let Some(text) = &parameter.default else {
        return match given {
            Some(given) => Err(Error::new(
                given.span(),
                format!("`{name}` has no default in the signature"),
            )),
            None => Ok(None),
        };
    };
    if let Some(given) = given {
        return given.parse_args::<TokenStream>().map(Some);
    }
    let last = match ty {
        Type::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    };
    if matches!(
        last.as_deref(),
        Some("Option" | "Nullable" | "SliceIndexNone")
    ) {
        return Ok(Some(quote!(::core::option::Option::None)));
    }
    let literal = match text.as_str() {
        "True" => quote!(true),
        "False" => quote!(false),
        "sys.maxsize" => quote!(::core::primitive::isize::MAX),
        other => {
            let quoted = other.strip_prefix('\'').and_then(|t| t.strip_suffix('\''));
            let plain = quoted.filter(|t| !t.contains(['\\', '\'']));
            match (plain, syn::parse_str::<syn::Expr>(other)) {
                (Some(string), _) => quote!(#string),
                (None, Ok(expr)) if is_number(&expr) => quote!(#expr),
                _ => {
                    let message = format!(
                        "`{name}={other}` needs `#[default(...)]` or the type `Option<..>`"
                    );
                    return Err(Error::new(span, message));
                }
            }
        }
    };
    Ok(Some(literal))
}

fn is_number(expr: &syn::Expr) -> bool {
    match expr {
        syn::Expr::Lit(lit) => matches!(lit.lit, syn::Lit::Int(_) | syn::Lit::Float(_)),
        syn::Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Neg(_)) && is_number(&unary.expr),
        _ => false,
    }
}
