import pandas as pd

texts = ["2024-03-01", "2023-12-31 10:20", "2024-02-29T23:59:59", "1999-01-09 00:00:00.5"]
german = ["01/03/2024", "31/12/2023", "29/02/2024", "9/1/1999"]
bad = ["2024-03-01", "2024-02-30", "2024-01-01T10:00Z", "2024-1-1", "2024-", "NaT", "", None]
trips = pd.DataFrame({"start": texts, "end": texts[1:] + texts[:1], "n": [1, 2, 3, 4]})
# %% a whole column
for _ in range(2):
    when = pd.to_datetime(trips["start"].str[:10])
# %% the column of a frame
for label in ["start", "end"]:
    trips[label] = pd.to_datetime(trips[label], format="ISO8601")
# %% once
day = pd.to_datetime(texts[0])
# %% names of months
days = [pd.to_datetime(text, format="%d %b %Y") for text in german[:0]]
# %% days first
days = [pd.to_datetime(text, dayfirst=True) for text in german]
# %% numbers
days = [pd.to_datetime(number, unit="s") for number in range(4)]
# %% a list
for part in [texts[:1], texts[2:3]]:
    days = pd.to_datetime([text[:10] for text in part])
# %% a function that is called once
def start_of(frame):
    return pd.to_datetime(frame["start"].str[:10]).min()


first = start_of(trips)
# %% a format that changes
for form in ["%d/%m/%Y", "%m/%d/%Y"]:
    days = [pd.to_datetime(text, format=form, errors="coerce") for text in german]
