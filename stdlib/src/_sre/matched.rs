//! `re.Match`.

use base::{PyResult, object_view};
use layout::{PyMappingMethods, PyObject, PyTypeObject};
use objects::clinic::*;
use objects::prelude::*;

use super::engine::State;
use super::pattern::Pattern;
use super::subject::{Subject, group_span};
use super::template::{self, Template};
use crate::heap_type::HeapType;

/// The object's struct.
#[repr(C)]
pub struct MatchObject {
    ob_base: PyObject,
    string: *mut PyObject,
    regs: *mut PyObject,
    pattern: *mut PyObject,
    pos: usize,
    endpos: usize,
    lastindex: isize,
    /// The spans of all groups, the whole match first: a boxed slice of `2 * (groups + 1)` positions, -1 where unset.
    spans: *mut isize,
    spans_len: usize,
}

object_view!(
    /// What a pattern found.
    pub Match, MatchObject, "re.Match", |o| o.is_exactly(MATCH.as_mut_ptr())
);
objects::owned_fields!(Match, heap = true, [string, regs, pattern]);

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: None,
    mp_subscript: objects::slots::binary(subscript),
    mp_ass_subscript: None,
};

pub static MATCH: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"re.Match".as_ptr(),
    tp_basicsize: size_of::<MatchObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Match>(dealloc),
    tp_repr: objects::slots::repr(repr),
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_flags: layout::Py_TPFLAGS_HAVE_GC | layout::Py_TPFLAGS_IMMUTABLETYPE | layout::Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_doc: c"The result of re.match() and re.search().\nMatch objects always have a boolean value of True.".as_ptr(),
    tp_traverse: objects::slots::traverse::<Match>(objects::owned::traverse),
    tp_clear: objects::slots::clear::<Match>(objects::owned::clear),
    tp_methods: Match::METHODS,
    tp_getset: Match::GETSET,
    ..Type::EMPTY
});

extern "C" fn dealloc(this: *mut Match) {
    // SAFETY: the last reference is gone; the spans are the box that `result` made.
    unsafe {
        let m = (*this).raw();
        if !(*m).spans.is_null() {
            drop(Box::from_raw(core::ptr::slice_from_raw_parts_mut(
                (*m).spans,
                (*m).spans_len,
            )));
        }
        objects::owned::dealloc(this);
    }
}

/// A match object for what a state found, or None.
pub fn result(
    pattern: &Pattern,
    string: &Object,
    subject: &Subject<'_>,
    state: &State,
    pos: usize,
    found: bool,
) -> PyResult {
    let _ = subject;
    if !found {
        return Ok(none_ref());
    }
    let mut spans = Vec::new();
    if spans.try_reserve_exact(state.marks.len() + 2).is_err() {
        return Err(objects::exceptions::no_memory());
    }
    spans.extend([state.start as isize, state.ptr as isize]);
    for g in 1..=state.marks.len() / 2 {
        match group_span(&state.marks, g) {
            Some((a, b)) => spans.extend([a as isize, b as isize]),
            None => spans.extend([-1, -1]),
        }
    }
    let new = objects::owned::alloc::<Match>(MATCH.live()?)?;
    // SAFETY: fresh.
    unsafe {
        let m = new.raw();
        (*m).string = string.to_ref().into_ptr();
        (*m).pattern = pattern.to_ref().into_ptr();
        (*m).pos = pos;
        (*m).endpos = state.end;
        (*m).lastindex = state.lastindex;
        let spans = Box::into_raw(spans.into_boxed_slice());
        (*m).spans_len = spans.len();
        (*m).spans = spans.cast();
    }
    Ok(new.upcast())
}

impl Match {
    fn spans(&self) -> &[isize] {
        // SAFETY: the box lives as long as the match.
        unsafe { core::slice::from_raw_parts((*self.raw()).spans, (*self.raw()).spans_len) }
    }

    /// How many groups there are, the whole match among them.
    fn count(&self) -> usize {
        self.spans().len() / 2
    }

