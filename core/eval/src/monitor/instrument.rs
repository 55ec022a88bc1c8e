//! Rewriting code: what stands at each instruction while tools watch.
//!
//! An instruction is hidden by up to three layers: its instrumented form, `INSTRUMENTED_INSTRUCTION`, `INSTRUMENTED_LINE`.
//! Side tables remember what each layer hides, and which tools still want to hear of the place.

use core::sync::atomic::Ordering::Relaxed;

use base::mem::{Domain, calloc};
use layout::*;

use super::events::{self, INSTRUCTION, LINE, LOCAL_EVENTS};
use crate::generated::metadata::op;
use crate::prelude::*;

/// An entry of the line table: the hidden opcode, and the line.
const LINE_ENTRY: usize = 5;

/// The version that code must have been instrumented for.
fn wanted_version() -> usize {
    // SAFETY: attached.
    unsafe {
        crate::breaker::breaker(base::tstate::current()).load(Relaxed)
            & !(_PY_EVAL_EVENTS_MASK as usize)
    }
}

unsafe fn zeroed_array<T>(n: usize) -> PyResult<*mut T> {
    let p = calloc(Domain::Mem, n.max(1), size_of::<T>()).cast::<T>();
    if p.is_null() {
        return Err(objects::exceptions::no_memory());
    }
    Ok(p)
}

/// The code's side tables, made if need be.
///
/// # Safety
/// `code` is live.
pub(super) unsafe fn data(code: *mut PyCodeObject) -> PyResult<*mut _PyCoMonitoringData> {
    // SAFETY: fresh memory, or the code's own.
    unsafe {
        if (*code)._co_monitoring.is_null() {
            (*code)._co_monitoring = zeroed_array::<_PyCoMonitoringData>(1)?;
        }
        Ok((*code)._co_monitoring)
    }
}

unsafe fn tables(code: *mut PyCodeObject, lines: bool, instructions: bool) -> PyResult<()> {
    // SAFETY: as the caller's.
    unsafe {
        let m = data(code)?;
        let n = (*code).ob_base.ob_size as usize;
        if (*m).tools.is_null() {
            (*m).tools = zeroed_array(n)?;
        }
        if lines && (*m).lines.is_null() {
            let table =
                zeroed_array::<u8>(1 + n * LINE_ENTRY)?.cast::<_PyCoLineInstrumentationData>();
            (*table).bytes_per_entry = LINE_ENTRY as u8;
            (*m).lines = table;
            mark_lines(code, table);
        }
        if lines && (*m).line_tools.is_null() {
            (*m).line_tools = zeroed_array(n)?;
        }
        if instructions && (*m).per_instruction_opcodes.is_null() {
            (*m).per_instruction_opcodes = zeroed_array(n)?;
        }
        if instructions && (*m).per_instruction_tools.is_null() {
            (*m).per_instruction_tools = zeroed_array(n)?;
        }
    }
    Ok(())
}

unsafe fn entry(table: *mut _PyCoLineInstrumentationData, i: usize) -> *mut u8 {
    // SAFETY: one entry a unit.
    unsafe { (&raw mut (*table).data).cast::<u8>().add(i * LINE_ENTRY) }
}

/// The line that an instruction starts, if it starts one (0 otherwise).
pub(super) unsafe fn line_started(code: *mut PyCodeObject, i: usize) -> i32 {
    // SAFETY: the table exists while lines are watched.
    unsafe {
        let e = entry((*(*code)._co_monitoring).lines, i);
        e.add(1).cast::<i32>().read_unaligned()
    }
}

