//! The facts that `sys` tells: version, platform, limits, flags, paths.

use crate::named_tuple as structseq;
use base::tstate;
use layout::*;
use objects::prelude::*;

use crate::config::wide;
use crate::version;

/// Makes a named tuple type `sys.NAME` that programs cannot call.
fn named(name: &str, fields: &[(&str, &str)], values: Vec<Ref>) -> PyResult {
    let visible = values.len();
    named_partly(name, fields, values, visible)
}

/// As `named`; only the first `visible` fields are items.
fn named_partly(name: &str, fields: &[(&str, &str)], values: Vec<Ref>, visible: usize) -> PyResult {
    let ty = structseq::new_type(&format!("sys.{name}"), "", fields, visible)?;
    let instance = structseq::instance(&ty, values)?;
    forbid_instances(&ty);
    Ok(instance)
}

/// Programs cannot make instances: `TypeError: cannot create 'sys.flags' instances`.
fn forbid_instances(ty: &Type) {
    // SAFETY: a type of our own that no other thread knows yet.
    unsafe {
        (*ty.raw()).tp_new = None;
        (*ty.raw()).tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
    }
}

fn int(v: i64) -> PyResult {
    Ok(Long::from_i64(v)?.upcast())
}

fn text(s: &str) -> PyResult {
    Ok(Str::from_str(s)?.upcast())
}

/// The attributes that are the same in every process.
pub fn add_constants(m: &Module) -> PyResult<()> {
    m.add_str("version", version::full())?;
    m.add_int("hexversion", version::HEX.into())?;
    m.add(
        "_git",
        &*Tuple::from_array([text("CPython")?, text("")?, text("")?])?,
    )?;
    m.add_str("_framework", "")?;
    m.add_int("api_version", PYTHON_API_VERSION.into())?;
    m.add_str("copyright", version::COPYRIGHT)?;
    m.add_str("platform", "linux")?;
    m.add_int("maxsize", isize::MAX as i64)?;
    m.add_int("maxunicode", 0x10FFFF)?;
    m.add_str(
        "abiflags",
        if cfg!(feature = "free-threaded") {
            "t"
        } else {
            ""
        },
    )?;
    m.add_str(
        "byteorder",
        if cfg!(target_endian = "little") {
            "little"
        } else {
            "big"
        },
    )?;
    m.add_str("float_repr_style", "short")?;
    m.add("builtin_module_names", &*builtin_module_names()?)?;
    m.add("stdlib_module_names", &*stdlib_module_names()?)?;
    let version_info = || -> PyResult {
        named(
            "version_info",
            &[
                ("major", ""),
                ("minor", ""),
                ("micro", ""),
                ("releaselevel", ""),
                ("serial", ""),
            ],
            vec![int(3)?, int(14)?, int(8)?, text("final")?, int(0)?],
        )
    };
    let info = version_info()?;
    m.add("version_info", &info)?;
    let implementation = Dict::new()?;
    for (name, value) in [
        ("name", text("cpython")?),
        ("cache_tag", text("cpython-314")?),
        ("version", info),
        ("hexversion", int(version::HEX.into())?),
        ("_multiarch", text("x86_64-linux-gnu")?),
        ("supports_isolated_interpreters", py_bool(true).to_ref()),
    ] {
        implementation.set(&Str::intern(Str::from_str(name)?), &value)?;
    }
    m.add(
        "implementation",
        &*objects::namespace::new(Some(&implementation))?,
    )?;
    m.add(
        "float_info",
        &*named(
            "float_info",
            &[
                ("max", "largest finite value"),
                ("max_exp", "largest binary exponent"),
                ("max_10_exp", "largest decimal exponent"),
                ("min", "smallest positive normalized value"),
                ("min_exp", "smallest binary exponent"),
                ("min_10_exp", "smallest decimal exponent"),
                ("dig", "decimal digits that survive"),
                ("mant_dig", "bits of the mantissa"),
                ("epsilon", "distance from 1 to the next value"),
                ("radix", "base of the exponent"),
                ("rounds", "rounding mode of addition"),
            ],
            vec![
                Float::from_f64(f64::MAX)?.upcast(),
                int(f64::MAX_EXP.into())?,
                int(f64::MAX_10_EXP.into())?,
                Float::from_f64(f64::MIN_POSITIVE)?.upcast(),
                int(f64::MIN_EXP.into())?,
                int(f64::MIN_10_EXP.into())?,
                int(f64::DIGITS.into())?,
                int(f64::MANTISSA_DIGITS.into())?,
                Float::from_f64(f64::EPSILON)?.upcast(),
                int(f64::RADIX.into())?,
                int(1)?,
            ],
        )?,
    )?;
    m.add(
        "int_info",
        &*named(
            "int_info",
            &[
                ("bits_per_digit", "bits of a digit"),
                ("sizeof_digit", "bytes of a digit"),
                (
                    "default_max_str_digits",
                    "default limit of digits between int and str",
                ),
                (
                    "str_digits_check_threshold",
                    "smallest limit that can be set",
                ),
            ],
            vec![
                int(30)?,
                int(4)?,
                int(_PY_LONG_DEFAULT_MAX_STR_DIGITS.into())?,
                int(_PY_LONG_MAX_STR_DIGITS_THRESHOLD.into())?,
            ],
        )?,
    )?;
    m.add(
        "hash_info",
        &*named(
            "hash_info",
            &[
                ("width", "bits of a hash"),
                ("modulus", "prime modulus of numeric hashes"),
                ("inf", "hash of infinity"),
                ("nan", "not used any more"),
                ("imag", "factor of an imaginary part"),
                ("algorithm", "of str, bytes and memoryview"),
                ("hash_bits", "bits that it gives"),
                ("seed_bits", "bits of its seed"),
                ("cutoff", "length below which another algorithm serves"),
            ],
            vec![
                int(64)?,
                int((1 << 61) - 1)?,
                int(314_159)?,
                int(0)?,
                int(1_000_003)?,
                text("siphash13")?,
                int(64)?,
                int(128)?,
                int(0)?,
            ],
        )?,
    )?;
    m.add(
        "thread_info",
        &*named(
            "thread_info",
            &[
                ("name", "of the implementation"),
                ("lock", "of the implementation"),
                ("version", "of the library"),
            ],
            vec![text("pthread")?, text("semaphore")?, thread_library()?],
        )?,
    )?;
    Ok(())
}

