//! Tokens outside of f-strings, and within their replacement fields.

use super::*;
use unicode_ident::{is_xid_continue, is_xid_start};

pub(super) fn is_identifier_start(c: i32) -> bool {
    (c >= 128) || (c >= 0 && ((c as u8).is_ascii_alphabetic() || c == b'_' as i32))
}

pub(super) fn is_identifier_char(c: i32) -> bool {
    (c >= 128) || (c >= 0 && ((c as u8).is_ascii_alphanumeric() || c == b'_' as i32))
}

/// Bytes that may stand in an identifier; non-ASCII ones are looked at later.
static IDENTIFIER_BYTES: [bool; 256] = {
    let mut table = [true; 256];
    let mut b = 0;
    while b < 128 {
        table[b] = (b as u8).is_ascii_alphanumeric() || b as u8 == b'_';
        b += 1;
    }
    table
};

pub(super) fn is_digit(c: i32) -> bool {
    c >= b'0' as i32 && c <= b'9' as i32
}

const NEWLINE_CHAR: i32 = b'\n' as i32;
const RETURN_CHAR: i32 = b'\r' as i32;

/// Prefix letters seen before a quote.
#[derive(Default)]
struct Prefix {
    b: bool,
    r: bool,
    u: bool,
    f: bool,
    t: bool,
}

impl Prefix {
    /// Takes a letter, if it is one that has not been seen.
    fn add(&mut self, c: i32) -> bool {
        let seen = match c as u8 {
            b'b' | b'B' => &mut self.b,
            b'u' | b'U' => &mut self.u,
            b'r' | b'R' => &mut self.r,
            b'f' | b'F' => &mut self.f,
            b't' | b'T' => &mut self.t,
            _ => return false,
        };
        !std::mem::replace(seen, true)
    }

    fn conflict(&self) -> Option<(char, char)> {
        [
            (self.u, 'u', self.b, 'b'),
            (self.u, 'u', self.r, 'r'),
            (self.u, 'u', self.f, 'f'),
            (self.u, 'u', self.t, 't'),
            (self.b, 'b', self.f, 'f'),
            (self.b, 'b', self.t, 't'),
            (self.f, 'f', self.t, 't'),
        ]
        .into_iter()
        .find_map(|(one, a, other, b)| (one && other).then_some((a, b)))
    }
}

