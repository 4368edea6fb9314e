"""An energy analyst compares feed-in, own use and cost per month for a roof with solar panels.

expect: nothing
about: vectorised pandas with clip, resample and map; nothing to gain but constants
"""

# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(311)
idx = pd.date_range("2020-01-01", "2023-12-31 23:45", freq="15min")
hour = idx.hour + idx.minute / 60
season = 1 - 0.6 * np.cos(2 * np.pi * (idx.day_of_year - 10) / 365)
sun = np.clip(np.sin((hour - 6) / 12 * np.pi), 0, None) * season * rng.uniform(0.2, 1.2, len(idx))
meter = pd.DataFrame({"pv": sun * 2.1, "load": rng.gamma(2.0, 0.18, len(idx)) + 0.1}, index=idx)
meter.iloc[rng.choice(len(idx), 400, replace=False), 0] = np.nan

# %% cell
PRICE_IN = {2020: 0.29, 2021: 0.31, 2022: 0.37, 2023: 0.41}
FEED_IN = 0.082

power = meter.assign(pv=meter["pv"].interpolate(limit=8).fillna(0.0))
energy = power * 0.25
energy["own"] = energy[["pv", "load"]].min(axis=1)
energy["sold"] = (energy["pv"] - energy["load"]).clip(lower=0)
energy["bought"] = (energy["load"] - energy["pv"]).clip(lower=0)
energy["cost"] = energy["bought"] * energy.index.year.map(PRICE_IN) - energy["sold"] * FEED_IN

monthly = (
    energy.resample("MS")
    .sum()
    .assign(autarky=lambda d: d["own"] / d["load"], self_use=lambda d: d["own"] / d["pv"])
    .round(3)
)
by_hour = energy.groupby([energy.index.year, energy.index.hour])[["own", "sold", "bought"]].sum().unstack(0)
daily_peak = power["load"].rolling("1D").max().groupby(power.index.date).last()
quantiles = power.groupby(power.index.to_period("M"))["load"].quantile([0.05, 0.5, 0.95]).unstack()
print(monthly.tail(6))
print(by_hour.loc[12].round(1))
