//! What PyO3's code asks of the C API: classes, functions, conversions, errors, buffers, coroutines' rest; built whole and for the stable ABI.

use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyIterator, PyList, PySlice, PyTuple};
use pyo3::{PyTraverseError, PyVisit, create_exception, intern};
use std::collections::{BTreeMap, HashSet};

create_exception!(built_pyo3, Refused, PyValueError, "refused");

/// A stack of anything.
#[pyclass(subclass, weakref, dict, module = "built_pyo3")]
struct Stack {
    items: Vec<Py<PyAny>>,
    #[pyo3(get, set)]
    name: String,
}

#[pymethods]
impl Stack {
    #[classattr]
    const LIMIT: usize = 4;

    #[new]
    #[pyo3(signature = (*items, name = "stack".to_owned()))]
    fn new(items: Vec<Py<PyAny>>, name: String) -> Self {
        Stack { items, name }
    }

    fn push(mut slf: PyRefMut<'_, Self>, item: Py<PyAny>) -> PyResult<PyRefMut<'_, Self>> {
        if slf.items.len() >= Self::LIMIT {
            return Err(Refused::new_err(("full", Self::LIMIT)));
        }
        slf.items.push(item);
        Ok(slf)
    }

    fn pop(&mut self) -> Option<Py<PyAny>> {
        self.items.pop()
    }

    fn with_mut(slf: &Bound<'_, Self>, f: &Bound<'_, PyAny>) -> PyResult<()> {
        let _held = slf.try_borrow_mut()?;
        f.call1((slf,)).map(drop)
    }

    #[getter]
    fn depth(&self) -> usize {
        self.items.len()
    }

    #[staticmethod]
    fn empty() -> Self {
        Stack::new(Vec::new(), "empty".to_owned())
    }

    #[classmethod]
    fn named(cls: &Bound<'_, pyo3::types::PyType>, name: &str) -> PyResult<Py<PyAny>> {
        let kwargs = PyDict::new(cls.py());
        kwargs.set_item("name", name)?;
        cls.call((), Some(&kwargs)).map(Bound::unbind)
    }

    fn __len__(&self) -> usize {
        self.items.len()
    }

    fn __getitem__(&self, py: Python<'_>, at: isize) -> PyResult<Py<PyAny>> {
        let n = self.items.len() as isize;
        let at = if at < 0 { at + n } else { at };
        let item = usize::try_from(at).ok().and_then(|i| self.items.get(i));
        item.map(|i| i.clone_ref(py))
            .ok_or_else(|| pyo3::exceptions::PyIndexError::new_err(format!("no item {at}")))
    }

    fn __contains__(&self, py: Python<'_>, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        for own in &self.items {
            if own.bind(py).eq(item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        PyList::new(py, self.items.iter().map(|i| i.clone_ref(py)))?.try_iter()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let items = self
            .items
            .iter()
            .map(|i| Ok(i.bind(py).repr()?.to_string()));
        Ok(format!(
            "{}[{}]",
            self.name,
            items.collect::<PyResult<Vec<_>>>()?.join(", ")
        ))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.items.iter().try_for_each(|i| visit.call(i))
    }

    fn __clear__(&mut self) {
        self.items.clear();
    }
}

/// Derives from a class in Rust.
#[pyclass(extends = Stack)]
struct Loud;

#[pymethods]
impl Loud {
    #[new]
    fn new(name: String) -> (Self, Stack) {
        (
            Loud,
            Stack {
                items: Vec::new(),
                name: name.to_uppercase(),
            },
        )
    }
}

#[pyclass(frozen, eq, ord, hash, from_py_object)]
#[derive(Clone, PartialEq, PartialOrd, Eq, Hash)]
struct Version {
    #[pyo3(get)]
    major: u32,
    #[pyo3(get)]
    minor: u32,
}

#[pymethods]
impl Version {
    #[new]
    fn new(major: u32, minor: u32) -> Self {
        Version { major, minor }
    }

    fn __add__(&self, by: u32) -> Self {
        Version::new(self.major, self.minor + by)
    }

    fn __str__(&self) -> String {
        format!("{}.{}", self.major, self.minor)
    }
}

#[pyclass(eq, eq_int, from_py_object)]
#[derive(Clone, PartialEq)]
enum Colour {
    Red = 1,
    Green = 5,
}

#[derive(FromPyObject, IntoPyObject)]
struct Point {
    x: i64,
    y: f64,
    #[pyo3(attribute("tag"))]
    label: Option<String>,
}

#[derive(FromPyObject, Debug)]
#[expect(dead_code, reason = "shown by Debug alone")]
enum Either {
    Int(i64),
    Text(String),
    Pair(i32, bool),
}

#[pyclass]
struct Countdown(u32);

#[pymethods]
impl Countdown {
    #[new]
    fn new(from: u32) -> Self {
        Countdown(from)
    }

    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self) -> Option<u32> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }
}

