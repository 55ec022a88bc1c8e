//! The artifact. Nothing lives here: see capi.
extern crate capi;
