//! `_types`: the types that have no name in `builtins`.

use objects::prelude::*;

use crate::module;

/// The type objects by the symbols they are exported under, wherever they live.
macro_rules! named {
    ($($name:literal = $symbol:ident;)*) => {
        unsafe extern "C" {
            $(static $symbol: Type;)*
        }

        fn exec(module: &Module) -> PyResult<()> {
            // SAFETY: static types, ready by the time modules are made.
            unsafe {
                $(module.add($name, &$symbol)?;)*
                module.add("BuiltinMethodType", &PyCFunction_Type)?;
                module.add("MethodWrapperType", &objects::descr::wrapper::_PyMethodWrapper_Type)?;
                module.add("SimpleNamespace", &objects::namespace::_PyNamespace_Type)?;
                module.add("LambdaType", &PyFunction_Type)
            }
        }
    };
}

named! {
    "AsyncGeneratorType" = PyAsyncGen_Type;
    "BuiltinFunctionType" = PyCFunction_Type;
    "CapsuleType" = PyCapsule_Type;
    "CellType" = PyCell_Type;
    "ClassMethodDescriptorType" = PyClassMethodDescr_Type;
    "CodeType" = PyCode_Type;
    "CoroutineType" = PyCoro_Type;
    "EllipsisType" = PyEllipsis_Type;
    "FrameType" = PyFrame_Type;
    "FunctionType" = PyFunction_Type;
    "GeneratorType" = PyGen_Type;
    "GenericAlias" = Py_GenericAliasType;
    "GetSetDescriptorType" = PyGetSetDescr_Type;
    "MappingProxyType" = PyDictProxy_Type;
    "MemberDescriptorType" = PyMemberDescr_Type;
    "MethodDescriptorType" = PyMethodDescr_Type;
    "MethodType" = PyMethod_Type;
    "ModuleType" = PyModule_Type;
    "NoneType" = _PyNone_Type;
    "NotImplementedType" = _PyNotImplemented_Type;
    "TracebackType" = PyTraceBack_Type;
    "UnionType" = _PyUnion_Type;
    "WrapperDescriptorType" = PyWrapperDescr_Type;
}

module!(
    c"_types",
    c"Names for built-in types.",
    methods = core::ptr::null_mut(),
    exec = exec
);
