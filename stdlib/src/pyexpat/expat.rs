//! Expat, the XML parser that the stock library is linked with: the system's `libexpat.so.1`, opened when the first
//! module asks for it.
//!
//! XML as Python has it is Expat down to its messages, limits and versions, so the same library answers here; that it is
//! opened late means that programs without XML need no Expat. Types and names are those of `expat.h`.

use core::ffi::{CStr, c_char, c_int, c_long, c_uchar, c_uint, c_ulong, c_ulonglong, c_void};
use std::sync::OnceLock;

use base::mem::{self, Domain};
use objects::exceptions::types;
use objects::prelude::*;

#[allow(non_camel_case_types)]
pub type XML_Parser = *mut c_void;
#[allow(non_camel_case_types)]
pub type XML_Char = c_char;

pub const XML_STATUS_ERROR: c_int = 0;
pub const XML_STATUS_OK: c_int = 1;
pub const XML_ERROR_INVALID_ARGUMENT: c_int = 41;

#[repr(C)]
pub struct XmlMemoryHandlingSuite {
    pub malloc: unsafe extern "C" fn(usize) -> *mut c_void,
    pub realloc: unsafe extern "C" fn(*mut c_void, usize) -> *mut c_void,
    pub free: unsafe extern "C" fn(*mut c_void),
}

unsafe extern "C" fn malloc(size: usize) -> *mut c_void {
    mem::alloc(Domain::Mem, size)
}

unsafe extern "C" fn realloc(p: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: Expat's own block.
    unsafe { mem::realloc(Domain::Mem, p, size) }
}

unsafe extern "C" fn free(p: *mut c_void) {
    // SAFETY: Expat's own block.
    unsafe { mem::free(Domain::Mem, p) }
}

/// Expat counts its memory by this.
pub static MEMORY: XmlMemoryHandlingSuite = XmlMemoryHandlingSuite {
    malloc,
    realloc,
    free,
};

/// What an encoding's 256 bytes mean: a code point, or below zero what `expat.h` says.
#[repr(C)]
pub struct XmlEncoding {
    pub map: [c_int; 256],
    pub data: *mut c_void,
    pub convert: Option<unsafe extern "C" fn(*mut c_void, *const c_char) -> c_int>,
    pub release: Option<unsafe extern "C" fn(*mut c_void)>,
}

/// A node of an element's content model.
#[repr(C)]
pub struct XmlContent {
    pub kind: c_int,
    pub quant: c_int,
    pub name: *mut XML_Char,
    pub numchildren: c_uint,
    pub children: *mut XmlContent,
}

