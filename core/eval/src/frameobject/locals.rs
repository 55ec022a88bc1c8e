//! Local variables seen from outside: `f_locals`, a proxy that writes through to the frame (PEP 667).

use core::ffi::{c_int, c_void};

use layout::*;
use objects::clinic::*;
use objects::slots;

use super::object::FrameObject;
use crate::frame::tuple_item;
use crate::prelude::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ProxyObject {
    ob_base: PyObject,
    frame: *mut PyFrameObject,
}

base::object_view!(
    /// `FrameLocalsProxy`.
    pub LocalsProxy, ProxyObject, "FrameLocalsProxy", |o| o.is_exactly(PyFrameLocalsProxy_Type.raw())
);

/// Does a comprehension that was inlined at module or class level run?
unsafe fn has_hidden_locals(frame: Frame) -> bool {
    // SAFETY: as the caller's.
    unsafe {
        let code = code_of(frame);
        (0..(*code).co_nlocalsplus as usize)
            .any(|i| kind(code, i) & CO_FAST_HIDDEN as u8 != 0 && value(frame, i).is_some())
    }
}

/// The locals of a frame, as `f_locals` shows them.
///
/// # Safety
/// A complete frame.
pub unsafe fn locals_of(frame: Frame) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let code = code_of(frame);
        if (*code).co_flags & CO_OPTIMIZED == 0 && !has_hidden_locals(frame) {
            if (*frame).f_locals.is_null() {
                (*frame).f_locals = Dict::new()?.into_ptr();
            }
            return Ok(Object::from_ptr((*frame).f_locals).to_ref());
        }
        let object = super::object_of(frame);
        if object.is_null() {
            return Err(objects::exceptions::no_memory());
        }
        let proxy = objects::alloc::gc_new::<LocalsProxy>(&PyFrameLocalsProxy_Type)?;
        (*proxy.raw()).frame = Object::from_ptr(object.cast()).to_ref().into_ptr().cast();
        objects::gc::track(&proxy);
        Ok(proxy.upcast())
    }
}

/// `locals()`: a snapshot in functions, the namespace itself elsewhere.
pub fn current_locals() -> PyResult {
    let frame = crate::frame::current();
    if frame.is_null() {
        return Err(raise!(SystemError, "frame does not exist"));
    }
    // SAFETY: the current frame is complete.
    let locals = unsafe { locals_of(frame)? };
    if let Some(proxy) = locals.downcast::<LocalsProxy>() {
        return Ok(proxy.snapshot()?.upcast());
    }
    Ok(locals)
}

unsafe fn kind(code: *mut PyCodeObject, i: usize) -> u8 {
    // SAFETY: a bytes object of as many kinds as slots.
    unsafe {
        (&raw const (*(*code).co_localspluskinds.cast::<PyBytesObject>()).ob_sval)
            .cast::<u8>()
            .add(i)
            .read()
    }
}

unsafe fn name<'a>(code: *mut PyCodeObject, i: usize) -> &'a Str {
    // SAFETY: within the names.
    unsafe { Str::from_raw(tuple_item((*code).co_localsplusnames, i).cast()) }
}

/// The cell in a slot, if there is one by now.
unsafe fn cell(frame: Frame, i: usize) -> Option<*mut PyCellObject> {
    // SAFETY: as the caller's.
    unsafe {
        let code = code_of(frame);
        let k = kind(code, i);
        if k & (CO_FAST_CELL | CO_FAST_FREE) as u8 == 0 {
            return None;
        }
        let slot = (*local(frame, i)).as_object_opt()?;
        // An argument that is a cell too is one only after `MAKE_CELL`.
        if slot.is_exactly(objects::cell::PyCell_Type.raw())
            && (k & CO_FAST_FREE as u8 != 0 || crate::frame::last_instruction(frame) >= 0)
        {
            return Some(slot.as_ptr().cast());
        }
        None
    }
}

