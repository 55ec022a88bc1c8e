//! `XMLParser`: Expat at work for a target, by default a tree builder, which is then called without a detour through Python.
//!
//! Expat may not be entered again from its own callbacks, nor may the parser be set up anew meanwhile: `busy` sees to it. What a
//! callback raises stays set, makes the callbacks that follow do nothing, and is found when Expat returns.

use core::ffi::{CStr, c_char, c_int};
use core::mem::offset_of;
use core::ptr::{null, null_mut};
use std::ffi::CString;

use layout::*;
use objects::clinic::*;
use objects::owned::{self, clear_field, get_field, set_field};
use objects::prelude::*;
use objects::{exceptions, slots};

use crate::heap_type::HeapType;

use super::callbacks;
use super::expat::{self, Expat, MEMORY, Parser};
use super::names::Names;
use super::state::{self, State};
use super::treebuilder::{Event, TreeBuilder};

/// So much is read at once.
const CHUNK: i64 = 64 * 1024;

/// The methods of a target.
#[derive(Clone, Copy)]
pub enum Handle {
    StartNs,
    EndNs,
    Start,
    Data,
    End,
    Comment,
    Pi,
    Close,
    Doctype,
}

impl Handle {
    const COUNT: usize = 9;
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct XMLParserObject {
    ob_base: PyObject,
    parser: Parser,
    target: *mut PyObject,
    entity: *mut PyObject,
    work: *mut Work,
    handles: [*mut PyObject; Handle::COUNT],
    /// Expat's functions, which live as long as the capsule.
    expat: *const Expat,
    capsule: *mut PyObject,
}

/// What belongs to Expat's parser.
#[derive(Default)]
struct Work {
    names: Names,
    /// Is Expat at work?
    busy: bool,
}

object_view!(
    /// `xml.etree.ElementTree.XMLParser`, of any module.
    pub XMLParser, XMLParserObject, "xml.etree.ElementTree.XMLParser", |o| {
        state::own_type(o.class(), DEALLOC).is_some()
    }
);

// SAFETY: the list is the struct's owning fields.
unsafe impl owned::Owned for XMLParser {
    const HEAP: bool = true;
    unsafe fn each(p: *mut XMLParserObject, f: &mut dyn FnMut(*mut *mut PyObject)) {
        // SAFETY: the caller vouches for `p`; only addresses are taken.
        unsafe {
            for i in 0..Handle::COUNT {
                f((&raw mut (*p).handles).cast::<*mut PyObject>().add(i));
            }
            f(&raw mut (*p).target);
            f(&raw mut (*p).entity);
            f(&raw mut (*p).capsule);
        }
    }
}

/// An Expat parser that nobody has yet.
struct Fresh<'a>(&'a Expat, Parser);

impl<'a> Fresh<'a> {
    fn new(expat: &'a Expat, encoding: Option<&str>) -> PyResult<Fresh<'a>> {
        let encoding = match encoding {
            Some(encoding) => Some(
                CString::new(encoding)
                    .map_err(|_| raise!(ValueError, "embedded null character"))?,
            ),
            None => None,
        };
        let encoding = encoding.as_ref().map_or(null(), |e| e.as_ptr());
        // SAFETY: texts that Expat copies, and memory functions that are always there.
        unsafe {
            let parser = (expat.parser_create_mm)(encoding, &MEMORY, c"}".as_ptr());
            if parser.is_null() {
                return Err(exceptions::no_memory());
            }
            let secret = &raw const objects::pyhash::_Py_HashSecret;
            if let Some(set_salt) = expat.set_hash_salt_16_bytes {
                set_salt(parser, (&raw const (*secret).expat.hashsalt16).cast());
            } else if let Some(set_salt) = expat.set_hash_salt {
                set_salt(parser, (*secret).expat.hashsalt as _);
            }
            Ok(Fresh(expat, parser))
        }
    }
}

impl Drop for Fresh<'_> {
    fn drop(&mut self) {
        // SAFETY: nobody else has it.
        unsafe { (self.0.parser_free)(self.1) }
    }
}

