//! The grammar of grammars: a recursive-descent reader for the small description language.

/// How often a field's value occurs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quantifier {
    One,
    Optional,
    Sequence,
    SequenceOfOptional,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub ty: String,
    pub quantifier: Quantifier,
    pub name: String,
}

#[derive(Clone, Debug)]
pub struct Constructor {
    pub name: String,
    pub fields: Vec<Field>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Sum,
    Product,
}

/// A type of the grammar. A product has exactly one constructor, which bears the type's own name.
#[derive(Clone, Debug)]
pub struct Type {
    pub name: String,
    pub shape: Shape,
    pub constructors: Vec<Constructor>,
    pub attributes: Vec<Field>,
}

impl Type {
    /// A sum whose constructors carry nothing and which has no attributes.
    pub fn is_simple(&self) -> bool {
        self.shape == Shape::Sum
            && self.attributes.is_empty()
            && self.constructors.iter().all(|c| c.fields.is_empty())
    }
}

#[derive(Clone, Debug)]
pub struct Grammar {
    pub types: Vec<Type>,
}

impl Grammar {
    pub fn get(&self, name: &str) -> Option<&Type> {
        self.types.iter().find(|t| t.name == name)
    }
}

struct Reader<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<&'a str>>,
}

fn tokenize(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for line in text.lines() {
        let line = line.split("--").next().unwrap_or("");
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let len = if first.is_alphanumeric() || first == '_' {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            tokens.push(&rest[..len]);
            rest = rest[len..].trim_start();
        }
    }
    tokens
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<&'a str, String> {
        self.tokens
            .next()
            .ok_or_else(|| "unexpected end of grammar".to_string())
    }

    fn accept(&mut self, token: &str) -> bool {
        self.tokens.next_if(|t| *t == token).is_some()
    }

    fn expect(&mut self, token: &str) -> Result<(), String> {
        let got = self.next()?;
        if got == token {
            Ok(())
        } else {
            Err(format!("expected {token:?}, got {got:?}"))
        }
    }

    fn fields(&mut self) -> Result<Vec<Field>, String> {
        self.expect("(")?;
        let mut fields = Vec::new();
        loop {
            let ty = self.next()?.to_string();
            let optional = self.accept("?");
            let quantifier = match (optional, self.accept("*")) {
                (false, false) => Quantifier::One,
                (true, false) => Quantifier::Optional,
                (false, true) => Quantifier::Sequence,
                (true, true) => Quantifier::SequenceOfOptional,
            };
            fields.push(Field {
                ty,
                quantifier,
                name: self.next()?.to_string(),
            });
            if !self.accept(",") {
                break;
            }
        }
        self.expect(")")?;
        Ok(fields)
    }

    fn definition(&mut self, name: &str) -> Result<Type, String> {
        self.expect("=")?;
        let mut constructors = Vec::new();
        let shape = if self.tokens.peek() == Some(&"(") {
            constructors.push(Constructor {
                name: name.to_string(),
                fields: self.fields()?,
            });
            Shape::Product
        } else {
            loop {
                let name = self.next()?.to_string();
                let fields = if self.tokens.peek() == Some(&"(") {
                    self.fields()?
                } else {
                    Vec::new()
                };
                constructors.push(Constructor { name, fields });
                if !self.accept("|") {
                    break;
                }
            }
            Shape::Sum
        };
        let attributes = if self.accept("attributes") {
            self.fields()?
        } else {
            Vec::new()
        };
        Ok(Type {
            name: name.to_string(),
            shape,
            constructors,
            attributes,
        })
    }
}

/// Reads a whole grammar.
pub fn parse(text: &str) -> Result<Grammar, String> {
    let mut reader = Reader {
        tokens: tokenize(text).into_iter().peekable(),
    };
    reader.expect("module")?;
    reader.next()?;
    reader.expect("{")?;
    let mut types = Vec::new();
    loop {
        match reader.next()? {
            "}" => return Ok(Grammar { types }),
            name => types.push(reader.definition(name)?),
        }
    }
}
