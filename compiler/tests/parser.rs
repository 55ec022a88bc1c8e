//! The parser against CPython 3.14, as recorded in `fixtures`: `grammar.dump` is `ast.dump(tree, include_attributes=True,
//! show_empty=True)` of `grammar.py`; a line of `errors.txt` is mode, source, exception, message, position and text.

use compiler::error::ErrorKind;
use compiler::host::NullHost;
use compiler::options::{Options, flags};
use compiler::{Mode, ast};

fn parse(source: &str, mode: Mode) -> Result<ast::Mod, compiler::error::CompileError> {
    compiler::parse(source, mode, &Options::default(), &mut NullHost)
}

#[test]
fn every_construct_gives_the_recorded_tree() {
    let source = include_str!("fixtures/grammar.py");
    let tree = parse(source, Mode::File).expect("the fixture is valid");
    let (ours, theirs) = (
        ast::dump::dump(&tree, true),
        include_str!("fixtures/grammar.dump"),
    );
    if ours != theirs {
        let at = ours
            .bytes()
            .zip(theirs.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let around = |s: &str| {
            String::from_utf8_lossy(&s.as_bytes()[at.saturating_sub(200)..][..400]).into_owned()
        };
        panic!("ours: {}\n\ntheirs: {}", around(&ours), around(theirs));
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                other => out.extend(other),
            },
            c => out.push(c),
        }
    }
    out
}

