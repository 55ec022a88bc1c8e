//! The grammar as data: what `compiler/grammar/python.gram` and `compiler/grammar/Tokens` say.
//!
//! The notation is that of PEP 617 with Rust in the braces. What differs is listed at the head of `python.gram`.

use std::collections::HashMap;

/// What operators work on. It must remember its results.
pub const OPERAND: &str = "await_primary";

/// One parsing rule.
pub struct Rule {
    pub name: String,
    /// Rust type of its result, `()` where none is declared.
    pub ty: String,
    /// Remember results in both passes (in the second pass every recursive rule does).
    pub memo: bool,
    /// Try [`OPERAND`] first: see `First::shortcut`.
    pub shortcut: bool,
    pub alts: Vec<Alt>,
}

/// One alternative of a rule or group.
#[derive(Clone)]
pub struct Alt {
    pub items: Vec<Named>,
    pub action: Option<Action>,
}

/// Rust code that makes the result of an alternative.
#[derive(Clone)]
pub struct Action {
    pub code: String,
    /// Written `{? ...}`: the code gives an `Option`, and `None` means failure of the whole rule.
    pub fallible: bool,
}

/// An item and the variable it is bound to.
#[derive(Clone)]
pub struct Named {
    pub name: Option<String>,
    pub item: Item,
}

/// A grammar expression.
#[derive(Clone)]
pub enum Item {
    /// A token, by its name in `Tokens` or as `KW_name` for a keyword.
    Token(String),
    Soft(String),
    Name,
    Number,
    AnySoftKeyword,
    Rule(String),
    Opt(Box<Item>),
    Loop0(Box<Item>),
    Loop1(Box<Item>),
    Gather(Box<Item>, Box<Item>),
    /// Alternatives in parentheses, with the declared type of the result, if any.
    Group(Vec<Alt>, Option<String>),
    Ahead(Box<Item>),
    NotAhead(Box<Item>),
    Cut,
    /// `&&e`, with the text to name in the error.
    Forced(Box<Item>, String),
}

/// Token kinds in numeric order, with the text of those that always read the same.
pub struct Tokens {
    pub names: Vec<String>,
    pub texts: Vec<(String, String)>,
}

impl Tokens {
    pub fn parse(text: &str) -> Tokens {
        let mut tokens = Tokens {
            names: Vec::new(),
            texts: Vec::new(),
        };
        for line in text.lines() {
            let mut words = line.split('#').next().unwrap_or("").split_whitespace();
            let Some(name) = words.next() else { continue };
            tokens.names.push(name.to_string());
            if let Some(quoted) = words.next() {
                tokens
                    .texts
                    .push((name.to_string(), quoted.trim_matches('\'').to_string()));
            }
        }
        tokens
    }
}

pub struct Grammar {
    pub rules: Vec<Rule>,
    pub keywords: Vec<String>,
    pub soft_keywords: Vec<String>,
    pub tokens: Tokens,
}

#[derive(Clone, PartialEq, Debug)]
enum Lex {
    Ident(String),
    Quoted(char, String),
    Braces(String),
    Punct(char),
    Newline,
    End,
}

struct Reader<'t> {
    lexemes: Vec<(usize, Lex)>,
    at: usize,
    by_text: HashMap<&'t str, &'t str>,
    keywords: Vec<String>,
    soft_keywords: Vec<String>,
    tokens: &'t Tokens,
}

/// Reads both files. Panics with a line number on a malformed grammar: this is a build tool.
pub fn parse(gram: &str, tokens: Tokens) -> Grammar {
    let (rules, keywords, soft_keywords) = {
        let mut reader = Reader {
            lexemes: lex(gram),
            at: 0,
            by_text: tokens
                .texts
                .iter()
                .map(|(n, t)| (t.as_str(), n.as_str()))
                .collect(),
            keywords: Vec::new(),
            soft_keywords: Vec::new(),
            tokens: &tokens,
        };
        let mut rules = Vec::new();
        reader.skip_newlines();
        while reader.peek() != &Lex::End {
            rules.push(reader.rule());
            reader.skip_newlines();
        }
        reader.keywords.sort();
        reader.soft_keywords.sort();
        (rules, reader.keywords, reader.soft_keywords)
    };
    Grammar {
        rules,
        keywords,
        soft_keywords,
        tokens,
    }
}

