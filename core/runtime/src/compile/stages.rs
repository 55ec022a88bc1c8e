//! The stages of the compiler one by one, for the stock tests of the compiler (`_testinternalcapi.compiler_codegen`,
//! `optimize_cfg`, `assemble_code_object`). Between the stages stands an `InstructionSequence`, which programs may fill themselves.

use core::ffi::c_int;

use clinic::pymethods;
use compiler::ast::{Location, Name};
use compiler::constant::Constant;
use compiler::error::CompileError;
use compiler::introspect::{self, Label, Metadata, Sequence};
use compiler::opcode;
use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field};
use objects::owned_fields;
use objects::prelude::*;
use objects::slots;

use super::{Mode, RuntimeHost, errors, options};

/// Labels are numbered from 0; a list of them is as long as the largest.
const MAX_LABEL: i32 = 1 << 24;

#[repr(C)]
pub struct InstructionSequenceObject {
    ob_base: PyObject,
    /// A `Box`.
    sequence: *mut Sequence,
    /// The list of the sequences of blocks inside, or NULL.
    nested: *mut PyObject,
}

object_view!(
    /// `InstructionSequence`.
    pub InstructionSequence, InstructionSequenceObject, "InstructionSequence",
    |o| o.is_exactly(INSTRUCTION_SEQUENCE.raw())
);

owned_fields!(InstructionSequence, heap = false, [nested]);

static INSTRUCTION_SEQUENCE: Type = Type::new(PyTypeObject {
    tp_name: c"InstructionSequence".as_ptr(),
    tp_basicsize: size_of::<InstructionSequenceObject>() as isize,
    tp_dealloc: slots::dealloc::<InstructionSequence>(dealloc),
    tp_flags: Py_TPFLAGS_DEFAULT as u64 | Py_TPFLAGS_HAVE_GC,
    tp_getattro: slots::GENERIC_GETATTR,
    tp_traverse: slots::traverse::<InstructionSequence>(owned::traverse),
    tp_clear: slots::clear::<InstructionSequence>(owned::clear),
    tp_methods: InstructionSequence::METHODS,
    tp_doc: InstructionSequence::DOC,
    tp_new: Some(InstructionSequence::NEW),
    ..Type::EMPTY
});

extern "C" fn dealloc(this: *mut InstructionSequence) {
    // SAFETY: dead; the box is dropped once, before the memory goes.
    unsafe {
        let sequence = (*(*this).raw()).sequence;
        if !sequence.is_null() {
            drop(Box::from_raw(sequence));
        }
    }
    owned::dealloc(this);
}

impl InstructionSequence {
    /// The object of a sequence; those nested in it become objects of their own.
    pub fn make(mut sequence: Sequence) -> PyResult<Ref<InstructionSequence>> {
        INSTRUCTION_SEQUENCE.ready()?;
        let nested = std::mem::take(&mut sequence.nested);
        let made = owned::alloc::<InstructionSequence>(&INSTRUCTION_SEQUENCE)?;
        // SAFETY: fresh.
        unsafe { (*made.raw()).sequence = Box::into_raw(Box::new(sequence)) };
        for inner in nested {
            made.nest(&*InstructionSequence::make(inner)?)?;
        }
        Ok(made)
    }

    /// Gives access to the sequence; `f` runs no Python code.
    fn with<T>(&self, f: impl FnOnce(&mut Sequence) -> T) -> T {
        // SAFETY: every instance has its box from the start, and nobody else uses it while no Python code runs.
        f(unsafe { &mut *(*self.raw()).sequence })
    }

    fn nested(&self) -> Option<Ref> {
        // SAFETY: NULL or held.
        unsafe { get_field(&raw mut (*self.raw()).nested) }
    }

    fn nest(&self, inner: &Object) -> PyResult<()> {
        let list = match self.nested() {
            Some(list) => list,
            None => {
                let list: Ref = List::new()?.upcast();
                // SAFETY: NULL before.
                unsafe { (*self.raw()).nested = list.clone().into_ptr() };
                list
            }
        };
        match list.downcast::<List>() {
            Some(list) => list.push(inner),
            None => Ok(()),
        }
    }
}

#[pymethods]
impl InstructionSequence {
    /// Instructions of the compiler, not yet laid out.
    #[new("InstructionSequence()")]
    fn new(_cls: &Type) -> PyResult {
        Ok(InstructionSequence::make(Sequence::default())?.upcast())
    }

    /// Appends an instruction.
    #[method("addop(opcode, oparg, lineno, col_offset, end_lineno, end_col_offset)")]
    fn addop(
        &self,
        opcode: i32,
        oparg: i32,
        lineno: i32,
        col_offset: i32,
        end_lineno: i32,
        end_col_offset: i32,
    ) -> PyResult<()> {
        let Some(opcode) = u16::try_from(opcode)
            .ok()
            .filter(|op| usize::from(*op) < opcode::COUNT)
        else {
            return Err(raise!(ValueError, "opcode out of range: {}", opcode));
        };
        // The reference takes the second argument for the end line, whatever its name says.
        let location = Location::new(lineno, end_lineno, col_offset, end_col_offset);
        self.with(|s| s.add(opcode, oparg, location));
        Ok(())
    }

