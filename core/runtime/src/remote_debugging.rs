//! Scripts that one process has another run (PEP 768): the side that asks, `sys.remote_exec`, and the side that obeys at its
//! next safe point.
//!
//! Where the other process keeps what has to be written stands in its own `_Py_DebugOffsets`, at the beginning of the ELF section
//! `.PyRuntime` of its library; so both may be different builds of the same version.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use base::tstate;
use elf::ElfStream;
use elf::endian::AnyEndian;
use layout::*;
use objects::exceptions;
use objects::prelude::*;

/// Runs the script that a debugger left for this thread, if there is one and the configuration allows it. Errors are reported.
#[inline]
pub fn run_pending() {
    // SAFETY: attached; words that another process writes.
    let asked = unsafe {
        let t = tstate::current();
        (&raw const (*t).remote_debugger_support.debugger_pending_call).read_volatile() == 1
            && (*(*t).interp).config.remote_debug == 1
    };
    if asked {
        take_and_run();
    }
}

#[cold]
fn take_and_run() {
    // SAFETY: attached; the path is copied before it is looked at.
    let path = unsafe {
        let support = &raw mut (*tstate::current()).remote_debugger_support;
        (*support).debugger_pending_call = 0;
        (&raw const (*support).debugger_script_path).read_volatile()
    };
    let path: Vec<u8> = path
        .iter()
        .take(path.len() - 1)
        .map(|&c| c as u8)
        .take_while(|&c| c != 0)
        .collect();
    if path.is_empty() {
        return;
    }
    match Str::decode_fs_default(&path) {
        Ok(path) => run_script(&path),
        Err(_) => exceptions::write_unraisable(format_args!("Can't decode debugger script"), None),
    }
}

fn run_script(path: &Str) {
    let failed = |what: &str| {
        let path = path.to_string_lossy();
        exceptions::write_unraisable(format_args!("{what} debugger script {path}"), None);
    };
    if crate::audit::audit("cpython.remote_debugger_script", || {
        Tuple::from_slice(&[path])
    })
    .is_err()
    {
        return failed("Audit hook failed for remote");
    }
    let Ok(file) = crate::stdio::open_code(path) else {
        return failed("Can't open");
    };
    let source = file.call_method(interned!("read"), &[]);
    if source.is_err() {
        failed("Error reading");
    }
    if file.call_method(interned!("close"), &[]).is_err() {
        failed("Error closing");
    }
    if let Ok(source) = source
        && run_source(&source).is_err()
    {
        failed("Error executing");
    }
}

/// In a namespace of its own.
fn run_source(source: &Object) -> PyResult<()> {
    let Some(source) = source.downcast::<Bytes>() else {
        return Err(raise!(
            TypeError,
            "expected bytes, {:.200} found",
            source.class().tp_name()
        ));
    };
    let text = source.as_slice();
    let text = text.split(|&b| b == 0).next().unwrap_or(text);
    let namespace = Dict::new()?;
    namespace.set_item(id!(__builtins__), &crate::frames::current_builtins())?;
    let mode = crate::compile::Mode::File;
    let name = interned!("<string>");
    let code = crate::compile::compile_source(text, name, mode, 0, -1, false)?;
    crate::frames::eval_code(&code, &namespace, &namespace).map(drop)
}

/// Asks the process `pid` to run the script in its main thread.
pub fn send(pid: i32, script: &[u8]) -> PyResult<()> {
    let process = Process { pid };
    let Some(runtime) = process.runtime_address() else {
        return Err(no_runtime(pid));
    };
    let offsets: _Py_DebugOffsets = process.read(runtime)?;
    check_version(&offsets)?;
    let wrong = |what: &str| Err(raise!(RuntimeError, "{what} in the remote process"));

    let interp: usize = process.read(runtime + offsets.runtime_state.interpreters_head as usize)?;
    if interp == 0 {
        return wrong("Can't find a running interpreter");
    }
    let support = &offsets.debugger_support;
    let enabled: i32 = process.read(interp + support.remote_debugging_enabled as usize)?;
    if enabled != 1 {
        return wrong("Remote debugging is not enabled");
    }
    let thread: usize = process.read(interp + offsets.interpreter_state.threads_main as usize)?;
    if thread == 0 {
        return wrong("Can't find the main thread");
    }
    if support.debugger_script_path_size as usize <= script.len() {
        return Err(raise!(ValueError, "Debugger script path is too long"));
    }
    let mailbox = thread + support.remote_debugger_support as usize;
    let mut path = script.to_vec();
    path.push(0);
    process.write(mailbox + support.debugger_script_path as usize, &path)?;
    let pending = 1i32.to_ne_bytes();
    process.write(mailbox + support.debugger_pending_call as usize, &pending)?;
    let breaker = thread + support.eval_breaker as usize;
    let bits: usize = process.read(breaker)?;
    let bits = bits | _PY_EVAL_PLEASE_STOP_BIT as usize;
    process.write(breaker, &bits.to_ne_bytes())
}

fn no_runtime(pid: i32) -> Raised {
    let _cause = raise!(
        RuntimeError,
        "Failed to find the PyRuntime section in process {pid} on Linux platform"
    );
    exceptions::raise_from_cause(
        &exceptions::types::RuntimeError,
        format_args!("PyRuntime address lookup failed during debug offsets initialization"),
    )
}

