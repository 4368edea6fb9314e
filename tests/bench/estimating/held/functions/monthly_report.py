"""Accountant has a function that sums up a ledger.

family: functions
small: n = 900
"""
# %% setup
import numpy as np
import pandas as pd

n = 9_000_000
rng = np.random.default_rng(195)
ledger = pd.DataFrame({
    "account": rng.choice(["rent", "wages", "travel", "food", "energy"], n),
    "date": pd.Timestamp("2022-01-01") + pd.to_timedelta(rng.integers(0, 1000, n), unit="D"),
    "eur": rng.normal(0, 250, n).round(2),
})

def monthly_report(frame, top):
    month = frame["date"].dt.strftime("%Y-%m")
    table = frame.groupby([month, "account"])["eur"].agg(["sum", "std", "count"])
    biggest = frame.assign(size=frame["eur"].abs()).sort_values("size").tail(top)
    return table, biggest
# %% function
monthly_report
# %% inputs
(ledger, 25)
