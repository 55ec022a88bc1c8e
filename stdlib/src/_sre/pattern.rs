//! `re.Pattern`.

use core::ffi::c_int;

use base::{Hash, PyResult, object_view};
use layout::{PyObject, PyTypeObject};
use objects::clinic::*;
use objects::prelude::*;

use super::engine::FirstSet;
use super::matched;
use super::scanner;
use super::subject::Subject;
use super::template::{self, Template};
use crate::heap_type::HeapType;

/// The object's struct.
#[repr(C)]
pub struct PatternObject {
    ob_base: PyObject,
    groupindex: *mut PyObject,
    indexgroup: *mut PyObject,
    pattern: *mut PyObject,
    weakreflist: *mut PyObject,
    groups: usize,
    flags: c_int,
    /// 0 for strings, 1 for bytes, -1 for either (no pattern text).
    is_bytes: c_int,
    /// A boxed slice, taken apart.
    code: *mut u32,
    code_len: usize,
    first: FirstSet,
}

object_view!(
    /// A compiled pattern.
    pub Pattern, PatternObject, "re.Pattern", |o| o.is_exactly(PATTERN.as_mut_ptr())
);
objects::owned_fields!(Pattern, heap = true, [groupindex, indexgroup, pattern]);

pub static PATTERN: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"re.Pattern".as_ptr(),
    tp_basicsize: size_of::<PatternObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Pattern>(dealloc),
    tp_repr: objects::slots::repr(repr),
    tp_hash: objects::slots::hash(hash),
    tp_flags: layout::Py_TPFLAGS_HAVE_GC
        | layout::Py_TPFLAGS_IMMUTABLETYPE
        | layout::Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_doc: c"Compiled regular expression object.".as_ptr(),
    tp_traverse: objects::slots::traverse::<Pattern>(objects::owned::traverse),
    tp_clear: objects::slots::clear::<Pattern>(objects::owned::clear),
    tp_richcompare: objects::slots::richcompare(richcompare),
    tp_weaklistoffset: core::mem::offset_of!(PatternObject, weakreflist) as isize,
    tp_methods: Pattern::METHODS,
    tp_getset: Pattern::GETSET,
    ..Type::EMPTY
});

extern "C" fn dealloc(this: *mut Pattern) {
    // SAFETY: the last reference is gone; the code is the box that `compile` made.
    unsafe {
        let p = (*this).raw();
        if !(*p).weakreflist.is_null() {
            objects::weakref::clear_weakrefs(this.cast());
        }
        if !(*p).code.is_null() {
            drop(Box::from_raw(core::ptr::slice_from_raw_parts_mut(
                (*p).code,
                (*p).code_len,
            )));
        }
        core::ptr::drop_in_place(&raw mut (*p).first);
        objects::owned::dealloc(this);
    }
}

/// `_sre.compile`.
pub fn compile(
    pattern: &Object,
    flags: c_int,
    code: &List,
    groups: isize,
    groupindex: &Dict,
    indexgroup: &Tuple,
) -> PyResult {
    let words = code.to_vec()?;
    let mut v: Vec<u32> = Vec::new();
    if v.try_reserve_exact(words.len()).is_err() {
        return Err(objects::exceptions::no_memory());
    }
    for w in &words {
        let Some(n) = w.downcast::<Long>() else {
            return Err(raise!(TypeError, "an integer is required"));
        };
        match u32::try_from(n.as_u64()?) {
            Ok(n) => v.push(n),
            Err(_) => {
                return Err(raise!(
                    OverflowError,
                    "regular expression code size limit exceeded"
                ));
            }
        }
    }
    if groups < 0 || groups > super::MAX_GROUPS as isize || v.is_empty() {
        return Err(raise!(RuntimeError, "invalid SRE code"));
    }
    let is_bytes = if is_none(pattern) {
        -1
    } else if pattern.downcast::<Str>().is_some() {
        0
    } else {
        Buffer::get(pattern).map_err(|e| {
            e.clear();
            raise!(
                TypeError,
                "expected string or bytes-like object, got '{:.200}'",
                pattern.class().tp_name()
            )
        })?;
        1
    };
    let new = objects::owned::alloc::<Pattern>(PATTERN.live()?)?;
    let code = Box::into_raw(v.into_boxed_slice());
    // SAFETY: fresh.
    unsafe {
        let p = new.raw();
        (*p).groupindex = groupindex.to_ref().into_ptr();
        (*p).indexgroup = indexgroup.to_ref().into_ptr();
        (*p).pattern = pattern.to_ref().into_ptr();
        (*p).groups = groups as usize;
        (*p).flags = flags;
        (*p).is_bytes = is_bytes;
        (*p).code_len = code.len();
        (*p).code = code.cast();
        (&raw mut (*p).first).write(FirstSet::default());
    }
    Ok(new.upcast())
}

