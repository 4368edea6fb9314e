"""Kaggle beginner encodes the city by the mean of the target.

expect: faster
about: per-row filter for the mean of the row's own category
"""
# %% setup
import pandas as pd
import numpy as np

rng = np.random.default_rng(20)
train = pd.DataFrame({
    "city": rng.choice(["Gent", "Brugge", "Liège", "Namur", "Mons", "Aalst"] + [f"dorp {i}" for i in range(60)], 2500),
    "rooms": rng.integers(1, 8, 2500),
    "price": rng.integers(50, 900, 2500) * 1000,
})
# %% cell
mean_enc = []
count_enc = []
code = []
known = []
for i, row in train.iterrows():
    city = row["city"]
    if city not in known:
        known.append(city)
    code.append(known.index(city))
    same = train[train["city"] == city]
    mean_enc.append(same["price"].mean())
    count_enc.append(len(same))

train["city_code"] = code
train["city_mean"] = mean_enc
train["city_n"] = count_enc
print(len(known), "cities")
print(train[["price", "city_mean"]].corr().iloc[0, 1].round(6))
