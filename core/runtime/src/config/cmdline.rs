//! The command line: options up to the program, then the program and its arguments.

use core::ffi::c_int;

use layout::*;
use libc::wchar_t;

use super::settings::Settings;
use super::status::{self, Step};
use super::{usage, wide};

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
    fn new(argv: &'a [Vec<wchar_t>]) -> Options<'a> {
        Options {
            args: argv.iter().map(Vec::as_slice).collect(),
            index: 1,
            rest: &[],
        }
    }

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
                let text: String = wide::lossy(&arg[2..]);
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

/// What the first look at a command line gives, before texts can be decoded for good: -E, -I and -X, and what follows from them.
pub struct Preliminary {
    pub isolated: c_int,
    pub use_environment: c_int,
    pub dev_mode: c_int,
    pub warn_default_encoding: bool,
    pub xoptions: Vec<Vec<wchar_t>>,
}

impl Preliminary {
    /// With what `pre` says already; the arguments count if it says so.
    pub fn read(pre: &PyPreConfig, argv: &[Vec<wchar_t>]) -> Preliminary {
        let mut line = Preliminary {
            isolated: pre.isolated,
            use_environment: pre.use_environment,
            dev_mode: pre.dev_mode,
            warn_default_encoding: false,
            xoptions: Vec::new(),
        };
        if pre.parse_argv != 0 {
            line.parse(argv);
        }
        line.isolated = line.isolated.max(0);
        if line.isolated > 0 || line.use_environment < 0 {
            line.use_environment = 0;
        }
        let said = line.settings();
        if line.dev_mode < 0 {
            line.dev_mode = said.any("PYTHONDEVMODE", "dev").into();
        }
        line.warn_default_encoding = said.any("PYTHONWARNDEFAULTENCODING", "warn_default_encoding");
        line
    }

    fn parse(&mut self, argv: &[Vec<wchar_t>]) {
        let mut options = Options::new(argv);
        loop {
            match options.next() {
                Item::Short('E', _) => self.use_environment = 0,
                Item::Short('I', _) => {
                    self.isolated = 1;
                    self.use_environment = 0;
                }
                Item::Short('X', Some(option)) => self.xoptions.push(option.to_vec()),
                Item::Short('c' | 'm', _) | Item::Missing(_) | Item::End => return,
                Item::Long(name, None) if name == "check-hash-based-pycs" => options.index += 1,
                _ => {}
            }
        }
    }

    /// What is said by variables and by these options.
    pub fn settings(&self) -> Settings {
        let texts = self.xoptions.iter().map(|option| wide::lossy(option));
        Settings::of(self.use_environment, texts.collect())
    }
}

/// Parses `argv` into the fields; what remains is `sys.argv`. Gives the filters for warnings (-W). What [`Preliminary`] has read is passed over.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn parse(config: *mut PyConfig) -> Result<Vec<Vec<wchar_t>>, PyStatus> {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        let c = &mut *config;
        let argv: Vec<Vec<wchar_t>> = wide::items(&c.argv).map(<[wchar_t]>::to_vec).collect();
        let name = match argv.first() {
            _ if !c.program_name.is_null() => wide::to_string(c.program_name),
            first => first.map_or(String::new(), |program| wide::lossy(program)),
        };
        let mut options = Options::new(&argv);
        let mut version = 0;
        let bump = |field: &mut c_int| *field = (*field).max(0) + 1;
        let mut warnings: Vec<Vec<wchar_t>> = Vec::new();
        loop {
            match options.next() {
                Item::End => break,
                Item::Missing(option) => {
                    crate::complain!("Argument expected for the -{option} option");
                    usage::short(&name, true);
                    return Err(status::exit(2));
                }
                Item::Long(option, value) => match option.as_str() {
                    "help" => {
                        usage::full(&name);
                        return Err(status::exit(0));
                    }
                    "help-env" => {
                        usage::environment();
                        return Err(status::exit(0));
                    }
                    "help-xoptions" => {
                        usage::xoptions();
                        return Err(status::exit(0));
                    }
                    "help-all" => {
                        usage::full(&name);
                        crate::dump::Out(1).put("\n");
                        usage::environment();
                        crate::dump::Out(1).put("\n");
                        usage::xoptions();
                        return Err(status::exit(0));
                    }
                    "version" => version += 1,
                    "check-hash-based-pycs" => {
                        let value = value.or_else(|| {
                            let v = options.args.get(options.index).copied().map(wide::lossy);
                            options.index += 1;
                            v
                        });
                        match value.as_deref() {
                            Some(v @ ("always" | "never" | "default")) => {
                                status::check(wide::set_str(&raw mut c.check_hash_pycs_mode, v))?;
                            }
                            Some(_) => {
                                crate::complain!(
                                    "--check-hash-based-pycs must be one of 'default', 'always', or 'never'"
                                );
                                usage::short(&name, true);
                                return Err(status::exit(2));
                            }
                            None => {
                                crate::complain!(
                                    "Argument expected for the --check-hash-based-pycs options"
                                );
                                usage::short(&name, true);
                                return Err(status::exit(2));
                            }
                        }
                    }
                    _ => {
                        crate::complain!("Unknown option: --{option}");
                        usage::short(&name, true);
                        return Err(status::exit(2));
                    }
                },
                Item::Short(option, value) => match (option, value) {
                    ('c', Some(code)) => {
                        let text = [code, &['\n' as wchar_t]].concat();
                        open(&raw mut c.run_command, &text)?;
                        break;
                    }
                    ('m', Some(module)) => {
                        open(&raw mut c.run_module, module)?;
                        break;
                    }
                    ('W', Some(w)) => warnings.push(w.to_vec()),
                    ('E' | 'I' | 'X', _) => {}
                    ('b', _) => bump(&mut c.bytes_warning),
                    ('B', _) => c.write_bytecode = 0,
                    ('d', _) => bump(&mut c.parser_debug),
                    ('h' | '?', _) => {
                        usage::full(&name);
                        return Err(status::exit(0));
                    }
                    ('i', _) => {
                        bump(&mut c.inspect);
                        bump(&mut c.interactive);
                    }
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
                        return Err(status::exit(2));
                    }
                    (other, _) => {
                        crate::complain!("Unknown option: -{other}");
                        usage::short(&name, true);
                        return Err(status::exit(2));
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
            return Err(status::exit(0));
        }
        let mut rest: Vec<Vec<wchar_t>> = options.args[options.index.min(argv.len())..]
            .iter()
            .map(|a| a.to_vec())
            .collect();
        if !c.run_command.is_null() {
            rest.insert(0, wide::decode(b"-c"));
        } else if !c.run_module.is_null() {
            rest.insert(0, wide::decode(b"-m"));
        } else if let Some(file) = rest.first().filter(|f| **f != [b'-' as wchar_t]) {
            open(&raw mut c.run_filename, file)?;
        }
        wide::clear(&raw mut c.argv);
        for a in &rest {
            status::check(wide::append(&raw mut c.argv, a))?;
        }
        Ok(warnings)
    }
}

/// Sets a text that nobody has set.
///
/// # Safety
/// As `wide::set`.
unsafe fn open(slot: *mut *mut wchar_t, text: &[wchar_t]) -> Step {
    // SAFETY: the caller's contract.
    unsafe {
        match (*slot).is_null() {
            true => status::check(wide::set(slot, Some(text))),
            false => Ok(()),
        }
    }
}
