//! The static types of this crate, for `objects::static_types::ready_all`, which asks for them by an upward call.

use layout::PyTypeObject;
use objects::Type;

use crate::genobject::anext::_PyAnextAwaitable_Type;
use crate::genobject::asyncgen::{_PyAsyncGenAThrow_Type, _PyAsyncGenWrappedValue_Type};
use crate::genobject::awaitable::_PyCoroWrapper_Type;

unsafe extern "C" {
    static PyGen_Type: Type;
    static PyCoro_Type: Type;
    static PyAsyncGen_Type: Type;
    static _PyAsyncGenASend_Type: Type;
    static PyFrame_Type: Type;
    static PyFrameLocalsProxy_Type: Type;
}

base::define_upcall! { "libpython_eval_static_types"
    fn eval_static_types() -> Vec<*mut PyTypeObject> {
        // SAFETY: statics of this crate under their exported names; only addresses are taken.
        unsafe {
            [
                &PyGen_Type,
                &PyCoro_Type,
                &PyAsyncGen_Type,
                &_PyAsyncGenWrappedValue_Type,
                &_PyAsyncGenASend_Type,
                &_PyAsyncGenAThrow_Type,
                &_PyAnextAwaitable_Type,
                &_PyCoroWrapper_Type,
                &PyFrame_Type,
                &PyFrameLocalsProxy_Type,
            ]
            .map(Type::raw)
            .to_vec()
        }
    }
}
