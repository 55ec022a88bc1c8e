//! The exception types as static type objects, under their Python names, and the exported pointers to them (`PyExc_*`).
//!
//! A type sets only the slots in which it differs from its base; `PyType_Ready` inherits the rest. Three slots are set in each
//! all the same, for they depend on the struct and are not inherited by a type that claims to be collected.
#![allow(non_upper_case_globals)]

use core::ffi::{CStr, c_ulong};
use core::mem::offset_of;

use layout::*;

use super::base_exception::{self as basic, Fields, INIT, NEW, REPR, STR, VECTORCALL};
use super::{
    attribute_error, group, import_error, memory_error, os_error, small, syntax_error,
    unicode_error,
};
use crate::Type;

pub const FLAGS: c_ulong = Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_HAVE_GC;

/// A type over struct `F`, with the slots that depend on the struct.
const fn over<F: Fields>(
    name: &'static CStr,
    base: *mut PyTypeObject,
    doc: &'static CStr,
) -> PyTypeObject {
    PyTypeObject {
        tp_name: name.as_ptr(),
        tp_basicsize: size_of::<F>() as isize,
        tp_dealloc: Some(basic::dealloc::<F>),
        tp_flags: FLAGS,
        tp_doc: doc.as_ptr(),
        tp_traverse: Some(basic::traverse::<F>),
        tp_clear: Some(basic::clear::<F>),
        tp_base: base,
        tp_dictoffset: offset_of!(PyBaseExceptionObject, dict) as isize,
        ..Type::EMPTY
    }
}

/// A type that adds nothing to its base's behaviour.
const fn simple(name: &'static CStr, base: &'static Type, doc: &'static CStr) -> Type {
    Type::new(PyTypeObject {
        tp_new: NEW,
        tp_vectorcall: VECTORCALL,
        ..over::<PyBaseExceptionObject>(name, base.as_mut_ptr(), doc)
    })
}

/// A type that adds nothing, over its base's struct `F`.
const fn alike<F: Fields>(name: &'static CStr, base: &'static Type, doc: &'static CStr) -> Type {
    Type::new(over::<F>(name, base.as_mut_ptr(), doc))
}

pub static BaseException: Type = Type::new(PyTypeObject {
    tp_repr: REPR,
    tp_str: STR,
    tp_methods: (&raw mut basic::METHODS).cast(),
    tp_members: (&raw mut basic::MEMBERS).cast(),
    tp_getset: (&raw mut basic::GETSET).cast(),
    tp_init: INIT,
    tp_new: NEW,
    tp_vectorcall: VECTORCALL,
    ..over::<PyBaseExceptionObject>(
        c"BaseException",
        core::ptr::null_mut(),
        c"Common base of all exceptions.",
    )
});

