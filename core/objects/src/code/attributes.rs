//! What Python sees of code objects, and `replace()`.

use core::ffi::c_int;

use base::{PyResult, Ref};
use layout::*;

use super::{Code, CodeParts, bytes_of};
use crate::clinic::*;
use crate::prelude::*;

/// Names and kinds of the slots, from the three tuples that Python knows: a cell that is an argument too has one slot.
fn localsplus(
    varnames: &Tuple,
    cellvars: &Tuple,
    freevars: &Tuple,
    arguments: (c_int, c_int, c_int),
    flags: c_int,
) -> PyResult<(Ref<Tuple>, Ref<Bytes>)> {
    let (argcount, posonly, kwonly) = arguments;
    let total = argcount.saturating_add(kwonly);
    let mut names = Vec::new();
    let mut kinds = Vec::new();
    for (i, name) in varnames.as_slice().iter().enumerate() {
        let i = i as c_int;
        let varargs = c_int::from(flags & CO_VARARGS != 0);
        let varkeywords = c_int::from(flags & CO_VARKEYWORDS != 0);
        let mut kind = CO_FAST_LOCAL;
        if i < posonly {
            kind |= CO_FAST_ARG_POS;
        } else if i < argcount {
            kind |= CO_FAST_ARG_POS | CO_FAST_ARG_KW;
        } else if i < total {
            kind |= CO_FAST_ARG_KW;
        } else if i < total + varargs {
            kind |= CO_FAST_ARG_VAR | CO_FAST_ARG_POS;
        } else if i < total + varargs + varkeywords {
            kind |= CO_FAST_ARG_VAR | CO_FAST_ARG_KW;
        }
        names.push(name.to_ref());
        kinds.push(kind as u8);
    }
    for cell in cellvars.as_slice() {
        let mut merged = false;
        for (i, name) in varnames.as_slice().iter().enumerate() {
            if name.equals(cell)? {
                kinds[i] |= CO_FAST_CELL as u8;
                merged = true;
                break;
            }
        }
        if !merged {
            names.push(cell.to_ref());
            kinds.push(CO_FAST_CELL as u8);
        }
    }
    for free in freevars.as_slice() {
        names.push(free.to_ref());
        kinds.push(CO_FAST_FREE as u8);
    }
    Ok((Tuple::from_vec(names)?, Bytes::from_slice(&kinds)?))
}

/// That there are as many variables as there are said to be, and as the arguments need.
fn check_names(
    names: &Tuple,
    varnames: &Tuple,
    nlocals: c_int,
    (argcount, posonly, kwonly): (c_int, c_int, c_int),
    flags: c_int,
) -> PyResult<()> {
    if argcount < posonly {
        return Err(crate::exceptions::bad_internal_call());
    }
    let mut all = names.as_slice().iter().chain(varnames.as_slice());
    if all.any(|n| n.downcast::<Str>().is_none()) {
        return Err(raise!(SystemError, "non-string found in code slot"));
    }
    let stars = c_int::from(flags & CO_VARARGS != 0) + c_int::from(flags & CO_VARKEYWORDS != 0);
    let total = i64::from(argcount) + i64::from(kwonly) + i64::from(stars);
    if total > varnames.len() as i64 {
        return Err(raise!(ValueError, "code: co_varnames is too small"));
    }
    if varnames.len() as i64 != i64::from(nlocals) {
        return Err(raise!(ValueError, "code: co_nlocals != len(co_varnames)"));
    }
    Ok(())
}

/// What `CodeType(...)` and `PyUnstable_Code_New` are called with.
pub struct Arguments<'a> {
    pub argcount: c_int,
    pub posonlyargcount: c_int,
    pub kwonlyargcount: c_int,
    pub nlocals: c_int,
    pub stacksize: c_int,
    pub flags: c_int,
    pub code: &'a Bytes,
    pub consts: &'a Tuple,
    pub names: &'a Tuple,
    pub varnames: &'a Tuple,
    pub freevars: &'a Tuple,
    pub cellvars: &'a Tuple,
    pub filename: &'a Str,
    pub name: &'a Str,
    pub qualname: &'a Str,
    pub firstlineno: c_int,
    pub linetable: &'a Bytes,
    pub exceptiontable: &'a Bytes,
}