    /// Makes a label, to be placed later.
    #[method("new_label()")]
    fn new_label(&self) -> i32 {
        self.with(|s| s.new_label().0 as i32)
    }

    /// Places a label before the next instruction.
    #[method("use_label(label)")]
    fn use_label(&self, label: i32) -> PyResult<()> {
        if !(0..MAX_LABEL).contains(&label) {
            return Err(raise!(ValueError, "label out of range: {}", label));
        }
        self.with(|s| s.use_label(Label(label as u32)));
        Ok(())
    }

    /// Adds the sequence of a block inside this one.
    #[method("add_nested(nested)")]
    fn add_nested(&self, nested: &Object) -> PyResult<()> {
        if nested.downcast::<InstructionSequence>().is_none() {
            return Err(raise!(
                TypeError,
                "expected an instruction sequence, not {}",
                nested.class().tp_name()
            ));
        }
        self.nest(nested)
    }

    /// The sequences of the blocks inside.
    #[method("get_nested()")]
    fn get_nested(&self) -> PyResult {
        match self.nested() {
            Some(list) => Ok(list),
            None => Ok(List::new()?.upcast()),
        }
    }

    /// The instructions as tuples; jumps name an instruction.
    #[method("get_instructions()")]
    fn get_instructions(&self) -> PyResult {
        let instructions = self.with(|s| {
            s.apply_label_map();
            s.instructions.clone()
        });
        let mut list = Vec::with_capacity(instructions.len());
        for i in instructions {
            let int = |v: i32| -> PyResult { Ok(Long::from_i64(v.into())?.upcast()) };
            let at = i.location;
            let argument = match opcode::has_arg(i.opcode) {
                true => int(i.oparg)?,
                false => none_ref(),
            };
            let tuple = Tuple::from_array([
                int(i.opcode.into())?,
                argument,
                int(at.lineno)?,
                int(at.end_lineno)?,
                int(at.col_offset)?,
                int(at.end_col_offset)?,
            ])?;
            list.push(tuple.upcast());
        }
        Ok(List::from_vec(list)?.upcast())
    }
}

fn failed(filename: &Str) -> impl Fn(CompileError) -> Raised {
    move |e| errors::raise(e, filename, b"")
}

/// What the compiler makes of an object. Marshalling knows all that code may hold, code too.
fn constant(o: &Object) -> PyResult<Constant> {
    let data = objects::marshal::dump(o, compiler::marshal::VERSION, true)?;
    compiler::marshal::loads(&data).map_err(|_| {
        raise!(
            TypeError,
            "code cannot have a constant of type {}",
            o.class().tp_name()
        )
    })
}

/// The sequence of a module, those of the blocks in it with it, and a dict of the module's tables.
pub fn codegen(
    tree: &Object,
    filename: &Str,
    cf_flags: u32,
    optimize: c_int,
    mode: c_int,
) -> PyResult {
    if !crate::ast_objects::is_ast(tree)? {
        return Err(raise!(TypeError, "expected an AST"));
    }
    let mode = match mode {
        0 => Mode::File,
        1 => Mode::Eval,
        _ => Mode::Interactive,
    };
    let mut tree = crate::ast_objects::from_object(tree, mode)?;
    let options = options(cf_flags, optimize, 14);
    let mut host = RuntimeHost::new(filename);
    let name = crate::ast_objects::text(filename)?;
    let (sequence, unit) =
        introspect::codegen(&mut tree, name, &options, &mut host).map_err(failed(filename))?;
    let metadata = Dict::new()?;
    for (key, count) in [
        ("argcount", unit.argcount),
        ("posonlyargcount", unit.posonlyargcount),
        ("kwonlyargcount", unit.kwonlyargcount),
    ] {
        metadata.set_text(key, &*Long::from_i64(count.into())?)?;
    }
    let consts = unit.consts.keys().map(objects::code::from_constant);
    let consts = List::from_vec(consts.collect::<PyResult<_>>()?)?;
    metadata.set_text("consts", &consts)?;
    let sequence = InstructionSequence::make(sequence)?;
    Ok(Tuple::from_array([sequence.upcast(), metadata.upcast()])?.upcast())
}

