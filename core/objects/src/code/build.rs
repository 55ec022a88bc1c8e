//! Making code objects: checks, interning, counts, initial caches.

use base::{PyResult, Ref};
use core::ffi::c_int;
use layout::*;

use super::{Code, PyCode_Type, bytes_of};
use crate::prelude::*;

/// What a code object is made of: the compiler's, marshal's and `CodeType(...)`'s common ground.
pub struct CodeParts<'a> {
    pub filename: Ref<Str>,
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    pub flags: c_int,
    pub code: &'a [u8],
    pub firstlineno: c_int,
    pub linetable: Ref<Bytes>,
    pub consts: Ref<Tuple>,
    pub names: Ref<Tuple>,
    pub localsplusnames: Ref<Tuple>,
    pub localspluskinds: Ref<Bytes>,
    pub argcount: c_int,
    pub posonlyargcount: c_int,
    pub kwonlyargcount: c_int,
    pub stacksize: c_int,
    pub exceptiontable: Ref<Bytes>,
}

/// How many slots of each kind there are.
#[derive(Default, Clone, Copy)]
struct Counts {
    locals: c_int,
    cells: c_int,
    free: c_int,
}

fn count(kinds: &[u8]) -> Counts {
    let mut c = Counts::default();
    for k in kinds {
        if k & CO_FAST_LOCAL as u8 != 0 {
            c.locals += 1;
            if k & CO_FAST_CELL as u8 != 0 {
                c.cells += 1;
            }
        } else if k & CO_FAST_CELL as u8 != 0 {
            c.cells += 1;
        } else if k & CO_FAST_FREE as u8 != 0 {
            c.free += 1;
        }
    }
    c
}

/// The plain bytes of a bytes object.
fn content(b: &Bytes) -> &[u8] {
    // SAFETY: live; bytes do not change.
    unsafe { bytes_of(b.as_ptr()) }
}

fn check(p: &CodeParts<'_>) -> PyResult<Counts> {
    let kinds = content(&p.localspluskinds);
    let code = p.code;
    let bad = || Err(crate::exceptions::bad_internal_call());
    if p.argcount < p.posonlyargcount
        || p.posonlyargcount < 0
        || p.kwonlyargcount < 0
        || p.stacksize < 0
        || p.flags < 0
        || kinds.len() != p.localsplusnames.len()
    {
        return bad();
    }
    if !p
        .names
        .as_slice()
        .iter()
        .all(|n| n.downcast::<Str>().is_some())
        || !p
            .localsplusnames
            .as_slice()
            .iter()
            .all(|n| n.downcast::<Str>().is_some())
    {
        return Err(raise!(SystemError, "non-string found in code slot"));
    }
    if !code.len().is_multiple_of(2) || code.len() / 2 > c_int::MAX as usize {
        return Err(raise!(ValueError, "code: co_code is malformed"));
    }
    let counts = count(kinds);
    let total = p
        .argcount
        .checked_add(p.kwonlyargcount)
        .and_then(|n| n.checked_add(c_int::from(p.flags & CO_VARARGS != 0)))
        .and_then(|n| n.checked_add(c_int::from(p.flags & CO_VARKEYWORDS != 0)));
    match total {
        Some(t) if t <= counts.locals => Ok(counts),
        _ => Err(raise!(ValueError, "code: varnames is too small")),
    }
}

