# py-spy (`$PYSPY`, which the runner fetches) shows the threads of a running process, their frames and local variables.
# In the root, ours uses the library that is there.
[ "$PYTHON" = "$REFERENCE" ] || export PYTHONHOME=/usr
mkfifo "$TMP/in"
"$PYTHON" target.py <"$TMP/in" >"$TMP/out" &
pid=$!
exec 3>"$TMP/in"
for _ in $(seq 100); do
    [ -s "$TMP/out" ] && break
    sleep 0.1
done
sleep 0.5
# The library's own lines, the process and its threads have numbers of their own.
"$PYSPY" dump --locals --pid $pid 2>&1 |
    sed -E "s|$PYTHON\b|PYTHON|; s|\(/.*python[^)]*\)|(PYTHON)|; s/^(Process|Thread) [0-9]+/\1 N/; s/\((threading.py):[0-9]+\)/(\1)/; s/0x[0-9a-f]+/0x/g; /^ *$/d"
exec 3>&-
wait $pid
echo "the process went on and ended with $?"
