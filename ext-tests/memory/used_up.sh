# Where memory is really used up, in whatever way, there is a MemoryError, and the program goes on.
exec 2>&1
ulimit -c 0
ulimit -v 150000
"$PYTHON" "$(dirname "$0")/used_up_ways.py"; echo $?