fn lex(text: &str) -> Vec<(usize, Lex)> {
    let chars: Vec<char> = text.chars().collect();
    let (mut i, mut line, mut out) = (0, 1, Vec::new());
    while i < chars.len() {
        let c = chars[i];
        match c {
            '\n' => {
                out.push((line, Lex::Newline));
                line += 1;
                i += 1;
            }
            ' ' | '\t' => i += 1,
            '#' => {
                while i < chars.len() && chars[i] != '\n' {
                    i += 1;
                }
            }
            '\'' | '"' => {
                let start = i + 1;
                i = start;
                while chars[i] != c {
                    i += 1;
                }
                out.push((line, Lex::Quoted(c, chars[start..i].iter().collect())));
                i += 1;
            }
            '{' => {
                let (start, first) = (i + 1, line);
                let mut depth = 0;
                loop {
                    match chars[i] {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        '\n' => line += 1,
                        '"' => {
                            i += 1;
                            while chars[i] != '"' {
                                i += if chars[i] == '\\' { 2 } else { 1 };
                            }
                        }
                        '\'' if chars.get(i + 2) == Some(&'\'') => i += 2,
                        _ => {}
                    }
                    i += 1;
                    if depth == 0 {
                        break;
                    }
                }
                out.push((
                    first,
                    Lex::Braces(
                        chars[start..i - 1]
                            .iter()
                            .collect::<String>()
                            .trim()
                            .to_string(),
                    ),
                ));
            }
            _ if c.is_alphanumeric() || c == '_' => {
                let start = i;
                while i < chars.len() && (chars[i].is_alphanumeric() || chars[i] == '_') {
                    i += 1;
                }
                out.push((line, Lex::Ident(chars[start..i].iter().collect())));
            }
            _ => {
                out.push((line, Lex::Punct(c)));
                i += 1;
            }
        }
    }
    out.push((line, Lex::End));
    out
}

