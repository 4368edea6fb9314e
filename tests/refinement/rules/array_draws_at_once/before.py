import numpy as np

np.random.seed(4)
rng = np.random.default_rng(3)
data = np.array([3.5, 1.25, 8.0, 2.0, 2.5])
values = [1.0, 5.0, 2.0]
times = 40
CALLS = [([1.0, 2.5, 4.0], 20), ([3.0], 1), ([2.0, 1.0], 0)]
# %% a bootstrap
means = []
for _ in range(400):
    sample = rng.choice(data, size=len(data), replace=True)
    means.append(np.mean(sample))
# %% into an array, the library's own generator
np.random.seed(4)
boot = np.zeros(50)
for i in range(50):
    boot[i] = np.random.choice(data, 5).mean()
# %% places
gen = np.random.default_rng(2)
tops = []
for i in range(times):
    idx = gen.integers(0, len(data), size=len(data))
    tops.append(data[idx].max() + i)
# %% a list of statistics
spreads = [np.std(rng.normal(0, 2, 30)) for _ in range(times)]
# %% shuffled
apart = 0
for _ in range(100):
    mixed = rng.permutation(data)
    if mixed[:2].mean() - mixed[2:].mean() > 1:
        apart += 1
# %% two dimensions
np.random.seed(4)
totals = []
for k in range(times):
    noise = np.random.randn(3, 2)
    totals.append(float(noise.sum()) + k)
# %% a function [function resample]
def resample(items, count):
    gen = np.random.default_rng(7)
    found = []
    for _ in range(count):
        drawn = gen.choice(items, size=len(items))
        found.append(float(max(drawn)))
    return found
# %% points
gen = np.random.default_rng(5)
mean, cov = [0.1, 0.2], [[1.0, 0.3], [0.3, 2.0]]
ends = []
for trial in range(4):
    value = 1.0
    for _ in range(30):
        step = gen.multivariate_normal(mean, cov)
        value = value * (1 + 0.01 * step.sum())
    ends.append(value)
# %% counts of kinds
rates = [0.2, 0.3, 0.5]
np.random.seed(8)
most = []
for _ in range(times):
    kinds = np.random.multinomial(12, rates)
    most.append(int(kinds.max()))
