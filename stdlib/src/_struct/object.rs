//! `Struct`, a format read once, and the iterator of `iter_unpack`.

use core::ffi::c_int;
use core::mem::offset_of;
use std::sync::Arc;

use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field, set_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::slots;

use super::format::{Layout, parse};
use super::{error, item};
use crate::heap_type::{self, HeapType};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct StructObject {
    ob_base: PyObject,
    /// Bytes and values of the format, where extensions (`_testbuffer`) look for them.
    s_size: isize,
    s_len: isize,
    /// The format read, owned; NULL until `__init__` has run.
    layout: *const Layout,
    /// The format as bytes.
    format: *mut PyObject,
    weaklist: *mut PyObject,
}

object_view!(
    /// `struct.Struct`.
    pub Struct, StructObject, "Struct", |o| objects::type_::is_subtype_instance(o, &STRUCT)
);

/// The ASCII bytes of a format, which may be text.
fn format_bytes(format: &Object) -> PyResult<Ref<Bytes>> {
    if let Some(text) = format.downcast::<Str>() {
        let encoding = Str::from_str("ascii")?;
        let bytes = text.call_method(interned!("encode"), &[&encoding])?;
        return bytes.downcast_into::<Bytes>().map_err(|other| {
            raise!(
                TypeError,
                "Struct() argument 1 must be a str or bytes object, not {}",
                other.class().name()
            )
        });
    }
    match format.downcast::<Bytes>() {
        Some(bytes) => Ok(bytes.to_ref()),
        None => Err(raise!(
            TypeError,
            "Struct() argument 1 must be a str or bytes object, not {}",
            format.class().tp_name()
        )),
    }
}

impl Struct {
    /// `Struct(format)`.
    pub fn make(format: &Object) -> PyResult<Ref<Struct>> {
        let this = owned::alloc::<Struct>(STRUCT.live()?)?;
        this.set_format(format)?;
        Ok(this)
    }

    fn set_format(&self, format: &Object) -> PyResult<()> {
        let format = format_bytes(format)?;
        let layout = Arc::new(parse(format.as_slice())?);
        // SAFETY: live; the fields own what is put into them, and the former layout is freed.
        unsafe {
            (*self.raw()).s_size = layout.size as isize;
            (*self.raw()).s_len = layout.values as isize;
            let old = (&raw mut (*self.raw()).layout).replace(Arc::into_raw(layout));
            if !old.is_null() {
                drop(Arc::from_raw(old));
            }
            set_field(&raw mut (*self.raw()).format, format);
        }
        Ok(())
    }

    /// The format read: held by count, since `__init__` may replace it while Python code runs.
    fn layout(&self) -> PyResult<Arc<Layout>> {
        // SAFETY: live; the field is NULL until `__init__` has run, then owns a count.
        unsafe {
            let layout = (*self.raw()).layout;
            if layout.is_null() {
                return Err(raise!(RuntimeError, "Struct object is not initialized"));
            }
            Arc::increment_strong_count(layout);
            Ok(Arc::from_raw(layout))
        }
    }

    pub fn size(&self) -> PyResult<usize> {
        Ok(self.layout()?.size)
    }

    /// Writes all values into `out`, which is as long as the struct.
    fn fill(layout: &Layout, values: &[&Object], out: &mut [u8]) -> PyResult<()> {
        out.fill(0);
        let mut values = values.iter();
        for code in &layout.codes {
            for i in 0..code.repeat {
                let at = code.offset + i * code.size;
                let Some(value) = values.next() else {
                    return Ok(());
                };
                item::write(code, layout.big_endian, value, &mut out[at..at + code.size])?;
            }
        }
        Ok(())
    }

    /// The layout, if as many values are given as it wants.
    fn layout_for(&self, what: &str, given: usize) -> PyResult<Arc<Layout>> {
        let layout = self.layout()?;
        let wanted = layout.values;
        if given == wanted {
            return Ok(layout);
        }
        Err(error(format_args!(
            "{what} expected {wanted} items for packing (got {given})"
        )))
    }

    pub fn pack(&self, values: &[&Object]) -> PyResult<Ref<Bytes>> {
        let layout = self.layout_for("pack", values.len())?;
        let size = layout.size;
        let bytes = Bytes::with_len(size)?;
        // SAFETY: a fresh bytes object of that length.
        let out = unsafe { core::slice::from_raw_parts_mut(bytes.as_mut_ptr(), size) };
        Self::fill(&layout, values, out)?;
        Ok(bytes)
    }

