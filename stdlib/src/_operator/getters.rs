//! `attrgetter`, `itemgetter`, `methodcaller`: callables that take one object and fetch something from it.

use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::repr::{ReprGuard, Writer};

use crate::heap_type::HeapType;
use crate::support::{add_type, no_keywords, positional};

/// The three have one struct: what to fetch, and for `methodcaller` the arguments.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct GetterObject {
    pub ob_base: PyObject,
    pub items: *mut PyObject,
    pub args: *mut PyObject,
    pub kwargs: *mut PyObject,
    pub vectorcall: Option<vectorcallfunc>,
}

/// A getter's view, how it is called, and its type; the rest (`repr`, `fetch` and what Python sees) is its own.
macro_rules! getter {
    ($view:ident, $name:literal, $full_name:literal, $ty:ident) => {
        object_view!(
            /// One of the getters.
            pub $view, GetterObject, $name, |o| o.is_exactly($ty.as_mut_ptr())
        );
        owned_fields!($view, heap = true, [items, args, kwargs]);

        impl $view {
            fn items(&self) -> Ref<Tuple> {
                // SAFETY: the field is a tuple, set when the object is made.
                unsafe {
                    match get_field(&raw mut (*self.raw()).items) {
                        Some(t) => t.downcast_into_unchecked(),
                        None => Tuple::empty().to_ref(),
                    }
                }
            }

            extern "C" fn vectorcall(
                this: &$view,
                args: *const *mut PyObject,
                nargsf: usize,
                kwnames: Option<&Tuple>,
            ) -> PyResult {
                // SAFETY: vectorcall's contract.
                let given = unsafe { positional(args, nargsf) };
                this.invoke(given, kwnames.is_some_and(|k| !k.is_empty()))
            }

            extern "C" fn tp_call(
                this: &$view,
                args: &Tuple,
                kwargs: Option<&Dict>,
            ) -> PyResult {
                this.invoke(args.as_slice(), kwargs.is_some_and(|k| !k.is_empty()))
            }

            fn invoke(&self, args: &[&Object], keywords: bool) -> PyResult {
                if keywords && $name != "methodcaller" {
                    return Err(no_keywords($name));
                }
                match args {
                    [one] => {
                        if keywords {
                            return Err(no_keywords($name));
                        }
                        self.fetch(one)
                    }
                    other => Err(raise!(
                        TypeError,
                        "{} expected 1 argument, got {}",
                        $name,
                        other.len()
                    )),
                }
            }

            fn make(ty: &Type, items: Ref<Tuple>) -> PyResult<Ref<$view>> {
                let g = owned::alloc::<$view>(ty)?;
                // SAFETY: fresh.
                unsafe {
                    (*g.raw()).items = items.into_ptr();
                    (*g.raw()).vectorcall = objects::slots::vectorcall($view::vectorcall);
                }
                Ok(g)
            }
        }

        static $ty: HeapType = HeapType::new(PyTypeObject {
            tp_name: $full_name.as_ptr(),
            tp_dealloc: objects::slots::dealloc::<$view>(owned::dealloc),
            tp_repr: objects::slots::repr($view::repr),
            tp_call: objects::slots::call($view::tp_call),
            tp_doc: $view::DOC,
            tp_traverse: objects::slots::traverse::<$view>(owned::traverse),
            tp_clear: objects::slots::clear::<$view>(owned::clear),
            tp_methods: $view::METHODS,
            tp_getset: $view::GETSET,
            tp_new: Some($view::NEW),
            ..COMMON
        });
    };
}

getter!(AttrGetter, "attrgetter", c"operator.attrgetter", ATTRGETTER);
getter!(ItemGetter, "itemgetter", c"operator.itemgetter", ITEMGETTER);
getter!(
    MethodCaller,
    "methodcaller",
    c"operator.methodcaller",
    METHODCALLER
);

/// `qualified.name(item, item)`.
fn show(this: &Object, items: &[&Object], kwargs: Option<&Dict>) -> PyResult {
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::format(format_args!("{}(...)", this.class().tp_name()))?.upcast());
    };
    let mut out = Writer::new();
    out.push(&this.class().tp_name());
    out.push("(");
    let mut first = true;
    for o in items {
        if !core::mem::take(&mut first) {
            out.push(", ");
        }
        out.push_repr(o)?;
    }
    if let Some(kw) = kwargs {
        let mut pos = 0;
        while let Some((k, v)) = kw.next_entry(&mut pos) {
            if !core::mem::take(&mut first) {
                out.push(", ");
            }
            out.push_text(&*k.str()?);
            out.push("=");
            out.push_repr(&v)?;
        }
    }
    out.push(")");
    out.finish()
}

/// What `attrgetter` and `itemgetter` are made of: one argument or more, by position.
fn check_arguments(name: &str, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    if kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(no_keywords(name));
    }
    if args.is_empty() {
        return Err(raise!(TypeError, "{name} expected 1 argument, got 0"));
    }
    Ok(())
}

/// The state for pickling: the class and what it is called with.
fn reduced(this: &Object, items: Ref<Tuple>) -> PyResult<Ref<Tuple>> {
    Tuple::from_array([this.class().to_ref().upcast(), items.upcast()])
}

fn dotted_names(args: &Tuple) -> PyResult<Ref<Tuple>> {
    let mut names = vec_for(args.len())?;
    for o in args.as_slice() {
        let Some(name) = o.downcast::<Str>() else {
            return Err(raise!(TypeError, "attribute name must be a string"));
        };
        names.push(Str::intern(Str::from_wtf8(&name.to_wtf8()?)?).upcast());
    }
    Tuple::from_vec(names)
}