impl Code {
    /// A code object from names by kind (`PyUnstable_Code_NewWithPosOnlyArgs`).
    pub fn from_arguments(a: &Arguments<'_>) -> PyResult<Ref<Code>> {
        let arguments = (a.argcount, a.posonlyargcount, a.kwonlyargcount);
        check_names(a.names, a.varnames, a.nlocals, arguments, a.flags)?;
        let (localsplusnames, localspluskinds) =
            localsplus(a.varnames, a.cellvars, a.freevars, arguments, a.flags)?;
        // Names and constants are interned in place: that must not change the caller's tuples.
        let copy = |t: &Tuple| Tuple::from_slice(t.as_slice());
        Code::new(CodeParts {
            filename: a.filename.to_ref(),
            name: a.name.to_ref(),
            qualname: a.qualname.to_ref(),
            flags: a.flags,
            code: a.code.as_slice(),
            firstlineno: a.firstlineno,
            linetable: a.linetable.to_ref(),
            consts: copy(a.consts)?,
            names: copy(a.names)?,
            localsplusnames,
            localspluskinds,
            argcount: a.argcount,
            posonlyargcount: a.posonlyargcount,
            kwonlyargcount: a.kwonlyargcount,
            stacksize: a.stacksize,
            exceptiontable: a.exceptiontable.to_ref(),
        })
    }
}

/// A keyword argument of `replace()`, of a type.
fn change<T: base::Subtype>(changes: Option<&Dict>, name: &Str) -> PyResult<Option<Ref<T>>> {
    let Some(changes) = changes else {
        return Ok(None);
    };
    match changes.get(name)? {
        None => Ok(None),
        Some(v) => match v.downcast_into::<T>() {
            Ok(t) => Ok(Some(t)),
            Err(v) => Err(raise!(
                TypeError,
                "replace() argument '{}' must be {}, not {}",
                name.to_string_lossy(),
                T::NAME,
                v.class().name()
            )),
        },
    }
}

const FIELDS: [&str; 18] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_firstlineno",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_freevars",
    "co_cellvars",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_linetable",
    "co_exceptiontable",
];

impl Code {
    fn varnames(&self) -> PyResult<Ref<Tuple>> {
        self.slot_names(CO_FAST_LOCAL as u8)
    }

    fn replaced(&self, changes: Option<&Dict>) -> PyResult<Ref<Code>> {
        if let Some(changes) = changes {
            let mut position = 0;
            while let Some((key, _)) = changes.next_entry(&mut position) {
                let known = key
                    .downcast::<Str>()
                    .is_some_and(|k| FIELDS.iter().any(|f| k.eq_literal(f)));
                if !known {
                    return Err(raise!(
                        TypeError,
                        "replace() got an unexpected keyword argument '{}'",
                        key.str()?.to_string_lossy()
                    ));
                }
            }
        }
        // SAFETY: live; the fields are constant.
        unsafe {
            let c = self.raw();
            let number = |name: &Str, old: c_int| -> PyResult<c_int> {
                let Some(changes) = changes else {
                    return Ok(old);
                };
                let value = match changes.get(name)? {
                    Some(v) => v.index()?.as_i32()?,
                    None => return Ok(old),
                };
                if value < 0 {
                    return Err(raise!(
                        ValueError,
                        "{} must be a positive integer",
                        name.to_string_lossy()
                    ));
                }
                Ok(value)
            };
            let argcount = number(interned!("co_argcount"), (*c).co_argcount)?;
            let posonly = number(interned!("co_posonlyargcount"), (*c).co_posonlyargcount)?;
            let kwonly = number(interned!("co_kwonlyargcount"), (*c).co_kwonlyargcount)?;
            let nlocals = number(interned!("co_nlocals"), (*c).co_nlocals)?;
            let stacksize = number(interned!("co_stacksize"), (*c).co_stacksize)?;
            let flags = number(interned!("co_flags"), (*c).co_flags)?;
            let firstlineno = number(interned!("co_firstlineno"), (*c).co_firstlineno)?;
            fn field<T: base::Subtype>(p: *mut PyObject) -> Ref<T> {
                // SAFETY: a field that owns an object of this type.
                unsafe { Object::from_ptr(p).to_ref().downcast_into_unchecked() }
            }
            let code = match change::<Bytes>(changes, interned!("co_code"))? {
                Some(b) => b,
                None => Bytes::from_slice(&self.general_bytes())?,
            };
            let names = change::<Tuple>(changes, interned!("co_names"))?
                .unwrap_or_else(|| field((*c).co_names));
            let consts = change::<Tuple>(changes, interned!("co_consts"))?
                .unwrap_or_else(|| field((*c).co_consts));
            let new_varnames = change::<Tuple>(changes, interned!("co_varnames"))?;
            let new_cellvars = change::<Tuple>(changes, interned!("co_cellvars"))?;
            let new_freevars = change::<Tuple>(changes, interned!("co_freevars"))?;
            let same_slots = new_varnames.is_none()
                && new_cellvars.is_none()
                && new_freevars.is_none()
                && argcount == (*c).co_argcount
                && kwonly == (*c).co_kwonlyargcount
                && nlocals == (*c).co_nlocals;
            let (localsplusnames, localspluskinds) = if same_slots {
                (
                    field((*c).co_localsplusnames),
                    field((*c).co_localspluskinds),
                )
            } else {
                let or = |t: Option<Ref<Tuple>>, kinds: c_int| match t {
                    Some(t) => Ok(t),
                    None => self.slot_names(kinds as u8),
                };
                let varnames = or(new_varnames, CO_FAST_LOCAL)?;
                let cellvars = or(new_cellvars, CO_FAST_CELL)?;
                let freevars = or(new_freevars, CO_FAST_FREE)?;
                let arguments = (argcount, posonly, kwonly);
                check_names(&names, &varnames, nlocals, arguments, flags)?;
                localsplus(&varnames, &cellvars, &freevars, arguments, flags)?
            };
            let text = |name: &Str, old: *mut PyObject| -> PyResult<Ref<Str>> {
                Ok(change::<Str>(changes, name)?.unwrap_or_else(|| field(old)))
            };
            let bytes = |name: &Str, old: *mut PyObject| -> PyResult<Ref<Bytes>> {
                Ok(change::<Bytes>(changes, name)?.unwrap_or_else(|| field(old)))
            };
            let filename = text(interned!("co_filename"), (*c).co_filename)?;
            let name = text(interned!("co_name"), (*c).co_name)?;
            crate::audit!(
                "code.__new__",
                &*code,
                &*filename,
                &*name,
                argcount,
                posonly,
                kwonly,
                nlocals,
                stacksize,
                flags
            )?;
            Code::new(CodeParts {
                filename,
                name,
                qualname: text(interned!("co_qualname"), (*c).co_qualname)?,
                flags,
                code: code.as_slice(),
                firstlineno,
                linetable: bytes(interned!("co_linetable"), (*c).co_linetable)?,
                consts,
                names,
                localsplusnames,
                localspluskinds,
                argcount,
                posonlyargcount: posonly,
                kwonlyargcount: kwonly,
                stacksize,
                exceptiontable: bytes(interned!("co_exceptiontable"), (*c).co_exceptiontable)?,
            })
        }
    }
}

