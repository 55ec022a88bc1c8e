//! The attributes of the instruction definitions in `core/bytecodes`, as rustc and editors see them.
//!
//! Their meaning is `opgen`'s, which reads the same files; to the compiler a definition is a function that is always
//! inlined into its one caller, the generated dispatch.

use proc_macro::TokenStream;

/// `#[inst("inputs -- outputs", cache = "name/units")]`: a whole instruction.
#[proc_macro_attribute]
pub fn inst(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    inlined(item)
}

/// `#[op("inputs -- outputs", cache = "name/units")]`: a micro-op, to be composed.
#[proc_macro_attribute]
pub fn op(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    inlined(item)
}

/// `compose! { NAME = _OP + unused/1 + _OP; }`: instructions made of micro-ops.
#[proc_macro]
pub fn compose(_definitions: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// `family! { GENERAL: SPECIAL, SPECIAL; }`: specialised forms and the general one that they fall back to.
#[proc_macro]
pub fn family(_definitions: TokenStream) -> TokenStream {
    TokenStream::new()
}

fn inlined(item: TokenStream) -> TokenStream {
    let mut out: TokenStream = "#[inline(always)]".parse().expect("an attribute");
    out.extend(item);
    out
}