impl Tokenizer<'_> {
    pub(super) fn regular_token(&mut self, token: &mut RawToken) -> u8 {
        loop {
            self.start = None;
            self.starting_col = -1;
            let mut blank_line = false;
            if self.at_line_start {
                match self.indentation() {
                    Ok(blank) => blank_line = blank,
                    Err(()) => return self.make_bare(token, ERRORTOKEN),
                }
            }
            self.start = Some(self.cur);
            self.starting_col = self.column();
            if self.pending < 0 {
                self.pending += 1;
                return if self.extra_tokens {
                    self.make(token, DEDENT, self.cur, self.cur)
                } else {
                    self.make_bare(token, DEDENT)
                };
            }
            if self.pending > 0 {
                self.pending -= 1;
                return if self.extra_tokens {
                    self.make(token, INDENT, self.line_start, self.cur)
                } else {
                    self.make_bare(token, INDENT)
                };
            }
            let c = self.next_char();
            self.back_up(c);
            match self.token_on_line(token, blank_line) {
                Some(kind) => return kind,
                None => continue,
            }
        }
    }

    /// Reads the white space that begins a line; true if the line has nothing else. Sets pending indents.
    fn indentation(&mut self) -> Result<bool, ()> {
        let (mut col, mut alt_col, mut continued_col) = (0i32, 0i32, 0i32);
        self.at_line_start = false;
        if self.cur < self.inp {
            // Most lines are indented by spaces alone.
            let rest = &self.buf[self.cur..self.inp];
            let spaces = rest.iter().take_while(|b| **b == b' ').count();
            self.cur += spaces;
            col = spaces as i32;
            alt_col = col;
        }
        let mut c;
        loop {
            c = self.next_char();
            match c as u8 {
                _ if c == EOF => {
                    if self.error.is_some() {
                        return Err(());
                    }
                    break;
                }
                b' ' => {
                    col = col.saturating_add(1);
                    alt_col = alt_col.saturating_add(1);
                }
                b'\t' => {
                    col = (col / TAB_SIZE + 1).saturating_mul(TAB_SIZE);
                    alt_col = alt_col.saturating_add(1);
                }
                b'\x0c' => (col, alt_col) = (0, 0),
                b'\\' => {
                    // The first backslash says how far the logical line is indented.
                    if continued_col == 0 {
                        continued_col = col;
                    }
                    self.continuation_line()?;
                }
                _ => break,
            }
        }
        self.back_up(c);
        let mut blank = false;
        if c == b'#' as i32 || c == NEWLINE_CHAR || c == RETURN_CHAR {
            if col == 0 && c == NEWLINE_CHAR && self.interactive {
                // An empty line ends a statement at the prompt.
            } else if self.interactive && self.lineno == 1 {
                (col, alt_col) = (0, 0);
            } else {
                blank = true;
            }
        }
        if blank || !self.brackets.is_empty() {
            return Ok(blank);
        }
        if continued_col != 0 {
            (col, alt_col) = (continued_col, continued_col);
        }
        self.compare_indent(col, alt_col)?;
        Ok(false)
    }

    fn compare_indent(&mut self, col: i32, alt_col: i32) -> Result<(), ()> {
        if col == self.indents[self.indent] {
            if alt_col != self.alt_indents[self.indent] {
                self.indent_error();
                return Err(());
            }
        } else if col > self.indents[self.indent] {
            if self.indent + 1 >= MAX_INDENT {
                self.done = Done::TooDeep;
                self.cur = self.inp;
                return Err(());
            }
            if alt_col <= self.alt_indents[self.indent] {
                self.indent_error();
                return Err(());
            }
            self.pending += 1;
            self.indent += 1;
            self.indents[self.indent] = col;
            self.alt_indents[self.indent] = alt_col;
        } else {
            while self.indent > 0 && col < self.indents[self.indent] {
                self.pending -= 1;
                self.indent -= 1;
            }
            if col != self.indents[self.indent] {
                self.done = Done::Dedent;
                self.cur = self.inp;
                return Err(());
            }
            if alt_col != self.alt_indents[self.indent] {
                self.indent_error();
                return Err(());
            }
        }
        Ok(())
    }

    /// After a backslash: the rest of its line must be empty, and there must be a next line.
    fn continuation_line(&mut self) -> Result<(), ()> {
        let mut c = self.next_char();
        if c == RETURN_CHAR {
            c = self.next_char();
        }
        if c != NEWLINE_CHAR {
            self.done = Done::LineContinuation;
            return Err(());
        }
        let c = self.next_char();
        if c == EOF {
            if self.error.is_none() {
                self.done = Done::Eof;
            }
            self.cur = self.inp;
            return Err(());
        }
        self.back_up(c);
        Ok(())
    }

    /// The next token; `None` if the line ended without one.
    fn token_on_line(&mut self, token: &mut RawToken, blank_line: bool) -> Option<u8> {
        let mut c;
        let mut after_return;
        loop {
            self.start = None;
            after_return = false;
            loop {
                c = self.next_char();
                if !(c == b' ' as i32 || c == b'\t' as i32 || c == 0x0c) {
                    break;
                }
            }
            let start = if c == EOF { self.cur } else { self.cur - 1 };
            self.start = Some(start);
            self.starting_col = if c == EOF {
                self.column() - 1
            } else {
                (start - self.line_start) as i32
            };
            if c == b'#' as i32 {
                if let Some(kind) = self.comment(token, start, blank_line) {
                    return Some(kind);
                }
                c = self.next_char();
            }
            if c == RETURN_CHAR {
                // It should begin a newline. What else follows it, a word apart, is a token with it.
                after_return = true;
                c = self.next_char();
            }
            if c == b'\\' as i32 {
                if self.continuation_line().is_err() {
                    return Some(self.make_bare(token, ERRORTOKEN));
                }
                continue;
            }
            break;
        }
        let start = self.start.unwrap_or(self.cur);
        if self.done == Done::InteractStop {
            return Some(self.make_bare(token, ENDMARKER));
        }
        if c == EOF {
            let at_end = self.brackets.is_empty() && self.done == Done::Eof;
            return Some(self.make_bare(token, if at_end { ENDMARKER } else { ERRORTOKEN }));
        }
        if is_identifier_start(c) && !after_return {
            return Some(self.word(token, start, c));
        }
        if c == NEWLINE_CHAR {
            return self.newline(token, start, blank_line);
        }
        if c == b'.' as i32 {
            if is_digit(self.peek()) {
                return Some(self.number(token, start, c));
            }
            if self.peek() == c && self.peek_at(1) == c {
                self.cur += 2;
                return Some(self.make(token, ELLIPSIS, start, self.cur));
            }
            return Some(self.make(token, DOT, start, self.cur));
        }
        if is_digit(c) {
            return Some(self.number(token, start, c));
        }
        if c == b'\'' as i32 || c == b'"' as i32 {
            return Some(self.string(token, start, c as u8));
        }
        Some(self.punctuation(token, start, c as u8))
    }

    fn newline(&mut self, token: &mut RawToken, start: usize, blank_line: bool) -> Option<u8> {
        self.at_line_start = true;
        if blank_line || !self.brackets.is_empty() || (self.comment_newline && self.extra_tokens) {
            if self.extra_tokens {
                self.comment_newline = false;
                return Some(self.make(token, NL, start, self.cur));
            }
            return None;
        }
        Some(self.make(token, NEWLINE, start, self.cur - 1))
    }

    /// Reads a comment up to the end of the line; gives a token if it is a type comment or all are wanted.
    fn comment(&mut self, token: &mut RawToken, start: usize, blank_line: bool) -> Option<u8> {
        let rest = &self.buf[self.cur..self.inp];
        self.cur += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        if self.type_comments
            && let Some(kind) = self.type_comment(token, start, blank_line)
        {
            return Some(kind);
        }
        if self.extra_tokens {
            self.comment_newline = blank_line;
            return Some(self.make(token, COMMENT, start, self.cur));
        }
        None
    }

    fn type_comment(&mut self, token: &mut RawToken, start: usize, blank_line: bool) -> Option<u8> {
        let mut at = start;
        for expected in b"# type: " {
            if *expected == b' ' {
                while matches!(self.buf.get(at), Some(b' ' | b'\t')) && at < self.cur {
                    at += 1;
                }
            } else if at < self.cur && self.buf[at] == *expected {
                at += 1;
            } else {
                return None;
            }
        }
        let text = &self.buf[at..self.cur];
        let ignore = text.starts_with(b"ignore")
            && text
                .get(6)
                .is_none_or(|c| c.is_ascii() && !c.is_ascii_alphanumeric());
        let (kind, from, to) = if ignore {
            (TYPE_IGNORE, at + 6, self.cur)
        } else {
            (TYPE_COMMENT, at, self.cur)
        };
        self.make(token, kind, from, to);
        token.place.col_offset = (from - self.line_start) as i32;
        token.place.end_col_offset = (to - self.line_start) as i32;
        if ignore && blank_line {
            self.next_char();
            self.at_line_start = true;
        }
        Some(kind)
    }

    fn word(&mut self, token: &mut RawToken, start: usize, first: i32) -> u8 {
        let mut end = start;
        let mut prefix = Prefix::default();
        let mut c = first;
        while prefix.add(c) {
            c = self.next_char();
            if c == b'\'' as i32 || c == b'"' as i32 {
                if let Some((a, b)) = prefix.conflict() {
                    let columns = (start + 1 - self.line_start, self.cur - self.line_start);
                    self.syntax_error_range(
                        Some((columns.0 as i32, columns.1 as i32)),
                        format!("'{a}' and '{b}' prefixes are incompatible"),
                    );
                    return self.make_bare(token, ERRORTOKEN);
                }
                if prefix.f || prefix.t {
                    return self.fstring_start(token, start, c as u8, prefix.t);
                }
                return self.string(token, start, c as u8);
            }
        }
        self.back_up(c);
        let mut non_ascii = false;
        for b in &self.buf[start..self.inp] {
            if !IDENTIFIER_BYTES[*b as usize] {
                break;
            }
            non_ascii |= *b >= 128;
            end += 1;
        }
        self.cur = end;
        if non_ascii && !self.extra_tokens && !self.verify_identifier(start) {
            return self.make_bare(token, ERRORTOKEN);
        }
        self.make(token, NAME, start, self.cur)
    }

    fn verify_identifier(&mut self, start: usize) -> bool {
        let Ok(text) = std::str::from_utf8(&self.buf[start..self.cur]) else {
            self.done = Done::Decode;
            return false;
        };
        let ok = |(i, c): (usize, char)| {
            c == '_'
                || if i == 0 {
                    is_xid_start(c)
                } else {
                    is_xid_continue(c)
                }
        };
        let Some((at, bad)) = text.char_indices().find(|pair| !ok(*pair)) else {
            return true;
        };
        self.cur = start + at + bad.len_utf8();
        let code = bad as u32;
        if crate::unicode::is_printable(bad) {
            self.syntax_error(format!("invalid character '{bad}' (U+{code:04X})"));
        } else {
            self.syntax_error(format!("invalid non-printable character U+{code:04X}"));
        }
        false
    }

    /// A string that is not an f-string; its opening quote has been taken.
    fn string(&mut self, token: &mut RawToken, start: usize, quote: u8) -> u8 {
        self.first_lineno = self.lineno;
        self.multi_line_start = self.line_start;
        let mut size = 1;
        if self.peek() == quote as i32 {
            self.cur += 1;
            if self.peek() != quote as i32 {
                return self.make(token, STRING, start, self.cur);
            }
            self.cur += 1;
            size = 3;
        }
        let (mut end_size, mut escaped_quote) = (0, false);
        while end_size != size {
            // Most of a string is neither quote, backslash nor newline.
            if end_size == 0 {
                let rest = &self.buf[self.cur..self.inp];
                self.cur += if size == 3 {
                    memchr::memchr2(quote, b'\\', rest).unwrap_or(rest.len())
                } else {
                    memchr::memchr3(quote, b'\\', b'\n', rest).unwrap_or(rest.len())
                };
            }
            let c = self.next_char();
            if self.done == Done::Error {
                return self.make_bare(token, ERRORTOKEN);
            }
            if self.done == Done::Decode {
                break;
            }
            if c == EOF || (size == 1 && c == NEWLINE_CHAR) {
                return self.unterminated_string(token, start, quote, size, escaped_quote, c);
            }
            if c == quote as i32 {
                end_size += 1;
                continue;
            }
            end_size = 0;
            if c == b'\\' as i32 {
                let escaped = self.next_char();
                escaped_quote |= escaped == quote as i32;
                if escaped == RETURN_CHAR {
                    self.next_char();
                }
            }
        }
        self.make(token, STRING, start, self.cur)
    }

    fn unterminated_string(
        &mut self,
        token: &mut RawToken,
        start: usize,
        quote: u8,
        size: usize,
        escaped_quote: bool,
        c: i32,
    ) -> u8 {
        self.cur = start + 1;
        self.line_start = self.multi_line_start;
        let detected = self.lineno;
        self.lineno = self.first_lineno;
        if self.inside_fstring() && self.mode().quote == quote && self.mode().quote_size == size {
            // The same quotes as the f-string around it: a brace is missing.
            let letter = self.mode().letter();
            self.syntax_error(format!("{letter}-string: expecting '}}'"));
            return self.make_bare(token, ERRORTOKEN);
        }
        if size == 3 {
            self.syntax_error(format!(
                "unterminated triple-quoted string literal (detected at line {detected})"
            ));
            if c != NEWLINE_CHAR {
                self.done = Done::EofInString;
            }
        } else {
            let hint = if escaped_quote {
                "; perhaps you escaped the end quote?"
            } else {
                ""
            };
            self.syntax_error(format!(
                "unterminated string literal (detected at line {detected}){hint}"
            ));
            if c != NEWLINE_CHAR {
                self.done = Done::EolInString;
            }
        }
        self.make_bare(token, ERRORTOKEN)
    }

    fn punctuation(&mut self, token: &mut RawToken, start: usize, c: u8) -> u8 {
        if self.inside_fstring()
            && matches!(c, b':' | b'}' | b'!' | b'{')
            && !(c == b'!' && self.peek() == b'=' as i32)
            && let Some(kind) = self.field_punctuation(token, start, c)
        {
            return kind;
        }
        let (c2, c3) = (self.peek(), self.peek_at(1));
        if c2 >= 0 {
            let old_not_equal = self.barry && c == b'<' && c2 == b'>' as i32;
            let kind = if old_not_equal {
                NOTEQUAL
            } else {
                two_char((c, c2 as u8))
            };
            if kind != OP {
                let longer = if c3 >= 0 {
                    three_char((c, c2 as u8, c3 as u8))
                } else {
                    OP
                };
                self.cur += if longer != OP { 2 } else { 1 };
                return self.make(
                    token,
                    if longer != OP { longer } else { kind },
                    start,
                    self.cur,
                );
            }
        }
        match c {
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= MAX_LEVEL {
                    self.syntax_error("too many nested parentheses");
                    return self.make_bare(token, ERRORTOKEN);
                }
                let col = (start - self.line_start.min(start)) as i32;
                self.brackets.push(Bracket {
                    open: c,
                    lineno: self.lineno,
                    col,
                });
                if self.inside_fstring() {
                    self.mode_mut().depth += 1;
                }
            }
            b')' | b']' | b'}' if self.close_bracket(c).is_err() => {
                return self.make_bare(token, ERRORTOKEN);
            }
            _ => {}
        }
        if !(0x20..0x7f).contains(&c) {
            self.syntax_error(format!(
                "invalid non-printable character U+{:04X}",
                c as u32
            ));
            return self.make_bare(token, ERRORTOKEN);
        }
        if c == b'=' && self.mode().inside_expr() && self.mode().at_top_of_expr() {
            self.mode_mut().debug = true;
        }
        self.make(token, one_char(c), start, self.cur)
    }

    fn close_bracket(&mut self, c: u8) -> Result<(), ()> {
        let ch = c as char;
        let inside = self.inside_fstring();
        let letter = self.mode().letter();
        if inside && self.mode().depth == 0 && c == b'}' {
            self.syntax_error(format!("{letter}-string: single '}}' is not allowed"));
            return Err(());
        }
        if !self.extra_tokens && self.brackets.is_empty() {
            self.syntax_error(format!("unmatched '{ch}'"));
            return Err(());
        }
        if let Some(open) = self.brackets.pop() {
            let matches = matches!((open.open, c), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
            if !self.extra_tokens && !matches {
                // In f"{)}" the brace belongs to the f-string, not to the expression.
                if inside
                    && open.open == b'{'
                    && self.mode().depth - 1 == self.mode().expr_start_depth
                {
                    self.syntax_error(format!("{letter}-string: unmatched '{ch}'"));
                    return Err(());
                }
                let on_line = if open.lineno != self.lineno {
                    format!(" on line {}", open.lineno)
                } else {
                    String::new()
                };
                let opening = open.open as char;
                self.syntax_error(format!(
                    "closing parenthesis '{ch}' does not match opening parenthesis '{opening}'{on_line}"
                ));
                return Err(());
            }
        }
        if inside {
            let mode = self.mode_mut();
            mode.depth -= 1;
            if mode.depth < 0 {
                self.syntax_error(format!("{letter}-string: unmatched '{ch}'"));
                return Err(());
            }
            if c == b'}' && mode.depth == mode.expr_start_depth {
                mode.expr_start_depth -= 1;
                mode.kind = ModeKind::FString;
                mode.in_format_spec = false;
                mode.debug = false;
            }
        }
        Ok(())
    }
}
