//! The type `code`.

use core::ffi::c_int;
use core::mem::offset_of;

use base::{PyResult, Ref};
use layout::*;

use super::Code;
use crate::prelude::*;
use crate::slots;
use crate::unicode::Writer;

/// Tells code watchers.
pub(super) fn notify(code: &Code, event: PyCodeEvent) {
    // SAFETY: attached; callbacks follow the C conventions.
    unsafe {
        let interp = base::tstate::interp();
        let mut bits = (*interp).active_code_watchers;
        while bits != 0 {
            let i = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            if let Some(f) = (*interp).code_watchers[i]
                && f(event, code.raw()) < 0
            {
                crate::exceptions::write_unraisable(
                    format_args!(
                        "Exception ignored in PY_CODE_EVENT_{} watcher callback for {}",
                        if event == PY_CODE_EVENT_CREATE {
                            "CREATE"
                        } else {
                            "DESTROY"
                        },
                        code.repr()
                            .map_or_else(|_| String::new(), |r| r.to_string())
                    ),
                    None,
                );
            }
        }
    }
}

extern "C" fn dealloc(this: *mut Code) {
    // SAFETY: the last reference is gone.
    unsafe {
        let code = Code::from_raw(this.cast());
        let c = code.raw();
        base::refcount::set_count(c.cast(), 1);
        notify(code, PY_CODE_EVENT_DESTROY);
        if base::refcount::count(c.cast()) > 1 {
            base::refcount::decref(c.cast());
            return;
        }
        base::refcount::set_count(c.cast(), 0);
        if !(*c).co_extra.is_null() {
            super::extra::release((*c).co_extra.cast());
        }
        if !(*c).co_weakreflist.is_null() {
            crate::weakref::clear_weakrefs(c.cast());
        }
        for o in [
            (*c).co_consts,
            (*c).co_names,
            (*c).co_localsplusnames,
            (*c).co_localspluskinds,
            (*c).co_filename,
            (*c).co_name,
            (*c).co_qualname,
            (*c).co_linetable,
            (*c).co_exceptiontable,
        ] {
            drop(Ref::<Object>::from_owned_opt(o));
        }
        if !(*c)._co_cached.is_null() {
            let cached = (*c)._co_cached;
            for o in [
                (*cached)._co_code,
                (*cached)._co_varnames,
                (*cached)._co_cellvars,
                (*cached)._co_freevars,
            ] {
                drop(Ref::<Object>::from_owned_opt(o));
            }
            base::mem::free(base::mem::Domain::Mem, cached.cast());
        }
        let monitoring = (*c)._co_monitoring;
        if !monitoring.is_null() {
            for table in [
                (*monitoring).tools.cast(),
                (*monitoring).lines.cast(),
                (*monitoring).line_tools.cast(),
                (*monitoring).per_instruction_opcodes.cast(),
                (*monitoring).per_instruction_tools.cast(),
                monitoring.cast::<core::ffi::c_void>(),
            ] {
                base::mem::free(base::mem::Domain::Mem, table);
            }
        }
        crate::alloc::free(c.cast());
    }
}

extern "C" fn repr(this: &Code) -> PyResult {
    let write = || {
        // SAFETY: live; the names are strings, made and checked with the code.
        let (name, file, line) = unsafe {
            let c = this.raw();
            (
                Str::from_raw((*c).co_name.cast()),
                Str::from_raw((*c).co_filename.cast()),
                (*c).co_firstlineno,
            )
        };
        let line = if line != 0 { line } else { -1 };
        let mut out = Writer::new();
        out.push_ascii(b"<code object ")?;
        out.push_str(name)?;
        out.push_text(&format!(" at {:p}, file \"", this.raw()))?;
        out.push_str(file)?;
        out.push_text(&format!("\", line {line}>"))?;
        out.finish()
    };
    Ok(write()?.upcast())
}

extern "C" fn hash(this: &Code) -> Hash {
    Hash::from(super::compare::hash(this))
}

extern "C" fn richcompare(this: &Code, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Code>() else {
        return not_implemented_result();
    };
    if op != Py_EQ && op != Py_NE {
        return not_implemented_result();
    }
    let equal = super::compare::equal(this, other)?;
    Ok(py_bool(equal == (op == Py_EQ)).to_ref().upcast())
}

macro_rules! int {
    ($name:literal, $field:ident) => {
        slots::member(
            $name,
            Py_T_INT,
            offset_of!(PyCodeObject, $field),
            Py_READONLY,
        )
    };
}
macro_rules! object {
    ($name:literal, $field:ident) => {
        slots::member(
            $name,
            _Py_T_OBJECT,
            offset_of!(PyCodeObject, $field),
            Py_READONLY,
        )
    };
}

static MEMBERS: slots::Table<[PyMemberDef; 15]> = slots::Table::new([
    int!(c"co_argcount", co_argcount),
    int!(c"co_posonlyargcount", co_posonlyargcount),
    int!(c"co_kwonlyargcount", co_kwonlyargcount),
    int!(c"co_stacksize", co_stacksize),
    int!(c"co_flags", co_flags),
    int!(c"co_nlocals", co_nlocals),
    object!(c"co_consts", co_consts),
    object!(c"co_names", co_names),
    object!(c"co_filename", co_filename),
    object!(c"co_name", co_name),
    object!(c"co_qualname", co_qualname),
    int!(c"co_firstlineno", co_firstlineno),
    object!(c"co_linetable", co_linetable),
    object!(c"co_exceptiontable", co_exceptiontable),
    slots::MEMBERS_END,
]);

#[unsafe(no_mangle)]
pub static PyCode_Type: Type = Type::new(PyTypeObject {
    tp_name: c"code".as_ptr(),
    tp_basicsize: offset_of!(PyCodeObject, co_code_adaptive) as isize,
    tp_itemsize: size_of::<_Py_CODEUNIT>() as isize,
    tp_dealloc: slots::dealloc(dealloc),
    tp_repr: slots::repr(repr),
    tp_hash: slots::hash(hash),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong,
    tp_richcompare: slots::richcompare(richcompare),
    tp_weaklistoffset: offset_of!(PyCodeObject, co_weakreflist) as isize,
    tp_methods: Code::METHODS,
    tp_members: MEMBERS.first(),
    tp_getset: Code::GETSET,
    tp_doc: Code::DOC,
    tp_new: Some(Code::NEW),
    ..Type::EMPTY
});