    pub fn pack_into(&self, args: &[&Object]) -> PyResult<()> {
        let (buffer, offset, values) = match args {
            [] => return Err(error(format_args!("pack_into expected buffer argument"))),
            [_] => return Err(error(format_args!("pack_into expected offset argument"))),
            [buffer, offset, values @ ..] => (buffer, offset, values),
        };
        let layout = self.layout_for("pack_into", values.len())?;
        let size = layout.size;
        if !writable(buffer)? {
            return Err(raise!(
                TypeError,
                "argument must be read-write bytes-like object, not {}",
                buffer.class().tp_name()
            ));
        }
        let buffer = Buffer::get_writable(buffer)?;
        let offset = offset.index_isize(false)?;
        let at = place(buffer.len(), offset, size, "pack")?;
        // SAFETY: a writable buffer of that length, held while it is written; converting values may run code that reads or
        // writes it too, through raw pointers as here.
        let out = unsafe { core::slice::from_raw_parts_mut(buffer.as_mut_ptr().add(at), size) };
        Self::fill(&layout, values, out)
    }

    /// The values of exactly as many bytes as the struct has.
    fn read(layout: &Layout, bytes: &[u8]) -> PyResult<Ref<Tuple>> {
        let tuple = Tuple::with_len(layout.values)?;
        let mut n = 0;
        for code in &layout.codes {
            for i in 0..code.repeat {
                let at = code.offset + i * code.size;
                let value = item::read(code, layout.big_endian, &bytes[at..at + code.size])?;
                tuple.init_item(n, value);
                n += 1;
            }
        }
        Ok(tuple)
    }

    pub fn unpack_buffer(&self, buffer: &Object) -> PyResult<Ref<Tuple>> {
        let layout = self.layout()?;
        let size = layout.size;
        let buffer = Buffer::get(buffer)?;
        if buffer.len() != size {
            return Err(error(format_args!(
                "unpack requires a buffer of {size} bytes"
            )));
        }
        Self::read(&layout, buffer.as_slice())
    }

    pub fn unpack_at(&self, buffer: &Object, offset: isize) -> PyResult<Ref<Tuple>> {
        let layout = self.layout()?;
        let size = layout.size;
        let buffer = Buffer::get(buffer)?;
        let at = place(buffer.len(), offset, size, "unpack")?;
        Self::read(&layout, &buffer.as_slice()[at..at + size])
    }

    pub fn iterate(&self, buffer: &Object) -> PyResult<Ref<UnpackIterator>> {
        let size = self.size()?;
        if size == 0 {
            return Err(error(format_args!(
                "cannot iteratively unpack with a struct of length 0"
            )));
        }
        let held = Buffer::get(buffer)?;
        if held.len() % size != 0 {
            return Err(error(format_args!(
                "iterative unpacking requires a buffer of a multiple of {size} bytes"
            )));
        }
        let iterator = owned::alloc::<UnpackIterator>(UNPACK_ITERATOR.live()?)?;
        // SAFETY: fresh; the fields own what is put into them.
        unsafe {
            let raw = iterator.raw();
            (*raw).buffer = Box::into_raw(Box::new(held));
            (*raw).so = self.to_ref().into_ptr();
        }
        Ok(iterator)
    }
}

/// Does the object give a writable buffer?
fn writable(o: &Object) -> PyResult<bool> {
    match Buffer::get_with(o, PyBUF_WRITABLE) {
        Ok(_) => Ok(true),
        Err(raised) => {
            raised.clear();
            Ok(false)
        }
    }
}

/// Where in a buffer a struct begins; an offset below zero counts from the end.
fn place(len: usize, offset: isize, size: usize, verb: &str) -> PyResult<usize> {
    let mut at = offset;
    if offset < 0 {
        if offset.unsigned_abs() < size {
            return Err(if verb == "pack" {
                error(format_args!(
                    "no space to pack {size} bytes at offset {offset}"
                ))
            } else {
                error(format_args!(
                    "not enough data to unpack {size} bytes at offset {offset}"
                ))
            });
        }
        at = len as isize + offset;
        if at < 0 {
            return Err(error(format_args!(
                "offset {offset} out of range for {len}-byte buffer"
            )));
        }
    }
    let at = at as usize;
    if len < at || len - at < size {
        let needed = at as u128 + size as u128;
        return Err(error(format_args!(
            "{verb}_{} requires a buffer of at least {needed} bytes for {verb}ing {size} bytes at offset {at} (actual \
             buffer size is {len})",
            if verb == "pack" { "into" } else { "from" },
        )));
    }
    Ok(at)
}

