//! Whether our compiler's code objects are the reference's, recursively and bit for bit.
//!
//! The reference writes those of its whole library and test suite once, with `tools/oracle/dump_code.py DUMP DIRECTORY...`; here
//! every file of that dump is compiled again and compared, at every optimisation level. `--dump` names a dump that was made
//! otherwise; `--root` is prefixed to its paths to find the sources, where the one who wrote it saw another root.

use super::dump::Dump;
use compiler::code::Code;
use compiler::constant::Constant;
use compiler::error::CompileError;
use compiler::host::Host;
use compiler::options::Options;
use compiler::{ast, opcode};

use crate::reference;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) const STACK: usize = 512 << 20;

struct Record<'a> {
    path: &'a str,
    level: u8,
    /// Marshalled code, or why there is none.
    expected: Result<&'a [u8], &'a str>,
}

pub(super) struct Quiet {
    limit: usize,
}

impl Quiet {
    /// For a thread with [`STACK`] that has hardly begun to use it.
    pub(super) fn here() -> Quiet {
        let marker = 0u8;
        Quiet {
            limit: std::ptr::addr_of!(marker) as usize - STACK + (16 << 20),
        }
    }
}

impl Host for Quiet {
    fn syntax_warning(&mut self, _: &str, _: ast::Location) -> Result<(), CompileError> {
        Ok(())
    }

    fn decode(&mut self, encoding: &str, bytes: &[u8]) -> Result<String, CompileError> {
        // The upper half, for the one test file that is in it.
        const KOI8_R: &str = "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©\
                              юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
        let upper: Option<Vec<char>> = match encoding {
            "latin1" => Some(('\u{80}'..='\u{ff}').collect()),
            "koi8-r" => Some(KOI8_R.chars().collect()),
            _ => None,
        };
        match upper {
            Some(upper) => Ok(bytes
                .iter()
                .map(|b| {
                    if b.is_ascii() {
                        *b as char
                    } else {
                        upper[*b as usize - 128]
                    }
                })
                .collect()),
            None => compiler::source::decode_simple(encoding, bytes),
        }
    }

    fn stack_limit(&self) -> Option<usize> {
        Some(self.limit)
    }
}

fn records(dump: &[u8]) -> Result<Vec<Record<'_>>, String> {
    let mut dump = Dump(dump);
    let mut found = Vec::new();
    loop {
        let path = dump.text()?;
        let (level, status) = (dump.byte()?, dump.byte()?);
        let payload = dump.bytes()?;
        found.push(Record {
            path,
            level,
            expected: match status {
                0 => Ok(payload),
                _ => Err(std::str::from_utf8(payload).unwrap_or("?")),
            },
        });
        if dump.is_at_end() {
            return Ok(found);
        }
    }
}

/// How a comparison came out; a difference has a short name, to count by, and a description.
pub(super) enum Outcome {
    Equal,
    Differs(String, String),
}

fn instructions(code: &Code) -> Vec<String> {
    let mut positions = code.positions();
    let mut position = positions.next();
    let mut lines = Vec::new();
    let mut extended = 0u32;
    let mut at = 0;
    while let Some([op, arg]) = code
        .code
        .get(at..at + 2)
        .and_then(|b| <[u8; 2]>::try_from(b).ok())
    {
        while position.is_some_and(|p| p.end as usize <= at) {
            position = positions.next();
        }
        let oparg = extended << 8 | arg as u32;
        extended = if op as u16 == opcode::EXTENDED_ARG {
            oparg
        } else {
            0
        };
        if extended == 0 {
            let place = position.map_or("?".into(), |p| {
                format!(
                    "{}:{}-{}:{}",
                    p.lineno, p.col_offset, p.end_lineno, p.end_col_offset
                )
            });
            let mut line = format!(
                "{at:5} {:<28} {oparg:<6} {place}",
                opcode::NAMES[op as usize]
            );
            if op as u16 == opcode::LOAD_CONST
                && let Some(c) = code.consts.get(oparg as usize)
            {
                let _ = write!(line, "  {}", compiler::unparse::constant_repr(c));
            }
            lines.push(line);
        }
        at += 2 + 2 * opcode::CACHES[op as usize] as usize;
    }
    lines
}

