//! `cargo xtask wheels --suites`: the packages' own tests, test by test, ours against the reference.

use std::time::{Duration, SystemTime};

use super::packages::{self, Group};
use crate::conformance::sides::Sides;
use crate::conformance::tests::ledger::Ledger;
use crate::conformance::tests::one::Runner;
use crate::conformance::tests::{Options, compare};
use crate::reference::{Root, top};

/// numpy's come in parts, a package's tests each: they take long, and what has been run need not run again.
pub const NAMES: &[&str] = &[
    "msgpack",
    "greenlet",
    "lxml",
    "numpy.tests",
    "numpy._core",
    "numpy._pyinstaller",
    "numpy.f2py",
    "numpy.fft",
    "numpy.lib",
    "numpy.linalg",
    "numpy.ma",
    "numpy.matrixlib",
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    "numpy.typing",
];

/// What the tests import.
const TOOLS: Group = Group {
    name: "suites",
    requirements: &[
        "pytest==9.2.0",
        "iniconfig==2.3.1",
        "packaging==26.3",
        "pluggy==1.7.0",
        "pygments==2.21.0",
        "hypothesis==6.170.15",
        "sortedcontainers==2.4.0",
        "attrs==26.1.0",
        "objgraph==3.7.0",
    ],
};

/// Sources of the packages whose wheels have no tests.
const SOURCES: Group = Group {
    name: "sources",
    requirements: &["msgpack==1.2.4", "lxml==6.1.3"],
};

pub fn run(
    sides: Sides,
    suites: Vec<String>,
    since: Option<SystemTime>,
    fresh: bool,
    verbose: bool,
) -> Result<(), String> {
    let root = Root::find()?;
    packages::fetch(&root, &TOOLS)?;
    packages::fetch_sources(&root, &SOURCES)?;
    let ledger = Ledger::read(&top().join("ext-tests/wheels/ledger.tsv"))?;
    let runner = Runner {
        sides,
        // all of numpy's take 13 minutes on an idle machine
        timeout: Duration::from_secs(3600),
        script: "run_suite.py",
        suffix: ".txt".to_owned(),
        arguments: Vec::new(),
        since,
    };
    let options = Options {
        jobs: 1,
        fresh,
        verbose,
        again: false,
        prefix: "",
    };
    compare(&suites, &runner, &ledger, &options)
}
