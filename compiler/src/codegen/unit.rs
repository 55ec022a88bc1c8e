//! What code generation collects about a block besides its instructions.

use crate::constant::Constant;
use crate::ordered::OrderedMap;
use crate::text::Name;

/// The tables and counts of a code object in the making.
#[derive(Default, Debug)]
pub struct Metadata {
    pub name: Option<Name>,
    pub qualname: Option<Name>,
    pub consts: OrderedMap<Constant, ()>,
    pub names: OrderedMap<Name, ()>,
    pub varnames: OrderedMap<Name, ()>,
    pub cellvars: OrderedMap<Name, ()>,
    /// With their indices, which go on from those of the cells.
    pub freevars: OrderedMap<Name, usize>,
    /// Fast locals of a block that otherwise has none, made for an inlined comprehension; true while in force.
    pub fast_hidden: OrderedMap<Name, bool>,
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub firstlineno: i32,
}

impl Metadata {
    /// Empties the tables, which keep their room.
    pub fn clear(&mut self) {
        for table in [&mut self.names, &mut self.varnames, &mut self.cellvars] {
            table.clear();
        }
        self.consts.clear();
        self.freevars.clear();
        self.fast_hidden.clear();
    }

    pub fn freevar(&mut self, name: &Name) -> usize {
        match self.freevars.get(name) {
            Some(i) => *i,
            None => {
                let i = self.freevars.len();
                self.freevars.insert(name.clone(), i);
                i
            }
        }
    }
}
