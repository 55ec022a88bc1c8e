//! Looking attributes up along the MRO, through the cache that versions key; versions and their invalidation.
//!
//! A type's version (`tp_version_tag`, 0 when it has none) names the state of its dict and those of its bases: whoever changes
//! one of these calls [`Type::modified`], which clears the versions of the type and all subclasses. So a cache entry with the type's
//! current version is true. Entries borrow their value: the dict that holds it cannot drop it without `modified`.

use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

use base::lock::{Mutex, MutexGuard};
use base::{Object, PyResult, Raised, Ref, tstate};
use layout::*;

use crate::prelude::*;
use crate::runtime_data::_PyRuntime;

const CACHE_SIZE: usize = 4096;
/// Names longer than this are not cached: an entry keeps its name alive.
const MAX_CACHED_NAME: usize = 100;
/// A class that changes more often gets no new versions.
const MAX_VERSIONS_PER_CLASS: u16 = 1000;
const MAX_WATCHERS: usize = 8;

/// Guards the structure of all types: bases, MRO, slots, versions.
static TYPE_LOCK: Mutex = Mutex::new();

/// Takes the type lock. No Python code may run while it is held.
pub(crate) fn lock_types() -> Option<MutexGuard<'static>> {
    if cfg!(feature = "free-threaded") {
        Some(TYPE_LOCK.lock())
    } else {
        None
    }
}

#[inline(always)]
fn cache_entry(version: u32, name: &Str) -> *mut type_cache_entry {
    let index = (version as usize ^ (name.as_ptr() as usize >> 3)) & (CACHE_SIZE - 1);
    // SAFETY: attached; the index is masked to the table's size.
    unsafe {
        (&raw mut (*tstate::interp()).types.type_cache.hashtable)
            .cast::<type_cache_entry>()
            .add(index)
    }
}

impl Type {
    /// The type's version, or 0 (`tp_version_tag`).
    #[inline(always)]
    pub fn version(&self) -> u32 {
        // SAFETY: live; written atomically.
        unsafe {
            AtomicU32::from_ptr(&raw mut (*self.raw()).tp_version_tag).load(Ordering::Acquire)
        }
    }

    /// `_PyType_LookupRef`: through the MRO and the type cache; None if absent.
    #[inline]
    pub fn lookup(&self, name: &Str) -> Option<Ref> {
        self.lookup_with_version(name).0
    }

    /// `_PyType_LookupRefAndVersion`: also the version under which the answer holds, 0 if the type has none.
    #[inline]
    pub fn lookup_with_version(&self, name: &Str) -> (Option<Ref>, u32) {
        let version = self.version();
        if version != 0
            && let Some(hit) = cached(version, name)
        {
            return (hit, version);
        }
        self.lookup_slow(name)
    }

    #[inline(never)]
    fn lookup_slow(&self, name: &Str) -> (Option<Ref>, u32) {
        let version = self.assign_version();
        match self.find_in_mro(name) {
            Ok(found) => {
                // The search may have run code (comparison of odd keys) that changed the type.
                if version != 0 && self.version() == version {
                    remember(version, name, found.as_deref());
                    (found, version)
                } else {
                    (found, 0)
                }
            }
            Err(e) => {
                // A lookup answers "absent" when a key's comparison raised, as it always did.
                e.clear();
                (None, 0)
            }
        }
    }

    /// As [`Type::lookup`], past the cache: for types being made, whose answers will not be asked for again.
    pub(crate) fn lookup_uncached(&self, name: &Str) -> Option<Ref> {
        match self.find_in_mro(name) {
            Ok(found) => found,
            Err(e) => {
                e.clear();
                None
            }
        }
    }

    /// The first dict along the MRO that has the name.
    fn find_in_mro(&self, name: &Str) -> PyResult<Option<Ref>> {
        let hash = name.hash()?;
        let Some(mro) = self.mro() else {
            // Not ready: so is the case while the first types are made.
            return match self.dict_opt() {
                Some(d) => d.get_known_hash(name, hash),
                None => Ok(None),
            };
        };
        let _keep = mro.to_ref();
        for base in mro.as_slice() {
            // SAFETY: an MRO holds types (a metaclass's `mro` is checked).
            let base = unsafe { base.downcast_unchecked::<Type>() };
            if let Some(dict) = base.dict_opt()
                && let Some(v) = dict.get_known_hash(name, hash)?
            {
                return Ok(Some(v));
            }
        }
        Ok(None)
    }

