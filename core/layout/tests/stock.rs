//! Size, alignment and offsets of every struct, as the stock headers have them: compiled, hence true. Recorded by `cargo xtask
//! abi layout --write`.
#![allow(unused_imports)]

use core::mem::{align_of, offset_of, size_of};

use layout::*;
// Not at the root: their names are those of the compiler's own tree.
use layout::internal::pycore_ast::*;

macro_rules! stock {
    ($($name:ident $size:literal $align:literal { $($($field:ident).+ = $offset:literal,)* })*) => {$(
        const _: () = {
            assert!(size_of::<$name>() == $size, concat!("size of ", stringify!($name)));
            assert!(align_of::<$name>() == $align, concat!("alignment of ", stringify!($name)));
            $(assert!(
                offset_of!($name, $($field).+) == $offset,
                concat!("offset of ", stringify!($name), " ", stringify!($($field).+)),
            );)*
        };
    )*};
}

#[cfg(not(feature = "free-threaded"))]
include!("recorded/gil.rs");
#[cfg(feature = "free-threaded")]
include!("recorded/ft.rs");

/// `_Py_DebugOffsets`, word by word as C initialises it.
const _: () = {
    const WORDS: usize = size_of::<_Py_DebugOffsets>() / 8;
    // SAFETY: the struct is words only, but for eight characters.
    let ours: [u64; WORDS] = unsafe { core::mem::transmute(_Py_DebugOffsets_INIT) };
    assert!(DEBUG_OFFSETS.len() == WORDS);
    let mut i = 0;
    while i < WORDS {
        assert!(ours[i] == DEBUG_OFFSETS[i]);
        i += 1;
    }
};
