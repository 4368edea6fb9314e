import numpy as np

heights = [150 + i * 37 % 41 * 0.5 for i in range(80)]
array = np.arange(90.0)
short = [1.0, 2.0, 4.0]
# %% once
mean = np.mean(heights)
# %% a list that grows
grown = [1.0] * 60
for i in range(20):
    grown.append(np.mean(grown))
# %% an array
means = []
for i in range(20):
    means.append(np.percentile(array, i))
# %% short
means = []
for i in range(20):
    means.append(np.percentile(short, i))
# %% another type is asked for
sums = []
for i in range(20):
    sums.append(np.sum(heights, dtype=np.float32) + i)
# %% other functions
parts = []
for i in range(20):
    parts.append(np.sort(heights)[i])
