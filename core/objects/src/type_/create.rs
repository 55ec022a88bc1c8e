//! `type(name, bases, namespace)`: choosing the metaclass and the base that instances are laid out by, slots, and the new type.

use core::mem::offset_of;

use base::mem::{self, Domain};
use base::tstate;
use layout::*;

use super::{attributes, slotdefs, subtype};
use crate::prelude::*;
use crate::slots;

impl Type {
    /// `type(name, bases, namespace)`.
    pub fn create(name: &Str, bases: &Tuple, namespace: &Dict) -> PyResult<Ref<Type>> {
        let args = Tuple::from_slice(&[name, bases, namespace])?;
        let t = super::PyType_Type.call_tuple(&args, None)?;
        t.downcast_into::<Type>()
            .map_err(|_| crate::exceptions::bad_internal_call())
    }
}

/// The type whose struct instances of `ty` really have: the last along `tp_base` that changes the size.
pub(crate) fn best_solid_base(ty: &Type) -> &Type {
    let mut at = ty;
    while let Some(base) = at.base() {
        // SAFETY: live types.
        let differs = unsafe {
            (*at.raw()).tp_basicsize != (*base.raw()).tp_basicsize
                || (*at.raw()).tp_itemsize != (*base.raw()).tp_itemsize
        };
        if differs {
            return at;
        }
        at = base;
    }
    at
}

/// The base that instances are laid out by: the one whose solid base is a subtype of all others'.
pub(crate) fn best_base(bases: &Tuple) -> PyResult<&Type> {
    let mut best: Option<(&Type, &Type)> = None;
    for b in bases.as_slice() {
        let Some(base) = b.downcast::<Type>() else {
            return Err(raise!(TypeError, "bases must be types"));
        };
        if base.dict_opt().is_none() {
            base.ready()?;
        }
        if !base.has(Py_TPFLAGS_BASETYPE) {
            return Err(raise!(
                TypeError,
                "type '{}' is not an acceptable base type",
                base.tp_name()
            ));
        }
        let solid = best_solid_base(base);
        best = match best {
            None => Some((base, solid)),
            Some((b, winner)) if winner.is_subtype(solid) => Some((b, winner)),
            Some((_, winner)) if solid.is_subtype(winner) => Some((base, solid)),
            Some(_) => {
                return Err(raise!(
                    TypeError,
                    "multiple bases have instance lay-out conflict"
                ));
            }
        };
    }
    match best {
        Some((b, _)) => Ok(b),
        None => Ok(&crate::object::PyBaseObject_Type),
    }
}

/// `_PyType_CalculateMetaclass`: the most derived of the given metaclass and those of the bases.
pub fn calculate_metaclass<'a>(metatype: &'a Type, bases: &'a Tuple) -> PyResult<&'a Type> {
    let mut winner = metatype;
    for b in bases.as_slice() {
        let class = b.class();
        if winner.is_subtype(class) {
            continue;
        }
        if class.is_subtype(winner) {
            winner = class;
            continue;
        }
        return Err(raise!(
            TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"
        ));
    }
    Ok(winner)
}

