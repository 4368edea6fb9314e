"""Archivist compares checksums of documents.

family: io
small: n = 5
"""
# %% setup
from pathlib import Path
import hashlib
import random

n = 400
r = random.Random(180)
Path("documents").mkdir(exist_ok=True)
page = r.randbytes(6_000_000)
for k in range(n):
    Path("documents", f"scan{k:04d}.bin").write_bytes(k.to_bytes(4, "big") + page[: 1_000_000 * (3 + k % 3)])
documents = sorted(str(p) for p in Path("documents").iterdir())
# %% cell
checksums = {}
for document in documents:
    digest, quick = hashlib.sha3_512(), hashlib.md5()
    with open(document, "rb") as handle:
        while chunk := handle.read(1 << 16):
            digest.update(chunk)
            quick.update(chunk)
    checksums[document] = digest.hexdigest(), quick.hexdigest()
duplicates = len(checksums) - len(set(checksums.values()))
