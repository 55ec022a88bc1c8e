//! `typing.Union`, which is also `types.UnionType`: `int | str`.
//!
//! The arguments are flat (no unions within) and without duplicates. Those that can be hashed are also kept as a set, for
//! comparing regardless of order; the others are compared one by one.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Hash, Object, PyResult, Ref, object_view};
use layout::*;

use crate::clinic::*;
use crate::exceptions::replace;
use crate::genericalias::{GenericAlias, parameters, show};
use crate::prelude::*;

/// The struct behind a union.
#[repr(C)]
pub struct UnionObject {
    pub ob_base: PyObject,
    pub args: *mut PyObject,
    pub hashable_args: *mut PyObject,
    pub unhashable_args: *mut PyObject,
    pub parameters: *mut PyObject,
    pub weakreflist: *mut PyObject,
}

object_view!(
    /// `typing.Union`.
    pub Union, UnionObject, "typing.Union", |o| o.is_exactly(_PyUnion_Type.raw())
);

impl Union {
    pub fn args(&self) -> Ref<Tuple> {
        // SAFETY: set for good by the constructor.
        unsafe { Tuple::from_raw((*self.raw()).args.cast()) }.to_ref()
    }

    fn hashable(&self) -> Ref {
        // SAFETY: set for good by the constructor.
        unsafe { Object::from_ptr((*self.raw()).hashable_args) }.to_ref()
    }

    fn unhashable(&self) -> Option<Ref<Tuple>> {
        // SAFETY: set for good by the constructor, or NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).unhashable_args) }
    }

    fn parameters(&self) -> PyResult<Ref<Tuple>> {
        // SAFETY: the field owns a tuple or is NULL.
        unsafe {
            if (*self.raw()).parameters.is_null() {
                let made = parameters::collect(&self.args())?;
                replace(&raw mut (*self.raw()).parameters, Some(made.upcast()));
            }
            Ok(Tuple::from_raw((*self.raw()).parameters.cast()).to_ref())
        }
    }
}

/// Gathers the members of a union.
struct Builder {
    args: Vec<Ref>,
    hashable: Ref<Set>,
    unhashable: Vec<Ref>,
}

impl Builder {
    fn new() -> PyResult<Builder> {
        Ok(Builder {
            args: Vec::new(),
            hashable: Set::new()?,
            unhashable: Vec::new(),
        })
    }

    fn add(&mut self, arg: &Object) -> PyResult<()> {
        if let Some(u) = arg.downcast::<Union>() {
            for a in u.args().as_slice() {
                self.add(a)?;
            }
            return Ok(());
        }
        let arg = if is_none(arg) {
            &crate::object::_PyNone_Type
        } else {
            arg
        };
        match arg.hash() {
            Ok(_) => {
                if self.hashable.add(arg)? {
                    self.args.push(arg.to_ref());
                }
            }
            Err(raised) => {
                crate::exceptions::clear_if(&crate::exceptions::types::TypeError, raised)?;
                for u in &self.unhashable {
                    if u.equals(arg)? {
                        return Ok(());
                    }
                }
                self.unhashable.push(arg.to_ref());
                self.args.push(arg.to_ref());
            }
        }
        Ok(())
    }

    fn finish(mut self) -> PyResult {
        match self.args.len() {
            0 => return Err(raise!(TypeError, "Cannot take a Union of no types.")),
            1 => {
                return self.args.pop().ok_or(base::Raised::ASSUMED);
            }
            _ => {}
        }
        let hashable = FrozenSet::from_iterable(&self.hashable)?;
        let unhashable = match self.unhashable.is_empty() {
            true => None,
            false => Some(Tuple::from_vec(self.unhashable)?),
        };
        let args = Tuple::from_vec(self.args)?;
        let union_ = crate::alloc::gc_new::<Union>(&_PyUnion_Type)?;
        // SAFETY: fresh.
        unsafe {
            let raw = union_.raw();
            (*raw).args = args.into_ptr();
            (*raw).hashable_args = hashable.into_ptr();
            (*raw).unhashable_args = unhashable.map_or(core::ptr::null_mut(), Ref::into_ptr);
            (*raw).parameters = core::ptr::null_mut();
            (*raw).weakreflist = core::ptr::null_mut();
        }
        crate::gc::track(&union_);
        Ok(union_.upcast())
    }
}

/// May the object stand beside `|` without a word from its own type?
fn is_unionable(o: &Object) -> bool {
    is_none(o)
        || o.downcast::<Type>().is_some()
        || o.downcast::<GenericAlias>().is_some()
        || o.downcast::<Union>().is_some()
        || crate::typevar::alias::TypeAlias::check_instance(o)
}

/// `_Py_union_type_or`: the `nb_or` of types, generic aliases, unions and type aliases.
pub fn or(a: &Object, b: &Object) -> PyResult {
    if !is_unionable(a) || !is_unionable(b) {
        return not_implemented_result();
    }
    let mut builder = Builder::new()?;
    builder.add(a)?;
    builder.add(b)?;
    builder.finish()
}

/// What is no type goes through `typing._type_check`, which makes a ForwardRef of a string.
fn checked(o: &Object) -> PyResult {
    if is_unionable(o) {
        return Ok(o.to_ref());
    }
    crate::typevar::call_typing(
        "_type_check",
        &[o, interned!("Union[arg, ...]: each arg must be a type.")],
    )
}