impl Pattern {
    /// `None` if the pattern is of neither kind.
    pub fn is_bytes(&self) -> Option<bool> {
        // SAFETY: live.
        match unsafe { (*self.raw()).is_bytes } {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// The number of groups, without the whole match.
    pub fn groups(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).groups }
    }

    pub fn code(&self) -> &[u32] {
        // SAFETY: the box lives as long as the pattern.
        unsafe { core::slice::from_raw_parts((*self.raw()).code, (*self.raw()).code_len) }
    }

    pub fn first(&self) -> &FirstSet {
        // SAFETY: written when the pattern was made.
        unsafe { &(*self.raw()).first }
    }

    fn flag_bits(&self) -> c_int {
        // SAFETY: live.
        unsafe { (*self.raw()).flags }
    }

    fn text(&self) -> Ref {
        // SAFETY: owned since the beginning, until cleared by the collector.
        unsafe { Ref::from_borrowed_opt((*self.raw()).pattern) }.unwrap_or_else(none_ref)
    }

    pub fn group_index(&self) -> Option<Ref<Dict>> {
        // SAFETY: a dict since the beginning.
        unsafe { Ref::from_borrowed_opt((*self.raw()).groupindex) }
    }

    pub fn index_group(&self) -> Option<Ref<Tuple>> {
        // SAFETY: a tuple since the beginning.
        unsafe { Ref::from_borrowed_opt((*self.raw()).indexgroup) }
    }

    fn match_at(&self, string: &Object, pos: isize, endpos: isize, all: bool) -> PyResult {
        let subject = Subject::of(self, string)?;
        let mut state = subject.state(self, pos, endpos)?;
        let pos = state.start;
        state.match_all = all;
        let found = subject.matches(self, &mut state)?;
        matched::result(self, string, &subject, &state, pos, found)
    }

    fn replaced(&self, repl: &Object, string: &Object, count: isize) -> PyResult<(Ref, usize)> {
        let with = Replacement::of(self, repl)?;
        let subject = Subject::of(self, string)?;
        let mut state = subject.state(self, 0, isize::MAX)?;
        let end = state.end;
        let list = List::new()?;
        let mut n = 0;
        let mut from = 0;
        while count == 0 || (n as isize) < count {
            state.reset();
            if !subject.search(self, &mut state)? {
                break;
            }
            let (a, b) = (state.start, state.ptr);
            if from < a {
                list.push_owned(subject.part(from, a)?)?;
            }
            match &with {
                Replacement::Literal(l) => {
                    list.push(l)?;
                }
                Replacement::Template(t) => {
                    t.expand(&list, |g| subject.group(&state, g))?;
                }
                Replacement::Call(f) => {
                    let m = matched::result(self, string, &subject, &state, 0, true)?;
                    let item = f.call(&[&m])?;
                    if !is_none(&item) {
                        list.push_owned(item)?;
                    }
                }
            }
            from = b;
            n += 1;
            state.must_advance = a == b;
            state.start = b;
        }
        if from < end {
            let rest = subject.part(from, end)?;
            if list.is_empty() {
                return Ok((rest, n));
            }
            list.push_owned(rest)?;
        }
        let joiner = subject.empty();
        if let Some(joiner) = joiner.downcast::<Str>() {
            return Ok((joiner.join_iterable(&list)?.upcast(), n));
        }
        let joined = joiner.call_method(id!(join), &[&list])?;
        Ok((joined, n))
    }
}

/// What takes the place of a match.
enum Replacement {
    Literal(Ref),
    Template(Ref<Template>),
    Call(Ref),
}

