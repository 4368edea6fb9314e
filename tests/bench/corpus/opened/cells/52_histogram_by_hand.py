"""Physics lab student bins decay times.

expect: faster
about: histogram filled by a while loop over bins for each value
"""
# %% setup
import numpy as np

decays = np.random.default_rng(52).exponential(2.2, 30000)
edges = [0.25 * k for k in range(41)]
# %% cell
counts = [0] * (len(edges) - 1)
for t in decays:
    b = 0
    while b < len(counts):
        if edges[b] <= t < edges[b + 1]:
            counts[b] += 1
            break
        b += 1
print(counts[:8], sum(counts))
