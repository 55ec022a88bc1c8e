//! `Protocol`: the methods that any object has, as an extension of `Object`.

use layout::Py_hash_t;

use super::{attr, call, instance, item, iter, number, sequence, text};
use crate::dict::lookup::is_exact_str;
use crate::long::PyLong_Type;
use crate::prelude::*;

/// The six comparisons, numbered as `Py_LT` to `Py_GE`.
#[repr(i32)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompareOp {
    Lt = 0,
    Le = 1,
    Eq = 2,
    Ne = 3,
    Gt = 4,
    Ge = 5,
}

/// What any object can be asked. In the prelude.
pub trait Protocol {
    /// `getattr(self, name)`.
    fn get_attr(&self, name: &Str) -> PyResult;
    /// `PyObject_GetOptionalAttr`: None if AttributeError.
    fn get_attr_opt(&self, name: &Str) -> PyResult<Option<Ref>>;
    fn set_attr(&self, name: &Str, value: &Object) -> PyResult<()>;
    fn del_attr(&self, name: &Str) -> PyResult<()>;
    fn has_attr(&self, name: &Str) -> PyResult<bool>;
    /// `PyObject_GenericGetAttr`.
    fn generic_get_attr(&self, name: &Object) -> PyResult;
    /// `PyObject_GenericSetAttr`; a None value deletes.
    fn generic_set_attr(&self, name: &Object, value: Option<&Object>) -> PyResult<()>;
    /// `_PyObject_LookupSpecial`: the special method, bound; None if the type has none.
    fn lookup_special(&self, name: &Str) -> PyResult<Option<Ref>>;
    /// `_PyObject_GetMethod`: (callable, whether self must be passed first).
    fn get_method(&self, name: &Str) -> PyResult<(Ref, bool)>;
    /// Calls with positional arguments (vectorcall).
    fn call(&self, args: &[&Object]) -> PyResult;
    /// Vectorcall: `args` holds the positional arguments, then the keyword values.
    fn call_kw(&self, args: &[&Object], kwnames: Option<&Tuple>) -> PyResult;
    fn call_tuple(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult;
    /// `self.name(*args)`.
    fn call_method(&self, name: &Str, args: &[&Object]) -> PyResult;
    fn is_callable(&self) -> bool;
    fn repr(&self) -> PyResult<Ref<Str>>;
    fn str(&self) -> PyResult<Ref<Str>>;
    fn ascii(&self) -> PyResult<Ref<Str>>;
    fn format(&self, spec: Option<&Str>) -> PyResult<Ref<Str>>;
    fn hash(&self) -> PyResult<Py_hash_t>;
    fn is_true(&self) -> PyResult<bool>;
    fn rich_compare(&self, other: &Object, op: CompareOp) -> PyResult;
    /// `PyObject_RichCompareBool`: identity implies equality.
    fn compare_bool(&self, other: &Object, op: CompareOp) -> PyResult<bool>;
    /// `compare_bool` with Eq.
    fn equals(&self, other: &Object) -> PyResult<bool>;
    /// `len(self)`.
    fn length(&self) -> PyResult<usize>;
    /// `PyObject_LengthHint`.
    fn length_hint(&self, default: usize) -> PyResult<usize>;
    fn get_item(&self, key: &Object) -> PyResult;
    /// `PyMapping_GetOptionalItem`: None if KeyError.
    fn get_item_opt(&self, key: &Object) -> PyResult<Option<Ref>>;
    fn set_item(&self, key: &Object, value: &Object) -> PyResult<()>;
    fn del_item(&self, key: &Object) -> PyResult<()>;
    /// `PySequence_GetItem`.
    fn get_index(&self, index: isize) -> PyResult;
    /// `item in self`.
    fn contains(&self, item: &Object) -> PyResult<bool>;
    fn iter(&self) -> PyResult;
    /// `PyIter_NextItem`.
    fn next(&self) -> PyResult<Option<Ref>>;
    fn is_instance(&self, class_or_tuple: &Object) -> PyResult<bool>;
    fn is_subclass(&self, class_or_tuple: &Object) -> PyResult<bool>;
    /// `PyNumber_Index`, whose result is an int (or subclass).
    fn index(&self) -> PyResult<Ref<Long>>;
    /// `PyNumber_AsSsize_t(self, PyExc_IndexError)`: IndexError when too large; `clip` instead if asked.
    fn index_isize(&self, clip: bool) -> PyResult<isize>;
    /// `PyNumber_AsSsize_t(self, PyExc_OverflowError)`.
    fn index_isize_overflow(&self) -> PyResult<isize>;
    fn is_sequence(&self) -> bool;
    fn is_mapping(&self) -> bool;
    fn dir(&self) -> PyResult<Ref<List>>;
}

impl CompareOp {
    /// From C's `Py_LT` to `Py_GE`.
    #[inline(always)]
    pub const fn from_c(op: core::ffi::c_int) -> CompareOp {
        match op {
            0 => CompareOp::Lt,
            1 => CompareOp::Le,
            2 => CompareOp::Eq,
            3 => CompareOp::Ne,
            4 => CompareOp::Gt,
            _ => CompareOp::Ge,
        }
    }

