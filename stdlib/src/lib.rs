//! The built-in extension modules, a file or folder each, named as the module.

pub mod heap_type;
pub mod support;

pub mod _posixsubprocess;
pub mod _signal;
pub mod _thread;
pub mod array;
pub mod fcntl;
pub mod grp;
pub mod posix;
pub mod pwd;
pub mod select;
pub mod time;

pub mod _io;
pub mod _json;
pub mod _random;
pub mod _statistics;
pub mod _struct;
pub mod binascii;
pub mod cmath;
pub mod marshal;
pub mod math;

pub mod _bisect;
pub mod _collections;

pub mod _functools;
pub mod _heapq;
pub mod _operator;
pub mod itertools;

pub mod _csv;
pub mod _datetime;
pub mod _elementtree;
pub mod _pickle;
pub mod _socket;
pub mod hashes;
pub mod pyexpat;

pub mod _abc;
pub mod _codecs;
pub mod _contextvars;
pub mod _locale;
pub mod _opcode;
pub mod _sre;
pub mod _stat;
pub mod _string;
pub mod _suggestions;
pub mod _symtable;
pub mod _sysconfig;
pub mod _tokenize;
pub mod _tracemalloc;
pub mod _types;
pub mod _typing;
pub mod _warnings;
pub mod _weakref;
pub mod atexit;
pub mod errno;
pub mod faulthandler;
pub mod gc;
pub mod syslog;
pub mod unicodedata;
pub mod zlib;

use core::ffi::CStr;

type Init = unsafe extern "C" fn() -> *mut layout::PyObject;

/// Every module here with its init function, for the table of built-in modules.
static INITTAB: &[(&CStr, Init)] = &[
    (c"_io", _io::init),
    (c"_json", _json::init),
    (c"_random", _random::init),
    (c"_statistics", _statistics::init),
    (c"_struct", _struct::init),
    (c"binascii", binascii::init),
    (c"cmath", cmath::init),
    (c"marshal", marshal::init),
    (c"math", math::init),
    (c"_bisect", _bisect::init),
    (c"_collections", _collections::init),
    (c"_functools", _functools::init),
    (c"_heapq", _heapq::init),
    (c"_operator", _operator::init),
    (c"_csv", _csv::init),
    (c"pyexpat", pyexpat::init),
    (c"_datetime", _datetime::init),
    (c"_pickle", _pickle::init),
    (c"syslog", syslog::init),
    (c"zlib", zlib::init),
    (c"_socket", _socket::init),
    (c"_elementtree", _elementtree::init),
    (c"_blake2", hashes::_blake2::init),
    (c"_md5", hashes::_md5::init),
    (c"_sha1", hashes::_sha1::init),
    (c"_sha2", hashes::_sha2::init),
    (c"_sha3", hashes::_sha3::init),
    (c"_abc", _abc::init),
    (c"_codecs", _codecs::init),
    (c"_locale", _locale::init),
    (c"unicodedata", unicodedata::init),
    (c"_sre", _sre::init),
    (c"_string", _string::init),
    (c"_contextvars", _contextvars::init),
    (c"_opcode", _opcode::init),
    (c"_stat", _stat::init),
    (c"_suggestions", _suggestions::init),
    (c"_symtable", _symtable::init),
    (c"_tokenize", _tokenize::init),
    (c"_tracemalloc", _tracemalloc::init),
    (c"_sysconfig", _sysconfig::init),
    (c"_types", _types::init),
    (c"_typing", _typing::init),
    (c"_warnings", _warnings::init),
    (c"_weakref", _weakref::init),
    (c"atexit", atexit::init),
    (c"errno", errno::init),
    (c"faulthandler", faulthandler::init),
    (c"gc", gc::init),
    (c"itertools", itertools::init),
    (c"_posixsubprocess", _posixsubprocess::init),
    (c"array", array::init),
    (c"fcntl", fcntl::init),
    (c"grp", grp::init),
    (c"pwd", pwd::init),
    (c"select", select::init),
    (c"_signal", _signal::init),
    (c"_thread", _thread::init),
    (c"posix", posix::init),
    (c"time", time::init),
];

base::define_upcall!("libpython_stdlib_inittab" fn stdlib_inittab() -> &'static [(&'static CStr, Init)] {
    INITTAB
});
