# `-m ast` on modules of the standard library.
. ./common.sh.inc
for module in typing argparse _pydecimal; do
    same "ast $module" -m ast "$library/$module.py"
done