#[cold]
fn uninitialized() -> Raised {
    raise!(ValueError, "XMLParser.__init__() wasn't called")
}

#[cold]
fn reentered() -> Raised {
    raise!(
        RuntimeError,
        "XMLParser is in use by the target that it is feeding"
    )
}

fn text_size(data: &[u8]) -> PyResult<c_int> {
    c_int::try_from(data.len()).map_err(|_| raise!(OverflowError, "size does not fit in an int"))
}

impl XMLParser {
    pub fn handle(&self, handle: Handle) -> Option<Ref> {
        // SAFETY: an owning field.
        unsafe { get_field(&raw mut (*self.raw()).handles[handle as usize]) }
    }

    pub fn target(&self) -> PyResult {
        // SAFETY: an owning field.
        unsafe { get_field(&raw mut (*self.raw()).target) }
            .ok_or_else(|| raise!(ValueError, "XMLParser.__init__() wasn't called"))
    }

    /// What entities stand for, as the user has it.
    pub fn entity(&self, name: &Str) -> PyResult<Option<Ref>> {
        // SAFETY: an owning field.
        match unsafe { get_field(&raw mut (*self.raw()).entity) } {
            Some(entity) => match entity.downcast::<Dict>() {
                Some(entity) => entity.get(name),
                None => Ok(None),
            },
            None => Ok(None),
        }
    }

    /// A name of Expat's as the library has it: the namespace, if any, in braces.
    pub fn universal(&self, name: *const c_char) -> PyResult<Ref<Str>> {
        // SAFETY: Expat's text; the table is the parser's own, and nothing runs while it is used.
        unsafe {
            let work = (*self.raw()).work;
            if work.is_null() {
                return Err(exceptions::bad_internal_call());
            }
            let names = &mut (*work).names;
            names.universal(CStr::from_ptr(name).to_bytes())
        }
    }

    /// Raises `ParseError`: the message, if not Expat's own for the code, and the position.
    pub fn parse_error(&self, code: c_int, message: Option<&str>) -> Raised {
        let make = || -> PyResult<Raised> {
            let expat = self.expat()?;
            // SAFETY: the parser is alive, for it has just failed; the message is static, or NULL for an unknown code.
            let (line, column, known) = unsafe {
                let parser = (*self.raw()).parser;
                let known = (expat.error_string)(code);
                (
                    (expat.get_error_line_number)(parser),
                    (expat.get_error_column_number)(parser),
                    if known.is_null() {
                        c"(null)"
                    } else {
                        CStr::from_ptr(known)
                    },
                )
            };
            let known = known.to_string_lossy();
            let text = Str::format(format_args!(
                "{}: line {line}, column {column}",
                message.unwrap_or(&known)
            ))?;
            let class = self.own_state()?.parse_error.require()?;
            let error = class.call(&[&text])?;
            error.set_attr(interned!("code"), &*Long::from_i64(code.into())?)?;
            let position = Tuple::from_array([
                Long::from_i64(line as i64)?.upcast(),
                Long::from_i64(column as i64)?.upcast(),
            ])?;
            error.set_attr(interned!("position"), &position)?;
            Ok(exceptions::raise_any(&class, Some(&error)))
        };
        make().unwrap_or_else(|raised| raised)
    }

    /// Gives Expat text; `last`: there is no more.
    fn parse(&self, data: &[u8], last: bool) -> PyResult<()> {
        let size = text_size(data)?;
        let expat = self.expat()?;
        // SAFETY: a live parser, not at work; the object is held by the caller while it is.
        let (status, code) = unsafe {
            let raw = self.raw();
            self.refuse_if_busy()?;
            (*(*raw).work).busy = true;
            let status =
                (expat.parse)((*raw).parser, data.as_ptr().cast(), size, c_int::from(last));
            (*(*raw).work).busy = false;
            (status, (expat.get_error_code)((*raw).parser))
        };
        base::error::check()?;
        if status == 0 {
            return Err(self.parse_error(code, None));
        }
        Ok(())
    }

