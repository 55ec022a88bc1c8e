//! Stack effects: `"list, unused[oparg - 1], value -- list, unused[oparg - 1]"`.
//!
//! Items run from the bottom to the top. An item that stands in the same place before and after is kept: it stays on
//! the stack and is not closed.

/// How many slots an item takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Size {
    One,
    /// An expression in `oparg`.
    Many(String),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    pub name: String,
    pub size: Size,
}

#[derive(Clone, Default, Debug)]
pub struct Effect {
    pub inputs: Vec<Item>,
    pub outputs: Vec<Item>,
}

impl Effect {
    pub fn parse(text: &str) -> Result<Effect, String> {
        let (before, after) = text
            .split_once("--")
            .ok_or_else(|| format!("stack effect without `--`: {text:?}"))?;
        Ok(Effect {
            inputs: items(before)?,
            outputs: items(after)?,
        })
    }

    /// How many items at the bottom are kept.
    pub fn kept(&self) -> usize {
        self.inputs
            .iter()
            .zip(&self.outputs)
            .take_while(|(a, b)| a == b)
            .count()
    }
}

fn items(text: &str) -> Result<Vec<Item>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|s| !s.is_empty())
        .map(|s| match s.split_once('[') {
            None => Ok(Item {
                name: s.to_owned(),
                size: Size::One,
            }),
            Some((name, size)) => Ok(Item {
                name: name.trim().to_owned(),
                size: Size::Many(
                    size.strip_suffix(']')
                        .ok_or_else(|| format!("unclosed size in {s:?}"))?
                        .trim()
                        .to_owned(),
                ),
            }),
        })
        .collect()
}

/// The number of slots of some items, as an expression.
pub fn count(items: &[Item]) -> String {
    let ones = items.iter().filter(|i| i.size == Size::One).count();
    let mut terms: Vec<&str> = Vec::new();
    let ones_text = ones.to_string();
    if ones > 0 {
        terms.push(&ones_text);
    }
    terms.extend(items.iter().filter_map(|i| match &i.size {
        Size::Many(e) => Some(e.as_str()),
        Size::One => None,
    }));
    match terms[..] {
        [] => "0".to_owned(),
        [only] => only.to_owned(),
        // Rust's `&` binds less tightly than `+`.
        _ => {
            let grouped = terms.iter().map(|t| match t.contains(' ') {
                true => format!("({t})"),
                false => (*t).to_owned(),
            });
            grouped.collect::<Vec<_>>().join(" + ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_common_bottom() {
        let e = Effect::parse("list, unused[oparg - 1], v -- list, unused[oparg - 1]").unwrap();
        assert_eq!(e.kept(), 2);
        assert_eq!(count(&e.inputs), "2 + (oparg - 1)");
        let swap = Effect::parse("a, b -- b, a").unwrap();
        assert_eq!(swap.kept(), 0);
    }
}