#[pymethods]
impl Code {
    /// Makes a code object. Not for mere mortals.
    #[new(
        "code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, codestring, constants, names, varnames, filename, name, qualname, firstlineno, linetable, exceptiontable, freevars=(), cellvars=(), /)"
    )]
    fn new_from_python(
        _cls: &Type,
        argcount: i32,
        posonlyargcount: i32,
        kwonlyargcount: i32,
        nlocals: i32,
        stacksize: i32,
        flags: i32,
        codestring: &Bytes,
        constants: &Tuple,
        names: &Tuple,
        varnames: &Tuple,
        filename: &Str,
        name: &Str,
        qualname: &Str,
        firstlineno: i32,
        linetable: &Bytes,
        exceptiontable: &Bytes,
        freevars: Option<&Tuple>,
        cellvars: Option<&Tuple>,
    ) -> PyResult {
        if argcount < 0 {
            return Err(raise!(ValueError, "code: argcount must not be negative"));
        }
        if posonlyargcount < 0 {
            return Err(raise!(
                ValueError,
                "code: posonlyargcount must not be negative"
            ));
        }
        if kwonlyargcount < 0 {
            return Err(raise!(
                ValueError,
                "code: kwonlyargcount must not be negative"
            ));
        }
        if nlocals < 0 {
            return Err(raise!(ValueError, "code: nlocals must not be negative"));
        }
        crate::audit!(
            "code.__new__",
            codestring,
            filename,
            name,
            argcount,
            posonlyargcount,
            kwonlyargcount,
            nlocals,
            stacksize,
            flags
        )?;
        let empty = Tuple::empty();
        let (cellvars, freevars) = (cellvars.unwrap_or(empty), freevars.unwrap_or(empty));
        let all = [names, varnames, freevars, cellvars];
        let mut all = all.into_iter().flat_map(Tuple::as_slice);
        if let Some(odd) = all.find(|n| n.downcast::<Str>().is_none()) {
            return Err(raise!(
                TypeError,
                "name tuples must contain only strings, not '{}'",
                odd.class().name()
            ));
        }
        let made = Code::from_arguments(&Arguments {
            argcount,
            posonlyargcount,
            kwonlyargcount,
            nlocals,
            stacksize,
            flags,
            code: codestring,
            consts: constants,
            names,
            varnames,
            freevars,
            cellvars,
            filename,
            name,
            qualname,
            firstlineno,
            linetable,
            exceptiontable,
        })?;
        Ok(made.upcast())
    }

    /// The size in memory.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> PyResult<usize> {
        let used = core::mem::offset_of!(PyCodeObject, co_code_adaptive) + 2 * self.unit_count();
        Ok(used.next_multiple_of(size_of::<usize>()))
    }
    /// Runs of instructions of one line: (start, end, line).
    #[method("co_lines()")]
    fn co_lines(&self) -> PyResult {
        super::positions::lines(self)?.iter()
    }
    /// Branches: (offset, target if not taken, target if taken).
    #[method("co_branches()")]
    fn co_branches(&self) -> PyResult {
        super::positions::branches(self)?.iter()
    }
    /// The source position of each code unit.
    #[method("co_positions()")]
    fn co_positions(&self) -> PyResult {
        super::positions::positions(self)?.iter()
    }
    /// A copy with some attributes changed.
    #[method("replace(**changes)")]
    fn replace(&self, changes: Option<&Dict>) -> PyResult {
        Ok(self.replaced(changes)?.upcast())
    }
    /// As `replace()`.
    #[method("__replace__(**changes)")]
    fn dunder_replace(&self, changes: Option<&Dict>) -> PyResult {
        Ok(self.replaced(changes)?.upcast())
    }
    /// The name of the slot that an instruction's argument means.
    #[method("_varname_from_oparg(oparg)")]
    fn varname_from_oparg(&self, oparg: i32) -> PyResult {
        // SAFETY: live; a tuple.
        let names = unsafe { Tuple::from_raw((*self.raw()).co_localsplusnames.cast()) };
        match usize::try_from(oparg).ok().and_then(|i| names.get(i)) {
            Some(n) => Ok(n.to_ref()),
            None => Err(raise!(IndexError, "tuple index out of range")),
        }
    }

    #[getter("co_lnotab")]
    fn co_lnotab(&self) -> PyResult {
        crate::warnings::warn(
            &crate::exceptions::types::DeprecationWarning,
            format_args!("co_lnotab is deprecated, use co_lines instead."),
            1,
        )?;
        Ok(super::positions::lnotab(self)?.upcast())
    }
    #[getter("_co_code_adaptive")]
    fn co_code_adaptive(&self) -> PyResult {
        // SAFETY: the object's tail.
        let bytes = unsafe {
            core::slice::from_raw_parts(self.first_unit().cast::<u8>(), 2 * self.unit_count())
        };
        Ok(Bytes::from_slice(bytes)?.upcast())
    }
    #[getter("co_varnames")]
    fn co_varnames(&self) -> PyResult {
        self.cached(
            |c| &raw mut c._co_varnames,
            || Ok(self.varnames()?.upcast()),
        )
    }
    #[getter("co_cellvars")]
    fn co_cellvars(&self) -> PyResult {
        self.cached(
            |c| &raw mut c._co_cellvars,
            || Ok(self.slot_names(CO_FAST_CELL as u8)?.upcast()),
        )
    }
    #[getter("co_freevars")]
    fn co_freevars(&self) -> PyResult {
        self.cached(
            |c| &raw mut c._co_freevars,
            || Ok(self.slot_names(CO_FAST_FREE as u8)?.upcast()),
        )
    }
    #[getter("co_code")]
    fn co_code(&self) -> PyResult {
        self.code_bytes()
    }
}

