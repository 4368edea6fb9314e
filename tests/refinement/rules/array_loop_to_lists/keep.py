import numpy as np

signal = np.random.default_rng(3).normal(size=80)
whole = np.arange(80)
given = np.zeros(80)
bottom = 0.0
# %% an array that others know
for i in range(1, len(signal)):
    given[i] = 0.9 * given[i - 1] + 0.1 * signal[i]
# %% the array is used as a whole
y = np.zeros(80)
for i in range(1, 80):
    y[i] = y[:i].sum() + y.mean()
# %% an element is kept
y = np.zeros(80)
kept = []
for i in range(1, 80):
    y[i] = 0.9 * y[i - 1] + signal[i]
    kept.append(y[i])
# %% a number that is read afterwards
y = np.zeros(80)
for i in range(1, 80):
    before = y[i - 1]
    y[i] = 0.9 * before + signal[i]
print(before)
# %% a divisor that may be zero
y = np.zeros(80)
for i in range(1, 80):
    y[i] = y[i - 1] / (signal[i] - bottom) + 1 / bottom if bottom else 1 / (signal[i] + y[i - 1])
# %% whole numbers that outgrow 64 bits
y = np.ones(80, dtype=int)
for i in range(2, 80):
    y[i] = y[i - 1] + y[i - 2]
# %% a view of it is read
y = np.zeros(80)
later = y[1:]
for i in range(1, 79):
    y[i] = 0.9 * later[i - 1] + signal[i] * y[i - 1]
# %% places of another type
y = np.zeros(80)
for i in range(1, 80):
    y[i] = 0.9 * y[i - 1] + signal[whole > i].sum()
# %% whole numbers in an array of floats wrap around
y = np.zeros(80)
for i in range(1, 80):
    y[i] = y[i - 1] * 0.5 + whole[i] * whole[i - 1]
# %% a total of whole numbers
total = 0
for i in range(len(whole)):
    total = total + whole[i]
# %% set to a number of Python's at times, and read afterwards
level = 0.0
for t in range(len(signal)):
    level = 0.9 * level + signal[t]
    if level > 1.5:
        level = 0.0
# %% elements that are collected
found = []
high = 0.0
for t in range(len(signal)):
    high = max(high, signal[t])
    found.append(signal[t] - high)
