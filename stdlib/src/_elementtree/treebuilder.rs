//! `TreeBuilder`: elements from starts, ends and texts, whoever reports them.
//!
//! Every field is held by a reference of its own while something else runs, for factories and event queues are Python code that
//! may come back here.

use core::ffi::c_char;

use layout::*;
use objects::clinic::*;
use objects::owned::{self, clear_field, get_field, set_field};
use objects::prelude::*;
use objects::{exceptions, slots};

use crate::heap_type::HeapType;

use super::element::{Element, Side, expect_element};
use super::state::{self, State};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct TreeBuilderObject {
    ob_base: PyObject,
    root: *mut PyObject,
    /// The innermost open element, or None.
    this: *mut PyObject,
    /// The element started or ended last, or None.
    last: *mut PyObject,
    /// The element whose tail the next text is; NULL if it is the text of `last`.
    last_for_tail: *mut PyObject,
    /// The text since then: the one piece there is, or a list of them.
    data: *mut PyObject,
    /// The open elements around `this`: the first `index` items of a list.
    stack: *mut PyObject,
    index: usize,
    element_factory: *mut PyObject,
    comment_factory: *mut PyObject,
    pi_factory: *mut PyObject,
    events_append: *mut PyObject,
    /// The names of the events to be reported, or NULL.
    events: [*mut PyObject; Event::COUNT],
    insert_comments: c_char,
    insert_pis: c_char,
    /// The class of elements, unless there is a factory.
    element_type: *mut PyObject,
}

/// What can be reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Start,
    End,
    StartNs,
    EndNs,
    Comment,
    Pi,
}

impl Event {
    pub const COUNT: usize = 6;
    const ALL: [(Event, &[u8]); Event::COUNT] = [
        (Event::Start, b"start"),
        (Event::End, b"end"),
        (Event::StartNs, b"start-ns"),
        (Event::EndNs, b"end-ns"),
        (Event::Comment, b"comment"),
        (Event::Pi, b"pi"),
    ];

    pub fn by_name(name: &[u8]) -> Option<Event> {
        Event::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(event, _)| *event)
    }
}

object_view!(
    /// `xml.etree.ElementTree.TreeBuilder`, of any module.
    pub TreeBuilder, TreeBuilderObject, "xml.etree.ElementTree.TreeBuilder", |o| {
        state::own_type(o.class(), DEALLOC).is_some()
    }
);

// SAFETY: the list is the struct's owning fields.
unsafe impl owned::Owned for TreeBuilder {
    const HEAP: bool = true;
    unsafe fn each(p: *mut TreeBuilderObject, f: &mut dyn FnMut(*mut *mut PyObject)) {
        // SAFETY: the caller vouches for `p`; only addresses are taken.
        unsafe {
            for i in 0..Event::COUNT {
                f((&raw mut (*p).events).cast::<*mut PyObject>().add(i));
            }
            f(&raw mut (*p).events_append);
            f(&raw mut (*p).stack);
            f(&raw mut (*p).data);
            f(&raw mut (*p).last);
            f(&raw mut (*p).last_for_tail);
            f(&raw mut (*p).this);
            f(&raw mut (*p).pi_factory);
            f(&raw mut (*p).comment_factory);
            f(&raw mut (*p).element_factory);
            f(&raw mut (*p).root);
            f(&raw mut (*p).element_type);
        }
    }
}

/// A field of the builder, held.
macro_rules! field {
    ($this:expr, $name:ident) => {
        // SAFETY: an owning field of a live builder.
        unsafe { get_field(&raw mut (*$this.raw()).$name) }
    };
}

/// Sets a field of the builder.
macro_rules! set {
    ($this:expr, $name:ident, $value:expr) => {{
        let value = $value;
        // SAFETY: an owning field of a live builder.
        unsafe { set_field(&raw mut (*$this.raw()).$name, value) }
    }};
}

/// Empties a field of the builder.
macro_rules! unset {
    ($this:expr, $name:ident) => {
        // SAFETY: an owning field of a live builder.
        unsafe { clear_field(&raw mut (*$this.raw()).$name) }
    };
}

