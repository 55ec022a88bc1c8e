//! What a code object's names stand for, as far as its instructions tell; and whether code may move to another interpreter: it must
//! keep no state, and refer to none.

use core::ffi::c_int;

use layout::*;

use crate::Set;
use crate::prelude::*;

/// The names that code reads as globals and as attributes: those that are in the sets already count as seen.
pub struct Names<'a> {
    pub globals: Option<&'a Object>,
    pub attributes: Option<&'a Object>,
}

fn tuple(p: *mut PyObject) -> &'static Tuple {
    // SAFETY: a constant field of a live code object, which keeps the tuple.
    unsafe { Object::from_ptr(p).downcast_unchecked() }
}

/// The generator flags that keep code from being a plain function's, and what is said of them.
fn impurity(flags: c_int) -> Option<&'static core::ffi::CStr> {
    let has = |flag| flags & flag as c_int != 0;
    if has(CO_GENERATOR) {
        Some(c"generators not supported")
    } else if has(CO_COROUTINE) || has(CO_ITERABLE_COROUTINE) {
        Some(c"coroutines not supported")
    } else if has(CO_ASYNC_GENERATOR) {
        Some(c"generators not supported")
    } else {
        None
    }
}

fn set_or_new(given: Option<&Object>, what: &str) -> PyResult<Ref<Set>> {
    let Some(given) = given else {
        return Set::new();
    };
    match given.downcast::<Set>() {
        Some(set) => Ok(set.to_ref()),
        None => Err(raise!(
            TypeError,
            "expected a set for \"{what}\", got {}",
            given.repr()?.to_string_lossy()
        )),
    }
}

impl Code {
    fn flags(&self) -> c_int {
        // SAFETY: a constant field of a live code object.
        unsafe { (*self.raw()).co_flags }
    }

    /// Is it the code of a plain function, neither generator nor coroutine (`_PyCode_CheckPureFunction`)? If not, what it is.
    pub fn check_pure_function(&self) -> Result<(), &'static core::ffi::CStr> {
        impurity(self.flags()).map_or(Ok(()), Err)
    }

    /// Does nobody keep data of his own with the code (`_PyCode_CheckNoInternalState`)?
    pub fn check_no_internal_state(&self) -> Result<(), &'static core::ffi::CStr> {
        // SAFETY: a field of a live code object.
        if unsafe { (*self.raw()).co_extra.is_null() } {
            Ok(())
        } else {
            Err(c"only basic code objects are supported")
        }
    }

    /// Does every `return` of the code return None (`_PyCode_ReturnsOnlyNone`)?
    pub fn returns_only_none(&self) -> bool {
        if impurity(self.flags()).is_some() {
            return false;
        }
        // SAFETY: a constant field of a live code object.
        let consts = tuple(unsafe { (*self.raw()).co_consts });
        let mut last_is_none = false;
        for instruction in self.instructions() {
            let opcode = c_int::from(instruction.opcode);
            if opcode == RETURN_VALUE && !last_is_none {
                return false;
            }
            last_is_none = opcode == LOAD_CONST
                && consts
                    .as_slice()
                    .get(instruction.oparg)
                    .is_some_and(|c| is_none(c));
        }
        true
    }

    /// Counts the variables by their kinds (`_PyCode_GetVarCounts`). An argument that is a cell counts as an argument, and among the
    /// cells once more; names that are not local are of unknown kind.
    pub fn variable_counts(&self) -> _PyCode_var_counts_t {
        // SAFETY: constant fields of a live code object, its own bytes and tuple; the counts are plain numbers.
        let (code, kinds, mut out) = unsafe {
            let code = &*self.raw();
            let kinds: &Bytes = Object::from_ptr(code.co_localspluskinds).downcast_unchecked();
            (code, kinds, zeroed::<_PyCode_var_counts_t>())
        };
        let locals = &mut out.locals;
        let args = &mut locals.args;
        args.numposonly = code.co_posonlyargcount;
        args.numposorkw = code.co_argcount - code.co_posonlyargcount;
        args.numkwonly = code.co_kwonlyargcount;
        args.varargs = c_int::from(code.co_flags & CO_VARARGS as c_int != 0);
        args.varkwargs = c_int::from(code.co_flags & CO_VARKEYWORDS as c_int != 0);
        args.total = code.co_argcount + args.numkwonly + args.varargs + args.varkwargs;
        let total_args = args.total as usize;
        for (i, kind) in kinds.as_slice().iter().enumerate() {
            let is = |bit: c_int| c_int::from(*kind) & bit != 0;
            let is_cell = is(CO_FAST_CELL);
            if is(CO_FAST_FREE) {
                out.numfree += 1;
            } else if is(CO_FAST_HIDDEN) {
                locals.hidden.total += 1;
                locals.hidden.numcells += c_int::from(is_cell);
                locals.hidden.numpure += c_int::from(!is_cell);
            } else if is_cell {
                locals.cells.total += 1;
                locals.cells.numargs += c_int::from(i < total_args);
                locals.cells.numothers += c_int::from(i >= total_args);
            } else if i >= total_args {
                locals.numpure += 1;
            }
        }
        locals.total =
            locals.args.total + locals.numpure + locals.cells.numothers + locals.hidden.total;
        out.unbound.total = tuple(code.co_names).len() as c_int;
        out.unbound.numunknown = out.unbound.total;
        out.total = locals.total + out.numfree + out.unbound.total;
        out
    }

    /// Tells the names that are not local apart (`_PyCode_SetUnboundVarCounts`): attributes, and globals, which are in the namespace
    /// `globals`, or else in `builtins`, or of unknown origin. A name may be both an attribute and a global; it then counts twice.
    pub fn count_unbound(
        &self,
        counts: &mut _PyCode_var_counts_t,
        seen: &Names<'_>,
        globals: Option<&Dict>,
        builtins: Option<&Dict>,
    ) -> PyResult<()> {
        let seen_globals = set_or_new(seen.globals, "globalnames")?;
        let seen_attributes = set_or_new(seen.attributes, "attrnames")?;
        // SAFETY: a constant field of a live code object; plain numbers.
        let (names, mut unbound) =
            unsafe { (tuple((*self.raw()).co_names), zeroed::<co_unbound_counts>()) };
        let mut both = 0;
        for instruction in self.instructions() {
            let is_attribute = match c_int::from(instruction.opcode) {
                LOAD_ATTR => true,
                LOAD_GLOBAL => false,
                _ => continue,
            };
            // The lowest bit of the argument asks for a method, or a place for one.
            let Some(name) = names.as_slice().get(instruction.oparg >> 1).copied() else {
                continue;
            };
            let (own, other) = if is_attribute {
                (&seen_attributes, &seen_globals)
            } else {
                (&seen_globals, &seen_attributes)
            };
            if own.contains(name)? {
                continue;
            }
            unbound.total += 1;
            let is_in = |space: Option<&Dict>| space.map_or(Ok(false), |d| d.contains(name));
            if is_attribute {
                unbound.numattrs += 1;
            } else {
                unbound.globals.total += 1;
                if is_in(globals)? {
                    unbound.globals.numglobal += 1;
                } else if is_in(builtins)? {
                    unbound.globals.numbuiltin += 1;
                } else {
                    unbound.globals.numunknown += 1;
                }
            }
            own.add(name)?;
            both += c_int::from(other.contains(name)?);
        }
        let total = counts.unbound.total + both;
        unbound.numunknown = total - unbound.total;
        unbound.total = total;
        counts.unbound = unbound;
        counts.total += both;
        Ok(())
    }

    /// Refuses code that keeps state or refers to some (`_PyCode_VerifyStateless`): ValueError.
    pub fn verify_stateless(
        &self,
        seen_globals: Option<&Object>,
        globals: Option<&Dict>,
        builtins: Option<&Dict>,
    ) -> PyResult<()> {
        let mut counts = self.variable_counts();
        let seen = Names {
            globals: seen_globals,
            attributes: None,
        };
        self.count_unbound(&mut counts, &seen, globals, builtins)?;
        // Who names the builtins wants every other global refused, even if no builtin is used.
        counts.unbound.globals.numbuiltin += c_int::from(builtins.is_some());
        self.check_no_internal_state()
            .and_then(|()| check_no_external_state(&counts))
            .map_err(|why| raise!(ValueError, "{}", why.to_string_lossy()))
    }
}

