//! Code objects of the fixtures, described as `tools/oracle/dis_code.py` describes the reference's.

use compiler::code::{Code, kinds};
use compiler::constant::Constant;
use compiler::host::NullHost;
use compiler::opcode;
use compiler::options::Options;
use std::fmt::Write;
use std::path::Path;

fn constant(c: &Constant) -> String {
    let all = |items: &[Constant]| items.iter().map(constant).collect::<Vec<_>>();
    match c {
        Constant::Code(code) => format!("code {}", code.qualname),
        Constant::FrozenSet(items) => {
            let mut items = all(items);
            items.sort();
            format!("frozenset {}", items.join(" "))
        }
        Constant::Tuple(items) => format!("({})", all(items).join(" ")),
        other => compiler::unparse::constant_repr(other),
    }
}

fn describe(code: &Code, out: &mut String) {
    let locals = |kind: u8| {
        let with_kinds = code.localsplusnames.iter().zip(&code.localspluskinds);
        with_kinds
            .filter(|(_, k)| **k & kind != 0)
            .map(|(n, _)| n.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let names = code
        .names
        .iter()
        .map(|n| n.to_string())
        .collect::<Vec<_>>()
        .join(" ");
    let counts = format!(
        "({}, {}, {})",
        code.argcount, code.posonlyargcount, code.kwonlyargcount
    );
    let _ = writeln!(
        out,
        "code {} {} line {}",
        code.qualname, code.name, code.firstlineno
    );
    let _ = writeln!(
        out,
        "  args {counts} stack {} flags {:#x}",
        code.stacksize, code.flags
    );
    let (varnames, cells, free) = (
        locals(kinds::LOCAL),
        locals(kinds::CELL),
        locals(kinds::FREE),
    );
    for (field, names) in [
        ("names", names),
        ("varnames", varnames),
        ("cellvars", cells),
        ("freevars", free),
    ] {
        let _ = writeln!(out, "  {field} {names}");
    }
    for c in &code.consts {
        let _ = writeln!(out, "  const {}", constant(c));
    }
    let positions: Vec<_> = code.positions().collect();
    let mut extended = 0;
    let mut at = 0;
    while at < code.code.len() {
        let (op, arg) = (
            code.code[at] as u16,
            extended << 8 | code.code[at + 1] as u32,
        );
        let p = positions
            .iter()
            .find(|p| (p.start..p.end).contains(&(at as u32)))
            .unwrap();
        let place = [p.lineno, p.col_offset, p.end_lineno, p.end_col_offset];
        let _ = writeln!(
            out,
            "  {at} {} {arg} at {place:?}",
            opcode::NAMES[op as usize]
        );
        extended = if op == opcode::EXTENDED_ARG { arg } else { 0 };
        at += 2 + 2 * opcode::CACHES[op as usize] as usize;
    }
    for e in code.exception_entries() {
        let (start, end, lasti) = (e.start, e.end, e.lasti as u8);
        let _ = writeln!(
            out,
            "  except {start} {end} -> {} depth {} lasti {lasti}",
            e.target, e.depth
        );
    }
    for c in &code.consts {
        if let Constant::Code(code) = c {
            describe(code, out);
        }
    }
}

fn compile(source: &[u8], path: &str) -> Result<std::rc::Rc<Code>, compiler::error::CompileError> {
    let options = Options::default();
    let mut module = compiler::parse(source, compiler::Mode::File, &options, &mut NullHost)?;
    compiler::compile(&mut module, path, &options, &mut NullHost)
}

#[test]
fn fixtures_compile_as_the_reference_compiles_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bytecode");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "py") {
            continue;
        }
        let expected = std::fs::read_to_string(path.with_extension("dis")).unwrap();
        let code = compile(&std::fs::read(&path).unwrap(), "fixture").unwrap();
        let mut ours = String::new();
        describe(&code, &mut ours);
        for (n, (a, b)) in ours.lines().zip(expected.lines()).enumerate() {
            assert_eq!(a, b, "{}: line {}", path.display(), n + 1);
        }
        assert_eq!(
            ours.lines().count(),
            expected.lines().count(),
            "{}",
            path.display()
        );
        seen += 1;
    }
    assert!(seen >= 8);
}

#[test]
fn deep_nesting_is_an_error_and_not_a_crash() {
    use compiler::error::ErrorKind::RecursionError;
    for source in [
        format!("x = a{}", " + a".repeat(200_000)),
        format!("x = a{}", ".b".repeat(200_000)),
        format!("x = a{}", "()".repeat(200_000)),
        format!("x = a{}", "[1]".repeat(200_000)),
    ] {
        let head = &source[..20];
        assert_eq!(
            compile(source.as_bytes(), "deep").unwrap_err().kind,
            RecursionError,
            "{head}"
        );
    }
}

#[test]
fn compiled_code_survives_marshalling() {
    let source = b"def f(a, *b, c=1): return [a, {1, 2}, 'e', 1.5, 2j, b'x', ..., f'{a}'][1:2]\n";
    let code = Constant::Code(compile(source, "m").unwrap());
    let data = compiler::marshal::dumps(&code, compiler::marshal::VERSION).unwrap();
    assert_eq!(compiler::marshal::loads(&data), Ok(code));
}
