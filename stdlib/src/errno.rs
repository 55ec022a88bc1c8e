//! `errno`: the C library's error numbers by name, and names by number.

use objects::prelude::*;

use crate::module;

macro_rules! numbers {
    ($($name:ident)*) => {
        const NUMBERS: &[(&str, i32)] = &[$((stringify!($name), libc::$name),)*];
    };
}

numbers! {
    ENODEV ENOCSI EHOSTUNREACH ENOMSG EUCLEAN EL2NSYNC EL2HLT ENODATA ENOTBLK ENOSYS EPIPE EINVAL EOVERFLOW EADV
    EINTR EUSERS ENOTEMPTY ENOBUFS EPROTO EREMOTE ENAVAIL ECHILD ELOOP EXDEV E2BIG ESRCH EMSGSIZE EAFNOSUPPORT
    EBADR EHOSTDOWN EPFNOSUPPORT ENOPROTOOPT EBUSY EWOULDBLOCK EBADFD EDOTDOT EISCONN ENOANO ESHUTDOWN ECHRNG
    ELIBBAD ENONET EBADE EBADF EMULTIHOP EIO EUNATCH EPROTOTYPE ENOSPC ENOEXEC EALREADY ENETDOWN ENOTNAM EACCES
    ELNRNG EILSEQ ENOTDIR ENOTUNIQ EPERM EDOM EXFULL ECONNREFUSED EISDIR EPROTONOSUPPORT EROFS EADDRNOTAVAIL
    EIDRM ECOMM ESRMNT EREMOTEIO EL3RST EBADMSG ENFILE ELIBMAX ESPIPE ENOLINK ENETRESET ETIMEDOUT ENOENT EEXIST
    EDQUOT ENOSTR EBADSLT EBADRQC ELIBACC EFAULT EFBIG EDEADLK ENOTCONN EDESTADDRREQ ELIBSCN ENOLCK EISNAM
    ECONNABORTED ENETUNREACH ESTALE ENOSR ENOMEM ENOTSOCK ESTRPIPE EMLINK ERANGE ELIBEXEC EL3HLT ECONNRESET
    EADDRINUSE EOPNOTSUPP EREMCHG EAGAIN ENAMETOOLONG ENOTTY ERESTART ESOCKTNOSUPPORT ETIME EBFONT EDEADLOCK
    ETOOMANYREFS EMFILE ETXTBSY EINPROGRESS ENXIO ENOPKG ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EHWPOISON
    EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL ENOTSUP
}

fn exec(module: &Module) -> PyResult<()> {
    let codes = Dict::new()?;
    for (text, value) in NUMBERS {
        let name = Str::intern(Str::from_str(text)?);
        let number = Long::from_i64(i64::from(*value))?;
        module.dict().set(&name, &number)?;
        // Of two names of one number the later one goes back.
        codes.set(&number, &name)?;
    }
    // The C library has no such number; the name stands for one past its own.
    let (name, number) = (interned!("EFTYPE"), Long::small(134));
    module.dict().set(name, number)?;
    codes.set(number, name)?;
    module.add("errorcode", &codes)
}

module!(
    c"errno",
    c"The system's error numbers.",
    methods = core::ptr::null_mut(),
    exec = exec
);
