//! `xmlparser`: an Expat parser, the handlers that it calls, and the text that it gathers between two events.
//!
//! Expat is not to be entered again while it parses, and the stock library crashes when a handler does so; here that is
//! an ordinary exception. A parser made for an external entity works on its parent's state, and keeps the parent alive.

mod attributes;
mod methods;

use core::ffi::{c_int, c_uchar, c_ulonglong};
use core::mem::{self, offset_of};
use core::ptr::null_mut;
use std::ffi::CString;

use base::mem::{Domain, alloc, free};
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{owned, slots};

use super::expat::*;
use super::handlers::{COUNT, Event};
use crate::heap_type::HeapType;

/// Bytes that Expat is given at a time, which it counts as int.
const MAX_CHUNK: usize = 1 << 20;
const TEXT_SIZE: c_int = 8192;

type Handlers = [*mut PyObject; COUNT];

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ParserObject {
    ob_base: PyObject,
    itself: XML_Parser,
    /// The parser that this one was made of, for an external entity.
    parent: *mut PyObject,
    ordered_attributes: c_int,
    specified_attributes: c_int,
    in_callback: c_int,
    ns_prefixes: c_int,
    /// Text that waits for the next event; NULL if it is not gathered.
    buffer: *mut u8,
    buffer_size: c_int,
    buffer_used: c_int,
    reparse_deferral_enabled: bool,
    /// Is Expat at work on it?
    parsing: bool,
    intern: *mut PyObject,
    /// Owned, with what it holds; NULL while the object is made.
    handlers: *mut Handlers,
}

object_view!(
    /// `pyexpat.xmlparser`.
    pub Parser, ParserObject, "xmlparser", |o| o.is_exactly(PARSER.as_mut_ptr())
);

// SAFETY: the two fields, and each handler.
unsafe impl owned::Owned for Parser {
    const HEAP: bool = true;
    unsafe fn each(p: *mut ParserObject, f: &mut dyn FnMut(*mut *mut PyObject)) {
        // SAFETY: the caller vouches for `p`; only addresses are taken.
        unsafe {
            f(&raw mut (*p).parent);
            f(&raw mut (*p).intern);
            let handlers = (*p).handlers;
            if !handlers.is_null() {
                for i in 0..COUNT {
                    f(&raw mut (*handlers)[i]);
                }
            }
        }
    }
}

/// Text for Expat; `FromArg` has refused NULs.
fn c_string(text: &str) -> PyResult<CString> {
    CString::new(text).map_err(|_| raise!(ValueError, "embedded null character"))
}

fn as_ptr(text: &Option<CString>) -> *const XML_Char {
    text.as_ref().map_or(core::ptr::null(), |t| t.as_ptr())
}

/// `ParserCreate`.
pub fn new(
    encoding: Option<&str>,
    namespace_separator: Option<&str>,
    intern: Option<Ref<Dict>>,
) -> PyResult<Ref<Parser>> {
    let expat = expat()?;
    let encoding = encoding.map(c_string).transpose()?;
    let separator = namespace_separator.map(c_string).transpose()?;
    let this = allocate()?;
    let p = this.raw();
    // SAFETY: a fresh object, which the new parser is told.
    unsafe {
        (*p).buffer_size = TEXT_SIZE;
        (*p).intern = intern.map_or(null_mut(), |d| d.into_ptr().cast());
        (*p).reparse_deferral_enabled = expat.set_reparse_deferral_enabled.is_some();
        (*p).itself = (expat.parser_create_mm)(as_ptr(&encoding), &MEMORY, as_ptr(&separator));
        if (*p).itself.is_null() {
            return Err(raise!(RuntimeError, "XML_ParserCreate failed"));
        }
        let secret = &raw const objects::pyhash::_Py_HashSecret;
        if let Some(set_salt) = expat.set_hash_salt_16_bytes {
            set_salt((*p).itself, (&raw const (*secret).expat.hashsalt16).cast());
        } else if let Some(set_salt) = expat.set_hash_salt {
            set_salt((*p).itself, (*secret).expat.hashsalt as _);
        }
        (expat.set_user_data)((*p).itself, p.cast());
        (expat.set_unknown_encoding_handler)(
            (*p).itself,
            Some(super::encoding::default_unknown_encoding_handler),
            null_mut(),
        );
    }
    Ok(this)
}

/// An object without a parser, with room for handlers.
fn allocate() -> PyResult<Ref<Parser>> {
    let this = owned::alloc::<Parser>(PARSER.live()?)?;
    let handlers = alloc(Domain::Mem, size_of::<Handlers>()).cast::<Handlers>();
    if handlers.is_null() {
        return Err(objects::exceptions::no_memory());
    }
    // SAFETY: fresh memory of a fresh object.
    unsafe {
        handlers.write([null_mut(); COUNT]);
        (*this.raw()).handlers = handlers;
    }
    Ok(this)
}

impl Parser {
    fn fields(&self) -> &ParserObject {
        // SAFETY: live; what changes is plain data, read anew each time.
        unsafe { &*self.raw() }
    }

