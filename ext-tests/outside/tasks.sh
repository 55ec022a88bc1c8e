# The stock `_remote_debugging` reads the tasks of a running process; `python -m asyncio` shows them.
# In the root, ours uses the library that is there.
[ "$PYTHON" = "$REFERENCE" ] || export PYTHONHOME=/usr
mkfifo "$TMP/in"
"$PYTHON" waiting.py <"$TMP/in" >"$TMP/out" &
pid=$!
exec 3>"$TMP/in"
for _ in $(seq 100); do
    [ -s "$TMP/out" ] && break
    sleep 0.1
done
sleep 0.5
"$REFERENCE" tasks_unwind.py $pid
# identities, and the library's own frames with their lines, do not count
"$REFERENCE" -m asyncio ps $pid | sed -E "s/\b$pid\b/PID/g; s/0x[0-9a-f]+/0x/g; s/ +/ /g"
"$REFERENCE" -m asyncio pstree $pid | sed -E "s/:[0-9]+$//; s|$PWD/||; s|[^ ]*/asyncio/|asyncio/|"
exec 3>&-
wait $pid
echo "the process went on and ended with $?"
