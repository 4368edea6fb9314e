"""Nurse's spreadsheet convert appends lines at the end of a table.

expect: faster
about: df.loc[len(df)] = [...] for every record
"""
# %% setup
import random
import pandas as pd

random.seed(68)
records = [{"ward": random.choice(["3a", "3b", "ITS"]), "pulse": random.randint(45, 140)} for _ in range(900)]
# %% cell
chart = pd.DataFrame({"ward": ["3a"], "pulse": [72], "high": [False]})
for rec in records:
    chart.loc[len(chart)] = [rec["ward"], rec["pulse"], rec["pulse"] > 100]
print(chart["high"].sum())
chart.groupby("ward")["pulse"].max()
