//! How syntax errors are worded and placed.
//!
//! `raise` blames the last token read, `raise_on_next` the token at hand, the others the nodes or tokens they are
//! given. All give `None`, the failure of a rule, and set the error unless one is set already. Columns are bytes
//! from 0 until `raise_known`, where they become characters from 1 of the line shown.

use super::nodes::*;
use super::state::*;
use crate::ast::Location;
use crate::error::{CompileError, ErrorKind, SyntaxDetail};
use crate::tokenizer::kinds::*;
use crate::tokenizer::{Done, RawToken};
use std::borrow::Cow;

/// "As far as the tokenizer has got."
const CURRENT: i32 = -5;

type Message = Cow<'static, str>;

/// What an error can point at.
pub trait Located<'a> {
    fn place(self, p: &Parser<'a>) -> Location;
}

impl<'a> Located<'a> for Tok {
    fn place(self, p: &Parser<'a>) -> Location {
        p.token(self).place
    }
}

impl<'a, K> Located<'a> for &'a Node<K> {
    fn place(self, _: &Parser<'a>) -> Location {
        self.place
    }
}

/// Which targets an assignment-like statement allows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Targets {
    Star,
    Del,
    For,
}

impl<'a> Parser<'a> {
    pub fn raise<T>(&mut self, message: impl Into<Message>) -> Option<T> {
        self.raise_kind(ErrorKind::SyntaxError, false, message.into())
    }

    pub fn raise_on_next<T>(&mut self, message: impl Into<Message>) -> Option<T> {
        self.raise_kind(ErrorKind::SyntaxError, true, message.into())
    }

    pub fn raise_indentation<T>(&mut self, message: impl Into<Message>) -> Option<T> {
        self.raise_kind(ErrorKind::IndentationError, false, message.into())
    }

    pub fn raise_at<T>(
        &mut self,
        a: impl Located<'a> + Copy,
        message: impl Into<Message>,
    ) -> Option<T> {
        self.raise_range(a, a, message)
    }

    pub fn raise_range<T>(
        &mut self,
        a: impl Located<'a>,
        b: impl Located<'a>,
        message: impl Into<Message>,
    ) -> Option<T> {
        let place = a.place(self).to(b.place(self));
        self.raise_place(ErrorKind::SyntaxError, place, message.into())
    }

    /// From `a` to where the tokenizer is.
    pub fn raise_from<T>(&mut self, a: impl Located<'a>, message: impl Into<Message>) -> Option<T> {
        let place = Location {
            end_lineno: CURRENT,
            end_col_offset: CURRENT,
            ..a.place(self)
        };
        self.raise_place(ErrorKind::SyntaxError, place, message.into())
    }

    pub fn raise_no_block<T>(&mut self, what: &str, a: Tok) -> Option<T> {
        let line = self.token(a).place.lineno;
        self.raise_indentation(format!(
            "expected an indented block after {what} on line {line}"
        ))
    }

    /// At a place whose columns are bytes from 0.
    pub fn raise_place<T>(
        &mut self,
        kind: ErrorKind,
        mut place: Location,
        message: Message,
    ) -> Option<T> {
        place.col_offset += 1;
        if place.end_col_offset != CURRENT {
            place.end_col_offset += 1;
        }
        self.raise_known(kind, place, message)
    }

    fn raise_kind<T>(&mut self, kind: ErrorKind, on_next: bool, message: Message) -> Option<T> {
        if self.failed && self.tok.error.is_some() {
            return None;
        }
        if self.tokens.is_empty() {
            return self.raise_known(kind, Location::new(0, 0, 0, -1), message);
        }
        if on_next && self.mark == self.tokens.len() {
            self.fill();
            if self.failed {
                return None;
            }
        }
        let last = Tok(if on_next {
            self.mark
        } else {
            self.tokens.len() - 1
        } as u32);
        let token = self.token(self.known_err_token.unwrap_or(last)).place;
        let col = if token.col_offset == -1 {
            if self.tok.cur == self.tok.base {
                0
            } else {
                self.tok.cur as i32 - self.tok.line_start as i32
            }
        } else {
            token.col_offset + 1
        };
        let end_col = if token.end_col_offset == -1 {
            -1
        } else {
            token.end_col_offset + 1
        };
        self.raise_known(
            kind,
            Location::new(token.lineno, col, token.end_lineno, end_col),
            message,
        )
    }