    pub fn itself(&self) -> XML_Parser {
        self.fields().itself
    }

    pub fn in_callback(&self) -> bool {
        self.fields().in_callback != 0
    }

    pub fn set_in_callback(&self, value: bool) {
        // SAFETY: plain data.
        unsafe { (*self.raw()).in_callback = value.into() }
    }

    pub fn specified_attributes_only(&self) -> bool {
        self.fields().specified_attributes != 0
    }

    pub fn attributes_as_list(&self) -> bool {
        self.fields().ordered_attributes != 0
    }

    pub fn intern(&self) -> Option<Ref<Dict>> {
        // SAFETY: an owning field, which holds a dict.
        unsafe {
            owned::get_field(&raw mut (*self.raw()).intern).map(|d| d.downcast_into_unchecked())
        }
    }

    pub fn handler(&self, kind: usize) -> Option<Ref> {
        // SAFETY: owning fields of a live object.
        unsafe { owned::get_field(&raw mut (*(*self.raw()).handlers)[kind]) }
    }

    fn set_handler(&self, kind: usize, handler: Option<&Object>) -> PyResult<()> {
        if kind == Event::CharacterData as usize {
            self.flush_text()?;
        }
        // SAFETY: the slot owns its reference; the old one goes when Expat knows the new one.
        let old = unsafe {
            let slot = &raw mut (*(*self.raw()).handlers)[kind];
            Ref::<Object>::from_owned_opt(
                slot.replace(handler.map_or(null_mut(), |h| h.to_ref().into_ptr())),
            )
        };
        match handler {
            Some(_) => self.connect(kind),
            None => self.disconnect(kind),
        }
        drop(old);
        Ok(())
    }

    pub fn clear_handlers(&self) {
        for kind in 0..COUNT {
            // SAFETY: the slot owns its reference.
            let old = unsafe {
                Ref::<Object>::from_owned_opt(
                    (&raw mut (*(*self.raw()).handlers)[kind]).replace(null_mut()),
                )
            };
            self.disconnect(kind);
            drop(old);
        }
    }

    /// Keeps text for later if it is gathered; false if it must be handed out at once. Text before it that leaves no room
    /// is handed out first.
    pub fn gather_text(&self, text: &[u8]) -> PyResult<bool> {
        let room = |f: &ParserObject| (f.buffer_size - f.buffer_used) as usize;
        if self.fields().buffer.is_null() {
            return Ok(false);
        }
        if text.len() > room(self.fields()) {
            self.flush_text()?;
            if self.handler(Event::CharacterData as usize).is_none() {
                return Ok(true);
            }
        }
        let f = self.fields();
        if f.buffer.is_null() || text.len() > room(f) {
            return Ok(false);
        }
        // SAFETY: there is room after what is used.
        unsafe {
            let end = f.buffer.add(f.buffer_used as usize);
            end.copy_from_nonoverlapping(text.as_ptr(), text.len());
            (*self.raw()).buffer_used += text.len() as c_int;
        }
        Ok(true)
    }

    /// The gathered text, which is then forgotten.
    pub fn take_text(&self) -> Option<Vec<u8>> {
        let f = self.fields();
        if f.buffer.is_null() || f.buffer_used == 0 {
            return None;
        }
        // SAFETY: so much of the buffer is filled; the handler may change the buffer, so it gets a copy.
        unsafe {
            let text = core::slice::from_raw_parts(f.buffer, f.buffer_used as usize).to_vec();
            (*self.raw()).buffer_used = 0;
            Some(text)
        }
    }

    /// Begins to gather text, in a buffer of so many bytes, or ends it. What was gathered has been handed out.
    fn set_buffer(&self, size: Option<c_int>) -> PyResult<()> {
        let new = match size {
            Some(size) => {
                let new = alloc(Domain::Mem, size as usize);
                if new.is_null() {
                    return Err(objects::exceptions::no_memory());
                }
                new
            }
            None => null_mut(),
        };
        // SAFETY: the buffer is the object's own.
        unsafe {
            let p = self.raw();
            free(
                Domain::Mem,
                mem::replace(&mut (*p).buffer, new.cast()).cast(),
            );
            (*p).buffer_used = 0;
            if let Some(size) = size {
                (*p).buffer_size = size;
            }
        }
        Ok(())
    }

    /// Lets Expat work, unless it does already.
    fn run(&self, work: impl FnOnce(&Expat, XML_Parser) -> c_int) -> PyResult<c_int> {
        if self.fields().parsing {
            return Err(raise!(
                RuntimeError,
                "the parser is at work: a handler cannot parse with the parser that called it"
            ));
        }
        // SAFETY: plain data.
        unsafe { (*self.raw()).parsing = true };
        let status = work(opened(), self.itself());
        // SAFETY: as above.
        unsafe { (*self.raw()).parsing = false };
        Ok(status)
    }

