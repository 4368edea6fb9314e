"""Transport researcher clusters stops of vehicles.

family: sklearn
small: n = 200
"""
# %% setup
import numpy as np
from sklearn.cluster import DBSCAN

n = 300_000
rng = np.random.default_rng(176)
stops = np.concatenate([rng.normal(c, 0.02, (n // 50, 2)) for c in rng.random((50, 2)) * 4])
# %% cell
clusters = DBSCAN(eps=0.01, min_samples=12).fit(stops)
labels = clusters.labels_
sizes = np.bincount(labels[labels >= 0])
noise = (labels == -1).mean()
