# Where the program and its library are: what `_Py_Get_Getpath_CodeObject` gives, compiled as `<frozen getpath>`.
#
# An embedder (and test_getpath) runs it in a namespace of its own making, which holds `config`, a dict of the fields of PyConfig to
# be completed; the facts of the build (PREFIX, EXEC_PREFIX, VPATH, PYTHONPATH, PLATLIBDIR, VERSION_MAJOR, VERSION_MINOR,
# ABI_THREAD, ...); the environment (ENV_PATH, ENV_PYTHONHOME, ...); what the system knows (real_executable, library, winreg);
# and functions on paths (isfile, isdir, joinpath, dirname, readlines, realpath, warn, ...). It knows no other way to the system.
#
# Invariant: a field of `config` that was set stays as it is, except where a `._pth` file or PYTHONHOME overrules it. Our own
# library computes its paths in `core/runtime/src/config/paths/`, by the same rules; `ext-tests/paths` compares the two and the stock library.

WINDOWS = os_name == 'nt'
VERSION = f'{VERSION_MAJOR}.{VERSION_MINOR}'
NOT_THERE = FileNotFoundError, PermissionError

platlibdir = config.get('platlibdir') or PLATLIBDIR
if WINDOWS:
    PATH_SEPARATOR, SEPARATOR = ';', '\\'
    DEFAULT_NAME = 'python'
    LIBRARY = 'Lib'                      # below a prefix: the modules in Python,
    EXTENSIONS = 'DLLs'                  # those in C,
    ARCHIVE = f'python{VERSION_MAJOR}{VERSION_MINOR}{PYDEBUGEXT or ""}.zip'    # and all of them in one file
else:
    PATH_SEPARATOR, SEPARATOR = ':', '/'
    DEFAULT_NAME = f'python{VERSION_MAJOR}'
    LIBRARY = f'{platlibdir}/python{VERSION}{ABI_THREAD}'
    EXTENSIONS = f'{LIBRARY}/lib-dynload'
    ARCHIVE = f'{platlibdir}/python{VERSION_MAJOR}{VERSION_MINOR}{ABI_THREAD}.zip'
LANDMARKS = [f'{LIBRARY}{SEPARATOR}os.py', f'{LIBRARY}{SEPARATOR}os.pyc']
SOURCE_LANDMARKS = [f'Lib{SEPARATOR}os.py']


def has_any(directory, names, test=isfile):
    for name in names:
        if test(joinpath(directory, name)):
            return True
    return False


def above(directory, names, test=isfile):
    """The nearest directory, this one or one above it, that has one of the names; the root itself is not asked."""
    while directory:
        if has_any(directory, names, test):
            return directory
        directory = dirname(directory)
    return None


def name_of_program():
    name = config.get('program_name')
    if not name:
        arguments = config.get('orig_argv', [])
        name = arguments[0] if arguments else None
    name = name or DEFAULT_NAME
    if EXE_SUFFIX and not hassuffix(name, EXE_SUFFIX) and isxfile(name + EXE_SUFFIX):
        name += EXE_SUFFIX
    return name


def file_of_program(name):
    """The file that was started, as it was called: a link stays one."""
    if config.get('executable'):
        return config['executable']
    if py_setpath and real_executable:
        return real_executable
    if SEPARATOR in name:
        return abspath(name)
    return real_executable


def program_on_path(name):
    for directory in ENV_PATH.split(PATH_SEPARATOR) if ENV_PATH else ():
        candidate = joinpath(directory, name)
        if isxfile(candidate):
            return candidate
    return ''


def virtual_environment(beside):
    """The directory of a virtual environment, and the lines of its pyvenv.cfg: above the program's directory, or the directory itself."""
    for directory in (dirname(beside), beside):
        try:
            return directory, readlines(joinpath(directory, 'pyvenv.cfg'))
        except NOT_THERE:
            pass
    return None, []


def home_of_environment(lines):
    for line in lines:
        key, equals, value = line.partition('=')
        if equals and key.strip().lower() == 'home':
            return value.strip()
    return None


def program_of_environment(home, started):
    """The program from which an environment was made: what its own links to, or one of the usual names in its home."""
    try:
        target = realpath(started)
    except OSError:
        target = started
    if target and target != started:
        return target
    name = basename(started)
    same = joinpath(home, name)
    if WINDOWS or isfile(same):
        return same
    for other in (DEFAULT_NAME, f'python{VERSION}'):
        other += EXE_SUFFIX or ''
        if other != name and isfile(joinpath(home, other)):
            return joinpath(home, other)
    return same