    /// Gives the type a version if it has none (`PyUnstable_Type_AssignVersionTag`); 0 if there are none left.
    pub fn assign_version(&self) -> u32 {
        let version = self.version();
        if version != 0 {
            return version;
        }
        let _lock = lock_types();
        self.assign_version_locked()
    }

    fn assign_version_locked(&self) -> u32 {
        let version = self.version();
        if version != 0 {
            return version;
        }
        // SAFETY: the type lock is held; the counters are the interpreter's or the process's.
        unsafe {
            let raw = self.raw();
            if !self.has(Py_TPFLAGS_READY) || (*raw).tp_versions_used >= MAX_VERSIONS_PER_CLASS {
                return 0;
            }
            // The bases first: a change of theirs must be seen to reach this type.
            if let Some(bases) = self.bases() {
                for b in bases.as_slice() {
                    let Some(b) = b.downcast::<Type>() else {
                        return 0;
                    };
                    if b.assign_version_locked() == 0 {
                        return 0;
                    }
                }
            }
            let version = if self.has(Py_TPFLAGS_IMMUTABLETYPE) {
                let next = &raw mut _PyRuntime.types.next_version_tag;
                if *next == 0 {
                    *next = _Py_TYPE_VERSION_NEXT as u32;
                }
                if *next > _Py_MAX_GLOBAL_TYPE_VERSION_TAG as u32 {
                    return 0;
                }
                let v = *next;
                *next += 1;
                v
            } else {
                let next = &raw mut (*tstate::interp()).types.next_version_tag;
                if *next == 0 {
                    *next = _Py_TYPE_BASE_VERSION_TAG as u32;
                }
                if *next == u32::MAX {
                    return 0;
                }
                let v = *next;
                *next += 1;
                v
            };
            (*raw).tp_versions_used += 1;
            self.set_version(version);
            version
        }
    }

    /// Sets the version and the table that finds types by version.
    fn set_version(&self, version: u32) {
        // SAFETY: the type lock is held.
        unsafe {
            let table =
                (&raw mut (*tstate::interp()).types.type_version_cache).cast::<*mut PyTypeObject>();
            let old = self.version();
            if old != 0 {
                let slot = table.add(old as usize % CACHE_SIZE);
                if *slot == self.raw() {
                    *slot = core::ptr::null_mut();
                }
            }
            AtomicU32::from_ptr(&raw mut (*self.raw()).tp_version_tag)
                .store(version, Ordering::Release);
            if version != 0 {
                *table.add(version as usize % CACHE_SIZE) = self.raw();
                if let Some(dict) = self.dict_opt() {
                    dict.mark_as_types();
                }
            }
        }
    }

    /// A version of somebody else's choice, which counts as one used (`_PyType_SetVersion`); 0 takes it away.
    pub fn set_chosen_version(&self, version: u32) {
        let _lock = lock_types();
        if version != 0 {
            // SAFETY: live; the lock is held.
            unsafe {
                (*self.raw()).tp_versions_used = (*self.raw()).tp_versions_used.saturating_add(1)
            };
        }
        self.set_version(version);
    }

    /// A fixed version for a core static type (`_Py_TYPE_VERSION_LIST`, ...), before it is ready.
    pub(crate) fn set_fixed_version(&self, version: u32) {
        self.set_version(version);
    }

    /// The type that has this version now (`_PyType_LookupByVersion`).
    pub fn by_version(version: u32) -> Option<Ref<Type>> {
        // SAFETY: attached; a type leaves the table before it dies.
        unsafe {
            let table =
                (&raw mut (*tstate::interp()).types.type_version_cache).cast::<*mut PyTypeObject>();
            let ty = *table.add(version as usize % CACHE_SIZE);
            Ref::<Type>::from_borrowed_opt(ty).filter(|t| t.version() == version)
        }
    }

    /// `PyType_Modified`: the type or a base changed; caches of it are void.
    pub fn modified(&self) {
        if self.version() == 0 {
            return;
        }
        let _lock = lock_types();
        self.modified_locked();
    }

