//! Every form the macros know, expanded and called through its table as C would. What raises needs a running
//! interpreter and is tested from Python.

use core::ffi::{CStr, c_char, c_int};

use base::{Object, PyResult, Ref};
use layout::*;

use super::*;
use crate::{Dict, Str, Tuple, Type, none};

// A view to hang methods on; any object will do.
base::object_view!(pub View, layout::PyObject, "view", |_o| true);

#[pymethods]
impl View {
    /// Nothing in.
    #[method("copy()")]
    fn copy(&self) -> &View {
        self
    }

    #[method("append(object, /)")]
    fn append<'a>(&self, object: &'a Object) -> PyResult<&'a Object> {
        Ok(object)
    }

    #[method("pick(index=0, first=None, second=None, /)")]
    fn pick<'a>(
        &'a self,
        #[default(7)] index: isize,
        first: Option<&'a Object>,
        second: Option<&'a Object>,
    ) -> Option<&'a Object> {
        let _ = index;
        second.or(first)
    }

    #[method("last(first, /, *rest)")]
    fn last<'a>(&'a self, _first: &'a Object, rest: &[&'a Object]) -> Option<&'a Object> {
        rest.last().copied()
    }

    #[method("sort(*, key=None, reverse=False)")]
    fn sort<'a>(&'a self, key: Option<&'a Object>, reverse: bool) -> Option<&'a Object> {
        assert!(!reverse);
        key
    }

    #[method("split(sep=None, maxsplit=-1, name='x', start=0, stop=sys.maxsize)")]
    fn split(
        &self,
        sep: Nullable<&Str>,
        maxsplit: isize,
        name: &str,
        start: SliceIndex,
        stop: SliceIndex,
    ) -> bool {
        sep.0.is_none() && maxsplit == -1 && name == "x" && start.0 == 0 && stop.0 == isize::MAX
    }

    #[method("find(sub[, start[, end]], /)")]
    fn find(&self, sub: &Object, start: SliceIndexNone, end: SliceIndexNone) {
        let _ = sub;
        assert_eq!((start.0, end.0), (None, None));
    }

    #[method("where()")]
    fn r#where<'a>(&'a self, #[defining_class] cls: &'a Type) -> &'a Type {
        cls
    }

    #[method("whole(x, /, *, y=1)")]
    fn whole<'a>(
        &self,
        #[defining_class] _cls: &Type,
        x: &'a Object,
        y: i32,
    ) -> PyResult<&'a Object> {
        assert_eq!(y, 1);
        Ok(x)
    }

    #[method("tupled(*args)")]
    fn tupled(&self, args: &Tuple) -> PyResult<usize> {
        Ok(args.len())
    }

    #[method("call(obj, /, *args, **kwargs)")]
    fn call_it(&self, _obj: &Object, _args: &[&Object], kwargs: Option<Ref<Dict>>) -> bool {
        kwargs.is_some()
    }

    #[classmethod("fromkeys(iterable, value=None, /)")]
    fn fromkeys<'a>(cls: &'a Type, _iterable: &Object, _value: Option<&Object>) -> &'a Type {
        cls
    }

    #[staticmethod("maketrans(x, y=<unrepresentable>, /)")]
    fn maketrans<'a>(x: &'a Object, y: Option<&'a Object>) -> &'a Object {
        y.unwrap_or(x)
    }

    #[method(raw, coexist, "raw_one")]
    fn raw_one<'a>(&self, args: &'a [&'a Object], kwnames: Option<&Tuple>) -> PyResult<&'a Object> {
        assert!(kwnames.is_none());
        Ok(args[1])
    }

    #[method(raw, "raw_two($self, /, ...)")]
    fn raw_two(slf: &Object, args: &[&Object]) {
        let _ = (slf, args);
    }

    #[method(varargs, "classic")]
    fn classic(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        let _ = (args, kwargs);
        Ok(())
    }

    #[method(nosig, "hidden(a=None, /)")]
    fn hidden(&self, a: Option<&Object>) {
        let _ = a;
    }

    /// The real part.
    #[getter("real")]
    fn real(&self) -> PyResult<&Object> {
        Ok(self)
    }

    #[setter("real")]
    fn set_real(&self, value: Option<&Object>) -> PyResult<()> {
        assert!(value.is_none());
        Ok(())
    }

    #[getter]
    fn imag(&self) {}

    /// A view.
    #[new("view(iterable=(), /)")]
    fn new<'a>(cls: &'a Type, iterable: Option<&'a Object>) -> PyResult<&'a Object> {
        let _ = cls;
        Ok(iterable.unwrap_or(none()))
    }

    #[init("view(iterable=(), size=0)")]
    fn init(&self, iterable: Option<&Object>, size: i32) -> PyResult<()> {
        let _ = (iterable, size);
        Ok(())
    }

    #[vectorcall("view(iterable=(), /)")]
    fn vectorcall<'a>(cls: &'a Type, iterable: Option<&'a Object>) -> &'a Object {
        let _ = cls;
        iterable.unwrap_or(none())
    }
}

