//! What this Python says of itself: version, build, compiler, platform.

use std::sync::OnceLock;

pub const SHORT: &str = "3.14.8";
pub const HEX: u32 = 0x030e_08f0;
pub const COPYRIGHT: &str = "Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\nCopyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved.";

/// The build: branch, date and time in the stock form, from which `platform` reads.
pub const BUILD: &str = if cfg!(feature = "free-threaded") {
    "free-threading build libpython-rust, Nov 21 2026, 00:00:00"
} else {
    "libpython-rust, Nov 21 2026, 00:00:00"
};

pub const COMPILER: &str = "[Rust 1.95]";

/// `sys.version`.
pub fn full() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| format!("{SHORT} ({BUILD}) {COMPILER}"))
}
