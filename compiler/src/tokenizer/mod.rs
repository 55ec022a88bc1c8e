//! Text to tokens, as CPython's lexer does it: for the parser, and with `extra_tokens` for `_tokenize`.
//!
//! The text is UTF-8 with newlines translated (see `source`). All of it stays in one buffer, to which a line source
//! adds a line at a time, so positions are plain indices and never move; `inp` ends the line being read, and no token
//! but a string goes past it. An error ends tokenizing: `done` says why, and `error` holds the exception, if it is
//! already made (the parser words the rest).

mod fstring;
pub mod iter;
#[rustfmt::skip]
#[allow(non_upper_case_globals)]
pub mod kinds;
mod lexer;
mod number;

use crate::ast::Location;
use crate::error::{CompileError, ErrorKind};
use crate::host::Host;
use crate::source::{Text, Unreadable};
use kinds::*;

const MAX_INDENT: usize = 100;
const MAX_LEVEL: usize = 200;
const MAX_FSTRING_LEVEL: usize = 150;
const MAX_EXPR_NESTING: i32 = 3;
const TAB_SIZE: i32 = 8;
const EOF: i32 = -1;

/// Why tokenizing has ended, or `Ok`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    Ok,
    Eof,
    /// End of input within a triple-quoted, within a simple string.
    EofInString,
    EolInString,
    Dedent,
    TabSpace,
    TooDeep,
    LineContinuation,
    ColumnOverflow,
    /// `error` says what.
    Error,
    Decode,
    /// Interactive input is not to be asked for more.
    InteractStop,
}

impl Done {
    /// What is said of source that cannot be tokenized.
    pub fn complaint(self) -> Option<(ErrorKind, &'static str)> {
        Some(match self {
            Done::Dedent => (
                ErrorKind::IndentationError,
                "unindent does not match any outer indentation level",
            ),
            Done::TabSpace => (
                ErrorKind::TabError,
                "inconsistent use of tabs and spaces in indentation",
            ),
            Done::TooDeep => (
                ErrorKind::IndentationError,
                "too many levels of indentation",
            ),
            Done::LineContinuation => (
                ErrorKind::SyntaxError,
                "unexpected character after line continuation character",
            ),
            _ => return None,
        })
    }
}

/// A token as the lexer finds it.
#[derive(Clone, Default, Debug)]
pub struct RawToken {
    /// Depth of brackets after it.
    pub level: i32,
    /// Columns are -1 where the token has no text.
    pub place: Location,
    /// Bytes of the buffer.
    pub start: usize,
    pub end: usize,
    /// The text of the expression that ends here, where a t-string or a debugging f-string needs it.
    pub metadata: Option<Box<str>>,
}

/// Gives lines, each ended by `\n` but perhaps the last, in UTF-8; `None` at the end.
pub trait LineSource {
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, CompileError>;
}