/// Adds a text to a text or tail of whatever kind of element.
fn extend_text(element: &Object, side: Side, data: &Object) -> PyResult<()> {
    if let Some(own) = element.downcast::<Element>().filter(|e| e.is_exact())
        && own.add_text(side, data)?
    {
        return Ok(());
    }
    let name = match side {
        Side::Text => interned!("text"),
        Side::Tail => interned!("tail"),
    };
    let previous = element.get_attr(name)?;
    let joined = Str::from_str("")?.join_iterable(data)?.upcast();
    let joined = if is_none(&previous) {
        joined
    } else {
        objects::abstract_::number::add(&previous, &joined)?
    };
    element.set_attr(name, &joined)
}

fn add_child(parent: &Object, child: &Object) -> PyResult<()> {
    match parent.downcast::<Element>().filter(|e| e.is_exact()) {
        Some(own) => own.push(expect_element(child)?.to_ref()),
        None => parent.call_method(interned!("append"), &[child]).map(drop),
    }
}

impl TreeBuilder {
    pub fn create(ty: &Type) -> PyResult<Ref<TreeBuilder>> {
        let Some(own) = state::own_type(ty, DEALLOC) else {
            return Err(exceptions::bad_internal_call());
        };
        let element_type = State::of_type(own)?.element.require()?;
        let this: Ref<TreeBuilder> = owned::alloc(ty)?;
        set!(this, this, none_ref());
        set!(this, last, none_ref());
        set!(this, stack, List::with_capacity(20)?);
        set!(this, element_type, element_type);
        Ok(this)
    }

    /// Is the class `TreeBuilder` itself?
    #[inline]
    pub fn exact(o: &Object) -> Option<&TreeBuilder> {
        // SAFETY: the class's instances have its struct.
        state::is_own(o.type_ptr(), DEALLOC).then(|| unsafe { o.downcast_unchecked() })
    }

    fn own_state(&self) -> PyResult<&State> {
        match state::own_type(self.class(), DEALLOC) {
            Some(own) => State::of_type(own),
            None => Err(exceptions::bad_internal_call()),
        }
    }

    /// The open element, if there is one.
    fn open(&self) -> Option<Ref> {
        field!(self, this).filter(|o| !is_none(o))
    }

    /// Gives the text so far to the element that it belongs to.
    fn flush(&self) -> PyResult<()> {
        let Some(data) = field!(self, data) else {
            return Ok(());
        };
        match (field!(self, last_for_tail), field!(self, last)) {
            (Some(element), _) => extend_text(&element, Side::Tail, &data)?,
            (None, Some(element)) => extend_text(&element, Side::Text, &data)?,
            (None, None) => {}
        }
        unset!(self, data);
        Ok(())
    }

    pub fn wants(&self, event: Event) -> bool {
        // SAFETY: live fields.
        unsafe {
            let raw = self.raw();
            !(*raw).events_append.is_null() && !(*raw).events[event as usize].is_null()
        }
    }

    pub fn inserts_pis(&self) -> bool {
        // SAFETY: a plain number.
        unsafe { (*self.raw()).insert_pis != 0 }
    }

    /// Reports an event, if somebody wants to know.
    pub fn report(&self, event: Event, node: &Object) -> PyResult<()> {
        if !self.wants(event) {
            return Ok(());
        }
        // SAFETY: an owning field.
        let name = unsafe { get_field(&raw mut (*self.raw()).events[event as usize]) };
        let (Some(name), Some(append)) = (name, field!(self, events_append)) else {
            return Ok(());
        };
        let pair = Tuple::from_array([name, node.to_ref()])?;
        append.call(&[&pair]).map(drop)
    }

    /// Has events reported to `append`, none of them yet.
    pub fn report_to(&self, append: Ref) {
        set!(self, events_append, append);
        for i in 0..Event::COUNT {
            // SAFETY: owning fields.
            unsafe { clear_field(&raw mut (*self.raw()).events[i]) };
        }
    }

    /// Has an event reported, under that name.
    pub fn report_event(&self, event: Event, name: &Object) {
        // SAFETY: an owning field.
        unsafe { set_field(&raw mut (*self.raw()).events[event as usize], name.to_ref()) };
    }

