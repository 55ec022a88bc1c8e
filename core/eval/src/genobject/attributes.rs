//! Attributes and methods of generators, coroutines and asynchronous generators, and where coroutines come from.

use core::mem::offset_of;

use layout::*;
use objects::clinic::*;
use objects::exceptions::types;
use objects::slots;

use super::object::Generator;
use super::send;
use crate::prelude::*;

/// `throw(type, value, traceback)` is on its way out.
fn warn_old_throw(name: &str, value: Option<&Object>) -> PyResult<()> {
    if value.is_none() {
        return Ok(());
    }
    objects::warnings::warn(
        &types::DeprecationWarning,
        format_args!(
            "the (type, exc, tb) signature of {name}() is deprecated, use the single-arg signature instead."
        ),
        1,
    )
}

fn throw_method(
    this: &Generator,
    kind: &Object,
    value: Option<&Object>,
    traceback: Option<&Object>,
) -> PyResult {
    warn_old_throw("throw", value)?;
    send::throw(this, true, kind, value, traceback)
}

fn set_text(slot: *mut *mut PyObject, value: Option<&Object>, attribute: &str) -> PyResult<()> {
    let Some(value) = value.filter(|v| v.downcast::<Str>().is_some()) else {
        return Err(raise!(
            TypeError,
            "{} must be set to a string object",
            attribute
        ));
    };
    // SAFETY: the field owns a string; the old one is released last.
    unsafe {
        drop(Ref::<Object>::from_owned_opt(
            slot.replace(value.to_ref().into_ptr()),
        ))
    };
    Ok(())
}

fn delegate(this: &Generator) -> PyResult {
    Ok(send::delegate_of(this).unwrap_or_else(none_ref))
}

fn frame_of(this: &Generator, name: &str) -> PyResult {
    objects::audit!("object.__getattr__", this, name)?;
    if this.state() == FRAME_CLEARED {
        return Ok(none_ref());
    }
    // SAFETY: the frame is valid until it is cleared.
    unsafe {
        Ref::from_c(crate::frameobject::object_of(this.frame())).map(|f: Ref| {
            // `object_of` lends its reference.
            let owned = f.clone();
            let _lent = f.into_ptr();
            owned
        })
    }
}

fn code_of_generator(this: &Generator, name: &str) -> PyResult {
    objects::audit!("object.__getattr__", this, name)?;
    Ok(this.code().to_ref().upcast())
}

#[pymethods(export = NAMES)]
impl Generator {
    /// The name of the coroutine or generator.
    #[getter("__name__")]
    fn name(&self) -> PyResult {
        // SAFETY: live.
        Ok(unsafe { Object::from_ptr((*self.raw()).gi_name).to_ref() })
    }
    #[setter("__name__")]
    fn set_name(&self, value: Option<&Object>) -> PyResult<()> {
        // SAFETY: live.
        set_text(unsafe { &raw mut (*self.raw()).gi_name }, value, "__name__")
    }
    /// The qualified name of the coroutine or generator.
    #[getter("__qualname__")]
    fn qualname(&self) -> PyResult {
        // SAFETY: live.
        Ok(unsafe { Object::from_ptr((*self.raw()).gi_qualname).to_ref() })
    }
    #[setter("__qualname__")]
    fn set_qualname(&self, value: Option<&Object>) -> PyResult<()> {
        // SAFETY: live.
        let slot = unsafe { &raw mut (*self.raw()).gi_qualname };
        set_text(slot, value, "__qualname__")
    }
}

#[pymethods(export = COMMON_ROWS)]
impl Generator {
    /// The size in memory, with the frame.
    #[method("__sizeof__()", nosig)]
    fn sizeof(slf: &Generator) -> PyResult<usize> {
        Ok(size_of_generator(slf))
    }
    /// Generators and coroutines are generic in what they yield, take and return.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        Ok(objects::genericalias::GenericAlias::new(cls, object)?.upcast())
    }
}

