//! The system's thread behind a `_ThreadHandle`. It is waited for, so that after a `join` nothing of it is left: the destructors of its
//! thread-local variables have run (extension modules count on that), and the process has one thread less.

use std::io;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

#[derive(Default)]
pub struct OsThread {
    /// Where it was started: a fork's child has no such thread, and must neither wait for it nor touch the lock, which may be taken for
    /// good. 0: never started.
    process: AtomicU32,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl OsThread {
    pub fn spawn(&self, builder: Builder, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
        // Whoever joins meanwhile waits here.
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        *thread = Some(builder.spawn(run)?);
        self.process.store(std::process::id(), Relaxed);
        Ok(())
    }

    /// Whether it was started here, and is not a thread that was there before.
    pub fn was_started(&self) -> bool {
        self.process.load(Relaxed) != 0
    }

    fn is_of_this_process(&self) -> bool {
        self.process.load(Relaxed) == std::process::id()
    }

    /// Waits until it is gone. The caller is another thread, and detached: what ends there may want the interpreter.
    pub fn join(&self) {
        if self.is_of_this_process() {
            let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(thread) = thread.take() {
                let _ = thread.join();
            }
        }
    }
}

impl Drop for OsThread {
    fn drop(&mut self) {
        // Dropping a handle detaches the thread: in a fork's child that could be another one, which has its place.
        if !self.is_of_this_process() {
            let thread = self.thread.get_mut();
            core::mem::forget(thread.unwrap_or_else(PoisonError::into_inner).take());
        }
    }
}
