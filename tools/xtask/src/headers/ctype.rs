//! A Rust type of `layout` or of an exported signature, written as C.
//!
//! C writes declarators inside out (`int (*f)(void)`), so a type is rendered around the text of what it declares.

use super::facts::Facts;
use syn::{Expr, GenericArgument, PathArguments, ReturnType, Type, TypeBareFn, TypePath};

/// What a nested record without a name of its own is replaced by: its body.
pub type Nested<'a> = dyn Fn(&str) -> Option<String> + 'a;

pub struct Renderer<'a> {
    pub facts: &'a Facts,
    pub nested: &'a Nested<'a>,
    /// An internal header is being written: it sees every typedef.
    pub internal: bool,
}

/// `*` and a name bind tighter than an array or a function, a leading word needs a space.
fn join(base: &str, inner: &str) -> String {
    if inner.is_empty() {
        base.to_owned()
    } else if inner.starts_with('[') || base.ends_with('*') {
        format!("{base}{inner}")
    } else {
        format!("{base} {inner}")
    }
}

impl Renderer<'_> {
    /// `ty` declaring `inner` (a name, or a declarator around one); `None` where C has no word for the type.
    pub fn declare(&self, ty: &Type, inner: &str) -> Option<String> {
        match ty {
            Type::Ptr(p) => self.pointer(&p.elem, p.const_token.is_some(), inner),
            // a view of some type: C knows it as an object, unless it has the struct's own name
            Type::Reference(r) => self
                .pointer(&r.elem, false, inner)
                .or_else(|| Some(join("PyObject", &format!("*{inner}")))),
            Type::Array(a) => self.declare(&a.elem, &format!("{inner}[{}]", length(&a.len)?)),
            Type::Tuple(t) if t.elems.is_empty() => Some(join("void", inner)),
            Type::Never(_) => Some(join("void", inner)),
            Type::BareFn(f) => self.function_pointer(f, inner),
            Type::Paren(p) => self.declare(&p.elem, inner),
            Type::Group(g) => self.declare(&g.elem, inner),
            Type::Path(p) => self.path(p, inner),
            _ => None,
        }
    }

    fn pointer(&self, elem: &Type, constant: bool, inner: &str) -> Option<String> {
        if matches!(elem, Type::Path(p) if p.path.is_ident("VaList")) {
            return Some(join("va_list", inner));
        }
        if let Type::BareFn(f) = elem {
            return self.function_pointer(f, inner);
        }
        // `*const *mut T` is `T *const *`; `*const T` of a plain T is `const T *`
        let inner_is_pointer = matches!(elem, Type::Ptr(_)) || optional(elem).is_some();
        if matches!(elem, Type::Array(_)) {
            return self.declare(elem, &format!("(*{inner})"));
        }
        if constant && !inner_is_pointer {
            let base = self.declare(elem, "")?;
            return Some(format!("const {base} *{inner}"));
        }
        let own = if constant {
            format!("const *{inner}")
        } else {
            format!("*{inner}")
        };
        self.declare(elem, &own)
    }

    fn function_pointer(&self, f: &TypeBareFn, inner: &str) -> Option<String> {
        let mut parameters = f
            .inputs
            .iter()
            .map(|a| {
                self.declare(
                    &a.ty,
                    a.name
                        .as_ref()
                        .map_or(String::new(), |n| n.0.to_string())
                        .as_str(),
                )
            })
            .collect::<Option<Vec<_>>>()?;
        if f.variadic.is_some() {
            parameters.push("...".into());
        }
        if parameters.is_empty() {
            parameters.push("void".into());
        }
        let own = format!("(*{inner})({})", parameters.join(", "));
        match &f.output {
            ReturnType::Default => Some(join("void", &own)),
            ReturnType::Type(_, ty) => self.declare(ty, &own),
        }
    }

    fn path(&self, path: &TypePath, inner: &str) -> Option<String> {
        let last = path.path.segments.last()?;
        let name = last.ident.to_string();
        if let PathArguments::AngleBracketed(arguments) = &last.arguments {
            let first = arguments.args.iter().find_map(|a| match a {
                GenericArgument::Type(t) => Some(t),
                _ => None,
            });
            return match (name.as_str(), first) {
                // a typedef'd function pointer, a reference, a pointer: all nullable as they are
                ("Option" | "Cell" | "UnsafeCell" | "SyncCell", Some(t)) => self.declare(t, inner),
                ("NonNull", Some(t)) => self.pointer(t, false, inner),
                ("PyResult" | "Ref" | "Stolen" | "Result" | "StolenOpt", _) => {
                    Some(join("PyObject", &format!("*{inner}")))
                }
                ("PyASCIIObjectWithData", _) => {
                    let n = generic_length(arguments)?;
                    Some(join(
                        &format!("struct {{ PyASCIIObject _ascii; uint8_t _data[{n}]; }}"),
                        inner,
                    ))
                }
                ("PyCompactUnicodeObjectWithData", _) => {
                    let n = generic_length(arguments)?;
                    Some(join(
                        &format!(
                            "struct {{ PyCompactUnicodeObject _latin1; uint8_t _data[{n}]; }}"
                        ),
                        inner,
                    ))
                }
                _ => None,
            };
        }
        let plain = match name.as_str() {
            "c_char" => "char",
            "c_schar" | "i8" => "signed char",
            "c_uchar" => "unsigned char",
            "c_short" => "short",
            "c_ushort" => "unsigned short",
            "c_int" => "int",
            "c_uint" => "unsigned int",
            "c_long" => "long",
            "c_ulong" => "unsigned long",
            "c_longlong" => "long long",
            "c_ulonglong" => "unsigned long long",
            "c_void" => "void",
            "f64" | "c_double" => "double",
            "f32" => "float",
            "u8" => "uint8_t",
            "u16" => "uint16_t",
            "u32" => "uint32_t",
            "u64" => "uint64_t",
            "i16" => "int16_t",
            "i32" => "int32_t",
            "i64" => "int64_t",
            "usize" => "size_t",
            "isize" => "Py_ssize_t",
            "bool" => "bool",
            "wchar_t" => "wchar_t",
            "Lock" => "PyThread_type_lock",
            "Handler" => "PyOS_sighandler_t",
            "Object" => "PyObject",
            "Type" => "PyTypeObject",
            "PyResult" | "Ref" | "Stolen" | "Borrowed" => {
                return Some(join("PyObject", &format!("*{inner}")));
            }
            "Status" => "int",
            "Length" => "Py_ssize_t",
            "Hash" => "Py_hash_t",
            "sigaction" | "timespec" | "timeval" | "tm" | "stat" | "_Py_stat_struct"
                if !self.facts.typedefs.contains_key(&name) =>
            {
                return Some(join(&format!("struct {name}"), inner));
            }
            _ => {
                if !self.internal
                    && self.facts.internal_typedefs.contains(&name)
                    && let Some(tag) = self.facts.typedefs.get(&name)
                    && tag.starts_with("struct ")
                {
                    return Some(join(tag, inner));
                }
                if self.facts.typedefs.contains_key(&name)
                    || path
                        .path
                        .segments
                        .first()
                        .is_some_and(|s| s.ident == "libc")
                {
                    return Some(join(&name, inner));
                }
                if let Some(body) = (self.nested)(&name) {
                    return Some(join(&body, inner));
                }
                if self.facts.tags.contains(&name) {
                    return Some(join(&format!("struct {name}"), inner));
                }
                return None;
            }
        };
        Some(join(plain, inner))
    }
}

