//! Escape analysis: may a body run other code (finalisers, `__eq__`, the collector), and does it hold a reference then
//! that the collector cannot see?
//!
//! A call escapes unless its name is on the list of those that do not. What lies on the value stack is seen; a `StackRef`
//! taken by value is not, so it must be consumed before, or by, the first call that escapes.

use std::collections::HashSet;

use proc_macro2::LineColumn;
use syn::spanned::Spanned;
use syn::visit::Visit;

use crate::definition::{Mode, Param};

/// Functions and methods that run no other code, one a line.
const NON_ESCAPING: &str = include_str!("non_escaping.txt");

fn harmless() -> HashSet<&'static str> {
    NON_ESCAPING
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .collect()
}

struct Scan<'a> {
    harmless: HashSet<&'static str>,
    /// Ends of the calls that escape.
    escapes: Vec<(LineColumn, String)>,
    /// Last mention of each name watched.
    last: Vec<(&'a str, Option<LineColumn>)>,
}

fn name_of(path: &syn::Path) -> String {
    path.segments
        .last()
        .map(|s| s.ident.to_string())
        .unwrap_or_default()
}

impl<'ast> Visit<'ast> for Scan<'_> {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let name = match &*call.func {
            syn::Expr::Path(p) => name_of(&p.path),
            _ => String::new(),
        };
        // Constructors of enums and tuples begin with a capital.
        if !name.starts_with(char::is_uppercase) && !self.harmless.contains(name.as_str()) {
            self.escapes.push((call.span().end(), name));
        }
        syn::visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = call.method.to_string();
        if !self.harmless.contains(name.as_str()) {
            self.escapes.push((call.span().end(), name));
        }
        syn::visit::visit_expr_method_call(self, call);
    }

    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        for (name, last) in &mut self.last {
            if ident == name {
                *last = Some(ident.span().start());
            }
        }
    }
}

/// Does the body escape? An error if it holds a value over an escape.
pub fn check(f: &syn::ItemFn, params: &[Param]) -> syn::Result<bool> {
    let mut scan = Scan {
        harmless: harmless(),
        escapes: Vec::new(),
        last: params
            .iter()
            .filter(|p| p.mode == Mode::Value && is_stack_ref(f, &p.name))
            .map(|p| (p.name.as_str(), None))
            .collect(),
    };
    scan.visit_block(&f.block);
    for (name, last) in &scan.last {
        let Some(last) = last else {
            return Err(syn::Error::new(
                f.sig.ident.span(),
                format!("`{name}` is taken off the stack and never used: close it"),
            ));
        };
        if let Some((_, call)) = scan.escapes.iter().find(|(end, _)| end < last) {
            return Err(syn::Error::new(
                f.sig.ident.span(),
                format!(
                    "`{name}` is held over the escaping call of `{call}`: take it by reference, or consume it before"
                ),
            ));
        }
    }
    Ok(!scan.escapes.is_empty())
}

fn is_stack_ref(f: &syn::ItemFn, name: &str) -> bool {
    f.sig.inputs.iter().any(|p| {
        let syn::FnArg::Typed(p) = p else {
            return false;
        };
        let syn::Pat::Ident(n) = &*p.pat else {
            return false;
        };
        n.ident == name && matches!(&*p.ty, syn::Type::Path(t) if name_of(&t.path) == "StackRef")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> syn::Result<bool> {
        let f: syn::ItemFn = syn::parse_str(text).unwrap();
        check(
            &f,
            &[Param {
                name: "value".into(),
                mode: Mode::Value,
            }],
        )
    }

    #[test]
    fn a_held_value_is_an_error() {
        let e = run("fn X(value: StackRef) { frobnicate(); value.close(); }").unwrap_err();
        assert!(
            e.to_string()
                .contains("held over the escaping call of `frobnicate`")
        );
        assert!(run("fn X(value: StackRef) { }").is_err());
        assert!(run("fn X(value: StackRef) { frobnicate(value); }").unwrap());
        assert!(!run("fn X(value: StackRef) -> StackRef { value }").unwrap());
    }
}
