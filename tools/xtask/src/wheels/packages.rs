//! Which packages of PyPI's, in which versions, and getting them: by the pip that comes with the reference, in its root.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::reference::{Root, target, top};

/// Packages that are installed beside each other in one folder.
pub struct Group {
    /// The folder's name.
    pub name: &'static str,
    /// All of them, since pip is to add none by itself.
    pub requirements: &'static [&'static str],
}

/// Those of the programs in `ext-tests/wheels`, and what they import.
pub const WHEELS: Group = Group {
    name: "site",
    requirements: &[
        "markupsafe==3.0.4",
        "msgpack==1.2.4",
        "pyyaml==6.0.3",
        "ujson==6.1.0",
        "orjson==3.13.0",
        "regex==2026.11.15",
        "numpy==2.5.5",
        "lxml==6.1.3",
        "pydantic==2.14.3",
        "pydantic-core==2.50.4",
        "annotated-types==0.8.0",
        "typing-extensions==4.16.0",
        "typing-inspection==0.4.5",
        "greenlet==3.5.6",
        "psutil==7.2.2",
        "cffi==2.1.1",
        "pycparser==3.12",
        "cryptography==50.0.2",
    ],
};

/// A debugger that reads processes from outside, for `ext-tests/outside`.
pub const PY_SPY: Group = Group {
    name: "py-spy",
    requirements: &["py-spy==0.4.3"],
};

/// The folder with the packages of a group, fetched when it is not there, or not as the group says now.
pub fn fetch(root: &Root, group: &Group) -> Result<PathBuf, String> {
    kept(group, |folder| {
        let mut install = pip(root)?;
        install
            .args(["install", "-q", "--no-deps", "--no-compile", "--target"])
            .arg(folder)
            .args(["--only-binary", ":all:"])
            .args(group.requirements);
        finish(install, "pip")
    })
}

/// The same for source distributions, each unpacked in a folder of the package's name.
pub fn fetch_sources(root: &Root, group: &Group) -> Result<PathBuf, String> {
    kept(group, |folder| {
        let mut fetch = root.command("python3.14")?;
        fetch
            .arg(top().join("tools/oracle/fetch_sdists.py"))
            .arg(pip_wheel(root)?)
            .arg(folder)
            .args(group.requirements)
            .envs(settings());
        finish(fetch, "fetch_sdists.py")
    })
}

fn kept(group: &Group, make: impl FnOnce(&Path) -> Result<(), String>) -> Result<PathBuf, String> {
    let folder = target().join("wheels").join(group.name);
    let stamp = folder.join("requirements.txt");
    let wanted = group.requirements.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|is| is == wanted) {
        return Ok(folder);
    }
    eprintln!(
        "wheels: fetching {} packages ({})",
        group.requirements.len(),
        group.name
    );
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    make(&folder)?;
    fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))?;
    Ok(folder)
}

/// The reference's pip.
pub fn pip(root: &Root) -> Result<Command, String> {
    let mut command = root.command("python3.14")?;
    command.arg(pip_wheel(root)?.join("pip")).envs(settings());
    Ok(command)
}

/// A wheel that Debian keeps for making virtual environments.
fn pip_wheel(root: &Root) -> Result<PathBuf, String> {
    let wheels = Path::new("/usr/share/python-wheels");
    let outside = root.path().join("usr/share/python-wheels");
    let names = fs::read_dir(&outside).map_err(|e| format!("{}: {e}", outside.display()))?;
    let wheel = names
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.starts_with("pip-"))
        .ok_or_else(|| format!("no pip in {}", outside.display()))?;
    Ok(wheels.join(wheel))
}

/// What the machine says about indexes and certificates: the root's environment is a small one of its own.
pub fn settings() -> impl Iterator<Item = (String, String)> {
    std::env::vars().filter(|(name, _)| {
        name.starts_with("PIP_") || name.ends_with("_proxy") || name == "SSL_CERT_FILE"
    })
}

/// Runs a command to its end; what it said is shown only if it fails.
pub fn finish(mut command: Command, what: &str) -> Result<(), String> {
    let out = command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("{what}: {e}"))?;
    if out.status.success() {
        return Ok(());
    }
    let said = [out.stdout, out.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let lines: Vec<&str> = said.lines().collect();
    let last = lines[lines.len().saturating_sub(20)..].join("\n");
    Err(format!("{what}: {}\n{last}", out.status))
}
