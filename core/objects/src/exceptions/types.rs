//! The exception types as static type objects, under their Python names.
#![allow(non_upper_case_globals)]

use layout::*;

use crate::Type;

pub static BaseException: Type = Type::new(PyTypeObject {
    tp_name: c"BaseException".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static Exception: Type = Type::new(PyTypeObject {
    tp_name: c"Exception".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static BaseExceptionGroup: Type = Type::new(PyTypeObject {
    tp_name: c"BaseExceptionGroup".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static GeneratorExit: Type = Type::new(PyTypeObject {
    tp_name: c"GeneratorExit".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static KeyboardInterrupt: Type = Type::new(PyTypeObject {
    tp_name: c"KeyboardInterrupt".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static SystemExit: Type = Type::new(PyTypeObject {
    tp_name: c"SystemExit".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static StopAsyncIteration: Type = Type::new(PyTypeObject {
    tp_name: c"StopAsyncIteration".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static StopIteration: Type = Type::new(PyTypeObject {
    tp_name: c"StopIteration".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ArithmeticError: Type = Type::new(PyTypeObject {
    tp_name: c"ArithmeticError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static AssertionError: Type = Type::new(PyTypeObject {
    tp_name: c"AssertionError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static AttributeError: Type = Type::new(PyTypeObject {
    tp_name: c"AttributeError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static BufferError: Type = Type::new(PyTypeObject {
    tp_name: c"BufferError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static EOFError: Type = Type::new(PyTypeObject {
    tp_name: c"EOFError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ImportError: Type = Type::new(PyTypeObject {
    tp_name: c"ImportError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static LookupError: Type = Type::new(PyTypeObject {
    tp_name: c"LookupError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static MemoryError: Type = Type::new(PyTypeObject {
    tp_name: c"MemoryError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static NameError: Type = Type::new(PyTypeObject {
    tp_name: c"NameError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static OSError: Type = Type::new(PyTypeObject {
    tp_name: c"OSError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ReferenceError: Type = Type::new(PyTypeObject {
    tp_name: c"ReferenceError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static RuntimeError: Type = Type::new(PyTypeObject {
    tp_name: c"RuntimeError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static SyntaxError: Type = Type::new(PyTypeObject {
    tp_name: c"SyntaxError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static SystemError: Type = Type::new(PyTypeObject {
    tp_name: c"SystemError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static TypeError: Type = Type::new(PyTypeObject {
    tp_name: c"TypeError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ValueError: Type = Type::new(PyTypeObject {
    tp_name: c"ValueError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static Warning: Type = Type::new(PyTypeObject {
    tp_name: c"Warning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static FloatingPointError: Type = Type::new(PyTypeObject {
    tp_name: c"FloatingPointError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static OverflowError: Type = Type::new(PyTypeObject {
    tp_name: c"OverflowError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ZeroDivisionError: Type = Type::new(PyTypeObject {
    tp_name: c"ZeroDivisionError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static IndexError: Type = Type::new(PyTypeObject {
    tp_name: c"IndexError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static KeyError: Type = Type::new(PyTypeObject {
    tp_name: c"KeyError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ModuleNotFoundError: Type = Type::new(PyTypeObject {
    tp_name: c"ModuleNotFoundError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static UnboundLocalError: Type = Type::new(PyTypeObject {
    tp_name: c"UnboundLocalError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static BlockingIOError: Type = Type::new(PyTypeObject {
    tp_name: c"BlockingIOError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ChildProcessError: Type = Type::new(PyTypeObject {
    tp_name: c"ChildProcessError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ConnectionError: Type = Type::new(PyTypeObject {
    tp_name: c"ConnectionError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static FileExistsError: Type = Type::new(PyTypeObject {
    tp_name: c"FileExistsError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static FileNotFoundError: Type = Type::new(PyTypeObject {
    tp_name: c"FileNotFoundError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static InterruptedError: Type = Type::new(PyTypeObject {
    tp_name: c"InterruptedError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static IsADirectoryError: Type = Type::new(PyTypeObject {
    tp_name: c"IsADirectoryError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static NotADirectoryError: Type = Type::new(PyTypeObject {
    tp_name: c"NotADirectoryError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static PermissionError: Type = Type::new(PyTypeObject {
    tp_name: c"PermissionError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ProcessLookupError: Type = Type::new(PyTypeObject {
    tp_name: c"ProcessLookupError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static TimeoutError: Type = Type::new(PyTypeObject {
    tp_name: c"TimeoutError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static BrokenPipeError: Type = Type::new(PyTypeObject {
    tp_name: c"BrokenPipeError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ConnectionAbortedError: Type = Type::new(PyTypeObject {
    tp_name: c"ConnectionAbortedError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ConnectionRefusedError: Type = Type::new(PyTypeObject {
    tp_name: c"ConnectionRefusedError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ConnectionResetError: Type = Type::new(PyTypeObject {
    tp_name: c"ConnectionResetError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static NotImplementedError: Type = Type::new(PyTypeObject {
    tp_name: c"NotImplementedError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static RecursionError: Type = Type::new(PyTypeObject {
    tp_name: c"RecursionError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static PythonFinalizationError: Type = Type::new(PyTypeObject {
    tp_name: c"PythonFinalizationError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static IndentationError: Type = Type::new(PyTypeObject {
    tp_name: c"IndentationError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static _IncompleteInputError: Type = Type::new(PyTypeObject {
    tp_name: c"_IncompleteInputError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static TabError: Type = Type::new(PyTypeObject {
    tp_name: c"TabError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static UnicodeError: Type = Type::new(PyTypeObject {
    tp_name: c"UnicodeError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static UnicodeDecodeError: Type = Type::new(PyTypeObject {
    tp_name: c"UnicodeDecodeError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static UnicodeEncodeError: Type = Type::new(PyTypeObject {
    tp_name: c"UnicodeEncodeError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static UnicodeTranslateError: Type = Type::new(PyTypeObject {
    tp_name: c"UnicodeTranslateError".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static DeprecationWarning: Type = Type::new(PyTypeObject {
    tp_name: c"DeprecationWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static PendingDeprecationWarning: Type = Type::new(PyTypeObject {
    tp_name: c"PendingDeprecationWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static RuntimeWarning: Type = Type::new(PyTypeObject {
    tp_name: c"RuntimeWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static SyntaxWarning: Type = Type::new(PyTypeObject {
    tp_name: c"SyntaxWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static UserWarning: Type = Type::new(PyTypeObject {
    tp_name: c"UserWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static FutureWarning: Type = Type::new(PyTypeObject {
    tp_name: c"FutureWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ImportWarning: Type = Type::new(PyTypeObject {
    tp_name: c"ImportWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static UnicodeWarning: Type = Type::new(PyTypeObject {
    tp_name: c"UnicodeWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static BytesWarning: Type = Type::new(PyTypeObject {
    tp_name: c"BytesWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static ResourceWarning: Type = Type::new(PyTypeObject {
    tp_name: c"ResourceWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
pub static EncodingWarning: Type = Type::new(PyTypeObject {
    tp_name: c"EncodingWarning".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
