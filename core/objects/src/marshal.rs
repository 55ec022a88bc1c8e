//! Marshalled data to live objects and back, over the compiler's reader and writer of the format.

use base::{Object, PyResult, Raised, Ref};
use compiler::constant::Int;
use compiler::marshal::{
    Builder, CodeParts, Input, MarshalError, Reader, SliceInput, Source, View, Writer,
};
use std::borrow::Cow;

use crate::MemoryView;
use crate::abstract_::number::{TooLarge, as_isize};
use crate::code::PyCode_Type;
use crate::exceptions::{self, types};
use crate::prelude::*;
use crate::slice::ellipsis;

/// `marshal.version`
pub const VERSION: i32 = compiler::marshal::VERSION;

/// A failure: an exception that is set.
pub struct Failure(Raised);

impl From<MarshalError> for Failure {
    #[cold]
    fn from(error: MarshalError) -> Failure {
        Failure(match error {
            MarshalError::Eof(text) => raise!(EOFError, "{text}"),
            MarshalError::Value(text) => raise!(ValueError, "{text}"),
            MarshalError::Type(text) => raise!(TypeError, "{text}"),
            MarshalError::Memory => exceptions::no_memory(),
        })
    }
}

impl From<Raised> for Failure {
    fn from(raised: Raised) -> Failure {
        Failure(raised)
    }
}

type Made<T = Ref> = Result<T, Failure>;

/// Makes live objects of what is read.
struct Objects;

/// A part of a code object, of the type that it must have.
fn part<T: Subtype>(value: Ref) -> Made<Ref<T>> {
    Ok(value
        .downcast_into::<T>()
        .map_err(|_| exceptions::bad_internal_call())?)
}

/// A container made by the builder.
///
/// # Safety
/// The value was made as a `T` by the builder.
unsafe fn container<T: Subtype>(value: &Ref) -> &T {
    // SAFETY: the caller vouches.
    unsafe { value.downcast_unchecked() }
}

/// A string; one that was interned when it was written is so for good, as in the reference.
fn text(value: Ref<Str>, interned: bool) -> Ref {
    if interned {
        Str::intern_immortal(value).to_ref().upcast()
    } else {
        value.upcast()
    }
}

impl Builder for Objects {
    type Value = Ref;
    type Error = Failure;
    const IDENTITY: bool = true;

