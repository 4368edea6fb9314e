'''A chemist reduces infrared spectra to main components and looks at what they explain.

expect: nothing
about: one SVD takes the time
'''
# %% setup
import numpy as np

rng = np.random.default_rng(37)
_wave = np.linspace(0, 1, 640)
_pure = np.array([np.exp(-((_wave - m) / w) ** 2) for m, w in [(0.2, 0.03), (0.35, 0.05), (0.6, 0.02), (0.8, 0.08)]])
spectra = rng.gamma(2, 1, (1500, 4)) @ _pure + 0.02 * rng.normal(size=(1500, 640)) + np.outer(rng.random(1500), _wave)

# %% cell
X = spectra - spectra.mean(axis=1, keepdims=True)
X /= X.std(axis=1, keepdims=True)          # standard normal variate
X -= X.mean(axis=0)
U, S, Vt = np.linalg.svd(X, full_matrices=False)
explained = S**2 / np.sum(S**2)
k = int(np.searchsorted(np.cumsum(explained), 0.95)) + 1
scores = U[:, :k] * S[:k]
residual = X - scores @ Vt[:k]
q = np.sum(residual**2, axis=1)
outliers = np.flatnonzero(q > q.mean() + 3 * q.std())
print("components:", k, np.round(100 * explained[:k], 2))
print("outliers:", outliers)
