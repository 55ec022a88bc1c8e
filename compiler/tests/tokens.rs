//! `TokenizerIter` against CPython's `_tokenize`: `grammar.tokens` has the kinds, places and texts for `grammar.py`, with
//! extra tokens and then without.

use compiler::error::CompileError;
use compiler::host::NullHost;
use compiler::tokenizer::LineSource;
use compiler::tokenizer::iter::TokenizerIter;

struct Lines(std::vec::IntoIter<Vec<u8>>);

impl LineSource for Lines {
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, CompileError> {
        Ok(self.0.next())
    }
}

#[test]
fn tokens_are_those_recorded() {
    let source = include_bytes!("fixtures/grammar.py");
    let lines: Vec<Vec<u8>> = source
        .split_inclusive(|b| *b == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let mut recorded = include_str!("fixtures/grammar.tokens").lines();
    for extra in [true, false] {
        let source = Box::new(Lines(lines.clone().into_iter()));
        let mut tokens = TokenizerIter::new(source, extra, Box::new(NullHost));
        while let Some(t) = tokens.next_token().expect("the fixture is valid") {
            let text = t
                .string
                .replace('\\', "\\\\")
                .replace('\n', "\\n")
                .replace('\r', "\\r");
            let ((line, col), (end_line, end_col)) = (t.start, t.end);
            let found = format!("{} {line}:{col} {end_line}:{end_col} {text}", t.kind);
            assert_eq!(Some(found.as_str()), recorded.next());
        }
    }
    assert_eq!(recorded.next(), None);
}
