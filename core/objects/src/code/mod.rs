//! Code objects: the struct, whose tail is the bytecode with its inline caches, and how one is made.
//!
//! The bytecode changes while it runs (specialisation, instrumentation), so what Python sees as `co_code` is a copy put
//! back into its general form. All else is constant from the day the object is made.

mod attributes;
mod build;
mod compare;
mod constant;
pub mod extra;
pub use constant::from_constant;
mod positions;
mod types;
pub mod variables;

use base::{PyResult, Ref, object_view};
use layout::*;

use crate::prelude::*;

pub use attributes::Arguments;
pub use build::CodeParts;
pub use types::PyCode_Type;

object_view!(
    /// `code`.
    pub Code, layout::PyCodeObject, "code", |o| o.is_exactly(PyCode_Type.raw())
);

/// One instruction of the bytecode in its general form, its `EXTENDED_ARG` prefixes folded in.
pub struct Instruction {
    /// The unit of its opcode (after the prefixes).
    pub at: usize,
    pub opcode: u8,
    pub oparg: usize,
    /// The unit after its caches.
    pub next: usize,
}

/// The instructions of a code object, in order.
pub struct Instructions<'a> {
    code: &'a Code,
    at: usize,
}

impl Iterator for Instructions<'_> {
    type Item = Instruction;

    fn next(&mut self) -> Option<Instruction> {
        let mut extended = 0;
        while self.at < self.code.unit_count() {
            let at = self.at;
            let opcode = self.code.general_opcode(at);
            // SAFETY: within the code.
            let arg = unsafe { (*self.code.first_unit().add(at)).op.arg };
            let oparg = extended << 8 | usize::from(arg);
            self.at += 1 + compiler::opcode::CACHES[opcode as usize] as usize;
            if i32::from(opcode) != EXTENDED_ARG {
                return Some(Instruction {
                    at,
                    opcode,
                    oparg,
                    next: self.at,
                });
            }
            extended = oparg & 0xff_ffff;
        }
        None
    }
}

impl Code {
    /// From the compiler's plain data.
    pub fn from_compiled(code: &compiler::code::Code) -> PyResult<Ref<Code>> {
        constant::code(code)
    }

    /// The first code unit.
    pub fn first_unit(&self) -> *mut _Py_CODEUNIT {
        // SAFETY: the bytecode is the object's tail.
        unsafe { (&raw mut (*self.raw()).co_code_adaptive).cast() }
    }

    /// The number of code units.
    pub fn unit_count(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    /// The bytes of the general form, caches zero, as `co_code` shows it.
    pub fn general_bytes(&self) -> Vec<u8> {
        let n = self.unit_count();
        let mut bytes = Vec::with_capacity(2 * n);
        let mut i = 0;
        while i < n {
            // SAFETY: within the code.
            let unit = unsafe { (*self.first_unit().add(i)).op };
            let opcode = self.general_opcode(i);
            bytes.extend_from_slice(&[opcode, unit.arg]);
            i += 1;
            for _ in 0..compiler::opcode::CACHES[opcode as usize] {
                bytes.extend_from_slice(&[0, 0]);
                i += 1;
            }
        }
        bytes
    }

    /// The instructions in their general form.
    pub fn instructions(&self) -> Instructions<'_> {
        Instructions { code: self, at: 0 }
    }

    /// The instruction at a unit as the compiler wrote it.
    pub fn general_opcode(&self, i: usize) -> u8 {
        // SAFETY: within the code; monitoring data has an entry for every unit.
        unsafe {
            let mut opcode = (*self.first_unit().add(i)).op.code as core::ffi::c_int;
            let monitoring = (*self.raw())._co_monitoring;
            if !monitoring.is_null() {
                if opcode == INSTRUMENTED_LINE && !(*monitoring).lines.is_null() {
                    opcode = original_of_line((*monitoring).lines, i).into();
                }
                if opcode == INSTRUMENTED_INSTRUCTION
                    && !(*monitoring).per_instruction_opcodes.is_null()
                {
                    opcode = (*(*monitoring).per_instruction_opcodes.add(i)).into();
                }
            }
            compiler::opcode::DEOPT[deinstrument(opcode as u8) as usize]
        }
    }

    /// The names of the slots of some kinds, as a tuple.
    pub fn slot_names(&self, kinds: u8) -> PyResult<Ref<Tuple>> {
        let mut names = Vec::new();
        // SAFETY: live; names and kinds run in parallel.
        unsafe {
            let all = Tuple::from_raw((*self.raw()).co_localsplusnames.cast());
            let kinds_of = bytes_of((*self.raw()).co_localspluskinds);
            for (name, kind) in all.as_slice().iter().zip(kinds_of) {
                if kind & kinds != 0 {
                    names.push(name.to_ref());
                }
            }
        }
        Tuple::from_vec(names)
    }
}

