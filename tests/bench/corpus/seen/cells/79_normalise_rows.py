"""Genomics student normalises a count matrix per sample.

expect: faster
about: row and column loops for a normalisation and an outer product
"""
# %% setup
import numpy as np

counts = np.random.default_rng(79).poisson(20, (400, 500))
# %% cell
norm = np.zeros(counts.shape)
for i in range(counts.shape[0]):
    for j in range(counts.shape[1]):
        norm[i, j] = counts[i, j] / counts[i].max() * 100
w = np.array([[a * b for b in counts[0]] for a in counts[1]])
print(norm.min(), w.sum())
