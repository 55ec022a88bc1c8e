//! What the `repr` of containers needs: a guard against containers that hold themselves, a text buffer, and the full name of a
//! type.

use base::{Object, PyResult, Raised, Ref, tstate};
use layout::*;

use crate::abstract_::Protocol;
use crate::prelude::{id, interned};
use crate::{Dict, List, Str, Type, unicode};

/// `Py_ReprEnter`/`Py_ReprLeave`: the objects whose `repr` is under way in this thread, in the list `Py_Repr` of the thread's
/// dictionary.
pub struct ReprGuard {
    list: Ref<List>,
    object: Ref,
}

impl ReprGuard {
    /// Begins the `repr` of `o`; `None` if it is under way already.
    pub fn enter(o: &Object) -> PyResult<Option<ReprGuard>> {
        // SAFETY: attached; the thread's dictionary is made on demand.
        unsafe {
            let slot = &raw mut (*tstate::current()).dict;
            if (*slot).is_null() {
                *slot = Dict::new()?.into_ptr();
            }
            let dict = Object::from_ptr(*slot).downcast_unchecked::<Dict>();
            let key = interned!("Py_Repr");
            let list = match dict.get_str(key)? {
                Some(l) => match l.downcast_into::<List>() {
                    Ok(l) => l,
                    Err(_) => return Err(crate::exceptions::bad_internal_call()),
                },
                None => {
                    let l = List::new()?;
                    dict.set(key, &l)?;
                    l
                }
            };
            let mut i = list.len();
            while i > 0 {
                i -= 1;
                if list.get(i).is_some_and(|x| x.is(o)) {
                    return Ok(None);
                }
            }
            list.push(o)?;
            Ok(Some(ReprGuard {
                list,
                object: o.to_ref(),
            }))
        }
    }
}

/// `Py_ReprEnter`: as [`ReprGuard::enter`], to be undone by [`leave`]. False if the `repr` is under way already.
pub fn enter(o: &Object) -> PyResult<bool> {
    let Some(guard) = ReprGuard::enter(o)? else {
        return Ok(false);
    };
    // The entry stays in the list; only the guard's references go.
    let guard = core::mem::ManuallyDrop::new(guard);
    // SAFETY: the guard is not used again.
    unsafe {
        drop(core::ptr::read(&guard.list));
        drop(core::ptr::read(&guard.object));
    }
    Ok(true)
}

/// `Py_ReprLeave`.
pub fn leave(o: &Object) {
    // SAFETY: attached; NULL or the thread's dictionary.
    let list = unsafe {
        Object::from_ptr_opt((*tstate::current()).dict)
            .and_then(|d| d.downcast::<Dict>())
            .and_then(|d| d.get_str(interned!("Py_Repr")).ok().flatten())
    };
    if let Some(Ok(list)) = list.map(|l| l.downcast_into::<List>()) {
        drop(ReprGuard {
            list,
            object: o.to_ref(),
        });
    }
}

impl Drop for ReprGuard {
    fn drop(&mut self) {
        // The list may fail to shrink, and says so; what is raised here is to stay.
        let pending = base::error::take_current();
        let mut i = self.list.len();
        while i > 0 {
            i -= 1;
            if self.list.get(i).is_some_and(|x| x.is(&self.object)) {
                self.list.remove_range(i, i + 1);
                break;
            }
        }
        base::error::restore(pending);
    }
}

/// Text under construction, for those who need not hear of a failure before the end.
#[derive(Default)]
pub struct Writer {
    text: unicode::Writer,
    failed: Option<Raised>,
}

impl Writer {
    pub fn new() -> Writer {
        Writer::default()
    }
    pub fn push(&mut self, s: &str) {
        if self.failed.is_none() {
            self.failed = self.text.push_text(s).err();
        }
    }
    pub fn push_text(&mut self, s: &Str) {
        if self.failed.is_none() {
            self.failed = self.text.push_str(s).err();
        }
    }
    pub fn push_repr(&mut self, o: &Object) -> PyResult<()> {
        if let Some(raised) = self.failed.take() {
            return Err(raised);
        }
        crate::recursion::enter(" while getting the repr of an object")?;
        self.text.push_repr(o)
    }
    pub fn finish(self) -> PyResult {
        match self.failed {
            Some(raised) => Err(raised),
            None => Ok(self.text.finish()?.upcast()),
        }
    }
}

/// The `repr` of a list or a tuple, in brackets: the opening one, what stands behind a lone item, the closing one. An item may be
/// missing while C code fills the object.
pub fn items(
    this: &Object,
    [open, lone, close]: [&str; 3],
    len: impl Fn() -> usize,
    item: impl Fn(usize) -> Option<Ref>,
) -> PyResult {
    if len() == 0 {
        return Ok(Str::from_str(&format!("{open}{close}"))?.upcast());
    }
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::from_str(&format!("{open}...{close}"))?.upcast());
    };
    let mut out = Writer::new();
    out.push(open);
    let mut i = 0;
    // The `repr` of an item may change a list.
    while i < len() {
        if i > 0 {
            out.push(", ");
        }
        match item(i) {
            Some(o) => out.push_repr(&o)?,
            None => out.push("<NULL>"),
        }
        i += 1;
    }
    if i == 1 {
        out.push(lone);
    }
    out.push(close);
    out.finish()
}

/// The name of a type as `%T` gives it: with its module unless that is `builtins`.
pub fn full_name(ty: &Type) -> String {
    if ty.flags() & Py_TPFLAGS_HEAPTYPE == 0 {
        return ty.tp_name().into_owned();
    }
    let qualname = match ty.qualname() {
        Ok(q) => q.to_string_lossy().into_owned(),
        Err(e) => {
            e.clear();
            ty.name().into_owned()
        }
    };
    match ty.get_attr_opt(id!(__module__)) {
        Ok(Some(m)) => match m.downcast::<Str>() {
            Some(m) if !m.eq_literal("builtins") && !m.eq_literal("__main__") => {
                format!("{}.{}", m.to_string_lossy(), qualname)
            }
            _ => qualname,
        },
        Ok(None) => qualname,
        Err(e) => {
            e.clear();
            qualname
        }
    }
}
