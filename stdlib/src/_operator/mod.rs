//! `_operator`: the operators as functions; `getters` holds `attrgetter`, `itemgetter` and `methodcaller`.

use objects::abstract_::number;
use objects::clinic::*;
use objects::prelude::*;

use crate::module;

mod getters;

macro_rules! binary {
    ($($name:ident $sig:literal $doc:literal = $f:expr;)*) => {
        $(#[doc = $doc]
        #[pyfunction($sig)]
        fn $name(a: &Object, b: &Object) -> PyResult {
            let f: fn(&Object, &Object) -> PyResult = $f;
            f(a, b)
        })*
    };
}

macro_rules! unary {
    ($($name:ident $sig:literal $doc:literal = $f:expr;)*) => {
        $(#[doc = $doc]
        #[pyfunction($sig)]
        fn $name(a: &Object) -> PyResult {
            let f: fn(&Object) -> PyResult = $f;
            f(a)
        })*
    };
}

fn truth_of(b: PyResult<bool>) -> PyResult {
    Ok(py_bool(b?).to_ref())
}

binary! {
    lt "lt(a, b, /)" "a < b." = |a, b| a.rich_compare(b, CompareOp::Lt);
    le "le(a, b, /)" "a <= b." = |a, b| a.rich_compare(b, CompareOp::Le);
    eq "eq(a, b, /)" "a == b." = |a, b| a.rich_compare(b, CompareOp::Eq);
    ne "ne(a, b, /)" "a != b." = |a, b| a.rich_compare(b, CompareOp::Ne);
    ge "ge(a, b, /)" "a >= b." = |a, b| a.rich_compare(b, CompareOp::Ge);
    gt "gt(a, b, /)" "a > b." = |a, b| a.rich_compare(b, CompareOp::Gt);
    add "add(a, b, /)" "a + b." = number::add;
    sub "sub(a, b, /)" "a - b." = number::subtract;
    mul "mul(a, b, /)" "a * b." = number::multiply;
    matmul "matmul(a, b, /)" "a @ b." = number::matrix_multiply;
    floordiv "floordiv(a, b, /)" "a // b." = number::floor_divide;
    truediv "truediv(a, b, /)" "a / b." = number::true_divide;
    r#mod "mod(a, b, /)" "a % b." = number::remainder;
    lshift "lshift(a, b, /)" "a << b." = number::lshift;
    rshift "rshift(a, b, /)" "a >> b." = number::rshift;
    and_ "and_(a, b, /)" "a & b." = number::and;
    xor "xor(a, b, /)" "a ^ b." = number::xor;
    or_ "or_(a, b, /)" "a | b." = number::or;
    pow "pow(a, b, /)" "a ** b." = |a, b| number::power(a, b, none());
    iadd "iadd(a, b, /)" "a += b." = number::inplace_add;
    isub "isub(a, b, /)" "a -= b." = number::inplace_subtract;
    imul "imul(a, b, /)" "a *= b." = number::inplace_multiply;
    imatmul "imatmul(a, b, /)" "a @= b." = number::inplace_matrix_multiply;
    ifloordiv "ifloordiv(a, b, /)" "a //= b." = number::inplace_floor_divide;
    itruediv "itruediv(a, b, /)" "a /= b." = number::inplace_true_divide;
    imod "imod(a, b, /)" "a %= b." = number::inplace_remainder;
    ilshift "ilshift(a, b, /)" "a <<= b." = number::inplace_lshift;
    irshift "irshift(a, b, /)" "a >>= b." = number::inplace_rshift;
    iand "iand(a, b, /)" "a &= b." = number::inplace_and;
    ixor "ixor(a, b, /)" "a ^= b." = number::inplace_xor;
    ior "ior(a, b, /)" "a |= b." = number::inplace_or;
    ipow "ipow(a, b, /)" "a **= b." = |a, b| number::inplace_power(a, b, none());
    concat "concat(a, b, /)" "a + b, for sequences." = |a, b| concatenate(a, b, false);
    iconcat "iconcat(a, b, /)" "a += b, for sequences." = |a, b| concatenate(a, b, true);
    contains "contains(a, b, /)" "b in a." = |a, b| truth_of(a.contains(b));
    getitem "getitem(a, b, /)" "a[b]." = |a, b| a.get_item(b);
    is_ "is_(a, b, /)" "a is b." = |a, b| truth_of(Ok(a.is(b)));
    is_not "is_not(a, b, /)" "a is not b." = |a, b| truth_of(Ok(!a.is(b)));
}

unary! {
    truth "truth(a, /)" "Is a true?" = |a| truth_of(a.is_true());
    not_ "not_(a, /)" "not a." = |a| truth_of(a.is_true().map(|t| !t));
    neg "neg(a, /)" "-a." = number::negative;
    pos "pos(a, /)" "+a." = number::positive;
    abs "abs(a, /)" "The absolute value." = number::absolute;
    inv "inv(a, /)" "~a." = number::invert;
    invert "invert(a, /)" "~a." = number::invert;
    index "index(a, /)" "a.__index__()." = |a| Ok(a.index()?.upcast());
    is_none_ "is_none(a, /)" "a is None." = |a| truth_of(Ok(is_none(a)));
    is_not_none "is_not_none(a, /)" "a is not None." = |a| truth_of(Ok(!is_none(a)));
}

fn is_sequence(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe {
        let s = (*o.type_ptr()).tp_as_sequence;
        !s.is_null() && (*s).sq_item.is_some() && o.downcast::<Dict>().is_none()
    }
}

