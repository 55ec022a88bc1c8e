# A file that is not there, a directory, an unreadable option, a missing argument, an unknown module.
exec 2>&1
"$PYTHON" no_such_file.py; echo $?
"$PYTHON" "$TMP"; echo $?
"$PYTHON" -m no_such_module; echo $?
"$PYTHON" -m no_such_package.module; echo $?
"$PYTHON" -c; echo $?
"$PYTHON" --no-such-option 2>&1 | head -1
"$PYTHON" -X utf8=7 -c 1; echo $?
PYTHONHASHSEED=soup "$PYTHON" -c 1; echo $?