    fn new_element(&self, tag: &Object, attrib: Option<&Object>) -> PyResult {
        let Some(factory) = field!(self, element_factory) else {
            let Some(ty) = field!(self, element_type) else {
                return Err(exceptions::bad_internal_call());
            };
            // SAFETY: the field is set to the class `Element`.
            let ty: &Type = unsafe { ty.downcast_unchecked() };
            return Ok(Element::create(ty, tag, attrib)?.upcast());
        };
        match attrib {
            Some(attrib) => factory.call(&[tag, attrib]),
            None => factory.call(&[tag, &*Dict::new()?]),
        }
    }

    /// An element begins.
    pub fn handle_start(&self, tag: &Object, attrib: Option<&Object>) -> PyResult {
        self.flush()?;
        let node = self.new_element(tag, attrib)?;
        unset!(self, last_for_tail);
        let open = field!(self, this).unwrap_or_else(none_ref);
        if !is_none(&open) {
            add_child(&open, &node)?;
        } else if field!(self, root).is_some() {
            let class = self.own_state()?.parse_error.require_type()?;
            return Err(exceptions::raise(
                &class,
                format_args!("multiple elements on top level"),
            ));
        } else {
            set!(self, root, node.clone());
        }
        self.push(open)?;
        set!(self, this, node.clone());
        set!(self, last, node.clone());
        self.report(Event::Start, &node)?;
        Ok(node)
    }

    fn stack(&self) -> PyResult<Ref<List>> {
        match field!(self, stack).map(Ref::downcast_into::<List>) {
            Some(Ok(stack)) => Ok(stack),
            _ => Err(exceptions::bad_internal_call()),
        }
    }

    fn push(&self, open: Ref) -> PyResult<()> {
        let stack = self.stack()?;
        // SAFETY: a plain number.
        let index = unsafe { (*self.raw()).index };
        if index < stack.len() {
            stack.set(index, open)?;
        } else {
            stack.push_owned(open)?;
        }
        // SAFETY: a plain number.
        unsafe { (*self.raw()).index = index + 1 };
        Ok(())
    }

    /// Text, perhaps not all of it.
    pub fn handle_data(&self, data: &Object) -> PyResult<()> {
        match field!(self, data) {
            None => {
                // Before the first element there is none.
                if !field!(self, last).is_none_or(|o| is_none(&o)) {
                    set!(self, data, data.to_ref());
                }
                Ok(())
            }
            Some(before) => {
                if before.is_exactly(objects::list::PyList_Type.raw())
                    && let Some(pieces) = before.downcast::<List>()
                {
                    return pieces.push(data);
                }
                set!(self, data, List::from_slice(&[&before, data])?);
                Ok(())
            }
        }
    }

    /// The open element ends.
    pub fn handle_end(&self) -> PyResult {
        self.flush()?;
        // SAFETY: a plain number.
        let Some(index) = unsafe { (*self.raw()).index }.checked_sub(1) else {
            return Err(raise!(IndexError, "pop from empty stack"));
        };
        let ended = field!(self, this).unwrap_or_else(none_ref);
        let outer = self.stack()?.get(index).unwrap_or_else(none_ref);
        // SAFETY: a plain number.
        unsafe { (*self.raw()).index = index };
        set!(self, this, outer);
        set!(self, last, ended.clone());
        set!(self, last_for_tail, ended.clone());
        self.report(Event::End, &ended)?;
        Ok(ended)
    }

    /// Puts a comment or processing instruction into the open element.
    fn insert(&self, node: &Object) -> PyResult<()> {
        if let Some(open) = self.open() {
            add_child(&open, node)?;
            set!(self, last_for_tail, node.to_ref());
        }
        Ok(())
    }

    pub fn handle_comment(&self, text: &Object) -> PyResult {
        self.flush()?;
        let comment = match field!(self, comment_factory) {
            Some(factory) => {
                let comment = factory.call(&[text])?;
                // SAFETY: a plain number.
                if unsafe { (*self.raw()).insert_comments != 0 } {
                    self.insert(&comment)?;
                }
                comment
            }
            None => text.to_ref(),
        };
        self.report(Event::Comment, &comment)?;
        Ok(comment)
    }

