# `-m compileall`: what it says, and the code in the compiled files.
. ./common.sh.inc
for module in typing argparse _pydecimal; do
    mkdir -p "$TMP/lib"
    cp "$library/$module.py" "$TMP/lib/"
    touch -d @1700000000 "$TMP/lib/$module.py"
done
unset PYTHONDONTWRITEBYTECODE
for level in 0 2; do
    "$REFERENCE" -m compileall -q -f -o $level "$TMP/lib"
    rm -rf "$TMP/theirs"; mv "$TMP/lib/__pycache__" "$TMP/theirs"
    same "compileall -o $level" -m compileall -f -o $level "$TMP/lib"
    "$REFERENCE" same_code.py "$TMP/theirs" "$TMP/lib/__pycache__"
done
