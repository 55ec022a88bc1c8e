//! `_collections`: `deque`, `defaultdict`, counting, the accessors of named tuples, and `OrderedDict` (which is in `objects`).

use base::Status;
use layout::*;
use objects::abstract_::number;
use objects::clinic::*;
use objects::dict::PyDict_Type;
use objects::dict::lookup::hash_key;
use objects::owned::{self, get_field, set_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::repr::Writer;

use crate::heap_type::HeapType;
use crate::module;
use crate::support::add_type;

mod defaultdict;
mod deque;

/// Counts the items of an iterable in a mapping.
#[pyfunction("_count_elements(mapping, iterable, /)")]
fn count_elements(mapping: &Object, iterable: &Object) -> PyResult<()> {
    let it = iterable.iter()?;
    let one: &Object = Long::small(1);
    // A dict whose class has dict's own `get` and `__setitem__` can be counted in directly.
    let plain = mapping.downcast::<Dict>().filter(|_| {
        let own = |name: &Str| match (
            mapping.class().lookup(name),
            objects::dict::PyDict_Type.lookup(name),
        ) {
            (Some(a), Some(b)) => a.is(&b),
            _ => false,
        };
        own(id!(get)) && own(id!(__setitem__))
    });
    if let Some(d) = plain {
        while let Some(key) = owned::next(&it)? {
            let hash = hash_key(&key)?;
            match d.get_known_hash(&key, hash)? {
                None => d.set_known_hash(&key, one, hash)?,
                Some(n) => d.set_known_hash(&key, &*number::add(&n, one)?, hash)?,
            }
        }
        return Ok(());
    }
    let get = mapping.get_attr(id!(get))?;
    let zero: &Object = Long::small(0);
    while let Some(key) = owned::next(&it)? {
        let n = get.call(&[&key, zero])?;
        mapping.set_item(&key, &*number::add(&n, one)?)?;
    }
    Ok(())
}

#[repr(C)]
#[derive(Clone, Copy)]
struct TupleGetterObject {
    ob_base: PyObject,
    index: Py_ssize_t,
    doc: *mut PyObject,
}

object_view!(
    /// `collections._tuplegetter`: the accessor of a named tuple's field.
    TupleGetter, TupleGetterObject, "collections._tuplegetter", |o| o.is_exactly(TUPLEGETTER.as_mut_ptr())
);
owned_fields!(TupleGetter, heap = true, [doc]);

impl TupleGetter {
    fn index(&self) -> isize {
        // SAFETY: live.
        unsafe { (*self.raw()).index }
    }
    fn doc(&self) -> Ref {
        // SAFETY: NULL or held.
        unsafe { get_field(&raw mut (*self.raw()).doc) }.unwrap_or_else(none_ref)
    }
}

#[pymethods]
impl TupleGetter {
    /// The accessor of one field.
    #[new(nosig, "_tuplegetter(index, doc, /)")]
    fn new(cls: &Type, index: isize, doc: &Object) -> PyResult {
        let g = owned::alloc::<TupleGetter>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*g.raw()).index = index;
            (*g.raw()).doc = doc.to_ref().into_ptr();
        }
        Ok(g.upcast())
    }

    /// The state for pickling.
    #[method(nosig, "__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let args = Tuple::from_array([Long::from_isize(self.index())?.upcast(), self.doc()])?;
        Tuple::from_array([self.class().to_ref().upcast(), args.upcast()])
    }

    /// The docstring of the field.
    #[getter("__doc__")]
    fn doc_(&self) -> Ref {
        self.doc()
    }

    #[setter("__doc__")]
    fn set_doc(&self, value: Option<&Object>) -> PyResult<()> {
        // SAFETY: the field owns its reference.
        unsafe { set_field(&raw mut (*self.raw()).doc, value.unwrap_or(none()).to_ref()) };
        Ok(())
    }
}

extern "C" fn getter_get(
    this: &TupleGetter,
    instance: Option<&Object>,
    _owner: Option<&Object>,
) -> PyResult {
    let Some(instance) = instance else {
        return Ok(this.to_ref().upcast());
    };
    let Some(t) = instance.downcast::<Tuple>() else {
        if is_none(instance) {
            return Ok(this.to_ref().upcast());
        }
        return Err(raise!(
            TypeError,
            "descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object",
            this.index(),
            instance.class().tp_name()
        ));
    };
    match usize::try_from(this.index()).ok().and_then(|i| t.get(i)) {
        Some(o) => Ok(o.to_ref()),
        None => Err(raise!(IndexError, "tuple index out of range")),
    }
}

extern "C" fn getter_set(_: &TupleGetter, _: &Object, value: Option<&Object>) -> Status {
    Status::from(Err::<(), _>(match value {
        Some(_) => raise!(AttributeError, "can't set attribute"),
        None => raise!(AttributeError, "can't delete attribute"),
    }))
}

extern "C" fn getter_repr(this: &TupleGetter) -> PyResult {
    let mut out = Writer::new();
    out.push(&format!("{}({}, ", this.class().name(), this.index()));
    out.push_repr(&this.doc())?;
    out.push(")");
    out.finish()
}

static TUPLEGETTER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"collections._tuplegetter".as_ptr(),
    tp_basicsize: size_of::<TupleGetterObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<TupleGetter>(owned::dealloc),
    tp_repr: objects::slots::repr(getter_repr),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    tp_traverse: objects::slots::traverse::<TupleGetter>(owned::traverse),
    tp_clear: objects::slots::clear::<TupleGetter>(owned::clear),
    tp_methods: TupleGetter::METHODS,
    tp_getset: TupleGetter::GETSET,
    tp_descr_get: objects::slots::descr_get(getter_get),
    tp_descr_set: objects::slots::descr_set(getter_set),
    tp_new: Some(TupleGetter::NEW),
    ..Type::EMPTY
});

fn exec(module: &Module) -> PyResult<()> {
    add_type(module, &deque::DEQUE)?;
    defaultdict::DEFAULTDICT.add_to(module, Some(&PyDict_Type))?;
    module.add("OrderedDict", &objects::odict::PyODict_Type)?;
    add_type(module, &deque::iter::FORWARD)?;
    add_type(module, &deque::iter::BACKWARD)?;
    add_type(module, &TUPLEGETTER)
}

module!(
    c"_collections",
    c"Containers beside the built-in ones.",
    methods = method_table![count_elements],
    exec = exec
);
