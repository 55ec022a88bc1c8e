//! The trampolines in `perf`'s format for compiled code, `/tmp/jit-PID.dump`, which `perf inject` reads: name, address and machine code of
//! each. It carries no tables for unwinding; trampolines keep the frame pointer.

use std::fs::File;
use std::io::Write;
use std::os::fd::AsRawFd;
use std::sync::{Mutex, PoisonError};

const MAGIC: u32 = 0x4A69_5444;
const VERSION: u32 = 1;
const HEADER: u32 = 40;
const CODE_LOAD: u32 = 0;
#[cfg(target_arch = "x86_64")]
const MACHINE: u32 = 62;
#[cfg(target_arch = "aarch64")]
const MACHINE: u32 = 183;

struct Dump {
    file: File,
    /// A page of the file, mapped executable: by this `perf record` learns of it.
    page: *mut libc::c_void,
    pieces: u64,
}

// SAFETY: the page is only ever unmapped.
unsafe impl Send for Dump {}

impl Drop for Dump {
    fn drop(&mut self) {
        // SAFETY: mapped by `open`.
        unsafe { libc::munmap(self.page, PAGE) };
    }
}

const PAGE: usize = 4096;

static DUMP: Mutex<Option<Dump>> = Mutex::new(None);

/// Monotonic nanoseconds, as `perf record -k 1` stamps its samples.
fn now() -> u64 {
    let mut t = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: a local.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut t) };
    t.tv_sec as u64 * 1_000_000_000 + t.tv_nsec as u64
}

/// Begins the file; false if it cannot be.
pub fn open() -> bool {
    let Some(mut file) = super::create(&format!("/tmp/jit-{}.dump", std::process::id())) else {
        return false;
    };
    let mut header = Vec::new();
    for word in [MAGIC, VERSION, HEADER, MACHINE, 0, std::process::id()] {
        header.extend_from_slice(&word.to_ne_bytes());
    }
    header.extend_from_slice(&now().to_ne_bytes());
    header.extend_from_slice(&0u64.to_ne_bytes());
    if file.write_all(&header).is_err() {
        return false;
    }
    // SAFETY: a new mapping of an open file.
    let page = unsafe {
        libc::mmap(
            core::ptr::null_mut(),
            PAGE,
            libc::PROT_READ | libc::PROT_EXEC,
            libc::MAP_PRIVATE,
            file.as_raw_fd(),
            0,
        )
    };
    if page == libc::MAP_FAILED {
        return false;
    }
    *DUMP.lock().unwrap_or_else(PoisonError::into_inner) = Some(Dump {
        file,
        page,
        pieces: 0,
    });
    true
}

pub fn close() {
    *DUMP.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// Adds a piece of machine code.
pub fn write(address: usize, code: &[u8], name: &[u8]) {
    let mut dump = DUMP.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(dump) = dump.as_mut() else {
        return;
    };
    let size = 16 + 40 + name.len() + 1 + code.len();
    let mut record = Vec::with_capacity(size);
    record.extend_from_slice(&CODE_LOAD.to_ne_bytes());
    record.extend_from_slice(&(size as u32).to_ne_bytes());
    record.extend_from_slice(&now().to_ne_bytes());
    record.extend_from_slice(&std::process::id().to_ne_bytes());
    record.extend_from_slice(&(crate::pystate::native_thread_id() as u32).to_ne_bytes());
    for word in [
        address as u64,
        address as u64,
        code.len() as u64,
        dump.pieces,
    ] {
        record.extend_from_slice(&word.to_ne_bytes());
    }
    record.extend_from_slice(name);
    record.push(0);
    record.extend_from_slice(code);
    dump.pieces += 1;
    // A full disk costs a record, no more.
    let _ = dump.file.write_all(&record);
}
