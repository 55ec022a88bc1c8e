#!/usr/bin/env bash
# Builds the library and its launcher, then runs Python: ./python.sh -c 'print(1)', a file, -m, or the prompt.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cargo build -q --manifest-path "$here/Cargo.toml" -p python3_14 -p launcher
target=${CARGO_TARGET_DIR:-$here/target}/debug
"$here/tools/stage" "$target"
exec "$target/python3.14" "$@"
