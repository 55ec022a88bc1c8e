//! `cls.__bases__ = value`: layouts must agree, no cycle may arise, and MROs, slots and registers follow.

use super::attributes::check_settable;
use super::{create, mro, slotdefs, subtype};
use crate::prelude::*;

pub(super) fn assign(ty: &Type, value: Option<&Object>) -> PyResult<()> {
    let value = check_settable(ty, value, "__bases__")?;
    let Some(bases) = value.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "can only assign tuple to {}.__bases__, not {}",
            ty.tp_name(),
            value.class().tp_name()
        ));
    };
    if bases.is_empty() {
        return Err(raise!(
            TypeError,
            "can only assign non-empty tuple to {}.__bases__, not ()",
            ty.tp_name()
        ));
    }
    for b in bases.as_slice() {
        let Some(base) = b.downcast::<Type>() else {
            return Err(raise!(
                TypeError,
                "{}.__bases__ must be tuple of classes, not '{}'",
                ty.tp_name(),
                b.class().tp_name()
            ));
        };
        // Also along `tp_base`: a metaclass's mro() may be running, with bases set and the MRO not yet.
        if base.is_subtype(ty) || (base.mro().is_some() && base.is_subtype_by_base(ty)) {
            return Err(raise!(
                TypeError,
                "a __bases__ item causes an inheritance cycle"
            ));
        }
    }
    let new_base = create::best_base(bases)?.to_ref();
    let Some(old_base) = ty.base() else {
        return Err(raise!(TypeError, "cannot set __bases__ of object"));
    };
    subtype::check_assignable(old_base, &new_base, "__bases__")?;
    let old_base = old_base.to_ref();
    let old_bases = ty.bases().map(|b| b.to_ref());
    // SAFETY: the fields own their references; each is replaced whole.
    unsafe {
        let raw = ty.raw();
        let swap_bases = |bases: &Tuple, base: &Type| {
            let b = core::mem::replace(&mut (*raw).tp_bases, bases.to_ref().into_ptr());
            let t = core::mem::replace(&mut (*raw).tp_base, base.to_ref().into_ptr().cast());
            drop(Ref::<Object>::from_owned_opt(b));
            drop(Ref::<Object>::from_owned_opt(t));
        };
        swap_bases(bases, &new_base);
        // Subclasses too; on failure everything goes back.
        let mut done = Vec::new();
        let outcome = recompute_hierarchy(ty, &mut done);
        // A metaclass's mro() may have assigned other bases meanwhile: those stay.
        let still_ours = core::ptr::eq((*raw).tp_bases, bases.as_ptr());
        if let Err(e) = outcome {
            for step in done.into_iter().rev() {
                let slot = &raw mut (*step.class.raw()).tp_mro;
                if core::ptr::eq(*slot, step.new.as_ptr()) {
                    let old = step.old.map_or(core::ptr::null_mut(), Ref::into_ptr);
                    drop(Ref::<Object>::from_owned_opt(slot.replace(old)));
                    step.class.modified();
                }
            }
            if still_ours && let Some(b) = &old_bases {
                swap_bases(b, &old_base);
            }
            return Err(e);
        }
        if !still_ours {
            return Ok(());
        }
        if let Some(old) = &old_bases {
            for b in old.as_slice() {
                if let Some(b) = b.downcast::<Type>() {
                    subtype::remove_subclass(b, ty);
                }
            }
        }
        for b in bases.as_slice() {
            if let Some(b) = b.downcast::<Type>() {
                subtype::add_subclass(b, ty)?;
            }
        }
        ty.modified();
        slotdefs::update_all_slots(ty);
        let interp = base::tstate::interp();
        (*interp).rare_events.set_bases = (*interp).rare_events.set_bases.saturating_add(1);
    }
    Ok(())
}

/// One MRO that an assignment of `__bases__` replaced.
struct NewMro {
    class: Ref<Type>,
    new: Ref<Tuple>,
    old: Option<Ref<Tuple>>,
}

fn recompute_hierarchy(ty: &Type, done: &mut Vec<NewMro>) -> PyResult<()> {
    let mro::Computed::Replaced { new, old } = mro::compute(ty)? else {
        // Done already, from within.
        return Ok(());
    };
    done.push(NewMro {
        class: ty.to_ref(),
        new,
        old,
    });
    let mut subclasses = Vec::new();
    ty.each_subclass(&mut |s| subclasses.push(s.to_ref()));
    for s in subclasses {
        recompute_hierarchy(&s, done)?;
    }
    Ok(())
}
