//! The node classes, made per interpreter from the description of the grammar.

use base::tstate;
use compiler::ast::{
    ConstructorDescription, DESCRIPTION, FieldDescription, Quantifier, TypeDescription,
};
use layout::*;
use objects::prelude::*;

use super::generated::{CLASSES, NAMES, SINGLETONS};
use super::node;

fn raw_state() -> *mut ast_state {
    // SAFETY: attached; the state is a part of the interpreter.
    unsafe { &raw mut (*tstate::interp()).ast }
}

/// The state, if it has been set up.
pub fn state_if_ready() -> Option<&'static ast_state> {
    // SAFETY: `AST_type` is set last, and nothing is written after it until the interpreter is cleared.
    unsafe {
        let s = raw_state();
        (!(*s).AST_type.is_null()).then(|| &*s)
    }
}

/// The interpreter's classes, singletons and names; made when first wanted.
pub fn state() -> PyResult<&'static ast_state> {
    match state_if_ready() {
        Some(s) => Ok(s),
        None => make(),
    }
}

/// Releases all that the interpreter keeps.
pub fn clear() {
    let s = raw_state();
    let fields = CLASSES.iter().chain(SINGLETONS).chain(NAMES);
    // SAFETY: each field owns a reference or is NULL.
    unsafe {
        objects::clear_field!((*s).AST_type);
        for (_, offset) in fields {
            let slot = s.byte_add(*offset).cast::<*mut PyObject>();
            objects::clear_field!(*slot);
        }
    }
}

unsafe fn put(table: &[(&str, usize)], name: &str, value: Ref) -> PyResult<()> {
    match table.iter().find(|(n, _)| *n == name) {
        // SAFETY: the offset is one of a reference in the state, NULL until now.
        Some((_, offset)) => unsafe {
            *raw_state().byte_add(*offset).cast::<*mut PyObject>() = value.into_ptr();
            Ok(())
        },
        None => Err(raise!(SystemError, "no room for '{}' in ast_state", name)),
    }
}

fn interned_names(fields: &[FieldDescription]) -> PyResult<Vec<Ref<Str>>> {
    fields
        .iter()
        .map(|f| Ok(Str::intern(Str::from_str(f.name)?)))
        .collect()
}

fn tuple_of(names: &[Ref<Str>]) -> PyResult<Ref<Tuple>> {
    Tuple::from_vec(names.iter().map(|n| n.clone().upcast()).collect())
}

/// `Name(identifier id, expr_context ctx)`
fn constructor_doc(c: &ConstructorDescription) -> String {
    if c.fields.is_empty() {
        return c.name.into();
    }
    let fields: Vec<String> = c
        .fields
        .iter()
        .map(|f| {
            let mark = match f.quantifier {
                Quantifier::One => "",
                Quantifier::Optional => "?",
                Quantifier::Sequence => "*",
                Quantifier::SequenceOfOptional => "?*",
            };
            format!("{}{mark} {}", f.ty, f.name)
        })
        .collect();
    format!("{}({})", c.name, fields.join(", "))
}

/// `expr_context = Load | Store | Del`, in lines if there are fields.
fn type_doc(t: &TypeDescription) -> String {
    if !t.is_sum {
        return t
            .constructors
            .first()
            .map(constructor_doc)
            .unwrap_or_default();
    }
    let all: Vec<String> = t.constructors.iter().map(constructor_doc).collect();
    let simple = t.attributes.is_empty() && t.constructors.iter().all(|c| c.fields.is_empty());
    let between = if simple {
        " | ".to_string()
    } else {
        format!("\n{:width$} | ", "", width = t.name.len())
    };
    format!("{} = {}", t.name, all.join(&between))
}

/// A class, made as the `class` statement makes one.
fn class(name: &str, base: &Object, fields: &[FieldDescription], doc: &str) -> PyResult<Ref<Type>> {
    let fields = tuple_of(&interned_names(fields)?)?;
    let namespace = Dict::new()?;
    namespace.set(interned!("_fields"), &fields)?;
    namespace.set(id!(__match_args__), &fields)?;
    namespace.set(id!(__module__), interned!("ast"))?;
    namespace.set(id!(__doc__), &*Str::from_str(doc)?)?;
    Type::create(
        &*Str::from_str(name)?,
        &*Tuple::from_slice(&[base])?,
        &namespace,
    )
}

fn set_attributes(class: &Type, attributes: &[FieldDescription]) -> PyResult<()> {
    class.set_attr(
        interned!("_attributes"),
        &*tuple_of(&interned_names(attributes)?)?,
    )
}

/// An optional field is None on the class, so that it may be left out.
fn set_defaults(class: &Type, fields: &[FieldDescription]) -> PyResult<()> {
    for f in fields {
        if f.quantifier == Quantifier::Optional {
            class.set_attr(&Str::intern(Str::from_str(f.name)?), none())?;
        }
    }
    Ok(())
}

