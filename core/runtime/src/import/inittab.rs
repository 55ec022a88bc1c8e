//! The table of built-in modules: ours, and what an embedder added (`PyImport_AppendInittab`).
//!
//! `PyImport_Inittab` is the exported pointer that embedders may replace before initialisation.

use core::ffi::CStr;

use layout::_inittab;

type Init = unsafe extern "C" fn() -> *mut layout::PyObject;

/// A table in the stock form: rows, then a row of NULLs.
#[repr(transparent)]
pub struct Table<const N: usize>(pub [_inittab; N]);
// SAFETY: rows are read-only.
unsafe impl<const N: usize> Sync for Table<N> {}

/// A row of the table.
pub const fn row(name: &'static CStr, init: Init) -> _inittab {
    _inittab {
        name: name.as_ptr(),
        initfunc: Some(init),
    }
}

/// The end of a table.
pub const END: _inittab = _inittab {
    name: core::ptr::null(),
    initfunc: None,
};

unsafe extern "Rust" {
    /// The built-in modules of `stdlib`, defined there.
    #[link_name = "libpython_stdlib_inittab"]
    fn stdlib_inittab() -> &'static [(&'static CStr, Init)];
}

/// The embedder's table, if it replaced or extended ours. NULL otherwise.
#[unsafe(no_mangle)]
pub static mut PyImport_Inittab: *mut _inittab = core::ptr::null_mut();

fn own() -> impl Iterator<Item = (&'static CStr, Init)> {
    let core: [(&'static CStr, Init); 2] = [
        (c"_imp", super::imp_module::PyInit__imp),
        (c"_ast", crate::ast_objects::PyInit__ast),
    ];
    // SAFETY: defined in `stdlib`, which is always linked in.
    core.into_iter()
        .chain(unsafe { stdlib_inittab() }.iter().copied())
}

/// Every built-in module name with its init function. `builtins` and `sys` have none: they are made at start-up.
pub fn each() -> Vec<(&'static CStr, Option<Init>)> {
    let mut all: Vec<(&'static CStr, Option<Init>)> = vec![(c"builtins", None), (c"sys", None)];
    all.extend(own().map(|(n, f)| (n, Some(f))));
    // SAFETY: an embedder's table ends with a NULL name and lives for good.
    unsafe {
        let mut p = PyImport_Inittab;
        while !p.is_null() && !(*p).name.is_null() {
            all.push((CStr::from_ptr((*p).name), (*p).initfunc));
            p = p.add(1);
        }
    }
    all
}

/// The init function of a built-in module: `None` if there is no such module, `Some(None)` for `sys` and `builtins`.
pub fn find(name: &str) -> Option<Option<Init>> {
    each()
        .into_iter()
        .find(|(n, _)| n.to_bytes() == name.as_bytes())
        .map(|(_, f)| f)
}

/// Puts rows (up to one without a name) behind the embedder's table. False if there is no memory.
///
/// # Safety
/// Before initialisation; names live for good.
pub unsafe fn extend(rows: *const _inittab) -> bool {
    // SAFETY: tables end with a NULL name; a table of ours is a block of the raw domain.
    unsafe {
        static OWNED: core::sync::atomic::AtomicPtr<_inittab> =
            core::sync::atomic::AtomicPtr::new(core::ptr::null_mut());
        let len = |p: *const _inittab| {
            let mut n = 0;
            while !p.is_null() && !(*p.add(n)).name.is_null() {
                n += 1;
            }
            n
        };
        let (old, new) = (len(PyImport_Inittab), len(rows));
        let table = base::mem::calloc(base::mem::Domain::Raw, old + new + 1, size_of::<_inittab>())
            .cast::<_inittab>();
        if table.is_null() {
            return false;
        }
        if old > 0 {
            core::ptr::copy_nonoverlapping(PyImport_Inittab, table, old);
        }
        core::ptr::copy_nonoverlapping(rows, table.add(old), new);
        let previous = OWNED.swap(table, core::sync::atomic::Ordering::Relaxed);
        if core::ptr::eq(previous, PyImport_Inittab) {
            base::mem::free(base::mem::Domain::Raw, previous.cast());
        }
        PyImport_Inittab = table;
        true
    }
}
