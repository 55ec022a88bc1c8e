//! The attributes of a parser: where it is, how it gathers text, and its handlers.

use core::ffi::{c_int, c_void};

use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::slots;

use super::super::expat::*;
use super::super::handlers::{COUNT, KINDS};
use super::Parser;

#[pymethods(export = ATTRIBUTES)]
impl Parser {
    #[getter("ErrorCode")]
    fn error_code(&self) -> PyResult {
        // SAFETY: a live parser; so below.
        int(unsafe { (opened().get_error_code)(self.itself()) }.into())
    }

    #[getter("ErrorLineNumber")]
    fn error_line_number(&self) -> PyResult {
        self.line_number()
    }

    #[getter("ErrorColumnNumber")]
    fn error_column_number(&self) -> PyResult {
        self.column_number()
    }

    #[getter("ErrorByteIndex")]
    fn error_byte_index(&self) -> PyResult {
        self.byte_index()
    }

    #[getter("CurrentLineNumber")]
    fn line_number(&self) -> PyResult {
        // SAFETY: a live parser.
        int(unsafe { (opened().get_current_line_number)(self.itself()) } as i64)
    }

    #[getter("CurrentColumnNumber")]
    fn column_number(&self) -> PyResult {
        // SAFETY: a live parser.
        int(unsafe { (opened().get_current_column_number)(self.itself()) } as i64)
    }

    #[getter("CurrentByteIndex")]
    fn byte_index(&self) -> PyResult {
        // SAFETY: a live parser.
        int(unsafe { (opened().get_current_byte_index)(self.itself()) })
    }

    #[getter("buffer_size")]
    fn buffer_size(&self) -> PyResult {
        int(self.fields().buffer_size.into())
    }

    #[setter("buffer_size")]
    fn set_buffer_size(&self, value: Option<&Object>) -> PyResult<()> {
        let Some(n) = given(value)?.downcast::<Long>() else {
            return Err(raise!(TypeError, "buffer_size must be an integer"));
        };
        let n = n.as_i64()?;
        if n <= 0 {
            return Err(raise!(ValueError, "buffer_size must be greater than zero"));
        }
        if n == i64::from(self.fields().buffer_size) {
            return Ok(());
        }
        let Ok(size) = c_int::try_from(n) else {
            return Err(raise!(
                ValueError,
                "buffer_size must not be greater than {}",
                c_int::MAX
            ));
        };
        self.flush_text()?;
        self.set_buffer(Some(size))
    }

    #[getter("buffer_text")]
    fn buffer_text(&self) -> PyResult {
        Ok(py_bool(!self.fields().buffer.is_null()).to_ref())
    }

    #[setter("buffer_text")]
    fn set_buffer_text(&self, value: Option<&Object>) -> PyResult<()> {
        let wanted = given(value)?.is_true()?;
        if wanted != self.fields().buffer.is_null() {
            return Ok(());
        }
        self.flush_text()?;
        self.set_buffer(wanted.then_some(self.fields().buffer_size))
    }

    #[getter("buffer_used")]
    fn buffer_used(&self) -> PyResult {
        int(self.fields().buffer_used.into())
    }

    #[getter("namespace_prefixes")]
    fn namespace_prefixes(&self) -> PyResult {
        Ok(py_bool(self.fields().ns_prefixes != 0).to_ref())
    }

    #[setter("namespace_prefixes")]
    fn set_namespace_prefixes(&self, value: Option<&Object>) -> PyResult<()> {
        let wanted = given(value)?.is_true()?;
        // SAFETY: a live parser.
        unsafe {
            (*self.raw()).ns_prefixes = wanted.into();
            (opened().set_return_ns_triplet)(self.itself(), wanted.into());
        }
        Ok(())
    }

    #[getter("ordered_attributes")]
    fn ordered_attributes(&self) -> PyResult {
        Ok(py_bool(self.fields().ordered_attributes != 0).to_ref())
    }

    #[setter("ordered_attributes")]
    fn set_ordered_attributes(&self, value: Option<&Object>) -> PyResult<()> {
        let wanted = given(value)?.is_true()?;
        // SAFETY: plain data.
        unsafe { (*self.raw()).ordered_attributes = wanted.into() };
        Ok(())
    }

    #[getter("specified_attributes")]
    fn specified_attributes(&self) -> PyResult {
        Ok(py_bool(self.fields().specified_attributes != 0).to_ref())
    }

    #[setter("specified_attributes")]
    fn set_specified_attributes(&self, value: Option<&Object>) -> PyResult<()> {
        let wanted = given(value)?.is_true()?;
        // SAFETY: plain data.
        unsafe { (*self.raw()).specified_attributes = wanted.into() };
        Ok(())
    }
}

fn int(n: i64) -> PyResult {
    Ok(Long::from_i64(n)?.upcast())
}

/// What a setter got; attributes cannot be deleted.
fn given(value: Option<&Object>) -> PyResult<&Object> {
    value.ok_or_else(|| raise!(RuntimeError, "Cannot delete attribute"))
}

extern "C" fn get_handler(this: &Parser, kind: *mut c_void) -> PyResult {
    Ok(this.handler(kind.addr()).unwrap_or_else(|| none().to_ref()))
}

extern "C" fn set_handler(this: &Parser, value: Option<&Object>, kind: *mut c_void) -> Status {
    given(value)
        .and_then(|v| this.set_handler(kind.addr(), Some(v).filter(|v| !v.is(none()))))
        .into()
}

pub(super) const HANDLERS: [PyGetSetDef; COUNT] = {
    let mut rows = [slots::GETSETS_END; COUNT];
    let mut i = 0;
    while i < COUNT {
        rows[i] = slots::getset::<Parser>(
            KINDS[i].attribute,
            Some(get_handler),
            Some(set_handler),
            c"",
        );
        rows[i].closure = core::ptr::without_provenance_mut(i);
        i += 1;
    }
    rows
};