#[pymethods(export = GENERATOR_ROWS)]
impl Generator {
    /// Resumes the generator with a value, which the `yield` it stands at evaluates to.
    #[method("send(value, /)", nosig)]
    fn gen_send(slf: &Generator, value: &Object) -> PyResult {
        send::send(slf, value)
    }
    /// Raises an exception where the generator stands, and answers what it yields next.
    #[method("throw(typ, val=<unrepresentable>, tb=<unrepresentable>, /)", nosig)]
    fn gen_throw(
        slf: &Generator,
        typ: &Object,
        val: Option<&Object>,
        tb: Option<&Object>,
    ) -> PyResult {
        throw_method(slf, typ, val, tb)
    }
    /// Raises GeneratorExit where the generator stands.
    #[method("close()", nosig)]
    fn gen_close(slf: &Generator) -> PyResult {
        send::close(slf)
    }
    /// What the generator delegates to by `yield from`, or None.
    #[getter("gi_yieldfrom")]
    fn gi_yieldfrom(&self) -> PyResult {
        delegate(self)
    }
    #[getter("gi_running")]
    fn gi_running(&self) -> PyResult<bool> {
        Ok(self.state() == FRAME_EXECUTING)
    }
    #[getter("gi_frame")]
    fn gi_frame(&self) -> PyResult {
        frame_of(self, "gi_frame")
    }
    #[getter("gi_suspended")]
    fn gi_suspended(&self) -> PyResult<bool> {
        Ok(self.is_suspended())
    }
    #[getter("gi_code")]
    fn gi_code(&self) -> PyResult {
        code_of_generator(self, "gi_code")
    }
}

#[pymethods(export = COROUTINE_ROWS)]
impl Generator {
    /// Sends a value into coroutine, which its await expression evaluates to; answers what it yields next.
    #[method("send(value, /)", nosig)]
    fn coro_send(slf: &Generator, value: &Object) -> PyResult {
        send::send(slf, value)
    }
    /// Raises an exception in coroutine, where it stands.
    #[method("throw(typ, val=<unrepresentable>, tb=<unrepresentable>, /)", nosig)]
    fn coro_throw(
        slf: &Generator,
        typ: &Object,
        val: Option<&Object>,
        tb: Option<&Object>,
    ) -> PyResult {
        throw_method(slf, typ, val, tb)
    }
    /// Raises GeneratorExit inside coroutine, where it stands.
    #[method("close()", nosig)]
    fn coro_close(slf: &Generator) -> PyResult {
        send::close(slf)
    }
    /// What the coroutine awaits, or None.
    #[getter("cr_await")]
    fn cr_await(&self) -> PyResult {
        delegate(self)
    }
    #[getter("cr_running")]
    fn cr_running(&self) -> PyResult<bool> {
        Ok(self.state() == FRAME_EXECUTING)
    }
    #[getter("cr_frame")]
    fn cr_frame(&self) -> PyResult {
        frame_of(self, "cr_frame")
    }
    #[getter("cr_code")]
    fn cr_code(&self) -> PyResult {
        code_of_generator(self, "cr_code")
    }
    #[getter("cr_suspended")]
    fn cr_suspended(&self) -> PyResult<bool> {
        Ok(self.is_suspended())
    }
}

#[pymethods(export = ASYNC_GENERATOR_ROWS)]
impl Generator {
    /// An awaitable that resumes the generator with a value.
    #[method("asend(value, /)", nosig)]
    fn ag_asend(slf: &Generator, value: &Object) -> PyResult {
        super::asyncgen::asend(slf, Some(value))
    }
    /// An awaitable that raises an exception where the generator stands.
    #[method("athrow(typ, val=<unrepresentable>, tb=<unrepresentable>, /)", nosig)]
    fn ag_athrow(
        slf: &Generator,
        typ: &Object,
        val: Option<&Object>,
        tb: Option<&Object>,
    ) -> PyResult {
        warn_old_throw("athrow", val)?;
        super::asyncgen::athrow(slf, Some((typ, val, tb)))
    }
    /// An awaitable that raises GeneratorExit where the generator stands.
    #[method("aclose()", nosig)]
    fn ag_aclose(slf: &Generator) -> PyResult {
        super::asyncgen::athrow(slf, None)
    }
    /// What the generator awaits, or None.
    #[getter("ag_await")]
    fn ag_await(&self) -> PyResult {
        delegate(self)
    }
    #[getter("ag_frame")]
    fn ag_frame(&self) -> PyResult {
        frame_of(self, "ag_frame")
    }
    #[getter("ag_code")]
    fn ag_code(&self) -> PyResult {
        code_of_generator(self, "ag_code")
    }
    #[getter("ag_suspended")]
    fn ag_suspended(&self) -> PyResult<bool> {
        Ok(self.is_suspended())
    }
}

