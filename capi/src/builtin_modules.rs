//! The init functions of the built-in modules, which the stock library exports too (`PyInit__io`, ...). Those of modules that are not
//! written yet are missing.

use layout::PyObject;

macro_rules! inits {
    ($($name:ident = $init:path;)*) => {$(
        /// Makes the module's definition, or the module.
        ///
        /// # Safety
        /// Attached.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name() -> *mut PyObject {
            // SAFETY: the caller's contract; some need no more than that.
            #[allow(unused_unsafe)]
            unsafe {
                $init()
            }
        }
    )*};
}

inits! {
    PyInit__io = stdlib::_io::init;
    PyInit__json = stdlib::_json::init;
    PyInit__random = stdlib::_random::init;
    PyInit__statistics = stdlib::_statistics::init;
    PyInit__struct = stdlib::_struct::init;
    PyInit_binascii = stdlib::binascii::init;
    PyInit_cmath = stdlib::cmath::init;
    PyInit_math = stdlib::math::init;
    PyInit__bisect = stdlib::_bisect::init;
    PyInit__collections = stdlib::_collections::init;
    PyInit__functools = stdlib::_functools::init;
    PyInit__heapq = stdlib::_heapq::init;
    PyInit__operator = stdlib::_operator::init;
    PyInit__abc = stdlib::_abc::init;
    PyInit__codecs = stdlib::_codecs::init;
    PyInit__locale = stdlib::_locale::init;
    PyInit_unicodedata = stdlib::unicodedata::init;
    PyInit__sre = stdlib::_sre::init;
    PyInit__string = stdlib::_string::init;
    PyInit__contextvars = stdlib::_contextvars::init;
    PyInit__opcode = stdlib::_opcode::init;
    PyInit__stat = stdlib::_stat::init;
    PyInit__suggestions = stdlib::_suggestions::init;
    PyInit__symtable = stdlib::_symtable::init;
    PyInit__tokenize = stdlib::_tokenize::init;
    PyInit__sysconfig = stdlib::_sysconfig::init;
    PyInit__types = stdlib::_types::init;
    PyInit__tracemalloc = stdlib::_tracemalloc::init;
    PyInit__typing = stdlib::_typing::init;
    PyInit__weakref = stdlib::_weakref::init;
    PyInit_atexit = stdlib::atexit::init;
    PyInit_errno = stdlib::errno::init;
    PyInit_gc = stdlib::gc::init;
    PyInit_itertools = stdlib::itertools::init;
    PyInit__signal = stdlib::_signal::init;
    PyInit__thread = stdlib::_thread::init;
    PyInit_posix = stdlib::posix::init;
    PyInit_time = stdlib::time::init;
    PyInit__imp = runtime::import::imp_module::PyInit__imp;
    PyInit__csv = stdlib::_csv::init;
    PyInit__datetime = stdlib::_datetime::init;
    PyInit__elementtree = stdlib::_elementtree::init;
    PyInit__pickle = stdlib::_pickle::init;
    PyInit__posixsubprocess = stdlib::_posixsubprocess::init;
    PyInit__socket = stdlib::_socket::init;
    PyInit_array = stdlib::array::init;
    PyInit_faulthandler = stdlib::faulthandler::init;
    PyInit_fcntl = stdlib::fcntl::init;
    PyInit_grp = stdlib::grp::init;
    PyInit_pwd = stdlib::pwd::init;
    PyInit_pyexpat = stdlib::pyexpat::init;
    PyInit_select = stdlib::select::init;
    PyInit_syslog = stdlib::syslog::init;
    PyInit_zlib = stdlib::zlib::init;
    PyInit__blake2 = stdlib::hashes::_blake2::init;
    PyInit__md5 = stdlib::hashes::_md5::init;
    PyInit__sha1 = stdlib::hashes::_sha1::init;
    PyInit__sha2 = stdlib::hashes::_sha2::init;
    PyInit__sha3 = stdlib::hashes::_sha3::init;
    PyInit__ast = runtime::ast_objects::PyInit__ast;
    _PyWarnings_Init = stdlib::_warnings::init;
    PyMarshal_Init = stdlib::marshal::init;
}
