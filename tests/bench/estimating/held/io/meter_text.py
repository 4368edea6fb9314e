"""Utility company reads a day's meter export that came as one text.

family: io
small: n = 500
"""
# %% setup
import io
import numpy as np
import pandas as pd

n = 4_500_000
rng = np.random.default_rng(106)
kwh = rng.gamma(2, 0.4, n).round(3)
meters = rng.integers(10_000, 99_999, n)
seconds = rng.integers(0, 86_400, n)
text = "meter;time;kwh\n" + "\n".join(
    f"M{m};2025-03-{1 + s % 28:02d} {s // 3600:02d}:{s // 60 % 60:02d};{k}"
    for m, s, k in zip(meters.tolist(), seconds.tolist(), kwh.tolist())
)
# %% cell
frame = pd.read_csv(
    io.StringIO(text), sep=";", parse_dates=["time"], converters={"meter": lambda s: int(s[1:] or 0)}
)
daily = frame.groupby([frame["time"].dt.date, "meter"])["kwh"].sum()
daily.describe()
