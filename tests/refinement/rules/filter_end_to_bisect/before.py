import numpy as np
import pandas as pd

quotes = pd.DataFrame(
    {
        "time": pd.date_range("2024-01-01 09:00", periods=7, freq="min"),
        "bid": [10.0, 10.5, 10.25, 10.75, 11.0, 10.5, 10.0],
        "lots": [3, 1, 4, 1, 5, 9, 2],
        "venue": ["x", "y", "x", "z", "y", "x", "z"],
    }
)
marks = pd.DataFrame({"score": [0.0, 4.5, 7.0, 8.5], "points": [0, 4, 7, 9]})
trades = pd.DataFrame(
    {"time": pd.to_datetime(["2024-01-01 08:59", "2024-01-01 09:02", "2024-01-01 09:30"])}
)
scores = [7.0, 3.25, -1.0, 99.0, 8.5]
# %% the last row before
bids = []
lots = []
for t in trades["time"]:
    part = quotes[quotes["time"] <= t]
    if len(part) == 0:
        bids.append(np.nan)
        lots.append(0)
    else:
        bids.append(part["bid"].iloc[-1])
        lots.append(part["lots"].values[-1])
# %% a row with a name, and where none is left
venues = []
for t in trades["time"]:
    part = quotes.loc[t > quotes.time]
    if part.empty:
        continue
    row = part.iloc[-1]
    venues.append((row["venue"], row["bid"], len(part)))
# %% a column at once
found = []
for s in scores:
    part = marks.loc[marks["score"] < s, "points"]
    found.append(part.iloc[-1] if len(part) > 0 else None)
# %% the first one after
later = []
for s in scores:
    part = marks[marks["score"] >= s]
    if not part.empty:
        later.append((part["points"].iloc[0], part.shape[0]))
# %% no name, and no test of whether there is a row
reached = [marks[marks["score"] <= s]["points"].iloc[-1] for s in [7.0, 3.25, 8.5]]
# %% in a function that is applied
def venue_at(t):
    part = quotes[quotes["time"] <= t]
    if part.empty:
        return "none"
    return part["venue"].iloc[-1]


trades["venue"] = trades["time"].apply(venue_at)
