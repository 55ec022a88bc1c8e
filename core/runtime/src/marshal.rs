//! Marshalled data to live objects and back, over the compiler's reader and writer.

use compiler::constant::Int;
use compiler::marshal::{Builder, CodeParts, Input, MarshalError, Reader, SliceInput, Source, View, Writer};
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

/// Either the format is wrong, or making an object raised.
pub enum Failure {
    Format(MarshalError),
    Raised(Raised),
}

impl From<MarshalError> for Failure {
    fn from(e: MarshalError) -> Failure {
        Failure::Format(e)
    }
}

impl From<Raised> for Failure {
    fn from(r: Raised) -> Failure {
        Failure::Raised(r)
    }
}

impl Failure {
    /// As an exception.
    pub fn raise(self) -> Raised {
        match self {
            Failure::Raised(r) => r,
            Failure::Format(e) => {
                let ty: &Type = match e {
                    MarshalError::Eof(_) => &types::EOFError,
                    MarshalError::Type(_) => &types::TypeError,
                    _ => &types::ValueError,
                };
                exceptions::raise(ty, format_args!("{e}"))
            }
        }
    }
}

/// Makes live objects.
pub struct Objects;

fn text(v: Ref<Str>, interned: bool) -> Ref {
    if interned { Str::intern(v).upcast() } else { v.upcast() }
}

fn part<T: Subtype>(value: Ref) -> Result<Ref<T>, Failure> {
    value
        .downcast_into::<T>()
        .map_err(|_| Failure::Raised(raise!(TypeError, "bad marshal data (a code object's part has the wrong type)")))
}

