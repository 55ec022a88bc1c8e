//! `EncodingMap`: which byte a character of the basic plane becomes, for codecs of one byte a character.
//!
//! A trie of three levels: 32 bytes in the object, one for each 2048 characters; then, behind it, tables of 16 bytes, one for each 128 characters, and
//! tables of 128 bytes, one for each character. An entry of the first two is the number of a table of the next, or NONE; of the
//! last it is the byte, 0 for none: the character 0 is the byte 0, and no other is. Nothing changes once the object is made.

use layout::*;

use crate::clinic::*;
use crate::prelude::*;
use crate::slots;

const NONE: u8 = 0xff;
/// What a decoding table has for a byte that is no character.
const UNMAPPED: u32 = 0xfffe;

type Level2 = [u8; 16];
type Level3 = [u8; 128];

#[repr(C)]
pub struct EncodingMapObject {
    ob_base: PyObject,
    level1: [u8; 32],
    count2: i32,
    count3: i32,
    /// The first byte of the tables.
    level23: [u8; 1],
}

object_view!(
    /// `EncodingMap`.
    pub EncodingMap, EncodingMapObject, "EncodingMap", |o| o.is_exactly(EncodingMapType.as_mut_ptr())
);

/// The tables of a map, still apart.
struct Tables {
    level1: [u8; 32],
    level2: Vec<Level2>,
    level3: Vec<Level3>,
}

impl Tables {
    /// `None` if a map cannot say it: the first character is not 0 or another is, there is one outside the basic plane, or they are too far apart.
    fn of(decoding: &Str) -> Option<Tables> {
        let mut t = Tables {
            level1: [NONE; 32],
            level2: Vec::new(),
            level3: Vec::new(),
        };
        let mut chars = decoding.iter_chars().take(256).enumerate();
        if !matches!(chars.next(), Some((_, 0))) {
            return None;
        }
        for (byte, c) in chars {
            if c == 0 || c > 0xffff {
                return None;
            }
            if c == UNMAPPED {
                continue;
            }
            let c = c as usize;
            let first = &mut t.level1[c >> 11];
            if *first == NONE {
                *first = t.level2.len() as u8;
                t.level2.push([NONE; 16]);
            }
            let second = &mut t.level2[usize::from(*first)][(c >> 7) & 15];
            if *second == NONE {
                *second = t.level3.len() as u8;
                t.level3.push([0; 128]);
            }
            t.level3[usize::from(*second)][c & 127] = byte as u8;
            if t.level3.len() >= usize::from(NONE) {
                return None;
            }
        }
        Some(t)
    }
}

impl EncodingMap {
    /// The map of a decoding table, if there can be one.
    pub(super) fn of(decoding: &Str) -> PyResult<Option<Ref<EncodingMap>>> {
        let Some(t) = Tables::of(decoding) else {
            return Ok(None);
        };
        let (level2, level3) = (t.level2.as_flattened(), t.level3.as_flattened());
        let room = level2.len() + level3.len();
        let map = crate::alloc::new_with_room::<EncodingMap>(&EncodingMapType, room)?;
        // SAFETY: fresh; there is room for the tables behind the object.
        unsafe {
            let p = map.raw();
            (*p).level1 = t.level1;
            (*p).count2 = t.level2.len() as i32;
            (*p).count3 = t.level3.len() as i32;
            let tables = (&raw mut (*p).level23).cast::<u8>();
            tables.copy_from_nonoverlapping(level2.as_ptr(), level2.len());
            tables
                .add(level2.len())
                .copy_from_nonoverlapping(level3.as_ptr(), level3.len());
        }
        Ok(Some(map))
    }

    /// The byte of a character.
    pub(super) fn get(&self, c: u32) -> Option<u8> {
        if c == 0 {
            return Some(0);
        }
        let c = Some(c as usize).filter(|c| *c <= 0xffff)?;
        // SAFETY: live; the entries are numbers of tables that `of` has put there.
        unsafe {
            let p = self.raw();
            let tables = (&raw const (*p).level23).cast::<u8>();
            let first = Some((*p).level1[c >> 11]).filter(|n| *n != NONE)?;
            let second = *tables.add(16 * usize::from(first) + ((c >> 7) & 15));
            let second = Some(second).filter(|n| *n != NONE)?;
            let level3 = tables.add(16 * (*p).count2 as usize + 128 * usize::from(second));
            Some(*level3.add(c & 127)).filter(|b| *b != 0)
        }
    }
}

#[pymethods]
impl EncodingMap {
    /// How many bytes this object takes.
    #[method("size($self, /)")]
    fn size(&self) -> usize {
        // SAFETY: live.
        let (count2, count3) = unsafe { ((*self.raw()).count2, (*self.raw()).count3) };
        // The first byte of the tables is counted in the struct.
        size_of::<EncodingMapObject>() - 1 + 16 * count2 as usize + 128 * count3 as usize
    }
}

pub static EncodingMapType: Type = Type::new(PyTypeObject {
    tp_name: c"EncodingMap".as_ptr(),
    tp_basicsize: size_of::<EncodingMapObject>() as isize,
    tp_dealloc: slots::dealloc::<EncodingMap>(dealloc),
    tp_methods: EncodingMap::METHODS,
    ..Type::EMPTY
});

extern "C" fn dealloc(this: *mut EncodingMap) {
    // SAFETY: the last reference is gone; the struct holds no objects.
    unsafe { crate::freelist::free_instance(this.cast()) }
}