fn thread_library() -> PyResult {
    let mut buffer = [0u8; 64];
    // SAFETY: the buffer's length is given.
    let n = unsafe {
        libc::confstr(
            libc::_CS_GNU_LIBPTHREAD_VERSION,
            buffer.as_mut_ptr().cast(),
            buffer.len(),
        )
    };
    if n == 0 || n > buffer.len() {
        return Ok(none_ref());
    }
    text(&String::from_utf8_lossy(&buffer[..n - 1]))
}

fn builtin_module_names() -> PyResult<Ref<Tuple>> {
    let mut names: Vec<String> = crate::import::inittab::each()
        .iter()
        .map(|(n, _)| n.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.dedup();
    let names: PyResult<Vec<Ref>> = names.iter().map(|n| text(n)).collect();
    Tuple::from_vec(names?)
}

fn stdlib_module_names() -> PyResult<Ref<FrozenSet>> {
    let mut names: std::collections::BTreeSet<&str> = pylib::all()
        .iter()
        .map(|m| m.name.split('.').next().unwrap_or(m.name))
        .filter(|n| !n.starts_with("__"))
        .collect();
    names.insert("__future__");
    let inittab = crate::import::inittab::each();
    names.extend(inittab.iter().filter_map(|(n, _)| n.to_str().ok()));
    let list: PyResult<Vec<Ref>> = names.iter().map(|n| text(n)).collect();
    FrozenSet::from_iterable(&*List::from_vec(list?)?)
}

/// The attributes that follow from the configuration: flags, paths, arguments.
pub fn set_config_attributes() -> PyResult<()> {
    // SAFETY: attached; the configuration is complete and does not change while this runs.
    let c = unsafe { &(*tstate::interp()).config };
    let wtext = |p: *const libc::wchar_t| -> PyResult {
        // SAFETY: configuration strings are terminated.
        let chars: Vec<u32> = unsafe { wide::slice(p) }
            .iter()
            .map(|&c| c as u32)
            .collect();
        Ok(Str::from_code_points(&chars)?.upcast())
    };
    let wlist = |l: &PyWideStringList| -> PyResult<Ref<List>> {
        // SAFETY: configuration lists are valid.
        let items: PyResult<Vec<Ref>> = unsafe { wide::items(l) }
            .map(|s| {
                Ok(
                    Str::from_code_points(&s.iter().map(|&c| c as u32).collect::<Vec<_>>())?
                        .upcast(),
                )
            })
            .collect();
        List::from_vec(items?)
    };
    super::set("argv", &*wlist(&c.argv)?)?;
    super::set("orig_argv", &*wlist(&c.orig_argv)?)?;
    super::set("warnoptions", &*wlist(&c.warnoptions)?)?;
    super::set("path", &*wlist(&c.module_search_paths)?)?;
    for (name, value) in [
        ("prefix", c.prefix),
        ("exec_prefix", c.exec_prefix),
        ("base_prefix", c.base_prefix),
        ("base_exec_prefix", c.base_exec_prefix),
        ("executable", c.executable),
        ("_base_executable", c.base_executable),
        ("platlibdir", c.platlibdir),
    ] {
        super::set(name, &*wtext(value)?)?;
    }
    for (name, value) in [
        ("pycache_prefix", c.pycache_prefix),
        ("_stdlib_dir", c.stdlib_dir),
    ] {
        let value = if value.is_null() {
            none_ref()
        } else {
            wtext(value)?
        };
        super::set(name, &value)?;
    }
    let xoptions = Dict::new()?;
    // SAFETY: configuration lists are valid.
    for option in unsafe { wide::items(&c.xoptions) } {
        let chars: Vec<u32> = option.iter().map(|&c| c as u32).collect();
        let (name, value) = match chars.iter().position(|&c| c == u32::from('=')) {
            Some(i) => (
                &chars[..i],
                Str::from_code_points(&chars[i + 1..])?.upcast(),
            ),
            None => (&chars[..], py_bool(true).to_ref()),
        };
        xoptions.set(&*Str::from_code_points(name)?, &value)?;
    }
    super::set("_xoptions", &xoptions)?;
    super::set("dont_write_bytecode", py_bool(c.write_bytecode == 0))?;
    super::set("flags", &*flags(c)?)
}

/// The fields of `sys.flags`; the last three are no items.
const FLAGS: &[(&str, &str)] = &[
    ("debug", "-d"),
    ("inspect", "-i"),
    ("interactive", "-i"),
    ("optimize", "-O or -OO"),
    ("dont_write_bytecode", "-B"),
    ("no_user_site", "-s"),
    ("no_site", "-S"),
    ("ignore_environment", "-E"),
    ("verbose", "-v"),
    ("bytes_warning", "-b"),
    ("quiet", "-q"),
    ("hash_randomization", "-R"),
    ("isolated", "-I"),
    ("dev_mode", "-X dev"),
    ("utf8_mode", "-X utf8"),
    ("warn_default_encoding", "-X warn_default_encoding"),
    ("safe_path", "-P"),
    ("int_max_str_digits", "-X int_max_str_digits"),
    ("gil", "-X gil"),
    ("thread_inherit_context", "-X thread_inherit_context"),
    ("context_aware_warnings", "-X context_aware_warnings"),
];

fn flags(c: &PyConfig) -> PyResult {
    named_partly("flags", FLAGS, flag_values(c)?, 18)
}

/// Puts a new `sys.flags` in the place of the one that is there, after an option has changed.
pub fn refresh_flags(c: &PyConfig) -> PyResult<()> {
    match super::get("flags")? {
        Some(old) if old.class().tp_name() == "sys.flags" => super::set(
            "flags",
            &*structseq::instance(old.class(), flag_values(c)?)?,
        ),
        _ => super::set("flags", &*flags(c)?),
    }
}

fn flag_values(c: &PyConfig) -> PyResult<Vec<Ref>> {
    // SAFETY: static; set before any interpreter.
    let pre = unsafe { (&raw const base::mem::_PyRuntime.preconfig).as_ref_unchecked() };
    let flag = |v: core::ffi::c_int| int(v.into());
    let not = |v: core::ffi::c_int| int(i64::from(v == 0));
    Ok(vec![
        int(i64::from(c.parser_debug != 0))?,
        flag(c.inspect)?,
        flag(c.interactive)?,
        flag(c.optimization_level)?,
        not(c.write_bytecode)?,
        not(c.user_site_directory)?,
        not(c.site_import)?,
        not(c.use_environment)?,
        flag(c.verbose)?,
        flag(c.bytes_warning)?,
        flag(c.quiet)?,
        int(i64::from(c.use_hash_seed == 0 || c.hash_seed != 0))?,
        flag(c.isolated)?,
        py_bool(c.dev_mode != 0).to_ref(),
        flag(pre.utf8_mode)?,
        flag(c.warn_default_encoding)?,
        py_bool(c.safe_path != 0).to_ref(),
        flag(c.int_max_str_digits)?,
        int(1)?,
        flag(c.thread_inherit_context)?,
        flag(c.context_aware_warnings)?,
    ])
}