/// The value of a variable, if it has one.
///
/// # Safety
/// `i` is a slot of the frame.
unsafe fn value(frame: Frame, i: usize) -> Option<Ref> {
    // SAFETY: as the caller says.
    unsafe {
        let code = code_of(frame);
        // Free variables come into the frame with its first instruction.
        if kind(code, i) & CO_FAST_FREE as u8 != 0
            && (*local(frame, i)).is_null()
            && crate::frame::last_instruction(frame) < 0
        {
            let function = function_of(frame);
            let closure = (*function).func_closure;
            let first = ((*code).co_nlocalsplus - (*code).co_nfreevars) as usize;
            if closure.is_null() {
                return None;
            }
            return crate::names::cell_get(tuple_item(closure, i - first).cast());
        }
        if let Some(c) = cell(frame, i) {
            return crate::names::cell_get(c);
        }
        let slot = &*local(frame, i);
        slot.as_object_opt().map(|o| o.to_ref())
    }
}

impl LocalsProxy {
    fn object(&self) -> &FrameObject {
        // SAFETY: the proxy owns its frame object.
        unsafe { FrameObject::from_raw((*self.raw()).frame) }
    }

    fn frame(&self) -> Frame {
        self.object().frame()
    }

    fn extra(&self) -> Option<Ref<Dict>> {
        // SAFETY: NULL or a dict.
        unsafe { Ref::from_borrowed_opt((*self.object().raw()).f_extra_locals) }
    }

    fn extra_or_new(&self) -> PyResult<Ref<Dict>> {
        if let Some(e) = self.extra() {
            return Ok(e);
        }
        let d = Dict::new()?;
        // SAFETY: live.
        unsafe { (*self.object().raw()).f_extra_locals = d.clone().into_ptr() };
        Ok(d)
    }

    /// The slot that a key names. For reading it must hold a value; for writing it must not be hidden.
    fn slot(&self, key: &Object, reading: bool) -> PyResult<Option<usize>> {
        let frame = self.frame();
        // SAFETY: the frame is complete.
        unsafe {
            let code = code_of(frame);
            let exact = key.is_exactly(objects::unicode::PyUnicode_Type.raw());
            for i in 0..(*code).co_nlocalsplus as usize {
                let n = name(code, i);
                let same = n.is(key)
                    || if exact {
                        n.eq_str(key.downcast_unchecked())
                    } else {
                        key.hash()? == n.hash()? && n.compare_bool(key, CompareOp::Eq)?
                    };
                if same {
                    let usable = if reading {
                        value(frame, i).is_some()
                    } else {
                        kind(code, i) & CO_FAST_HIDDEN as u8 == 0
                    };
                    if usable {
                        return Ok(Some(i));
                    }
                }
            }
        }
        Ok(None)
    }

    /// The value of a key, if there is one.
    pub fn get(&self, key: &Object) -> PyResult<Option<Ref>> {
        if let Some(i) = self.slot(key, true)? {
            // SAFETY: a slot of the frame.
            return Ok(unsafe { value(self.frame(), i) });
        }
        match self.extra() {
            Some(e) => e.get(key),
            None => Ok(None),
        }
    }

    /// Writes through to the frame, or beside it.
    pub fn set(&self, key: &Object, new: &Object) -> PyResult<()> {
        let Some(i) = self.slot(key, false)? else {
            return self.extra_or_new()?.set(key, new);
        };
        let frame = self.frame();
        // SAFETY: a slot of the frame.
        unsafe {
            if let Some(c) = cell(frame, i) {
                crate::names::cell_set(c, new.to_ref());
                return Ok(());
            }
            // A borrow of the old value may lie on the value stack: it must live as long as the frame.
            let old = (*local(frame, i)).dup();
            if !old.is_null() {
                self.keep(old.into_ref())?;
            }
            local(frame, i)
                .replace(StackRef::from_ref(new.to_ref()))
                .close();
        }
        Ok(())
    }

