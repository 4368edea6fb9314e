"""Privacy engineer adds noise to some rows; the generator is used again afterwards.

expect: nothing
about: the number and kind of draws per row depend on the row and on what was drawn before, so no block draw gives the same stream
"""
# %% setup
import numpy as np

init = np.random.default_rng(90).integers(0, 60, 120000).tolist()
# %% cell
rng = np.random.RandomState(900)
budget = 1000.0
noisy = []
for v in init:
    if v < 10 and budget > 0:
        e = rng.laplace(0, 2)
        budget -= abs(e) / 50
        noisy.append(max(0, round(v + e)))
    elif v % 7 == 0 and noisy and noisy[-1] % 2:
        noisy.append(v + rng.poisson(1.5))
    elif v > 50:
        noisy.append(v - rng.binomial(v, 0.1))
    else:
        noisy.append(v + int(rng.normal(0, 1 + budget / 1000)))
check = rng.rand()
print(sum(noisy), round(budget, 4), round(check, 6))
