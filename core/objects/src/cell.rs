//! Cells: the boxes that closures share variables in.

use core::ffi::{c_int, c_void};

use layout::*;

use crate::descr::clear_field;
use crate::prelude::*;
use crate::slots;

object_view!(
    /// `cell`.
    pub Cell, layout::PyCellObject, "cell", |o| crate::type_::is_subtype_instance(o, &PyCell_Type)
);

impl Cell {
    /// `PyCell_New`; None makes it empty.
    #[inline]
    pub fn new(value: Option<&Object>) -> PyResult<Ref<Cell>> {
        let c = crate::alloc::gc_new::<Cell>(&PyCell_Type)?;
        // SAFETY: fresh.
        unsafe {
            (*c.raw()).ob_ref = value.map_or(core::ptr::null_mut(), |v| v.to_ref().into_ptr());
        }
        crate::gc::track(&c);
        Ok(c)
    }

    /// The value, None if the cell is empty.
    #[inline(always)]
    pub fn get(&self) -> Option<Ref> {
        critical_section!(self);
        // SAFETY: NULL or an object that the cell keeps.
        unsafe { Ref::from_borrowed_opt((*self.raw()).ob_ref) }
    }

    /// Replaces the value; the old one is released after the change.
    #[inline(always)]
    pub fn set(&self, value: Option<Ref>) {
        drop(self.swap(value));
    }

    /// Replaces the value, giving the old one.
    #[inline(always)]
    pub fn swap(&self, value: Option<Ref>) -> Option<Ref> {
        critical_section!(self);
        // SAFETY: the field owns its reference.
        unsafe {
            let new = value.map_or(core::ptr::null_mut(), Ref::into_ptr);
            Ref::from_owned_opt((&raw mut (*self.raw()).ob_ref).replace(new))
        }
    }
}

extern "C" fn new(_: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "cell() takes no keyword arguments"));
    }
    Ok(Cell::new(crate::sequence::one_argument("cell", args.as_slice())?)?.upcast())
}

extern "C" fn dealloc(o: *mut Cell) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        clear_field(&raw mut (*(*o).raw()).ob_ref);
        slots::PyObject_GC_Del(o.cast());
    }
}

extern "C" fn traverse(this: &Cell, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        crate::visit_field!(visit, arg, (*this.raw()).ob_ref);
    }
    0
}

extern "C" fn clear(this: &Cell) -> c_int {
    this.set(None);
    0
}

extern "C" fn repr(this: &Cell) -> PyResult {
    let text = match this.get() {
        None => format!("<cell at {:p}: empty>", this.as_ptr()),
        Some(v) => format!(
            "<cell at {:p}: {} object at {:p}>",
            this.as_ptr(),
            v.class().tp_name(),
            v.as_ptr()
        ),
    };
    Ok(Str::from_str(&text)?.upcast())
}

/// By contents; an empty cell is less than a full one.
extern "C" fn richcompare(this: &Cell, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Cell>() else {
        return not_implemented_result();
    };
    match (this.get(), other.get()) {
        (Some(a), Some(b)) => a.rich_compare(&b, CompareOp::from_c(op)),
        (a, b) => {
            let (a, b) = (a.is_some(), b.is_some());
            let result = match CompareOp::from_c(op) {
                CompareOp::Lt => !a & b,
                CompareOp::Le => a <= b,
                CompareOp::Eq => a == b,
                CompareOp::Ne => a != b,
                CompareOp::Gt => a & !b,
                CompareOp::Ge => a >= b,
            };
            Ok(py_bool(result).to_ref())
        }
    }
}

extern "C" fn get_contents(this: &Cell, _: *mut c_void) -> PyResult {
    this.get()
        .ok_or_else(|| raise!(ValueError, "Cell is empty"))
}

extern "C" fn set_contents(this: &Cell, value: Option<&Object>, _: *mut c_void) -> Status {
    this.set(value.map(|v| v.to_ref()));
    Status(0)
}

static GETSET: slots::Table<[PyGetSetDef; 2]> = slots::Table::new([
    slots::getset::<Cell>(
        c"cell_contents",
        Some(get_contents),
        Some(set_contents),
        c"",
    ),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyCell_Type: Type = Type::new(PyTypeObject {
    tp_name: c"cell".as_ptr(),
    tp_basicsize: size_of::<PyCellObject>() as isize,
    tp_dealloc: slots::dealloc::<Cell>(dealloc),
    tp_repr: slots::repr::<Cell>(repr),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: c"cell([contents])\n--\n\nA box for a variable that functions share.".as_ptr(),
    tp_traverse: slots::traverse::<Cell>(traverse),
    tp_clear: slots::clear::<Cell>(clear),
    tp_richcompare: slots::richcompare::<Cell>(richcompare),
    tp_getset: GETSET.first(),
    tp_new: slots::new(new),
    ..Type::EMPTY
});
