//! Bad input for the compiler: what is fed ([`targets`]) with what ([`mutate`]).
//!
//! `cargo run --release -p fuzz -- TARGET` makes inputs and feeds them; every one follows from the seed and its number
//! alone, so a finding is named by two numbers. Nothing here needs a special toolchain or a sanitizer: the crate has no
//! `unsafe` code to speak of, so what can go wrong is a panic, a stack overflow, or time and memory out of proportion, and
//! all of these end or stall the process. Inputs that once did are kept in `found/`, and a test feeds them all again.

pub mod mutate;
pub mod random;
pub mod targets;
