# Files that are not what their names say: shared objects, compiled code, archives.
exec 2>&1
cd "$TMP"
printf 'not a library' >bad_so.so
"$PYTHON" -c 'import bad_so'; echo $?
: >empty_so.so
"$PYTHON" -c 'import empty_so'; echo $?
head -c 200 "$(type -P true)" >cut_so.so
"$PYTHON" -c 'import cut_so'; echo $?
cp "$(type -P true)" program_so.so
"$PYTHON" -c 'import program_so' 2>&1 | tail -1 | cut -d: -f1
printf 'not code' >bad_pyc.pyc
"$PYTHON" -c 'import bad_pyc'; echo $?
"$PYTHON" bad_pyc.pyc; echo $?
"$PYTHON" -c 'import importlib.util as u, marshal
head = u.MAGIC_NUMBER + bytes(12)
code = marshal.dumps(compile("x = 1\nprint(x)", "f", "exec"))
open("cut_pyc.pyc", "wb").write(head + code[:len(code) // 2])
open("good_pyc.pyc", "wb").write(head + code)
open("int_pyc.pyc", "wb").write(head + marshal.dumps(1))'
"$PYTHON" -c 'import cut_pyc' 2>&1 | tail -1
"$PYTHON" -c 'import int_pyc'; echo $?
"$PYTHON" -c 'import good_pyc'; echo $?
"$PYTHON" good_pyc.pyc; echo $?
"$PYTHON" int_pyc.pyc; echo $?
printf 'def' >broken.py
"$PYTHON" -c 'import broken'; echo $?