    /// At a place whose columns are bytes from 1.
    fn raise_known<T>(
        &mut self,
        kind: ErrorKind,
        mut place: Location,
        message: Message,
    ) -> Option<T> {
        if self.failed && self.tok.error.is_some() {
            return None;
        }
        self.failed = true;
        if place.end_lineno == CURRENT {
            place.end_lineno = self.tok.lineno;
        }
        if place.end_col_offset == CURRENT {
            place.end_col_offset = self.tok.cur as i32 - self.tok.line_start as i32;
        }
        let from_file = if self.mode == Mode::File {
            self.tok.host.source_line(place.lineno)
        } else {
            None
        };
        let line = match from_file {
            Some(line) => line,
            None if !self.tok.interactive
                && self.tok.lineno <= place.lineno
                && self.tok.inp > self.tok.base =>
            {
                let bytes = self.tok.buf.get(self.tok.line_start..self.tok.inp);
                String::from_utf8_lossy(bytes.unwrap_or(&[])).into_owned()
            }
            None => self.line_of_buffer(place.lineno),
        };
        let offset = character_offset(&line, place.col_offset);
        let end_offset = if place.end_col_offset > 0 {
            character_offset(&line, place.end_col_offset)
        } else {
            place.end_col_offset
        };
        let mut error = CompileError::new(kind, message);
        error.detail = Some(Box::new(SyntaxDetail {
            lineno: place.lineno,
            offset,
            text: Some(line),
            end_lineno: place.end_lineno,
            end_offset,
            hide_filename: false,
            parsed: None,
        }));
        self.tok.error = Some(error);
        None
    }

    /// Line `lineno` of what has been read, without its newline.
    fn line_of_buffer(&self, lineno: i32) -> String {
        let mut start = 0;
        for _ in 1..lineno {
            match memchr::memchr(b'\n', &self.tok.buf[start..]) {
                Some(n) if start + n < self.tok.inp => start += n + 1,
                _ => break,
            }
        }
        self.tok.line_from(start)
    }

    // ---- When the tokenizer or the whole parse has failed

    fn raise_unclosed(&mut self) {
        if let Some((open, lineno, col)) = self.tok.open_bracket() {
            let place = Location::new(lineno, col, lineno, -1);
            self.raise_place::<()>(
                ErrorKind::SyntaxError,
                place,
                format!("'{open}' was never closed").into(),
            );
        }
    }

    /// Words the error that the tokenizer has stopped with.
    pub(super) fn tokenizer_error(&mut self) {
        if self.tok.error.is_some() {
            self.failed = true;
            return;
        }
        match self.tok.done {
            Done::Eof | Done::Ok => {
                if self.tok.level() > 0 {
                    self.raise_unclosed();
                } else {
                    self.raise::<()>("unexpected EOF while parsing");
                }
                self.failed = true;
                return;
            }
            Done::ColumnOverflow => {
                self.failed = true;
                let message = "Parser column offset overflow - source line is too big";
                self.tok.error = Some(CompileError::new(ErrorKind::OverflowError, message));
                return;
            }
            _ => {}
        }
        let (kind, message) = self
            .tok
            .done
            .complaint()
            .unwrap_or((ErrorKind::SyntaxError, "unknown parsing error"));
        let col = match self.tok.done {
            Done::Dedent => {
                self.raise_indentation::<()>(message);
                return;
            }
            Done::LineContinuation => self.tok.cur.saturating_sub(self.tok.base + 1) as i32,
            _ => 0,
        };
        let line = self.tok.lineno;
        self.raise_place::<()>(kind, Location::new(line, col, line, -1), message.into());
    }

