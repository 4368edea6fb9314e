"""Compliance officer reviews transfers; every look is put on record.

expect: nothing
about: a helper per row looks like a job for a mask, but its side effects (order and numbering of the trail) are the point
"""
# %% setup
import numpy as np
import pandas as pd
import audit

rng = np.random.default_rng(42)
transfers = pd.DataFrame({"iban": [f"XX{v:06d}" for v in rng.integers(0, 9000, 90000)], "cents": rng.integers(100, 10**7, 90000)})
audit.TRAIL.clear()
# %% cell
limit = 9_000_000

def review(iban, cents):
    global limit
    no = audit.note("transfer", iban)
    if cents > limit:
        audit.note("flag", iban)
        limit += 500
        return -no
    return no

entries = [review(iban, cents) for iban, cents in zip(transfers["iban"].tolist(), transfers["cents"].tolist())]
trail = list(audit.TRAIL)
n_flagged = sum(e < 0 for e in entries)
print(len(trail), n_flagged, limit)
trail[-3:]
