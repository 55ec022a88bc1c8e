//! A session: entering an interpreter, running code there, and leaving with what it made and what went wrong.
//!
//! While it lasts the thread runs with a state of the entered interpreter, whose `__main__` is its own; objects of one interpreter
//! reach the other as data, at the two ends.

use core::ptr::null_mut;

use base::tstate;
use layout::*;
use objects::exceptions::types;
use objects::prelude::*;

use super::data::Fallback;
use super::failure::{Captured, Failure};
use super::namespace::Shared;
use super::with_cause;
use crate::{interpreters, pystate};

/// A session that is entered, or not (any more).
pub struct Session(Option<Active>);

struct Active {
    /// The state that was current before, and is afterwards.
    former: *mut PyThreadState,
    /// The state of the session: `former` if that is of the entered interpreter.
    state: *mut PyThreadState,
    /// Does the session's thread own the interpreter's `__main__`?
    running: bool,
    /// The namespace of `__main__`, once it was asked for.
    namespace: Option<Ref<Dict>>,
    /// What shall outlast the session.
    preserved: Option<Ref<Dict>>,
}

/// What entering or leaving came to, besides its exception.
#[derive(Default)]
pub struct Outcome {
    /// The names that were preserved.
    pub preserved: Option<Ref>,
    /// The snapshot of an exception that the program did not catch.
    pub uncaught: Option<Ref>,
    pub code: _PyXI_errcode,
}

impl Session {
    pub const fn new() -> Session {
        Session(None)
    }

    fn active(&mut self) -> PyResult<&mut Active> {
        match &mut self.0 {
            Some(active) => Ok(active),
            None => Err(raise!(RuntimeError, "session not active")),
        }
    }

    /// Enters an interpreter, takes over its `__main__`, and sets names there. If that fails, nothing is entered.
    ///
    /// # Safety
    /// The interpreter lives until the session is left; attached.
    pub unsafe fn enter(
        &mut self,
        interp: *mut PyInterpreterState,
        updates: Option<&Dict>,
    ) -> Result<(), Outcome> {
        let mut failure = Failure::NONE;
        let shared = match updates.filter(|d| !d.is_empty()) {
            // Only what is shareable by itself, for now, as in the reference.
            Some(updates) => match Shared::of(updates, Fallback::Refuse, &mut failure) {
                Ok(shared) => Some(shared),
                Err(_raised) => {
                    return Err(Outcome {
                        code: match failure.code {
                            _PyXI_ERR_NO_ERROR => _PyXI_ERR_UNCAUGHT_EXCEPTION,
                            code => code,
                        },
                        ..Outcome::default()
                    });
                }
            },
            None => None,
        };
        // SAFETY: the caller's.
        let mut active = match unsafe { switch_to(interp) } {
            Ok(active) => active,
            Err(_raised) => {
                return Err(Outcome {
                    code: _PyXI_ERR_UNCAUGHT_EXCEPTION,
                    ..Outcome::default()
                });
            }
        };
        let begun = begin(&mut active, interp, shared.as_ref(), &mut failure);
        if begun.is_ok() {
            drop(shared);
            self.0 = Some(active);
            return Ok(());
        }
        let captured = Captured::current(Some(failure));
        // SAFETY: the states of the session.
        unsafe { switch_back(active) };
        drop(shared);
        Err(Outcome {
            uncaught: captured.apply().ok(),
            ..Outcome::default()
        })
    }

    /// Leaves the interpreter. The current exception, if any, is told of: as [`Outcome::uncaught`], or by the exception that `failure`
    /// stands for. True if all went well.
    pub fn exit(&mut self, failure: Option<Failure>, wants_preserved: bool) -> (bool, Outcome) {
        let Some(mut active) = self.0.take() else {
            let _raised = raise!(RuntimeError, "session not active");
            return (false, Outcome::default());
        };
        let failure = failure.filter(|f| f.code != _PyXI_ERR_NO_ERROR);
        let mut captured = base::error::occurred().then(|| Captured::current(failure));
        let mut kept = Preserved::Nothing;
        if wants_preserved {
            let mut failure = Failure::NONE;
            match take_preserved(&mut active, &mut failure) {
                Ok(found) => kept = found,
                Err(_raised) if captured.is_some() => unraisable_preserving(),
                Err(_raised) => captured = Some(Captured::current(Some(failure))),
            }
        }
        // SAFETY: the states of the session.
        unsafe { switch_back(active) };
        let mut outcome = Outcome::default();
        match kept.into_object() {
            Ok(object) => outcome.preserved = object,
            Err(_raised) if captured.is_some() => unraisable_preserving(),
            Err(_raised) => {
                let mut failure = Failure::of(_PyXI_ERR_PRESERVE_FAILURE);
                failure.note_not_shareable();
                captured = Some(Captured::current(Some(failure)));
            }
        }
        let Some(captured) = captured else {
            return (true, outcome);
        };
        if let Some(failure) = &captured.failure {
            outcome.code = failure.code;
        }
        match captured.apply() {
            Ok(snapshot) => outcome.uncaught = Some(snapshot),
            Err(_raised) if captured.failure.is_none() => {
                outcome = Outcome {
                    code: _PyXI_ERR_EXC_PROPAGATION_FAILURE,
                    ..Outcome::default()
                };
            }
            Err(_raised) => {}
        }
        (false, outcome)
    }

