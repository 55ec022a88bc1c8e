//! Marshalled data to live objects and back, over the compiler's reader and writer.

use objects::prelude::*;

/// Reads one marshalled object. Malformed data raises EOFError, ValueError or TypeError as stock.
pub fn loads(data: &[u8]) -> PyResult {
    let _ = data;
    Err(raise!(NotImplementedError, "marshal.loads"))
}