fn chase(obj: &Object, name: &Str) -> PyResult {
    let text = name.to_wtf8()?;
    if !text.contains(&b'.') {
        return obj.get_attr(name);
    }
    let mut current = obj.to_ref();
    for part in text.split(|b| *b == b'.') {
        let part = Str::intern(Str::from_wtf8(part)?);
        current = current.get_attr(&part)?;
    }
    Ok(current)
}

impl AttrGetter {
    extern "C" fn repr(this: &AttrGetter) -> PyResult {
        show(this, this.items().as_slice(), None)
    }

    fn fetch(&self, obj: &Object) -> PyResult {
        let items = self.items();
        let get = |o: &Object| match o.downcast::<Str>() {
            Some(name) => chase(obj, name),
            None => Err(raise!(TypeError, "attribute name must be a string")),
        };
        if let [one] = items.as_slice() {
            return get(one);
        }
        let mut all = vec_for(items.len())?;
        for name in items.as_slice() {
            all.push(get(name)?);
        }
        Ok(Tuple::from_vec(all)?.upcast())
    }
}

#[pymethods]
impl AttrGetter {
    /// A callable that fetches attributes (dotted names too) from its operand.
    #[new(varargs, "attrgetter(attr, /, *attrs)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        check_arguments("attrgetter", args, kwargs)?;
        Ok(AttrGetter::make(cls, dotted_names(args)?)?.upcast())
    }

    #[getter("__text_signature__")]
    fn text_signature(&self) -> &'static str {
        "(obj, /)"
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        reduced(self, self.items())
    }
}

impl ItemGetter {
    extern "C" fn repr(this: &ItemGetter) -> PyResult {
        show(this, this.items().as_slice(), None)
    }

    fn fetch(&self, obj: &Object) -> PyResult {
        let items = self.items();
        if let [one] = items.as_slice() {
            return obj.get_item(one);
        }
        let mut all = vec_for(items.len())?;
        for key in items.as_slice() {
            all.push(obj.get_item(key)?);
        }
        Ok(Tuple::from_vec(all)?.upcast())
    }
}

#[pymethods]
impl ItemGetter {
    /// A callable that fetches items from its operand.
    #[new(varargs, "itemgetter(item, /, *items)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        check_arguments("itemgetter", args, kwargs)?;
        Ok(ItemGetter::make(cls, Tuple::from_slice(args.as_slice())?)?.upcast())
    }

    #[getter("__text_signature__")]
    fn text_signature(&self) -> &'static str {
        "(obj, /)"
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        reduced(self, self.items())
    }
}

impl MethodCaller {
    extern "C" fn repr(this: &MethodCaller) -> PyResult {
        let kw = this.kwargs();
        show(this, this.items().as_slice(), kw.as_deref())
    }

    fn kwargs(&self) -> Option<Ref<Dict>> {
        // SAFETY: the field is a dict, or NULL.
        unsafe { Some(get_field(&raw mut (*self.raw()).kwargs)?.downcast_into_unchecked()) }
    }

    /// The method's name and the positional arguments.
    fn fetch(&self, obj: &Object) -> PyResult {
        let items = self.items();
        let [name, args @ ..] = items.as_slice() else {
            return Err(objects::exceptions::bad_internal_call());
        };
        let Some(name) = name.downcast::<Str>() else {
            return Err(raise!(TypeError, "method name must be a string"));
        };
        match self.kwargs() {
            None => obj.call_method(name, args),
            Some(kw) => obj
                .get_attr(name)?
                .call_tuple(&*Tuple::from_slice(args)?, Some(&*kw)),
        }
    }
}

#[pymethods]
impl MethodCaller {
    /// A callable that calls a method of its operand.
    #[new(varargs, "methodcaller(name, /, *args, **kwargs)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let Some(name) = args.get(0) else {
            return Err(raise!(
                TypeError,
                "methodcaller needs at least one argument, the method name"
            ));
        };
        let Some(name) = name.downcast::<Str>() else {
            return Err(raise!(TypeError, "method name must be a string"));
        };
        let mut items: Vec<Ref> = gathered(args.as_slice().iter().map(|o| o.to_ref()))?;
        items[0] = Str::intern(name.to_ref()).upcast();
        let m = MethodCaller::make(cls, Tuple::from_vec(items)?)?;
        if let Some(kw) = kwargs
            && !kw.is_empty()
        {
            // SAFETY: fresh.
            unsafe { (*m.raw()).kwargs = kw.copy()?.into_ptr() };
        }
        Ok(m.upcast())
    }

    #[getter("__text_signature__")]
    fn text_signature(&self) -> &'static str {
        "(obj, /)"
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let class: Ref = self.class().to_ref().upcast();
        let items = self.items();
        let Some(kw) = self.kwargs() else {
            return Tuple::from_array([class, items.upcast()]);
        };
        let partial = import("functools")?.get_attr(interned!("partial"))?;
        let name = items.get(0).unwrap_or(none()).to_ref();
        let front = Tuple::from_array([class, name])?;
        let constructor = partial.call_tuple(&front, Some(&*kw))?;
        Tuple::from_array([constructor, items.slice(1, items.len())?.upcast()])
    }
}

/// `import name`.
fn import(name: &str) -> PyResult {
    let import = objects::iter::builtin("__import__")?;
    import.call(&[&*Str::from_str(name)?])
}

const COMMON: PyTypeObject = PyTypeObject {
    tp_basicsize: size_of::<GetterObject>() as isize,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
    tp_vectorcall_offset: core::mem::offset_of!(GetterObject, vectorcall) as isize,
    ..Type::EMPTY
};

pub fn add(module: &Module) -> PyResult<()> {
    for ty in [&ATTRGETTER, &ITEMGETTER, &METHODCALLER] {
        add_type(module, ty)?;
    }
    Ok(())
}
