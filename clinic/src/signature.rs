//! The text of a Python signature, parsed: `index($self, value, start=0, stop=sys.maxsize, /)`.
//!
//! For [`crate::params`], which pairs the parameters with those of the Rust function, and for the docstring, which
//! repeats the text. Invariant: what comes out satisfies Python's own rules (required before optional, `/` before `*`,
//! each marker once), so that nobody downstream checks them again.

/// How a parameter may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    PositionalOnly,
    PositionalOrKeyword,
    KeywordOnly,
    /// `*args`
    VarPositional,
    /// `**kwargs`
    VarKeyword,
}

/// One parameter; `default` is the text after `=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    pub kind: Kind,
    pub default: Option<String>,
}

/// A parsed signature. `text` is the parenthesised part with the `$self` marker put in where it was left out;
/// `None` when only a name was given, or when the option `nosig` hides it from Python;
/// the option `shown` puts another in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub name: String,
    pub text: Option<String>,
    pub parameters: Vec<Parameter>,
}

impl Signature {
    /// Parses `name(parameters)`. `receiver` (`"$self"`, `"$type"`, `"$module"`) is put in front of the parameters unless the text
    /// has a `$` marker of its own.
    pub fn parse(source: &str, receiver: Option<&str>) -> Result<Signature, String> {
        Signature::parse_with(source, receiver, parse_parameters)
    }

    /// As `parse`, for functions that read their arguments themselves: the parameters are shown, not understood.
    pub fn parse_text_only(source: &str, receiver: Option<&str>) -> Result<Signature, String> {
        Signature::parse_with(source, receiver, |_| Ok(Vec::new()))
    }

    fn parse_with(
        source: &str,
        receiver: Option<&str>,
        parse_parameters: fn(&[&str]) -> Result<Vec<Parameter>, String>,
    ) -> Result<Signature, String> {
        let source = source.trim();
        let Some(open) = source.find('(') else {
            check_name(source)?;
            return Ok(Signature {
                name: source.into(),
                text: None,
                parameters: Vec::new(),
            });
        };
        let name = source[..open].trim_end();
        check_name(name)?;
        let Some(inner) = source[open + 1..].strip_suffix(')') else {
            return Err("the signature must end with `)`".into());
        };

        let groups_spelled_out = expand_groups(inner);
        let mut pieces = split_commas(&groups_spelled_out)?;
        let marked = pieces.first().is_some_and(|p| p.starts_with('$'));
        let text = match receiver {
            Some(marker) if !marked && pieces.is_empty() => format!("({marker}, /)"),
            // The receiver is positional-only: where nothing else is, it needs the slash for itself.
            Some(marker) if !marked && !pieces.contains(&"/") => {
                format!("({marker}, /, {})", inner.trim())
            }
            Some(marker) if !marked => format!("({marker}, {})", inner.trim()),
            _ => format!("({})", inner.trim()),
        };
        if marked {
            pieces.remove(0);
        }
        Ok(Signature {
            name: name.into(),
            text: Some(text),
            parameters: parse_parameters(&pieces)?,
        })
    }

    /// The parameters that have a slot in the argument array: all but `*args` and `**kwargs`.
    pub fn slots(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(|p| !matches!(p.kind, Kind::VarPositional | Kind::VarKeyword))
    }

    pub fn has(&self, kind: Kind) -> bool {
        self.parameters.iter().any(|p| p.kind == kind)
    }
}

fn check_name(name: &str) -> Result<(), String> {
    let mut chars = name.chars();
    let first = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_');
    if first && chars.all(|c| c.is_alphanumeric() || c == '_' || c == '.') {
        Ok(())
    } else {
        Err(format!("`{name}` is not a name"))
    }
}