    /// The namespace of the entered interpreter's `__main__`, which the session keeps.
    pub fn main_namespace(&mut self, failure: &mut Failure) -> PyResult<Ref<Dict>> {
        main_namespace(self.active()?, failure)
    }

    /// Keeps an object of the entered interpreter beyond the session, under a name.
    pub fn preserve(&mut self, name: &str, value: &Object, failure: &mut Failure) -> PyResult<()> {
        let active = self.active()?;
        let mut keep = || -> PyResult<()> {
            let dict = match &active.preserved {
                Some(dict) => dict.clone(),
                None => active.preserved.insert(Dict::new()?).clone(),
            };
            dict.set_text(name, value)
        };
        keep().map_err(|raised| {
            *failure = Failure::of(_PyXI_ERR_PRESERVE_FAILURE);
            let cause = raised.take();
            let message = format_args!("failed to preserve object");
            with_cause(&types::RuntimeError, message, cause)
        })
    }
}

impl Default for Session {
    fn default() -> Session {
        Session::new()
    }
}

/// Makes a state of the interpreter current, unless one of its own is.
unsafe fn switch_to(interp: *mut PyInterpreterState) -> PyResult<Active> {
    // SAFETY: the caller's; a fresh state is this thread's.
    unsafe {
        let former = tstate::current();
        let mut state = former;
        if (*former).interp != interp {
            state = pystate::new_thread_state(interp, _PyThreadState_WHENCE_EXEC);
            if state.is_null() {
                return Err(objects::exceptions::no_memory());
            }
            pystate::bind(state);
            pystate::swap(state);
        }
        Ok(Active {
            former,
            state,
            running: false,
            namespace: None,
            preserved: None,
        })
    }
}

/// Gives up what the session holds, and its state.
unsafe fn switch_back(mut active: Active) {
    // SAFETY: the session's state is current; objects of the entered interpreter are dropped before it is left.
    unsafe {
        active.namespace = None;
        active.preserved = None;
        if active.running {
            (*(*active.state).interp).threads.main = null_mut();
        }
        if active.state != active.former {
            pystate::clear(active.state);
            pystate::swap(active.former);
            pystate::delete(active.state);
        }
    }
}

fn begin(
    active: &mut Active,
    interp: *mut PyInterpreterState,
    shared: Option<&Shared>,
    failure: &mut Failure,
) -> PyResult<()> {
    // SAFETY: entered; the interpreter lives.
    if let Err(raised) = unsafe { interpreters::set_running_main(interp) } {
        *failure = Failure::of(_PyXI_ERR_ALREADY_RUNNING);
        return Err(raised);
    }
    active.running = true;
    let Some(shared) = shared else { return Ok(()) };
    let namespace = main_namespace(active, failure)?;
    shared.apply(&namespace).inspect_err(|_| {
        *failure = Failure::of(_PyXI_ERR_APPLY_NS_FAILURE);
    })
}

fn main_namespace(active: &mut Active, failure: &mut Failure) -> PyResult<Ref<Dict>> {
    if let Some(namespace) = &active.namespace {
        return Ok(namespace.clone());
    }
    let find = || -> PyResult<Ref<Dict>> {
        let module = super::main_module()?;
        match module.downcast::<Module>() {
            Some(m) => Ok(m.dict().to_ref()),
            None => Err(objects::exceptions::bad_internal_call()),
        }
    };
    let namespace = find().inspect_err(|_| *failure = Failure::of(_PyXI_ERR_MAIN_NS_FAILURE))?;
    Ok(active.namespace.insert(namespace).clone())
}

/// What was preserved, on its way out.
enum Preserved {
    Nothing,
    /// The interpreter is the same.
    Object(Ref),
    Data(Shared),
}

impl Preserved {
    fn into_object(self) -> PyResult<Option<Ref>> {
        match self {
            Preserved::Nothing => Ok(None),
            Preserved::Object(object) => Ok(Some(object)),
            Preserved::Data(shared) => {
                let dict = Dict::new()?;
                shared.apply(&dict)?;
                Ok(Some(dict.upcast()))
            }
        }
    }
}

fn take_preserved(active: &mut Active, failure: &mut Failure) -> PyResult<Preserved> {
    let Some(dict) = active.preserved.take() else {
        return Ok(Preserved::Nothing);
    };
    if active.state == active.former {
        return Ok(Preserved::Object(dict.upcast()));
    }
    if dict.is_empty() {
        return Ok(Preserved::Nothing);
    }
    let shared = Shared::of(&dict, Fallback::Convert, failure).inspect_err(|_| {
        if failure.code != _PyXI_ERR_NOT_SHAREABLE {
            *failure = Failure::of(_PyXI_ERR_PRESERVE_FAILURE);
        }
    })?;
    Ok(Preserved::Data(shared))
}

fn unraisable_preserving() {
    objects::exceptions::write_unraisable(
        format_args!("Exception ignored while capturing preserved objects"),
        None,
    );
}
