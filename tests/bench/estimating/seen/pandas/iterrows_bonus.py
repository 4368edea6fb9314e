"""Sales manager adds up bonuses with a loop over rows.

family: pandas
small: n = 300
"""
# %% setup
import numpy as np
import pandas as pd

n = 170_000
rng = np.random.default_rng(114)
deals = pd.DataFrame({
    "rep": rng.choice(["kim", "lee", "max", "noa", "ola"], n),
    "value": rng.gamma(1.5, 4000, n),
    "renewal": rng.random(n) < 0.3,
})
# %% cell
bonus = {}
for i, row in deals.iterrows():
    rate = 0.02 if row["renewal"] else 0.05
    if row["value"] > 10000:
        rate += 0.01
    bonus[row["rep"]] = bonus.get(row["rep"], 0) + row["value"] * rate
print(bonus)
