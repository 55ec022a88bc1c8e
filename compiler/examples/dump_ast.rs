//! Parses files and prints a line for each: a hash of its `ast.dump`, or the error.
//!
//! `dump_ast FILE...` or `dump_ast -f LIST`; `-d` prints the dump itself; `-t` only measures.

use compiler::host::NullHost;
use compiler::options::Options;
use std::io::Write;

fn fnv(text: &[u8]) -> u64 {
    text.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ *b as u64).wrapping_mul(0x100_0000_01b3)
    })
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let flag = |args: &mut Vec<String>, name: &str| {
        let found = args.iter().position(|a| a == name);
        found.map(|at| args.remove(at)).is_some()
    };
    let (show, time) = (flag(&mut args, "-d"), flag(&mut args, "-t"));
    let files: Vec<String> = if flag(&mut args, "-f") {
        std::fs::read_to_string(&args[0])
            .expect("a list")
            .lines()
            .map(String::from)
            .collect()
    } else {
        args
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut bytes, mut spent) = (0, std::time::Duration::ZERO);
    for file in files {
        let Ok(source) = std::fs::read(&file) else {
            continue;
        };
        let start = std::time::Instant::now();
        let result = compiler::parse(
            &source[..],
            compiler::Mode::File,
            &Options::default(),
            &mut NullHost,
        );
        spent += start.elapsed();
        bytes += source.len();
        if time {
            continue;
        }
        let line = match result {
            Ok(tree) => {
                let text = compiler::ast::dump::dump(&tree, true);
                if show {
                    text
                } else {
                    format!("{:016x}", fnv(text.as_bytes()))
                }
            }
            Err(error) => match &error.detail {
                Some(d) => format!(
                    "{:?} {} ({}, {}, {}, {})",
                    error.kind, error.message, d.lineno, d.offset, d.end_lineno, d.end_offset
                ),
                None => format!("{:?} {}", error.kind, error.message),
            },
        };
        writeln!(out, "{file}\t{line}").expect("stdout");
    }
    if time {
        eprintln!(
            "{bytes} bytes in {spent:?}: {:.1} MB/s",
            bytes as f64 / 1e6 / spent.as_secs_f64()
        );
    }
}
