//! Prints the tokens of files as `_tokenize.TokenizerIter` gives them: `dump_tokens [-x] -f LIST` (`-x`: extra tokens).

use compiler::error::CompileError;
use compiler::host::NullHost;
use compiler::tokenizer::LineSource;
use compiler::tokenizer::iter::TokenizerIter;
use std::io::Write;

struct Lines(std::vec::IntoIter<Vec<u8>>);

impl LineSource for Lines {
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, CompileError> {
        Ok(self.0.next())
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let extra = args.iter().any(|a| a == "-x");
    let list = args.last().expect("a list of files");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in std::fs::read_to_string(list).expect("readable").lines() {
        let Ok(text) = std::fs::read(file) else {
            continue;
        };
        let lines: Vec<Vec<u8>> = text
            .split_inclusive(|b| *b == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        let mut tokens = TokenizerIter::new(
            Box::new(Lines(lines.into_iter())),
            extra,
            Box::new(NullHost),
        );
        writeln!(out, "{file}").expect("stdout");
        loop {
            match tokens.next_token() {
                Ok(Some(t)) => writeln!(
                    out,
                    "{} {:?} {:?} {} {}",
                    t.kind,
                    t.start,
                    t.end,
                    escape(&t.string),
                    escape(&t.line)
                )
                .expect("stdout"),
                Ok(None) => break,
                Err(e) => {
                    let d = e.detail.as_deref();
                    writeln!(
                        out,
                        "{:?} {} {:?}",
                        e.kind,
                        e.message,
                        d.map(|d| (d.lineno, d.offset))
                    )
                    .expect("stdout");
                    break;
                }
            }
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}
