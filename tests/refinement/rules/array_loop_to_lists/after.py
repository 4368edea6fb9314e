import numpy as np

generator_ = np.random.default_rng(3)
signal = generator_.normal(size=80)
rates = np.linspace(2.5, 3.9, 7)
steps = 40
CALLS = [(signal, 0.3), (signal[:1], 0.5), (np.arange(9.0), 1.0), (np.ones(3), 0.0)]
# %% a filter
y = np.zeros(len(signal))
y[0] = signal[0]
signal_list = signal.tolist()
y_list = y.tolist()
for i in range(1, len(signal)):
    y_list[i] = 0.9 * y_list[i - 1] + 0.1 * signal_list[i]
y[:] = y_list
# %% in a function [function smoothed]
import numpy as np

def smoothed(values, alpha):
    out = np.empty(len(values))
    out[0] = values[0]
    if (
        type(values) is np.ndarray and values.dtype == np.float64 and values.ndim == 1
        and type(alpha) is float
    ):
        out_list = out.tolist()
        values_list = values.tolist()
        for t in range(1, len(values)):
            out_list[t] = alpha * values_list[t] + (1 - alpha) * out_list[t - 1]
        out[:] = out_list
    else:
        for t in range(1, len(values)):
            out[t] = alpha * values[t] + (1 - alpha) * out[t - 1]
    return out
# %% an element that stays the same
last = np.zeros(len(rates))
for i in range(len(rates)):
    x = np.zeros(steps)
    x[0] = 0.5
    rates_i = float(rates[i])
    x_list = x.tolist()
    for r in range(1, steps):
        x_list[r] = rates_i * x_list[r - 1] * (1 - x_list[r - 1])
    x[:] = x_list
    last[i] = x[-1]
# %% conditions, a name of the loop's own, truths
level = np.zeros(len(signal))
full = np.zeros(len(signal), dtype=bool)
full_list = full.tolist()
level_list = level.tolist()
signal_list = signal.tolist()
for i in range(1, len(signal)):
    plain_value = level_list[i - 1] + (signal_list[i] * signal_list[i]) / 4
    if plain_value > 3:
        level_list[i] = 0.0
        full_list[i] = True
    else:
        level_list[i] = max(plain_value, -1.0)
full[:] = full_list
level[:] = level_list
# %% a table of whole numbers
a, b = "kitten", "sitting"
table = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
table_list = table.tolist()
for i in range(1, len(a) + 1):
    for _ in range(1, len(b) + 1):
        cost = 0 if a[i - 1] == b[_ - 1] else 1
        table_list[i][_] = min(table_list[i - 1][_] + 1, table_list[i][_ - 1] + 1, table_list[i - 1][_ - 1] + cost)
if table_list:
    table[:] = table_list
# %% draws stay in order
rng = np.random.default_rng(5)
walk = np.zeros(60)
walk_list = walk.tolist()
for i in range(1, 60):
    walk_list[i] = 0.8 * walk_list[i - 1] + rng.normal()
    if walk_list[i] > 2:
        walk_list[i] -= rng.uniform(0, 1)
walk[:] = walk_list
# %% a running value that is kept
level = 0.0
spikes = []
signal_list = signal.tolist()
plain_level = level
for t in range(len(signal)):
    plain_level = 0.9 * plain_level + signal_list[t]
    if plain_level > 1.5:
        spikes.append(t)
        plain_level = plain_level - 1.5
if plain_level is not level:
    level = np.float64(plain_level)
# %% an extreme of running sums [function best_sum]
def best_sum(x, start):
    best = x[0]
    current = 0.0
    if type(x) is np.ndarray and x.dtype == np.float64 and x.ndim == 1 and type(start) is float:
        x_list = x.tolist()
        plain_best = best
        for i in range(len(x)):
            current = current + x_list[i] - start
            if current > plain_best:
                plain_best = current
            if current < 0:
                current = 0.0
        if plain_best is not best:
            best = np.float64(plain_best)
    else:
        for i in range(len(x)):
            current = current + x[i] - start
            if current > best:
                best = current
            if current < 0:
                current = 0.0
    return best
