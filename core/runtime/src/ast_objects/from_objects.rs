//! From objects to trees: what the generated walk rests on.
//!
//! Programs build trees by hand, so that every attribute may be missing, of a wrong type, or change while it is read.

use compiler::ast::Location;
use compiler::constant::{self, Constant, Int};
use compiler::text::{Name, Wtf8String};
use layout::{PyObject, ast_state};
use objects::prelude::*;

/// Reads the nodes of one tree.
pub struct Reader<'s> {
    pub state: &'s ast_state,
}

/// A part of a tree that an object may stand for.
pub trait FromObject: Sized {
    /// What error messages call it.
    const WHAT: &'static str;
    /// `None` if the object is None and that says "absent".
    fn from_object(o: &Object, r: &Reader<'_>) -> PyResult<Option<Self>>;
}

unsafe fn name<'a>(slot: *mut PyObject) -> &'a Str {
    // SAFETY: a name in the state, which lives as long as the interpreter, says the caller.
    unsafe { Object::from_ptr(slot).downcast_unchecked() }
}

impl<'s> Reader<'s> {
    pub fn new(state: &'s ast_state) -> Reader<'s> {
        Reader { state }
    }

    #[inline]
    pub fn enter(&self, what: &str) -> PyResult<()> {
        if base::tstate::stack_exhausted() {
            objects::recursion::enter(&format!(" while traversing '{what}' node"))?;
        }
        Ok(())
    }

    fn attribute(&self, o: &Object, slot: *mut PyObject) -> PyResult<Option<Ref>> {
        // SAFETY: a name of the state.
        o.get_attr_opt(unsafe { name(slot) })
    }

    /// A field that must be there and not None.
    pub fn required<T: FromObject>(
        &self,
        o: &Object,
        slot: *mut PyObject,
        owner: &str,
    ) -> PyResult<T> {
        let Some(value) = self.attribute(o, slot)? else {
            return Err(missing(slot, owner));
        };
        match T::from_object(&value, self)? {
            Some(v) => Ok(v),
            None => Err(raise!(
                ValueError,
                "field '{}' is required for {}",
                // SAFETY: a name of the state.
                unsafe { name(slot) }.to_string_lossy(),
                owner
            )),
        }
    }

    /// A constant, for which None is a value.
    pub fn constant(&self, o: &Object, slot: *mut PyObject, owner: &str) -> PyResult<Constant> {
        let Some(value) = self.attribute(o, slot)? else {
            return Err(missing(slot, owner));
        };
        if owner == "MatchSingleton" && !is_none(&value) && value.downcast::<Bool>().is_none() {
            return Err(raise!(
                ValueError,
                "MatchSingleton can only contain True, False and None"
            ));
        }
        constant_of(&value, self)
    }

    /// A field that may be missing or None.
    pub fn optional<T: FromObject>(
        &self,
        o: &Object,
        slot: *mut PyObject,
        _owner: &str,
    ) -> PyResult<Option<T>> {
        match self.attribute(o, slot)? {
            Some(value) if !is_none(&value) => T::from_object(&value, self),
            _ => Ok(None),
        }
    }

    fn list<T>(
        &self,
        o: &Object,
        slot: *mut PyObject,
        owner: &str,
        read: impl Fn(&Object) -> PyResult<T>,
    ) -> PyResult<Vec<T>> {
        let Some(value) = self.attribute(o, slot)? else {
            return Ok(Vec::new());
        };
        // SAFETY: a name of the state.
        let field = unsafe { name(slot) };
        let Some(list) = value.downcast::<List>() else {
            return Err(raise!(
                TypeError,
                "{} field \"{}\" must be a list, not a {}",
                owner,
                field.to_string_lossy(),
                value.class().name()
            ));
        };
        let n = list.len();
        let mut items = Vec::new();
        if items.try_reserve_exact(n).is_err() {
            return Err(objects::exceptions::no_memory());
        }
        for i in 0..n {
            let item = list.get(i).map(|item| read(&item)).transpose()?;
            // reading an item may run code that changes the list
            match item {
                Some(item) if list.len() == n => items.push(item),
                _ => {
                    return Err(raise!(
                        RuntimeError,
                        "{} field \"{}\" changed size during iteration",
                        owner,
                        field.to_string_lossy()
                    ));
                }
            }
        }
        Ok(items)
    }

    /// A list; a missing one is empty.
    pub fn sequence<T: FromObject>(
        &self,
        o: &Object,
        slot: *mut PyObject,
        owner: &str,
    ) -> PyResult<Vec<T>> {
        self.list(o, slot, owner, |item| {
            T::from_object(item, self)?
                .ok_or_else(|| raise!(ValueError, "None disallowed in {} list", list_of(T::WHAT)))
        })
    }

    /// A list in which None stands for what is absent.
    pub fn sequence_of_optional<T: FromObject>(
        &self,
        o: &Object,
        slot: *mut PyObject,
        owner: &str,
    ) -> PyResult<Vec<Option<T>>> {
        self.list(o, slot, owner, |item| T::from_object(item, self))
    }

    /// The position of a node; where the end is optional it is at the start by default.
    pub fn location(&self, o: &Object, owner: &str, end_optional: bool) -> PyResult<Location> {
        let s = self.state;
        let lineno = self.required(o, s.lineno, owner)?;
        let col_offset = self.required(o, s.col_offset, owner)?;
        let end = |slot, default| match end_optional {
            true => Ok(self.optional(o, slot, owner)?.unwrap_or(default)),
            false => self.required(o, slot, owner),
        };
        Ok(Location {
            lineno,
            col_offset,
            end_lineno: end(s.end_lineno, lineno)?,
            end_col_offset: end(s.end_col_offset, col_offset)?,
        })
    }

    /// Which of the classes the object is an instance of.
    pub fn which(&self, o: &Object, classes: &[*mut PyObject], what: &str) -> PyResult<usize> {
        let exact = o.type_ptr().cast::<PyObject>();
        if let Some(i) = classes.iter().position(|c| *c == exact) {
            return Ok(i);
        }
        for (i, class) in classes.iter().enumerate() {
            // SAFETY: a class of the state.
            if o.is_instance(unsafe { Object::from_ptr(*class) })? {
                return Ok(i);
            }
        }
        Err(raise!(
            TypeError,
            "expected some sort of {}, but got {}",
            what,
            o.repr()?.to_string_lossy()
        ))
    }
}

fn missing(slot: *mut PyObject, owner: &str) -> Raised {
    raise!(
        TypeError,
        "required field \"{}\" missing from {}",
        // SAFETY: a name of the state.
        unsafe { name(slot) }.to_string_lossy(),
        owner
    )
}

fn list_of(what: &str) -> &str {
    match what {
        "expr" => "expression",
        "stmt" => "statement",
        other => other,
    }
}

impl<T: FromObject> FromObject for Box<T> {
    const WHAT: &'static str = T::WHAT;
    fn from_object(o: &Object, r: &Reader<'_>) -> PyResult<Option<Self>> {
        Ok(T::from_object(o, r)?.map(Box::new))
    }
}

impl FromObject for i32 {
    const WHAT: &'static str = "int";
    fn from_object(o: &Object, _: &Reader<'_>) -> PyResult<Option<i32>> {
        match o.downcast::<Long>() {
            Some(n) => n.as_i32().map(Some),
            None => Err(raise!(
                ValueError,
                "invalid integer value: {}",
                o.repr()?.to_string_lossy()
            )),
        }
    }
}

/// The text of a str, surrogates and all.
pub fn text(s: &Str) -> PyResult<Wtf8String> {
    Ok(Wtf8String::from_bytes(s.to_wtf8()?).unwrap_or_else(|_| s.iter_chars().collect()))
}

impl FromObject for Name {
    const WHAT: &'static str = "identifier";
    fn from_object(o: &Object, _: &Reader<'_>) -> PyResult<Option<Name>> {
        if is_none(o) {
            return Ok(None);
        }
        match o.downcast::<Str>() {
            Some(s) if s.is_exact() => Ok(Some(match s.as_ascii() {
                Some(t) => Name::from(t),
                None => Name::from_wtf8(&text(s)?),
            })),
            _ => Err(raise!(TypeError, "AST identifier must be of type str")),
        }
    }
}

impl FromObject for Wtf8String {
    const WHAT: &'static str = "string";
    fn from_object(o: &Object, _: &Reader<'_>) -> PyResult<Option<Wtf8String>> {
        if let Some(s) = o.downcast::<Str>().filter(|s| s.is_exact()) {
            return Ok(Some(text(s)?));
        }
        // the one use of a string is a type comment, which code does not show
        match o.downcast::<Bytes>() {
            Some(b) if o.class().is(&objects::bytes::PyBytes_Type) => Ok(Some(Wtf8String::from(
                String::from_utf8_lossy(b.as_slice()).into_owned(),
            ))),
            _ => Err(raise!(TypeError, "AST string must be of type str")),
        }
    }
}

/// What the compiler makes of a constant's value.
pub fn constant_of(o: &Object, r: &Reader<'_>) -> PyResult<Constant> {
    let class = o.class();
    let exactly = |ty: &Type| class.is(ty);
    Ok(if is_none(o) {
        Constant::None
    } else if o.is(objects::slice::ellipsis()) {
        Constant::Ellipsis
    } else if let Some(b) = o.downcast::<Bool>() {
        Constant::Bool(b.is(py_bool(true)))
    } else if let Some(n) = o.downcast::<Long>().filter(|n| n.is_exact()) {
        Constant::Int(match n.to_i64() {
            Some(n) => Int::from(n),
            None => Int::from(n.to_bigint()),
        })
    } else if let Some(s) = o.downcast::<Str>().filter(|s| s.is_exact()) {
        Constant::text(text(s)?)
    } else if let Some(f) = o
        .downcast::<Float>()
        .filter(|_| exactly(&objects::float::PyFloat_Type))
    {
        Constant::Float(f.value())
    } else if let Some(c) = o
        .downcast::<Complex>()
        .filter(|_| exactly(&objects::complex::PyComplex_Type))
    {
        let (re, im) = c.parts();
        Constant::Complex(re, im)
    } else if let Some(b) = o
        .downcast::<Bytes>()
        .filter(|_| exactly(&objects::bytes::PyBytes_Type))
    {
        Constant::Bytes(b.as_slice().to_vec())
    } else if let Some(t) = o
        .downcast::<Tuple>()
        .filter(|_| exactly(&objects::tuple::PyTuple_Type))
    {
        r.enter("Constant")?;
        let items = t.as_slice().iter().map(|i| constant_of(i, r));
        Constant::Tuple(items.collect::<PyResult<_>>()?)
    } else if exactly(&objects::set::PyFrozenSet_Type) {
        r.enter("Constant")?;
        let items = Tuple::from_iterable(o)?;
        let items = items.as_slice().iter().map(|i| constant_of(i, r));
        Constant::FrozenSet(constant::distinct(items.collect::<PyResult<_>>()?))
    } else {
        return Err(raise!(
            TypeError,
            "got an invalid type in Constant: {}",
            class.name()
        ));
    })
}
