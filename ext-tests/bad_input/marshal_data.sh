# Marshal data that is cut off, flipped and lying (marshal_cases.py), in 3 GB of address space.
ulimit -v $((3 << 20))
exec "$PYTHON" marshal_cases.py
