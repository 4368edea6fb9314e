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
from bisect import bisect_right
bids = []
lots = []
if len(quotes) and quotes["time"].is_monotonic_increasing:
    time_in_order = quotes["time"].tolist()
    bid_values = quotes["bid"].to_numpy()
    lots_values = quotes["lots"].to_numpy()
    for t in trades["time"]:
        part_count = bisect_right(time_in_order, t) if t == t else 0
        if part_count == 0:
            bids.append(np.nan)
            lots.append(0)
        else:
            bids.append(bid_values[part_count - 1])
            lots.append(lots_values[part_count - 1])
else:
    for t in trades["time"]:
        part = quotes[quotes["time"] <= t]
        if len(part) == 0:
            bids.append(np.nan)
            lots.append(0)
        else:
            bids.append(part["bid"].iloc[-1])
            lots.append(part["lots"].values[-1])
# %% a row with a name, and where none is left
from bisect import bisect_left
venues = []
if len(quotes) and quotes["time"].is_monotonic_increasing:
    time_in_order = quotes["time"].tolist()
    venue_values = quotes["venue"].tolist()
    bid_values = quotes["bid"].to_numpy()
    for t in trades["time"]:
        part_count = bisect_left(time_in_order, t) if t == t else 0
        if part_count == 0:
            continue
        row_place = part_count - 1
        venues.append((venue_values[row_place], bid_values[row_place], part_count))
else:
    for t in trades["time"]:
        part = quotes.loc[t > quotes.time]
        if part.empty:
            continue
        row = part.iloc[-1]
        venues.append((row["venue"], row["bid"], len(part)))
# %% a column at once
from bisect import bisect_left
found = []
if len(marks) and marks["score"].is_monotonic_increasing:
    score_in_order = marks["score"].tolist()
    points_values = marks["points"].to_numpy()
    for s in scores:
        part_count = bisect_left(score_in_order, s) if s == s else 0
        found.append(points_values[part_count - 1] if part_count > 0 else None)
else:
    for s in scores:
        part = marks.loc[marks["score"] < s, "points"]
        found.append(part.iloc[-1] if len(part) > 0 else None)
# %% the first one after
from bisect import bisect_left
later = []
if len(marks) and marks["score"].is_monotonic_increasing:
    score_in_order = marks["score"].tolist()
    points_values = marks["points"].to_numpy()
    for s in scores:
        part_first = bisect_left(score_in_order, s) if s == s else len(score_in_order)
        if part_first < len(score_in_order):
            later.append((points_values[part_first], (len(score_in_order) - part_first)))
else:
    for s in scores:
        part = marks[marks["score"] >= s]
        if not part.empty:
            later.append((part["points"].iloc[0], part.shape[0]))
# %% no name, and no test of whether there is a row
from bisect import bisect_right
if len(marks) and marks["score"].is_monotonic_increasing:
    score_in_order = marks["score"].tolist()
    points_values = marks["points"].to_numpy()
    reached = [points_values[:(bisect_right(score_in_order, s) if s == s else 0)][-1] for s in [7.0, 3.25, 8.5]]
else:
    reached = [marks[marks["score"] <= s]["points"].iloc[-1] for s in [7.0, 3.25, 8.5]]
# %% in a function that is applied
from bisect import bisect_right

def venue_at(t):
    part = quotes[quotes["time"] <= t]
    if part.empty:
        return "none"
    return part["venue"].iloc[-1]


if len(quotes) and quotes["time"].is_monotonic_increasing:
    time_in_order = quotes["time"].tolist()
    venue_values = quotes["venue"].tolist()
    def venue_at_by_bisect(t):
        part_count = bisect_right(time_in_order, t) if t == t else 0
        if part_count == 0:
            return "none"
        return venue_values[part_count - 1]
    trades["venue"] = trades["time"].apply(venue_at_by_bisect)
else:
    trades["venue"] = trades["time"].apply(venue_at)
