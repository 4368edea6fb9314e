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


if len(df["born"]):
    df["born"] = pd.to_datetime(df["born"], format="%d.%m.%Y", errors="coerce")
else:
    df["born"] = df["born"].apply(to_date)
# %% a format that is handed on
def to_date(text, form, _unused=None):
    if pd.isna(text):
        return pd.NaT
    try:
        return pd.to_datetime(text, format=form)
    except (ValueError, TypeError):
        return pd.NaT


if len(df["born"]):
    df["born_day"] = pd.to_datetime(df["born"], format="%d.%m.%Y", errors="coerce")
else:
    df["born_day"] = df["born"].apply(lambda s: to_date(s, "%d.%m.%Y"))
if len(df["died"]):
    df["died_day"] = pd.to_datetime(df["died"], format="%Y-%m-%d", errors="coerce")
else:
    df["died_day"] = df["died"].apply(lambda s: to_date(s, form="%Y-%m-%d"))
# %% strptime, and a missing value that is no date
def moment(text):
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")
    except (ValueError, TypeError):
        return None


if len(df["at"]) and (df["at"].str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}") | ~df["at"].str.contains("[0-9]")).all() and pd.to_datetime(df["at"], format="%Y-%m-%d %H:%M", errors="coerce").notna().any():
    when = pd.to_datetime(df["at"], format="%Y-%m-%d %H:%M", errors="coerce")
else:
    when = df["at"].map(moment)
# %% missing texts raise
def day(text):
    try:
        return datetime.strptime(text, "%d.%m.%Y")
    except ValueError:
        pass
    return np.nan


if len(df["born"]) and df["born"].notna().all() and (df["born"].str.fullmatch("[0-9]{2}[.][0-9]{2}[.][0-9]{4}") | ~df["born"].str.contains("[0-9]")).all() and pd.to_datetime(df["born"], format="%d.%m.%Y", errors="coerce").notna().any():
    df["day"] = pd.to_datetime(df["born"], format="%d.%m.%Y", errors="coerce")
else:
    df["day"] = df["born"].apply(day)