    /// Keeps an overwritten value alive with the frame object.
    fn keep(&self, old: Ref) -> PyResult<()> {
        // SAFETY: live; NULL or a tuple.
        unsafe {
            let field = &raw mut (*self.object().raw()).f_overwritten_fast_locals;
            let kept = Ref::<Tuple>::from_borrowed_opt(*field);
            let mut items: Vec<Ref> = kept
                .map(|t| t.as_slice().iter().map(|o| o.to_ref()).collect())
                .unwrap_or_default();
            items.push(old);
            let new = Tuple::from_vec(items)?;
            drop(Ref::<Object>::from_owned_opt(field.replace(new.into_ptr())));
        }
        Ok(())
    }

    fn names(&self) -> PyResult<Ref<List>> {
        let list = List::new()?;
        let frame = self.frame();
        // SAFETY: the frame is complete.
        unsafe {
            let code = code_of(frame);
            for i in 0..(*code).co_nlocalsplus as usize {
                if value(frame, i).is_some() {
                    list.push(name(code, i))?;
                }
            }
        }
        if let Some(e) = self.extra() {
            list.extend(&e)?;
        }
        Ok(list)
    }

    /// A dict of what is there now.
    pub fn snapshot(&self) -> PyResult<Ref<Dict>> {
        let dict = Dict::new()?;
        let frame = self.frame();
        // SAFETY: the frame is complete.
        unsafe {
            let code = code_of(frame);
            for i in 0..(*code).co_nlocalsplus as usize {
                if let Some(v) = value(frame, i) {
                    dict.set(name(code, i), &v)?;
                }
            }
        }
        if let Some(e) = self.extra() {
            dict.update(&e)?;
        }
        Ok(dict)
    }

    fn merge_from(&self, other: &Object) -> PyResult<()> {
        let keys = other.call_method(id!(keys), &[])?;
        let iterator = keys.iter()?;
        while let Some(key) = iterator.next()? {
            let v = other.get_item(&key)?;
            self.set(&key, &v)?;
        }
        Ok(())
    }
}

const CANNOT_REMOVE: &str = "cannot remove local variables from FrameLocalsProxy";

#[pymethods]
impl LocalsProxy {
    #[new("FrameLocalsProxy(frame, /)", nosig)]
    fn new(_cls: &Type, frame: &Object) -> PyResult {
        let Some(frame) = frame.downcast::<FrameObject>() else {
            return Err(raise!(
                TypeError,
                "expect frame, not {}",
                frame.class().name()
            ));
        };
        let proxy = objects::alloc::gc_new::<LocalsProxy>(&PyFrameLocalsProxy_Type)?;
        // SAFETY: fresh.
        unsafe { (*proxy.raw()).frame = frame.to_ref().into_ptr().cast() };
        objects::gc::track(&proxy);
        Ok(proxy.upcast())
    }
    /// Is the variable bound?
    #[method("__contains__(object, /)", coexist)]
    fn contains(&self, object: &Object) -> PyResult<bool> {
        Ok(self.get(object)?.is_some())
    }
    /// The variable's value.
    #[method("__getitem__(object, /)", coexist)]
    fn getitem(&self, object: &Object) -> PyResult {
        subscript(self, object)
    }
    /// Binds the variables of a mapping.
    #[method("update(object, /)")]
    fn update(&self, object: &Object) -> PyResult<()> {
        if object.downcast::<Dict>().is_none() && object.downcast::<LocalsProxy>().is_none() {
            return Err(raise!(
                TypeError,
                "update() argument must be dict or another FrameLocalsProxy"
            ));
        }
        self.merge_from(object)
    }
    /// A list of the names in reverse.
    #[method("__reversed__()")]
    fn reversed(&self) -> PyResult {
        let list = self.names()?;
        list.reverse_in_place();
        Ok(list.upcast())
    }
    /// A dict of the variables.
    #[method("copy()")]
    fn copy(&self) -> PyResult {
        Ok(self.snapshot()?.upcast())
    }
    /// The names.
    #[method("keys()")]
    fn keys(&self) -> PyResult {
        Ok(self.names()?.upcast())
    }
    /// The values.
    #[method("values()")]
    fn values(&self) -> PyResult {
        Ok(self.snapshot()?.values_list()?.upcast())
    }
    /// Pairs of name and value.
    #[method("items()")]
    fn items(&self) -> PyResult {
        Ok(self.snapshot()?.items_list()?.upcast())
    }
    /// The variable's value, or a default.
    #[method("get(key, default=None, /)", nosig)]
    fn get_or(&self, key: &Object, default: Option<&Object>) -> PyResult {
        Ok(self
            .get(key)?
            .unwrap_or_else(|| default.unwrap_or(none()).to_ref()))
    }
    /// Variables cannot be removed.
    #[method("pop(key, default=<unrepresentable>, /)", nosig)]
    fn pop(&self, key: &Object, default: Option<&Object>) -> PyResult {
        if self.slot(key, false)?.is_some() {
            return Err(raise!(ValueError, "{}", CANNOT_REMOVE));
        }
        let found = match self.extra() {
            Some(e) => e.pop(key)?,
            None => None,
        };
        match (found, default) {
            (Some(v), _) => Ok(v),
            (None, Some(d)) => Ok(d.to_ref()),
            (None, None) => Err(objects::exceptions::key_error(key)),
        }
    }
    /// The variable's value, bound to a default if it has none.
    #[method("setdefault(key, default=None, /)", nosig)]
    fn setdefault(&self, key: &Object, default: Option<&Object>) -> PyResult {
        if let Some(v) = self.get(key)? {
            return Ok(v);
        }
        let default = default.unwrap_or(none());
        self.set(key, default)?;
        Ok(default.to_ref())
    }
}

