//! `import nomemory`: an extension module that makes the interpreter's allocators fail on demand.
//!
//! `nomemory.fail(first, count)` lets the allocations from the `first`th on fail, `count` of them (in all three domains together);
//! `nomemory.stop()` ends that, and answers how many allocations there were. It uses nothing but the C API, so it runs under the stock library too.

use core::ffi::{c_char, c_int, c_long, c_void};
use core::sync::atomic::{AtomicI64, Ordering::Relaxed};
use layout::{METH_NOARGS, METH_VARARGS, PyMemAllocatorEx, PyMethodDef, PyModuleDef, PyObject};

unsafe extern "C" {
    fn PyArg_ParseTuple(args: *mut PyObject, format: *const c_char, ...) -> c_int;
    fn PyLong_FromLong(value: c_long) -> *mut PyObject;
    fn PyModule_Create2(def: *mut PyModuleDef, version: c_int) -> *mut PyObject;
    fn PyMem_GetAllocator(domain: c_int, allocator: *mut PyMemAllocatorEx);
    fn PyMem_SetAllocator(domain: c_int, allocator: *mut PyMemAllocatorEx);
}

const DOMAINS: usize = 3;
const PYTHON_API_VERSION: c_int = 1013;

/// What was installed before. Written once, at import.
static mut FORMER: [PyMemAllocatorEx; DOMAINS] = [PyMemAllocatorEx {
    ctx: core::ptr::null_mut(),
    malloc: None,
    calloc: None,
    realloc: None,
    free: None,
}; DOMAINS];
/// Allocations since `fail`; negative while nothing is to fail.
static MADE: AtomicI64 = AtomicI64::new(i64::MIN);
static FIRST: AtomicI64 = AtomicI64::new(0);
static END: AtomicI64 = AtomicI64::new(0);

/// Counts an allocation. Whether it has to fail.
fn fails() -> bool {
    let n = MADE.load(Relaxed);
    if n < 0 {
        return false;
    }
    MADE.store(n + 1, Relaxed);
    n >= FIRST.load(Relaxed) && n < END.load(Relaxed)
}

unsafe extern "C" fn malloc(ctx: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: `ctx` is an element of `FORMER`, which is whole.
    let former = unsafe { &*ctx.cast::<PyMemAllocatorEx>() };
    match former.malloc {
        // SAFETY: the former allocator's contract is this one's.
        Some(f) if !fails() => unsafe { f(former.ctx, size) },
        _ => core::ptr::null_mut(),
    }
}

unsafe extern "C" fn calloc(ctx: *mut c_void, count: usize, size: usize) -> *mut c_void {
    // SAFETY: as in `malloc`.
    let former = unsafe { &*ctx.cast::<PyMemAllocatorEx>() };
    match former.calloc {
        // SAFETY: as in `malloc`.
        Some(f) if !fails() => unsafe { f(former.ctx, count, size) },
        _ => core::ptr::null_mut(),
    }
}

unsafe extern "C" fn realloc(ctx: *mut c_void, block: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: as in `malloc`.
    let former = unsafe { &*ctx.cast::<PyMemAllocatorEx>() };
    match former.realloc {
        // SAFETY: as in `malloc`.
        Some(f) if !fails() => unsafe { f(former.ctx, block, size) },
        _ => core::ptr::null_mut(),
    }
}

unsafe extern "C" fn free(ctx: *mut c_void, block: *mut c_void) {
    // SAFETY: as in `malloc`.
    let former = unsafe { &*ctx.cast::<PyMemAllocatorEx>() };
    if let Some(f) = former.free {
        // SAFETY: as in `malloc`.
        unsafe { f(former.ctx, block) }
    }
}

unsafe extern "C" fn fail(_: *mut PyObject, args: *mut PyObject) -> *mut PyObject {
    let (mut first, mut count): (c_long, c_long) = (0, 0);
    // SAFETY: a tuple of arguments, and as many places as the format says.
    unsafe {
        if PyArg_ParseTuple(args, c"ll".as_ptr(), &raw mut first, &raw mut count) == 0 {
            return core::ptr::null_mut();
        }
        let answer = PyLong_FromLong(0);
        FIRST.store(first, Relaxed);
        END.store(first.saturating_add(count), Relaxed);
        MADE.store(0, Relaxed);
        answer
    }
}

unsafe extern "C" fn stop(_: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    let made = MADE.swap(i64::MIN, Relaxed);
    // SAFETY: attached, as every function of a module is.
    unsafe { PyLong_FromLong(made.max(0)) }
}

static mut METHODS: [PyMethodDef; 3] = [
    PyMethodDef {
        ml_name: c"fail".as_ptr(),
        ml_meth: Some(fail),
        ml_flags: METH_VARARGS,
        ml_doc: core::ptr::null(),
    },
    PyMethodDef {
        ml_name: c"stop".as_ptr(),
        ml_meth: Some(stop),
        ml_flags: METH_NOARGS,
        ml_doc: core::ptr::null(),
    },
    // SAFETY: all zero ends the table.
    unsafe { core::mem::zeroed() },
];

static mut DEFINITION: PyModuleDef = PyModuleDef {
    m_name: c"nomemory".as_ptr(),
    m_size: -1,
    m_methods: &raw mut METHODS as *mut PyMethodDef,
    // SAFETY: all else may be NULL; the head is filled in by the import.
    ..unsafe { core::mem::zeroed() }
};

/// The module's entry.
#[unsafe(no_mangle)]
pub extern "C" fn PyInit_nomemory() -> *mut PyObject {
    // SAFETY: called once, by the import, before anything else here.
    unsafe {
        for domain in 0..DOMAINS {
            let former = (&raw mut FORMER).cast::<PyMemAllocatorEx>().add(domain);
            PyMem_GetAllocator(domain as c_int, former);
            let mut ours = PyMemAllocatorEx {
                ctx: former.cast(),
                malloc: Some(malloc),
                calloc: Some(calloc),
                realloc: Some(realloc),
                free: Some(free),
            };
            PyMem_SetAllocator(domain as c_int, &raw mut ours);
        }
        PyModule_Create2(&raw mut DEFINITION, PYTHON_API_VERSION)
    }
}
