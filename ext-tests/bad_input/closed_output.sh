# Output that cannot be written: closed, full, a reader that went away; and closed input.
exec 2>&1
"$PYTHON" -c 'print("x")' >&-; echo $?
"$PYTHON" -c 'import sys; print(sys.stdout, sys.stdin, file=sys.stderr)' >&- <&-; echo $?
"$PYTHON" -c 'import sys; sys.stdout.write("x")' >/dev/full; echo $?
"$PYTHON" -c 'print("x" * 100_000)' >/dev/full; echo $?
"$PYTHON" -c 'print("x", flush=True)' >/dev/full; echo $?
"$PYTHON" -c 'import time; time.sleep(0.3); print("x")' | true; echo ${PIPESTATUS[0]}
"$PYTHON" -c 'import sys; print("x", file=sys.stderr)' 2>&-; echo $?
"$PYTHON" -c '1/0' 2>&-; echo $?
"$PYTHON" -c 'import os; os.close(1); print("x")'; echo $?
"$PYTHON" -c 'import sys; sys.stdout.close(); print("x")'; echo $?
"$PYTHON" -c 'import sys; sys.stdout = None; print("x")'; echo $?
"$PYTHON" -c 'import sys; del sys.stdout; print("x")'; echo $?
"$PYTHON" -c 'input()' </dev/null; echo $?
"$PYTHON" -c 'input()' <&-; echo $?