impl Replacement {
    fn of(pattern: &Pattern, repl: &Object) -> PyResult<Replacement> {
        if repl.is_callable() {
            return Ok(Replacement::Call(repl.to_ref()));
        }
        // Without a backslash it is what it says.
        let plain = if let Some(s) = repl.downcast::<Str>() {
            !s.iter_chars().any(|c| c == '\\' as u32)
        } else if objects::buffer::has_buffer(repl) {
            !Buffer::get(repl)?.as_slice().contains(&b'\\')
        } else {
            false
        };
        if plain {
            return Ok(Replacement::Literal(repl.to_ref()));
        }
        let made = template::compile(pattern, repl)?;
        Ok(match made.downcast_into::<Template>() {
            Ok(t) => match t.only_literal() {
                Some(l) => Replacement::Literal(l),
                None => Replacement::Template(t),
            },
            Err(other) => Replacement::Call(other),
        })
    }
}

#[pymethods]
impl Pattern {
    /// Matches at the beginning of the string.
    #[method("match(string, pos=0, endpos=sys.maxsize)")]
    fn match_method(&self, string: &Object, pos: isize, endpos: isize) -> PyResult {
        self.match_at(string, pos, endpos, false)
    }

    /// Matches the whole string.
    #[method("fullmatch(string, pos=0, endpos=sys.maxsize)")]
    fn fullmatch(&self, string: &Object, pos: isize, endpos: isize) -> PyResult {
        self.match_at(string, pos, endpos, true)
    }

    /// Looks for the first match in the string.
    #[method("search(string, pos=0, endpos=sys.maxsize)")]
    fn search(&self, string: &Object, pos: isize, endpos: isize) -> PyResult {
        let subject = Subject::of(self, string)?;
        let mut state = subject.state(self, pos, endpos)?;
        let pos = state.start;
        let found = subject.search(self, &mut state)?;
        matched::result(self, string, &subject, &state, pos, found)
    }

    /// The string with a replacement in the place of each match, or of the first count.
    #[method("sub(repl, string, count=0)")]
    fn sub(&self, repl: &Object, string: &Object, count: isize) -> PyResult {
        Ok(self.replaced(repl, string, count)?.0)
    }

    /// As sub(), with how many were replaced: (string, number).
    #[method("subn(repl, string, count=0)")]
    fn subn(&self, repl: &Object, string: &Object, count: isize) -> PyResult<Ref<Tuple>> {
        let (s, n) = self.replaced(repl, string, count)?;
        Tuple::from_array([s, Long::from_usize(n)?.upcast()])
    }

    /// All matches: their text, or that of their groups.
    #[method("findall(string, pos=0, endpos=sys.maxsize)")]
    fn findall(&self, string: &Object, pos: isize, endpos: isize) -> PyResult<Ref<List>> {
        let subject = Subject::of(self, string)?;
        let mut state = subject.state(self, pos, endpos)?;
        let list = List::new()?;
        loop {
            state.reset();
            if !subject.search(self, &mut state)? {
                return Ok(list);
            }
            let group = |g: usize| -> PyResult<Ref> {
                Ok(subject.group(&state, g)?.unwrap_or_else(|| subject.empty()))
            };
            let item = match self.groups() {
                0 => group(0)?,
                1 => group(1)?,
                n => {
                    let mut v = Vec::with_capacity(n);
                    for g in 1..=n {
                        v.push(group(g)?);
                    }
                    Tuple::from_vec(v)?.upcast()
                }
            };
            list.push_owned(item)?;
            state.must_advance = state.ptr == state.start;
            state.start = state.ptr;
        }
    }

    /// The parts of the string between matches, with the groups of these.
    #[method("split(string, maxsplit=0)")]
    fn split(&self, string: &Object, maxsplit: isize) -> PyResult<Ref<List>> {
        let subject = Subject::of(self, string)?;
        let mut state = subject.state(self, 0, isize::MAX)?;
        let end = state.end;
        let list = List::new()?;
        let mut n = 0;
        let mut last = 0;
        while maxsplit == 0 || n < maxsplit {
            state.reset();
            if !subject.search(self, &mut state)? {
                break;
            }
            list.push_owned(subject.part(last, state.start)?)?;
            for g in 1..=self.groups() {
                list.push_owned(subject.group(&state, g)?.unwrap_or_else(none_ref))?;
            }
            n += 1;
            state.must_advance = state.ptr == state.start;
            state.start = state.ptr;
            last = state.ptr;
        }
        list.push_owned(subject.part(last, end)?)?;
        Ok(list)
    }