impl<L: LineSource + ?Sized> LineSource for &mut L {
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, CompileError> {
        (**self).next_line()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ModeKind {
    Regular,
    FString,
}

/// An f-string or t-string being read; the first is the text outside of all.
struct Mode {
    kind: ModeKind,
    depth: i32,
    expr_start_depth: i32,
    quote: u8,
    quote_size: usize,
    raw: bool,
    template: bool,
    start: usize,
    line_start: usize,
    lineno: i32,
    /// Where the text of the current replacement field begins and, once known, ends.
    expr_start: Option<usize>,
    expr_end: Option<usize>,
    debug: bool,
    in_format_spec: bool,
}

impl Mode {
    fn regular() -> Mode {
        Mode {
            kind: ModeKind::Regular,
            depth: 0,
            expr_start_depth: -1,
            quote: 0,
            quote_size: 0,
            raw: false,
            template: false,
            start: 0,
            line_start: 0,
            lineno: 0,
            expr_start: None,
            expr_end: None,
            debug: false,
            in_format_spec: false,
        }
    }

    fn letter(&self) -> char {
        if self.template { 't' } else { 'f' }
    }

    fn inside_expr(&self) -> bool {
        self.expr_start_depth >= 0
    }

    fn at_top_of_expr(&self) -> bool {
        self.depth - self.expr_start_depth == 1
    }
}

#[derive(Clone, Copy)]
struct Bracket {
    open: u8,
    lineno: i32,
    col: i32,
}

pub struct Tokenizer<'h> {
    pub(crate) buf: Vec<u8>,
    pub(crate) cur: usize,
    pub(crate) inp: usize,
    /// Where CPython's buffer would begin: the start of the statement's line. Two error columns depend on it.
    pub(crate) base: usize,
    start: Option<usize>,
    pub(crate) line_start: usize,
    multi_line_start: usize,
    pub(crate) lineno: i32,
    first_lineno: i32,
    starting_col: i32,
    pub(crate) done: Done,
    pub(crate) error: Option<CompileError>,
    pub(crate) indent: usize,
    indents: [i32; MAX_INDENT],
    alt_indents: [i32; MAX_INDENT],
    pub(crate) pending: i32,
    at_line_start: bool,
    brackets: Vec<Bracket>,
    modes: Vec<Mode>,
    pub(crate) lines: Option<Box<dyn LineSource + 'h>>,
    /// Lines come from a person at a prompt.
    pub(crate) interactive: bool,
    pub(crate) stop_asking: bool,
    pub(crate) type_comments: bool,
    /// `<>` is an operator (PEP 401).
    pub(crate) barry: bool,
    pub extra_tokens: bool,
    comment_newline: bool,
    pub implicit_newline: bool,
    pub report_warnings: bool,
    has_nul: bool,
    /// The line behind the text, if that is not all.
    unreadable: Option<Unreadable>,
    pub(crate) host: Box<dyn Host + 'h>,
}

impl<'h> Tokenizer<'h> {
    /// Reads text that is there as a whole; `first_lineno` is 1 in all but odd cases.
    pub fn from_text(text: impl Into<Text>, host: Box<dyn Host + 'h>) -> Tokenizer<'h> {
        let mut tokenizer = Tokenizer::new(host);
        let text = text.into();
        tokenizer.has_nul = memchr::memchr(0, &text.bytes).is_some();
        tokenizer.buf = text.bytes;
        tokenizer.unreadable = text.unreadable;
        tokenizer
    }

    /// Reads lines as they come.
    pub fn from_lines(
        lines: Box<dyn LineSource + 'h>,
        interactive: bool,
        host: Box<dyn Host + 'h>,
    ) -> Tokenizer<'h> {
        let mut tokenizer = Tokenizer::new(host);
        tokenizer.lines = Some(lines);
        tokenizer.interactive = interactive;
        tokenizer.has_nul = true;
        tokenizer
    }

