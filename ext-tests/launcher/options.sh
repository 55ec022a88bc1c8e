# Options and variables: what they make of sys, and what is said of those that are wrong.
exec 2>&1
show='import sys; print(sys.flags, sys.warnoptions, sys._xoptions, sys.argv, sys.orig_argv[1:-3])'
"$PYTHON" -bb -B -d -E -O -P -q -s -S -u -W error -W ignore::DeprecationWarning -X foo=bar -X baz -c "$show" a b; echo $?
"$PYTHON" -I -c "$show" a b; echo $?
"$PYTHON" -OO -c 'def f(): "doc"
assert 0
print(f.__doc__, __debug__)'; echo $?
PYTHONOPTIMIZE=2 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONNOUSERSITE=1 PYTHONWARNINGS=error,ignore PYTHONHASHSEED=0 PYTHONSAFEPATH=1 PYTHONINTMAXSTRDIGITS=1000 "$PYTHON" -c 'import sys; print(sys.flags, sys.warnoptions, hash("a"))'; echo $?
PYTHONHASHSEED=abc "$PYTHON" -c 1; echo $?
PYTHONINTMAXSTRDIGITS=1 "$PYTHON" -c 1; echo $?
"$PYTHON" -X int_max_str_digits=1 -c 1; echo $?
"$PYTHON" -X utf8=5 -c 1; echo $?
PYTHONUTF8=5 "$PYTHON" -c 1; echo $?
"$PYTHON" -W nonesuch -c 1; echo $?
PYTHONIOENCODING=latin-1:replace "$PYTHON" -c 'import sys; print(sys.stdout.encoding, sys.stdout.errors, sys.stdin.errors, sys.stderr.errors)'; echo $?
LC_ALL=C "$PYTHON" -c 'import sys; print(sys.stdout.encoding, sys.stdout.errors, sys.flags.utf8_mode, sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())'; echo $?
LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 "$PYTHON" -c 'import sys; print(sys.stdout.encoding, sys.stdout.errors, sys.flags.utf8_mode, sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())'; echo $?
"$PYTHON" -V; "$PYTHON" --version
"$PYTHON" -c '
    print("indented")
    if 1:
        print("more")
'; echo $?
echo 'import sys; print(sys.argv, __file__)' | "$PYTHON" - a b; echo $?
echo 'print(__name__, __file__); 1/0' | "$PYTHON"; echo $?
echo 'x = = 1' | "$PYTHON"; echo $?
cd "$TMP"; printf 'garbage here\nprint(7)\n' > skipped.py; "$PYTHON" -x skipped.py; echo $?
mkdir -p directory; echo 'import sys; print(__name__, sys.argv)' > directory/__main__.py; "$PYTHON" directory x; echo $?
