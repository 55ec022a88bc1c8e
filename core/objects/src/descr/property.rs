//! `property`: an attribute computed by Python functions.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use layout::*;

use super::clear_field;
use crate::prelude::*;
use crate::slots;

object_view!(
    /// `property`.
    pub Property, layout::propertyobject, "property", |o| {
        crate::type_::is_subtype_instance(o, &PyProperty_Type)
    }
);

impl Property {
    fn field(&self, f: impl FnOnce(*mut propertyobject) -> *mut PyObject) -> Option<Ref> {
        // SAFETY: a field that holds an object or NULL.
        unsafe { Ref::from_borrowed_opt(f(self.raw())) }
    }

    fn getter(&self) -> Option<Ref> {
        // SAFETY: as `field`.
        self.field(|p| unsafe { (*p).prop_get })
    }

    /// The name: as `__set_name__` gave it, else the getter's.
    fn name(&self) -> PyResult<Option<Ref>> {
        // SAFETY: as `field`.
        if let Some(n) = self.field(|p| unsafe { (*p).prop_name }) {
            return Ok(Some(n));
        }
        match self.getter() {
            Some(g) => g.get_attr_opt(id!(__name__)),
            None => Ok(None),
        }
    }

    #[cold]
    fn missing(&self, instance: &Object, what: &str) -> Raised {
        let text = || -> PyResult<String> {
            let qualname = instance.class().qualname()?.repr()?;
            Ok(match self.name()? {
                Some(n) => format!(
                    "property {} of {} object has no {what}",
                    n.repr()?.to_string_lossy(),
                    qualname.to_string_lossy()
                ),
                None => format!(
                    "property of {} object has no {what}",
                    qualname.to_string_lossy()
                ),
            })
        };
        match text() {
            Ok(t) => raise!(AttributeError, "{t}"),
            Err(e) => e,
        }
    }

    /// The same property with one function replaced (`getter`, `setter`, `deleter`), of the same class.
    fn replaced(
        &self,
        get: Option<&Object>,
        set: Option<&Object>,
        del: Option<&Object>,
    ) -> PyResult {
        let pick = |new: Option<&Object>, old: Option<Ref>| -> Ref {
            match new {
                Some(n) if !is_none(n) => n.to_ref(),
                _ => old.unwrap_or_else(none_ref),
            }
        };
        // SAFETY: as `field`.
        let (old_set, old_del, old_doc) = unsafe {
            (
                self.field(|p| (*p).prop_set),
                self.field(|p| (*p).prop_del),
                self.field(|p| (*p).prop_doc),
            )
        };
        let new_get = pick(get, self.getter());
        let new_set = pick(set, old_set);
        let new_del = pick(del, old_del);
        // SAFETY: a plain field.
        let from_getter = unsafe { (*self.raw()).getter_doc != 0 };
        // A docstring that came from the getter is taken anew from the new one.
        let doc = if from_getter && !is_none(&new_get) {
            none_ref()
        } else {
            old_doc.unwrap_or_else(none_ref)
        };
        let new = self.class().call(&[&new_get, &new_set, &new_del, &doc])?;
        if let Some(p) = new.downcast::<Property>()
            // SAFETY: as `field`.
            && let Some(name) = self.field(|p| unsafe { (*p).prop_name })
        {
            // SAFETY: the field owns its reference.
            unsafe {
                let old = (&raw mut (*p.raw()).prop_name).replace(name.into_ptr());
                drop(Ref::<Object>::from_owned_opt(old));
            }
        }
        Ok(new)
    }
}

fn given(o: Option<Ref>) -> *mut PyObject {
    match o {
        Some(o) if !is_none(&o) => o.into_ptr(),
        _ => core::ptr::null_mut(),
    }
}

extern "C" fn init(this: &Property, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    init_body(this, args, kwargs).into()
}

