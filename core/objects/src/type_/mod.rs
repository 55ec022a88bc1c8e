//! `type`: the Rust view, static type objects, and what makes types work.
//!
//! `ready` makes a filled-in struct a working type (`mro`, `inherit`, `slotdefs` in one direction), `create` makes classes from
//! Python, `spec` from C at run time; `lookup` finds attributes through the version cache, `attributes` reads and sets those of
//! types themselves (`annotations` and `bases` beside it), `methods` is `type` itself; `wrappers` and `dispatch` are the two sides of special methods; `subtype` is the life of instances.

mod annotations;
pub mod attributes;
mod bases;
pub(crate) mod buffer_slots;
pub mod create;
pub(crate) mod dispatch;
pub(crate) mod doc;
mod inherit;
pub mod lookup;
mod methods;
mod mro;
mod ready;
pub mod slotdefs;
pub mod spec;
pub(crate) mod statics;
pub mod subtype;
pub mod super_;
mod view;
mod wrappers;

pub use buffer_slots::_PyBufferWrapper_Type;
pub use dispatch::{slot_tp_getattr_hook, slot_tp_getattro};
pub use lookup::clear_cache;
pub use methods::PyType_Type;
pub(crate) use ready::intern;
pub use statics::Kind as StaticKind;
pub(crate) use statics::{fini as fini_static_types, weak_list as weak_list_of_static};
pub use subtype::free_instance;
pub use super_::PySuper_Type;
pub use view::*;

/// Does a slot hold this function?
#[inline(always)]
pub fn view_same_slot<F: Copy>(slot: Option<F>, function: *const core::ffi::c_void) -> bool {
    view::same_slot(slot, function)
}

/// How many bytes lie before an instance.
pub fn preheader_size(ty: &Type) -> usize {
    crate::alloc::preheader_size(ty.flags())
}

/// The most derived of a metaclass and those of the bases (`_PyType_CalculateMetaclass`); TypeError if they conflict.
pub fn calculate_metaclass(
    metatype: &Type,
    bases: &crate::Tuple,
) -> base::PyResult<base::Ref<Type>> {
    Ok(create::calculate_metaclass(metatype, bases)?.to_ref())
}
