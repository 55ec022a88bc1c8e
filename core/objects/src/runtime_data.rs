//! `_PyRuntime`: the one process-wide state, const-initialised, in the section that debuggers look for.
//!
//! It embeds objects (small integers, one-character strings, every identifier), which is why it lives here and not in
//! `base`. Stock extension modules have offsets into it compiled in. `runtime::lifecycle` fills what needs code to run.

use layout::*;

use crate::bytes::PyBytes_Type;
use crate::generated::static_strings::{IDENTIFIERS, LITERALS};
use crate::long::PyLong_Type;
use crate::tuple::PyTuple_Type;
use crate::unicode::PyUnicode_Type;
use base::refcount::static_header;

const UNICODE: *mut PyTypeObject = PyUnicode_Type.as_mut_ptr();

#[cfg(not(feature = "free-threaded"))]
const fn unicode_state(ascii: u32) -> _PyUnicodeObject_state {
    _PyUnicodeObject_state {
        bits: (1 << _PyUnicodeObject_state_kind_SHIFT)
            | (1 << _PyUnicodeObject_state_compact_SHIFT)
            | (ascii << _PyUnicodeObject_state_ascii_SHIFT)
            | (1 << _PyUnicodeObject_state_statically_allocated_SHIFT),
    }
}

#[cfg(feature = "free-threaded")]
const fn unicode_state(ascii: u8) -> _PyUnicodeObject_state {
    _PyUnicodeObject_state {
        interned: 0,
        bits: (1 << _PyUnicodeObject_state_kind_SHIFT)
            | (1 << _PyUnicodeObject_state_compact_SHIFT)
            | (ascii << _PyUnicodeObject_state_ascii_SHIFT)
            | (1 << _PyUnicodeObject_state_statically_allocated_SHIFT),
        _align: [],
    }
}

/// A static ASCII string; `data` ends with the terminating zero.
pub(crate) const fn static_ascii<const N: usize>(data: &[u8; N]) -> PyASCIIObjectWithData<N> {
    PyASCIIObjectWithData {
        _ascii: PyASCIIObject {
            ob_base: static_header(UNICODE),
            length: N as isize - 1,
            hash: -1,
            state: unicode_state(1),
        },
        _data: *data,
    }
}

const fn ascii_characters() -> [PyASCIIObjectWithData<2>; 128] {
    let mut table = [static_ascii(&[0, 0]); 128];
    let mut i = 0;
    while i < 128 {
        table[i]._data[0] = i as u8;
        i += 1;
    }
    table
}

const fn latin1_characters() -> [PyCompactUnicodeObjectWithData<2>; 128] {
    let one = PyCompactUnicodeObjectWithData {
        _latin1: PyCompactUnicodeObject {
            _base: PyASCIIObject {
                ob_base: static_header(UNICODE),
                length: 1,
                hash: -1,
                state: unicode_state(0),
            },
            utf8_length: 0,
            utf8: core::ptr::null_mut(),
        },
        _data: [0, 0],
    };
    let mut table = [one; 128];
    let mut i = 0;
    while i < 128 {
        table[i]._data[0] = i as u8 + 128;
        i += 1;
    }
    table
}

const SMALL_INTS: usize = (_PY_NSMALLNEGINTS + _PY_NSMALLPOSINTS) as usize;

const fn small_ints() -> [PyLongObject; SMALL_INTS] {
    let zero = PyLongObject {
        ob_base: static_header(PyLong_Type.as_mut_ptr()),
        long_value: _PyLongValue {
            lv_tag: 0,
            ob_digit: [0],
        },
    };
    let mut table = [zero; SMALL_INTS];
    let mut i = 0;
    while i < SMALL_INTS {
        let value = i as i32 - _PY_NSMALLNEGINTS;
        // lv_tag: sign (0 positive, 1 zero, 2 negative) in bits 0-1, digit count from bit 3 (bit 2: immortal small int)
        let (sign, digits) = if value == 0 {
            (1, 0)
        } else if value < 0 {
            (2, 1)
        } else {
            (0, 1)
        };
        table[i].long_value.lv_tag =
            (digits << NON_SIZE_BITS) | sign | IMMORTALITY_BIT_MASK as usize;
        table[i].long_value.ob_digit[0] = value.unsigned_abs();
        i += 1;
    }
    table
}

const fn static_bytes(length: isize, byte: u8) -> PyBytesObject {
    PyBytesObject {
        ob_base: PyVarObject {
            ob_base: static_header(PyBytes_Type.as_mut_ptr()),
            ob_size: length,
        },
        ob_shash: -1,
        ob_sval: [byte as core::ffi::c_char],
    }
}

const fn byte_characters() -> [_Py_static_objects_singletons_bytes_characters; 256] {
    let mut table = [_Py_static_objects_singletons_bytes_characters {
        ob: static_bytes(1, 0),
        eos: 0,
    }; 256];
    let mut i = 0;
    while i < 256 {
        table[i].ob = static_bytes(1, i as u8);
        i += 1;
    }
    table
}

// SAFETY: all-zero is valid for the layout structs.
const ZERO: _PyRuntimeState = unsafe { zeroed() };

const fn initial() -> _PyRuntimeState {
    let mut r = ZERO;
    r.debug_offsets = _Py_DebugOffsets_INIT;
    r.static_objects.singletons.small_ints = small_ints();
    r.static_objects.singletons.bytes_empty = static_bytes(0, 0);
    r.static_objects.singletons.bytes_characters = byte_characters();
    r.static_objects.singletons.strings = _Py_global_strings {
        literals: LITERALS,
        identifiers: IDENTIFIERS,
        ascii: ascii_characters(),
        latin1: latin1_characters(),
    };
    r.static_objects.singletons.tuple_empty.ob_base.ob_base =
        static_header(PyTuple_Type.as_mut_ptr());
    r.static_objects.singletons.tuple_empty.ob_hash = -1;
    r.allocators.standard = _pymem_allocators_standard {
        raw: base::mem::libc_api::TABLE,
        mem: base::mem::mimalloc_api::TABLE,
        obj: base::mem::mimalloc_api::TABLE,
    };
    r.allocators.obj_arena = base::mem::arena::TABLE;
    r
}

/// The process-wide runtime state (`pycore_runtime.h`).
#[unsafe(no_mangle)]
#[unsafe(link_section = ".PyRuntime")]
pub static mut _PyRuntime: _PyRuntimeState = initial();
