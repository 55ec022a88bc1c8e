//! `groupby` with its groups, and `tee`: one stream read by several iterators.

use core::ffi::c_int;

use base::refcount;
use layout::*;
use objects::clinic::*;
use objects::owned::{self, clear_field, get_field, set_field};
use objects::prelude::*;

use crate::heap_type::HeapType;

use super::NO_REPR;

/// `currgrouper` is the group that may still read; it is not owned.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct GroupByObject {
    ob_base: PyObject,
    it: *mut PyObject,
    keyfunc: *mut PyObject,
    tgtkey: *mut PyObject,
    currkey: *mut PyObject,
    currvalue: *mut PyObject,
    currgrouper: *mut PyObject,
}
iterator!(
    /// `itertools.groupby`.
    GroupBy, GroupByObject, GROUPBY = "groupby", c"itertools.groupby", [it, keyfunc, tgtkey, currkey, currvalue]
);

impl GroupBy {
    const REPR: Option<reprfunc> = NO_REPR;

    /// Reads the next item and its key: false at the end.
    fn step(&self) -> PyResult<bool> {
        // SAFETY: the fields are held, or NULL while the object is torn down.
        unsafe {
            let g = self.raw();
            let (Some(it), Some(keyfunc)) = (
                get_field(&raw mut (*g).it),
                get_field(&raw mut (*g).keyfunc),
            ) else {
                return Ok(false);
            };
            let Some(value) = owned::next(&it)? else {
                return Ok(false);
            };
            let key = if is_none(&keyfunc) {
                value.clone()
            } else {
                keyfunc.call(&[&value])?
            };
            set_field(&raw mut (*g).currvalue, value);
            set_field(&raw mut (*g).currkey, key);
            Ok(true)
        }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: as in `step`.
        unsafe {
            let g = self.raw();
            (*g).currgrouper = core::ptr::null_mut();
            // Skip what is left of the group that was given last.
            loop {
                match (
                    get_field(&raw mut (*g).currkey),
                    get_field(&raw mut (*g).tgtkey),
                ) {
                    (None, _) => {}
                    (Some(_), None) => break,
                    (Some(current), Some(target)) => {
                        if !target.compare_bool(&current, CompareOp::Eq)? {
                            break;
                        }
                    }
                }
                if !self.step()? {
                    return Ok(None);
                }
            }
            let Some(key) = get_field(&raw mut (*g).currkey) else {
                return Ok(None);
            };
            set_field(&raw mut (*g).tgtkey, key.clone());
            let group = Grouper::make(self, &key)?;
            Ok(Some(Tuple::from_array([key, group])?.upcast()))
        }
    }
}

#[pymethods]
impl GroupBy {
    /// Pairs of a key and an iterator over the neighbouring items that have it.
    #[new("groupby(iterable, key=None)")]
    fn new(cls: &Type, iterable: &Object, key: Option<&Object>) -> PyResult {
        let it = iterable.iter()?;
        let g = owned::alloc::<GroupBy>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*g.raw()).it = it.into_ptr();
            (*g.raw()).keyfunc = key.unwrap_or(none()).to_ref().into_ptr();
        }
        Ok(g.upcast())
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct GrouperObject {
    ob_base: PyObject,
    parent: *mut PyObject,
    tgtkey: *mut PyObject,
}
iterator!(
    /// `itertools._grouper`.
    Grouper, GrouperObject, GROUPER = "_grouper", c"itertools._grouper", [parent, tgtkey], base = 0
);

impl Grouper {
    const REPR: Option<reprfunc> = NO_REPR;

    fn make(parent: &GroupBy, key: &Object) -> PyResult {
        let g = owned::alloc::<Grouper>(GROUPER.live()?)?;
        // SAFETY: fresh.
        unsafe {
            (*g.raw()).parent = parent.to_ref().into_ptr();
            (*g.raw()).tgtkey = key.to_ref().into_ptr();
            (*parent.raw()).currgrouper = g.as_object_ptr();
        }
        Ok(g.upcast())
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields are held, or NULL while the object is torn down; the parent is a groupby.
        unsafe {
            let (Some(parent), Some(target)) = (
                get_field(&raw mut (*self.raw()).parent),
                get_field(&raw mut (*self.raw()).tgtkey),
            ) else {
                return Ok(None);
            };
            let parent: Ref<GroupBy> = parent.downcast_into_unchecked();
            let p = parent.raw();
            if (*p).currgrouper != self.as_ptr() {
                return Ok(None);
            }
            if (*p).currvalue.is_null() && !parent.step()? {
                return Ok(None);
            }
            let Some(current) = get_field(&raw mut (*p).currkey) else {
                return Ok(None);
            };
            if !target.compare_bool(&current, CompareOp::Eq)? {
                return Ok(None);
            }
            let value = get_field(&raw mut (*p).currvalue);
            clear_field(&raw mut (*p).currvalue);
            clear_field(&raw mut (*p).currkey);
            Ok(value)
        }
    }
}

