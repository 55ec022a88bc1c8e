//! The `builtins` module: its functions, and the types and constants that it names.

mod build_class;
pub mod compile;
mod functions;
mod input;
mod iteration;
mod print;

use base::tstate;
use clinic::method_table;
use layout::*;
use objects::prelude::*;
use objects::{
    bltin_iter, bytearray, bytes, complex, dict, enum_, exceptions, float, function, list, long,
    memoryview, range, set, slice, tuple, unicode,
};

/// The interpreter's `builtins` module.
pub fn module() -> PyResult {
    match super::import::get_module(id!(builtins))? {
        Some(m) => Ok(m),
        None => Err(raise!(RuntimeError, "lost builtins module")),
    }
}

/// `builtins.__dict__` of the current interpreter.
pub fn dict() -> &'static Dict {
    // SAFETY: the interpreter owns the reference from start-up to its end.
    unsafe { Object::from_ptr((*tstate::interp()).builtins).downcast_unchecked() }
}

static mut DEF: PyModuleDef = PyModuleDef {
    m_name: c"builtins".as_ptr(),
    m_doc:
        c"What every program finds without an import: functions, types, exceptions and constants."
            .as_ptr(),
    m_size: -1,
    m_methods: method_table![
        build_class::build_class,
        functions::import,
        functions::abs,
        iteration::all,
        iteration::any,
        iteration::aiter,
        iteration::anext,
        functions::ascii,
        functions::bin,
        functions::breakpoint,
        functions::callable,
        functions::chr,
        compile::compile,
        functions::delattr,
        functions::dir,
        functions::divmod,
        compile::eval,
        compile::exec,
        functions::format,
        functions::getattr,
        functions::globals,
        functions::hasattr,
        functions::hash,
        functions::hex,
        functions::id,
        input::input,
        functions::isinstance,
        functions::issubclass,
        iteration::iter,
        functions::len,
        functions::locals,
        iteration::max,
        iteration::min,
        iteration::next,
        functions::oct,
        functions::ord,
        functions::pow,
        print::print,
        functions::repr,
        functions::round,
        functions::setattr,
        iteration::sorted,
        iteration::sum,
        functions::vars,
    ],
    ..module_def()
};

/// An empty module definition.
pub const fn module_def() -> PyModuleDef {
    // SAFETY: all-zero is valid; the header is that of a static object.
    let mut def: PyModuleDef = unsafe { zeroed() };
    def.m_base.ob_base = base::refcount::static_header(core::ptr::null_mut());
    def
}

/// Makes the module and fills it. `interp.builtins` is set by the caller.
pub fn create() -> PyResult<Ref<Module>> {
    let m = Module::new(id!(builtins))?;
    // SAFETY: the table is static and ends with NULL.
    unsafe {
        m.add_functions(DEF.m_methods)?;
        (*m.raw()).md_def = &raw mut DEF;
    }
    let doc =
        "What every program finds without an import: functions, types, exceptions and constants.";
    m.add_str("__doc__", doc)?;
    let d = m.dict();
    for (name, value) in [
        ("None", none()),
        ("Ellipsis", slice::ellipsis()),
        ("NotImplemented", not_implemented()),
        ("False", py_bool(false)),
        ("True", py_bool(true)),
    ] {
        m.add(name, value)?;
    }
    let types: &[(&str, &Type)] = &[
        ("bool", &objects::bool_::PyBool_Type),
        ("memoryview", &memoryview::PyMemoryView_Type),
        ("bytearray", &bytearray::PyByteArray_Type),
        ("bytes", &bytes::PyBytes_Type),
        ("classmethod", &function::PyClassMethod_Type),
        ("complex", &complex::PyComplex_Type),
        ("dict", &dict::PyDict_Type),
        ("enumerate", &enum_::PyEnum_Type),
        ("filter", &bltin_iter::PyFilter_Type),
        ("float", &float::PyFloat_Type),
        ("frozenset", &set::PyFrozenSet_Type),
        ("property", &objects::descr::PyProperty_Type),
        ("int", &long::PyLong_Type),
        ("list", &list::PyList_Type),
        ("map", &bltin_iter::PyMap_Type),
        ("object", &objects::object::PyBaseObject_Type),
        ("range", &range::PyRange_Type),
        ("reversed", &enum_::PyReversed_Type),
        ("set", &set::PySet_Type),
        ("slice", &slice::PySlice_Type),
        ("staticmethod", &function::PyStaticMethod_Type),
        ("str", &unicode::PyUnicode_Type),
        ("super", &objects::type_::PySuper_Type),
        ("tuple", &tuple::PyTuple_Type),
        ("type", &objects::type_::PyType_Type),
        ("zip", &bltin_iter::PyZip_Type),
    ];
    for (name, ty) in types {
        m.add(name, ty)?;
    }
    // SAFETY: attached; the configuration is complete.
    let optimized = unsafe { (*tstate::interp()).config.optimization_level } > 0;
    m.add("__debug__", py_bool(!optimized))?;
    exceptions::add_to_builtins(d)?;
    Ok(m)
}

/// All arguments of a `raw` function: the positional ones and the keyword values that follow them in memory.
fn with_keyword_values<'a>(args: &'a [&'a Object], kwnames: Option<&Tuple>) -> &'a [&'a Object] {
    // SAFETY: `raw` functions are called by vectorcall, whose keyword values follow the positional arguments.
    unsafe {
        core::slice::from_raw_parts(args.as_ptr(), args.len() + kwnames.map_or(0, Tuple::len))
    }
}