/// The two listings around their first difference.
fn listing_difference(ours: &Code, theirs: &Code) -> String {
    let (a, b) = (instructions(ours), instructions(theirs));
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let mut out = String::new();
    for line in &b[same.saturating_sub(4)..same.min(b.len())] {
        let _ = writeln!(out, "      {line}");
    }
    for (mark, lines) in [("theirs", &b), ("ours  ", &a)] {
        for line in lines.iter().skip(same).take(6) {
            let _ = writeln!(out, "{mark} {line}");
        }
    }
    out
}

pub(super) fn compare(ours: &Code, theirs: &Code) -> Outcome {
    let differs = |what: &str, detail: String| {
        Outcome::Differs(
            what.into(),
            format!(
                "{} (line {}): {what}\n{detail}",
                theirs.qualname, theirs.firstlineno
            ),
        )
    };
    macro_rules! field {
        ($($name:ident),*) => {$(
            if ours.$name != theirs.$name {
                let detail = format!("theirs {:?}\nours   {:?}\n", theirs.$name, ours.$name);
                return differs(stringify!($name), detail);
            }
        )*};
    }
    if ours.name != theirs.name {
        return differs(
            "name",
            format!("theirs {}\nours   {}\n", theirs.name, ours.name),
        );
    }
    if ours.code != theirs.code {
        return differs("code", listing_difference(ours, theirs));
    }
    if ours.consts.len() != theirs.consts.len() {
        return differs(
            "consts",
            format!("theirs {:?}\nours   {:?}\n", theirs.consts, ours.consts),
        );
    }
    for (a, b) in ours.consts.iter().zip(&theirs.consts) {
        match (a, b) {
            (Constant::Code(a), Constant::Code(b)) => match compare(a, b) {
                Outcome::Equal => {}
                other => return other,
            },
            _ if same_constant(a, b) => {}
            _ => return differs("consts", format!("theirs {b:?}\nours   {a:?}\n")),
        }
    }
    if ours.linetable != theirs.linetable {
        return differs("linetable", listing_difference(ours, theirs));
    }
    if ours.exceptiontable != theirs.exceptiontable {
        let entries = |c: &Code| {
            c.exception_entries()
                .map(|e| format!("  {e:?}\n"))
                .collect::<String>()
        };
        return differs(
            "exceptiontable",
            format!("theirs\n{}ours\n{}", entries(theirs), entries(ours)),
        );
    }
    field!(
        names,
        localsplusnames,
        localspluskinds,
        argcount,
        posonlyargcount,
        kwonlyargcount,
        flags,
        stacksize,
        firstlineno,
        filename,
        qualname
    );
    Outcome::Equal
}

/// Equality that takes a NaN for itself.
fn same_constant(a: &Constant, b: &Constant) -> bool {
    let same = |a: f64, b: f64| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan();
    match (a, b) {
        (Constant::Float(a), Constant::Float(b)) => same(*a, *b),
        (Constant::Complex(a, b), Constant::Complex(c, d)) => same(*a, *c) && same(*b, *d),
        (Constant::Tuple(a), Constant::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_constant(a, b))
        }
        (Constant::FrozenSet(a), Constant::FrozenSet(b)) => {
            a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| same_constant(a, b)))
        }
        _ => a == b,
    }
}

/// Reads a file of the reference's.
pub(super) fn read_source(path: &str, root: &str) -> Result<Vec<u8>, String> {
    let mut path = format!("{root}{path}");
    // An absolute link means the reference's root, too.
    if let Ok(link) = std::fs::read_link(&path)
        && link.is_absolute()
    {
        path = format!("{root}{}", link.display());
    }
    std::fs::read(&path).map_err(|e| format!("{path}: {e}"))
}

