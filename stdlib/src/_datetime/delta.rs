//! `timedelta`: days, seconds and microseconds, of which only the days may be negative.

use core::ffi::c_int;
use core::mem::offset_of;

use layout::*;
use objects::abstract_::number;
use objects::clinic::*;
use objects::prelude::*;
use objects::{long, slots};

const MAX_DAYS: i32 = 999_999_999;
const US_PER_SECOND: i128 = 1_000_000;
const US_PER_DAY: i128 = 86_400 * US_PER_SECOND;

object_view!(
    /// `datetime.timedelta`.
    pub Delta, PyDateTime_Delta, "datetime.timedelta", |o| objects::type_::is_subtype_instance(o, &DELTA)
);

/// Does the int fit 128 bits? Then it.
fn narrow(value: &Long) -> Option<i128> {
    if let Some(small) = value.to_i64() {
        return Some(i128::from(small));
    }
    // Rarely needed: more microseconds than 64 bits hold.
    i128::try_from(value.to_bigint()).ok()
}

fn too_large() -> Raised {
    raise!(OverflowError, "Python int too large to convert to C int")
}

/// What the constructor adds up: whole microseconds, and fractions of one.
struct Sum {
    us: i128,
    rest: f64,
}

impl Sum {
    fn add(&mut self, name: &str, value: Option<&Object>, factor: i64) -> PyResult<()> {
        let Some(value) = value else {
            return Ok(());
        };
        if let Some(int) = value.downcast::<Long>() {
            let product = narrow(int).and_then(|n| n.checked_mul(i128::from(factor)));
            self.us = product
                .and_then(|p| self.us.checked_add(p))
                .ok_or_else(too_large)?;
            return Ok(());
        }
        let Some(float) = value.downcast::<Float>() else {
            return Err(raise!(
                TypeError,
                "unsupported type for timedelta {} component: {}",
                name,
                value.class().tp_name()
            ));
        };
        // The whole part exactly; what the fraction is worth in microseconds again whole and rest.
        let value = float.value();
        let whole = Long::from_f64(value.trunc())?;
        let product = narrow(&whole).and_then(|n| n.checked_mul(i128::from(factor)));
        let fraction = value.fract() * factor as f64;
        self.us = product
            .and_then(|p| p.checked_add(fraction.trunc() as i128))
            .and_then(|p| self.us.checked_add(p))
            .ok_or_else(too_large)?;
        self.rest += fraction.fract();
        Ok(())
    }

    /// Rounds half to even.
    fn total(self) -> i128 {
        if self.rest == 0.0 {
            return self.us;
        }
        let mut whole = self.rest.round();
        if (whole - self.rest).abs() == 0.5 {
            let odd = (self.us & 1) as f64;
            whole = 2.0 * ((self.rest + odd) * 0.5).round() - odd;
        }
        self.us + whole as i128
    }
}

/// A timedelta of parts in their ranges, but for the days, which are checked.
pub fn new_in_range(days: i64, seconds: i32, us: i32, ty: &Type) -> PyResult<Ref<Delta>> {
    if days.abs() > i64::from(MAX_DAYS) {
        return Err(match i32::try_from(days) {
            Ok(_) => raise!(
                OverflowError,
                "days={}; must have magnitude <= {}",
                days,
                MAX_DAYS
            ),
            Err(_) => too_large(),
        });
    }
    // SAFETY: the type is timedelta or a subclass.
    unsafe {
        let this = ty.alloc_as::<Delta>(0)?;
        let d = this.raw();
        (*d).hashcode = -1;
        (*d).days = days as c_int;
        (*d).seconds = seconds;
        (*d).microseconds = us;
        Ok(this)
    }
}

/// A timedelta of parts that may be out of their ranges.
pub fn new(days: i64, seconds: i64, us: i64) -> PyResult<Ref<Delta>> {
    let seconds = seconds + us.div_euclid(1_000_000);
    let days = days + seconds.div_euclid(86_400);
    new_in_range(
        days,
        seconds.rem_euclid(86_400) as i32,
        us.rem_euclid(1_000_000) as i32,
        &DELTA,
    )
}

