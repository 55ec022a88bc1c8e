//! What the caller of `compile()` chooses.

/// Compiler flags above the `CO_FUTURE_` bits of [`crate::code::flags`].
pub mod flags {
    pub const DONT_IMPLY_DEDENT: u32 = 0x0200;
    /// The source is a `str`: a coding cookie in it says nothing.
    pub const IGNORE_COOKIE: u32 = 0x0800;
    pub const ONLY_AST: u32 = 0x0400;
    pub const TYPE_COMMENTS: u32 = 0x1000;
    pub const ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;
    pub const ALLOW_INCOMPLETE_INPUT: u32 = 0x4000;
    pub const OPTIMIZED_AST: u32 = 0x8000 | ONLY_AST;
}

/// Options of one compilation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// 0; 1 drops assertions; 2 drops docstrings too.
    pub optimize: u8,
    /// `PyCF_` and `CO_FUTURE_` bits.
    pub flags: u32,
    /// The minor version whose grammar to accept.
    pub feature_version: i32,
    /// `sys.get_int_max_str_digits()`; 0 for no limit.
    pub int_max_str_digits: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            optimize: 0,
            flags: 0,
            feature_version: 14,
            int_max_str_digits: 4300,
        }
    }
}
