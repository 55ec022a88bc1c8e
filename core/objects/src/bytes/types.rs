//! `bytes`: the type object and its slots.

use base::Hash;
use base::mem::{self, Domain};
use layout::*;

use super::{Bytes, HEAD};
use crate::Type;

#[unsafe(no_mangle)]
pub static PyBytes_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytes".as_ptr(),
    tp_basicsize: (HEAD + 1) as isize,
    tp_itemsize: 1,
    tp_dealloc: crate::slots::dealloc::<Bytes>(bytes_dealloc),
    tp_hash: crate::slots::hash(bytes_hash),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BYTES_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    ..Type::EMPTY
});

extern "C" fn bytes_dealloc(this: *mut Bytes) {
    // SAFETY: the last reference is gone.
    unsafe {
        let b = &*this;
        if b.is_exact() {
            mem::free(Domain::Obj, this.cast());
        } else if let Some(free) = (*b.type_ptr()).tp_free {
            free(this.cast());
        }
    }
}

extern "C" fn bytes_hash(this: &Bytes) -> Hash {
    Hash(this.hash_value())
}