/// `Union[args]`: a tuple's items, or the one argument.
pub fn from_args(args: &Object) -> PyResult {
    let mut builder = Builder::new()?;
    match args.downcast::<Tuple>() {
        Some(t) if args.is_exactly(crate::tuple::PyTuple_Type.raw()) => {
            for a in t.as_slice() {
                builder.add(&*checked(a)?)?;
            }
        }
        _ => builder.add(&*checked(args)?)?,
    }
    builder.finish()
}

/// A union with anything: what is no type goes through `typing`.
extern "C" fn or_slot(a: &Object, b: &Object) -> PyResult {
    let mut builder = Builder::new()?;
    for part in [a, b] {
        let part = checked(part)?;
        builder.add(&part)?;
    }
    builder.finish()
}

/// `__module__` is the class's: typing's special forms have one.
extern "C" fn getattro(this: &Union, name: &Object) -> PyResult {
    if let Some(s) = name.downcast::<Str>()
        && s.eq_literal("__module__")
    {
        return this.class().get_attr(s);
    }
    this.generic_get_attr(name)
}

extern "C" fn hash(this: &Union) -> Hash {
    (|| {
        if let Some(unhashable) = this.unhashable() {
            for o in unhashable.as_slice() {
                o.hash()?; // raises
            }
            return Err(raise!(
                TypeError,
                "union contains {} unhashable elements",
                unhashable.len()
            ));
        }
        this.hashable().hash()
    })()
    .into()
}

extern "C" fn repr(this: &Union) -> PyResult {
    let mut out = Vec::new();
    for (i, arg) in this.args().as_slice().iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(b" | ");
        }
        show::type_repr(&mut out, arg)?;
    }
    Ok(Str::from_wtf8(&out)?.upcast())
}

fn equal(a: &Union, b: &Union) -> PyResult<bool> {
    if !a.hashable().equals(&b.hashable())? {
        return Ok(false);
    }
    let (Some(x), Some(y)) = (a.unhashable(), b.unhashable()) else {
        return Ok(a.unhashable().is_none() && b.unhashable().is_none());
    };
    if x.len() != y.len() {
        return Ok(false);
    }
    for o in x.as_slice() {
        if !y.contains(o)? {
            return Ok(false);
        }
    }
    Ok(true)
}

extern "C" fn richcompare(this: &Union, other: &Object, op: c_int) -> PyResult {
    let want = match op {
        2 => true,
        3 => false,
        _ => return not_implemented_result(),
    };
    let Some(other) = other.downcast::<Union>() else {
        return not_implemented_result();
    };
    Ok(py_bool(equal(this, other)? == want).to_ref().upcast())
}

extern "C" fn getitem(this: &Union, item: &Object) -> PyResult {
    let args = parameters::substitute(this, &this.args(), &*this.parameters()?, item)?;
    from_args(&args)
}

#[pymethods]
impl Union {
    #[method("__mro_entries__(bases, /)", nosig)]
    fn mro_entries(&self, bases: &Object) -> PyResult<()> {
        let _ = bases;
        Err(raise!(
            TypeError,
            "Cannot subclass {}",
            self.repr()?.to_string_lossy()
        ))
    }

    #[classmethod("__class_getitem__(args, /)", nosig)]
    fn class_getitem(cls: &Type, args: &Object) -> PyResult {
        let _ = cls;
        from_args(args)
    }

    #[getter("__name__")]
    fn name(&self) -> PyResult<Ref<Str>> {
        Ok(interned!("Union").to_ref())
    }

    #[getter("__qualname__")]
    fn qualname(&self) -> PyResult<Ref<Str>> {
        Ok(interned!("Union").to_ref())
    }

    #[getter("__origin__")]
    fn origin(&self) -> PyResult {
        Ok(_PyUnion_Type.to_ref().upcast())
    }

    /// The type variables in the union.
    #[getter("__parameters__")]
    fn get_parameters(&self) -> PyResult<Ref<Tuple>> {
        self.parameters()
    }
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        let raw = op.cast::<UnionObject>();
        if !(*raw).weakreflist.is_null() {
            crate::weakref::clear_weakrefs(op);
        }
        crate::clear_field!(
            (*raw).args,
            (*raw).hashable_args,
            (*raw).unhashable_args,
            (*raw).parameters
        );
        crate::alloc::gc_free(op);
    }
}

unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    let raw = op.cast::<UnionObject>();
    // SAFETY: layout.
    let (a, b, c, d) = unsafe {
        (
            (*raw).args,
            (*raw).hashable_args,
            (*raw).unhashable_args,
            (*raw).parameters,
        )
    };
    crate::visit_field!(visit, arg, a, b, c, d);
    0
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 2]> = crate::slots::Table::new([
    crate::slots::member(
        c"__args__",
        _Py_T_OBJECT,
        offset_of!(UnionObject, args),
        Py_READONLY,
    ),
    crate::slots::MEMBERS_END,
]);

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_or: crate::slots::number(or_slot),
    // SAFETY: all-zero is "no such slot".
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: None,
    mp_subscript: crate::slots::binary(getitem),
    mp_ass_subscript: None,
};

#[unsafe(no_mangle)]
pub static _PyUnion_Type: Type = Type::new(PyTypeObject {
    tp_name: c"typing.Union".as_ptr(),
    tp_basicsize: size_of::<UnionObject>() as isize,
    tp_dealloc: Some(dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: crate::slots::hash(hash),
    tp_getattro: crate::slots::getattro(getattro),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: c"A union of types, such as int | str.".as_ptr(),
    tp_traverse: Some(traverse),
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_weaklistoffset: offset_of!(UnionObject, weakreflist) as isize,
    tp_methods: Union::METHODS,
    tp_members: MEMBERS.first(),
    tp_getset: Union::GETSET,
    ..Type::EMPTY
});
