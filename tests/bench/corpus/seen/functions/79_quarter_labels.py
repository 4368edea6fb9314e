"""Finance intern builds quarter labels from ISO date text.

expect: faster
about: pd.to_datetime called on single strings in apply, twice per row, instead of once on the column
"""
# %% function
import pandas as pd


def quarter_label(text):
    if pd.isna(text):
        return "no date"
    year = pd.to_datetime(text, format="%Y-%m-%d").year
    month = pd.to_datetime(text, format="%Y-%m-%d").month
    return str(year) + "-Q" + str((month - 1) // 3 + 1)


def add_quarter(df, column):
    df = df.copy()
    df["quarter"] = df[column].apply(lambda t: quarter_label(t))
    return df

# %% calls
import random
import pandas as pd
_r = random.Random(79)


def _d(n):
    return pd.DataFrame({"booked": [None if _r.random() < .05 else "20%02d-%02d-%02d" % (_r.randrange(15, 25), _r.randrange(1, 13), _r.randrange(1, 29)) for _ in range(n)],
                         "amount": [round(_r.uniform(-50, 900), 2) for _ in range(n)]})


ENTRY = "add_quarter"
CALLS = [(_d(10), "booked"), (_d(200), "booked"), (_d(600), "booked")]
