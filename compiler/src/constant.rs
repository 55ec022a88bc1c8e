//! The values that source text can denote and code objects carry: [`Constant`], as plain data.
//!
//! `==` and hashing here are those of CPython's constant table: values of different types differ (`1`, `1.0`, `True`),
//! and so do zeros of different sign. [`Constant::python_eq`] is the language's own `==`.

use crate::code::Code;
use crate::ordered::{FxBuild, FxHasher};
use crate::text::{Name, Wtf8, Wtf8String};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::Rc;

/// An integer of any size. `Big` never holds what `Small` could: build with [`Int::from`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Int {
    Small(i64),
    Big(BigInt),
}

impl From<i64> for Int {
    fn from(v: i64) -> Self {
        Int::Small(v)
    }
}

impl From<BigInt> for Int {
    fn from(v: BigInt) -> Self {
        match v.to_i64() {
            Some(v) => Int::Small(v),
            None => Int::Big(v),
        }
    }
}

impl Int {
    pub fn to_bigint(&self) -> BigInt {
        match self {
            Int::Small(v) => BigInt::from(*v),
            Int::Big(v) => v.clone(),
        }
    }

    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Int::Small(v) => Some(*v),
            Int::Big(_) => None,
        }
    }

    pub fn is_zero(&self) -> bool {
        *self == Int::Small(0)
    }

    pub fn is_negative(&self) -> bool {
        match self {
            Int::Small(v) => *v < 0,
            Int::Big(v) => v.is_negative(),
        }
    }

    /// Number of bits of the absolute value.
    pub fn bits(&self) -> u64 {
        match self {
            Int::Small(v) => 64 - v.unsigned_abs().leading_zeros() as u64,
            Int::Big(v) => v.bits(),
        }
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Int::Small(v) => fmt::Display::fmt(v, f),
            Int::Big(v) => fmt::Display::fmt(v, f),
        }
    }
}

/// Which object a string constant becomes. Programs can see it with `is`, and marshalled code shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Identity {
    /// What a literal makes: the one object of its kind if it has at most one character (of Latin-1), interned by code
    /// objects if it looks like a name.
    Literal,
    /// The identifier that the source text has, which is interned, whatever its characters.
    Identifier,
    /// An object of its own, however short.
    New,
}

/// A string constant: shared text, compared and hashed without its identity.
#[derive(Clone)]
pub struct Text {
    text: Name,
    pub identity: Identity,
}

impl Deref for Text {
    type Target = Wtf8;

    fn deref(&self) -> &Wtf8 {
        &self.text
    }
}

impl From<&Name> for Text {
    fn from(identifier: &Name) -> Text {
        Text {
            text: identifier.clone(),
            identity: Identity::Identifier,
        }
    }
}

impl From<&Wtf8> for Text {
    fn from(literal: &Wtf8) -> Text {
        Text {
            text: Name::from_wtf8(literal),
            identity: Identity::Literal,
        }
    }
}

impl From<Wtf8String> for Text {
    fn from(literal: Wtf8String) -> Text {
        Text::from(&*literal)
    }
}

impl Text {
    /// What a literal makes.
    pub fn literal(text: &Name) -> Text {
        Text {
            text: text.clone(),
            identity: Identity::Literal,
        }
    }

    /// A text that is an object of its own.
    pub fn new(text: &Wtf8) -> Text {
        Text {
            text: Name::from_wtf8(text),
            identity: Identity::New,
        }
    }

