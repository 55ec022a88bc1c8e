//! The artifact: `libpython3.14.so.1.0`. Nothing lives here; the exported functions are those of `capi`, the exported data
//! (types, singletons, `_PyRuntime`) that of `core`.

#[cfg(panic = "unwind")]
compile_error!("a panic must not unwind into C: build with panic = \"abort\"");

extern crate capi;

/// Rust's own containers take their memory where objects do: for small blocks that is twice as fast as the C library.
#[global_allocator]
static ALLOCATOR: base::mem::Blocks = base::mem::Blocks;
