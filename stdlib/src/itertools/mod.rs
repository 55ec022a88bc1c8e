//! `itertools`: iterators built from iterators.
//!
//! `streams` transforms one stream, `functions` by a function, `chains` several; `endless` needs none; `combinatoric` draws from finite pools;
//! `groups` shares one stream among several readers. Every type is a struct with owned fields and an `advance`.

use objects::clinic::*;
use objects::prelude::*;

use crate::module;
use crate::support::add_type;

/// An iterator type from its struct, owning fields and `advance`.
macro_rules! iterator {
    ($(#[$meta:meta])* $view:ident, $layout:ty, $ty:ident = $name:literal, $full:literal, [$($field:ident),*]
     $(, dealloc = $dealloc:expr)? $(, weak = $weak:expr)? $(, base = $base:expr)?) => {
        object_view!(
            $(#[$meta])*
            pub $view, $layout, $name, |o| objects::type_::is_subtype_instance(o, &$ty)
        );
        objects::owned_fields!($view, heap = true, [$($field),*]);

        impl $view {
            extern "C" fn iternext(this: &$view) -> base::NextResult {
                this.advance().into()
            }
        }

        pub static $ty: $crate::heap_type::HeapType = {
            #[allow(unused_mut, unused_assignments)]
            let mut dealloc = objects::slots::dealloc::<$view>(objects::owned::dealloc);
            $(dealloc = objects::slots::dealloc::<$view>($dealloc);)?
            #[allow(unused_mut, unused_assignments)]
            let mut weak = 0;
            $(weak = $weak;)?
            #[allow(unused_mut, unused_assignments)]
            let mut base = layout::Py_TPFLAGS_BASETYPE;
            $(base = $base;)?
            $crate::heap_type::HeapType::new(layout::PyTypeObject {
                tp_name: $full.as_ptr(),
                tp_basicsize: size_of::<$layout>() as isize,
                tp_dealloc: dealloc,
                tp_flags: layout::Py_TPFLAGS_HAVE_GC
                    | layout::Py_TPFLAGS_IMMUTABLETYPE
                    | base,
                tp_doc: $view::DOC,
                tp_traverse: objects::slots::traverse::<$view>(objects::owned::traverse),
                tp_clear: objects::slots::clear::<$view>(objects::owned::clear),
                tp_weaklistoffset: weak,
                tp_iter: objects::slots::SELF_ITER,
                tp_iternext: objects::slots::next($view::iternext),
                tp_methods: $view::METHODS,
                tp_repr: $view::REPR,
                tp_new: Some($view::NEW),
                ..Type::EMPTY
            })
        };
    };
}

mod chains;
mod combinatoric;
mod endless;
mod functions;
mod groups;
mod streams;

/// For iterators whose repr is that of any object.
const NO_REPR: Option<layout::reprfunc> = None;

fn exec(module: &Module) -> PyResult<()> {
    for ty in [
        &streams::ACCUMULATE,
        &streams::BATCHED,
        &chains::CHAIN,
        &combinatoric::COMBINATIONS,
        &combinatoric::WITH_REPLACEMENT,
        &streams::COMPRESS,
        &endless::COUNT,
        &chains::CYCLE,
        &functions::DROPWHILE,
        &functions::FILTERFALSE,
        &groups::GROUPBY,
        &groups::GROUPER,
        &chains::ISLICE,
        &streams::PAIRWISE,
        &combinatoric::PERMUTATIONS,
        &combinatoric::PRODUCT,
        &endless::REPEAT,
        &functions::STARMAP,
        &functions::TAKEWHILE,
        &groups::TEE,
        &groups::TEE_DATA,
        &chains::ZIP_LONGEST,
    ] {
        add_type(module, ty)?;
    }
    Ok(())
}

module!(
    c"itertools",
    c"Iterators that make, combine and select items as they are asked for.",
    methods = method_table![groups::tee],
    exec = exec
);
