//! `cargo xtask dispatch`: that the interpreter's machine code is threaded.
//!
//! Each instruction's arm must end in an indirect jump of its own, which two flags of the code generator do; an outer RUSTFLAGS
//! silently loses them. And the whole must lie within what profilers of the kernel read of `_PyEval_EvalFrameDefault`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::reference::target;

const USAGE: &str = "usage: cargo xtask dispatch [LIBRARY]
  counts the indirect jumps of the interpreter in the library (target/debug/libpython3.14.so.1.0); needs objdump";

const FUNCTION: &str = "_PyEval_EvalFrameDefault";
/// There are more than 220 instructions; a few arms share their end.
const JUMPS: usize = 200;
const SIZE: usize = 128 << 10;

pub fn run(words: &[&str]) -> Result<(), String> {
    let library = match words {
        [] => target().join("debug/libpython3.14.so.1.0"),
        ["--help" | "-h"] => {
            println!("{USAGE}");
            return Ok(());
        }
        [file] => PathBuf::from(file),
        _ => return Err(USAGE.to_owned()),
    };
    let code = objdump(&library, &["-d", &format!("--disassemble={FUNCTION}")])?;
    let jumps = code.lines().filter(|l| is_indirect_jump(l)).count();
    let symbols = objdump(&library, &["-T"])?;
    let size = symbols
        .lines()
        .find(|l| l.ends_with(FUNCTION))
        .and_then(size_of)
        .ok_or_else(|| format!("{}: no {FUNCTION}", library.display()))?;
    println!("{FUNCTION}: {jumps} indirect jumps, {} KiB", size >> 10);
    if jumps < JUMPS {
        return Err(format!(
            "the interpreter is not threaded: fewer than {JUMPS} indirect jumps (is RUSTFLAGS set?)"
        ));
    }
    if size > SIZE {
        return Err(format!("{FUNCTION} is larger than {} KiB", SIZE >> 10));
    }
    Ok(())
}

fn objdump(library: &Path, options: &[&str]) -> Result<String, String> {
    let out = Command::new("objdump")
        .args(options)
        .arg(library)
        .output()
        .map_err(|e| format!("objdump: {e}"))?;
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

fn is_indirect_jump(line: &str) -> bool {
    // address, bytes, instruction
    let instruction = line.rsplit('\t').next().unwrap_or_default();
    let instruction = instruction.trim_start_matches("notrack ");
    match instruction.split_once(char::is_whitespace) {
        Some(("jmp", operand)) => operand.trim_start().starts_with('*'),
        Some(("br", _)) => true,
        _ => false,
    }
}

/// The size in a line of the symbol table: the hexadecimal number after the section.
fn size_of(line: &str) -> Option<usize> {
    let (_, rest) = line.split_once(".text")?;
    usize::from_str_radix(rest.split_whitespace().next()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_objdump() {
        assert!(is_indirect_jump(
            " 14d6:\t41 ff e3             \tjmp    *%r11"
        ));
        assert!(!is_indirect_jump(
            " 14d6:\te9 00 00 00 00       \tjmp    14db <f>"
        ));
        let line = "00000000014d66b0 g    DF .text\t0000000000019e10 _PyEval_EvalFrameDefault";
        assert_eq!(size_of(line), Some(0x19e10));
    }
}
