//! `cpython/monitoring.h`: events of code that is not Python's (Cython, ...), for the tools of `sys.monitoring`. The headers' inline functions ask
//! `active` first.

use core::ffi::c_int;

use eval::monitor;
use layout::PyMonitoringState;
use objects::prelude::*;

/// Calls the tools that are active with (codelike, offset, extra...).
unsafe fn fire(
    state: *mut PyMonitoringState,
    codelike: &Object,
    offset: i32,
    event: usize,
    extra: &[&Object],
) -> c_int {
    let body = || -> PyResult<()> {
        if offset < 0 {
            return Err(raise!(ValueError, "offset must be non-negative"));
        }
        let offset = Long::from_i64(i64::from(offset))?;
        let mut args: Vec<&Object> = vec![codelike];
        // A line event names the line in place of the offset.
        if event != layout::PY_MONITORING_EVENT_LINE as usize {
            args.push(&offset);
        }
        args.extend_from_slice(extra);
        // SAFETY: the caller's contract; attached.
        unsafe { (*state).active = monitor::fire_foreign((*state).active, event, &args)? };
        Ok(())
    };
    Status::from(body()).0
}

/// As `fire`, with the exception that is set, which stays.
unsafe fn fire_exception(
    state: *mut PyMonitoringState,
    codelike: &Object,
    offset: i32,
    event: usize,
) -> c_int {
    let Some(e) = base::error::take_current() else {
        let _raised = raise!(ValueError, "Firing event {event} with no exception set");
        return -1;
    };
    // SAFETY: the caller's contract.
    let r = unsafe { fire(state, codelike, offset, event, &[&e]) };
    if r == 0 {
        base::error::restore(Some(e));
    }
    r
}
/// Brings the states of a piece of code up to date with what the tools want; `version` says for when they are.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMonitoring_EnterScope(
    states: *mut PyMonitoringState,
    version: *mut u64,
    events: *const u8,
    count: isize,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        // SAFETY: attached.
        let now = monitor::global_version();
        if now == *version {
            return 0;
        }
        for i in 0..count.max(0) as usize {
            (*states.add(i)).active = monitor::global_tools(usize::from(*events.add(i)));
        }
        *version = now;
        0
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMonitoring_ExitScope() -> c_int {
    0
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FirePyStartEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_PY_START as usize,
            &[],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FirePyResumeEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_PY_RESUME as usize,
            &[],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FirePyReturnEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    retval: &Object,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_PY_RETURN as usize,
            &[retval],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FirePyYieldEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    retval: &Object,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_PY_YIELD as usize,
            &[retval],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireCReturnEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    retval: &Object,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_C_RETURN as usize,
            &[retval],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireJumpEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    target: &Object,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_JUMP as usize,
            &[target],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireBranchEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    target: &Object,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_BRANCH_RIGHT as usize,
            &[target],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireBranchLeftEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    target: &Object,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_BRANCH_LEFT as usize,
            &[target],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireBranchRightEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    target: &Object,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_BRANCH_RIGHT as usize,
            &[target],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireCallEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    callable: &Object,
    first: &Object,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_CALL as usize,
            &[callable, first],
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireLineEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    line: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match Long::from_i64(i64::from(line)) {
            Ok(l) => fire(
                state,
                code,
                offset,
                layout::PY_MONITORING_EVENT_LINE as usize,
                &[&l],
            ),
            Err(_) => -1,
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FirePyThrowEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire_exception(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_PY_THROW as usize,
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireRaiseEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire_exception(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_RAISE as usize,
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireCRaiseEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire_exception(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_C_RAISE as usize,
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireReraiseEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire_exception(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_RERAISE as usize,
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireExceptionHandledEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire_exception(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_EXCEPTION_HANDLED as usize,
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FirePyUnwindEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        fire_exception(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_PY_UNWIND as usize,
        )
    }
}

/// With a StopIteration of the value, which is not set afterwards.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMonitoring_FireStopIterationEvent(
    state: *mut PyMonitoringState,
    code: &Object,
    offset: i32,
    value: Option<&Object>,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let _raised =
            objects::exceptions::raise_any(&objects::exceptions::types::StopIteration, value);
        let r = fire_exception(
            state,
            code,
            offset,
            layout::PY_MONITORING_EVENT_STOP_ITERATION as usize,
        );
        if r == 0 {
            base::error::restore(None);
        }
        r
    }
}
