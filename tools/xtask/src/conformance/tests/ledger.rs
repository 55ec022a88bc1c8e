//! The ledger of test methods that wait for something, and when a line has come good.

use std::path::Path;

/// Names of methods, or prefixes of them up to a dot (or, as pytest names them, a colon or bracket).
pub struct Ledger(Vec<String>);

impl Ledger {
    pub fn read(path: &Path) -> Result<Ledger, String> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ledger::parse(&text)
    }

    fn parse(text: &str) -> Result<Ledger, String> {
        let mut names = Vec::new();
        for (n, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.split('\t').collect::<Vec<_>>()[..] {
                [name, reason, issue] if !reason.is_empty() && issue.parse::<u32>().is_ok() => {
                    names.push(name.to_owned());
                }
                _ => {
                    return Err(format!(
                        "ledger line {}: name, what it waits for, issue; by tabs",
                        n + 1
                    ));
                }
            }
        }
        Ok(Ledger(names))
    }

    pub fn covers(&self, id: &str) -> bool {
        self.0.iter().any(|name| covers(name, id))
    }

    /// The lines about this test file that cover none of the methods that wait.
    pub fn stale(&self, file: &str, waiting: &[String]) -> Vec<String> {
        self.0
            .iter()
            .filter(|name| covers(file, name) && !waiting.iter().any(|id| covers(name, id)))
            .cloned()
            .collect()
    }
}

fn covers(name: &str, id: &str) -> bool {
    id.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':', '[']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_covers_its_method_or_all_below_and_goes_stale() {
        let ledger =
            Ledger::parse("# c\ntest.test_a.T\twhy\t3\ntest.test_ab.T.m\twhy\t3\n").unwrap();
        assert!(ledger.covers("test.test_a.T.x"));
        assert!(!ledger.covers("test.test_a.T2.x"));
        assert!(ledger.covers("test.test_ab.T.m"));
        let waits = ["test.test_a.T.x".to_owned()];
        assert!(ledger.stale("test.test_a", &waits).is_empty());
        assert_eq!(ledger.stale("test.test_a", &[]), ["test.test_a.T"]);
        assert!(Ledger::parse("test.test_a.T\n").is_err());
    }
}