    /// Gives Expat text that is UTF-8 whatever it declares.
    fn parse_utf8(&self, text: &[u8]) -> PyResult<()> {
        text_size(text)?;
        self.refuse_if_busy()?;
        // SAFETY: a live parser; Expat refuses the encoding once it has begun, which does not matter.
        unsafe { (self.expat()?.set_encoding)((*self.raw()).parser, c"utf-8".as_ptr()) };
        self.parse(text, false)
    }

    /// Expat's functions.
    fn expat(&self) -> PyResult<&Expat> {
        // SAFETY: the table lives as long as the capsule, which the object holds; NULL if there is no parser.
        unsafe { (*self.raw()).expat.as_ref() }.ok_or_else(uninitialized)
    }

    fn refuse_if_busy(&self) -> PyResult<()> {
        // SAFETY: the object's own, or NULL.
        if unsafe { (*self.raw()).work.as_ref() }.is_some_and(|work| work.busy) {
            return Err(reentered());
        }
        Ok(())
    }

    /// Frees Expat's parser and what belongs to it.
    fn release(&self) {
        // SAFETY: both are the object's own, and not in use.
        unsafe {
            let raw = self.raw();
            let parser = (&raw mut (*raw).parser).replace(null_mut());
            if !parser.is_null()
                && let Some(expat) = (*raw).expat.as_ref()
            {
                (expat.parser_free)(parser);
            }
            let work = (&raw mut (*raw).work).replace(null_mut());
            if !work.is_null() {
                drop(Box::from_raw(work));
            }
        }
    }

    fn own_state(&self) -> PyResult<&State> {
        match state::own_type(self.class(), DEALLOC) {
            Some(own) => State::of_type(own),
            None => Err(exceptions::bad_internal_call()),
        }
    }

    /// Has the namespaces reported to the callbacks.
    fn connect_namespaces(&self, expat: &Expat) {
        // SAFETY: a live parser.
        unsafe {
            (expat.set_namespace_decl_handler)(
                (*self.raw()).parser,
                Some(callbacks::start_ns),
                Some(callbacks::end_ns),
            );
        }
    }

    /// Tells Expat of the callbacks for a target with those methods, or of all for a tree builder.
    fn connect(&self, expat: &Expat, native: bool, methods: [bool; Handle::COUNT]) {
        let has = |handle| methods[handle as usize];
        // SAFETY: a live parser, which goes before the object that it gets as its data.
        unsafe {
            let parser = (*self.raw()).parser;
            (expat.set_user_data)(parser, self.raw().cast());
            if has(Handle::StartNs) || has(Handle::EndNs) {
                self.connect_namespaces(expat);
            }
            (expat.set_element_handler)(parser, Some(callbacks::start), Some(callbacks::end));
            (expat.set_default_handler_expand)(parser, Some(callbacks::default));
            (expat.set_character_data_handler)(parser, Some(callbacks::data));
            if native || has(Handle::Comment) {
                (expat.set_comment_handler)(parser, Some(callbacks::comment));
            }
            if native || has(Handle::Pi) {
                (expat.set_processing_instruction_handler)(parser, Some(callbacks::pi));
            }
            (expat.set_start_doctype_decl_handler)(parser, Some(callbacks::start_doctype));
            (expat.set_unknown_encoding_handler)(
                parser,
                Some(expat.default_unknown_encoding_handler),
                null_mut(),
            );
        }
    }
}

