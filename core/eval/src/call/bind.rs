//! Binding arguments to a function's parameters, with the reference's TypeErrors.

use layout::*;

use crate::frame::{push_space, tuple_item};
use crate::prelude::*;

/// Makes a frame for a call of `function`. Takes over the function, `locals` (NULL, or a reference) and `n` positional
/// arguments followed by the values of `names`, also when it fails.
///
/// # Safety
/// `function` holds a function; `args` points to live slots.
pub unsafe fn push_frame(
    ts: Ts,
    function: StackRef,
    locals: *mut PyObject,
    args: *mut StackRef,
    n: usize,
    names: Option<&Tuple>,
    previous: Frame,
) -> PyResult<Frame> {
    // SAFETY: as the caller says.
    unsafe {
        let f = function.ptr().cast::<PyFunctionObject>();
        let code = (*f).func_code.cast::<PyCodeObject>();
        let frame = push_space(ts, (*code).co_framesize as usize);
        if frame.is_null() {
            release(args, n + names.map_or(0, |t| t.len()));
            function.close();
            drop(Ref::<Object>::from_owned_opt(locals));
            return Err(objects::exceptions::no_memory());
        }
        crate::frame::initialize(frame, function, locals, code, 0, previous);
        match bind(f, code, local(frame, 0), args, n, names) {
            Ok(()) => Ok(frame),
            Err(e) => {
                crate::frame::clear_and_pop(ts, frame);
                Err(e)
            }
        }
    }
}

unsafe fn release(args: *mut StackRef, n: usize) {
    for i in 0..n {
        // SAFETY: as the caller's.
        unsafe { args.add(i).read().close() };
    }
}

/// Fills the parameters. All of `args` is taken over; slots are NULL before.
unsafe fn bind(
    f: *mut PyFunctionObject,
    code: *mut PyCodeObject,
    slots: *mut StackRef,
    args: *mut StackRef,
    n: usize,
    names: Option<&Tuple>,
) -> PyResult<()> {
    // SAFETY: as the caller's: the code object says how many slots there are.
    unsafe {
        let positional = (*code).co_argcount as usize;
        let total = positional + (*code).co_kwonlyargcount as usize;
        let takes_more = (*code).co_flags & CO_VARARGS != 0;
        let keyword_count = names.map_or(0, |t| t.len());

        let copied = n.min(positional);
        core::ptr::copy_nonoverlapping(args, slots, copied);
        if takes_more {
            let rest = n - copied;
            let tuple = if rest == 0 {
                Tuple::empty().to_ref()
            } else {
                match Tuple::with_len(rest) {
                    Ok(t) => {
                        let items = (&raw mut (*t.raw()).ob_item).cast::<*mut PyObject>();
                        for i in 0..rest {
                            items
                                .add(i)
                                .write(args.add(copied + i).read().into_ref().into_ptr());
                        }
                        t
                    }
                    Err(e) => {
                        release(args.add(copied), rest + keyword_count);
                        return Err(e);
                    }
                }
            };
            slots.add(total).write(StackRef::from_ref(tuple));
        } else if n > copied {
            // Too many: released now; the count is what the message needs.
            release(args.add(copied), n - copied);
        }
        let extra = if (*code).co_flags & CO_VARKEYWORDS != 0 {
            let i = total + usize::from(takes_more);
            match Dict::new() {
                Ok(d) => {
                    slots.add(i).write(StackRef::from_ref(d));
                    Some(Dict::from_raw((*slots.add(i)).ptr().cast()))
                }
                Err(e) => {
                    release(args.add(n), keyword_count);
                    return Err(e);
                }
            }
        } else {
            None
        };
        if let Some(names) = names {
            for i in 0..keyword_count {
                let value = args.add(n + i).read();
                if let Err(e) = bind_keyword(f, code, slots, total, names, i, value, extra) {
                    release(args.add(n + i + 1), keyword_count - i - 1);
                    return Err(e);
                }
            }
        }
        if n > positional && !takes_more {
            return Err(too_many(f, code, slots, n));
        }
        if n < positional {
            fill_defaults(f, code, slots, n, positional)?;
        }
        if total > positional {
            fill_keyword_defaults(f, code, slots, positional, total)?;
        }
        Ok(())
    }
}

