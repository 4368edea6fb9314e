'''An economist prints the trend and spread of prices for a handful of regions.

expect: nothing
about: eight groups, each with a straight line and quantiles on whole arrays; the loop itself costs nothing
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(86)
_n = 900_000
sales = pd.DataFrame({
    "region": pd.Categorical(rng.choice(["Nord", "Süd", "Ost", "West", "Alpen", "Küste", "Mitte", "Übersee"], _n)),
    "year": rng.uniform(2005, 2024, _n),
})
sales["price"] = np.exp(7 + 0.03 * (sales["year"] - 2005) + sales["region"].cat.codes * 0.05 + rng.normal(0, 0.4, _n))
sales.loc[rng.random(_n) < 0.005, "price"] = np.nan

# %% cell
trends = {}
ok = sales.dropna(subset=["price"])
for region, g in ok.groupby("region", observed=True):
    x = g["year"].to_numpy() - 2005
    y = np.log(g["price"].to_numpy())
    dx = x - x.mean()
    slope = dx @ (y - y.mean()) / (dx @ dx)
    q10, q50, q90 = np.quantile(g["price"].to_numpy(), [0.1, 0.5, 0.9])
    trends[region] = slope
    print(f"{region:10s} n={len(g):6d}  {100 * (np.exp(slope) - 1):5.2f} % a year   {q10:8.0f} {q50:8.0f} {q90:8.0f}")

fastest = max(trends, key=trends.get)
