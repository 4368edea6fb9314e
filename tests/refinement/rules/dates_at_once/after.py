import datetime
from datetime import datetime as dt

import pandas as pd

df = pd.DataFrame(
    {
        "day": ["2020-01-01", "2020-01-02", "2021-12-31", "2020-02-29"],
        "at": ["2020-01-01 10:00:00", "2020-01-02 23:59:59", "2021-12-31 00:00:00", "2020-02-29 12:30:01"],
        "us": ["01/02/2020", "12/31/2020", "02/28/2021", "07/04/1999"],
        "odd": ["Jan 1, 2020", "2020-01-02", "3/4/2021", "2020"],
        "german": ["31.01.20", "01.12.99", "15.06.68", "02.02.24"],
        "named": ["Jan 01, 2020", "May 31, 1999", "Dec 24, 2024", "Feb 29, 2000"],
        "qty": [1, 2, 3, 4],
    }
)
days = df["day"]
# %% pandas' own function
if len(df["day"]) and df["day"].str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}").all():
    df["day"] = pd.to_datetime(df["day"], format="%Y-%m-%d")
else:
    df["day"] = df["day"].apply(pd.to_datetime)
# %% a lambda, times
if len(df["at"]) and df["at"].str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}").all():
    when = pd.to_datetime(df["at"], format="%Y-%m-%d %H:%M:%S")
else:
    when = df["at"].map(lambda x: pd.to_datetime(x))
# %% strptime
if len(df["us"]) and df["us"].str.fullmatch("[0-9]{2}/[0-9]{2}/[0-9]{4}").all():
    df["date"] = pd.to_datetime(df["us"], format="%m/%d/%Y")
else:
    df["date"] = df["us"].apply(lambda s: dt.strptime(s, "%m/%d/%Y"))
# %% strptime of the module, within an expression
first = (pd.to_datetime(days, format="%Y-%m-%d") if len(days) and days.str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}").all() else days.apply(lambda s: datetime.datetime.strptime(s, "%Y-%m-%d"))).min()
# %% a format
if len(df["at"]) and df["at"].str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}").all():
    df["at"] = pd.to_datetime(df["at"], format="%Y-%m-%d %H:%M:%S")
else:
    df["at"] = df["at"].apply(lambda x: pd.to_datetime(x, format="%Y-%m-%d %H:%M:%S"))
# %% a function of one's own
def read(text):
    """A day."""
    return dt.strptime(text, "%m/%d/%Y")


if len(df["us"]) and df["us"].str.fullmatch("[0-9]{2}/[0-9]{2}/[0-9]{4}").all():
    df["date"] = pd.to_datetime(df["us"], format="%m/%d/%Y")
else:
    df["date"] = df["us"].apply(read)
# %% points, and names of months
if len(df["german"]) and df["german"].str.fullmatch("[0-9]{2}[.][0-9]{2}[.][0-9]{2}").all():
    df["german"] = pd.to_datetime(df["german"], format="%d.%m.%y")
else:
    df["german"] = df["german"].apply(lambda s: dt.strptime(s, "%d.%m.%y"))
if len(df["named"]) and df["named"].str.fullmatch("(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{2}, [0-9]{4}").all():
    df["named"] = pd.to_datetime(df["named"], format="%b %d, %Y")
else:
    df["named"] = df["named"].apply(lambda s: dt.strptime(s, "%b %d, %Y"))
# %% a column that isn't known, by a format
log = pd.DataFrame([line.split(";") for line in ["05/Mar/2024:10;1", "17/Jan/2023:23;2"]], columns=["at", "n"])
if len(log["at"]) and log["at"].dtype == "str" and log["at"].str.fullmatch("[0-9]{2}/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/[0-9]{4}:[0-9]{2}").all():
    log["at"] = pd.to_datetime(log["at"], format="%d/%b/%Y:%H")
else:
    log["at"] = log["at"].apply(lambda t: pd.to_datetime(t, format="%d/%b/%Y:%H"))
