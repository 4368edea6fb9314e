"""Ecologist prepares sites: features, distances, ranks, a matrix inverse.

family: several
small: sites_count = 60
"""
# %% setup
import numpy as np

sites_count = 4200
rng = np.random.default_rng(191)
species = rng.poisson(0.7, (sites_count, 300))
# %% cell
share = species / np.maximum(species.sum(axis=1, keepdims=True), 1)
entropy = -(share * np.log(share, out=np.zeros_like(share), where=share > 0)).sum(axis=1)
bray = np.empty((len(share), len(share)))
for i in range(len(share)):
    bray[i] = np.abs(share - share[i]).sum(axis=1) / 2
order = np.argsort(bray, axis=1)[:, :10]
smooth = np.linalg.inv(np.eye(len(share)) + np.exp(-bray * 5))
score = smooth @ entropy
