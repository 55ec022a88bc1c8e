//! From Expat's events to the handlers that Python code has set.
//!
//! Each kind of event has a C function that Expat calls with the parser object. What the handler raises stays set, and
//! stops the parser: all handlers are dropped, so that nothing runs between the exception and the end of `Parse`.

use core::ffi::CStr;
use core::ffi::{c_char, c_int, c_void};

use objects::prelude::*;

use super::expat::*;
use super::parser::Parser;

pub struct Kind {
    /// The attribute of the parser.
    pub attribute: &'static CStr,
    /// As tracebacks name it.
    function: &'static CStr,
    /// Where the stock library's source calls it: tracebacks show that place.
    line: c_int,
    /// Expat's function that sets the handler.
    pub setter: &'static CStr,
    callback: Callback,
}

/// A callback of any type.
struct Callback(*const c_void);
// SAFETY: the address of a function.
unsafe impl Sync for Callback {}

macro_rules! kinds {
    ($($name:ident $function:literal $attribute:literal $setter:literal $line:literal $callback:ident,)*) => {
        /// The kinds of events, as indices.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum Event { $($name),* }

        pub const COUNT: usize = [$($line),*].len();

        pub static KINDS: [Kind; COUNT] = [$(Kind {
            attribute: $attribute,
            function: $function,
            line: $line,
            setter: $setter,
            callback: Callback($callback as *const c_void),
        }),*];
    };
}

kinds! {
    StartElement c"StartElement" c"StartElementHandler" c"XML_SetStartElementHandler" 490 start_element,
    EndElement c"EndElement" c"EndElementHandler" c"XML_SetEndElementHandler" 554 end_element,
    ProcessingInstruction c"ProcessingInstruction" c"ProcessingInstructionHandler" c"XML_SetProcessingInstructionHandler" 558 processing_instruction,
    CharacterData c"CharacterData" c"CharacterDataHandler" c"XML_SetCharacterDataHandler" 355 character_data,
    UnparsedEntityDecl c"UnparsedEntityDecl" c"UnparsedEntityDeclHandler" c"XML_SetUnparsedEntityDeclHandler" 564 unparsed_entity_decl,
    NotationDecl c"NotationDecl" c"NotationDeclHandler" c"XML_SetNotationDeclHandler" 706 notation_decl,
    StartNamespaceDecl c"StartNamespaceDecl" c"StartNamespaceDeclHandler" c"XML_SetStartNamespaceDeclHandler" 716 start_namespace_decl,
    EndNamespaceDecl c"EndNamespaceDecl" c"EndNamespaceDeclHandler" c"XML_SetEndNamespaceDeclHandler" 723 end_namespace_decl,
    Comment c"Comment" c"CommentHandler" c"XML_SetCommentHandler" 728 comment,
    StartCdataSection c"StartCdataSection" c"StartCdataSectionHandler" c"XML_SetStartCdataSectionHandler" 732 start_cdata_section,
    EndCdataSection c"EndCdataSection" c"EndCdataSectionHandler" c"XML_SetEndCdataSectionHandler" 736 end_cdata_section,
    Default c"Default" c"DefaultHandler" c"XML_SetDefaultHandler" 740 default,
    DefaultHandlerExpand c"DefaultHandlerExpand" c"DefaultHandlerExpand" c"XML_SetDefaultHandlerExpand" 744 default_expand,
    NotStandalone c"NotStandalone" c"NotStandaloneHandler" c"XML_SetNotStandaloneHandler" 749 not_standalone,
    ExternalEntityRef c"ExternalEntityRef" c"ExternalEntityRefHandler" c"XML_SetExternalEntityRefHandler" 753 external_entity_ref,
    StartDoctypeDecl c"StartDoctypeDecl" c"StartDoctypeDeclHandler" c"XML_SetStartDoctypeDeclHandler" 769 start_doctype_decl,
    EndDoctypeDecl c"EndDoctypeDecl" c"EndDoctypeDeclHandler" c"XML_SetEndDoctypeDeclHandler" 777 end_doctype_decl,
    EntityDecl c"EntityDecl" c"EntityDeclHandler" c"XML_SetEntityDeclHandler" 576 entity_decl,
    XmlDecl c"XmlDecl" c"XmlDeclHandler" c"XML_SetXmlDeclHandler" 593 xml_decl,
    ElementDecl c"ElementDecl" c"ElementDeclHandler" c"XML_SetElementDeclHandler" 669 element_decl,
    AttlistDecl c"AttlistDecl" c"AttlistDeclHandler" c"XML_SetAttlistDeclHandler" 684 attlist_decl,
    SkippedEntity c"SkippedEntity" c"SkippedEntityHandler" c"XML_SetSkippedEntityHandler" 698 skipped_entity,
}