/// Notes which instructions start a line: where the line changes, where a jump leads, where a handler begins.
unsafe fn mark_lines(code: *mut PyCodeObject, table: *mut _PyCoLineInstrumentationData) {
    // SAFETY: as the caller's.
    unsafe {
        let view = Code::from_raw(code);
        let n = view.unit_count();
        let mut line_of = vec![-1i32; n];
        for run in view.runs() {
            let units = (run.start as usize / 2)..(run.end as usize / 2).min(n);
            line_of[units].fill(run.lineno);
        }
        let first = (*code)._co_firsttraceable as usize;
        let mut starts = vec![false; n];
        let mut targets = Vec::new();
        let (mut i, mut current, mut extended) = (0, -1, 0usize);
        while i < n {
            let opcode = view.general_opcode(i);
            let next = i + 1 + compiler::opcode::CACHES[opcode as usize] as usize;
            let oparg = extended << 8 | (*view.first_unit().add(i)).op.arg as usize;
            extended = if opcode == op::EXTENDED_ARG { oparg } else { 0 };
            let hidden = matches!(
                opcode,
                op::END_ASYNC_FOR | op::END_FOR | op::END_SEND | op::RESUME | op::POP_ITER
            );
            if i >= first && !hidden {
                starts[i] = line_of[i] >= 0 && line_of[i] != current;
                current = line_of[i];
            }
            match opcode {
                op::POP_JUMP_IF_FALSE
                | op::POP_JUMP_IF_TRUE
                | op::POP_JUMP_IF_NONE
                | op::POP_JUMP_IF_NOT_NONE
                | op::JUMP_FORWARD => targets.push(next + oparg),
                op::FOR_ITER | op::SEND => targets.push(next + oparg + 1),
                op::JUMP_BACKWARD | op::JUMP_BACKWARD_NO_INTERRUPT => {
                    targets.push(next.saturating_sub(oparg));
                }
                _ => {}
            }
            i = next;
        }
        for e in
            compiler::code::exception_entries_of(objects::code::bytes_of((*code).co_exceptiontable))
        {
            let handler = e.target as usize / 2;
            if handler < n && view.general_opcode(handler) != op::POP_TOP {
                targets.push(handler);
            }
        }
        for t in targets {
            if t >= first && t < n {
                let opcode = view.general_opcode(t);
                if line_of[t] >= 0
                    && !matches!(
                        opcode,
                        op::END_ASYNC_FOR | op::END_FOR | op::END_SEND | op::RESUME | op::POP_ITER
                    )
                {
                    starts[t] = true;
                }
            }
        }
        for (i, start) in starts.into_iter().enumerate() {
            let line = if start { line_of[i] } else { 0 };
            entry(table, i).add(1).cast::<i32>().write_unaligned(line);
        }
    }
}

/// Which tools want a place: those that watch the event, less those that switched it off here.
fn enabled(active: u8, was_active: u8, was_enabled: u8, restarted: bool) -> u8 {
    if restarted {
        active
    } else {
        active & !(was_active & !was_enabled)
    }
}

/// Brings a code object's instrumentation up to date (`_Py_Instrument`).
///
/// # Safety
/// `code` is live.
pub unsafe fn instrument(code: *mut PyCodeObject) -> PyResult<()> {
    // SAFETY: as the caller says; the bytecode is changed in place under the GIL.
    unsafe {
        let interp = base::tstate::interp();
        let wanted = wanted_version();
        let mut active = [0u8; LOCAL_EVENTS];
        for (e, slot) in active.iter_mut().enumerate() {
            *slot = (*interp).monitors.tools[e];
            if !(*code)._co_monitoring.is_null() {
                *slot |= (*(*code)._co_monitoring).local_monitors.tools[e];
            }
        }
        if (*code).co_flags & CO_NO_MONITORING_EVENTS != 0
            || ((*code)._co_monitoring.is_null() && active.iter().all(|t| *t == 0))
        {
            (*code)._co_instrumentation_version = wanted;
            return Ok(());
        }
        let fresh = (*code)._co_monitoring.is_null() || (*(*code)._co_monitoring).tools.is_null();
        let restarted =
            fresh || (*code)._co_instrumentation_version <= (*interp).last_restart_version;
        tables(code, active[LINE] != 0, active[INSTRUCTION] != 0)?;
        let m = (*code)._co_monitoring;
        let was = (*m).active_monitors.tools;
        let view = Code::from_raw(code);
        let n = view.unit_count();
        let mut i = (*code)._co_firsttraceable as usize;
        while i < n {
            let unit = view.first_unit().add(i);
            let general = view.general_opcode(i);
            let event = events::of_instruction(general, (*unit).op.arg);
            let mut opcode = general;
            let mut layers = false;
            if let Some((e, form)) = event {
                let tools = enabled(active[e], was[e], *(*m).tools.add(i), restarted);
                *(*m).tools.add(i) = tools;
                if tools != 0 {
                    opcode = form;
                    layers = true;
                }
            }
            if !(*m).per_instruction_tools.is_null() {
                let slot = (*m).per_instruction_tools.add(i);
                let silent = matches!(general, op::EXTENDED_ARG | op::RESUME | op::END_FOR);
                let tools = if silent {
                    0
                } else {
                    enabled(active[INSTRUCTION], was[INSTRUCTION], *slot, restarted)
                };
                *slot = tools;
                if tools != 0 {
                    *(*m).per_instruction_opcodes.add(i) = opcode;
                    opcode = op::INSTRUMENTED_INSTRUCTION;
                    layers = true;
                }
            }
            if !(*m).line_tools.is_null() {
                let slot = (*m).line_tools.add(i);
                let tools = if line_started(code, i) > 0 {
                    enabled(active[LINE], was[LINE], *slot, restarted)
                } else {
                    0
                };
                *slot = tools;
                if tools != 0 {
                    *entry((*m).lines, i) = opcode;
                    opcode = op::INSTRUMENTED_LINE;
                    layers = true;
                }
            }
            let present = (*unit).op.code;
            // A specialised form that nobody watches stays.
            if layers || present >= MIN_INSTRUMENTED_OPCODE as u8 {
                (*unit).op.code = opcode;
                if opcode == general && compiler::opcode::CACHES[general as usize] > 0 {
                    // Watched, it was kept from specialising; now it may again.
                    (*unit.add(1)).cache = crate::cache::WARMUP;
                }
            }
            i += 1 + compiler::opcode::CACHES[general as usize] as usize;
        }
        (*m).active_monitors.tools = active;
        (*code)._co_instrumentation_version = wanted;
    }
    Ok(())
}

