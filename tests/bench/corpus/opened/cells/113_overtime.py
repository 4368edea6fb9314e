'''A payroll clerk works out overtime and Sunday hours for each employee and week.

expect: faster
about: groupby.apply builds a Series per group; an expert makes the columns first and uses named aggregations
'''
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(40)
_n = 9000
_day = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 182, _n), unit="D")
_start = _day + pd.to_timedelta(rng.integers(5 * 4, 16 * 4, _n) * 15, unit="min")
shifts = pd.DataFrame({
    "employee": rng.choice([f"P{i:03d}" for i in range(1, 61)], _n),
    "start": _start,
    "end": _start + pd.to_timedelta(rng.integers(12, 41, _n) * 15, unit="min"),
    "break_min": rng.choice([0, 30, 45, np.nan], _n, p=[0.2, 0.5, 0.25, 0.05]),
})

# %% cell
shifts["hours"] = (shifts["end"] - shifts["start"]).dt.total_seconds() / 3600 - shifts["break_min"].fillna(30) / 60
shifts["week"] = shifts["start"].dt.isocalendar().week

def week_summary(g):
    total = g["hours"].sum()
    sunday = g[g["start"].dt.day_of_week == 6]["hours"].sum()
    over = max(0, total - 38.5)
    return pd.Series({
        "shifts": len(g),
        "hours": total,
        "sunday_hours": sunday,
        "overtime": over,
        "longest": g["hours"].max(),
    })

weekly = shifts.groupby(["employee", "week"])[["start", "hours"]].apply(week_summary).reset_index()
weekly["extra_pay"] = (weekly["overtime"] * 0.25 + weekly["sunday_hours"] * 0.5) * 18.40
per_person = weekly.groupby("employee")[["hours", "overtime", "sunday_hours", "extra_pay"]].sum().round(2)
print(per_person.sort_values("extra_pay", ascending=False).head(10))
