//! Every static type of the core in the order in which they are made ready, which their bases and the machinery itself demand.
//!
//! Exceptions have their own table (`exceptions`), and modules make their own types ready.

use base::PyResult;
use layout::*;

use crate::Type;

/// Versions that specialised code knows at compile time.
const FIXED_VERSIONS: [(&Type, i32); 11] = [
    (&crate::long::PyLong_Type, _Py_TYPE_VERSION_INT),
    (&crate::float::PyFloat_Type, _Py_TYPE_VERSION_FLOAT),
    (&crate::list::PyList_Type, _Py_TYPE_VERSION_LIST),
    (&crate::tuple::PyTuple_Type, _Py_TYPE_VERSION_TUPLE),
    (&crate::unicode::PyUnicode_Type, _Py_TYPE_VERSION_STR),
    (&crate::set::PySet_Type, _Py_TYPE_VERSION_SET),
    (&crate::set::PyFrozenSet_Type, _Py_TYPE_VERSION_FROZEN_SET),
    (&crate::dict::PyDict_Type, _Py_TYPE_VERSION_DICT),
    (
        &crate::bytearray::PyByteArray_Type,
        _Py_TYPE_VERSION_BYTEARRAY,
    ),
    (&crate::bytes::PyBytes_Type, _Py_TYPE_VERSION_BYTES),
    (&crate::complex::PyComplex_Type, _Py_TYPE_VERSION_COMPLEX),
];