/// `PySequence_Concat` and `PySequence_InPlaceConcat`.
fn concatenate(a: &Object, b: &Object, in_place: bool) -> PyResult {
    // SAFETY: live types; a slot's answer is a new reference or NULL with an exception.
    unsafe {
        let s = (*a.type_ptr()).tp_as_sequence;
        if !s.is_null() {
            if in_place && let Some(f) = (*s).sq_inplace_concat {
                return Ref::from_c(f(a.as_ptr(), b.as_ptr()));
            }
            if let Some(f) = (*s).sq_concat {
                return Ref::from_c(f(a.as_ptr(), b.as_ptr()));
            }
        }
    }
    if is_sequence(a) && is_sequence(b) {
        return if in_place {
            number::inplace_add(a, b)
        } else {
            number::add(a, b)
        };
    }
    Err(raise!(
        TypeError,
        "'{}' object can't be concatenated",
        a.class().tp_name()
    ))
}

fn iterate(a: &Object) -> PyResult {
    match a.iter() {
        Ok(it) => Ok(it),
        Err(e) if objects::exceptions::matches(&objects::exceptions::types::TypeError) => {
            e.clear();
            Err(raise!(
                TypeError,
                "argument of type '{}' is not iterable",
                a.class().tp_name()
            ))
        }
        Err(e) => Err(e),
    }
}

/// How often b occurs in a.
#[pyfunction("countOf(a, b, /)")]
fn count_of(a: &Object, b: &Object) -> PyResult<usize> {
    let it = iterate(a)?;
    let mut n = 0;
    while let Some(x) = it.next()? {
        n += usize::from(x.compare_bool(b, CompareOp::Eq)?);
    }
    Ok(n)
}

/// The first index of b in a.
#[pyfunction("indexOf(a, b, /)")]
fn index_of(a: &Object, b: &Object) -> PyResult<usize> {
    let it = iterate(a)?;
    let mut i = 0;
    while let Some(x) = it.next()? {
        if x.compare_bool(b, CompareOp::Eq)? {
            return Ok(i);
        }
        i += 1;
    }
    Err(raise!(ValueError, "sequence.index(x): x not in sequence"))
}

/// a[b] = c.
#[pyfunction("setitem(a, b, c, /)")]
fn setitem(a: &Object, b: &Object, c: &Object) -> PyResult<()> {
    a.set_item(b, c)
}

/// del a[b].
#[pyfunction("delitem(a, b, /)")]
fn delitem(a: &Object, b: &Object) -> PyResult<()> {
    a.del_item(b)
}

/// An estimate of the number of items in an object.
#[pyfunction("length_hint(obj, default=0, /)")]
fn length_hint(obj: &Object, default: isize) -> PyResult<usize> {
    obj.length_hint(default.max(0) as usize)
}

/// Compares two strings or byte strings in a time that does not depend on where they differ.
#[pyfunction("_compare_digest(a, b, /)")]
fn compare_digest(a: &Object, b: &Object) -> PyResult<bool> {
    if let (Some(x), Some(y)) = (a.downcast::<Str>(), b.downcast::<Str>()) {
        if !x.is_ascii() || !y.is_ascii() {
            return Err(raise!(
                TypeError,
                "comparing strings with non-ASCII characters is not supported"
            ));
        }
        return Ok(equal_in_constant_time(
            x.as_utf8()?.as_bytes(),
            y.as_utf8()?.as_bytes(),
        ));
    }
    let readable = |o: &Object| {
        // SAFETY: live types.
        unsafe {
            let b = (*o.type_ptr()).tp_as_buffer;
            !b.is_null() && (*b).bf_getbuffer.is_some()
        }
    };
    if !readable(a) && !readable(b) {
        return Err(raise!(
            TypeError,
            "unsupported operand types(s) or combination of types: '{}' and '{}'",
            a.class().tp_name(),
            b.class().tp_name()
        ));
    }
    let (x, y) = (Buffer::get(a)?, Buffer::get(b)?);
    Ok(equal_in_constant_time(x.as_slice(), y.as_slice()))
}

fn equal_in_constant_time(a: &[u8], b: &[u8]) -> bool {
    // The length of `b` may show, that of `a` not.
    let left = if a.len() == b.len() { a } else { b };
    let mut diff = u8::from(a.len() != b.len());
    for (x, y) in left.iter().zip(b) {
        diff = core::hint::black_box(diff | (x ^ y));
    }
    diff == 0
}

/// obj(*args, **kwargs).
#[pyfunction(varargs, "call(obj, /, *args, **kwargs)")]
fn call(args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let Some(f) = args.get(0) else {
        return Err(raise!(
            TypeError,
            "call expected at least 1 argument, got 0"
        ));
    };
    let rest = args.slice(1, args.len())?;
    f.call_tuple(&rest, kwargs)
}

fn exec(module: &Module) -> PyResult<()> {
    getters::add(module)
}

module!(
    c"_operator",
    c"The operators of Python as functions.",
    methods = method_table![
        truth,
        contains,
        index_of,
        count_of,
        is_,
        is_not,
        is_none_,
        is_not_none,
        add,
        sub,
        mul,
        matmul,
        floordiv,
        truediv,
        r#mod,
        neg,
        pos,
        abs,
        inv,
        invert,
        lshift,
        rshift,
        not_,
        and_,
        xor,
        or_,
        iadd,
        isub,
        imul,
        imatmul,
        ifloordiv,
        itruediv,
        imod,
        ilshift,
        irshift,
        iand,
        ixor,
        ior,
        concat,
        iconcat,
        getitem,
        setitem,
        delitem,
        pow,
        ipow,
        eq,
        ne,
        lt,
        le,
        gt,
        ge,
        index,
        length_hint,
        compare_digest,
        call
    ],
    exec = exec
);
