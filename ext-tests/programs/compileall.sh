# `-m compileall`: what it says, and the compiled files byte for byte.
. ./common.sh.inc
for module in typing argparse _pydecimal; do
    mkdir -p "$TMP/lib"
    cp "$library/$module.py" "$TMP/lib/"
    touch -d @1700000000 "$TMP/lib/$module.py"
done
unset PYTHONDONTWRITEBYTECODE
for level in 0 2; do
    "$REFERENCE" -m compileall -q -f -o $level "$TMP/lib"
    sha256sum "$TMP"/lib/__pycache__/*.pyc >"$TMP/sums"
    same "compileall -o $level" -m compileall -f -o $level "$TMP/lib"
    sha256sum --quiet -c "$TMP/sums" && echo "files are the same"
done