    fn none(&mut self) -> Made {
        Ok(none_ref())
    }
    fn bool(&mut self, v: bool) -> Made {
        Ok(py_bool(v).to_ref())
    }
    fn ellipsis(&mut self) -> Made {
        Ok(ellipsis().to_ref())
    }
    fn stop_iteration(&mut self) -> Made {
        Ok(types::StopIteration.to_ref().upcast())
    }
    fn int(&mut self, v: Int) -> Made {
        Ok(match v {
            Int::Small(v) => Long::from_i64(v)?,
            Int::Big(v) => Long::from_bigint(&v)?,
        }
        .upcast())
    }
    fn float(&mut self, v: f64) -> Made {
        Ok(Float::from_f64(v)?.upcast())
    }
    fn complex(&mut self, re: f64, im: f64) -> Made {
        Ok(Complex::from_parts(re, im)?.upcast())
    }
    fn bytes(&mut self, v: &[u8]) -> Made {
        Ok(Bytes::from_slice(v)?.upcast())
    }
    fn latin1(&mut self, v: &[u8], interned: bool) -> Made {
        Ok(text(Str::from_latin1(v)?, interned))
    }
    fn utf8(&mut self, v: &[u8], interned: bool) -> Made {
        Ok(text(Str::decode_utf8(v, Some(c"surrogatepass"))?, interned))
    }
    fn tuple(&mut self, len: usize) -> Made {
        if len == 0 {
            return Ok(Tuple::empty().to_ref().upcast());
        }
        Ok(Tuple::with_len(len)?.upcast())
    }
    fn tuple_set(&mut self, tuple: &mut Ref, at: usize, item: Ref) -> Made<()> {
        // SAFETY: made by `tuple`; only references in the data can see it before it is full.
        unsafe { container::<Tuple>(tuple) }.init_item(at, item);
        Ok(())
    }
    fn list(&mut self, _: usize) -> Made {
        Ok(List::new()?.upcast())
    }
    fn list_set(&mut self, list: &mut Ref, _: usize, item: Ref) -> Made<()> {
        // SAFETY: made by `list`.
        Ok(unsafe { container::<List>(list) }.push_owned(item)?)
    }
    fn dict(&mut self) -> Made {
        Ok(Dict::new()?.upcast())
    }
    fn dict_set(&mut self, dict: &mut Ref, key: Ref, value: Ref) -> Made<()> {
        // SAFETY: made by `dict`.
        Ok(unsafe { container::<Dict>(dict) }.set_owned(key, value)?)
    }
    fn set(&mut self, frozen: bool, _: usize) -> Made {
        Ok(if frozen {
            FrozenSet::new()?.upcast()
        } else {
            Set::new()?.upcast()
        })
    }
    fn set_add(&mut self, set: &mut Ref, item: Ref) -> Made<()> {
        if let Some(frozen) = set.downcast::<FrozenSet>() {
            frozen.add_fresh(&item)?;
        } else {
            // SAFETY: made by `set`.
            unsafe { container::<Set>(set) }.add(&item)?;
        }
        Ok(())
    }
    fn slice(&mut self, [start, stop, step]: [Ref; 3]) -> Made {
        Ok(Slice::new(Some(&*start), Some(&*stop), Some(&*step))?.upcast())
    }
    fn code(&mut self, p: CodeParts<Ref>) -> Made {
        let code: Ref<Bytes> = part(p.code)?;
        Ok(Code::new(crate::code::CodeParts {
            filename: part(p.filename)?,
            name: part(p.name)?,
            qualname: part(p.qualname)?,
            flags: p.flags,
            code: code.as_slice(),
            firstlineno: p.firstlineno,
            linetable: part(p.linetable)?,
            consts: part(p.consts)?,
            names: part(p.names)?,
            localsplusnames: part(p.localsplusnames)?,
            localspluskinds: part(p.localspluskinds)?,
            argcount: p.argcount,
            posonlyargcount: p.posonlyargcount,
            kwonlyargcount: p.kwonlyargcount,
            stacksize: p.stacksize,
            exceptiontable: part(p.exceptiontable)?,
        })?
        .upcast())
    }
}

/// Tells the writer what live objects are.
struct Live;

/// An object to be written, and whether its maker knows more holders than the count shows.
#[derive(Clone)]
struct Item {
    object: Option<Ref>,
    shared: bool,
}

impl Item {
    fn of(object: &Object) -> Item {
        Item {
            object: Some(object.to_ref()),
            shared: false,
        }
    }

    fn owned(object: Ref) -> Item {
        Item {
            object: Some(object),
            shared: false,
        }
    }
}

/// Borrows a pointer field that is never NULL.
///
/// # Safety
/// The field holds a live object.
unsafe fn field(p: *mut layout::PyObject) -> Item {
    // SAFETY: the caller vouches.
    Item::of(unsafe { Object::from_ptr(p) })
}

fn code_parts(code: &Code) -> PyResult<CodeParts<Item>> {
    let bytes = Item {
        // the code object keeps it: its address stays its own while we write
        object: Some(code.code_bytes()?),
        shared: true,
    };
    let raw = code.raw();
    // SAFETY: live; the fields of a code object are set for good.
    unsafe {
        Ok(CodeParts {
            argcount: (*raw).co_argcount,
            posonlyargcount: (*raw).co_posonlyargcount,
            kwonlyargcount: (*raw).co_kwonlyargcount,
            stacksize: (*raw).co_stacksize,
            flags: (*raw).co_flags,
            code: bytes,
            consts: field((*raw).co_consts),
            names: field((*raw).co_names),
            localsplusnames: field((*raw).co_localsplusnames),
            localspluskinds: field((*raw).co_localspluskinds),
            filename: field((*raw).co_filename),
            name: field((*raw).co_name),
            qualname: field((*raw).co_qualname),
            firstlineno: (*raw).co_firstlineno,
            linetable: field((*raw).co_linetable),
            exceptiontable: field((*raw).co_exceptiontable),
        })
    }
}

impl Source for Live {
    type Value = Item;
    type Error = Failure;

