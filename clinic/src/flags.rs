//! Which calling convention a function gets: Argument Clinic's choice, since `METH_*` flags and the messages that
//! follow from them are visible from Python.

use crate::signature::{Kind, Signature};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    NoArgs,
    One,
    /// `METH_VARARGS`
    Varargs,
    /// `METH_VARARGS | METH_KEYWORDS`
    VarargsKeywords,
    Fast,
    FastKeywords,
    /// `METH_METHOD | METH_FASTCALL | METH_KEYWORDS`: the defining class is passed too.
    Method,
}

impl Convention {
    /// For a method or function whose arguments the macro parses.
    pub fn of(signature: &Signature, defining_class: bool) -> Convention {
        let slots: Vec<_> = signature.slots().collect();
        let positional_only = slots.iter().all(|p| p.kind == Kind::PositionalOnly);
        let starred = signature.has(Kind::VarPositional);
        if defining_class {
            Convention::Method
        } else if signature.has(Kind::VarKeyword) {
            Convention::VarargsKeywords
        } else if slots.is_empty() && !starred {
            Convention::NoArgs
        } else if slots.len() == 1 && positional_only && slots[0].default.is_none() && !starred {
            Convention::One
        } else if positional_only {
            Convention::Fast
        } else {
            Convention::FastKeywords
        }
    }

    /// The value for `ml_flags`, without `METH_CLASS` and kin.
    pub fn flags(self) -> i32 {
        match self {
            Convention::Varargs => 0x1,
            Convention::VarargsKeywords => 0x3,
            Convention::NoArgs => 0x4,
            Convention::One => 0x8,
            Convention::Fast => 0x80,
            Convention::FastKeywords => 0x82,
            Convention::Method => 0x282,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_argument_clinic_chooses() {
        use Convention::*;
        for (source, convention) in [
            ("copy()", NoArgs),
            ("append(object, /)", One),
            ("pop(index=-1, /)", Fast),
            ("index(value, start=0, stop=sys.maxsize, /)", Fast),
            ("gcd(*integers)", Fast),
            ("sort(*, key=None, reverse=False)", FastKeywords),
            ("encode(encoding='utf-8')", FastKeywords),
            ("print(*args, sep=' ')", FastKeywords),
            ("f(*args, **kwargs)", VarargsKeywords),
        ] {
            assert_eq!(
                Convention::of(&Signature::parse(source, None).unwrap(), false),
                convention,
                "{source}"
            );
        }
        assert_eq!(
            Convention::of(&Signature::parse("f()", None).unwrap(), true),
            Method
        );
    }
}
