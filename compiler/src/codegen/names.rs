//! Names: which instruction reads, binds or unbinds one, given its scope.

use super::{Compiler, Done};
use crate::ast::{ExprContext, Location};
use crate::error::{CompileError, ErrorKind};
use crate::opcode::*;
use crate::symtable::{BlockType, Scope};
use crate::text::Name;

/// Where a name lives.
enum Home {
    Fast(usize),
    Global(usize),
    Deref(usize),
    Name(usize),
}

impl Compiler<'_> {
    pub(super) fn load_name(&mut self, location: Location, name: &Name) -> Done {
        self.name_access(location, name, ExprContext::Load)
    }

    pub(super) fn store_name(&mut self, location: Location, name: &Name) -> Done {
        self.name_access(location, name, ExprContext::Store)
    }

    pub(super) fn store_str(&mut self, location: Location, name: &str) -> Done {
        self.store_name(location, &Name::from(name))
    }

    fn home(&mut self, name: &Name, scope: Option<Scope>) -> Home {
        let function_like = self.entry().is_function_like();
        let meta = &mut self.unit().meta;
        match scope {
            Some(Scope::Free) => Home::Deref(meta.freevar(name)),
            Some(Scope::Cell) => Home::Deref(meta.cellvars.intern(name)),
            Some(Scope::Local) if function_like || meta.fast_hidden.get(name) == Some(&true) => {
                Home::Fast(meta.varnames.intern(name))
            }
            Some(Scope::GlobalImplicit) if function_like => Home::Global(meta.names.intern(name)),
            Some(Scope::GlobalExplicit) => Home::Global(meta.names.intern(name)),
            _ => Home::Name(meta.names.intern(name)),
        }
    }

    pub(super) fn name_access(
        &mut self,
        location: Location,
        name: &Name,
        ctx: ExprContext,
    ) -> Done {
        use ExprContext::*;
        let mangled = self.mangled(name);
        let scope = self.entry().scope(&mangled);
        let home = self.home(&mangled, scope);
        let entry = self.entry();
        let in_class = entry.block_type == BlockType::Class;
        let sees_class = entry.can_see_class_scope;
        let inlined = self.u().inlined_comprehensions > 0;
        let (opcode, arg) = match (home, ctx) {
            (Home::Fast(i), Load) => (LOAD_FAST, i),
            (Home::Fast(i), Store) => (STORE_FAST, i),
            (Home::Fast(i), Del) => (DELETE_FAST, i),
            (Home::Deref(i), Load) => {
                if in_class && !inlined {
                    self.op(location, LOAD_LOCALS);
                    (LOAD_FROM_DICT_OR_DEREF, i)
                } else if sees_class {
                    self.load_classdict(location);
                    (LOAD_FROM_DICT_OR_DEREF, i)
                } else {
                    (LOAD_DEREF, i)
                }
            }
            (Home::Deref(i), Store) => (STORE_DEREF, i),
            (Home::Deref(i), Del) => (DELETE_DEREF, i),
            (Home::Global(i), Load) => {
                if sees_class && scope == Some(Scope::GlobalImplicit) {
                    self.load_classdict(location);
                    (LOAD_FROM_DICT_OR_GLOBALS, i)
                } else {
                    (LOAD_GLOBAL, i << 1)
                }
            }
            (Home::Global(i), Store) => (STORE_GLOBAL, i),
            (Home::Global(i), Del) => (DELETE_GLOBAL, i),
            // A comprehension inlined into a class body does not see the class.
            (Home::Name(i), Load) if in_class && inlined => (LOAD_GLOBAL, i << 1),
            (Home::Name(i), Load) => (LOAD_NAME, i),
            (Home::Name(i), Store) => (STORE_NAME, i),
            (Home::Name(i), Del) => (DELETE_NAME, i),
        };
        self.add(location, opcode, arg as i32);
        Ok(())
    }

    fn load_classdict(&mut self, location: Location) {
        let index = self.unit().meta.freevar(&Name::from("__classdict__"));
        self.add(location, LOAD_DEREF, index as i32);
    }

    /// Cell or free, as far as closures made here are concerned.
    pub(super) fn ref_type(&self, name: &Name) -> Option<Scope> {
        let special = *name == "__class__"
            || *name == "__classdict__"
            || *name == "__conditional_annotations__";
        if self.u().scope == super::ScopeType::Class && special {
            return Some(Scope::Cell);
        }
        self.entry().scope(name)
    }

    /// Index of the variable that a closure made here takes along.
    pub(super) fn closure_index(&self, name: &Name) -> Result<usize, CompileError> {
        let meta = &self.u().meta;
        let index = match self.ref_type(name) {
            Some(Scope::Cell) => meta.cellvars.position(name),
            _ => meta.freevars.get(name).copied(),
        };
        index.ok_or_else(|| {
            CompileError::new(
                ErrorKind::SystemError,
                format!("no cell or free variable for '{name}' in the enclosing block"),
            )
        })
    }

    /// Index of a cell of this block.
    pub(super) fn cell(&mut self, name: &str) -> usize {
        self.unit().meta.cellvars.intern(&Name::from(name))
    }
}
