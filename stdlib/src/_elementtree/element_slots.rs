//! The class `Element`: construction, `repr`, truth, and its children as a sequence.

use core::mem::offset_of;

use layout::*;
use objects::abstract_::number::{TooLarge, as_isize, is_index};
use objects::abstract_::sequence;
use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;
use objects::repr::ReprGuard;
use objects::slice::adjust_indices;
use objects::slots;

use crate::heap_type::HeapType;

use super::element::{self, Element, ElementObject, Side, expect_element};

/// The attributes of a new element, from an argument and keywords: the keyword `attrib`, if the argument is missing, or all others.
pub fn attributes(
    function: &str,
    position: usize,
    given: Option<&Object>,
    kwargs: Option<&Dict>,
) -> PyResult<Option<Ref<Dict>>> {
    if let Some(given) = given {
        let Some(given) = given.downcast::<Dict>() else {
            return Err(raise!(
                TypeError,
                "{function}() argument {position} must be dict, not {:.50}",
                given.class().tp_name()
            ));
        };
        let made = given.copy()?;
        if let Some(kwargs) = kwargs {
            made.update(kwargs)?;
        }
        return Ok(Some(made));
    }
    let Some(kwargs) = kwargs else {
        return Ok(None);
    };
    let made = match kwargs.pop(interned!("attrib"))? {
        None => Dict::new()?,
        Some(attrib) => match attrib.downcast::<Dict>() {
            Some(attrib) => attrib.copy()?,
            None => {
                return Err(raise!(
                    TypeError,
                    "attrib must be dict, not {:.100}",
                    attrib.class().tp_name()
                ));
            }
        },
    };
    made.update(kwargs)?;
    Ok(Some(made))
}

/// Refuses another number of arguments than `least..=most`.
pub fn check_count(function: &str, given: usize, least: usize, most: usize) -> PyResult<()> {
    let (word, n) = match given {
        n if n < least => ("least", least),
        n if n > most => ("most", most),
        _ => return Ok(()),
    };
    let s = if n == 1 { "" } else { "s" };
    Err(raise!(
        TypeError,
        "{function}() takes at {word} {n} argument{s} ({given} given)"
    ))
}

extern "C" fn new(ty: &Type, _: &Tuple, _: Option<&Dict>) -> PyResult {
    let this = ty.alloc(0)?;
    // SAFETY: fresh, of the class or a subclass.
    unsafe { this.downcast_unchecked::<Element>() }.set_up();
    Ok(this)
}

extern "C" fn init(this: &Element, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    initialize(this, args, kwargs).into()
}

fn initialize(this: &Element, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    let args = args.as_slice();
    check_count("Element", args.len(), 1, 2)?;
    let attrib = attributes("Element", 2, args.get(1).copied(), kwargs)?;
    if let Some(attrib) = attrib
        && !attrib.is_empty()
    {
        // Children of an earlier life go with its attributes.
        let old = this.take_extra();
        this.set_attrib(attrib.upcast())?;
        drop(old);
    }
    this.set_tag(args[0].to_ref());
    this.store_text(Side::Text, none_ref(), false);
    this.store_text(Side::Tail, none_ref(), false);
    Ok(())
}

extern "C" fn repr(this: &Element) -> PyResult {
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Err(raise!(
            RuntimeError,
            "reentrant call inside {}.__repr__",
            this.class().tp_name()
        ));
    };
    let tag = this.tag().repr()?;
    let text = Str::format(format_args!(
        "<Element {} at {:p}>",
        tag.to_string_lossy(),
        this.as_ptr()
    ))?;
    Ok(text.upcast())
}

extern "C" fn truth(this: &Element) -> Status {
    objects::warnings::warn(
        &types::DeprecationWarning,
        format_args!(
            "Testing an element's truth value will always return True in future versions.  \
             Use specific 'len(elem)' or 'elem is not None' test instead."
        ),
        1,
    )
    .map(|()| this.len() != 0)
    .into()
}

extern "C" fn length(this: &Element) -> Length {
    Length::from(Ok::<usize, Raised>(this.len()))
}

extern "C" fn item(this: &Element, index: isize) -> PyResult {
    usize::try_from(index)
        .ok()
        .and_then(|i| this.child(i))
        .map(Ref::upcast)
        .ok_or_else(|| raise!(IndexError, "child index out of range"))
}

extern "C" fn set_item(this: &Element, index: isize, value: Option<&Object>) -> Status {
    assign(this, index, value).into()
}

