//! The instruction definitions of `core/bytecodes`, compiled.
//!
//! Each is an `unsafe fn` with one contract: the dispatch calls it with the running thread's state, the running frame, a place
//! in its bytecode, and inputs that the compiler's stack discipline put there. To repeat that in every body would say nothing.

#![allow(
    unsafe_op_in_unsafe_fn,
    non_snake_case,
    clippy::undocumented_unsafe_blocks
)]

#[path = "../../bytecodes/arithmetic.rs"]
pub mod arithmetic;
#[path = "../../bytecodes/attributes.rs"]
pub mod attributes;
#[path = "../../bytecodes/build.rs"]
pub mod build;
#[path = "../../bytecodes/calls.rs"]
pub mod calls;
#[path = "../../bytecodes/control.rs"]
pub mod control;
#[path = "../../bytecodes/exceptions.rs"]
pub mod exceptions;
#[path = "../../bytecodes/generators.rs"]
pub mod generators;
#[path = "../../bytecodes/imports.rs"]
pub mod imports;
#[path = "../../bytecodes/instrumented.rs"]
pub mod instrumented;
#[path = "../../bytecodes/iteration.rs"]
pub mod iteration;
#[path = "../../bytecodes/matching.rs"]
pub mod matching;
#[path = "../../bytecodes/stack.rs"]
pub mod stack;
#[path = "../../bytecodes/subscript.rs"]
pub mod subscript;
#[path = "../../bytecodes/variables.rs"]
pub mod variables;