/// An optimised sequence. The list of constants changes with it; those that stay are the same objects.
pub fn optimize_cfg(sequence: &Object, consts: &Object, nlocals: c_int) -> PyResult {
    let Some(sequence) = sequence.downcast::<InstructionSequence>() else {
        return Err(raise!(ValueError, "expected an instruction sequence"));
    };
    let Some(list) = consts.downcast::<List>() else {
        return Err(raise!(TypeError, "consts must be a list"));
    };
    let before = list.to_vec()?;
    let known: Vec<Constant> = before
        .iter()
        .map(|o| constant(o))
        .collect::<PyResult<_>>()?;
    let mut consts = known.clone();
    let sequence = sequence.with(|s| s.clone());
    for i in &sequence.instructions {
        let index = i.oparg;
        if i.opcode == opcode::LOAD_CONST
            && usize::try_from(index).is_ok_and(|at| at >= known.len())
        {
            return Err(raise!(
                ValueError,
                "LOAD_CONST index {index} is out of range for consts (len={})",
                known.len()
            ));
        }
    }
    let optimized = introspect::optimize_cfg(sequence, &mut consts, nlocals.max(0) as usize)
        .map_err(failed(interned!("<sequence>")))?;
    let object = |c: &Constant| match known.iter().position(|k| k == c) {
        Some(at) => Ok(before[at].clone()),
        None => objects::code::from_constant(c),
    };
    let after = consts.iter().map(object).collect::<PyResult<_>>()?;
    list.set_slice(0, before.len(), Some(&*List::from_vec(after)?))?;
    Ok(InstructionSequence::make(optimized)?.upcast())
}

/// The tables of a unit, as `_PyCompile_CodeUnitMetadata` has them: each a dict from names to indices.
#[repr(C)]
pub struct CodeUnitMetadata<'a> {
    name: Option<&'a Object>,
    qualname: Option<&'a Object>,
    /// A dict from constants to indices, or a list.
    consts: Option<&'a Object>,
    names: Option<&'a Object>,
    varnames: Option<&'a Object>,
    cellvars: Option<&'a Object>,
    freevars: Option<&'a Object>,
    fasthidden: Option<&'a Object>,
    argcount: isize,
    posonlyargcount: isize,
    kwonlyargcount: isize,
    firstlineno: c_int,
}

fn name(o: &Object) -> PyResult<Name> {
    match o.downcast::<Str>() {
        Some(s) => Ok(Name::from_wtf8(&crate::ast_objects::text(s)?)),
        None => Err(raise!(TypeError, "a name must be a str")),
    }
}

/// The keys of a dict in the order of their values; a list as it is.
fn in_order(table: Option<&Object>) -> PyResult<Vec<(Ref, isize)>> {
    let Some(table) = table else {
        return Ok(Vec::new());
    };
    let mut pairs = Vec::new();
    if let Some(list) = table.downcast::<List>() {
        pairs.extend(list.to_vec()?.into_iter().zip(0..));
    } else if let Some(dict) = table.downcast::<Dict>() {
        for item in dict.items_list()?.to_vec()? {
            let item = item.downcast::<Tuple>().map(Tuple::as_slice);
            let Some([key, index]) = item else { continue };
            let index = index.downcast::<Long>().map(Long::as_isize);
            pairs.push((key.to_ref(), index.transpose()?.unwrap_or(0)));
        }
        pairs.sort_by_key(|(_, index)| *index);
    } else {
        return Err(raise!(TypeError, "a table of names must be a dict"));
    }
    Ok(pairs)
}

impl CodeUnitMetadata<'_> {
    fn read(&self) -> PyResult<Metadata> {
        let count = |n: isize| u32::try_from(n).unwrap_or(0);
        let mut unit = Metadata {
            name: self.name.map(name).transpose()?,
            qualname: self.qualname.map(name).transpose()?,
            argcount: count(self.argcount),
            posonlyargcount: count(self.posonlyargcount),
            kwonlyargcount: count(self.kwonlyargcount),
            firstlineno: self.firstlineno,
            ..Metadata::default()
        };
        for (key, _) in in_order(self.consts)? {
            unit.consts.append(constant(&key)?);
        }
        for (table, names) in [
            (&mut unit.names, self.names),
            (&mut unit.varnames, self.varnames),
            (&mut unit.cellvars, self.cellvars),
        ] {
            for (key, _) in in_order(names)? {
                table.intern(&name(&key)?);
            }
        }
        for (key, index) in in_order(self.freevars)? {
            let index = usize::try_from(index).unwrap_or(0);
            unit.freevars.insert(name(&key)?, index);
        }
        for (key, on) in in_order(self.fasthidden)? {
            unit.fast_hidden.insert(name(&key)?, on != 0);
        }
        Ok(unit)
    }
}

/// The code object of a sequence.
pub fn assemble(unit: &CodeUnitMetadata<'_>, filename: &Str, sequence: &Object) -> PyResult {
    let Some(sequence) = sequence.downcast::<InstructionSequence>() else {
        return Err(raise!(TypeError, "expected an instruction sequence"));
    };
    let unit = unit.read()?;
    let sequence = sequence.with(|s| s.clone());
    let name = crate::ast_objects::text(filename)?;
    let code = introspect::assemble_code_object(name, sequence, unit).map_err(failed(filename))?;
    Ok(Code::from_compiled(&code)?.upcast())
}