    fn parse_slice(&self, data: &[u8], is_final: bool) -> PyResult<c_int> {
        let mut rest = data;
        while rest.len() > MAX_CHUNK {
            let (chunk, after) = rest.split_at(MAX_CHUNK);
            let status = self.run(|expat, p| {
                // SAFETY: a live parser, and a slice of that length.
                unsafe { (expat.parse)(p, chunk.as_ptr().cast(), chunk.len() as c_int, 0) }
            })?;
            if status == XML_STATUS_ERROR {
                return Ok(status);
            }
            rest = after;
        }
        self.run(|expat, p| {
            // SAFETY: as above.
            unsafe {
                (expat.parse)(
                    p,
                    rest.as_ptr().cast(),
                    rest.len() as c_int,
                    is_final.into(),
                )
            }
        })
    }

    /// What a parse returns: an exception of a handler, Expat's error, or its status once all text is handed out.
    fn result(&self, status: c_int) -> PyResult<i64> {
        base::error::check()?;
        if status == XML_STATUS_ERROR {
            // SAFETY: a live parser.
            return Err(self.error(unsafe { (opened().get_error_code)(self.itself()) }, None));
        }
        self.flush_text()?;
        Ok(status.into())
    }

    /// `ExpatError` with the present position.
    fn error(&self, code: c_int, message: Option<&str>) -> Raised {
        let expat = opened();
        // SAFETY: a live parser.
        let (line, column) = unsafe {
            (
                (expat.get_current_line_number)(self.itself()),
                (expat.get_current_column_number)(self.itself()),
            )
        };
        match super::new_error(code, line, column, message) {
            Ok(error) => Raised::set(error),
            Err(raised) => raised,
        }
    }

    fn set_threshold(
        &self,
        threshold: u64,
        setter: Option<unsafe extern "C" fn(XML_Parser, c_ulonglong) -> c_uchar>,
    ) -> PyResult<()> {
        // SAFETY: a live parser.
        let done = setter.map(|set| unsafe { set(self.itself(), threshold) });
        match done {
            Some(1) => Ok(()),
            Some(_) => Err(self.root_only()),
            None => Err(too_old()),
        }
    }

    fn set_amplification(
        &self,
        factor: f32,
        setter: Option<unsafe extern "C" fn(XML_Parser, f32) -> c_uchar>,
    ) -> PyResult<()> {
        // SAFETY: a live parser.
        let done = setter.map(|set| unsafe { set(self.itself(), factor) });
        match done {
            Some(1) => Ok(()),
            Some(_) if factor.is_nan() || factor < 1.0 => Err(self.error(
                XML_ERROR_INVALID_ARGUMENT,
                Some("'max_factor' must be at least 1.0"),
            )),
            Some(_) => Err(self.root_only()),
            None => Err(too_old()),
        }
    }

    fn root_only(&self) -> Raised {
        self.error(
            XML_ERROR_INVALID_ARGUMENT,
            Some("parser must be a root parser"),
        )
    }
}

fn too_old() -> Raised {
    raise!(
        NotImplementedError,
        "the system's Expat library is too old for this"
    )
}

static mut MEMBERS: [PyMemberDef; 2] = [
    slots::member(
        c"intern",
        _Py_T_OBJECT,
        offset_of!(ParserObject, intern),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
];

/// Handlers and names go; the parent stays as long as Expat's parser may need it.
extern "C" fn clear(this: &Parser) -> c_int {
    if !this.fields().handlers.is_null() && !this.itself().is_null() {
        this.clear_handlers();
    }
    // SAFETY: an owning field.
    unsafe { owned::clear_field(&raw mut (*this.raw()).intern) };
    0
}

extern "C" fn dealloc(this: *mut Parser) {
    // SAFETY: the last reference is gone. Expat's parser goes before the parent's, and handlers before their array.
    unsafe {
        let p = (*this).raw();
        objects::gc::untrack(Object::from_ptr(this.cast()));
        clear(&*this);
        let itself = mem::replace(&mut (*p).itself, null_mut());
        if !itself.is_null() {
            (opened().parser_free)(itself);
        }
        free(
            Domain::Mem,
            mem::replace(&mut (*p).handlers, null_mut()).cast(),
        );
        free(
            Domain::Mem,
            mem::replace(&mut (*p).buffer, null_mut()).cast(),
        );
        owned::dealloc(this);
    }
}

pub static PARSER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"pyexpat.xmlparser".as_ptr(),
    tp_doc: c"XML parser".as_ptr(),
    tp_basicsize: size_of::<ParserObject>() as isize,
    tp_dealloc: slots::dealloc::<Parser>(dealloc),
    tp_flags: Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_HAVE_GC,
    tp_traverse: slots::traverse::<Parser>(owned::traverse),
    tp_clear: slots::inquiry_int::<Parser>(clear),
    tp_methods: Parser::METHODS,
    tp_members: (&raw mut MEMBERS).cast(),
    tp_getset: getset_concat!(Parser::ATTRIBUTES_GETSET, attributes::HANDLERS),
    ..Type::EMPTY
});
