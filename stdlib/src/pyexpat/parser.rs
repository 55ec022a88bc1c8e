//! `xmlparser`: an Expat parser, the handlers that it calls, and the text that it gathers between two events.
//!
//! Expat is not to be entered again while it parses, and the stock library crashes when a handler does so; here that is
//! an ordinary exception. A parser made for an external entity works on its parent's state, and keeps the parent alive.

use core::ffi::{c_int, c_uchar, c_ulonglong, c_void};
use core::mem::{self, offset_of};
use core::ptr::null_mut;
use std::ffi::CString;

use base::mem::{Domain, alloc, free};
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{owned, slots};

use super::expat::*;
use super::handlers::{COUNT, Event, KINDS, string};
use crate::heap_type::HeapType;

/// Bytes that Expat is given at a time, which it counts as int.
const MAX_CHUNK: usize = 1 << 20;
/// Bytes asked for of a file at a time.
const READ_SIZE: usize = 2048;
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

/// What `read` returned, if it is bytes and not too many.
fn checked_chunk(chunk: &Object) -> PyResult<Vec<u8>> {
    let bytes = if let Some(b) = chunk.downcast::<Bytes>() {
        b.as_slice().to_vec()
    } else if chunk.downcast::<objects::ByteArray>().is_some() {
        Buffer::get(chunk)?.as_slice().to_vec()
    } else {
        return Err(raise!(
            TypeError,
            "read() did not return a bytes object (type={:.400})",
            chunk.class().tp_name()
        ));
    };
    if bytes.len() > READ_SIZE {
        return Err(raise!(
            ValueError,
            "read() returned too much data: {} bytes requested, {} returned",
            READ_SIZE,
            bytes.len()
        ));
    }
    Ok(bytes)
}

#[pymethods(export = ROWS)]
impl Parser {
    /// Parse XML data.
    ///
    /// 'isfinal' should be true at the end of the input.
    #[method("Parse(data, isfinal=False, /)")]
    fn parse(&self, #[defining_class] cls: &Type, data: &Object, isfinal: bool) -> PyResult<i64> {
        let _ = cls;
        let status = if let Some(text) = data.downcast::<Str>() {
            let text = text.as_utf8()?;
            // A str is UTF-8 here, whatever the document says. Refused once parsing has begun, when it was said before.
            // SAFETY: a live parser.
            unsafe { (opened().set_encoding)(self.itself(), c"utf-8".as_ptr()) };
            self.parse_slice(text.as_bytes(), isfinal)?
        } else {
            let buffer = Buffer::get(data)?;
            self.parse_slice(buffer.as_slice(), isfinal)?
        };
        self.result(status)
    }

    /// Parse XML data from a file-like object.
    #[method("ParseFile(file, /)")]
    fn parse_file(&self, #[defining_class] cls: &Type, file: &Object) -> PyResult<i64> {
        let _ = cls;
        let Some(read) = file.get_attr_opt(id!(read))? else {
            return Err(raise!(TypeError, "argument must have 'read' attribute"));
        };
        let size = Long::from_i64(READ_SIZE as i64)?;
        loop {
            let chunk = checked_chunk(&*read.call(&[&*size])?)?;
            let status = self.run(|expat, p| {
                // SAFETY: a live parser; its buffer is filled before anything else uses it.
                unsafe {
                    let buffer = (expat.get_buffer)(p, READ_SIZE as c_int);
                    if buffer.is_null() {
                        return XML_STATUS_ERROR;
                    }
                    buffer
                        .cast::<u8>()
                        .copy_from_nonoverlapping(chunk.as_ptr(), chunk.len());
                    (expat.parse_buffer)(p, chunk.len() as c_int, chunk.is_empty().into())
                }
            })?;
            base::error::check()?;
            if status == XML_STATUS_ERROR || chunk.is_empty() {
                return self.result(status);
            }
        }
    }

    /// Set the base URL for the parser.
    #[method("SetBase(base, /)")]
    fn set_base(&self, base: &str) -> PyResult<()> {
        let base = c_string(base)?;
        // SAFETY: a live parser, which copies the text.
        if unsafe { (opened().set_base)(self.itself(), base.as_ptr()) } == XML_STATUS_ERROR {
            return Err(objects::exceptions::no_memory());
        }
        Ok(())
    }

    /// Return base URL string for the parser.
    #[method("GetBase()")]
    fn get_base(&self) -> PyResult {
        // SAFETY: a live parser.
        string(unsafe { (opened().get_base)(self.itself()) })
    }

