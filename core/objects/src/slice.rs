//! `slice` and the `Ellipsis` singleton.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `slice`.
    pub Slice, layout::PySliceObject, "slice", |o| crate::type_::is_subtype_instance(o, &PySlice_Type)
);

impl Slice {
    pub fn new(
        start: Option<&Object>,
        stop: Option<&Object>,
        step: Option<&Object>,
    ) -> PyResult<Ref<Slice>> {
        todo!()
    }
    /// `PySlice_Unpack`: start, stop, step clipped to isize; step 0 is a ValueError.
    pub fn unpack(&self) -> PyResult<(isize, isize, isize)> {
        todo!()
    }
}
/// `PySlice_AdjustIndices`: clips to a length; gives start, stop and the number of items.
pub fn adjust_indices(
    length: isize,
    start: isize,
    stop: isize,
    step: isize,
) -> (isize, isize, usize) {
    todo!()
}

#[unsafe(no_mangle)]
pub static PySlice_Type: Type = Type::new(PyTypeObject {
    tp_name: c"slice".as_ptr(),
    tp_basicsize: size_of::<layout::PySliceObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_DEFAULT as _,
    ..Type::EMPTY
});