#[pymethods]
impl XMLParser {
    #[init("XMLParser(*, target=None, encoding=None)", nosig)]
    fn init(&self, target: Option<&Object>, encoding: Nullable<&str>) -> PyResult<()> {
        let state = self.own_state()?;
        let capsule = state.expat.require()?;
        let table = expat::table(&capsule)?;
        // SAFETY: the capsule is held.
        let fresh = Fresh::new(unsafe { &*table }, encoding.0)?;
        let entity = Dict::new()?;
        let work = Box::new(Work::default());
        let target = match target.filter(|t| !is_none(t)) {
            Some(target) => target.to_ref(),
            None => TreeBuilder::create(&*state.tree_builder.require_type()?)?.upcast(),
        };
        let mut handles = [const { None }; Handle::COUNT];
        // A tree builder is called directly.
        if TreeBuilder::exact(&target).is_none() {
            let methods = [
                interned!("start_ns"),
                interned!("end_ns"),
                interned!("start"),
                interned!("data"),
                interned!("end"),
                interned!("comment"),
                interned!("pi"),
                interned!("close"),
                interned!("doctype"),
            ];
            for (handle, name) in handles.iter_mut().zip(methods) {
                *handle = target.get_attr_opt(name)?;
            }
        }
        self.refuse_if_busy()?;
        // SAFETY: owning fields; Expat's parser and the table belong to the object from here on.
        unsafe {
            let raw = self.raw();
            self.release();
            (*raw).parser = fresh.1;
            (*raw).work = Box::into_raw(work);
            (*raw).expat = table;
            core::mem::forget(fresh);
            // From here on code may run that comes back: the old fields are released.
            let native = TreeBuilder::exact(&target).is_some();
            self.connect(&*table, native, handles.each_ref().map(Option::is_some));
            set_field(&raw mut (*raw).capsule, capsule);
            for (i, handle) in handles.into_iter().enumerate() {
                let slot = &raw mut (*raw).handles[i];
                match handle {
                    Some(handle) => set_field(slot, handle),
                    None => clear_field(slot),
                }
            }
            set_field(&raw mut (*raw).entity, entity);
            set_field(&raw mut (*raw).target, target);
        }
        Ok(())
    }

    #[method("feed(data, /)")]
    fn feed(&self, data: &Object) -> PyResult<()> {
        self.target()?;
        let Some(text) = data.downcast::<Str>() else {
            return self.parse(Buffer::get(data)?.as_slice(), false);
        };
        let text = text.as_utf8()?;
        self.parse_utf8(text.as_bytes())
    }

    #[method("close()")]
    fn close(&self) -> PyResult {
        self.target()?;
        self.parse(b"", true)?;
        let target = self.target()?;
        if let Some(builder) = TreeBuilder::exact(&target) {
            return Ok(builder.done());
        }
        match self.handle(Handle::Close) {
            Some(close) => close.call(&[]),
            None => Ok(none_ref()),
        }
    }

    #[method("flush()")]
    fn flush(&self) -> PyResult<()> {
        self.target()?;
        let Some(set_deferral) = self.expat()?.set_reparse_deferral_enabled else {
            return Ok(());
        };
        // SAFETY: a live parser.
        let defer = |on: u8| unsafe { set_deferral((*self.raw()).parser, on) };
        defer(0);
        let result = self.parse(b"", false);
        defer(1);
        result
    }

    #[method("_parse_whole(file, /)")]
    fn parse_whole(&self, file: &Object) -> PyResult {
        self.target()?;
        let read = file.get_attr(interned!("read"))?;
        let size = Long::from_i64(CHUNK)?;
        loop {
            let chunk = read.call(&[&size])?;
            if let Some(text) = chunk.downcast::<Str>().filter(|t| t.is_exact()) {
                if text.is_empty() {
                    break;
                }
                let bytes =
                    objects::unicode::codec::encode(text, Some("utf-8"), Some("surrogatepass"))?;
                self.parse_utf8(bytes.as_slice())?;
                continue;
            }
            match chunk.downcast::<Bytes>() {
                Some(bytes)
                    if !bytes.is_empty()
                        && bytes.is_exactly(objects::bytes::PyBytes_Type.raw()) =>
                {
                    self.parse(bytes.as_slice(), false)?;
                }
                _ => break,
            }
        }
        self.parse(b"", true)?;
        let target = self.target()?;
        Ok(match TreeBuilder::exact(&target) {
            Some(builder) => builder.done(),
            None => none_ref(),
        })
    }

