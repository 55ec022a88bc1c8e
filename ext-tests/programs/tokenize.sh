# `-m tokenize` on modules of the standard library.
. ./common.sh.inc
for module in typing argparse _pydecimal; do
    same "tokenize $module" -m tokenize "$library/$module.py"
done
