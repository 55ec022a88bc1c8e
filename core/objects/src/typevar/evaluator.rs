//! `_typing._ConstEvaluator`: the evaluator of a bound, constraint, default or alias value that was given as a value.

use core::mem::offset_of;

use base::{Object, PyResult, object_view};
use layout::*;

use super::{Holder, slot};
use crate::genericalias::show;
use crate::prelude::*;

#[repr(C)]
pub struct EvaluatorObject {
    ob_base: PyObject,
    value: *mut PyObject,
}

object_view!(
    /// `_typing._ConstEvaluator`.
    pub Evaluator, EvaluatorObject, "_typing._ConstEvaluator", |o| is_exact(o)
);

// SAFETY: the offset is the field's.
unsafe impl Holder for EvaluatorObject {
    const OFFSETS: &'static [usize] = &[offset_of!(EvaluatorObject, value)];
    const DICT: bool = false;
}

fn is_exact(o: &Object) -> bool {
    // SAFETY: attached.
    o.is_exactly(unsafe { (*super::cache()).constevaluator_type })
}

/// An evaluator of this value.
pub fn constant(value: &Object) -> PyResult {
    // SAFETY: attached.
    let ty = super::cached(unsafe { (*super::cache()).constevaluator_type })?;
    let e = ty.alloc(0)?;
    // SAFETY: fresh.
    unsafe { (*e.as_ptr().cast::<EvaluatorObject>()).value = value.to_ref().into_ptr() };
    Ok(e)
}

impl Evaluator {
    fn value(&self) -> base::Ref {
        // SAFETY: set for good by the constructor.
        unsafe { base::Ref::from_borrowed_opt((*self.raw()).value) }.unwrap_or_else(none_ref)
    }
}

extern "C" fn repr(this: &Evaluator) -> PyResult {
    let value = this.value().repr()?;
    let (open, close) = (Str::from_str("<constevaluator ")?, Str::from_str(">")?);
    Ok(Str::empty().join(&[&open, &value, &close])?.upcast())
}

/// `annotationlib.Format.STRING`.
const STRING: i64 = 4;

/// `evaluator(format)`: the value, or its source-like text.
extern "C" fn call(this: &Evaluator, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    crate::exceptions::base_exception::no_keywords("constevaluator.__call__", kwargs)?;
    let &[format] = args.as_slice() else {
        return Err(raise!(
            TypeError,
            "constevaluator.__call__() takes exactly 1 argument ({} given)",
            args.len()
        ));
    };
    let value = this.value();
    if format.index()?.to_i64() != Some(STRING) {
        return Ok(value);
    }
    let mut out = Vec::new();
    match value.downcast::<Tuple>() {
        Some(items) => {
            out.push(b'(');
            for (i, item) in items.as_slice().iter().enumerate() {
                if i > 0 {
                    out.extend_from_slice(b", ");
                }
                show::type_repr(&mut out, item)?;
            }
            out.push(b')');
        }
        None => show::type_repr(&mut out, &value)?,
    }
    Ok(Str::from_wtf8(&out)?.upcast())
}

static mut SLOTS: [PyType_Slot; 6] = [
    slot(Py_tp_dealloc, super::dealloc::<EvaluatorObject> as *mut _),
    slot(Py_tp_traverse, super::traverse::<EvaluatorObject> as *mut _),
    slot(Py_tp_clear, super::clear::<EvaluatorObject> as *mut _),
    slot(Py_tp_repr, repr as *mut _),
    slot(Py_tp_call, call as *mut _),
    slot(0, core::ptr::null_mut()),
];

static mut SPEC: PyType_Spec = PyType_Spec {
    name: c"_typing._ConstEvaluator".as_ptr(),
    basicsize: size_of::<EvaluatorObject>() as i32,
    itemsize: 0,
    flags: (Py_TPFLAGS_DEFAULT as u64
        | Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_IMMUTABLETYPE
        | Py_TPFLAGS_DISALLOW_INSTANTIATION) as u32,
    slots: (&raw mut SLOTS).cast(),
};

pub(super) fn spec() -> *const PyType_Spec {
    &raw const SPEC
}
