//! The artifact: `libpython3.14.so.1.0`. Nothing lives here; the exported functions are those of `capi`, the exported data
//! (types, singletons, `_PyRuntime`) that of `core`.

#[cfg(panic = "unwind")]
compile_error!("a panic must not unwind into C: build with panic = \"abort\"");

extern crate capi;
