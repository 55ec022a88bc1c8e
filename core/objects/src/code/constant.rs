//! From the compiler's constants to objects.
//!
//! What is equal within one compilation is one object: constants, but also the tuples and bytes that code objects consist of.
//! Programs can see that (`f.__code__.co_consts is g.__code__.co_consts`), and marshal writes each object once.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use base::{PyResult, Ref};
use compiler::constant::{Constant, Identity};
use compiler::ordered::FxBuild;
use compiler::text::Name;
use core::ffi::c_int;
use layout::PyObject;

use super::{Code, CodeParts};
use crate::prelude::*;

/// What one compilation has made.
#[derive(Default)]
struct Cache<'a> {
    constants: HashMap<&'a Constant, Ref, FxBuild>,
    /// By their items, which are in the cache themselves or interned, so that their addresses say all.
    tuples: HashSet<ByItems, FxBuild>,
    /// Those of the tuple that is looked for.
    addresses: Vec<*mut PyObject>,
    bytes: HashMap<&'a [u8], Ref<Bytes>, FxBuild>,
    consts: HashMap<&'a [Constant], Ref<Tuple>, FxBuild>,
    /// The identifiers of all code objects, by address: the compiler shares most. They are interned before any constant is.
    names: HashMap<*const u8, Ref<Str>, FxBuild>,
    /// The last one: all code objects come from one file, but for those that a caller put among the constants.
    filename: Option<(&'a [u8], Ref<Str>)>,
    /// Strings in whose place an interned one was there already. A frozen set of such is made anew for each code object, as
    /// the reference does it: shared ones would look different in marshalled code.
    replaced: HashSet<*mut PyObject>,
}

/// A tuple, told from others by the addresses of its items.
struct ByItems(Ref<Tuple>);

impl Borrow<[*mut PyObject]> for ByItems {
    fn borrow(&self) -> &[*mut PyObject] {
        // SAFETY: a tuple has that many items, and they do not change.
        unsafe {
            core::slice::from_raw_parts(crate::tuple::items(self.0.as_ptr().cast()), self.0.len())
        }
    }
}

impl PartialEq for ByItems {
    fn eq(&self, other: &ByItems) -> bool {
        Borrow::<[_]>::borrow(self) == Borrow::<[_]>::borrow(other)
    }
}

impl Eq for ByItems {}

impl Hash for ByItems {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Borrow::<[_]>::borrow(self).hash(state);
    }
}

/// A code object from the compiler's.
pub(super) fn code(code: &compiler::code::Code) -> PyResult<Ref<Code>> {
    let mut cache = Cache::default();
    cache.intern_names(code)?;
    build(code, &mut cache)
}

impl<'a> Cache<'a> {
    fn intern_names(&mut self, code: &'a compiler::code::Code) -> PyResult<()> {
        for n in code.names.iter().chain(&code.localsplusnames) {
            self.name(n)?;
        }
        self.name(&code.name)?;
        self.intern_identifiers(&code.consts)
    }

