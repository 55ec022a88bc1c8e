//! The hash modules `_md5`, `_sha1`, `_sha2`, `_sha3` and `_blake2`, for `hashlib`; the functions themselves are from crates.
//!
//! All hash objects have one layout: a [`Shared`] state behind a lock, since long data is hashed without the GIL. The lock is never
//! held across Python code, nor while the GIL is waited for.

mod state;

pub mod _blake2;
pub mod _md5;
pub mod _sha1;
pub mod _sha2;
pub mod _sha3;

use layout::*;
use objects::buffer::Buffer;
use objects::prelude::*;
use parking_lot::Mutex;
use state::State;

use crate::heap_type;

/// From this many bytes on, hashing goes without the GIL.
const GIL_MINSIZE: usize = 2048;

type Shared = Mutex<State>;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct HashObject {
    ob_base: PyObject,
    /// A `Box`, from the making of the object to its end.
    state: *mut Shared,
}

/// A view type of hash objects, its deallocator and its static types. They are made by functions only, unless `new`.
macro_rules! hash_types {
    ($view:ident, [$($ty:ident = $name:literal $(doc $doc:literal)? $(described $described:ident)? $(new $new:expr)?),*]) => {
        object_view!(
            pub $view,
            $crate::hashes::HashObject,
            "hash",
            |o| [$(&$ty),*].iter().any(|ty| objects::type_::is_subtype_instance(o, ty))
        );
        $(static $ty: $crate::heap_type::HeapType = {
            #[allow(unused_mut, unused_assignments)]
            let (mut flags, mut new, mut doc) = (
                $crate::hashes::FLAGS | layout::Py_TPFLAGS_DISALLOW_INSTANTIATION,
                None,
                core::ptr::null(),
            );
            $(
                new = Some($new);
                flags = $crate::hashes::FLAGS;
            )?
            $(doc = $doc.as_ptr();)?
            $(doc = $described::DOC;)?
            $crate::heap_type::HeapType::new(layout::PyTypeObject {
                tp_name: $name.as_ptr(),
                tp_basicsize: size_of::<$crate::hashes::HashObject>() as isize,
                tp_dealloc: objects::slots::dealloc::<$view>($crate::hashes::dealloc::<$view>),
                tp_flags: flags,
                tp_traverse: objects::slots::traverse::<$view>($crate::heap_type::traverse::<$view>),
                tp_doc: doc,
                tp_methods: $view::METHODS,
                tp_getset: $view::GETSET,
                tp_new: new,
                ..Type::EMPTY
            })
        };)*
    };
}
pub(crate) use hash_types;

/// The methods that every fixed-length hash has; only the name of what `update` takes differs.
macro_rules! hash_methods {
    ($view:ident, $update:literal, $argument:ident, { $($more:item)* }) => {
        #[pymethods]
        impl $view {
            /// A hash object in the same state.
            #[method("copy()")]
            fn copy(&self) -> PyResult {
                $crate::hashes::copy(self)
            }

            /// The hash of the data so far, as bytes.
            #[method("digest()")]
            fn digest(&self) -> PyResult<Ref<Bytes>> {
                Bytes::from_slice(&$crate::hashes::lock(self).digest())
            }

            /// The hash of the data so far, in hexadecimal digits.
            #[method("hexdigest()")]
            fn hexdigest(&self) -> PyResult<Ref<Str>> {
                $crate::hashes::hex(&$crate::hashes::lock(self).digest())
            }

            /// Goes on with more data.
            #[method($update)]
            fn update(&self, $argument: &Object) -> PyResult<()> {
                $crate::hashes::update(self, $argument)
            }

            #[getter("block_size")]
            fn block_size(&self) -> usize {
                $crate::hashes::lock(self).block_size()
            }

            #[getter("digest_size")]
            fn digest_size(&self) -> usize {
                $crate::hashes::lock(self).digest_size()
            }

            #[getter("name")]
            fn name(&self) -> &'static str {
                $crate::hashes::lock(self).name()
            }

            $($more)*
        }
    };
}
pub(crate) use hash_methods;

