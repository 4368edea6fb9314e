"""A medical statistician tests by permutation whether waiting times of two clinics differ.

expect: nothing
about: the draws must stay as they are and the shuffle is numpy's; the statistic is already vectorised
"""

# %% setup
import numpy as np

rng = np.random.default_rng(312)
clinic_a = np.round(rng.gamma(2.2, 11.0, 2600), 1)
clinic_b = np.round(rng.gamma(2.3, 11.2, 2100), 1)

# %% cell
gen = np.random.default_rng(20240612)
pooled = np.concatenate([clinic_a, clinic_b])
n_a = len(clinic_a)
observed = np.median(clinic_b) - np.median(clinic_a)

null = np.empty(3000)
for r in range(len(null)):
    gen.shuffle(pooled)
    null[r] = np.median(pooled[n_a:]) - np.median(pooled[:n_a])

p = (1 + np.count_nonzero(np.abs(null) >= abs(observed))) / (1 + len(null))
print(f"observed {observed:.2f} min, p = {p:.4f}")
print(np.quantile(null, [0.025, 0.5, 0.975]).round(2))
