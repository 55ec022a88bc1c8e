# What ended interpreters leave behind, and what their last finalisers may call; on the stock library, which has `_interpreters`.
[ "$PYTHON" = "$REFERENCE" ] || export PYTHONHOME=/usr
"$PYTHON" ended_interpreters.py