pub static Exception: Type = simple(
    c"Exception",
    &BaseException,
    c"Common base of all errors that programs usually catch.",
);
pub static KeyboardInterrupt: Type = simple(
    c"KeyboardInterrupt",
    &BaseException,
    c"The user asked the program to stop.",
);
pub static GeneratorExit: Type = simple(
    c"GeneratorExit",
    &BaseException,
    c"A generator or coroutine is being closed.",
);
pub static TypeError: Type = simple(
    c"TypeError",
    &Exception,
    c"An operation was applied to an object of a type that does not fit.",
);
pub static StopAsyncIteration: Type = simple(
    c"StopAsyncIteration",
    &Exception,
    c"An asynchronous iterator has no more items.",
);
pub static EOFError: Type = simple(
    c"EOFError",
    &Exception,
    c"Input ended before anything was read.",
);
pub static RuntimeError: Type = simple(
    c"RuntimeError",
    &Exception,
    c"An error that fits no other category.",
);
pub static RecursionError: Type = simple(
    c"RecursionError",
    &RuntimeError,
    c"Calls are nested too deeply.",
);
pub static PythonFinalizationError: Type = simple(
    c"PythonFinalizationError",
    &RuntimeError,
    c"The operation is not possible while the interpreter shuts down.",
);
/// Of interpreters (`concurrent.interpreters`); not among the builtins.
pub static InterpreterError: Type = simple(
    c"concurrent.interpreters.InterpreterError",
    &Exception,
    c"A cross-interpreter operation failed.",
);
pub static InterpreterNotFoundError: Type = simple(
    c"concurrent.interpreters.InterpreterNotFoundError",
    &InterpreterError,
    c"An interpreter was not found.",
);
pub static NotImplementedError: Type = simple(
    c"NotImplementedError",
    &RuntimeError,
    c"The method or function is still to be written.",
);
pub static LookupError: Type = simple(
    c"LookupError",
    &Exception,
    c"Common base of errors of keys and indices.",
);
pub static IndexError: Type = simple(
    c"IndexError",
    &LookupError,
    c"A sequence has no item at this index.",
);
pub static ValueError: Type = simple(
    c"ValueError",
    &Exception,
    c"An argument has the right type but a value that does not fit.",
);
pub static UnicodeError: Type = simple(
    c"UnicodeError",
    &ValueError,
    c"Something is wrong with the text's encoding.",
);
pub static AssertionError: Type = simple(
    c"AssertionError",
    &Exception,
    c"An assertion does not hold.",
);
pub static ArithmeticError: Type = simple(
    c"ArithmeticError",
    &Exception,
    c"Common base of errors of arithmetic.",
);
pub static FloatingPointError: Type = simple(
    c"FloatingPointError",
    &ArithmeticError,
    c"A floating-point operation failed.",
);
pub static OverflowError: Type = simple(
    c"OverflowError",
    &ArithmeticError,
    c"The result is too large to represent.",
);
pub static ZeroDivisionError: Type = simple(
    c"ZeroDivisionError",
    &ArithmeticError,
    c"Division or modulo by zero.",
);
pub static SystemError: Type = simple(
    c"SystemError",
    &Exception,
    c"The interpreter found an inconsistency within itself.",
);
pub static ReferenceError: Type = simple(
    c"ReferenceError",
    &Exception,
    c"A weak proxy's object is gone.",
);
pub static BufferError: Type = simple(
    c"BufferError",
    &Exception,
    c"A buffer cannot be provided or resized.",
);
pub static Warning: Type = simple(c"Warning", &Exception, c"Common base of warnings.");
pub static UserWarning: Type = simple(
    c"UserWarning",
    &Warning,
    c"Common base of warnings that programs issue.",
);
pub static DeprecationWarning: Type = simple(
    c"DeprecationWarning",
    &Warning,
    c"A feature should no longer be used; meant for developers.",
);
pub static PendingDeprecationWarning: Type = simple(
    c"PendingDeprecationWarning",
    &Warning,
    c"A feature will be deprecated.",
);
pub static SyntaxWarning: Type = simple(c"SyntaxWarning", &Warning, c"Questionable syntax.");
pub static RuntimeWarning: Type = simple(
    c"RuntimeWarning",
    &Warning,
    c"Questionable behaviour at run time.",
);
pub static FutureWarning: Type = simple(
    c"FutureWarning",
    &Warning,
    c"A feature's meaning will change; meant for users.",
);
pub static ImportWarning: Type = simple(
    c"ImportWarning",
    &Warning,
    c"A probable mistake in an import.",
);
pub static UnicodeWarning: Type = simple(
    c"UnicodeWarning",
    &Warning,
    c"Something questionable about Unicode.",
);
pub static BytesWarning: Type = simple(
    c"BytesWarning",
    &Warning,
    c"Something questionable about bytes, mostly comparison with str.",
);
pub static ResourceWarning: Type = simple(
    c"ResourceWarning",
    &Warning,
    c"A resource was not released.",
);
pub static EncodingWarning: Type = simple(
    c"EncodingWarning",
    &Warning,
    c"The locale's encoding is used where none was named.",
);

