//! Template strings (PEP 750): `string.templatelib.Template`, `Interpolation`, and the iterator over both.
//!
//! Invariant: a template has one string more than interpolations; empty strings stand where two of these meet.

#![allow(non_upper_case_globals)] // types have their C names

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use crate::clinic::*;
use crate::prelude::*;

#[repr(C)]
pub struct TemplateObject {
    ob_base: PyObject,
    strings: *mut PyObject,
    interpolations: *mut PyObject,
}

#[repr(C)]
pub struct InterpolationObject {
    ob_base: PyObject,
    value: *mut PyObject,
    expression: *mut PyObject,
    conversion: *mut PyObject,
    format_spec: *mut PyObject,
}

#[repr(C)]
pub struct TemplateIterObject {
    ob_base: PyObject,
    strings: *mut PyObject,
    interpolations: *mut PyObject,
    /// Where it stands: twice the index, odd for an interpolation.
    position: usize,
}

object_view!(
    /// `string.templatelib.Template`.
    pub Template, TemplateObject, "string.templatelib.Template",
    |o| o.is_exactly(_PyTemplate_Type.raw())
);

object_view!(
    /// `string.templatelib.Interpolation`.
    pub Interpolation, InterpolationObject, "string.templatelib.Interpolation",
    |o| o.is_exactly(_PyInterpolation_Type.raw())
);

object_view!(
    /// `string.templatelib.TemplateIter`.
    pub TemplateIter, TemplateIterObject, "string.templatelib.TemplateIter",
    |o| o.is_exactly(_PyTemplateIter_Type.raw())
);

impl Template {
    /// BUILD_TEMPLATE (`_PyTemplate_Build`).
    pub fn build(strings: &Tuple, interpolations: &Tuple) -> PyResult<Ref<Template>> {
        let t = crate::alloc::gc_new::<Template>(&_PyTemplate_Type)?;
        // SAFETY: fresh.
        unsafe {
            (*t.raw()).strings = strings.to_ref().into_ptr();
            (*t.raw()).interpolations = interpolations.to_ref().into_ptr();
        }
        crate::gc::track(&t);
        Ok(t)
    }

    fn strings(&self) -> Ref<Tuple> {
        // SAFETY: set for good.
        unsafe { Tuple::from_raw((*self.raw()).strings.cast()) }.to_ref()
    }

    fn interpolations(&self) -> Ref<Tuple> {
        // SAFETY: set for good.
        unsafe { Tuple::from_raw((*self.raw()).interpolations.cast()) }.to_ref()
    }
}

impl Interpolation {
    fn create(
        value: &Object,
        expression: &Object,
        conversion: &Object,
        format_spec: &Object,
    ) -> PyResult<Ref<Interpolation>> {
        let i = crate::alloc::gc_new::<Interpolation>(&_PyInterpolation_Type)?;
        // SAFETY: fresh.
        unsafe {
            let raw = i.raw();
            (*raw).value = value.to_ref().into_ptr();
            (*raw).expression = expression.to_ref().into_ptr();
            (*raw).conversion = conversion.to_ref().into_ptr();
            (*raw).format_spec = format_spec.to_ref().into_ptr();
        }
        crate::gc::track(&i);
        Ok(i)
    }

    /// BUILD_INTERPOLATION (`_PyInterpolation_Build`): the conversion is 0, or FVC_STR, FVC_REPR, FVC_ASCII (1 to 3).
    pub fn build(
        value: &Object,
        expression: &Object,
        conversion: c_int,
        format_spec: &Object,
    ) -> PyResult<Ref<Interpolation>> {
        let conversion: &Object = match conversion {
            0 => none(),
            1 => interned!("s"),
            2 => interned!("r"),
            3 => interned!("a"),
            _ => {
                return Err(raise!(
                    SystemError,
                    "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'"
                ));
            }
        };
        Interpolation::create(value, expression, conversion, format_spec)
    }

    fn field(&self, offset: usize) -> Ref {
        // SAFETY: the offset is that of a field, set for good.
        unsafe { Object::from_ptr(*self.as_ptr().byte_add(offset).cast::<*mut PyObject>()) }
            .to_ref()
    }
}

