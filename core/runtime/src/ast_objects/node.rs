//! `ast.AST`, the base of all nodes: an object with a dict, whose constructor knows `_fields`.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::object_view;
use layout::*;
use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;
use objects::repr::{ReprGuard, Writer};
use objects::{slots, warnings};

use super::classes;

#[repr(C)]
pub struct Node {
    ob_base: PyObject,
    pub dict: *mut PyObject,
}

object_view!(
    /// An instance of `ast.AST`.
    pub Ast, Node, "ast.AST", |o| super::is_ast(o).is_ok_and(|is| is)
);

/// How deep `repr` shows nodes within nodes.
const REPR_DEPTH: usize = 3;

extern "C" fn dealloc(this: *mut Ast) {
    // SAFETY: dead; the instance owns its dict and a reference to its class, which is a heap type.
    unsafe {
        let op = this.cast::<PyObject>();
        objects::gc::untrack_ptr(op);
        let ty = (*op).ob_type;
        objects::clear_field!((*op.cast::<Node>()).dict);
        match (*ty).tp_free {
            Some(free) => free(op.cast()),
            None => objects::alloc::gc_free(op),
        }
        base::refcount::decref(ty.cast());
    }
}

extern "C" fn traverse(this: &Ast, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live fields.
    let (ty, dict) = unsafe { ((*this.raw()).ob_base.ob_type, (*this.raw()).dict) };
    objects::visit_field!(visit, arg, ty, dict);
    0
}

extern "C" fn clear(this: &Ast) -> c_int {
    // SAFETY: the field owns its reference.
    unsafe { objects::clear_field!((*this.raw()).dict) };
    0
}

extern "C" fn repr(this: &Ast) -> PyResult {
    repr_to_depth(this, REPR_DEPTH)
}

fn repr_to_depth(this: &Object, depth: usize) -> PyResult {
    let class = this.class().tp_name().into_owned();
    let elided = || Ok(Str::format(format_args!("{class}(...)"))?.upcast());
    if depth == 0 {
        return elided();
    }
    let Some(_guard) = ReprGuard::enter(this)? else {
        return elided();
    };
    let fields = match this.class().get_attr_opt(interned!("_fields"))? {
        Some(fields) => fields,
        None => Tuple::empty().to_ref().upcast(),
    };
    let mut out = Writer::new();
    out.push(&class);
    out.push("(");
    for i in 0..fields.length()? {
        let name = fields.get_index(i as isize)?;
        let value = objects::abstract_::attr::get_attr_object(this, &name)?;
        if i > 0 {
            out.push(", ");
        }
        out.push_text(&*name.str()?);
        out.push("=");
        if value.downcast::<List>().is_some() || value.downcast::<Tuple>().is_some() {
            repr_of_list(&mut out, &value, depth)?;
        } else {
            push_value(&mut out, &value, depth)?;
        }
    }
    out.push(")");
    out.finish()
}

fn push_value(out: &mut Writer, value: &Object, depth: usize) -> PyResult<()> {
    if value.downcast::<Ast>().is_some() {
        let text = repr_to_depth(value, depth - 1)?;
        out.push_text(&*text.str()?);
        return Ok(());
    }
    out.push_repr(value)
}

/// The first and the last item.
fn repr_of_list(out: &mut Writer, list: &Object, depth: usize) -> PyResult<()> {
    let (open, close) = match list.downcast::<List>() {
        Some(_) => ("[", "]"),
        None => ("(", ")"),
    };
    let n = list.length()?;
    out.push(open);
    if n > 0 {
        push_value(out, &*list.get_index(0)?, depth)?;
    }
    if n > 2 {
        out.push(", ...");
    }
    if n > 1 {
        out.push(", ");
        push_value(out, &*list.get_index(n as isize - 1)?, depth)?;
    }
    out.push(close);
    Ok(())
}

fn deprecated(message: std::fmt::Arguments<'_>) -> PyResult<()> {
    warnings::warn(&types::DeprecationWarning, message, 1)
}

extern "C" fn init(this: &Ast, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    set_fields(this, args, kwargs).into()
}

