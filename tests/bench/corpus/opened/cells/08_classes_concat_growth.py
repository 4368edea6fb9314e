"""Teacher collects the best three of each class into one table.

expect: faster
about: filter per unique value and DataFrame growth by concat inside the loop
"""
# %% setup
import pandas as pd
import numpy as np

rng = np.random.default_rng(808)
marks = pd.DataFrame({
    "school": rng.choice(["Zürich-Nord", "Łódź", "Århus", "Cádiz"], 24000),
    "form": rng.integers(1, 90, 24000),
    "pupil": np.arange(24000),
    "points": rng.integers(0, 101, 24000),
})
# %% cell
best = pd.DataFrame()
for school in marks["school"].unique():
    for form in marks["form"].unique():
        part = marks[(marks["school"] == school) & (marks["form"] == form)]
        if len(part) == 0:
            continue
        part = part.sort_values(["points", "pupil"], ascending=[False, True])
        top = part.head(3).copy()
        top["place"] = range(1, len(top) + 1)
        best = pd.concat([best, top], ignore_index=True)

# how many schools are in there?
print(len(best), "rows")
print(best.groupby("school")["points"].mean().round(3))
