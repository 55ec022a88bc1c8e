//! The words of a command that runs test files: which files, how many at a time, under which launcher. What a command has of its own
//! it reads itself.

use std::path::PathBuf;
use std::str::FromStr;

use super::select;
use crate::reference::target;

pub struct Words {
    pub tests: Vec<String>,
    pub jobs: usize,
    /// Seconds for one file under one interpreter.
    pub timeout: u64,
    /// Our launcher.
    pub python: PathBuf,
    /// The reference runs again, too.
    pub fresh: bool,
}

impl Words {
    /// Reads the words; `own` is given those that all do not have in common, with the way to their values, and says whether it knows
    /// them. None: only the usage was asked for, and shown.
    pub fn read<'a>(
        words: &[&'a str],
        usage: &'static str,
        timeout: u64,
        mut own: impl FnMut(&str, &mut dyn FnMut() -> Result<&'a str, String>) -> Result<bool, String>,
    ) -> Result<Option<Words>, String> {
        let mut read = Words {
            tests: Vec::new(),
            jobs: 2,
            timeout,
            python: target().join("debug/python3.14"),
            fresh: false,
        };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            let mut value = || words.next().copied().ok_or(usage.to_owned());
            match word {
                "--help" | "-h" => {
                    println!("{usage}");
                    return Ok(None);
                }
                "--set" => read.tests.extend(select::set(value()?)?),
                "--theme" => read.tests.extend(select::theme(value()?)?),
                "--jobs" => read.jobs = number(value()?, usage)?,
                "--timeout" => read.timeout = number(value()?, usage)?,
                "--python" => {
                    read.python = std::path::absolute(value()?).map_err(|e| e.to_string())?;
                }
                "--fresh" => read.fresh = true,
                _ if own(word, &mut value)? => {}
                _ if word.starts_with('-') => return Err(usage.to_owned()),
                _ => read.tests.push(word.to_owned()),
            }
        }
        Ok(Some(read))
    }
}

fn number<T: FromStr>(word: &str, usage: &str) -> Result<T, String> {
    word.parse().map_err(|_| usage.to_owned())
}
