#!/usr/bin/env bash
# All tests: formatting, both builds, the crates' own tests, then programs through the built library.
# Needs Rust (rustup's stable) and a C compiler.
set -euo pipefail
cd "$(dirname "$0")"
step() { printf '\n== %s\n' "$1"; }

step "formatting"
cargo fmt --all --check

step "the free-threaded build compiles"
cargo check -q --workspace --features free-threaded

step "tests of the crates that need no runtime"
cargo test -q -p compiler -p clinic -p opgen

step "the library and its launcher"
cargo build -q -p python3_14 -p launcher
target=${CARGO_TARGET_DIR:-target}/debug
./tools/stage "$target"

step "programs"
passed=0 failed=0
check() { # name, expected output, arguments of python
    local name=$1 expected=$2 got; shift 2
    got=$("$target/python3.14" "$@" 2>&1) || got="$got
exit status $?"
    if [ "$got" = "$expected" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)); printf 'FAILED %s\n  expected: %s\n  got: %s\n' "$name" "$expected" "$got"
    fi
}
for case in ext-tests/launcher/*.py; do
    check "$case" "$(cat "${case%.py}.expected")" -S "$case"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
