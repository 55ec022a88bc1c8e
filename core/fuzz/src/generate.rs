//! Programs: some classes, some variables, then statements, one a line.

use crate::catalogue::{Callable, Catalogue};
use crate::grammar::{Grammar, Piece};
use fuzz::random::Random;

const CLASSES: usize = 4;
const VARIABLES: usize = 10;
/// Beyond it `<any>` is a variable.
const DEPTH: usize = 3;

const SPECIAL: &[&str] = &[
    "__eq__",
    "__ne__",
    "__lt__",
    "__gt__",
    "__le__",
    "__ge__",
    "__hash__",
    "__bool__",
    "__len__",
    "__length_hint__",
    "__iter__",
    "__next__",
    "__contains__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__missing__",
    "__index__",
    "__int__",
    "__float__",
    "__complex__",
    "__trunc__",
    "__round__",
    "__add__",
    "__radd__",
    "__iadd__",
    "__sub__",
    "__mul__",
    "__rmul__",
    "__imul__",
    "__mod__",
    "__rmod__",
    "__pow__",
    "__or__",
    "__ror__",
    "__ior__",
    "__and__",
    "__xor__",
    "__lshift__",
    "__neg__",
    "__invert__",
    "__matmul__",
    "__divmod__",
    "__call__",
    "__get__",
    "__set__",
    "__delete__",
    "__getattr__",
    "__getattribute__",
    "__setattr__",
    "__delattr__",
    "__dir__",
    "__repr__",
    "__str__",
    "__format__",
    "__bytes__",
    "__buffer__",
    "__release_buffer__",
    "__reversed__",
    "__enter__",
    "__exit__",
    "__new__",
    "__init__",
    "__del__",
    "__init_subclass__",
    "__set_name__",
    "__class_getitem__",
    "__instancecheck__",
    "__subclasscheck__",
    "__prepare__",
    "__mro_entries__",
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__getnewargs__",
    "__getnewargs_ex__",
    "__copy__",
    "__deepcopy__",
    "__await__",
    "__aiter__",
    "__anext__",
    "__class__",
    "__dict__",
    "__slots__",
    "__name__",
    "__doc__",
    "__match_args__",
    "__annotate__",
    "__typing_subst__",
    "__abstractmethods__",
    "__bases__",
    "__module__",
    "__qualname__",
    "__type_params__",
    "keys",
    "items",
    "read",
    "readinto",
    "write",
    "seek",
    "tell",
    "close",
    "flush",
    "readable",
    "writable",
    "seekable",
    "closed",
    "readline",
    "decode",
    "encode",
    "utcoffset",
    "tzname",
    "dst",
    "fromutc",
    "append",
    "extend",
    "mro",
    "update",
    "clear",
    "pop",
];

pub struct Generator<'a> {
    pub grammar: &'a Grammar,
    pub catalogue: &'a Catalogue,
}

/// A program in the making.
struct Program<'a> {
    g: &'a Generator<'a>,
    r: Random,
    classes: usize,
    /// The types of the variables, as the catalogue names them.
    types: Vec<&'a str>,
}

impl Generator<'_> {
    /// The program with that number, of that seed.
    pub fn program(&self, seed: u64, number: u64) -> String {
        let mut p = Program {
            g: self,
            r: Random::of(seed, number),
            classes: 0,
            types: Vec::new(),
        };
        let mut lines = Vec::new();
        for i in 0..CLASSES {
            lines.push(format!("C{i} = {}", p.expand("class", 0)));
            p.classes += 1;
        }
        for i in 0..VARIABLES {
            let r = &mut p.r;
            let Some(value) = self.grammar.choose("value", |n| r.below(n)) else {
                break;
            };
            let text = p.pieces(&value.pieces, 1);
            // Now and then an instance of a subclass.
            let of_class = p.r.one_in(6) && value.label.starts_with(|c: char| !c.is_uppercase());
            let text = match of_class {
                true => format!(
                    "build(make({}, {}=hook({})), {text})",
                    value.label,
                    p.special(),
                    p.expand("hook", 1)
                ),
                false => text,
            };
            lines.push(format!("v{i} = {text}"));
            p.types.push(&value.label);
        }
        for _ in 0..6 + p.r.below(20) {
            lines.push(p.expand("stmt", 0));
        }
        lines.join("\n")
    }
}

