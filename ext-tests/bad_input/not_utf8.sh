# Source that is not UTF-8, names an unknown encoding, lies about it, holds NUL; code on the command line and standard input that is so.
exec 2>&1
printf 'x = 1\ny = "caf\xe9"\n' >"$TMP/latin.py"
"$PYTHON" "$TMP/latin.py"; echo $?
printf '# coding: no-such-codec\nx = 1\n' >"$TMP/cookie.py"
"$PYTHON" "$TMP/cookie.py"; echo $?
printf '\xef\xbb\xbf# coding: latin-1\nx = 1\n' >"$TMP/bom.py"
"$PYTHON" "$TMP/bom.py"; echo $?
printf 'x = 1\ny = "a\0b"\n' >"$TMP/nul.py"
"$PYTHON" "$TMP/nul.py"; echo $?
printf '# coding: latin-1\nprint(ascii("caf\xe9"))\n' >"$TMP/honest.py"
"$PYTHON" "$TMP/honest.py"; echo $?
printf 'print(1)\nx = "\xff"\n' | "$PYTHON" -; echo $?
"$PYTHON" -c "$(printf 'x = "\xff"; print(ascii(x))')"; echo $?