pub fn from_us(us: i128, ty: &Type) -> PyResult<Ref<Delta>> {
    let days = i64::try_from(us.div_euclid(US_PER_DAY)).map_err(|_| too_large())?;
    let rest = us.rem_euclid(US_PER_DAY);
    new_in_range(
        days,
        (rest / US_PER_SECOND) as i32,
        (rest % US_PER_SECOND) as i32,
        ty,
    )
}

fn from_us_long(us: &Long) -> PyResult {
    let us = narrow(us).ok_or_else(too_large)?;
    Ok(from_us(us, &DELTA)?.upcast())
}

impl Delta {
    pub fn days(&self) -> i32 {
        // SAFETY: live; the fields never change.
        unsafe { (*self.raw()).days }
    }

    pub fn seconds(&self) -> i32 {
        // SAFETY: as above.
        unsafe { (*self.raw()).seconds }
    }

    pub fn us(&self) -> i32 {
        // SAFETY: as above.
        unsafe { (*self.raw()).microseconds }
    }

    pub fn parts(&self) -> (i32, i32, i32) {
        (self.days(), self.seconds(), self.us())
    }

    pub fn total_us(&self) -> i128 {
        let seconds = i128::from(self.days()) * 86_400 + i128::from(self.seconds());
        seconds * US_PER_SECOND + i128::from(self.us())
    }

    pub fn is_zero(&self) -> bool {
        self.parts() == (0, 0, 0)
    }

    pub fn negated(&self) -> PyResult<Ref<Delta>> {
        from_us(-self.total_us(), &DELTA)
    }

    pub fn minus(&self, other: &Delta) -> PyResult<Ref<Delta>> {
        from_us(self.total_us() - other.total_us(), &DELTA)
    }

    fn state(&self) -> PyResult<Ref<Tuple>> {
        let (days, seconds, us) = self.parts();
        Tuple::from_array([
            Long::from_i64(days.into())?.upcast(),
            Long::from_i64(seconds.into())?.upcast(),
            Long::from_i64(us.into())?.upcast(),
        ])
    }

    extern "C" fn repr(this: &Delta) -> PyResult {
        let (days, seconds, us) = this.parts();
        let mut parts = Vec::new();
        for (name, value) in [("days", days), ("seconds", seconds), ("microseconds", us)] {
            if value != 0 {
                parts.push(format!("{name}={value}"));
            }
        }
        let inner = if parts.is_empty() {
            "0".to_owned()
        } else {
            parts.join(", ")
        };
        Ok(Str::format(format_args!("{}({inner})", this.class().tp_name()))?.upcast())
    }

    extern "C" fn str(this: &Delta) -> PyResult {
        let (days, seconds, us) = this.parts();
        let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let mut text = String::new();
        if days != 0 {
            let plural = if days.abs() == 1 { "" } else { "s" };
            text = format!("{days} day{plural}, ");
        }
        text += &format!("{h}:{m:02}:{s:02}");
        if us != 0 {
            text += &format!(".{us:06}");
        }
        Ok(Str::from_str(&text)?.upcast())
    }

    extern "C" fn hash(this: &Delta) -> base::Hash {
        // SAFETY: live; the cache is one word.
        unsafe {
            if (*this.raw()).hashcode != -1 {
                return base::Hash((*this.raw()).hashcode);
            }
            let hash = this.state().and_then(|s| s.hash());
            if let Ok(h) = hash {
                (*this.raw()).hashcode = h;
            }
            hash.into()
        }
    }

    extern "C" fn richcompare(this: &Delta, other: &Object, op: c_int) -> PyResult {
        let Some(other) = other.downcast::<Delta>() else {
            return not_implemented_result();
        };
        let holds = CompareOp::from_c(op).holds(this.parts().cmp(&other.parts()));
        Ok(py_bool(holds).to_ref().upcast())
    }

    extern "C" fn bool(this: &Delta) -> Status {
        Ok(!this.is_zero()).into()
    }

    extern "C" fn negative(this: &Delta) -> PyResult {
        Ok(this.negated()?.upcast())
    }

    extern "C" fn positive(this: &Delta) -> PyResult {
        Ok(from_us(this.total_us(), &DELTA)?.upcast())
    }

    extern "C" fn absolute(this: &Delta) -> PyResult {
        Ok(from_us(this.total_us().abs(), &DELTA)?.upcast())
    }
}