    fn intern_identifiers(&mut self, constants: &'a [Constant]) -> PyResult<()> {
        for k in constants {
            match k {
                Constant::Code(inner) => self.intern_names(inner)?,
                Constant::Tuple(items) => self.intern_identifiers(items)?,
                Constant::Str(s) if s.identity == Identity::Identifier => {
                    self.identifier(s.as_bytes())?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn name(&mut self, name: &'a Name) -> PyResult<Ref<Str>> {
        self.identifier(name.as_bytes())
    }

    fn identifier(&mut self, text: &'a [u8]) -> PyResult<Ref<Str>> {
        if text.is_empty() {
            // whose address may be another text's
            return Ok(Str::empty().to_ref());
        }
        let key = text.as_ptr();
        if let Some(made) = self.names.get(&key) {
            return Ok(made.clone());
        }
        let made = Str::intern_wtf8(text)?;
        self.names.insert(key, made.clone());
        Ok(made)
    }

    fn filename(&mut self, text: &'a [u8]) -> PyResult<Ref<Str>> {
        if let Some((known, made)) = &self.filename
            && (std::ptr::eq(*known, text) || *known == text)
        {
            return Ok(made.clone());
        }
        let made = Str::intern_wtf8(text)?;
        self.filename = Some((text, made.clone()));
        Ok(made)
    }

    fn name_objects(&mut self, list: &'a [Name]) -> PyResult<Vec<Ref>> {
        let mut items = vec_for(list.len())?;
        for n in list {
            items.push(self.name(n)?.upcast());
        }
        Ok(items)
    }

    fn names(&mut self, list: &'a [Name]) -> PyResult<Ref<Tuple>> {
        let items = self.name_objects(list)?;
        self.tuple(items)
    }

    fn tuple(&mut self, items: Vec<Ref>) -> PyResult<Ref<Tuple>> {
        self.addresses.clear();
        self.addresses
            .extend(items.iter().map(|i| i.as_object_ptr()));
        if let Some(ByItems(made)) = self.tuples.get(self.addresses.as_slice()) {
            return Ok(made.clone());
        }
        let made = Tuple::from_vec(items)?;
        self.tuples.insert(ByItems(made.clone()));
        Ok(made)
    }

    fn bytes(&mut self, bytes: &'a [u8]) -> PyResult<Ref<Bytes>> {
        if let Some(made) = self.bytes.get(bytes) {
            return Ok(made.clone());
        }
        let made = Bytes::from_slice(bytes)?;
        self.bytes.insert(bytes, made.clone());
        Ok(made)
    }
}

/// Bytes that are an object of their own, however short: marshal writes them where they stand.
fn own_bytes(bytes: &[u8]) -> PyResult<Ref<Bytes>> {
    let made = Bytes::with_len(bytes.len())?;
    // SAFETY: fresh, of that length.
    unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), made.as_mut_ptr(), bytes.len()) };
    Ok(made)
}

/// A string that is an object of its own, however short.
fn own_text(bytes: &[u8]) -> PyResult<Ref<Str>> {
    if bytes.len() > 1 {
        return Str::from_wtf8(bytes);
    }
    let made = Str::with_len(bytes.len(), 0x7f)?;
    // SAFETY: fresh, ASCII (what is no more than one byte long), of that length.
    unsafe { made.fresh_units::<u8>() }.copy_from_slice(bytes);
    Ok(made)
}

fn build<'a>(c: &'a compiler::code::Code, cache: &mut Cache<'a>) -> PyResult<Ref<Code>> {
    let fresh = Str::from_wtf8(c.qualname.as_bytes())?;
    let qualname = Str::intern(fresh.clone());
    if qualname.is(&fresh) && c.flags & compiler::code::flags::OPTIMIZED == 0 {
        // A class body stores its qualified name: the constant is the object that has just been interned.
        let same =
            |k: &&Constant| matches!(k, Constant::Str(s) if s.as_bytes() == c.qualname.as_bytes());
        if let Some(k) = c.consts.iter().find(same) {
            cache
                .constants
                .entry(k)
                .or_insert_with(|| qualname.clone().upcast());
        }
    }
    drop(fresh);
    // Where there is no code among them, equal constants are one tuple, whatever has become of its items.
    let consts = if let Some(made) = cache.consts.get(c.consts.as_slice()) {
        made.clone()
    } else {
        let mut items = vec_for(c.consts.len())?;
        let mut passed = c.passed.iter().peekable();
        for (at, k) in c.consts.iter().enumerate() {
            while let Some(p) = passed.next_if(|p| p.before <= at) {
                object(&p.constant, cache)?;
            }
            items.push(object(k, cache)?);
        }
        let made = cache.tuple(items)?;
        if !c.consts.iter().any(|k| matches!(k, Constant::Code(_))) {
            cache.consts.insert(&c.consts, made.clone());
        }
        made
    };
    Code::new(CodeParts {
        filename: cache.filename(c.filename.as_bytes())?,
        name: cache.name(&c.name)?,
        qualname,
        flags: c.flags as c_int,
        // what `co_code` shows is made from the code object
        code: &c.code,
        firstlineno: c.firstlineno,
        linetable: cache.bytes(&c.linetable)?,
        consts,
        names: cache.names(&c.names)?,
        localsplusnames: match c.name == "__annotate__" && c.posonlyargcount == 1 {
            // its parameter is renamed when all is done
            true => Tuple::from_vec(cache.name_objects(&c.localsplusnames)?)?,
            false => cache.names(&c.localsplusnames)?,
        },
        localspluskinds: own_bytes(&c.localspluskinds)?,
        argcount: c.argcount as c_int,
        posonlyargcount: c.posonlyargcount as c_int,
        kwonlyargcount: c.kwonlyargcount as c_int,
        stacksize: c.stacksize as c_int,
        exceptiontable: cache.bytes(&c.exceptiontable)?,
    })
}

