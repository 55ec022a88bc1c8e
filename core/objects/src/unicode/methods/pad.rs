//! White space and padding: `center` and kin, `strip` and kin, `expandtabs`, `zfill`.

use crate::clinic::*;
use crate::prelude::*;
use crate::unicode::{Writer, database};

impl Str {
    fn pad(&self, left: usize, right: usize, fill: u32) -> PyResult<Ref<Str>> {
        if left == 0 && right == 0 {
            return self.to_exact();
        }
        let total = left
            .checked_add(self.len())
            .and_then(|n| n.checked_add(right));
        let Some(total) = total.filter(|n| *n <= isize::MAX as usize) else {
            return Err(raise!(OverflowError, "padded string is too long"));
        };
        let mut w = Writer::with_capacity(total);
        w.c_struct().overallocate = 0;
        w.prepare(total, self.max_char().max(fill))?;
        w.push_repeat(fill, left)?;
        w.push_substring_of(self, 0, self.len())?;
        w.push_repeat(fill, right)?;
        w.finish()
    }

    fn missing(&self, width: isize) -> usize {
        (width.max(0) as usize).saturating_sub(self.len())
    }

    /// The text without the characters at the ends for which `drop` holds.
    pub(crate) fn strip_with(
        &self,
        left: bool,
        right: bool,
        drop: impl Fn(u32) -> bool,
    ) -> PyResult<Ref<Str>> {
        let s = self.chars();
        let (mut a, mut b) = (0, s.len());
        if left {
            while a < b && drop(s.at(a)) {
                a += 1;
            }
        }
        if right {
            while b > a && drop(s.at(b - 1)) {
                b -= 1;
            }
        }
        self.substring(a, b)
    }

    fn strip_arg(
        &self,
        chars: Nullable<&Object>,
        left: bool,
        right: bool,
        name: &str,
    ) -> PyResult<Ref<Str>> {
        match chars.0 {
            None => self.strip_with(left, right, database::is_space),
            Some(set) => match set.downcast::<Str>() {
                Some(set) => {
                    let set = set.chars();
                    self.strip_with(left, right, |c| set.iter().any(|x| x == c))
                }
                None => Err(raise!(TypeError, "{} arg must be None or str", name)),
            },
        }
    }
}

/// The character to fill with: a space unless given.
fn fill(o: Option<&Object>) -> PyResult<u32> {
    let Some(o) = o else { return Ok(32) };
    match o.downcast::<Str>() {
        None => Err(raise!(
            TypeError,
            "The fill character must be a unicode character, not {:.100}",
            o.class().tp_name()
        )),
        Some(s) if s.len() != 1 => Err(raise!(
            TypeError,
            "The fill character must be exactly one character long"
        )),
        Some(s) => Ok(s.char_at(0)),
    }
}

#[pymethods(export = PAD)]
impl Str {
    /// In the middle of a line of a given width.
    #[method("center(width, fillchar=' ', /)")]
    fn center(
        &self,
        width: isize,
        #[default(None)] fillchar: Option<&Object>,
    ) -> PyResult<Ref<Str>> {
        let pad = self.missing(width);
        let left = pad / 2 + (pad & width.max(0) as usize & 1);
        self.pad(left, pad - left, fill(fillchar)?)
    }

    /// At the left of a line of a given width.
    #[method("ljust(width, fillchar=' ', /)")]
    fn ljust(
        &self,
        width: isize,
        #[default(None)] fillchar: Option<&Object>,
    ) -> PyResult<Ref<Str>> {
        self.pad(0, self.missing(width), fill(fillchar)?)
    }

    /// At the right of a line of a given width.
    #[method("rjust(width, fillchar=' ', /)")]
    fn rjust(
        &self,
        width: isize,
        #[default(None)] fillchar: Option<&Object>,
    ) -> PyResult<Ref<Str>> {
        self.pad(self.missing(width), 0, fill(fillchar)?)
    }

    /// Zeros in front, after a sign if there is one, up to a given width.
    #[method("zfill(width, /)")]
    fn zfill(&self, width: isize) -> PyResult<Ref<Str>> {
        let pad = self.missing(width);
        if pad == 0 {
            return self.to_exact();
        }
        let sign = self.chars().get(0).filter(|c| *c == 43 || *c == 45);
        let Some(c) = sign else {
            return self.pad(pad, 0, 48);
        };
        let mut w = Writer::with_capacity(self.len() + pad);
        w.push_char(c)?;
        w.push_repeat(48, pad)?;
        w.push_substring_of(self, 1, self.len())?;
        w.finish()
    }

    /// Tabs replaced by spaces up to the next column that tabsize divides.
    #[method("expandtabs(tabsize=8)")]
    fn expandtabs(&self, tabsize: i32) -> PyResult<Ref<Str>> {
        if !self.iter_chars().any(|c| c == 9) {
            return self.to_exact();
        }
        let mut w = Writer::with_capacity(self.len());
        let mut column = 0;
        for c in self.iter_chars() {
            if c == 9 {
                if tabsize > 0 {
                    let size = tabsize as usize;
                    let n = size - column % size;
                    column += n;
                    if w.len()
                        .checked_add(n)
                        .is_none_or(|n| n > isize::MAX as usize / 2)
                    {
                        return Err(raise!(OverflowError, "new string is too long"));
                    }
                    w.push_repeat(32, n)?;
                }
                continue;
            }
            w.push_char(c)?;
            column = if c == 10 || c == 13 { 0 } else { column + 1 };
        }
        w.finish()
    }

    /// Without white space, or the characters given, at both ends.
    #[method("strip(chars=None, /)")]
    fn strip(&self, chars: Nullable<&Object>) -> PyResult<Ref<Str>> {
        self.strip_arg(chars, true, true, "strip")
    }

    /// Without white space, or the characters given, at the beginning.
    #[method("lstrip(chars=None, /)")]
    fn lstrip(&self, chars: Nullable<&Object>) -> PyResult<Ref<Str>> {
        self.strip_arg(chars, true, false, "lstrip")
    }

    /// Without white space, or the characters given, at the end.
    #[method("rstrip(chars=None, /)")]
    fn rstrip(&self, chars: Nullable<&Object>) -> PyResult<Ref<Str>> {
        self.strip_arg(chars, false, true, "rstrip")
    }
}
