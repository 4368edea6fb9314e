import datetime
from datetime import datetime as dt

import pandas as pd

df = pd.DataFrame(
    {
        "day": ["2020-01-01", "2020-01-02", "2021-12-31", "2020-02-29"],
        "at": ["2020-01-01 10:00:00", "2020-01-02 23:59:59", "2021-12-31 00:00:00", "2020-02-29 12:30:01"],
        "us": ["01/02/2020", "12/31/2020", "02/28/2021", "07/04/1999"],
        "odd": ["Jan 1, 2020", "2020-01-02", "3/4/2021", "2020"],
        "qty": [1, 2, 3, 4],
    }
)
days = df["day"]
# %% different formats
out = df["odd"].apply(lambda x: pd.Timestamp(x) if len(x) > 4 else x)
# %% no format, not ISO
out = df["us"].apply(pd.to_datetime)
# %% month names
out = df["odd"].apply(lambda s: dt.strptime("Jan 1, 2020", "%b %d, %Y"))
# %% a part of a date
out = df["day"].apply(lambda s: dt.strptime(s, "%Y-%m-%d").date())
# %% errors ignored
out = df["day"].apply(lambda s: pd.to_datetime(s, errors="coerce"))
# %% numbers
out = df["qty"].apply(pd.to_datetime)
# %% at once already
out = pd.to_datetime(df["day"])
# %% a function that does more
def read(text):
    print(text)
    return dt.strptime(text, "%m/%d/%Y")


when = df["us"].apply(read)