    /// Whether the object is interned, or would be in a code object.
    pub fn is_interned(&self) -> bool {
        let bytes = self.as_bytes();
        match self.identity {
            Identity::Identifier => true,
            _ if bytes
                .iter()
                .all(|b| b.is_ascii_alphanumeric() || *b == b'_') =>
            {
                true
            }
            Identity::Literal => matches!(bytes, [_] | [0xc2 | 0xc3, _]),
            Identity::New => false,
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

/// A constant.
#[derive(Clone, Debug)]
pub enum Constant {
    None,
    Bool(bool),
    Ellipsis,
    Int(Int),
    Float(f64),
    Complex(f64, f64),
    Str(Text),
    Bytes(Vec<u8>),
    Tuple(Vec<Constant>),
    /// Distinct elements (by [`Constant::python_eq`]); their order says nothing.
    FrozenSet(Vec<Constant>),
    /// start, stop, step
    Slice(Box<[Constant; 3]>),
    Code(Rc<Code>),
}

impl Constant {
    pub fn int(v: i64) -> Constant {
        Constant::Int(Int::Small(v))
    }

    pub fn str(s: &str) -> Constant {
        Constant::Str(Text::from(<&Wtf8>::from(s)))
    }

    /// What a string literal denotes.
    pub fn text(literal: Wtf8String) -> Constant {
        Constant::Str(Text::from(literal))
    }

    /// An identifier that the running code needs as a string.
    pub fn identifier(name: &Name) -> Constant {
        Constant::Str(Text::from(name))
    }

    /// `bool(self)`
    pub fn is_true(&self) -> bool {
        match self {
            Constant::None => false,
            Constant::Bool(v) => *v,
            Constant::Ellipsis | Constant::Slice(_) | Constant::Code(_) => true,
            Constant::Int(v) => !v.is_zero(),
            Constant::Float(v) => *v != 0.0,
            Constant::Complex(re, im) => *re != 0.0 || *im != 0.0,
            Constant::Str(s) => !s.is_empty(),
            Constant::Bytes(b) => !b.is_empty(),
            Constant::Tuple(v) | Constant::FrozenSet(v) => !v.is_empty(),
        }
    }

    /// `type(self).__name__`
    pub fn type_name(&self) -> &'static str {
        match self {
            Constant::None => "NoneType",
            Constant::Bool(_) => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) => "int",
            Constant::Float(_) => "float",
            Constant::Complex(..) => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) => "frozenset",
            Constant::Slice(_) => "slice",
            Constant::Code(_) => "code",
        }
    }

    /// `self == other` as the language has it: across numeric types, and by value.
    pub fn python_eq(&self, other: &Constant) -> bool {
        use Constant::*;
        match (self, other) {
            (Tuple(a), Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.python_eq(b))
            }
            (FrozenSet(a), FrozenSet(b)) => {
                a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| a.python_eq(b)))
            }
            (Slice(a), Slice(b)) => a.iter().zip(b.iter()).all(|(a, b)| a.python_eq(b)),
            _ => match (self.as_number(), other.as_number()) {
                (Some(a), Some(b)) => a.equals(&b),
                (Option::None, Option::None) => self == other,
                _ => false,
            },
        }
    }

    fn as_number(&self) -> Option<Number> {
        match self {
            Constant::Bool(v) => Some(Number::Int(Int::Small(*v as i64))),
            Constant::Int(v) => Some(Number::Int(v.clone())),
            Constant::Float(v) => Some(Number::Complex(*v, 0.0)),
            Constant::Complex(re, im) => Some(Number::Complex(*re, *im)),
            _ => None,
        }
    }
}

/// Numbers as far as equality across types goes.
enum Number {
    Int(Int),
    Complex(f64, f64),
}

impl Number {
    fn equals(&self, other: &Number) -> bool {
        match (self, other) {
            (Number::Int(a), Number::Int(b)) => a == b,
            (Number::Complex(a, b), Number::Complex(c, d)) => a == c && b == d,
            (Number::Int(i), Number::Complex(re, im))
            | (Number::Complex(re, im), Number::Int(i)) => {
                *im == 0.0 && float_to_int(*re).is_some_and(|f| f == *i)
            }
        }
    }
}

/// The integer that `v` is, if it is one.
pub fn float_to_int(v: f64) -> Option<Int> {
    use num_traits::FromPrimitive;
    if v.is_finite() && v.fract() == 0.0 {
        BigInt::from_f64(v).map(Int::from)
    } else {
        None
    }
}

/// A set's elements: the first of those that are equal stays.
pub fn distinct(values: Vec<Constant>) -> Vec<Constant> {
    let mut kept: Vec<Constant> = Vec::with_capacity(values.len());
    let mut by_hash: HashMap<u64, Vec<usize>, FxBuild> = HashMap::default();
    for v in values {
        let alike = by_hash.entry(python_hash(&v)).or_default();
        if !alike.iter().any(|at| kept[*at].python_eq(&v)) {
            alike.push(kept.len());
            kept.push(v);
        }
    }
    kept
}

/// Equal for what [`Constant::python_eq`] says is equal; nothing else.
fn python_hash(value: &Constant) -> u64 {
    let number = |v: Option<f64>| v.unwrap_or(f64::INFINITY) + 0.0; // no negative zero
    let mut hasher = FxHasher::default();
    match value {
        Constant::Bool(v) => number(Some(*v as i64 as f64)).to_bits().hash(&mut hasher),
        Constant::Int(v) => number(int_to_float(v)).to_bits().hash(&mut hasher),
        Constant::Float(v) | Constant::Complex(v, _) => {
            number(Some(*v)).to_bits().hash(&mut hasher)
        }
        Constant::Tuple(items) => items.iter().for_each(|i| python_hash(i).hash(&mut hasher)),
        Constant::Slice(items) => items.iter().for_each(|i| python_hash(i).hash(&mut hasher)),
        Constant::FrozenSet(items) => items
            .iter()
            .fold(0u64, |sum, i| sum.wrapping_add(python_hash(i)))
            .hash(&mut hasher),
        Constant::None
        | Constant::Ellipsis
        | Constant::Str(_)
        | Constant::Bytes(_)
        | Constant::Code(_) => value.hash(&mut hasher),
    }
    hasher.finish()
}

