# `-m dis` on modules of the standard library.
. ./common.sh.inc
for module in typing argparse _pydecimal; do
    same "dis $module" -m dis "$library/$module.py"
done
