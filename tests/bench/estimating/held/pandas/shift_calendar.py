"""HR analyst derives shifts from text timestamps.

family: pandas
small: n = 800
"""
# %% setup
import numpy as np
import pandas as pd

n = 2_500_000
rng = np.random.default_rng(108)
minutes = rng.integers(0, 525_600, n)
stamps = (pd.Timestamp("2024-01-01") + pd.to_timedelta(minutes, unit="m")).strftime("%d.%m.%Y %H:%M")
punches = pd.DataFrame({"badge": rng.integers(1, 3000, n), "stamp": np.asarray(stamps)})
# %% cell
punches["when"] = pd.to_datetime(punches["stamp"], format="%d.%m.%Y %H:%M")
punches["weekday"] = punches["when"].dt.day_name()
punches["shift"] = pd.cut(punches["when"].dt.hour, [-1, 5, 13, 21, 23], labels=["night", "early", "late", "night2"])
punches["label"] = punches["when"].dt.strftime("%Y-%m-%d ") + punches["shift"].astype(str)
per_label = punches.groupby("label").size().sort_index()