unsafe fn parameter<'a>(code: *mut PyCodeObject, i: usize) -> &'a Str {
    // SAFETY: within the names.
    unsafe { Str::from_raw(tuple_item((*code).co_localsplusnames, i).cast()) }
}

unsafe fn qualname<'a>(f: *mut PyFunctionObject) -> std::borrow::Cow<'a, str> {
    // SAFETY: a function always has one.
    unsafe { Str::from_raw((*f).func_qualname.cast()).to_string_lossy() }
}

unsafe fn bind_keyword(
    f: *mut PyFunctionObject,
    code: *mut PyCodeObject,
    slots: *mut StackRef,
    total: usize,
    names: &Tuple,
    index: usize,
    value: StackRef,
    extra: Option<&Dict>,
) -> PyResult<()> {
    // SAFETY: as the caller's.
    unsafe {
        let name = Object::from_ptr(tuple_item(names.as_ptr(), index));
        let first = (*code).co_posonlyargcount as usize;
        let mut found = (first..total).find(|&j| parameter(code, j).is(name));
        if found.is_none() {
            let Some(_text) = name.downcast::<Str>() else {
                value.close();
                return Err(raise!(
                    TypeError,
                    "{}() keywords must be strings",
                    qualname(f)
                ));
            };
            for j in first..total {
                match name.compare_bool(parameter(code, j), CompareOp::Eq) {
                    Ok(true) => {
                        found = Some(j);
                        break;
                    }
                    Ok(false) => {}
                    Err(e) => {
                        value.close();
                        return Err(e);
                    }
                }
            }
        }
        let Some(j) = found else {
            let Some(extra) = extra else {
                value.close();
                return Err(unexpected(f, code, total, names, name));
            };
            let result = extra.set(name, value.as_object());
            value.close();
            return result;
        };
        if !(*slots.add(j)).is_null() {
            value.close();
            return Err(raise!(
                TypeError,
                "{}() got multiple values for argument '{}'",
                qualname(f),
                name.str()?.to_string_lossy()
            ));
        }
        slots.add(j).write(value);
        Ok(())
    }
}

#[cold]
unsafe fn unexpected(
    f: *mut PyFunctionObject,
    code: *mut PyCodeObject,
    total: usize,
    names: &Tuple,
    name: &Object,
) -> Raised {
    // SAFETY: as the caller's.
    unsafe {
        let positional_only = (*code).co_posonlyargcount as usize;
        let mut wrong: Vec<String> = Vec::new();
        for i in 0..positional_only {
            let p = parameter(code, i);
            for k in names.as_slice() {
                let same = p.is(k)
                    || match p.compare_bool(k, CompareOp::Eq) {
                        Ok(same) => same,
                        Err(e) => return e,
                    };
                if same {
                    wrong.push(p.to_string_lossy().into_owned());
                }
            }
        }
        if !wrong.is_empty() {
            return raise!(
                TypeError,
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                qualname(f),
                wrong.join(", ")
            );
        }
        let text = match name.str() {
            Ok(t) => t.to_string_lossy().into_owned(),
            Err(e) => return e,
        };
        let candidates: Vec<String> = (positional_only..total)
            .map(|i| parameter(code, i).to_string_lossy().into_owned())
            .collect();
        let nearest =
            objects::clinic::suggest(text.as_bytes(), candidates.iter().map(|c| c.as_bytes()))
                .map(|c| String::from_utf8_lossy(c).into_owned());
        match nearest {
            Some(other) => raise!(
                TypeError,
                "{}() got an unexpected keyword argument '{}'. Did you mean '{}'?",
                qualname(f),
                text,
                other
            ),
            None => raise!(
                TypeError,
                "{}() got an unexpected keyword argument '{}'",
                qualname(f),
                text
            ),
        }
    }
}

