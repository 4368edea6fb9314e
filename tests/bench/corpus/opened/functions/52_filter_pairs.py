"""Supply-chain analyst keeps the deliveries of listed (site, product) pairs.

expect: faster
about: iterrows with a pair looked up in a list of tuples, and the kept rows picked by label at the end; a set and zip over the two columns give the same mask
"""
# %% function
import pandas as pd


def keep_listed(deliveries, pairs, min_qty=0):
    wanted = [tuple(p) for p in pairs]
    keep = []
    for idx, row in deliveries.iterrows():
        if (row["site"], row["product"]) in wanted and row["qty"] >= min_qty:
            keep.append(idx)
    return deliveries.loc[keep]

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(52)
_sites = ["Graz", "Łódź", "Bern", "Lyon"]


def _d(n):
    return pd.DataFrame({"site": _g.choice(_sites, n), "product": [f"A{i:03d}" for i in _g.integers(0, 60, n)],
                         "qty": _g.integers(0, 50, n), "note": None}, index=[f"d{i}" for i in _g.permutation(n)])


def _p(k):
    return [[_sites[int(_g.integers(4))], f"A{int(_g.integers(60)):03d}"] for _ in range(k)]


ENTRY = "keep_listed"
CALLS = [(_d(40), _p(5)), (_d(800), _p(60)), (_d(1800), _p(120), 10), (_d(100), [])]
