//! `internal/pycore_parking_lot.h`: threads asleep on addresses.

use core::ffi::{c_int, c_void};
use core::ptr::null_mut;
use std::time::{Duration, Instant};

use layout::PyTime_t;
use parking_lot_core::{DEFAULT_UNPARK_TOKEN, FilterOp, ParkResult, ParkToken};

const OK: c_int = 0;
const AGAIN: c_int = -1;
const TIMEOUT: c_int = -2;

type Unparked = unsafe extern "C" fn(*mut c_void, *mut c_void, c_int);

/// Does the memory still hold what is expected? Read whole, in one access.
unsafe fn unchanged(address: *const c_void, expected: *const c_void, size: usize) -> bool {
    use core::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed};
    // SAFETY: the caller's contract: live, aligned words of that size.
    unsafe {
        match size {
            1 => {
                AtomicU8::from_ptr(address.cast_mut().cast()).load(Relaxed)
                    == *expected.cast::<u8>()
            }
            2 => {
                AtomicU16::from_ptr(address.cast_mut().cast()).load(Relaxed)
                    == *expected.cast::<u16>()
            }
            4 => {
                AtomicU32::from_ptr(address.cast_mut().cast()).load(Relaxed)
                    == *expected.cast::<u32>()
            }
            _ => {
                AtomicU64::from_ptr(address.cast_mut().cast()).load(Relaxed)
                    == *expected.cast::<u64>()
            }
        }
    }
}
/// Sleeps while `address` holds what `expected` does: 0 when woken, -1 if it did not, -2 after the timeout (negative: none).
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyParkingLot_Park(
    address: *const c_void,
    expected: *const c_void,
    size: usize,
    timeout: PyTime_t,
    arg: *mut c_void,
    detach: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let until = u64::try_from(timeout)
            .ok()
            .map(|ns| Instant::now() + Duration::from_nanos(ns));
        let park = || {
            parking_lot_core::park(
                address as usize,
                || unchanged(address, expected, size),
                || {},
                |_, _| {},
                ParkToken(arg as usize),
                until,
            )
        };
        let attached = detach != 0 && !base::tstate::current_or_null().is_null();
        match if attached {
            runtime::pystate::allow_threads(park)
        } else {
            park()
        } {
            ParkResult::Unparked(_) => OK,
            ParkResult::Invalid => AGAIN,
            ParkResult::TimedOut => TIMEOUT,
        }
    }
}

/// Wakes one sleeper; before that the function is called with its argument and whether there are more, with NULL if there is none.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyParkingLot_Unpark(
    address: *const c_void,
    f: Unparked,
    arg: *mut c_void,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let sleeper = core::cell::Cell::new(null_mut::<c_void>());
        let mut found = false;
        parking_lot_core::unpark_filter(
            address as usize,
            |token| {
                if found {
                    return FilterOp::Stop;
                }
                found = true;
                sleeper.set(token.0 as *mut c_void);
                FilterOp::Unpark
            },
            |result| {
                f(arg, sleeper.get(), c_int::from(result.have_more_threads));
                DEFAULT_UNPARK_TOKEN
            },
        );
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyParkingLot_UnparkAll(address: *const c_void) {
    // SAFETY: the caller's contract.
    unsafe {
        parking_lot_core::unpark_all(address as usize, DEFAULT_UNPARK_TOKEN);
    }
}

/// Nothing sleeps in the only thread of a child.
#[unsafe(no_mangle)]
pub extern "C" fn _PyParkingLot_AfterFork() {}
