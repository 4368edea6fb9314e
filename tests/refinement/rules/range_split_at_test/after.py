import numpy as np

temps = np.linspace(10.0, 25.0, 60) * np.cos(np.arange(60))
window = 7
prices = [float(v) for v in range(3, 90)]
skip = 4
CALLS = [([5, 3, 8, 9, 1, 4], 2), ([], 3), ([3, 3], 9), ([7, 5, 6], -4)]
# %% a window that isn't full at first
means = []
spreads = []
i_middle = max(0, window - 1)
for i in range(min(i_middle, len(temps))):
    means.append(None)
    spreads.append(None)
for i in range(i_middle, len(temps)):
    part = temps[i - window + 1 : i + 1]
    means.append(np.mean(part))
    spreads.append(np.std(part))
# %% the first one apart
changes = []
for i in range(min(1, len(prices))):
    changes.append(0.0)
for i in range(1, len(prices)):
    changes.append((prices[i] - prices[i - 1]) / prices[i - 1])
# %% a limit in a sum, what comes after the test twice
total = 0.0
seen = []
i_middle = max(2, skip - 1)
for i in range(2, min(i_middle, len(prices))):
    total = total - prices[i]
    seen.append(i)
for i in range(i_middle, len(prices)):
    total = total + prices[i] * 2
    seen.append(i)
# %% another test behind it
rises = []
for i in range(min(1, len(prices))):
    rises.append("")
for i in range(1, len(prices)):
    if prices[i] > prices[i - 1]:
        rises.append(str(i))
    else:
        rises.append("")
# %% either [function marks]
def marks(xs, first):
    out = []
    n = len(xs)
    i_middle = max(0, first + 1)
    for i in range(min(i_middle, n)):
        out.append("x")
    for i in range(i_middle, n):
        if xs[i] % 3 == 0:
            out.append("x")
        else:
            out.append(str(xs[i]))
    return out
# %% a comprehension with nothing at first
i_middle = max(0, window - 1)
means = [None] * min(i_middle, len(temps)) + [np.mean(temps[i - window + 1 : i + 1]) for i in range(i_middle, len(temps))]
firsts = [np.nan] * min(1, len(prices)) + [prices[i] / prices[i - 1] for i in range(1, len(prices))]
# %% windows that are shorter at the start
means = []
for i in range(min(6, len(temps))):
    part = temps[0 : i + 1]
    means.append(sum(part) / len(part))
for i in range(6, len(temps)):
    part = temps[i - 6 : i + 1]
    means.append(sum(part) / len(part))
# %% windows that are shorter at both ends
medians = []
i_middle = max(0, skip)
for i in range(min(i_middle, len(prices))):
    left = 0
    right = min(len(prices), i + skip + 1)
    medians.append(np.median(prices[left:right]))
i_middle_2 = max(i_middle, len(prices) - skip)
for i in range(i_middle, min(i_middle_2, len(prices))):
    left = i - skip
    right = i + skip + 1
    medians.append(np.median(prices[left:right]))
for i in range(i_middle_2, len(prices)):
    left = i - skip
    right = len(prices)
    medians.append(np.median(prices[left:right]))
# %% such windows in a comprehension
medians = [np.median(temps[0 : i + 5]) for i in range(min(4, len(temps)))] + [np.median(temps[i - 4 : i + 5]) for i in range(4, len(temps))]