/// `type.__new__`.
pub extern "C" fn type_new(metatype: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let [name, bases, namespace] = args.as_slice() else {
        return Err(raise!(
            TypeError,
            "type.__new__() takes exactly 3 arguments ({} given)",
            args.len()
        ));
    };
    let wrong = |position: usize, want: &str, got: &Object| {
        raise!(
            TypeError,
            "type.__new__() argument {position} must be {want}, not {}",
            if is_none(got) {
                "None".into()
            } else {
                got.class().tp_name()
            }
        )
    };
    let name = name
        .downcast::<Str>()
        .ok_or_else(|| wrong(1, "str", name))?;
    let bases = bases
        .downcast::<Tuple>()
        .ok_or_else(|| wrong(2, "tuple", bases))?;
    let namespace = namespace
        .downcast::<Dict>()
        .ok_or_else(|| wrong(3, "dict", namespace))?;
    for b in bases.as_slice() {
        if b.downcast::<Type>().is_none() && b.has_attr(id!(__mro_entries__))? {
            return Err(raise!(
                TypeError,
                "type() doesn't support MRO entry resolution; use types.new_class()"
            ));
        }
    }
    let winner = calculate_metaclass(metatype, bases)?;
    if !core::ptr::eq(winner, metatype) {
        // SAFETY: the slot's contract.
        unsafe {
            match (*winner.raw()).tp_new {
                Some(f) if f as usize != type_new as *const () as usize => {
                    return Ref::from_c(f(
                        winner.raw(),
                        args.as_ptr(),
                        kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr()),
                    ));
                }
                Some(_) => {}
                None => {
                    return Err(raise!(
                        TypeError,
                        "cannot create '{}' instances",
                        winner.tp_name()
                    ));
                }
            }
        }
    }
    let owned_bases;
    let bases = if bases.is_empty() {
        owned_bases = Tuple::from_slice(&[&crate::object::PyBaseObject_Type])?;
        &*owned_bases
    } else {
        bases
    };
    let base = best_base(bases)?.to_ref();
    let new = Creation {
        metatype: winner,
        name,
        bases,
        base: &base,
        dict: namespace.copy()?,
    }
    .run()?;
    set_names(&new)?;
    call_init_subclass(&new, kwargs)?;
    Ok(new.upcast())
}

/// A class under construction.
struct Creation<'a> {
    metatype: &'a Type,
    name: &'a Str,
    bases: &'a Tuple,
    base: &'a Type,
    /// The namespace, copied: it becomes the type's dict.
    dict: Ref<Dict>,
}

/// What `__slots__` comes to.
struct Layout {
    /// Sorted and mangled names, None without `__slots__`.
    slots: Option<Ref<Tuple>>,
    add_dict: bool,
    add_weak: bool,
}