fn init_body(this: &Property, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    let names = [id!(fget), id!(fset), id!(fdel), id!(doc)];
    let mut values: [Option<Ref>; 4] = [None, None, None, None];
    let total = args.len() + kwargs.map_or(0, |k| k.len());
    if total > 4 {
        return Err(raise!(
            TypeError,
            "property() takes at most 4 arguments ({total} given)"
        ));
    }
    for (v, a) in values.iter_mut().zip(args.as_slice()) {
        *v = Some(a.to_ref());
    }
    if let Some(k) = kwargs {
        let mut position = 0;
        while let Some((key, value)) = k.next_entry(&mut position) {
            let key = key.str()?;
            match names.iter().position(|n| n.eq_str(&key)) {
                Some(i) if values[i].is_none() => values[i] = Some(value),
                Some(i) => {
                    return Err(raise!(
                        TypeError,
                        "argument for property() given by name ('{}') and position ({})",
                        key.to_string_lossy(),
                        i + 1
                    ));
                }
                None => {
                    let given = key.to_wtf8()?;
                    let names = ["fget", "fset", "fdel", "doc"].iter();
                    let hint = crate::clinic::suggest::suggest(&given, names.map(|n| n.as_bytes()));
                    let hint = hint.and_then(|h| str::from_utf8(h).ok());
                    let hint = hint.map_or(String::new(), |h| format!(". Did you mean '{h}'?"));
                    return Err(raise!(
                        TypeError,
                        "property() got an unexpected keyword argument '{}'{hint}",
                        key.to_string_lossy()
                    ));
                }
            }
        }
    }
    let [get, set, del, doc] = values;
    let getter = get.as_ref().filter(|g| !is_none(g)).cloned();
    // SAFETY: each field owns its reference.
    unsafe {
        let raw = this.raw();
        let replace = |field: *mut *mut PyObject, value: *mut PyObject| {
            drop(Ref::<Object>::from_owned_opt(field.replace(value)));
        };
        replace(&raw mut (*raw).prop_get, given(get));
        replace(&raw mut (*raw).prop_set, given(set));
        replace(&raw mut (*raw).prop_del, given(del));
        replace(&raw mut (*raw).prop_doc, core::ptr::null_mut());
        replace(&raw mut (*raw).prop_name, core::ptr::null_mut());
        (*raw).getter_doc = 0;
        let mut doc = doc.filter(|d| !is_none(d));
        if doc.is_none()
            && let Some(g) = &getter
        {
            let own = g.get_attr_opt(id!(__doc__))?.filter(|d| !is_none(d));
            if own.is_some() {
                doc = own;
                (*raw).getter_doc = 1;
            }
        }
        if this.is_exactly(PyProperty_Type.raw()) {
            replace(&raw mut (*raw).prop_doc, given(doc));
        } else {
            // A subclass keeps it in its instances' dict, where the class docstring would hide the member.
            let doc = doc.unwrap_or_else(none_ref);
            if let Err(e) = this.set_attr(id!(__doc__), &doc) {
                // Without room for it (`__slots__`) a docstring is dropped, as it always was, but not the getter's.
                if (*raw).getter_doc == 0 {
                    crate::exceptions::clear_if(&crate::exceptions::types::AttributeError, e)?;
                } else {
                    return Err(e);
                }
            }
        }
    }
    Ok(())
}

extern "C" fn descr_get(
    this: &Property,
    instance: Option<&Object>,
    _owner: Option<&Object>,
) -> PyResult {
    let Some(instance) = instance.filter(|i| !is_none(i)) else {
        return Ok(this.to_ref().upcast());
    };
    match this.getter() {
        Some(g) => g.call(&[instance]),
        None => Err(this.missing(instance, "getter")),
    }
}

extern "C" fn descr_set(this: &Property, instance: &Object, value: Option<&Object>) -> Status {
    let run = || -> PyResult<()> {
        // SAFETY: as `field`.
        let f = this.field(|p| unsafe {
            if value.is_some() {
                (*p).prop_set
            } else {
                (*p).prop_del
            }
        });
        match (f, value) {
            (Some(f), Some(v)) => f.call(&[instance, v]).map(drop),
            (Some(f), None) => f.call(&[instance]).map(drop),
            (None, Some(_)) => Err(this.missing(instance, "setter")),
            (None, None) => Err(this.missing(instance, "deleter")),
        }
    };
    run().into()
}

extern "C" fn dealloc(o: *mut Property) {
    // SAFETY: dead.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        clear(&*o);
        crate::type_::free_instance(o.cast());
    }
}

extern "C" fn clear(this: &Property) -> c_int {
    // SAFETY: the fields own their references.
    unsafe {
        let raw = this.raw();
        clear_field(&raw mut (*raw).prop_get);
        clear_field(&raw mut (*raw).prop_set);
        clear_field(&raw mut (*raw).prop_del);
        clear_field(&raw mut (*raw).prop_doc);
        clear_field(&raw mut (*raw).prop_name);
    }
    0
}

extern "C" fn clear_doc(this: &Property) -> c_int {
    // SAFETY: the field owns its reference.
    unsafe { clear_field(&raw mut (*this.raw()).prop_doc) };
    0
}

