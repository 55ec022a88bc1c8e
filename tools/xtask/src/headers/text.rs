//! Text of C: declarators, numbers, comments, preprocessor conditions.

use std::fmt::Write as _;

use super::facts::{Fact, Facts};
use super::rust::{Build, Constant, Value};

/// Words that C++ or a platform header takes for itself.
const RESERVED: &[&str] = &[
    "class",
    "new",
    "this",
    "template",
    "operator",
    "default",
    "delete",
    "namespace",
    "try",
    "catch",
    "throw",
    "using",
    "private",
    "public",
    "protected",
    "virtual",
    "typename",
    "union",
    "struct",
    "register",
    "explicit",
    "export",
    "friend",
    "inline",
    "mutable",
    "typeid",
    "typedef",
    "bool",
    "true",
    "false",
    "and",
    "or",
    "not",
    "xor",
    "nullptr",
    "requires",
    "concept",
    "signed",
    "asm",
    "auto",
    "errno",
    "stdin",
    "stdout",
    "stderr",
];

pub(super) fn compact(text: &str) -> String {
    // `const` may stand before or after the word that it qualifies; the headers write it before
    text.split_whitespace().collect()
}

pub(super) fn safe(name: &str) -> String {
    if RESERVED.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

pub(super) fn tier_key(tier: &str) -> String {
    format!(
        "Py_CPYTHON_{}_H",
        tier.trim_start_matches("cpython/")
            .trim_end_matches(".h")
            .to_uppercase()
    )
}

pub(super) fn derived_guard(name: &str) -> String {
    let word: String = name
        .trim_end_matches(".h")
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("Py_{word}_H")
}

/// `RESULT (PARAMETERS)` taken apart.
pub(super) fn split_function(ctype: &str) -> (String, String) {
    let Some(stripped) = ctype.strip_suffix(')') else {
        return (ctype.to_owned(), String::new());
    };
    let mut depth = 1;
    for (i, c) in stripped.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (
                stripped[..i].trim().to_owned(),
                stripped[i + 1..].to_owned(),
            );
        }
    }
    (ctype.to_owned(), String::new())
}

pub(super) fn split_parameters(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut part) = (Vec::new(), 0, String::new());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(part.trim().to_owned());
                part.clear();
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    if !part.trim().is_empty() {
        parts.push(part.trim().to_owned());
    }
    parts
}

/// The name put where a C declarator has it.
pub(super) fn name_in(ctype: &str, name: &str) -> String {
    let ctype = match ctype {
        "struct __va_list_tag *" => "va_list",
        other => other,
    };
    if name.is_empty() {
        return ctype.to_owned();
    }
    if let Some(i) = ctype.find("(*") {
        let at = i + 2 + ctype[i + 2..].chars().take_while(|c| *c == '*').count();
        return format!("{}{name}{}", &ctype[..at], &ctype[at..]);
    }
    if let Some(i) = ctype.find('[') {
        return format!("{} {name}{}", ctype[..i].trim(), &ctype[i..]);
    }
    let space = if ctype.ends_with('*') { "" } else { " " };
    format!("{ctype}{space}{name}")
}

pub(super) fn data(f: &Fact) -> String {
    if let Some(i) = f.ctype.find("(*") {
        let at = i + 2;
        return format!(
            "PyAPI_DATA({}) (*{}{};",
            f.ctype[..i].trim(),
            f.name,
            &f.ctype[at..]
        );
    }
    match f.ctype.find('[') {
        Some(i) => format!(
            "PyAPI_DATA({}) {}{};",
            f.ctype[..i].trim(),
            f.name,
            &f.ctype[i..]
        ),
        None => format!("PyAPI_DATA({}) {};", f.ctype, f.name),
    }
}

pub(super) fn number(c: &Constant) -> String {
    match &c.value {
        Value::Float(f) => f.clone(),
        Value::Text(t) => format!("\"{}\"", t.escape_default()),
        Value::Number(n) => {
            let suffix = match c.ty.as_str() {
                "c_uint" | "u32" => "U",
                "c_long" | "i64" | "Py_ssize_t" | "isize" | "Py_hash_t" => "L",
                "c_ulong" | "u64" | "usize" => "UL",
                "c_longlong" => "LL",
                "c_ulonglong" => "ULL",
                _ => "",
            };
            if *n == i128::from(i64::MIN) {
                format!("({}{suffix} - 1)", n + 1)
            } else if *n < 0 {
                format!("({n}{suffix})")
            } else {
                format!("{n}{suffix}")
            }
        }
    }
}

/// What a C programmer reads: the doc comment up to its `# Safety` part, whose first words it keeps.
pub(super) fn doc_comment(docs: &[String]) -> String {
    let lines: Vec<&str> = docs
        .iter()
        .map(String::as_str)
        .filter(|l| !l.starts_with("# ") && !l.starts_with("C contract"))
        .collect();
    let text = lines.join("\n");
    let text = text.trim().replace("*/", "* /");
    if text.is_empty() {
        return String::new();
    }
    let mut out = String::from("/* ");
    out.push_str(
        &text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect::<Vec<_>>()
            .join("\n   "),
    );
    out.push_str(" */\n");
    out
}

/// Where the leading comment and includes of a fragment end.
pub(super) fn prologue(lines: &[String]) -> usize {
    let (mut end, mut in_comment) = (0, false);
    for (i, line) in lines.iter().enumerate() {
        let t = line.trim();
        if in_comment || t.starts_with("/*") {
            in_comment = !t.contains("*/");
            if end == i || in_comment {
                end = i + 1;
            }
            continue;
        }
        let word: String = t
            .trim_start_matches('#')
            .trim()
            .chars()
            .take_while(|c| c.is_alphabetic())
            .collect();
        if t.starts_with("#") && word == "include" {
            end = i + 1;
        } else if t.is_empty() {
            if end == i {
                end = i + 1;
            }
        } else {
            break;
        }
    }
    end
}

/// No more than one empty line in a row.
pub(super) fn squeeze(text: &str) -> String {
    let mut out = String::new();
    let mut empty = true;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() && empty {
            continue;
        }
        empty = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Text under preprocessor conditions, neighbours with the same one together.
pub(super) struct Conditional<'a> {
    header: &'a str,
    open: Option<String>,
    out: String,
}

impl<'a> Conditional<'a> {
    pub(super) fn new(header: &'a str) -> Self {
        Self {
            header,
            open: None,
            out: String::new(),
        }
    }

    pub(super) fn put(&mut self, visible: &str, text: &str) {
        self.put_build(visible, Build::Both, text);
    }

    pub(super) fn put_build(&mut self, visible: &str, build: Build, text: &str) {
        let own = Facts::condition(self.header, visible);
        let condition = match (own, build.condition()) {
            (Some(a), Some(b)) if a.contains(b) => Some(a),
            (Some(a), Some(b)) => Some(format!("{a} && {b}")),
            (a, b) => a.or_else(|| b.map(str::to_owned)),
        };
        if condition != self.open {
            if self.open.is_some() {
                self.out.push_str("#endif\n");
            }
            if let Some(c) = &condition {
                let _ = writeln!(self.out, "#if {c}");
            }
            self.open = condition;
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    pub(super) fn finish(mut self) -> String {
        if self.open.is_some() {
            self.out.push_str("#endif\n");
        }
        self.out.push('\n');
        self.out
    }
}