    /// An iterator over the matches.
    #[method("finditer(string, pos=0, endpos=sys.maxsize)")]
    fn finditer(&self, string: &Object, pos: isize, endpos: isize) -> PyResult {
        let scanner = scanner::new(self, string, pos, endpos)?;
        let search = scanner.get_attr(interned!("search"))?;
        Ok(objects::iter::CallIter::new(&search, none())?.upcast())
    }

    #[method("scanner(string, pos=0, endpos=sys.maxsize)")]
    fn scanner(&self, string: &Object, pos: isize, endpos: isize) -> PyResult {
        scanner::new(self, string, pos, endpos)
    }

    #[method("__copy__()")]
    fn copy(&self) -> Ref<Pattern> {
        self.to_ref()
    }

    #[method("__deepcopy__(memo, /)")]
    fn deepcopy(&self, memo: &Object) -> Ref<Pattern> {
        let _ = memo;
        self.to_ref()
    }

    /// Patterns are generic over the type of their text.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::sequence::class_getitem(cls, object)
    }

    /// The text that the pattern was compiled from.
    #[getter("pattern")]
    fn pattern_text(&self) -> Ref {
        self.text()
    }

    /// The flags, those within the text among them.
    #[getter("flags")]
    fn flags(&self) -> i32 {
        self.flag_bits()
    }

    /// The number of groups.
    #[getter("groups")]
    fn group_count(&self) -> usize {
        self.groups()
    }

    /// The numbers of the named groups.
    #[getter("groupindex")]
    fn group_index_proxy(&self) -> PyResult {
        match self.group_index() {
            Some(d) => objects::sequence::mapping_proxy(&d),
            None => Ok(none_ref()),
        }
    }
}

extern "C" fn repr(this: &Pattern) -> PyResult {
    const NAMES: [&str; 9] = [
        "re.TEMPLATE",
        "re.IGNORECASE",
        "re.LOCALE",
        "re.MULTILINE",
        "re.DOTALL",
        "re.UNICODE",
        "re.VERBOSE",
        "re.DEBUG",
        "re.ASCII",
    ];
    let mut flags = this.flag_bits();
    // For strings, Unicode is what goes without saying.
    if this.is_bytes() == Some(false) && flags & (4 | 32 | 256) == 32 {
        flags &= !32;
    }
    let mut parts: Vec<String> = Vec::new();
    for (i, name) in NAMES.iter().enumerate().skip(1) {
        if flags & 1 << i != 0 {
            parts.push((*name).to_owned());
            flags &= !(1 << i);
        }
    }
    if flags != 0 {
        parts.push(format!("{flags:#x}"));
    }
    let text = this.text().repr()?;
    let shown = text.substring(0, 200)?;
    let mut w = objects::unicode::Writer::new();
    w.push_text("re.compile(")?;
    w.push_str(&shown)?;
    if !parts.is_empty() {
        w.push_text(", ")?;
        w.push_text(&parts.join("|"))?;
    }
    w.push_text(")")?;
    Ok(w.finish()?.upcast())
}

extern "C" fn hash(this: &Pattern) -> Hash {
    (|| {
        let text = this.text().hash()?;
        let code = this.code();
        // SAFETY: words are readable as bytes.
        let bytes =
            unsafe { core::slice::from_raw_parts(code.as_ptr().cast::<u8>(), code.len() * 4) };
        // SAFETY: live.
        let rest = unsafe { (*this.raw()).is_bytes } as isize
            ^ this.flag_bits() as isize
            ^ this.groups() as isize;
        Ok(text ^ objects::pyhash::hash_bytes(bytes) ^ rest)
    })()
    .into()
}

extern "C" fn richcompare(this: &Pattern, other: &Object, op: c_int) -> PyResult {
    if op != layout::Py_EQ && op != layout::Py_NE {
        return not_implemented_result();
    }
    let Some(o) = other.downcast::<Pattern>() else {
        return not_implemented_result();
    };
    let equal = o.is(this)
        || this.flag_bits() == o.flag_bits()
            && this.is_bytes() == o.is_bytes()
            && this.groups() == o.groups()
            && this.code() == o.code()
            && this.text().equals(&o.text())?;
    Ok(py_bool(equal == (op == layout::Py_EQ)).to_ref().upcast())
}