/// Fields from positional and keyword arguments; then empty lists and `Load()` for what was left out.
fn set_fields(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    let class = this.class();
    let fields = class.get_attr(interned!("_fields"))?;
    let count = fields.length()?;
    if count < args.len() {
        return Err(raise!(
            TypeError,
            "{} constructor takes at most {} positional argument{}",
            class.name(),
            count,
            if count == 1 { "" } else { "s" }
        ));
    }
    let remaining = Set::from_iterable(&fields)?;
    for (i, value) in args.as_slice().iter().enumerate() {
        let name = fields.get_index(i as isize)?;
        set(this, &name, value)?;
        remaining.discard(&name)?;
    }
    if let Some(kwargs) = kwargs {
        let mut position = 0;
        let mut attributes = None;
        while let Some((key, value)) = kwargs.next_entry(&mut position) {
            if fields.contains(&key)? {
                if !remaining.discard(&key)? {
                    return Err(raise!(
                        TypeError,
                        "{} got multiple values for argument {}",
                        class.tp_name(),
                        key.repr()?.to_string_lossy()
                    ));
                }
            } else {
                let known = match &attributes {
                    Some(a) => a,
                    None => attributes.insert(class.get_attr(interned!("_attributes"))?),
                };
                if !known.contains(&key)? {
                    deprecated(format_args!(
                        "{}.__init__ got an unexpected keyword argument {}. Support for arbitrary keyword arguments \
                         is deprecated and will be removed in Python 3.15.",
                        class.tp_name(),
                        key.repr()?.to_string_lossy()
                    ))?;
                }
            }
            set(this, &key, &value)?;
        }
    }
    if remaining.is_empty() {
        return Ok(());
    }
    // a class of a program's own may do without; then what is left out is just absent
    let Some(field_types) = class.get_attr_opt(interned!("_field_types"))? else {
        return Ok(());
    };
    let state = classes::state()?;
    let left_out = List::from_iterable(&remaining)?;
    for i in 0..left_out.len() {
        let Some(name) = left_out.get(i) else { break };
        let ty = match field_types.downcast::<Dict>() {
            Some(d) => d.get(&name)?,
            None => None,
        };
        let Some(ty) = ty else {
            deprecated(format_args!(
                "Field {} is missing from {}._field_types. This will become an error in Python 3.15.",
                name.repr()?.to_string_lossy(),
                class.tp_name()
            ))?;
            continue;
        };
        if ty.class().is(&objects::union_::_PyUnion_Type) {
            // optional: None stands on the class
        } else if ty.class().is(&objects::genericalias::Py_GenericAliasType) {
            set(this, &name, &*List::new()?)?;
        } else if core::ptr::eq(ty.as_object_ptr(), state.expr_context_type) {
            // SAFETY: set once the state is ready.
            set(this, &name, unsafe {
                Object::from_ptr(state.Load_singleton)
            })?;
        } else {
            deprecated(format_args!(
                "{}.__init__ missing 1 required positional argument: {}. This will become an error in Python 3.15.",
                class.tp_name(),
                name.repr()?.to_string_lossy()
            ))?;
        }
    }
    Ok(())
}

fn set(this: &Object, name: &Object, value: &Object) -> PyResult<()> {
    objects::abstract_::attr::set_attr(this, name, Some(value))
}

#[pymethods]
impl Ast {
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        let class = self.class();
        let Some(dict) = self.get_attr_opt(id!(__dict__))? else {
            return Ok(Tuple::from_slice(&[class, Tuple::empty()])?.upcast());
        };
        // All fields that there are, as None, so that the constructor does not miss them; not the nodes themselves,
        // lest copying nests once more a level. The dict then sets them.
        let mut count = 0;
        if let Some(fields) = class.get_attr_opt(interned!("_fields"))? {
            for i in 0..fields.length()? {
                let name = fields.get_index(i as isize)?;
                match dict.downcast::<Dict>() {
                    Some(d) if d.contains(&name)? => count += 1,
                    _ => break,
                }
            }
        }
        let args = Tuple::from_vec(vec![none_ref(); count])?;
        Ok(Tuple::from_slice(&[class, &args, &dict])?.upcast())
    }

    /// A copy with other values for the fields that are named.
    #[method(varargs, "__replace__($self, /, **fields)")]
    fn replace(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        super::replace::replace(self, args, kwargs)
    }
}

extern "C" fn get_dict(this: &Object, _: *mut c_void) -> PyResult {
    objects::object::attributes::get_dict(this)
}

extern "C" fn set_dict(this: &Object, value: Option<&Object>, _: *mut c_void) -> Status {
    objects::object::attributes::set_dict(this, value).into()
}

macro_rules! slot {
    ($slot:ident, $f:expr) => {
        PyType_Slot {
            slot: $slot,
            // SAFETY: an optional function is a pointer.
            pfunc: unsafe { core::mem::transmute::<Option<_>, *mut c_void>($f) },
        }
    };
}

/// `ast.AST` itself.
pub fn make_base() -> PyResult<Ref<Type>> {
    // SAFETY: all-zero ends each table.
    let end = || unsafe { zeroed::<PyType_Slot>() };
    static mut GETSET: [PyGetSetDef; 2] = [
        slots::getset::<Object>(c"__dict__", Some(get_dict), Some(set_dict), c""),
        slots::GETSETS_END,
    ];
    static mut MEMBERS: [PyMemberDef; 2] = [
        PyMemberDef {
            name: c"__dictoffset__".as_ptr(),
            r#type: Py_T_PYSSIZET,
            offset: offset_of!(Node, dict) as isize,
            flags: Py_READONLY,
            doc: core::ptr::null(),
        },
        // SAFETY: all-zero ends the table.
        unsafe { zeroed() },
    ];
    let mut table = [
        slot!(Py_tp_dealloc, slots::dealloc::<Ast>(dealloc)),
        slot!(Py_tp_getattro, slots::GENERIC_GETATTR),
        slot!(Py_tp_setattro, slots::GENERIC_SETATTR),
        slot!(Py_tp_traverse, slots::traverse(traverse)),
        slot!(Py_tp_clear, slots::inquiry_int(clear)),
        slot!(Py_tp_init, slots::init(init)),
        slot!(Py_tp_repr, slots::repr(repr)),
        slot!(Py_tp_new, slots::GENERIC_NEW),
        PyType_Slot {
            slot: Py_tp_members,
            pfunc: (&raw mut MEMBERS).cast(),
        },
        PyType_Slot {
            slot: Py_tp_methods,
            pfunc: Ast::METHODS.cast(),
        },
        PyType_Slot {
            slot: Py_tp_getset,
            pfunc: (&raw mut GETSET).cast(),
        },
        end(),
    ];
    let spec = PyType_Spec {
        name: c"ast.AST".as_ptr(),
        basicsize: size_of::<Node>() as c_int,
        itemsize: 0,
        flags: (Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC) as _,
        slots: table.as_mut_ptr(),
    };
    // SAFETY: a valid specification; what it points to but the table itself is static.
    unsafe { Type::from_spec(None, &spec, None) }
}
