"""Analyst cleans, sorts, compares all pairs of branches and writes a summary.

family: several
small: n = 600, branches_count = 10
"""
# %% setup
import numpy as np
import pandas as pd

n, branches_count = 5_000_000, 1500
rng = np.random.default_rng(189)
visits = pd.DataFrame({
    "branch": rng.integers(0, branches_count, n),
    "minute": rng.integers(0, 600, n),
    "spent": rng.gamma(2, 15, n),
})
places = [(float(a), float(b)) for a, b in rng.random((branches_count, 2))]
# %% cell
visits = visits[visits["spent"] > 1].sort_values(["branch", "minute"])
visits["running"] = visits.groupby("branch")["spent"].cumsum()
near = []
for i in range(len(places)):
    for j in range(i + 1, len(places)):
        d = ((places[i][0] - places[j][0]) ** 2 + (places[i][1] - places[j][1]) ** 2) ** 0.5
        if d < 0.02:
            near.append((i, j))
lines = []
for branch, total in visits.groupby("branch")["spent"].sum().items():
    lines.append(f"{branch}: {total:,.2f}")
report = "\n".join(lines)