#[pymethods]
impl Grouper {
    /// The items of one group.
    #[new(nosig, "_grouper(parent, tgtkey, /)")]
    fn new(_cls: &Type, parent: &GroupBy, tgtkey: &Object) -> PyResult {
        Grouper::make(parent, tgtkey)
    }
}

const LINKCELLS: usize = 57;

/// A stretch of the shared stream, filled as the foremost reader goes on.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TeeDataObject {
    ob_base: PyObject,
    it: *mut PyObject,
    numread: c_int,
    running: c_int,
    nextlink: *mut PyObject,
    values: [*mut PyObject; LINKCELLS],
}
object_view!(
    /// `itertools._tee_dataobject`.
    pub TeeData, TeeDataObject, "_tee_dataobject", |o| o.is_exactly(TEE_DATA.as_mut_ptr())
);

// SAFETY: iterator, link and values own their references.
unsafe impl owned::Owned for TeeData {
    const HEAP: bool = false;
    unsafe fn each(p: *mut TeeDataObject, f: &mut dyn FnMut(*mut *mut PyObject)) {
        // SAFETY: the caller vouches for `p`.
        unsafe {
            f(&raw mut (*p).it);
            for i in 0..LINKCELLS {
                f((&raw mut (*p).values).cast::<*mut PyObject>().add(i));
            }
            f(&raw mut (*p).nextlink);
        }
    }
}

impl TeeData {
    fn make(it: Ref) -> PyResult<Ref<TeeData>> {
        let d = owned::alloc::<TeeData>(TEE_DATA.live()?)?;
        // SAFETY: fresh.
        unsafe { (*d.raw()).it = it.into_ptr() };
        Ok(d)
    }

    /// The next stretch, made if need be.
    fn link(&self) -> PyResult<Ref<TeeData>> {
        // SAFETY: the fields are held; the link is of this type.
        unsafe {
            let d = self.raw();
            if let Some(next) = get_field(&raw mut (*d).nextlink) {
                return Ok(next.downcast_into_unchecked());
            }
            let it = get_field(&raw mut (*d).it).unwrap_or_else(none_ref);
            let next = TeeData::make(it)?;
            set_field(&raw mut (*d).nextlink, next.clone());
            Ok(next)
        }
    }

    fn get(&self, i: usize) -> PyResult<Option<Ref>> {
        // SAFETY: `i` is below LINKCELLS; the fields are held.
        unsafe {
            let d = self.raw();
            let slot = (&raw mut (*d).values).cast::<*mut PyObject>().add(i);
            if (i as c_int) < (*d).numread {
                return Ok(get_field(slot));
            }
            if (*d).running != 0 {
                return Err(raise!(RuntimeError, "cannot re-enter the tee iterator"));
            }
            let Some(it) = get_field(&raw mut (*d).it) else {
                return Ok(None);
            };
            (*d).running = 1;
            let item = owned::next(&it);
            (*d).running = 0;
            let Some(item) = item? else {
                return Ok(None);
            };
            (*d).numread += 1;
            set_field(slot, item.clone());
            Ok(Some(item))
        }
    }
}

extern "C" fn data_dealloc(this: *mut TeeData) {
    // SAFETY: the last reference is gone. A long chain of links is taken apart in a loop, not by recursion.
    unsafe {
        let d = this.cast::<TeeDataObject>();
        objects::gc::untrack(Object::from_ptr(d.cast()));
        let mut next = (&raw mut (*d).nextlink).replace(core::ptr::null_mut());
        while !next.is_null() && refcount::is_unique(next) {
            let after =
                (&raw mut (*next.cast::<TeeDataObject>()).nextlink).replace(core::ptr::null_mut());
            refcount::decref(next);
            next = after;
        }
        if !next.is_null() {
            refcount::decref(next);
        }
    }
    owned::dealloc(this)
}

#[pymethods]
impl TeeData {
    /// The data that several `_tee` objects share.
    #[new(nosig, "_tee_dataobject(iterable, values, next, /)")]
    fn new(_cls: &Type, iterable: &Object, values: &List, next: &Object) -> PyResult {
        let invalid = || raise!(ValueError, "Invalid arguments");
        let d = TeeData::make(iterable.iter()?)?;
        let n = values.len();
        if n > LINKCELLS || (n < LINKCELLS && !is_none(next)) {
            return Err(invalid());
        }
        // SAFETY: fresh; `n` values fit.
        unsafe {
            for i in 0..n {
                let slot = (&raw mut (*d.raw()).values).cast::<*mut PyObject>().add(i);
                set_field(slot, values.get(i).unwrap_or_else(none_ref));
            }
            (*d.raw()).numread = n as c_int;
            if n == LINKCELLS && !is_none(next) {
                let Some(link) = next.downcast::<TeeData>() else {
                    return Err(invalid());
                };
                (*d.raw()).nextlink = link.to_ref().into_ptr();
            }
        }
        Ok(d.upcast())
    }
}