pub static StopIteration: Type = Type::new(PyTypeObject {
    tp_members: (&raw mut small::STOP_ITERATION_MEMBERS).cast(),
    tp_init: small::STOP_ITERATION_INIT,
    ..over::<PyStopIterationObject>(
        c"StopIteration",
        Exception.as_mut_ptr(),
        c"An iterator has no more items.",
    )
});
pub static SystemExit: Type = Type::new(PyTypeObject {
    tp_members: (&raw mut small::SYSTEM_EXIT_MEMBERS).cast(),
    tp_init: small::SYSTEM_EXIT_INIT,
    ..over::<PySystemExitObject>(
        c"SystemExit",
        BaseException.as_mut_ptr(),
        c"The interpreter is to exit.",
    )
});
pub static KeyError: Type = Type::new(PyTypeObject {
    tp_str: small::KEY_ERROR_STR,
    tp_vectorcall: VECTORCALL,
    ..over::<PyBaseExceptionObject>(
        c"KeyError",
        LookupError.as_mut_ptr(),
        c"A mapping has no such key.",
    )
});
pub static NameError: Type = Type::new(PyTypeObject {
    tp_members: (&raw mut attribute_error::NAME_MEMBERS).cast(),
    tp_init: attribute_error::NAME_INIT,
    ..over::<PyNameErrorObject>(
        c"NameError",
        Exception.as_mut_ptr(),
        c"A name is bound nowhere.",
    )
});
pub static UnboundLocalError: Type = alike::<PyNameErrorObject>(
    c"UnboundLocalError",
    &NameError,
    c"A local variable has no value yet.",
);
pub static AttributeError: Type = Type::new(PyTypeObject {
    tp_methods: (&raw mut attribute_error::METHODS).cast(),
    tp_members: (&raw mut attribute_error::MEMBERS).cast(),
    tp_init: attribute_error::INIT,
    ..over::<PyAttributeErrorObject>(
        c"AttributeError",
        Exception.as_mut_ptr(),
        c"An object has no such attribute.",
    )
});
pub static ImportError: Type = Type::new(PyTypeObject {
    tp_str: import_error::STR,
    tp_methods: (&raw mut import_error::METHODS).cast(),
    tp_members: (&raw mut import_error::MEMBERS).cast(),
    tp_init: import_error::INIT,
    ..over::<PyImportErrorObject>(
        c"ImportError",
        Exception.as_mut_ptr(),
        c"A module, or a name in it, cannot be imported.",
    )
});
pub static ModuleNotFoundError: Type = alike::<PyImportErrorObject>(
    c"ModuleNotFoundError",
    &ImportError,
    c"There is no such module.",
);
pub static SyntaxError: Type = Type::new(PyTypeObject {
    tp_str: syntax_error::STR,
    tp_members: (&raw mut syntax_error::MEMBERS).cast(),
    tp_init: syntax_error::INIT,
    ..over::<PySyntaxErrorObject>(
        c"SyntaxError",
        Exception.as_mut_ptr(),
        c"The source text is not valid Python.",
    )
});
pub static IndentationError: Type = alike::<PySyntaxErrorObject>(
    c"IndentationError",
    &SyntaxError,
    c"The indentation does not fit.",
);
pub static TabError: Type = alike::<PySyntaxErrorObject>(
    c"TabError",
    &IndentationError,
    c"Tabs and spaces are mixed.",
);
pub static _IncompleteInputError: Type = alike::<PySyntaxErrorObject>(
    c"_IncompleteInputError",
    &SyntaxError,
    c"The source text ends too early.",
);
pub static OSError: Type = Type::new(PyTypeObject {
    tp_str: os_error::STR,
    tp_methods: (&raw mut os_error::METHODS).cast(),
    tp_members: (&raw mut os_error::MEMBERS).cast(),
    tp_getset: (&raw mut os_error::GETSET).cast(),
    tp_init: os_error::INIT,
    tp_new: os_error::NEW,
    ..over::<PyOSErrorObject>(
        c"OSError",
        Exception.as_mut_ptr(),
        c"The operating system reports an error.",
    )
});
pub static UnicodeEncodeError: Type = Type::new(PyTypeObject {
    tp_str: unicode_error::ENCODE_STR,
    tp_members: (&raw mut unicode_error::MEMBERS).cast(),
    tp_init: unicode_error::ENCODE_INIT,
    tp_new: NEW,
    ..over::<PyUnicodeErrorObject>(
        c"UnicodeEncodeError",
        UnicodeError.as_mut_ptr(),
        c"Text cannot be encoded.",
    )
});
pub static UnicodeDecodeError: Type = Type::new(PyTypeObject {
    tp_str: unicode_error::DECODE_STR,
    tp_members: (&raw mut unicode_error::MEMBERS).cast(),
    tp_init: unicode_error::DECODE_INIT,
    tp_new: NEW,
    ..over::<PyUnicodeErrorObject>(
        c"UnicodeDecodeError",
        UnicodeError.as_mut_ptr(),
        c"Bytes cannot be decoded.",
    )
});
pub static UnicodeTranslateError: Type = Type::new(PyTypeObject {
    tp_str: unicode_error::TRANSLATE_STR,
    tp_members: (&raw mut unicode_error::MEMBERS).cast(),
    tp_init: unicode_error::TRANSLATE_INIT,
    tp_new: NEW,
    ..over::<PyUnicodeErrorObject>(
        c"UnicodeTranslateError",
        UnicodeError.as_mut_ptr(),
        c"Text cannot be translated.",
    )
});
pub static BaseExceptionGroup: Type = Type::new(PyTypeObject {
    tp_repr: group::REPR,
    tp_str: group::STR,
    tp_methods: (&raw mut group::METHODS).cast(),
    tp_members: (&raw mut group::MEMBERS).cast(),
    tp_init: group::INIT,
    tp_new: group::NEW,
    ..over::<PyBaseExceptionGroupObject>(
        c"BaseExceptionGroup",
        BaseException.as_mut_ptr(),
        c"Several unrelated exceptions in one.",
    )
});
pub static MemoryError: Type = Type::new(PyTypeObject {
    tp_new: memory_error::NEW,
    tp_dealloc: memory_error::DEALLOC,
    ..over::<PyBaseExceptionObject>(
        c"MemoryError",
        Exception.as_mut_ptr(),
        c"There is no memory left.",
    )
});
pub static BlockingIOError: Type =
    alike::<PyOSErrorObject>(c"BlockingIOError", &OSError, c"The operation would block.");
