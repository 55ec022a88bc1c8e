//! The command line: options up to the program, then the program and its arguments.

use layout::*;
use libc::wchar_t;

use super::{status, usage, wide};

/// Options that take a value, attached or as the next argument.
const WITH_VALUE: &[char] = &['c', 'm', 'W', 'X'];

/// Walks `argv` as `getopt` does for the stock options.
struct Options<'a> {
    args: Vec<&'a [wchar_t]>,
    index: usize,
    rest: &'a [wchar_t],
}

enum Item<'a> {
    Short(char, Option<&'a [wchar_t]>),
    Long(String, Option<String>),
    Missing(char),
    End,
}

impl<'a> Options<'a> {
    fn next(&mut self) -> Item<'a> {
        if self.rest.is_empty() {
            let Some(&arg) = self.args.get(self.index) else {
                return Item::End;
            };
            if arg.len() < 2 || arg[0] != '-' as wchar_t {
                return Item::End;
            }
            self.index += 1;
            if arg == [b'-' as wchar_t, b'-' as wchar_t] {
                return Item::End;
            }
            if arg[1] == '-' as wchar_t {
                let text: String = text_of(&arg[2..]);
                return match text.split_once('=') {
                    Some((n, v)) => Item::Long(n.to_owned(), Some(v.to_owned())),
                    None => Item::Long(text, None),
                };
            }
            self.rest = &arg[1..];
        }
        let option = char::from_u32(self.rest[0] as u32).unwrap_or('\u{FFFD}');
        self.rest = &self.rest[1..];
        if !WITH_VALUE.contains(&option) {
            return Item::Short(option, None);
        }
        if !self.rest.is_empty() {
            return Item::Short(option, Some(std::mem::take(&mut self.rest)));
        }
        match self.args.get(self.index) {
            Some(&value) => {
                self.index += 1;
                Item::Short(option, Some(value))
            }
            None => Item::Missing(option),
        }
    }
}

fn text_of(s: &[wchar_t]) -> String {
    s.iter()
        .map(|&c| char::from_u32(c as u32).unwrap_or('\u{FFFD}'))
        .collect()
}

/// Looks through `argv` for what pre-initialisation must know: -E, -I, -X dev, -X utf8.
pub fn scan(argv: &[Vec<wchar_t>], pre: &mut PyPreConfig) -> PyStatus {
    let mut options = Options {
        args: argv.iter().map(Vec::as_slice).collect(),
        index: 1,
        rest: &[],
    };
    loop {
        match options.next() {
            Item::Short('E', _) => pre.use_environment = 0,
            Item::Short('I', _) => {
                pre.isolated = 1;
                pre.use_environment = 0;
            }
            Item::Short('X', Some(x)) => match text_of(x).as_str() {
                "dev" => pre.dev_mode = 1,
                "utf8" | "utf8=1" => pre.utf8_mode = 1,
                "utf8=0" => pre.utf8_mode = 0,
                other if other.starts_with("utf8=") => {
                    return status::error(
                        c"preconfig_init_utf8_mode",
                        c"invalid -X utf8 option value",
                    );
                }
                _ => {}
            },
            Item::Short('c' | 'm', _) | Item::Missing(_) | Item::End => return status::ok(),
            Item::Long(name, None) if name == "check-hash-based-pycs" => options.index += 1,
            _ => {}
        }
    }
}

