'''A sales manager computes the bonus of each deal from the rules in the contract.

expect: faster
about: rules applied row by row; an expert uses select on columns and a map for the rates
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(14)
_n = 25000
deals = pd.DataFrame({
    "rep": rng.choice(["Şahin", "Brückner", "Rossi", "Adler", "Nguyen", "Íñigo"], _n),
    "product": rng.choice(["basic", "plus", "pro", "service"], _n),
    "volume": np.round(rng.lognormal(7.5, 1.1, _n), 2),
    "discount": rng.choice([0.0, 0.05, 0.1, 0.2, np.nan], _n, p=[0.4, 0.2, 0.2, 0.1, 0.1]),
    "new_customer": rng.random(_n) < 0.25,
    "date": pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 366, _n), unit="D"),
})
deals.loc[rng.random(_n) < 0.01, "volume"] *= -1    # returned

# %% cell
rates = {"basic": 0.01, "plus": 0.015, "pro": 0.025}

def bonus(row):
    if row["volume"] <= 0:
        return 0.0
    rate = rates.get(row["product"], 0.005)
    if row["new_customer"]:
        rate = rate * 1.5
    disc = row["discount"]
    if pd.isna(disc):
        disc = 0
    if disc > 0.15:
        rate = rate / 2
    elif disc > 0.05:
        rate = rate - 0.002
    b = row["volume"] * (1 - disc) * rate
    if b > 400:
        b = 400.0
    return b

deals["bonus"] = deals.apply(bonus, axis=1)
deals["quarter"] = deals["date"].apply(lambda d: "Q" + str((d.month - 1) // 3 + 1))
payout = deals.pivot_table(index="rep", columns="quarter", values="bonus", aggfunc="sum").round(2)
payout["year"] = payout.sum(axis=1)
print(payout.sort_values("year", ascending=False))