#[pymethods]
impl Struct {
    /// Struct(fmt) --> compiled struct object
    ///
    /// A format read once, for packing and unpacking often.
    #[new(varargs, "Struct")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = (args, kwargs);
        cls.alloc(0)
    }

    #[init("Struct(format)", nosig)]
    fn init(&self, format: &Object) -> PyResult<()> {
        self.set_format(format)
    }

    /// An iterator over the tuples that chunks of the buffer unpack to.
    #[method("iter_unpack(buffer, /)")]
    fn iter_unpack(&self, buffer: &Object) -> PyResult<Ref<UnpackIterator>> {
        self.iterate(buffer)
    }

    /// pack(v1, v2, ...) -> bytes
    ///
    /// The values as bytes by the struct's format.
    #[method(raw, "pack")]
    fn py_pack(&self, args: &[&Object]) -> PyResult<Ref<Bytes>> {
        self.pack(args)
    }

    /// pack_into(buffer, offset, v1, v2, ...)
    ///
    /// Writes the values into a buffer by the struct's format.
    #[method(raw, "pack_into")]
    fn py_pack_into(&self, args: &[&Object]) -> PyResult<()> {
        self.pack_into(args)
    }

    /// The values in a buffer of exactly the struct's size.
    #[method("unpack(buffer, /)")]
    fn unpack(&self, buffer: &Object) -> PyResult<Ref<Tuple>> {
        self.unpack_buffer(buffer)
    }

    /// The values in a buffer, from an offset on.
    #[method("unpack_from(buffer, offset=0)")]
    fn unpack_from(&self, buffer: &Object, offset: isize) -> PyResult<Ref<Tuple>> {
        self.unpack_at(buffer, offset)
    }

    /// Size in memory, in bytes.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> PyResult<usize> {
        // SAFETY: a live type.
        let basic = unsafe { (*self.type_ptr()).tp_basicsize } as usize;
        Ok(basic + (self.layout()?.codes.len() + 1) * 32)
    }

    /// struct format string
    #[getter("format")]
    fn format(&self) -> PyResult<Ref<Str>> {
        self.layout()?;
        // SAFETY: set with the layout.
        let format = unsafe { get_field(&raw mut (*self.raw()).format) };
        match format.as_ref().and_then(|f| f.downcast::<Bytes>()) {
            Some(bytes) => Str::from_latin1(bytes.as_slice()),
            None => Str::from_str(""),
        }
    }

    /// struct size in bytes
    #[getter("size")]
    fn py_size(&self) -> isize {
        // Without a format there is none.
        self.size().map_or_else(
            |raised| {
                raised.clear();
                -1
            },
            |n| n as isize,
        )
    }
}

extern "C" fn struct_repr(this: &Struct) -> PyResult {
    let format = this.format()?;
    let repr = format.repr()?;
    Ok(Str::format(format_args!(
        "{}({})",
        this.class().name(),
        repr.to_string_lossy()
    ))?
    .upcast())
}

extern "C" fn struct_dealloc(this: *mut Struct) {
    // SAFETY: the last reference is gone.
    unsafe {
        let raw = this.cast::<StructObject>();
        heap_type::let_go(raw.cast(), (*raw).weaklist);
        if !(*raw).layout.is_null() {
            drop(Arc::from_raw((*raw).layout));
        }
        owned::clear_field(&raw mut (*raw).format);
        heap_type::free(raw.cast());
    }
}

pub static STRUCT: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_struct.Struct".as_ptr(),
    tp_basicsize: size_of::<StructObject>() as isize,
    tp_dealloc: slots::dealloc(struct_dealloc),
    tp_repr: slots::repr(struct_repr),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: Struct::DOC,
    tp_traverse: slots::traverse(heap_type::traverse::<Struct>),
    tp_weaklistoffset: offset_of!(StructObject, weaklist) as isize,
    tp_methods: Struct::METHODS,
    tp_getset: Struct::GETSET,
    tp_init: Some(Struct::INIT),
    tp_new: Some(Struct::NEW),
    ..Type::EMPTY
});

