//! Why a session failed, and the exception that says so in the interpreter that began it.

use std::ffi::CString;

use layout::*;
use objects::exceptions::{self, BaseExc, types};
use objects::prelude::*;

use super::not_shareable;
use super::snapshot::Snapshot;

/// A code and perhaps a message (`_PyXI_failure`).
#[derive(Clone)]
pub struct Failure {
    pub code: _PyXI_errcode,
    pub message: Option<CString>,
}

impl Failure {
    pub const NONE: Failure = Failure::of(_PyXI_ERR_NO_ERROR);

    pub const fn of(code: _PyXI_errcode) -> Failure {
        Failure {
            code,
            message: None,
        }
    }

    /// With an object's text as the message.
    pub fn with_message(code: _PyXI_errcode, object: &Object) -> PyResult<Failure> {
        let text = object.str()?;
        let message = CString::new(text.as_utf8()?)
            .map_err(|_| raise!(ValueError, "found embedded NULL character"))?;
        Ok(Failure {
            code,
            message: Some(message),
        })
    }

    /// Is there a failure that is more than an exception of the program?
    pub fn overrides(&self) -> bool {
        self.code != _PyXI_ERR_NO_ERROR && self.code != _PyXI_ERR_UNCAUGHT_EXCEPTION
    }

    /// If the current exception is a NotShareableError, it is what is to be told.
    pub fn note_not_shareable(&mut self) {
        if exceptions::matches(super::not_shareable_type()) {
            *self = Failure::of(_PyXI_ERR_NOT_SHAREABLE);
        }
    }
}

/// What a session leaves behind when it fails: the failure, and what was uncaught.
pub struct Captured {
    pub failure: Option<Failure>,
    pub uncaught: Snapshot,
}

impl Captured {
    /// Takes the current exception, if any. `failure` says more than it; for a failure alone there need not be one.
    pub fn current(failure: Option<Failure>) -> Captured {
        let failure = failure.filter(Failure::overrides);
        let mut exception = base::error::take_current();
        if failure
            .as_ref()
            .is_some_and(|f| f.code == _PyXI_ERR_ALREADY_RUNNING)
        {
            exception = None;
        }
        let uncaught = match &exception {
            Some(e) => Snapshot::of(e),
            None => Ok(Snapshot::empty()),
        };
        match uncaught {
            Ok(uncaught) => Captured { failure, uncaught },
            Err(_why) => {
                let code = if exceptions::matches(&types::MemoryError) {
                    _PyXI_ERR_NO_MEMORY
                } else {
                    _PyXI_ERR_OTHER
                };
                drop(base::error::take_current());
                Captured {
                    failure: Some(Failure::of(code)),
                    uncaught: Snapshot::empty(),
                }
            }
        }
    }

    /// The snapshot of an exception of the program, as an object; or the exception that tells of the failure.
    pub fn apply(&self) -> PyResult {
        let Some(failure) = &self.failure else {
            return self.uncaught.to_object();
        };
        if failure.code == _PyXI_ERR_NOT_SHAREABLE {
            let cause = if self.uncaught.is_set() {
                self.uncaught.raise_as(&types::Exception).take()
            } else {
                None
            };
            let message = failure
                .message
                .as_ref()
                .map(|m| m.to_string_lossy().into_owned())
                .or(self.uncaught.message())
                .unwrap_or_else(|| "object does not support cross-interpreter data".into());
            return Err(not_shareable(format_args!("{message}"), cause));
        }
        let raised = raise_code(failure.code);
        if !self.uncaught.is_set() {
            return Err(raised);
        }
        let exception = raised.take();
        let context = self.uncaught.raise_as(&types::InterpreterError).take();
        if let Some(e) = exception.as_ref().and_then(|e| e.downcast::<BaseExc>()) {
            e.set_context(context);
        }
        base::error::restore(exception);
        Err(Raised::ASSUMED)
    }
}

/// Raises the exception that stands for a code.
fn raise_code(code: _PyXI_errcode) -> Raised {
    let text = match code {
        _PyXI_ERR_OTHER => return exceptions::raise_none(&types::InterpreterError),
        _PyXI_ERR_NO_MEMORY => return exceptions::no_memory(),
        _PyXI_ERR_ALREADY_RUNNING => return crate::interpreters::already_running(),
        _PyXI_ERR_MAIN_NS_FAILURE => "failed to get __main__ namespace",
        _PyXI_ERR_APPLY_NS_FAILURE => "failed to apply namespace to __main__",
        _PyXI_ERR_PRESERVE_FAILURE => "failed to preserve objects across session",
        _PyXI_ERR_EXC_PROPAGATION_FAILURE => "failed to transfer exception between interpreters",
        _ => return raise!(RuntimeError, "unsupported error code {code}"),
    };
    raise!(InterpreterError, "{text}")
}

/// The exception that a NotShareableError was raised from takes its place; `failure` keeps the message. False: it is another exception.
pub fn unwrap_not_shareable(failure: Option<&mut Failure>) -> PyResult<bool> {
    if !exceptions::matches(super::not_shareable_type()) {
        return Ok(false);
    }
    let Some(exception) = base::error::take_current() else {
        return Ok(false);
    };
    if let Some(failure) = failure {
        *failure = Failure::with_message(_PyXI_ERR_NOT_SHAREABLE, &exception)?;
    }
    let cause = exception.downcast::<BaseExc>().and_then(BaseExc::cause);
    base::error::restore(Some(match cause {
        Some(cause) => cause.upcast(),
        None => exception,
    }));
    Ok(true)
}
