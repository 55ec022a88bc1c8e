//! `_elementtree`: what makes `xml.etree.ElementTree` fast: elements, the builder of trees of them, and the parser.
//!
//! `element` is the struct, with `element_slots`, `element_methods`, `find` and `copy` what it can do; `iterators` walk trees;
//! `treebuilder` makes them; `xmlparser` reads documents by Expat (`expat`), which calls `callbacks`; `state` belongs to one module.

mod callbacks;
mod copy;
mod element;
mod element_methods;
mod element_slots;
mod expat;
mod find;
mod iterators;
mod names;
mod state;
mod treebuilder;
mod xmlparser;

use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;
use runtime::import::{import, import_attr};

use element::Element;
use element_slots::ELEMENT;
use iterators::ELEMENT_ITERATOR;
use state::State;
use treebuilder::TREE_BUILDER;
use xmlparser::XML_PARSER;

#[pyfunction(varargs, "SubElement(parent, tag, attrib={}, /, **extra)", nosig)]
fn subelement(args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Ref<Element>> {
    let args = args.as_slice();
    element_slots::check_count("SubElement", args.len(), 2, 3)?;
    let Some(parent) = args[0].downcast::<Element>() else {
        return Err(raise!(
            TypeError,
            "SubElement() argument 1 must be xml.etree.ElementTree.Element, not {:.50}",
            args[0].class().tp_name()
        ));
    };
    let attrib = element_slots::attributes("SubElement", 3, args.get(2).copied(), kwargs)?;
    let attrib = attrib.as_ref().map(|d| &***d);
    let child = Element::create(parent.own_type()?, args[1], attrib)?;
    parent.push(child.clone())?;
    Ok(child)
}

/// Change the functions that make comments and processing instructions.
///
/// For internal use only.
#[pyfunction("_set_factories(comment_factory, pi_factory, /)")]
fn set_factories(
    module: &Object,
    comment_factory: &Object,
    pi_factory: &Object,
) -> PyResult<Ref<Tuple>> {
    for (what, factory) in [("Comment", comment_factory), ("PI", pi_factory)] {
        if !factory.is_callable() && !is_none(factory) {
            return Err(raise!(
                TypeError,
                "{what} factory must be callable, not {:.100}",
                factory.class().tp_name()
            ));
        }
    }
    // SAFETY: functions of a module get the module that they are in.
    let state = State::of_module(unsafe { module.downcast_unchecked() });
    let old = Tuple::from_array([
        state.comment_factory.get().unwrap_or_else(none_ref),
        state.pi_factory.get().unwrap_or_else(none_ref),
    ])?;
    let given = |factory: &Object| (!is_none(factory)).then(|| factory.to_ref());
    state.comment_factory.set(given(comment_factory));
    state.pi_factory.set(given(pi_factory));
    Ok(old)
}

fn new_parse_error() -> PyResult<Ref<Type>> {
    let dict = Dict::new()?;
    dict.set(interned!("__module__"), interned!("xml.etree.ElementTree"))?;
    let bases = Tuple::from_slice(&[&types::SyntaxError])?;
    Type::create(&*Str::from_str("ParseError")?, &bases, &dict)
}

fn exec(module: &Module) -> PyResult<()> {
    let state = State::of_module(module);
    let keep = |field: &state::Field, ty: &Ref<Type>| field.set(Some(ty.clone().upcast()));
    keep(&state.element_iterator, &ELEMENT_ITERATOR.make(module)?);
    let tree_builder = TREE_BUILDER.make(module)?;
    keep(&state.tree_builder, &tree_builder);
    let element = ELEMENT.make(module)?;
    keep(&state.element, &element);
    let xml_parser = XML_PARSER.make(module)?;
    state
        .deepcopy
        .set(Some(import_attr("copy", interned!("deepcopy"))?));
    state
        .element_path
        .set(Some(import("xml.etree.ElementPath")?));
    // Without it there is no parser: who blocks it gets the classes in Python.
    let capsule = import_attr("pyexpat", interned!("expat_CAPI"))?;
    expat::table(&capsule)?;
    state.expat.set(Some(capsule));
    let parse_error = new_parse_error()?;
    keep(&state.parse_error, &parse_error);
    module.add("ParseError", &parse_error)?;
    module.add("Element", &element)?;
    module.add("TreeBuilder", &tree_builder)?;
    module.add("XMLParser", &xml_parser)
}

crate::module!(
    c"_elementtree",
    methods = method_table![subelement, set_factories],
    exec = exec,
    state = {
        m_size: size_of::<State>() as isize,
        m_traverse: Some(state::traverse),
        m_clear: Some(state::clear),
        m_free: Some(state::free),
    }
);
