import numpy as np

generator_ = np.random.default_rng(3)
signal = generator_.normal(size=80)
rates = np.linspace(2.5, 3.9, 7)
steps = 40
CALLS = [(signal, 0.3), (signal[:1], 0.5), (np.arange(9.0), 1.0), (np.ones(3), 0.0)]
# %% a filter
y = np.zeros(len(signal))
y[0] = signal[0]
for i in range(1, len(signal)):
    y[i] = 0.9 * y[i - 1] + 0.1 * signal[i]
# %% in a function [function smoothed]
import numpy as np

def smoothed(values, alpha):
    out = np.empty(len(values))
    out[0] = values[0]
    for t in range(1, len(values)):
        out[t] = alpha * values[t] + (1 - alpha) * out[t - 1]
    return out
# %% an element that stays the same
last = np.zeros(len(rates))
for i in range(len(rates)):
    x = np.zeros(steps)
    x[0] = 0.5
    for r in range(1, steps):
        x[r] = rates[i] * x[r - 1] * (1 - x[r - 1])
    last[i] = x[-1]
# %% conditions, a name of the loop's own, truths
level = np.zeros(len(signal))
full = np.zeros(len(signal), dtype=bool)
for i in range(1, len(signal)):
    value = level[i - 1] + signal[i] ** 2 / 4
    if value > 3:
        level[i] = 0
        full[i] = True
    else:
        level[i] = max(value, -1.0)
# %% a table of whole numbers
a, b = "kitten", "sitting"
table = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
for i in range(1, len(a) + 1):
    for _ in range(1, len(b) + 1):
        cost = 0 if a[i - 1] == b[_ - 1] else 1
        table[i, _] = min(table[i - 1, _] + 1, table[i, _ - 1] + 1, table[i - 1][_ - 1] + cost)
# %% draws stay in order
rng = np.random.default_rng(5)
walk = np.zeros(60)
for i in range(1, 60):
    walk[i] = 0.8 * walk[i - 1] + rng.normal()
    if walk[i] > 2:
        walk[i] -= rng.uniform(0, 1)
# %% a running value that is kept
level = 0.0
spikes = []
for t in range(len(signal)):
    level = 0.9 * level + signal[t]
    if level > 1.5:
        spikes.append(t)
        level = level - 1.5
# %% an extreme of running sums [function best_sum]
def best_sum(x, start):
    best = x[0]
    current = 0.0
    for i in range(len(x)):
        current = current + x[i] - start
        if current > best:
            best = current
        if current < 0:
            current = 0.0
    return best
