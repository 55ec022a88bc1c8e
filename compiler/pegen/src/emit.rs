//! Writes the parser: a Rust function for each rule and group.
//!
//! Three things are done at generation time that an interpreter of the grammar would do while parsing: alternatives
//! are guarded by the tokens they can begin with; left recursion, which in this grammar is always direct, becomes a
//! loop; and neighbouring alternatives that begin with the same rule parse that rule once.

use crate::first::{First, Set};
use crate::grammar::{Alt, Item, OPERAND, Rule};
use std::collections::HashMap;
use std::fmt::Write;

pub struct Emit<'g> {
    first: First<'g>,
    types: HashMap<&'g str, &'g str>,
    sets: Vec<Set>,
    memos: Vec<String>,
    groups: usize,
    /// Functions of groups, written after the rule they belong to.
    pending: Vec<String>,
}

/// What alternatives are made of.
const MACROS: &str = r#"
/// The value of an item, or on to the next alternative.
macro_rules! get {
    ($item:expr, $label:lifetime) => {
        match $item {
            Some(value) => value,
            None => break $label,
        }
    };
}

/// Goes on to the next alternative unless the lookahead holds.
macro_rules! check {
    ($ahead:expr, $label:lifetime) => {
        if !$ahead {
            break $label;
        }
    };
}

/// After an alternative that has not matched: gives up on an error, else goes back to where it began.
macro_rules! back {
    ($p:ident, $mark:expr, $label:lifetime) => {
        if $p.failed {
            break $label None;
        }
        $p.mark = $mark;
    };
}

"#;

/// An expression of type `Option<T>` and its `T`.
struct Code {
    text: String,
    ty: String,
}