impl Creation<'_> {
    fn run(&self) -> PyResult<Ref<Type>> {
        let layout = self.layout()?;
        let count = layout.slots.as_ref().map_or(0, |s| s.len());
        // SAFETY: the metatype's instances are heap types with room for `count` member entries.
        unsafe {
            let ty = self.metatype.alloc_as::<Type>(count)?;
            let heap = ty.heap();
            let raw = ty.raw();
            (*raw).tp_flags = Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
            (*raw).tp_as_async = &raw mut (*heap).as_async;
            (*raw).tp_as_sequence = &raw mut (*heap).as_sequence;
            (*raw).tp_as_mapping = &raw mut (*heap).as_mapping;
            (*raw).tp_as_number = &raw mut (*heap).as_number;
            (*raw).tp_as_buffer = &raw mut (*heap).as_buffer;
            (*raw).tp_bases = self.bases.to_ref().into_ptr();
            (*raw).tp_base = self.base.to_ref().into_ptr().cast();
            (*raw).tp_dict = self.dict.to_ref().into_ptr();
            (*heap).ht_name = self.name.to_ref().into_ptr();
            (*heap).ht_slots = layout
                .slots
                .as_ref()
                .map_or(core::ptr::null_mut(), |s| s.to_ref().into_ptr());
            (*raw).tp_dealloc = slots::dealloc::<Object>(subtype::subtype_dealloc);
            (*raw).tp_alloc = slots::GENERIC_ALLOC;
            (*raw).tp_free = Some(slots::PyObject_GC_Del);
            (*raw).tp_traverse = slots::traverse::<Object>(subtype::subtype_traverse);
            (*raw).tp_clear = slots::clear::<Object>(subtype::subtype_clear);
            self.set_attributes(&ty, &layout)?;
            ty.ready()?;
            slotdefs::fill_slots(&ty);
            if !ty.dict().has_only_str_keys() {
                crate::warnings::warn(
                    &crate::exceptions::types::RuntimeWarning,
                    format_args!("non-string key in the __dict__ of class {}", ty.tp_name()),
                    1,
                )?;
            }
            Ok(ty)
        }
    }

    fn layout(&self) -> PyResult<Layout> {
        // SAFETY: a live type.
        let (may_dict, may_weak, items) = unsafe {
            let b = self.base.raw();
            (
                (*b).tp_dictoffset == 0,
                (*b).tp_weaklistoffset == 0 && (*b).tp_itemsize == 0,
                (*b).tp_itemsize != 0,
            )
        };
        let Some(declared) = self.dict.get_str(id!(__slots__))? else {
            return Ok(Layout {
                slots: None,
                add_dict: may_dict,
                add_weak: may_weak,
            });
        };
        let declared = if declared.downcast::<Str>().is_some() {
            Tuple::from_slice(&[&declared])?
        } else {
            Tuple::from_iterable(&declared)?
        };
        if !declared.is_empty() && items {
            return Err(raise!(
                TypeError,
                "nonempty __slots__ not supported for subtype of '{}'",
                self.base.tp_name()
            ));
        }
        let mut layout = Layout {
            slots: None,
            add_dict: false,
            add_weak: false,
        };
        let names = List::new()?;
        for name in declared.as_slice() {
            let Some(name) = name.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "__slots__ items must be strings, not '{}'",
                    name.class().tp_name()
                ));
            };
            if !is_identifier(name)? {
                return Err(raise!(TypeError, "__slots__ must be identifiers"));
            }
            if name.eq_literal("__dict__") {
                if !may_dict || layout.add_dict {
                    return Err(raise!(
                        TypeError,
                        "__dict__ slot disallowed: we already got one"
                    ));
                }
                layout.add_dict = true;
            } else if name.eq_literal("__weakref__") {
                if !may_weak || layout.add_weak {
                    return Err(raise!(
                        TypeError,
                        "__weakref__ slot disallowed: we already got one"
                    ));
                }
                layout.add_weak = true;
            } else {
                let mangled = Str::intern(mangle(self.name, name)?);
                names.push(&mangled)?;
                let special = ["__qualname__", "__classcell__", "__classdictcell__"]
                    .iter()
                    .any(|s| mangled.eq_literal(s));
                if !special && self.dict.contains(&mangled)? {
                    return Err(raise!(
                        ValueError,
                        "{} in __slots__ conflicts with class variable",
                        name.repr()?.to_string_lossy()
                    ));
                }
            }
        }
        names.sort_in_place()?;
        layout.slots = Some(names.to_tuple()?);
        // Other bases may bring a dict or weak references, for which instances then have room.
        for b in self.bases.as_slice() {
            let Some(b) = b.downcast::<Type>() else {
                continue;
            };
            if core::ptr::eq(b, self.base) {
                continue;
            }
            // SAFETY: a live type.
            unsafe {
                layout.add_dict |= may_dict && (*b.raw()).tp_dictoffset != 0;
                layout.add_weak |= may_weak && (*b.raw()).tp_weaklistoffset != 0;
            }
        }
        Ok(layout)
    }

    /// # Safety
    /// `ty` is being created.
    unsafe fn set_attributes(&self, ty: &Type, layout: &Layout) -> PyResult<()> {
        let dict = &*self.dict;
        // SAFETY: the type is ours alone.
        unsafe {
            let (raw, heap) = (ty.raw(), ty.heap());
            let c_name = attributes::c_name(self.name)?;
            (*raw).tp_name = c_name;
            // What the type frees: C code may point `tp_name` elsewhere.
            (*heap)._ht_tpname = c_name.cast_mut();
            // The qualified name leaves the namespace.
            let qualname = match dict.get_str(id!(__qualname__))? {
                Some(q) => {
                    let Ok(q) = q.downcast_into::<Str>().inspect_err(|q| {
                        let _ = q;
                    }) else {
                        let got = dict.get_str(id!(__qualname__))?;
                        return Err(raise!(
                            TypeError,
                            "type __qualname__ must be a str, not {}",
                            got.as_ref().map_or("None".into(), |g| g.class().tp_name())
                        ));
                    };
                    dict.del(id!(__qualname__))?;
                    q
                }
                None => self.name.to_ref(),
            };
            (*heap).ht_qualname = qualname.into_ptr();
            if !dict.contains(id!(__module__))?
                && let Some(module) = current_module()?
            {
                dict.set(id!(__module__), &module)?;
            }
            if let Some(doc) = dict.get_str(id!(__doc__))?
                && let Some(doc) = doc.downcast::<Str>()
            {
                (*raw).tp_doc = copy_c_string(doc.as_utf8()?.as_bytes())?;
            }
            wrap_function(dict, id!(__new__), crate::function::static_method)?;
            wrap_function(dict, id!(__init_subclass__), crate::function::class_method)?;
            wrap_function(dict, id!(__class_getitem__), crate::function::class_method)?;

            // Members for the slots lie after the type's own struct.
            let members = raw
                .cast::<u8>()
                .add((*self.metatype.raw()).tp_basicsize as usize)
                .cast::<PyMemberDef>();
            let mut offset = (*self.base.raw()).tp_basicsize;
            if let Some(names) = &layout.slots {
                for (i, name) in names.as_slice().iter().enumerate() {
                    let Some(name) = name.downcast::<Str>() else {
                        continue;
                    };
                    let m = members.add(i);
                    // The str keeps its UTF-8 form, and the type keeps the str.
                    (*m).name = copy_c_string(name.as_utf8()?.as_bytes())?;
                    (*m).r#type = Py_T_OBJECT_EX;
                    (*m).offset = offset;
                    offset += size_of::<*mut PyObject>() as isize;
                }
            }
            (*raw).tp_basicsize = offset;
            (*raw).tp_itemsize = (*self.base.raw()).tp_itemsize;
            (*raw).tp_members = members;
            if layout.add_weak {
                (*raw).tp_flags |= Py_TPFLAGS_MANAGED_WEAKREF as core::ffi::c_ulong;
                (*raw).tp_weaklistoffset = MANAGED_WEAKREF_OFFSET as isize;
            }
            if layout.add_dict {
                (*raw).tp_flags |= Py_TPFLAGS_MANAGED_DICT as core::ffi::c_ulong;
                (*raw).tp_dictoffset = -1;
            }
            (*raw).tp_getset = subtype::getsets(layout.add_dict, layout.add_weak);
            let count = layout.slots.as_ref().map_or(0, |s| s.len());
            if layout.add_dict || count > 0 {
                let b = self.base.raw();
                if (*b).tp_getattr.is_none() && (*b).tp_getattro.is_none() {
                    (*raw).tp_getattro = slots::GENERIC_GETATTR;
                }
                if (*b).tp_setattr.is_none() && (*b).tp_setattro.is_none() {
                    (*raw).tp_setattro = slots::GENERIC_SETATTR;
                }
            }
            set_class_cell(ty, dict)?;
        }
        Ok(())
    }
}

