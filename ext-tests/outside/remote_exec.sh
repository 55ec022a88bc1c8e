# Each of ours and the reference has the other, and itself, run a script (PEP 768); what is refused, and in which words.
cat >"$TMP/script.py" <<'END'
import sys, threading
frame = sys._getframe(1)
print("script:", __name__ if "__name__" in globals() else "no name", sorted(globals()), threading.current_thread().name, frame.f_code.co_name)
done = True
import __main__
__main__.stop = True
END
echo 'print("fails"); __import__("__main__").stop = True; 1/0' >"$TMP/fails.py"
echo 'a b' >"$TMP/wrong.py"
turn() { # who runs the script, who sends it, the script, options of the former
    rm -f "$TMP/out"
    "$1" $4 remote_target.py >"$TMP/out" 2>&1 &
    local pid=$!
    for _ in $(seq 100); do
        [ -s "$TMP/out" ] && break
        sleep 0.1
    done
    "$2" -c "import sys; sys.remote_exec($pid, '$3')" 2>&1 | tail -1
    [ -z "$4" ] || kill $pid
    wait $pid
    echo "ended with $?"
    sed "s|$TMP|TMP|" "$TMP/out"
}
for pair in "$PYTHON $PYTHON" "$PYTHON $REFERENCE" "$REFERENCE $PYTHON"; do
    set -- $pair
    turn "$1" "$2" "$TMP/script.py"
    turn "$1" "$2" "$TMP/fails.py"
done
turn "$PYTHON" "$REFERENCE" "$TMP/script.py" "-X disable-remote-debug"
turn "$PYTHON" "$PYTHON" "$TMP/script.py" "-X disable-remote-debug"
sleep 20 &
"$PYTHON" remote_refused.py "$TMP" $! 2>&1 | sed -E "s|$TMP|TMP|; s|$PWD/||; s/process -?[0-9]+/process PID/"
kill %%