pub static ConnectionError: Type = alike::<PyOSErrorObject>(
    c"ConnectionError",
    &OSError,
    c"Common base of connection errors.",
);
pub static ChildProcessError: Type = alike::<PyOSErrorObject>(
    c"ChildProcessError",
    &OSError,
    c"An operation on a child process failed.",
);
pub static BrokenPipeError: Type = alike::<PyOSErrorObject>(
    c"BrokenPipeError",
    &ConnectionError,
    c"The other end of the pipe is closed.",
);
pub static ConnectionAbortedError: Type = alike::<PyOSErrorObject>(
    c"ConnectionAbortedError",
    &ConnectionError,
    c"The connection was aborted.",
);
pub static ConnectionRefusedError: Type = alike::<PyOSErrorObject>(
    c"ConnectionRefusedError",
    &ConnectionError,
    c"The connection was refused.",
);
pub static ConnectionResetError: Type = alike::<PyOSErrorObject>(
    c"ConnectionResetError",
    &ConnectionError,
    c"The connection was reset.",
);
pub static FileExistsError: Type =
    alike::<PyOSErrorObject>(c"FileExistsError", &OSError, c"The file exists already.");
pub static FileNotFoundError: Type = alike::<PyOSErrorObject>(
    c"FileNotFoundError",
    &OSError,
    c"There is no such file or directory.",
);
pub static IsADirectoryError: Type = alike::<PyOSErrorObject>(
    c"IsADirectoryError",
    &OSError,
    c"The operation does not work on a directory.",
);
pub static NotADirectoryError: Type = alike::<PyOSErrorObject>(
    c"NotADirectoryError",
    &OSError,
    c"The operation needs a directory.",
);
pub static InterruptedError: Type = alike::<PyOSErrorObject>(
    c"InterruptedError",
    &OSError,
    c"A signal interrupted the call.",
);
pub static PermissionError: Type = alike::<PyOSErrorObject>(
    c"PermissionError",
    &OSError,
    c"Not enough rights for the operation.",
);
pub static ProcessLookupError: Type = alike::<PyOSErrorObject>(
    c"ProcessLookupError",
    &OSError,
    c"There is no such process.",
);
pub static TimeoutError: Type =
    alike::<PyOSErrorObject>(c"TimeoutError", &OSError, c"The time is over.");

/// All of them, bases first.
pub static ALL: [&Type; 68] = [
    &BaseException,
    &Exception,
    &KeyboardInterrupt,
    &GeneratorExit,
    &TypeError,
    &StopAsyncIteration,
    &EOFError,
    &RuntimeError,
    &RecursionError,
    &PythonFinalizationError,
    &NotImplementedError,
    &LookupError,
    &IndexError,
    &ValueError,
    &UnicodeError,
    &AssertionError,
    &ArithmeticError,
    &FloatingPointError,
    &OverflowError,
    &ZeroDivisionError,
    &SystemError,
    &ReferenceError,
    &BufferError,
    &Warning,
    &UserWarning,
    &DeprecationWarning,
    &PendingDeprecationWarning,
    &SyntaxWarning,
    &RuntimeWarning,
    &FutureWarning,
    &ImportWarning,
    &UnicodeWarning,
    &BytesWarning,
    &ResourceWarning,
    &EncodingWarning,
    &StopIteration,
    &SystemExit,
    &KeyError,
    &NameError,
    &UnboundLocalError,
    &AttributeError,
    &ImportError,
    &ModuleNotFoundError,
    &SyntaxError,
    &IndentationError,
    &TabError,
    &_IncompleteInputError,
    &OSError,
    &UnicodeEncodeError,
    &UnicodeDecodeError,
    &UnicodeTranslateError,
    &BaseExceptionGroup,
    &MemoryError,
    &BlockingIOError,
    &ConnectionError,
    &ChildProcessError,
    &BrokenPipeError,
    &ConnectionAbortedError,
    &ConnectionRefusedError,
    &ConnectionResetError,
    &FileExistsError,
    &FileNotFoundError,
    &IsADirectoryError,
    &NotADirectoryError,
    &InterruptedError,
    &PermissionError,
    &ProcessLookupError,
    &TimeoutError,
];

