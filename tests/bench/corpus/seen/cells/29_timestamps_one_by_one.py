"""Support analyst turns date strings into timestamps.

expect: faster
about: pd.to_datetime inside apply, then attribute per element by lambda
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(29)
tickets = pd.DataFrame({"opened": [f"2021-{a:02d}-{b:02d} {c:02d}:15:00" for a, b, c in
                                  zip(rng.integers(1, 13, 6000), rng.integers(1, 29, 6000), rng.integers(0, 24, 6000))]})
# %% cell
tickets["ts"] = tickets["opened"].apply(lambda s: pd.to_datetime(s))
tickets["wd"] = tickets["ts"].apply(lambda t: t.weekday())
tickets["weekend"] = tickets["wd"].apply(lambda d: True if d >= 5 else False)
print(tickets["weekend"].sum())
