//! The map of this process's machine code for `perf`: `/tmp/perf-PID.map`, a line for each piece, once somebody writes to it.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

static MAP: Mutex<Option<File>> = Mutex::new(None);

fn map() -> MutexGuard<'static, Option<File>> {
    MAP.lock().unwrap_or_else(PoisonError::into_inner)
}

fn opened(map: &mut Option<File>) -> Option<&mut File> {
    if map.is_none() {
        *map = super::create(&format!("/tmp/perf-{}.map", std::process::id()));
    }
    map.as_mut()
}

/// Opens the map; false if it cannot be.
pub fn open() -> bool {
    opened(&mut map()).is_some()
}

pub fn close() {
    *map() = None;
}

/// Adds a piece of machine code; false if the map cannot be opened.
pub fn write(address: usize, size: usize, entry: &[u8]) -> bool {
    let mut map = map();
    let Some(file) = opened(&mut map) else {
        return false;
    };
    let mut line = format!("{address:x} {size:x} ").into_bytes();
    line.extend_from_slice(entry);
    line.push(b'\n');
    // A full disk costs a line, no more.
    let _ = file.write_all(&line);
    true
}

/// Appends another process's map.
pub fn append(path: &Path) -> bool {
    let mut map = map();
    let (Some(file), Ok(data)) = (opened(&mut map), std::fs::read(path)) else {
        return false;
    };
    file.write_all(&data).is_ok()
}
