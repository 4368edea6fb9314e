from datetime import datetime

import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "born": ["01.02.1790", "unknown", "31.02.2000", "05.07.1801"],
        "died": ["1850-01-31", None, "1899-12-31", "x"],
        "at": ["2020-01-01 10:00", "", "2020-01-02 23:59", "soon"],
        "qty": [1, 2, 3, 4],
    }
)
# %% a function of one's own
def to_date(text):
    """A day, or none."""
    try:
        return pd.to_datetime(text, format="%d.%m.%Y")
    except ValueError:
        return pd.NaT


df["born"] = df["born"].apply(to_date)
# %% a format that is handed on
def to_date(text, form, _unused=None):
    if pd.isna(text):
        return pd.NaT
    try:
        return pd.to_datetime(text, format=form)
    except (ValueError, TypeError):
        return pd.NaT


df["born_day"] = df["born"].apply(lambda s: to_date(s, "%d.%m.%Y"))
df["died_day"] = df["died"].apply(lambda s: to_date(s, form="%Y-%m-%d"))
# %% strptime, and a missing value that is no date
def moment(text):
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")
    except (ValueError, TypeError):
        return None


when = df["at"].map(moment)
# %% missing texts raise
def day(text):
    try:
        return datetime.strptime(text, "%d.%m.%Y")
    except ValueError:
        pass
    return np.nan


df["day"] = df["born"].apply(day)
