//! The types whose objects other interpreters can be told of: static ones for the process, heap types for their interpreter.
//!
//! The lists are those of the headers. A type is found by exact match; a heap type is held weakly.

use base::mem::{_PyRuntime, Domain};
use base::{lock, mem, tstate};
use layout::*;
use objects::exceptions;
use objects::prelude::*;

use super::shareable;

type Item = _PyXIData_regitem_t;

/// A list, locked for as long as this lives if other interpreters see it, too.
struct Registry(*mut _PyXIData_registry_t);

impl Registry {
    fn of(class: &Type) -> Registry {
        // SAFETY: attached; both lists live as long as the interpreter. The mutex is static.
        unsafe {
            if class.is_heap() {
                return Registry(&raw mut (*tstate::interp()).xi.data_lookup.registry);
            }
            let shared = &raw mut _PyRuntime.xi.data_lookup.registry;
            lock::lock(&raw mut (*shared).mutex);
            Registry(shared)
        }
    }

    fn is_shared(&self) -> bool {
        // SAFETY: only the address is taken.
        unsafe { core::ptr::eq(self.0, &raw const _PyRuntime.xi.data_lookup.registry) }
    }

    /// The item of a type. Items of types that have died are taken out on the way.
    fn find(&self, class: &Type) -> *mut Item {
        // SAFETY: items are ours; weak references are objects of this interpreter.
        unsafe {
            let mut item = (*self.0).head;
            while !item.is_null() {
                let next = (*item).next;
                let weak = Object::from_ptr_opt((*item).weakref);
                let dead = weak
                    .and_then(|w| w.downcast::<WeakRef>())
                    .is_some_and(|w| w.get().is_none());
                if dead {
                    self.remove(item);
                } else if (*item).cls == class.raw() {
                    return item;
                }
                item = next;
            }
            core::ptr::null_mut()
        }
    }

    fn add(&self, class: &Type, getdata: _PyXIData_getdata_t) -> PyResult<()> {
        let weak = if class.is_heap() {
            WeakRef::new(class, None)?.into_ptr()
        } else {
            core::ptr::null_mut()
        };
        let item: *mut Item = mem::alloc(Domain::Raw, size_of::<Item>()).cast();
        if item.is_null() {
            return Err(exceptions::no_memory());
        }
        // SAFETY: a fresh block, put at the head of the list.
        unsafe {
            let head = (*self.0).head;
            item.write(Item {
                prev: core::ptr::null_mut(),
                next: head,
                cls: class.raw(),
                weakref: weak,
                refcount: 1,
                getdata,
            });
            if !head.is_null() {
                (*head).prev = item;
            }
            (*self.0).head = item;
        }
        Ok(())
    }

    /// # Safety
    /// The item is in this list.
    unsafe fn remove(&self, item: *mut Item) {
        // SAFETY: the caller's.
        unsafe {
            let (previous, next) = ((*item).prev, (*item).next);
            if previous.is_null() {
                (*self.0).head = next;
            } else {
                (*previous).next = next;
            }
            if !next.is_null() {
                (*next).prev = previous;
            }
            let weak = Ref::<Object>::from_owned_opt((*item).weakref);
            mem::free(Domain::Raw, item.cast());
            drop(weak);
        }
    }

    fn clear(&self) {
        // SAFETY: the list's own items.
        unsafe {
            while !(*self.0).head.is_null() {
                self.remove((*self.0).head);
            }
        }
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        if self.is_shared() {
            // SAFETY: locked by `of`.
            unsafe { lock::unlock(&raw mut (*self.0).mutex) };
        }
    }
}

/// Fills the process's list, once.
pub fn init() -> PyResult<()> {
    let shared = Registry::of(&objects::long::PyLong_Type);
    // SAFETY: locked.
    unsafe {
        if (*shared.0).initialized != 0 {
            return Ok(());
        }
        (*shared.0).initialized = 1;
        (*shared.0).global = 1;
    }
    for (class, getdata) in shareable::BUILTIN {
        shared.add(class, *getdata)?;
    }
    Ok(())
}

/// Empties the interpreter's list; the process's with the main interpreter.
pub fn fini() {
    // SAFETY: attached; at the interpreter's end.
    unsafe {
        let interp = tstate::interp();
        Registry(&raw mut (*interp).xi.data_lookup.registry).clear();
        if crate::pystate::is_main(interp) {
            let shared = Registry::of(&objects::long::PyLong_Type);
            shared.clear();
            (*shared.0).initialized = 0;
        }
    }
}

/// How objects of this one's type are described; nothing if they cannot be.
pub fn find(object: &Object) -> _PyXIData_getdata_t {
    let class = object.class();
    let registry = Registry::of(class);
    let item = registry.find(class);
    if item.is_null() {
        return _PyXIData_getdata_t {
            basic: None,
            fallback: None,
        };
    }
    // SAFETY: found under the lock.
    unsafe { (*item).getdata }
}

/// Registers a type, or counts one that is registered once more.
pub fn register(class: &Type, getdata: _PyXIData_getdata_t) -> PyResult<()> {
    if getdata.basic.is_none() && getdata.fallback.is_none() {
        return Err(raise!(ValueError, "missing 'getdata' func"));
    }
    let registry = Registry::of(class);
    let item = registry.find(class);
    if item.is_null() {
        return registry.add(class, getdata);
    }
    // SAFETY: found under the lock.
    unsafe { (*item).refcount += 1 };
    Ok(())
}

/// Undoes one registration; false if there was none.
pub fn unregister(class: &Type) -> bool {
    let registry = Registry::of(class);
    let item = registry.find(class);
    if item.is_null() {
        return false;
    }
    // SAFETY: found under the lock.
    unsafe {
        (*item).refcount -= 1;
        if (*item).refcount == 0 {
            registry.remove(item);
        }
    }
    true
}
