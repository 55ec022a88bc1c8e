//! The grammar: rules read from `grammar.txt`, which also says what the generator makes itself.

use std::collections::HashMap;

/// Pieces of an alternative.
#[derive(Debug, PartialEq)]
pub enum Piece {
    Text(String),
    /// `<name>`, or `<name:argument>`.
    Name(String),
}

#[derive(Debug)]
pub struct Alternative {
    /// What stands before `=>`.
    pub label: String,
    pub pieces: Vec<Piece>,
}

pub struct Grammar {
    rules: HashMap<String, Vec<Alternative>>,
    /// Places in a rule's list, one for each unit of weight.
    weights: HashMap<String, Vec<usize>>,
}

impl Grammar {
    pub fn parse(text: &str) -> Result<Grammar, String> {
        let (mut rules, mut weights) = (HashMap::new(), HashMap::new());
        let mut rule: Option<String> = None;
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_suffix(':')
                && !line.starts_with(' ')
            {
                rules.insert(name.to_owned(), Vec::new());
                weights.insert(name.to_owned(), Vec::new());
                rule = Some(name.to_owned());
                continue;
            }
            let name = rule.clone().filter(|_| line.starts_with(' '));
            let name = name.ok_or_else(|| format!("grammar, line {}: {line}", number + 1))?;
            let (weight, rest) = match line.trim().split_once("* ") {
                Some((w, rest)) if w.parse::<usize>().is_ok() => (w.parse().unwrap_or(1), rest),
                _ => (1, line.trim()),
            };
            let (label, rest) = rest.split_once(" => ").unwrap_or(("", rest));
            let list: &mut Vec<Alternative> = rules.entry(name.clone()).or_default();
            let places: &mut Vec<usize> = weights.entry(name).or_default();
            places.extend(std::iter::repeat_n(list.len(), weight));
            list.push(Alternative {
                label: label.to_owned(),
                pieces: pieces(rest),
            });
        }
        Ok(Grammar { rules, weights })
    }

    /// An alternative of a rule, by a random number.
    pub fn choose(&self, rule: &str, below: impl FnOnce(usize) -> usize) -> Option<&Alternative> {
        let places = self.weights.get(rule)?;
        let place = places.get(below(places.len()))?;
        self.rules.get(rule)?.get(*place)
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        match name {
            Some((name, after)) if is_name(name) => {
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Name(name.to_owned()));
                rest = after;
            }
            _ => {
                plain.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_have_weights_labels_and_names() {
        let g = Grammar::parse("# c\na:\n    3* x <b> < <c>\nvalue:\n    list => [<v>]\n").unwrap();
        let a = g.choose("a", |n| n - 1).unwrap();
        let name = |n: &str| Piece::Name(n.to_owned());
        let text = |t: &str| Piece::Text(t.to_owned());
        assert_eq!(a.pieces, [text("x "), name("b"), text(" < "), name("c")]);
        assert_eq!(g.weights["a"].len(), 3);
        assert_eq!(g.choose("value", |_| 0).unwrap().label, "list");
        assert!(Grammar::parse("    x\n").is_err());
    }
}