extern "C" fn traverse(this: &Property, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        let p = this.raw();
        crate::visit_field!(
            visit,
            arg,
            (*p).prop_get,
            (*p).prop_set,
            (*p).prop_del,
            (*p).prop_doc,
            (*p).prop_name
        );
    }
    0
}

extern "C" fn getter(this: &Property, f: &Object) -> PyResult {
    this.replaced(Some(f), None, None)
}
extern "C" fn setter(this: &Property, f: &Object) -> PyResult {
    this.replaced(None, Some(f), None)
}
extern "C" fn deleter(this: &Property, f: &Object) -> PyResult {
    this.replaced(None, None, Some(f))
}
extern "C" fn set_name(this: &Property, args: &Tuple) -> PyResult {
    let [_, name] = args.as_slice() else {
        return Err(raise!(
            TypeError,
            "__set_name__() takes 2 positional arguments but {} were given",
            args.len()
        ));
    };
    // SAFETY: the field owns its reference.
    unsafe {
        let old = (&raw mut (*this.raw()).prop_name).replace(name.to_ref().into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
    Ok(none_ref())
}

extern "C" fn is_abstract(this: &Property, _: *mut c_void) -> PyResult {
    // SAFETY: as `field`.
    let fields = unsafe {
        [
            this.getter(),
            this.field(|p| (*p).prop_set),
            this.field(|p| (*p).prop_del),
        ]
    };
    for f in fields.into_iter().flatten() {
        if crate::object::is_abstract(&f)? {
            return Ok(py_bool(true).to_ref());
        }
    }
    Ok(py_bool(false).to_ref())
}

extern "C" fn get_name(this: &Property, _: *mut c_void) -> PyResult {
    match this.name()? {
        Some(n) => Ok(n),
        None => Err(raise!(
            AttributeError,
            "'property' object has no attribute '__name__'"
        )),
    }
}

extern "C" fn set_dunder_name(this: &Property, value: Option<&Object>, _: *mut c_void) -> Status {
    // SAFETY: the field owns its reference.
    unsafe {
        let new = value.map_or(core::ptr::null_mut(), |v| v.to_ref().into_ptr());
        let old = (&raw mut (*this.raw()).prop_name).replace(new);
        drop(Ref::<Object>::from_owned_opt(old));
    }
    Status(0)
}

static METHODS: slots::Table<[PyMethodDef; 5]> = slots::Table::new([
    slots::onearg::<Property>(c"getter", getter, c"The same property with another getter."),
    slots::onearg::<Property>(c"setter", setter, c"The same property with another setter."),
    slots::onearg::<Property>(
        c"deleter",
        deleter,
        c"The same property with another deleter.",
    ),
    slots::varargs::<Property>(
        c"__set_name__",
        set_name,
        c"__set_name__($self, owner, name, /)\n--\n\nRemember the attribute's name.",
    ),
    slots::METHODS_END,
]);

static MEMBERS: slots::Table<[PyMemberDef; 5]> = slots::Table::new([
    slots::member(
        c"fget",
        _Py_T_OBJECT,
        offset_of!(propertyobject, prop_get),
        Py_READONLY,
    ),
    slots::member(
        c"fset",
        _Py_T_OBJECT,
        offset_of!(propertyobject, prop_set),
        Py_READONLY,
    ),
    slots::member(
        c"fdel",
        _Py_T_OBJECT,
        offset_of!(propertyobject, prop_del),
        Py_READONLY,
    ),
    slots::member(
        c"__doc__",
        _Py_T_OBJECT,
        offset_of!(propertyobject, prop_doc),
        0,
    ),
    slots::MEMBERS_END,
]);

static GETSET: slots::Table<[PyGetSetDef; 3]> = slots::Table::new([
    slots::getset::<Property>(c"__name__", Some(get_name), Some(set_dunder_name), c""),
    slots::getset::<Property>(c"__isabstractmethod__", Some(is_abstract), None, c""),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyProperty_Type: Type = Type::new(PyTypeObject {
    tp_name: c"property".as_ptr(),
    tp_basicsize: size_of::<propertyobject>() as isize,
    tp_dealloc: slots::dealloc::<Property>(dealloc),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    tp_doc: c"property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nAn attribute whose reading, setting and deleting are functions.".as_ptr(),
    tp_traverse: slots::traverse::<Property>(traverse),
    tp_clear: slots::clear::<Property>(clear_doc),
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<Property>(descr_get),
    tp_descr_set: slots::descr_set::<Property>(descr_set),
    tp_init: slots::init::<Property>(init),
    // SAFETY: the ABI is that of the slot.
    tp_new: slots::GENERIC_NEW,
    ..Type::EMPTY
});
