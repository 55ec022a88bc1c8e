//! `sys.monitoring` and tracing: the events that the evaluation loop reports, and the instrumentation of code.
//!
//! Eight tools, of which `sys.setprofile` and `sys.settrace` are two. A tool switches events on for everything or for one
//! code object; the code is rewritten when it is next entered (`instrument`), so that unobserved code pays nothing.

pub mod events;
mod fire;
mod instrument;
pub mod legacy;
mod module;

pub use events::LOCAL_EVENTS;
pub use fire::*;
pub use instrument::*;
pub use legacy::*;
pub use module::create_module;
