//! `_lru_cache_wrapper`: a function with a cache of its results, unbounded, or of the most recently used.
//!
//! The bounded cache is a dict from key to link; the links are in a ring, oldest first, whose head is in the wrapper. The dict owns the
//! links, the ring does not. Any dict operation may run code that comes in here again, so after each the state is looked at
//! anew, and a link is in the ring exactly while it is in the dict.

use layout::*;
use objects::clinic::*;
use objects::dict::lookup::is_exact_str;
use objects::owned::{self, get_field};
use objects::owned_fields;
use objects::prelude::*;

use crate::heap_type::HeapType;
use crate::support::add_type;

#[repr(C)]
#[derive(Clone, Copy)]
struct LinkObject {
    ob_base: PyObject,
    prev: *mut LinkObject,
    next: *mut LinkObject,
    hash: Py_hash_t,
    key: *mut PyObject,
    result: *mut PyObject,
}

object_view!(
    /// `functools._lru_list_elem`.
    Link, LinkObject, "functools._lru_list_elem", |o| o.is_exactly(LINK.as_mut_ptr())
);
owned_fields!(Link, heap = true, [key, result]);

static LINK: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"functools._lru_list_elem".as_ptr(),
    tp_basicsize: size_of::<LinkObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Link>(owned::dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: objects::slots::traverse::<Link>(owned::traverse),
    ..Type::EMPTY
});

#[derive(Clone, Copy, PartialEq)]
#[repr(C)]
enum Mode {
    Uncached,
    Unbounded,
    Bounded,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct CacheObject {
    /// The head of the ring; it begins with the object header.
    root: LinkObject,
    mode: Mode,
    typed: bool,
    cache: *mut PyObject,
    hits: Py_ssize_t,
    func: *mut PyObject,
    maxsize: Py_ssize_t,
    misses: Py_ssize_t,
    kwd_mark: *mut PyObject,
    cache_info_type: *mut PyObject,
    dict: *mut PyObject,
    weakreflist: *mut PyObject,
}

object_view!(
    /// `functools._lru_cache_wrapper`.
    Cache, CacheObject, "functools._lru_cache_wrapper", |o| objects::type_::is_subtype_instance(o, &CACHE)
);
owned_fields!(
    Cache,
    heap = true,
    [cache, func, kwd_mark, cache_info_type, dict]
);

unsafe fn unlink(link: *mut LinkObject) {
    // SAFETY: the link is in a ring, says the caller.
    unsafe {
        (*(*link).prev).next = (*link).next;
        (*(*link).next).prev = (*link).prev;
    }
}

impl Cache {
    fn root(&self) -> *mut LinkObject {
        // SAFETY: only an address is taken.
        unsafe { &raw mut (*self.raw()).root }
    }

    /// Makes a link the newest.
    unsafe fn append(&self, link: *mut LinkObject) {
        // SAFETY: the ring is whole; the link is in none.
        unsafe {
            let root = self.root();
            let last = (*root).prev;
            (*last).next = link;
            (*link).prev = last;
            (*link).next = root;
            (*root).prev = link;
        }
    }

    fn func(&self) -> PyResult {
        // SAFETY: held, unless the object is being torn down.
        unsafe { get_field(&raw mut (*self.raw()).func) }
            .ok_or_else(|| raise!(SystemError, "cached function is gone"))
    }

    fn cache(&self) -> PyResult<Ref<Dict>> {
        // SAFETY: as in `func`; the field is a dict.
        unsafe {
            get_field(&raw mut (*self.raw()).cache)
                .map(|d| d.downcast_into_unchecked())
                .ok_or_else(|| raise!(SystemError, "cache is gone"))
        }
    }

    /// The key of a call: its arguments, or the only one if that is an exact str or int.
    fn key(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let kwargs = kwargs.filter(|k| !k.is_empty());
        // SAFETY: live.
        let (typed, mark) = unsafe {
            (
                (*self.raw()).typed,
                get_field(&raw mut (*self.raw()).kwd_mark),
            )
        };
        if !typed && kwargs.is_none() {
            if let [one] = args.as_slice()
                && (is_exact_str(one) || one.is_exactly(objects::long::PyLong_Type.as_mut_ptr()))
            {
                return Ok(one.to_ref());
            }
            return Ok(args.to_ref().upcast());
        }
        let mut parts: Vec<Ref> = gathered(args.as_slice().iter().map(|o| o.to_ref()))?;
        let class = |o: &Object| -> Ref { o.class().to_ref().upcast() };
        let mut types: Vec<Ref> = gathered(args.as_slice().iter().map(|o| class(o)))?;
        if let Some(kw) = kwargs {
            parts.push(mark.unwrap_or_else(none_ref));
            let mut pos = 0;
            while let Some((k, v)) = kw.next_entry(&mut pos) {
                types.try_push(class(&v))?;
                parts.try_push(k)?;
                parts.try_push(v)?;
            }
        }
        if typed {
            parts.append(&mut types);
        }
        Ok(Tuple::from_vec(parts)?.upcast())
    }