extern "C" fn dealloc(this: *mut LocalsProxy) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = LocalsProxy::from_raw(this.cast());
        objects::gc::untrack(o);
        drop(Ref::<Object>::from_owned_opt((*o.raw()).frame));
        objects::alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(this: &LocalsProxy, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector calls it on live objects.
    unsafe { visit((*this.raw()).frame.cast(), arg) }
}

extern "C" fn length(this: &LocalsProxy) -> Length {
    Length::from(this.names().map(|l| l.len()))
}

extern "C" fn subscript(this: &LocalsProxy, key: &Object) -> PyResult {
    match this.get(key)? {
        Some(v) => Ok(v),
        None => Err(raise!(
            KeyError,
            "local variable '{}' is not defined",
            key.str()?.to_string_lossy()
        )),
    }
}

extern "C" fn set_subscript(this: &LocalsProxy, key: &Object, value: Option<&Object>) -> Status {
    Status::from((|| -> PyResult<()> {
        match value {
            Some(v) => this.set(key, v),
            None => {
                if this.slot(key, false)?.is_some() {
                    return Err(raise!(ValueError, "{}", CANNOT_REMOVE));
                }
                match this.extra() {
                    Some(e) => e.del(key),
                    None => Err(objects::exceptions::key_error(key)),
                }
            }
        }
    })())
}

extern "C" fn contains(this: &LocalsProxy, key: &Object) -> Status {
    Status::from(this.get(key).map(|v| v.is_some()))
}

extern "C" fn iter(this: &LocalsProxy) -> PyResult {
    this.names()?.iter()
}

extern "C" fn repr(this: &LocalsProxy) -> PyResult {
    let Some(_guard) = objects::repr::ReprGuard::enter(this)? else {
        return Ok(Str::from_str("{...}")?.upcast());
    };
    Ok(this.snapshot()?.repr()?.upcast())
}

extern "C" fn richcompare(this: &LocalsProxy, other: &Object, op: c_int) -> PyResult {
    if op != Py_EQ && op != Py_NE {
        return objects::object::not_implemented_result();
    }
    let equal = match other.downcast::<LocalsProxy>() {
        Some(o) => core::ptr::eq(this.object(), o.object()),
        None if other.downcast::<Dict>().is_some() => {
            this.snapshot()?.compare_bool(other, CompareOp::Eq)?
        }
        None => return objects::object::not_implemented_result(),
    };
    Ok(py_bool(equal == (op == Py_EQ)).to_ref().upcast())
}

