"""Says what the stable ABI's manifest promises, one line an item, facts only.

Usage: stable_facts.py stable_abi.toml > abi/stable-abi.tsv
"""
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    manifest = tomllib.load(file)
print("# What the stable ABI of 3.14 promises: made by tools/oracle/stable_facts.py from the manifest; facts only")
print("# kind\tname\tsince\tin the ABI only\tonly where this is defined\tstruct: how much is shown\tits members")
for kind, items in manifest.items():
    if kind == "feature_macro":
        continue
    for name, item in items.items():
        abi_only = "abi_only" if item.get("abi_only") else ""
        print(kind, name, item["added"], abi_only, item.get("ifdef", ""), item.get("struct_abi_kind", ""),
              " ".join(item.get("members", [])), sep="\t")
