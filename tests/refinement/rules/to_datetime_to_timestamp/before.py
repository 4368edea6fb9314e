import pandas as pd

texts = ["2024-03-01", "2023-12-31 10:20", "2024-02-29T23:59:59", "1999-01-09 00:00:00.5"]
german = ["01/03/2024", "31/12/2023", "29/02/2024", "9/1/1999"]
bad = ["2024-03-01", "2024-02-30", "2024-01-01T10:00Z", "2024-1-1", "2024-", "NaT", "", None]
trips = pd.DataFrame({"start": texts, "end": texts[1:] + texts[:1], "n": [1, 2, 3, 4]})
# %% rows of a frame
minutes = []
for start, end in zip(trips["start"], trips["end"]):
    minutes.append((pd.to_datetime(end) - pd.to_datetime(start)).total_seconds() / 60)
# %% an index, and a test
late = 0
for i in range(len(trips)):
    if pd.to_datetime(trips.loc[i, "start"]) > pd.Timestamp("2023-06-01"):
        late += trips.loc[i, "n"]
# %% what is no date is told as before
told = []
for text in bad:
    try:
        told.append(str(pd.to_datetime(text)))
    except ValueError as error:
        told.append((type(error).__name__, str(error)))
# %% what can't be read is NaT
days = [str(pd.to_datetime(text, errors="coerce")) for text in bad]
# %% a format, and two forms
days = [pd.to_datetime(text, format="%d/%m/%Y") for text in german]
years = [pd.to_datetime(text).year for text in texts]
# %% a function that is applied
def length(row):
    return pd.to_datetime(row["end"]) - pd.to_datetime(row["start"])


trips["length"] = trips.apply(length, axis=1)
# %% a format that has a name
form = "%d/%m/%Y"
days = [pd.to_datetime(text, format=form) for text in german]
