# Where memory is really used up, in whatever way, there is a MemoryError, and the program goes on.
exec 2>&1
ulimit -c 0
# So many KiB beside what an interpreter has from its start, libraries included; where there is room it reserves more of it.
start=$(ulimit -v 150000
    "$PYTHON" -c 'print(next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmSize")))')
ulimit -v $((start + 40000))
"$PYTHON" "$(dirname "$0")/used_up_ways.py"; echo $?
