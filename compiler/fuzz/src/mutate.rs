//! Making inputs: a piece of a seed, changed in a few places, token by token for source, byte by byte for marshal data.

use crate::random::Random;
use compiler::constant::Constant;
use compiler::host::NullHost;
use compiler::options::Options;
use std::path::{Path, PathBuf};

/// Inputs that others are made from.
pub struct Seeds {
    sources: Vec<String>,
    marshalled: Vec<Vec<u8>>,
}

/// What replaces and joins tokens: all of the language's own, and texts that are odd somehow.
const WORDS: &str = "False None True and as assert async await break class continue def del elif else except finally for \
from global if import in is lambda nonlocal not or pass raise return try while with yield match case type _ \
( ) [ ] { } : , ; + - * / | & < > = . % == != ~ ^ <= >= << >> ** += -= *= /= %= &= |= ^= <<= >>= **= // //= @ @= -> ... ! := <> $ ? ` \
f\" f' f''' rf\" t\" t''' fb\" b\" u\" rb' \" ' ''' \"\"\" {{ }} !r !s !a {x {x!r:>{w}} {x=} \\ \\N{DIGIT_ONE} \\N{ \\x \\ud800 \\777 \
0 1 0x 0xf_f 0b2 0o8 1_ 1__0 1e 1e400 1.5j 0777 9999999999999999999999 a b self __debug__ __class__ __init__ print exec \
# #type:int # coding:latin-1 # -*-coding:utf-7-*- from\u{20}__future__\u{20}import\u{20}annotations é ﬁ \u{feff} \u{a0} \u{3000} \u{200b} \u{1d7d8} ª \0 \u{c} \r";

const SPACES: [&str; 8] = ["\n", " ", "\t", "    ", "\n    ", "\n\n", "\\\n", "\r\n"];

impl Seeds {
    /// The compiler's fixtures, what was found before, and further files.
    pub fn load(more: &[PathBuf]) -> std::io::Result<Seeds> {
        let crate_root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        for folder in ["../tests/fixtures", "../tests/fixtures/bytecode", "found"] {
            for entry in std::fs::read_dir(crate_root.join(folder))? {
                files.push(entry?.path());
            }
        }
        files.retain(|f| f.extension().is_some_and(|e| e == "py"));
        files.extend_from_slice(more);
        files.sort();
        let mut seeds = Seeds {
            sources: Vec::new(),
            marshalled: Vec::new(),
        };
        for file in files {
            let source = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
            let options = Options::default();
            let code = compiler::parse(&source[..], compiler::Mode::File, &options, &mut NullHost)
                .and_then(|mut tree| compiler::compile(&mut tree, "seed", &options, &mut NullHost));
            if let Ok(code) = code {
                for version in [0, 2, 3, 5] {
                    let data = compiler::marshal::dumps(&Constant::Code(code.clone()), version);
                    seeds.marshalled.extend(data.ok());
                }
            }
            seeds.sources.push(source);
        }
        Ok(seeds)
    }

    pub fn source(&self, r: &mut Random) -> Vec<u8> {
        let words: Vec<&str> = WORDS.split(' ').collect();
        let mut tokens: Vec<String> = Vec::new();
        for _ in 0..1 + r.below(2) {
            tokens.extend(self.piece(r));
        }
        for _ in 0..r.below(5).saturating_sub(1) {
            let (at, other) = (r.below(tokens.len()), r.below(tokens.len()));
            if tokens.is_empty() {
                break;
            }
            match r.below(12) {
                0 => drop(tokens.remove(at)),
                1 => tokens.insert(at, tokens[at].clone()),
                2 => tokens.swap(at, other),
                3 | 4 => tokens[at] = r.pick(&words).unwrap_or("").to_owned(),
                5 | 6 => tokens.insert(at, r.pick(&words).unwrap_or("").to_owned()),
                7 => tokens.insert(at, r.pick(&SPACES).unwrap_or(" ").to_owned()),
                8 => tokens[at] = tokens[other].clone(),
                9 => tokens.truncate(at + 1),
                10 => {
                    // The same thing many times over.
                    let end = (at + 1 + r.below(4)).min(tokens.len());
                    let limit = if r.one_in(50) { 3000 } else { 60 };
                    let run = tokens[at..end].concat();
                    tokens[at] = run.repeat(r.below(limit));
                }
                _ => {
                    let token = &mut tokens[at];
                    let cut = token.char_indices().nth(r.below(token.chars().count()));
                    token.truncate(cut.map_or(0, |(i, _)| i));
                }
            }
        }
        let mut bytes = tokens.concat().into_bytes();
        if r.one_in(8) && !bytes.is_empty() {
            let at = r.below(bytes.len());
            bytes[at] = r.next() as u8;
        }
        bytes
    }

