//! Parses the cases of a file and prints a line for each: `ok` and the dump, or what is wrong, as `repr` would.
//!
//! A case is `MODE LENGTH\n`, that many bytes of source, and a newline. MODE is exec, eval, single or func_type, then
//! optionally `:FLAGS:VERSION`, compiler flags and a minor version.

use compiler::ast::Location;
use compiler::error::CompileError;
use compiler::error::ErrorKind;
use compiler::host::Host;
use compiler::options::Options;
use std::io::Write;

/// Keeps the warnings.
#[derive(Default)]
struct Recorder(Vec<(i32, String)>);

impl Host for Recorder {
    fn syntax_warning(&mut self, message: &str, location: Location) -> Result<(), CompileError> {
        self.0.push((location.lineno, message.to_string()));
        Ok(())
    }
}

fn main() {
    let file = std::env::args().nth(1).expect("a file of cases");
    let data = std::fs::read(file).expect("readable");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut rest = &data[..];
    while let Some(n) = rest.iter().position(|b| *b == b'\n') {
        let head = String::from_utf8_lossy(&rest[..n]).into_owned();
        let (mode, length) = head.split_once(' ').expect("MODE LENGTH");
        let length: usize = length.parse().expect("a length");
        let source = &rest[n + 1..n + 1 + length];
        rest = &rest[n + 2 + length..];
        let mut words = mode.split(':');
        let mode = match words.next().unwrap_or("") {
            "exec" | "bytes" => compiler::Mode::File,
            "eval" => compiler::Mode::Eval,
            "func_type" => compiler::Mode::FunctionType,
            _ => compiler::Mode::Interactive,
        };
        let mut options = Options::default();
        if let Some(flags) = words.next() {
            options.flags = flags.parse().expect("flags");
        }
        if let Some(version) = words.next() {
            options.feature_version = version.parse().expect("a version");
        }
        let mut host = Recorder::default();
        let parsed = match std::str::from_utf8(source) {
            Ok(text) if !head.starts_with("bytes") => {
                compiler::parse(text, mode, &options, &mut host)
            }
            _ => compiler::parse(source, mode, &options, &mut host),
        };
        let line = match parsed {
            Ok(tree) => format!("ok {}", compiler::ast::dump::dump(&tree, true)),
            Err(error) => {
                let kind = match error.kind {
                    ErrorKind::IncompleteInput => "_IncompleteInputError".to_string(),
                    kind => format!("{kind:?}"),
                };
                match &error.detail {
                    Some(d) => {
                        let end = |n: i32| match (n, &d.text) {
                            (-1, None) => "None".to_string(),
                            _ => n.to_string(),
                        };
                        let place = format!(
                            "{} {} {} {}",
                            d.lineno,
                            d.offset,
                            end(d.end_lineno),
                            end(d.end_offset)
                        );
                        let text = quoted(d.text.as_deref().unwrap_or("None"));
                        format!("{kind}\t{}\t{place}\t{text}", error.message)
                    }
                    None => format!("{kind}\t{}", error.message),
                }
            }
        };
        let warnings: Vec<String> = host
            .0
            .iter()
            .map(|(line, text)| format!("{line}: {text}"))
            .collect();
        let line = format!("{line} [{}]", warnings.join("; "));
        writeln!(out, "{}", line.replace('\n', "\\n")).expect("stdout");
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' || c == '\x7f' => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out + "\""
}
