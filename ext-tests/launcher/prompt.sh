# The plain prompt on lines that come from a pipe: statements, blocks, errors, what is left at the end, -i, PYTHONINSPECT.
exec 2>&1
export PYTHONSTARTUP=
run() { "$PYTHON" "$@" >"$TMP/out" 2>"$TMP/err"; echo "status $?"; cat "$TMP/out"; echo "stderr:"; cat "$TMP/err"; echo; }
printf '1+1\nx=5\nif x:\n  print(x)\n\n1/0\ndef f(:\n\n# nothing\nimport sys; sys.ps1\n' | run -iq
printf 'for i in range(2):\n  i\n' | run -iq
printf 'x = (1,\n2)\nx\n"""a\nb"""\n' | run -iq
printf 'exit(4)\n' | run -iq
printf 'raise SystemExit("over")\n' | run -iq
printf 'print(x)\n' | run -i -c 'x=3; 1/0'
printf 'print(x)\n' | run -i -c 'x=3; raise SystemExit(5)'
printf 'from __future__ import annotations\ndef f(a: nonesuch): pass\n\nf.__annotations__\n' | run -iq
printf 'import sys; sys.ps1 = "a "; sys.ps2 = "b "\nif 1:\n  2\n\n' | run -iq
printf 'print(1)\n' | PYTHONINSPECT=1 "$PYTHON" -c 'x = 1'; echo "status $?"
printf 'def f():\n  return 1 +\n\nf()\n' | run -iq
printf 'class A:\n\n  x = 1\nA.x\n' | run -iq
