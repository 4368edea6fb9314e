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
hits = ["03/Mar/2024:10:20:30", "31/dec/2023:23:59:59", "01/Xyz/2024:00:00:00", "1/Jan/2024:1:2:3"]
CALLS = [(text,) for text in german]
# %% a comprehension
days = [datetime.strptime(text, "%Y-%m-%d") for text in texts]
# %% parts in another order, in a loop
gaps = []
for i in range(1, len(german)):
    first = datetime.strptime(german[i - 1], "%d/%m/%Y")
    gaps.append((datetime.strptime(german[i], "%d/%m/%Y") - first).days)
# %% two formats (before Python 3.14)
hours = [datetime.strptime(s, "%Y-%m-%d %H:%M:%S").hour for s in stamps]
days = [dt.datetime.strptime(text, "%Y-%m-%d").date() for text in texts]
# %% in a function of the user's own
def age(text, today=datetime(2024, 6, 1)):
    born = datetime.strptime(text.strip(), "%Y-%m-%d")
    return (today - born).days


ages = {text: age(text) for text in texts}
# %% microseconds and no separators (before Python 3.14)
moments = [datetime.strptime(s, "%Y%m%dT%H%M%S,%f") for s in logged]
# %% texts that are written otherwise
days = [datetime.strptime(text, "%Y-%m-%d") for text in odd if text[0] != " "]
# %% what is no date, or no text, is told as before
told = []
for text in [*bad, None, 20240101, "", b"2024-01-01"]:
    try:
        told.append(datetime.strptime(text, "%Y-%m-%d"))
    except (ValueError, TypeError) as error:
        told.append((type(error).__name__, str(error)))
# %% caught
count = 0
for text in bad + odd:
    try:
        day = datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        continue
    count += day.day
# %% rows of a frame
total = 0
for _, row in frame.iterrows():
    if datetime.strptime(row["day"], "%Y-%m-%d").year == 2024:
        total += row["n"]
# %% a function [function weekday]
from datetime import datetime


def weekday(text):
    return datetime.strptime(text, "%d/%m/%Y").strftime("%A")
# %% short names of months (before Python 3.14)
told = []
for text in hits:
    try:
        told.append(datetime.strptime(text, "%d/%b/%Y:%H:%M:%S"))
    except ValueError as error:
        told.append(str(error))