#[cold]
unsafe fn too_many(
    f: *mut PyFunctionObject,
    code: *mut PyCodeObject,
    slots: *mut StackRef,
    given: usize,
) -> Raised {
    // SAFETY: as the caller's.
    unsafe {
        let takes = (*code).co_argcount as usize;
        let keyword_only = (takes..takes + (*code).co_kwonlyargcount as usize)
            .filter(|&i| !(*slots.add(i)).is_null())
            .count();
        let defaults = defaults_of(f).map_or(0, |d| d.len());
        let (signature, plural) = if defaults > 0 {
            (
                format!("from {} to {}", takes - defaults.min(takes), takes),
                true,
            )
        } else {
            (takes.to_string(), takes != 1)
        };
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let keywords = if keyword_only > 0 {
            format!(
                " positional argument{} (and {} keyword-only argument{})",
                s(given),
                keyword_only,
                s(keyword_only)
            )
        } else {
            String::new()
        };
        raise!(
            TypeError,
            "{}() takes {} positional argument{} but {}{} {} given",
            qualname(f),
            signature,
            if plural { "s" } else { "" },
            given,
            keywords,
            if given == 1 && keyword_only == 0 {
                "was"
            } else {
                "were"
            }
        )
    }
}

unsafe fn defaults_of<'a>(f: *mut PyFunctionObject) -> Option<&'a Tuple> {
    // SAFETY: NULL or a tuple.
    unsafe { (*f).func_defaults.cast::<Tuple>().as_ref() }
}

unsafe fn fill_defaults(
    f: *mut PyFunctionObject,
    code: *mut PyCodeObject,
    slots: *mut StackRef,
    given: usize,
    positional: usize,
) -> PyResult<()> {
    // SAFETY: as the caller's.
    unsafe {
        let defaults = defaults_of(f);
        let count = defaults.map_or(0, |d| d.len());
        let required = positional.saturating_sub(count);
        if (given..required).any(|i| (*slots.add(i)).is_null()) {
            return Err(missing(f, code, slots, 0, required, "positional"));
        }
        if let Some(defaults) = defaults {
            for i in given.max(required)..positional {
                if (*slots.add(i)).is_null() {
                    let value = tuple_item(defaults.as_ptr(), i + count - positional);
                    slots
                        .add(i)
                        .write(StackRef::from_object(Object::from_ptr(value)));
                }
            }
        }
        Ok(())
    }
}

unsafe fn fill_keyword_defaults(
    f: *mut PyFunctionObject,
    code: *mut PyCodeObject,
    slots: *mut StackRef,
    positional: usize,
    total: usize,
) -> PyResult<()> {
    // SAFETY: as the caller's; `func_kwdefaults` is NULL or a dict.
    unsafe {
        let defaults = (*f).func_kwdefaults.cast::<Dict>().as_ref();
        let mut absent = false;
        for i in positional..total {
            if !(*slots.add(i)).is_null() {
                continue;
            }
            if let Some(d) = defaults
                && let Some(value) = d.get(parameter(code, i))?
            {
                slots.add(i).write(StackRef::from_ref(value));
                continue;
            }
            absent = true;
        }
        if absent {
            return Err(missing(f, code, slots, positional, total, "keyword-only"));
        }
        Ok(())
    }
}

#[cold]
unsafe fn missing(
    f: *mut PyFunctionObject,
    code: *mut PyCodeObject,
    slots: *mut StackRef,
    from: usize,
    to: usize,
    kind: &str,
) -> Raised {
    // SAFETY: as the caller's.
    unsafe {
        let mut names = Vec::new();
        for i in from..to {
            if (*slots.add(i)).is_null() {
                match parameter(code, i).repr() {
                    Ok(r) => names.push(r.to_string_lossy().into_owned()),
                    Err(e) => return e,
                }
            }
        }
        let list = match names.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., a, b] => format!("{}, {a}, and {b}", rest.join(", ")),
        };
        raise!(
            TypeError,
            "{}() missing {} required {} argument{}: {}",
            qualname(f),
            names.len(),
            kind,
            if names.len() == 1 { "" } else { "s" },
            list
        )
    }
}
