//! `posix_spawn` and `posix_spawnp`.

use std::ffi::CString;

use clinic::pyfunction;
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;

use super::Path;
use super::process::{environment_strings, pointers};
use crate::_io::support::path_bytes;

/// Attributes and actions, destroyed in the end.
struct Spawn {
    attributes: libc::posix_spawnattr_t,
    actions: libc::posix_spawn_file_actions_t,
    flags: i32,
}

impl Spawn {
    fn new() -> PyResult<Spawn> {
        // SAFETY: the calls initialise the structs.
        unsafe {
            let mut this = Spawn {
                attributes: core::mem::zeroed(),
                actions: core::mem::zeroed(),
                flags: 0,
            };
            ok(libc::posix_spawnattr_init(&mut this.attributes))?;
            ok(libc::posix_spawn_file_actions_init(&mut this.actions))?;
            Ok(this)
        }
    }
}

impl Drop for Spawn {
    fn drop(&mut self) {
        // SAFETY: initialised by `new`.
        unsafe {
            libc::posix_spawnattr_destroy(&mut self.attributes);
            libc::posix_spawn_file_actions_destroy(&mut self.actions);
        }
    }
}

fn ok(e: i32) -> PyResult<()> {
    if e == 0 {
        Ok(())
    } else {
        Err(exceptions::os_error(e, None))
    }
}

fn int(o: &Object) -> PyResult<i32> {
    o.index()?.as_i32()
}

fn add_actions(spawn: &mut Spawn, actions: &Object) -> PyResult<()> {
    if is_none(actions) {
        return Ok(());
    }
    let items = match Tuple::from_iterable(actions) {
        Ok(items) => items,
        Err(raised) => {
            exceptions::clear_if(&exceptions::types::TypeError, raised)?;
            return Err(raise!(TypeError, "file_actions must be a sequence or None"));
        }
    };
    let wrong = |name: &str, n: usize| {
        Err(raise!(
            TypeError,
            "A {} file_action tuple must have {} elements",
            name,
            n
        ))
    };
    for item in items.as_slice() {
        let parts = match item.downcast::<Tuple>().map(Tuple::as_slice) {
            Some(parts) if !parts.is_empty() => parts,
            _ => {
                return Err(raise!(
                    TypeError,
                    "Each file_actions element must be a non-empty tuple"
                ));
            }
        };
        // SAFETY: initialised actions; the C library copies the path.
        unsafe {
            match (int(parts[0])?, parts) {
                (0, [_, fd, path, flags, mode]) => {
                    let (fd, path) = (int(fd)?, path_bytes(path)?);
                    let (flags, mode) = (int(flags)?, mode.index()?.as_u64_mask());
                    ok(libc::posix_spawn_file_actions_addopen(
                        &mut spawn.actions,
                        fd,
                        path.as_ptr(),
                        flags,
                        mode as libc::mode_t,
                    ))?;
                }
                (0, _) => return wrong("open", 5),
                (1, [_, fd]) => ok(libc::posix_spawn_file_actions_addclose(
                    &mut spawn.actions,
                    int(fd)?,
                ))?,
                (1, _) => return wrong("close", 2),
                (2, [_, from, to]) => ok(libc::posix_spawn_file_actions_adddup2(
                    &mut spawn.actions,
                    int(from)?,
                    int(to)?,
                ))?,
                (2, _) => return wrong("dup2", 3),
                (3, [_, fd]) => {
                    unsafe extern "C" {
                        fn posix_spawn_file_actions_addclosefrom_np(
                            actions: *mut libc::posix_spawn_file_actions_t,
                            from: i32,
                        ) -> i32;
                    }
                    ok(posix_spawn_file_actions_addclosefrom_np(
                        &mut spawn.actions,
                        int(fd)?,
                    ))?;
                }
                (3, _) => return wrong("closefrom", 2),
                _ => {
                    return Err(raise!(TypeError, "Unknown file_actions identifier"));
                }
            }
        }
    }
    Ok(())
}

fn set_scheduler(spawn: &mut Spawn, scheduler: &Object) -> PyResult<()> {
    if is_none(scheduler) {
        return Ok(());
    }
    let Some(tuple) = scheduler.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "posix_spawn: scheduler must be a tuple or None"
        ));
    };
    let [policy, param] = tuple.as_slice() else {
        return Err(raise!(
            TypeError,
            "A scheduler tuple must have two elements"
        ));
    };
    // SAFETY: initialised attributes; local structs.
    unsafe {
        if !is_none(policy) {
            ok(libc::posix_spawnattr_setschedpolicy(
                &mut spawn.attributes,
                int(policy)?,
            ))?;
            spawn.flags |= libc::POSIX_SPAWN_SETSCHEDULER;
        } else {
            spawn.flags |= libc::POSIX_SPAWN_SETSCHEDPARAM;
        }
        let param = super::sched::param_of(param)?;
        ok(libc::posix_spawnattr_setschedparam(
            &mut spawn.attributes,
            &param,
        ))
    }
}

/// The keyword arguments of both functions.
struct Options<'a> {
    file_actions: Option<&'a Object>,
    setpgroup: Option<&'a Object>,
    resetids: bool,
    setsid: bool,
    setsigmask: Option<&'a Object>,
    setsigdef: Option<&'a Object>,
    scheduler: Option<&'a Object>,
}

