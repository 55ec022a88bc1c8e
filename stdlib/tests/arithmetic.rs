//! Arithmetic of ints and floats and their texts, against values recorded from the reference interpreter.
//!
//! No interpreter is started: a thread state with empty free lists is all that numbers need.

// What defines the upward calls, and the allocator.
extern crate eval;
extern crate mimalloc;
extern crate runtime;

use layout::*;
use objects::number_format::{DoubleFormat, double_to_string};
use objects::prelude::*;
use objects::{float, long};

/// Makes this thread look attached.
fn attach() {
    // SAFETY: zeroed states, leaked, used by this thread alone.
    unsafe {
        let interp: *mut PyInterpreterState = Box::leak(Box::new(zeroed()));
        let tstate: *mut _PyThreadStateImpl = Box::leak(Box::new(zeroed()));
        (*tstate).base.interp = interp;
        base::tstate::set_current(tstate.cast());
    }
}

fn int(hex: &str) -> Ref<Long> {
    match Long::from_str_radix(hex, 16) {
        Ok(int) => int,
        Err(_) => panic!("not an int: {hex}"),
    }
}

fn hex(int: PyResult<Ref<Long>>) -> String {
    match int.and_then(|int| long::format_radix_signed(&int, 16, false)) {
        Ok(text) => String::from_utf8_lossy(&text).into_owned(),
        Err(_) => "error".to_owned(),
    }
}

fn real(text: &str) -> f64 {
    match text {
        "nan" => f64::NAN,
        "inf" => f64::INFINITY,
        _ => float::from_hex(text.as_bytes()).unwrap_or(f64::NAN),
    }
}

fn answer(op: &str, a: &str, b: &str) -> String {
    let text =
        |bytes: PyResult<Vec<u8>>| String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
    let small = |b: &str| int(b).to_i64().unwrap_or(0);
    match op {
        "add" => hex(long::add(&int(a), &int(b))),
        "sub" => hex(long::subtract(&int(a), &int(b))),
        "mul" => hex(long::multiply(&int(a), &int(b))),
        "divmod" => match long::divmod(&int(a), &int(b)) {
            Ok((q, r)) => format!("{},{}", hex(Ok(q)), hex(Ok(r))),
            Err(_) => "error".to_owned(),
        },
        "truediv" => {
            long::true_divide(&int(a), &int(b)).map_or("overflow".to_owned(), float::to_hex)
        }
        "and" => hex(long::and(&int(a), &int(b))),
        "or" => hex(long::or(&int(a), &int(b))),
        "xor" => hex(long::xor(&int(a), &int(b))),
        "lsh" => hex(long::lshift(&int(a), &int(b))),
        "rsh" => hex(long::rshift(&int(a), &int(b))),
        "gcd" => hex(long::gcd(&int(a), &int(b))),
        "cmp" => (long::compare(&int(a), &int(b)) as i32).to_string(),
        "dec" => text(long::decimal_bytes(&int(a))),
        "hash" => int(a).hash_value().to_string(),
        "float" => match int(a).to_f64() {
            f if f.is_infinite() => "overflow".to_owned(),
            f => float::to_hex(f),
        },
        "invert" => hex(long::invert(&int(a))),
        "round" => hex(long::round_to(&int(a), &int(b))),
        "bytes" => {
            let mut out = vec![0; small(b) as usize];
            assert!(long::to_byte_slice(&int(a), &mut out, true, true).is_ok());
            assert_eq!(hex(long::from_byte_slice(&out, true, true)), a);
            out.iter().map(|b| format!("{b:02x}")).collect()
        }
        "parse" => hex(Long::from_str_radix(a, small(b) as u32)),
        "pow" => match long::power(&int(a), &int(b), None).map(Ref::downcast_into::<Long>) {
            Ok(Ok(int)) => hex(Ok(int)),
            _ => "error".to_owned(),
        },
        "powmod" => {
            let (a, e) = a.split_once(',').unwrap_or_default();
            match long::power(&int(a), &int(e), Some(&int(b))).map(Ref::downcast_into::<Long>) {
                Ok(Ok(int)) => hex(Ok(int)),
                _ => "error".to_owned(),
            }
        }
        "repr" => text(objects::number_format::repr(real(a))),
        "fmte" | "fmtf" | "fmtg" => text(double_to_string(
            real(a),
            op.as_bytes()[3],
            small(b) as usize,
            DoubleFormat::default(),
        )),
        "fhash" => float::hash_f64(real(a)).unwrap_or(0).to_string(),
        "fround" => match b {
            _ if !real(a).is_finite() => String::new(),
            // The overflow raises, which needs an interpreter.
            _ if real(a).abs() > 1e308 => "skip".to_owned(),
            _ => float::round_places(real(a), small(b) as isize)
                .map_or("overflow".to_owned(), float::to_hex),
        },
        "fint" => hex(Long::from_f64(real(a))),
        "fdivmod" => match float::divmod(real(a), real(b)) {
            Ok((q, r)) => format!("{},{}", float::to_hex(q), float::to_hex(r)),
            Err(_) => "error".to_owned(),
        },
        _ => panic!("unknown operation {op}"),
    }
}

#[test]
fn as_recorded() {
    attach();
    let mut wrong = Vec::new();
    for line in include_str!("fixtures/arithmetic.txt").lines() {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        let (op, a, b, expected) = (field(), field(), field(), field());
        if op == "truediv" && expected == "overflow" {
            continue; // raises, which needs an interpreter
        }
        let got = answer(op, a, b);
        if got != expected && got != "skip" {
            let cut = |s: &str| s.chars().take(60).collect::<String>();
            wrong.push(format!(
                "{op} {} {}: {} not {}",
                cut(a),
                cut(b),
                cut(&got),
                cut(expected)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

#[test]
fn formats_as_recorded() {
    use objects::number_format::{format_complex, format_float, format_long};
    attach();
    let mut wrong = Vec::new();
    for line in include_str!("fixtures/formats.txt").lines() {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        let (kind, value, spec, expected) = (field(), field(), field(), field());
        if spec.is_empty() {
            continue; // str(), which needs the types
        }
        let format = || -> PyResult<Ref<Str>> {
            let text = Str::from_str(spec)?;
            match kind {
                "int" => format_long(&int(value), &text),
                "float" => format_float(&*Float::from_f64(real(value))?, &text),
                _ => {
                    let (re, im) = value.split_once(' ').unwrap_or_default();
                    format_complex(&*Complex::from_parts(real(re), real(im))?, &text)
                }
            }
        };
        let got = format().map_or("error".to_owned(), |text| {
            text.to_string_lossy().into_owned()
        });
        if got != expected {
            wrong.push(format!("{kind} {value} {spec:?}: {got:?} not {expected:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}
