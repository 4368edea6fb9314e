import numpy as np

np.random.seed(4)
rng = np.random.default_rng(3)
data = np.array([3.5, 1.25, 8.0, 2.0, 2.5])
values = [1.0, 5.0, 2.0]
times = 40
CALLS = [([1.0, 2.5, 4.0], 20), ([3.0], 1), ([2.0, 1.0], 0)]
# %% a bootstrap
means = []
samples = rng.choice(data, size=(400, len(data)), replace=True)
for sample in samples:
    means.append(np.mean(sample))
# %% into an array, the library's own generator
np.random.seed(4)
boot = np.zeros(50)
draws = np.random.choice(data, size=(50, 5))
for i, draw in enumerate(draws):
    boot[i] = draw.mean()
# %% places
gen = np.random.default_rng(2)
tops = []
all_idx = gen.integers(0, len(data), size=(times, len(data))) if times > 0 else ()
for i, idx in enumerate(all_idx):
    tops.append(data[idx].max() + i)
# %% a list of statistics
draws = rng.normal(0, 2, size=(times, 30)) if times > 0 else ()
spreads = [np.std(draw) for draw in draws]
# %% shuffled
apart = 0
mixeds = rng.permuted(np.tile(data, (100, 1)), axis=1) if len(data) > 0 else [data] * 100
for mixed in mixeds:
    if mixed[:2].mean() - mixed[2:].mean() > 1:
        apart += 1
# %% two dimensions
np.random.seed(4)
totals = []
noises = np.random.randn(times, 3, 2) if times > 0 else ()
for k, noise in enumerate(noises):
    totals.append(float(noise.sum()) + k)
# %% a function [function resample]
def resample(items, count):
    gen = np.random.default_rng(7)
    found = []
    drawns = gen.choice(items, size=(count, len(items))) if count > 0 else ()
    for drawn in drawns:
        found.append(float(max(drawn)))
    return found
# %% points
gen = np.random.default_rng(5)
mean, cov = [0.1, 0.2], [[1.0, 0.3], [0.3, 2.0]]
ends = []
for trial in range(4):
    value = 1.0
    steps = gen.multivariate_normal(mean, cov, size=30)
    for step in steps:
        value = value * (1 + 0.01 * step.sum())
    ends.append(value)
# %% counts of kinds
rates = [0.2, 0.3, 0.5]
np.random.seed(8)
most = []
all_kinds = np.random.multinomial(12, rates, size=times) if times > 0 else ()
for kinds in all_kinds:
    most.append(int(kinds.max()))
