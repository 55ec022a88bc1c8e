//! What the module knows of others: the exceptions, `copyreg`'s registries and `_compat_pickle`'s tables.

use core::fmt::Arguments;

use base::local::LocalBox;
use objects::exceptions::{self, types};
use objects::prelude::*;
use runtime::import::{import, import_attr};

pub struct State {
    pub pickling_error: Ref<Type>,
    pub unpickling_error: Ref<Type>,
    /// `copyreg.dispatch_table`: a type's reduction function.
    pub dispatch_table: Ref<Dict>,
    /// (module, name) to extension code.
    pub extension_registry: Ref<Dict>,
    /// Extension code to (module, name).
    pub inverted_registry: Ref<Dict>,
    /// Extension code to object.
    pub extension_cache: Ref<Dict>,
    pub name_mapping_2to3: Ref<Dict>,
    pub import_mapping_2to3: Ref<Dict>,
    pub name_mapping_3to2: Ref<Dict>,
    pub import_mapping_3to2: Ref<Dict>,
    /// `codecs.encode`: bytes in the protocols that have no opcode for them.
    pub codecs_encode: Ref,
    pub getattr: Ref,
    /// `functools.partial`: keyword arguments of `__new__` before NEWOBJ_EX.
    pub partial: Ref,
}

/// The state of the interpreter's module that was made last.
static STATE: LocalBox<State> = LocalBox::new();

/// The module's state; an exception in finalisers that run after the interpreter has let go of it.
pub fn state() -> PyResult<&'static State> {
    STATE.get().ok_or_else(|| crate::support::gone("_pickle"))
}

/// Is the exception that is set an `UnpicklingError`?
pub fn is_unpickling_error() -> bool {
    STATE
        .get()
        .is_some_and(|state| exceptions::matches(&state.unpickling_error))
}

/// Raises `PicklingError`.
pub fn pickling_error(message: Arguments<'_>) -> Raised {
    match state() {
        Ok(state) => exceptions::raise(&state.pickling_error, message),
        Err(gone) => gone,
    }
}

/// Raises `UnpicklingError`.
pub fn unpickling_error(message: Arguments<'_>) -> Raised {
    match state() {
        Ok(state) => exceptions::raise(&state.unpickling_error, message),
        Err(gone) => gone,
    }
}

/// Raises another exception, whose context is the one that was raised.
pub fn with_context(raised: Raised, new: impl FnOnce() -> PyResult<Raised>) -> Raised {
    let context = raised.take();
    let new = match new() {
        Ok(new) | Err(new) => new,
    };
    exceptions::chain_exceptions(context);
    new
}

fn dict_of(module: &str, name: &str) -> PyResult<Ref<Dict>> {
    let found = import_attr(module, &*Str::from_str(name)?)?;
    match found.downcast_into::<Dict>() {
        Ok(d) if d.is_exact_dict() => Ok(d),
        Ok(other) => Err(not_a_dict(module, name, &other)),
        Err(other) => Err(not_a_dict(module, name, &other)),
    }
}

fn not_a_dict(module: &str, name: &str, found: &Object) -> Raised {
    raise!(
        RuntimeError,
        "{}.{} should be a dict, not {:.200}",
        module,
        name,
        found.class().tp_name()
    )
}

fn new_exception(module: &Module, name: &str, base: &Type) -> PyResult<Ref<Type>> {
    let namespace = Dict::new()?;
    namespace.set_text("__module__", &*Str::from_str("_pickle")?)?;
    let class = Type::create(
        &*Str::from_str(name)?,
        &*Tuple::from_slice(&[base])?,
        &namespace,
    )?;
    module.add(name, &class)?;
    Ok(class)
}

/// Makes the state of a new module.
pub fn init(module: &Module) -> PyResult<()> {
    let base = new_exception(module, "PickleError", &types::Exception)?;
    let codecs_encode = import_attr("codecs", id!(encode))?;
    if !codecs_encode.is_callable() {
        return Err(raise!(
            RuntimeError,
            "codecs.encode should be a callable, not {:.200}",
            codecs_encode.class().tp_name()
        ));
    }
    let made = State {
        pickling_error: new_exception(module, "PicklingError", &base)?,
        unpickling_error: new_exception(module, "UnpicklingError", &base)?,
        dispatch_table: dict_of("copyreg", "dispatch_table")?,
        extension_registry: dict_of("copyreg", "_extension_registry")?,
        inverted_registry: dict_of("copyreg", "_inverted_registry")?,
        extension_cache: dict_of("copyreg", "_extension_cache")?,
        name_mapping_2to3: dict_of("_compat_pickle", "NAME_MAPPING")?,
        import_mapping_2to3: dict_of("_compat_pickle", "IMPORT_MAPPING")?,
        name_mapping_3to2: dict_of("_compat_pickle", "REVERSE_NAME_MAPPING")?,
        import_mapping_3to2: dict_of("_compat_pickle", "REVERSE_IMPORT_MAPPING")?,
        codecs_encode,
        getattr: import("builtins")?.get_attr(interned!("getattr"))?,
        partial: import_attr("functools", interned!("partial"))?,
    };
    STATE.set(made);
    Ok(())
}