type Made = Result<Ref, Failure>;

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
        Ok(objects::slice::ellipsis().to_ref())
    }
    fn stop_iteration(&mut self) -> Made {
        Ok(Object::to_ref(&types::StopIteration))
    }
    fn int(&mut self, v: Int) -> Made {
        Ok(match v {
            Int::Small(n) => Long::from_i64(n)?.upcast(),
            Int::Big(b) => Long::from_bigint(&b)?.upcast(),
        })
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
            return Ok(Object::to_ref(Tuple::empty()));
        }
        Ok(Tuple::with_len(len)?.upcast())
    }
    fn tuple_set(&mut self, tuple: &mut Ref, at: usize, item: Ref) -> Result<(), Failure> {
        // SAFETY: made above; the reader fills each slot once.
        unsafe { tuple.downcast_unchecked::<Tuple>() }.init_item(at, item);
        Ok(())
    }
    fn list(&mut self, len: usize) -> Made {
        Ok(List::with_len(len)?.upcast())
    }
    fn list_set(&mut self, list: &mut Ref, at: usize, item: Ref) -> Result<(), Failure> {
        // SAFETY: made above; the reader fills each slot once.
        unsafe { list.downcast_unchecked::<List>() }.init_item(at, item);
        Ok(())
    }
    fn dict(&mut self) -> Made {
        Ok(Dict::new()?.upcast())
    }
    fn dict_set(&mut self, dict: &mut Ref, key: Ref, value: Ref) -> Result<(), Failure> {
        // SAFETY: made above.
        Ok(unsafe { dict.downcast_unchecked::<Dict>() }.set(&key, &value)?)
    }
    fn set(&mut self, frozen: bool, _len: usize) -> Made {
        Ok(if frozen { FrozenSet::from_iterable(Tuple::empty())?.upcast() } else { Set::new()?.upcast() })
    }
    fn set_add(&mut self, set: &mut Ref, item: Ref) -> Result<(), Failure> {
        match set.downcast::<Set>() {
            Some(s) => {
                s.add(&item)?;
            }
            None => {
                // the empty frozenset may be shared: the first item makes one of our own
                // SAFETY: made by `set` above, so a frozenset.
                let f = unsafe { set.downcast_unchecked::<FrozenSet>() };
                if f.as_set().len() == 0 {
                    let one = Tuple::from_slice(&[&item])?;
                    *set = FrozenSet::from_iterable(&one)?.upcast();
                } else {
                    f.add_fresh(&item)?;
                }
            }
        }
        Ok(())
    }
    fn slice(&mut self, [start, stop, step]: [Ref; 3]) -> Made {
        Ok(objects::Slice::new(Some(&start), Some(&stop), Some(&step))?.upcast())
    }
    fn code(&mut self, p: CodeParts<Ref>) -> Made {
        Ok(Code::new(objects::code::CodeParts {
            filename: part(p.filename)?,
            name: part(p.name)?,
            qualname: part(p.qualname)?,
            flags: p.flags,
            code: part(p.code)?,
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

impl Source for Objects {
    type Value = Ref;
    type Error = Failure;

    fn view<'v>(&mut self, value: &'v Ref) -> Result<View<'v, Ref>, Failure> {
        let o: &Object = value;
        if is_none(o) {
            return Ok(View::None);
        }
        if o.is(py_bool(true)) || o.is(py_bool(false)) {
            return Ok(View::Bool(o.is(py_bool(true))));
        }
        if o.is(objects::slice::ellipsis()) {
            return Ok(View::Ellipsis);
        }
        if o.is(&types::StopIteration) {
            return Ok(View::StopIteration);
        }
        let exact = |ty: &Type| o.is_exactly(ty.as_mut_ptr());
        if exact(&objects::long::PyLong_Type) {
            // SAFETY: layout, just checked.
            let n = unsafe { o.downcast_unchecked::<Long>() };
            return Ok(View::Int(match n.to_i64() {
                Some(v) => Int::Small(v),
                None => Int::Big(n.to_bigint().into()),
            }));
        }
        if exact(&objects::unicode::PyUnicode_Type) {
            // SAFETY: layout, just checked.
            let s = unsafe { o.downcast_unchecked::<Str>() };
            return Ok(View::Str { utf8: s.to_wtf8().into(), interned: s.is_interned() });
        }
        if exact(&objects::tuple::PyTuple_Type) {
            // SAFETY: layout, just checked.
            let t = unsafe { o.downcast_unchecked::<Tuple>() };
            return Ok(View::Tuple(t.as_slice().iter().map(|i| i.to_ref()).collect()));
        }
        if let Some(c) = o.downcast::<Code>() {
            return self.code_view(c);
        }
        if exact(&objects::float::PyFloat_Type) {
            // SAFETY: layout, just checked.
            return Ok(View::Float(unsafe { o.downcast_unchecked::<Float>() }.value()));
        }
        if exact(&objects::complex::PyComplex_Type) {
            // SAFETY: layout, just checked.
            let (re, im) = unsafe { o.downcast_unchecked::<Complex>() }.parts();
            return Ok(View::Complex(re, im));
        }
        if exact(&objects::list::PyList_Type) {
            let items = Tuple::from_iterable(o)?;
            return Ok(View::List(items.as_slice().iter().map(|i| i.to_ref()).collect()));
        }
        if exact(&objects::dict::PyDict_Type) {
            // SAFETY: layout, just checked.
            let d = unsafe { o.downcast_unchecked::<Dict>() };
            let mut entries = Vec::new();
            let mut position = 0;
            while let Some(e) = d.next_entry(&mut position) {
                entries.push(e);
            }
            return Ok(View::Dict(entries));
        }
        if exact(&objects::set::PySet_Type) || exact(&objects::set::PyFrozenSet_Type) {
            // the order of a set's items depends on hashes: sorted by their marshalled form
            let items = Tuple::from_iterable(o)?;
            let mut keyed = Vec::new();
            for item in items.as_slice() {
                keyed.push((dumps(item, compiler::marshal::VERSION, true)?, item.to_ref()));
            }
            keyed.sort_by(|a, b| a.0.cmp(&b.0));
            let items = keyed.into_iter().map(|(_, i)| i).collect();
            return Ok(if exact(&objects::set::PySet_Type) { View::Set(items) } else { View::FrozenSet(items) });
        }
        if let Some(s) = o.downcast::<objects::Slice>() {
            // SAFETY: a live slice; its fields do not change.
            let part = |p: *mut layout::PyObject| unsafe { Object::from_ptr(p).to_ref() };
            // SAFETY: live.
            let raw = unsafe { &*s.raw() };
            return Ok(View::Slice([part(raw.start), part(raw.stop), part(raw.step)]));
        }
        match objects::Buffer::get(o) {
            Ok(b) => Ok(View::Bytes(b.as_slice().to_vec().into())),
            Err(r) => {
                r.clear();
                Ok(View::Unsupported)
            }
        }
    }

    fn identity(&mut self, value: &Ref) -> Option<usize> {
        // with one reference besides ours nobody can meet it again
        if value.refcount() <= 2 && !value.is_immortal() { None } else { Some(value.as_object_ptr() as usize) }
    }
}

impl Objects {
    fn code_view<'v>(&mut self, c: &Code) -> Result<View<'v, Ref>, Failure> {
        // SAFETY: a live code object; the fields read here do not change.
        unsafe {
            let raw = &*c.raw();
            let field = |p: *mut layout::PyObject| Object::from_ptr(p).to_ref();
            Ok(View::Code(Box::new(CodeParts {
                argcount: raw.co_argcount,
                posonlyargcount: raw.co_posonlyargcount,
                kwonlyargcount: raw.co_kwonlyargcount,
                stacksize: raw.co_stacksize,
                flags: raw.co_flags,
                code: Bytes::from_slice(&c.general_bytes())?.upcast(),
                consts: field(raw.co_consts),
                names: field(raw.co_names),
                localsplusnames: field(raw.co_localsplusnames),
                localspluskinds: field(raw.co_localspluskinds),
                filename: field(raw.co_filename),
                name: field(raw.co_name),
                qualname: field(raw.co_qualname),
                firstlineno: raw.co_firstlineno,
                linetable: field(raw.co_linetable),
                exceptiontable: field(raw.co_exceptiontable),
            })))
        }
    }
}

/// Reads one marshalled object. Malformed data raises EOFError, ValueError or TypeError as stock.
pub fn loads(data: &[u8]) -> PyResult {
    read_from(SliceInput::new(data), true)
}

/// Reads one marshalled object from an input.
pub fn read_from(input: impl Input<Failure>, allow_code: bool) -> PyResult {
    Reader::new(input, &mut Objects, allow_code).read().map_err(Failure::raise)
}

/// Marshals one object.
pub fn dumps(value: &Object, version: i32, allow_code: bool) -> PyResult<Vec<u8>> {
    let mut source = Objects;
    let mut writer = Writer::new(&mut source, version, allow_code);
    writer.write(&value.to_ref()).map_err(Failure::raise)?;
    Ok(writer.out)
}
