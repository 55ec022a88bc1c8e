//! What a module `_elementtree` knows: its types, the Python code it calls, and the factories that `xml.etree.ElementTree` has set.
//! It is found through the types, which belong to the module that made them: so modules that stand beside each other (fresh imports,
//! sub-interpreters) do not meddle.

use core::cell::Cell;
use core::ffi::{c_int, c_void};
use core::ptr::null_mut;

use layout::*;
use objects::prelude::*;

/// A field that owns an object, or is empty.
#[repr(transparent)]
pub struct Field(Cell<*mut PyObject>);

impl Field {
    pub fn get(&self) -> Option<Ref> {
        // SAFETY: the field owns what it holds; nothing runs between the read and the count.
        unsafe { Ref::from_borrowed_opt(self.0.get()) }
    }

    pub fn set(&self, value: Option<Ref>) {
        let old = self.0.replace(value.map_or(null_mut(), Ref::into_ptr));
        // SAFETY: the field owned it, and holds another now.
        drop(unsafe { Ref::<Object>::from_owned_opt(old) });
    }

    /// What the field holds; an error once the collector has cleared the module.
    pub fn require(&self) -> PyResult {
        self.get().ok_or_else(gone)
    }

    /// A field that holds a type.
    pub fn require_type(&self) -> PyResult<Ref<Type>> {
        // SAFETY: such fields are filled with types only.
        Ok(unsafe { self.require()?.downcast_into_unchecked() })
    }
}

#[cold]
fn gone() -> Raised {
    raise!(RuntimeError, "the module _elementtree is gone")
}

#[repr(C)]
pub struct State {
    pub element: Field,
    pub element_iterator: Field,
    pub tree_builder: Field,
    pub parse_error: Field,
    /// `copy.deepcopy`.
    pub deepcopy: Field,
    /// `xml.etree.ElementPath`.
    pub element_path: Field,
    /// What makes comments and processing instructions, unless a tree builder is told otherwise; empty for `None`.
    pub comment_factory: Field,
    pub pi_factory: Field,
    /// `pyexpat.expat_CAPI`.
    pub expat: Field,
}

impl State {
    pub fn of_module(module: &Module) -> &State {
        // SAFETY: modules are made from this module's definition, with zeroed room for a state.
        unsafe { &*module.state::<State>() }
    }

    /// The state of the module that made `own`, one of its types.
    pub fn of_type(own: &Type) -> PyResult<&State> {
        // SAFETY: a heap type made by `HeapType::make`, whose module is this one's, or NULL once the collector has cleared it. Who
        // holds an instance holds the type, and the type its module.
        unsafe {
            let module = (*own.raw().cast::<PyHeapTypeObject>()).ht_module;
            if module.is_null() || (*module.cast::<PyModuleObject>()).md_state.is_null() {
                return Err(gone());
            }
            Ok(State::of_module(
                Object::from_ptr(module).downcast_unchecked(),
            ))
        }
    }

    fn fields(&self) -> [&Field; 9] {
        [
            &self.element,
            &self.element_iterator,
            &self.tree_builder,
            &self.parse_error,
            &self.deepcopy,
            &self.element_path,
            &self.comment_factory,
            &self.pi_factory,
            &self.expat,
        ]
    }
}

/// Does this module's type, told by its `tp_dealloc`, have that one?
#[inline(always)]
pub fn is_own(ty: *mut PyTypeObject, dealloc: Option<destructor>) -> bool {
    // SAFETY: a live type.
    unsafe { (*ty).tp_dealloc.map(|f| f as usize) == dealloc.map(|f| f as usize) }
}

/// The class among `ty` and its bases that this module has made, which is known by its `tp_dealloc`.
pub fn own_type(ty: &Type, dealloc: Option<destructor>) -> Option<&Type> {
    let mut at = Some(ty);
    while let Some(class) = at {
        if is_own(class.raw(), dealloc) {
            return Some(class);
        }
        at = class.base();
    }
    None
}

/// The module's `m_traverse`.
pub unsafe extern "C" fn traverse(
    module: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: the collector's visit, of a live module.
    unsafe {
        let module: &Module = Object::from_ptr(module).downcast_unchecked();
        if let (Some(visit), false) = (visit, module.state::<State>().is_null()) {
            for field in State::of_module(module).fields() {
                let o = field.0.get();
                if !o.is_null() {
                    let stop = visit(o, arg);
                    if stop != 0 {
                        return stop;
                    }
                }
            }
        }
    }
    0
}

/// The module's `m_clear`.
pub unsafe extern "C" fn clear(module: *mut PyObject) -> c_int {
    // SAFETY: a live or dying module.
    unsafe {
        let module: &Module = Object::from_ptr(module).downcast_unchecked();
        if !module.state::<State>().is_null() {
            for field in State::of_module(module).fields() {
                field.set(None);
            }
        }
    }
    0
}

/// The module's `m_free`.
pub unsafe extern "C" fn free(module: *mut c_void) {
    // SAFETY: a dying module.
    unsafe {
        clear(module.cast());
    }
}
