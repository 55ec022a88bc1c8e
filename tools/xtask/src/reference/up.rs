//! Making the root: a minimal Debian of the suite that has CPython 3.14, from the mirror that the machine itself uses, then
//! the packages.

use std::path::Path;
use std::process::{Command, Stdio};

use super::enter::{Root, is_root};

/// The suite that has 3.14; debootstrap knows how to make it by the script for the suite it comes from.
const SUITE: &str = "forky";
const SCRIPT: &str = "/usr/share/debootstrap/scripts/sid";

const PACKAGES: &[&str] = &[
    "python3.14",
    "python3.14-venv",
    "libpython3.14",
    "libpython3.14-dev",
    "libpython3.14-testsuite",
    "gcc",
    "g++",
    "libc6-dev",
    "make",
    "pkgconf",
    "libyaml-dev", // PyYAML, built from source
    "ca-certificates",
];

pub fn up(root: &Path) -> Result<(), String> {
    if !is_root() {
        return Err("reference: only root can make the reference's root".to_owned());
    }
    if !Path::new("/usr/bin/apt-get").exists() {
        return Err("reference: this is no Debian-like machine (no apt-get)".to_owned());
    }
    if !root.join("usr/bin/apt-get").exists() {
        bootstrap(root)?;
    }
    share(root);
    let missing: Vec<&str> = PACKAGES
        .iter()
        .copied()
        .filter(|p| !installed(root, p))
        .collect();
    if !missing.is_empty() {
        eprintln!("reference: installing {}", missing.join(" "));
        // The suite's index can be past its date; an update that fails for a part need not matter.
        let apt = format!(
            "apt-get -o Acquire::Check-Valid-Until=false update -qq || true
             DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Check-Valid-Until=false install -y -qq \
             --no-install-recommends {}",
            missing.join(" ")
        );
        quietly(
            Command::new("chroot")
                .arg(root)
                .args(["sh", "-c", &apt])
                .env("LC_ALL", "C.UTF-8"),
        )?;
        // The package of certificates has written its own.
        share(root);
    }
    // The proof that it works: the interpreter says its version, inside.
    let status = Root::find()?
        .command("python3.14")?
        .arg("-VV")
        .status()
        .map_err(|e| format!("reference: {e}"))?;
    match status.success() {
        true => Ok(()),
        false => Err("reference: its python3.14 does not run".to_owned()),
    }
}

/// What the host resolves and trusts, the root resolves and trusts.
fn share(root: &Path) {
    for file in [
        "etc/resolv.conf",
        "etc/hosts",
        "etc/ssl/certs/ca-certificates.crt",
        "etc/pip.conf",
    ] {
        let to = root.join(file);
        if let Some(folder) = to.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = std::fs::copy(Path::new("/").join(file), to);
    }
}

fn bootstrap(root: &Path) -> Result<(), String> {
    if !Path::new("/usr/sbin/debootstrap").exists() {
        quietly(Command::new("apt-get").args(["update", "-qq"]))?;
        quietly(Command::new("apt-get").args(["install", "-y", "-qq", "debootstrap"]))?;
    }
    let mirror = mirror()?;
    std::fs::create_dir_all(root).map_err(|e| format!("{}: {e}", root.display()))?;
    eprintln!("reference: making {} (some minutes)", root.display());
    quietly(
        Command::new("debootstrap")
            .args(["--variant=minbase", SUITE])
            .arg(root)
            .args([&mirror, SCRIPT]),
    )
}

/// The mirror of Debian proper among the machine's package sources.
fn mirror() -> Result<String, String> {
    let out = Command::new("apt-get")
        .args(["indextargets", "--format", "$(REPO_URI)"])
        .output()
        .map_err(|e| format!("apt-get indextargets: {e}"))?;
    let all = String::from_utf8_lossy(&out.stdout).into_owned();
    all.lines()
        .find(|uri| uri.trim_end_matches('/').ends_with("/debian"))
        .map(str::to_owned)
        .ok_or_else(|| "reference: no Debian mirror among the machine's sources".to_owned())
}

fn installed(root: &Path, package: &str) -> bool {
    let status = Command::new("chroot")
        .arg(root)
        .args(["dpkg", "-s", package])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|s| s.success())
}

/// Runs a command; its output is shown only if it fails.
fn quietly(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let out = command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("{name}: {e}"))?;
    if out.status.success() {
        return Ok(());
    }
    let text = [out.stdout, out.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let last: Vec<&str> = text.lines().rev().take(8).collect();
    let last: Vec<&str> = last.into_iter().rev().collect();
    Err(format!("reference: {name} failed:\n{}", last.join("\n")))
}
