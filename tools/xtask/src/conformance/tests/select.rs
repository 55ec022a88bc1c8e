//! Which test files: by set, or by theme.

use crate::reference::top;

fn lines(file: &str) -> Result<Vec<String>, String> {
    let path = top().join("conformance").join(file);
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

pub fn set(name: &str) -> Result<Vec<String>, String> {
    for line in lines("sets.tsv")? {
        if let Some((set, tests)) = line.split_once('\t')
            && set == name
        {
            return Ok(tests.split(' ').map(str::to_owned).collect());
        }
    }
    Err(format!("no set {name} in conformance/sets.tsv"))
}

/// The files of a theme that pass on the reference.
pub fn theme(name: &str) -> Result<Vec<String>, String> {
    let mut tests = Vec::new();
    for line in lines("lib-test.tsv")? {
        if let [theme, test, "passed"] = line.split('\t').collect::<Vec<_>>()[..]
            && theme == name
        {
            tests.push(test.strip_prefix("test.").unwrap_or(test).to_owned());
        }
    }
    match tests.is_empty() {
        true => Err(format!("no theme {name} in conformance/lib-test.tsv")),
        false => Ok(tests),
    }
}
