# Exceptions that nobody handles, and what the process then returns.
exec 2>&1
"$PYTHON" kinds.py plain; echo $?
"$PYTHON" kinds.py chain; echo $?
"$PYTHON" kinds.py cause; echo $?
"$PYTHON" kinds.py notes; echo $?
"$PYTHON" kinds.py group; echo $?
"$PYTHON" kinds.py bad_str; echo $?
"$PYTHON" kinds.py exit_text; echo $?
"$PYTHON" kinds.py exit_number; echo $?
"$PYTHON" kinds.py exit_huge; echo $?
"$PYTHON" kinds.py hook; echo $?
"$PYTHON" kinds.py no_hook; echo $?
"$PYTHON" kinds.py at_exit; echo $?
"$PYTHON" kinds.py thread; echo $?
"$PYTHON" kinds.py del; echo $?
"$PYTHON" kinds.py suggestion; echo $?
"$PYTHON" kinds.py interrupted; echo $?