def path_file():
    """The directory and lines of a `._pth` file beside the library or the program."""
    for path in (library, executable, real_executable):
        if not path:
            continue
        if WINDOWS and (hassuffix(path, 'exe') or hassuffix(path, 'dll')):
            path = path.rpartition('.')[0]
        path += '._pth'
        try:
            return dirname(path), readlines(path)
        except OSError:
            pass
    return None, None


def registered_paths():
    """What Windows keeps for the applications of others: the default value of each subkey, and the key's own if no library was found."""
    found = []
    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        try:
            key = winreg.OpenKeyEx(root, f'SOFTWARE\\Python\\PythonCore\\{PYWINVER}\\PythonPath')
        except OSError:
            continue
        try:
            at = 0
            while True:
                try:
                    value = winreg.QueryValue(key, winreg.EnumKey(key, at))
                except OSError:
                    break
                if isinstance(value, str):
                    found += value.split(PATH_SEPARATOR)
                at += 1
            if not found_library and not home:
                value = winreg.QueryValue(key, None)
                if isinstance(value, str):
                    found += value.split(PATH_SEPARATOR)
        except OSError:
            pass
        finally:
            winreg.CloseKey(key)
    return found


# The program
program_name = name_of_program()
executable = file_of_program(program_name)
base_executable = config.get('base_executable')
real_executable_dir = None
if executable and os_name == 'darwin':
    real_executable = executable
executable = executable or program_on_path(program_name)
if not executable:
    executable_dir = real_executable_dir = abspath('')
if ENV_PYTHONEXECUTABLE or ENV___PYVENV_LAUNCHER__:
    # started by another program, whose name is to be shown; the libraries belong to this one
    if os_name == 'darwin' and WITH_NEXT_FRAMEWORK:
        base_executable = f'{dirname(library)}/bin/python{VERSION}'
    else:
        base_executable = real_executable or executable
    real_executable = real_executable or base_executable
    executable = ENV_PYTHONEXECUTABLE or ENV___PYVENV_LAUNCHER__
    executable_dir = dirname(executable)

# Its home and its virtual environment
home = config.get('home')
home_was_set = bool(home)
use_environment = config.get('use_environment', 1)
if not home and use_environment and ENV_PYTHONHOME and not py_setpath:
    home = ENV_PYTHONHOME
venv_prefix = None
if not py_setpath:
    venv_prefix, settings = virtual_environment(executable_dir or dirname(executable))
    origin = None if home else home_of_environment(settings)
    if origin is not None:
        executable_dir = real_executable_dir = origin
        base_executable = base_executable or program_of_environment(origin, executable)

base_executable = base_executable or executable or real_executable or ''
real_executable = real_executable or base_executable
try:
    real_executable = realpath(real_executable)
except OSError as problem:
    if isfile(real_executable):
        warn(f'Failed to find real location of {real_executable}')
if not executable_dir and os_name == 'darwin' and library and has_any(dirname(library), LANDMARKS):
    executable_dir = real_executable_dir = realpath(dirname(library))
if not executable_dir:
    executable_dir = real_executable_dir = dirname(real_executable)
if not real_executable_dir:
    real_executable_dir = dirname(real_executable)

# A `._pth` file says it all
pth_dir = pth = None
if not py_setpath and not home_was_set:
    pth_dir, pth = path_file()
    if pth_dir:
        use_environment = 0
        home = pth_dir

# A program that has been built and not installed
prefix = config.get('prefix')
exec_prefix = config.get('exec_prefix')
base_prefix = config.get('base_prefix')
base_exec_prefix = config.get('base_exec_prefix')
stdlib_dir = config.get('stdlib_dir')
stdlib_was_set = bool(stdlib_dir)
platstdlib_dir = None
build_prefix = None
if not home_was_set and real_executable_dir and not py_setpath or config.get('_is_python_build', 0) > 0:
    try:
        build_lines = readlines(joinpath(real_executable_dir, 'pybuilddir.txt'))
    except NOT_THERE:
        pass
    else:
        build_prefix = joinpath(real_executable_dir, VPATH)
        platstdlib_dir = joinpath(real_executable_dir, build_lines[0]) if build_lines else real_executable_dir
        source_prefix = build_prefix if WINDOWS else above(build_prefix, SOURCE_LANDMARKS)
        if not stdlib_was_set:
            stdlib_dir = joinpath(source_prefix or build_prefix, 'Lib')
        prefix = prefix or source_prefix
        exec_prefix = exec_prefix or build_prefix
        config['_is_python_build'] = 1

# The prefixes: below one are the modules in Python, below the other those in C
if py_setpath:
    prefix = exec_prefix = ''
