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
stays_covering = stays[stays["from"] < stays["to"]]
stays_begins = stays_covering["from"].sort_values()
stays_ends = stays_covering["to"].sort_values()
for x in days:
    census.append(int(stays_begins.searchsorted(x, "right") - stays_ends.searchsorted(x, "right")))
# %% the test's own sum, both ends counted
stays_covering = stays[stays["from"] <= stays["to"]]
stays_begins = stays_covering["from"].sort_values()
stays_ends = stays_covering["to"].sort_values()
inside = [stays_begins.searchsorted(x, "right") - stays_ends.searchsorted(x, "left") for x in days]
# %% rows with a name, dates
rows = []
dates_covering = dates[dates["begin"] < dates["end"]]
dates_begins_rows = dates_covering.sort_values("begin")
dates_begins = dates_begins_rows["begin"]
dates_begins_fee_totals = np.append(0, dates_begins_rows["fee"].to_numpy().cumsum())
dates_ends_rows = dates_covering.sort_values("end")
dates_ends = dates_ends_rows["end"]
dates_ends_fee_totals = np.append(0, dates_ends_rows["fee"].to_numpy().cumsum())
for x in pd.date_range("2024-01-01", "2024-02-10"):
    begun = dates_begins.searchsorted(x, "right")
    ended = dates_ends.searchsorted(x, "right")
    rows.append({"day": x, "active": int(begun - ended), "fees": dates_begins_fee_totals[begun] - dates_ends_fee_totals[ended]})
# %% a test with a name
value = 0
stays_covering = stays[(stays["from"] < stays["to"]) & ~stays["off"]]
stays_begins_rows = stays_covering.sort_values("from")
stays_begins = stays_begins_rows["from"]
stays_begins_rooms_totals = np.append(0, stays_begins_rows["rooms"].to_numpy().cumsum())
stays_ends_rows = stays_covering.sort_values("to")
stays_ends = stays_ends_rows["to"]
stays_ends_rooms_totals = np.append(0, stays_ends_rows["rooms"].to_numpy().cumsum())
for x in days:
    begun = stays_begins.searchsorted(x, "left")
    ended = stays_ends.searchsorted(x, "right")
    value += (begun - ended) + (stays_begins_rooms_totals[begun] - stays_ends_rooms_totals[ended]) * 2
# %% floats, NaN among them
spans_covering = spans[spans["low"] < spans["high"]]
spans_begins = spans_covering["low"].sort_values()
spans_ends = spans_covering["high"].sort_values()
seen = [int(spans_begins.searchsorted(x, "left") - spans_ends.searchsorted(x, "left")) for x in points]
# %% the rows of a ward
for w in ["a", "b", "c"]:
    stays_covering = stays[(stays["from"] < stays["to"]) & (stays["ward"] == w)]
    stays_begins = stays_covering["from"].sort_values()
    stays_ends = stays_covering["to"].sort_values()
    for x in days:
        other = int(stays_begins.searchsorted(x, "right") - stays_ends.searchsorted(x, "right"))
# %% a while loop
other = []
x = first
dates_covering = dates[dates["begin"] < dates["end"]]
dates_begins = dates_covering["begin"].sort_values()
dates_ends = dates_covering["end"].sort_values()
while x < pd.Timestamp("2024-02-10"):
    other.append(dates_begins.searchsorted(x, "right") - dates_ends.searchsorted(x, "right"))
    x += pd.Timedelta(days=1)
# %% no end yet
found = []
dates_covering = dates[(dates["begin"] < dates["end"]) | dates["end"].isna()]
dates_begins_rows = dates_covering.sort_values("begin")
dates_begins = dates_begins_rows["begin"]
dates_begins_fee_totals = np.append(0, dates_begins_rows["fee"].to_numpy().cumsum())
dates_ends_rows = dates_covering.sort_values("end")
dates_ends = dates_ends_rows["end"]
dates_ends_fee_totals = np.append(0, dates_ends_rows["fee"].to_numpy().cumsum())
for x in [pd.NaT, *pd.date_range("2024-01-01", "2024-02-10")]:
    begun = dates_begins.searchsorted(x, "right")
    ended = dates_ends.searchsorted(x, "right")
    found.append((begun - ended, dates_begins_fee_totals[begun] - dates_ends_fee_totals[ended]))
# %% no end yet, floats
spans_covering = spans[(spans["low"] < spans["high"]) | spans["high"].isna()]
spans_begins = spans_covering["low"].sort_values()
spans_ends = spans_covering["high"].sort_values()
seen = [spans_begins.searchsorted(x, "right") - spans_ends.searchsorted(x, "right") for x in points]
# %% in a function [function covered]
def covered(frame, points):
    frame_covering = frame[frame["low"] < frame["high"]]
    frame_begins = frame_covering["low"].sort_values()
    frame_ends = frame_covering["high"].sort_values()
    return [int(frame_begins.searchsorted(p, "right") - frame_ends.searchsorted(p, "right")) for p in points]
