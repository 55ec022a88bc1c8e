//! `syslog`: the C library's connection to the system logger, of which a process has one.

use std::ffi::CString;
use std::sync::Arc;

use objects::clinic::*;
use objects::prelude::*;
use parking_lot::Mutex;
use runtime::audit::audit;
use runtime::pystate::allow_threads;

use crate::module;

/// The name that messages bear, if the log is open and has one. The C library keeps no copy of it.
struct Log {
    open: bool,
    ident: Option<Arc<CString>>,
}

static LOG: Mutex<Log> = Mutex::new(Log {
    open: false,
    ident: None,
});

/// The script's name, without its folder; none if there is none for whatever reason.
fn script_name() -> PyResult<Option<Ref<Str>>> {
    let Some(argv) = runtime::import::import("sys")?.get_attr_opt(interned!("argv"))? else {
        return Ok(None);
    };
    let first = argv.downcast::<List>().and_then(|l| l.get(0));
    let Some(script) = first.and_then(|s| s.downcast_into::<Str>().ok()) else {
        return Ok(None);
    };
    let start = (0..script.len())
        .rev()
        .find(|i| script.char_at(*i) == u32::from('/'));
    Ok(match (script.len(), start) {
        (0, _) => None,
        (n, Some(i)) => Some(script.substring(i + 1, n)?),
        (_, None) => Some(script),
    })
}

/// Set logging options of subsequent syslog() calls.
#[pyfunction("openlog(ident=<unrepresentable>, logoption=0, facility=LOG_USER)")]
fn openlog(
    ident: Option<&Str>,
    logoption: i64,
    #[default(i64::from(libc::LOG_USER))] facility: i64,
) -> PyResult<()> {
    let ident = match ident {
        Some(ident) => Some(ident.to_ref()),
        None => script_name()?,
    };
    // The C library takes the text up to the first NUL.
    let text = match &ident {
        None => None,
        Some(ident) => {
            let text = ident.as_utf8()?.split('\0').next().unwrap_or("");
            CString::new(text).ok().map(Arc::new)
        }
    };
    audit("syslog.openlog", || {
        Tuple::from_slice(&[
            ident.as_ref().map_or(objects::none(), |i| &***i),
            &*Long::from_i64(logoption)?,
            &*Long::from_i64(facility)?,
        ])
    })?;
    let pointer = text.as_ref().map_or(core::ptr::null(), |t| t.as_ptr());
    let mut log = LOG.lock();
    // SAFETY: the text lives in `LOG` until the next call of this function, or of `closelog`.
    unsafe { libc::openlog(pointer, logoption as i32, facility as i32) };
    log.open = true;
    log.ident = text;
    Ok(())
}

/// Send the string message to the system logger: syslog([priority=LOG_INFO,] message)
#[pyfunction(raw, "syslog")]
fn syslog(args: &[&Object]) -> PyResult<()> {
    let (priority, message) = match args {
        [message] => (libc::LOG_INFO, message),
        [priority, message] => (priority.index()?.as_i32()?, message),
        _ => {
            return Err(raise!(TypeError, "syslog.syslog requires 1 to 2 arguments"));
        }
    };
    let Some(message) = message.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "syslog() argument {} must be str, not {:.50}",
            args.len(),
            message.class().tp_name()
        ));
    };
    let Ok(text) = CString::new(message.as_utf8()?) else {
        return Err(raise!(ValueError, "embedded null character"));
    };
    audit("syslog.syslog", || {
        Tuple::from_slice(&[&*Long::from_i64(priority.into())?, message])
    })?;
    if !LOG.lock().open {
        openlog(None, 0, libc::LOG_USER.into())?;
    }
    // Held while the message is sent: another thread may open the log under another name.
    let ident = LOG.lock().ident.clone();
    // SAFETY: both are C strings.
    allow_threads(|| unsafe { libc::syslog(priority, c"%s".as_ptr(), text.as_ptr()) });
    drop(ident);
    Ok(())
}

