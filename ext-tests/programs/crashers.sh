# The stock library's programs that crash the stock interpreter: here none ends by a signal, whatever else it says. The stock one is
# excused. `infinite_loop_re` hangs by design; `bogus_code_obj` runs a code object that no compiler makes, off its end into whatever memory
# lies there, so that nothing can be said of it. The limit of memory is for `recursive_call`, which uses up all there is.
ulimit -c 0
cd "$TMP"
for file in /usr/lib/python3.14/test/crashers/*.py; do
    name=$(basename "$file" .py)
    case $name in infinite_loop_re | bogus_code_obj) continue ;; esac
    status=0
    if [ "$PYTHON" != "$REFERENCE" ]; then
        (ulimit -v 220000; exec "$PYTHON" "$file") >said 2>&1 || status=$?
    fi
    if [ $status -lt 128 ]; then echo "$name: no crash"; else echo "$name: exit status $status"; tail -n 4 said; fi
done