/// Does code with these variables refer to nothing outside itself but builtins (`_PyCode_CheckNoExternalState`)? If not, to what.
pub fn check_no_external_state(
    counts: &_PyCode_var_counts_t,
) -> Result<(), &'static core::ffi::CStr> {
    let globals = &counts.unbound.globals;
    if counts.numfree > 0 {
        Err(c"closures not supported")
    } else if globals.numglobal > 0 || (globals.numbuiltin > 0 && globals.numunknown > 0) {
        Err(c"globals not supported")
    } else {
        // What is of unknown origin may be a builtin.
        Ok(())
    }
}

/// Refuses a function that is more than its code (`_PyFunction_VerifyStateless`): TypeError or ValueError.
pub fn verify_stateless_function(function: &Function) -> PyResult<()> {
    let raw = function.raw();
    // SAFETY: fields of a live function, borrowed while it is.
    let (globals, builtins, defaults, kwdefaults, closure, code) = unsafe {
        (
            Object::from_ptr_opt((*raw).func_globals),
            Object::from_ptr_opt((*raw).func_builtins),
            Object::from_ptr_opt((*raw).func_defaults),
            Object::from_ptr_opt((*raw).func_kwdefaults),
            Object::from_ptr_opt((*raw).func_closure),
            Object::from_ptr((*raw).func_code).downcast_unchecked::<Code>(),
        )
    };
    let namespace =
        |o: Option<&'static Object>, what: &str| match o.map(|o| (o, o.downcast::<Dict>())) {
            Some((o, None)) => Err(raise!(
                TypeError,
                "unsupported {what} {}",
                o.repr()?.to_string_lossy()
            )),
            other => Ok(other.and_then(|(_, d)| d)),
        };
    let globals = namespace(globals, "globals")?;
    let builtins = namespace(builtins, "builtins")?;
    for (part, what) in [
        (defaults, "defaults"),
        (kwdefaults, "keyword defaults"),
        (closure, "closures"),
    ] {
        if let Some(part) = part
            && part.length()? > 0
        {
            return Err(raise!(ValueError, "{what} not supported"));
        }
    }
    code.verify_stateless(None, globals, builtins)
}