/// Attributes made on demand and kept: asking again gives the same object.
impl Code {
    /// `co_code`, the object that marshal writes too.
    pub fn code_bytes(&self) -> PyResult {
        self.cached(
            |c| &raw mut c._co_code,
            || Ok(Bytes::from_slice(&self.general_bytes())?.upcast()),
        )
    }

    fn cached(
        &self,
        slot: impl FnOnce(&mut _PyCoCached) -> *mut *mut PyObject,
        make: impl FnOnce() -> PyResult,
    ) -> PyResult {
        use base::mem::{self, Domain};
        // SAFETY: the block belongs to the code object and is freed with it; nothing runs while it is borrowed.
        unsafe {
            let head = &raw mut (*self.raw())._co_cached;
            if (*head).is_null() {
                let fresh: *mut _PyCoCached =
                    mem::alloc(Domain::Mem, size_of::<_PyCoCached>()).cast();
                if fresh.is_null() {
                    return Err(crate::exceptions::no_memory());
                }
                fresh.write_bytes(0, 1);
                *head = fresh;
            }
            let slot = slot(&mut **head);
            if let Some(made) = Ref::from_borrowed_opt(*slot) {
                return Ok(made);
            }
            let made = make()?;
            *slot = made.clone().into_ptr();
            Ok(made)
        }
    }
}

/// For other floors: the line table's bytes.
impl Code {
    pub fn linetable(&self) -> &[u8] {
        // SAFETY: live.
        unsafe { bytes_of((*self.raw()).co_linetable) }
    }
}