/// The `T` of an `Option<T>`.
fn optional(ty: &Type) -> Option<&Type> {
    let Type::Path(p) = ty else { return None };
    let last = p.path.segments.last()?;
    if last.ident != "Option" {
        return None;
    }
    let PathArguments::AngleBracketed(a) = &last.arguments else {
        return None;
    };
    match a.args.first()? {
        GenericArgument::Type(t) => Some(t),
        _ => None,
    }
}

fn generic_length(a: &syn::AngleBracketedGenericArguments) -> Option<String> {
    match a.args.first()? {
        GenericArgument::Const(e) => length(e),
        GenericArgument::Type(Type::Path(p)) => p.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

/// A length as C reads it: numbers, constants' names, sums; casts go.
pub fn length(e: &Expr) -> Option<String> {
    match e {
        Expr::Lit(l) => match &l.lit {
            syn::Lit::Int(i) => Some(i.base10_digits().to_owned()),
            _ => None,
        },
        Expr::Path(p) => p.path.segments.last().map(|s| s.ident.to_string()),
        Expr::Cast(c) => length(&c.expr),
        Expr::Paren(p) => length(&p.expr),
        Expr::Binary(b) => {
            let op = match b.op {
                syn::BinOp::Add(_) => "+",
                syn::BinOp::Sub(_) => "-",
                syn::BinOp::Mul(_) => "*",
                syn::BinOp::Div(_) => "/",
                _ => return None,
            };
            Some(format!("({} {op} {})", length(&b.left)?, length(&b.right)?))
        }
        _ => None,
    }
}