/// Takes a tool's interest away from one place.
///
/// # Safety
/// `code` is instrumented; `i` an instruction of it.
pub(super) unsafe fn disable(code: *mut PyCodeObject, i: usize, event: usize, tool: u32) {
    // SAFETY: as the caller says.
    unsafe {
        let m = (*code)._co_monitoring;
        let table = match event {
            LINE => (*m).line_tools,
            INSTRUCTION => (*m).per_instruction_tools,
            _ => (*m).tools,
        };
        if !table.is_null() {
            *table.add(i) &= !(1u8 << tool);
        }
    }
}

/// The tools that watch an event here.
///
/// # Safety
/// `code` is live; `i` an instruction of it.
pub(super) unsafe fn tools_at(code: *mut PyCodeObject, i: usize, event: usize) -> u8 {
    // SAFETY: as the caller says.
    unsafe {
        let m = (*code)._co_monitoring;
        if m.is_null() {
            return 0;
        }
        let table = match event {
            LINE => (*m).line_tools,
            INSTRUCTION => (*m).per_instruction_tools,
            _ => (*m).tools,
        };
        if table.is_null() { 0 } else { *table.add(i) }
    }
}

/// What `INSTRUMENTED_LINE` hides.
pub(super) unsafe fn hidden_by_line(code: *mut PyCodeObject, i: usize) -> u8 {
    // SAFETY: as the caller's.
    unsafe { *entry((*(*code)._co_monitoring).lines, i) }
}

/// After a change of tools: every thread's version word moves on, and running code is rewritten at once.
pub fn tools_changed() -> PyResult<()> {
    // SAFETY: attached; the list of threads changes under the GIL only.
    unsafe {
        let interp = base::tstate::interp();
        let step = 1usize << _PY_EVAL_EVENTS_BITS;
        let version = wanted_version() + step;
        (*interp).ceval.instrumentation_version = version;
        let mut t = (*interp).threads.head;
        while !t.is_null() {
            let word = crate::breaker::breaker(t);
            let mut old = word.load(Relaxed);
            while let Err(now) = word.compare_exchange(
                old,
                version | (old & _PY_EVAL_EVENTS_MASK as usize),
                Relaxed,
                Relaxed,
            ) {
                old = now;
            }
            t = (*t).next;
        }
        let mut t = (*interp).threads.head;
        while !t.is_null() {
            let mut frame = (*t).current_frame;
            while !frame.is_null() {
                if ((*frame).owner as u32) < FRAME_OWNED_BY_INTERPRETER {
                    instrument(code_of(frame))?;
                }
                frame = (*frame).previous;
            }
            t = (*t).next;
        }
    }
    Ok(())
}