    fn span_of(&self, g: usize) -> (isize, isize) {
        (self.spans()[2 * g], self.spans()[2 * g + 1])
    }

    fn pattern(&self) -> PyResult<Ref<Pattern>> {
        // SAFETY: a pattern since the beginning, until cleared by the collector.
        unsafe { Ref::from_borrowed_opt((*self.raw()).pattern) }
            .ok_or_else(objects::exceptions::bad_internal_call)
    }

    fn string(&self) -> Ref {
        // SAFETY: owned since the beginning, until cleared by the collector.
        unsafe { Ref::from_borrowed_opt((*self.raw()).string) }.unwrap_or_else(none_ref)
    }

    /// The text of a group; the default if it took no part.
    fn text(&self, g: usize, default: &Object) -> PyResult {
        let (a, b) = self.span_of(g);
        let string = self.string();
        if a < 0 || is_none(&string) {
            return Ok(default.to_ref());
        }
        if let Some(s) = string.downcast::<Str>() {
            return Ok(s.substring(a as usize, b as usize)?.upcast());
        }
        let pattern = self.pattern()?;
        Subject::of(&pattern, &string)?.part(a as usize, b as usize)
    }

    /// The number of a group given by number or name.
    fn index(&self, group: &Object) -> PyResult<usize> {
        let found = if objects::sequence::has_index(group) {
            Some(group.index_isize(true)?)
        } else {
            let pattern = self.pattern()?;
            match pattern.group_index() {
                Some(d) => match d.get(group)? {
                    Some(n) => Some(n.index_isize(true)?),
                    None => None,
                },
                None => None,
            }
        };
        match found.and_then(|n| usize::try_from(n).ok()) {
            Some(n) if n < self.count() => Ok(n),
            _ => Err(raise!(IndexError, "no such group")),
        }
    }

    fn position(&self, group: Option<&Object>) -> PyResult<(isize, isize)> {
        match group {
            None => Ok(self.span_of(0)),
            Some(g) => Ok(self.span_of(self.index(g)?)),
        }
    }
}

fn pair(a: isize, b: isize) -> PyResult<Ref<Tuple>> {
    Tuple::from_array([Long::from_isize(a)?.upcast(), Long::from_isize(b)?.upcast()])
}

extern "C" fn subscript(this: &Match, key: &Object) -> PyResult {
    this.text(this.index(key)?, none())
}

extern "C" fn repr(this: &Match) -> PyResult {
    let (a, b) = this.span_of(0);
    let text = this.text(0, none())?;
    let mut w = objects::unicode::Writer::new();
    w.push_text(&format!("<re.Match object; span=({a}, {b}), match="))?;
    let shown = text.repr()?;
    w.push_str(&*shown.substring(0, 50)?)?;
    w.push_text(">")?;
    Ok(w.finish()?.upcast())
}

#[pymethods]
impl Match {
    /// group([group1, ...]) -> str or tuple.
    /// The text of groups given by number or name; of the whole match if none is.
    #[method(raw, nosig, "group")]
    fn group(&self, args: &[&Object]) -> PyResult {
        match args {
            [] => self.text(0, none()),
            [g] => self.text(self.index(g)?, none()),
            _ => {
                let mut v = Vec::new();
                for g in args {
                    v.push(self.text(self.index(g)?, none())?);
                }
                Ok(Tuple::from_vec(v)?.upcast())
            }
        }
    }

    /// Where a group begins; -1 if it took no part.
    #[method("start(group=0, /)")]
    fn start(&self, #[default(None)] group: Option<&Object>) -> PyResult<isize> {
        Ok(self.position(group)?.0)
    }

    /// Where a group ends; -1 if it took no part.
    #[method("end(group=0, /)")]
    fn end(&self, #[default(None)] group: Option<&Object>) -> PyResult<isize> {
        Ok(self.position(group)?.1)
    }

    /// Where a group begins and ends.
    #[method("span(group=0, /)")]
    fn span(&self, #[default(None)] group: Option<&Object>) -> PyResult<Ref<Tuple>> {
        let (a, b) = self.position(group)?;
        pair(a, b)
    }