fn check(record: &Record<'_>, root: &str) -> Outcome {
    let mut host = Quiet::here();
    let options = Options {
        optimize: record.level,
        ..Options::default()
    };
    let source = match read_source(record.path, root) {
        Ok(source) => source,
        Err(e) => return Outcome::Differs("unreadable".into(), e),
    };
    let compiled = compiler::parse(&source[..], compiler::Mode::File, &options, &mut host)
        .and_then(|mut module| compiler::compile(&mut module, record.path, &options, &mut host));
    match (compiled, record.expected) {
        (Ok(ours), Ok(data)) => match compiler::marshal::loads(data) {
            Ok(Constant::Code(theirs)) => compare(&ours, &theirs),
            Ok(_) => Outcome::Differs("dump".into(), "not a code object".into()),
            Err(e) => Outcome::Differs("dump".into(), e.to_string()),
        },
        (Err(_), Err(_)) => Outcome::Equal,
        (Ok(_), Err(e)) => Outcome::Differs("accepted".into(), format!("theirs {e}")),
        (Err(e), Ok(_)) => Outcome::Differs("refused".into(), e.to_string()),
    }
}

/// The dump of the reference's library, made now if there is none yet or a fresh one is wanted, and the reference's root.
fn dumped_by_reference(fresh: bool) -> Result<(PathBuf, String), String> {
    let reference = reference::Root::find()?;
    let folder = reference::target().join("conformance");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let dump = folder.join("code.dump");
    if fresh || !dump.exists() {
        println!("the reference compiles its library at three levels (half a minute)");
        let part = folder.join("code.dump.part");
        let status = reference
            .command("python3.14")?
            .arg(reference::top().join("tools/oracle/dump_code.py"))
            .arg(&part)
            .arg("/usr/lib/python3.14")
            .status();
        if !status.map_err(|e| e.to_string())?.success() {
            return Err("the reference could not write its code objects".into());
        }
        std::fs::rename(&part, &dump).map_err(|e| format!("{}: {e}", dump.display()))?;
    }
    Ok((dump, reference.path().to_string_lossy().into_owned()))
}

pub fn run(args: &[&str]) -> Result<(), String> {
    let option = |name: &str| {
        args.iter()
            .position(|a| *a == name)
            .and_then(|i| args.get(i + 1))
            .copied()
    };
    let (dump_path, root) = match option("--dump") {
        Some(dump) => (PathBuf::from(dump), option("--root").unwrap_or("").into()),
        None => dumped_by_reference(args.contains(&"--fresh"))?,
    };
    let verbose = args.contains(&"-v");
    let values = [option("--dump"), option("--root")];
    let filter = args
        .iter()
        .find(|a| !a.starts_with('-') && !values.contains(&Some(**a)))
        .copied()
        .unwrap_or("");
    let dump = std::fs::read(&dump_path).map_err(|e| format!("{}: {e}", dump_path.display()))?;
    let all = records(&dump)?;
    let records: Vec<&Record<'_>> = all.iter().filter(|r| r.path.contains(filter)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut differences = Vec::new();
        while let Some(record) = records.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Outcome::Differs(kind, detail) = check(record, &root) {
                differences.push((record.path, record.level, kind, detail));
            }
        }
        differences
    };
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut differences: Vec<_> = std::thread::scope(|scope| {
        let spawn = |_| {
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
        };
        let handles: Vec<_> = (0..threads).filter_map(|n| spawn(n).ok()).collect();
        handles
            .into_iter()
            .filter_map(|h| h.join().ok())
            .flatten()
            .collect()
    });
    differences.sort();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, level, kind, detail) in &differences {
        let shown = counts.entry(kind).or_default();
        *shown += 1;
        if verbose || *shown <= 3 {
            println!("{path} -O{level} {detail}");
        }
    }
    println!(
        "{} of {} equal",
        records.len() - differences.len(),
        records.len()
    );
    for (kind, count) in counts {
        println!("  {count} differ in {kind}");
    }
    if differences.is_empty() {
        Ok(())
    } else {
        Err("bytecode differs".into())
    }
}
