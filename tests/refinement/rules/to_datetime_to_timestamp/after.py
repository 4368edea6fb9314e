import pandas as pd

texts = ["2024-03-01", "2023-12-31 10:20", "2024-02-29T23:59:59", "1999-01-09 00:00:00.5"]
german = ["01/03/2024", "31/12/2023", "29/02/2024", "9/1/1999"]
bad = ["2024-03-01", "2024-02-30", "2024-01-01T10:00Z", "2024-1-1", "2024-", "NaT", "", None]
trips = pd.DataFrame({"start": texts, "end": texts[1:] + texts[:1], "n": [1, 2, 3, 4]})
# %% rows of a frame
def read_time(text):
    if type(text) is str and text[:4].isdigit() and text[4:5] == "-":
        try:
            return pd.Timestamp(text)
        except ValueError:
            pass
    return pd.to_datetime(text)


minutes = []
for start, end in zip(trips["start"], trips["end"]):
    minutes.append((read_time(end) - read_time(start)).total_seconds() / 60)
# %% an index, and a test
def read_time(text):
    if type(text) is str and text[:4].isdigit() and text[4:5] == "-":
        try:
            return pd.Timestamp(text)
        except ValueError:
            pass
    return pd.to_datetime(text)


late = 0
for i in range(len(trips)):
    if read_time(trips.loc[i, "start"]) > pd.Timestamp("2023-06-01"):
        late += trips.loc[i, "n"]
# %% what is no date is told as before
def read_time(text):
    if type(text) is str and text[:4].isdigit() and text[4:5] == "-":
        try:
            return pd.Timestamp(text)
        except ValueError:
            pass
    return pd.to_datetime(text)


told = []
for text in bad:
    try:
        told.append(str(read_time(text)))
    except ValueError as error:
        told.append((type(error).__name__, str(error)))
# %% what can't be read is NaT
def read_time(text):
    if type(text) is str and text[:4].isdigit() and text[4:5] == "-":
        try:
            return pd.Timestamp(text)
        except ValueError:
            pass
    return pd.to_datetime(text, errors="coerce")


days = [str(read_time(text)) for text in bad]
# %% a format, and two forms
from datetime import datetime


def read_time(text):
    if type(text) is str and len(text) == 10 and text[2] == text[5] == "/":
        try:
            return pd.Timestamp(datetime.fromisoformat(f"{text[6:]}-{text[3:5]}-{text[:2]}"))
        except ValueError:
            pass
    return pd.to_datetime(text, format="%d/%m/%Y")


def read_time_2(text):
    if type(text) is str and text[:4].isdigit() and text[4:5] == "-":
        try:
            return pd.Timestamp(text)
        except ValueError:
            pass
    return pd.to_datetime(text)


days = [read_time(text) for text in german]
years = [read_time_2(text).year for text in texts]
# %% a function that is applied
def read_time(text):
    if type(text) is str and text[:4].isdigit() and text[4:5] == "-":
        try:
            return pd.Timestamp(text)
        except ValueError:
            pass
    return pd.to_datetime(text)


def length(row):
    return read_time(row["end"]) - read_time(row["start"])


trips["length"] = trips.apply(length, axis=1)
# %% a format that has a name
from datetime import datetime


def read_time(text):
    if type(text) is str and len(text) == 10 and text[2] == text[5] == "/":
        try:
            return pd.Timestamp(datetime.fromisoformat(f"{text[6:]}-{text[3:5]}-{text[:2]}"))
        except ValueError:
            pass
    return pd.to_datetime(text, format="%d/%m/%Y")


form = "%d/%m/%Y"
days = [read_time(text) for text in german]