    /// Return the untranslated text of the input that caused the current event.
    ///
    /// If the event was generated by a large amount of text (such as a start tag for an element with many attributes), not
    /// all of the text may be available.
    #[method("GetInputContext()")]
    fn get_input_context(&self) -> PyResult {
        if !self.in_callback() {
            return Ok(none().to_ref());
        }
        let (mut offset, mut size) = (0, 0);
        // SAFETY: a live parser in a callback: the text, `size` bytes, lives as long.
        unsafe {
            let text = (opened().get_input_context)(self.itself(), &mut offset, &mut size);
            if text.is_null() || offset > size {
                return Ok(none().to_ref());
            }
            let rest = core::slice::from_raw_parts(
                text.add(offset as usize).cast::<u8>(),
                (size - offset) as usize,
            );
            Ok(Bytes::from_slice(rest)?.upcast())
        }
    }

    /// Create a parser for an external entity, from what the ExternalEntityRefHandler was told.
    #[method("ExternalEntityParserCreate(context, encoding=<unrepresentable>, /)")]
    fn external_entity_parser_create(
        &self,
        #[defining_class] cls: &Type,
        context: Nullable<&str>,
        #[default(None)] encoding: Option<&str>,
    ) -> PyResult<Ref<Parser>> {
        let _ = cls;
        let context = context.0.map(c_string).transpose()?;
        let encoding = encoding.map(c_string).transpose()?;
        let child = allocate()?;
        // SAFETY: a fresh object; the new parser is told of it, and works on this one's state, so it keeps it alive.
        unsafe {
            let (from, to) = (self.raw(), child.raw());
            (*to).buffer_size = (*from).buffer_size;
            (*to).ordered_attributes = (*from).ordered_attributes;
            (*to).specified_attributes = (*from).specified_attributes;
            (*to).ns_prefixes = (*from).ns_prefixes;
            (*to).reparse_deferral_enabled = (*from).reparse_deferral_enabled;
            (*to).parent = self.to_ref().into_ptr().cast();
            (*to).intern = self.intern().map_or(null_mut(), |d| d.into_ptr().cast());
            (*to).itself = (opened().external_entity_parser_create)(
                (*from).itself,
                as_ptr(&context),
                as_ptr(&encoding),
            );
            if (*to).itself.is_null() {
                return Err(objects::exceptions::no_memory());
            }
            (opened().set_user_data)((*to).itself, to.cast());
            if !(*from).buffer.is_null() {
                child.set_buffer(Some((*to).buffer_size))?;
            }
        }
        for kind in 0..COUNT {
            if let Some(handler) = self.handler(kind) {
                child.set_handler(kind, Some(&handler))?;
            }
        }
        Ok(child)
    }

    /// Controls parsing of parameter entities (including the external DTD subset).
    ///
    /// Possible flag values are XML_PARAM_ENTITY_PARSING_NEVER, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE and
    /// XML_PARAM_ENTITY_PARSING_ALWAYS. Returns true if setting the flag was successful.
    #[method("SetParamEntityParsing(flag, /)")]
    fn set_param_entity_parsing(&self, flag: i32) -> i32 {
        // SAFETY: a live parser.
        unsafe { (opened().set_param_entity_parsing)(self.itself(), flag) }
    }

    /// Allows the application to provide an artificial external subset if one is not specified as part of the document
    /// instance.
    ///
    /// This readily allows the use of a 'default' document type controlled by the application, while still getting the
    /// advantage of providing document type information to the parser. 'flag' defaults to True if not provided.
    #[method("UseForeignDTD(flag=True, /)")]
    fn use_foreign_dtd(&self, #[defining_class] cls: &Type, flag: bool) -> PyResult<()> {
        let _ = cls;
        // SAFETY: a live parser.
        match unsafe { (opened().use_foreign_dtd)(self.itself(), flag.into()) } {
            0 => Ok(()),
            code => Err(self.error(code, None)),
        }
    }

    /// Sets the number of output bytes needed to activate protection against billion laughs attacks.
    ///
    /// That number includes amplification from entity expansion and reading DTD files. It is usually 8 MiB, as the Expat
    /// library says; below 4 MiB, DITA 1.3 documents are known to break.
    #[method("SetBillionLaughsAttackProtectionActivationThreshold(threshold, /)")]
    fn set_billion_laughs_threshold(
        &self,
        #[defining_class] cls: &Type,
        threshold: u64,
    ) -> PyResult<()> {
        let _ = cls;
        self.set_threshold(threshold, opened().set_billion_laughs_activation_threshold)
    }

