"""Data scientist widens categories before a model.

family: pandas
small: n = 2000
"""
# %% setup
import numpy as np
import pandas as pd

n = 6_000_000
rng = np.random.default_rng(105)
df = pd.DataFrame({
    "age": rng.integers(18, 90, n),
    "plan": rng.choice(["free", "basic", "plus", "pro"], n),
    "country": rng.choice(["DE", "FR", "PL", "IT", "ES", "NL", "SE", "CZ", "AT", "BE"], n),
    "device": rng.choice(["ios", "android", "web"], n, p=[0.3, 0.5, 0.2]),
    "churned": (rng.random(n) < 0.12).astype(int),
})
# %% cell
wide = pd.get_dummies(df, columns=["plan", "country", "device"], dtype="int8")
wide["age_band"] = pd.cut(wide["age"], [17, 25, 35, 50, 65, 90])
rates = wide.groupby("age_band", observed=True).mean()
correlations = wide.drop(columns="age_band").corr()["churned"].sort_values()