impl Reader<'_> {
    fn peek(&self) -> &Lex {
        &self.lexemes[self.at].1
    }

    fn second(&self) -> &Lex {
        &self.lexemes[(self.at + 1).min(self.lexemes.len() - 1)].1
    }

    fn next(&mut self) -> Lex {
        let lexeme = self.lexemes[self.at].1.clone();
        self.at += 1;
        lexeme
    }

    fn fail(&self, what: &str) -> ! {
        panic!(
            "python.gram line {}: expected {what}, found {:?}",
            self.lexemes[self.at].0,
            self.peek()
        )
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == &Lex::Punct(c);
        self.at += usize::from(found);
        found
    }

    fn need(&mut self, c: char) {
        if !self.eat(c) {
            self.fail(&format!("'{c}'"));
        }
    }

    fn skip_newlines(&mut self) {
        while self.peek() == &Lex::Newline {
            self.at += 1;
        }
    }

    fn ident(&mut self) -> String {
        match self.next() {
            Lex::Ident(name) => name,
            _ => {
                self.at -= 1;
                self.fail("a name")
            }
        }
    }

    /// `Name`, `Name*` (a sequence) or `Name?`, until the closing character.
    fn ty(&mut self, close: char) -> String {
        let name = self.ident();
        let mut ty = match name.as_str() {
            "Tok" | "Operator" | "usize" | "bool" => name,
            _ => format!("{name}<'a>"),
        };
        if self.eat('*') {
            ty = format!("&'a [{ty}]");
        }
        self.need(close);
        ty
    }

    fn rule(&mut self) -> Rule {
        let name = self.ident();
        let ty = if self.eat('[') {
            self.ty(']')
        } else {
            "()".to_string()
        };
        let (mut memo, mut shortcut) = (false, false);
        if self.eat('(') {
            loop {
                match self.ident().as_str() {
                    "memo" => memo = true,
                    "shortcut" => shortcut = true,
                    other => panic!("rule {name}: what is {other}?"),
                }
                if !self.eat(',') {
                    break;
                }
            }
            self.need(')');
        }
        self.need(':');
        self.skip_newlines();
        let mut alts = self.alts(true);
        if name.starts_with("invalid_") {
            // Their actions raise or give up, so all of them are fallible.
            alts.iter_mut()
                .filter_map(|alt| alt.action.as_mut())
                .for_each(|action| action.fallible = true);
        }
        Rule {
            name,
            ty,
            memo,
            shortcut,
            alts,
        }
    }

    /// Alternatives; those of a rule may go on over lines that begin with `|`.
    fn alts(&mut self, of_rule: bool) -> Vec<Alt> {
        let mut alts = Vec::new();
        if !of_rule {
            self.skip_newlines();
        }
        self.eat('|');
        loop {
            alts.push(self.alt());
            let mark = self.at;
            self.skip_newlines();
            if !self.eat('|') {
                if of_rule {
                    self.at = mark;
                }
                return alts;
            }
        }
    }

    fn alt(&mut self) -> Alt {
        let mut items = Vec::new();
        loop {
            match self.peek().clone() {
                Lex::Braces(text) => {
                    self.at += 1;
                    let fallible = text.starts_with('?');
                    let code = text.trim_start_matches('?').trim().to_string();
                    return Alt {
                        items,
                        action: Some(Action { code, fallible }),
                    };
                }
                Lex::Newline | Lex::End | Lex::Punct('|' | ')' | ']') => {
                    if items.is_empty() {
                        self.fail("an item");
                    }
                    return Alt {
                        items,
                        action: None,
                    };
                }
                Lex::Ident(name) if self.second() == &Lex::Punct('=') => {
                    self.at += 2;
                    let item = self.item();
                    items.push(Named {
                        name: Some(name),
                        item,
                    });
                }
                _ => {
                    let item = self.item();
                    items.push(Named { name: None, item });
                }
            }
        }
    }

    fn item(&mut self) -> Item {
        if self.eat('~') {
            return Item::Cut;
        }
        if self.eat('&') {
            if self.eat('&') {
                let text = match self.peek() {
                    Lex::Quoted(_, text) => text.clone(),
                    _ => self.fail("a quoted token after '&&'"),
                };
                return Item::Forced(Box::new(self.atom()), text);
            }
            return Item::Ahead(Box::new(self.atom()));
        }
        if self.eat('!') {
            return Item::NotAhead(Box::new(self.atom()));
        }
        let atom = self.atom();
        if self.eat('?') {
            return Item::Opt(Box::new(atom));
        }
        if self.eat('*') {
            return Item::Loop0(Box::new(atom));
        }
        if self.eat('+') {
            return Item::Loop1(Box::new(atom));
        }
        if self.eat('.') {
            let element = self.atom();
            self.need('+');
            return Item::Gather(Box::new(atom), Box::new(element));
        }
        atom
    }

    fn atom(&mut self) -> Item {
        match self.next() {
            Lex::Punct(open @ ('(' | '[')) => {
                let ty = if self.eat('<') {
                    Some(self.ty('>'))
                } else {
                    None
                };
                let mut alts = self.alts(false);
                self.need(if open == '(' { ')' } else { ']' });
                let simple = alts.len() == 1
                    && alts[0].action.is_none()
                    && alts[0].items.len() == 1
                    && alts[0].items[0].name.is_none()
                    && ty.is_none();
                let inner = if simple {
                    alts.remove(0).items.remove(0).item
                } else {
                    Item::Group(alts, ty)
                };
                if open == '[' {
                    Item::Opt(Box::new(inner))
                } else {
                    inner
                }
            }
            Lex::Quoted(quote, text) => self.quoted(quote, text),
            Lex::Ident(name) => match name.as_str() {
                "NAME" => Item::Name,
                "NUMBER" => Item::Number,
                "SOFT_KEYWORD" => Item::AnySoftKeyword,
                _ if self.tokens.names.contains(&name) => Item::Token(name),
                _ => Item::Rule(name),
            },
            _ => {
                self.at -= 1;
                self.fail("an expression")
            }
        }
    }

    fn quoted(&mut self, quote: char, text: String) -> Item {
        if !text.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return match self.by_text.get(text.as_str()) {
                Some(name) => Item::Token(name.to_string()),
                None => panic!("no token reads '{text}'"),
            };
        }
        let (list, item) = if quote == '\'' {
            (&mut self.keywords, Item::Token(format!("KW_{text}")))
        } else {
            (&mut self.soft_keywords, Item::Soft(text.clone()))
        };
        if !list.contains(&text) {
            list.push(text);
        }
        item
    }
}
