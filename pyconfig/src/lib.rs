//! pyconfig