#[pymethods]
impl Interpolation {
    /// A value in a template string, and how it was written.
    #[new(
        "Interpolation(value, expression='', conversion=None, format_spec='')",
        nosig
    )]
    fn new(
        _cls: &Type,
        value: &Object,
        expression: Option<&Str>,
        conversion: Option<&Object>,
        format_spec: Option<&Str>,
    ) -> PyResult {
        let conversion = conversion.unwrap_or(none());
        if !is_none(conversion) {
            let Some(c) = conversion.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "Interpolation() argument 'conversion' must be str, not {}",
                    conversion.class().tp_name()
                ));
            };
            if !["s", "a", "r"].iter().any(|k| c.eq_literal(k)) {
                return Err(raise!(
                    ValueError,
                    "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'"
                ));
            }
        }
        let (expression, format_spec) = (
            expression.unwrap_or(Str::empty()),
            format_spec.unwrap_or(Str::empty()),
        );
        Ok(Interpolation::create(value, expression, conversion, format_spec)?.upcast())
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let args = Tuple::from_array([
            self.field(offset_of!(InterpolationObject, value)),
            self.field(offset_of!(InterpolationObject, expression)),
            self.field(offset_of!(InterpolationObject, conversion)),
            self.field(offset_of!(InterpolationObject, format_spec)),
        ])?;
        Tuple::from_slice(&[self.class(), &args])
    }

    /// Interpolations are generic over their value's type.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        Ok(crate::genericalias::GenericAlias::new(cls, object)?.upcast())
    }
}

extern "C" fn interpolation_repr(this: &Interpolation) -> PyResult {
    let mut out = b"Interpolation(".to_vec();
    for (i, offset) in [
        offset_of!(InterpolationObject, value),
        offset_of!(InterpolationObject, expression),
        offset_of!(InterpolationObject, conversion),
        offset_of!(InterpolationObject, format_spec),
    ]
    .into_iter()
    .enumerate()
    {
        if i > 0 {
            out.extend_from_slice(b", ");
        }
        out.extend_from_slice(&this.field(offset).repr()?.to_wtf8()?);
    }
    out.push(b')');
    Ok(Str::from_wtf8(&out)?.upcast())
}

/// Puts neighbouring strings together and empty ones between interpolations.
struct Builder {
    strings: Vec<Ref>,
    interpolations: Vec<Ref>,
    /// The text since the last interpolation.
    open: Option<Ref<Str>>,
}

impl Builder {
    fn text(&mut self, s: &Str) -> PyResult<()> {
        self.open = Some(match self.open.take() {
            Some(open) => open.concat(s)?,
            None => s.to_ref(),
        });
        Ok(())
    }

    fn close(&mut self) {
        let text = self.open.take().unwrap_or_else(|| Str::empty().to_ref());
        self.strings.push(text.upcast());
    }

    fn value(&mut self, i: &Object) {
        self.close();
        self.interpolations.push(i.to_ref());
    }

    fn finish(mut self) -> PyResult {
        self.close();
        let strings = Tuple::from_vec(self.strings)?;
        let interpolations = Tuple::from_vec(self.interpolations)?;
        Ok(Template::build(&strings, &interpolations)?.upcast())
    }
}

#[pymethods]
impl Template {
    /// The parts of a template string.
    #[new("Template(*args)", varargs, nosig)]
    fn new(_cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if kwargs.is_some_and(|k| !k.is_empty()) {
            return Err(raise!(
                TypeError,
                "Template.__new__ only accepts *args arguments"
            ));
        }
        let mut b = Builder {
            strings: Vec::new(),
            interpolations: Vec::new(),
            open: None,
        };
        for arg in args.as_slice() {
            if let Some(s) = arg.downcast::<Str>() {
                b.text(s)?;
            } else if arg.downcast::<Interpolation>().is_some() {
                b.value(arg);
            } else {
                return Err(raise!(
                    TypeError,
                    "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {}",
                    arg.class().tp_name()
                ));
            }
        }
        b.finish()
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let import = crate::genericalias::builtin(id!(__import__))?;
        let names = Tuple::from_slice(&[interned!("_template_unpickle")])?;
        let module = import.call(&[interned!("string.templatelib"), none(), none(), &names])?;
        let unpickle = module.get_attr(interned!("_template_unpickle"))?;
        let args = Tuple::from_slice(&[&self.strings(), &self.interpolations()])?;
        Tuple::from_slice(&[&unpickle, &args])
    }

