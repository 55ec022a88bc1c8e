//! What units have taken hold of, and how it is let go again.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::{Py_buffer, PyObject};

pub(super) type Converter = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;

pub(super) enum Held {
    Buffer(*mut Py_buffer),
    Memory(*mut *mut c_char),
    Converted(Converter, *mut c_void),
}

/// What units have taken hold of so far; released on drop unless kept.
///
/// Mostly it is one thing, for which no memory is needed.
#[derive(Default)]
pub struct Cleanups {
    first: Option<Held>,
    others: Vec<Held>,
}

impl Cleanups {
    #[inline]
    pub fn keep(mut self) {
        self.first = None;
        self.others.clear();
    }

    pub(super) fn push(&mut self, held: Held) {
        match self.first {
            None => self.first = Some(held),
            Some(_) => self.others.push(held),
        }
    }
}

impl Drop for Cleanups {
    fn drop(&mut self) {
        for held in self.first.take().into_iter().chain(self.others.drain(..)) {
            // SAFETY: the addresses are of variables of the caller, who waits for our return.
            unsafe {
                match held {
                    Held::Buffer(view) => objects::buffer::release(view),
                    Held::Memory(p) => {
                        base::mem::free(base::mem::Domain::Mem, (*p).cast());
                        *p = null_mut();
                    }
                    Held::Converted(f, address) => {
                        f(null_mut(), address);
                    }
                }
            }
        }
    }
}
