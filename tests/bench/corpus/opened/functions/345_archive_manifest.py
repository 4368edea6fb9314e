"""An archivist makes checksums and compressed sizes of records for a transfer protocol.

expect: nothing
about: hashing, compressing and JSON are the library's work
"""

# %% function
import hashlib
import json
import zlib


def manifest(records, level=6):
    lines, total, packed = [], 0, 0
    seen = {}
    for key in sorted(records):
        body = json.dumps(records[key], sort_keys=True, ensure_ascii=False).encode("utf-8")
        digest = hashlib.sha256(body).hexdigest()
        if digest in seen:
            lines.append(f"{key}\tsame as {seen[digest]}")
            continue
        seen[digest] = key
        small = len(zlib.compress(body, level))
        total += len(body)
        packed += small
        lines.append(f"{key}\t{digest[:16]}\t{len(body)}\t{small}")
    ratio = round(packed / total, 4) if total else None
    return "\n".join(lines), total, packed, ratio

# %% calls
import random

r = random.Random(345)
w = "Akte Gericht Köln Urkunde Siegel Blatt Übergabe Straße 1873 1901 Nachlass Brief".split()


def fonds(n, size):
    out = {}
    for k in range(n):
        out[f"R{k:05d}"] = {"title": " ".join(r.choices(w, k=6)), "text": " ".join(r.choices(w, k=size)),
                            "years": sorted(r.sample(range(1800, 1950), 2)), "open": r.random() < 0.5}
        if r.random() < 0.05:
            out[f"R{k:05d}b"] = out[f"R{k:05d}"]
    return out


ENTRY = "manifest"
CALLS = [({},), ({"R1": {"title": ""}},), (fonds(30, 50),), (fonds(500, 900),), (fonds(900, 700), 9)]