    /// Sets the maximum tolerated amplification factor for protection against billion laughs attacks.
    ///
    /// The factor is (direct + indirect) / direct: bytes read from the document, and bytes added by entities and external DTD
    /// files. It must be a number, 1.0 or greater. Harmless documents may reach 30,000 on their way, so the activation
    /// threshold is to be chosen with care. It is usually 100, as the Expat library says.
    #[method("SetBillionLaughsAttackProtectionMaximumAmplification(max_factor, /)")]
    fn set_billion_laughs_amplification(
        &self,
        #[defining_class] cls: &Type,
        max_factor: f32,
    ) -> PyResult<()> {
        let _ = cls;
        self.set_amplification(
            max_factor,
            opened().set_billion_laughs_maximum_amplification,
        )
    }

    /// Sets the number of allocated bytes of dynamic memory needed to activate protection against disproportionate use of
    /// RAM.
    ///
    /// It is usually 64 MiB, as the Expat library says.
    #[method("SetAllocTrackerActivationThreshold(threshold, /)")]
    fn set_alloc_tracker_threshold(
        &self,
        #[defining_class] cls: &Type,
        threshold: u64,
    ) -> PyResult<()> {
        let _ = cls;
        self.set_threshold(threshold, opened().set_alloc_tracker_activation_threshold)
    }

    /// Sets the maximum amplification factor between direct input and bytes of dynamic memory allocated.
    ///
    /// The factor is allocated / direct: bytes that the parser and its children hold, and bytes read from the document. It must
    /// be a number, 1.0 or greater. Harmless documents may exceed 100 near their start, so the activation threshold is to be
    /// chosen with care. It is usually 100, as the Expat library says.
    #[method("SetAllocTrackerMaximumAmplification(max_factor, /)")]
    fn set_alloc_tracker_amplification(
        &self,
        #[defining_class] cls: &Type,
        max_factor: f32,
    ) -> PyResult<()> {
        let _ = cls;
        self.set_amplification(max_factor, opened().set_alloc_tracker_maximum_amplification)
    }

    /// Enable/Disable reparse deferral; enabled by default with Expat >=2.6.0.
    #[method("SetReparseDeferralEnabled(enabled, /)")]
    fn set_reparse_deferral_enabled(&self, enabled: bool) {
        if let Some(set) = opened().set_reparse_deferral_enabled {
            // SAFETY: a live parser.
            unsafe {
                set(self.itself(), enabled.into());
                (*self.raw()).reparse_deferral_enabled = enabled;
            }
        }
    }

    /// Retrieve reparse deferral enabled status; always returns false with Expat <2.6.0.
    #[method("GetReparseDeferralEnabled()")]
    fn get_reparse_deferral_enabled(&self) -> bool {
        self.fields().reparse_deferral_enabled
    }

    #[getter("ErrorCode")]
    fn error_code(&self) -> PyResult {
        // SAFETY: a live parser; so below.
        int(unsafe { (opened().get_error_code)(self.itself()) }.into())
    }

    #[getter("ErrorLineNumber")]
    fn error_line_number(&self) -> PyResult {
        self.line_number()
    }

    #[getter("ErrorColumnNumber")]
    fn error_column_number(&self) -> PyResult {
        self.column_number()
    }

    #[getter("ErrorByteIndex")]
    fn error_byte_index(&self) -> PyResult {
        self.byte_index()
    }

    #[getter("CurrentLineNumber")]
    fn line_number(&self) -> PyResult {
        // SAFETY: a live parser.
        int(unsafe { (opened().get_current_line_number)(self.itself()) } as i64)
    }

    #[getter("CurrentColumnNumber")]
    fn column_number(&self) -> PyResult {
        // SAFETY: a live parser.
        int(unsafe { (opened().get_current_column_number)(self.itself()) } as i64)
    }

    #[getter("CurrentByteIndex")]
    fn byte_index(&self) -> PyResult {
        // SAFETY: a live parser.
        int(unsafe { (opened().get_current_byte_index)(self.itself()) })
    }

    #[getter("buffer_size")]
    fn buffer_size(&self) -> PyResult {
        int(self.fields().buffer_size.into())
    }

