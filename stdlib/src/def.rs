//! Module definitions: `module!` writes the static `PyModuleDef` with its slots and the init function.

/// Defines a built-in module: its name, docstring, init function, exec function, methods, and optionally a state struct.
///
/// ```ignore
/// module! {
///     name: c"posix", doc: c"...", init: PyInit_posix, exec: exec_module, methods: method_table![a, b], state: State
/// }
/// ```
/// The exec function is `fn(&Module) -> PyResult<()>`. The state, zeroed at first, is reached by `module.state::<State>()`;
/// give `traverse: f, clear: g` when it holds objects.
#[macro_export]
macro_rules! module {
    (name: $name:expr, doc: $doc:expr, init: $init:ident, exec: $exec:path, methods: $methods:expr
     $(, state: $state:ty $(, traverse: $traverse:path, clear: $clear:path)?)? $(,)?) => {
        static SLOTS: objects::module::Slots<4> = objects::module::Slots([
            objects::module::exec_slot({
                extern "C" fn exec(m: &objects::Module) -> base::Status {
                    base::Status::from($exec(m))
                }
                exec
            }),
            objects::module::MULTIPLE_INTERPRETERS_SLOT,
            objects::module::NO_GIL_SLOT,
            objects::module::END_SLOT,
        ]);
        static mut DEF: layout::PyModuleDef = layout::PyModuleDef {
            m_name: $name.as_ptr(),
            m_doc: $doc.as_ptr(),
            m_methods: $methods,
            m_slots: SLOTS.as_mut_ptr(),
            $(m_size: size_of::<$state>() as isize,
            $(m_traverse: Some($traverse), m_clear: Some($clear),)?)?
            ..objects::module::EMPTY_DEF
        };

        /// The module's init function.
        #[allow(non_snake_case)]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $init() -> *mut layout::PyObject {
            // SAFETY: a static definition.
            unsafe { objects::module::def_init(&raw mut DEF) }
        }
    };
}
