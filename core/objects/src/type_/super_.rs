//! `super`: attribute lookup that begins after a class in the MRO of an object's class.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::tstate;
use layout::*;

use crate::descr::clear_field;
use crate::prelude::*;
use crate::slots;

#[repr(C)]
pub struct SuperObject {
    pub ob_base: PyObject,
    /// The class after which the search begins; NULL until `__init__`.
    pub ty: *mut PyTypeObject,
    /// The instance or class bound to; NULL if unbound.
    pub obj: *mut PyObject,
    /// The class whose MRO is searched.
    pub obj_type: *mut PyTypeObject,
}

object_view!(
    /// `super`.
    pub Super, SuperObject, "super", |o| crate::type_::is_subtype_instance(o, &PySuper_Type)
);

/// `super(ty, obj)`.
pub fn make(ty: &Type, obj: &Object) -> PyResult {
    let s = PySuper_Type.alloc(0)?;
    set(&s, ty, Some(obj))?;
    Ok(s)
}

fn set(s: &Object, ty: &Type, obj: Option<&Object>) -> PyResult<()> {
    let obj_type = match obj {
        Some(o) => Some(check(ty, o)?),
        None => None,
    };
    // SAFETY: a super object; the fields own their references.
    unsafe {
        let raw = s.as_ptr().cast::<SuperObject>();
        let replace = |field: *mut *mut PyObject, new: *mut PyObject| {
            drop(Ref::<Object>::from_owned_opt(field.replace(new)));
        };
        replace((&raw mut (*raw).ty).cast(), ty.to_ref().into_ptr());
        replace(
            &raw mut (*raw).obj,
            obj.map_or(core::ptr::null_mut(), |o| o.to_ref().into_ptr()),
        );
        replace(
            (&raw mut (*raw).obj_type).cast(),
            obj_type.map_or(core::ptr::null_mut(), Ref::into_ptr),
        );
    }
    Ok(())
}

/// `supercheck`: the class whose MRO is searched, for a class or an instance.
fn check(ty: &Type, obj: &Object) -> PyResult<Ref<Type>> {
    if let Some(t) = obj.downcast::<Type>()
        && t.is_subtype(ty)
    {
        return Ok(t.to_ref());
    }
    if obj.class().is_subtype(ty) {
        return Ok(obj.class().to_ref());
    }
    // A proxy may say that it is of another class.
    if let Some(c) = obj.get_attr_opt(id!(__class__))?
        && let Some(c) = c.downcast::<Type>()
        && !core::ptr::eq(c.raw(), obj.type_ptr())
        && c.is_subtype(ty)
    {
        return Ok(c.to_ref());
    }
    let (what, name) = match obj.downcast::<Type>() {
        Some(t) => ("type", t.tp_name()),
        None => ("instance of", obj.class().tp_name()),
    };
    Err(raise!(
        TypeError,
        "super(type, obj): obj ({what} {name}) is not an instance or subtype of type ({}).",
        ty.tp_name()
    ))
}

/// The attribute as the classes after `ty` in the MRO of `obj_type` have it, bound. None if none has it.
///
/// With `method`, a method descriptor is not bound but reported as needing the object (`LOAD_SUPER_METHOD`).
pub fn lookup(
    ty: &Type,
    obj: &Object,
    obj_type: &Type,
    name: &Str,
    method: bool,
) -> PyResult<Option<(Ref, bool)>> {
    if name.eq_literal("__class__") {
        // `super().__class__` is `super`.
        return Ok(None);
    }
    let Some(mro) = obj_type.mro() else {
        return Ok(None);
    };
    let mro = mro.to_ref();
    let classes = mro.as_slice();
    let Some(start) = classes.iter().position(|c| c.is(ty)) else {
        return Ok(None);
    };
    for class in &classes[start + 1..] {
        let Some(dict) = class.downcast::<Type>().and_then(|c| c.dict_opt()) else {
            continue;
        };
        let Some(found) = dict.to_ref().get(name)? else {
            continue;
        };
        // SAFETY: the slot's contract.
        unsafe {
            let ft = found.type_ptr();
            if method && (*ft).tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR != 0 {
                return Ok(Some((found, true)));
            }
            if let Some(get) = (*ft).tp_descr_get {
                // Bound to a class: as if read from the class, without an instance.
                let instance = if core::ptr::eq(obj.as_ptr(), obj_type.as_ptr()) {
                    core::ptr::null_mut()
                } else {
                    obj.as_ptr()
                };
                let bound = Ref::from_c(get(found.as_ptr(), instance, obj_type.as_ptr()))?;
                return Ok(Some((bound, false)));
            }
        }
        return Ok(Some((found, false)));
    }
    Ok(None)
}

