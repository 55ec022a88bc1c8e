"""Which sources the dumping scripts read."""

import os


def sources(paths):
    """The paths themselves and, of directories, each `.py` file below, by name."""
    for path in paths:
        if os.path.isdir(path):
            for folder, subfolders, names in os.walk(path):
                subfolders.sort()
                yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py"))
        else:
            yield path