/// The types, bases first.
const TYPES: &[&Type] = &[
    &crate::object::PyBaseObject_Type,
    &crate::type_::PyType_Type,
    // What the first types need to be readied themselves.
    &crate::dict::PyDict_Type,
    &crate::tuple::PyTuple_Type,
    &crate::unicode::PyUnicode_Type,
    &crate::long::PyLong_Type,
    &crate::weakref::_PyWeakref_RefType,
    &crate::descr::wrapper::PyWrapperDescr_Type,
    &crate::descr::method::PyMethodDescr_Type,
    &crate::descr::method::PyClassMethodDescr_Type,
    &crate::descr::getset::PyGetSetDescr_Type,
    &crate::descr::member::PyMemberDescr_Type,
    &crate::cfunction::PyCFunction_Type,
    &crate::cfunction::PyCMethod_Type,
    &crate::list::PyList_Type,
    &crate::set::PySet_Type,
    &crate::set::PyFrozenSet_Type,
    &crate::bytes::PyBytes_Type,
    &crate::bytearray::PyByteArray_Type,
    &crate::float::PyFloat_Type,
    &crate::complex::PyComplex_Type,
    &crate::bool_::PyBool_Type,
    &crate::slice::PySlice_Type,
    &crate::slice::PyEllipsis_Type,
    &crate::object::_PyNone_Type,
    &crate::object::_PyNotImplemented_Type,
    &crate::code::PyCode_Type,
    &crate::cell::PyCell_Type,
    &crate::function::PyFunction_Type,
    &crate::function::PyClassMethod_Type,
    &crate::function::PyStaticMethod_Type,
    &crate::method::PyMethod_Type,
    &crate::method::PyInstanceMethod_Type,
    &crate::module::PyModule_Type,
    &crate::module::PyModuleDef_Type,
    &crate::descr::property::PyProperty_Type,
    &crate::descr::proxy::PyDictProxy_Type,
    &crate::descr::wrapper::_PyMethodWrapper_Type,
    &crate::type_::PySuper_Type,
    &crate::type_::_PyBufferWrapper_Type,
    &crate::namespace::_PyNamespace_Type,
    &crate::capsule::PyCapsule_Type,
    &crate::memoryview::PyMemoryView_Type,
    &crate::picklebuffer::PyPickleBuffer_Type,
    &crate::memoryview::_PyMemoryIter_Type,
    &crate::memoryview::_PyManagedBuffer_Type,
    &crate::bytes_methods::iter::PyBytesIter_Type,
    &crate::bytes_methods::iter::PyByteArrayIter_Type,
    &crate::template::_PyInterpolation_Type,
    &crate::template::_PyTemplate_Type,
    &crate::template::_PyTemplateIter_Type,
    &crate::range::PyRange_Type,
    &crate::range::PyRangeIter_Type,
    &crate::range::PyLongRangeIter_Type,
    &crate::enum_::PyEnum_Type,
    &crate::enum_::PyReversed_Type,
    &crate::bltin_iter::PyFilter_Type,
    &crate::bltin_iter::PyMap_Type,
    &crate::bltin_iter::PyZip_Type,
    &crate::iter::PySeqIter_Type,
    &crate::iter::PyCallIter_Type,
    &crate::list::PyListIter_Type,
    &crate::list::PyListRevIter_Type,
    &crate::tuple::PyTupleIter_Type,
    &crate::set::PySetIter_Type,
    &crate::dict::iter::PyDictIterKey_Type,
    &crate::dict::iter::PyDictIterValue_Type,
    &crate::dict::iter::PyDictIterItem_Type,
    &crate::dict::iter::PyDictRevIterKey_Type,
    &crate::dict::iter::PyDictRevIterValue_Type,
    &crate::dict::iter::PyDictRevIterItem_Type,
    &crate::dict::views::PyDictKeys_Type,
    &crate::dict::views::PyDictValues_Type,
    &crate::dict::views::PyDictItems_Type,
    &crate::odict::PyODict_Type,
    &crate::odict::PyODictIter_Type,
    &crate::odict::PyODictKeys_Type,
    &crate::odict::PyODictItems_Type,
    &crate::odict::PyODictValues_Type,
    &crate::unicode::codec::encoding_map::EncodingMapType,
    &crate::unicode::PyUnicodeIter_Type,
    &crate::unicode::_PyUnicodeASCIIIter_Type,
    &crate::weakref::_PyWeakref_ProxyType,
    &crate::weakref::_PyWeakref_CallableProxyType,
    &crate::traceback::PyTraceBack_Type,
    &crate::genericalias::Py_GenericAliasType,
    &crate::genericalias::_Py_GenericAliasIterType,
    &crate::union_::_PyUnion_Type,
    &crate::typevar::no_default::_PyNoDefault_Type,
    &crate::typevar::alias::_PyTypeAlias_Type,
    &crate::context::PyContext_Type,
    &crate::context::PyContextVar_Type,
    &crate::context::PyContextToken_Type,
    &crate::context::token::_PyContextTokenMissing_Type,
    &crate::context::hamt::_PyHamt_Type,
    &crate::context::hamt::_PyHamt_BitmapNode_Type,
    &crate::context::hamt::_PyHamt_CollisionNode_Type,
    &crate::context::hamt_iter::_PyHamtKeys_Type,
    &crate::context::hamt_iter::_PyHamtValues_Type,
    &crate::context::hamt_iter::_PyHamtItems_Type,
];

/// The types of this crate's table, for who asks C's way.
pub fn all() -> &'static [&'static Type] {
    TYPES
}

/// Makes all of them ready, in this interpreter.
pub fn ready_all() -> PyResult<()> {
    for (ty, version) in FIXED_VERSIONS {
        if ty.version() == 0 {
            ty.set_fixed_version(version as u32);
        }
    }
    for ty in TYPES {
        ty.ready()?;
    }
    // SAFETY: eval defines it.
    for ty in unsafe { base::upcalls::eval_static_types() } {
        // SAFETY: statics.
        unsafe { Type::from_raw(ty) }.ready()?;
    }
    Ok(())
}

/// Lets go of what this interpreter made for the static types, last made ready first (`_PyTypes_FiniTypes`). The objects made for all
/// interpreters (bases, MRO, slots) stay; `ready_all` can run again.
pub fn fini_all() {
    crate::type_::clear_cache();
    crate::type_::fini_static_types();
}