/// The functions of a module that make its hash objects, which may start with data: `name "signature" "doc" = TYPE, State;`.
macro_rules! hash_functions {
    ($($name:ident $signature:literal $doc:literal = $ty:ident, $state:ident;)*) => {
        $(
            #[doc = $doc]
            #[pyfunction($signature)]
            fn $name(
                #[default(None)] data: Option<&Object>,
                usedforsecurity: bool,
                string: Option<&Object>,
            ) -> PyResult {
                let _ = usedforsecurity;
                let state = $crate::hashes::State::$state(Default::default());
                $crate::hashes::start(&$ty, state, $crate::hashes::input(data, string)?)
            }
        )*
    };
}
pub(crate) use hash_functions;

const FLAGS: core::ffi::c_ulong = Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_HAVE_GC;

/// `tp_dealloc` of every hash type.
extern "C" fn dealloc<T>(o: *mut T) {
    let o = o.cast::<HashObject>();
    // SAFETY: dead; the box goes once, before its object.
    unsafe {
        objects::gc::untrack(Object::from_ptr(o.cast()));
        let state = (*o).state;
        if !state.is_null() {
            drop(Box::from_raw(state));
        }
        heap_type::free(o.cast());
    }
}

/// The locked state of a hash object.
fn lock(o: &Object) -> parking_lot::MutexGuard<'_, State> {
    // SAFETY: callers come with hash objects; the box lives as long as they do.
    unsafe { (*(*o.as_ptr().cast::<HashObject>()).state).lock() }
}

/// An object of `ty` with this state.
fn object(ty: &Type, state: State) -> PyResult {
    let this = ty.alloc(0)?;
    // SAFETY: fresh, of a hash type.
    unsafe {
        (*this.as_ptr().cast::<HashObject>()).state = Box::into_raw(Box::new(Mutex::new(state)));
    }
    Ok(this)
}

fn copy(o: &Object) -> PyResult {
    let state = lock(o).clone();
    object(o.class(), state)
}

/// The bytes of an argument.
fn buffer(data: &Object) -> PyResult<Buffer> {
    if data.downcast::<Str>().is_some() {
        return Err(raise!(TypeError, "Strings must be encoded before hashing"));
    }
    if !objects::buffer::has_buffer(data) {
        return Err(raise!(
            TypeError,
            "object supporting the buffer API required"
        ));
    }
    let buffer = Buffer::get(data)?;
    if buffer.view().ndim > 1 {
        return Err(raise!(BufferError, "Buffer must be single dimension"));
    }
    Ok(buffer)
}

fn update(o: &Object, data: &Object) -> PyResult<()> {
    let buffer = buffer(data)?;
    let bytes = buffer.as_slice();
    if bytes.len() < GIL_MINSIZE {
        lock(o).update(bytes);
    } else {
        runtime::pystate::allow_threads(|| lock(o).update(bytes));
    }
    Ok(())
}

/// The one of `data` and `string` that was given.
fn input<'a>(data: Option<&'a Object>, string: Option<&'a Object>) -> PyResult<Option<&'a Object>> {
    match (data, string) {
        (Some(_), Some(_)) => Err(raise!(
            TypeError,
            "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter \
             is slated for removal in a future version."
        )),
        (data, string) => Ok(data.or(string)),
    }
}

/// A new object that has hashed the input.
fn start(ty: &Type, state: State, input: Option<&Object>) -> PyResult {
    let this = object(ty, state)?;
    if let Some(data) = input {
        update(&this, data)?;
    }
    Ok(this)
}

fn hex(bytes: &[u8]) -> PyResult<Ref<Str>> {
    let digit = |n: u8| char::from_digit(n.into(), 16).unwrap_or('0');
    let text: String = bytes
        .iter()
        .flat_map(|b| [digit(b >> 4), digit(b & 15)])
        .collect();
    Str::from_str(&text)
}

/// What every hash module has besides.
fn add_constants(module: &Module) -> PyResult<()> {
    module.add_int("_GIL_MINSIZE", GIL_MINSIZE as i64)
}
