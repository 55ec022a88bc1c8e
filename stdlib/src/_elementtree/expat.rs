//! The Expat that `pyexpat` uses, by the capsule that it gives to other modules (`pyexpat.h`): so a program has one Expat, whoever
//! brought it.

use core::ffi::{CStr, c_char, c_int, c_uchar, c_ulong, c_void};

use base::mem::{self, Domain};
use objects::capsule::Capsule;
use objects::prelude::*;

/// `XML_Parser`.
pub type Parser = *mut c_void;
type StartHandler = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *const c_char);
type TextHandler = unsafe extern "C" fn(*mut c_void, *const c_char, c_int);
type OneHandler = unsafe extern "C" fn(*mut c_void, *const c_char);
type TwoHandler = unsafe extern "C" fn(*mut c_void, *const c_char, *const c_char);
type DoctypeHandler =
    unsafe extern "C" fn(*mut c_void, *const c_char, *const c_char, *const c_char, c_int);
type EncodingHandler = unsafe extern "C" fn(*mut c_void, *const c_char, *mut c_void) -> c_int;

/// `XML_Memory_Handling_Suite`.
#[repr(C)]
pub struct Memory {
    malloc: unsafe extern "C" fn(usize) -> *mut c_void,
    realloc: unsafe extern "C" fn(*mut c_void, usize) -> *mut c_void,
    free: unsafe extern "C" fn(*mut c_void),
}

/// `struct PyExpat_CAPI`: Expat's functions by their names; those that older versions lack may be absent.
#[repr(C)]
pub struct Expat {
    magic: *const c_char,
    size: c_int,
    pub major: c_int,
    pub minor: c_int,
    pub micro: c_int,
    pub error_string: unsafe extern "C" fn(c_int) -> *const c_char,
    pub get_error_code: unsafe extern "C" fn(Parser) -> c_int,
    pub get_error_column_number: unsafe extern "C" fn(Parser) -> c_ulong,
    pub get_error_line_number: unsafe extern "C" fn(Parser) -> c_ulong,
    pub parse: unsafe extern "C" fn(Parser, *const c_char, c_int, c_int) -> c_int,
    pub parser_create_mm:
        unsafe extern "C" fn(*const c_char, *const Memory, *const c_char) -> Parser,
    pub parser_free: unsafe extern "C" fn(Parser),
    pub set_character_data_handler: unsafe extern "C" fn(Parser, Option<TextHandler>),
    pub set_comment_handler: unsafe extern "C" fn(Parser, Option<OneHandler>),
    pub set_default_handler_expand: unsafe extern "C" fn(Parser, Option<TextHandler>),
    pub set_element_handler: unsafe extern "C" fn(Parser, Option<StartHandler>, Option<OneHandler>),
    pub set_namespace_decl_handler:
        unsafe extern "C" fn(Parser, Option<TwoHandler>, Option<OneHandler>),
    pub set_processing_instruction_handler: unsafe extern "C" fn(Parser, Option<TwoHandler>),
    pub set_unknown_encoding_handler:
        unsafe extern "C" fn(Parser, Option<EncodingHandler>, *mut c_void),
    pub set_user_data: unsafe extern "C" fn(Parser, *mut c_void),
    pub set_start_doctype_decl_handler: unsafe extern "C" fn(Parser, Option<DoctypeHandler>),
    pub set_encoding: unsafe extern "C" fn(Parser, *const c_char) -> c_int,
    pub default_unknown_encoding_handler: Option<EncodingHandler>,
    pub set_hash_salt: Option<unsafe extern "C" fn(Parser, c_ulong) -> c_int>,
    pub set_reparse_deferral_enabled: Option<unsafe extern "C" fn(Parser, c_uchar) -> c_uchar>,
    /// Limits of attacks, which stay as they are.
    limits: [*const c_void; 4],
    pub set_hash_salt_16_bytes: Option<unsafe extern "C" fn(Parser, *const u8) -> c_uchar>,
}

const MAGIC: &CStr = c"pyexpat.expat_CAPI 1.1";

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
pub static MEMORY: Memory = Memory {
    malloc,
    realloc,
    free,
};

/// The table of `pyexpat.expat_CAPI`, if it is one of ours; it lives as long as the capsule.
pub fn table(capsule: &Object) -> PyResult<*const Expat> {
    // SAFETY: the name says what the pointer is; magic and size say which version of it.
    unsafe {
        let table = Capsule::pointer(capsule, c"pyexpat.expat_CAPI".as_ptr())?.cast::<Expat>();
        let usable = CStr::from_ptr((*table).magic) == MAGIC
            && usize::try_from((*table).size).is_ok_and(|n| n >= size_of::<Expat>());
        if !usable {
            return Err(raise!(ImportError, "pyexpat version is incompatible"));
        }
        Ok(table)
    }
}
