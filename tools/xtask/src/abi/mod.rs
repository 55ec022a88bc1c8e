//! `xtask abi`: the built library and its headers against the stock ones.

pub mod layout;
pub mod symbols;
pub mod tests;