/// `super(ty, obj).name` without making the super object (`_PySuper_Lookup`).
pub fn super_lookup(ty: &Type, obj: &Object, name: &Str, method: bool) -> PyResult<(Ref, bool)> {
    let obj_type = check(ty, obj)?;
    if let Some(r) = lookup(ty, obj, &obj_type, name, method)? {
        return Ok(r);
    }
    let s = make(ty, obj)?;
    Ok((s.generic_get_attr(name)?, false))
}

impl Super {
    fn ty(&self) -> Option<&Type> {
        // SAFETY: NULL or kept.
        unsafe { (*self.raw()).ty.cast::<Type>().as_ref() }
    }
    fn obj(&self) -> Option<&Object> {
        // SAFETY: NULL or kept.
        unsafe { Object::from_ptr_opt((*self.raw()).obj) }
    }
    fn obj_type(&self) -> Option<&Type> {
        // SAFETY: NULL or kept.
        unsafe { (*self.raw()).obj_type.cast::<Type>().as_ref() }
    }
}

extern "C" fn getattro(this: &Super, name: &Object) -> PyResult {
    if let (Some(ty), Some(obj), Some(obj_type), Some(text)) = (
        this.ty(),
        this.obj(),
        this.obj_type(),
        name.downcast::<Str>(),
    ) && let Some((v, _)) = lookup(ty, obj, obj_type, text, false)?
    {
        return Ok(v);
    }
    this.generic_get_attr(name)
}

extern "C" fn descr_get(this: &Super, instance: Option<&Object>, _: Option<&Object>) -> PyResult {
    let (Some(instance), None) = (instance.filter(|i| !is_none(i)), this.obj()) else {
        return Ok(this.to_ref().upcast());
    };
    let Some(ty) = this.ty() else {
        return Ok(this.to_ref().upcast());
    };
    if !this.is_exactly(PySuper_Type.raw()) {
        // A subclass's constructor knows what else it needs.
        return this.class().call(&[ty, instance]);
    }
    make(ty, instance)
}

/// `super()` without arguments: `__class__` and the first argument of the running function.
fn from_frame() -> PyResult<(Ref<Type>, Ref)> {
    // SAFETY: attached; the running frame's code and locals are live.
    unsafe {
        let mut frame = (*tstate::current()).current_frame;
        // Frames of the interpreter's own do not count.
        while !frame.is_null() && (*frame).owner as u32 >= FRAME_OWNED_BY_INTERPRETER as u32 {
            frame = (*frame).previous;
        }
        if frame.is_null() {
            return Err(raise!(RuntimeError, "super(): no current frame"));
        }
        let executable =
            base::StackRef::from_borrowed(((*frame).f_executable.bits & !1) as *mut PyObject);
        let Some(code) = executable.as_object().downcast::<Code>() else {
            return Err(raise!(RuntimeError, "super(): no current frame"));
        };
        let co = code.raw();
        if (*co).co_argcount == 0 {
            return Err(raise!(RuntimeError, "super(): no arguments"));
        }
        let locals = (&raw mut (*frame).localsplus).cast::<usize>();
        let local = |i: usize| (*locals.add(i) & !1) as *mut PyObject;
        // An argument captured by an inner function lives in a cell once the function has begun.
        let mut first = Ref::<Object>::from_borrowed_opt(local(0));
        if let Some(f) = &first
            && let Some(kinds) =
                Object::from_ptr((*co).co_localspluskinds).downcast::<crate::Bytes>()
            && kinds
                .as_slice()
                .first()
                .is_some_and(|k| k & CO_FAST_CELL as u8 != 0)
            && let Some(cell) = f.downcast::<Cell>()
        {
            let inner = cell.get();
            first = inner;
        }
        let Some(first) = first else {
            return Err(raise!(RuntimeError, "super(): arg[0] deleted"));
        };
        // `__class__` is a free variable.
        let n = (*co).co_nlocalsplus as usize;
        let free = (*co).co_nfreevars as usize;
        let Some(names) = Object::from_ptr((*co).co_localsplusnames).downcast::<Tuple>() else {
            return Err(raise!(RuntimeError, "super(): bad __class__ cell"));
        };
        for i in n - free..n {
            let is_class = names
                .get(i)
                .and_then(|n| n.downcast::<Str>())
                .is_some_and(|n| n.eq_literal("__class__"));
            if !is_class {
                continue;
            }
            let Some(cell) = Object::from_ptr_opt(local(i)).and_then(|c| c.downcast::<Cell>())
            else {
                return Err(raise!(RuntimeError, "super(): bad __class__ cell"));
            };
            let Some(class) = cell.get() else {
                return Err(raise!(RuntimeError, "super(): empty __class__ cell"));
            };
            return match class.downcast_into::<Type>() {
                Ok(t) => Ok((t, first)),
                Err(c) => Err(raise!(
                    RuntimeError,
                    "super(): __class__ is not a type ({})",
                    c.class().tp_name()
                )),
            };
        }
        Err(raise!(RuntimeError, "super(): __class__ cell not found"))
    }
}