    /// The text of all groups.
    #[method("groups(default=None)")]
    fn groups(&self, #[default(None)] default: Option<&Object>) -> PyResult<Ref<Tuple>> {
        let default = default.unwrap_or(none());
        let mut v = Vec::new();
        for g in 1..self.count() {
            v.push(self.text(g, default)?);
        }
        Tuple::from_vec(v)
    }

    /// The text of the named groups by their names.
    #[method("groupdict(default=None)")]
    fn groupdict(&self, #[default(None)] default: Option<&Object>) -> PyResult<Ref<Dict>> {
        let default = default.unwrap_or(none());
        let result = Dict::new()?;
        if let Some(names) = self.pattern()?.group_index() {
            let mut at = 0;
            while let Some((name, number)) = names.next_entry(&mut at) {
                let g = number.index_isize(true)?;
                if let Ok(g) = usize::try_from(g)
                    && g < self.count()
                {
                    result.set(&name, &*self.text(g, default)?)?;
                }
            }
        }
        Ok(result)
    }

    /// A template with the groups in their places, as sub() has it.
    #[method("expand(template)")]
    fn expand(&self, template: &Object) -> PyResult {
        let made = template::compile(&*self.pattern()?, template)?;
        match made.downcast_into::<Template>() {
            Ok(t) => {
                if let Some(l) = t.only_literal() {
                    return Ok(l);
                }
                let list = List::new()?;
                t.expand(&list, |g| {
                    if g >= self.count() {
                        return Err(raise!(IndexError, "no such group"));
                    }
                    let text = self.text(g, none())?;
                    Ok((!is_none(&text)).then_some(text))
                })?;
                let empty: Ref = if self.pattern()?.is_bytes() == Some(true) {
                    Bytes::empty().to_ref().upcast()
                } else {
                    Str::empty().to_ref().upcast()
                };
                empty.call_method(id!(join), &[&list])
            }
            Err(other) => other.call(&[self]),
        }
    }

    #[method("__copy__()")]
    fn copy(&self) -> Ref<Match> {
        self.to_ref()
    }

    #[method("__deepcopy__(memo, /)")]
    fn deepcopy(&self, memo: &Object) -> Ref<Match> {
        let _ = memo;
        self.to_ref()
    }

    /// Matches are generic over the type of their text.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::sequence::class_getitem(cls, object)
    }

    /// What was searched.
    #[getter("string")]
    fn string_attr(&self) -> Ref {
        self.string()
    }

    /// The pattern that found this.
    #[getter("re")]
    fn re(&self) -> PyResult<Ref<Pattern>> {
        self.pattern()
    }

    /// Where the search began.
    #[getter("pos")]
    fn pos(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).pos }
    }

    /// Where the search ended.
    #[getter("endpos")]
    fn endpos(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).endpos }
    }

    /// The number of the group that ended last.
    #[getter("lastindex")]
    fn lastindex(&self) -> PyResult {
        // SAFETY: live.
        match unsafe { (*self.raw()).lastindex } {
            n if n >= 0 => Ok(Long::from_isize(n)?.upcast()),
            _ => Ok(none_ref()),
        }
    }

    /// The name of the group that ended last.
    #[getter("lastgroup")]
    fn lastgroup(&self) -> PyResult {
        // SAFETY: live.
        let n = unsafe { (*self.raw()).lastindex };
        let names = self.pattern()?.index_group();
        Ok(match (usize::try_from(n), names) {
            (Ok(n), Some(t)) => t.get(n).map_or_else(none_ref, |o| o.to_ref()),
            _ => none_ref(),
        })
    }

    #[getter("regs")]
    fn regs(&self) -> PyResult<Ref<Tuple>> {
        let mut v = Vec::new();
        for g in 0..self.count() {
            let (a, b) = self.span_of(g);
            v.push(pair(a, b)?.upcast());
        }
        Tuple::from_vec(v)
    }
}
