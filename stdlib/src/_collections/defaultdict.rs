//! `defaultdict`: a dict that makes missing values.

use core::ffi::{c_int, c_void};

use base::Status;
use layout::*;
use objects::clinic::*;
use objects::dict::PyDict_Type;
use objects::exceptions::key_error;
use objects::owned::{clear_field, get_field, set_field};
use objects::prelude::*;
use objects::repr::{ReprGuard, Writer};

use crate::heap_type::{HeapType, traverse_type};

#[repr(C)]
#[derive(Clone, Copy)]
struct DefaultDictObject {
    dict: PyDictObject,
    default_factory: *mut PyObject,
}

object_view!(
    /// `collections.defaultdict`.
    DefaultDict, DefaultDictObject, "collections.defaultdict", |o| objects::type_::is_subtype_instance(o, &DEFAULTDICT)
);

impl DefaultDict {
    fn dict(&self) -> &Dict {
        // SAFETY: the struct begins with a dict's.
        unsafe { self.downcast_unchecked() }
    }

    fn factory(&self) -> Option<Ref> {
        // SAFETY: NULL or held.
        unsafe { get_field(&raw mut (*self.raw()).default_factory) }
    }

    /// Another of the same class, with the same factory.
    fn renew(&self, content: &Object) -> PyResult {
        let factory = self.factory().unwrap_or_else(none_ref);
        self.class().call(&[&factory, content])
    }
}

#[pymethods]
impl DefaultDict {
    /// What a missing key gives: the factory's value, which is stored; KeyError without a factory.
    #[method("__missing__(object, /)")]
    fn missing(&self, object: &Object) -> PyResult {
        match self.factory().filter(|f| !is_none(f)) {
            None => Err(key_error(object)),
            Some(f) => {
                let value = f.call(&[])?;
                self.dict().set_default(object, &value)
            }
        }
    }

    /// A copy of the same class.
    #[method("copy()")]
    fn copy(&self) -> PyResult {
        self.renew(self)
    }

    /// A copy of the same class.
    #[method("__copy__()")]
    fn copy_(&self) -> PyResult {
        self.renew(self)
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let args = match self.factory().filter(|f| !is_none(f)) {
            None => Tuple::empty().to_ref(),
            Some(f) => Tuple::from_array([f])?,
        };
        let items = self.call_method(id!(items), &[])?.iter()?;
        Tuple::from_array([
            self.class().to_ref().upcast(),
            args.upcast(),
            none_ref(),
            none_ref(),
            items,
        ])
    }

    /// What makes missing values: a callable, or None.
    #[getter("default_factory")]
    fn default_factory(&self) -> Ref {
        self.factory().unwrap_or_else(none_ref)
    }

    #[setter("default_factory")]
    fn set_default_factory(&self, value: Option<&Object>) -> PyResult<()> {
        // SAFETY: the field owns its reference.
        unsafe {
            let slot = &raw mut (*self.raw()).default_factory;
            match value {
                Some(v) => set_field(slot, v.to_ref()),
                None => clear_field(slot),
            }
        }
        Ok(())
    }

    /// The generic alias `cls[key, value]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::sequence::class_getitem(cls, object)
    }
}

extern "C" fn repr(this: &DefaultDict) -> PyResult {
    // SAFETY: dict's own repr, on a dict.
    let content: Ref = unsafe {
        match (*PyDict_Type.raw()).tp_repr {
            Some(f) => Ref::from_c(f(this.as_ptr()))?,
            None => none_ref(),
        }
    };
    let mut out = Writer::new();
    out.push(&this.class().name());
    out.push("(");
    match this.factory() {
        None => out.push("None"),
        Some(f) => match ReprGuard::enter(&f)? {
            None => out.push("..."),
            Some(_guard) => out.push_repr(&f)?,
        },
    }
    out.push(", ");
    out.push_text(&*content.str()?);
    out.push(")");
    out.finish()
}

extern "C" fn or(a: &Object, b: &Object) -> PyResult {
    let (own, other) = match (a.downcast::<DefaultDict>(), b.downcast::<DefaultDict>()) {
        (Some(x), _) => (x, b),
        (None, Some(y)) => (y, a),
        (None, None) => return not_implemented_result(),
    };
    if other.downcast::<Dict>().is_none() {
        return not_implemented_result();
    }
    let new = own.renew(a)?;
    match new.downcast::<Dict>() {
        Some(d) => d.merge(b, true)?,
        None => return Err(objects::exceptions::bad_internal_call()),
    }
    Ok(new)
}

extern "C" fn init(this: &DefaultDict, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    initialise(this, args, kwargs).into()
}

fn initialise(this: &DefaultDict, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    let factory = args.get(0);
    if let Some(f) = factory
        && !is_none(f)
        && !f.is_callable()
    {
        return Err(raise!(TypeError, "first argument must be callable or None"));
    }
    this.set_default_factory(factory)?;
    let rest = args.slice(1, args.len())?;
    // SAFETY: dict's own init, on a dict.
    unsafe {
        match (*PyDict_Type.raw()).tp_init {
            Some(f) => {
                let kw = kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr());
                Status::from_c(f(this.as_ptr(), rest.as_object_ptr(), kw)).map(|_| ())
            }
            None => Ok(()),
        }
    }
}

extern "C" fn dealloc(this: *mut DefaultDict) {
    // SAFETY: the last reference is gone; dict's dealloc does the rest.
    unsafe {
        objects::gc::untrack(Object::from_ptr(this.cast()));
        let class = (*this).class().as_ptr();
        clear_field(&raw mut (*this.cast::<DefaultDictObject>()).default_factory);
        if let Some(f) = (*PyDict_Type.raw()).tp_dealloc {
            f(this.cast());
        }
        base::refcount::decref(class);
    }
}

extern "C" fn traverse(this: &DefaultDict, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let f = (*this.raw()).default_factory;
        if !f.is_null() {
            let r = visit(f, arg);
            if r != 0 {
                return r;
            }
        }
        match (*PyDict_Type.raw()).tp_traverse {
            Some(t) => match t(this.as_ptr(), Some(visit), arg) {
                0 => traverse_type(this, visit, arg),
                r => r,
            },
            None => 0,
        }
    }
}

extern "C" fn clear(this: &DefaultDict) -> c_int {
    // SAFETY: the field owns its reference.
    unsafe { clear_field(&raw mut (*this.raw()).default_factory) };
    this.dict().clear();
    0
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_or: objects::slots::number(or),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

pub static DEFAULTDICT: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"collections.defaultdict".as_ptr(),
    tp_basicsize: size_of::<DefaultDictObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<DefaultDict>(dealloc),
    tp_repr: objects::slots::repr(repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: c"defaultdict(default_factory=None, /, [...]) --> dict with a default factory\n\nThe factory is called without arguments to make the value of a key that is missing; the rest is as in dict.".as_ptr(),
    tp_traverse: objects::slots::traverse(traverse),
    tp_clear: objects::slots::clear(clear),
    tp_methods: DefaultDict::METHODS,
    tp_getset: DefaultDict::GETSET,
    tp_init: objects::slots::init(init),
    ..Type::EMPTY
});
