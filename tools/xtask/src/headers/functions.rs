//! Exported functions and data of a header: as our Rust declares them where it does, else as the facts have them.

use std::collections::HashSet;

use super::facts::{Fact, Kind};
use super::render::Header;
use super::rust::Exported;
use super::text::{
    Conditional, compact, data, doc_comment, name_in, safe, split_function, split_parameters,
};

impl Header<'_> {
    pub(super) fn declarations(&self, names: &[&str], singled: &HashSet<String>) -> String {
        let mut out = Conditional::new(self.name);
        for f in self.sources.facts.header(self.name) {
            // the list is the default build's: what only the other one shows is taken on trust, but for the internal tier
            let other_build = f.visible.ends_with("+ft") && !self.name.starts_with("internal/");
            if !self.sources.facts.exported.contains(&f.name) && !other_build {
                continue;
            }
            match f.kind {
                Kind::Data if self.take("data", &f.name, names, singled) => {
                    out.put(&f.visible, &data(f));
                }
                Kind::Function if self.take("function", &f.name, names, singled) => {
                    out.put(&f.visible, &self.function(f));
                }
                _ => {}
            }
        }
        out.finish()
    }

    pub(super) fn function(&self, f: &Fact) -> String {
        let noreturn = f.ctype.starts_with("noreturn ");
        let ctype = f.ctype.trim_start_matches("noreturn ");
        let (result, _) = split_function(ctype);
        let stock: Vec<(String, String)> = split_parameters(&f.detail)
            .into_iter()
            .map(|p| match p.split_once(" @") {
                Some((ty, name)) => (ty.to_owned(), name.to_owned()),
                None => (p, String::new()),
            })
            .collect();
        let mut shown: Vec<String> = stock
            .iter()
            .map(|(ty, name)| name_in(ty, &safe(name)))
            .collect();
        let mut result_text = result.clone();
        let mut docs = String::new();
        if let Some(own) = self.sources.exported.get(&f.name) {
            match self.own_signature(own, &result, &stock, noreturn) {
                Some((own_result, own_parameters)) => {
                    result_text = own_result;
                    shown = own_parameters;
                    self.report.borrow_mut().from_rust += 1;
                }
                None => self.report.borrow_mut().differing.push(format!(
                    "{} ({}): {}",
                    f.name,
                    own.file.display(),
                    f.ctype
                )),
            }
            docs = doc_comment(&own.docs);
        } else {
            self.report.borrow_mut().planned += 1;
        }
        if shown.is_empty() {
            shown.push("void".into());
        }
        let head = if noreturn { "_Py_NO_RETURN " } else { "" };
        format!(
            "{docs}{head}PyAPI_FUNC({result_text}) {}({});",
            f.name,
            shown.join(", ")
        )
    }

    /// The Rust signature in C, if it is the stock type.
    pub(super) fn own_signature(
        &self,
        own: &Exported,
        result: &str,
        stock: &[(String, String)],
        noreturn: bool,
    ) -> Option<(String, Vec<String>)> {
        let nested = |_: &str| None;
        let renderer = self.renderer_with(&nested);
        // Rust may say more (a view of a type, const) or less (c_void); what a caller passes must be the same
        let same = |ours: &str, theirs: &str| {
            compact(ours) == compact(theirs) || self.passed_as(ours) == self.passed_as(theirs)
        };
        let own_result = match &own.result {
            None => "void".to_owned(),
            Some(t) => renderer.declare(t, "")?,
        };
        if !same(&own_result, result)
            || own.diverges && !noreturn
            || own.parameters.len() != stock.len()
        {
            return None;
        }
        let mut shown = Vec::new();
        for ((name, ty), (theirs, stock_name)) in own.parameters.iter().zip(stock) {
            let bare = renderer.declare(ty, "")?;
            if !same(&bare, theirs) {
                return None;
            }
            let name = if name.is_empty() { stock_name } else { name };
            // where only the typedef's name differs, theirs says more
            let text = if compact(&bare) == compact(theirs) {
                renderer.declare(ty, &safe(name))?
            } else {
                name_in(theirs, &safe(name))
            };
            shown.push(text);
        }
        let shown_result = if compact(&own_result) == compact(result) {
            own_result
        } else {
            result.to_owned()
        };
        Some((shown_result, shown))
    }

    /// The machine's view of a type: any pointer, an integer of some width, a double, or a struct by name.
    pub(super) fn passed_as(&self, text: &str) -> String {
        let text = text.trim();
        if text.contains('*') || matches!(text, "va_list" | "PyThread_type_lock") {
            return "pointer".into();
        }
        if self
            .sources
            .facts
            .typedefs
            .get(text)
            .is_some_and(|t| t.contains('*'))
        {
            return "pointer".into();
        }
        let plain = self.canonical(text.trim_start_matches("const "));
        match plain.as_str() {
            "long" | "unsignedlong" | "longlong" | "unsignedlonglong" => "8 bytes".into(),
            "int" | "unsigned" => "4 bytes".into(),
            _ => plain,
        }
    }

    /// Typedefs of numbers and function pointers resolved, enums as their integer.
    pub(super) fn canonical(&self, text: &str) -> String {
        let mut out = String::new();
        let mut word = String::new();
        let flush = |word: &mut String, out: &mut String| {
            if word.is_empty() {
                return;
            }
            out.push_str(&self.resolve(word));
            out.push(' ');
            word.clear();
        };
        for c in text.chars() {
            if c.is_alphanumeric() || c == '_' {
                word.push(c);
            } else {
                flush(&mut word, &mut out);
                out.push(c);
            }
        }
        flush(&mut word, &mut out);
        let text = compact(&out.replace("enum ", "").replace("struct ", ""));
        text.replace("unsignedint", "int")
    }

    pub(super) fn resolve(&self, word: &str) -> String {
        match word {
            "size_t" | "uint64_t" | "uintptr_t" => return "unsigned long".into(),
            "Py_ssize_t" | "int64_t" | "ssize_t" | "Py_hash_t" | "intptr_t" => {
                return "long".into();
            }
            "uint32_t" => return "unsigned int".into(),
            "int32_t" => return "int".into(),
            "uint16_t" => return "unsigned short".into(),
            "uint8_t" => return "unsigned char".into(),
            "wchar_t" => return "int".into(),
            "PyOS_sighandler_t" => return word.into(),
            _ => {}
        }
        match self.sources.facts.typedefs.get(word) {
            Some(t) if t.starts_with("enum ") => "int".into(),
            Some(t) if t.starts_with("struct ") || t.starts_with("union ") || t.contains('(') => {
                word.into()
            }
            Some(t) if t != word => t
                .split(' ')
                .map(|w| self.resolve(w))
                .collect::<Vec<_>>()
                .join(" "),
            _ => word.into(),
        }
    }
}