/// An entry of `XML_GetFeatureList`, which one with `feature` 0 ends.
#[repr(C)]
pub struct XmlFeature {
    pub feature: c_int,
    pub name: *const c_char,
    pub value: c_long,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct XmlExpatVersion {
    pub major: c_int,
    pub minor: c_int,
    pub micro: c_int,
}

pub type StartElementHandler =
    unsafe extern "C" fn(*mut c_void, *const XML_Char, *mut *const XML_Char);
pub type EndElementHandler = unsafe extern "C" fn(*mut c_void, *const XML_Char);
pub type TextHandler = unsafe extern "C" fn(*mut c_void, *const XML_Char, c_int);
pub type NameHandler = unsafe extern "C" fn(*mut c_void, *const XML_Char);
pub type PairHandler = unsafe extern "C" fn(*mut c_void, *const XML_Char, *const XML_Char);
pub type StartDoctypeDeclHandler =
    unsafe extern "C" fn(*mut c_void, *const XML_Char, *const XML_Char, *const XML_Char, c_int);
pub type UnknownEncodingHandler =
    unsafe extern "C" fn(*mut c_void, *const XML_Char, *mut XmlEncoding) -> c_int;

macro_rules! library {
    (
        required { $($name:ident = $symbol:literal: fn($($arg:ty),*) $(-> $ret:ty)?;)* }
        optional { $($o_name:ident = $o_symbol:literal: fn($($o_arg:ty),*) $(-> $o_ret:ty)?;)* }
    ) => {
        /// Expat's functions, by their names without `XML_`; those that older versions lack may be absent.
        pub struct Expat {
            $(pub $name: unsafe extern "C" fn($($arg),*) $(-> $ret)?,)*
            $(pub $o_name: Option<unsafe extern "C" fn($($o_arg),*) $(-> $o_ret)?>,)*
            /// `XML_SetXHandler` of each kind, in the order of [`super::handlers::KINDS`].
            pub setters: [Setter; super::handlers::COUNT],
        }

        impl Expat {
            fn open() -> Result<Expat, String> {
                let library = Library::open()?;
                let mut setters = [no_setter as Setter; super::handlers::COUNT];
                for (setter, kind) in setters.iter_mut().zip(&super::handlers::KINDS) {
                    // SAFETY: that function of Expat takes a parser and a handler, which C passes alike whatever its type.
                    *setter = unsafe { core::mem::transmute::<*mut c_void, Setter>(library.symbol(kind.setter)?) };
                }
                Ok(Expat {
                    // SAFETY: the signatures are those of expat.h, which are stable within libexpat.so.1.
                    $($name: unsafe { core::mem::transmute::<*mut c_void, unsafe extern "C" fn($($arg),*) $(-> $ret)?>(library.symbol($symbol)?) },)*
                    // SAFETY: as above.
                    $($o_name: library.symbol($o_symbol).ok().map(|f| unsafe { core::mem::transmute::<*mut c_void, unsafe extern "C" fn($($o_arg),*) $(-> $o_ret)?>(f) }),)*
                    setters,
                })
            }
        }
    };
}

pub type Setter = unsafe extern "C" fn(XML_Parser, *mut c_void);

unsafe extern "C" fn no_setter(_: XML_Parser, _: *mut c_void) {}

library! {
    required {
        parser_create_mm = c"XML_ParserCreate_MM": fn(*const XML_Char, *const XmlMemoryHandlingSuite, *const XML_Char) -> XML_Parser;
        parser_free = c"XML_ParserFree": fn(XML_Parser);
        external_entity_parser_create = c"XML_ExternalEntityParserCreate": fn(XML_Parser, *const XML_Char, *const XML_Char) -> XML_Parser;
        parse = c"XML_Parse": fn(XML_Parser, *const c_char, c_int, c_int) -> c_int;
        parse_buffer = c"XML_ParseBuffer": fn(XML_Parser, c_int, c_int) -> c_int;
        get_buffer = c"XML_GetBuffer": fn(XML_Parser, c_int) -> *mut c_void;
        stop_parser = c"XML_StopParser": fn(XML_Parser, c_uchar) -> c_int;
        set_encoding = c"XML_SetEncoding": fn(XML_Parser, *const XML_Char) -> c_int;
        set_base = c"XML_SetBase": fn(XML_Parser, *const XML_Char) -> c_int;
        get_base = c"XML_GetBase": fn(XML_Parser) -> *const XML_Char;
        get_input_context = c"XML_GetInputContext": fn(XML_Parser, *mut c_int, *mut c_int) -> *const c_char;
        get_specified_attribute_count = c"XML_GetSpecifiedAttributeCount": fn(XML_Parser) -> c_int;
        set_param_entity_parsing = c"XML_SetParamEntityParsing": fn(XML_Parser, c_int) -> c_int;
        use_foreign_dtd = c"XML_UseForeignDTD": fn(XML_Parser, c_uchar) -> c_int;
        set_return_ns_triplet = c"XML_SetReturnNSTriplet": fn(XML_Parser, c_int);
        set_user_data = c"XML_SetUserData": fn(XML_Parser, *mut c_void);
        set_unknown_encoding_handler = c"XML_SetUnknownEncodingHandler": fn(XML_Parser, Option<UnknownEncodingHandler>, *mut c_void);
        get_error_code = c"XML_GetErrorCode": fn(XML_Parser) -> c_int;
        error_string = c"XML_ErrorString": fn(c_int) -> *const c_char;
        get_current_line_number = c"XML_GetCurrentLineNumber": fn(XML_Parser) -> c_ulong;
        get_current_column_number = c"XML_GetCurrentColumnNumber": fn(XML_Parser) -> c_ulong;
        get_current_byte_index = c"XML_GetCurrentByteIndex": fn(XML_Parser) -> c_long;
        free_content_model = c"XML_FreeContentModel": fn(XML_Parser, *mut XmlContent);
        expat_version = c"XML_ExpatVersion": fn() -> *const c_char;
        expat_version_info = c"XML_ExpatVersionInfo": fn() -> XmlExpatVersion;
        get_feature_list = c"XML_GetFeatureList": fn() -> *const XmlFeature;
        set_element_handler = c"XML_SetElementHandler": fn(XML_Parser, Option<StartElementHandler>, Option<EndElementHandler>);
        set_character_data_handler = c"XML_SetCharacterDataHandler": fn(XML_Parser, Option<TextHandler>);
        set_comment_handler = c"XML_SetCommentHandler": fn(XML_Parser, Option<NameHandler>);
        set_default_handler_expand = c"XML_SetDefaultHandlerExpand": fn(XML_Parser, Option<TextHandler>);
        set_namespace_decl_handler = c"XML_SetNamespaceDeclHandler": fn(XML_Parser, Option<PairHandler>, Option<NameHandler>);
        set_processing_instruction_handler = c"XML_SetProcessingInstructionHandler": fn(XML_Parser, Option<PairHandler>);
        set_start_doctype_decl_handler = c"XML_SetStartDoctypeDeclHandler": fn(XML_Parser, Option<StartDoctypeDeclHandler>);
        set_external_entity_ref_handler = c"XML_SetExternalEntityRefHandler": fn(XML_Parser, *mut c_void);
    }
    optional {
        set_hash_salt = c"XML_SetHashSalt": fn(XML_Parser, c_ulong) -> c_int;
        set_hash_salt_16_bytes = c"XML_SetHashSalt16Bytes": fn(XML_Parser, *const u8) -> c_uchar;
        set_reparse_deferral_enabled = c"XML_SetReparseDeferralEnabled": fn(XML_Parser, c_uchar) -> c_uchar;
        set_billion_laughs_activation_threshold = c"XML_SetBillionLaughsAttackProtectionActivationThreshold": fn(XML_Parser, c_ulonglong) -> c_uchar;
        set_billion_laughs_maximum_amplification = c"XML_SetBillionLaughsAttackProtectionMaximumAmplification": fn(XML_Parser, f32) -> c_uchar;
        set_alloc_tracker_activation_threshold = c"XML_SetAllocTrackerActivationThreshold": fn(XML_Parser, c_ulonglong) -> c_uchar;
        set_alloc_tracker_maximum_amplification = c"XML_SetAllocTrackerMaximumAmplification": fn(XML_Parser, f32) -> c_uchar;
    }
}

/// The shared object, open for good.
struct Library(*mut c_void);

impl Library {
    fn open() -> Result<Library, String> {
        // SAFETY: a plain name; Expat has no constructors that matter.
        let handle =
            unsafe { libc::dlopen(c"libexpat.so.1".as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
        if handle.is_null() {
            return Err(last_error());
        }
        Ok(Library(handle))
    }

    fn symbol(&self, name: &CStr) -> Result<*mut c_void, String> {
        // SAFETY: an open library.
        let found = unsafe { libc::dlsym(self.0, name.as_ptr()) };
        if found.is_null() {
            return Err(last_error());
        }
        Ok(found)
    }
}

fn last_error() -> String {
    // SAFETY: the message is this thread's, and copied at once.
    unsafe {
        let message = libc::dlerror();
        if message.is_null() {
            return "unknown error".into();
        }
        CStr::from_ptr(message).to_string_lossy().into_owned()
    }
}

static EXPAT: OnceLock<Result<Expat, String>> = OnceLock::new();

/// The library; ImportError if there is none.
pub fn expat() -> PyResult<&'static Expat> {
    match EXPAT.get_or_init(Expat::open) {
        Ok(expat) => Ok(expat),
        Err(why) => Err(objects::exceptions::raise(
            &types::ImportError,
            format_args!(
                "XML needs the Expat library, which cannot be opened ({why}); install it (on Debian: libexpat1)"
            ),
        )),
    }
}

/// The library, for who holds a parser.
pub fn opened() -> &'static Expat {
    match EXPAT.get() {
        Some(Ok(expat)) => expat,
        _ => unreachable!("a parser without Expat"),
    }
}
