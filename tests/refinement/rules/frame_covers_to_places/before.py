import numpy as np
import pandas as pd

stays = pd.DataFrame(
    {
        "from": [i * 7 % 40 for i in range(30)],
        "to": [i * 7 % 40 + i % 6 for i in range(30)],
        "rooms": [i % 3 for i in range(30)],
        "ward": ["ab"[i % 2] for i in range(30)],
        "off": [i % 5 == 0 for i in range(30)],
    }
)
first = pd.Timestamp("2024-01-01")
dates = pd.DataFrame(
    {
        "begin": [first + pd.Timedelta(days=i * 5 % 31) for i in range(25)],
        "end": [first + pd.Timedelta(days=i * 5 % 31 + i % 9) for i in range(24)] + [pd.NaT],
        "fee": [i * 3 % 11 for i in range(25)],
    }
)
spans = pd.DataFrame(
    {"low": [0.5, 1.5, np.nan, 2.0, 3.0] * 4, "high": [1.5, 1.5, 2.0, np.nan, 2.5] * 4}
)
days = list(range(0, 50, 3))
CALLS = [(spans, [0.5, 1.5]), (spans.iloc[:0], [1.0]), (spans.iloc[:3], [])]
points = [0.5, 1.0, 1.5, float("nan"), 2.5]
# %% rows that are counted
census = []
for x in days:
    census.append(len(stays[(stays["from"] <= x) & (stays["to"] > x)]))
# %% the test's own sum, both ends counted
inside = [((stays["from"] <= x) & (stays["to"] >= x)).sum() for x in days]
# %% rows with a name, dates
rows = []
for x in pd.date_range("2024-01-01", "2024-02-10"):
    part = dates[(dates.begin <= x) & (dates.end > x)]
    rows.append({"day": x, "active": len(part), "fees": part["fee"].sum()})
# %% a test with a name
value = 0
for x in days:
    sub = (stays["to"] > x) & (stays["from"] < x) & ~stays["off"]
    value += sub.sum() + stays.loc[sub, "rooms"].sum() * 2
# %% floats, NaN among them
seen = [len(spans.loc[(spans["low"] < x) & (x <= spans["high"])]) for x in points]
# %% the rows of a ward
for w in ["a", "b", "c"]:
    for x in days:
        other = stays[(stays["ward"] == w) & (stays["from"] <= x) & (stays["to"] > x)].shape[0]
# %% a while loop
other = []
x = first
while x < pd.Timestamp("2024-02-10"):
    other.append(((dates["begin"] <= x) & (x < dates["end"])).sum())
    x += pd.Timedelta(days=1)
# %% no end yet
found = []
for x in [pd.NaT, *pd.date_range("2024-01-01", "2024-02-10")]:
    sub = (dates["begin"] <= x) & ((dates["end"] > x) | dates["end"].isna())
    found.append((sub.sum(), dates.loc[sub, "fee"].sum()))
# %% no end yet, floats
seen = [((spans["low"] <= x) & (spans["high"].isna() | (spans["high"] > x))).sum() for x in points]
# %% in a function [function covered]
def covered(frame, points):
    return [len(frame[(frame["low"] <= p) & (frame["high"] > p)]) for p in points]