/// Pointers to the types, as C code names them.
macro_rules! exported {
    ($($c:ident = $ty:ident;)*) => {$(
        #[unsafe(no_mangle)]
        pub static mut $c: *mut PyObject = $ty.as_mut_ptr().cast();
    )*};
}

exported! {
    PyExc_BaseException = BaseException;
    PyExc_Exception = Exception;
    PyExc_KeyboardInterrupt = KeyboardInterrupt;
    PyExc_GeneratorExit = GeneratorExit;
    PyExc_TypeError = TypeError;
    PyExc_StopAsyncIteration = StopAsyncIteration;
    PyExc_EOFError = EOFError;
    PyExc_RuntimeError = RuntimeError;
    PyExc_RecursionError = RecursionError;
    PyExc_PythonFinalizationError = PythonFinalizationError;
    PyExc_NotImplementedError = NotImplementedError;
    PyExc_LookupError = LookupError;
    PyExc_IndexError = IndexError;
    PyExc_ValueError = ValueError;
    PyExc_UnicodeError = UnicodeError;
    PyExc_AssertionError = AssertionError;
    PyExc_ArithmeticError = ArithmeticError;
    PyExc_FloatingPointError = FloatingPointError;
    PyExc_OverflowError = OverflowError;
    PyExc_ZeroDivisionError = ZeroDivisionError;
    PyExc_SystemError = SystemError;
    PyExc_ReferenceError = ReferenceError;
    PyExc_BufferError = BufferError;
    PyExc_Warning = Warning;
    PyExc_UserWarning = UserWarning;
    PyExc_DeprecationWarning = DeprecationWarning;
    PyExc_PendingDeprecationWarning = PendingDeprecationWarning;
    PyExc_SyntaxWarning = SyntaxWarning;
    PyExc_RuntimeWarning = RuntimeWarning;
    PyExc_FutureWarning = FutureWarning;
    PyExc_ImportWarning = ImportWarning;
    PyExc_UnicodeWarning = UnicodeWarning;
    PyExc_BytesWarning = BytesWarning;
    PyExc_ResourceWarning = ResourceWarning;
    PyExc_EncodingWarning = EncodingWarning;
    PyExc_StopIteration = StopIteration;
    PyExc_SystemExit = SystemExit;
    PyExc_KeyError = KeyError;
    PyExc_NameError = NameError;
    PyExc_UnboundLocalError = UnboundLocalError;
    PyExc_AttributeError = AttributeError;
    PyExc_ImportError = ImportError;
    PyExc_ModuleNotFoundError = ModuleNotFoundError;
    PyExc_SyntaxError = SyntaxError;
    PyExc_IndentationError = IndentationError;
    PyExc_TabError = TabError;
    _PyExc_IncompleteInputError = _IncompleteInputError;
    PyExc_OSError = OSError;
    PyExc_UnicodeEncodeError = UnicodeEncodeError;
    PyExc_UnicodeDecodeError = UnicodeDecodeError;
    PyExc_UnicodeTranslateError = UnicodeTranslateError;
    PyExc_BaseExceptionGroup = BaseExceptionGroup;
    PyExc_MemoryError = MemoryError;
    PyExc_BlockingIOError = BlockingIOError;
    PyExc_ConnectionError = ConnectionError;
    PyExc_ChildProcessError = ChildProcessError;
    PyExc_BrokenPipeError = BrokenPipeError;
    PyExc_ConnectionAbortedError = ConnectionAbortedError;
    PyExc_ConnectionRefusedError = ConnectionRefusedError;
    PyExc_ConnectionResetError = ConnectionResetError;
    PyExc_FileExistsError = FileExistsError;
    PyExc_FileNotFoundError = FileNotFoundError;
    PyExc_IsADirectoryError = IsADirectoryError;
    PyExc_NotADirectoryError = NotADirectoryError;
    PyExc_InterruptedError = InterruptedError;
    PyExc_PermissionError = PermissionError;
    PyExc_ProcessLookupError = ProcessLookupError;
    PyExc_TimeoutError = TimeoutError;
    PyExc_InterpreterError = InterpreterError;
    PyExc_InterpreterNotFoundError = InterpreterNotFoundError;
    PyExc_EnvironmentError = OSError;
    PyExc_IOError = OSError;
}