#[repr(C)]
#[derive(Clone, Copy)]
pub struct UnpackObject {
    ob_base: PyObject,
    so: *mut PyObject,
    /// Boxed; NULL at the end.
    buffer: *mut Buffer,
    index: usize,
}

object_view!(
    /// What `iter_unpack` gives.
    pub UnpackIterator, UnpackObject, "unpack_iterator", |o| o.is_exactly(UNPACK_ITERATOR.as_mut_ptr())
);
owned_fields!(UnpackIterator, heap = true, [so]);

impl UnpackIterator {
    fn release(&self) {
        // SAFETY: the field owns its box, or is NULL.
        unsafe {
            let buffer = (&raw mut (*self.raw()).buffer).replace(core::ptr::null_mut());
            if !buffer.is_null() {
                drop(Box::from_raw(buffer));
            }
            owned::clear_field(&raw mut (*self.raw()).so);
        }
    }

    /// The struct and what is left of the buffer.
    fn rest(&self) -> PyResult<Option<(Ref<Struct>, &[u8])>> {
        // SAFETY: live fields; the struct was checked when it was put there.
        unsafe {
            let Some(so) = get_field(&raw mut (*self.raw()).so) else {
                return Ok(None);
            };
            let so: Ref<Struct> = so.downcast_into_unchecked();
            let bytes = match (*self.raw()).buffer.as_ref() {
                Some(buffer) => buffer.as_slice(),
                None => return Ok(None),
            };
            Ok(bytes.get((*self.raw()).index..).map(|rest| (so, rest)))
        }
    }
}

#[pymethods]
impl UnpackIterator {
    #[method("__length_hint__()", nosig)]
    fn length_hint(&self) -> PyResult<usize> {
        Ok(match self.rest()? {
            Some((so, rest)) => rest.len() / so.size()?.max(1),
            None => 0,
        })
    }
}

extern "C" fn iterator_next(this: &UnpackIterator) -> NextResult {
    let step = || -> PyResult<Option<Ref<Tuple>>> {
        let Some((so, rest)) = this.rest()? else {
            return Ok(None);
        };
        let layout = so.layout()?;
        let size = layout.size;
        let Some(bytes) = rest.get(..size).filter(|_| size > 0) else {
            this.release();
            return Ok(None);
        };
        let values = Struct::read(&layout, bytes)?;
        // SAFETY: live.
        unsafe { (*this.raw()).index += size };
        Ok(Some(values))
    };
    step().into()
}

extern "C" fn iterator_iter(this: &UnpackIterator) -> PyResult {
    Ok(this.to_ref().upcast())
}

extern "C" fn iterator_traverse(
    this: &UnpackIterator,
    visit: visitproc,
    arg: *mut core::ffi::c_void,
) -> c_int {
    let result = owned::traverse(this, visit, arg);
    // SAFETY: live; the exporter is owned by the buffer.
    unsafe {
        match (*this.raw()).buffer.as_ref() {
            Some(buffer) if result == 0 && !buffer.view().obj.is_null() => {
                visit(buffer.view().obj, arg)
            }
            _ => result,
        }
    }
}

extern "C" fn iterator_clear(this: &UnpackIterator) -> c_int {
    this.release();
    0
}

extern "C" fn iterator_dealloc(this: *mut UnpackIterator) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = this.cast::<PyObject>();
        objects::gc::untrack(Object::from_ptr(o));
        UnpackIterator::from_raw(this.cast()).release();
        heap_type::free(o);
    }
}

pub static UNPACK_ITERATOR: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_struct.unpack_iterator".as_ptr(),
    tp_basicsize: size_of::<UnpackObject>() as isize,
    tp_dealloc: slots::dealloc(iterator_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: slots::traverse(iterator_traverse),
    tp_clear: slots::clear(iterator_clear),
    tp_iter: slots::iter(iterator_iter),
    tp_iternext: slots::next(iterator_next),
    tp_methods: UnpackIterator::METHODS,
    ..Type::EMPTY
});