fn init_from(this: &Object, args: &[&Object]) -> PyResult<()> {
    match args {
        [] => {
            let (ty, obj) = from_frame()?;
            set(this, &ty, Some(&obj))
        }
        [ty, rest @ ..] if rest.len() <= 1 => {
            let Some(t) = ty.downcast::<Type>() else {
                return Err(raise!(
                    TypeError,
                    "super() argument 1 must be a type, not {}",
                    ty.class().tp_name()
                ));
            };
            set(this, t, rest.first().copied().filter(|o| !is_none(o)))
        }
        more => Err(raise!(
            TypeError,
            "super() expected at most 2 arguments, got {}",
            more.len()
        )),
    }
}

extern "C" fn init(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    let run = || -> PyResult<()> {
        if kwargs.is_some_and(|k| !k.is_empty()) {
            return Err(raise!(TypeError, "super() takes no keyword arguments"));
        }
        init_from(this, args.as_slice())
    };
    run().into()
}

extern "C" fn vectorcall(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    if kwnames.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "super() takes no keyword arguments"));
    }
    let s = ty.alloc(0)?;
    // SAFETY: the vectorcall convention.
    let args = unsafe {
        crate::abstract_::call::object_slice(args, crate::abstract_::call::nargs(nargsf))
    };
    init_from(&s, args)?;
    Ok(s)
}

extern "C" fn repr(this: &Super) -> PyResult {
    let ty = this
        .ty()
        .map_or("NULL".into(), |t| t.tp_name().into_owned());
    let text = match this.obj_type() {
        Some(t) => format!("<super: <class '{ty}'>, <{} object>>", t.tp_name()),
        None => format!("<super: <class '{ty}'>, NULL>"),
    };
    Ok(Str::from_str(&text)?.upcast())
}

extern "C" fn dealloc(o: *mut Super) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        let raw = (*o).raw();
        clear_field(&raw mut (*raw).obj);
        clear_field(&raw mut (*raw).ty);
        clear_field(&raw mut (*raw).obj_type);
        super::free_instance(o.cast());
    }
}

extern "C" fn traverse(this: &Super, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        let s = this.raw();
        crate::visit_field!(visit, arg, (*s).obj, (*s).ty, (*s).obj_type);
    }
    0
}

static MEMBERS: slots::Table<[PyMemberDef; 4]> = slots::Table::new([
    slots::member_doc(
        c"__thisclass__",
        _Py_T_OBJECT,
        offset_of!(SuperObject, ty),
        Py_READONLY,
        c"the class invoking super()",
    ),
    slots::member_doc(
        c"__self__",
        _Py_T_OBJECT,
        offset_of!(SuperObject, obj),
        Py_READONLY,
        c"the instance invoking super(); may be None",
    ),
    slots::member_doc(
        c"__self_class__",
        _Py_T_OBJECT,
        offset_of!(SuperObject, obj_type),
        Py_READONLY,
        c"the type of the instance invoking super(); may be None",
    ),
    slots::MEMBERS_END,
]);

#[unsafe(no_mangle)]
pub static PySuper_Type: Type = Type::new(PyTypeObject {
    tp_name: c"super".as_ptr(),
    tp_basicsize: size_of::<SuperObject>() as isize,
    tp_dealloc: slots::dealloc::<Super>(dealloc),
    tp_repr: slots::repr::<Super>(repr),
    tp_getattro: slots::getattro::<Super>(getattro),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    tp_doc: c"super() -> the classes after the one that the running method belongs to\nsuper(type) -> not yet bound\nsuper(type, object) -> bound to an instance\nsuper(type, type2) -> bound to a subclass\n\nFor calling the method that an override hides:\n\n    class C(B):\n        def method(self, arg):\n            super().method(arg)".as_ptr(),
    tp_traverse: slots::traverse::<Super>(traverse),
    tp_members: MEMBERS.first(),
    tp_descr_get: slots::descr_get::<Super>(descr_get),
    tp_init: slots::init::<Object>(init),
    tp_alloc: slots::GENERIC_ALLOC,
    tp_new: slots::GENERIC_NEW,
    tp_free: Some(slots::PyObject_GC_Del),
    tp_vectorcall: slots::vectorcall::<Type>(vectorcall),
    ..Type::EMPTY
});
