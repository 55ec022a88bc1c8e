//! `_sre.SRE_Template`: a replacement text taken apart by `re._parser.parse_template`.

use base::{PyResult, object_view};
use layout::{PyObject, PyTypeObject};
use objects::prelude::*;

use super::pattern::Pattern;
use crate::heap_type::HeapType;

/// The object's struct.
#[repr(C)]
pub struct TemplateObject {
    ob_base: PyObject,
    /// Literals and group numbers in turn, literals first and last.
    parts: *mut PyObject,
}

object_view!(
    /// A replacement template.
    pub Template, TemplateObject, "_sre.SRE_Template", |o| o.is_exactly(TEMPLATE.as_mut_ptr())
);
objects::owned_fields!(Template, heap = true, [parts]);

pub static TEMPLATE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_sre.SRE_Template".as_ptr(),
    tp_basicsize: size_of::<TemplateObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Template>(objects::owned::dealloc),
    tp_flags: layout::Py_TPFLAGS_HAVE_GC
        | layout::Py_TPFLAGS_IMMUTABLETYPE
        | layout::Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: objects::slots::traverse::<Template>(objects::owned::traverse),
    tp_clear: objects::slots::clear::<Template>(objects::owned::clear),
    ..Type::EMPTY
});

/// `_sre.template(pattern, parts)`.
pub fn new(pattern: &Object, parts: &List) -> PyResult {
    let _ = pattern;
    let items = parts.to_vec()?;
    let bad = || raise!(TypeError, "invalid template");
    if items.len().is_multiple_of(2) {
        return Err(bad());
    }
    for number in items.iter().skip(1).step_by(2) {
        let Some(n) = number.downcast::<Long>() else {
            return Err(raise!(TypeError, "an integer is required"));
        };
        if n.as_isize()? < 0 {
            return Err(bad());
        }
    }
    let t = objects::owned::alloc::<Template>(TEMPLATE.live()?)?;
    // SAFETY: fresh.
    unsafe { (*t.raw()).parts = Tuple::from_vec(items)?.into_ptr() };
    Ok(t.upcast())
}

/// `re._compile_template(pattern, repl)`, which caches.
pub fn compile(pattern: &Pattern, repl: &Object) -> PyResult {
    let re = objects::iter::builtin("__import__")?.call(&[interned!("re")])?;
    re.call_method(interned!("_compile_template"), &[pattern, repl])
}

impl Template {
    fn parts(&self) -> PyResult<Ref<Tuple>> {
        // SAFETY: a tuple since the beginning, until cleared by the collector.
        unsafe { Ref::from_borrowed_opt((*self.raw()).parts) }
            .ok_or_else(objects::exceptions::bad_internal_call)
    }

    /// The text, if there are no groups in it.
    pub fn only_literal(&self) -> Option<Ref> {
        let parts = self.parts().map_err(Raised::clear).ok()?;
        match parts.as_slice() {
            [one] => Some((*one).to_ref()),
            _ => None,
        }
    }

    /// Appends the parts to a list, groups by what `group` gives for their numbers (nothing where they took no part).
    pub fn expand(
        &self,
        list: &List,
        mut group: impl FnMut(usize) -> PyResult<Option<Ref>>,
    ) -> PyResult<()> {
        let parts = self.parts()?;
        for (i, part) in parts.as_slice().iter().enumerate() {
            if i % 2 == 0 {
                list.push(part)?;
                continue;
            }
            let n = part.index_isize(true)?;
            if let Some(text) = group(n.max(0) as usize)? {
                list.push_owned(text)?;
            }
        }
        Ok(())
    }
}
