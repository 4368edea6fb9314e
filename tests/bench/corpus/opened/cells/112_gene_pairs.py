'''A bioinformatician looks for pairs of genes whose expression goes together.

expect: faster
about: Pearson's r for each pair in a Python function; an expert gets the whole matrix from standardised rows by one product
'''
# %% setup
import numpy as np

rng = np.random.default_rng(77)
_factors = rng.normal(size=(6, 48))
_load = rng.normal(size=(170, 6)) * (rng.random((170, 6)) < 0.3)
expr = 5 + _load @ _factors + 0.5 * rng.normal(size=(170, 48))
genes = [f"ENSG{i:05d}" for i in rng.permutation(90000)[:170]]

# %% cell
def pearson(x, y):
    xm = x - np.mean(x)
    ym = y - np.mean(y)
    return np.sum(xm * ym) / np.sqrt(np.sum(xm ** 2) * np.sum(ym ** 2))

logexpr = np.log2(np.maximum(expr, 0) + 1)
n_genes = logexpr.shape[0]
R = np.eye(n_genes)
for i in range(n_genes):
    for j in range(i):
        r = pearson(logexpr[i, :], logexpr[j, :])
        R[i, j] = r
        R[j, i] = r

hits = []
for i in range(n_genes):
    for j in range(i):
        if abs(R[i, j]) > 0.85:
            hits.append((genes[i], genes[j], round(float(R[i, j]), 3)))
degree = (np.abs(R) > 0.85).sum(axis=1) - 1
print(len(hits), "pairs; hub:", genes[int(np.argmax(degree))], "with", int(degree.max()))