impl<'g> Emit<'g> {
    pub fn new(first: First<'g>) -> Emit<'g> {
        let types = first
            .grammar
            .rules
            .iter()
            .map(|r| (r.name.as_str(), r.ty.as_str()))
            .collect();
        Emit {
            first,
            types,
            sets: Vec::new(),
            memos: Vec::new(),
            groups: 0,
            pending: Vec::new(),
        }
    }

    pub fn parser(mut self, command: &str) -> String {
        let mut body = String::new();
        for rule in &self.first.grammar.rules {
            let function = self.rule(rule);
            body.push_str(&function);
            for group in std::mem::take(&mut self.pending) {
                body.push_str(&group);
            }
        }
        let mut out =
            format!("// Made by `{command}` from compiler/grammar/python.gram; edit that.\n\n");
        out.push_str("use super::actions::*;\nuse super::nodes::*;\nuse super::state::*;\n");
        out.push_str("use crate::ast::{BoolOp, CmpOp, ExprContext, Operator, UnaryOp};\n");
        out.push_str("use crate::tokenizer::kinds::*;\n\n");
        out.push_str(MACROS);
        for (i, set) in self.sets.iter().enumerate() {
            writeln!(out, "const S{i}: Set = Set(0x{set:x});").unwrap();
        }
        for (i, memo) in self.memos.iter().enumerate() {
            writeln!(out, "const M_{memo}: u16 = {i};").unwrap();
        }
        out + "\n" + &body
    }

    fn set(&mut self, set: Set) -> String {
        let at = self.sets.iter().position(|s| *s == set).unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        format!("S{at}")
    }

    fn rule(&mut self, rule: &Rule) -> String {
        let (growing, base): (Vec<&Alt>, Vec<&Alt>) = rule
            .alts
            .iter()
            .partition(|alt| matches!(&alt.items[0].item, Item::Rule(r) if *r == rule.name));
        let recursive = !growing.is_empty();
        let (name, ty) = (&rule.name, &rule.ty);
        let mut out = format!("fn {name}<'a>(p: &mut Parser<'a>) -> Option<{ty}> {{\n");
        out.push_str("    if p.enter() {\n        return None;\n    }\n");
        let memo = rule.memo || recursive;
        let when = if rule.memo { "" } else { "p.remember_all && " };
        if memo {
            self.memos.push(name.clone());
            let found = format!("let Some(known) = p.recall(M_{name})");
            write!(
                out,
                "    if {when}{found} {{\n        p.level -= 1;\n        return known;\n    }}\n"
            )
            .unwrap();
        }
        out.push_str("    let start = p.mark;\n    let class = p.class();\n");
        if rule.shortcut {
            let (begins, continues) = self.first.shortcut(name);
            let (begins, continues) = (self.set(begins), self.set(continues));
            let found = format!("let found @ Some(_) = p.shortcut({continues}, {OPERAND})");
            write!(out, "    if {begins}.has(class) && {found} {{\n        p.level -= 1;\n        return found;\n    }}\n").unwrap();
        }
        let without_invalid = name.ends_with("_without_invalid");
        if without_invalid {
            out.push_str("    let diagnosing = std::mem::replace(&mut p.second_pass, false);\n");
        }
        let level = if recursive { "    p.level += 1;\n" } else { "" };
        out.push_str(level);
        writeln!(
            out,
            "    let {}result: Option<{ty}> = 'rule: {{",
            if recursive { "mut " } else { "" }
        )
        .unwrap();
        out.push_str("        if p.failed {\n            break 'rule None;\n        }\n");
        out.push_str(&self.alternatives(&base, ty, "'rule", None));
        out.push_str("        None\n    };\n");
        if recursive {
            let mut set = 0;
            for alt in &growing {
                let tail = Alt {
                    items: alt.items[1..].to_vec(),
                    action: None,
                };
                set |= self.first.of_alt(&tail).0;
            }
            let set = self.set(set);
            write!(out, "    while let Some(seed) = result {{\n        let grown: Option<{ty}> = 'grow: {{\n").unwrap();
            write!(out, "            let class = p.class();\n            if !{set}.has(class) || p.failed {{\n").unwrap();
            out.push_str("                break 'grow None;\n            }\n            let mark = p.mark;\n");
            out.push_str(&self.alternatives(&growing, ty, "'grow", Some("seed")));
            out.push_str("            p.mark = mark;\n            None\n        };\n");
            out.push_str("        if p.failed {\n            result = None;\n        } else if grown.is_none() {\n");
            out.push_str("            break;\n        } else {\n            result = grown;\n        }\n    }\n");
            out.push_str("    p.level -= 1;\n");
        }
        if memo {
            if rule.memo {
                writeln!(out, "    p.remember(M_{name}, start, result);").unwrap();
            } else {
                let call = format!("p.remember(M_{name}, start, result);");
                write!(out, "    if p.remember_all {{\n        {call}\n    }}\n").unwrap();
            }
        }
        if without_invalid {
            out.push_str("    p.second_pass = diagnosing;\n");
        }
        out.push_str("    p.level -= 1;\n    result\n}\n\n");
        if matches!(name.as_str(), "file" | "interactive" | "eval" | "func_type") {
            out = format!("pub(super) {out}");
        }
        out
    }

    fn group(&mut self, alts: &[Alt], ty: &str) -> String {
        self.groups += 1;
        let name = format!("group_{}", self.groups);
        let mut out = format!("fn {name}<'a>(p: &mut Parser<'a>) -> Option<{ty}> {{\n");
        out.push_str("    if p.enter() {\n        return None;\n    }\n");
        out.push_str("    let start = p.mark;\n    let class = p.class();\n");
        writeln!(out, "    let result: Option<{ty}> = 'rule: {{").unwrap();
        out.push_str("        if p.failed {\n            break 'rule None;\n        }\n");
        out.push_str(&self.alternatives(&alts.iter().collect::<Vec<_>>(), ty, "'rule", None));
        out.push_str("        None\n    };\n    p.level -= 1;\n    result\n}\n\n");
        self.pending.push(out);
        name
    }

    /// Alternatives in order. With `seed`, the first item of each is left recursion and already in that variable.
    fn alternatives(&mut self, alts: &[&Alt], ty: &str, label: &str, seed: Option<&str>) -> String {
        let mut out = String::new();
        let mut i = 0;
        while i < alts.len() {
            if let Some(seed) = seed {
                let tail = Alt {
                    items: alts[i].items[1..].to_vec(),
                    action: None,
                };
                let (set, nullable) = self.first.of_alt(&tail);
                let body = self.alternative(alts[i], ty, label, Some(seed));
                let reset = format!("back!(p, mark, {label});\n");
                let guard = if nullable {
                    "true".into()
                } else {
                    format!("{}.has(class)", self.set(set))
                };
                write!(out, "if {guard} {{\n{body}{reset}}}\n").unwrap();
                i += 1;
                continue;
            }
            let head = |alt: &Alt| match &alt.items[0].item {
                Item::Rule(name) if !name.starts_with("invalid_") => Some(name.clone()),
                _ => None,
            };
            let mut end = i + 1;
            if let Some(name) = head(alts[i]) {
                while end < alts.len() && head(alts[end]).as_ref() == Some(&name) {
                    end += 1;
                }
            }
            let shared = &alts[i..end];
            let (set, nullable) = shared
                .iter()
                .map(|alt| self.first.of_alt(alt))
                .fold((0, false), |(s, n), (set, nullable)| {
                    (s | set, n | nullable)
                });
            let mut guard = if nullable || set == Set::MAX {
                String::from("true")
            } else {
                format!("{}.has(class)", self.set(set))
            };
            if shared.iter().all(|alt| is_invalid(alt)) {
                guard = format!("p.second_pass && {guard}");
            }
            writeln!(out, "if {guard} {{").unwrap();
            if shared.len() == 1 {
                out.push_str(&self.alternative(shared[0], ty, label, None));
            } else {
                let name = head(shared[0]).unwrap_or_default();
                write!(
                    out,
                    "if let Some(head) = {name}(p) {{\nlet mark = p.mark;\n"
                )
                .unwrap();
                for alt in shared {
                    let ends = alt.items.len() == 1 && alt.action.is_none();
                    out.push_str(&self.alternative(alt, ty, label, Some("head")));
                    if !ends {
                        writeln!(out, "back!(p, mark, {label});").unwrap();
                    }
                }
                out.push_str("}\n");
            }
            write!(out, "back!(p, start, {label});\n}}\n").unwrap();
            i = end;
        }
        out
    }

    /// One alternative, which leaves by `break label` when it matches.
    fn alternative(&mut self, alt: &Alt, ty: &str, label: &str, head: Option<&str>) -> String {
        if let ([only], None) = (&alt.items[..], &alt.action)
            && !matches!(only.item, Item::Ahead(_) | Item::NotAhead(_) | Item::Cut)
        {
            let item_ty = self.item_type(&only.item);
            let value = if ty == "()" { "()" } else { "Dummy::dummy()" };
            return match head {
                Some(head) if item_ty == ty => format!("break {label} Some({head});\n"),
                Some(_) => format!("break {label} Some({value});\n"),
                None => {
                    let code = self.item(&only.item).text;
                    if item_ty == ty && ty != "()" {
                        format!("if let found @ Some(_) = {code} {{ break {label} found; }}\n")
                    } else {
                        format!("if {code}.is_some() {{ break {label} Some({value}); }}\n")
                    }
                }
            };
        }
        let mut out = String::from("'alt: {\n");
        let cut = alt
            .items
            .iter()
            .any(|named| matches!(named.item, Item::Cut));
        if cut {
            out.push_str("let mut cut = false;\n'cut: {\n");
        }
        let fail = if cut { "'cut" } else { "'alt" };
        let mut values: Vec<(String, String)> = Vec::new();
        for (at, named) in alt.items.iter().enumerate() {
            let name = named.name.clone().unwrap_or_else(|| format!("v{at}"));
            if let (0, Some(head)) = (at, head) {
                writeln!(out, "let {name} = {head};").unwrap();
                let Item::Rule(rule) = &named.item else {
                    unreachable!()
                };
                values.push((name, self.types[rule.as_str()].to_string()));
                continue;
            }
            match &named.item {
                Item::Cut => out.push_str("cut = true;\n"),
                Item::Ahead(inner) | Item::NotAhead(inner) => {
                    let positive = matches!(named.item, Item::Ahead(_));
                    let test = match self.first.token_set(inner) {
                        Some(set) => format!("p.sees({})", self.set(set)),
                        None => {
                            let code = self.item(inner);
                            format!("p.ahead(|p| {}.is_some())", code.text)
                        }
                    };
                    let not = if positive { "" } else { "!" };
                    writeln!(out, "check!({not}{test}, {fail});").unwrap();
                }
                item => {
                    let code = self.item(item);
                    let used = named.name.is_some() || (alt.action.is_none() && ty != "()");
                    let bound = if used {
                        format!("let {name} = ")
                    } else {
                        String::new()
                    };
                    writeln!(out, "{bound}get!({}, {fail});", code.text).unwrap();
                    values.push((name, code.ty));
                }
            }
        }
        let value = match &alt.action {
            Some(action) => {
                if action.code.contains("LOC") {
                    out.push_str("#[allow(non_snake_case)]\nlet LOC = p.span(start);\n");
                }
                if action.fallible {
                    action.code.clone()
                } else {
                    format!("Some({})", action.code)
                }
            }
            None if ty == "()" => "Some(())".to_string(),
            None if values.len() == 1 && values[0].1 == ty => format!("Some({})", values[0].0),
            None => "Some(Dummy::dummy())".to_string(),
        };
        writeln!(out, "break {label} {value};").unwrap();
        if cut {
            write!(out, "}}\nif cut {{ break {label} None; }}\n").unwrap();
        }
        out.push_str("}\n");
        out
    }

    fn item_type(&mut self, item: &Item) -> String {
        match item {
            Item::Token(_) | Item::Soft(_) => "Tok".into(),
            Item::Name | Item::Number | Item::AnySoftKeyword => "Expr<'a>".into(),
            Item::Rule(name) => self.types[name.as_str()].to_string(),
            Item::Opt(inner) => format!("Option<{}>", self.item_type(inner)),
            Item::Loop0(inner) | Item::Loop1(inner) | Item::Gather(_, inner) => {
                format!("&'a [{}]", self.item_type(inner))
            }
            Item::Group(alts, declared) => match declared {
                Some(ty) => ty.clone(),
                None if self.first.token_set(item).is_some() => "Tok".into(),
                None => self.group_type(alts),
            },
            Item::Forced(inner, _) => self.item_type(inner),
            Item::Ahead(_) | Item::NotAhead(_) | Item::Cut => "()".into(),
        }
    }

    fn group_type(&mut self, alts: &[Alt]) -> String {
        let mut ty: Option<String> = None;
        for alt in alts {
            let mut values = Vec::new();
            for named in &alt.items {
                if !matches!(named.item, Item::Ahead(_) | Item::NotAhead(_) | Item::Cut) {
                    values.push((named.name.clone(), self.item_type(&named.item)));
                }
            }
            let this = match &alt.action {
                Some(action) => values
                    .iter()
                    .find(|(n, _)| n.as_deref() == Some(&action.code))
                    .map(|v| v.1.clone()),
                None if values.len() == 1 => Some(values[0].1.clone()),
                None => None,
            };
            match (this, &ty) {
                (Some(this), None) => ty = Some(this),
                (Some(this), Some(old)) if this == *old => {}
                _ => return "()".into(),
            }
        }
        ty.unwrap_or_else(|| "()".into())
    }

    fn item(&mut self, item: &Item) -> Code {
        let ty = self.item_type(item);
        let text = match item {
            Item::Token(name) => format!("p.expect({name})"),
            Item::Soft(name) => format!("p.expect(SOFT_{name})"),
            Item::Name => "p.name_token()".into(),
            Item::Number => "p.number_token()".into(),
            Item::AnySoftKeyword => "p.soft_keyword_token()".into(),
            Item::Rule(name) => format!("{name}(p)"),
            Item::Opt(inner) => {
                let set = self.first.of_item(inner).0;
                let (set, call) = (self.set(set), self.callee(inner));
                format!("p.opt({set}, {call})")
            }
            Item::Loop0(inner) | Item::Loop1(inner) => {
                let set = self.first.of_item(inner).0;
                let (set, call) = (self.set(set), self.callee(inner));
                let which = if matches!(item, Item::Loop0(_)) {
                    "loop0"
                } else {
                    "loop1"
                };
                format!("p.{which}({set}, {call})")
            }
            Item::Gather(separator, inner) => {
                let set = self.first.token_set(separator).expect("a token separates");
                let (set, call) = (self.set(set), self.callee(inner));
                format!("p.gather({set}, {call})")
            }
            Item::Group(alts, declared) => match self.first.token_set(item) {
                Some(set) if declared.is_none() => format!("p.expect_any({})", self.set(set)),
                _ => format!("{}(p)", self.group(alts, &ty)),
            },
            Item::Forced(inner, text) => match inner.as_ref() {
                Item::Token(name) => format!("p.expect_forced({name}, \"{text}\")"),
                _ => panic!("only tokens can be forced"),
            },
            Item::Ahead(_) | Item::NotAhead(_) | Item::Cut => {
                unreachable!("handled by the alternative")
            }
        };
        Code { text, ty }
    }

    /// A function or closure that parses the item.
    fn callee(&mut self, item: &Item) -> String {
        let text = self.item(item).text;
        match text.strip_suffix("(p)") {
            Some(function) => function.to_string(),
            None => format!("|p| {text}"),
        }
    }
}

/// Whether the alternative is an `invalid_` rule and nothing else. (One that has more is tried in the first pass too:
/// dictionaries rely on it.)
fn is_invalid(alt: &Alt) -> bool {
    match &alt.items[..] {
        [only] => {
            only.name.is_none()
                && matches!(&only.item, Item::Rule(name) if name.starts_with("invalid_"))
        }
        _ => false,
    }
}

/// Token numbers, names and spellings.
pub fn kinds(first: &First, command: &str) -> String {
    let grammar = first.grammar;
    let mut out = format!("// Made by `{command}` from compiler/grammar; edit those.\n\n");
    out.push_str("//! Numbers of tokens, then of keywords, then of soft keywords (which are NAMEs as well).\n\n");
    let mut define =
        |name: &str| writeln!(out, "pub const {name}: u8 = {};", first.class(name)).unwrap();
    grammar.tokens.names.iter().for_each(|name| define(name));
    grammar
        .keywords
        .iter()
        .for_each(|name| define(&format!("KW_{name}")));
    grammar
        .soft_keywords
        .iter()
        .for_each(|name| define(&format!("SOFT_{name}")));
    writeln!(
        out,
        "\n/// How many token kinds there are: classes from here on are keywords."
    )
    .unwrap();
    writeln!(
        out,
        "pub const N_TOKENS: u8 = {};",
        grammar.tokens.names.len()
    )
    .unwrap();
    let soft = first.class(&format!("SOFT_{}", grammar.soft_keywords[0]));
    writeln!(
        out,
        "/// The first soft keyword.\npub const FIRST_SOFT: u8 = {soft};"
    )
    .unwrap();
    writeln!(
        out,
        "\npub static TOKEN_NAMES: [&str; {}] = [",
        grammar.tokens.names.len()
    )
    .unwrap();
    for name in &grammar.tokens.names {
        writeln!(out, "    \"{name}\",").unwrap();
    }
    out.push_str("];\n\n/// The class of a word: a keyword's, a soft keyword's, or `NAME`.\n");
    out.push_str("#[inline]\npub fn word_class(word: &[u8]) -> u8 {\n    let Some(first) = word.first() else {\n        return NAME;\n    };\n");
    out.push_str("    match (word.len(), first) {\n");
    let keywords = grammar.keywords.iter().map(|k| (k, "KW"));
    let words: Vec<_> = keywords
        .chain(grammar.soft_keywords.iter().map(|k| (k, "SOFT")))
        .collect();
    let mut keys: Vec<_> = words
        .iter()
        .map(|(word, _)| (word.len(), word.as_bytes()[0] as char))
        .collect();
    keys.sort();
    keys.dedup();
    for (length, first) in keys {
        writeln!(out, "        ({length}, b'{first}') => match word {{").unwrap();
        for (word, prefix) in words
            .iter()
            .filter(|(word, _)| word.len() == length && word.starts_with(first))
        {
            writeln!(out, "            b\"{word}\" => {prefix}_{word},").unwrap();
        }
        out.push_str("            _ => NAME,\n        },\n");
    }
    out.push_str("        _ => NAME,\n    }\n}\n");
    for length in 1..=3 {
        let number = ["one", "two", "three"][length - 1];
        write!(
            out,
            "\n/// The operator of {number} character{}, or `OP` where there is none.\n",
            if length == 1 { "" } else { "s" }
        )
        .unwrap();
        writeln!(
            out,
            "pub fn {number}_char(word: {}) -> u8 {{",
            ["u8", "(u8, u8)", "(u8, u8, u8)"][length - 1]
        )
        .unwrap();
        out.push_str("    match word {\n");
        for (name, text) in grammar
            .tokens
            .texts
            .iter()
            .filter(|(_, text)| text.len() == length)
        {
            let bytes: Vec<String> = text.chars().map(|c| format!("b'{c}'")).collect();
            let pattern = if length == 1 {
                bytes[0].clone()
            } else {
                format!("({})", bytes.join(", "))
            };
            writeln!(out, "        {pattern} => {name},").unwrap();
        }
        out.push_str("        _ => OP,\n    }\n}\n");
    }
    out
}