    #[setter("buffer_size")]
    fn set_buffer_size(&self, value: Option<&Object>) -> PyResult<()> {
        let Some(n) = given(value)?.downcast::<Long>() else {
            return Err(raise!(TypeError, "buffer_size must be an integer"));
        };
        let n = n.as_i64()?;
        if n <= 0 {
            return Err(raise!(ValueError, "buffer_size must be greater than zero"));
        }
        if n == i64::from(self.fields().buffer_size) {
            return Ok(());
        }
        let Ok(size) = c_int::try_from(n) else {
            return Err(raise!(
                ValueError,
                "buffer_size must not be greater than {}",
                c_int::MAX
            ));
        };
        self.flush_text()?;
        self.set_buffer(Some(size))
    }

    #[getter("buffer_text")]
    fn buffer_text(&self) -> PyResult {
        Ok(py_bool(!self.fields().buffer.is_null()).to_ref())
    }

    #[setter("buffer_text")]
    fn set_buffer_text(&self, value: Option<&Object>) -> PyResult<()> {
        let wanted = given(value)?.is_true()?;
        if wanted != self.fields().buffer.is_null() {
            return Ok(());
        }
        self.flush_text()?;
        self.set_buffer(wanted.then_some(self.fields().buffer_size))
    }

    #[getter("buffer_used")]
    fn buffer_used(&self) -> PyResult {
        int(self.fields().buffer_used.into())
    }

    #[getter("namespace_prefixes")]
    fn namespace_prefixes(&self) -> PyResult {
        Ok(py_bool(self.fields().ns_prefixes != 0).to_ref())
    }

    #[setter("namespace_prefixes")]
    fn set_namespace_prefixes(&self, value: Option<&Object>) -> PyResult<()> {
        let wanted = given(value)?.is_true()?;
        // SAFETY: a live parser.
        unsafe {
            (*self.raw()).ns_prefixes = wanted.into();
            (opened().set_return_ns_triplet)(self.itself(), wanted.into());
        }
        Ok(())
    }

    #[getter("ordered_attributes")]
    fn ordered_attributes(&self) -> PyResult {
        Ok(py_bool(self.fields().ordered_attributes != 0).to_ref())
    }

    #[setter("ordered_attributes")]
    fn set_ordered_attributes(&self, value: Option<&Object>) -> PyResult<()> {
        let wanted = given(value)?.is_true()?;
        // SAFETY: plain data.
        unsafe { (*self.raw()).ordered_attributes = wanted.into() };
        Ok(())
    }

    #[getter("specified_attributes")]
    fn specified_attributes(&self) -> PyResult {
        Ok(py_bool(self.fields().specified_attributes != 0).to_ref())
    }

    #[setter("specified_attributes")]
    fn set_specified_attributes(&self, value: Option<&Object>) -> PyResult<()> {
        let wanted = given(value)?.is_true()?;
        // SAFETY: plain data.
        unsafe { (*self.raw()).specified_attributes = wanted.into() };
        Ok(())
    }
}

fn int(n: i64) -> PyResult {
    Ok(Long::from_i64(n)?.upcast())
}

/// What a setter got; attributes cannot be deleted.
fn given(value: Option<&Object>) -> PyResult<&Object> {
    value.ok_or_else(|| raise!(RuntimeError, "Cannot delete attribute"))
}

extern "C" fn get_handler(this: &Parser, kind: *mut c_void) -> PyResult {
    Ok(this.handler(kind.addr()).unwrap_or_else(|| none().to_ref()))
}

extern "C" fn set_handler(this: &Parser, value: Option<&Object>, kind: *mut c_void) -> Status {
    given(value)
        .and_then(|v| this.set_handler(kind.addr(), Some(v).filter(|v| !v.is(none()))))
        .into()
}

const HANDLERS: [PyGetSetDef; COUNT] = {
    let mut rows = [slots::GETSETS_END; COUNT];
    let mut i = 0;
    while i < COUNT {
        rows[i] = slots::getset::<Parser>(
            KINDS[i].attribute,
            Some(get_handler),
            Some(set_handler),
            c"",
        );
        rows[i].closure = core::ptr::without_provenance_mut(i);
        i += 1;
    }
    rows
};

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
    tp_methods: methods_concat!(Parser::ROWS),
    tp_members: (&raw mut MEMBERS).cast(),
    tp_getset: getset_concat!(Parser::ROWS_GETSET, HANDLERS),
    ..Type::EMPTY
});
