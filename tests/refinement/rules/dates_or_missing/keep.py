from datetime import datetime

import pandas as pd

df = pd.DataFrame({"born": ["01.02.1790", "unknown", "05.07.1801"], "qty": [1, 2, 3]})
# %% another value for those that are none
def to_date(text):
    try:
        return pd.to_datetime(text, format="%d.%m.%Y")
    except ValueError:
        return text


df["born"] = df["born"].apply(to_date)
# %% no format
def to_date(text):
    try:
        return pd.to_datetime(text)
    except ValueError:
        return pd.NaT


df["day"] = df["born"].apply(to_date)
# %% something done to the text
def to_date(text):
    try:
        return pd.to_datetime(text.strip(), format="%d.%m.%Y")
    except ValueError:
        return pd.NaT


df["day"] = df["born"].apply(to_date)
# %% what fails is counted
failed = []


def to_date(text):
    try:
        return datetime.strptime(text, "%d.%m.%Y")
    except ValueError:
        failed.append(text)
        return None


df["day"] = df["born"].apply(to_date)
# %% another error is caught
def to_date(text):
    try:
        return pd.to_datetime(text, format="%d.%m.%Y")
    except KeyError:
        return pd.NaT


small = df.iloc[:1]["born"].apply(to_date)
# %% no texts
def to_date(number):
    try:
        return pd.to_datetime(number, format="%Y")
    except ValueError:
        return pd.NaT


years = (df["qty"] * 0 + 1990).apply(to_date)
# %% two tries
def to_date(text):
    for form in ("%d.%m.%Y", "%Y"):
        try:
            return datetime.strptime(text, form)
        except ValueError:
            pass
    return None


df["day"] = df["born"].apply(to_date)
