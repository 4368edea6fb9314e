'''A psychologist tests if two groups differ in the median of their reaction times, by permutation.

expect: nothing
about: the time goes into the generator's permutations and np.median, and the random stream must stay as it is
'''
# %% setup
import numpy as np

rng_data = np.random.default_rng(3)
group_a = np.round(rng_data.lognormal(6.05, 0.25, 1900), 1)
group_b = np.round(rng_data.lognormal(6.07, 0.25, 2100), 1)

# %% cell
rng = np.random.default_rng(2024)
observed = np.median(group_b) - np.median(group_a)
pool = np.concatenate([group_a, group_b])
n_a = len(group_a)
n_perm = 2000

diffs = np.empty(n_perm)
for i in range(n_perm):
    p = rng.permutation(pool)
    diffs[i] = np.median(p[n_a:]) - np.median(p[:n_a])

p_value = (np.sum(np.abs(diffs) >= abs(observed)) + 1) / (n_perm + 1)
print(f"difference {observed:.2f} ms, p = {p_value:.4f}")