    /// A statement of a seed with the lines that belong to it, in tokens; perhaps in a function.
    fn piece(&self, r: &mut Random) -> Vec<String> {
        let Some(source) = self.sources.get(r.below(self.sources.len())) else {
            return Vec::new();
        };
        let lines: Vec<&str> = source.split_inclusive('\n').collect();
        let indent = |l: &str| l.len() - l.trim_start_matches(' ').len();
        let mut start = r.below(lines.len());
        while start > 0 && lines[start].trim().is_empty() {
            start -= 1;
        }
        let margin = lines.get(start).map_or(0, |l| indent(l));
        let belongs = |l: &&&str| {
            l.trim().is_empty() || indent(l) > margin || l.trim_end().len() == margin + 1
        };
        let end = start
            + 1
            + lines
                .iter()
                .skip(start + 1)
                .take(60)
                .take_while(belongs)
                .count();
        let (head, prefix) = match r.below(6) {
            0 => ("def f(self, *a):\n", " "),
            1 => ("async def f(self, b=1):\n", " "),
            2 => ("class C(a):\n", " "),
            _ => ("", ""),
        };
        let mut text = String::from(head);
        for line in lines.get(start..end).unwrap_or(&[]) {
            text.push_str(prefix);
            text.push_str(&line[margin.min(indent(line))..]);
        }
        split(&text)
    }

    pub fn marshal(&self, r: &mut Random) -> Vec<u8> {
        let Some(seed) = self.marshalled.get(r.below(self.marshalled.len())) else {
            return Vec::new();
        };
        // Mostly one value out of the middle: it is read to its end, as a whole file rarely is once it is changed.
        let start = if r.one_in(3) { 0 } else { r.below(seed.len()) };
        let mut data = seed[start..].to_vec();
        data.truncate(1 + r.below(4096));
        for _ in 0..r.below(5) {
            if data.is_empty() {
                break;
            }
            let at = r.below(data.len());
            match r.below(8) {
                0 => data[at] ^= 1 << r.below(8),
                1 => data[at] = r.next() as u8,
                2 => data.truncate(at),
                3 => drop(data.remove(at)),
                4 => {
                    let types = b"0NFTS.iIfgxylstr([{cu?<>:aA)zZ";
                    let flag = if r.one_in(2) { 0x80 } else { 0 };
                    data[at] = types[r.below(types.len())] | flag;
                }
                5 => {
                    let sizes = [0, 1, 2, 0x7fff_ffff, -1, i32::MIN, 255, 65536];
                    let size = sizes[r.below(sizes.len())].to_le_bytes();
                    let end = (at + 4).min(data.len());
                    data[at..end].copy_from_slice(&size[..end - at]);
                }
                6 => {
                    let nest = [
                        b"\xa9\x01".as_slice(),
                        b"[\x01\0\0\0",
                        b">\x01\0\0\0",
                        b"{i\0\0\0\0",
                        b":NN",
                    ];
                    let run = nest[r.below(nest.len())].repeat(r.below(3000));
                    data.splice(at..at, run);
                }
                _ => {
                    let other = &self.marshalled[r.below(self.marshalled.len())];
                    let from = r.below(other.len());
                    let end = (from + r.below(64)).min(other.len());
                    data.splice(at..at, other[from..end].iter().copied());
                }
            }
        }
        data
    }

    /// The input of a target with a number.
    pub fn input(&self, target: &str, r: &mut Random) -> Vec<u8> {
        match target {
            "marshal" => self.marshal(r),
            _ => self.source(r),
        }
    }
}

/// Words, numbers, runs of space, and single other characters.
fn split(text: &str) -> Vec<String> {
    let class = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '\u{80}'.. => 1,
        ' ' => 2,
        _ => 0,
    };
    let mut tokens: Vec<String> = Vec::new();
    let mut last = 0;
    for c in text.chars() {
        match tokens.last_mut() {
            Some(token) if class(c) == last && last != 0 => token.push(c),
            _ => tokens.push(c.into()),
        }
        last = class(c);
    }
    tokens
}
