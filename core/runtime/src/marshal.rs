//! Marshalled code that the library carries, as live objects.

use objects::prelude::*;

/// Reads one marshalled object, code among it.
pub fn loads(data: &[u8]) -> PyResult {
    objects::marshal::loads(data, true)
}
