//! Scheduling: policies, priorities, processors.

use clinic::pyfunction;
use layout::PyObject;
use objects::clinic::*;
use objects::prelude::*;
use runtime::named_tuple;

use super::{os_error, state};

/// `sched_param(sched_priority)`: the priority may be any object until it is used.
pub extern "C" fn new_sched_param(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let named = match kwargs {
        Some(k) if !k.is_empty() => {
            let value = k.get(interned!("sched_priority"))?;
            if k.len() > 1 || value.is_none() {
                return Err(raise!(
                    TypeError,
                    "sched_param() got an unexpected keyword argument"
                ));
            }
            value
        }
        _ => None,
    };
    let priority = match (args.as_slice(), named) {
        ([p], None) => p.to_ref(),
        // as a pickle of a named tuple has it: the items, and what is not an item
        ([items, more], None)
            if more.downcast::<Dict>().is_some()
                && items.downcast::<Tuple>().is_some_and(|t| t.len() == 1) =>
        {
            items.get_index(0)?
        }
        ([], Some(p)) => p,
        ([], None) => {
            return Err(raise!(
                TypeError,
                "sched_param() missing required argument 'sched_priority' (pos 1)"
            ));
        }
        (more, _) => {
            return Err(raise!(
                TypeError,
                "sched_param() takes at most 1 argument ({} given)",
                more.len() + kwargs.map_or(0, |k| k.len())
            ));
        }
    };
    named_tuple::instance(cls, vec![priority])
}

fn param(_module: &Object, o: &Object) -> PyResult<libc::sched_param> {
    param_of(o)
}

/// The parameters of a `sched_param`.
pub fn param_of(o: &Object) -> PyResult<libc::sched_param> {
    let ty: *mut PyObject = state(o)?.sched_param.as_object_ptr();
    if o.type_ptr().cast::<PyObject>() != ty {
        return Err(raise!(TypeError, "must have a sched_param object"));
    }
    let priority = o.get_index(0)?.index()?;
    match priority.to_i64().and_then(|p| i32::try_from(p).ok()) {
        Some(sched_priority) => Ok(libc::sched_param { sched_priority }),
        None => Err(raise!(OverflowError, "sched_priority out of range")),
    }
}

/// The highest priority of a policy.
#[pyfunction("sched_get_priority_max(policy)")]
pub fn sched_get_priority_max(policy: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    match unsafe { libc::sched_get_priority_max(policy) } {
        -1 => Err(os_error()),
        n => Ok(n),
    }
}

/// The lowest priority of a policy.
#[pyfunction("sched_get_priority_min(policy)")]
pub fn sched_get_priority_min(policy: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    match unsafe { libc::sched_get_priority_min(policy) } {
        -1 => Err(os_error()),
        n => Ok(n),
    }
}

/// The scheduling policy of a process.
#[pyfunction("sched_getscheduler(pid, /)")]
pub fn sched_getscheduler(pid: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    match unsafe { libc::sched_getscheduler(pid) } {
        n if n < 0 => Err(os_error()),
        n => Ok(n),
    }
}

/// Set the scheduling policy and parameters of a process.
#[pyfunction("sched_setscheduler(pid, policy, param, /)")]
pub fn sched_setscheduler(module: &Object, pid: i32, policy: i32, param: &Object) -> PyResult<()> {
    let p = self::param(module, param)?;
    // SAFETY: a local struct.
    if unsafe { libc::sched_setscheduler(pid, policy, &p) } < 0 {
        return Err(os_error());
    }
    Ok(())
}

/// The scheduling parameters of a process.
#[pyfunction("sched_getparam(pid, /)")]
pub fn sched_getparam(module: &Object, pid: i32) -> PyResult {
    let mut p = libc::sched_param { sched_priority: 0 };
    // SAFETY: a local struct.
    if unsafe { libc::sched_getparam(pid, &mut p) } < 0 {
        return Err(os_error());
    }
    named_tuple::instance(
        &state(module)?.sched_param,
        vec![Long::from_i64(p.sched_priority.into())?.upcast()],
    )
}

/// Set the scheduling parameters of a process.
#[pyfunction("sched_setparam(pid, param, /)")]
pub fn sched_setparam(module: &Object, pid: i32, param: &Object) -> PyResult<()> {
    let p = self::param(module, param)?;
    // SAFETY: a local struct.
    if unsafe { libc::sched_setparam(pid, &p) } < 0 {
        return Err(os_error());
    }
    Ok(())
}

/// The time slice of a process under SCHED_RR, in seconds.
#[pyfunction("sched_rr_get_interval(pid, /)")]
pub fn sched_rr_get_interval(pid: i32) -> PyResult<f64> {
    // SAFETY: a local struct.
    unsafe {
        let mut t: libc::timespec = core::mem::zeroed();
        if libc::sched_rr_get_interval(pid, &mut t) < 0 {
            return Err(os_error());
        }
        Ok(t.tv_sec as f64 + 1e-9 * t.tv_nsec as f64)
    }
}

/// Set the processors that a process may run on.
#[pyfunction("sched_setaffinity(pid, mask, /)")]
pub fn sched_setaffinity(pid: i32, mask: &Object) -> PyResult<()> {
    let mut words: Vec<libc::c_ulong> = Vec::new();
    let it = mask.iter()?;
    while let Some(item) = objects::owned::next(&it)? {
        let Some(n) = item.downcast::<Long>() else {
            return Err(raise!(
                TypeError,
                "expected an iterator of ints, but iterator yielded {}",
                *item.class().repr()?
            ));
        };
        let Some(cpu) = n.to_i64() else {
            return Err(raise!(OverflowError, "CPU number too large"));
        };
        if cpu < 0 {
            return Err(raise!(ValueError, "negative CPU number"));
        }
        if cpu > i64::from(i32::MAX) - 1 {
            return Err(raise!(OverflowError, "CPU number too large"));
        }
        let (word, bit) = (cpu as usize / 64, cpu as usize % 64);
        if words.len() <= word {
            if words.try_reserve(word + 1 - words.len()).is_err() {
                return Err(objects::exceptions::no_memory());
            }
            words.resize(word + 1, 0);
        }
        words[word] |= 1 << bit;
    }
    // SAFETY: the array's size in bytes is given.
    let r = unsafe {
        libc::syscall(
            libc::SYS_sched_setaffinity,
            pid,
            words.len() * size_of::<libc::c_ulong>(),
            words.as_ptr(),
        )
    };
    if r < 0 { Err(os_error()) } else { Ok(()) }
}

/// Leave parts of what the process shares with others (CLONE_* flags).
#[pyfunction("unshare(flags)")]
pub fn unshare(flags: i32) -> PyResult<()> {
    // SAFETY: no pointers.
    super::checked(|| unsafe { libc::unshare(flags) }).map(drop)
}

/// Move this thread into a namespace.
#[pyfunction("setns(fd, nstype=0)")]
pub fn setns(fd: &Object, #[default(0)] nstype: i32) -> PyResult<()> {
    let fd = objects::abstract_::file::file_descriptor(fd)?;
    // SAFETY: no pointers.
    super::checked(|| unsafe { libc::setns(fd, nstype) }).map(drop)
}