    /// The operation that the other operand is asked.
    #[inline(always)]
    pub const fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }

    /// Does the comparison hold of operands that stand in this order?
    #[inline(always)]
    pub const fn holds(self, order: core::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => order.is_lt(),
            CompareOp::Le => order.is_le(),
            CompareOp::Eq => order.is_eq(),
            CompareOp::Ne => order.is_ne(),
            CompareOp::Gt => order.is_gt(),
            CompareOp::Ge => order.is_ge(),
        }
    }

    pub const fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }
}

/// `do_richcompare`: a subtype on the right goes first; identity decides equality when neither knows.
fn rich_compare(a: &Object, b: &Object, op: CompareOp) -> PyResult {
    crate::recursion::enter(" in comparison")?;
    // SAFETY: the slots' contracts.
    unsafe {
        let left = (*a.type_ptr()).tp_richcompare;
        let right = (*b.type_ptr()).tp_richcompare;
        let mut tried_right = false;
        if !core::ptr::eq(a.type_ptr(), b.type_ptr())
            && let Some(f) = right
            && b.class().is_subtype(a.class())
        {
            tried_right = true;
            let r = Ref::<Object>::from_c(f(b.as_ptr(), a.as_ptr(), op.swapped() as i32))?;
            if !r.is(not_implemented()) {
                return Ok(r);
            }
        }
        if let Some(f) = left {
            let r = Ref::<Object>::from_c(f(a.as_ptr(), b.as_ptr(), op as i32))?;
            if !r.is(not_implemented()) {
                return Ok(r);
            }
        }
        if !tried_right && let Some(f) = right {
            let r = Ref::<Object>::from_c(f(b.as_ptr(), a.as_ptr(), op.swapped() as i32))?;
            if !r.is(not_implemented()) {
                return Ok(r);
            }
        }
    }
    match op {
        CompareOp::Eq => Ok(py_bool(a.is(b)).to_ref()),
        CompareOp::Ne => Ok(py_bool(!a.is(b)).to_ref()),
        _ => Err(raise!(
            TypeError,
            "'{}' not supported between instances of '{}' and '{}'",
            op.symbol(),
            a.class().tp_name(),
            b.class().tp_name()
        )),
    }
}

/// `PyObject_Hash`.
#[inline(always)]
fn hash(o: &Object) -> PyResult<Py_hash_t> {
    // SAFETY: the slot's contract.
    unsafe {
        if let Some(f) = (*o.type_ptr()).tp_hash {
            let h = f(o.as_ptr());
            return if h == -1 { Err(Raised::ASSUMED) } else { Ok(h) };
        }
    }
    hash_otherwise(o)
}

/// A type that nobody made ready inherits only then.
#[cold]
fn hash_otherwise(o: &Object) -> PyResult<Py_hash_t> {
    let ty = o.class();
    if !ty.has(layout::Py_TPFLAGS_READY) {
        ty.ready()?;
        // SAFETY: the slot's contract.
        if unsafe { (*ty.raw()).tp_hash.is_some() } {
            return hash(o);
        }
    }
    Err(raise!(TypeError, "unhashable type: '{}'", ty.tp_name()))
}