/// `str.isidentifier`.
fn is_identifier(name: &Str) -> PyResult<bool> {
    name.call_method(interned!("isidentifier"), &[])?.is_true()
}

/// `_Py_Mangle`: private names carry the class's name, without its leading underscores.
fn mangle(class: &Str, name: &Str) -> PyResult<Ref<Str>> {
    if !name.starts_with("__") {
        return Ok(name.to_ref());
    }
    let text = name.to_string_lossy();
    if text.ends_with("__") || text.contains('.') {
        return Ok(name.to_ref());
    }
    let class = class.to_string_lossy();
    let class = class.trim_start_matches('_');
    if class.is_empty() {
        return Ok(name.to_ref());
    }
    Str::from_str(&format!("_{class}{text}"))
}

/// `__name__` of the running frame's globals: the module that the class is made in.
fn current_module() -> PyResult<Option<Ref>> {
    // SAFETY: attached; a running frame has globals.
    let globals = unsafe {
        let frame = (*tstate::current()).current_frame;
        if frame.is_null() {
            return Ok(None);
        }
        Ref::<Object>::from_borrowed_opt((*frame).f_globals)
    };
    match globals {
        Some(g) => match g.downcast::<Dict>() {
            Some(d) => d.get_str(id!(__name__)),
            None => Ok(None),
        },
        None => Ok(None),
    }
}

/// A zero-terminated copy in the `mem` domain.
pub(crate) fn copy_c_string(text: &[u8]) -> PyResult<*const core::ffi::c_char> {
    let block = mem::alloc(Domain::Mem, text.len() + 1).cast::<u8>();
    if block.is_null() {
        return Err(crate::exceptions::no_memory());
    }
    // SAFETY: the block has room for the text and the zero.
    unsafe {
        core::ptr::copy_nonoverlapping(text.as_ptr(), block, text.len());
        *block.add(text.len()) = 0;
    }
    Ok(block.cast())
}

