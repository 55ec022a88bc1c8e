//! What the caller of `compile()` chooses.

/// Compiler flags above the `CO_FUTURE_` bits of [`crate::code::flags`].
pub mod flags {
    pub const DONT_IMPLY_DEDENT: u32 = 0x0200;
    pub const ONLY_AST: u32 = 0x0400;
    pub const TYPE_COMMENTS: u32 = 0x1000;
    pub const ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;
    pub const ALLOW_INCOMPLETE_INPUT: u32 = 0x4000;
    pub const OPTIMIZED_AST: u32 = 0x8000 | ONLY_AST;
}

/// Options of one compilation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// 0; 1 drops assertions; 2 drops docstrings too.
    pub optimize: u8,
    /// `PyCF_` and `CO_FUTURE_` bits.
    pub flags: u32,
}
