//! `sys.monitoring`.

use layout::*;
use objects::clinic::*;

use super::events::{BRANCH, BRANCH_LEFT, BRANCH_RIGHT, C_RAISE, C_RETURN, CALL, NAMES};
use super::instrument::tools_changed;
use super::{events_of, local_events_of, set_events, set_local_events};
use crate::prelude::*;

fn check_tool(tool: i32) -> PyResult<usize> {
    if !(0..PY_MONITORING_SYS_PROFILE_ID).contains(&tool) {
        return Err(raise!(
            ValueError,
            "invalid tool {} (must be between 0 and 5)",
            tool
        ));
    }
    Ok(tool as usize)
}

fn name_slot(tool: usize) -> *mut *mut PyObject {
    // SAFETY: attached; the tool is in range.
    unsafe { &raw mut (*base::tstate::interp()).monitoring_tool_names[tool] }
}

fn check_in_use(tool: i32) -> PyResult<usize> {
    let t = check_tool(tool)?;
    // SAFETY: as in `name_slot`.
    if unsafe { (*name_slot(t)).is_null() } {
        return Err(raise!(ValueError, "tool {} is not in use", tool));
    }
    Ok(t)
}

fn check_events(events: i32) -> PyResult<u32> {
    if events < 0 || events >= 1 << NAMES.len() {
        return Err(raise!(ValueError, "invalid event set 0x{:x}", events));
    }
    let e = events as u32;
    let grouped = (1 << C_RETURN) | (1 << C_RAISE);
    if e & grouped != 0 && e & ((1 << CALL) | grouped) != ((1 << CALL) | grouped) {
        return Err(raise!(
            ValueError,
            "cannot set C_RETURN or C_RAISE events independently"
        ));
    }
    Ok(e & !grouped)
}

fn clear(tool: usize) -> PyResult<()> {
    // SAFETY: attached; callbacks are released one by one.
    unsafe {
        for e in 0..NAMES.len() {
            let slot = &raw mut (*base::tstate::interp()).monitoring_callables[tool][e];
            drop(Ref::<Object>::from_owned_opt(
                slot.replace(core::ptr::null_mut()),
            ));
        }
        (*base::tstate::interp()).monitoring_tool_versions[tool] += 1;
    }
    set_events(tool, 0)
}

/// Claims a tool id.
#[pyfunction("use_tool_id(tool_id, name, /)")]
fn use_tool_id(tool_id: i32, name: &Object) -> PyResult<()> {
    let tool = check_tool(tool_id)?;
    if name.downcast::<Str>().is_none() {
        return Err(raise!(ValueError, "tool name must be a str"));
    }
    // SAFETY: as in `name_slot`.
    unsafe {
        if !(*name_slot(tool)).is_null() {
            return Err(raise!(ValueError, "tool {} is already in use", tool_id));
        }
        *name_slot(tool) = name.to_ref().into_ptr();
    }
    Ok(())
}

/// Takes back all that a tool has asked for.
#[pyfunction("clear_tool_id(tool_id, /)")]
fn clear_tool_id(tool_id: i32) -> PyResult<()> {
    let tool = check_tool(tool_id)?;
    // SAFETY: as in `name_slot`.
    if unsafe { !(*name_slot(tool)).is_null() } {
        clear(tool)?;
    }
    Ok(())
}

/// Gives a tool id back.
#[pyfunction("free_tool_id(tool_id, /)")]
fn free_tool_id(tool_id: i32) -> PyResult<()> {
    let tool = check_tool(tool_id)?;
    // SAFETY: as in `name_slot`.
    unsafe {
        if !(*name_slot(tool)).is_null() {
            clear(tool)?;
        }
        drop(Ref::<Object>::from_owned_opt(
            name_slot(tool).replace(core::ptr::null_mut()),
        ));
    }
    Ok(())
}

/// The name of the tool that has claimed an id, or None.
#[pyfunction("get_tool(tool_id, /)")]
fn get_tool(tool_id: i32) -> PyResult {
    let tool = check_tool(tool_id)?;
    // SAFETY: as in `name_slot`.
    Ok(unsafe { Ref::from_borrowed_opt(*name_slot(tool)) }.unwrap_or_else(none_ref))
}

/// Sets a tool's callback for an event; answers the former one.
#[pyfunction("register_callback(tool_id, event, func, /)")]
fn register_callback(tool_id: i32, event: i32, func: &Object) -> PyResult {
    let tool = check_tool(tool_id)?;
    if event <= 0 || event.count_ones() != 1 {
        return Err(raise!(
            ValueError,
            "The callback can only be set for one event at a time"
        ));
    }
    let e = event.trailing_zeros() as usize;
    if e >= NAMES.len() {
        return Err(raise!(ValueError, "invalid event {}", event));
    }
    objects::audit!("sys.monitoring.register_callback", func)?;
    let put = |e: usize| {
        let new = if objects::is_none(func) {
            core::ptr::null_mut()
        } else {
            func.to_ref().into_ptr()
        };
        // SAFETY: attached; in range.
        unsafe {
            let slot = &raw mut (*base::tstate::interp()).monitoring_callables[tool][e];
            Ref::<Object>::from_owned_opt(slot.replace(new))
        }
    };
    let old = if e == BRANCH {
        drop(put(BRANCH_LEFT));
        drop(put(BRANCH_RIGHT));
        put(BRANCH)
    } else {
        put(e)
    };
    Ok(old.unwrap_or_else(none_ref))
}