    /// Says why nothing matched; `last` is the furthest token of the first pass.
    pub(super) fn set_syntax_error(&mut self, last: Option<Tok>) {
        if let Some(error) = &self.tok.error {
            let syntax = matches!(
                error.kind,
                ErrorKind::SyntaxError | ErrorKind::IndentationError | ErrorKind::TabError
            );
            if self.tok.done == Done::Ok && syntax {
                self.look_for_tokenizer_errors();
            }
            return;
        }
        let Some(last) = last else {
            self.raise::<()>("error at start before reading any input");
            return;
        };
        let class = self.token(last).class;
        if class == ERRORTOKEN && self.tok.done == Done::Eof {
            if self.tok.level() > 0 {
                self.raise_unclosed();
            } else {
                self.raise::<()>("unexpected EOF while parsing");
            }
            return;
        }
        if class == INDENT || class == DEDENT {
            let message = if class == INDENT {
                "unexpected indent"
            } else {
                "unexpected unindent"
            };
            self.raise_indentation::<()>(message);
            return;
        }
        self.raise_at::<()>(last, "invalid syntax");
        self.look_for_tokenizer_errors();
    }

    /// Reads on to the end: a bracket that does not match explains more than the error there is.
    fn look_for_tokenizer_errors(&mut self) {
        if self.tok.interactive {
            return;
        }
        let saved = self.tok.error.take();
        let line = match self.known_err_token {
            Some(tok) => self.token(tok).place.lineno,
            None => self.tokens.last().map_or(0, |token| token.place.lineno),
        };
        let mut raw = RawToken::default();
        loop {
            match self.tok.next_token(&mut raw) {
                ERRORTOKEN => {
                    if self.tok.error.is_none()
                        && let Some((_, opened, _)) = self.tok.open_bracket()
                        && line > opened
                    {
                        self.raise_unclosed();
                    }
                    break;
                }
                ENDMARKER => break,
                _ => {}
            }
        }
        // Within an f-string the error of the expression stands.
        if self.tok.error.is_none() || self.tok.inside_fstring() {
            self.tok.error = saved;
        }
    }

    // ---- Particular errors

    pub fn raise_invalid_target<T>(&mut self, targets: Targets, e: Expr<'a>) -> Option<T> {
        let bad = invalid_target(e, targets)?;
        let verb = if targets == Targets::Del {
            "delete"
        } else {
            "assign to"
        };
        self.raise_at(bad, format!("cannot {verb} {}", self.expr_name(bad)))
    }

    pub fn arguments_error(&mut self, call: Expr<'a>) -> Option<()> {
        let E::Call { keywords, .. } = call.kind else {
            return None;
        };
        let unpacking = keywords.iter().any(|keyword| keyword.kind.arg.is_none());
        let what = if unpacking { " unpacking" } else { "" };
        self.raise(format!(
            "positional argument follows keyword argument{what}"
        ))
    }

