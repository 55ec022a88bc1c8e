//! opgen