    fn new(host: Box<dyn Host + 'h>) -> Tokenizer<'h> {
        Tokenizer {
            buf: Vec::new(),
            cur: 0,
            inp: 0,
            base: 0,
            start: None,
            line_start: 0,
            multi_line_start: 0,
            lineno: 0,
            first_lineno: 0,
            starting_col: -1,
            done: Done::Ok,
            error: None,
            indent: 0,
            indents: [0; MAX_INDENT],
            alt_indents: [0; MAX_INDENT],
            pending: 0,
            at_line_start: true,
            brackets: Vec::new(),
            modes: vec![Mode::regular()],
            lines: None,
            interactive: false,
            stop_asking: false,
            type_comments: false,
            barry: false,
            extra_tokens: false,
            comment_newline: false,
            implicit_newline: false,
            report_warnings: true,
            has_nul: false,
            unreadable: None,
            host,
        }
    }

    /// The next token's kind; its text and place go to `token`.
    pub fn next_token(&mut self, token: &mut RawToken) -> u8 {
        token.metadata = None;
        let kind = match self.mode().kind {
            ModeKind::Regular => self.regular_token(token),
            ModeKind::FString => self.fstring_token(token),
        };
        self.note_end(kind);
        if self.done == Done::Decode {
            ERRORTOKEN
        } else {
            kind
        }
    }

    /// Most tokens end where the next character is another's: looking at it may be what shows the end of the text.
    fn note_end(&mut self, kind: u8) {
        let end = self.buf.len();
        // After a dot it may be two more.
        let ahead = usize::from(kind == DOT && self.buf.get(self.cur) == Some(&b'.'));
        let at_end = self.cur + ahead == end && self.lines.is_none() && self.done == Done::Ok;
        if !at_end || self.buf.last().is_none_or(|b| *b == b'\n') {
            return;
        }
        let looked = match kind {
            NAME | NUMBER | DOT => true,
            COLON => self.mode().kind == ModeKind::Regular,
            ELLIPSIS | LEFTSHIFTEQUAL | RIGHTSHIFTEQUAL | DOUBLESTAREQUAL | DOUBLESLASHEQUAL => {
                false
            }
            FSTRING_START | TSTRING_START => self.mode().quote_size == 1,
            // An empty string may be the beginning of three quotes.
            STRING => self.start.is_some_and(|start| {
                let text = &self.buf[start.min(end)..];
                text.iter().filter(|b| !b.is_ascii_alphabetic()).count() == 2
            }),
            LPAR..=OP => true,
            _ => false,
        };
        if looked {
            self.done = Done::Eof;
        }
    }

    pub fn text(&self, token: &RawToken) -> &[u8] {
        self.buf.get(token.start..token.end).unwrap_or(&[])
    }

    pub fn inside_fstring(&self) -> bool {
        self.modes.len() > 1
    }

    pub(crate) fn current_fstring_is_raw(&self) -> bool {
        self.inside_fstring() && self.mode().raw
    }

    /// Depth of open brackets, and the innermost: its character, line and column.
    pub fn open_bracket(&self) -> Option<(char, i32, i32)> {
        self.brackets
            .last()
            .map(|b| (b.open as char, b.lineno, b.col))
    }

    pub fn level(&self) -> i32 {
        self.brackets.len() as i32
    }

    fn mode(&self) -> &Mode {
        &self.modes[self.modes.len() - 1] // never empty: the first mode is never popped
    }

    fn mode_mut(&mut self) -> &mut Mode {
        let last = self.modes.len() - 1;
        &mut self.modes[last]
    }

    // ---- Characters

    /// The character at hand, or `EOF` at the end of this line's text.
    #[inline]
    fn peek(&self) -> i32 {
        if self.cur < self.inp {
            self.buf[self.cur] as i32
        } else {
            EOF
        }
    }

    #[inline]
    fn peek_at(&self, ahead: usize) -> i32 {
        if self.cur + ahead < self.inp {
            self.buf[self.cur + ahead] as i32
        } else {
            EOF
        }
    }

    /// Takes a character, getting the next line where this one is used up.
    #[inline]
    fn next_char(&mut self) -> i32 {
        if self.cur < self.inp {
            self.cur += 1;
            return self.buf[self.cur - 1] as i32;
        }
        self.next_char_of_next_line()
    }

    #[cold]
    #[inline(never)]
    fn next_char_of_next_line(&mut self) -> i32 {
        if self.done != Done::Ok || !self.underflow() {
            self.cur = self.inp;
            return EOF;
        }
        self.line_start = self.cur;
        if self.has_nul && memchr::memchr(0, &self.buf[self.cur..self.inp]).is_some() {
            self.syntax_error("source code cannot contain null bytes");
            self.cur = self.inp;
            return EOF;
        }
        if self.cur == self.inp {
            return EOF;
        }
        self.cur += 1;
        self.buf[self.cur - 1] as i32
    }

    #[inline]
    fn back_up(&mut self, c: i32) {
        if c != EOF {
            self.cur -= 1;
        }
    }

    /// Makes the next line the text at hand.
    fn underflow(&mut self) -> bool {
        if self.lines.is_none() {
            if self.inp == self.buf.len() {
                self.done = Done::Eof;
                if let Some(line) = self.unreadable.take() {
                    self.done = Done::Decode;
                    let lineno = self.unreadable_lineno(&line);
                    self.error = Some(line.error(lineno));
                }
                return false;
            }
            if self.start.is_none() {
                self.base = self.cur;
            }
            self.line_start = self.cur;
            self.inp = match memchr::memchr(b'\n', &self.buf[self.inp..]) {
                Some(n) => self.inp + n + 1,
                None => self.buf.len(),
            };
            if self.inp - self.line_start >= i32::MAX as usize {
                self.done = Done::ColumnOverflow;
                return false;
            }
            self.lineno += 1;
            return true;
        }
        self.underflow_from_lines()
    }

    /// The number that the stock reader of files gives the next line if it is not UTF-8. It still looks for a cookie in the second
    /// line, and has not counted it, unless the encoding is declared or the first line blank, a comment, or one that goes on.
    fn unreadable_lineno(&self, line: &Unreadable) -> i32 {
        let first = self.buf.iter().find(|b| !matches!(b, b' ' | b'\t' | 0x0c));
        let is_code = !matches!(first, None | Some(b'#' | b'\n'));
        match self.lineno {
            1 if is_code && line.is_undeclared() && self.start.is_none() => 1,
            n => n + 1,
        }
    }

    fn underflow_from_lines(&mut self) -> bool {
        if self.interactive && self.stop_asking {
            self.done = Done::InteractStop;
            return true;
        }
        if self.start.is_none() && !self.inside_fstring() {
            self.base = self.inp;
        }
        let Some(lines) = self.lines.as_deref_mut() else {
            return false;
        };
        let line = match lines.next_line() {
            Ok(Some(line)) if !line.is_empty() => line,
            Ok(_) => {
                self.done = Done::Eof;
                if self.start.is_none() && !self.interactive {
                    self.line_start = self.inp; // past the end there is no line
                }
                return false;
            }
            Err(error) => {
                self.error = Some(error);
                self.done = Done::Decode;
                return false;
            }
        };
        self.cur = self.inp;
        self.line_start = self.cur;
        match self
            .interactive
            .then(|| crate::source::translate_newlines(&line, false))
        {
            Some(Ok(line)) => self.buf.extend_from_slice(&line),
            _ => self.buf.extend_from_slice(&line),
        }
        self.implicit_newline = false;
        if self.buf.last() != Some(&b'\n') {
            self.buf.push(b'\n');
            self.implicit_newline = true;
        }
        self.inp = self.buf.len();
        self.lineno += 1;
        true
    }

    /// Makes a token of the text from `start` to `cur`.
    fn make(&self, token: &mut RawToken, kind: u8, start: usize, end: usize) -> u8 {
        let multi_line = matches!(
            kind,
            STRING
                | FSTRING_START
                | FSTRING_MIDDLE
                | FSTRING_END
                | TSTRING_START
                | TSTRING_MIDDLE
                | TSTRING_END
        );
        token.level = self.level();
        token.place.lineno = if multi_line {
            self.first_lineno
        } else {
            self.lineno
        };
        token.place.end_lineno = self.lineno;
        token.place.col_offset = self.starting_col;
        token.place.end_col_offset = self.column();
        token.start = start;
        token.end = end;
        kind
    }

    /// Makes a token that has no text.
    fn make_bare(&self, token: &mut RawToken, kind: u8) -> u8 {
        self.make(token, kind, self.cur, self.cur);
        token.place.col_offset = -1;
        token.place.end_col_offset = -1;
        kind
    }

    /// Bytes of the line before the character at hand.
    fn column(&self) -> i32 {
        self.cur.saturating_sub(self.line_start) as i32
    }

    // ---- Errors and warnings

    /// A SyntaxError at the character at hand.
    fn syntax_error(&mut self, message: impl Into<String>) -> u8 {
        self.syntax_error_range(None, message.into())
    }

    /// A SyntaxError at columns that count bytes from 1.
    fn syntax_error_range(&mut self, columns: Option<(i32, i32)>, message: String) -> u8 {
        if self.done == Done::Error {
            return ERRORTOKEN;
        }
        let characters = |bytes: i32| {
            let end = (self.line_start + bytes.max(0) as usize).min(self.buf.len());
            let text = &self.buf[self.line_start.min(end)..end];
            String::from_utf8_lossy(text).chars().count() as i32
        };
        let (col, end_col) = columns.unwrap_or((self.column(), self.column()));
        let (col, end_col) = (characters(col), characters(end_col));
        let mut error = CompileError::new(ErrorKind::SyntaxError, message);
        error.detail = Some(Box::new(crate::error::SyntaxDetail {
            lineno: self.lineno,
            offset: col,
            text: Some(self.line_from(self.line_start)),
            end_lineno: self.lineno,
            end_offset: end_col,
            hide_filename: false,
            parsed: None,
        }));
        self.error = Some(error);
        self.done = Done::Error;
        ERRORTOKEN
    }

    /// The line that begins at `start`, up to its newline or a NUL.
    pub(crate) fn line_from(&self, start: usize) -> String {
        let rest = self.buf.get(start..).unwrap_or(&[]);
        let end = memchr::memchr2(b'\n', 0, rest).unwrap_or(rest.len());
        String::from_utf8_lossy(&rest[..end]).into_owned()
    }

    fn indent_error(&mut self) -> u8 {
        self.done = Done::TabSpace;
        self.cur = self.inp;
        ERRORTOKEN
    }

    /// Warns; false if the warning was an error, which is then set.
    fn warn(&mut self, message: &str, as_error: &str) -> bool {
        if !self.report_warnings {
            return true;
        }
        let place = Location {
            lineno: self.lineno,
            col_offset: -1,
            end_lineno: self.lineno,
            end_col_offset: -1,
        };
        match self.host.syntax_warning(message, place) {
            Ok(()) => true,
            Err(error) if error.kind == ErrorKind::SyntaxError => {
                self.syntax_error(as_error);
                false
            }
            Err(error) => {
                self.error = Some(error);
                self.done = Done::Error;
                false
            }
        }
    }
}
