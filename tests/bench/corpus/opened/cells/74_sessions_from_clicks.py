"""Web analyst cuts a click stream into sessions.

expect: faster
about: previous-row comparisons through .iloc in a loop; diff and cumsum do it on sorted data
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(74)
clicks = pd.DataFrame({
    "user": rng.integers(1, 260, 7000),
    "ts": pd.Timestamp("2024-06-01") + pd.to_timedelta(rng.integers(0, 400000, 7000), unit="s"),
    "page": rng.choice(["home", "list", "detail", "cart"], 7000),
})
# %% cell
df = clicks.sort_values(["user", "ts"], kind="stable").reset_index(drop=True)
session = 0
ids = []
gap = pd.Timedelta(minutes=30)
for i in range(len(df)):
    if i == 0:
        session = 1
    elif df["user"].iloc[i] != df["user"].iloc[i - 1]:
        session += 1
    elif df["ts"].iloc[i] - df["ts"].iloc[i - 1] > gap:
        session += 1
    ids.append(session)
df["session"] = ids

lengths = {}
for s in df["session"]:
    lengths[s] = lengths.get(s, 0) + 1
with_cart = set()
for i, r in df.iterrows():
    if r["page"] == "cart":
        with_cart.add(r["session"])
print(f"{session} sessions, {len(with_cart)} with a cart, longest {max(lengths.values())}")
df.tail(3)