    pub(crate) fn modified_locked(&self) {
        if self.version() == 0 {
            return;
        }
        self.each_subclass(&mut |sub| sub.modified_locked());
        self.notify_watchers();
        self.set_version(0);
        if self.is_heap() {
            // SAFETY: heap types have the cache; its entries are borrowed.
            unsafe {
                let cache = &raw mut (*self.heap())._spec_cache;
                (*cache).getitem = core::ptr::null_mut();
                (*cache).getitem_version = 0;
                (*cache).init = core::ptr::null_mut();
            }
        }
    }

    #[inline]
    fn notify_watchers(&self) {
        // SAFETY: attached; a byte of the type.
        let mut bits = unsafe { (*self.raw()).tp_watched };
        let mut i = 0;
        while bits != 0 && i < MAX_WATCHERS {
            if bits & 1 != 0 {
                // SAFETY: the callback's contract.
                unsafe {
                    if let Some(callback) = (*tstate::interp()).type_watchers[i]
                        && callback(self.raw()) < 0
                    {
                        crate::exceptions::write_unraisable(
                            format_args!("Exception ignored in type watcher callback #{i} for"),
                            Some(self),
                        );
                    }
                }
            }
            bits >>= 1;
            i += 1;
        }
    }

    /// Calls `f` with each living direct subclass.
    pub(crate) fn each_subclass(&self, f: &mut dyn FnMut(&Type)) {
        let Some(dict) = self.subclasses_dict() else {
            return;
        };
        let mut position = 0;
        while let Some((_, weak)) = dict.next_entry(&mut position) {
            if let Some(w) = weak.downcast::<WeakRef>()
                && let Some(sub) = w.get()
                && let Some(sub) = sub.downcast::<Type>()
            {
                f(sub);
            }
        }
    }

    /// A change of the type's dict that is no attribute's: voids what is cached of the type first, and need not be found out.
    pub(crate) fn change_dict<R>(&self, f: impl FnOnce(&Dict) -> R) -> R {
        self.modified();
        self.dict().to_ref().change_for_type(f)
    }

    /// The dict of direct subclasses: int of the address to weak reference.
    pub(crate) fn subclasses_dict(&self) -> Option<&Dict> {
        // SAFETY: NULL or a dict that the type (or the interpreter) keeps.
        unsafe {
            if self.is_static_builtin() {
                return super::statics::state(self)
                    .and_then(|s| (*s).tp_subclasses.cast::<Dict>().as_ref());
            }
            (*self.raw()).tp_subclasses.cast::<Dict>().as_ref()
        }
    }
}

/// A type's dict is about to be changed by somebody else: voids what is cached of the type.
#[cold]
pub(crate) fn dict_changes(dict: &Dict) {
    fn visit(ty: &Type, dict: &Dict) -> bool {
        if ty.dict_opt().is_some_and(|d| d.is(dict)) {
            ty.modified();
            if !ty.is_static_builtin() {
                dict.unmark();
            }
            return true;
        }
        let mut found = false;
        ty.each_subclass(&mut |sub| found = found || visit(sub, dict));
        found
    }
    visit(&crate::object::PyBaseObject_Type, dict);
}

#[cfg(not(feature = "free-threaded"))]
#[inline(always)]
fn cached(version: u32, name: &Str) -> Option<Option<Ref>> {
    // SAFETY: an entry of this version holds a value that the type's dicts keep; the GIL is held.
    unsafe {
        let entry = cache_entry(version, name);
        if (*entry).version == version && (*entry).name == name.as_ptr() {
            return Some(Ref::from_borrowed_opt((*entry).value));
        }
    }
    None
}

#[cfg(feature = "free-threaded")]
#[inline(always)]
fn cached(version: u32, name: &Str) -> Option<Option<Ref>> {
    // SAFETY: the sequence count tells whether the three words belong together; the value is kept by the type's dicts, and its
    // memory is not reused while a reader may look (delayed free).
    unsafe {
        let entry = cache_entry(version, name);
        let seq = AtomicU32::from_ptr((&raw mut (*entry).sequence).cast());
        let before = seq.load(Ordering::Acquire);
        if before & 1 != 0
            || AtomicU32::from_ptr(&raw mut (*entry).version).load(Ordering::Relaxed) != version
            || AtomicPtr::from_ptr(&raw mut (*entry).name).load(Ordering::Relaxed) != name.as_ptr()
        {
            return None;
        }
        let value = AtomicPtr::from_ptr(&raw mut (*entry).value).load(Ordering::Relaxed);
        let value = Ref::from_borrowed_opt(value);
        core::sync::atomic::fence(Ordering::Acquire);
        (seq.load(Ordering::Relaxed) == before).then_some(value)
    }
}