/// `PyObject_IsTrue`.
#[inline]
fn is_true(o: &Object) -> PyResult<bool> {
    if o.is(py_bool(true)) {
        return Ok(true);
    }
    if o.is(py_bool(false)) || is_none(o) {
        return Ok(false);
    }
    // SAFETY: the slots' contracts; tables are NULL or whole.
    unsafe {
        let ty = o.type_ptr();
        if let Some(f) = (*ty).tp_as_number.as_ref().and_then(|t| t.nb_bool) {
            return Status::from_c(f(o.as_ptr()));
        }
        let length = (*ty)
            .tp_as_mapping
            .as_ref()
            .and_then(|t| t.mp_length)
            .or((*ty).tp_as_sequence.as_ref().and_then(|t| t.sq_length));
        match length {
            Some(f) => match f(o.as_ptr()) {
                n if n < 0 => Err(Raised::ASSUMED),
                n => Ok(n > 0),
            },
            None => Ok(true),
        }
    }
}

impl Protocol for Object {
    #[inline]
    fn get_attr(&self, name: &Str) -> PyResult {
        attr::get_attr(self, name)
    }
    fn get_attr_opt(&self, name: &Str) -> PyResult<Option<Ref>> {
        attr::get_attr_opt(self, name)
    }
    fn set_attr(&self, name: &Str, value: &Object) -> PyResult<()> {
        attr::set_attr(self, name, Some(value))
    }
    fn del_attr(&self, name: &Str) -> PyResult<()> {
        attr::set_attr(self, name, None)
    }
    fn has_attr(&self, name: &Str) -> PyResult<bool> {
        Ok(attr::get_attr_opt(self, name)?.is_some())
    }
    #[inline]
    fn generic_get_attr(&self, name: &Object) -> PyResult {
        crate::object::attributes::generic_get_attr(self, name)
    }
    fn generic_set_attr(&self, name: &Object, value: Option<&Object>) -> PyResult<()> {
        crate::object::attributes::generic_set_attr(self, name, value)
    }
    fn lookup_special(&self, name: &Str) -> PyResult<Option<Ref>> {
        attr::lookup_special(self, name)
    }
    #[inline]
    fn get_method(&self, name: &Str) -> PyResult<(Ref, bool)> {
        attr::get_method(self, name)
    }
    #[inline]
    fn call(&self, args: &[&Object]) -> PyResult {
        // SAFETY: the arguments are live; `&Object` is a pointer.
        unsafe { call::vectorcall(self, args.as_ptr().cast(), args.len(), None) }
    }
    #[inline]
    fn call_kw(&self, args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
        let n = args.len() - kwnames.map_or(0, |k| k.len()).min(args.len());
        // SAFETY: the arguments are live; `&Object` is a pointer.
        unsafe { call::vectorcall(self, args.as_ptr().cast(), n, kwnames) }
    }
    fn call_tuple(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        call::call_tuple(self, args, kwargs)
    }
    fn call_method(&self, name: &Str, args: &[&Object]) -> PyResult {
        match args {
            [] => call::call_method(name, [self]),
            [a] => call::call_method(name, [self, a]),
            [a, b] => call::call_method(name, [self, a, b]),
            [a, b, c] => call::call_method(name, [self, a, b, c]),
            more => {
                let (f, unbound) = self.get_method(name)?;
                if !unbound {
                    return f.call(more);
                }
                let mut all = Vec::with_capacity(more.len() + 1);
                all.push(self);
                all.extend_from_slice(more);
                f.call(&all)
            }
        }
    }
    fn is_callable(&self) -> bool {
        call::is_callable(self)
    }
    fn repr(&self) -> PyResult<Ref<Str>> {
        text::repr(self)
    }
    fn str(&self) -> PyResult<Ref<Str>> {
        text::str(self)
    }
    fn ascii(&self) -> PyResult<Ref<Str>> {
        text::ascii(self)
    }
    fn format(&self, spec: Option<&Str>) -> PyResult<Ref<Str>> {
        text::format(self, spec)
    }
    #[inline]
    fn hash(&self) -> PyResult<Py_hash_t> {
        hash(self)
    }
    #[inline]
    fn is_true(&self) -> PyResult<bool> {
        is_true(self)
    }
    #[inline]
    fn rich_compare(&self, other: &Object, op: CompareOp) -> PyResult {
        rich_compare(self, other, op)
    }
    #[inline]
    fn compare_bool(&self, other: &Object, op: CompareOp) -> PyResult<bool> {
        if self.is(other) {
            if op == CompareOp::Eq {
                return Ok(true);
            }
            if op == CompareOp::Ne {
                return Ok(false);
            }
        }
        let ints = PyLong_Type.as_mut_ptr();
        if self.is_exactly(ints) && other.is_exactly(ints) {
            // SAFETY: just seen.
            let (a, b) = unsafe { (self.downcast_unchecked(), other.downcast_unchecked()) };
            return Ok(op.holds(crate::long::compare(a, b)));
        }
        if matches!(op, CompareOp::Eq | CompareOp::Ne) && is_exact_str(self) && is_exact_str(other)
        {
            // SAFETY: just seen.
            let (a, b): (&Str, &Str) =
                unsafe { (self.downcast_unchecked(), other.downcast_unchecked()) };
            return Ok(a.eq_str(b) == (op == CompareOp::Eq));
        }
        let r = rich_compare(self, other, op)?;
        if r.is(py_bool(true)) {
            return Ok(true);
        }
        if r.is(py_bool(false)) {
            return Ok(false);
        }
        r.is_true()
    }
    #[inline]
    fn equals(&self, other: &Object) -> PyResult<bool> {
        self.compare_bool(other, CompareOp::Eq)
    }
    #[inline]
    fn length(&self) -> PyResult<usize> {
        item::length(self)
    }
    fn length_hint(&self, default: usize) -> PyResult<usize> {
        item::length_hint(self, default)
    }
    #[inline]
    fn get_item(&self, key: &Object) -> PyResult {
        item::get_item(self, key)
    }
    fn get_item_opt(&self, key: &Object) -> PyResult<Option<Ref>> {
        item::get_item_opt(self, key)
    }
    fn set_item(&self, key: &Object, value: &Object) -> PyResult<()> {
        item::set_item(self, key, Some(value))
    }
    fn del_item(&self, key: &Object) -> PyResult<()> {
        item::set_item(self, key, None)
    }
    fn get_index(&self, index: isize) -> PyResult {
        sequence::get(self, index)
    }
    fn contains(&self, item: &Object) -> PyResult<bool> {
        sequence::contains(self, item)
    }
    #[inline]
    fn iter(&self) -> PyResult {
        iter::iter(self)
    }
    #[inline]
    fn next(&self) -> PyResult<Option<Ref>> {
        iter::next(self)
    }
    #[inline]
    fn is_instance(&self, class_or_tuple: &Object) -> PyResult<bool> {
        instance::is_instance(self, class_or_tuple)
    }
    #[inline]
    fn is_subclass(&self, class_or_tuple: &Object) -> PyResult<bool> {
        instance::is_subclass(self, class_or_tuple)
    }
    #[inline]
    fn index(&self) -> PyResult<Ref<Long>> {
        number::index(self)
    }
    #[inline]
    fn index_isize(&self, clip: bool) -> PyResult<isize> {
        let too_large = if clip {
            number::TooLarge::Clip
        } else {
            number::TooLarge::IndexError
        };
        number::as_isize(self, too_large)
    }
    fn index_isize_overflow(&self) -> PyResult<isize> {
        number::as_isize(self, number::TooLarge::OverflowError)
    }
    fn is_sequence(&self) -> bool {
        sequence::is_sequence(self)
    }
    fn is_mapping(&self) -> bool {
        item::table!(self, tp_as_mapping, mp_subscript).is_some()
    }
    fn dir(&self) -> PyResult<Ref<List>> {
        let Some(f) = self.lookup_special(id!(__dir__))? else {
            return Err(raise!(TypeError, "object does not provide __dir__"));
        };
        let list = List::from_iterable(&*f.call(&[])?)?;
        list.sort_in_place()?;
        Ok(list)
    }
}
