//! Where instructions come from: `co_lines()`, `co_positions()`, `co_branches()`, `co_lnotab`.

use base::{PyResult, Ref};
use compiler::code::PositionRun;
use layout::*;

use super::{Code, bytes_of};
use crate::prelude::*;

impl Code {
    /// The runs of the position table.
    pub fn runs(&self) -> Vec<PositionRun> {
        // SAFETY: live.
        let (table, first) = unsafe {
            (
                bytes_of((*self.raw()).co_linetable),
                (*self.raw()).co_firstlineno,
            )
        };
        compiler::code::positions_of(table, first).collect()
    }
}

fn optional(v: i32) -> PyResult {
    if v < 0 {
        Ok(none_ref())
    } else {
        Ok(Long::from_i64(i64::from(v))?.upcast())
    }
}

fn int(v: u32) -> PyResult {
    Ok(Long::from_i64(i64::from(v))?.upcast())
}

/// Runs of one line: (start, end, line or None).
pub(super) fn lines(code: &Code) -> PyResult<Ref<List>> {
    let list = List::new()?;
    let mut current: Option<(u32, u32, i32)> = None;
    let put = |(start, end, line): (u32, u32, i32)| -> PyResult<()> {
        let item = Tuple::from_vec(vec![int(start)?, int(end)?, optional(line)?])?;
        list.push(&item)
    };
    for run in code.runs() {
        match &mut current {
            Some((_, end, line)) if *line == run.lineno => *end = run.end,
            _ => {
                if let Some(done) = current {
                    put(done)?;
                }
                current = Some((run.start, run.end, run.lineno));
            }
        }
    }
    if let Some(done) = current {
        put(done)?;
    }
    Ok(list)
}

/// For each code unit: (line, end line, column, end column).
pub(super) fn positions(code: &Code) -> PyResult<Ref<List>> {
    let list = List::new()?;
    for run in code.runs() {
        let item = Tuple::from_vec(vec![
            optional(run.lineno)?,
            optional(run.end_lineno)?,
            optional(run.col_offset)?,
            optional(run.end_col_offset)?,
        ])?;
        for _ in 0..(run.end - run.start) / 2 {
            list.push(&item)?;
        }
    }
    Ok(list)
}

/// For each branch: (offset, target if not taken, target if taken), in bytes.
pub(super) fn branches(code: &Code) -> PyResult<Ref<List>> {
    let list = List::new()?;
    let n = code.unit_count();
    let mut i = 0;
    let mut extended = 0u32;
    while i < n {
        let opcode = code.general_opcode(i);
        // SAFETY: within the code.
        let oparg = extended << 8 | u32::from(unsafe { (*code.first_unit().add(i)).op.arg });
        let next = i + 1 + compiler::opcode::CACHES[opcode as usize] as usize;
        extended = 0;
        let branch = match opcode as core::ffi::c_int {
            EXTENDED_ARG => {
                extended = oparg;
                None
            }
            // The end passes `END_FOR` and `POP_ITER`.
            FOR_ITER => Some((next, next + oparg as usize + 2)),
            POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE => {
                // A `NOT_TAKEN` follows.
                Some((next + 1, next + oparg as usize))
            }
            END_ASYNC_FOR => {
                let source = next.saturating_sub(oparg as usize);
                let t = triple(source, source + 2, next)?;
                list.push(&t)?;
                None
            }
            _ => None,
        };
        if let Some((not_taken, taken)) = branch {
            let t = triple(i, not_taken, taken)?;
            list.push(&t)?;
        }
        i = next;
    }
    Ok(list)
}

fn triple(a: usize, b: usize, c: usize) -> PyResult<Ref<Tuple>> {
    let unit = |v: usize| -> PyResult { Ok(Long::from_usize(v * 2)?.upcast()) };
    Tuple::from_vec(vec![unit(a)?, unit(b)?, unit(c)?])
}

/// The old line table, rebuilt: pairs of byte and line increments.
pub(super) fn lnotab(code: &Code) -> PyResult<Ref<Bytes>> {
    let mut out = Vec::new();
    let mut line = {
        // SAFETY: live.
        unsafe { (*code.raw()).co_firstlineno }
    };
    let mut offset = 0u32;
    for run in code.runs() {
        if run.lineno < 0 || run.lineno == line {
            continue;
        }
        let mut bytes = run.start - offset;
        let mut delta = run.lineno - line;
        while bytes > 255 {
            out.extend_from_slice(&[255, 0]);
            bytes -= 255;
        }
        while delta > 127 {
            out.extend_from_slice(&[bytes as u8, 127]);
            bytes = 0;
            delta -= 127;
        }
        while delta < -128 {
            out.extend_from_slice(&[bytes as u8, -128i8 as u8]);
            bytes = 0;
            delta += 128;
        }
        out.extend_from_slice(&[bytes as u8, delta as i8 as u8]);
        line = run.lineno;
        offset = run.start;
    }
    Bytes::from_slice(&out)
}