impl<'a> Program<'a> {
    fn expand(&mut self, rule: &str, depth: usize) -> String {
        let r = &mut self.r;
        match self.g.grammar.choose(rule, |n| r.below(n)) {
            Some(alternative) => self.pieces(&alternative.pieces, depth),
            None => format!("<{rule}>"),
        }
    }

    fn pieces(&mut self, pieces: &[Piece], depth: usize) -> String {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(t) => text += t,
                Piece::Name(name) => text += &self.name(name, depth + 1),
            }
        }
        text
    }

    fn name(&mut self, name: &str, depth: usize) -> String {
        match name {
            "v" => self.variable(),
            "V" => format!("v{}", self.r.below(VARIABLES)),
            "C" => match self.classes {
                0 => "object".to_owned(),
                n => format!("C{}", self.r.below(n)),
            },
            "n" => self.small(),
            "special" => self.special().to_owned(),
            "attr" => format!("{:?}", self.attribute()),
            "call" => {
                let functions = &self.g.catalogue.functions;
                match functions.get(self.r.below(functions.len())) {
                    Some(f) => {
                        let arguments = self.arguments(f, depth);
                        format!("{}({arguments})", f.name)
                    }
                    None => "None".to_owned(),
                }
            }
            "method" => self.method(depth),
            "any" if depth > DEPTH => self.variable(),
            "hook" if depth > DEPTH + 1 => "lambda *a: None".to_owned(),
            "act" | "stmt_expr" if depth > DEPTH + 1 => format!("{}.clear()", self.variable()),
            _ => self.expand(name, depth),
        }
    }

    fn variable(&mut self) -> String {
        match self.types.len() {
            0 => "None".to_owned(),
            n => format!("v{}", self.r.below(n)),
        }
    }

    fn small(&mut self) -> String {
        let limit = [4, 12, 40, 120][self.r.below(4)];
        self.r.below(limit).to_string()
    }

    fn special(&mut self) -> &'static str {
        self.r.pick(SPECIAL).unwrap_or("__eq__")
    }

    fn attribute(&mut self) -> &'a str {
        let all = &self.g.catalogue.attributes;
        match self.r.one_in(2) {
            true => self.special(),
            false => all.get(self.r.below(all.len())).map_or("a", String::as_str),
        }
    }

    fn method(&mut self, depth: usize) -> String {
        let types = &self.g.catalogue.types;
        let place = self.r.below(self.types.len());
        let mut t = self.types.get(place).copied().unwrap_or("list");
        if self.r.one_in(8) || !self.g.catalogue.methods.contains_key(t) {
            t = types
                .get(self.r.below(types.len()))
                .map_or("list", String::as_str);
        }
        let Some(methods) = self.g.catalogue.methods.get(t) else {
            return "None".to_owned();
        };
        // Special methods are many and are called in other ways too.
        let mut method = &methods[self.r.below(methods.len())];
        if method.name.starts_with("__") && self.r.one_in(2) {
            method = &methods[self.r.below(methods.len())];
        }
        let arguments = self.arguments(method, depth);
        let unbound = self.r.one_in(6) && !t.starts_with(|c: char| c.is_uppercase());
        match unbound {
            true => format!("{t}.{}(v{place}, {arguments})", method.name),
            false => format!("v{place}.{}({arguments})", method.name),
        }
    }

    fn arguments(&mut self, f: &Callable, depth: usize) -> String {
        let mut arguments = Vec::new();
        let count = [0, 1, 1, 2, 2, 3, f.parameters.len().min(5)][self.r.below(7)];
        for _ in 0..count {
            arguments.push(self.name("any", depth + 1));
        }
        if self.r.one_in(5) && f.parameters.len() > count {
            let name = &f.parameters[count + self.r.below(f.parameters.len() - count)];
            arguments.push(format!("{name}={}", self.name("any", depth + 1)));
        }
        arguments.join(", ")
    }
}
