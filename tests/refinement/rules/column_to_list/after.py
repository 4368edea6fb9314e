from collections import Counter

import pandas as pd

df = pd.DataFrame(
    {
        "email": [f"user{i}@host{i % 7}.org" for i in range(120)],
        "size": [i * 0.5 for i in range(120)],
        "qty": list(range(120)),
    }
)
emails = df["email"]
# %% a loop
last = {}
for email in df["email"].tolist():
    last[email.split("@")[1]] = email
# %% a comprehension
hosts = {e.split("@")[1] for e in emails.tolist()}
# %% two columns
pairs = dict(zip(df["email"].tolist(), df["size"].tolist()))
# %% functions of whole columns
distinct, counts = set(df["email"].tolist()), Counter(df.email.tolist())
# %% an array of texts
lengths = [len(e) for e in df["email"].tolist()]
# %% numbers
doubled = [q * 2 for q in df["qty"].tolist()]
# %% places
found = [i for i, e in enumerate(df["email"].tolist()) if "host3" in e]
# %% texts together
line = ", ".join(df["email"].tolist())
# %% a column that the cell makes
df["host"] = df["email"].apply(lambda e: e.split("@")[1])
firsts = {host[0] for host in df["host"].tolist()}
