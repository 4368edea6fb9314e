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
for email in df["email"]:
    last[email.split("@")[1]] = email
# %% a comprehension
hosts = {e.split("@")[1] for e in emails}
# %% two columns
pairs = dict(zip(df["email"], df["size"]))
# %% functions of whole columns
distinct, counts = set(df["email"]), Counter(df.email)
# %% an array of texts
lengths = [len(e) for e in df["email"].values]
# %% numbers
doubled = [q * 2 for q in df["qty"]]
# %% places
found = [i for i, e in enumerate(df["email"]) if "host3" in e]
# %% texts together
line = ", ".join(df["email"])
# %% a column that the cell makes
df["host"] = df["email"].apply(lambda e: e.split("@")[1])
firsts = {host[0] for host in df["host"]}