/// Rewrites optional groups, `sub[, start[, end]]`, as defaults: `sub, start=<unset>, end=<unset>`.
fn expand_groups(inner: &str) -> String {
    let (mut out, mut groups, mut nested, mut quote) = (String::new(), 0usize, 0usize, None);
    let close = |out: &mut String| {
        let piece = out.rsplit(',').next().unwrap_or("").trim();
        if !piece.is_empty() && !piece.contains('=') {
            out.push_str("=<unset>");
        }
    };
    for (at, c) in inner.char_indices() {
        let opens = c == '['
            && nested == 0
            && (inner[at + 1..].trim_start().starts_with(',')
                || inner[..at].trim_end().ends_with([',', '['])
                || at == 0);
        match c {
            _ if quote == Some(c) => quote = None,
            '\'' | '"' if quote.is_none() => quote = Some(c),
            _ if quote.is_some() => {}
            '[' if opens => {
                groups += 1;
                continue;
            }
            '[' => nested += 1,
            ']' if nested > 0 => nested -= 1,
            ']' if groups > 0 => {
                close(&mut out);
                groups -= 1;
                continue;
            }
            ',' if groups > 0 && nested == 0
                // The comma that opens a group ends a parameter outside of it.
                && (groups > 1 || !inner[..at].trim_end().ends_with('[')) =>
            {
                close(&mut out);
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// Splits at the commas that are not inside brackets or quotes.
pub fn split_commas(inner: &str) -> Result<Vec<&str>, String> {
    let (mut pieces, mut start, mut depth, mut quote) = (Vec::new(), 0, 0usize, None);
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None => match c {
                '\'' | '"' => quote = Some(c),
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => {
                    depth = depth
                        .checked_sub(1)
                        .ok_or("unbalanced brackets in the signature")?
                }
                ',' if depth == 0 => {
                    pieces.push(inner[start..at].trim());
                    start = at + 1;
                }
                _ => {}
            },
        }
    }
    if depth != 0 || quote.is_some() {
        return Err("unbalanced brackets or quotes in the signature".into());
    }
    pieces.push(inner[start..].trim());
    if pieces.last().is_some_and(|p| p.is_empty()) {
        pieces.pop(); // `()` and a trailing comma
    }
    Ok(pieces)
}

fn parse_parameters(pieces: &[&str]) -> Result<Vec<Parameter>, String> {
    let mut parameters: Vec<Parameter> = Vec::new();
    let (mut slash, mut star, mut optional) = (false, false, false);
    for &piece in pieces {
        if parameters
            .last()
            .is_some_and(|p| p.kind == Kind::VarKeyword)
        {
            return Err(format!("`{piece}` stands behind `**`"));
        }
        if piece == "/" {
            if slash || star {
                return Err("`/` must stand once, and before any `*`".into());
            }
            slash = true;
            parameters
                .iter_mut()
                .for_each(|p| p.kind = Kind::PositionalOnly);
            continue;
        }
        if piece == "*" {
            if star {
                return Err("`*` stands twice".into());
            }
            star = true;
            continue;
        }
        let (kind, rest) = if let Some(rest) = piece.strip_prefix("**") {
            (Kind::VarKeyword, rest)
        } else if let Some(rest) = piece.strip_prefix('*') {
            if star {
                return Err("`*` stands twice".into());
            }
            star = true;
            (Kind::VarPositional, rest)
        } else if star {
            (Kind::KeywordOnly, piece)
        } else {
            (Kind::PositionalOrKeyword, piece)
        };
        let (name, default) = match rest.split_once('=') {
            Some((name, default)) => (name.trim(), Some(default.trim().to_string())),
            None => (rest, None),
        };
        check_name(name)?;
        if parameters.iter().any(|p| p.name == name) {
            return Err(format!("parameter `{name}` stands twice"));
        }
        if kind == Kind::PositionalOrKeyword {
            if optional && default.is_none() {
                return Err(format!(
                    "required parameter `{name}` stands behind an optional one"
                ));
            }
            optional |= default.is_some();
        }
        parameters.push(Parameter {
            name: name.into(),
            kind,
            default,
        });
    }
    Ok(parameters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Signature {
        Signature::parse(source, Some("$self")).unwrap()
    }

    fn shape(source: &str) -> Vec<(String, Kind, Option<String>)> {
        parse(source)
            .parameters
            .into_iter()
            .map(|p| (p.name, p.kind, p.default))
            .collect()
    }

    #[test]
    fn markers_defaults_and_kinds() {
        use Kind::*;
        assert_eq!(
            shape("f($self, a, b=1, /, c=',)', *, d, e=(1, 2), **kw)"),
            [
                ("a".into(), PositionalOnly, None),
                ("b".into(), PositionalOnly, Some("1".into())),
                ("c".into(), PositionalOrKeyword, Some("',)'".into())),
                ("d".into(), KeywordOnly, None),
                ("e".into(), KeywordOnly, Some("(1, 2)".into())),
                ("kw".into(), VarKeyword, None),
            ]
        );
        assert_eq!(shape("print($module, *args, sep=' ')")[0].1, VarPositional);
        assert_eq!(shape("print($module, *args, sep=' ')")[1].1, KeywordOnly);
    }

    #[test]
    fn receiver_is_put_in_where_missing() {
        assert_eq!(parse("copy()").text.unwrap(), "($self, /)");
        assert_eq!(
            parse("append(object, /)").text.unwrap(),
            "($self, object, /)"
        );
        assert_eq!(
            parse("sort(*, key=None)").text.unwrap(),
            "($self, /, *, key=None)"
        );
        assert_eq!(
            parse("append($type, object, /)").text.unwrap(),
            "($type, object, /)"
        );
        assert_eq!(
            Signature::parse("maketrans(x, y=<unrepresentable>, /)", None)
                .unwrap()
                .text
                .unwrap(),
            "(x, y=<unrepresentable>, /)"
        );
        assert_eq!(parse("max").text, None);
    }

    #[test]
    fn optional_groups_are_optional_parameters() {
        let unset = || Some("<unset>".to_string());
        for source in [
            "find($self, sub[, start[, end]], /)",
            "find($self, sub[, start [, end ]] , /)",
        ] {
            let parameters = shape(source);
            assert_eq!(parameters[0], ("sub".into(), Kind::PositionalOnly, None));
            assert_eq!(
                parameters[1],
                ("start".into(), Kind::PositionalOnly, unset())
            );
            assert_eq!(parameters[2], ("end".into(), Kind::PositionalOnly, unset()));
        }
        assert_eq!(
            shape("cell([contents])"),
            [("contents".into(), Kind::PositionalOrKeyword, unset())]
        );
        assert_eq!(shape("f(a=[1, 2], b=(3,))")[0].2.as_deref(), Some("[1, 2]"));
    }

    #[test]
    fn wrong_signatures_are_refused() {
        for (source, message) in [
            ("f(a", "the signature must end with `)`"),
            (
                "f(a=1, b)",
                "required parameter `b` stands behind an optional one",
            ),
            ("f(a, a)", "parameter `a` stands twice"),
            ("f(*, *a)", "`*` stands twice"),
            ("f(*, a, /)", "`/` must stand once, and before any `*`"),
            ("f(**k, a)", "`a` stands behind `**`"),
            ("f(a=[)", "unbalanced brackets or quotes in the signature"),
            ("f(1)", "`1` is not a name"),
            ("", "`` is not a name"),
        ] {
            assert_eq!(
                Signature::parse(source, None).unwrap_err(),
                message,
                "{source}"
            );
        }
    }

    /// All that the reference's built-in modules show, recorded as `name(text)` lines by `__text_signature__`.
    #[test]
    fn reads_every_stock_signature() {
        let recorded = include_str!("../tests/fixtures/text_signatures.txt");
        let mut count = 0;
        for line in recorded.lines().filter(|line| !line.starts_with('#')) {
            let signature =
                Signature::parse(line, None).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert_eq!(
                format!("{}{}", signature.name, signature.text.unwrap()),
                line
            );
            count += 1;
        }
        assert!(count > 1000);
    }
}
