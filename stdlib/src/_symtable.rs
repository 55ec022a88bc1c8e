//! `_symtable`: the compiler's symbol tables, for `symtable`.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::object_view;
use compiler::options::{Options, flags};
use compiler::symtable::{EntryId, SymbolTable};
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use runtime::builtins::compile as builtins;
use runtime::compile;

use crate::module;

#[repr(C)]
struct EntryObject {
    ob_base: PyObject,
    id: *mut PyObject,
    name: *mut PyObject,
    symbols: *mut PyObject,
    varnames: *mut PyObject,
    children: *mut PyObject,
    nested: c_int,
    kind: c_int,
    lineno: c_int,
}

object_view!(
    /// `symtable entry`: a block of the program.
    Entry, EntryObject, "symtable entry", |o| o.is_exactly(Entry_Type.as_mut_ptr())
);

const OBJECTS: usize = 5;

/// The entry of a block, with those of the blocks in it.
fn entry_object(table: &SymbolTable, id: EntryId) -> PyResult<Ref<Entry>> {
    objects::recursion::enter(" during compilation")?;
    let e = table.entry(id);
    let text = |n: &compiler::text::Name| Str::from_wtf8(n.as_bytes());
    let symbols = Dict::new()?;
    for (name, bits) in e.symbols.iter() {
        symbols.set(&*text(name)?, &*Long::from_i64(i64::from(*bits))?)?;
    }
    let varnames = List::new()?;
    for name in &e.varnames {
        varnames.push(&*text(name)?)?;
    }
    let children = List::new()?;
    for child in &e.children {
        children.push(&*entry_object(table, *child)?)?;
    }
    let name = text(&e.name)?;
    let o = objects::alloc::gc_new::<Entry>(&Entry_Type)?;
    // SAFETY: fresh; tracked when all fields are set.
    unsafe {
        let raw = o.raw();
        (*raw).id = core::ptr::null_mut();
        (*raw).name = name.into_ptr();
        (*raw).symbols = symbols.into_ptr();
        (*raw).varnames = varnames.into_ptr();
        (*raw).children = children.into_ptr();
        (*raw).nested = c_int::from(e.nested);
        (*raw).kind = e.block_type as c_int;
        (*raw).lineno = e.location.lineno;
        (*raw).id = Long::from_pointer(raw.cast())?.into_ptr();
    }
    objects::gc::track(&o);
    Ok(o)
}

extern "C" fn repr(this: &Entry) -> PyResult {
    // SAFETY: set for good.
    let (id, name, line) = unsafe {
        let raw = this.raw();
        (
            Object::from_ptr((*raw).id),
            Object::from_ptr((*raw).name),
            (*raw).lineno,
        )
    };
    Ok(Str::format(format_args!(
        "<symtable entry {}({}), line {line}>",
        name.str()?.to_string_lossy(),
        id.str()?.to_string_lossy()
    ))?
    .upcast())
}

fn fields(op: *mut PyObject) -> *mut *mut PyObject {
    // SAFETY: the references stand directly behind the header.
    unsafe { op.add(1).cast() }
}

unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    for i in 0..OBJECTS {
        // SAFETY: layout.
        let field = unsafe { *fields(op).add(i) };
        objects::visit_field!(visit, arg, field);
    }
    0
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        objects::gc::untrack_ptr(op);
        for i in 0..OBJECTS {
            objects::clear_field!(*fields(op).add(i));
        }
        objects::alloc::gc_free(op);
    }
}

macro_rules! members {
    ($($name:literal $kind:ident $field:ident;)*) => {
        [
            $(PyMemberDef {
                name: $name.as_ptr(),
                r#type: $kind,
                offset: offset_of!(EntryObject, $field) as isize,
                flags: Py_READONLY,
                doc: core::ptr::null(),
            },)*
            // SAFETY: all-zero ends the table.
            unsafe { zeroed() },
        ]
    };
}

static mut MEMBERS: [PyMemberDef; 9] = members! {
    c"id" _Py_T_OBJECT id;
    c"name" _Py_T_OBJECT name;
    c"symbols" _Py_T_OBJECT symbols;
    c"varnames" _Py_T_OBJECT varnames;
    c"children" _Py_T_OBJECT children;
    c"nested" Py_T_INT nested;
    c"type" Py_T_INT kind;
    c"lineno" Py_T_INT lineno;
};

#[allow(non_upper_case_globals)]
static Entry_Type: Type = Type::extension(PyTypeObject {
    tp_name: c"symtable entry".as_ptr(),
    tp_basicsize: size_of::<EntryObject>() as isize,
    tp_dealloc: Some(dealloc),
    tp_repr: objects::slots::repr(repr),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(traverse),
    tp_members: (&raw mut MEMBERS).cast(),
    ..Type::EMPTY
});

/// Symbol tables of a program, the block of the module outermost.
#[pyfunction("symtable(source, filename, startstr, /)")]
fn symtable(source: &Object, filename: &Object, startstr: &str) -> PyResult<Ref<Entry>> {
    let filename = runtime::fs_path::decoded(filename)?;
    let (bytes, is_text) = builtins::source_text(source, "symtable", "string or bytes")?;
    let mode = match startstr {
        "exec" => compiler::Mode::File,
        "eval" => compiler::Mode::Eval,
        "single" => compiler::Mode::Interactive,
        _ => {
            return Err(raise!(
                ValueError,
                "symtable() arg 3 must be 'exec' or 'eval' or 'single'"
            ));
        }
    };
    let options = Options {
        flags: if is_text { flags::IGNORE_COOKIE } else { 0 },
        ..Options::default()
    };
    let tree = compile::parse(&bytes, &filename, mode, &options)?;
    let table = compile::symbol_table(&tree, &filename, &bytes)?;
    entry_object(&table, table.top)
}

fn exec(module: &Module) -> PyResult<()> {
    Entry_Type.ready()?;
    for (name, value) in [
        ("USE", 16),
        ("DEF_GLOBAL", 1),
        ("DEF_NONLOCAL", 8),
        ("DEF_LOCAL", 2),
        ("DEF_PARAM", 4),
        ("DEF_TYPE_PARAM", 1024),
        ("DEF_FREE_CLASS", 64),
        ("DEF_IMPORT", 128),
        ("DEF_BOUND", 134),
        ("DEF_ANNOT", 256),
        ("DEF_COMP_ITER", 512),
        ("DEF_COMP_CELL", 2048),
        ("TYPE_FUNCTION", 0),
        ("TYPE_CLASS", 1),
        ("TYPE_MODULE", 2),
        ("TYPE_ANNOTATION", 3),
        ("TYPE_TYPE_ALIAS", 4),
        ("TYPE_TYPE_PARAMETERS", 5),
        ("TYPE_TYPE_VARIABLE", 6),
        ("LOCAL", 1),
        ("GLOBAL_EXPLICIT", 2),
        ("GLOBAL_IMPLICIT", 3),
        ("FREE", 4),
        ("CELL", 5),
        ("SCOPE_OFF", 12),
        ("SCOPE_MASK", 15),
    ] {
        module.add_int(name, value)?;
    }
    Ok(())
}

module!(
    c"_symtable",
    c"The compiler's symbol tables.",
    methods = method_table![symtable],
    exec = exec
);