fn spawn(
    name: &str,
    by_path: bool,
    path: &Object,
    argv: &Object,
    env: &Object,
    o: &Options<'_>,
) -> PyResult<i32> {
    let path = Path::new(path, name, "path")?;
    if argv.downcast::<List>().is_none() && argv.downcast::<Tuple>().is_none() {
        return Err(raise!(TypeError, "{}: argv must be a tuple or list", name));
    }
    let given = (argv, env);
    let items = Tuple::from_iterable(argv)?;
    if items.is_empty() {
        return Err(raise!(ValueError, "{}: argv must not be empty", name));
    }
    if !is_none(env) && !env.is_mapping() {
        return Err(raise!(
            TypeError,
            "{}: environment must be a mapping object or None",
            name
        ));
    }
    let argv: Vec<CString> = items
        .as_slice()
        .iter()
        .map(|a| path_bytes(a))
        .collect::<PyResult<_>>()?;
    if argv[0].is_empty() {
        return Err(raise!(
            ValueError,
            "{}: argv first element cannot be empty",
            name
        ));
    }
    let env = if is_none(env) {
        None
    } else {
        Some(environment_strings(env)?)
    };
    let mut s = Spawn::new()?;
    if let Some(actions) = o.file_actions {
        add_actions(&mut s, actions)?;
    }
    // SAFETY: initialised attributes; local sets.
    unsafe {
        if let Some(group) = o.setpgroup.filter(|g| !is_none(g)) {
            ok(libc::posix_spawnattr_setpgroup(
                &mut s.attributes,
                int(group)?,
            ))?;
            s.flags |= libc::POSIX_SPAWN_SETPGROUP;
        }
        if o.resetids {
            s.flags |= libc::POSIX_SPAWN_RESETIDS;
        }
        if o.setsid {
            const POSIX_SPAWN_SETSID: i32 = 0x80;
            s.flags |= POSIX_SPAWN_SETSID;
        }
        if let Some(mask) = o.setsigmask {
            let set = crate::_signal::from_iterable(mask)?;
            ok(libc::posix_spawnattr_setsigmask(&mut s.attributes, &set))?;
            s.flags |= libc::POSIX_SPAWN_SETSIGMASK;
        }
        if let Some(default) = o.setsigdef {
            let set = crate::_signal::from_iterable(default)?;
            ok(libc::posix_spawnattr_setsigdefault(&mut s.attributes, &set))?;
            s.flags |= libc::POSIX_SPAWN_SETSIGDEF;
        }
        if let Some(scheduler) = o.scheduler {
            set_scheduler(&mut s, scheduler)?;
        }
        ok(libc::posix_spawnattr_setflags(
            &mut s.attributes,
            s.flags as libc::c_short,
        ))?;
    }
    objects::audit!("os.posix_spawn", path.object(), given.0, given.1)?;
    unsafe extern "C" {
        static environ: *const *mut libc::c_char;
    }
    let arguments = pointers(&argv);
    let environment = env.as_deref().map(pointers);
    let mut pid = 0;
    // SAFETY: NULL-terminated arrays of C strings, that live through the call.
    let e = unsafe {
        let envp = environment.as_ref().map_or(environ, |e| e.as_ptr().cast());
        let call = if by_path {
            libc::posix_spawnp
        } else {
            libc::posix_spawn
        };
        call(
            &mut pid,
            path.c_str().as_ptr(),
            &s.actions,
            &s.attributes,
            arguments.as_ptr().cast(),
            envp,
        )
    };
    if e != 0 {
        return Err(exceptions::os_error(e, Some(path.object())));
    }
    Ok(pid)
}

/// The two functions, which have the same parameters: `name "signature" "doc" = by_path;`.
macro_rules! functions {
    ($($name:ident $signature:literal $doc:literal = $by_path:literal;)*) => {
        $(
            #[doc = $doc]
            #[pyfunction($signature)]
            pub fn $name(
                path: &Object,
                argv: &Object,
                env: &Object,
                file_actions: Option<&Object>,
                setpgroup: Option<&Object>,
                #[default(false)] resetids: bool,
                #[default(false)] setsid: bool,
                setsigmask: Option<&Object>,
                setsigdef: Option<&Object>,
                scheduler: Option<&Object>,
            ) -> PyResult<i32> {
                let options = Options {
                    file_actions,
                    setpgroup,
                    resetids,
                    setsid,
                    setsigmask,
                    setsigdef,
                    scheduler,
                };
                spawn(stringify!($name), $by_path, path, argv, env, &options)
            }
        )*
    };
}

functions!(
    posix_spawn "posix_spawn(path, argv, env, /, *, file_actions=(),
            setpgroup=None, resetids=False, setsid=False,
            setsigmask=(), setsigdef=(), scheduler=None)"
        "Start a program in a new process; gives its ID." = false;
    posix_spawnp "posix_spawnp(path, argv, env, /, *, file_actions=(),
             setpgroup=None, resetids=False, setsid=False,
             setsigmask=(), setsigdef=(), scheduler=None)"
        "As posix_spawn(), but the program is looked for in PATH." = true;
);