/// Reset the syslog module values and call the system library closelog().
#[pyfunction("closelog()")]
fn closelog() -> PyResult<()> {
    audit("syslog.closelog", || Ok(Tuple::empty().to_ref()))?;
    let mut log = LOG.lock();
    if log.open {
        // SAFETY: no argument; the library forgets the text.
        unsafe { libc::closelog() };
        log.open = false;
        log.ident = None;
    }
    Ok(())
}

/// Set the priority mask to maskpri and return the previous mask value.
#[pyfunction("setlogmask(maskpri, /)")]
fn setlogmask(maskpri: i64) -> PyResult<i32> {
    audit("syslog.setlogmask", || {
        Tuple::from_slice(&[&*Long::from_i64(maskpri)?])
    })?;
    // SAFETY: any mask will do.
    Ok(unsafe { libc::setlogmask(maskpri as i32) })
}

/// Calculates the mask for the individual priority pri.
#[pyfunction("LOG_MASK(pri, /)")]
fn log_mask(pri: i64) -> i32 {
    1i32.wrapping_shl(pri as u32)
}

/// Calculates the mask for all priorities up to and including pri.
#[pyfunction("LOG_UPTO(pri, /)")]
fn log_upto(pri: i64) -> i32 {
    1i32.wrapping_shl((pri as u32).wrapping_add(1))
        .wrapping_sub(1)
}

fn exec(module: &Module) -> PyResult<()> {
    for (name, value) in [
        ("LOG_EMERG", libc::LOG_EMERG),
        ("LOG_ALERT", libc::LOG_ALERT),
        ("LOG_CRIT", libc::LOG_CRIT),
        ("LOG_ERR", libc::LOG_ERR),
        ("LOG_WARNING", libc::LOG_WARNING),
        ("LOG_NOTICE", libc::LOG_NOTICE),
        ("LOG_INFO", libc::LOG_INFO),
        ("LOG_DEBUG", libc::LOG_DEBUG),
        ("LOG_PID", libc::LOG_PID),
        ("LOG_CONS", libc::LOG_CONS),
        ("LOG_NDELAY", libc::LOG_NDELAY),
        ("LOG_ODELAY", libc::LOG_ODELAY),
        ("LOG_NOWAIT", libc::LOG_NOWAIT),
        ("LOG_PERROR", libc::LOG_PERROR),
        ("LOG_KERN", libc::LOG_KERN),
        ("LOG_USER", libc::LOG_USER),
        ("LOG_MAIL", libc::LOG_MAIL),
        ("LOG_DAEMON", libc::LOG_DAEMON),
        ("LOG_AUTH", libc::LOG_AUTH),
        ("LOG_LPR", libc::LOG_LPR),
        ("LOG_LOCAL0", libc::LOG_LOCAL0),
        ("LOG_LOCAL1", libc::LOG_LOCAL1),
        ("LOG_LOCAL2", libc::LOG_LOCAL2),
        ("LOG_LOCAL3", libc::LOG_LOCAL3),
        ("LOG_LOCAL4", libc::LOG_LOCAL4),
        ("LOG_LOCAL5", libc::LOG_LOCAL5),
        ("LOG_LOCAL6", libc::LOG_LOCAL6),
        ("LOG_LOCAL7", libc::LOG_LOCAL7),
        ("LOG_SYSLOG", libc::LOG_SYSLOG),
        ("LOG_CRON", libc::LOG_CRON),
        ("LOG_UUCP", libc::LOG_UUCP),
        ("LOG_NEWS", libc::LOG_NEWS),
        ("LOG_AUTHPRIV", libc::LOG_AUTHPRIV),
        ("LOG_FTP", libc::LOG_FTP),
    ] {
        module.add_int(name, i64::from(value))?;
    }
    Ok(())
}

module!(
    c"syslog",
    c"Messages to the system logger.",
    methods = method_table![openlog, closelog, syslog, setlogmask, log_mask, log_upto],
    exec = exec
);
