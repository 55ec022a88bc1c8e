# Marshal data that is cut off, flipped and lying (marshal_cases.py), in 3 GB of address space.
# (Given 17 GB, the reference has EOFError for the tuple of 2**31 items, too; here it has none to spare, and says MemoryError.)
ulimit -v $((3 << 20))
exec "$PYTHON" marshal_cases.py
