"""Content manager measures titles.

expect: faster
about: row-wise apply to use one string column, four passes
"""
# %% setup
import random
import pandas as pd

random.seed(56)
bits = ["neu", "alt", "Tür", "Haus", "50%", "sale!", "für", "Kinder"]
items = pd.DataFrame({"title": [" ".join(random.choice(bits) for _ in range(random.randint(1, 7))) for _ in range(15000)]})
# %% cell
items["n_chars"] = items.apply(lambda row: len(row["title"]), axis=1)
items["n_words"] = items.apply(lambda row: len(row["title"].split(" ")), axis=1)
items["sale"] = items.apply(lambda row: "sale" in row["title"], axis=1)
items["short"] = items.apply(lambda row: "yes" if row["n_words"] < 3 else "no", axis=1)
items.groupby("short")["sale"].sum()