/// A plain function under this name becomes a static or class method.
fn wrap_function(dict: &Dict, name: &Str, wrap: fn(&Object) -> PyResult) -> PyResult<()> {
    if let Some(f) = dict.get_str(name)?
        && f.is_exactly(crate::function::PyFunction_Type.raw())
    {
        dict.set(name, &*wrap(&f)?)?;
    }
    Ok(())
}

/// Fills the cell that `super()` and `__class__` of the methods read.
fn set_class_cell(ty: &Type, dict: &Dict) -> PyResult<()> {
    if let Some(cell) = dict.get_str(id!(__classcell__))? {
        let Some(cell) = cell.downcast::<Cell>() else {
            return Err(raise!(
                TypeError,
                "__classcell__ must be a nonlocal cell, not {}",
                cell.class().repr()?.to_string_lossy()
            ));
        };
        cell.set(Some(ty.to_ref().upcast()));
        dict.del(id!(__classcell__))?;
    }
    if let Some(cell) = dict.get_str(id!(__classdictcell__))? {
        let Some(cell) = cell.downcast::<Cell>() else {
            return Err(raise!(
                TypeError,
                "__classdictcell__ must be a nonlocal cell, not {}",
                cell.class().repr()?.to_string_lossy()
            ));
        };
        cell.set(Some(dict.to_ref().upcast()));
        dict.del(id!(__classdictcell__))?;
    }
    Ok(())
}

/// Tells the values of the namespace their names (`__set_name__`).
fn set_names(ty: &Type) -> PyResult<()> {
    let names = ty.dict().copy()?;
    let mut position = 0;
    while let Some((key, value)) = names.next_entry(&mut position) {
        let Some(f) = value.lookup_special(id!(__set_name__))? else {
            continue;
        };
        if let Err(e) = f.call(&[ty, &key]) {
            let key = key.repr().map(|k| k.to_string_lossy().into_owned());
            if let Ok(key) = key {
                crate::exceptions::add_note(format_args!(
                    "Error calling __set_name__ on '{}' instance {key} in '{}'",
                    value.class().tp_name(),
                    ty.tp_name()
                ));
            }
            return Err(e);
        }
    }
    Ok(())
}

fn call_init_subclass(ty: &Type, kwargs: Option<&Dict>) -> PyResult<()> {
    let parent = super::super_::make(ty, ty)?;
    let f = parent.get_attr(id!(__init_subclass__))?;
    f.call_tuple(Tuple::empty(), kwargs).map(drop)
}

/// `__new__` of types made in C, as a built-in method bound to the type.
static NEW_METHOD: slots::Table<PyMethodDef> = slots::Table::new(slots::keywords::<Object>(
    c"__new__",
    new_wrapper,
    c"__new__($type, *args, **kwargs)\n--\n\nMake a new object; help(type) shows the signature.",
));

extern "C" fn new_wrapper(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let Some(ty) = this.downcast::<Type>() else {
        return Err(raise!(SystemError, "__new__() called with non-type 'self'"));
    };
    let name = ty.tp_name();
    let Some(first) = args.get(0) else {
        return Err(raise!(TypeError, "{name}.__new__(): not enough arguments"));
    };
    let Some(sub) = first.downcast::<Type>() else {
        return Err(raise!(
            TypeError,
            "{name}.__new__(X): X is not a type object ({})",
            first.class().tp_name()
        ));
    };
    if !sub.is_subtype(ty) {
        return Err(raise!(
            TypeError,
            "{name}.__new__({sub}): {sub} is not a subtype of {name}",
            sub = sub.tp_name()
        ));
    }
    // The nearest base made in C must be made by this very function, or its part of the object stays unmade.
    let mut base = Some(sub);
    // SAFETY: live types.
    unsafe {
        while let Some(b) = base
            && (*b.raw())
                .tp_new
                .is_some_and(|f| f as usize == super::dispatch::slot_tp_new as *const () as usize)
        {
            base = b.base();
        }
        if let Some(b) = base
            && (*b.raw()).tp_new.map(|f| f as usize) != (*ty.raw()).tp_new.map(|f| f as usize)
        {
            if (*b.raw()).tp_new.is_none() {
                return Err(raise!(
                    TypeError,
                    "cannot create '{}' instances",
                    sub.tp_name()
                ));
            }
            return Err(raise!(
                TypeError,
                "{name}.__new__({}) is not safe, use {}.__new__()",
                sub.tp_name(),
                b.tp_name()
            ));
        }
        let Some(f) = (*ty.raw()).tp_new else {
            return Err(raise!(TypeError, "cannot create '{name}' instances"));
        };
        let rest = args.slice(1, args.len())?;
        Ref::from_c(f(
            sub.raw(),
            rest.as_ptr(),
            kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr()),
        ))
    }
}

