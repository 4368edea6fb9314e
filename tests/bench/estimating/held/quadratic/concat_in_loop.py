"""Student glues daily files together one at a time.

family: quadratic
small: n = 60
"""
# %% setup
import numpy as np
import pandas as pd

n = 2600
rng = np.random.default_rng(124)
days = [
    pd.DataFrame({"station": rng.integers(0, 50, 300), "rain": rng.gamma(0.5, 4, 300), "wind": rng.random(300)})
    for _ in range(n)
]
# %% cell
weather = pd.DataFrame()
for day in days:
    weather = pd.concat([weather, day], ignore_index=True)
weather.groupby("station").mean()