else:
    if home:
        prefix, both, exec_prefix = home.partition(PATH_SEPARATOR)
        if not both:
            exec_prefix = prefix
        if not stdlib_was_set:
            stdlib_dir = None
    if not prefix and library:
        beside = dirname(library)
        if WINDOWS:
            prefix = beside if has_any(beside, [ARCHIVE]) else None
        else:
            prefix = above(beside, [ARCHIVE])
        if not prefix and has_any(beside, LANDMARKS):
            prefix = beside
            if not stdlib_was_set:
                stdlib_dir = joinpath(prefix, LIBRARY)
    if not prefix and executable_dir:
        if WINDOWS:
            prefix = executable_dir if has_any(executable_dir, [ARCHIVE]) else None
        else:
            prefix = above(executable_dir, [ARCHIVE])
        if prefix and not stdlib_was_set:
            stdlib_dir = joinpath(prefix, LIBRARY)
            if not isdir(stdlib_dir):
                stdlib_dir = None
    if not prefix and executable_dir:
        prefix = above(executable_dir, LANDMARKS)
        if prefix and not stdlib_dir:
            stdlib_dir = joinpath(prefix, LIBRARY)
    if not prefix:
        prefix = PREFIX
        if not prefix or not has_any(prefix, LANDMARKS):
            warn('Could not find platform independent libraries <prefix>')
    if not prefix:
        prefix = abspath('')

    if not exec_prefix:
        if WINDOWS or isdir(joinpath(prefix, EXTENSIONS)):
            exec_prefix = prefix
        elif executable_dir:
            exec_prefix = above(executable_dir, [EXTENSIONS], isdir)
        exec_prefix = exec_prefix or EXEC_PREFIX
        if not exec_prefix or not isdir(joinpath(exec_prefix, EXTENSIONS)):
            if not WINDOWS:
                warn('Could not find platform dependent libraries <exec_prefix>')
            elif not platstdlib_dir:
                platstdlib_dir = exec_prefix
    exec_prefix = exec_prefix or prefix

found_library = bool(stdlib_dir)
base_prefix = base_prefix or prefix
base_exec_prefix = base_exec_prefix or exec_prefix
if not config.get('module_search_paths_set'):
    if not stdlib_dir and prefix:
        stdlib_dir = joinpath(base_prefix, LIBRARY)
    if not platstdlib_dir and exec_prefix:
        platstdlib_dir = joinpath(base_exec_prefix, EXTENSIONS)

# The search path
if py_setpath:
    config['module_search_paths'] = py_setpath.split(PATH_SEPARATOR)
    config['module_search_paths_set'] = 1
elif not config.get('module_search_paths_set'):
    paths = []
    if use_environment and config.get('pythonpath_env'):
        paths += [abspath(path) for path in config['pythonpath_env'].split(PATH_SEPARATOR)]
    if WINDOWS:
        paths.append(joinpath(dirname(library) if library else executable_dir, ARCHIVE))
        if use_environment and winreg:
            paths += registered_paths()
    else:
        # what is not installed has no archive of its own
        paths.append(joinpath(PREFIX if build_prefix else base_prefix, ARCHIVE))
    if PYTHONPATH:
        paths += [joinpath(base_prefix, path) for path in PYTHONPATH.split(PATH_SEPARATOR)]
    if WINDOWS:
        paths += [path for path in (platstdlib_dir, stdlib_dir) if path]
        if executable_dir and executable_dir not in paths:
            paths.append(executable_dir)
    else:
        paths += [path for path in (stdlib_dir, platstdlib_dir) if path]
    config['module_search_paths'] = paths
    config['module_search_paths_set'] = 1

if build_prefix and not WINDOWS:
    # what is built from now on is for the installation
    prefix = config.get('prefix') or PREFIX
    exec_prefix = config.get('exec_prefix') or EXEC_PREFIX or prefix
    base_prefix = config.get('base_prefix') or PREFIX
    base_exec_prefix = config.get('base_exec_prefix') or EXEC_PREFIX or base_prefix
if venv_prefix:
    prefix = exec_prefix = venv_prefix

if pth:
    config.update(isolated=1, use_environment=0, site_import=0, safe_path=1)
    paths = []
    for line in pth:
        line = line.partition('#')[0].strip()
        if line == 'import site':
            config['site_import'] = 1
        elif line.startswith('import '):
            warn("unsupported 'import' line in ._pth file")
        elif line:
            paths.append(joinpath(pth_dir, line))
    config['module_search_paths'] = paths
    config['module_search_paths_set'] = 1

config.update(
    program_name=program_name,
    home=home,
    executable=executable,
    base_executable=base_executable,
    prefix=prefix,
    exec_prefix=exec_prefix,
    base_prefix=base_prefix,
    base_exec_prefix=base_exec_prefix,
    platlibdir=platlibdir,
    stdlib_dir=stdlib_dir or '',
    platstdlib_dir=platstdlib_dir or '',
)
