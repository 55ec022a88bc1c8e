//! Which tokens can begin an expression: an alternative whose set lacks the token at hand is never tried.
//!
//! Skipping cannot change what the parser finds: such an alternative would fail on its first token, having looked at
//! no later one. A set has a bit for each token class: token kinds, then keywords, then soft keywords (which are
//! NAMEs too).

use crate::grammar::{Alt, Grammar, Item, OPERAND};
use std::collections::HashMap;

pub type Set = u128;

fn head(alt: &Alt) -> Option<&str> {
    match &alt.items[0].item {
        Item::Rule(name) => Some(name),
        _ => None,
    }
}

pub struct First<'g> {
    pub grammar: &'g Grammar,
    rules: HashMap<&'g str, (Set, bool)>,
}

impl<'g> First<'g> {
    pub fn new(grammar: &'g Grammar) -> First<'g> {
        let mut first = First {
            grammar,
            rules: grammar
                .rules
                .iter()
                .map(|r| (r.name.as_str(), (0, false)))
                .collect(),
        };
        loop {
            let mut changed = false;
            for rule in &grammar.rules {
                let new = first.of_alts(&rule.alts);
                let old = first.rules.insert(&rule.name, new);
                changed |= old != Some(new);
            }
            if !changed {
                return first;
            }
        }
    }

    /// The number of a token, keyword (`KW_x`) or soft keyword (`SOFT_x`).
    pub fn class(&self, name: &str) -> usize {
        let (tokens, keywords) = (&self.grammar.tokens.names, &self.grammar.keywords);
        let find = |list: &Vec<String>, name: &str| list.iter().position(|n| n == name);
        if let Some(token) = find(tokens, name) {
            return token;
        }
        if let Some(keyword) = name.strip_prefix("KW_") {
            return tokens.len() + find(keywords, keyword).expect("a known keyword");
        }
        if let Some(soft) = name.strip_prefix("SOFT_") {
            return tokens.len()
                + keywords.len()
                + find(&self.grammar.soft_keywords, soft).expect("a known keyword");
        }
        panic!("no token {name}")
    }

    fn soft(&self) -> Set {
        self.grammar
            .soft_keywords
            .iter()
            .map(|s| 1 << self.class(&format!("SOFT_{s}")))
            .sum()
    }

    /// The classes that an item matches, if it always is a single token.
    pub fn token_set(&self, item: &Item) -> Option<Set> {
        Some(match item {
            Item::Token(name) => 1 << self.class(name),
            Item::Soft(name) => 1 << self.class(&format!("SOFT_{name}")),
            Item::Name => 1 << self.class("NAME") | self.soft(),
            Item::Number => 1 << self.class("NUMBER"),
            Item::AnySoftKeyword => self.soft(),
            Item::Group(alts, None) => {
                let mut set = 0;
                for alt in alts {
                    if alt.action.is_some() || alt.items.len() != 1 || alt.items[0].name.is_some() {
                        return None;
                    }
                    set |= self.token_set(&alt.items[0].item)?;
                }
                set
            }
            _ => return None,
        })
    }

    /// The set of an item and whether it may match nothing.
    pub fn of_item(&self, item: &Item) -> (Set, bool) {
        match item {
            Item::Rule(name) => *self
                .rules
                .get(name.as_str())
                .unwrap_or_else(|| panic!("no rule {name}")),
            Item::Opt(inner) | Item::Loop0(inner) => (self.of_item(inner).0, true),
            Item::Loop1(inner) => self.of_item(inner),
            Item::Gather(_, element) => self.of_item(element),
            Item::Group(alts, _) => self.of_alts(alts),
            Item::Ahead(_) | Item::NotAhead(_) | Item::Cut => (0, true),
            Item::Forced(..) => (Set::MAX, false), // must run in order to complain
            _ => (self.token_set(item).unwrap_or(0), false),
        }
    }

    pub fn of_alt(&self, alt: &Alt) -> (Set, bool) {
        let (mut set, mut allowed) = (0, Set::MAX);
        for named in &alt.items {
            if let Item::Ahead(inner) = &named.item
                && set == 0
                && let Some(tokens) = self.token_set(inner)
            {
                allowed &= tokens;
            }
            let (more, nullable) = self.of_item(&named.item);
            set |= more & allowed;
            if !nullable {
                return (set, false);
            }
        }
        (set, true)
    }

    /// For a rule that stands above [`OPERAND`] in the order of precedence: the tokens with which an operand may begin here, and those that, after
    /// it, would make more of it than the operand.
    ///
    /// Most expressions are one operand. Where it is found, and nothing continues it, all rules in between would only hand it on.
    pub fn shortcut(&self, rule: &str) -> (Set, Set) {
        let (mut begins, mut continues) = (self.rules[OPERAND].0, 0);
        let mut at = rule;
        while at != OPERAND {
            let rule = self.grammar.rules.iter().find(|r| r.name == at);
            let alts = &rule.unwrap_or_else(|| panic!("no rule {at}")).alts;
            let hands_on = |alt: &&Alt| {
                let name = head(alt);
                alt.items.len() == 1 && alt.action.is_none() && name.is_some_and(|n| self.leads(n))
            };
            let below = alts.iter().rev().find(hands_on).and_then(head);
            let below = below.unwrap_or_else(|| panic!("{at} does not hand on an operand"));
            for alt in alts {
                match head(alt) {
                    Some(name) if name.starts_with("invalid_") => {}
                    Some(name) if name == at || name == below => {
                        let items = alt.items[1..].to_vec();
                        let hands_on = items.is_empty();
                        let (set, nullable) = self.of_alt(&Alt {
                            items,
                            action: None,
                        });
                        assert!(hands_on || !nullable, "{at}: an operand may be all of it");
                        continues |= set;
                    }
                    _ => begins &= !self.of_alt(alt).0,
                }
            }
            at = below;
        }
        (begins, continues)
    }

    /// Whether a rule can begin with an operand.
    fn leads(&self, rule: &str) -> bool {
        let operand = self.rules[OPERAND].0;
        self.rules[rule].0 & operand == operand
    }

    pub fn of_alts(&self, alts: &[Alt]) -> (Set, bool) {
        alts.iter()
            .map(|alt| self.of_alt(alt))
            .fold((0, false), |(s, n), (set, nullable)| {
                (s | set, n | nullable)
            })
    }
}
