//! `pyexpat.expat_CAPI`: the functions of the same Expat for extension modules (`pyexpat.h`), so that a program never has two.

use core::ffi::{CStr, c_char, c_int, c_uchar, c_ulong, c_ulonglong, c_void};
use std::sync::OnceLock;

use objects::capsule::Capsule;
use objects::prelude::*;

use super::encoding::default_unknown_encoding_handler;
use super::expat::*;

pub const NAME: &CStr = c"pyexpat.expat_CAPI";
pub const MAGIC: &CStr = c"pyexpat.expat_CAPI 1.1";

/// `struct PyExpat_CAPI` (`pyexpat.h`): Expat's functions by their names; those that older versions lack may be absent.
#[repr(C)]
pub struct PyExpatCapi {
    pub magic: *const c_char,
    pub size: c_int,
    pub major: c_int,
    pub minor: c_int,
    pub micro: c_int,
    pub error_string: unsafe extern "C" fn(c_int) -> *const c_char,
    pub get_error_code: unsafe extern "C" fn(XML_Parser) -> c_int,
    pub get_error_column_number: unsafe extern "C" fn(XML_Parser) -> c_ulong,
    pub get_error_line_number: unsafe extern "C" fn(XML_Parser) -> c_ulong,
    pub parse: unsafe extern "C" fn(XML_Parser, *const c_char, c_int, c_int) -> c_int,
    pub parser_create_mm: unsafe extern "C" fn(
        *const XML_Char,
        *const XmlMemoryHandlingSuite,
        *const XML_Char,
    ) -> XML_Parser,
    pub parser_free: unsafe extern "C" fn(XML_Parser),
    pub set_character_data_handler: unsafe extern "C" fn(XML_Parser, Option<TextHandler>),
    pub set_comment_handler: unsafe extern "C" fn(XML_Parser, Option<NameHandler>),
    pub set_default_handler_expand: unsafe extern "C" fn(XML_Parser, Option<TextHandler>),
    pub set_element_handler:
        unsafe extern "C" fn(XML_Parser, Option<StartElementHandler>, Option<EndElementHandler>),
    pub set_namespace_decl_handler:
        unsafe extern "C" fn(XML_Parser, Option<PairHandler>, Option<NameHandler>),
    pub set_processing_instruction_handler: unsafe extern "C" fn(XML_Parser, Option<PairHandler>),
    pub set_unknown_encoding_handler:
        unsafe extern "C" fn(XML_Parser, Option<UnknownEncodingHandler>, *mut c_void),
    pub set_user_data: unsafe extern "C" fn(XML_Parser, *mut c_void),
    pub set_start_doctype_decl_handler:
        unsafe extern "C" fn(XML_Parser, Option<StartDoctypeDeclHandler>),
    pub set_encoding: unsafe extern "C" fn(XML_Parser, *const XML_Char) -> c_int,
    pub default_unknown_encoding_handler: UnknownEncodingHandler,
    pub set_hash_salt: Option<unsafe extern "C" fn(XML_Parser, c_ulong) -> c_int>,
    pub set_reparse_deferral_enabled: Option<unsafe extern "C" fn(XML_Parser, c_uchar) -> c_uchar>,
    pub set_alloc_tracker_activation_threshold:
        Option<unsafe extern "C" fn(XML_Parser, c_ulonglong) -> c_uchar>,
    pub set_alloc_tracker_maximum_amplification:
        Option<unsafe extern "C" fn(XML_Parser, f32) -> c_uchar>,
    pub set_billion_laughs_activation_threshold:
        Option<unsafe extern "C" fn(XML_Parser, c_ulonglong) -> c_uchar>,
    pub set_billion_laughs_maximum_amplification:
        Option<unsafe extern "C" fn(XML_Parser, f32) -> c_uchar>,
    pub set_hash_salt_16_bytes: Option<unsafe extern "C" fn(XML_Parser, *const u8) -> c_uchar>,
}

// SAFETY: never written; what it points to is static.
unsafe impl Sync for PyExpatCapi {}
// SAFETY: as above.
unsafe impl Send for PyExpatCapi {}

static TABLE: OnceLock<PyExpatCapi> = OnceLock::new();

pub fn capsule(expat: &Expat) -> PyResult<Ref<Capsule>> {
    let table = TABLE.get_or_init(|| {
        // SAFETY: plain numbers.
        let version = unsafe { (expat.expat_version_info)() };
        PyExpatCapi {
            magic: MAGIC.as_ptr(),
            size: size_of::<PyExpatCapi>() as c_int,
            major: version.major,
            minor: version.minor,
            micro: version.micro,
            error_string: expat.error_string,
            get_error_code: expat.get_error_code,
            get_error_column_number: expat.get_current_column_number,
            get_error_line_number: expat.get_current_line_number,
            parse: expat.parse,
            parser_create_mm: expat.parser_create_mm,
            parser_free: expat.parser_free,
            set_character_data_handler: expat.set_character_data_handler,
            set_comment_handler: expat.set_comment_handler,
            set_default_handler_expand: expat.set_default_handler_expand,
            set_element_handler: expat.set_element_handler,
            set_namespace_decl_handler: expat.set_namespace_decl_handler,
            set_processing_instruction_handler: expat.set_processing_instruction_handler,
            set_unknown_encoding_handler: expat.set_unknown_encoding_handler,
            set_user_data: expat.set_user_data,
            set_start_doctype_decl_handler: expat.set_start_doctype_decl_handler,
            set_encoding: expat.set_encoding,
            default_unknown_encoding_handler,
            set_hash_salt: expat.set_hash_salt,
            set_reparse_deferral_enabled: expat.set_reparse_deferral_enabled,
            set_alloc_tracker_activation_threshold: expat.set_alloc_tracker_activation_threshold,
            set_alloc_tracker_maximum_amplification: expat.set_alloc_tracker_maximum_amplification,
            set_billion_laughs_activation_threshold: expat.set_billion_laughs_activation_threshold,
            set_billion_laughs_maximum_amplification: expat
                .set_billion_laughs_maximum_amplification,
            set_hash_salt_16_bytes: expat.set_hash_salt_16_bytes,
        }
    });
    let table = core::ptr::from_ref(table).cast_mut().cast::<c_void>();
    // SAFETY: the table and its name are static.
    unsafe { Capsule::new(table, NAME.as_ptr(), None) }
}