    #[method("_setevents(events_queue, events_to_report=None, /)")]
    fn setevents(&self, events_queue: &Object, events_to_report: Option<&Object>) -> PyResult<()> {
        let target = self.target()?;
        let Some(builder) = TreeBuilder::exact(&target) else {
            return Err(raise!(
                TypeError,
                "event handling only supported for ElementTree.TreeBuilder targets"
            ));
        };
        builder.report_to(events_queue.get_attr(interned!("append"))?);
        let Some(events) = events_to_report.filter(|e| !is_none(e)) else {
            builder.report_event(Event::End, interned!("end"));
            return Ok(());
        };
        let events = objects::abstract_::sequence::fast(events, "events must be a sequence")?;
        let expat = self.expat()?;
        let mut i = 0;
        loop {
            let event = match events.downcast::<List>() {
                Some(list) => list.get(i),
                None => events
                    .downcast::<Tuple>()
                    .and_then(|t| t.get(i))
                    .map(Object::to_ref),
            };
            let Some(name) = event else {
                return Ok(());
            };
            i += 1;
            let text = match (name.downcast::<Str>(), name.downcast::<Bytes>()) {
                (Some(text), _) => text.as_utf8().map(str::as_bytes).map_err(|raised| {
                    raised.clear();
                }),
                (_, Some(bytes)) => Ok(bytes.as_slice()),
                _ => Err(()),
            };
            let Ok(text) = text else {
                return Err(raise!(ValueError, "invalid events sequence"));
            };
            let Some(event) = Event::by_name(text) else {
                return Err(raise!(
                    ValueError,
                    "unknown event '{}'",
                    String::from_utf8_lossy(text)
                ));
            };
            builder.report_event(event, &name);
            if matches!(event, Event::StartNs | Event::EndNs) {
                self.connect_namespaces(expat);
            }
        }
    }

    #[getter("version")]
    fn version(&self) -> PyResult<Ref<Str>> {
        let capsule = self.own_state()?.expat.require()?;
        // SAFETY: the capsule is held.
        let expat = unsafe { &*expat::table(&capsule)? };
        Str::format(format_args!(
            "Expat {}.{}.{}",
            expat.major, expat.minor, expat.micro
        ))
    }
}

extern "C" fn new(ty: &Type, _: &Tuple, _: Option<&Dict>) -> PyResult {
    ty.alloc(0)
}

/// `tp_dealloc`, which is also what the class is known by.
const DEALLOC: Option<destructor> = slots::dealloc::<XMLParser>(dealloc);

extern "C" fn dealloc(this: *mut XMLParser) {
    // SAFETY: the last reference is gone, so Expat is not at work.
    unsafe { (*this).release() };
    owned::dealloc(this);
}

extern "C" fn clear(this: &XMLParser) -> c_int {
    this.release();
    owned::clear(this)
}

static mut MEMBERS: [PyMemberDef; 3] = [
    slots::member(
        c"entity",
        _Py_T_OBJECT,
        offset_of!(XMLParserObject, entity),
        Py_READONLY,
    ),
    slots::member(
        c"target",
        _Py_T_OBJECT,
        offset_of!(XMLParserObject, target),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
];

pub static XML_PARSER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"xml.etree.ElementTree.XMLParser".as_ptr(),
    tp_basicsize: size_of::<XMLParserObject>() as isize,
    tp_dealloc: DEALLOC,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_traverse: slots::traverse::<XMLParser>(owned::traverse),
    tp_clear: slots::clear::<XMLParser>(clear),
    tp_methods: XMLParser::METHODS,
    tp_members: (&raw mut MEMBERS).cast(),
    tp_getset: XMLParser::GETSET,
    tp_init: Some(XMLParser::INIT),
    tp_new: slots::new(new),
    ..Type::EMPTY
});

#[cfg(not(feature = "free-threaded"))]
const _: () = assert!(size_of::<XMLParserObject>() == 136);