fn object<'a>(k: &'a Constant, cache: &mut Cache<'a>) -> PyResult {
    if let Constant::Code(c) = k {
        return Ok(build(c, cache)?.upcast());
    }
    if let Some(made) = cache.constants.get(k) {
        return Ok(made.clone());
    }
    let made = make(k, cache)?;
    if let Constant::FrozenSet(items) = k
        && items.iter().any(|i| {
            let object = cache.constants.get(i);
            object.is_some_and(|o| cache.replaced.contains(&o.as_object_ptr()))
        })
    {
        return Ok(made);
    }
    cache.constants.insert(k, made.clone());
    Ok(made)
}

fn make<'a>(k: &'a Constant, cache: &mut Cache<'a>) -> PyResult {
    let mut all = |items: &'a [Constant]| -> PyResult<Vec<Ref>> {
        let mut objects = vec_for(items.len())?;
        for i in items {
            objects.push(object(i, cache)?);
        }
        Ok(objects)
    };
    Ok(match k {
        Constant::None => none_ref(),
        Constant::Bool(b) => py_bool(*b).to_ref().upcast(),
        Constant::Ellipsis => crate::slice::ellipsis().to_ref(),
        Constant::Int(i) => match i.to_i64() {
            Some(v) => Long::from_i64(v)?.upcast(),
            None => Long::from_bigint(&i.to_bigint())?.upcast(),
        },
        Constant::Float(v) => Float::from_f64(*v)?.upcast(),
        Constant::Complex(re, im) => Complex::from_parts(*re, *im)?.upcast(),
        Constant::Str(s) if s.identity == Identity::Identifier => {
            cache.identifier(s.as_bytes())?.upcast()
        }
        Constant::Str(s) => {
            let text = match s.identity {
                Identity::New => own_text(s.as_bytes())?,
                _ => Str::from_wtf8(s.as_bytes())?,
            };
            if !super::build::worth_interning(&text) {
                return Ok(text.upcast());
            }
            let fresh = text.as_object_ptr();
            let interned: Ref = Str::intern(text).upcast();
            if interned.as_object_ptr() != fresh {
                cache.replaced.insert(interned.as_object_ptr());
            }
            interned
        }
        Constant::Bytes(b) => cache.bytes(b)?.upcast(),
        Constant::Tuple(items) => {
            let items = all(items)?;
            cache.tuple(items)?.upcast()
        }
        Constant::FrozenSet(items) => {
            // Made twice, as the stock compiler does when it merges constants: the second time in the first one's order.
            let items = Tuple::from_vec(all(items)?)?;
            let items = Tuple::from_iterable(&*FrozenSet::from_iterable(&items)?)?;
            FrozenSet::from_iterable(&items)?.upcast()
        }
        Constant::Slice(parts) => {
            // What is in a slice is merged with nothing.
            let mut own = Cache::default();
            let mut part = |n: usize| make(&parts[n], &mut own);
            let parts = [part(0)?, part(1)?, part(2)?];
            Slice::new(Some(&parts[0]), Some(&parts[1]), Some(&parts[2]))?.upcast()
        }
        Constant::Code(c) => build(c, cache)?.upcast(),
    })
}

/// The object of one constant outside of code: in a syntax tree.
pub fn from_constant(k: &Constant) -> PyResult {
    object(k, &mut Cache::default())
}
