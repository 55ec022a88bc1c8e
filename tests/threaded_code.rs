//! The interpreter is threaded code: every instruction ends in an indirect jump of its own.
//!
//! That hangs on two compiler flags in `.cargo/config.toml`, which an outer RUSTFLAGS silently replaces; so the jumps in the
//! built library are counted.

#![cfg(target_arch = "x86_64")]

use iced_x86::{Decoder, DecoderOptions, FlowControl};
use object::{Object, ObjectSection, ObjectSymbol};

/// More than the number of instructions that are not instrumented.
const ENOUGH: usize = 200;

#[test]
fn every_instruction_dispatches_by_itself() {
    let own = std::env::current_exe().unwrap();
    let library = own.ancestors().nth(2).unwrap().join("libpython3_14.so");
    let file = std::fs::read(&library).unwrap();
    let file = object::File::parse(&*file).unwrap();
    let symbol = file
        .dynamic_symbols()
        .find(|s| s.name() == Ok("_PyEval_EvalFrameDefault"))
        .unwrap();
    let text = file.section_by_name(".text").unwrap();
    let code = text
        .data_range(symbol.address(), symbol.size())
        .unwrap()
        .unwrap();
    let jumps = Decoder::with_ip(64, code, symbol.address(), DecoderOptions::NONE)
        .iter()
        .filter(|i| i.flow_control() == FlowControl::IndirectBranch)
        .count();
    assert!(
        jumps > ENOUGH,
        "{jumps} indirect jumps: were the flags of .cargo/config.toml replaced by RUSTFLAGS?"
    );
}
