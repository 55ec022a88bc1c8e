//! `grp`: the system's table of groups.

use base::local::LocalRef;
use clinic::{method_table, pyfunction};
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;
use runtime::named_tuple;

use crate::posix::stat::id_argument;
use crate::pwd::{all, c_name, id_object, look_up, text};

static STRUCT_GROUP: LocalRef<Type> = LocalRef::new();

/// As in `pwd`.
static READING: std::sync::Mutex<()> = std::sync::Mutex::new(());

const FIELDS: &[(&str, &str)] = &[
    ("gr_name", "group name"),
    ("gr_passwd", "password"),
    ("gr_gid", "group id"),
    ("gr_mem", "group members"),
];

fn entry(g: &libc::group) -> PyResult {
    let members = List::new()?;
    // SAFETY: the C library's strings, and a NULL-terminated array of them.
    let values = unsafe {
        let mut p = g.gr_mem;
        while !p.is_null() && !(*p).is_null() {
            members.push(&*text(*p)?)?;
            p = p.add(1);
        }
        vec![
            text(g.gr_name)?,
            text(g.gr_passwd)?,
            id_object(g.gr_gid)?,
            members.upcast(),
        ]
    };
    match STRUCT_GROUP.get() {
        Some(ty) => named_tuple::instance(ty, values),
        None => Err(exceptions::bad_internal_call()),
    }
}

/// The entry of a group by ID.
#[pyfunction("getgrgid(id)")]
fn getgrgid(id: &Object) -> PyResult {
    let gid = id_argument(id, "gid")?;
    // SAFETY: the C library's look-up; all-zero is valid.
    let found = unsafe { look_up(|to, b, n, found| libc::getgrgid_r(gid, to, b, n, found)) }?;
    match found {
        Some(found) => entry(&found.entry),
        None => Err(raise!(
            KeyError,
            "getgrgid(): gid not found: {}",
            id_object(gid)?.str()?.to_string_lossy()
        )),
    }
}

/// The entry of a group by name.
#[pyfunction("getgrnam(name)")]
fn getgrnam(name: &Str) -> PyResult {
    let c = c_name(name)?;
    // SAFETY: the C library's look-up; all-zero is valid.
    let found =
        unsafe { look_up(|to, b, n, found| libc::getgrnam_r(c.as_ptr(), to, b, n, found)) }?;
    match found {
        Some(found) => entry(&found.entry),
        None => Err(raise!(
            KeyError,
            "getgrnam(): name not found: {}",
            name.repr()?.to_string_lossy()
        )),
    }
}

/// All entries, in no particular order.
#[pyfunction("getgrall()")]
fn getgrall() -> PyResult<Ref<List>> {
    // SAFETY: the functions of this table.
    unsafe {
        all(
            &READING,
            libc::setgrent,
            libc::getgrent,
            libc::endgrent,
            entry,
        )
    }
}

fn exec(m: &Module) -> PyResult<()> {
    let ty = named_tuple::new_type(
        "grp.struct_group",
        "An entry of the table of groups.",
        FIELDS,
        FIELDS.len(),
    )?;
    m.add("struct_group", &ty)?;
    STRUCT_GROUP.set(ty);
    Ok(())
}

crate::module!(
    c"grp",
    c"The system's table of groups.",
    methods = method_table![getgrgid, getgrnam, getgrall],
    exec = exec
);