impl PartialEq for Constant {
    fn eq(&self, other: &Constant) -> bool {
        use Constant::*;
        // Two NaNs are two constants, as in CPython; bits decide the rest.
        let same = |a: f64, b: f64| a.to_bits() == b.to_bits() && !a.is_nan();
        match (self, other) {
            (None, None) | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (Float(a), Float(b)) => same(*a, *b),
            (Complex(a, b), Complex(c, d)) => same(*a, *c) && same(*b, *d),
            (Str(a), Str(b)) => a.text == b.text,
            (Bytes(a), Bytes(b)) => a == b,
            (Tuple(a), Tuple(b)) => a == b,
            (FrozenSet(a), FrozenSet(b)) => a.len() == b.len() && a.iter().all(|v| b.contains(v)),
            (Slice(a), Slice(b)) => a == b,
            (Code(a), Code(b)) => Rc::ptr_eq(a, b) || a == b,
            _ => false,
        }
    }
}

/// Reflexive but for NaN, which a table then holds once for each time it was made.
impl Eq for Constant {}

impl Hash for Constant {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Constant::None | Constant::Ellipsis => {}
            Constant::Bool(v) => v.hash(state),
            Constant::Int(v) => v.hash(state),
            Constant::Float(v) => v.to_bits().hash(state),
            Constant::Complex(re, im) => (re.to_bits(), im.to_bits()).hash(state),
            Constant::Str(s) => s.text.hash(state),
            Constant::Bytes(b) => b.hash(state),
            Constant::Tuple(v) => v.hash(state),
            Constant::FrozenSet(v) => v.len().hash(state),
            Constant::Slice(v) => v.hash(state),
            Constant::Code(c) => c.hash(state),
        }
    }
}

/// `v` as a float, or `None` where Python raises OverflowError. Rounds half to even, as `float(int)`.
pub fn int_to_float(v: &Int) -> Option<f64> {
    match v {
        Int::Small(v) => Some(*v as f64),
        Int::Big(v) => big_to_float(v),
    }
}

fn big_to_float(v: &BigInt) -> Option<f64> {
    let bits = v.bits();
    if bits > 1024 {
        return None;
    }
    // Keep 64 bits and a sticky one: u64 -> f64 then rounds the whole number correctly.
    let shift = bits.saturating_sub(64);
    let magnitude = v.magnitude();
    let top = (magnitude >> shift).to_u64()?;
    let sticky = shift > 0 && !(magnitude - (num_bigint::BigUint::from(top) << shift)).is_zero();
    let f = (top | sticky as u64) as f64 * 2f64.powi(shift as i32);
    if f.is_infinite() {
        None
    } else {
        Some(if v.is_negative() { -f } else { f })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constant_table_tells_types_and_signs_apart() {
        assert_ne!(Constant::int(1), Constant::Bool(true));
        assert_ne!(Constant::int(1), Constant::Float(1.0));
        assert_ne!(Constant::Float(0.0), Constant::Float(-0.0));
        assert_ne!(
            Constant::Tuple(vec![Constant::int(0)]),
            Constant::Tuple(vec![Constant::Bool(false)])
        );
        assert!(Constant::int(1).python_eq(&Constant::Complex(1.0, 0.0)));
        assert!(Constant::Bool(true).python_eq(&Constant::Float(1.0)));
        let equal = [
            Constant::Bool(false),
            Constant::Float(-0.0),
            Constant::int(0),
        ];
        assert_eq!(distinct(equal.to_vec()), [Constant::Bool(false)]);
    }

    #[test]
    fn big_integers_round_half_to_even() {
        let v = |s: &str| Int::from(s.parse::<BigInt>().unwrap());
        assert_eq!(
            int_to_float(&v("18446744073709551615")),
            Some(18446744073709551616.0)
        );
        assert_eq!(
            int_to_float(&v("36893488147419107329")),
            Some(36893488147419111424.0)
        );
        assert_eq!(int_to_float(&Int::from(BigInt::from(1) << 1024)), None);
    }
}