extern "C" fn or(a: &Object, b: &Object) -> PyResult {
    let mapping =
        |o: &Object| o.downcast::<Dict>().is_some() || o.downcast::<LocalsProxy>().is_some();
    if !mapping(a) || !mapping(b) {
        return objects::object::not_implemented_result();
    }
    let result = Dict::new()?;
    for part in [a, b] {
        match part.downcast::<LocalsProxy>() {
            Some(p) => {
                let copy = p.snapshot()?;
                result.update(&copy)?;
            }
            None => result.update(part)?,
        }
    }
    Ok(result.upcast())
}

extern "C" fn inplace_or(a: &Object, b: &Object) -> PyResult {
    let Some(this) = a.downcast::<LocalsProxy>() else {
        return objects::object::not_implemented_result();
    };
    if b.downcast::<Dict>().is_none() && b.downcast::<LocalsProxy>().is_none() {
        return objects::object::not_implemented_result();
    }
    this.merge_from(b)?;
    Ok(a.to_ref())
}

struct Slots<T>(T);
// SAFETY: never written.
unsafe impl<T> Sync for Slots<T> {}

static NUMBER: Slots<PyNumberMethods> = Slots(PyNumberMethods {
    nb_or: slots::number(or),
    nb_inplace_or: slots::number(inplace_or),
    // SAFETY: all-zero is an empty table.
    ..unsafe { layout::zeroed() }
});
static SEQUENCE: Slots<PySequenceMethods> = Slots(PySequenceMethods {
    sq_contains: slots::contains(contains),
    // SAFETY: all-zero is an empty table.
    ..unsafe { layout::zeroed() }
});
static MAPPING: Slots<PyMappingMethods> = Slots(PyMappingMethods {
    mp_length: slots::length(length),
    mp_subscript: slots::binary(subscript),
    mp_ass_subscript: slots::set_subscript(set_subscript),
});

#[unsafe(no_mangle)]
pub static PyFrameLocalsProxy_Type: Type = Type::new(PyTypeObject {
    tp_name: c"FrameLocalsProxy".as_ptr(),
    tp_basicsize: size_of::<ProxyObject>() as isize,
    tp_dealloc: slots::dealloc(dealloc),
    tp_repr: slots::repr(repr),
    tp_as_number: (&raw const NUMBER.0).cast_mut(),
    tp_as_sequence: (&raw const SEQUENCE.0).cast_mut(),
    tp_as_mapping: (&raw const MAPPING.0).cast_mut(),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong
        | Py_TPFLAGS_HAVE_GC as core::ffi::c_ulong
        | Py_TPFLAGS_MAPPING as core::ffi::c_ulong,
    tp_traverse: slots::traverse(traverse),
    tp_richcompare: slots::richcompare(richcompare),
    tp_iter: slots::iter(iter),
    tp_methods: LocalsProxy::METHODS,
    tp_new: Some(LocalsProxy::NEW),
    ..Type::EMPTY
});

/// `PyEval_GetLocals`: the running frame's locals, borrowed. A function's are a dict that its frame object keeps, brought up to
/// date by each call.
pub fn kept_locals() -> PyResult<*mut PyObject> {
    let frame = crate::frame::current();
    if frame.is_null() {
        return Err(raise!(SystemError, "frame does not exist"));
    }
    // SAFETY: the current frame is complete; its object owns the cache, the frame other locals.
    unsafe {
        let locals = locals_of(frame)?;
        let Some(proxy) = locals.downcast::<LocalsProxy>() else {
            return Ok(locals.as_object_ptr());
        };
        let object = super::object_of(frame);
        if object.is_null() {
            return Err(objects::exceptions::no_memory());
        }
        let cache = &raw mut (*object).f_locals_cache;
        if (*cache).is_null() {
            *cache = Dict::new()?.into_ptr();
        }
        let dict = Object::from_ptr(*cache).downcast_unchecked::<Dict>();
        let now = proxy.snapshot()?;
        dict.clear();
        dict.update(&now)?;
        Ok(*cache)
    }
}
