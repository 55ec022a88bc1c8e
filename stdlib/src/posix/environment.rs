//! The environment: a snapshot as a dict of bytes, and changes to it.

use std::ffi::CString;

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

use super::os_error;

unsafe extern "C" {
    #[link_name = "environ"]
    static ENVIRON: *const *const core::ffi::c_char;
}

/// The environment as a dict of bytes; of doubled names the first counts.
pub fn environ_dict() -> PyResult<Ref<Dict>> {
    let d = Dict::new()?;
    // SAFETY: the C library's array ends with NULL; Python code changes it only through putenv, under the GIL.
    unsafe {
        let mut p = ENVIRON;
        while !p.is_null() && !(*p).is_null() {
            let entry = core::ffi::CStr::from_ptr(*p).to_bytes();
            if let Some(i) = entry.iter().position(|&b| b == b'=') {
                let (name, value) = (
                    Bytes::from_slice(&entry[..i])?,
                    Bytes::from_slice(&entry[i + 1..])?,
                );
                d.set_default(&name, &value)?;
            }
            p = p.add(1);
        }
    }
    Ok(d)
}

fn text(o: &Object, function: &str) -> PyResult<CString> {
    let path = super::Path::new(o, function, "name")?;
    Ok(path.c_str().to_owned())
}

/// Set an environment variable. os.environ does this for its items.
#[pyfunction("putenv(name, value, /)")]
pub fn putenv(name: &Object, value: &Object) -> PyResult<()> {
    let (name, value) = (text(name, "putenv")?, text(value, "putenv")?);
    if name.to_bytes().contains(&b'=') {
        return Err(raise!(ValueError, "illegal environment variable name"));
    }
    runtime::audit::audit("os.putenv", || {
        Tuple::from_array([
            Bytes::from_slice(name.to_bytes())?.upcast(),
            Bytes::from_slice(value.to_bytes())?.upcast(),
        ])
    })?;
    // SAFETY: C strings; other threads that read the environment in C do so at their own risk, as with stock.
    if unsafe { libc::setenv(name.as_ptr(), value.as_ptr(), 1) } != 0 {
        Err(os_error())
    } else {
        Ok(())
    }
}

/// Remove an environment variable.
#[pyfunction("unsetenv(name, /)")]
pub fn unsetenv(name: &Object) -> PyResult<()> {
    let name = text(name, "unsetenv")?;
    runtime::audit::audit("os.unsetenv", || {
        Tuple::from_array([Bytes::from_slice(name.to_bytes())?.upcast()])
    })?;
    // SAFETY: as in `putenv`.
    if unsafe { libc::unsetenv(name.as_ptr()) } != 0 {
        Err(os_error())
    } else {
        Ok(())
    }
}

/// The environment as it is now.
#[pyfunction("_create_environ()")]
pub fn create_environ() -> PyResult<Ref<Dict>> {
    environ_dict()
}
