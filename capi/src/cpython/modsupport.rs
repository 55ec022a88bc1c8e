//! `cpython/modsupport.h`: parsing by a `_PyArg_Parser`.

use core::ffi::c_int;

use layout::_PyArg_Parser;
use objects::prelude::*;

use crate::modsupport::parsed;
use crate::support::*;
use crate::variadic::fast::{self, Keywords};
use crate::variadic::{VaList, variadic};

unsafe extern "C" fn parse_fast(
    args: Option<&Object>,
    kwargs: Option<&Object>,
    parser: *mut _PyArg_Parser,
    va: *mut VaList,
) -> c_int {
    let body = || {
        let args = arg::<Tuple>(args)?;
        let keywords = match kwargs {
            None => Keywords::None,
            Some(d) => Keywords::Dict(arg(Some(d))?),
        };
        // SAFETY: the caller's contract.
        unsafe { fast::parse(args.as_slice(), keywords, parser, &mut *va) }
    };
    parsed(body())
}

variadic! {
    fn _PyArg_ParseTupleAndKeywordsFast(args: Option<&Object>, kwargs: Option<&Object>, parser: *mut _PyArg_Parser, ...) -> c_int = parse_fast;
}