#[pymethods(export = MORE)]
impl View {
    #[method("more()")]
    fn more(&self) {}
}

/// Its module.
#[pyfunction("whence()")]
#[expect(
    clippy::needless_lifetimes,
    reason = "a named lifetime is what is tested"
)]
fn whence<'a>(module: &'a Object) -> &'a Object {
    module
}

#[pyfunction("echo(obj, /)")]
#[expect(
    clippy::needless_lifetimes,
    reason = "a named lifetime is what is tested"
)]
fn echo<'a>(obj: &'a Object) -> PyResult<&'a Object> {
    Ok(obj)
}

mod inner {
    use super::super::*;
    #[pyfunction("nested(*, a=None, b=2.5, c=1.5)")]
    pub fn nested(a: Option<&base::Object>, b: f64, #[default(0.5)] c: f32) -> bool {
        a.is_none() && b == 2.5 && c == 0.5
    }
}

static FUNCTIONS: Pointer = Pointer(method_table![whence, echo, inner::nested]);
static ALL: Pointer = Pointer(methods_concat!(View::MORE, View::METHOD_DEFS));

struct Pointer(*mut PyMethodDef);
// SAFETY: points to a constant.
unsafe impl Sync for Pointer {}

fn text<'a>(p: *const c_char) -> &'a str {
    // SAFETY: the tables hold C strings.
    unsafe { CStr::from_ptr(p) }.to_str().unwrap()
}

fn row(mut table: *mut PyMethodDef, name: &str) -> PyMethodDef {
    // SAFETY: terminated tables.
    unsafe {
        while !(*table).ml_name.is_null() {
            if text((*table).ml_name) == name {
                return *table;
            }
            table = table.add(1);
        }
    }
    panic!("no {name}")
}

type Array = *const *mut PyObject;

fn fast(name: &str, args: &[*mut PyObject]) -> *mut PyObject {
    // SAFETY: `METH_FASTCALL` rows.
    unsafe {
        let f = core::mem::transmute::<Option<PyCFunction>, PyCFunctionFast>(
            row(View::METHODS, name).ml_meth,
        );
        f(this(), args.as_ptr(), args.len() as isize)
    }
}

fn fast_keywords(f: Option<PyCFunction>, args: &[*mut PyObject]) -> *mut PyObject {
    // SAFETY: `METH_FASTCALL | METH_KEYWORDS` rows.
    unsafe {
        let f = core::mem::transmute::<Option<PyCFunction>, PyCFunctionFastWithKeywords>(f);
        f(
            this(),
            args.as_ptr(),
            args.len() as isize,
            core::ptr::null_mut(),
        )
    }
}

fn this() -> *mut PyObject {
    crate::not_implemented().as_ptr()
}

fn none_ptr() -> *mut PyObject {
    none().as_ptr()
}

fn true_ptr() -> *mut PyObject {
    crate::py_bool(true).as_ptr()
}

#[test]
fn flags_are_argument_clinics() {
    for (name, flags) in [
        ("copy", METH_NOARGS),
        ("append", METH_O),
        ("pick", METH_FASTCALL),
        ("last", METH_FASTCALL),
        ("sort", METH_FASTCALL | METH_KEYWORDS),
        ("where", METH_METHOD | METH_FASTCALL | METH_KEYWORDS),
        ("call", METH_VARARGS | METH_KEYWORDS),
        ("fromkeys", METH_FASTCALL | METH_CLASS),
        ("maketrans", METH_FASTCALL | METH_STATIC),
        ("raw_one", METH_FASTCALL | METH_KEYWORDS | METH_COEXIST),
        ("raw_two", METH_FASTCALL),
        ("classic", METH_VARARGS | METH_KEYWORDS),
    ] {
        assert_eq!(row(View::METHODS, name).ml_flags, flags, "{name}");
    }
}

