//! The linked list of an ordered dictionary's keys.
//!
//! `od_fast_nodes` mirrors the dict's table: the node of the entry at position `i` is `od_fast_nodes[i]`. It is built anew when the
//! dict's keys object is no longer `od_resize_sentinel`. Looking a key up may run code that changes anything: so positions are
//! used only if neither the table nor the list has changed since, and else looked up again.
//!
//! Invariant: a node owns its key; a node in the list is reachable from both neighbours; a removed one is owned by who removed it.

use core::ffi::{c_int, c_void};

use layout::*;

use super::ODict;
use crate::dict::keys;
use crate::dict::lookup::lookup;
use crate::exceptions::{key_error, no_memory};
use crate::prelude::*;

pub struct Node {
    key: *mut PyObject,
    hash: Py_hash_t,
    next: *mut Node,
    prev: *mut Node,
}

/// A node out of the list; gives up its key when dropped.
pub(super) struct Taken(*mut Node);

impl Drop for Taken {
    fn drop(&mut self) {
        // SAFETY: taken out once; allocated by `append_node`.
        unsafe { free(self.0) }
    }
}

/// # Safety
/// In no list.
unsafe fn free(node: *mut Node) {
    // SAFETY: the caller's contract.
    unsafe {
        let key = (*node).key;
        base::mem::free(base::mem::Domain::Mem, node.cast());
        drop(Ref::<Object>::from_owned_opt(key));
    }
}

impl ODict {
    /// The key and hash of the node at an end of the list.
    pub(super) fn end(&self, last: bool) -> Option<(Ref, Py_hash_t)> {
        // SAFETY: nodes of the list are live.
        unsafe {
            let o = self.raw();
            describe(if last { (*o).od_last } else { (*o).od_first })
        }
    }

    /// The node after (or before) that of a key; KeyError if the list has no such key.
    pub(super) fn neighbour(
        &self,
        key: &Object,
        hash: Py_hash_t,
        backwards: bool,
    ) -> PyResult<Option<(Ref, Py_hash_t)>> {
        match self.find_node(key, hash)? {
            // SAFETY: just found, and nothing has run.
            Some((node, _)) => Ok(unsafe {
                describe(if backwards {
                    (*node).prev
                } else {
                    (*node).next
                })
            }),
            None => Err(key_error(key)),
        }
    }

    /// Is the mirror that of the present table?
    fn mirrors(&self) -> bool {
        // SAFETY: live.
        unsafe {
            let (o, d) = (self.raw(), self.dict().raw());
            (*o).od_resize_sentinel == (*d).ma_keys
                && (*o).od_fast_nodes_size == keys::size((*d).ma_keys)
        }
    }

    /// The position of a key in the table, with the mirror up to date; None if the dict does not have it.
    fn position(&self, key: &Object, hash: Py_hash_t) -> PyResult<Option<usize>> {
        loop {
            if !self.mirrors() {
                self.mirror()?;
            }
            let state = self.state();
            let (ix, value) = lookup(self.dict(), key, hash)?;
            if state == self.state() && self.mirrors() {
                return Ok(usize::try_from(ix).ok().filter(|_| !value.is_null()));
            }
        }
    }