/// Parses `argv` into the fields; what remains is `sys.argv`.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn parse(config: *mut PyConfig) -> PyStatus {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        let c = &mut *config;
        if c.argv.length <= 0 {
            return status::ok();
        }
        let argv: Vec<Vec<wchar_t>> = wide::items(&c.argv).map(<[wchar_t]>::to_vec).collect();
        let program = argv[0].clone();
        let name = text_of(&program);
        let mut options = Options {
            args: argv.iter().map(Vec::as_slice).collect(),
            index: 1,
            rest: &[],
        };
        let mut version = 0;
        let bump = |field: &mut core::ffi::c_int| *field = (*field).max(0) + 1;
        let mut warnings: Vec<Vec<wchar_t>> = Vec::new();
        loop {
            match options.next() {
                Item::End => break,
                Item::Missing(option) => {
                    crate::complain!("Argument expected for the -{option} option");
                    usage::short(&name, true);
                    return status::exit(2);
                }
                Item::Long(option, value) => match option.as_str() {
                    "help" => {
                        usage::full(&name);
                        return status::exit(0);
                    }
                    "help-env" => {
                        usage::environment();
                        return status::exit(0);
                    }
                    "help-xoptions" => {
                        usage::xoptions();
                        return status::exit(0);
                    }
                    "help-all" => {
                        usage::full(&name);
                        crate::dump::Out(1).put("\n");
                        usage::environment();
                        crate::dump::Out(1).put("\n");
                        usage::xoptions();
                        return status::exit(0);
                    }
                    "version" => version += 1,
                    "check-hash-based-pycs" => {
                        let value = value.or_else(|| {
                            let v = options.args.get(options.index).map(|a| text_of(a));
                            options.index += 1;
                            v
                        });
                        match value.as_deref() {
                            Some(v @ ("always" | "never" | "default")) => {
                                wide::set_str(&raw mut c.check_hash_pycs_mode, v);
                            }
                            Some(_) => {
                                crate::complain!(
                                    "--check-hash-based-pycs must be one of 'default', 'always', or 'never'"
                                );
                                usage::short(&name, true);
                                return status::exit(2);
                            }
                            None => {
                                crate::complain!(
                                    "Argument expected for the --check-hash-based-pycs options"
                                );
                                usage::short(&name, true);
                                return status::exit(2);
                            }
                        }
                    }
                    _ => {
                        crate::complain!("Unknown option: --{option}");
                        usage::short(&name, true);
                        return status::exit(2);
                    }
                },
                Item::Short(option, value) => match (option, value) {
                    ('c', Some(code)) => {
                        let mut text = code.to_vec();
                        text.push('\n' as wchar_t);
                        wide::set(&raw mut c.run_command, Some(&text));
                        break;
                    }
                    ('m', Some(module)) => {
                        wide::set(&raw mut c.run_module, Some(module));
                        break;
                    }
                    ('W', Some(w)) => warnings.push(w.to_vec()),
                    ('X', Some(x)) => {
                        let s = wide::append(&raw mut c.xoptions, x);
                        if status::is_exception(&s) {
                            return s;
                        }
                    }
                    ('b', _) => bump(&mut c.bytes_warning),
                    ('B', _) => c.write_bytecode = 0,
                    ('d', _) => bump(&mut c.parser_debug),
                    ('E', _) => c.use_environment = 0,
                    ('h' | '?', _) => {
                        usage::full(&name);
                        return status::exit(0);
                    }
                    ('i', _) => {
                        bump(&mut c.inspect);
                        bump(&mut c.interactive);
                    }
                    ('I', _) => bump(&mut c.isolated),
                    ('O', _) => bump(&mut c.optimization_level),
                    ('P', _) => c.safe_path = 1,
                    ('q', _) => bump(&mut c.quiet),
                    ('R', _) => c.use_hash_seed = 0,
                    ('s', _) => c.user_site_directory = 0,
                    ('S', _) => c.site_import = 0,
                    ('t', _) => {}
                    ('u', _) => c.buffered_stdio = 0,
                    ('v', _) => bump(&mut c.verbose),
                    ('V', _) => version += 1,
                    ('x', _) => c.skip_source_first_line = 1,
                    ('J', _) => {
                        crate::complain!("-J is reserved for Jython");
                        usage::short(&name, true);
                        return status::exit(2);
                    }
                    (other, _) => {
                        crate::complain!("Unknown option: -{other}");
                        usage::short(&name, true);
                        return status::exit(2);
                    }
                },
            }
        }
        if version > 0 {
            let text = if version > 1 {
                crate::version::full()
            } else {
                crate::version::SHORT
            };
            crate::dump::Out(1).put(&format!("Python {text}\n"));
            return status::exit(0);
        }
        for w in &warnings {
            let s = wide::append(&raw mut c.warnoptions, w);
            if status::is_exception(&s) {
                return s;
            }
        }
        let mut rest: Vec<Vec<wchar_t>> = options.args[options.index.min(argv.len())..]
            .iter()
            .map(|a| a.to_vec())
            .collect();
        if !c.run_command.is_null() {
            rest.insert(0, wide::decode(b"-c"));
        } else if !c.run_module.is_null() {
            rest.insert(0, wide::decode(b"-m"));
        } else if let Some(file) = rest.first().filter(|f| **f != [b'-' as wchar_t])
            && c.run_filename.is_null()
        {
            wide::set(&raw mut c.run_filename, Some(file));
        }
        if rest.is_empty() {
            rest.push(Vec::new());
        }
        wide::clear(&raw mut c.argv);
        for a in &rest {
            let s = wide::append(&raw mut c.argv, a);
            if status::is_exception(&s) {
                return s;
            }
        }
        c.parse_argv = 2; // parsed: a second read leaves it alone
        status::ok()
    }
}