pub static TEE_DATA: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"itertools._tee_dataobject".as_ptr(),
    tp_basicsize: size_of::<TeeDataObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<TeeData>(data_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: TeeData::DOC,
    tp_traverse: objects::slots::traverse::<TeeData>(owned::traverse),
    tp_clear: objects::slots::clear::<TeeData>(owned::clear),
    tp_new: Some(TeeData::NEW),
    ..Type::EMPTY
});

#[repr(C)]
#[derive(Clone, Copy)]
pub struct TeeObject {
    ob_base: PyObject,
    dataobj: *mut PyObject,
    index: c_int,
    weakreflist: *mut PyObject,
    state: *mut PyObject,
}
iterator!(
    /// `itertools._tee`.
    Tee, TeeObject, TEE = "_tee", c"itertools._tee", [dataobj, state], dealloc = tee_dealloc,
    weak = core::mem::offset_of!(TeeObject, weakreflist) as isize, base = 0
);

extern "C" fn tee_dealloc(this: *mut Tee) {
    // SAFETY: the last reference is gone.
    unsafe {
        crate::heap_type::let_go(this.cast(), (*this.cast::<TeeObject>()).weakreflist);
    }
    owned::dealloc(this)
}

impl Tee {
    const REPR: Option<reprfunc> = NO_REPR;

    fn data(&self) -> Option<Ref<TeeData>> {
        // SAFETY: the field is held, or NULL while the object is torn down.
        unsafe { Some(get_field(&raw mut (*self.raw()).dataobj)?.downcast_into_unchecked()) }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some(mut data) = self.data() else {
            return Ok(None);
        };
        // SAFETY: live.
        unsafe {
            let t = self.raw();
            if (*t).index as usize >= LINKCELLS {
                data = data.link()?;
                set_field(&raw mut (*t).dataobj, data.clone());
                (*t).index = 0;
            }
            let item = data.get((*t).index as usize)?;
            if item.is_some() {
                (*t).index += 1;
            }
            Ok(item)
        }
    }

    /// Another reader at the same place.
    fn copy(&self) -> PyResult<Ref<Tee>> {
        let data = self
            .data()
            .ok_or_else(|| raise!(SystemError, "tee object is gone"))?;
        let t = owned::alloc::<Tee>(TEE.live()?)?;
        // SAFETY: fresh.
        unsafe {
            (*t.raw()).dataobj = data.into_ptr();
            (*t.raw()).index = (*self.raw()).index;
        }
        Ok(t)
    }

    fn of(iterable: &Object) -> PyResult<Ref<Tee>> {
        let it = iterable.iter()?;
        if let Some(t) = it.downcast::<Tee>() {
            return t.copy();
        }
        let data = TeeData::make(it)?;
        let t = owned::alloc::<Tee>(TEE.live()?)?;
        // SAFETY: fresh.
        unsafe { (*t.raw()).dataobj = data.into_ptr() };
        Ok(t)
    }
}

#[pymethods]
impl Tee {
    /// An iterator that can be copied.
    #[new("_tee(iterable, /)")]
    fn new(_cls: &Type, iterable: &Object) -> PyResult<Ref<Tee>> {
        Tee::of(iterable)
    }

    /// Another iterator at the same place.
    #[method("__copy__()")]
    fn copy_(&self) -> PyResult<Ref<Tee>> {
        self.copy()
    }
}

/// n independent iterators over one iterable.
#[pyfunction("tee(iterable, n=2, /)")]
pub fn tee(iterable: &Object, n: isize) -> PyResult<Ref<Tuple>> {
    let Ok(n) = usize::try_from(n) else {
        return Err(raise!(ValueError, "n must be >= 0"));
    };
    if n == 0 {
        return Ok(Tuple::empty().to_ref());
    }
    let it = iterable.iter()?;
    let mut all: Vec<Ref> = Vec::new();
    if all.try_reserve_exact(n).is_err() {
        return Err(objects::exceptions::no_memory());
    }
    // What can be copied stays apart from its copies.
    let copy = match it.get_attr_opt(interned!("__copy__"))? {
        Some(copy) => copy,
        None => {
            let first = Tee::of(&it)?.upcast();
            let copy = first.get_attr(interned!("__copy__"))?;
            all.push(first);
            copy
        }
    };
    while all.len() < n {
        all.push(copy.call(&[])?);
    }
    Tuple::from_vec(all)
}
