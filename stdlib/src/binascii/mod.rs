//! `binascii`: bytes as ASCII text and back.

mod base64;
mod quoted;

use core::fmt::Arguments;

use base::local::LocalRef;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;

use crate::module;

/// `binascii.Error`, of the interpreter's module that was made last.
static ERROR: LocalRef<Type> = LocalRef::new();

#[cold]
fn error(message: Arguments<'_>) -> Raised {
    exceptions::raise(ERROR.get().unwrap_or(&types::ValueError), message)
}

fn reserve(n: usize) -> PyResult<Vec<u8>> {
    let mut v = Vec::new();
    v.try_reserve_exact(n)
        .map_err(|_| exceptions::no_memory())?;
    Ok(v)
}

/// Bytes, or text of ASCII characters only.
fn with_ascii<R>(data: &Object, f: impl FnOnce(&[u8]) -> PyResult<R>) -> PyResult<R> {
    if let Some(text) = data.downcast::<Str>() {
        if !text.is_ascii() {
            return Err(raise!(
                ValueError,
                "string argument should contain only ASCII characters"
            ));
        }
        return f(text.as_utf8()?.as_bytes());
    }
    match Buffer::get(data) {
        Ok(buffer) => f(buffer.as_slice()),
        Err(raised) => {
            raised.clear();
            Err(raise!(
                TypeError,
                "argument should be bytes, buffer or ASCII string, not '{}'",
                data.class().tp_name()
            ))
        }
    }
}

fn bytes(out: Vec<u8>) -> PyResult<Ref<Bytes>> {
    Bytes::from_slice(&out)
}

/// Decodes a line of uuencoded data.
#[pyfunction("a2b_uu(data, /)")]
fn a2b_uu(data: &Object) -> PyResult<Ref<Bytes>> {
    with_ascii(data, |data| bytes(quoted::uu_decode(data)?))
}

/// Uuencodes a line of data.
#[pyfunction("b2a_uu(data, /, *, backtick=False)")]
fn b2a_uu(data: Buffer, backtick: bool) -> PyResult<Ref<Bytes>> {
    bytes(quoted::uu_encode(data.as_slice(), backtick)?)
}

/// Decodes base64 data.
///
/// With strict_mode, what is not of the alphabet, or is padded otherwise than the standard says, is an error.
#[pyfunction("a2b_base64(data, /, *, strict_mode=False)")]
fn a2b_base64(data: &Object, strict_mode: bool) -> PyResult<Ref<Bytes>> {
    with_ascii(data, |data| bytes(base64::decode(data, strict_mode)?))
}

/// Encodes data as a line of base64.
#[pyfunction("b2a_base64(data, /, *, newline=True)")]
fn b2a_base64(data: Buffer, newline: bool) -> PyResult<Ref<Bytes>> {
    bytes(base64::encode(data.as_slice(), newline)?)
}

/// Decodes quoted-printable data.
#[pyfunction("a2b_qp(data, header=False)")]
fn a2b_qp(data: &Object, header: bool) -> PyResult<Ref<Bytes>> {
    with_ascii(data, |data| bytes(quoted::decode(data, header)?))
}

/// Encodes data as quoted-printable.
///
/// Line ends are kept unless istext is false; spaces and tabs are encoded if quotetabs, and spaces become underscores if header.
#[pyfunction("b2a_qp(data, quotetabs=False, istext=True, header=False)")]
fn b2a_qp(data: Buffer, quotetabs: bool, istext: bool, header: bool) -> PyResult<Ref<Bytes>> {
    bytes(quoted::encode(data.as_slice(), quotetabs, istext, header)?)
}

/// The separator of `hexlify`, one Latin-1 character.
fn separator(sep: &Object) -> PyResult<u8> {
    if sep.length()? != 1 {
        return Err(raise!(ValueError, "sep must be length 1."));
    }
    if let Some(text) = sep.downcast::<Str>() {
        return u8::try_from(text.char_at(0)).map_err(|_| raise!(ValueError, "sep must be ASCII."));
    }
    match sep.downcast::<Bytes>().map(Bytes::as_slice) {
        Some([byte]) => Ok(*byte),
        _ => Err(raise!(TypeError, "sep must be str or bytes.")),
    }
}

fn hexadecimal(data: &[u8], sep: Option<&Object>, group: i32) -> PyResult<Ref<Bytes>> {
    let sep = sep.map(separator).transpose()?;
    let digits = |b: u8| [b >> 4, b & 15].map(|d| b"0123456789abcdef"[usize::from(d)]);
    let size = group.unsigned_abs() as usize;
    if sep.is_none() {
        let mut out = reserve(data.len().saturating_mul(2))?;
        out.extend(data.iter().flat_map(|&b| digits(b)));
        return bytes(out);
    }
    let grouped = sep.filter(|_| size > 0 && size < data.len());
    let mut out = reserve(data.len().saturating_mul(3))?;
    // Groups are counted from the right, or from the left if negative.
    let first = if group > 0 && size > 0 {
        data.len() % size
    } else {
        0
    };
    for (i, b) in data.iter().enumerate() {
        if let Some(sep) = grouped
            && i > 0
            && (i + size - first).is_multiple_of(size)
        {
            out.push(sep);
        }
        out.extend_from_slice(&digits(*b));
    }
    bytes(out)
}