    fn count_miss(&self) {
        // SAFETY: live.
        unsafe { (*self.raw()).misses += 1 }
    }
    fn count_hit(&self) {
        // SAFETY: live.
        unsafe { (*self.raw()).hits += 1 }
    }

    fn unbounded(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let key = self.key(args, kwargs)?;
        let hash = key.hash()?;
        let cache = self.cache()?;
        if let Some(r) = cache.get_known_hash(&key, hash)? {
            self.count_hit();
            return Ok(r);
        }
        self.count_miss();
        let result = self.func()?.call_tuple(args, kwargs)?;
        cache.set_known_hash(&key, &result, hash)?;
        Ok(result)
    }

    fn bounded(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let key = self.key(args, kwargs)?;
        let hash = key.hash()?;
        let cache = self.cache()?;
        // SAFETY: what the dict holds are links, which are in the ring while they are in it.
        unsafe {
            if let Some(found) = cache.get_known_hash(&key, hash)? {
                let link = found.as_object_ptr().cast::<LinkObject>();
                unlink(link);
                self.append(link);
                self.count_hit();
                return get_field(&raw mut (*link).result)
                    .ok_or_else(|| raise!(SystemError, "cached result is gone"));
            }
            self.count_miss();
            let result = self.func()?.call_tuple(args, kwargs)?;
            if cache.contains_known_hash(&key, hash)? {
                // The call has put this very key in: that link is as good, and newer.
                return Ok(result);
            }
            let maxsize = (*self.raw()).maxsize;
            let root = self.root();
            if (cache.len() as isize) < maxsize || (*root).next == root {
                let link = owned::alloc::<Link>(LINK.live()?)?;
                let p = link.raw();
                (*p).hash = hash;
                (*p).key = key.clone().into_ptr();
                (*p).result = result.clone().into_ptr();
                cache.set_known_hash(&key, &link, hash)?;
                self.append(p);
                return Ok(result);
            }
            // Full: the oldest link is used again, for the new key.
            let oldest = (*root).next;
            unlink(oldest);
            let old_key = get_field(&raw mut (*oldest).key).unwrap_or_else(none_ref);
            let popped = match cache.remove_known_hash(&old_key, (*oldest).hash) {
                Ok(p) => p,
                Err(e) => {
                    self.append(oldest);
                    return Err(e);
                }
            };
            let Some(link) = popped else {
                // The link was taken out of the dict by code that ran meanwhile; it is nobody's now.
                return Ok(result);
            };
            let p = link.as_object_ptr().cast::<LinkObject>();
            (*p).hash = hash;
            let old_key_slot = (&raw mut (*p).key).replace(key.clone().into_ptr());
            let old_result = (&raw mut (*p).result).replace(result.clone().into_ptr());
            let stored = cache.set_known_hash(&key, &link, hash);
            if stored.is_ok() {
                self.append(p);
            }
            drop(Ref::<Object>::from_owned_opt(old_key_slot));
            drop(Ref::<Object>::from_owned_opt(old_result));
            stored.map(|()| result)
        }
    }

