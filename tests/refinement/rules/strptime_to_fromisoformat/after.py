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
def read_date(text):
    if type(text) is str and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return datetime.strptime(text, "%Y-%m-%d")


days = [read_date(text) for text in texts]
# %% parts in another order, in a loop
def read_date(text):
    if type(text) is str and len(text) == 10 and text[2] == text[5] == "/":
        try:
            return datetime.fromisoformat(f"{text[6:]}-{text[3:5]}-{text[:2]}")
        except ValueError:
            pass
    return datetime.strptime(text, "%d/%m/%Y")


gaps = []
for i in range(1, len(german)):
    first = read_date(german[i - 1])
    gaps.append((read_date(german[i]) - first).days)
# %% two formats (before Python 3.14)
def read_date(text):
    if (
        type(text) is str
        and len(text) == 19
        and text[4] == text[7] == "-"
        and text[10] == " "
        and text[13] == text[16] == ":"
    ):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")


def read_date_2(text):
    if type(text) is str and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return dt.datetime.fromisoformat(text)
        except ValueError:
            pass
    return dt.datetime.strptime(text, "%Y-%m-%d")


hours = [read_date(s).hour for s in stamps]
days = [read_date_2(text).date() for text in texts]
# %% in a function of the user's own
def read_date(text):
    if type(text) is str and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return datetime.strptime(text, "%Y-%m-%d")


def age(text, today=datetime(2024, 6, 1)):
    born = read_date(text.strip())
    return (today - born).days


ages = {text: age(text) for text in texts}
# %% microseconds and no separators (before Python 3.14)
def read_date(text):
    if type(text) is str and len(text) == 22 and text[8] == "T" and text[15] == ",":
        try:
            return datetime.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:8]} {text[9:11]}:{text[11:13]}:{text[13:15]}.{text[16:]}")
        except ValueError:
            pass
    return datetime.strptime(text, "%Y%m%dT%H%M%S,%f")


moments = [read_date(s) for s in logged]
# %% texts that are written otherwise
def read_date(text):
    if type(text) is str and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return datetime.strptime(text, "%Y-%m-%d")


days = [read_date(text) for text in odd if text[0] != " "]
# %% what is no date, or no text, is told as before
def read_date(text):
    if type(text) is str and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return datetime.strptime(text, "%Y-%m-%d")


told = []
for text in [*bad, None, 20240101, "", b"2024-01-01"]:
    try:
        told.append(read_date(text))
    except (ValueError, TypeError) as error:
        told.append((type(error).__name__, str(error)))
# %% caught
def read_date(text):
    if type(text) is str and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return datetime.strptime(text, "%Y-%m-%d")


count = 0
for text in bad + odd:
    try:
        day = read_date(text)
    except ValueError:
        continue
    count += day.day
# %% rows of a frame
def read_date(text):
    if type(text) is str and len(text) == 10 and text[4] == text[7] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return datetime.strptime(text, "%Y-%m-%d")


total = 0
for _, row in frame.iterrows():
    if read_date(row["day"]).year == 2024:
        total += row["n"]
# %% a function [function weekday]
from datetime import datetime


def read_date(text):
    if type(text) is str and len(text) == 10 and text[2] == text[5] == "/":
        try:
            return datetime.fromisoformat(f"{text[6:]}-{text[3:5]}-{text[:2]}")
        except ValueError:
            pass
    return datetime.strptime(text, "%d/%m/%Y")


def weekday(text):
    return read_date(text).strftime("%A")
# %% short names of months (before Python 3.14)
import calendar
month_numbers = {name: f"{number:02}" for number, name in enumerate(calendar.month_abbr)}


def read_date(text):
    if (
        type(text) is str
        and len(text) == 20
        and text[2] == text[6] == "/"
        and text[11] == text[14] == text[17] == ":"
    ):
        try:
            return datetime.fromisoformat(f"{text[7:11]}-{month_numbers[text[3:6]]}-{text[:2]} {text[12:]}")
        except (KeyError, ValueError):
            pass
    return datetime.strptime(text, "%d/%b/%Y:%H:%M:%S")


told = []
for text in hits:
    try:
        told.append(read_date(text))
    except ValueError as error:
        told.append(str(error))
