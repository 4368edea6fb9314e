import numpy as np

temps = np.linspace(10.0, 25.0, 60)
values = list(range(40))
limit = 12
share = 7.5
# %% a part that does nothing, whose rounds count all the same
out = []
for i in range(len(values)):
    if i >= 5:
        out.append(values[i])
# %% a limit that changes in the loop
out = []
for i in range(len(values)):
    if i < limit:
        limit -= 1
        out.append(0)
    else:
        out.append(values[i])
# %% a limit that is no whole number
out = []
for i in range(len(values)):
    if i < share:
        out.append(0)
    else:
        out.append(values[i])
# %% one place in the middle
out = []
for i in range(len(values)):
    if i == limit:
        out.append(0)
    else:
        out.append(values[i])
# %% a loop that is left early
out = []
for i in range(len(values)):
    if i < 5:
        out.append(0)
    else:
        if values[i] > 30:
            break
        out.append(values[i])
# %% a list whose length the loop changes
out = []
for i in range(len(values)):
    if i < len(values) - 3:
        values.append(i)
    else:
        out.append(values[i])
# %% an index that the loop changes
out = []
for i in range(10):
    i = i * 2
    if i < 6:
        out.append(0)
    else:
        out.append(i)
# %% steps
out = []
for i in range(0, 30, 2):
    if i < 6:
        out.append(0)
    else:
        out.append(values[i])
# %% an end that a round changes
n = 20
out = []
for i in range(n):
    n = n - 1
    if i < 6:
        out.append(0)
    else:
        out.append(values[i])
# %% otherwise, when all is done
out = []
for i in range(20):
    if i < 6:
        out.append(0)
    else:
        out.append(values[i])
else:
    out.append(-1)
# %% a test of something else first
out = []
for i in range(20):
    if values[i] > 3 and i < 6:
        out.append(0)
    else:
        out.append(values[i])
# %% built-in functions by another name
def min(a, b):
    return b


out = []
for i in range(20):
    if i < 6:
        out.append(0)
    else:
        out.append(values[i])
# %% a comprehension that tests something else
signs = [1 if t > 15 else i for i, t in enumerate(temps)]
ups = [0 if prices[i] > 9 else i for i in range(len(prices))]
# %% a comprehension with a condition of its own
means = [None if i < 6 else temps[i] for i in range(len(temps)) if temps[i] > 12]
# %% a comprehension in an expression that may not get there
means = len(temps) > 99 and [None if i < 6 else temps[i] for i in range(len(temps))]
# %% bounds of something else than windows
nearest = []
for i in range(len(prices)):
    nearest.append(prices[max(0, i - 3)])
# %% windows whose width changes
skips = []
for i in range(len(prices)):
    skips.append(sum(prices[max(0, i - skip) : i]))
    skip += 1
# %% windows in windows
sums = []
for i in range(len(prices)):
    for idx in range(3):
        sums.append(sum(prices[max(0, i - idx) : i]))
# %% a loop beside its array form
totals = []
for i in range(len(values)):
    total = 0.0
    if len(values) > i + 1 and i > -1:
        total = np.cumsum(temps[i + 1:len(values)])[-1]
    else:
        for j in range(i + 1, len(values)):
            total += temps[j]
    totals.append(total)
