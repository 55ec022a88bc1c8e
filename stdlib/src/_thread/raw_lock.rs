//! The lock that `_thread`'s objects have in them: a byte with parked waiters. A wait is without the GIL (`base::lock`); one with a limit
//! uses the parking lot with a deadline, and either lets signal handlers run on the main thread.

use core::sync::atomic::{AtomicBool, Ordering::*};
use std::time::{Duration, Instant};

use objects::clinic::*;
use objects::prelude::*;
use parking_lot_core::{DEFAULT_PARK_TOKEN, DEFAULT_UNPARK_TOKEN, ParkResult};
use runtime::pystate;
use runtime::pytime::{self, Rounding};

/// The longest timeout, in seconds.
pub(super) const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// A lock that any thread may release; waiters are parked on its address.
#[repr(transparent)]
#[derive(Default)]
pub(super) struct RawLock(AtomicBool);

pub(super) enum Acquired {
    Yes,
    No,
}

impl RawLock {
    pub(super) fn taken() -> Self {
        RawLock(AtomicBool::new(true))
    }

    pub(super) fn is_taken(&self) -> bool {
        self.0.load(Relaxed)
    }

    /// Free again, with nobody who waits: of a fork's child, where the waiters are not.
    pub(super) fn reset(&self) {
        self.0.store(false, Release);
    }

    pub(super) fn try_acquire(&self) -> bool {
        !self.0.swap(true, Acquire)
    }

    pub(super) fn release(&self) {
        self.0.store(false, Release);
        // SAFETY: the key is the lock's address; the callback does nothing.
        unsafe {
            parking_lot_core::unpark_one((&raw const *self) as usize, |_| DEFAULT_UNPARK_TOKEN)
        };
    }

    /// Waits at most `timeout` (None: for good), without the GIL. Signal handlers run meanwhile.
    pub(super) fn acquire(&self, timeout: Option<Duration>) -> PyResult<Acquired> {
        if self.try_acquire() {
            return Ok(Acquired::Yes);
        }
        if timeout.is_some_and(|t| t.is_zero()) {
            return Ok(Acquired::No);
        }
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let main = runtime::signals::is_main_thread();
        loop {
            // the main thread looks after signals now and then
            let slice = main.then(|| Instant::now() + Duration::from_millis(50));
            let until = match (deadline, slice) {
                (Some(d), Some(s)) => Some(d.min(s)),
                (d, s) => d.or(s),
            };
            let parked = pystate::allow_threads(|| {
                // SAFETY: the key is the lock's address; the callbacks neither panic nor park.
                unsafe {
                    parking_lot_core::park(
                        (&raw const *self) as usize,
                        || self.0.load(Relaxed),
                        || {},
                        |_, _| {},
                        DEFAULT_PARK_TOKEN,
                        until,
                    )
                }
            });
            if self.try_acquire() {
                return Ok(Acquired::Yes);
            }
            if matches!(parked, ParkResult::TimedOut)
                && deadline.is_some_and(|d| Instant::now() >= d)
            {
                return Ok(Acquired::No);
            }
            runtime::signals::check()?;
        }
    }
}

/// The arguments of `acquire`: None waits for good.
pub(super) fn timeout_of(blocking: bool, timeout: Option<&Object>) -> PyResult<Option<Duration>> {
    let ns = match timeout {
        Some(t) => pytime::from_seconds(t, Rounding::Up)?,
        None => -pytime::SECOND,
    };
    if !blocking {
        if ns != -pytime::SECOND {
            return Err(raise!(
                ValueError,
                "can't specify a timeout for a non-blocking call"
            ));
        }
        return Ok(Some(Duration::ZERO));
    }
    if ns == -pytime::SECOND {
        return Ok(None);
    }
    if ns < 0 {
        return Err(raise!(
            ValueError,
            "timeout value must be a non-negative number"
        ));
    }
    if ns > TIMEOUT_MAX as i64 * pytime::SECOND {
        return Err(raise!(OverflowError, "timeout value is too large"));
    }
    Ok(Some(Duration::from_nanos(ns as u64)))
}
