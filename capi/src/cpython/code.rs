//! `cpython/code.h`: code objects.

use core::ffi::{c_char, c_int, c_void};

use layout::{PyCode_WatchCallback, PyCodeAddressRange};
use objects::code::Arguments;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyCode_GetCode(c: &Code) -> PyResult {
    up(c.get_attr(id!(co_code)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCode_GetVarnames(c: &Code) -> PyResult {
    up(c.get_attr(interned!("co_varnames")))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCode_GetCellvars(c: &Code) -> PyResult {
    up(c.get_attr(interned!("co_cellvars")))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCode_GetFreevars(c: &Code) -> PyResult {
    up(c.get_attr(interned!("co_freevars")))
}

/// The line of an instruction's byte offset; -1 if it has none.
#[unsafe(no_mangle)]
pub extern "C" fn PyCode_Addr2Line(c: &Code, offset: c_int) -> c_int {
    objects::code::line_at(c, offset)
}

/// 1, with the place of an instruction (-1 for what is not known).
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCode_Addr2Location(
    c: &Code,
    offset: c_int,
    line: *mut c_int,
    column: *mut c_int,
    end_line: *mut c_int,
    end_column: *mut c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let p = objects::code::position_at(c, offset);
        *line = p[0];
        *column = p[1];
        *end_line = p[2];
        *end_column = p[3];
        1
    }
}

/// Code that only names a place, for tracebacks; running it raises.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCode_NewEmpty(
    filename: *const c_char,
    name: *const c_char,
    line: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        objects::code::empty(
            &*Str::decode_fs_default(bytes(filename, -1))?,
            &*text(name)?,
            line,
        )
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Code_New(
    argcount: c_int,
    kwonly: c_int,
    nlocals: c_int,
    stacksize: c_int,
    flags: c_int,
    code: Option<&Object>,
    consts: Option<&Object>,
    names: Option<&Object>,
    varnames: Option<&Object>,
    freevars: Option<&Object>,
    cellvars: Option<&Object>,
    filename: Option<&Object>,
    name: Option<&Object>,
    qualname: Option<&Object>,
    line: c_int,
    linetable: Option<&Object>,
    exceptiontable: Option<&Object>,
) -> PyResult {
    PyUnstable_Code_NewWithPosOnlyArgs(
        argcount,
        0,
        kwonly,
        nlocals,
        stacksize,
        flags,
        code,
        consts,
        names,
        varnames,
        freevars,
        cellvars,
        filename,
        name,
        qualname,
        line,
        linetable,
        exceptiontable,
    )
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Code_NewWithPosOnlyArgs(
    argcount: c_int,
    posonly: c_int,
    kwonly: c_int,
    nlocals: c_int,
    stacksize: c_int,
    flags: c_int,
    code: Option<&Object>,
    consts: Option<&Object>,
    names: Option<&Object>,
    varnames: Option<&Object>,
    freevars: Option<&Object>,
    cellvars: Option<&Object>,
    filename: Option<&Object>,
    name: Option<&Object>,
    qualname: Option<&Object>,
    line: c_int,
    linetable: Option<&Object>,
    exceptiontable: Option<&Object>,
) -> PyResult {
    run(|| {
        Code::from_arguments(&Arguments {
            argcount,
            posonlyargcount: posonly,
            kwonlyargcount: kwonly,
            nlocals,
            stacksize,
            flags,
            code: arg(code)?,
            consts: arg(consts)?,
            names: arg(names)?,
            varnames: arg(varnames)?,
            freevars: arg(freevars)?,
            cellvars: arg(cellvars)?,
            filename: arg(filename)?,
            name: arg(name)?,
            qualname: arg(qualname)?,
            firstlineno: line,
            linetable: arg(linetable)?,
            exceptiontable: arg(exceptiontable)?,
        })
        .map(Ref::upcast)
    })
}

/// The code as it is: the compiler has optimised already.
#[unsafe(no_mangle)]
pub extern "C" fn PyCode_Optimize(
    code: Option<&Object>,
    _consts: Option<&Object>,
    _names: Option<&Object>,
    _lnotab: Option<&Object>,
) -> PyResult {
    up(Ok(some(code)?.to_ref()))
}

/// The extra pointer at a place asked for before; NULL if there is none.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_Code_GetExtra(
    c: Option<&Object>,
    index: isize,
    out: *mut *mut c_void,
) -> Status {
    run(|| {
        let c = arg::<Code>(c)?;
        // SAFETY: the caller's contract.
        unsafe { *out = c.extra(index) };
        Ok(())
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_Code_SetExtra(
    c: Option<&Object>,
    index: isize,
    value: *mut c_void,
) -> Status {
    run(|| arg::<Code>(c)?.set_extra(index, value))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCode_AddWatcher(callback: PyCode_WatchCallback) -> c_int {
    value(-1, || {
        // SAFETY: attached.
        let interp = unsafe { &mut *base::tstate::interp() };
        for (i, slot) in interp.code_watchers.iter_mut().enumerate() {
            if slot.is_none() {
                *slot = Some(callback);
                interp.active_code_watchers |= 1 << i;
                return Ok(i as c_int);
            }
        }
        Err(raise!(RuntimeError, "no more code watcher IDs available"))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCode_ClearWatcher(id: c_int) -> Status {
    run(|| {
        // SAFETY: attached.
        let interp = unsafe { &mut *base::tstate::interp() };
        let Some(slot) = usize::try_from(id)
            .ok()
            .and_then(|i| interp.code_watchers.get_mut(i))
        else {
            return Err(raise!(ValueError, "Invalid code watcher ID {id}"));
        };
        if slot.take().is_none() {
            return Err(raise!(ValueError, "No code watcher set for ID {id}"));
        }
        interp.active_code_watchers &= !(1 << id);
        Ok(())
    })
}

/// One entry of a line table: how many bytes of code it covers, by how much it moves the line, and whether it has one.
struct LineEntry {
    bytes: c_int,
    delta: c_int,
    has_line: bool,
}

/// # Safety
/// `at` is the first byte of an entry.
unsafe fn line_entry(at: *const u8) -> LineEntry {
    // SAFETY: the caller's; an entry that has a number has it whole.
    unsafe {
        let first = *at;
        let kind = u32::from(first >> 3 & 15);
        let delta = match kind {
            layout::PY_CODE_LOCATION_INFO_NO_COLUMNS | layout::PY_CODE_LOCATION_INFO_LONG => {
                let (mut value, mut shift, mut p) = (0u32, 0, at);
                loop {
                    p = p.add(1);
                    value |= u32::from(*p & 63).wrapping_shl(shift);
                    shift += 6;
                    if *p & 64 == 0 {
                        break;
                    }
                }
                let size = (value >> 1) as c_int;
                if value & 1 != 0 { -size } else { size }
            }
            layout::PY_CODE_LOCATION_INFO_ONE_LINE0..=layout::PY_CODE_LOCATION_INFO_ONE_LINE2 => {
                (kind - layout::PY_CODE_LOCATION_INFO_ONE_LINE0) as c_int
            }
            _ => 0,
        };
        LineEntry {
            bytes: (c_int::from(first & 7) + 1) * 2,
            delta,
            has_line: kind != layout::PY_CODE_LOCATION_INFO_NONE,
        }
    }
}

/// The first byte of the entry before this one: only first bytes have the top bit.
///
/// # Safety
/// There is one.
unsafe fn entry_before(mut at: *const u8) -> *const u8 {
    // SAFETY: the caller's.
    unsafe {
        loop {
            at = at.sub(1);
            if *at & 128 != 0 {
                return at;
            }
        }
    }
}

/// Moves a range over a line table to where an instruction's byte offset lies. Its line, -1 if it has none or there is no such place.
///
/// # Safety
/// C contract: `range` was set to the beginning of a code object's table, and that lives.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_CheckLineNumber(
    offset: c_int,
    range: *mut PyCodeAddressRange,
) -> c_int {
    // SAFETY: the caller's contract; the range says where the table ends, and begins at offset 0.
    unsafe {
        let r = &mut *range;
        while r.ar_end <= offset {
            if r.opaque.lo_next >= r.opaque.limit {
                return -1;
            }
            let entry = line_entry(r.opaque.lo_next);
            r.opaque.computed_line = r.opaque.computed_line.wrapping_add(entry.delta);
            r.ar_line = if entry.has_line {
                r.opaque.computed_line
            } else {
                -1
            };
            r.ar_start = r.ar_end;
            r.ar_end += entry.bytes;
            loop {
                r.opaque.lo_next = r.opaque.lo_next.add(1);
                if r.opaque.lo_next >= r.opaque.limit || *r.opaque.lo_next & 128 != 0 {
                    break;
                }
            }
        }
        while r.ar_start > offset {
            if r.ar_start <= 0 {
                return -1;
            }
            r.opaque.lo_next = entry_before(r.opaque.lo_next);
            let left = line_entry(r.opaque.lo_next);
            r.opaque.computed_line = r.opaque.computed_line.wrapping_sub(left.delta);
            let entry = line_entry(entry_before(r.opaque.lo_next));
            r.ar_end = r.ar_start;
            r.ar_start -= entry.bytes;
            r.ar_line = if entry.has_line {
                r.opaque.computed_line
            } else {
                -1
            };
        }
        r.ar_line
    }
}

/// New reference: a key under which constants are the same only if code cannot tell them apart: types count, and the signs of zeros.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCode_ConstantKey(o: &Object) -> PyResult {
    if is_none(o)
        || o.is_exactly(layout_type(&objects::slice::PyEllipsis_Type))
        || o.is_exactly(layout_type(&objects::long::PyLong_Type))
        || o.is_exactly(layout_type(&objects::unicode::PyUnicode_Type))
        || o.downcast::<Code>().is_some()
    {
        return Ok(o.to_ref());
    }
    let class: &Object = o.class();
    let pair = |extra: Option<&Object>| -> PyResult {
        up(match extra {
            None => Tuple::from_slice(&[class, o]),
            Some(extra) => Tuple::from_slice(&[class, o, extra]),
        })
    };
    let negative_zero = |v: f64| v == 0.0 && v.is_sign_negative();
    if o.is_exactly(layout_type(&objects::float::PyFloat_Type))
        && let Some(f) = o.downcast::<Float>()
    {
        return pair(negative_zero(f.value()).then(none));
    }
    if o.is_exactly(layout_type(&objects::complex::PyComplex_Type))
        && let Some(c) = o.downcast::<Complex>()
    {
        let (real, imaginary) = c.parts();
        return pair(match (negative_zero(real), negative_zero(imaginary)) {
            (true, true) => Some(py_bool(true)),
            (false, true) => Some(py_bool(false)),
            (true, false) => Some(none()),
            (false, false) => None,
        });
    }
    if o.downcast::<Bool>().is_some() || o.is_exactly(layout_type(&objects::bytes::PyBytes_Type)) {
        return pair(None);
    }
    let with_keys = |items: &Tuple| -> PyResult<Vec<Ref>> {
        items
            .as_slice()
            .iter()
            .map(|i| _PyCode_ConstantKey(i))
            .collect()
    };
    if o.is_exactly(layout_type(&objects::tuple::PyTuple_Type))
        && let Some(t) = o.downcast::<Tuple>()
    {
        let keys = Tuple::from_vec(with_keys(t)?)?;
        return up(Tuple::from_slice(&[&keys, o]));
    }
    if o.is_exactly(layout_type(&objects::set::PyFrozenSet_Type)) {
        let keys = Tuple::from_vec(with_keys(&*Tuple::from_iterable(o)?)?)?;
        return up(Tuple::from_slice(&[&*FrozenSet::from_iterable(&keys)?, o]));
    }
    if o.is_exactly(layout_type(&objects::slice::PySlice_Type)) {
        let parts = [
            o.get_attr(id!(start))?,
            o.get_attr(interned!("stop"))?,
            o.get_attr(id!(step))?,
        ];
        let [start, stop, step] = parts;
        let key = Slice::from_owned(
            _PyCode_ConstantKey(&start)?,
            _PyCode_ConstantKey(&stop)?,
            _PyCode_ConstantKey(&step)?,
        )?;
        return up(Tuple::from_slice(&[&*key, o]));
    }
    // no constant of a program: one of its own
    let address = Long::from_usize(o.as_ptr() as usize)?;
    up(Tuple::from_slice(&[&address, o]))
}

fn layout_type(ty: &Type) -> *mut layout::PyTypeObject {
    ty.raw()
}
