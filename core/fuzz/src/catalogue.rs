//! What there is to call, as the interpreter under test tells it (`python/catalogue.py`).

use std::collections::HashMap;

/// A function or method, and the names of its parameters.
pub struct Callable {
    pub name: String,
    pub parameters: Vec<String>,
}

#[derive(Default)]
pub struct Catalogue {
    pub functions: Vec<Callable>,
    pub methods: HashMap<String, Vec<Callable>>,
    /// Types that have methods, in order.
    pub types: Vec<String>,
    /// All names of attributes, in order.
    pub attributes: Vec<String>,
}

impl Catalogue {
    pub fn parse(text: &str) -> Catalogue {
        let mut c = Catalogue::default();
        let callable = |name: &str, parameters: &str| Callable {
            name: name.to_owned(),
            parameters: match parameters {
                "-" => Vec::new(),
                p => p.split(',').map(str::to_owned).collect(),
            },
        };
        for line in text.lines() {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["F", name, parameters] => c.functions.push(callable(name, parameters)),
                ["T", name] => c.types.push(name.to_owned()),
                ["M", of, name, parameters] => {
                    let methods = c.methods.entry(of.to_owned()).or_default();
                    methods.push(callable(name, parameters));
                    c.attributes.push(name.to_owned());
                }
                ["A", _, name] => c.attributes.push(name.to_owned()),
                _ => {}
            }
        }
        c.types.retain(|t| c.methods.contains_key(t));
        c.attributes.sort();
        c.attributes.dedup();
        c
    }
}