    pub fn nonparen_genexp(
        &mut self,
        call: Expr<'a>,
        clauses: &'a [Comprehension<'a>],
    ) -> Option<()> {
        let E::Call { args, .. } = call.kind else {
            return None;
        };
        let [_, .., last_arg] = args else { return None };
        self.raise_range(
            *last_arg,
            last_of_comprehension(clauses),
            "Generator expression must be parenthesized",
        )
    }

    pub fn legacy_error(&mut self, name: Expr<'a>, rest: Expr<'a>) -> Option<()> {
        if !self.is_legacy(name) {
            return None;
        }
        let id = self.name(name.id()).clone();
        self.raise_range(
            name,
            rest,
            format!("Missing parentheses in call to '{id}'. Did you mean {id}(...)?"),
        )
    }

    /// `print` and `exec`, which were statements once.
    fn is_legacy(&self, e: Expr<'a>) -> bool {
        matches!(e.kind, E::Name { id, .. } if matches!(self.name(id).as_bytes(), b"print" | b"exec"))
    }

    pub fn missing_comma(&mut self, a: Expr<'a>, b: Expr<'a>) -> Option<()> {
        if self.is_legacy(a) || self.tokens[self.mark - 1].level == 0 {
            return None;
        }
        self.raise_range(a, b, "invalid syntax. Perhaps you forgot a comma?")
    }

    pub fn missing_colon_error(&mut self, key: Expr<'a>) -> Option<()> {
        let place = key.place;
        let place = Location::new(place.lineno, place.end_col_offset - 1, place.end_lineno, -1);
        self.raise_place(
            ErrorKind::SyntaxError,
            place,
            "':' expected after dictionary key".into(),
        )
    }

    /// `<>`, which is two tokens now.
    pub fn old_not_equal(&mut self, less: Tok, greater: Tok) -> Option<()> {
        if self.extent(less).end != self.extent(greater).start {
            return None;
        }
        self.raise_range(
            less,
            greater,
            "invalid syntax.  Maybe you meant '!=' instead of '<>'?",
        )
    }

    pub fn bound_error(&mut self, colon: Tok, e: Expr<'a>, what: &str) -> Option<()> {
        let kind = if matches!(e.kind, E::Tuple { .. }) {
            "constraints"
        } else {
            "bound"
        };
        self.raise_from(colon, format!("cannot use {kind} with {what}"))
    }

    /// What an error calls an expression.
    pub fn expr_name(&self, e: Expr<'a>) -> &'static str {
        use crate::constant::Constant as C;
        match e.kind {
            E::Attribute { .. } => "attribute",
            E::Subscript { .. } => "subscript",
            E::Starred { .. } => "starred",
            E::Name { .. } => "name",
            E::List { .. } => "list",
            E::Tuple { .. } => "tuple",
            E::Lambda { .. } => "lambda",
            E::Call { .. } => "function call",
            E::BoolOp { .. } | E::BinOp { .. } | E::UnaryOp { .. } => "expression",
            E::GeneratorExp { .. } => "generator expression",
            E::Yield { .. } | E::YieldFrom { .. } => "yield expression",
            E::Await { .. } => "await expression",
            E::ListComp { .. } => "list comprehension",
            E::SetComp { .. } => "set comprehension",
            E::DictComp { .. } => "dict comprehension",
            E::Dict { .. } => "dict literal",
            E::Set { .. } => "set display",
            E::JoinedStr { .. } | E::FormattedValue { .. } => "f-string expression",
            E::TemplateStr { .. } | E::Interpolation { .. } => "t-string expression",
            E::Constant { value, .. } => match &self.constants[value.0 as usize] {
                C::None => "None",
                C::Bool(false) => "False",
                C::Bool(true) => "True",
                C::Ellipsis => "ellipsis",
                _ => "literal",
            },
            E::Compare { .. } => "comparison",
            E::IfExp { .. } => "conditional expression",
            E::NamedExpr { .. } => "named expression",
            E::Slice { .. } => "slice",
            E::Middle(_) => "literal",
        }
    }
}

/// The last expression of the last clause.
pub fn last_of_comprehension<'a>(clauses: &[Comprehension<'a>]) -> Expr<'a> {
    match clauses.last() {
        Some(clause) => clause.ifs.last().copied().unwrap_or(clause.iter),
        None => Dummy::dummy(),
    }
}

pub fn first<T: Copy + Dummy>(items: &[T]) -> T {
    items.first().copied().unwrap_or_else(T::dummy)
}

pub fn last<T: Copy + Dummy>(items: &[T]) -> T {
    items.last().copied().unwrap_or_else(T::dummy)
}

/// The part of `e` that cannot be a target.
fn invalid_target<'a>(e: Expr<'a>, targets: Targets) -> Option<Expr<'a>> {
    match e.kind {
        E::List { elts, .. } | E::Tuple { elts, .. } => {
            elts.iter().find_map(|e| invalid_target(e, targets))
        }
        E::Starred { .. } if targets == Targets::Del => Some(e),
        E::Starred { value, .. } => invalid_target(value, targets),
        // "for a in b" reads "a in b" as a comparison.
        E::Compare { left, rest } if targets == Targets::For => match rest.first() {
            Some(pair) if pair.op == crate::ast::CmpOp::In => invalid_target(left, targets),
            _ => None,
        },
        E::Name { .. } | E::Subscript { .. } | E::Attribute { .. } => None,
        _ => Some(e),
    }
}

/// Characters in the first `col` bytes; a column past the end counts one more.
fn character_offset(line: &str, col: i32) -> i32 {
    if col < 0 {
        return col;
    }
    let col = col as usize;
    let past = i32::from(col > line.len());
    String::from_utf8_lossy(&line.as_bytes()[..col.min(line.len())])
        .chars()
        .count() as i32
        + past
}