    /// Templates are generic over their values' types.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        Ok(crate::genericalias::GenericAlias::new(cls, object)?.upcast())
    }

    /// The values of the interpolations.
    #[getter("values")]
    fn values(&self) -> PyResult<Ref<Tuple>> {
        let values = self
            .interpolations()
            .as_slice()
            .iter()
            .filter_map(|i| i.downcast::<Interpolation>())
            .map(|i| i.field(offset_of!(InterpolationObject, value)))
            .collect();
        Tuple::from_vec(values)
    }
}

extern "C" fn template_repr(this: &Template) -> PyResult {
    let (strings, interpolations) = (this.strings().repr()?, this.interpolations().repr()?);
    let text = |s: &str| Str::from_str(s);
    Ok(Str::empty()
        .join(&[
            &*text("Template(strings=")?,
            &strings,
            &*text(", interpolations=")?,
            &interpolations,
            &*text(")")?,
        ])?
        .upcast())
}

extern "C" fn template_concat(this: &Template, other: &Object) -> PyResult {
    let Some(other) = other.downcast::<Template>() else {
        return Err(raise!(
            TypeError,
            "can only concatenate string.templatelib.Template (not \"{}\") to string.templatelib.Template",
            other.class().tp_name()
        ));
    };
    let (a, b) = (this.strings(), other.strings());
    let mut strings: Vec<Ref> = a.as_slice().iter().map(|s| s.to_ref()).collect();
    let mut more = b.as_slice().iter();
    if let (Some(last), Some(first)) = (strings.pop(), more.next())
        && let (Some(last), Some(first)) = (last.downcast::<Str>(), first.downcast::<Str>())
    {
        strings.push(last.concat(first)?.upcast());
    }
    strings.extend(more.map(|s| s.to_ref()));
    let (x, y) = (this.interpolations(), other.interpolations());
    let values = x
        .as_slice()
        .iter()
        .chain(y.as_slice())
        .map(|i| i.to_ref())
        .collect();
    let (strings, values) = (Tuple::from_vec(strings)?, Tuple::from_vec(values)?);
    Ok(Template::build(&strings, &values)?.upcast())
}

extern "C" fn template_iter(this: &Template) -> PyResult {
    let it = crate::alloc::gc_new::<TemplateIter>(&_PyTemplateIter_Type)?;
    // SAFETY: fresh.
    unsafe {
        (*it.raw()).strings = this.strings().into_ptr();
        (*it.raw()).interpolations = this.interpolations().into_ptr();
        (*it.raw()).position = 0;
    }
    crate::gc::track(&it);
    Ok(it.upcast())
}

/// Strings and interpolations in turn, without the empty strings.
extern "C" fn iter_next(this: &TemplateIter) -> NextResult {
    let raw = this.raw();
    let next = || -> Option<Ref> {
        loop {
            // SAFETY: layout; both are tuples until the collector clears a dead iterator.
            let (position, tuple) = unsafe {
                let p = (*raw).position;
                let t = if p.is_multiple_of(2) {
                    (*raw).strings
                } else {
                    (*raw).interpolations
                };
                if t.is_null() {
                    return None;
                }
                (p, Tuple::from_raw(t.cast()))
            };
            let item = tuple.get(position / 2)?.to_ref();
            // SAFETY: layout.
            unsafe { (*raw).position = position + 1 };
            if item.downcast::<Str>().is_some_and(|s| s.is_empty()) {
                continue;
            }
            return Some(item);
        }
    };
    Ok::<_, base::Raised>(next()).into()
}

