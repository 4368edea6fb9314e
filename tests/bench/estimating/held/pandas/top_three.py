"""Music service takes the three most played songs of each listener.

family: pandas
small: n = 900
"""
# %% setup
import numpy as np
import pandas as pd

n = 150_000
rng = np.random.default_rng(117)
plays = pd.DataFrame({
    "listener": rng.integers(0, n // 20, n),
    "song": rng.integers(0, 50_000, n),
    "count": rng.geometric(0.1, n),
})
# %% cell
favourites = plays.groupby("listener")[["song", "count"]].apply(lambda g: g.nlargest(3, "count"))
favourites = favourites.reset_index(level=1, drop=True)
share = favourites["count"].sum() / plays["count"].sum()