/// Puts an answer into the cache.
fn remember(version: u32, name: &Str, value: Option<&Object>) {
    if !name.is_exactly(crate::unicode::PyUnicode_Type.raw()) || name.len() > MAX_CACHED_NAME {
        return;
    }
    // SAFETY: attached; the entry owns its name and borrows its value.
    unsafe {
        let entry = cache_entry(version, name);
        let _lock = lock_types();
        #[cfg(feature = "free-threaded")]
        let seq = AtomicU32::from_ptr((&raw mut (*entry).sequence).cast());
        #[cfg(feature = "free-threaded")]
        seq.fetch_add(1, Ordering::AcqRel);
        (*entry).version = version;
        (*entry).value = value.map_or(core::ptr::null_mut(), Object::as_ptr);
        let slot = AtomicPtr::from_ptr(&raw mut (*entry).name);
        let old = slot.swap(name.to_ref().into_ptr(), Ordering::Release);
        #[cfg(feature = "free-threaded")]
        seq.fetch_add(1, Ordering::AcqRel);
        drop(_lock);
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// Empties the cache (`PyType_ClearCache`, interpreter shutdown). Answers the last version given.
pub fn clear_cache() -> u32 {
    // SAFETY: attached; entries own their names.
    unsafe {
        let types = &raw mut (*tstate::interp()).types;
        let entries = (&raw mut (*types).type_cache.hashtable).cast::<type_cache_entry>();
        for i in 0..CACHE_SIZE {
            let e = entries.add(i);
            (*e).version = 0;
            (*e).value = core::ptr::null_mut();
            drop(Ref::<Object>::from_owned_opt(core::mem::replace(
                &mut (*e).name,
                core::ptr::null_mut(),
            )));
        }
        (*types).next_version_tag.wrapping_sub(1)
    }
}

/// `PyType_AddWatcher`: the id of the callback.
pub fn add_watcher(callback: PyType_WatchCallback) -> PyResult<usize> {
    // SAFETY: attached.
    unsafe {
        let watchers = &raw mut (*tstate::interp()).type_watchers;
        // Ids 0 and up to the reserved ones are the optimiser's.
        for i in 1..MAX_WATCHERS {
            if (*watchers)[i].is_none() {
                (*watchers)[i] = Some(callback);
                return Ok(i);
            }
        }
    }
    Err(raise!(RuntimeError, "no more type watcher IDs available"))
}

/// The registered callback of an id, or ValueError.
fn check_watcher(id: i32) -> Result<usize, Raised> {
    match usize::try_from(id) {
        Ok(i) if i < MAX_WATCHERS => {
            // SAFETY: attached.
            if unsafe { (*tstate::interp()).type_watchers[i].is_none() } {
                return Err(raise!(ValueError, "No type watcher set for ID {id}"));
            }
            Ok(i)
        }
        _ => Err(raise!(ValueError, "Invalid type watcher ID {id}")),
    }
}

/// `PyType_ClearWatcher`.
pub fn clear_watcher(id: i32) -> PyResult<()> {
    let i = check_watcher(id)?;
    // SAFETY: attached.
    unsafe { (*tstate::interp()).type_watchers[i] = None };
    Ok(())
}

/// `PyType_Watch`.
pub fn watch(id: i32, ty: &Type) -> PyResult<()> {
    let i = check_watcher(id)?;
    ty.assign_version();
    // SAFETY: a byte of the type.
    unsafe { (*ty.raw()).tp_watched |= 1 << i };
    Ok(())
}

/// `PyType_Unwatch`.
pub fn unwatch(id: i32, ty: &Type) -> PyResult<()> {
    let i = check_watcher(id)?;
    // SAFETY: a byte of the type.
    unsafe { (*ty.raw()).tp_watched &= !(1 << i) };
    Ok(())
}
