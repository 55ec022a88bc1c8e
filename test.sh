#!/usr/bin/env bash
# All tests: formatting and lints, both builds, the crates' own tests, then the built library beside the stock one.
# Needs Rust (rustup's stable) and a C compiler. As root on Debian the reference (stock CPython 3.14 in a root of its own) is made
# first, in target/reference or where REFERENCE_ROOT says; elsewhere what needs it is skipped, by name.
set -uo pipefail
cd "$(dirname "$0")"
# What the caller has set for Pythons of his own is no part of a test.
unset "${!PYTHON@}"
case "${1:-}" in
"") ;;
*) sed -n '2,4s/^# //p' "$0"; echo "usage: ./test.sh"; [ "$1" = --help ]; exit ;;
esac

passed=() failed=() skipped=()
# step NAME COMMAND...: runs it, and goes on to the next whatever comes of it.
step() {
    local name=$1 start=$SECONDS; shift
    printf '\n== %s\n' "$name"
    if "$@"; then passed+=("$name"); else failed+=("$name"); fi
    printf -- '-- %s: %s s\n' "$name" $((SECONDS - start))
}
skip() { printf '\n== %s: skipped, %s\n' "$1" "$2"; skipped+=("$1"); }

build=$(realpath -m "${CARGO_TARGET_DIR:-target}")/debug
library=$build/libpython3.14.so.1.0
release=${build%/debug}/release/python3.14
xtask() { cargo xtask "$@"; }
make_release() { cargo build -q --release -p python3_14 -p launcher && ./tools/stage "${build%/debug}/release"; }
make_library() { cargo build -q -p python3_14 -p launcher && ./tools/stage "$build"; }

step "formatting" cargo fmt --all --check
# not --all-targets: the library itself cannot be built to unwind, as its tests would have to
step "lints" cargo clippy -q --workspace --no-deps --lib --bins --tests --examples -- -D warnings
step "lints, free-threaded" cargo clippy -q --workspace --no-deps --features free-threaded -- -D warnings
step "tests of the crates that need no runtime" \
    cargo test -q -p base -p compiler -p pegen -p clinic -p opgen -p asdl -p layout -p xtask
step "the library and its launcher" make_library
[ ${#failed[@]} = 0 ] || [ -e "$library" ] || { echo "no library"; exit 1; }

step "generated code is up to date" xtask codegen --check
step "headers are up to date" xtask headers --check
if command -v clang >/dev/null; then
    step "names in the headers" python3 tools/oracle/header_facts.py include --against abi/headers.tsv --core
else
    skip "names in the headers" "no clang"
fi
step "exported symbols" xtask abi symbols "$library"
step "types of exported functions and data" xtask abi signatures
step "the stable ABI" xtask abi stable "$library"
step "each header alone, as C and as C++" xtask abi headers
step "the interpreter is threaded" xtask dispatch "$library"

printf '\n== the reference\n'
export REFERENCE_ROOT=${REFERENCE_ROOT:-$(dirname "$build")/reference}
xtask reference where || xtask reference
if why=$(xtask reference where 2>&1); then
    step "struct layouts" xtask abi layout
    step "constants of the headers" xtask abi macros
    step "code objects of the whole library" xtask conformance bytecode
    step ".pyc files of the whole library" xtask conformance pyc
    step "what is said about wrong programs" xtask conformance errors
    step "stock tests: spine" xtask conformance tests --set spine
    step "stock tests: XML" xtask conformance tests --set xml
    step "stock tests: compiler" xtask conformance tests --theme compiler
    # some of them measure time, in proportions that neither an unoptimised build nor a busy machine keeps
    step "the release build" make_release
    step "stock tests: language" xtask conformance tests --theme language --again --python "$release"
    step "stock tests: capi" xtask conformance tests --theme capi --again --python "$release"
    # extension modules made with pip, a compiler and our headers
    step "stock tests: capi, what is built" \
        xtask conformance tests --use cpu test_cext test_cppext --again --python "$release"
    # those with the processes of `multiprocessing` wait more than they work; started as a fresh interpreter each, they take ten minutes
    step "stock tests: stock-extension" xtask conformance tests --theme stock-extension --jobs 4 --again --python "$release" \
        --without test_multiprocessing_spawn --without test_multiprocessing_forkserver
    step "what a few stock tests leave behind" xtask conformance leaks test_tuple
    if why=$(xtask wheels --fetch 2>&1); then
        step "packages from PyPI" xtask wheels --python "$release"
    else
        skip "packages from PyPI" "${why##*$'\n'}"
    fi
    step "the library's tools" ./ext-tests/tools/run "$build/python3.14"
else
    skip "struct layouts" "$why"
    skip "constants of the headers" "$why"
    skip "code objects of the whole library" "$why"
    skip ".pyc files of the whole library" "$why"
    skip "what is said about wrong programs" "$why"
    skip "stock tests: spine" "$why"
    skip "stock tests: XML" "$why"
    skip "stock tests: compiler" "$why"
    skip "the release build" "$why"
    skip "stock tests: language" "$why"
    skip "stock tests: capi" "$why"
    skip "stock tests: capi, what is built" "$why"
    skip "stock tests: stock-extension" "$why"
    skip "what a few stock tests leave behind" "$why"
    skip "packages from PyPI" "$why"
    skip "the library's tools" "$why"
    unset REFERENCE_ROOT
fi
step "programs with recorded output" xtask ext-tests
step "programs that the fuzzer found" cargo run -q -p object_fuzz -- --python "$build/python3.14" --replay
step "programs in C" ./ext-tests/run-c "$build"
step "functions of the C API" ./ext-tests/capi/run "$build"
step "where the library finds itself" ./ext-tests/paths/run "$build"
step "how many functions have a test in C" xtask abi tests

printf '\n%d steps passed, %d failed, %d skipped, in %d s\n' ${#passed[@]} ${#failed[@]} ${#skipped[@]} $SECONDS
for name in "${skipped[@]}"; do echo "skipped: $name"; done
for name in "${failed[@]}"; do echo "FAILED: $name"; done
[ ${#failed[@]} = 0 ]
