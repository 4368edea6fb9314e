import numpy as np

temps = np.linspace(10.0, 25.0, 60) * np.cos(np.arange(60))
window = 7
prices = [float(v) for v in range(3, 90)]
skip = 4
CALLS = [([5, 3, 8, 9, 1, 4], 2), ([], 3), ([3, 3], 9), ([7, 5, 6], -4)]
# %% a window that isn't full at first
means = []
spreads = []
for i in range(len(temps)):
    if i < window - 1:
        means.append(None)
        spreads.append(None)
    else:
        part = temps[i - window + 1 : i + 1]
        means.append(np.mean(part))
        spreads.append(np.std(part))
# %% the first one apart
changes = []
for i in range(len(prices)):
    if i == 0:
        changes.append(0.0)
        continue
    changes.append((prices[i] - prices[i - 1]) / prices[i - 1])
# %% a limit in a sum, what comes after the test twice
total = 0.0
seen = []
for i in range(2, len(prices)):
    if i + 1 >= skip:
        total = total + prices[i] * 2
    else:
        total = total - prices[i]
    seen.append(i)
# %% another test behind it
rises = []
for i in range(len(prices)):
    if i > 0 and prices[i] > prices[i - 1]:
        rises.append(str(i))
    else:
        rises.append("")
# %% either [function marks]
def marks(xs, first):
    out = []
    n = len(xs)
    for i in range(n):
        if i <= first or xs[i] % 3 == 0:
            out.append("x")
        else:
            out.append(str(xs[i]))
    return out
# %% a comprehension with nothing at first
means = [None if i < window - 1 else np.mean(temps[i - window + 1 : i + 1]) for i in range(len(temps))]
firsts = [np.nan if i == 0 else prices[i] / prices[i - 1] for i in range(len(prices))]
# %% windows that are shorter at the start
means = []
for i in range(len(temps)):
    part = temps[max(0, i - 6) : i + 1]
    means.append(sum(part) / len(part))
# %% windows that are shorter at both ends
medians = []
for i in range(len(prices)):
    left = max(i - skip, 0)
    right = min(len(prices), i + skip + 1)
    medians.append(np.median(prices[left:right]))
# %% such windows in a comprehension
medians = [np.median(temps[max(0, i - 4) : i + 5]) for i in range(len(temps))]
