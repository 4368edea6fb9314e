"""Designer reduces pixels to a palette.

family: sklearn
small: n = 300
"""
# %% setup
import numpy as np
from sklearn.cluster import KMeans

n = 1_500_000
rng = np.random.default_rng(174)
centres = rng.integers(0, 256, (24, 3))
pixels = (centres[rng.integers(0, 24, n)] + rng.normal(0, 18, (n, 3))).clip(0, 255)
# %% cell
palette = KMeans(n_clusters=16, n_init=1, max_iter=60, random_state=3).fit(pixels)
painted = palette.cluster_centers_[palette.labels_]
error = ((pixels - painted) ** 2).mean()
