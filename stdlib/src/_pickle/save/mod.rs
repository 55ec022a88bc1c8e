//! The pickler's walk: each object as opcodes, by its exact type. `scalars` and `containers` have opcodes of their own; the rest goes by
//! `reduction`.

mod containers;
mod reduction;
mod scalars;

use std::collections::HashSet;

use objects::function::PyFunction_Type;
use objects::picklebuffer::PyPickleBuffer_Type;
use objects::prelude::*;
use objects::type_::PyType_Type;
use objects::{bytearray, bytes, dict, float, list, long, set, tuple, unicode};

use super::inner::Machine;
use super::opcode::*;
use super::output::Output;
use super::pickler::Pickler;
use super::state::pickling_error;

/// Nesting of containers from which on "fast" mode looks out for cycles.
const FAST_NESTING_LIMIT: usize = 50;

/// The state of one `dump`.
pub struct Saver<'a> {
    pub pickler: &'a Pickler,
    pub out: Output,
    pub proto: i32,
    /// Is the protocol a binary one (1 and later)?
    pub bin: bool,
    pub fix_imports: bool,
    pub reducer_override: Option<Ref>,
    pub dispatch_table: Option<Ref>,
    persistent_id: Option<Ref>,
    buffer_callback: Option<Ref>,
    fast_nesting: usize,
    /// The containers that are being saved in fast mode, once deeply nested.
    fast_open: HashSet<usize>,
}

