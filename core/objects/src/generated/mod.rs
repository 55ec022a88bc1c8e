//! Generated tables; each file says how it was made.

pub mod ids;
pub(crate) mod static_strings;