    /// Builds the mirror of the present table.
    fn mirror(&self) -> PyResult<()> {
        'anew: loop {
            let state = self.state();
            // SAFETY: the table is used while it is the dict's; nodes while the list has not changed.
            unsafe {
                let o = self.raw();
                let table = (*self.dict().raw()).ma_keys;
                let size = keys::size(table);
                let mut nodes: Vec<*mut Node> = Vec::new();
                if nodes.try_reserve_exact(size).is_err() {
                    return Err(no_memory());
                }
                nodes.resize(size, core::ptr::null_mut());
                // A rebuilt table has the entries in the order of the list, unless some were moved.
                let mut expected = 0usize;
                let mut node = (*o).od_first;
                while !node.is_null() {
                    let filled = (*table).dk_nentries as usize;
                    let at = if expected < filled && keys::raw_key(table, expected) == (*node).key {
                        Some(expected)
                    } else {
                        let key = Object::from_ptr((*node).key).to_ref();
                        let (ix, value) = lookup(self.dict(), &key, (*node).hash)?;
                        if self.state() != state || (*self.dict().raw()).ma_keys != table {
                            continue 'anew;
                        }
                        usize::try_from(ix).ok().filter(|_| !value.is_null())
                    };
                    if let Some(at) = at
                        && let Some(slot) = nodes.get_mut(at)
                    {
                        *slot = node;
                        expected = at + 1;
                    }
                    node = (*node).next;
                }
                let bytes = size.saturating_mul(size_of::<*mut Node>());
                let copy =
                    base::mem::realloc(base::mem::Domain::Mem, (*o).od_fast_nodes.cast(), bytes);
                if copy.is_null() {
                    return Err(no_memory());
                }
                (*o).od_fast_nodes = copy.cast();
                core::ptr::copy_nonoverlapping(nodes.as_ptr(), (*o).od_fast_nodes, size);
                (*o).od_fast_nodes_size = size;
                (*o).od_resize_sentinel = table;
                return Ok(());
            }
        }
    }

    /// The node of a key and its position.
    fn find_node(&self, key: &Object, hash: Py_hash_t) -> PyResult<Option<(*mut Node, usize)>> {
        // SAFETY: positions are within the mirror.
        unsafe {
            if (*self.raw()).od_first.is_null() {
                return Ok(None);
            }
            let Some(at) = self.position(key, hash)? else {
                return Ok(None);
            };
            let node = *(*self.raw()).od_fast_nodes.add(at);
            Ok((!node.is_null()).then_some((node, at)))
        }
    }

    /// A node at the end of the list for a key that the dict has; nothing if it has one.
    pub(super) fn append_node(&self, key: &Object, hash: Py_hash_t) -> PyResult<()> {
        let Some(at) = self.position(key, hash)? else {
            return Err(key_error(key));
        };
        // SAFETY: the position is within the mirror; the node is written whole before it is linked.
        unsafe {
            let slot = (*self.raw()).od_fast_nodes.add(at);
            if !(*slot).is_null() {
                return Ok(());
            }
            let node = base::mem::alloc(base::mem::Domain::Mem, size_of::<Node>()).cast::<Node>();
            if node.is_null() {
                return Err(no_memory());
            }
            node.write(Node {
                key: key.to_ref().into_ptr(),
                hash,
                next: core::ptr::null_mut(),
                prev: core::ptr::null_mut(),
            });
            *slot = node;
            self.link(node, true);
        }
        Ok(())
    }

    /// Takes the node of a key out of the list.
    pub(super) fn take_node(&self, key: &Object, hash: Py_hash_t) -> PyResult<Option<Taken>> {
        let Some((node, at)) = self.find_node(key, hash)? else {
            return Ok(None);
        };
        // SAFETY: just found, and nothing has run.
        unsafe {
            *(*self.raw()).od_fast_nodes.add(at) = core::ptr::null_mut();
            self.unlink(node);
        }
        Ok(Some(Taken(node)))
    }

    /// Moves the node of a key to an end.
    pub(super) fn move_node(&self, key: &Object, last: bool) -> PyResult<()> {
        match self.end(last) {
            None => return Err(key_error(key)),
            Some((end, _)) if end.is(key) => return Ok(()),
            Some(_) => {}
        }
        let Some((node, _)) = self.find_node(key, key.hash()?)? else {
            return Err(key_error(key));
        };
        // SAFETY: just found, and nothing has run.
        unsafe {
            let o = self.raw();
            let end = if last { (*o).od_last } else { (*o).od_first };
            if node != end {
                self.unlink(node);
                self.link(node, last);
            }
        }
        Ok(())
    }

    /// # Safety
    /// A node of this list.
    unsafe fn unlink(&self, node: *mut Node) {
        // SAFETY: the caller's contract; the ends of the list are in the struct.
        unsafe {
            let o = self.raw();
            let (prev, next) = ((*node).prev, (*node).next);
            *(if prev.is_null() {
                &raw mut (*o).od_first
            } else {
                &raw mut (*prev).next
            }) = next;
            *(if next.is_null() {
                &raw mut (*o).od_last
            } else {
                &raw mut (*next).prev
            }) = prev;
            (*o).od_state = (*o).od_state.wrapping_add(1);
        }
    }

    /// # Safety
    /// A node in no list.
    unsafe fn link(&self, node: *mut Node, last: bool) {
        // SAFETY: the caller's contract.
        unsafe {
            let o = self.raw();
            (*node).prev = core::ptr::null_mut();
            (*node).next = core::ptr::null_mut();
            let end = if last { (*o).od_last } else { (*o).od_first };
            if end.is_null() {
                (*o).od_first = node;
                (*o).od_last = node;
            } else if last {
                (*node).prev = end;
                (*end).next = node;
                (*o).od_last = node;
            } else {
                (*node).next = end;
                (*end).prev = node;
                (*o).od_first = node;
            }
            (*o).od_state = (*o).od_state.wrapping_add(1);
        }
    }

    /// Empties the list, and then gives up the keys.
    pub(super) fn clear_list(&self) {
        // SAFETY: the list is nobody's any more when the first key goes.
        unsafe {
            let o = self.raw();
            base::mem::free(base::mem::Domain::Mem, (*o).od_fast_nodes.cast());
            (*o).od_fast_nodes = core::ptr::null_mut();
            (*o).od_fast_nodes_size = 0;
            (*o).od_resize_sentinel = core::ptr::null_mut();
            let mut node = (*o).od_first;
            (*o).od_first = core::ptr::null_mut();
            (*o).od_last = core::ptr::null_mut();
            (*o).od_state = (*o).od_state.wrapping_add(1);
            while !node.is_null() {
                let next = (*node).next;
                free(node);
                node = next;
            }
        }
    }

    pub(super) fn traverse_list(&self, visit: visitproc, arg: *mut c_void) -> c_int {
        // SAFETY: the collector's visit; it changes nothing.
        unsafe {
            let mut node = (*self.raw()).od_first;
            while !node.is_null() {
                let r = crate::iter::visit_field((*node).key, visit, arg);
                if r != 0 {
                    return r;
                }
                node = (*node).next;
            }
        }
        0
    }

    /// The memory of the list and its mirror.
    pub(super) fn list_size(&self) -> usize {
        // SAFETY: live.
        unsafe {
            let o = self.raw();
            let nodes = if (*o).od_first.is_null() {
                0
            } else {
                self.dict().len()
            };
            (*o).od_fast_nodes_size * size_of::<*mut Node>() + nodes * size_of::<Node>()
        }
    }
}

/// # Safety
/// NULL or a node of a list.
unsafe fn describe(node: *mut Node) -> Option<(Ref, Py_hash_t)> {
    // SAFETY: the caller's contract.
    unsafe {
        let node = node.as_ref()?;
        Some((Object::from_ptr(node.key).to_ref(), node.hash))
    }
}