extern "C" fn add(a: &Object, b: &Object) -> PyResult {
    match (a.downcast::<Delta>(), b.downcast::<Delta>()) {
        (Some(a), Some(b)) => Ok(from_us(a.total_us() + b.total_us(), &DELTA)?.upcast()),
        _ => not_implemented_result(),
    }
}

extern "C" fn subtract(a: &Object, b: &Object) -> PyResult {
    match (a.downcast::<Delta>(), b.downcast::<Delta>()) {
        (Some(a), Some(b)) => Ok(a.minus(b)?.upcast()),
        _ => not_implemented_result(),
    }
}

/// The two ints that a float is the ratio of.
fn ratio(float: &Object) -> PyResult<(Ref<Long>, Ref<Long>)> {
    let pair = float.call_method(interned!("as_integer_ratio"), &[])?;
    let Some(tuple) = pair.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "unexpected return type from as_integer_ratio(): expected tuple, not '{:.200}'",
            pair.class().tp_name()
        ));
    };
    let int = |o: &Object| {
        o.downcast::<Long>()
            .map(Long::to_ref)
            .ok_or_else(|| raise!(TypeError, "as_integer_ratio() must return two ints"))
    };
    match tuple.as_slice() {
        [a, b] => Ok((int(a)?, int(b)?)),
        _ => Err(raise!(
            ValueError,
            "as_integer_ratio() must return a 2-tuple"
        )),
    }
}

/// a * b / c, rounded half to even.
fn scaled(delta: &Delta, by: &Long, divisor: &Long) -> PyResult {
    let product = long::multiply(&*Long::from_i128(delta.total_us())?, by)?;
    let (quotient, _) = long::divmod_near(&product, divisor)?;
    from_us_long(&quotient)
}

extern "C" fn multiply(a: &Object, b: &Object) -> PyResult {
    let (delta, factor) = match (a.downcast::<Delta>(), b.downcast::<Delta>()) {
        (Some(d), None) => (d, b),
        (None, Some(d)) => (d, a),
        _ => return not_implemented_result(),
    };
    if let Some(int) = factor.downcast::<Long>() {
        if let Some(us) = narrow(int).and_then(|n| n.checked_mul(delta.total_us())) {
            return Ok(from_us(us, &DELTA)?.upcast());
        }
        return from_us_long(&*long::multiply(int, &*Long::from_i128(delta.total_us())?)?);
    }
    if factor.downcast::<Float>().is_some() {
        let (a, b) = ratio(factor)?;
        return scaled(delta, &a, &b);
    }
    not_implemented_result()
}

extern "C" fn floor_divide(a: &Object, b: &Object) -> PyResult {
    let Some(a) = a.downcast::<Delta>() else {
        return not_implemented_result();
    };
    let us = Long::from_i128(a.total_us())?;
    if let Some(b) = b.downcast::<Delta>() {
        let quotient = long::floor_divide(&us, &*Long::from_i128(b.total_us())?)?;
        return Ok(quotient.upcast());
    }
    match b.downcast::<Long>() {
        Some(b) => from_us_long(&*long::floor_divide(&us, b)?),
        None => not_implemented_result(),
    }
}

extern "C" fn true_divide(a: &Object, b: &Object) -> PyResult {
    let Some(a) = a.downcast::<Delta>() else {
        return not_implemented_result();
    };
    if let Some(b) = b.downcast::<Delta>() {
        return number::true_divide(
            &*Long::from_i128(a.total_us())?,
            &*Long::from_i128(b.total_us())?,
        );
    }
    if let Some(b) = b.downcast::<Long>() {
        return scaled(a, Long::small(1), b);
    }
    if b.downcast::<Float>().is_some() {
        let (numerator, denominator) = ratio(b)?;
        return scaled(a, &denominator, &numerator);
    }
    not_implemented_result()
}

extern "C" fn remainder(a: &Object, b: &Object) -> PyResult {
    match (a.downcast::<Delta>(), b.downcast::<Delta>()) {
        (Some(a), Some(b)) => {
            let us = Long::from_i128(a.total_us())?;
            from_us_long(&*long::remainder(&us, &*Long::from_i128(b.total_us())?)?)
        }
        _ => not_implemented_result(),
    }
}