#[test]
fn docstrings() {
    assert_eq!(
        text(row(View::METHODS, "copy").ml_doc),
        "copy($self, /)\n--\n\nNothing in."
    );
    assert_eq!(
        text(row(View::METHODS, "sort").ml_doc),
        "sort($self, /, *, key=None, reverse=False)\n--\n\n"
    );
    assert_eq!(
        text(row(View::METHODS, "maketrans").ml_doc),
        "maketrans(x, y=<unrepresentable>, /)\n--\n\n"
    );
    assert!(row(View::METHODS, "hidden").ml_doc.is_null());
    assert_eq!(text(View::DOC), "view(iterable=(), /)\n--\n\nA view.");
    assert_eq!(
        text(row(FUNCTIONS.0, "whence").ml_doc),
        "whence($module, /)\n--\n\nIts module."
    );
    assert_eq!(text(row(ALL.0, "more").ml_name), "more");
    assert_eq!(text(row(ALL.0, "hidden").ml_name), "hidden");
}

#[test]
fn positional_calls() {
    // SAFETY: each row is called by its own convention, with static objects.
    unsafe {
        assert_eq!(
            row(View::METHODS, "copy").ml_meth.unwrap()(this(), core::ptr::null_mut()),
            this()
        );
        assert_eq!(
            row(View::METHODS, "append").ml_meth.unwrap()(this(), true_ptr()),
            true_ptr()
        );
        assert_eq!(
            row(FUNCTIONS.0, "whence").ml_meth.unwrap()(this(), core::ptr::null_mut()),
            this()
        );
        assert_eq!(
            row(FUNCTIONS.0, "echo").ml_meth.unwrap()(this(), true_ptr()),
            true_ptr()
        );
        let method = core::mem::transmute::<Option<PyCFunction>, PyCMethod>(
            row(View::METHODS, "where").ml_meth,
        );
        let class = crate::list::PyList_Type.as_mut_ptr();
        assert_eq!(
            method(this(), class, core::ptr::null(), 0, core::ptr::null_mut()),
            class.cast()
        );
        let whole = core::mem::transmute::<Option<PyCFunction>, PyCMethod>(
            row(View::METHODS, "whole").ml_meth,
        );
        assert_eq!(
            whole(
                this(),
                class,
                [true_ptr()].as_ptr(),
                1,
                core::ptr::null_mut()
            ),
            true_ptr()
        );
        let none_array: Array = [].as_ptr();
        assert_eq!(
            View::VECTORCALL(class.cast(), none_array, 1 << 63, core::ptr::null_mut()),
            none_ptr()
        );
    }
    assert_eq!(fast("pick", &[]), none_ptr());
    assert_eq!(fast("last", &[this(), none_ptr(), true_ptr()]), true_ptr());
    assert_eq!(fast("last", &[this()]), none_ptr());
    assert_eq!(fast("find", &[this()]), none_ptr());
    assert_eq!(fast("maketrans", &[this(), true_ptr()]), true_ptr());
    assert_eq!(
        fast_keywords(row(View::METHODS, "sort").ml_meth, &[]),
        none_ptr()
    );
    assert_eq!(
        fast_keywords(row(View::METHODS, "split").ml_meth, &[]),
        true_ptr()
    );
    assert_eq!(
        fast_keywords(row(View::METHODS, "raw_one").ml_meth, &[this(), true_ptr()]),
        true_ptr()
    );
    assert_eq!(
        fast_keywords(row(FUNCTIONS.0, "nested").ml_meth, &[]),
        true_ptr()
    );
}

#[test]
fn getsets() {
    // SAFETY: a terminated table of two rows, called as C does.
    unsafe {
        let rows = core::slice::from_raw_parts(View::GETSET, 3);
        assert_eq!(
            (text(rows[0].name), text(rows[0].doc), text(rows[1].name)),
            ("real", "The real part.", "imag")
        );
        assert!(rows[1].set.is_none() && rows[1].doc.is_null() && rows[2].name.is_null());
        assert_eq!(rows[0].get.unwrap()(this(), core::ptr::null_mut()), this());
        let deleted: c_int =
            rows[0].set.unwrap()(this(), core::ptr::null_mut(), core::ptr::null_mut());
        assert_eq!(deleted, 0);
    }
}
