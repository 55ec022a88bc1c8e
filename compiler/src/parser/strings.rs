//! String literals: escapes, concatenation, and the pieces of f-strings and t-strings.

use super::escape::{InvalidEscape, unescape_bytes, unescape_text};
use super::nodes::*;
use super::state::*;
use crate::ast::Location;
use crate::constant::{Constant, Text};
use crate::error::ErrorKind;
use crate::text::{Wtf8, Wtf8String};
use crate::tokenizer::kinds::*;

/// What is wrong with a literal.
enum Bad {
    /// A message for "(unicode error) ..." or "(value error) ...".
    Decode(String),
    /// The error is set.
    Raised,
}

impl<'a> Parser<'a> {
    /// A STRING token as a constant.
    pub fn constant_from_string(&mut self, tok: Tok) -> Option<Expr<'a>> {
        let unicode = self.bytes(tok).first() == Some(&b'u');
        let value = self.parse_string(tok);
        let value = self.decoded(value)?;
        let place = self.token(tok).place;
        Some(self.constant_value(value, unicode, place))
    }

    fn decoded<T>(&mut self, result: Result<T, Bad>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(Bad::Raised) => None,
            Err(Bad::Decode(message)) => self.raise(message),
        }
    }

    fn parse_string(&mut self, tok: Tok) -> Result<Constant, Bad> {
        let std::ops::Range { start, end } = self.extent(tok);
        let text = &self.tok.buf[start..end];
        let prefix = text.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let has = |lower: u8| {
            text[..prefix]
                .iter()
                .any(|c| c.to_ascii_lowercase() == lower)
        };
        let (is_bytes, raw) = (has(b'b'), has(b'r'));
        let quote = text[prefix];
        let size =
            if text.len() >= prefix + 6 && text[prefix + 1] == quote && text[prefix + 2] == quote {
                3
            } else {
                1
            };
        let (from, to) = (start + prefix + size, end - size);
        let body = &self.tok.buf[from..to];
        let raw = raw || memchr::memchr(b'\\', body).is_none();
        if is_bytes {
            if !body.is_ascii() {
                self.raise_at::<()>(tok, "bytes can only contain ASCII literal characters");
                return Err(Bad::Raised);
            }
            if raw {
                return Ok(Constant::Bytes(body.to_vec()));
            }
            let (value, invalid) = unescape_bytes(body).map_err(Bad::Decode)?;
            self.warn_invalid_escape(from, to, invalid, tok)?;
            return Ok(Constant::Bytes(value));
        }
        Ok(Constant::Str(self.decode_text(from, to, raw, tok)?))
    }

    /// Bytes of the buffer as text, with escapes unless `raw`; warnings blame `tok`.
    fn decode_text(&mut self, from: usize, to: usize, raw: bool, tok: Tok) -> Result<Text, Bad> {
        // The source has been decoded, so this is UTF-8.
        let body = String::from_utf8_lossy(&self.tok.buf[from..to]);
        if raw || !body.contains('\\') {
            return Ok(Text::from(<&Wtf8>::from(&*body)));
        }
        let (value, invalid) = unescape_text(&body, &mut *self.tok.host).map_err(Bad::Decode)?;
        self.warn_invalid_escape(from, to, invalid, tok)?;
        Ok(Text::from(value))
    }

    fn warn_invalid_escape(
        &mut self,
        from: usize,
        to: usize,
        invalid: InvalidEscape,
        tok: Tok,
    ) -> Result<(), Bad> {
        let Some(at) = invalid else { return Ok(()) };
        if self.second_pass {
            return Ok(()); // told in the first
        }
        let body = &self.tok.buf[from..to];
        let c = body.get(at).copied().unwrap_or(b'\\');
        let class = self.token(tok).class;
        let in_fstring = matches!(
            class,
            FSTRING_MIDDLE | FSTRING_END | TSTRING_MIDDLE | TSTRING_END
        );
        if in_fstring && matches!(c, b'{' | b'}') {
            return Ok(()); // the tokenizer has warned
        }
        let octal = (b'4'..=b'7').contains(&c);
        let (shown, kind) = if octal {
            (
                String::from_utf8_lossy(&body[at..(at + 3).min(body.len())]).into_owned(),
                "invalid octal escape sequence",
            )
        } else {
            ((c as char).to_string(), "invalid escape sequence")
        };
        let place = self.token(tok).place;
        let before = &body[..at];
        let newlines = before.iter().filter(|b| **b == b'\n').count() as i32;
        let lineno = place.lineno + newlines;
        let col = if newlines > 0 {
            before.iter().rev().take_while(|b| **b != b'\n').count() as i32
        } else {
            let text = self.bytes(tok);
            let quotes = text.iter().take_while(|b| matches!(b, b'\'' | b'"'));
            let quotes = quotes.filter(|b| Some(*b) == text.first()).count() as i32;
            place.col_offset + at as i32 + quotes
        };
        let message = format!(
            "\"\\{shown}\" is an {kind}. Such sequences will not work in the future. \
             Did you mean \"\\\\{shown}\"? A raw string is also an option."
        );
        let where_ = Location::new(lineno, col - 1, lineno, col + 1);
        match self.tok.host.syntax_warning(&message, where_) {
            Ok(()) => Ok(()),
            Err(error) if error.kind == ErrorKind::SyntaxError => {
                self.known_err_token = Some(tok);
                let message = format!(
                    "\"\\{shown}\" is an {kind}. Did you mean \"\\\\{shown}\"? A raw string is also an option."
                );
                self.raise_place::<()>(ErrorKind::SyntaxError, where_, message.into());
                Err(Bad::Raised)
            }
            Err(error) => {
                self.failed = true;
                self.tok.error = Some(error);
                Err(Bad::Raised)
            }
        }
    }

    // ---- f-strings and t-strings

    /// Literal text: decoded when the whole string is known.
    pub fn middle_constant(&self, tok: Tok) -> Expr<'a> {
        self.expr(E::Middle(tok), self.token(tok).place)
    }

    /// Literal text in a format specifier.
    pub fn decoded_constant(&mut self, tok: Tok) -> Option<Expr<'a>> {
        let raw = self.tok.current_fstring_is_raw();
        let std::ops::Range { start, end } = self.extent(tok);
        let text = self.decode_text(start, end, raw, tok);
        let text = self.decoded(text)?;
        let place = self.token(tok).place;
        Some(self.constant_value(Constant::Str(text), false, place))
    }

    pub fn conversion(&mut self, mark: Tok, name: Expr<'a>) -> Option<Conversion<'a>> {
        let place = self.token(mark).place;
        if place.lineno != name.place.lineno || place.end_col_offset != name.place.col_offset {
            let letter = self.string_letter();
            return self.raise_range(
                mark,
                name,
                format!(
                    "{letter}-string: conversion type must come right after the exclamation mark"
                ),
            );
        }
        let id = self.name(name.id()).clone();
        if !matches!(id.as_bytes(), [b's' | b'r' | b'a']) {
            let letter = self.string_letter();
            return self.raise_at(
                name,
                format!("{letter}-string: invalid conversion character '{id}': expected 's', 'r', or 'a'"),
            );
        }
        Some(Conversion { name, token: mark })
    }

    /// `f` or `t`, by the innermost string that is open here.
    fn string_letter(&self) -> char {
        let mut closed = 0;
        for token in self.tokens[..self.mark.min(self.tokens.len())].iter().rev() {
            match token.class {
                FSTRING_END | TSTRING_END => closed += 1,
                FSTRING_START | TSTRING_START if closed > 0 => closed -= 1,
                TSTRING_START => return 't',
                FSTRING_START => return 'f',
                _ => {}
            }
        }
        'f'
    }

    pub fn format_spec(
        &mut self,
        colon: Tok,
        spec: &'a [Expr<'a>],
        place: Location,
    ) -> Option<FormatSpec<'a>> {
        let parts: Vec<Expr<'a>> = spec
            .iter()
            .copied()
            .filter(|e| !self.is_empty_text(e))
            .collect();
        let plain = match parts.as_slice() {
            [] => true,
            [only] => matches!(only.kind, E::Constant { .. }),
            _ => false,
        };
        let parts = self.slice(&parts);
        let value = if plain {
            self.expr(E::JoinedStr { values: parts }, place)
        } else {
            self.concatenate_strings(parts, place)?
        };
        Some(FormatSpec {
            value,
            token: colon,
        })
    }

    fn conversion_value(
        &self,
        debug: Option<Tok>,
        conversion: Option<Conversion<'a>>,
        format: Option<FormatSpec<'a>>,
    ) -> i32 {
        match conversion {
            Some(conversion) => self
                .name(conversion.name.id())
                .as_bytes()
                .first()
                .map_or(-1, |c| *c as i32),
            None if debug.is_some() && format.is_none() => b'r' as i32,
            None => -1,
        }
    }

    /// Where the text of the expression ends, and the token that carries it.
    fn field_end(
        &self,
        conversion: Option<Conversion<'a>>,
        format: Option<FormatSpec<'a>>,
        brace: Tok,
        place: Location,
    ) -> (i32, i32, Tok) {
        match (conversion, format) {
            (Some(c), _) => (c.name.place.lineno, c.name.place.col_offset, c.token),
            (None, Some(f)) => (f.value.place.lineno, f.value.place.col_offset + 1, f.token),
            (None, None) => (place.end_lineno, place.end_col_offset, brace),
        }
    }

    pub fn formatted_value(
        &mut self,
        value: Expr<'a>,
        debug: Option<Tok>,
        conversion: Option<Conversion<'a>>,
        format: Option<FormatSpec<'a>>,
        brace: Tok,
        place: Location,
    ) -> Option<Expr<'a>> {
        let number = self.conversion_value(debug, conversion, format);
        let kind = E::FormattedValue {
            value,
            conversion: number,
            format_spec: format.map(|f| f.value),
        };
        let field = self.expr(kind, place);
        if debug.is_none() {
            return Some(field);
        }
        Some(self.with_debug_text(field, conversion, format, brace, place))
    }

    /// `x=` before the value of `{x=}`.
    fn with_debug_text(
        &mut self,
        field: Expr<'a>,
        conversion: Option<Conversion<'a>>,
        format: Option<FormatSpec<'a>>,
        brace: Tok,
        place: Location,
    ) -> Expr<'a> {
        let (line, col, token) = self.field_end(conversion, format, brace, place);
        let text = Constant::text(Wtf8String::from(self.field_text(token)));
        let text_place = Location::new(place.lineno, place.col_offset + 1, line, col - 1);
        let text = self.constant_value(text, false, text_place);
        let whole = Location::new(place.lineno, place.col_offset, line, col);
        self.expr(
            E::JoinedStr {
                values: self.slice(&[text, field]),
            },
            whole,
        )
    }

    pub fn interpolation(
        &mut self,
        value: Expr<'a>,
        debug: Option<Tok>,
        conversion: Option<Conversion<'a>>,
        format: Option<FormatSpec<'a>>,
        brace: Tok,
        place: Location,
    ) -> Option<Expr<'a>> {
        let number = self.conversion_value(debug, conversion, format);
        let (_, _, token) = self.field_end(conversion, format, brace, place);
        let text = self.field_text(token);
        let text = match debug {
            // The last one is the debugging sign: only white space can follow it.
            Some(_) => text.rfind('=').map_or(&text[..], |at| &text[..at]),
            None => &text,
        };
        let text = self.add_constant(Constant::text(Wtf8String::from(text)));
        let kind = E::Interpolation {
            value,
            text,
            conversion: number,
            format_spec: format.map(|f| f.value),
        };
        let field = self.expr(kind, place);
        if debug.is_none() {
            return Some(field);
        }
        Some(self.with_debug_text(field, conversion, format, brace, place))
    }

    pub fn joined_str(&mut self, start: Tok, parts: &'a [Expr<'a>], end: Tok) -> Option<Expr<'a>> {
        let values = self.decode_parts(start, parts, end)?;
        let place = self.token(start).place.to(self.token(end).place);
        Some(self.expr(E::JoinedStr { values }, place))
    }

    pub fn template_str(
        &mut self,
        start: Tok,
        parts: &'a [Expr<'a>],
        end: Tok,
    ) -> Option<Expr<'a>> {
        let values = self.decode_parts(start, parts, end)?;
        let place = self.token(start).place.to(self.token(end).place);
        let e = self.expr(E::TemplateStr { values }, place);
        self.check_version(14, "t-strings are", e)
    }

    /// Decodes the literal text and lifts the pairs that debugging fields are.
    fn decode_parts(
        &mut self,
        start: Tok,
        parts: &'a [Expr<'a>],
        end: Tok,
    ) -> Option<&'a [Expr<'a>]> {
        let raw = self.bytes(start).iter().any(|c| matches!(c, b'r' | b'R'));
        let mut out = Vec::with_capacity(parts.len());
        for part in parts {
            match part.kind {
                E::JoinedStr { values } => out.extend_from_slice(values),
                E::Middle(tok) => {
                    let std::ops::Range { start, end: end_at } = self.extent(tok);
                    let text = self.decode_text(start, end_at, raw, end);
                    let text = self.decoded(text)?;
                    if !text.is_empty() {
                        out.push(self.constant_value(Constant::Str(text), false, part.place));
                    }
                }
                _ => out.push(part),
            }
        }
        Some(self.slice(&out))
    }

    // ---- Concatenation

    fn text_of(&self, e: &Expr<'a>) -> Option<&Wtf8> {
        match e.kind {
            E::Constant { value, .. } => match &self.constants[value.0 as usize] {
                Constant::Str(s) => Some(s),
                _ => None,
            },
            _ => None,
        }
    }

    fn is_empty_text(&self, e: &Expr<'a>) -> bool {
        self.text_of(e).is_some_and(Wtf8::is_empty)
    }

    fn bytes_of(&self, e: &Expr<'a>) -> Option<&[u8]> {
        match e.kind {
            E::Constant { value, .. } => match &self.constants[value.0 as usize] {
                Constant::Bytes(b) => Some(b),
                _ => None,
            },
            _ => None,
        }
    }

    pub fn concatenate_strings(
        &mut self,
        strings: &'a [Expr<'a>],
        place: Location,
    ) -> Option<Expr<'a>> {
        let n_bytes = strings
            .iter()
            .filter(|e| self.bytes_of(e).is_some())
            .count();
        let f_string = strings
            .iter()
            .any(|e| !matches!(e.kind, E::Constant { .. }));
        if n_bytes > 0 {
            if n_bytes != strings.len() {
                return self.raise("cannot mix bytes and nonbytes literals");
            }
            if let [only] = strings {
                return Some(only);
            }
            let all: Vec<u8> = strings
                .iter()
                .filter_map(|e| self.bytes_of(e))
                .flatten()
                .copied()
                .collect();
            return Some(self.constant_value(Constant::Bytes(all), false, place));
        }
        if let ([only], false) = (strings, f_string) {
            return Some(only);
        }
        let values = self.fold_parts(strings, f_string);
        match values {
            [only] if !f_string => Some(only),
            _ => Some(self.expr(E::JoinedStr { values }, place)),
        }
    }

    pub fn concatenate_tstrings(
        &mut self,
        strings: &'a [Expr<'a>],
        place: Location,
    ) -> Option<Expr<'a>> {
        let values = self.fold_parts(strings, true);
        Some(self.expr(E::TemplateStr { values }, place))
    }

    /// The parts of all strings, with neighbouring texts made one; with `drop_empty`, without empty ones.
    fn fold_parts(&mut self, strings: &'a [Expr<'a>], drop_empty: bool) -> &'a [Expr<'a>] {
        let mut flat: Vec<Expr<'a>> = Vec::with_capacity(strings.len());
        for e in strings {
            match e.kind {
                E::JoinedStr { values } | E::TemplateStr { values } => {
                    flat.extend_from_slice(values)
                }
                _ => flat.push(e),
            }
        }
        let is_text = |e: &Expr<'a>| matches!(e.kind, E::Constant { .. });
        let mut out: Vec<Expr<'a>> = Vec::with_capacity(flat.len());
        let mut i = 0;
        while i < flat.len() {
            let run = flat[i..].iter().take_while(|e| is_text(e)).count();
            let mut e = flat[i];
            if run > 1 {
                let mut text = Wtf8String::new();
                for part in &flat[i..i + run] {
                    if let Some(s) = self.text_of(part) {
                        text.push_wtf8(s);
                    }
                }
                // The first literal decides whether the whole counts as u"".
                let unicode = matches!(e.kind, E::Constant { unicode: true, .. });
                let place = e.place.to(flat[i + run - 1].place);
                e = self.constant_value(Constant::text(text), unicode, place);
            }
            if !(drop_empty && self.is_empty_text(&e)) {
                out.push(e);
            }
            i += run.max(1);
        }
        self.slice(&out)
    }
}
