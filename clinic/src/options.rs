//! What stands in the parentheses of an attribute: `#[method(raw, coexist, "name(sig)")]`.
//!
//! Words come in any order before or after the signature string; a word that the attribute does not know is an error at
//! its own span.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token};

#[derive(Default)]
pub struct Options {
    pub text: Option<LitStr>,
    /// The Rust function gets the argument array as it came.
    pub raw: bool,
    /// Classic tuple and dict calling convention.
    pub varargs: bool,
    /// `METH_COEXIST`: replaces the slot wrapper of the same name.
    pub coexist: bool,
    /// Parse as declared, but show no `__text_signature__`.
    pub nosig: bool,
    /// `METH_VARARGS`, with the messages of `PyArg_ParseTuple`.
    pub tuple: bool,
    /// Messages number the arguments even if they have names, as those of `PyArg_ParseTupleAndKeywords` do.
    pub numbered: bool,
    /// Parse as declared, but show this `__text_signature__`.
    pub shown: Option<LitStr>,
}

impl Parse for Options {
    fn parse(input: ParseStream) -> syn::Result<Options> {
        let mut options = Options::default();
        while !input.is_empty() {
            if input.peek(LitStr) {
                let text: LitStr = input.parse()?;
                if options.text.is_some() {
                    return Err(syn::Error::new(text.span(), "a second signature"));
                }
                options.text = Some(text);
            } else {
                let word: Ident = input.parse()?;
                match word.to_string().as_str() {
                    "raw" => options.raw = true,
                    "varargs" => options.varargs = true,
                    "coexist" => options.coexist = true,
                    "nosig" => options.nosig = true,
                    "tuple" => options.tuple = true,
                    "numbered" => options.numbered = true,
                    "shown" => {
                        input.parse::<Token![=]>()?;
                        options.shown = Some(input.parse()?);
                    }
                    _ => {
                        let known = "expected a signature string, `raw`, `varargs`, `coexist`, `nosig`, `tuple`, `numbered` or `shown`";
                        return Err(syn::Error::new(word.span(), known));
                    }
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        if options.raw && options.varargs {
            return Err(syn::Error::new(
                Span::call_site(),
                "`raw` and `varargs` exclude each other",
            ));
        }
        Ok(options)
    }
}