/// The general instruction of an instrumented one.
pub fn deinstrument(opcode: u8) -> u8 {
    let general = match opcode as core::ffi::c_int {
        INSTRUMENTED_END_FOR => END_FOR,
        INSTRUMENTED_POP_ITER => POP_ITER,
        INSTRUMENTED_END_SEND => END_SEND,
        INSTRUMENTED_FOR_ITER => FOR_ITER,
        INSTRUMENTED_JUMP_FORWARD => JUMP_FORWARD,
        INSTRUMENTED_JUMP_BACKWARD => JUMP_BACKWARD,
        INSTRUMENTED_NOT_TAKEN => NOT_TAKEN,
        INSTRUMENTED_POP_JUMP_IF_TRUE => POP_JUMP_IF_TRUE,
        INSTRUMENTED_POP_JUMP_IF_FALSE => POP_JUMP_IF_FALSE,
        INSTRUMENTED_POP_JUMP_IF_NONE => POP_JUMP_IF_NONE,
        INSTRUMENTED_POP_JUMP_IF_NOT_NONE => POP_JUMP_IF_NOT_NONE,
        INSTRUMENTED_RESUME => RESUME,
        INSTRUMENTED_RETURN_VALUE => RETURN_VALUE,
        INSTRUMENTED_YIELD_VALUE => YIELD_VALUE,
        INSTRUMENTED_END_ASYNC_FOR => END_ASYNC_FOR,
        INSTRUMENTED_LOAD_SUPER_ATTR => LOAD_SUPER_ATTR,
        INSTRUMENTED_CALL => CALL,
        INSTRUMENTED_CALL_KW => CALL_KW,
        INSTRUMENTED_CALL_FUNCTION_EX => CALL_FUNCTION_EX,
        _ => return opcode,
    };
    general as u8
}

/// The instruction that `INSTRUMENTED_LINE` hides.
///
/// # Safety
/// `lines` has an entry for the unit.
pub unsafe fn original_of_line(lines: *mut _PyCoLineInstrumentationData, i: usize) -> u8 {
    // SAFETY: as the caller says.
    unsafe {
        let width = (*lines).bytes_per_entry as usize;
        (&raw const (*lines).data)
            .cast::<u8>()
            .add(i * width)
            .read()
    }
}

/// The contents of a bytes object.
///
/// # Safety
/// `o` is a live bytes object.
pub unsafe fn bytes_of<'a>(o: *mut PyObject) -> &'a [u8] {
    // SAFETY: as the caller says.
    unsafe {
        let b = o.cast::<PyBytesObject>();
        core::slice::from_raw_parts(
            (&raw const (*b).ob_sval).cast::<u8>(),
            (*b).ob_base.ob_size as usize,
        )
    }
}

/// The line of the instruction at a byte offset; -1 if it has none (`PyCode_Addr2Line`).
pub fn line_at(code: &Code, offset: core::ffi::c_int) -> core::ffi::c_int {
    // SAFETY: live.
    unsafe { crate::traceback::lines::line_at(code.raw(), offset) }
}

/// Line, column, end line, end column of the instruction at a byte offset, -1 for what is not known.
pub fn position_at(code: &Code, offset: core::ffi::c_int) -> [core::ffi::c_int; 4] {
    let Ok(at) = u32::try_from(offset) else {
        // SAFETY: live.
        return [unsafe { (*code.raw()).co_firstlineno }, -1, -1, -1];
    };
    match code.runs().iter().find(|r| r.start <= at && at < r.end) {
        Some(r) => [r.lineno, r.col_offset, r.end_lineno, r.end_col_offset],
        None => [-1; 4],
    }
}

/// Code that only names a place, for tracebacks; running it raises AssertionError (`PyCode_NewEmpty`).
pub fn empty(
    filename: &crate::Str,
    name: &crate::Str,
    line: core::ffi::c_int,
) -> base::PyResult<base::Ref<Code>> {
    use crate::{Bytes, Tuple};
    let units = [
        RESUME as u8,
        0,
        LOAD_COMMON_CONSTANT as u8,
        0,
        RAISE_VARARGS as u8,
        1,
    ];
    // One run of three instructions on the first line, without columns.
    let table = [1 << 7 | 13 << 3 | 2, 0];
    Code::new(CodeParts {
        filename: filename.to_ref(),
        name: name.to_ref(),
        qualname: name.to_ref(),
        flags: 0,
        code: &units,
        firstlineno: line,
        linetable: Bytes::from_slice(&table)?,
        consts: Tuple::empty().to_ref(),
        names: Tuple::empty().to_ref(),
        localsplusnames: Tuple::empty().to_ref(),
        localspluskinds: Bytes::empty().to_ref(),
        argcount: 0,
        posonlyargcount: 0,
        kwonlyargcount: 0,
        stacksize: 1,
        exceptiontable: Bytes::empty().to_ref(),
    })
}
