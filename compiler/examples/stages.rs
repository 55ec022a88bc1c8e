//! How long the stages take: `stages DIRECTORY [TURNS]` parses and compiles every `.py` file below the directory, `test`
//! left out, and prints the best of the turns. For profilers, and for a quick look without a runtime.

use compiler::Mode;
use compiler::constant::Constant;
use compiler::host::NullHost;
use compiler::options::Options;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(directory)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if !path.exists() {
            continue; // a dangling link
        }
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "test") {
                collect(&path, files)?;
            }
        } else if path.extension().is_some_and(|e| e == "py") {
            files.push(path);
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let directory = args.next().ok_or("usage: stages DIRECTORY [TURNS]")?;
    let turns: usize = args.next().map_or(Ok(1), |n| n.parse())?;
    let mut files = Vec::new();
    collect(Path::new(&directory), &mut files)?;
    let sources: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| Ok((file.display().to_string(), std::fs::read(file)?)))
        .collect::<std::io::Result<_>>()?;
    let options = Options::default();
    let mut best = [Duration::MAX; 4];
    for _ in 0..turns {
        let mut spent = [Duration::ZERO; 4];
        for (name, source) in &sources {
            let start = Instant::now();
            let Ok(mut module) = compiler::parse(&source[..], Mode::File, &options, &mut NullHost)
            else {
                continue;
            };
            let parsed = Instant::now();
            let Ok(code) = compiler::compile(&mut module, name.as_str(), &options, &mut NullHost)
            else {
                continue;
            };
            let compiled = Instant::now();
            drop(module);
            let dropped = Instant::now();
            compiler::marshal::dumps(&Constant::Code(code), compiler::marshal::VERSION)?;
            let marshalled = Instant::now();
            spent[0] += parsed - start;
            spent[1] += compiled - parsed;
            spent[2] += dropped - compiled;
            spent[3] += marshalled - dropped;
        }
        for (best, spent) in best.iter_mut().zip(spent) {
            *best = spent.min(*best);
        }
    }
    println!("{} files", sources.len());
    for (stage, time) in ["parse", "compile", "drop the tree", "marshal"]
        .iter()
        .zip(best)
    {
        println!("{stage:14} {:8.1} ms", time.as_secs_f64() * 1e3);
    }
    Ok(())
}
