"""A web analyst cuts page views into sessions and summarises them per device.

expect: nothing
about: sort, shift, cumsum and named aggregations; vectorised already
"""

# %% function
import pandas as pd


def session_report(views, gap_minutes=30):
    v = views.dropna(subset=["visitor"]).sort_values(["visitor", "time"], kind="stable", ignore_index=True)
    new_visitor = v["visitor"].ne(v["visitor"].shift())
    long_gap = v["time"].diff() > pd.Timedelta(minutes=gap_minutes)
    v["session"] = (new_visitor | long_gap).cumsum()
    sessions = v.groupby("session", sort=False).agg(
        visitor=("visitor", "first"),
        device=("device", "first"),
        start=("time", "min"),
        end=("time", "max"),
        pages=("page", "size"),
        different=("page", "nunique"),
        bought=("is_order", "any"),
    )
    sessions["minutes"] = (sessions["end"] - sessions["start"]).dt.total_seconds() / 60
    return (
        sessions.groupby("device")
        .agg(sessions=("pages", "size"), pages=("pages", "mean"), minutes=("minutes", "median"), orders=("bought", "sum"))
        .round(3)
        .reset_index()
    )

# %% calls
import numpy as np
import pandas as pd

rng = np.random.default_rng(338)


def log(n, people):
    t = pd.Timestamp("2024-02-01") + pd.to_timedelta(rng.integers(0, 14 * 86400, n), unit="s")
    page = rng.choice(["/", "/suche", "/größen", "/korb", "/kasse"], n, p=[0.4, 0.3, 0.15, 0.1, 0.05])
    who = pd.Series(rng.integers(0, people, n)).map("v{}".format).mask(rng.random(n) < 0.02)
    return pd.DataFrame({"visitor": who, "time": t, "page": page, "is_order": page == "/kasse",
                         "device": rng.choice(["mobile", "desktop", "tablet"], n)})


ENTRY = "session_report"
CALLS = [(log(1, 1),), (log(200, 10), 60), (log(30_000, 3000),), (log(60_000, 2000),), (log(80_000, 500), 10)]
