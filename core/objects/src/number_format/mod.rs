//! Numbers as text: the format-specification mini language for `int`, `float` and `complex`, and floats by C's codes.

mod complex;
pub mod digits;
pub mod double;
mod float;
mod group;
mod locale;
mod long;
mod percent;
mod spec;

pub use complex::format_complex;
pub use double::{DoubleFormat, Repr, double_to_string, repr};
pub use float::format_float;
pub use long::format_long;
pub use percent::format_long_percent;
pub use spec::{Align, FormatSpec, Sign, Thousands, parse_spec, unknown_type};
