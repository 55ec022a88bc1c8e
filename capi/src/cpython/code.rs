//! `cpython/code.h`: code objects.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::PyCode_WatchCallback;
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
        {
            let p = objects::code::position_at(c, offset);
            *line = p[0];
            *column = p[1];
            *end_line = p[2];
            *end_column = p[3];
            1
        }
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

/// `types.CodeType`, called with its arguments in order.
fn make(
    numbers: [c_int; 6],
    objects: &[Option<&Object>],
    line: c_int,
    tables: [Option<&Object>; 2],
    cells: [Option<&Object>; 2],
) -> PyResult {
    let mut args: Vec<Ref> = Vec::new();
    for n in numbers {
        args.push(Long::from_i64(i64::from(n))?.upcast());
    }
    for o in objects {
        args.push(some(*o)?.to_ref());
    }
    args.push(Long::from_i64(i64::from(line))?.upcast());
    for o in tables.iter().chain(&cells) {
        args.push(some(*o)?.to_ref());
    }
    let args: Vec<&Object> = args.iter().map(|a| &**a).collect();
    objects::code::PyCode_Type.call(&args)
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
    up(make(
        [argcount, 0, kwonly, nlocals, stacksize, flags],
        &[code, consts, names, varnames, filename, name, qualname],
        line,
        [linetable, exceptiontable],
        [freevars, cellvars],
    ))
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
    up(make(
        [argcount, posonly, kwonly, nlocals, stacksize, flags],
        &[code, consts, names, varnames, filename, name, qualname],
        line,
        [linetable, exceptiontable],
        [freevars, cellvars],
    ))
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

/// `_PyCodeObjectExtra`: the pointers that C code keeps in a code object.
#[repr(C)]
struct Extra {
    size: isize,
    items: [*mut c_void; 1],
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
        // SAFETY: the caller's contract.
        unsafe {
            {
                let c = arg::<Code>(c)?;
                let extra = (*c.raw()).co_extra.cast::<Extra>();
                *out = if extra.is_null() || index < 0 || index >= (*extra).size {
                    null_mut()
                } else {
                    *(&raw const (*extra).items)
                        .cast::<*mut c_void>()
                        .offset(index)
                };
                Ok(())
            }
        }
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
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                let interp = base::tstate::interp();
                let users = (*interp).co_extra_user_count;
                let c = arg::<Code>(c)?;
                if index < 0 || index >= users {
                    return Err(objects::exceptions::bad_internal_call());
                }
                let slot = &raw mut (*c.raw()).co_extra;
                let mut extra = (*slot).cast::<Extra>();
                if extra.is_null() || (*extra).size <= index {
                    let had = if extra.is_null() { 0 } else { (*extra).size };
                    let bytes =
                        size_of::<Extra>() + (users - 1).max(0) as usize * size_of::<*mut c_void>();
                    let grown = base::mem::realloc(base::mem::Domain::Mem, extra.cast(), bytes)
                        .cast::<Extra>();
                    if grown.is_null() {
                        return Err(objects::exceptions::no_memory());
                    }
                    for i in had..users {
                        *(&raw mut (*grown).items).cast::<*mut c_void>().offset(i) = null_mut();
                    }
                    (*grown).size = users;
                    *slot = grown.cast();
                    extra = grown;
                }
                let place = (&raw mut (*extra).items)
                    .cast::<*mut c_void>()
                    .offset(index);
                if !(*place).is_null()
                    && let Some(free) = (*interp).co_extra_freefuncs[index as usize]
                {
                    free(*place);
                }
                *place = value;
                Ok(())
            }
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCode_AddWatcher(callback: PyCode_WatchCallback) -> c_int {
    {
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
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCode_ClearWatcher(id: c_int) -> Status {
    run(|| {
        {
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
        }
    })
}