impl<'a> Saver<'a> {
    pub fn new(pickler: &'a Pickler, out: Output) -> PyResult<Saver<'a>> {
        let options = pickler.with(|i| {
            (
                i.options.proto,
                i.options.fix_imports,
                i.options.buffer_callback.clone(),
            )
        });
        let Some((proto, fix_imports, buffer_callback)) = options else {
            return Err(pickling_error(format_args!("Pickler was not initialized")));
        };
        Ok(Saver {
            pickler,
            out,
            proto,
            bin: proto > 0,
            fix_imports,
            reducer_override: pickler.get_attr_opt(interned!("reducer_override"))?,
            dispatch_table: pickler.dispatch_table(),
            persistent_id: pickler.persistent_id_method()?,
            buffer_callback,
            fast_nesting: 0,
            fast_open: HashSet::new(),
        })
    }

    /// A whole pickle: the protocol, the object, the end.
    pub fn dump(&mut self, o: &Object) -> PyResult<()> {
        if self.proto >= 2 {
            self.out.push(&[PROTO, self.proto as u8])?;
            self.out.framing = self.proto >= 4;
        }
        self.save(o)?;
        self.out.op(STOP)?;
        self.out.close_frame();
        self.out.framing = false;
        Ok(())
    }

    /// Saves an object, or its persistent id.
    pub fn save(&mut self, o: &Object) -> PyResult<()> {
        self.out.boundary()?;
        if let Some(f) = self.persistent_id.clone() {
            let id = f.call(&[o])?;
            if !is_none(&id) {
                return self.save_persistent(&id);
            }
        }
        self.save_object(o)
    }

    fn save_persistent(&mut self, id: &Object) -> PyResult<()> {
        if self.bin {
            self.out.boundary()?;
            self.save_object(id)?;
            return self.out.op(BINPERSID);
        }
        let text = id.str()?;
        let Some(ascii) = text.as_ascii() else {
            return Err(pickling_error(format_args!(
                "persistent IDs in protocol 0 must be ASCII strings"
            )));
        };
        self.out.op(PERSID)?;
        self.out.push(ascii.as_bytes())?;
        self.out.push(b"\n")
    }

    fn save_object(&mut self, o: &Object) -> PyResult<()> {
        // What is never in the memo.
        if is_none(o) {
            return self.out.op(NONE);
        }
        if o.is(py_bool(true)) || o.is(py_bool(false)) {
            return self.save_bool(o.is(py_bool(true)));
        }
        let exactly = |t: &Type| o.is_exactly(t.as_mut_ptr());
        if exactly(&long::PyLong_Type) {
            return self.save_long(cast(o));
        }
        if exactly(&float::PyFloat_Type) {
            return self.save_float(cast(o));
        }
        if let Some(index) = self.pickler.memo_get(o) {
            return self.get(index);
        }
        if exactly(&bytes::PyBytes_Type) {
            return self.save_bytes(cast(o));
        }
        if exactly(&unicode::PyUnicode_Type) {
            return self.save_str(cast(o));
        }
        objects::recursion::enter(" while pickling an object")?;
        if exactly(&dict::PyDict_Type) {
            return self.in_fast_mode(o, |s| s.save_dict(cast(o)));
        }
        if exactly(&set::PySet_Type) {
            return self.save_set(o);
        }
        if exactly(&set::PyFrozenSet_Type) {
            return self.save_frozenset(o);
        }
        if exactly(&list::PyList_Type) {
            return self.in_fast_mode(o, |s| s.save_list(cast(o)));
        }
        if exactly(&tuple::PyTuple_Type) {
            return self.save_tuple(cast(o));
        }
        if exactly(&bytearray::PyByteArray_Type) {
            return self.save_bytearray(cast(o));
        }
        if exactly(&PyPickleBuffer_Type) {
            return self.save_picklebuffer(cast(o));
        }
        if let Some(f) = self.reducer_override.clone() {
            let reduced = f.call(&[o])?;
            if !reduced.is(objects::not_implemented()) {
                return self.save_reduced(o, &reduced);
            }
        }
        if exactly(&PyType_Type) {
            return self.save_type(o);
        }
        if exactly(&PyFunction_Type) {
            return self.save_global(o, None);
        }
        self.save_by_reduction(o)
    }

    /// Runs `f` on a container; in fast mode, which has no memo, watches for cycles.
    fn in_fast_mode(
        &mut self,
        o: &Object,
        f: impl FnOnce(&mut Self) -> PyResult<()>,
    ) -> PyResult<()> {
        if !self.pickler.is_fast() {
            return f(self);
        }
        self.fast_nesting += 1;
        let watched = self.fast_nesting >= FAST_NESTING_LIMIT;
        if watched && !self.fast_open.insert(o.as_ptr().addr()) {
            return Err(raise!(
                ValueError,
                "fast mode: can't pickle cyclic objects including object type {:.200} at {:p}",
                o.class().tp_name(),
                o.as_ptr()
            ));
        }
        f(self)?;
        self.fast_nesting -= 1;
        if watched {
            self.fast_open.remove(&o.as_ptr().addr());
        }
        Ok(())
    }

    /// Puts an object on the stack that was saved before.
    pub fn get(&mut self, index: usize) -> PyResult<()> {
        if !self.bin {
            return self.out.push(format!("g{index}\n").as_bytes());
        }
        if let Ok(byte) = u8::try_from(index) {
            return self.out.push(&[BINGET, byte]);
        }
        let Ok(index) = u32::try_from(index) else {
            return Err(pickling_error(format_args!(
                "memo id too large for LONG_BINGET"
            )));
        };
        self.header(LONG_BINGET, &index.to_le_bytes())
    }

    /// Remembers the object on top of the stack.
    pub fn memoize(&mut self, o: &Object) -> PyResult<()> {
        if self.pickler.is_fast() {
            return Ok(());
        }
        let index = self.pickler.memo_put(o)?;
        if self.proto >= 4 {
            return self.out.op(MEMOIZE);
        }
        if !self.bin {
            return self.out.push(format!("p{index}\n").as_bytes());
        }
        if let Ok(byte) = u8::try_from(index) {
            return self.out.push(&[BINPUT, byte]);
        }
        let Ok(index) = u32::try_from(index) else {
            return Err(pickling_error(format_args!(
                "memo id too large for LONG_BINPUT"
            )));
        };
        self.header(LONG_BINPUT, &index.to_le_bytes())
    }

    /// An opcode and its argument.
    fn header(&mut self, opcode: u8, argument: &[u8]) -> PyResult<()> {
        let (bytes, n) = joined(opcode, argument);
        self.out.push(&bytes[..n])
    }

    fn save_type(&mut self, o: &Object) -> PyResult<()> {
        let singletons = [
            objects::none(),
            objects::slice::ellipsis(),
            objects::not_implemented(),
        ];
        for s in singletons {
            if o.is(s.class()) {
                let args = Tuple::from_slice(&[s])?;
                let reduced = Tuple::from_slice(&[&PyType_Type, &args])?;
                return self.save_reduce(&reduced, Some(o));
            }
        }
        self.save_global(o, None)
    }
}

/// The view of an object whose exact type the caller has seen.
fn cast<T: Subtype>(o: &Object) -> &T {
    debug_assert!(T::check(o));
    // SAFETY: every caller has just compared the type.
    unsafe { o.downcast_unchecked() }
}

/// An opcode and its argument of up to eight bytes, and their length.
fn joined(opcode: u8, argument: &[u8]) -> ([u8; 9], usize) {
    let mut bytes = [opcode; 9];
    bytes[1..=argument.len()].copy_from_slice(argument);
    (bytes, argument.len() + 1)
}
