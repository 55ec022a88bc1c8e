# Sources that no one writes (source_cases.py), in 4 GB of address space.
ulimit -v $((4 << 20))
exec "$PYTHON" source_cases.py