fn size_of_generator(this: &Generator) -> usize {
    let code = this.code().raw();
    // SAFETY: live.
    let slots = unsafe { (*code).co_nlocalsplus as usize + (*code).co_stacksize as usize };
    offset_of!(PyGenObject, gi_iframe)
        + offset_of!(_PyInterpreterFrame, localsplus)
        + slots * size_of::<*mut PyObject>()
}

pub(super) const GENERATOR_METHODS: *mut PyMethodDef =
    objects::methods_concat!(Generator::GENERATOR_ROWS, Generator::COMMON_ROWS);
pub(super) const GENERATOR_GETSET: *mut PyGetSetDef =
    objects::getset_concat!(Generator::NAMES_GETSET, Generator::GENERATOR_ROWS_GETSET);
pub(super) const COROUTINE_METHODS: *mut PyMethodDef =
    objects::methods_concat!(Generator::COROUTINE_ROWS, Generator::COMMON_ROWS);
pub(super) const COROUTINE_GETSET: *mut PyGetSetDef =
    objects::getset_concat!(Generator::NAMES_GETSET, Generator::COROUTINE_ROWS_GETSET);
pub(super) const ASYNC_GENERATOR_METHODS: *mut PyMethodDef =
    objects::methods_concat!(Generator::ASYNC_GENERATOR_ROWS, Generator::COMMON_ROWS);
pub(super) const ASYNC_GENERATOR_GETSET: *mut PyGetSetDef = objects::getset_concat!(
    Generator::NAMES_GETSET,
    Generator::ASYNC_GENERATOR_ROWS_GETSET
);

pub(super) static GENERATOR_MEMBERS: slots::Table<[PyMemberDef; 1]> =
    slots::Table::new([slots::MEMBERS_END]);
pub(super) static COROUTINE_MEMBERS: slots::Table<[PyMemberDef; 2]> = slots::Table::new([
    slots::member(
        c"cr_origin",
        _Py_T_OBJECT,
        offset_of!(PyCoroObject, cr_origin_or_finalizer),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);
pub(super) static ASYNC_GENERATOR_MEMBERS: slots::Table<[PyMemberDef; 2]> = slots::Table::new([
    slots::member(
        c"ag_running",
        Py_T_BOOL,
        offset_of!(PyAsyncGenObject, ag_running_async),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

/// Where a coroutine is made: up to `depth` frames as (file name, line, name).
///
/// # Safety
/// `frame` is NULL or live.
pub(super) unsafe fn origin(depth: usize, frame: Frame) -> PyResult {
    let mut entries = Vec::new();
    // SAFETY: as the caller says.
    unsafe {
        let mut frame = crate::frame::first_complete(frame);
        while !frame.is_null() && entries.len() < depth {
            let code = code_of(frame);
            let line = Long::from_i64(i64::from(crate::frameobject::line_of(frame)))?;
            entries.push(
                Tuple::from_slice(&[
                    Object::from_ptr((*code).co_filename),
                    &line,
                    Object::from_ptr((*code).co_name),
                ])?
                .upcast(),
            );
            frame = crate::frame::first_complete((*frame).previous);
        }
    }
    Ok(Tuple::from_vec(entries)?.upcast())
}

/// RuntimeWarning: coroutine 'x' was never awaited. Warning must not fail.
pub(super) fn warn_never_awaited(this: &Generator) {
    objects::warnings::warn_unawaited_coroutine(this);
}
