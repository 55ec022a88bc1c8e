//! The frame below an inlined `__init__`: it checks that the answer is None and returns the instance.

use core::ffi::c_char;

use layout::*;
use objects::runtime_data::_PyRuntime as RUNTIME;

use crate::frame::local;
use crate::generated::metadata::op;
use crate::prelude::*;

/// Words that the frame takes.
pub const FRAME_SIZE: usize = FRAME_SPECIALS_SIZE as usize + 2;

const fn code() -> _PyCode8 {
    // SAFETY: all-zero is valid for the struct.
    let mut c: _PyCode8 = unsafe { layout::zeroed() };
    c.ob_base.ob_base = base::refcount::static_header(objects::code::PyCode_Type.as_mut_ptr());
    c.ob_base.ob_size = 3;
    // SAFETY: only addresses are taken.
    let singletons = unsafe { &raw mut RUNTIME.static_objects.singletons };
    // SAFETY: as above.
    let (empty, bytes, name) = unsafe {
        (
            (&raw mut (*singletons).tuple_empty).cast::<PyObject>(),
            (&raw mut (*singletons).bytes_empty).cast::<PyObject>(),
            (&raw mut (*singletons).strings.identifiers._py___init__).cast::<PyObject>(),
        )
    };
    c.co_consts = empty;
    c.co_names = empty;
    c.co_exceptiontable = bytes;
    c.co_flags = CO_OPTIMIZED | CO_NO_MONITORING_EVENTS;
    c.co_stacksize = 2;
    c.co_framesize = FRAME_SIZE as core::ffi::c_int;
    c.co_localsplusnames = empty;
    c.co_localspluskinds = bytes;
    c.co_filename = name;
    c.co_name = name;
    c.co_qualname = name;
    c.co_linetable = bytes;
    c._co_firsttraceable = 4;
    c.co_code_adaptive = [
        op::EXIT_INIT_CHECK as c_char,
        0,
        op::RETURN_VALUE as c_char,
        0,
        op::RESUME as c_char,
        RESUME_AT_FUNC_START as c_char,
        0,
        0,
    ];
    c
}

/// The code of that frame.
#[unsafe(no_mangle)]
pub static mut _Py_InitCleanup: _PyCode8 = code();

/// Pushes the frame, holding the instance.
///
/// # Safety
/// There is room on the data stack.
pub unsafe fn push(ts: Ts, previous: Frame, instance: &Object) -> Frame {
    // SAFETY: as the caller says.
    unsafe {
        let frame = (*ts).datastack_top.cast::<_PyInterpreterFrame>();
        (*ts).datastack_top = (*ts).datastack_top.add(FRAME_SIZE);
        let code = (&raw mut _Py_InitCleanup).cast::<PyCodeObject>();
        (*frame).previous = previous;
        (*frame).f_funcobj = _PyStackRef {
            bits: StackRef::from_immortal(none()).into_bits(),
        };
        (*frame).f_executable = _PyStackRef {
            bits: StackRef::from_borrowed(code.cast()).into_bits(),
        };
        (*frame).f_builtins = core::ptr::null_mut();
        (*frame).f_globals = core::ptr::null_mut();
        (*frame).f_locals = core::ptr::null_mut();
        (*frame).frame_obj = core::ptr::null_mut();
        (*frame).instr_ptr = crate::frame::code_start(code);
        #[cfg(feature = "free-threaded")]
        {
            (*frame).tlbc_index = 0;
        }
        (*frame).return_offset = 0;
        (*frame).owner = FRAME_OWNED_BY_THREAD as c_char;
        (*frame).visited = 0;
        local(frame, 0).write(StackRef::from_object(instance));
        (*frame).stackpointer = local(frame, 1).cast();
        frame
    }
}
