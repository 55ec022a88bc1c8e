//! Tokens of f-strings and t-strings: their beginning, the literal text between replacement fields, their end.

use super::*;

impl Tokenizer<'_> {
    /// The opening quote has been taken.
    pub(super) fn fstring_start(
        &mut self,
        token: &mut RawToken,
        start: usize,
        quote: u8,
        template: bool,
    ) -> u8 {
        self.first_lineno = self.lineno;
        self.multi_line_start = self.line_start;
        let mut quote_size = 1;
        if self.peek() == quote as i32 && self.peek_at(1) == quote as i32 {
            self.cur += 2;
            quote_size = 3;
        }
        if self.modes.len() >= MAX_FSTRING_LEVEL {
            self.syntax_error("too many nested f-strings or t-strings");
            return self.make_bare(token, ERRORTOKEN);
        }
        let raw = self.buf[start..self.cur]
            .iter()
            .any(|c| matches!(c, b'r' | b'R'));
        self.modes.push(Mode {
            kind: ModeKind::FString,
            quote,
            quote_size,
            raw,
            template,
            start,
            line_start: self.line_start,
            lineno: self.lineno,
            ..Mode::regular()
        });
        self.make(
            token,
            if template {
                TSTRING_START
            } else {
                FSTRING_START
            },
            start,
            self.cur,
        )
    }

    pub(super) fn fstring_token(&mut self, token: &mut RawToken) -> u8 {
        let start = self.cur;
        self.start = Some(start);
        self.first_lineno = self.lineno;
        self.multi_line_start = self.line_start;
        self.starting_col = self.column();
        if self.peek() == b'{' as i32 && self.peek_at(1) != b'{' as i32 {
            if !self.enter_field() {
                return self.make_bare(token, ERRORTOKEN);
            }
            return self.regular_token(token);
        }
        let (quote, quote_size) = (self.mode().quote as i32, self.mode().quote_size);
        if (0..quote_size).all(|i| self.peek_at(i) == quote) {
            self.cur += quote_size;
            let kind = if self.mode().template {
                TSTRING_END
            } else {
                FSTRING_END
            };
            self.modes.pop();
            return self.make(token, kind, start, self.cur);
        }
        self.fstring_middle(token, start)
    }

    fn enter_field(&mut self) -> bool {
        let mode = self.mode_mut();
        mode.expr_start_depth += 1;
        if mode.expr_start_depth >= MAX_EXPR_NESTING {
            let letter = mode.letter();
            self.syntax_error(format!("{letter}-string: expressions nested too deeply"));
            return false;
        }
        mode.kind = ModeKind::Regular;
        true
    }

    fn leave_format_spec(&mut self) {
        let mode = self.mode_mut();
        mode.kind = ModeKind::Regular;
        mode.in_format_spec = false;
    }

    fn fstring_middle(&mut self, token: &mut RawToken, start: usize) -> u8 {
        let kind = if self.mode().template {
            TSTRING_MIDDLE
        } else {
            FSTRING_MIDDLE
        };
        let (quote, quote_size, raw) = (
            self.mode().quote as i32,
            self.mode().quote_size,
            self.mode().raw,
        );
        let (mut end_size, mut named_escape) = (0, false);
        while end_size != quote_size {
            let c = self.next_char();
            if matches!(self.done, Done::Error | Done::Decode) {
                return self.make_bare(token, ERRORTOKEN);
            }
            let in_spec = self.mode().in_format_spec && self.mode().inside_expr();
            if c == EOF || (quote_size == 1 && c == b'\n' as i32) {
                if in_spec && c == b'\n' as i32 {
                    let letter = self.mode().letter();
                    self.syntax_error(format!(
                        "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
                    ));
                    return self.make_bare(token, ERRORTOKEN);
                }
                return self.unterminated_fstring(token, c);
            }
            if c == quote {
                end_size += 1;
                continue;
            }
            end_size = 0;
            match c as u8 {
                b'{' if c >= 0 => {
                    self.mark_field_start();
                    if self.peek() == b'{' as i32 && !in_spec {
                        // Two braces stand for one: the token has the first, the second is skipped.
                        self.cur += 1;
                        return self.make(token, kind, start, self.cur - 1);
                    }
                    self.cur -= 1;
                    if !self.enter_field() {
                        return self.make_bare(token, ERRORTOKEN);
                    }
                    self.mode_mut().in_format_spec = false;
                    return self.make(token, kind, start, self.cur);
                }
                b'}' if c >= 0 => {
                    if named_escape {
                        return self.make(token, kind, start, self.cur);
                    }
                    if self.peek() == b'}' as i32 && !in_spec && self.mode().depth == 0 {
                        self.cur += 1;
                        return self.make(token, kind, start, self.cur - 1);
                    }
                    self.cur -= 1;
                    self.leave_format_spec();
                    return self.make(token, kind, start, self.cur);
                }
                b'\\' if c >= 0 => {
                    let mut peek = self.next_char();
                    if peek == b'\r' as i32 {
                        peek = self.next_char();
                    }
                    if peek == b'{' as i32 || peek == b'}' as i32 {
                        // The brace counts; the backslash before it is an invalid escape.
                        if !raw && !self.warn_invalid_escape(peek as u8 as char) {
                            return self.make_bare(token, ERRORTOKEN);
                        }
                        self.back_up(peek);
                        continue;
                    }
                    if !raw && peek == b'N' as i32 && self.peek() == b'{' as i32 {
                        self.cur += 1;
                        named_escape = true;
                    }
                }
                _ => {}
            }
        }
        // The quotes belong to the end token.
        self.cur -= quote_size;
        self.make(token, kind, start, self.cur)
    }

    fn unterminated_fstring(&mut self, token: &mut RawToken, c: i32) -> u8 {
        let (start, line_start, lineno) = (
            self.mode().start,
            self.mode().line_start,
            self.mode().lineno,
        );
        let (size, letter) = (self.mode().quote_size, self.mode().letter());
        let detected = self.lineno;
        self.cur = start + 1;
        self.line_start = line_start;
        self.lineno = lineno;
        if size == 3 {
            self.syntax_error(format!(
                "unterminated triple-quoted {letter}-string literal (detected at line {detected})"
            ));
            if c != b'\n' as i32 {
                self.done = Done::EofInString;
            }
        } else {
            self.syntax_error(format!(
                "unterminated {letter}-string literal (detected at line {detected})"
            ));
        }
        self.make_bare(token, ERRORTOKEN)
    }

    fn warn_invalid_escape(&mut self, c: char) -> bool {
        let message = format!(
            "\"\\{c}\" is an invalid escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\\\{c}\"? A raw string is also an option."
        );
        let as_error = format!(
            "\"\\{c}\" is an invalid escape sequence. Did you mean \"\\\\{c}\"? A raw string is also an option."
        );
        self.warn(&message, &as_error)
    }

    // ---- The text of replacement fields

    fn mark_field_start(&mut self) {
        let cur = self.cur;
        let mode = self.mode_mut();
        mode.expr_start = Some(cur);
        mode.expr_end = None;
    }

    /// Punctuation in a replacement field, before it counts as a bracket: notes the field's text, and gives the colon
    /// that begins a format specifier.
    pub(super) fn field_punctuation(
        &mut self,
        token: &mut RawToken,
        start: usize,
        c: u8,
    ) -> Option<u8> {
        if !self.mode().inside_expr() {
            return None;
        }
        let mode = self.mode();
        let cursor = mode.depth - i32::from(c != b'{');
        let in_format_or_debug = cursor == 1 && (mode.debug || mode.in_format_spec);
        let at_expr_start = cursor == mode.expr_start_depth;
        if cursor == 0 || in_format_or_debug {
            match c {
                b'{' => self.mark_field_start(),
                b':' if self.mode().expr_end.is_some() => {}
                _ => self.mode_mut().expr_end = Some(start),
            }
            if c != b'{' {
                self.attach_field_text(token);
            }
        }
        if c == b':' && at_expr_start {
            let mode = self.mode_mut();
            mode.kind = ModeKind::FString;
            mode.in_format_spec = true;
            return Some(self.make(token, COLON, start, self.cur));
        }
        None
    }

    fn attach_field_text(&self, token: &mut RawToken) {
        let mode = self.mode();
        if !(mode.debug || mode.template) || token.metadata.is_some() {
            return;
        }
        let (Some(from), Some(to)) = (mode.expr_start, mode.expr_end) else {
            return;
        };
        let text = self.buf.get(from..to).unwrap_or(&[]);
        token.metadata = Some(without_comments(&String::from_utf8_lossy(text)).into());
    }
}

/// Drops comments, which may stand in replacement fields that go over lines.
fn without_comments(text: &str) -> String {
    let in_string_after = |quote: Option<char>, c: char| match quote {
        None if c == '"' || c == '\'' => Some(c),
        Some(open) if c == open => None,
        other => other,
    };
    // A string's quotes are odd or even in number, so a plain toggle finds its end.
    let (mut quote, mut has_comment, mut chars) = (None, false, text.chars());
    while let Some(c) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == '#' && quote.is_none() {
            has_comment = true;
            break;
        } else {
            quote = in_string_after(quote, c);
        }
    }
    if !has_comment {
        return text.to_string();
    }
    let (mut out, mut quote, mut chars) = (String::with_capacity(text.len()), None, text.chars());
    while let Some(c) = chars.next() {
        if c == '#' && quote.is_none() {
            if chars.by_ref().any(|c| c == '\n') {
                out.push('\n');
            }
            continue;
        }
        out.push(c);
        if c == '\\' {
            out.extend(chars.next());
        } else {
            quote = in_string_after(quote, c);
        }
    }
    out
}
