//! Tokens for Python code: what `_tokenize.TokenizerIter` yields, to `tokenize` above all.
//!
//! Columns count characters, and with `extra_tokens` kinds and texts are those of the pure-Python tokenizer that
//! `tokenize` once was: every operator is an `OP`, comments and blank lines have tokens.

use super::kinds::*;
use super::{Done, LineSource, RawToken, Tokenizer};
use crate::error::{CompileError, ErrorKind, SyntaxDetail};
use crate::host::Host;
use std::rc::Rc;

/// What `_tokenize` gives for a token.
#[derive(Clone, Debug)]
pub struct TokenInfo {
    pub kind: u8,
    pub string: String,
    /// Line from 1, column from 0.
    pub start: (i32, i32),
    pub end: (i32, i32),
    /// The physical line, or for a string all its lines; one allocation for the tokens of a line.
    pub line: Rc<str>,
}

pub struct TokenizerIter<'h> {
    tok: Tokenizer<'h>,
    done: bool,
    last_line: Rc<str>,
    last_lineno: i32,
    /// Bytes minus characters up to where the last token of the line ended.
    byte_diff: i32,
}

impl<'h> TokenizerIter<'h> {
    pub fn new(
        lines: Box<dyn LineSource + 'h>,
        extra_tokens: bool,
        host: Box<dyn Host + 'h>,
    ) -> TokenizerIter<'h> {
        let mut tok = Tokenizer::from_lines(lines, false, host);
        tok.extra_tokens = extra_tokens;
        TokenizerIter {
            tok,
            done: false,
            last_line: "".into(),
            last_lineno: 0,
            byte_diff: 0,
        }
    }

    /// The next token; `None` after the end marker.
    pub fn next_token(&mut self) -> Result<Option<TokenInfo>, CompileError> {
        let mut token = RawToken::default();
        let mut kind = self.tok.next_token(&mut token);
        if kind == ERRORTOKEN {
            return Err(self.error());
        }
        if self.done {
            return Ok(None);
        }
        self.done = kind == ENDMARKER;
        let tok = &self.tok;
        if tok.lineno == 0 && !tok.extra_tokens {
            return Ok(None); // nothing was read: CPython has no line to show and gives up
        }
        let mut string = String::from_utf8_lossy(tok.text(&token)).into_owned();
        let trailing = kind == ENDMARKER || (kind == DEDENT && tok.done == Done::Eof);
        let is_string = matches!(
            kind,
            STRING
                | FSTRING_START
                | FSTRING_MIDDLE
                | FSTRING_END
                | TSTRING_START
                | TSTRING_MIDDLE
                | TSTRING_END
        );
        let line_start = if is_string {
            tok.multi_line_start
        } else {
            tok.line_start
        };
        let mut line_changed = true;
        let line: Rc<str> = if tok.extra_tokens && trailing {
            "".into()
        } else if tok.lineno == self.last_lineno {
            line_changed = false;
            self.last_line.clone()
        } else {
            let end = tok.inp - usize::from(tok.implicit_newline && tok.inp > line_start);
            let bytes = tok.buf.get(line_start..end).unwrap_or(&[]);
            self.last_line = String::from_utf8_lossy(bytes).into();
            self.byte_diff = 0;
            self.last_line.clone()
        };
        let mut lineno = if is_string {
            tok.first_lineno
        } else {
            tok.lineno
        };
        let mut end_lineno = tok.lineno;
        let (mut col, mut end_col) =
            self.columns(&token, line_start, line_changed, lineno == end_lineno);
        self.last_lineno = lineno;
        if self.tok.extra_tokens {
            if trailing {
                (lineno, end_lineno, col, end_col) = (lineno + 1, lineno + 1, 0, 0);
            }
            let implicit = self.tok.implicit_newline;
            match kind {
                NEWLINE => {
                    if !implicit {
                        let carriage_return =
                            self.tok.start.and_then(|at| self.tok.buf.get(at)) == Some(&b'\r');
                        string = if carriage_return { "\r\n" } else { "\n" }.into();
                    }
                    end_col += 1;
                }
                NL if implicit => string.clear(),
                LPAR..OP => kind = OP,
                _ => {}
            }
        }
        Ok(Some(TokenInfo {
            kind,
            string,
            start: (lineno, col),
            end: (end_lineno, end_col),
            line,
        }))
    }

    /// Columns in characters. What the line has had so far need not be counted again.
    fn columns(
        &mut self,
        token: &RawToken,
        line_start: usize,
        line_changed: bool,
        one_line: bool,
    ) -> (i32, i32) {
        let (mut col, mut end_col) = (-1, -1);
        if token.place.col_offset == -1 {
            return (col, end_col);
        }
        let characters = |from: usize, to: usize| {
            let bytes = self.tok.buf.get(from..to).unwrap_or(&[]);
            bytes.iter().filter(|b| **b & 0xc0 != 0x80).count() as i32
        };
        if token.start >= line_start {
            let bytes = (token.start - line_start) as i32;
            if line_changed {
                col = characters(line_start, token.start);
                self.byte_diff = bytes - col;
            } else {
                col = bytes - self.byte_diff;
            }
        }
        if token.end >= self.tok.line_start {
            if one_line {
                let length = characters(token.start, token.end);
                end_col = col + length;
                self.byte_diff += (token.end - token.start) as i32 - length;
            } else {
                let bytes = (token.end - self.tok.line_start) as i32;
                end_col = characters(self.tok.line_start, token.end);
                self.byte_diff += bytes - end_col;
            }
        }
        (col, end_col)
    }

    fn error(&mut self) -> CompileError {
        if let Some(error) = self.tok.error.take() {
            return error;
        }
        let (kind, message) = match self.tok.done {
            Done::Eof | Done::Ok => (
                ErrorKind::SyntaxError,
                "unexpected EOF in multi-line statement",
            ),
            done => done
                .complaint()
                .unwrap_or((ErrorKind::SyntaxError, "unknown tokenization error")),
        };
        let length = self.tok.inp.saturating_sub(self.tok.base);
        let text = self.tok.buf.get(self.tok.base..self.tok.inp).unwrap_or(&[]);
        let text = String::from_utf8_lossy(text.strip_suffix(b"\n").unwrap_or(text)).into_owned();
        let (offset, text) = match self.tok.done {
            Done::Eof | Done::Ok => (length as i32, None),
            _ => (
                text.chars().count() as i32 + i32::from(length > text.len()),
                Some(text),
            ),
        };
        let mut error = CompileError::new(kind, message);
        error.detail = Some(Box::new(SyntaxDetail {
            lineno: self.tok.lineno,
            offset,
            text,
            end_lineno: -1,
            end_offset: -1,
            hide_filename: false,
            parsed: None,
        }));
        error
    }
}
