//! `cpython/picklebufobject.h`: out-of-band buffers of pickles.

use core::ptr::null;

use layout::Py_buffer;
use objects::picklebuffer::PickleBuffer;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyPickleBuffer_FromObject(o: Option<&Object>) -> PyResult {
    up(PickleBuffer::from_object(some(o)?))
}

fn buffer(o: Option<&Object>) -> PyResult<&PickleBuffer> {
    let o = some(o)?;
    o.downcast::<PickleBuffer>().ok_or_else(|| {
        raise!(
            TypeError,
            "expected PickleBuffer, {:.200} found",
            o.class().tp_name()
        )
    })
}
/// The view, which belongs to the object. ValueError once it is released.
#[unsafe(no_mangle)]
pub extern "C" fn PyPickleBuffer_GetBuffer(o: Option<&Object>) -> *const Py_buffer {
    value(null(), || Ok(core::ptr::from_ref(buffer(o)?.view()?)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyPickleBuffer_Release(o: Option<&Object>) -> Status {
    run(|| {
        buffer(o)?.release();
        Ok(())
    })
}
