//! `Protocol`: the methods that any object has, as an extension of `Object`.

use base::{Object, PyResult, Ref};
use layout::Py_hash_t;

use crate::{Dict, List, Long, Str, Tuple};

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
    fn is_sequence(&self) -> bool;
    fn is_mapping(&self) -> bool;
    fn dir(&self) -> PyResult<Ref<List>>;
}

#[allow(unused_variables)]
impl Protocol for Object {
    fn get_attr(&self, name: &Str) -> PyResult {
        todo!()
    }
    fn get_attr_opt(&self, name: &Str) -> PyResult<Option<Ref>> {
        todo!()
    }
    fn set_attr(&self, name: &Str, value: &Object) -> PyResult<()> {
        todo!()
    }
    fn del_attr(&self, name: &Str) -> PyResult<()> {
        todo!()
    }
    fn has_attr(&self, name: &Str) -> PyResult<bool> {
        todo!()
    }
    fn generic_get_attr(&self, name: &Object) -> PyResult {
        todo!()
    }
    fn generic_set_attr(&self, name: &Object, value: Option<&Object>) -> PyResult<()> {
        todo!()
    }
    fn lookup_special(&self, name: &Str) -> PyResult<Option<Ref>> {
        todo!()
    }
    fn get_method(&self, name: &Str) -> PyResult<(Ref, bool)> {
        todo!()
    }
    fn call(&self, args: &[&Object]) -> PyResult {
        todo!()
    }
    fn call_kw(&self, args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
        todo!()
    }
    fn call_tuple(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        todo!()
    }
    fn call_method(&self, name: &Str, args: &[&Object]) -> PyResult {
        todo!()
    }
    fn is_callable(&self) -> bool {
        todo!()
    }
    fn repr(&self) -> PyResult<Ref<Str>> {
        todo!()
    }
    fn str(&self) -> PyResult<Ref<Str>> {
        todo!()
    }
    fn ascii(&self) -> PyResult<Ref<Str>> {
        todo!()
    }
    fn format(&self, spec: Option<&Str>) -> PyResult<Ref<Str>> {
        todo!()
    }
    fn hash(&self) -> PyResult<Py_hash_t> {
        todo!()
    }
    fn is_true(&self) -> PyResult<bool> {
        todo!()
    }
    fn rich_compare(&self, other: &Object, op: CompareOp) -> PyResult {
        todo!()
    }
    fn compare_bool(&self, other: &Object, op: CompareOp) -> PyResult<bool> {
        todo!()
    }
    fn equals(&self, other: &Object) -> PyResult<bool> {
        todo!()
    }
    fn length(&self) -> PyResult<usize> {
        todo!()
    }
    fn length_hint(&self, default: usize) -> PyResult<usize> {
        todo!()
    }
    fn get_item(&self, key: &Object) -> PyResult {
        todo!()
    }
    fn get_item_opt(&self, key: &Object) -> PyResult<Option<Ref>> {
        todo!()
    }
    fn set_item(&self, key: &Object, value: &Object) -> PyResult<()> {
        todo!()
    }
    fn del_item(&self, key: &Object) -> PyResult<()> {
        todo!()
    }
    fn get_index(&self, index: isize) -> PyResult {
        todo!()
    }
    fn contains(&self, item: &Object) -> PyResult<bool> {
        todo!()
    }
    fn iter(&self) -> PyResult {
        todo!()
    }
    fn next(&self) -> PyResult<Option<Ref>> {
        todo!()
    }
    fn is_instance(&self, class_or_tuple: &Object) -> PyResult<bool> {
        todo!()
    }
    fn is_subclass(&self, class_or_tuple: &Object) -> PyResult<bool> {
        todo!()
    }
    fn index(&self) -> PyResult<Ref<Long>> {
        todo!()
    }
    fn index_isize(&self, clip: bool) -> PyResult<isize> {
        todo!()
    }
    fn is_sequence(&self) -> bool {
        todo!()
    }
    fn is_mapping(&self) -> bool {
        todo!()
    }
    fn dir(&self) -> PyResult<Ref<List>> {
        todo!()
    }
}
