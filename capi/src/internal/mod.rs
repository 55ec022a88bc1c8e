//! The internal tier: what the headers under `internal/` export to the stock extension modules.

pub mod pycore_abstract;
pub mod pycore_call;
pub mod pycore_modsupport;
