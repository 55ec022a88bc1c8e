//! Small programs, right and wrong: code objects, SyntaxErrors with their places, and warnings.
//!
//! The reference writes its own once, with `tools/oracle/dump_snippets.py DUMP DIRECTORY...`.

use super::bytecode::{Outcome, STACK, compare};
use super::dump::Dump;
use compiler::ast::Location;
use compiler::constant::Constant;
use compiler::error::{CompileError, ErrorKind};
use compiler::host::Host;
use compiler::options::Options;
use std::collections::BTreeMap;

struct Record<'a> {
    source: &'a str,
    mode: compiler::Mode,
    status: u8,
    payload: &'a [u8],
    warnings: &'a str,
}

#[derive(Default)]
struct Listening {
    limit: usize,
    warnings: String,
}

impl Host for Listening {
    fn syntax_warning(&mut self, message: &str, location: Location) -> Result<(), CompileError> {
        self.warnings += &format!("{} {message}\n", location.lineno);
        Ok(())
    }

    fn filename(&self) -> Option<&str> {
        Some("<string>")
    }

    fn stack_limit(&self) -> Option<usize> {
        Some(self.limit)
    }
}

fn records(dump: &[u8]) -> Result<Vec<Record<'_>>, String> {
    let mut dump = Dump(dump);
    let mut found = Vec::new();
    loop {
        found.push(Record {
            source: dump.text()?,
            mode: match dump.byte()? {
                0 => compiler::Mode::File,
                1 => compiler::Mode::Eval,
                _ => compiler::Mode::Interactive,
            },
            status: dump.byte()?,
            payload: dump.bytes()?,
            warnings: dump.text()?,
        });
        if dump.is_at_end() {
            return Ok(found);
        }
    }
}

fn describe(e: &CompileError) -> String {
    let kind = match e.kind {
        ErrorKind::IncompleteInput => "_IncompleteInputError".to_string(),
        kind => format!("{kind:?}"),
    };
    let place = match (&e.detail, e.location) {
        (Some(d), _) => [d.lineno, d.offset, d.end_lineno, d.end_offset]
            .map(|n| n.to_string())
            .join("|"),
        (None, Some(l)) => [
            l.lineno,
            l.col_offset + 1,
            l.end_lineno,
            l.end_col_offset + 1,
        ]
        .map(|n| n.to_string())
        .join("|"),
        (None, None) if e.kind == ErrorKind::SyntaxError => "None|None|None|None".into(),
        (None, None) => "|||".into(),
    };
    format!("{kind}|{}|{place}", e.message)
}

fn check(record: &Record<'_>) -> Outcome {
    let marker = 0u8;
    let limit = std::ptr::addr_of!(marker) as usize - STACK + (16 << 20);
    let mut host = Listening {
        limit,
        ..Listening::default()
    };
    let options = Options {
        flags: compiler::options::flags::IGNORE_COOKIE,
        ..Options::default()
    };
    let compiled = compiler::parse(record.source, record.mode, &options, &mut host)
        .and_then(|mut module| compiler::compile(&mut module, "<string>", &options, &mut host));
    let outcome = match (compiled, record.status) {
        (Ok(ours), 0) => match compiler::marshal::loads(record.payload) {
            Ok(Constant::Code(theirs)) => compare(&ours, &theirs),
            _ => Outcome::Differs("dump".into(), "not a code object".into()),
        },
        (Ok(_), _) => {
            let theirs = String::from_utf8_lossy(record.payload);
            Outcome::Differs("accepted".into(), format!("theirs {theirs}"))
        }
        (Err(e), 0) => Outcome::Differs("refused".into(), format!("ours   {}", describe(&e))),
        (Err(e), _) => {
            let (ours, theirs) = (
                describe(&e),
                String::from_utf8_lossy(record.payload).into_owned(),
            );
            if ours == theirs {
                Outcome::Equal
            } else {
                Outcome::Differs("error".into(), format!("theirs {theirs}\nours   {ours}"))
            }
        }
    };
    match outcome {
        Outcome::Equal if host.warnings != record.warnings => Outcome::Differs(
            "warnings".into(),
            format!("theirs {}ours   {}", record.warnings, host.warnings),
        ),
        outcome => outcome,
    }
}

pub fn run(args: &[&str]) -> Result<(), String> {
    let dump_path = args
        .iter()
        .position(|a| *a == "--dump")
        .and_then(|i| args.get(i + 1))
        .copied();
    let dump_path = dump_path.ok_or(
        "conformance snippets: --dump FILE is needed (tools/oracle/dump_snippets.py writes it)",
    )?;
    let verbose = args.contains(&"-v");
    let filter = args
        .iter()
        .find(|a| !a.starts_with('-') && **a != dump_path)
        .copied()
        .unwrap_or("");
    let dump = std::fs::read(dump_path).map_err(|e| format!("{dump_path}: {e}"))?;
    let records = records(&dump)?;
    let work = || {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut total = 0;
        for record in &records {
            total += 1;
            if let Outcome::Differs(kind, detail) = check(record) {
                if !filter.is_empty() && kind != filter {
                    continue;
                }
                let shown = counts.entry(kind.clone()).or_default();
                *shown += 1;
                if verbose || *shown <= 5 {
                    println!("{kind} {:?} {:?}\n{detail}\n", record.mode, record.source);
                }
            }
        }
        (total, counts)
    };
    let (total, counts) = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        thread
            .map_err(|e| e.to_string())?
            .join()
            .map_err(|_| "the comparison panicked".to_string())
    })?;
    let different: usize = counts.values().sum();
    println!("{} of {total} equal", total - different);
    for (kind, count) in &counts {
        println!("  {count} differ in {kind}");
    }
    if different == 0 {
        Ok(())
    } else {
        Err("snippets differ".into())
    }
}
