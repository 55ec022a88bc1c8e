//! Number tokens. Their value is the parser's business; what may follow them is ours.

use super::lexer::{is_digit, is_identifier_char};
use super::*;

/// A malformed number: the error is set.
struct Bad;

fn is_letter(c: i32, letter: u8) -> bool {
    c == letter as i32 || c == letter.to_ascii_uppercase() as i32
}

impl Tokenizer<'_> {
    /// A number whose first character has been taken.
    pub(super) fn number(&mut self, token: &mut RawToken, start: usize, first: i32) -> u8 {
        let result = if first == b'0' as i32 {
            self.number_from_zero(start)
        } else if first == b'.' as i32 {
            self.fraction()
        } else {
            self.digits().and_then(|()| self.after_integer())
        };
        match result {
            Ok(()) => self.make(token, NUMBER, start, self.cur),
            Err(Bad) => self.make_bare(token, ERRORTOKEN),
        }
    }

    /// Digits with single underscores between them.
    fn digits(&mut self) -> Result<(), Bad> {
        loop {
            while is_digit(self.peek()) {
                self.cur += 1;
            }
            if self.peek() != b'_' as i32 {
                return Ok(());
            }
            self.cur += 1;
            if !is_digit(self.peek()) {
                self.syntax_error("invalid decimal literal");
                return Err(Bad);
            }
        }
    }

    fn number_from_zero(&mut self, start: usize) -> Result<(), Bad> {
        let c = self.peek();
        for (letter, radix, name) in [
            (b'x', 16, "hexadecimal"),
            (b'o', 8, "octal"),
            (b'b', 2, "binary"),
        ] {
            if is_letter(c, letter) {
                self.cur += 1;
                return self.radix_digits(radix, name);
            }
        }
        // Zeros, or what was octal in Python 2.
        loop {
            if self.peek() == b'_' as i32 {
                self.cur += 1;
                if !is_digit(self.peek()) {
                    self.syntax_error("invalid decimal literal");
                    return Err(Bad);
                }
            }
            if self.peek() != b'0' as i32 {
                break;
            }
            self.cur += 1;
        }
        // The column where the zeros end counts the character after them.
        let zeros_end = self.cur + usize::from(self.peek() != EOF);
        let nonzero = is_digit(self.peek());
        if nonzero {
            self.digits()?;
        }
        let c = self.peek();
        if c == b'.' as i32 || is_letter(c, b'e') || is_letter(c, b'j') {
            return self.after_integer();
        }
        if nonzero && !self.extra_tokens {
            let columns = (start + 1 - self.line_start, zeros_end - self.line_start);
            self.syntax_error_range(
                Some((columns.0 as i32, columns.1 as i32)),
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers".into(),
            );
            return Err(Bad);
        }
        self.verify_end("decimal")
    }

    fn radix_digits(&mut self, radix: u32, name: &str) -> Result<(), Bad> {
        let is_radix_digit = |c: i32| c >= 0 && (c as u8 as char).is_digit(radix);
        loop {
            if self.peek() == b'_' as i32 {
                self.cur += 1;
            }
            let c = self.peek();
            if !is_radix_digit(c) {
                return Err(self.bad_radix_digit(c, name));
            }
            while is_radix_digit(self.peek()) {
                self.cur += 1;
            }
            if self.peek() != b'_' as i32 {
                break;
            }
        }
        let c = self.peek();
        if is_digit(c) {
            return Err(self.bad_radix_digit(c, name));
        }
        self.verify_end(name)
    }

    fn bad_radix_digit(&mut self, c: i32, name: &str) -> Bad {
        if is_digit(c) {
            self.cur += 1;
            self.syntax_error(format!(
                "invalid digit '{}' in {name} literal",
                c as u8 as char
            ));
        } else {
            self.syntax_error(format!("invalid {name} literal"));
        }
        Bad
    }

    fn after_integer(&mut self) -> Result<(), Bad> {
        if self.peek() == b'.' as i32 {
            self.cur += 1;
            return self.fraction();
        }
        self.exponent()
    }

    fn fraction(&mut self) -> Result<(), Bad> {
        if is_digit(self.peek()) {
            self.digits()?;
        }
        self.exponent()
    }

    fn exponent(&mut self) -> Result<(), Bad> {
        let e = self.peek();
        if is_letter(e, b'e') {
            self.cur += 1;
            let c = self.peek();
            if c == b'+' as i32 || c == b'-' as i32 {
                self.cur += 1;
                if !is_digit(self.peek()) {
                    self.syntax_error("invalid decimal literal");
                    return Err(Bad);
                }
            } else if !is_digit(c) {
                // No exponent after all: a word follows the number.
                self.cur -= 1;
                return self.verify_end("decimal");
            }
            self.digits()?;
        }
        if is_letter(self.peek(), b'j') {
            self.cur += 1;
            return self.verify_end("imaginary");
        }
        self.verify_end("decimal")
    }

    /// Some keywords may follow a number immediately, with a warning; other words may not.
    fn verify_end(&mut self, name: &str) -> Result<(), Bad> {
        if self.extra_tokens {
            return Ok(());
        }
        let c = self.peek();
        if !(0..128).contains(&c) || !is_identifier_char(c) {
            return Ok(());
        }
        let rest = &self.buf[self.cur..self.inp];
        let whole = |word: &[u8]| {
            rest.starts_with(word)
                && rest
                    .get(word.len())
                    .is_none_or(|c| !is_identifier_char(*c as i32))
        };
        let keyword = [&b"and"[..], b"else", b"for", b"or", b"not"]
            .into_iter()
            .any(whole)
            || (rest[0] == b'i' && matches!(rest.get(1), Some(b'f' | b'n' | b's')));
        let message = format!("invalid {name} literal");
        if !keyword {
            self.syntax_error(message);
            return Err(Bad);
        }
        if self.warn(&message, &message) {
            Ok(())
        } else {
            Err(Bad)
        }
    }
}
