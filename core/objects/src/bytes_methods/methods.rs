//! The signatures of the shared methods.

/// Writes the shared methods of `bytes` and `bytearray` as `$t::SHARED`.
macro_rules! shared_methods {
    ($t:ident) => {
        #[pymethods(export = SHARED)]
        impl $t {
            /// The first byte in upper case, the rest in lower case (ASCII).
            #[method("capitalize()")]
            fn capitalize(&self) -> PyResult<Ref<$t>> {
                self.map(ascii::capitalize())
            }
            /// In the middle of a line of a given width.
            #[method("center(width, fillchar=b' ', /)")]
            fn center(
                &self,
                width: isize,
                #[default(None)] fillchar: Option<&Object>,
            ) -> PyResult<Ref<$t>> {
                pad::center(self, width, pad::fill(fillchar, "center")?)
            }
            /// How often a part occurs in b[start:end], without overlap.
            #[method("count(sub[, start[, end]], /)")]
            fn count(
                &self,
                sub: &Object,
                start: SliceIndexNone,
                end: SliceIndexNone,
            ) -> PyResult<usize> {
                let part = Needle::get_for(self, sub)?;
                Ok(self.with(|s| bytes_methods::count(s, part.as_slice(), start.0, end.0)))
            }
            /// The text that the bytes encode.
            #[method("decode(encoding='utf-8', errors='strict')")]
            fn decode(
                &self,
                #[default(None)] encoding: Option<&str>,
                #[default(None)] errors: Option<&str>,
            ) -> PyResult<Ref<Str>> {
                crate::unicode::codec::decode_object(self, encoding, errors)
            }
            /// Does b[start:end] end with a part, or with one of a tuple of parts?
            #[method("endswith(suffix[, start[, end]], /)")]
            fn endswith(
                &self,
                suffix: &Object,
                start: SliceIndexNone,
                end: SliceIndexNone,
            ) -> PyResult<bool> {
                bytes_methods::tail_match(self, suffix, start.0, end.0, true)
            }
            /// Tabs replaced by spaces up to the next column that tabsize divides.
            #[method("expandtabs(tabsize=8)")]
            fn expandtabs(&self, tabsize: i32) -> PyResult<Ref<$t>> {
                pad::expandtabs(self, tabsize)
            }
            /// The lowest index at which a part occurs in b[start:end]; -1 if it does not.
            #[method("find(sub[, start[, end]], /)")]
            fn find(
                &self,
                sub: &Object,
                start: SliceIndexNone,
                end: SliceIndexNone,
            ) -> PyResult<isize> {
                let part = Needle::get_for(self, sub)?;
                let found =
                    self.with(|s| bytes_methods::find(s, part.as_slice(), start.0, end.0, false));
                Ok(found.map_or(-1, |i| i as isize))
            }
            /// Two hexadecimal digits a byte, with `sep` between groups of `bytes_per_sep` bytes, which are counted from the right,
            /// or from the left if the number is negative.
            ///
            /// >>> value = bytes([10, 255, 16])
            /// >>> value.hex()
            /// '0aff10'
            /// >>> value.hex('-', 2)
            /// '0a-ff10'
            #[method("hex(sep=<unrepresentable>, bytes_per_sep=1)")]
            fn hex(&self, sep: Option<&Object>, bytes_per_sep: i32) -> PyResult<Ref<Str>> {
                // The separator's length is asked for, which may run code.
                let _pin = self.pin();
                self.with(|s| hex::hex_text(s, sep, bytes_per_sep as isize))
            }
            /// As find(), but ValueError if the part does not occur.
            #[method("index(sub[, start[, end]], /)")]
            fn index(
                &self,
                sub: &Object,
                start: SliceIndexNone,
                end: SliceIndexNone,
            ) -> PyResult<usize> {
                let part = Needle::get_for(self, sub)?;
                self.with(|s| bytes_methods::find(s, part.as_slice(), start.0, end.0, false))
                    .ok_or_else(|| raise!(ValueError, "subsection not found"))
            }
            /// Are the bytes, of which there are some, all ASCII letters and digits?
            #[method("isalnum()")]
            fn isalnum(&self) -> bool {
                self.with(ascii::isalnum)
            }
            /// Are the bytes, of which there are some, all ASCII letters?
            #[method("isalpha()")]
            fn isalpha(&self) -> bool {
                self.with(ascii::isalpha)
            }
            /// Are all bytes below 128?
            #[method("isascii()")]
            fn isascii(&self) -> bool {
                self.with(|s| s.is_ascii())
            }
            /// Are the bytes, of which there are some, all ASCII digits?
            #[method("isdigit()")]
            fn isdigit(&self) -> bool {
                self.with(ascii::isdigit)
            }
            /// Are the letters, of which there are some, all in lower case?
            #[method("islower()")]
            fn islower(&self) -> bool {
                self.with(ascii::islower)
            }
            /// Are the bytes, of which there are some, all white space?
            #[method("isspace()")]
            fn isspace(&self) -> bool {
                self.with(ascii::isspace)
            }
            /// Do capitals stand at the beginnings of words, and only there?
            #[method("istitle()")]
            fn istitle(&self) -> bool {
                self.with(ascii::istitle)
            }
            /// Are the letters, of which there are some, all in upper case?
            #[method("isupper()")]
            fn isupper(&self) -> bool {
                self.with(ascii::isupper)
            }
            /// The bytes-like objects of an iterable, with this one between them.
            #[method("join(iterable_of_bytes, /)")]
            fn join(&self, iterable_of_bytes: &Object) -> PyResult<Ref<$t>> {
                bytes_methods::join(self, iterable_of_bytes)
            }
            /// At the left of a line of a given width.
            #[method("ljust(width, fillchar=b' ', /)")]
            fn ljust(
                &self,
                width: isize,
                #[default(None)] fillchar: Option<&Object>,
            ) -> PyResult<Ref<$t>> {
                pad::ljust(self, width, pad::fill(fillchar, "ljust")?)
            }
            /// All ASCII letters in lower case.
            #[method("lower()")]
            fn lower(&self) -> PyResult<Ref<$t>> {
                self.map(ascii::lower())
            }
            /// Without white space, or the bytes given, at the beginning.
            #[method("lstrip(bytes=None, /)")]
            fn lstrip(&self, bytes: Nullable<&Object>) -> PyResult<Ref<$t>> {
                pad::strip(self, bytes.0, true, false)
            }
            /// A table for translate().
            #[staticmethod("maketrans(frm, to, /)")]
            fn maketrans(frm: Buffer, to: Buffer) -> PyResult<Ref<Bytes>> {
                bytes_methods::maketrans(&frm, &to)
            }
            /// What is before the first separator, the separator, and what is after it.
            #[method("partition(sep, /)")]
            fn partition(&self, sep: &Object) -> PyResult<Ref<Tuple>> {
                split::partition(self, sep, false)
            }
            /// A copy in which a part is replaced by another wherever it occurs, or the first count times.
            #[method("replace(old, new, count=-1, /)")]
            fn replace(&self, old: Buffer, new: Buffer, count: isize) -> PyResult<Ref<$t>> {
                bytes_methods::replace(self, old.as_slice(), new.as_slice(), count)
            }
            /// The bytes without a beginning, if they begin so.
            #[method("removeprefix(prefix, /)")]
            fn removeprefix(&self, prefix: Buffer) -> PyResult<Ref<$t>> {
                match self.with(|s| s.strip_prefix(prefix.as_slice()).map(<$t>::make)) {
                    Some(cut) if !prefix.is_empty() => cut,
                    _ => self.same(),
                }
            }
            /// The bytes without an end, if they end so.
            #[method("removesuffix(suffix, /)")]
            fn removesuffix(&self, suffix: Buffer) -> PyResult<Ref<$t>> {
                match self.with(|s| s.strip_suffix(suffix.as_slice()).map(<$t>::make)) {
                    Some(cut) if !suffix.is_empty() => cut,
                    _ => self.same(),
                }
            }
            /// The highest index at which a part occurs in b[start:end]; -1 if it does not.
            #[method("rfind(sub[, start[, end]], /)")]
            fn rfind(
                &self,
                sub: &Object,
                start: SliceIndexNone,
                end: SliceIndexNone,
            ) -> PyResult<isize> {
                let part = Needle::get_for(self, sub)?;
                let found =
                    self.with(|s| bytes_methods::find(s, part.as_slice(), start.0, end.0, true));
                Ok(found.map_or(-1, |i| i as isize))
            }
            /// As rfind(), but ValueError if the part does not occur.
            #[method("rindex(sub[, start[, end]], /)")]
            fn rindex(
                &self,
                sub: &Object,
                start: SliceIndexNone,
                end: SliceIndexNone,
            ) -> PyResult<usize> {
                let part = Needle::get_for(self, sub)?;
                self.with(|s| bytes_methods::find(s, part.as_slice(), start.0, end.0, true))
                    .ok_or_else(|| raise!(ValueError, "subsection not found"))
            }
            /// At the right of a line of a given width.
            #[method("rjust(width, fillchar=b' ', /)")]
            fn rjust(
                &self,
                width: isize,
                #[default(None)] fillchar: Option<&Object>,
            ) -> PyResult<Ref<$t>> {
                pad::rjust(self, width, pad::fill(fillchar, "rjust")?)
            }
            /// What is before the last separator, the separator, and what is after it.
            #[method("rpartition(sep, /)")]
            fn rpartition(&self, sep: &Object) -> PyResult<Ref<Tuple>> {
                split::partition(self, sep, true)
            }
            /// The parts between separators, from the right; at white space if no separator is given.
            #[method("rsplit(sep=None, maxsplit=-1)")]
            fn rsplit(&self, sep: Nullable<&Object>, maxsplit: isize) -> PyResult<Ref<List>> {
                split::split(self, sep.0, maxsplit, true)
            }
            /// Without white space, or the bytes given, at the end.
            #[method("rstrip(bytes=None, /)")]
            fn rstrip(&self, bytes: Nullable<&Object>) -> PyResult<Ref<$t>> {
                pad::strip(self, bytes.0, false, true)
            }
            /// The parts between separators, from the left; at white space if no separator is given.
            #[method("split(sep=None, maxsplit=-1)")]
            fn split(&self, sep: Nullable<&Object>, maxsplit: isize) -> PyResult<Ref<List>> {
                split::split(self, sep.0, maxsplit, false)
            }
            /// The lines, without their ends unless keepends is true.
            #[method("splitlines(keepends=False)")]
            fn splitlines(&self, keepends: bool) -> PyResult<Ref<List>> {
                split::splitlines(self, keepends)
            }
            /// Does b[start:end] begin with a part, or with one of a tuple of parts?
            #[method("startswith(prefix[, start[, end]], /)")]
            fn startswith(
                &self,
                prefix: &Object,
                start: SliceIndexNone,
                end: SliceIndexNone,
            ) -> PyResult<bool> {
                bytes_methods::tail_match(self, prefix, start.0, end.0, false)
            }
            /// Without white space, or the bytes given, at both ends.
            #[method("strip(bytes=None, /)")]
            fn strip(&self, bytes: Nullable<&Object>) -> PyResult<Ref<$t>> {
                pad::strip(self, bytes.0, true, true)
            }
            /// ASCII letters of the other case.
            #[method("swapcase()")]
            fn swapcase(&self) -> PyResult<Ref<$t>> {
                self.map(ascii::swapcase())
            }
            /// Each word with a capital in front and the rest in lower case (ASCII).
            #[method("title()")]
            fn title(&self) -> PyResult<Ref<$t>> {
                self.map(ascii::title())
            }
            /// Each byte replaced by what a table of 256 has for it, without the bytes to delete.
            #[method("translate(table, /, delete=b'')")]
            fn translate(
                &self,
                table: &Object,
                #[default(None)] delete: Option<&Object>,
            ) -> PyResult<Ref<$t>> {
                bytes_methods::translate(self, table, delete)
            }
            /// All ASCII letters in upper case.
            #[method("upper()")]
            fn upper(&self) -> PyResult<Ref<$t>> {
                self.map(ascii::upper())
            }
            /// Zeros in front, after a sign if there is one, up to a given width.
            #[method("zfill(width, /)")]
            fn zfill(&self, width: isize) -> PyResult<Ref<$t>> {
                pad::zfill(self, width)
            }
        }
    };
}
pub(crate) use shared_methods;
