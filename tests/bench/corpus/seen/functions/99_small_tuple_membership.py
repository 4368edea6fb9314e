"""Photo importer filters file names by extension.

expect: nothing
about: membership in a four-element tuple and one endswith per name; a set or a regex gains nothing and the order of the parts matters
"""
# %% function
RAW = ("cr2", "nef", "arw", "dng")


def split_photos(names):
    raw = []
    jpg = []
    rest = []
    for name in names:
        stem, dot, ext = name.rpartition(".")
        ext = ext.lower()
        if not dot or not stem:
            rest.append(name)
        elif ext in RAW:
            raw.append((stem, ext))
        elif ext == "jpg" or ext == "jpeg":
            jpg.append((stem, ext))
        else:
            rest.append(name)
    return raw, jpg, rest

# %% calls
import random
_r = random.Random(99)


def _n(n):
    return [_r.choice(["IMG_%04d.JPG", "foto ü%d.nef", "%d.tar.gz", ".hidden%d", "noext%d", "DSC%d.ARW"]) % _r.randrange(9999) for _ in range(n)]


ENTRY = "split_photos"
CALLS = [(_n(100),), (_n(8000),), (_n(25000),), ([],)]
