// What the packaged library changed for its own project, and what the reference has there (which comes from Debian, where packages are
// looked for in places of Debian's own; `site` is carried even if there is a library on disk): (file, first line changed, number of
// lines, what stands there in 3.14). The first line must be found, so a new version of the package cannot slip by unseen.

const CORRECTIONS: &[(&str, &str, usize, &str)] = &[
    ("sysconfig/__init__.py", "    return 'RustPython'  # XXX: RUSTPYTHON; For site-packages", 1, "    return 'Python'"),
    ("json/decoder.py", "    # RUSTPYTHON SPECIFIC", 14, ""),
    ("site.py", "    return 'RustPython' # XXX: RUSTPYTHON; for site-packages", 1, "    return 'Python'"),
    (
        "site.py",
        "    # XXX: RUSTPYTHON",
        2,
        "    return f'{userbase}/lib/python{version[0]}.{version[1]}{abi_thread}/site-packages'",
    ),
    (
        "site.py",
        "                path = os.path.join(prefix, libdir,",
        4,
        r#"                version = f"{implementation}{ver[0]}.{ver[1]}"
                if sys.prefix != sys.base_prefix or hasattr(sys, "real_prefix"):
                    sitepackages.append(os.path.join(prefix, "lib", version, "site-packages"))
                sitepackages += [
                    os.path.join(prefix, "local/lib", version, "dist-packages"),
                    os.path.join(prefix, "lib/python3/dist-packages"),
                    os.path.join(prefix, libdir, version + abi_thread, "dist-packages"),
                ]"#,
    ),
    ("_compat_pickle.py", "# NOTE: RUSTPYTHON exceptions", 8, ""),
    ("unittest/__init__.py", "# XXX: RUSTPYTHON", 21, ""),
    (
        "io.py",
        "                 open, open_code, BytesIO, StringIO, BufferedReader,",
        1,
        "                 open, open_code, FileIO, BytesIO, StringIO, BufferedReader,",
    ),
    ("io.py", "# XXX: RUSTPYTHON; FileIO needs host_env, optional without it", 5, ""),
    ("io.py", "if FileIO is not None:  # XXX: RUSTPYTHON; see the try/except above", 2, "RawIOBase.register(FileIO)"),
    ("platform.py", "        # XXX: RUSTPYTHON support", 5, "        name = 'CPython'"),
];

/// Files of the package that 3.14 does not have.
const NOT_IN_STOCK: &[&str] = &["_dummy_os.py", "_dummy_thread.py", "dummy_threading.py", "_pycodecs.py"];