/// Instances that the conversion makes share the names of fields and attributes, in this order.
fn share_keys(
    class: &Type,
    fields: &[FieldDescription],
    attributes: &[FieldDescription],
) -> PyResult<()> {
    let mut names = interned_names(fields)?;
    names.extend(interned_names(attributes)?);
    let names: Vec<&Str> = names.iter().map(|n| &**n).collect();
    objects::dict::managed::share_keys(class, &names)
}

unsafe fn class_of(name: &str) -> PyResult {
    let found = CLASSES.iter().find(|(n, _)| *n == name);
    // SAFETY: a reference, or NULL if it is not made yet.
    found
        .and_then(|(_, offset)| unsafe {
            Ref::from_borrowed_opt(*raw_state().byte_add(*offset).cast::<*mut PyObject>())
        })
        .ok_or_else(|| raise!(SystemError, "no class '{}' in ast_state", name))
}

/// What a field holds, as a type hint.
unsafe fn field_type(f: &FieldDescription) -> PyResult {
    let one = match f.ty {
        "identifier" | "string" => objects::unicode::PyUnicode_Type.to_ref().upcast(),
        "int" => objects::long::PyLong_Type.to_ref().upcast(),
        "constant" => objects::object::PyBaseObject_Type.to_ref().upcast(),
        // SAFETY: the caller vouches.
        other => unsafe { class_of(other)? },
    };
    match f.quantifier {
        Quantifier::One => Ok(one),
        Quantifier::Optional => objects::union_::or(&one, none()),
        Quantifier::Sequence | Quantifier::SequenceOfOptional => {
            objects::list::PyList_Type.get_item(&one)
        }
    }
}

unsafe fn set_field_types(class: &Object, fields: &[FieldDescription]) -> PyResult<()> {
    let types = Dict::new()?;
    for f in fields {
        // SAFETY: all classes are made.
        let ty = unsafe { field_type(f)? };
        types.set(&Str::intern(Str::from_str(f.name)?), &ty)?;
    }
    class.set_attr(interned!("_field_types"), &types)?;
    class.set_attr(id!(__annotations__), &types)
}

#[cold]
fn make() -> PyResult<&'static ast_state> {
    let s = raw_state();
    let made = fill(s);
    match made {
        // SAFETY: complete; `AST_type` says so to everyone else.
        Ok(ast) => unsafe {
            (*s).AST_type = ast.into_ptr();
            Ok(&*s)
        },
        Err(raised) => {
            let error = raised.take();
            clear();
            Err(match error {
                Some(e) => Raised::set(e),
                None => raise!(SystemError, "the classes of _ast could not be made"),
            })
        }
    }
}

fn fill(s: *mut ast_state) -> PyResult {
    // SAFETY: the state is the interpreter's own and not yet in use; rows of the tables are references in it.
    unsafe {
        for (name, _) in NAMES {
            put(NAMES, name, Str::intern(Str::from_str(name)?).upcast())?;
        }
        let ast = node::make_base()?;
        let empty = Tuple::empty();
        ast.set_attr(interned!("_fields"), empty)?;
        ast.set_attr(id!(__match_args__), empty)?;
        ast.set_attr(interned!("_attributes"), empty)?;
        for t in DESCRIPTION {
            let fields = match t.constructors {
                [only] if !t.is_sum => only.fields,
                _ => &[],
            };
            let base = class(t.name, &ast, fields, &type_doc(t))?;
            set_attributes(&base, t.attributes)?;
            set_defaults(&base, fields)?;
            set_defaults(&base, t.attributes)?;
            put(CLASSES, t.name, base.clone().upcast())?;
            if !t.is_sum {
                share_keys(&base, fields, t.attributes)?;
                continue;
            }
            let simple =
                t.attributes.is_empty() && t.constructors.iter().all(|c| c.fields.is_empty());
            for c in t.constructors {
                let own = class(c.name, &base, c.fields, &constructor_doc(c))?;
                set_defaults(&own, c.fields)?;
                if simple {
                    let one = objects::alloc::generic(&own, 0)?;
                    put(SINGLETONS, c.name, one)?;
                } else {
                    share_keys(&own, c.fields, t.attributes)?;
                }
                put(CLASSES, c.name, own.upcast())?;
            }
        }
        for t in DESCRIPTION {
            if t.is_sum {
                for c in t.constructors {
                    set_field_types(&*class_of(c.name)?, c.fields)?;
                }
            } else if let [only] = t.constructors {
                set_field_types(&*class_of(t.name)?, only.fields)?;
            }
        }
        let _ = s;
        Ok(ast.upcast())
    }
}

/// All classes with their names, `AST` first, in the order of the grammar.
pub fn each(mut f: impl FnMut(&str, &Object) -> PyResult<()>) -> PyResult<()> {
    let s: *const ast_state = state()?;
    // SAFETY: the state is complete: all are set.
    unsafe {
        for (name, offset) in CLASSES {
            f(
                name,
                Object::from_ptr(*s.byte_add(*offset).cast::<*mut PyObject>()),
            )?;
        }
    }
    Ok(())
}
