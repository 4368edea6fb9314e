"""Shop analyst totals net revenue per country.

expect: faster
about: iterrows accumulation into a dict where a column product and groupby do it
"""
# %% function
import pandas as pd


def net_by_country(orders, vat):
    totals = {}
    for idx, row in orders.iterrows():
        gross = row["qty"] * row["cents"]
        if pd.isna(row["country"]):
            continue
        if row["status"] == "cancelled":
            continue
        if row["country"] in totals:
            totals[row["country"]] += gross
        else:
            totals[row["country"]] = gross
    res = {}
    for c in sorted(totals.keys()):
        res[c] = int(totals[c] * 100 // (100 + vat))
    return res

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(21)


def _orders(n):
    return pd.DataFrame({
        "qty": _g.integers(1, 9, n),
        "cents": _g.integers(99, 25000, n),
        "country": _g.choice(np.array(["DE", "FR", "ÖS", "IT", None], dtype=object), n),
        "status": _g.choice(["paid", "open", "cancelled"], n, p=[.7, .2, .1]),
    }, index=_g.permutation(n))


ENTRY = "net_by_country"
CALLS = [(_orders(200), 19), (_orders(1200), 20), (_orders(2500), 7), (_orders(0), 19)]
