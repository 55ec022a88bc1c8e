# `-m json.tool` on a file of more than 5 MB.
. ./common.sh.inc
"$REFERENCE" make_json.py "$library" "$TMP/big.json"
[ "$(stat -c %s "$TMP/big.json")" -gt 5000000 ] || echo "the file is too small"
same json.tool -m json.tool "$TMP/big.json"
same json.tool-sorted -m json.tool --sort-keys --compact "$TMP/big.json"