impl Parser {
    /// Tells Expat to call us for this kind of event.
    pub fn connect(&self, kind: usize) {
        self.set_callback(kind, KINDS[kind].callback.0.cast_mut());
    }

    /// Tells Expat not to. While Expat is in the character data handler it goes on with that, whatever is set: so it gets
    /// one that does nothing.
    pub fn disconnect(&self, kind: usize) {
        let nothing = if kind == Event::CharacterData as usize && self.in_callback() {
            ignore_text as *mut c_void
        } else {
            core::ptr::null_mut()
        };
        self.set_callback(kind, nothing);
    }

    fn set_callback(&self, kind: usize, callback: *mut c_void) {
        // SAFETY: the parser is alive, and the callback of the type that the setter takes.
        unsafe { (opened().setters[kind])(self.itself(), callback) }
    }

    /// Calls a handler.
    fn call(&self, event: Event, arguments: &Tuple) -> PyResult {
        let kind = &KINDS[event as usize];
        let Some(handler) = self.handler(event as usize) else {
            return Ok(none().to_ref());
        };
        self.set_in_callback(true);
        let result = objects::abstract_::call::call_tuple(&handler, arguments, None);
        self.set_in_callback(false);
        if result.is_err() {
            eval::frameobject::add_traceback(kind.function, c"../Modules/pyexpat.c", kind.line);
            // SAFETY: the parser is alive.
            unsafe { (opened().stop_parser)(self.itself(), 0) };
        }
        result
    }

    /// After an exception: no handler is called any more, and external entities end the parse.
    fn give_up(&self) {
        self.clear_handlers();
        // SAFETY: the parser is alive; the handler has the type that Expat calls.
        unsafe {
            (opened().set_external_entity_ref_handler)(self.itself(), refuse_entity as *mut c_void)
        }
    }

    /// Calls the handler of an event with what `arguments` makes, if there is one and no exception is set.
    fn report(
        &self,
        event: Event,
        arguments: impl FnOnce() -> PyResult<Ref<Tuple>>,
    ) -> Option<Ref> {
        if self.handler(event as usize).is_none() || base::error::occurred() {
            return None;
        }
        if self.flush_text().is_err() {
            return None;
        }
        match arguments().and_then(|arguments| self.call(event, &arguments)) {
            Ok(result) => Some(result),
            Err(_raised) => {
                self.give_up();
                None
            }
        }
    }

    /// As [`Parser::report`], for handlers whose answer Expat wants to know; 0 stops the parse.
    fn ask(&self, event: Event, arguments: impl FnOnce() -> PyResult<Ref<Tuple>>) -> c_int {
        match self.report(event, arguments) {
            // An answer that is no int leaves its exception set, which ends the parse.
            Some(answer) => objects::abstract_::number::index(&answer)
                .and_then(|n| n.as_i64())
                .map_or(-1, |n| n as c_int),
            None => 0,
        }
    }

    /// Hands text to its handler.
    fn call_text(&self, text: &[u8]) -> PyResult<()> {
        if self.handler(Event::CharacterData as usize).is_none() {
            return Ok(());
        }
        let call = || -> PyResult<()> {
            let arguments = Tuple::from_array([Str::decode_utf8(text, None)?.upcast()])?;
            self.call(Event::CharacterData, &arguments)?;
            Ok(())
        };
        call().inspect_err(|_| {
            self.give_up();
            // SAFETY: the parser is alive.
            unsafe {
                (opened().set_character_data_handler)(self.itself(), Some(ignore_text));
            }
        })
    }

    /// Hands out the text that was gathered.
    pub fn flush_text(&self) -> PyResult<()> {
        match self.take_text() {
            Some(text) => self.call_text(&text),
            None => Ok(()),
        }
    }