/// Is the string an identifier in all but its first character, so that it is worth interning?
pub(super) fn worth_interning(s: &Str) -> bool {
    s.is_ascii()
        && s.as_utf8()
            .is_ok_and(|t| t.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
}

/// Interns the names of a tuple for good, in place: nobody else has seen it change.
fn intern_names(names: &Tuple) {
    for i in 0..names.len() {
        // SAFETY: in range; an equal string takes the item's place, which the tuple's owner cannot tell.
        unsafe {
            let slot = (&raw mut (*names.raw()).ob_item)
                .cast::<*mut PyObject>()
                .add(i);
            let name = Ref::<Str>::from_raw_owned(*slot);
            slot.write(Str::intern_immortal(name).as_ptr());
        }
    }
}

/// Interns strings among constants that look like names, in tuples too.
fn intern_constants(consts: &Tuple) {
    for i in 0..consts.len() {
        // SAFETY: in range; see `intern_names`.
        unsafe {
            let slot = (&raw mut (*consts.raw()).ob_item)
                .cast::<*mut PyObject>()
                .add(i);
            let o = Object::from_ptr(*slot);
            if o.is_exactly(crate::unicode::PyUnicode_Type.raw()) {
                let s: &Str = o.downcast_unchecked();
                if worth_interning(s) {
                    let owned = Ref::<Str>::from_raw_owned(*slot);
                    slot.write(Str::intern(owned).into_ptr());
                }
            } else if o.is_exactly(crate::tuple::PyTuple_Type.raw()) {
                intern_constants(o.downcast_unchecked());
            }
        }
    }
}

/// Back-off counters, as `pycore_backoff.h` writes them: value in the upper 12 bits.
const fn counter(value: c_int, backoff: c_int) -> u16 {
    ((value << BACKOFF_BITS) | backoff) as u16
}

const WARMUP: u16 = counter(ADAPTIVE_WARMUP_VALUE, ADAPTIVE_WARMUP_BACKOFF);
const JUMP: u16 = counter(JUMP_BACKWARD_INITIAL_VALUE, JUMP_BACKWARD_INITIAL_BACKOFF);
/// The history of a conditional jump: as often taken as not.
const HISTORY: u16 = 0x5555;

/// Gives the inline caches their first counters.
fn quicken(code: &Code) {
    let n = code.unit_count();
    let mut i = 0;
    while i < n {
        // SAFETY: within the code.
        unsafe {
            let opcode = (*code.first_unit().add(i)).op.code;
            let caches = compiler::opcode::CACHES[opcode as usize] as usize;
            if caches > 0 && i + 1 < n {
                (*code.first_unit().add(i + 1)).cache = match opcode as c_int {
                    JUMP_BACKWARD => JUMP,
                    POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE
                    | POP_JUMP_IF_NOT_NONE => HISTORY,
                    _ => WARMUP,
                };
            }
            i += 1 + caches;
        }
    }
}

fn first_traceable(code: &Code) -> c_int {
    let n = code.unit_count();
    (0..n)
        // SAFETY: within the code.
        .find(|&i| unsafe { (*code.first_unit().add(i)).op.code } == RESUME as u8)
        .unwrap_or(n) as c_int
}

impl Code {
    /// A code object from its parts (`_PyCode_New`).
    pub fn new(mut p: CodeParts<'_>) -> PyResult<Ref<Code>> {
        let counts = check(&p)?;
        // SAFETY: attached.
        if unsafe { (*base::tstate::interp()).config.code_debug_ranges } == 0 {
            let lines = compiler::code::without_columns(content(&p.linetable));
            p.linetable = Bytes::from_slice(&lines)?;
        }
        intern_names(&p.names);
        intern_names(&p.localsplusnames);
        intern_constants(&p.consts);
        let nlocalsplus = p.localsplusnames.len() as c_int;
        let framesize = nlocalsplus
            .checked_add(p.stacksize)
            .and_then(|n| n.checked_add(FRAME_SPECIALS_SIZE));
        let Some(framesize) = framesize else {
            return Err(raise!(OverflowError, "code: co_stacksize is too large"));
        };
        let bytes = p.code;
        let code = crate::alloc::new_var::<Code>(&PyCode_Type, bytes.len() / 2)?;
        // SAFETY: fresh: all fields after the header are written here.
        unsafe {
            let c = code.raw();
            (*c).co_consts = p.consts.into_ptr();
            (*c).co_names = p.names.into_ptr();
            (*c).co_exceptiontable = p.exceptiontable.clone().into_ptr();
            (*c).co_flags = p.flags;
            (*c).co_argcount = p.argcount;
            (*c).co_posonlyargcount = p.posonlyargcount;
            (*c).co_kwonlyargcount = p.kwonlyargcount;
            (*c).co_stacksize = p.stacksize;
            (*c).co_firstlineno = p.firstlineno;
            (*c).co_nlocalsplus = nlocalsplus;
            (*c).co_framesize = framesize;
            (*c).co_nlocals = counts.locals;
            (*c).co_ncellvars = counts.cells;
            (*c).co_nfreevars = counts.free;
            (*c).co_version = next_version();
            (*c).co_localsplusnames = p.localsplusnames.into_ptr();
            (*c).co_localspluskinds = p.localspluskinds.clone().into_ptr();
            (*c).co_filename = p.filename.into_ptr();
            (*c).co_name = Str::intern(p.name).into_ptr();
            (*c).co_qualname = Str::intern(p.qualname).into_ptr();
            (*c).co_linetable = p.linetable.clone().into_ptr();
            (*c).co_weakreflist = core::ptr::null_mut();
            (*c).co_executors = core::ptr::null_mut();
            (*c)._co_cached = core::ptr::null_mut();
            (*c)._co_instrumentation_version = 0;
            (*c)._co_monitoring = core::ptr::null_mut();
            (*c)._co_unique_id = -1;
            (*c).co_extra = core::ptr::null_mut();
            #[cfg(feature = "free-threaded")]
            {
                (*c).co_tlbc = core::ptr::null_mut();
            }
            core::ptr::copy_nonoverlapping(
                bytes.as_ptr(),
                code.first_unit().cast::<u8>(),
                bytes.len(),
            );
            (*c)._co_firsttraceable = first_traceable(&code);
        }
        quicken(&code);
        super::types::notify(&code, PY_CODE_EVENT_CREATE);
        Ok(code)
    }
}

/// Versions are handed out once; when they run out, code gets none.
fn next_version() -> u32 {
    // SAFETY: attached.
    unsafe {
        let state = &raw mut (*base::tstate::interp()).func_state.next_version;
        let version = *state;
        if version != 0 {
            *state = version.wrapping_add(1);
        }
        version
    }
}
