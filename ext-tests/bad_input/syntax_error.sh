# Code that does not compile, with the place shown.
exec 2>&1
run() { printf "$1" >"$TMP/bad.py"; "$PYTHON" "$TMP/bad.py"; echo $?; }
run 'x = (1,\n'
run 'if x\n    pass\n'
run 'def f():\npass\n'
run 'def f():\n    x = 1\n  y = 2\n'
run 'if 1:\n\tx = 1\n        y = 2\n'
run 'x = "abc\n'
run 'x = """abc\n'
run 'print "hello"\n'
run 'f(a for a in b, c)\n'
run 'x = 0777\n'
run 'x = 5 +\n'
run 'for in x: pass\n'
run 'f(x=1, 2)\n'
run 'x = f"{a b}"\n'
run 'return 1\n'
run 'a, b += 1\n'
run 'class C\n'
run 'x = $\n'
run 'x = \xc2\xa0y\n'
run 'nonlocal x\n'
run 'while True:\n    brake = 1\ncontinue\n'
"$PYTHON" -c 'x = = 1'; echo $?
echo 'x = = 1' | "$PYTHON"; echo $?
