//! The method resolution order: C3 linearisation, a metaclass's own `mro()`, and what follows when it changes.

use base::{PyResult, Ref};
use layout::*;

use super::create::best_solid_base;
use crate::prelude::*;

impl Type {
    /// The linearisation (`type.mro`), as a list of types.
    pub(crate) fn linearise(&self) -> PyResult<Vec<Ref>> {
        let Some(bases) = self.bases() else {
            return Err(raise!(TypeError, "type '{}' has no bases", self.name()));
        };
        let bases = bases.to_ref();
        let bases: &[&Object] = bases.as_slice();
        let mut lists: Vec<Vec<&Object>> = Vec::new();
        for base in bases {
            let Some(t) = base.downcast::<Type>() else {
                return Err(raise!(TypeError, "bases must be types"));
            };
            let Some(mro) = t.mro() else {
                return Err(raise!(
                    TypeError,
                    "Cannot extend an incomplete type '{}'",
                    t.tp_name()
                ));
            };
            lists.push(mro.as_slice().to_vec());
        }
        if let [only] = lists.as_slice() {
            // The common case needs no merge.
            return Ok(core::iter::once(self.to_ref().upcast())
                .chain(only.iter().map(|o| o.to_ref()))
                .collect());
        }
        for (i, base) in bases.iter().enumerate() {
            if bases[..i].iter().any(|b| b.is(base)) {
                return Err(raise!(
                    TypeError,
                    "duplicate base class {}",
                    class_name(base)
                ));
            }
        }
        lists.push(bases.to_vec());
        merge(self, &lists)
    }
}

/// A class's name for messages.
fn class_name(class: &Object) -> String {
    match class.get_attr_opt(id!(__name__)) {
        Ok(Some(n)) => match n.downcast::<Str>() {
            Some(s) => s.to_string_lossy().into_owned(),
            None => "?".to_owned(),
        },
        Ok(None) => class.class().name().into_owned(),
        Err(e) => {
            e.clear();
            "?".to_owned()
        }
    }
}

/// C3: repeatedly the first head that is in no other list's tail.
fn merge(ty: &Type, lists: &[Vec<&Object>]) -> PyResult<Vec<Ref>> {
    let mut result = vec![ty.to_ref().upcast()];
    let mut at = vec![0; lists.len()];
    loop {
        let mut exhausted = true;
        let mut chosen = None;
        for (list, &i) in lists.iter().zip(&at) {
            let Some(&candidate) = list.get(i) else {
                continue;
            };
            exhausted = false;
            let blocked = lists.iter().zip(&at).any(|(l, &j)| {
                l.get(j + 1..)
                    .is_some_and(|t| t.iter().any(|o| o.is(candidate)))
            });
            if !blocked {
                chosen = Some(candidate);
                break;
            }
        }
        match chosen {
            Some(c) => {
                result.push(c.to_ref());
                for (list, i) in lists.iter().zip(at.iter_mut()) {
                    if list.get(*i).is_some_and(|o| o.is(c)) {
                        *i += 1;
                    }
                }
            }
            None if exhausted => return Ok(result),
            None => return Err(inconsistent(lists, &at)),
        }
    }
}

#[cold]
fn inconsistent(lists: &[Vec<&Object>], at: &[usize]) -> Raised {
    let mut names: Vec<String> = Vec::new();
    let mut seen: Vec<&Object> = Vec::new();
    for (list, &i) in lists.iter().zip(at) {
        if let Some(&head) = list.get(i)
            && !seen.iter().any(|s| s.is(head))
        {
            seen.push(head);
            names.push(class_name(head));
        }
    }
    raise!(
        TypeError,
        "Cannot create a consistent method resolution order (MRO) for bases {}",
        names.join(", ")
    )
}

/// The MRO as the metaclass wants it.
fn invoke(ty: &Type) -> PyResult<Ref<Tuple>> {
    let custom = !ty.is_exactly(super::PyType_Type.raw());
    if !custom {
        return Tuple::from_vec(ty.linearise()?);
    }
    let result = super::dispatch::call_special(id!(mro), [ty])?;
    let tuple = Tuple::from_iterable(&result)?;
    if tuple.is_empty() {
        return Err(raise!(TypeError, "type MRO must not be empty"));
    }
    // Nothing in it may have a layout that instances of the type do not have.
    let solid = best_solid_base(ty);
    for item in tuple.as_slice() {
        let Some(base) = item.downcast::<Type>() else {
            return Err(raise!(
                TypeError,
                "mro() returned a non-class ('{}')",
                item.class().tp_name()
            ));
        };
        if !solid.is_subtype(best_solid_base(base)) {
            return Err(raise!(
                TypeError,
                "mro() returned base with unsuitable layout ('{}')",
                base.tp_name()
            ));
        }
    }
    Ok(tuple)
}

/// What [`compute`] did.
pub(crate) enum Computed {
    Replaced {
        new: Ref<Tuple>,
        old: Option<Ref<Tuple>>,
    },
    /// A metaclass's `mro()` has set the MRO meanwhile: that one stays.
    Overtaken,
}

/// Recomputes a type's MRO (`mro_internal`).
pub(crate) fn compute(ty: &Type) -> PyResult<Computed> {
    // SAFETY: the type owns its MRO; swapped whole.
    unsafe {
        let raw = ty.raw();
        // Kept, so that its address is not given to another.
        let before = Ref::<Tuple>::from_borrowed_opt((*raw).tp_mro);
        let new = invoke(ty)?;
        if (*raw).tp_mro
            != before
                .as_ref()
                .map_or(core::ptr::null_mut(), |m| m.as_ptr())
        {
            return Ok(Computed::Overtaken);
        }
        let old = Ref::<Tuple>::from_owned_opt((*raw).tp_mro);
        if ty.is_static_builtin() {
            base::refcount::set_immortal(new.as_ptr());
        }
        (*raw).tp_mro = new.to_ref().into_ptr();
        check_cacheable(ty);
        ty.modified();
        Ok(Computed::Replaced { new, old })
    }
}

/// A type whose MRO is not what its bases say can have no version: a change of a base would not reach it.
fn check_cacheable(ty: &Type) {
    let custom = !ty.is_exactly(super::PyType_Type.raw()) && {
        let own = ty.class().lookup(id!(mro));
        let std = super::PyType_Type.lookup(id!(mro));
        match (own, std) {
            (Some(a), Some(b)) => !a.is(&b),
            _ => true,
        }
    };
    let uncacheable = custom
        || ty.bases().is_some_and(|bases| {
            bases.as_slice().iter().any(|b| {
                // SAFETY: bases are types.
                let b = unsafe { b.downcast_unchecked::<Type>() };
                // SAFETY: live.
                let used = unsafe { (*b.raw()).tp_versions_used };
                used >= _Py_ATTR_CACHE_UNUSED as u16 || !ty.is_subtype(b)
            })
        });
    if uncacheable {
        ty.modified();
        // SAFETY: the type is being set up, or the type lock is held.
        unsafe { (*ty.raw()).tp_versions_used = _Py_ATTR_CACHE_UNUSED as u16 };
    }
}
