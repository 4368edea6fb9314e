from datetime import datetime

import datetime as dt
import pandas as pd

texts = ["2024-03-01", "2023-12-31", "2024-02-29", "1999-01-09"]
german = ["01/03/2024", "31/12/2023", "29/02/2024", "9/1/1999"]
stamps = ["2024-03-01 10:20:30", "2023-12-31 23:59:59", "2024-02-29 00:00:00"]
logged = ["20240301T102030,123456", "20231231T235959,000001"]
odd = ["2024-03-01", "2024-3-1", "２０２４-03-01", " 024-03-01"]
bad = ["2024-03-01", "2024-13-01"]
frame = pd.DataFrame({"day": texts, "n": [1, 2, 3, 4]})
CALLS = [(text,) for text in german]
# %% once
day = datetime.strptime(texts[0], "%Y-%m-%d")
# %% full names of months
days = [datetime.strptime(text, "%d %B %Y") for text in german[:0]]
# %% names that may change
import locale

days = [datetime.strptime(text, "%d %b %Y") for text in german[:0]]
# %% years of two digits
days = [datetime.strptime(text, "%d/%m/%y") for text in german[:0]]
# %% a time zone
days = [datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z") for text in texts[:0]]
# %% a format that isn't known
def read(text, form):
    return datetime.strptime(text, form)


days = [read(text, "%Y-%m-%d") for text in texts]
# %% a day that is missing
months = [datetime.strptime(text[:7], "%Y-%m") for text in texts]
# %% a literal that a text may hold in other case
days = [datetime.strptime(text, "%Yx%m-%d") for text in texts[:0]]
# %% another datetime
class datetime:
    @staticmethod
    def strptime(text, form):
        return 0


days = [datetime.strptime(text, "%Y-%m-%d") for text in texts]
# %% minutes without an hour
days = [datetime.strptime(text, "%Y-%m-%d %M") for text in texts[:0]]
# %% the same part twice
days = [datetime.strptime(text, "%Y-%m-%d %d") for text in texts[:0]]
