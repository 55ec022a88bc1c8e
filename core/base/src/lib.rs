//! What every floor of the runtime stands on: references and their ownership types, the error indicator, the raw
//! thread state, memory, locks, and the list of upward calls.
//!
//! # Ownership, in types
//!
//! | type | meaning | C |
//! |---|---|---|
//! | [`Ref<T>`] | owns one strong reference; dropping it releases it | new reference |
//! | `&T` | borrowed for the lifetime; somebody else owns | borrowed reference |
//! | `Option<&T>` | borrowed, may be NULL | |
//! | [`Stolen<T>`] | a reference that the callee takes over from a C caller | stolen reference |
//! | [`PyResult<Ref<T>>`] | new reference, or NULL with an exception set | same ABI as a nullable `PyObject *` |
//! | [`StackRef`] | a tagged value-stack reference | `_PyStackRef` |
//!
//! # Vocabulary of `SAFETY:` lines
//!
//! * **live**: the pointer is to an object whose count somebody in the calling chain holds.
//! * **attached**: the calling thread has a current thread state (it holds the GIL, in the default build).
//! * **layout**: the object's type was checked, or is fixed by construction, so its memory has that struct.
//! * **fresh**: the object was allocated here and nobody else has seen it yet.
//! * **static**: the object is immortal and statically allocated.
//!
//! # Invariants
//!
//! No `&mut` to a Python object exists. Wrapper types hold their struct in an `UnsafeCell`, and fields are read and written
//! through raw pointers; reading a mutable field that holds an object gives an owned [`Ref`].

pub mod critical;
pub mod error;
pub mod fatal;
pub mod local;
pub mod lock;
pub mod mem;
pub mod object;
#[cfg_attr(feature = "free-threaded", path = "refcount_ft.rs")]
#[cfg_attr(not(feature = "free-threaded"), path = "refcount_gil.rs")]
pub mod refcount;
pub mod reference;
pub mod reftracer;
pub mod stackref;
pub mod status;
pub mod tstate;
pub mod upcalls;

pub use error::{PyResult, Raised};
pub use object::{Object, Subtype};
pub use reference::{Ref, Stolen};
pub use stackref::StackRef;
pub use status::{Hash, Length, NextResult, Status};