    /// A name as an object; equal names are one object if the parser interns.
    fn name(&self, text: *const XML_Char) -> PyResult {
        let name = string(text)?;
        let Some(known) = self.intern() else {
            return Ok(name);
        };
        if let Some(first) = known.get(&name)? {
            return Ok(first);
        }
        known.set(&name, &name)?;
        Ok(name)
    }
}

/// Expat's text; None for NULL.
pub fn string(text: *const XML_Char) -> PyResult {
    if text.is_null() {
        return Ok(none().to_ref());
    }
    // SAFETY: Expat's strings end with NUL and live during the call.
    let text = unsafe { CStr::from_ptr(text) };
    Ok(Str::decode_utf8(text.to_bytes(), None)?.upcast())
}

fn sized_string(text: *const XML_Char, length: c_int) -> PyResult {
    if text.is_null() {
        return Ok(none().to_ref());
    }
    Ok(Str::decode_utf8(bytes(text, length), None)?.upcast())
}

fn bytes<'a>(text: *const XML_Char, length: c_int) -> &'a [u8] {
    // SAFETY: Expat's text of that length, which lives during the call.
    unsafe { core::slice::from_raw_parts(text.cast(), usize::try_from(length).unwrap_or(0)) }
}

fn int(n: c_int) -> PyResult {
    Ok(Long::from_i64(n.into())?.upcast())
}

/// The parser object that Expat was given.
///
/// # Safety
/// `data` is the user data of a live parser.
unsafe fn parser<'a>(data: *mut c_void) -> &'a Parser {
    // SAFETY: the caller vouches; who parses holds the object.
    unsafe { Object::from_ptr(data.cast()).downcast_unchecked() }
}

unsafe extern "C" fn ignore_text(_: *mut c_void, _: *const XML_Char, _: c_int) {}

unsafe extern "C" fn refuse_entity(
    _: XML_Parser,
    _: *const c_char,
    _: *const c_char,
    _: *const c_char,
    _: *const c_char,
) -> c_int {
    0
}

unsafe extern "C" fn character_data(data: *mut c_void, text: *const XML_Char, length: c_int) {
    // SAFETY: Expat gives the user data.
    let p = unsafe { parser(data) };
    if base::error::occurred() {
        return;
    }
    let text = bytes(text, length);
    // The exception stays set.
    let _ = match p.gather_text(text) {
        Ok(true) => Ok(()),
        Ok(false) => p.call_text(text),
        Err(raised) => Err(raised),
    };
}

unsafe extern "C" fn start_element(
    data: *mut c_void,
    name: *const XML_Char,
    attributes: *mut *const XML_Char,
) {
    // SAFETY: Expat gives the user data.
    let p = unsafe { parser(data) };
    p.report(Event::StartElement, || {
        let mut count = 0;
        // SAFETY: names and values by turns, up to a NULL; Expat knows how many were written in the document.
        let attributes = unsafe {
            if p.specified_attributes_only() {
                count = usize::try_from((opened().get_specified_attribute_count)(p.itself()))
                    .unwrap_or(0);
            } else {
                while !(*attributes.add(count)).is_null() {
                    count += 2;
                }
            }
            core::slice::from_raw_parts(attributes, count)
        };
        let container: Ref = if p.attributes_as_list() {
            let list = List::with_capacity(count)?;
            for pair in attributes.chunks_exact(2) {
                list.push_owned(p.name(pair[0])?)?;
                list.push_owned(string(pair[1])?)?;
            }
            list.upcast()
        } else {
            let dict = Dict::new()?;
            for pair in attributes.chunks_exact(2) {
                dict.set(&*p.name(pair[0])?, &*string(pair[1])?)?;
            }
            dict.upcast()
        };
        Tuple::from_array([p.name(name)?, container])
    });
}

/// Defines callbacks: their parameters after the user data, and what the handler gets of them.
macro_rules! callbacks {
    ($($name:ident $event:ident ($($param:ident: $ty:ty),*) |$p:ident| [$($value:expr),*];)*) => {$(
        unsafe extern "C" fn $name(data: *mut c_void $(, $param: $ty)*) {
            // SAFETY: Expat gives the user data.
            let $p = unsafe { parser(data) };
            $p.report(Event::$event, || Tuple::from_array([$($value?),*]));
        }
    )*};
}

