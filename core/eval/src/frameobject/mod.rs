//! Frame objects: what Python sees of an interpreter frame.
//!
//! Made when somebody asks. As long as the frame runs the object only points to it; when the frame ends and the object is
//! still wanted, it takes the frame's contents over.

mod jump;
mod lineno;
mod locals;
mod object;
mod traceback;

pub use lineno::*;
pub use locals::*;
pub use object::*;
pub use traceback::add_traceback;
