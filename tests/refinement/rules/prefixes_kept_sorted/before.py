import statistics

whole = [5, 3, 9, 3, 7, 1]
floats = [2.5, -1.0, float("nan"), 3.0, 1.5]
CALLS = [([5, 3, 9, 1, 5, 7],), ([],), ([2],)]
# %% with the element itself
middles = []
for i in range(len(whole)):
    w = sorted(whole[: i + 1])
    middles.append(w[len(w) // 2])
# %% floats, numbered
tops = []
for i, x in enumerate(floats):
    tops.append(sorted(floats[: i + 1])[-1])
# %% by the library's median
found = []
for i in range(1, len(whole) + 1):
    found.append(statistics.median(whole[:i]))
# %% those before, from the second on [function ranks]
def ranks(numbers):
    n = len(numbers)
    found = []
    for i in range(1, n):
        before = sorted(numbers[:i])
        if numbers[i] > before[len(before) // 2]:
            found.append(i)
    return found
