//! The watchdog: a thread that writes the stacks of all others when its time is up.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use objects::prelude::*;

use super::What;
use super::dump::Out;

struct Watchdog {
    thread: JoinHandle<()>,
    cancelled: Arc<(Mutex<bool>, Condvar)>,
    file: Option<Ref>,
}
// SAFETY: the file is only touched with the GIL.
unsafe impl Send for Watchdog {}

static WATCHDOG: Mutex<Option<Watchdog>> = Mutex::new(None);

/// What the thread needs.
struct Task {
    what: What,
    time: Duration,
    header: String,
    repeat: bool,
    exit: bool,
}
// SAFETY: the interpreter outlives the watchdog: finalisation cancels it.
unsafe impl Send for Task {}

fn header(microseconds: u64) -> String {
    let (seconds, rest) = (microseconds / 1_000_000, microseconds % 1_000_000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let fraction = match rest {
        0 => String::new(),
        n => format!(".{n:06}"),
    };
    format!("Timeout ({hours}:{minutes:02}:{seconds:02}{fraction})!\n")
}

fn watch(task: &Task, cancelled: &(Mutex<bool>, Condvar)) {
    // Signals are the other threads' business.
    // SAFETY: a set on this stack.
    unsafe {
        let mut all: libc::sigset_t = core::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_SETMASK, &all, core::ptr::null_mut());
    }
    loop {
        let Ok(guard) = cancelled.0.lock() else {
            return;
        };
        let waited = cancelled
            .1
            .wait_timeout_while(guard, task.time, |stop| !*stop);
        match waited {
            Ok((stop, _)) if !*stop => {}
            _ => return,
        }
        Out(task.what.fd).put(&task.header);
        // SAFETY: the interpreter lives until the watchdog is cancelled.
        unsafe { task.what.dump(core::ptr::null_mut()) };
        if task.exit {
            // SAFETY: the process ends here.
            unsafe { libc::_exit(1) };
        }
        if !task.repeat {
            return;
        }
    }
}

pub fn start(
    what: What,
    microseconds: u64,
    repeat: bool,
    exit: bool,
    file: Option<Ref>,
) -> PyResult<()> {
    cancel();
    let task = Task {
        what,
        time: Duration::from_micros(microseconds),
        header: header(microseconds),
        repeat,
        exit,
    };
    let cancelled = Arc::new((Mutex::new(false), Condvar::new()));
    let shared = cancelled.clone();
    let thread = std::thread::Builder::new()
        .spawn(move || watch(&task, &shared))
        .map_err(|_| raise!(RuntimeError, "unable to start watchdog thread"))?;
    if let Ok(mut w) = WATCHDOG.lock() {
        *w = Some(Watchdog {
            thread,
            cancelled,
            file,
        });
    }
    Ok(())
}

pub fn cancel() {
    let Some(old) = WATCHDOG.lock().ok().and_then(|mut w| w.take()) else {
        return;
    };
    if let Ok(mut stop) = old.cancelled.0.lock() {
        *stop = true;
    }
    old.cancelled.1.notify_all();
    let _ = old.thread.join();
    drop(old.file);
}