/// Gives a type made in C its `__new__`, unless it has one.
pub(crate) fn add_new_wrapper(ty: &Type) -> PyResult<()> {
    let dict = ty.dict();
    if dict.contains(id!(__new__))? {
        return Ok(());
    }
    // SAFETY: a static entry.
    let f = unsafe { crate::CFunction::new(NEW_METHOD.ptr(), Some(ty), None, None)? };
    dict.set(id!(__new__), &f)
}

/// Is this the `__new__` of a type made in C?
pub(crate) fn is_new_wrapper(o: &Object) -> bool {
    o.is_exactly(crate::cfunction::PyCFunction_Type.raw())
        && o.downcast::<crate::CFunction>()
            .is_some_and(|f| core::ptr::eq(f.def(), NEW_METHOD.ptr()))
}

/// `type_call`: makes an instance and initialises it.
pub extern "C" fn type_call(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if core::ptr::eq(ty, &super::PyType_Type) {
        let n = args.len();
        let kw = kwargs.map_or(0, |k| k.len());
        if n == 1 && kw == 0 {
            return Ok(args
                .get(0)
                .map_or_else(none_ref, |o| o.class().to_ref().upcast()));
        }
        // With any other metaclass, three arguments are not the only possibility.
        if n != 3 {
            return Err(raise!(TypeError, "type() takes 1 or 3 arguments"));
        }
    }
    let kw = kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr());
    // SAFETY: the slots' contracts.
    unsafe {
        let Some(new) = (*ty.raw()).tp_new else {
            return Err(raise!(
                TypeError,
                "cannot create '{}' instances",
                ty.tp_name()
            ));
        };
        let object =
            crate::abstract_::call::check_result(Some(ty), new(ty.raw(), args.as_ptr(), kw), None)?;
        // `__new__` may have made something else.
        let class = object.class();
        if !core::ptr::eq(class, ty) && !class.is_subtype(ty) {
            return Ok(object);
        }
        if let Some(init) = (*class.raw()).tp_init {
            Status::from_c(init(object.as_ptr(), args.as_ptr(), kw))?;
        }
        Ok(object)
    }
}

/// The vectorcall of `type` itself: `type(x)` without a tuple.
pub extern "C" fn type_vectorcall(
    metatype: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let n = crate::abstract_::call::nargs(nargsf);
    // SAFETY: the vectorcall convention.
    unsafe {
        if n == 1 && core::ptr::eq(metatype, &super::PyType_Type) {
            if kwnames.is_some_and(|k| !k.is_empty()) {
                return Err(raise!(TypeError, "type() takes no keyword arguments"));
            }
            return Ok(Object::from_ptr(*args).class().to_ref().upcast());
        }
        crate::abstract_::call::make_tp_call(metatype, args, n, kwnames)
    }
}

/// `type.__init__`: the work is done by `__new__`.
pub extern "C" fn type_init(_: &Object, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    let run = || -> PyResult<()> {
        if kwargs.is_some_and(|k| !k.is_empty()) && args.len() == 1 {
            return Err(raise!(
                TypeError,
                "type.__init__() takes no keyword arguments"
            ));
        }
        if args.len() != 1 && args.len() != 3 {
            return Err(raise!(TypeError, "type.__init__() takes 1 or 3 arguments"));
        }
        Ok(())
    };
    run().into()
}

const _: () = assert!(offset_of!(PyHeapTypeObject, ht_type) == 0);
