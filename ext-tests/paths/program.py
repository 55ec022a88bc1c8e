"""Runs the library's getpath program (`_Py_Get_Getpath_CodeObject`) in each of the settings that `place` reads, and prints what `place` prints.

`place --program program.py CASES PREFIX` calls it, with the program's code as the global `code`. The functions that the program is given are the system's; only it is tried here."""

import posix
import posixpath
import stat
import sys
from urllib.parse import unquote_to_bytes

FIELDS = """program_name executable base_executable prefix exec_prefix base_prefix base_exec_prefix home platlibdir stdlib_dir pythonpath_env""".split()
encoding = "utf-8"
NORMAL = dict(isolated=0, use_environment=1, user_site_directory=1, safe_path=0, site_import=0, pathconfig_warnings=1, _is_python_build=0, sys_path_0=None)
KINDS = {
    "python": {},
    "compat": {},
    "isolated": dict(isolated=1, use_environment=0, user_site_directory=0, safe_path=1, pathconfig_warnings=0),
}


def encoded(path):
    return path.encode(encoding, "surrogateescape")


def mode(path):
    try:
        return posix.stat(encoded(path)).st_mode
    except (OSError, ValueError):
        return 0


def normalized(path):
    normal = posixpath.normpath(path)
    return "" if normal == "." else normal


def absolute(path):
    if path.startswith("/"):
        return path
    try:
        directory = posix.getcwdb().decode(encoding, "surrogateescape")
    except OSError:
        raise OSError("failed to make path absolute") from None
    return directory if path in ("", ".") else f"{directory}/{path.removeprefix('./')}"


def joined(*parts):
    path = ""
    for part in parts:
        if part.startswith("/") or not path:
            path = part
        else:
            # as the library does it: no separator after a directory of one letter
            path += ("" if path.endswith("/") or len(path) == 1 else "/") + part
    return normalized(path)


def lines_of(path):
    try:
        descriptor = posix.open(encoded(path), posix.O_RDONLY)
    except UnicodeEncodeError:
        raise OSError(84, posix.strerror(84)) from None
    try:
        data = posix.read(descriptor, 32768)
    except IsADirectoryError:
        data = b""
    finally:
        posix.close(descriptor)
    if len(data) >= 32768:
        raise MemoryError("cannot read file larger than 32KB during initialization")
    text = data.decode("utf-8", "surrogateescape").partition("\0")[0]
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return [line.rstrip("\r") for line in lines]


def target_of(path):
    for _ in range(40):
        try:
            link = posix.readlink(encoded(path)).decode(encoding, "surrogateescape")
        except (OSError, UnicodeEncodeError):
            return path
        if link.startswith("/"):
            path = link
        else:
            path = joined(posixpath.dirname(path) if "/" in path else path, link)
    raise OSError("maximum number of symbolic links reached")


def shown(value):
    return "(not set)" if value is None else ascii(value)


def run(text, prefix):
    config = {name: None for name in FIELDS} | NORMAL
    config |= dict(orig_argv=[], module_search_paths=[], module_search_paths_set=0)
    global encoding
    env, early, library = {}, {}, None
    for line in text.splitlines():
        word, *values = line.split(" ")
        if word == "init":
            # an isolated configuration leaves the locale as a program finds it: "C"
            encoding = "ascii" if values[0] == "isolated" else "utf-8"
        values = [unquote_to_bytes(v).decode(encoding, "surrogateescape") for v in values]
        name, value = (values + ["", ""])[:2]
        match word:
            case "init":
                config |= KINDS[name]
            case "cwd":
                posix.chdir(name)
            case "gone":
                posix.mkdir(name)
                posix.chdir(name)
                posix.rmdir(name)
            case "env":
                env[name] = value
            case "early":
                early[name] = value
            case "set":
                config[name] = value
            case "argument":
                if name == "-I":
                    config |= dict(KINDS["isolated"], pathconfig_warnings=1)
                config["orig_argv"].append(name)
            case "search":
                config["module_search_paths"].append(name)
                config["module_search_paths_set"] = 1
            case "no":
                config[{"warnings": "pathconfig_warnings", "environment": "use_environment"}[name]] = 0
            case "library":
                library = f"{name}/libpython3.14.so.1.0"
    if config["use_environment"]:
        for field, name in ("pythonpath_env", "PYTHONPATH"), ("platlibdir", "PYTHONPLATLIBDIR"):
            if config[field] is None:
                config[field] = env.get(name) or None
    config["program_name"] = config["program_name"] or early.get("program")
    if config["home"] is None:
        config["home"] = early.get("home")

    def warn(message):
        if config["pathconfig_warnings"]:
            print(message.encode("utf-8", "surrogateescape").decode("latin-1"))

    namespace = dict(
        __builtins__=__builtins__, config=config, os_name="posix", PREFIX=prefix, EXEC_PREFIX=prefix, PYTHONPATH=None, VPATH="..", PLATLIBDIR="lib",
        PYDEBUGEXT="", VERSION_MAJOR=3, VERSION_MINOR=14, PYWINVER=None, EXE_SUFFIX=None, ABI_THREAD="", WITH_NEXT_FRAMEWORK=0, winreg=None,
        ENV_PATH=env.get("PATH"), ENV_PYTHONHOME=env.get("PYTHONHOME"), ENV_PYTHONEXECUTABLE=env.get("PYTHONEXECUTABLE"),
        ENV___PYVENV_LAUNCHER__=env.get("__PYVENV_LAUNCHER__"), real_executable=None, library=library, executable_dir=None, py_setpath=early.get("path"),
        abspath=lambda p: absolute(normalized(p)), basename=posixpath.basename, dirname=lambda p: p.rpartition("/")[0], hassuffix=str.endswith,
        isabs=lambda p: p.startswith("/"), isdir=lambda p: stat.S_ISDIR(mode(p)), isfile=lambda p: stat.S_ISREG(mode(p)),
        isxfile=lambda p: stat.S_ISREG(mode(p)) and mode(p) & 0o111 != 0, joinpath=joined, readlines=lines_of, realpath=target_of, warn=warn,
    )
    try:
        exec(code, namespace)
    except Exception as error:
        print("Exception ignored while running getpath:")
        number = getattr(error, "errno", None)
        print(f"{type(error).__name__}: {error if number is None else f'[Errno {number}] {error.strerror}'}")
        print("Fatal Python error: error evaluating path")
        return
    print("Python path configuration:")
    for label, name in (
        ("PYTHONHOME", "home"), ("PYTHONPATH", "pythonpath_env"), ("program name", "program_name"), ("isolated", "isolated"),
        ("environment", "use_environment"), ("user site", "user_site_directory"), ("safe_path", "safe_path"), ("import site", "site_import"),
        ("is in build tree", "_is_python_build"), ("stdlib dir", "stdlib_dir"), ("sys.path[0]", "sys_path_0"), ("sys._base_executable", "base_executable"),
        ("sys.base_prefix", "base_prefix"), ("sys.base_exec_prefix", "base_exec_prefix"), ("sys.platlibdir", "platlibdir"), ("sys.executable", "executable"),
        ("sys.prefix", "prefix"), ("sys.exec_prefix", "exec_prefix"),
    ):
        print(f"  {label} = {shown(config[name])}")
    print("  sys.path = [")
    for path in config["module_search_paths"]:
        print(f"    {shown(path)},")
    print("  ]")


def main(cases, prefix):
    with open(cases) as file:
        for text in file.read().split("\ncase "):
            text = text if text.startswith("case ") else "case " + text
            print("==", text.split("\n")[0].removeprefix("case "))
            run(text, prefix)


main(*sys.argv[1:])
