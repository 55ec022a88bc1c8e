"""Fetches source distributions and unpacks them beside each other.

    fetch_sdists.py PIP FOLDER NAME==VERSION...

PIP is pip's own wheel, which knows the index that this machine uses. (`pip download` would run each package's build first.) Files are
compared with the digests of the index.
"""

import hashlib
import io
import json
import sys
import tarfile
import urllib.parse
import urllib.request
from pathlib import Path


def index_url(pip):
    sys.path.insert(0, pip)
    from pip._internal.commands import create_command

    options, _ = create_command("download").parse_args([])
    return options.index_url


def plain(name):
    return name.lower().replace("_", "-").replace(".", "-")


def sdist(index, requirement):
    name, version = requirement.split("==")
    page = urllib.request.Request(
        f"{index.rstrip('/')}/{name}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(page, timeout=60) as answer:
        base, files = answer.url, json.load(answer)["files"]
    for file in files:
        if plain(file["filename"]) == plain(f"{name}-{version}.tar.gz"):
            with urllib.request.urlopen(urllib.parse.urljoin(base, file["url"]), timeout=300) as answer:
                data = answer.read()
            if hashlib.sha256(data).hexdigest() != file["hashes"]["sha256"]:
                raise SystemExit(f"{requirement}: not what the index describes")
            return data
    raise SystemExit(f"{requirement}: no source distribution in the index")


def main(pip, folder, *requirements):
    index, folder = index_url(pip), Path(folder)
    for requirement in requirements:
        data = sdist(index, requirement)
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            top = archive.getnames()[0].split("/")[0]
            archive.extractall(folder, filter="data")
        # whatever the archive calls it
        (folder / top).rename(folder / requirement.split("==")[0])


main(*sys.argv[1:])
