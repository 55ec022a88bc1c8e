# The stock `_remote_debugging` reads the stacks of all threads of a running process.
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
"$REFERENCE" unwind.py $pid
exec 3>&-
wait $pid
echo "the process went on and ended with $?"