/// Offsets stay what they are within a minor version, and only between finished releases.
fn check_version(offsets: &_Py_DebugOffsets) -> PyResult<()> {
    let ours = &_Py_DebugOffsets_INIT;
    if offsets.cookie != ours.cookie {
        return Err(raise!(
            RuntimeError,
            "Can't determine the Python version of the remote process"
        ));
    }
    let is_prerelease = |version: u64| version & 0xf0 != 0xf0;
    if offsets.version != ours.version {
        if is_prerelease(ours.version) {
            return Err(raise!(
                RuntimeError,
                "Can't attach from a pre-release Python interpreter to a process running a different Python version"
            ));
        }
        if is_prerelease(offsets.version) {
            return Err(raise!(
                RuntimeError,
                "Can't attach to a pre-release Python interpreter from a process running a different Python version"
            ));
        }
    }
    let minor = |version: u64| (version >> 24 & 0xff, version >> 16 & 0xff);
    let (here, there) = (minor(ours.version), minor(offsets.version));
    if here != there {
        return Err(raise!(
            RuntimeError,
            "Can't attach from a Python {}.{} process to a Python {}.{} process",
            here.0,
            here.1,
            there.0,
            there.1
        ));
    }
    match (ours.free_threaded, offsets.free_threaded) {
        (1.., 0) => Err(raise!(
            RuntimeError,
            "Cannot attach from a free-threaded Python process to a process running a non-free-threaded version"
        )),
        (0, 1..) => Err(raise!(
            RuntimeError,
            "Cannot attach to a free-threaded Python process from a process running a non-free-threaded version"
        )),
        _ => Ok(()),
    }
}

/// What C's structs of words can be read as, whatever their bytes.
trait Plain: Copy {}
impl Plain for usize {}
impl Plain for i32 {}
impl Plain for _Py_DebugOffsets {}

/// A process whose memory is read and written. Addresses are its own.
struct Process {
    pid: i32,
}

impl Process {
    /// Where its `_PyRuntime` lies: the section `.PyRuntime` of the first file in its map that is called after python and has one.
    fn runtime_address(&self) -> Option<usize> {
        let maps = File::open(format!("/proc/{}/maps", self.pid)).ok()?;
        let mut seen = PathBuf::new();
        for line in BufReader::new(maps).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            let mut words = line.split_ascii_whitespace();
            let start = words.next()?.split('-').next()?;
            let Some(path) = words.nth(4).map(Path::new) else {
                continue;
            };
            let is_python = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().contains("python"));
            if !is_python || seen == path {
                continue;
            }
            path.clone_into(&mut seen);
            let start = usize::from_str_radix(start, 16).ok()?;
            if let Some(offset) = runtime_offset(path) {
                return start.checked_add(offset);
            }
        }
        None
    }

    fn read<T: Plain>(&self, address: usize) -> PyResult<T> {
        let mut value = core::mem::MaybeUninit::<T>::zeroed();
        self.transfer(
            address,
            value.as_mut_ptr().cast(),
            size_of::<T>(),
            libc::process_vm_readv,
            "readv",
        )?;
        // SAFETY: plain words, all of them read.
        Ok(unsafe { value.assume_init() })
    }

    fn write(&self, address: usize, bytes: &[u8]) -> PyResult<()> {
        self.transfer(
            address,
            bytes.as_ptr().cast_mut(),
            bytes.len(),
            libc::process_vm_writev,
            "writev",
        )
    }

    fn transfer(
        &self,
        address: usize,
        here: *mut u8,
        len: usize,
        call: Transfer,
        name: &str,
    ) -> PyResult<()> {
        let mut done = 0;
        while done < len {
            let part = |start: *mut libc::c_void| libc::iovec {
                iov_base: start,
                iov_len: len - done,
            };
            let there = address.wrapping_add(done) as *mut libc::c_void;
            // SAFETY: `here` holds `len` bytes; the kernel checks the other address.
            let n = unsafe {
                call(
                    self.pid,
                    &part(here.add(done).cast()),
                    1,
                    &part(there),
                    1,
                    0,
                )
            };
            if n <= 0 {
                let errno = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
                let raised = exceptions::os_error(errno, None);
                if exceptions::matches(&exceptions::types::PermissionError) {
                    return Err(raised);
                }
                return Err(exceptions::raise_from_cause(
                    &exceptions::types::OSError,
                    format_args!(
                        "process_vm_{name} failed for PID {} at address {:#x} (size {}, partial {} {done} bytes): {}",
                        self.pid,
                        address.wrapping_add(done),
                        len - done,
                        if name == "readv" { "read" } else { "write" },
                        std::io::Error::from_raw_os_error(errno),
                    ),
                ));
            }
            done += n as usize;
        }
        Ok(())
    }
}

type Transfer = unsafe extern "C" fn(
    libc::pid_t,
    *const libc::iovec,
    libc::c_ulong,
    *const libc::iovec,
    libc::c_ulong,
    libc::c_ulong,
) -> isize;

/// Where an ELF file's section `.PyRuntime` begins, counted from where its first segment is loaded.
fn runtime_offset(path: &Path) -> Option<usize> {
    let mut file = ElfStream::<AnyEndian, _>::open_stream(File::open(path).ok()?).ok()?;
    let first = file
        .segments()
        .iter()
        .find(|s| s.p_type == elf::abi::PT_LOAD)
        .map(|s| s.p_vaddr & !(s.p_align.max(1) - 1))?;
    let section = *file.section_header_by_name(".PyRuntime").ok()??;
    usize::try_from(section.sh_addr.checked_sub(first)?).ok()
}
