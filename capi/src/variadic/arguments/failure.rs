//! Why an argument did not convert, and what is said about it: the words, and the format's own title.

use objects::prelude::*;

use crate::variadic::Format;

/// Why a unit did not convert.
pub enum Bad {
    Raised(Raised),
    /// What to say, and the way down nested tuples to the culprit (innermost first).
    Words(String, Vec<usize>),
}

impl From<Raised> for Bad {
    fn from(raised: Raised) -> Bad {
        Bad::Raised(raised)
    }
}

pub(super) type Converted = Result<(), Bad>;

#[cold]
pub(super) fn words(text: &str) -> Bad {
    Bad::Words(text.to_owned(), Vec::new())
}

/// "must be X, not Y".
#[cold]
pub(super) fn must_be(expected: &str, given: &Object) -> Bad {
    Bad::Words(
        format!("must be {expected:.50}, not {:.50}", kind_of(given)),
        Vec::new(),
    )
}

pub(super) fn kind_of(o: &Object) -> String {
    if is_none(o) {
        "None".into()
    } else {
        o.class().tp_name().into_owned()
    }
}

/// A format's name part: what stands after `:` (a function's name) or `;` (a whole message).
#[derive(Default, Clone, Copy)]
pub struct Title {
    pub function: Option<Format>,
    pub message: Option<Format>,
}

impl Title {
    /// "f()" or what stands for it.
    pub fn subject(&self, otherwise: &str) -> String {
        match &self.function {
            Some(name) => format!("{:.200}()", name.rest()),
            None => otherwise.into(),
        }
    }
}

/// The error of argument `number` (from 1; 0 for the only one).
#[cold]
pub fn report(number: usize, bad: Bad, title: &Title) -> Raised {
    let (text, path) = match bad {
        Bad::Raised(raised) => return raised,
        Bad::Words(text, path) => (text, path),
    };
    if base::error::occurred() {
        return Raised::ASSUMED;
    }
    let message = match &title.message {
        Some(message) => message.rest(),
        None => {
            let mut m = match &title.function {
                Some(f) => format!("{:.200}() argument", f.rest()),
                None => "argument".into(),
            };
            if number != 0 {
                m.push_str(&format!(" {number}"));
                for level in path.iter().rev() {
                    if m.len() >= 220 {
                        break;
                    }
                    m.push_str(&format!(", item {level}"));
                }
            }
            format!("{m} {text:.256}")
        }
    };
    if text.starts_with('(') {
        raise!(SystemError, "{message}")
    } else {
        raise!(TypeError, "{message}")
    }
}

/// The title of a format that is parsed by keywords: found without counting units.
pub fn title_of(format: Format) -> Title {
    let mut title = Title::default();
    let mut f = format;
    loop {
        match f.next() {
            0 => return title,
            b':' => {
                title.function = Some(f);
                title.message = None;
                return title;
            }
            b';' if title.message.is_none() => title.message = Some(f),
            _ => {}
        }
    }
}