extern "C" fn divmod(a: &Object, b: &Object) -> PyResult {
    match (a.downcast::<Delta>(), b.downcast::<Delta>()) {
        (Some(a), Some(b)) => {
            let us = Long::from_i128(a.total_us())?;
            let (quotient, rest) = long::divmod(&us, &*Long::from_i128(b.total_us())?)?;
            Ok(Tuple::from_array([quotient.upcast(), from_us_long(&rest)?])?.upcast())
        }
        _ => not_implemented_result(),
    }
}

#[pymethods]
impl Delta {
    /// Difference between two datetime values.
    ///
    /// timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)
    ///
    /// All arguments are optional and default to 0. Arguments may be integers or floats, and may be positive or negative.
    #[new(
        "__new__(days=<unrepresentable>, seconds=<unrepresentable>, microseconds=<unrepresentable>, milliseconds=<unrepresentable>, minutes=<unrepresentable>, hours=<unrepresentable>, weeks=<unrepresentable>)",
        nosig
    )]
    fn new(
        cls: &Type,
        days: Option<&Object>,
        seconds: Option<&Object>,
        microseconds: Option<&Object>,
        milliseconds: Option<&Object>,
        minutes: Option<&Object>,
        hours: Option<&Object>,
        weeks: Option<&Object>,
    ) -> PyResult<Ref<Delta>> {
        let mut sum = Sum { us: 0, rest: 0.0 };
        sum.add("microseconds", microseconds, 1)?;
        sum.add("milliseconds", milliseconds, 1000)?;
        sum.add("seconds", seconds, 1_000_000)?;
        sum.add("minutes", minutes, 60_000_000)?;
        sum.add("hours", hours, 3_600_000_000)?;
        sum.add("days", days, 86_400_000_000)?;
        sum.add("weeks", weeks, 604_800_000_000)?;
        from_us(sum.total(), cls)
    }

    /// Total seconds in the duration.
    #[method("total_seconds()")]
    fn total_seconds(&self) -> PyResult {
        number::true_divide(
            &*Long::from_i128(self.total_us())?,
            &*Long::from_i64(1_000_000)?,
        )
    }

    /// __reduce__() -> (cls, state)
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let state = self.state()?;
        Tuple::from_slice(&[self.class(), &state])
    }
}

static mut MEMBERS: [PyMemberDef; 4] = [
    slots::member(
        c"days",
        Py_T_INT,
        offset_of!(PyDateTime_Delta, days),
        Py_READONLY,
    ),
    slots::member(
        c"seconds",
        Py_T_INT,
        offset_of!(PyDateTime_Delta, seconds),
        Py_READONLY,
    ),
    slots::member(
        c"microseconds",
        Py_T_INT,
        offset_of!(PyDateTime_Delta, microseconds),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
];

static AS_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_add: slots::number(add),
    nb_subtract: slots::number(subtract),
    nb_multiply: slots::number(multiply),
    nb_remainder: slots::number(remainder),
    nb_divmod: slots::number(divmod),
    nb_negative: slots::unary(Delta::negative),
    nb_positive: slots::unary(Delta::positive),
    nb_absolute: slots::unary(Delta::absolute),
    nb_bool: slots::inquiry(Delta::bool),
    nb_floor_divide: slots::number(floor_divide),
    nb_true_divide: slots::number(true_divide),
    // SAFETY: all-zero is valid for the rest.
    ..unsafe { zeroed() }
});

pub static DELTA: Type = Type::new(PyTypeObject {
    tp_name: c"datetime.timedelta".as_ptr(),
    tp_basicsize: size_of::<PyDateTime_Delta>() as isize,
    tp_repr: slots::repr(Delta::repr),
    tp_as_number: AS_NUMBER.ptr(),
    tp_hash: slots::hash(Delta::hash),
    tp_str: slots::repr(Delta::str),
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: Delta::DOC,
    tp_richcompare: slots::richcompare(Delta::richcompare),
    tp_methods: Delta::METHODS,
    tp_members: (&raw mut MEMBERS).cast(),
    tp_new: Some(Delta::NEW),
    ..Type::EMPTY
});