#[pymodule(gil_used = false)]
mod built_pyo3 {
    use super::*;

    #[pymodule_export]
    use super::{Colour, Countdown, Loud, Refused, Stack, Version};

    #[pymodule_export]
    const ANSWER: i32 = 42;

    #[pymodule_init]
    fn init(m: &Bound<'_, PyModule>) -> PyResult<()> {
        let inner = PyModule::new(m.py(), "inner")?;
        inner.add("where", "inner")?;
        m.add_submodule(&inner)
    }

    /// Its arguments.
    #[pyfunction]
    #[pyo3(signature = (a, /, b = 2, *args, c, **kwargs))]
    fn keywords(
        a: i32,
        b: i32,
        args: &Bound<'_, PyTuple>,
        c: &str,
        kwargs: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<String> {
        let kwargs = kwargs.map(|k| k.repr()).transpose()?;
        Ok(format!("{a} {b} {args:?} {c} {kwargs:?}"))
    }

    #[pyfunction]
    fn convert(
        map: BTreeMap<String, Vec<Option<f64>>>,
        set: HashSet<u8>,
    ) -> (usize, BTreeMap<String, Vec<Option<f64>>>, u32) {
        (map.len(), map, set.iter().map(|&b| u32::from(b)).sum())
    }

    #[pyfunction]
    fn big(x: u64, y: i128) -> (u64, i128, char) {
        (x.wrapping_add(1), -y, '\u{1f600}')
    }

    #[pyfunction]
    fn either(x: Either) -> String {
        format!("{x:?}")
    }

    #[pyfunction]
    fn moved(mut point: Point) -> Point {
        point.x += 1;
        point.y = -point.y;
        point.label = point.label.map(|l| l + "!");
        point
    }

    #[pyfunction]
    fn fail(kind: &str) -> PyResult<i32> {
        match kind {
            "key" => Err(PyKeyError::new_err((1, "two"))),
            "io" => Ok(std::fs::read("/nonexistent")?.len() as i32),
            "parse" => Ok("x".parse::<i32>()?),
            "panic" => panic!("in Rust"),
            _ => Err(Refused::new_err(kind.to_owned())),
        }
    }

    #[pyfunction]
    fn caught(py: Python<'_>, f: &Bound<'_, PyAny>) -> PyResult<String> {
        match f.call0() {
            Ok(value) => Ok(format!("value {value}")),
            Err(e) if e.is_instance_of::<PyKeyError>(py) => {
                Ok(format!("{e} {}", e.traceback(py).is_some()))
            }
            Err(e) => {
                let wrapped = Refused::new_err("wrapped");
                wrapped.set_cause(py, Some(e));
                Err(wrapped)
            }
        }
    }

    #[pyfunction]
    fn detached(py: Python<'_>, n: u64) -> u64 {
        py.detach(|| (0..n).map(|x| x * x).sum())
    }

    #[pyfunction]
    fn threads(py: Python<'_>, f: Py<PyAny>, n: usize) -> PyResult<Vec<i64>> {
        py.detach(|| {
            let run = |i: usize| {
                let f = &f;
                move || Python::attach(|py| f.call1(py, (i,))?.extract::<i64>(py))
            };
            std::thread::scope(|s| {
                let all: Vec<_> = (0..n).map(|i| s.spawn(run(i))).collect();
                all.into_iter()
                    .map(|t| t.join().expect("no panic"))
                    .collect()
            })
        })
    }

    #[pyfunction]
    fn objects<'py>(py: Python<'py>, d: &Bound<'py, PyDict>) -> PyResult<Bound<'py, PyTuple>> {
        let keys = d.keys();
        keys.sort()?;
        let bytes = PyBytes::new_with(py, 4, |b| {
            b.copy_from_slice(b"\x00abc");
            Ok(())
        })?;
        d.set_item(intern!(py, "added"), keys.len())?;
        let math = py.import("math")?;
        let root: f64 = math.getattr("sqrt")?.call1((2.25,))?.extract()?;
        let slice = PySlice::new(py, 1, 6, 2);
        let joined = d
            .iter()
            .map(|(k, _)| k.to_string())
            .collect::<Vec<_>>()
            .join("/");
        PyTuple::new(
            py,
            [
                keys.into_any(),
                bytes.into_any(),
                root.into_pyobject(py)?.into_any(),
                slice.into_any(),
                joined.into_pyobject(py)?.into_any(),
            ],
        )
    }

    #[cfg(not(feature = "abi3"))]
    #[pyfunction]
    fn whole() -> bool {
        true
    }
}