#[test]
fn every_error_is_worded_and_placed_as_recorded() {
    let mut wrong = Vec::new();
    for line in include_str!("fixtures/errors.txt").lines() {
        let mut fields = line.splitn(3, '\t');
        let (mode, source, expected) = (
            fields.next(),
            fields.next().unwrap_or(""),
            fields.next().unwrap_or(""),
        );
        let mode = match mode {
            Some("eval") => Mode::Eval,
            Some("single") => Mode::Interactive,
            _ => Mode::File,
        };
        let found = match parse(&unescape(source), mode) {
            Ok(_) => "ok".to_string(),
            Err(error) => {
                let d = error.detail.expect("a syntax error has a place");
                let text = escape(d.text.as_deref().unwrap_or("None"));
                let place = format!(
                    "{} {} {} {}",
                    d.lineno, d.offset, d.end_lineno, d.end_offset
                );
                format!("{:?}\t{}\t{place}\t{text}", error.kind, error.message)
            }
        };
        if found != expected {
            wrong.push(format!(
                "{source}\n  expected {expected}\n  found    {found}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn incomplete_input_is_told_from_wrong_input() {
    let options = Options {
        flags: flags::ALLOW_INCOMPLETE_INPUT | flags::DONT_IMPLY_DEDENT,
        ..Options::default()
    };
    let kind =
        |source: &str| match compiler::parse(source, Mode::Interactive, &options, &mut NullHost) {
            Ok(_) => None,
            Err(error) => Some(error.kind),
        };
    assert_eq!(kind("x = 1\n"), None);
    assert_eq!(kind("if x:"), Some(ErrorKind::IncompleteInput));
    assert_eq!(kind("f(1,\n"), Some(ErrorKind::IncompleteInput));
    assert_eq!(kind("'''abc\n"), Some(ErrorKind::IncompleteInput));
    assert_eq!(kind("f(]\n"), Some(ErrorKind::SyntaxError));
}

#[test]
fn deep_nesting_fails_without_overflowing_the_stack() {
    // On the stack of a test thread it fails; on the usual one it fails where CPython's parser does.
    check_deep_nesting();
    let usual = std::thread::Builder::new().stack_size(8 << 20);
    usual
        .spawn(check_deep_nesting_limits)
        .expect("a thread")
        .join()
        .expect("no panic");
}

fn check_deep_nesting_limits() {
    let ok = |source: String| parse(&source, Mode::Eval).is_ok();
    for (unit, limit) in [
        ("-", 5974),
        ("not ", 5974),
        ("lambda: ", 2987),
        ("a if b else ", 5974),
        ("a**", 2987),
    ] {
        assert!(ok(unit.repeat(limit) + "1"), "{unit}");
        // CPython fails one level earlier here and there: it also tries what cannot match.
        assert!(!ok(unit.repeat(limit + 2) + "1"), "{unit}");
    }
    assert!(ok("(".repeat(200) + "1" + &")".repeat(200)));
    assert!(ok("[-".repeat(199) + "1" + &"]".repeat(199)));
    assert!(!ok("[-".repeat(200) + "1" + &"]".repeat(200)));
    let error = parse(&"(".repeat(201), Mode::Eval).expect_err("too deep");
    assert_eq!(
        (error.kind, &*error.message),
        (ErrorKind::SyntaxError, "too many nested parentheses")
    );
}

fn check_deep_nesting() {
    let kind = |source: &str| parse(source, Mode::Eval).err().map(|e| (e.kind, e.message));
    for unit in ["-", "not ", "lambda: ", "a if b else ", "a ** "] {
        let deep = unit.repeat(50_000) + "1";
        assert_eq!(
            kind(&deep).map(|e| e.0),
            Some(ErrorKind::MemoryError),
            "{unit}"
        );
    }
    // What grows to the left needs no stack to parse, nor to drop.
    let long = "1 + ".repeat(50_000) + "1";
    assert!(parse(&long, Mode::Eval).is_ok());
}

#[test]
fn integers_beyond_the_digit_limit_are_refused() {
    let error = parse(&"9".repeat(5000), Mode::Eval).expect_err("too long");
    assert!(error.message.starts_with(
        "Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits;"
    ));
    assert!(parse(&format!("0x{}", "f".repeat(5000)), Mode::Eval).is_ok());
}

/// Lines as typed at a prompt.
struct Typed<'t>(std::slice::Iter<'t, &'static str>);

impl compiler::tokenizer::LineSource for Typed<'_> {
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, compiler::error::CompileError> {
        Ok(self.0.next().map(|line| line.as_bytes().to_vec()))
    }
}

#[test]
fn a_prompt_gives_one_statement_at_a_time() {
    let run = |lines: &[&'static str]| {
        let mut typed = Typed(lines.iter());
        let options = Options::default();
        let result = compiler::parser::parse_lines(
            &mut typed,
            true,
            Mode::Interactive,
            &options,
            &mut NullHost,
        );
        let result = match result {
            Ok(tree) => ast::dump::dump(&tree, false),
            Err(error) => match error.detail {
                Some(d) => format!(
                    "{:?} {} {}:{} {:?}",
                    error.kind, error.message, d.lineno, d.offset, d.text
                ),
                None => format!("{:?}", error.kind),
            },
        };
        (result, typed.0.len())
    };
    let name = |id: &str| format!("Name(id='{id}', ctx=Load())");
    let (x, y) = (name("x"), name("y"));
    let (expr_x, expr_y) = (format!("Expr(value={x})"), format!("Expr(value={y})"));
    assert_eq!(run(&[]), ("EndOfInput".into(), 0));
    assert_eq!(
        run(&["x\n", "y\n"]),
        (format!("Interactive(body=[{expr_x}])"), 1)
    );
    assert_eq!(
        run(&["\n", "y\n"]),
        ("Interactive(body=[Pass()])".into(), 1)
    );
    assert_eq!(
        run(&["# only a comment\n", "y\n"]),
        ("Interactive(body=[Pass()])".into(), 1)
    );
    assert_eq!(
        run(&["(\r\n", "x)\r\n", "y\n"]),
        (format!("Interactive(body=[{expr_x}])"), 1)
    );
    assert_eq!(
        run(&["x; y\n"]),
        (format!("Interactive(body=[{expr_x}, {expr_y}])"), 0)
    );
    let if_x = format!("Interactive(body=[If(test={x}, body=[{expr_y}], orelse=[])])");
    assert_eq!(run(&["if x:\n", "  y\n", "\n", "z\n"]), (if_x, 1));
    let error = "SyntaxError invalid syntax 2:4 Some(\"  y y\")";
    assert_eq!(
        run(&["if x:\n", "  y y\n", "z\n"]),
        (error.replace("2:4", "2:5"), 1)
    );
    assert_eq!(
        run(&[")\n", "z\n"]),
        ("SyntaxError unmatched ')' 1:1 Some(\")\")".into(), 1)
    );
}