/// Data in hexadecimal.
///
///   sep
///     A character to put between groups of bytes.
///   bytes_per_sep
///     The size of a group, counted from the right, or from the left if negative.
///
/// >>> binascii.b2a_hex(b'\x0a\xff', ':')
/// b'0a:ff'
#[pyfunction("b2a_hex(data, sep=<unrepresentable>, bytes_per_sep=1)")]
fn b2a_hex(data: Buffer, sep: Option<&Object>, bytes_per_sep: i32) -> PyResult<Ref<Bytes>> {
    hexadecimal(data.as_slice(), sep, bytes_per_sep)
}

/// Data in hexadecimal; also called b2a_hex.
///
///   sep
///     A character to put between groups of bytes.
///   bytes_per_sep
///     The size of a group, counted from the right, or from the left if negative.
#[pyfunction("hexlify(data, sep=<unrepresentable>, bytes_per_sep=1)")]
fn hexlify(data: Buffer, sep: Option<&Object>, bytes_per_sep: i32) -> PyResult<Ref<Bytes>> {
    hexadecimal(data.as_slice(), sep, bytes_per_sep)
}

/// What each character is worth as a hexadecimal digit; 255 for others.
static DIGITS: [u8; 256] = {
    let mut table = [255; 256];
    let mut c = 0;
    while c < 256 {
        if let Some(value) = (c as u8 as char).to_digit(16) {
            table[c] = value as u8;
        }
        c += 1;
    }
    table
};

fn from_hexadecimal(text: &Object) -> PyResult<Ref<Bytes>> {
    with_ascii(text, |text| {
        if text.len() % 2 == 1 {
            return Err(error(format_args!("Odd-length string")));
        }
        let mut out = reserve(text.len() / 2)?;
        let (pairs, _) = text.as_chunks::<2>();
        let mut seen = 0;
        out.extend(pairs.iter().map(|pair| {
            let [high, low] = pair.map(|c| DIGITS[usize::from(c)]);
            seen |= high | low;
            high << 4 | low & 15
        }));
        if seen > 15 {
            return Err(error(format_args!("Non-hexadecimal digit found")));
        }
        bytes(out)
    })
}

/// The bytes that hexadecimal digits spell.
#[pyfunction("a2b_hex(hexstr, /)")]
fn a2b_hex(hexstr: &Object) -> PyResult<Ref<Bytes>> {
    from_hexadecimal(hexstr)
}

/// The bytes that hexadecimal digits spell; also called a2b_hex.
#[pyfunction("unhexlify(hexstr, /)")]
fn unhexlify(hexstr: &Object) -> PyResult<Ref<Bytes>> {
    from_hexadecimal(hexstr)
}

/// A checksum of 16 bits, as BinHex had it, going on from crc.
#[pyfunction("crc_hqx(data, crc, /)")]
fn crc_hqx(data: Buffer, crc: Bits32) -> u32 {
    let mut crc = crc.0 & 0xffff;
    for b in data.as_slice() {
        crc ^= u32::from(*b) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 {
                crc << 1 ^ 0x1021
            } else {
                crc << 1
            } & 0xffff;
        }
    }
    crc
}

/// Eight tables: what a byte does to the checksum, followed by zero to seven bytes.
static CRC_TABLES: [[u32; 256]; 8] = {
    let mut tables = [[0; 256]; 8];
    let mut i = 0;
    while i < 256 {
        let mut crc = i as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        tables[0][i] = crc;
        i += 1;
    }
    let mut t = 1;
    while t < 8 {
        let mut i = 0;
        while i < 256 {
            let previous = tables[t - 1][i];
            tables[t][i] = previous >> 8 ^ tables[0][(previous & 255) as usize];
            i += 1;
        }
        t += 1;
    }
    tables
};

/// The checksum of zip and PNG files, going on from crc.
#[pyfunction("crc32(data, crc=0, /)")]
fn crc32(data: Buffer, #[default(0)] crc: Bits32) -> u32 {
    let mut crc = !crc.0;
    let mut chunks = data.as_slice().chunks_exact(8);
    for c in &mut chunks {
        let low = crc ^ u32::from_le_bytes([c[0], c[1], c[2], c[3]]);
        let high = [c[4], c[5], c[6], c[7]];
        crc = 0;
        for (i, b) in low.to_le_bytes().into_iter().chain(high).enumerate() {
            crc ^= CRC_TABLES[7 - i][usize::from(b)];
        }
    }
    for b in chunks.remainder() {
        crc = crc >> 8 ^ CRC_TABLES[0][usize::from(crc as u8 ^ b)];
    }
    !crc
}

fn exec(module: &Module) -> PyResult<()> {
    for (name, base) in [
        ("Error", &types::ValueError),
        ("Incomplete", &types::Exception),
    ] {
        let namespace = Dict::new()?;
        namespace.set_text("__module__", &*Str::from_str("binascii")?)?;
        let bases = Tuple::from_slice(&[base])?;
        let class = Type::create(&*Str::from_str(name)?, &bases, &namespace)?;
        module.add(name, &class)?;
        if name == "Error" {
            ERROR.set(class);
        }
    }
    Ok(())
}

module!(
    c"binascii",
    c"Conversion between binary data and ASCII",
    methods = method_table![
        a2b_uu, b2a_uu, a2b_base64, b2a_base64, a2b_hex, b2a_hex, hexlify, unhexlify, a2b_qp,
        b2a_qp, crc_hqx, crc32
    ],
    exec = exec
);
