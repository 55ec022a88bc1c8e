//! `ml_doc` from Rust doc comments: `name(sig)`, a line `--`, a blank line, and our own words.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::signature::Signature;

/// The text of the `///` lines, without the blank that follows each `///` and without trailing blank lines.
pub fn doc_text(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("doc")) {
        if let Meta::NameValue(meta) = &attribute.meta
            && let Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) = &meta.value
        {
            let text = text.value();
            for line in text.split('\n') {
                lines.push(
                    line.strip_prefix(' ')
                        .unwrap_or(line)
                        .trim_end()
                        .to_string(),
                );
            }
        }
    }
    lines.join("\n").trim_matches('\n').to_string()
}

/// What stands in `ml_doc` or `tp_doc`: from the signature text, which CPython cuts out of `__doc__` again. `None` when
/// there is neither text nor signature (then the pointer is NULL and `__doc__` is None).
pub fn python_doc(signature: &Signature, doc: &str) -> Option<String> {
    match &signature.text {
        Some(text) => Some(format!("{}{text}\n--\n\n{doc}", signature.name)),
        None if doc.is_empty() => None,
        None => Some(doc.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doc_comment_becomes_docstring() {
        let item: syn::ItemFn = syn::parse_quote! {
            /// First line.
            ///
            ///   indented
            fn f() {}
        };
        let doc = doc_text(&item.attrs);
        assert_eq!(doc, "First line.\n\n  indented");
        let signature = Signature::parse("f(a, /)", Some("$module")).unwrap();
        assert_eq!(
            python_doc(&signature, &doc).unwrap(),
            "f($module, a, /)\n--\n\nFirst line.\n\n  indented"
        );
        assert_eq!(python_doc(&Signature::parse("f", None).unwrap(), ""), None);
    }
}