/// All objects here hold `N` references directly after the header.
unsafe extern "C" fn dealloc<const N: usize>(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        clear::<N>(op);
        crate::alloc::gc_free(op);
    }
}

unsafe extern "C" fn clear<const N: usize>(op: *mut PyObject) -> c_int {
    // SAFETY: layout.
    unsafe {
        let fields = op.add(1).cast::<*mut PyObject>();
        for i in 0..N {
            crate::exceptions::replace(fields.add(i), None);
        }
    }
    0
}

unsafe extern "C" fn traverse<const N: usize>(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    for i in 0..N {
        // SAFETY: layout.
        let field = unsafe { *op.add(1).cast::<*mut PyObject>().add(i) };
        crate::visit_field!(visit, arg, field);
    }
    0
}

macro_rules! member {
    ($name:literal, $layout:ty, $field:ident) => {
        crate::slots::member(
            $name,
            _Py_T_OBJECT,
            offset_of!($layout, $field),
            Py_READONLY,
        )
    };
}

static INTERPOLATION_MEMBERS: crate::slots::Table<[PyMemberDef; 5]> = crate::slots::Table::new([
    member!(c"value", InterpolationObject, value),
    member!(c"expression", InterpolationObject, expression),
    member!(c"conversion", InterpolationObject, conversion),
    member!(c"format_spec", InterpolationObject, format_spec),
    crate::slots::MEMBERS_END,
]);

static TEMPLATE_MEMBERS: crate::slots::Table<[PyMemberDef; 3]> = crate::slots::Table::new([
    member!(c"strings", TemplateObject, strings),
    member!(c"interpolations", TemplateObject, interpolations),
    crate::slots::MEMBERS_END,
]);

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_concat: crate::slots::binary(template_concat),
    // SAFETY: all-zero is "no such slot".
    ..unsafe { zeroed() }
};

pub static _PyInterpolation_Type: Type = Type::new(PyTypeObject {
    tp_name: c"string.templatelib.Interpolation".as_ptr(),
    tp_basicsize: size_of::<InterpolationObject>() as isize,
    tp_dealloc: Some(dealloc::<4>),
    tp_repr: crate::slots::repr(interpolation_repr),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: Interpolation::DOC,
    tp_traverse: Some(traverse::<4>),
    tp_clear: Some(clear::<4>),
    tp_methods: Interpolation::METHODS,
    tp_members: INTERPOLATION_MEMBERS.first(),
    tp_new: Some(Interpolation::NEW),
    ..Type::EMPTY
});

pub static _PyTemplate_Type: Type = Type::new(PyTypeObject {
    tp_name: c"string.templatelib.Template".as_ptr(),
    tp_basicsize: size_of::<TemplateObject>() as isize,
    tp_dealloc: Some(dealloc::<2>),
    tp_repr: crate::slots::repr(template_repr),
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: Template::DOC,
    tp_traverse: Some(traverse::<2>),
    tp_clear: Some(clear::<2>),
    tp_iter: crate::slots::iter(template_iter),
    tp_methods: Template::METHODS,
    tp_members: TEMPLATE_MEMBERS.first(),
    tp_getset: Template::GETSET,
    tp_new: Some(Template::NEW),
    ..Type::EMPTY
});

pub static _PyTemplateIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"string.templatelib.TemplateIter".as_ptr(),
    tp_basicsize: size_of::<TemplateIterObject>() as isize,
    tp_dealloc: Some(dealloc::<2>),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(traverse::<2>),
    tp_clear: Some(clear::<2>),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(iter_next),
    ..Type::EMPTY
});

/// Puts `__match_args__` into the type, which is ready by then.
pub fn init() -> PyResult<()> {
    let names = ["value", "expression", "conversion", "format_spec"];
    let mut args: Vec<Ref> = Vec::with_capacity(names.len());
    for name in names {
        args.push(Str::intern(Str::from_str(name)?).upcast());
    }
    _PyInterpolation_Type
        .dict()
        .set(id!(__match_args__), &*Tuple::from_vec(args)?)
}
