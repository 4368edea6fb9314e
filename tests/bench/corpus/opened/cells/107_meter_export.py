'''A house manager reads the export of a heat meter, with German dates and numbers, and sums it by day.

expect: faster
about: strptime and number parsing for each row, then a filter for each day; an expert uses to_datetime with a format, str.replace with astype, and one groupby
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(4)
_n = 15000
_t = pd.date_range("2023-09-01", periods=_n, freq="15min")
_v = np.round(np.abs(rng.normal(900, 500, _n)), 2)

def _german(x):
    return f"{x:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")

export = pd.DataFrame({
    "Zeitpunkt": _t.strftime("%d.%m.%Y %H:%M"),
    "Verbrauch (Wh)": [_german(x) if r > 0.01 else "-" for x, r in zip(_v, rng.random(_n))],
    "Zähler": rng.choice(["WZ-01", "WZ-02"], _n),
})

# %% cell
from datetime import datetime

def to_date(s):
    return datetime.strptime(s, "%d.%m.%Y %H:%M")

def to_number(s):
    if s == "-":
        return np.nan
    s = s.replace(".", "")
    s = s.replace(",", ".")
    return float(s)

df = export.copy()
df["time"] = df["Zeitpunkt"].apply(to_date)
df["wh"] = df["Verbrauch (Wh)"].apply(to_number)
df["day"] = df["time"].apply(lambda t: t.strftime("%Y-%m-%d"))

daily = {}
for d in df["day"].unique():
    daily[d] = df[df["day"] == d]["wh"].sum() / 1000
daily = pd.Series(daily, name="kWh")
print(daily.describe().round(2))
print("highest:", daily.idxmax(), round(daily.max(), 1), "kWh;", df["wh"].isna().sum(), "readings missing")
