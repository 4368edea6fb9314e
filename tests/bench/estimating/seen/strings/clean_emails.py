"""Marketing assistant tidies addresses typed by hand.

family: strings
small: n = 500
"""
# %% setup
import numpy as np
import pandas as pd

n = 3_000_000
rng = np.random.default_rng(107)
first = np.array(["anna", "Ben", "CARLA", "dmitri", "Eve", "fatima", "George"])
hosts = np.array(["mail.com", "Example.org", "uni.edu ", "firma.de", " shop.co.uk"])
emails = pd.Series(
    [f" {a}.{k}@{h}" for a, k, h in zip(first[rng.integers(0, 7, n)], rng.integers(0, 10**6, n).tolist(), hosts[rng.integers(0, 5, n)])]
)
# %% cell
clean = emails.str.strip().str.lower().str.replace(r"\s+", "", regex=True)
valid = clean.str.match(r"^[a-z]+\.\d+@[a-z.]+\.[a-z]{2,}$")
domain = clean[valid].str.split("@").str[-1]
domain.value_counts()
