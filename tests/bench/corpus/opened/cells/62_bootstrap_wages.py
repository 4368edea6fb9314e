"""Social scientist bootstraps the gap between two group medians.

expect: faster
about: per replicate a resampled copy of the frame and filters in a loop, indexes could be applied to plain arrays
"""
# %% setup
import numpy as np
import pandas as pd

rng0 = np.random.default_rng(62)
wages = pd.DataFrame({
    "group": rng0.choice(["f", "m"], 1500),
    "wage": rng0.lognormal(2.8, .5, 1500).round(2),
    "region": rng0.choice(["Ost", "West"], 1500),
    "comment": rng0.choice(["", "geschätzt", "nach Tarif"], 1500),
})
# %% cell
rng = np.random.default_rng(2024)
gaps = []
for b in range(600):
    pick = rng.integers(0, len(wages), len(wages))
    resample = wages.iloc[pick]
    m = resample[resample["group"] == "m"]["wage"].median()
    f = resample[resample["group"] == "f"]["wage"].median()
    gaps.append((m - f) / m)
gaps = sorted(gaps)
low = gaps[int(0.025 * len(gaps))]
high = gaps[int(0.975 * len(gaps))]
observed = wages.groupby("group")["wage"].median()
print(observed.to_dict())
print(f"95% interval: {low:.4f} .. {high:.4f}")