type Text = *const XML_Char;

callbacks! {
    end_element EndElement (name: Text) |p| [p.name(name)];
    processing_instruction ProcessingInstruction (target: Text, text: Text) |p| [p.name(target), string(text)];
    unparsed_entity_decl UnparsedEntityDecl (name: Text, base: Text, system: Text, public: Text, notation: Text) |p|
        [p.name(name), p.name(base), p.name(system), p.name(public), p.name(notation)];
    notation_decl NotationDecl (name: Text, base: Text, system: Text, public: Text) |p|
        [p.name(name), p.name(base), p.name(system), p.name(public)];
    start_namespace_decl StartNamespaceDecl (prefix: Text, uri: Text) |p| [p.name(prefix), p.name(uri)];
    end_namespace_decl EndNamespaceDecl (prefix: Text) |p| [p.name(prefix)];
    comment Comment (text: Text) |p| [string(text)];
    start_cdata_section StartCdataSection () |p| [];
    end_cdata_section EndCdataSection () |p| [];
    default Default (text: Text, length: c_int) |p| [sized_string(text, length)];
    default_expand DefaultHandlerExpand (text: Text, length: c_int) |p| [sized_string(text, length)];
    start_doctype_decl StartDoctypeDecl (name: Text, system: Text, public: Text, has_internal_subset: c_int) |p|
        [p.name(name), p.name(system), p.name(public), int(has_internal_subset)];
    end_doctype_decl EndDoctypeDecl () |p| [];
    entity_decl EntityDecl (name: Text, is_parameter: c_int, value: Text, length: c_int, base: Text, system: Text, public: Text, notation: Text) |p|
        [p.name(name), int(is_parameter), sized_string(value, length), p.name(base), p.name(system), p.name(public), p.name(notation)];
    xml_decl XmlDecl (version: Text, encoding: Text, standalone: c_int) |p| [string(version), string(encoding), int(standalone)];
    attlist_decl AttlistDecl (element: Text, attribute: Text, kind: Text, default: Text, required: c_int) |p|
        [p.name(element), p.name(attribute), string(kind), string(default), int(required)];
    skipped_entity SkippedEntity (name: Text, is_parameter: c_int) |p| [p.name(name), int(is_parameter)];
}

unsafe extern "C" fn not_standalone(data: *mut c_void) -> c_int {
    // SAFETY: Expat gives the user data.
    let p = unsafe { parser(data) };
    p.ask(Event::NotStandalone, || Tuple::from_array([]))
}

unsafe extern "C" fn external_entity_ref(
    itself: XML_Parser,
    context: Text,
    base: Text,
    system: Text,
    public: Text,
) -> c_int {
    // SAFETY: this one callback gets the parser, whose first word is its user data, as `XML_GetUserData` says.
    let p = unsafe { parser(*itself.cast::<*mut c_void>()) };
    p.ask(Event::ExternalEntityRef, || {
        Tuple::from_array([
            string(context)?,
            p.name(base)?,
            p.name(system)?,
            p.name(public)?,
        ])
    })
}

unsafe extern "C" fn element_decl(data: *mut c_void, name: Text, model: *mut XmlContent) {
    // SAFETY: Expat gives the user data, and the model to be freed.
    unsafe {
        let p = parser(data);
        p.report(Event::ElementDecl, || {
            let model = content_model(&*model)?;
            Tuple::from_array([p.name(name)?, model])
        });
        (opened().free_content_model)(p.itself(), model);
    }
}

/// `(type, quantifier, name, children)`.
fn content_model(model: &XmlContent) -> PyResult {
    objects::recursion::enter(" in conv_content_model")?;
    // SAFETY: Expat's nodes, as many as it says.
    let nodes = unsafe {
        match model.numchildren {
            0 => &[][..],
            n => core::slice::from_raw_parts(model.children, n as usize),
        }
    };
    let mut children = Vec::new();
    if children.try_reserve_exact(nodes.len()).is_err() {
        return Err(objects::exceptions::no_memory());
    }
    for node in nodes {
        children.push(content_model(node)?);
    }
    let children = Tuple::from_vec(children)?.upcast();
    Ok(Tuple::from_array([
        int(model.kind)?,
        int(model.quant)?,
        string(model.name)?,
        children,
    ])?
    .upcast())
}