fn assign(this: &Element, index: isize, value: Option<&Object>) -> PyResult<()> {
    let Some(i) = usize::try_from(index).ok().filter(|i| *i < this.len()) else {
        return Err(raise!(IndexError, "child assignment index out of range"));
    };
    match value {
        Some(value) => drop(this.replace(i, expect_element(value)?.to_ref())),
        None => drop(this.splice(i, 1, &[])?),
    }
    Ok(())
}

/// An index as it counts from the beginning.
fn position(this: &Element, key: &Object) -> PyResult<isize> {
    let i = as_isize(key, TooLarge::IndexError)?;
    Ok(if i < 0 { i + this.len() as isize } else { i })
}

#[cold]
fn bad_index() -> Raised {
    raise!(TypeError, "element indices must be integers")
}

extern "C" fn subscript(this: &Element, key: &Object) -> PyResult {
    if is_index(key) {
        return item(this, position(this, key)?);
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(bad_index());
    };
    let (start, stop, step) = slice.unpack()?;
    let (start, _, count) = adjust_indices(this.len() as isize, start, stop, step);
    let list = List::with_capacity(count)?;
    for i in 0..count as isize {
        // The length may have changed only if memory was short: a missing child ends the slice.
        let Some(child) = this.child((start + i * step) as usize) else {
            break;
        };
        list.push_owned(child.upcast())?;
    }
    Ok(list.upcast())
}

extern "C" fn set_subscript(this: &Element, key: &Object, value: Option<&Object>) -> Status {
    assign_subscript(this, key, value).into()
}

fn assign_subscript(this: &Element, key: &Object, value: Option<&Object>) -> PyResult<()> {
    if is_index(key) {
        return assign(this, position(this, key)?, value);
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(bad_index());
    };
    match value {
        Some(value) => assign_slice(this, slice, value),
        None => delete_slice(this, slice),
    }
}

fn delete_slice(this: &Element, slice: &Slice) -> PyResult<()> {
    let (start, stop, step) = slice.unpack()?;
    let (start, _, count) = adjust_indices(this.len() as isize, start, stop, step);
    if count == 0 {
        return Ok(());
    }
    let (first, step) = if step < 0 {
        (start + (count as isize - 1) * step, -step)
    } else {
        (start, step)
    };
    drop(this.remove_every(first as usize, step as usize, count)?);
    Ok(())
}

fn assign_slice(this: &Element, slice: &Slice, value: &Object) -> PyResult<()> {
    let (start, stop, step) = slice.unpack()?;
    let items = sequence::fast(value, "assignment expects an iterable")?;
    let items = match items.downcast::<List>() {
        Some(list) => list.to_vec()?,
        None => items
            .downcast::<Tuple>()
            .map_or(&[][..], Tuple::as_slice)
            .iter()
            .map(|o| o.to_ref())
            .collect(),
    };
    let (start, _, count) = adjust_indices(this.len() as isize, start, stop, step);
    if step != 1 && items.len() != count {
        return Err(raise!(
            ValueError,
            "attempt to assign sequence of size {} to extended slice of size {count}",
            items.len()
        ));
    }
    for o in &items {
        expect_element(o)?;
    }
    if step == 1 {
        let new: Vec<*mut PyObject> = items.into_iter().map(Ref::into_ptr).collect();
        drop(this.splice(start as usize, count, &new)?);
        return Ok(());
    }
    let mut old = Vec::with_capacity(count);
    for (i, o) in items.into_iter().enumerate() {
        // SAFETY: checked above.
        let child = unsafe { o.downcast_into_unchecked::<Element>() };
        old.push(this.replace((start + i as isize * step) as usize, child));
    }
    Ok(())
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_bool: slots::inquiry(truth),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: slots::length(length),
    sq_item: slots::item(item),
    sq_ass_item: slots::set_item(set_item),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: slots::length(length),
    mp_subscript: slots::binary(subscript),
    mp_ass_subscript: slots::set_subscript(set_subscript),
};

pub static ELEMENT: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"xml.etree.ElementTree.Element".as_ptr(),
    tp_basicsize: size_of::<ElementObject>() as isize,
    tp_dealloc: element::DEALLOC,
    tp_repr: slots::repr(repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_getattro: slots::GENERIC_GETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_traverse: slots::traverse(element::traverse),
    tp_clear: slots::clear(element::clear),
    tp_weaklistoffset: offset_of!(ElementObject, weakreflist) as isize,
    tp_methods: methods_concat!(Element::METHOD_DEFS, Element::FIND, Element::COPY),
    tp_getset: Element::GETSET,
    tp_init: slots::init(init),
    tp_new: slots::new(new),
    ..Type::EMPTY
});

#[cfg(not(feature = "free-threaded"))]
const _: () = assert!(size_of::<ElementObject>() == 56);