    fn view<'v>(&mut self, item: &'v Item) -> Made<View<'v, Item>> {
        let Some(object) = &item.object else {
            return Ok(View::Null);
        };
        let o: &'v Object = object;
        let exactly = |ty: &Type| o.is_exactly(ty.raw());
        if is_none(o) {
            return Ok(View::None);
        }
        if o.is(py_bool(true)) || o.is(py_bool(false)) {
            return Ok(View::Bool(o.is(py_bool(true))));
        }
        if o.is(ellipsis()) {
            return Ok(View::Ellipsis);
        }
        if o.is(&types::StopIteration) {
            return Ok(View::StopIteration);
        }
        if let Some(int) = o.downcast::<Long>() {
            return Ok(match int.to_i64() {
                _ if !int.is_exact() => View::Unsupported,
                Some(value) => View::Int(Int::Small(value)),
                None => View::Int(Int::Big(int.to_bigint())),
            });
        }
        if exactly(&crate::float::PyFloat_Type)
            && let Some(float) = o.downcast::<Float>()
        {
            return Ok(View::Float(float.value()));
        }
        if exactly(&crate::complex::PyComplex_Type)
            && let Some(complex) = o.downcast::<Complex>()
        {
            let (re, im) = complex.parts();
            return Ok(View::Complex(re, im));
        }
        if exactly(&crate::bytes::PyBytes_Type)
            && let Some(bytes) = o.downcast::<Bytes>()
        {
            return Ok(View::Bytes(Cow::Borrowed(bytes.as_slice())));
        }
        if exactly(&crate::unicode::PyUnicode_Type)
            && let Some(text) = o.downcast::<Str>()
        {
            let utf8 = if text.is_ascii() {
                Cow::Borrowed(text.as_utf8()?.as_bytes())
            } else {
                Cow::Owned(text.to_wtf8()?)
            };
            return Ok(View::Str {
                utf8,
                interned: text.is_interned(),
            });
        }
        if exactly(&crate::tuple::PyTuple_Type)
            && let Some(tuple) = o.downcast::<Tuple>()
        {
            return Ok(View::Tuple(gathered(
                tuple.as_slice().iter().map(|o| Item::of(o)),
            )?));
        }
        if exactly(&crate::list::PyList_Type)
            && let Some(list) = o.downcast::<List>()
        {
            return Ok(View::List(gathered(
                list.to_vec()?.into_iter().map(Item::owned),
            )?));
        }
        if exactly(&crate::dict::PyDict_Type)
            && let Some(dict) = o.downcast::<Dict>()
        {
            let mut entries = vec_for(dict.len())?;
            let mut position = 0;
            while let Some((key, value)) = dict.next_entry(&mut position) {
                entries.try_push((Item::owned(key), Item::owned(value)))?;
            }
            return Ok(View::Dict(entries));
        }
        let frozen = exactly(&crate::set::PyFrozenSet_Type);
        if frozen || exactly(&crate::set::PySet_Type) {
            // SAFETY: both have the one struct, and it is only read.
            let set: &Set = unsafe { o.downcast_unchecked() };
            let mut items = vec_for(set.len())?;
            let mut position = 0;
            while let Some(item) = set.next_entry(&mut position) {
                // The reference holds it a second time while it sorts.
                items.try_push(Item {
                    object: Some(item),
                    shared: true,
                })?;
            }
            return Ok(if frozen {
                View::FrozenSet(items)
            } else {
                View::Set(items)
            });
        }
        if exactly(&PyCode_Type)
            && let Some(code) = o.downcast::<Code>()
        {
            return Ok(View::Code(Box::new(code_parts(code)?)));
        }
        if exactly(&crate::slice::PySlice_Type)
            && let Some(slice) = o.downcast::<Slice>()
        {
            // SAFETY: live; the fields of a slice are set for good.
            return Ok(unsafe {
                let raw = slice.raw();
                View::Slice([field((*raw).start), field((*raw).stop), field((*raw).step)])
            });
        }
        // SAFETY: a live type and its method table, read whole.
        let exports = unsafe {
            let methods = (*o.type_ptr()).tp_as_buffer;
            !methods.is_null() && (*methods).bf_getbuffer.is_some()
        };
        if exports {
            return Ok(match Buffer::get(o) {
                Ok(buffer) => View::Bytes(Cow::Owned(buffer.as_slice().to_vec())),
                Err(raised) => {
                    raised.clear();
                    View::Unsupported
                }
            });
        }
        Ok(View::Unsupported)
    }

    fn identity(&mut self, item: &Item) -> Option<usize> {
        let object = item.object.as_ref()?;
        // One count is ours. An object with one more occurs once; interned strings are always noted, so that the output
        // does not depend on who else uses them.
        let interned = object.downcast::<Str>().is_some_and(Str::is_interned);
        if object.refcount() <= 2 && !interned && !item.shared {
            return None;
        }
        Some(object.as_ptr() as usize)
    }
}