/// The events that a tool watches everywhere.
#[pyfunction("get_events(tool_id, /)")]
fn get_events(tool_id: i32) -> PyResult<i32> {
    Ok(with_groups(events_of(check_tool(tool_id)?)))
}

fn with_groups(mut events: u32) -> i32 {
    let both = (1 << BRANCH_LEFT) | (1 << BRANCH_RIGHT);
    if events & both == both {
        events = (events & !both) | (1 << BRANCH);
    }
    events as i32
}

/// Chooses the events that a tool watches everywhere.
#[pyfunction("set_events(tool_id, event_set, /)")]
fn py_set_events(tool_id: i32, event_set: i32) -> PyResult<()> {
    let tool = check_tool(tool_id)?;
    let events = check_events(event_set)?;
    set_events(check_in_use(tool as i32)?, events)
}

/// The events that a tool watches in one code object.
#[pyfunction("get_local_events(tool_id, code, /)")]
fn get_local_events(tool_id: i32, code: &Object) -> PyResult<i32> {
    let Some(code) = code.downcast::<Code>() else {
        return Err(raise!(TypeError, "code must be a code object"));
    };
    let tool = check_tool(tool_id)?;
    // SAFETY: live.
    Ok(unsafe { local_events_of(code.raw(), tool) } as i32)
}

/// Chooses the events that a tool watches in one code object.
#[pyfunction("set_local_events(tool_id, code, event_set, /)")]
fn py_set_local_events(tool_id: i32, code: &Object, event_set: i32) -> PyResult<()> {
    let Some(code) = code.downcast::<Code>() else {
        return Err(raise!(TypeError, "code must be a code object"));
    };
    let tool = check_in_use(tool_id)?;
    let mut events = check_events(event_set)?;
    if events & (1 << BRANCH) != 0 {
        events = (events & !(1 << BRANCH)) | (1 << BRANCH_LEFT) | (1 << BRANCH_RIGHT);
    }
    if events >= 1 << super::LOCAL_EVENTS {
        return Err(raise!(
            ValueError,
            "invalid local event set 0x{:x}",
            event_set
        ));
    }
    // SAFETY: live.
    unsafe { set_local_events(code.raw(), tool, events) }
}

/// Switches everything on again that callbacks have disabled.
#[pyfunction("restart_events()")]
fn restart_events() -> PyResult<()> {
    // SAFETY: attached.
    unsafe {
        let interp = base::tstate::interp();
        (*interp).last_restart_version = (*interp).ceval.instrumentation_version;
    }
    tools_changed()
}

/// For each event that is watched, the tools that do, as bits.
#[pyfunction("_all_events()")]
fn all_events() -> PyResult {
    let d = Dict::new()?;
    for (e, name) in NAMES
        .iter()
        .enumerate()
        .take(_PY_MONITORING_UNGROUPED_EVENTS as usize)
    {
        // SAFETY: attached.
        let tools = unsafe { (*base::tstate::interp()).monitors.tools[e] };
        if tools != 0 {
            let key = Str::from_str(name)?;
            let value = Long::from_i64(i64::from(tools))?;
            d.set(&key, &value)?;
        }
    }
    Ok(d.upcast())
}

/// The module, for `sys` to carry.
pub fn create_module() -> PyResult<Ref<Module>> {
    let name = Str::from_str("sys.monitoring")?;
    let module = Module::new(&name)?;
    // SAFETY: a static, terminated table.
    unsafe {
        module.add_functions(method_table![
            use_tool_id,
            clear_tool_id,
            free_tool_id,
            get_tool,
            register_callback,
            get_events,
            py_set_events,
            get_local_events,
            py_set_local_events,
            restart_events,
            all_events,
        ])?;
    }
    module.add("DISABLE", super::disable_object())?;
    module.add("MISSING", super::missing())?;
    for (name, id) in [
        ("DEBUGGER_ID", PY_MONITORING_DEBUGGER_ID),
        ("COVERAGE_ID", PY_MONITORING_COVERAGE_ID),
        ("PROFILER_ID", PY_MONITORING_PROFILER_ID),
        ("OPTIMIZER_ID", PY_MONITORING_OPTIMIZER_ID),
    ] {
        module.add_int(name, i64::from(id))?;
    }
    let events = Dict::new()?;
    for (e, name) in NAMES.iter().enumerate() {
        let key = Str::from_str(name)?;
        let value = Long::from_i64(1 << e)?;
        events.set(&key, &value)?;
    }
    let key = Str::from_str("NO_EVENTS")?;
    events.set(&key, Long::small(0))?;
    let namespace = objects::namespace::Namespace::new(Some(&events))?;
    module.add("events", &namespace)?;
    Ok(module)
}
