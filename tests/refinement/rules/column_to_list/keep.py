import pandas as pd

df = pd.DataFrame(
    {
        "email": [f"user{i}@host{i % 7}.org" for i in range(120)],
        "size": [i * 0.5 for i in range(120)],
        "when": pd.date_range("2024-01-01", periods=120),
    }
)
short = pd.DataFrame({"email": ["a@b", "c@d"]})
# %% a list already
hosts = [e.split("@")[1] for e in df["email"].tolist()]
# %% a short column
hosts = [e.split("@")[1] for e in short["email"]]
# %% moments
days = [t.day for t in df["when"]]
# %% an array of numbers
doubled = [x * 2 for x in df["size"].values]
# %% a method of the column
top = df["email"].value_counts()
# %% a function of numbers, which has rules of its own
most = max(df["size"])
# %% a frame
labels = list(df)
# %% a column that the loop doesn't go through
total = len(df["email"])
# %% by label
by_label = dict(df["email"])