    /// Empties ring and dict.
    fn clear_cache(&self) -> PyResult<()> {
        // SAFETY: the links stay alive through `held` until the ring is empty.
        unsafe {
            let held = self.cache()?.values_list()?;
            let root = self.root();
            (*root).next = root;
            (*root).prev = root;
            (*self.raw()).hits = 0;
            (*self.raw()).misses = 0;
            self.cache()?.clear();
            drop(held);
            Ok(())
        }
    }
}

extern "C" fn tp_call(this: &Cache, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    // SAFETY: live.
    match unsafe { (*this.raw()).mode } {
        Mode::Uncached => {
            this.count_miss();
            this.func()?.call_tuple(args, kwargs)
        }
        Mode::Unbounded => this.unbounded(args, kwargs),
        Mode::Bounded => this.bounded(args, kwargs),
    }
}

extern "C" fn dealloc(this: *mut Cache) {
    // SAFETY: the last reference is gone; the links go with the dict.
    unsafe {
        crate::heap_type::let_go(this.cast(), (*this.cast::<CacheObject>()).weakreflist);
        let root = (*this).root();
        (*root).next = root;
        (*root).prev = root;
    }
    owned::dealloc(this)
}

#[pymethods]
impl Cache {
    /// A function with a cache of its results.
    #[new(nosig, "lru_cache(user_function, maxsize, typed, cache_info_type)")]
    fn new(
        cls: &Type,
        user_function: &Object,
        maxsize: &Object,
        typed: bool,
        cache_info_type: &Object,
    ) -> PyResult {
        if !user_function.is_callable() {
            return Err(raise!(TypeError, "the first argument must be callable"));
        }
        let (mode, size) = if is_none(maxsize) {
            (Mode::Unbounded, -1)
        } else if objects::sequence::has_index(maxsize) {
            match maxsize.index_isize(false)? {
                n if n <= 0 => (Mode::Uncached, 0),
                n => (Mode::Bounded, n),
            }
        } else {
            return Err(raise!(TypeError, "maxsize should be integer or None"));
        };
        let dict = Dict::new()?;
        // An object that no caller can pass: it parts positional from keyword arguments in keys.
        let mark = owned::alloc::<Link>(LINK.live()?)?;
        let c = owned::alloc::<Cache>(cls)?;
        // SAFETY: fresh.
        unsafe {
            let p = c.raw();
            let root = c.root();
            (*root).prev = root;
            (*root).next = root;
            (*p).mode = mode;
            (*p).typed = typed;
            (*p).maxsize = size;
            (*p).cache = dict.into_ptr();
            (*p).func = user_function.to_ref().into_ptr();
            (*p).kwd_mark = mark.into_ptr();
            (*p).cache_info_type = cache_info_type.to_ref().into_ptr();
        }
        Ok(c.upcast())
    }

    /// Hits, misses, greatest and present size.
    #[method("cache_info()")]
    fn cache_info(&self) -> PyResult {
        // SAFETY: live.
        let (hits, misses, maxsize, mode, info) = unsafe {
            let p = self.raw();
            (
                (*p).hits,
                (*p).misses,
                (*p).maxsize,
                (*p).mode,
                get_field(&raw mut (*p).cache_info_type).unwrap_or_else(none_ref),
            )
        };
        let max = if mode == Mode::Unbounded {
            none_ref()
        } else {
            Long::from_isize(maxsize)?.upcast()
        };
        info.call(&[
            &*Long::from_isize(hits)?,
            &*Long::from_isize(misses)?,
            &max,
            &*Long::from_usize(self.cache()?.len())?,
        ])
    }

    /// Empties the cache and its statistics.
    #[method("cache_clear()")]
    fn cache_clear(&self) -> PyResult<()> {
        self.clear_cache()
    }

    /// The qualified name for pickling.
    #[method(nosig, "__reduce__()")]
    fn reduce(&self) -> PyResult {
        self.get_attr(id!(__qualname__))
    }

    /// Itself.
    #[method(varargs, "__copy__")]
    fn copy(&self, _args: &Tuple) -> Ref<Cache> {
        self.to_ref()
    }

    /// Itself.
    #[method(varargs, "__deepcopy__")]
    fn deepcopy(&self, _args: &Tuple) -> Ref<Cache> {
        self.to_ref()
    }

    /// The attributes.
    #[getter("__dict__")]
    fn dict(&self) -> PyResult<Ref<Dict>> {
        objects::dict::instance_dict(self)
    }

    #[setter("__dict__")]
    fn set_dict(&self, value: Option<&Object>) -> PyResult<()> {
        super::partial::set_dict(self, value, core::mem::offset_of!(CacheObject, dict))
    }
}

static CACHE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"functools._lru_cache_wrapper".as_ptr(),
    tp_basicsize: size_of::<CacheObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Cache>(dealloc),
    tp_call: objects::slots::call(tp_call),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_METHOD_DESCRIPTOR,
    tp_doc: c"A function with a cache of its results.".as_ptr(),
    tp_traverse: objects::slots::traverse::<Cache>(owned::traverse),
    tp_clear: objects::slots::clear::<Cache>(tp_clear),
    tp_weaklistoffset: core::mem::offset_of!(CacheObject, weakreflist) as isize,
    tp_methods: Cache::METHODS,
    tp_getset: Cache::GETSET,
    tp_descr_get: objects::slots::descr_get(super::descr_get::<Cache>),
    tp_dictoffset: core::mem::offset_of!(CacheObject, dict) as isize,
    tp_new: Some(Cache::NEW),
    ..Type::EMPTY
});

extern "C" fn tp_clear(this: &Cache) -> core::ffi::c_int {
    // SAFETY: the ring is emptied before its links may go.
    unsafe {
        let root = this.root();
        (*root).next = root;
        (*root).prev = root;
    }
    owned::clear(this)
}

pub fn add(module: &Module) -> PyResult<()> {
    LINK.make(module)?;
    add_type(module, &CACHE)
}