    pub fn handle_pi(&self, target: &Object, text: &Object) -> PyResult {
        self.flush()?;
        let pi = match field!(self, pi_factory) {
            Some(factory) => {
                let pi = factory.call(&[target, text])?;
                if self.inserts_pis() {
                    self.insert(&pi)?;
                }
                pi
            }
            None => Tuple::from_array([target.to_ref(), text.to_ref()])?.upcast(),
        };
        self.report(Event::Pi, &pi)?;
        Ok(pi)
    }

    /// The tree: its root, or None.
    pub fn done(&self) -> Ref {
        field!(self, root).unwrap_or_else(none_ref)
    }
}

#[pymethods]
impl TreeBuilder {
    #[init(
        "TreeBuilder(element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False, insert_pis=False)",
        nosig
    )]
    fn init(
        &self,
        element_factory: Option<&Object>,
        comment_factory: Option<&Object>,
        pi_factory: Option<&Object>,
        insert_comments: bool,
        insert_pis: bool,
    ) -> PyResult<()> {
        let given = |o: Option<&Object>| o.filter(|o| !is_none(o)).map(Object::to_ref);
        let state = self.own_state()?;
        let comments = given(comment_factory).or_else(|| state.comment_factory.get());
        let pis = given(pi_factory).or_else(|| state.pi_factory.get());
        // SAFETY: plain numbers.
        unsafe {
            (*self.raw()).insert_comments = c_char::from(insert_comments && comments.is_some());
            (*self.raw()).insert_pis = c_char::from(insert_pis && pis.is_some());
        }
        match given(element_factory) {
            Some(factory) => set!(self, element_factory, factory),
            None => unset!(self, element_factory),
        }
        match comments {
            Some(factory) => set!(self, comment_factory, factory),
            None => unset!(self, comment_factory),
        }
        match pis {
            Some(factory) => set!(self, pi_factory, factory),
            None => unset!(self, pi_factory),
        }
        Ok(())
    }

    #[method("data(data, /)")]
    fn data(&self, data: &Object) -> PyResult<()> {
        self.handle_data(data)
    }

    #[method("start(tag, attrs, /)")]
    fn start(&self, tag: &Object, attrs: &Dict) -> PyResult {
        self.handle_start(tag, Some(attrs))
    }

    #[method("end(tag, /)")]
    fn end(&self, _tag: &Object) -> PyResult {
        self.handle_end()
    }

    #[method("comment(text, /)")]
    fn comment(&self, text: &Object) -> PyResult {
        self.handle_comment(text)
    }

    #[method("pi(target, text=None, /)")]
    fn pi(&self, target: &Object, text: Option<&Object>) -> PyResult {
        self.handle_pi(target, text.unwrap_or(none()))
    }

    #[method("close()")]
    fn close(&self) -> PyResult {
        Ok(self.done())
    }
}

extern "C" fn new(ty: &Type, _: &Tuple, _: Option<&Dict>) -> PyResult {
    Ok(TreeBuilder::create(ty)?.upcast())
}

/// `tp_dealloc`, which is also what the class is known by.
const DEALLOC: Option<destructor> = slots::dealloc::<TreeBuilder>(dealloc);

extern "C" fn dealloc(this: *mut TreeBuilder) {
    owned::dealloc(this);
}

pub static TREE_BUILDER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"xml.etree.ElementTree.TreeBuilder".as_ptr(),
    tp_basicsize: size_of::<TreeBuilderObject>() as isize,
    tp_dealloc: DEALLOC,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_traverse: slots::traverse::<TreeBuilder>(owned::traverse),
    tp_clear: slots::clear::<TreeBuilder>(owned::clear),
    tp_methods: TreeBuilder::METHODS,
    tp_init: Some(TreeBuilder::INIT),
    tp_new: slots::new(new),
    ..Type::EMPTY
});

#[cfg(not(feature = "free-threaded"))]
const _: () = assert!(size_of::<TreeBuilderObject>() == 168);
