//! `--help` and its relatives: what the options, variables and -X keys do.

/// The two lines after a wrong option.
pub fn short(program: &str, error: bool) {
    let text = format!(
        "usage: {program} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n"
    );
    crate::dump::Out(if error { 2 } else { 1 }).put(&text);
}

/// `--help`.
pub fn full(program: &str) {
    crate::dump::Out(1).put(&format!(
        "usage: {program} [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options (variables that do the same in brackets):
-b     : warn when bytes meet str, or when bytes are turned into str; -bb raises
-B     : write no .pyc files on import [PYTHONDONTWRITEBYTECODE=x]
-c cmd : run a program given as text; ends the options
-d     : parser debugging, in debug builds only [PYTHONDEBUG=x]
-E     : take no notice of PYTHON* variables
-h     : show this and stop (also -? and --help)
-i     : stay at the prompt after the program, even without a terminal
         [PYTHONINSPECT=x]
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run a library module as the program; ends the options
-O     : drop assert statements, set __debug__ to False [PYTHONOPTIMIZE=x]
-OO    : as -O, and drop docstrings
-P     : put no unsafe path first in sys.path [PYTHONSAFEPATH]
-q     : no version or copyright lines at the prompt
-s     : leave the user's site directory out of sys.path [PYTHONNOUSERSITE=x]
-S     : do not import 'site'
-u     : unbuffered stdout and stderr; no effect on stdin [PYTHONUNBUFFERED=x]
-v     : trace imports; twice for more [PYTHONVERBOSE=x]
-V     : print the version and stop (also --version); twice for the build
-W arg : warning filter, action:message:category:module:lineno
         [PYTHONWARNINGS=arg]
-x     : skip the first line of the source
-X opt : set an implementation option (--help-xoptions lists them)
--check-hash-based-pycs always|default|never:
         how hash-based .pyc files are checked
--help-env      : help on the environment variables
--help-xoptions : help on the -X options
--help-all      : all of it

Arguments:
file   : run the program in this file
-      : read the program from stdin (the prompt, if that is a terminal)
arg ...: passed on in sys.argv[1:]
"
    ));
}

/// `--help-env`.
pub fn environment() {
    crate::dump::Out(1).put(
        "Environment variables that change behaviour:
PYTHON_BASIC_REPL : use the plain prompt, even on a terminal
PYTHONBREAKPOINT  : what breakpoint() calls; 0 turns it off
PYTHONCASEOK      : ignored on this platform
PYTHONCOERCECLOCALE: 0 keeps the \"C\" locale as it is; 'warn' tells of a change
PYTHON_COLORS     : 1 for colours in what is shown to people, 0 for none
PYTHON_CPU_COUNT  : what os.cpu_count() answers (-X cpu_count)
PYTHONDEVMODE     : development mode (-X dev)
PYTHONFAULTHANDLER: dump tracebacks on fatal signals (-X faulthandler)
PYTHONHASHSEED    : 'random', or the seed of str hashes
PYTHON_HISTORY    : file of the prompt's history
PYTHONHOME        : where the standard library is: prefix or prefix:exec_prefix
PYTHONINTMAXSTRDIGITS: digits allowed between int and str (0: no limit)
                    (-X int_max_str_digits)
PYTHONIOENCODING  : encoding[:errors] of stdin, stdout and stderr
PYTHONMALLOC      : name of the memory allocators
PYTHONNODEBUGRANGES: no column positions in code objects (-X no_debug_ranges)
PYTHONPATH        : directories, separated by ':', put before the default sys.path
PYTHONPLATLIBDIR  : name of the library directory
PYTHONPROFILEIMPORTTIME: show how long imports take (-X importtime)
PYTHONPYCACHEPREFIX: a directory tree for .pyc files (-X pycache_prefix)
PYTHONSTARTUP     : a file run at the start of the prompt
PYTHONUTF8        : 1 turns UTF-8 mode on, 0 off (-X utf8)
PYTHONWARNDEFAULTENCODING: warn where the locale's encoding is implied
                    (-X warn_default_encoding)

These variables have equivalent command-line options (see --help):
PYTHONDEBUG       : -d
PYTHONDONTWRITEBYTECODE: -B
PYTHONINSPECT     : -i
PYTHONNOUSERSITE  : -s
PYTHONOPTIMIZE    : -O
PYTHONSAFEPATH    : -P
PYTHONUNBUFFERED  : -u
PYTHONVERBOSE     : -v
PYTHONWARNINGS=arg: -W arg
",
    );
}

/// `--help-xoptions`.
pub fn xoptions() {
    crate::dump::Out(1).put(
        "Implementation options:
-X cpu_count=N  : what os.cpu_count() answers; 'default' for what there are
-X dev          : development mode
-X faulthandler : dump tracebacks on fatal signals
-X frozen_modules=[on|off]: use the modules that the library carries
-X importtime[=2]: show how long imports take
-X int_max_str_digits=N: digits allowed between int and str (0: no limit)
-X no_debug_ranges: no column positions in code objects
-X pycache_prefix=DIR: a directory tree for .pyc files
-X utf8[=0|1]   : UTF-8 mode
-X warn_default_encoding: warn where the locale's encoding is implied
",
    );
}
