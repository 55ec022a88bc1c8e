//! `ml_doc` from Rust doc comments: `name(sig)`, a line `--`, a blank line, and our own words.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::signature::{Signature, split_commas};

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
        Some(text) => Some(format!("{}\n--\n\n{doc}", wrapped(&signature.name, text))),
        None if doc.is_empty() => None,
        None => Some(doc.to_string()),
    }
}

/// `name(parameters)`, broken between parameters where a line would pass 72 columns, as Argument Clinic does it: the
/// breaks show in `__text_signature__`.
fn wrapped(name: &str, text: &str) -> String {
    let whole = format!("{name}{text}");
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let Some(Ok(pieces)) = inner.map(split_commas) else {
        return whole;
    };
    let indent = name.len() + 1;
    let (mut out, mut column) = (format!("{name}("), indent);
    for (at, piece) in pieces.iter().enumerate() {
        let piece = match at + 1 < pieces.len() {
            true => format!("{piece},"),
            false => piece.to_string(),
        };
        if at > 0 && column + 1 + piece.len() >= 72 {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        column += piece.len();
        out.push_str(&piece);
    }
    out.push(')');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_signatures_are_broken_as_the_reference_breaks_them() {
        let shown = "TextIOWrapper(buffer, encoding=None, errors=None, newline=None,\n              line_buffering=False, write_through=False)";
        let text = shown.replace("\n             ", "");
        let (name, text) = text.split_at(text.find('(').unwrap());
        assert_eq!(wrapped(name, text), shown);
        assert_eq!(wrapped("f", "(a[, b], /)"), "f(a[, b], /)");
    }

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