/// As [`loads`], with the number of bytes that the object took.
pub fn loads_prefix(data: &[u8], allow_code: bool) -> PyResult<(Ref, usize)> {
    let mut objects = Objects;
    let mut reader = Reader::new(SliceInput::new(data), &mut objects, allow_code);
    let object = reader.read().map_err(|failure| failure.0)?;
    Ok((object, data.len() - reader.input.rest().len()))
}

/// Reads one object from data in memory; what follows it is ignored.
pub fn loads(data: &[u8], allow_code: bool) -> PyResult {
    crate::audit!("marshal.loads", Bytes::from_slice(data))?;
    Reader::new(SliceInput::new(data), &mut Objects, allow_code)
        .read()
        .map_err(|failure| failure.0)
}

/// The marshalled form of an object.
pub fn dumps(value: &Object, version: i32, allow_code: bool) -> PyResult<Ref<Bytes>> {
    crate::audit!("marshal.dumps", value, version)?;
    Bytes::from_slice(&dump(value, version, allow_code)?)
}

/// The same, as plain bytes.
pub fn dump(value: &Object, version: i32, allow_code: bool) -> PyResult<Vec<u8>> {
    let mut live = Live;
    let mut writer = Writer::new(&mut live, version, allow_code);
    match writer.write(&Item::of(value)) {
        Ok(()) => Ok(writer.out),
        Err(failure) => Err(failure.0),
    }
}

/// A file object as input, by its `readinto`.
struct FileInput<'a> {
    file: &'a Object,
    buffer: Vec<u8>,
}

impl FileInput<'_> {
    fn fill(&mut self, n: usize) -> Made<()> {
        // What the file keeps of the view stays its own.
        let bytes = ByteArray::from_slice(&[])?;
        bytes.resize(n)?;
        // SAFETY: fresh, of that size.
        unsafe { core::ptr::write_bytes(bytes.as_mut_ptr(), 0, n) };
        let view = MemoryView::from_object(&bytes)?;
        let read = self.file.call_method(interned!("readinto"), &[&*view])?;
        let read = as_isize(&read, TooLarge::ValueError)?;
        match usize::try_from(read) {
            Ok(read) if read == n => {}
            Ok(read) if read > n => {
                return Err(raise!(
                    ValueError,
                    "read() returned too much data: {n} bytes requested, {read} returned"
                )
                .into());
            }
            _ => return Err(MarshalError::Eof("EOF read where not expected").into()),
        }
        self.buffer.clear();
        self.buffer
            .try_reserve(n)
            .map_err(|_| exceptions::no_memory())?;
        // SAFETY: no Python code runs while the slice is used.
        let read = unsafe { bytes.slice_unchecked() };
        if read.len() != n {
            // It was got at through the view, which was released.
            return Err(MarshalError::Eof("EOF read where not expected").into());
        }
        self.buffer.extend_from_slice(read);
        Ok(())
    }
}

impl Input<Failure> for FileInput<'_> {
    fn read(&mut self, n: usize) -> Made<&[u8]> {
        self.fill(n)?;
        Ok(&self.buffer)
    }

    fn byte(&mut self, eof: &'static str) -> Made<u8> {
        match self.fill(1) {
            Ok(()) => Ok(self.buffer.first().copied().unwrap_or(0)),
            Err(failure) if exceptions::matches(&types::EOFError) => {
                failure.0.clear();
                Err(MarshalError::Eof(eof).into())
            }
            Err(failure) => Err(failure),
        }
    }
}

/// Reads one object from a file object, and not a byte more.
pub fn load(file: &Object, allow_code: bool) -> PyResult {
    // A file that is none is noticed before anything is read.
    let empty = file.call_method(id!(read), &[Long::small(0)])?;
    if empty.downcast::<Bytes>().is_none() {
        return Err(raise!(
            TypeError,
            "file.read() returned not bytes but {}",
            empty.class().tp_name()
        ));
    }
    crate::audit!("marshal.load")?;
    let input = FileInput {
        file,
        buffer: Vec::new(),
    };
    Reader::new(input, &mut Objects, allow_code)
        .read()
        .map_err(|failure| failure.0)
}
