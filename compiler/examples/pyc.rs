//! Compiles a file to a `.pyc` that the stock interpreter runs: `pyc SOURCE [OUT] [-O | -OO]`. Without `OUT` it only says
//! what is wrong with the source.

use compiler::ast::Location;
use compiler::constant::Constant;
use compiler::error::CompileError;
use compiler::host::Host;
use compiler::options::Options;
use std::process::ExitCode;

/// 3.14's, with the line break that betrays text-mode copying.
const MAGIC: [u8; 4] = [(3627u16 & 0xff) as u8, (3627u16 >> 8) as u8, b'\r', b'\n'];

struct Stderr<'a> {
    path: &'a str,
}

impl Host for Stderr<'_> {
    fn syntax_warning(&mut self, message: &str, location: Location) -> Result<(), CompileError> {
        eprintln!(
            "{}:{}: SyntaxWarning: {message}",
            self.path, location.lineno
        );
        Ok(())
    }

    fn filename(&self) -> Option<&str> {
        Some(self.path)
    }
}

fn run(args: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let optimize = match args.iter().find(|a| a.starts_with("-O")) {
        Some(a) => a.len() as u8 - 1,
        None => 0,
    };
    let mut paths = args.iter().filter(|a| !a.starts_with('-'));
    let path = paths.next().ok_or("usage: pyc SOURCE [OUT] [-O | -OO]")?;
    let source = std::fs::read(path)?;
    let options = Options {
        optimize,
        ..Options::default()
    };
    let mut host = Stderr { path };
    let mut module = compiler::parse(&source[..], compiler::Mode::File, &options, &mut host)?;
    let code = compiler::compile(&mut module, path.as_str(), &options, &mut host)?;
    if let Some(out) = paths.next() {
        let modified = std::fs::metadata(path)?
            .modified()?
            .duration_since(std::time::UNIX_EPOCH)?
            .as_secs() as u32;
        let mut pyc = MAGIC.to_vec();
        pyc.extend(0u32.to_le_bytes());
        pyc.extend(modified.to_le_bytes());
        pyc.extend((source.len() as u32).to_le_bytes());
        pyc.extend(compiler::marshal::dumps(
            &Constant::Code(code),
            compiler::marshal::VERSION,
        )?);
        std::fs::write(out, pyc)?;
    }
    Ok(())
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("pyc: {e}");
            ExitCode::FAILURE
        }
    }
}
