'''An energy analyst loads a CSV of hourly production and makes monthly sums by plant.

expect: nothing
about: read_csv takes nearly all of the time, with the right options already
'''
# %% setup
import io

import numpy as np
import pandas as pd

rng = np.random.default_rng(2)
_n = 320_000
_t = pd.date_range("2019-01-01", periods=_n // 8, freq="h").strftime("%Y-%m-%d %H:%M")
_lines = ["time;plant;mw;fuel"]
_mw = np.round(np.abs(rng.normal(120, 60, _n)), 1)
_gap = rng.random(_n) < 0.02
for _k in range(_n):
    _p = _k % 8
    _value = "n/a" if _gap[_k] else str(_mw[_k]).replace(".", ",")
    _lines.append(f"{_t[_k // 8]};KW {_p + 1};{_value};{('Gas', 'Kohle', 'Wasser', 'Öl')[_p % 4]}")
csv_text = "\n".join(_lines)
del _lines

# %% cell
prod = pd.read_csv(
    io.StringIO(csv_text),
    sep=";",
    decimal=",",
    na_values=["n/a"],
    dtype={"plant": "category", "fuel": "category"},
    parse_dates=["time"],
    date_format="%Y-%m-%d %H:%M",
)
monthly = (
    prod.groupby(["plant", pd.Grouper(key="time", freq="MS")], observed=True)["mw"]
    .sum()
    .unstack("plant")
)
share = prod.groupby("fuel", observed=True)["mw"].sum() / prod["mw"].sum()
print(monthly.tail(3).round(0))
print(share.round(4))
