import statistics

whole = [5, 3, 9, 3, 7, 1]
floats = [2.5, -1.0, float("nan"), 3.0, 1.5]
CALLS = [([5, 3, 9, 1, 5, 7],), ([],), ([2],)]
# %% with the element itself
from bisect import insort
middles = []
whole_sorted = []
for i in range(len(whole)):
    insort(whole_sorted, whole[i])
    w = whole_sorted
    middles.append(w[len(w) // 2])
# %% floats, numbered
from bisect import insort
tops = []
floats_sorted = []
floats_in_order = all(x == x for x in floats)
for i, x in enumerate(floats):
    insort(floats_sorted, floats[i])
    tops.append((floats_sorted if floats_in_order else sorted(floats[: i + 1]))[-1])
# %% by the library's median
from bisect import insort
found = []
whole_sorted = []
for i in range(1, len(whole) + 1):
    insort(whole_sorted, whole[i - 1])
    found.append(statistics.median(whole_sorted))
# %% those before, from the second on [function ranks]
from bisect import insort

def ranks(numbers):
    n = len(numbers)
    found = []
    numbers_sorted = []
    for i in range(1, n):
        insort(numbers_sorted, numbers[i - 1])
        before = numbers_sorted
        if numbers[i] > before[len(before) // 2]:
            found.append(i)
    return found
