//! What the attribute `memo` of a pickler or an unpickler is: an object that speaks for the memo and keeps its owner alive.

use layout::*;
use objects::clinic::*;
use objects::owned;
use objects::prelude::*;
use objects::slots;

use super::pickler::Pickler;
use super::unpickler::Unpickler;
use crate::heap_type::HeapType;

#[repr(C)]
pub struct ProxyObject {
    ob_base: PyObject,
    owner: *mut PyObject,
}

/// The proxy of an owner that has `clear_memo` and `memo_as_dict`: its view and its type.
macro_rules! memo_proxy {
    ($view:ident of $owner:ident, $ty:ident = $name:literal $full_name:literal, $reduce_doc:literal) => {
        object_view!(
            /// What `memo` is.
            pub $view, ProxyObject, $name, |o| o.is_exactly($ty.as_mut_ptr())
        );
        objects::owned_fields!($view, heap = true, [owner]);

        impl $view {
            pub fn new(owner: &$owner) -> PyResult {
                let proxy = owned::alloc::<$view>($ty.live()?)?;
                // SAFETY: fresh.
                unsafe { (*proxy.raw()).owner = owner.to_ref().into_ptr().cast() };
                Ok(proxy.upcast())
            }

            pub fn target(&self) -> PyResult<Ref<$owner>> {
                // SAFETY: an owning field, which only `new` sets.
                unsafe {
                    owned::get_field(&raw mut (*self.raw()).owner)
                        .map(|o| o.downcast_into_unchecked())
                        .ok_or_else(|| raise!(RuntimeError, "the owner of the memo is gone"))
                }
            }
        }

        #[pymethods]
        impl $view {
            /// Remove all items from memo.
            #[method("clear()")]
            fn clear_all(&self) -> PyResult<()> {
                self.target()?.clear_memo()
            }

            /// Copy the memo to a new object.
            #[method("copy()")]
            fn copy(&self) -> PyResult<Ref<Dict>> {
                self.target()?.memo_as_dict()
            }

            #[doc = $reduce_doc]
            #[method("__reduce__()")]
            fn reduce(&self) -> PyResult<Ref<Tuple>> {
                // The contents only: a memo is pickled as a dict.
                let args = Tuple::from_slice(&[&*self.copy()?])?;
                Tuple::from_slice(&[&objects::dict::PyDict_Type, &args])
            }
        }

        pub static $ty: HeapType = HeapType::new(PyTypeObject {
            tp_name: $full_name.as_ptr(),
            tp_basicsize: size_of::<ProxyObject>() as isize,
            tp_dealloc: slots::dealloc::<$view>(owned::dealloc),
            tp_hash: slots::HASH_NOT_IMPLEMENTED,
            tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
            tp_traverse: slots::traverse::<$view>(owned::traverse),
            tp_clear: slots::clear::<$view>(owned::clear),
            tp_methods: $view::METHODS,
            ..Type::EMPTY
        });
    };
}

memo_proxy!(
    PicklerMemoProxy of Pickler,
    PICKLER_MEMO_PROXY = "PicklerMemoProxy" c"_pickle.PicklerMemoProxy",
    "Implement pickle support."
);
memo_proxy!(
    UnpicklerMemoProxy of Unpickler,
    UNPICKLER_MEMO_PROXY = "UnpicklerMemoProxy" c"_pickle.UnpicklerMemoProxy",
    "Implement pickling support."
);
